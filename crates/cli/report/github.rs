//! Commands to the runner of GitHub Actions, which it shows beside the lines of a change.
//!
//! The only format that may speak to a runner; texts of the plan are made harmless first and then escaped as the runner
//! unescapes them (actions/toolkit, `packages/core/src/command.ts`).

use std::fmt::Write as _;

use truenorth_core::finding::{Finding, Level};
use truenorth_core::sanitise;

use super::order::most_serious_first;
use super::{MOST_PRINTED, Shown, shown, summary};

pub(super) fn render(all: &Shown<'_>) -> String {
    // A run shows ten annotations of each kind: the most serious ones come first.
    let findings = most_serious_first(all);
    let more = findings.len().saturating_sub(MOST_PRINTED);
    let mut out = String::new();
    for finding in findings.into_iter().take(MOST_PRINTED) {
        let command = match finding.level {
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Note => "notice",
        };
        let place = &finding.primary.place;
        let (start, end) = shown::on_one_line(all, place);
        let path = shown::repository_path(all, place);
        // Writing to a String cannot fail.
        let _ = writeln!(
            out,
            "::{command} file={},line={},endLine={},col={},endColumn={},title={}::{}",
            property(&sanitise::one_line(&path)),
            start.line,
            end.line,
            start.column,
            end.column,
            property(&format!("{} {}", finding.rule.code, finding.rule.name)),
            data(&message(finding)),
        );
    }
    if more > 0 {
        let _ = writeln!(out, "{more} further findings are not printed; the most important were");
    }
    let _ = writeln!(out, "{}", summary(all));
    out
}

/// What is wrong, and on a line of its own what to do about it.
fn message(finding: &Finding) -> String {
    let help = finding.help.as_deref().map_or(String::new(), |help| format!("\nhelp: {}", shown::text(help)));
    format!("{}{help}", shown::text(&finding.message))
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
