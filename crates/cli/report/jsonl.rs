//! The same as `json`, an object a line, for programs that read as it comes. The first line is what the report is about.

use super::Shown;
use super::json::{Line, entry, head, ignored_entry};

pub(super) fn render(all: &Shown<'_>) -> String {
    let findings = all.report.findings.iter().map(|finding| Line::Finding(entry(all, finding)));
    let ignored = all.report.ignored.iter().map(|ignored| Line::Ignored(ignored_entry(all, ignored)));
    let mut out = String::new();
    for line in std::iter::once(Line::Run(head(all))).chain(findings).chain(ignored) {
        // Plain data with text keys always serialises.
        out.push_str(&serde_json::to_string(&line).unwrap_or_default());
        out.push('\n');
    }
    crate::built::harmless_json(&out)
}
