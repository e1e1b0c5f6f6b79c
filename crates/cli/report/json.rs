//! Findings for programs. The types here are the format, version 1, and change only with its number; their schema is
//! printed by `truenorth schema check`.

use schemars::{JsonSchema, Schema, generate::SchemaSettings};
use serde::Serialize;
use truenorth_core::edit::Edit;
use truenorth_core::finding::{Finding, Label, LevelFrom};
use truenorth_core::fix::{Fix, Texts};
use truenorth_core::place::Place;
use truenorth_core::source::FileId;

use super::{Shown, shown};

/// The version of this format and of `jsonl`.
const VERSION: u32 = 1;

/// What `truenorth check --format json` prints. Fields may be added without a new version; what is not known is to be
/// passed over.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "Findings of truenorth check")]
struct Output<'a> {
    #[serde(flatten)]
    head: Head<'a>,
    /// By file, place and code.
    findings: Vec<Entry<'a>>,
    /// Findings that an `ignore` of the plan silences.
    ignored: Vec<IgnoredEntry<'a>>,
    /// Findings that the baseline holds.
    baselined: Vec<Entry<'a>>,
    /// Findings that were there at the revision of `--against`.
    before: Vec<Entry<'a>>,
}

/// What a report is about.
#[derive(Serialize, JsonSchema)]
pub(super) struct Head<'a> {
    /// The version of this format: 1.
    version: u32,
    /// The tool and its version.
    tool: &'static str,
    /// The day that counted as today.
    today: String,
    /// The scenario that was laid over the plan.
    #[serde(skip_serializing_if = "Option::is_none")]
    scenario: Option<&'a str>,
    /// How many files were read.
    files: usize,
    /// Part of the plan could not be read, so that the rules were not run.
    unreadable: bool,
    /// How many findings there are.
    counts: Counts,
}

/// Findings by level, and those that are silenced.
#[derive(Serialize, JsonSchema)]
struct Counts {
    error: usize,
    warning: usize,
    note: usize,
    ignored: usize,
    baselined: usize,
    before: usize,
}

/// A finding.
#[derive(Serialize, JsonSchema)]
pub(super) struct Entry<'a> {
    /// The stable code of the rule, such as `ALN001`.
    #[schemars(regex(pattern = r"^[A-Z]{3}[0-9]{3}$"))]
    code: &'static str,
    /// The name of the rule, such as `goal-not-aligned`.
    #[schemars(regex(pattern = r"^[a-z][a-z0-9-]*$"))]
    name: &'static str,
    /// After levels and overrides of the plan.
    #[schemars(extend("enum" = ["error", "warning", "note"]))]
    level: &'static str,
    /// Who set the level; left out if it is the rule's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(extend("enum" = ["checks.rules", "checks.overrides", "--level"]))]
    level_from: Option<&'static str>,
    /// The reason that an override gives for the level.
    #[serde(skip_serializing_if = "Option::is_none")]
    level_reason: Option<&'a str>,
    /// Full id of the item concerned; left out for findings about a file.
    #[serde(skip_serializing_if = "Option::is_none")]
    item: Option<&'a str>,
    /// What is wrong.
    message: &'a str,
    /// What to do about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<&'a str>,
    /// The edit that does it, where one is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    fix: Option<FixEntry<'a>>,
    /// Where.
    place: PlaceEntry<'a>,
    /// What else explains it.
    other_places: Vec<PlaceEntry<'a>>,
}

/// A finding that is silenced.
#[derive(Serialize, JsonSchema)]
pub(super) struct IgnoredEntry<'a> {
    /// The reason that the plan gives.
    reason: &'a str,
    #[serde(flatten)]
    finding: Entry<'a>,
}

/// What mends the finding.
#[derive(Serialize, JsonSchema)]
struct FixEntry<'a> {
    /// What it does.
    title: &'a str,
    /// Whether the edit is certain: `safe`, or `unsafe` where it is only probable.
    safety: &'static str,
    /// In the order of files and bytes.
    edits: Vec<EditEntry>,
}

/// The bytes of a file to replace, and with what.
#[derive(Serialize, JsonSchema)]
struct EditEntry {
    /// From where the tool was called, with `/`.
    file: String,
    /// Where the first byte to replace is, from 0.
    offset: usize,
    /// How many bytes.
    length: usize,
    /// What comes in their place.
    text: String,
}

/// A place. Lines and columns count from 1, columns in Unicode characters; `offset` and `length` are bytes.
#[derive(Serialize, JsonSchema)]
struct PlaceEntry<'a> {
    /// From where the tool was called, with `/`.
    file: String,
    /// Of the first character.
    #[schemars(range(min = 1))]
    line: usize,
    /// Of the first character.
    #[schemars(range(min = 1))]
    column: usize,
    /// Right after the last character.
    #[schemars(range(min = 1))]
    end_line: usize,
    /// Right after the last character.
    #[schemars(range(min = 1))]
    end_column: usize,
    /// Where the first byte is, from 0.
    offset: usize,
    /// How many bytes.
    length: usize,
    /// What is there, in a few words.
    #[serde(skip_serializing_if = "str::is_empty")]
    label: &'a str,
}

/// A line of `truenorth check --format jsonl`: first `run`, then the findings, then the ignored ones.
#[derive(Serialize, JsonSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
pub(super) enum Line<'a> {
    /// What the report is about.
    Run(Head<'a>),
    /// A finding.
    Finding(Entry<'a>),
    /// One that is silenced.
    Ignored(IgnoredEntry<'a>),
    /// One that the baseline holds.
    Baselined(Entry<'a>),
    /// One that was there at the revision of `--against`.
    Before(Entry<'a>),
}

/// The JSON Schema of both formats: the root is `json`, a line of `jsonl` is `Line` of its definitions.
pub(crate) fn schema() -> Schema {
    let mut generator = SchemaSettings::draft2020_12().for_serialize().into_generator();
    generator.subschema_for::<Line<'static>>();
    generator.into_root_schema_for::<Output<'static>>()
}

pub(super) fn render(all: &Shown<'_>) -> String {
    let (report, texts) = (all.report, &Texts::new(all.sources));
    let output = Output {
        head: head(all),
        findings: entries(all, texts, &report.findings),
        ignored: report.ignored.iter().map(|ignored| ignored_entry(all, texts, ignored)).collect(),
        baselined: entries(all, texts, &report.baselined),
        before: entries(all, texts, &report.before),
    };
    // Plain data with text keys always serialises.
    let mut text = serde_json::to_string_pretty(&output).unwrap_or_default();
    text.push('\n');
    crate::built::harmless_json(&text)
}

fn entries<'a>(all: &Shown<'_>, texts: &Texts<'_>, findings: &'a [Finding]) -> Vec<Entry<'a>> {
    findings.iter().map(|finding| entry(all, texts, finding)).collect()
}

pub(super) fn head<'a>(all: &Shown<'a>) -> Head<'a> {
    use truenorth_core::finding::Level;
    let report = all.report;
    Head {
        version: VERSION,
        tool: concat!("truenorth ", env!("CARGO_PKG_VERSION")),
        today: all.today.to_string(),
        scenario: all.scenario,
        files: all.files,
        unreadable: report.unreadable,
        counts: Counts {
            error: report.count(Level::Error),
            warning: report.count(Level::Warning),
            note: report.count(Level::Note),
            ignored: report.ignored.len(),
            baselined: report.baselined.len(),
            before: report.before.len(),
        },
    }
}

pub(super) fn entry<'a>(all: &Shown<'_>, texts: &Texts<'_>, finding: &'a Finding) -> Entry<'a> {
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

pub(super) fn ignored_entry<'a>(
    all: &Shown<'_>,
    texts: &Texts<'_>,
    ignored: &'a truenorth_check::Ignored,
) -> IgnoredEntry<'a> {
    IgnoredEntry { reason: &ignored.reason, finding: entry(all, texts, &ignored.finding) }
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
