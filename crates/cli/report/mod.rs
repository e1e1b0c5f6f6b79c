//! The formats in which findings are printed: one file each, and the one list.

mod concise;
mod human;
mod json;
mod shown;

use std::path::Path;

use clap::ValueEnum;
use truenorth_check::Report;
use truenorth_core::finding::Level;
use truenorth_core::fix::Safety;
use truenorth_core::scalar::Date;
use truenorth_core::source::Sources;

/// Everything that a format may show.
#[derive(Clone, Copy)]
pub(crate) struct Shown<'a> {
    /// What was found.
    pub(crate) report: &'a Report,
    /// The texts it was found in.
    pub(crate) sources: &'a Sources,
    /// The directory of the root file, put before file names.
    pub(crate) root: &'a Path,
    /// The day that counted as today.
    pub(crate) today: Date,
    /// The scenario that was laid over the plan.
    pub(crate) scenario: Option<&'a str>,
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
}

impl Format {
    /// The text of a report.
    pub(crate) fn render(self, shown: &Shown<'_>) -> String {
        match self {
            Self::Human => human::render(shown),
            Self::Concise => concise::render(shown),
            Self::Json => json::render(shown),
        }
    }
}

/// How many findings the human format prints; the rest is counted.
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
    let files = plural(shown.sources.len(), "file");
    let silent: Vec<String> = [
        (report.ignored.len(), "ignored"),
        (report.baselined.len(), "in the baseline"),
        (report.before.len(), "from before"),
    ]
    .iter()
    .filter(|(count, _)| *count > 0)
    .map(|(count, words)| format!("{count} {words}"))
    .collect();
    let ignored = if silent.is_empty() { String::new() } else { format!(" ({})", silent.join(", ")) };
    let mut line = if parts.is_empty() {
        format!("no findings in {files}{ignored}")
    } else {
        format!("{} in {files}{ignored}", parts.join(", "))
    };
    if let Some(scenario) = shown.scenario {
        line.push_str(&format!(" under the scenario `{scenario}`"));
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
