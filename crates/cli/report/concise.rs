//! A line a finding, and the summary.

use std::fmt::Write as _;

use super::{Shown, shown, summary};

pub(super) fn render(all: &Shown<'_>) -> String {
    let mut out = String::new();
    for finding in &all.report.findings {
        let at = shown::position(all, &finding.primary.place);
        // Writing to a String cannot fail.
        let _ = writeln!(
            out,
            "{}:{}:{}: {}[{}] {}{}",
            shown::file_name(all, &finding.primary.place),
            at.line,
            at.column,
            finding.level.word(),
            finding.rule.code,
            // `[*]`: there is a fix, as other checkers write it.
            if finding.fix.is_some() { "[*] " } else { "" },
            shown::text(&finding.message)
        );
    }
    let _ = writeln!(out, "{}", summary(all));
    out
}
