//! The formats in which findings are printed: one file each, and the one list.

mod concise;
mod fingerprint;
mod github;
mod gitlab;
mod human;
mod json;
mod jsonl;
mod junit;
pub(crate) mod markdown;
mod order;
mod sarif;
mod shown;
mod snippet;
mod target;

use std::path::Path;

use clap::ValueEnum;
use truenorth_check::Report;
use truenorth_core::finding::Level;
use truenorth_core::fix::Safety;
use truenorth_core::sanitise;
use truenorth_core::scalar::Date;
use truenorth_core::source::Sources;

pub(crate) use json::schema;
pub(crate) use target::{Target, in_repository, target, write};

/// Everything that a format may show.
#[derive(Clone, Copy)]
pub(crate) struct Shown<'a> {
    /// What was found.
    pub(crate) report: &'a Report,
    /// The texts it was found in.
    pub(crate) sources: &'a Sources,
    /// How many of them are the plan's.
    pub(crate) files: usize,
    /// The directory of the root file, put before file names.
    pub(crate) root: &'a Path,
    /// The same directory from the top of the repository, for platforms that count from there; `None` outside of one.
    pub(crate) in_repository: Option<&'a Path>,
    /// The day that counted as today.
    pub(crate) today: Date,
    /// The scenario that was laid over the plan.
    pub(crate) scenario: Option<&'a str>,
    /// The least level that makes the exit status 1.
    pub(crate) fail_on: Level,
    /// Whether colours are wanted; they are taken out later where nobody sees them.
    pub(crate) color: bool,
}

/// How findings are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// With the lines at fault, for people.
    Human,
    /// A line each: `file:line:col: CODE message`.
    Concise,
    /// For programs; see docs/check-json.md.
    Json,
    /// The same, an object a line.
    Jsonl,
    /// SARIF 2.1.0, for code scanning and editors.
    Sarif,
    /// Commands to the runner of GitHub Actions: annotations beside the lines.
    Github,
    /// Code Quality of GitLab.
    Gitlab,
    /// JUnit XML, for Jenkins and test reports.
    Junit,
    /// A table, for a comment or a summary of a run.
    Markdown,
}

impl Format {
    /// The text of a report.
    pub(crate) fn render(self, shown: &Shown<'_>) -> String {
        match self {
            Self::Human => human::render(shown),
            Self::Concise => concise::render(shown),
            Self::Json => json::render(shown),
            Self::Jsonl => jsonl::render(shown),
            Self::Sarif => sarif::render(shown),
            Self::Github => github::render(shown),
            Self::Gitlab => gitlab::render(shown),
            Self::Junit => junit::render(shown),
            Self::Markdown => markdown::render(shown),
        }
    }

    /// Whether people read it as it is.
    pub(crate) fn is_for_people(self) -> bool {
        matches!(self, Self::Human | Self::Concise)
    }
}

/// How many findings the formats for people print; the rest is counted.
pub(crate) const MOST_PRINTED: usize = 1_000;

/// The last line: how many of which level, in how many files, and what was silenced.
pub(crate) fn summary(shown: &Shown<'_>) -> String {
    let report = shown.report;
    let plural = |count: usize, word: &str| match count {
        1 => format!("1 {word}"),
        _ => format!("{count} {word}s"),
    };
    let mut parts: Vec<String> = Vec::new();
    for (level, word) in [(Level::Error, "error"), (Level::Warning, "warning"), (Level::Note, "note")] {
        let count = report.count(level);
        if count > 0 {
            parts.push(plural(count, word));
        }
    }
    let files = plural(shown.files, "file");
    // What is not among the findings, and why.
    let silenced: Vec<String> = [
        (report.ignored.len(), "ignored"),
        (report.baselined.len(), "in the baseline"),
        (report.before.len(), "from before"),
    ]
    .iter()
    .filter(|(count, _)| *count > 0)
    .map(|(count, word)| format!("{count} {word}"))
    .collect();
    let silenced = if silenced.is_empty() { String::new() } else { format!(" ({})", silenced.join(", ")) };
    let mut line = if parts.is_empty() {
        format!("no findings in {files}{silenced}")
    } else {
        format!("{} in {files}{silenced}", parts.join(", "))
    };
    if let Some(scenario) = shown.scenario {
        line.push_str(&format!(" under the scenario `{}`", sanitise::short(scenario, 60)));
    }
    if report.unreadable {
        line.push_str("; the rules were not run, because part of the plan cannot be read");
    }
    for (safety, flag) in [(Safety::Safe, "--fix"), (Safety::Unsafe, "--fix --unsafe-fixes")] {
        let count = report.fixable(safety);
        if count > 0 {
            line.push_str(&format!("; {count} fixable with {flag}"));
        }
    }
    line
}
