//! Code Quality of GitLab: a list of issues, each with a fingerprint of its own.
//!
//! <https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format> names the fields. Of two issues with one
//! fingerprint GitLab shows one.

use serde::Serialize;
use truenorth_core::finding::Level;
use truenorth_core::sanitise;

use super::fingerprint::Fingerprints;
use super::{Shown, shown};

#[derive(Serialize)]
struct Issue {
    description: String,
    check_name: String,
    fingerprint: String,
    severity: &'static str,
    location: Location,
}

#[derive(Serialize)]
struct Location {
    path: String,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
    end: usize,
}

pub(super) fn render(all: &Shown<'_>) -> String {
    let mut fingerprints = Fingerprints::default();
    let issues: Vec<Issue> = (all.report.findings.iter())
        .map(|finding| {
            let place = &finding.primary.place;
            let (start, end) = shown::on_one_line(all, place);
            Issue {
                description: shown::message_and_help(finding),
                check_name: format!("{} {}", finding.rule.code, finding.rule.name),
                fingerprint: fingerprints.unique(all, finding),
                severity: match finding.level {
                    Level::Error if finding.rule.unreadable => "critical",
                    Level::Error => "major",
                    Level::Warning => "minor",
                    Level::Note => "info",
                },
                location: Location {
                    path: sanitise::one_line(&shown::repository_path(all, place)).into_owned(),
                    lines: Lines { begin: start.line, end: end.line },
                },
            }
        })
        .collect();
    // Plain data with text keys always serialises.
    let mut text = serde_json::to_string_pretty(&issues).unwrap_or_default();
    text.push('\n');
    crate::built::harmless_json(&text)
}
