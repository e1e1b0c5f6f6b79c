//! A line a finding, and the summary. At most 1,000 of them; the rest is counted.

use std::fmt::Write as _;

use super::order::most_serious_first;
use super::{MOST_PRINTED, Shown, shown, summary};

pub(super) fn render(all: &Shown<'_>) -> String {
    let mut out = String::new();
    // In the order of files and places, so that the lines of a file stand together. Of too many the most serious ones.
    let mut findings = most_serious_first(all);
    let more = findings.len().saturating_sub(MOST_PRINTED);
    findings.truncate(MOST_PRINTED);
    if more > 0 {
        let _ = writeln!(out, "{more} further findings are not printed; the most important follow");
    } else {
        findings = all.report.findings.iter().collect();
    }
    for finding in findings {
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
