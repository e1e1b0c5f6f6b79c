//! From the bytes of one file to its items, with all that is wrong with them as findings.

use std::collections::HashSet;

use crate::belongs;
use crate::finding::{Finding, Level};
use crate::fix::{Change, Fix, Safety};
use crate::json::{
    self, Damage, DamageKind, Mend, NodeKind, Problem, ProblemFix, ProblemKind, Reading, Tape,
};
use crate::model::File;
use crate::place::Place;
use crate::rules;
use crate::source::{FileId, Sources};

/// The version of the format that this tool reads.
pub const FORMAT_VERSION: u32 = 1;

/// The fields that only the root file may have.
pub const ROOT_ONLY: &[&str] = &[
    "truenorth",
    "plan",
    "as_of",
    "organization",
    "calendar",
    "vision",
    "mission",
    "values",
    "levels",
    "skill_scale",
    "rates",
    "plans",
    "include",
    "checks",
    "built",
];

/// One file as read.
#[derive(Clone, Debug)]
pub struct Document {
    /// Its id in the [`Sources`].
    pub file: FileId,
    /// Whether it is the plan's root file.
    pub is_root: bool,
    /// What it holds; what could not be read is left out.
    pub content: File,
    /// How many items it holds, nested goals too.
    pub items: usize,
    /// Ids of items that exist but may not have been read whole, in a file with damage. References to them are
    /// not called unknown.
    pub unread_ids: HashSet<String>,
    /// Ids of items of which some part could not be read.
    pub damaged_ids: HashSet<String>,
    /// The file is an object without any field.
    pub is_empty: bool,
}

/// What one file gives before it joins the others of a plan.
#[derive(Clone, Debug)]
pub struct ReadFile {
    /// Its text, without a byte-order mark; if it is not UTF-8, only for showing where.
    pub text: String,
    /// What it holds.
    pub document: Document,
    /// What is wrong with it.
    pub findings: Vec<Finding>,
}

/// Reads one file: adds its text to `sources` and what is wrong with it to `findings`.
pub fn read(
    sources: &mut Sources,
    findings: &mut Vec<Finding>,
    name: &str,
    bytes: Vec<u8>,
    is_root: bool,
) -> Document {
    let alone = read_alone(sources.next(), bytes, is_root);
    sources.add(name, alone.text);
    findings.extend(alone.findings);
    alone.document
}

/// Reads one file that will have the id `file`. It depends on nothing else, so that files can be read at the same time.
#[must_use]
pub fn read_alone(file: FileId, bytes: Vec<u8>, is_root: bool) -> ReadFile {
    let (text, encoding) = decode(bytes);
    let mut findings = Vec::new();
    let mut document = Document {
        file,
        is_root,
        content: File::default(),
        items: 0,
        unread_ids: HashSet::new(),
        damaged_ids: HashSet::new(),
        is_empty: false,
    };
    match encoding {
        Encoding::Utf8 => {}
        Encoding::Marked => findings.push(
            Finding::new(
                &rules::BYTE_ORDER_MARK,
                Level::Note,
                Place::bytes(file, 0..0),
                "the file begins with a byte-order mark",
            )
            .help("save it as UTF-8 without the mark; other JSON readers refuse it")
            .fix(Fix::safe("take the mark out", Change::Mark(file))),
        ),
        Encoding::Broken { message, help, at } => {
            let place =
                Place::bytes(file, at.map_or(0..0, |at| at..at + char::REPLACEMENT_CHARACTER.len_utf8()));
            findings.push(Finding::new(&rules::NOT_UTF8, Level::Error, place, message).help(help));
            return ReadFile { text, document, findings };
        }
    }
    if let Some(content) = read_sound(&text, is_root) {
        document.items = content.count_items();
        document.content = content;
        return ReadFile { text, document, findings };
    }
    let (tape, damage) = json::scan(&text);
    // Damage that has no mend may have hidden the sections.
    let is_whole = damage.iter().all(|damage| damage.mend.is_some());
    match if is_root || !is_whole { None } else { belongs::foreign(&tape) } {
        Some(key) => {
            findings.clear();
            findings.push(belongs::passed_over(file, tape.span(key)));
        }
        None => {
            findings.extend(damage.into_iter().map(|damage| of_damage(file, damage)));
            read_tape(&mut document, &mut findings, &tape);
        }
    }
    drop(tape);
    ReadFile { text, document, findings }
}

/// What a file holds about which there is nothing to say.
fn read_sound(text: &str, is_root: bool) -> Option<File> {
    let content: File = json::read_sound(text, if is_root { &[] } else { ROOT_ONLY })?;
    let whole = content.truenorth == Some(FORMAT_VERSION) && content.organization.is_some();
    (whole || !is_root).then_some(content)
}

/// How the bytes of a file were written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8.
    Utf8,
    /// UTF-8 behind a byte-order mark.
    Marked,
    /// Something else.
    Broken {
        /// What is wrong, with its place.
        message: String,
        /// What to do.
        help: &'static str,
        /// The first byte that is not UTF-8; in the text a replacement character stands there. `None` where the
        /// file has another encoding throughout.
        at: Option<usize>,
    },
}

/// The text of a file without its byte-order mark. If it is not UTF-8, only for showing where.
#[must_use]
pub fn decode(bytes: Vec<u8>) -> (String, Encoding) {
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) || looks_like_utf16(&bytes) {
        let message = "the file looks like UTF-16".to_owned();
        return (String::new(), Encoding::Broken { message, help: "save it as UTF-8", at: None });
    }
    match String::from_utf8(bytes) {
        Ok(mut text) if text.starts_with('\u{feff}') => {
            text.drain(..'\u{feff}'.len_utf8());
            (text, Encoding::Marked)
        }
        Ok(text) => (text, Encoding::Utf8),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let bytes = error.as_bytes();
            let line = bytes[..at].iter().filter(|byte| **byte == b'\n').count() + 1;
            let byte = bytes.get(at).copied().unwrap_or(0);
            let message = format!("byte {at} (0x{byte:02X}, in line {line}) is not UTF-8");
            let text = String::from_utf8_lossy(bytes).into_owned();
            (text, Encoding::Broken { message, help: "save the file as UTF-8", at: Some(at) })
        }
    }
}

/// A JSON text in UTF-16 without a mark has a zero byte among its first two.
fn looks_like_utf16(bytes: &[u8]) -> bool {
    matches!(bytes, [0, other, ..] | [other, 0, ..] if *other != 0)
}

fn of_damage(file: FileId, damage: Damage) -> Finding {
    let rule = match damage.kind {
        DamageKind::Syntax => &rules::INVALID_JSON,
        DamageKind::DuplicateKey => &rules::DUPLICATE_KEY,
        DamageKind::Depth => &rules::NESTED_TOO_DEEP,
    };
    let place = Place::bytes(file, damage.span);
    let mut finding = Finding::new(rule, Level::Error, place.clone(), damage.message).help(damage.help);
    finding.fix = damage.mend.map(|mend| {
        let (title, safety, change) = match mend {
            Mend::Bytes { title, safety, span, text } => {
                (title, safety, Change::Bytes(Place::bytes(file, span), text))
            }
            Mend::TakeOut { title } => (title, Safety::Safe, Change::Remove(place)),
        };
        Box::new(Fix { title: title.to_owned(), safety, changes: vec![change] })
    });
    if let Some((span, words)) = damage.also {
        finding = finding.also(Place::bytes(file, span), words);
    }
    finding
}

fn read_tape(document: &mut Document, findings: &mut Vec<Finding>, tape: &Tape<'_>) {
    let file = document.file;
    if tape.is_empty() {
        return;
    }
    if tape.kind(0) != NodeKind::Object {
        let span = tape.span(0);
        // Of a long text or list the beginning.
        let end = tape.raw(0).chars().next().map_or(span.end, |first| span.start + first.len_utf8());
        findings.push(
            Finding::new(
                &rules::INVALID_JSON,
                Level::Error,
                Place::bytes(file, span.start..end),
                "a plan file is an object",
            )
            .help("begin the file with `{` and end it with `}`"),
        );
        return;
    }
    document.is_empty = tape.entries(0).next().is_none();
    let reading = Reading::new(tape);
    if document.is_root {
        if let Some(finding) = newer_format(file, tape) {
            findings.push(finding);
            return;
        }
        if let Some((_, value)) = tape.field(0, "truenorth").filter(|(_, value)| tape.raw(*value) == "0") {
            let place = Place::bytes(file, tape.span(value));
            let message = "there is no version 0 of the format";
            let finding = Finding::new(&rules::MALFORMED_VALUE, Level::Error, place, message);
            findings.push(finding.help(format!("write {FORMAT_VERSION}")));
        }
    } else {
        for (key, value) in tape.entries(0) {
            let name = tape.string(key);
            if !ROOT_ONLY.contains(&name.as_ref()) {
                continue;
            }
            reading.mark(value);
            findings.push(
                Finding::new(
                    &rules::ROOT_ONLY_FIELD,
                    Level::Error,
                    Place::bytes(file, tape.span(key)),
                    format!("`{name}` belongs into the root file only"),
                )
                .help(
                    "move it to truenorth.json: a team's file must not change the rules of the organisation",
                ),
            );
        }
    }
    if let Some(content) = json::read_value::<File>(&reading, 0) {
        document.items = content.count_items();
        document.content = content;
    }
    let mut problems = reading.into_problems();
    if !document.is_root {
        without_root_only(tape, &mut problems);
    }
    let damaged = |problem: &Problem| {
        matches!(problem.kind, ProblemKind::WrongType | ProblemKind::MissingField | ProblemKind::Malformed)
    };
    if problems.iter().any(damaged) {
        collect_ids(tape, 0, None, &mut document.unread_ids);
    }
    // Sorted, as the problems are.
    let faults: Vec<usize> = problems
        .iter()
        .filter(|problem| damaged(problem) || problem.kind == ProblemKind::Null)
        .map(|problem| problem.span.start)
        .collect();
    collect_ids_around(tape, 0, None, &faults, &mut document.damaged_ids);
    if document.is_root {
        for name in ["truenorth", "organization"] {
            if tape.field(0, name).is_none() && !document.is_empty {
                findings.push(
                    Finding::new(
                        &rules::MISSING_FIELD,
                        Level::Error,
                        Place::bytes(file, tape.span(0).start..tape.span(0).start + 1),
                        format!("`{name}` is missing here"),
                    )
                    .help(if name == "truenorth" {
                        "add `\"truenorth\": 1`, the version of the format"
                    } else {
                        "add `\"organization\": { \"name\": \"...\" }`"
                    }),
                );
            }
        }
    }
    findings.extend(problems.into_iter().map(|problem| of_problem(file, problem)));
}

/// A field of the root file is no mend for an unknown key of another file.
fn without_root_only(tape: &Tape<'_>, problems: &mut [Problem]) {
    let outermost: HashSet<usize> = tape.entries(0).map(|(key, _)| tape.span(key).start).collect();
    for problem in problems {
        if problem.kind == ProblemKind::UnknownKey
            && outermost.contains(&problem.span.start)
            && let Some(ProblemFix::Write(name, _)) = &problem.fix
            && ROOT_ONLY.contains(&name.as_str())
        {
            problem.help = Some(format!("take it out; `{name}`, if meant, belongs into truenorth.json"));
            problem.fix = None;
        }
    }
}

/// Stops a plan of a later format: what its fields mean is not known here.
fn newer_format(file: FileId, tape: &Tape<'_>) -> Option<Finding> {
    let (_, value) = tape.field(0, "truenorth")?;
    let version = tape.raw(value).parse::<u64>().ok()?;
    (version > u64::from(FORMAT_VERSION)).then(|| {
        Finding::new(
            &rules::NEWER_FORMAT,
            Level::Error,
            Place::bytes(file, tape.span(value)),
            format!(
                "this plan is in version {version} of the format; this tool reads version {FORMAT_VERSION}"
            ),
        )
        .help("use a newer truenorth")
    })
}

/// The full ids of all items at or below `node`, damaged ones too.
fn collect_ids(tape: &Tape<'_>, node: usize, parent: Option<&str>, ids: &mut HashSet<String>) {
    match tape.kind(node) {
        NodeKind::Array => {
            for element in tape.elements(node) {
                collect_ids(tape, element, parent, ids);
            }
        }
        NodeKind::Object => {
            let own = tape.field(node, "id").map(|(_, id)| tape.string(id).into_owned());
            let full = match (parent, own) {
                (Some(parent), Some(own)) => Some(format!("{parent}/{own}")),
                (None, Some(own)) => Some(own),
                (parent, None) => parent.map(str::to_owned),
            };
            ids.extend(full.clone());
            for (_, value) in tape.entries(node) {
                collect_ids(tape, value, full.as_deref(), ids);
            }
        }
        _ => {}
    }
}

/// The full ids of the items at or below `node` that hold one of the bytes `faults`, which are sorted and all
/// inside `node`. One pass over the tape, however many there are.
fn collect_ids_around(
    tape: &Tape<'_>,
    node: usize,
    parent: Option<&str>,
    faults: &[usize],
    ids: &mut HashSet<String>,
) {
    if faults.is_empty() {
        return;
    }
    let full = match tape.field(node, "id") {
        Some((_, own)) => {
            let own = tape.string(own);
            let full = parent.map_or_else(|| own.clone().into_owned(), |parent| format!("{parent}/{own}"));
            ids.insert(full.clone());
            Some(full)
        }
        None => parent.map(str::to_owned),
    };
    let children: Vec<usize> = match tape.kind(node) {
        NodeKind::Array => tape.elements(node).collect(),
        NodeKind::Object => tape.entries(node).map(|(_, value)| value).collect(),
        _ => return,
    };
    for child in children {
        let span = tape.span(child);
        let from = faults.partition_point(|at| *at < span.start);
        let to = faults.partition_point(|at| *at < span.end);
        collect_ids_around(tape, child, full.as_deref(), faults.get(from..to).unwrap_or(&[]), ids);
    }
}

fn of_problem(file: FileId, problem: Problem) -> Finding {
    let (rule, level) = match problem.kind {
        ProblemKind::UnknownKey => (&rules::UNKNOWN_KEY, Level::Warning),
        ProblemKind::WrongType => (&rules::WRONG_TYPE, Level::Error),
        ProblemKind::MissingField => (&rules::MISSING_FIELD, Level::Error),
        ProblemKind::Malformed => (&rules::MALFORMED_VALUE, Level::Error),
        ProblemKind::Null => (&rules::NULL_VALUE, Level::Warning),
        ProblemKind::Text => (&rules::UNFIT_TEXT, Level::Warning),
    };
    let place = Place::bytes(file, problem.span);
    let mut finding = Finding::new(rule, level, place.clone(), problem.message);
    finding.help = problem.help;
    finding.fix = problem.fix.map(|fix| {
        let (title, safety, change) = match fix {
            ProblemFix::TakeOut => ("take the field out".to_owned(), Safety::Safe, Change::Remove(place)),
            ProblemFix::Write(text, safety) => {
                let quoted = serde_json::Value::from(text.as_str()).to_string();
                (format!("write `{text}`"), safety, Change::Bytes(place, quoted))
            }
        };
        Box::new(Fix { title, safety, changes: vec![change] })
    });
    finding
}
