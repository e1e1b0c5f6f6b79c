//! The same as `json`, an object a line, for programs that read as it comes. The first line is what the report is about.

use truenorth_core::fix::Texts;

use super::Shown;
use super::json::{Line, entry, head, ignored_entry};

pub(super) fn render(all: &Shown<'_>) -> String {
    let (report, texts) = (all.report, &Texts::new(all.sources));
    let lines = std::iter::once(Line::Run(head(all)))
        .chain(report.findings.iter().map(|finding| Line::Finding(entry(all, texts, finding))))
        .chain(report.ignored.iter().map(|ignored| Line::Ignored(ignored_entry(all, texts, ignored))))
        .chain(report.baselined.iter().map(|finding| Line::Baselined(entry(all, texts, finding))))
        .chain(report.before.iter().map(|finding| Line::Before(entry(all, texts, finding))));
    let mut out = String::new();
    for line in lines {
        // Plain data with text keys always serialises.
        out.push_str(&serde_json::to_string(&line).unwrap_or_default());
        out.push('\n');
    }
    crate::built::harmless_json(&out)
}
