//! Findings for programs. The types here are the format, version 1, and change only with its number.

use serde::Serialize;
use truenorth_core::edit::Edit;
use truenorth_core::finding::{Finding, Label, LevelFrom};
use truenorth_core::fix::{Fix, Texts};
use truenorth_core::place::Place;
use truenorth_core::source::FileId;

use super::{Shown, shown};

#[derive(Serialize)]
struct Output<'a> {
    version: u32,
    tool: &'static str,
    today: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    scenario: Option<&'a str>,
    files: usize,
    counts: Counts,
    findings: Vec<Entry<'a>>,
    ignored: Vec<IgnoredEntry<'a>>,
    baselined: Vec<Entry<'a>>,
    before: Vec<Entry<'a>>,
}

#[derive(Serialize)]
struct Counts {
    error: usize,
    warning: usize,
    note: usize,
    ignored: usize,
    baselined: usize,
    before: usize,
}

#[derive(Serialize)]
struct Entry<'a> {
    code: &'static str,
    name: &'static str,
    level: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    level_from: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    level_reason: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    item: Option<&'a str>,
    message: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fix: Option<FixEntry<'a>>,
    place: PlaceEntry<'a>,
    other_places: Vec<PlaceEntry<'a>>,
}

#[derive(Serialize)]
struct IgnoredEntry<'a> {
    reason: &'a str,
    #[serde(flatten)]
    finding: Entry<'a>,
}

/// What mends the finding.
#[derive(Serialize)]
struct FixEntry<'a> {
    title: &'a str,
    safety: &'static str,
    edits: Vec<EditEntry>,
}

/// The bytes of a file to replace, and with what.
#[derive(Serialize)]
struct EditEntry {
    file: String,
    offset: usize,
    length: usize,
    text: String,
}

/// Lines and columns count from 1, columns in Unicode characters; `offset` and `length` are bytes.
#[derive(Serialize)]
struct PlaceEntry<'a> {
    file: String,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    offset: usize,
    length: usize,
    #[serde(skip_serializing_if = "str::is_empty")]
    label: &'a str,
}

pub(super) fn render(all: &Shown<'_>) -> String {
    let report = all.report;
    let count = |level| report.count(level);
    use truenorth_core::finding::Level;
    let texts = Texts::new(all.sources);
    let output = Output {
        version: 1,
        tool: concat!("truenorth ", env!("CARGO_PKG_VERSION")),
        today: all.today.to_string(),
        scenario: all.scenario,
        files: all.sources.len(),
        counts: Counts {
            error: count(Level::Error),
            warning: count(Level::Warning),
            note: count(Level::Note),
            ignored: report.ignored.len(),
            baselined: report.baselined.len(),
            before: report.before.len(),
        },
        findings: report.findings.iter().map(|finding| entry(all, &texts, finding)).collect(),
        ignored: (report.ignored.iter())
            .map(|ignored| IgnoredEntry {
                reason: &ignored.reason,
                finding: entry(all, &texts, &ignored.finding),
            })
            .collect(),
        baselined: report.baselined.iter().map(|finding| entry(all, &texts, finding)).collect(),
        before: report.before.iter().map(|finding| entry(all, &texts, finding)).collect(),
    };
    // Plain data with text keys always serialises.
    let mut text = serde_json::to_string_pretty(&output).unwrap_or_default();
    text.push('\n');
    crate::built::harmless_json(&text)
}

fn entry<'a>(all: &Shown<'_>, texts: &Texts<'_>, finding: &'a Finding) -> Entry<'a> {
    Entry {
        code: finding.rule.code,
        name: finding.rule.name,
        level: finding.level.word(),
        level_from: finding.level_from.as_ref().map(LevelFrom::word),
        level_reason: finding.level_from.as_ref().and_then(LevelFrom::reason),
        item: finding.item.as_deref(),
        message: &finding.message,
        help: finding.help.as_deref(),
        fix: finding.fix.as_ref().map(|found| fix(all, texts, found)),
        place: place(all, &finding.primary),
        other_places: finding.secondary.iter().map(|label| place(all, label)).collect(),
    }
}

fn fix<'a>(all: &Shown<'_>, texts: &Texts<'_>, fix: &'a Fix) -> FixEntry<'a> {
    let edits = truenorth_core::fix::edits(fix, texts).unwrap_or_default();
    let edit = |(file, edit): (FileId, Edit)| EditEntry {
        file: shown::file_name(all, &Place::bytes(file, 0..0)),
        offset: edit.span.start,
        length: edit.span.len(),
        text: edit.text,
    };
    FixEntry { title: &fix.title, safety: fix.safety.word(), edits: edits.into_iter().map(edit).collect() }
}

fn place<'a>(all: &Shown<'_>, label: &'a Label) -> PlaceEntry<'a> {
    let span = label.place.span(all.sources);
    let start = all.sources.line_column(label.place.file, span.start);
    let end = all.sources.line_column(label.place.file, span.end);
    PlaceEntry {
        file: shown::file_name(all, &label.place),
        line: start.line,
        column: start.column,
        end_line: end.line,
        end_column: end.column,
        offset: span.start,
        length: span.len(),
        label: &label.text,
    }
}
