//! Edits of a plan: finds the item, tries the edited files with the normal reader, and writes them whole or not at all.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use anstream::ColorChoice;
use truenorth_check::{Flags, Report};
use truenorth_core::edit::{self, EditError, Item};
use truenorth_core::finding::{Finding, Level};
use truenorth_core::json::{Tape, scan};
use truenorth_core::scalar::did_you_mean;
use truenorth_core::source::FileId;

use crate::args::Input;
use crate::commands::{Analysed, analyse, tell};
use crate::failure::Failure;
use crate::load::{self, Loaded};
use crate::output;

/// The mark at the begin of a file that the reader passes over.
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// A plan with its figures, before an edit or after it.
pub(crate) struct State {
    pub(crate) loaded: Loaded,
    pub(crate) analysed: Analysed,
}

impl State {
    /// The plan as it is.
    pub(crate) fn now(input: &Input) -> Result<Self, Failure> {
        Ok(Self::of(load::load(input)?))
    }

    fn of(mut loaded: Loaded) -> Self {
        let analysed = analyse(&mut loaded, &Flags::default());
        Self { loaded, analysed }
    }
}

impl From<EditError> for Failure {
    fn from(error: EditError) -> Self {
        let message = format!("{}; nothing was written", error.message);
        match error.help {
            Some(help) => Self::with_help(message, help),
            None => Self::new(message),
        }
    }
}

/// An item and the file that it stands in.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    pub(crate) file: FileId,
    pub(crate) item: Item,
    /// Its former ids and the names of importers.
    pub(crate) aliases: Vec<String>,
}

/// Every item of all files, as far as they can be read.
pub(crate) fn items(loaded: &Loaded) -> Vec<Found> {
    let mut found = Vec::new();
    for (file, source) in loaded.sources.iter() {
        let (tape, _) = scan(&source.text);
        found.extend(edit::items(&tape).into_iter().map(|item| {
            let aliases = edit::aliases(&tape, item.node);
            Found { file, item, aliases }
        }));
    }
    found
}

/// The item with this full id.
pub(crate) fn find(loaded: &Loaded, id: &str) -> Result<Found, Failure> {
    let items = items(loaded);
    let mut same = items.iter().filter(|found| found.item.id == id);
    match (same.next(), same.next()) {
        (Some(one), None) => Ok(one.clone()),
        (Some(one), Some(other)) => Err(Failure::with_help(
            format!(
                "`{id}` stands twice: {} and {}; nothing was written",
                place(loaded, one),
                place(loaded, other)
            ),
            "give one of the two another id",
        )),
        (None, _) => Err(unknown(loaded, &items, id)),
    }
}

/// Where an item stands, for a message.
pub(crate) fn place(loaded: &Loaded, found: &Found) -> String {
    let (tape, _) = scan(loaded.sources.text(found.file));
    loaded.at(found.file, tape.span(found.item.node).start)
}

/// What to say of an id that no item has.
fn unknown(loaded: &Loaded, items: &[Found], id: &str) -> Failure {
    let message = format!("there is no item `{id}`");
    if let Some(found) = items.iter().find(|found| found.aliases.iter().any(|alias| alias == id)) {
        let now = &found.item.id;
        return Failure::with_help(
            format!("`{id}` is the former id of `{now}`; nothing was written"),
            format!("write `{now}`"),
        );
    }
    let ids = || items.iter().map(|found| found.item.id.as_str());
    let own = ids().find(|full| full.rsplit('/').next() == Some(id));
    if let Some(near) = own.or_else(|| did_you_mean(id, ids())) {
        return Failure::with_help(message, format!("did you mean `{near}`?"));
    }
    if loaded.sources.iter().any(|(_, source)| !scan(&source.text).1.is_empty()) {
        return Failure::with_help(message, "part of the plan cannot be read; `truenorth check` shows it");
    }
    Failure::with_help(message, "items are named by their full id, such as `goal/key-result`")
}

/// The tape of a file that is to be edited, which must be whole.
pub(crate) fn tape(loaded: &Loaded, file: FileId) -> Result<Tape<'_>, Failure> {
    let (tape, damage) = scan(loaded.sources.text(file));
    match damage.first() {
        None => Ok(tape),
        Some(first) => Err(Failure::with_help(
            format!("{}: {}; a damaged file is not edited", loaded.at(file, first.span.start), first.message),
            first.help,
        )),
    }
}

/// Writes the files with these new texts, if the plan gets no new error by them; gives the plan as it is then.
pub(crate) fn save(
    input: &Input,
    before: &State,
    changes: &[(FileId, String)],
    color: ColorChoice,
) -> Result<State, Failure> {
    let sources = &before.loaded.sources;
    let texts: Vec<(&str, &str)> =
        changes.iter().map(|(file, text)| (sources.name(*file), text.as_str())).collect();
    let after = State::of(load::load_with(input, &texts)?);
    let new = new_errors(before, &after);
    if !new.is_empty() {
        tell(&after.loaded, &Report { findings: new, ..Report::default() }, color);
        return Err(Failure::new("the plan would get a new error by this; nothing was written"));
    }
    replace(&before.loaded, changes)?;
    Ok(after)
}

/// Writes the files with these new texts, all or none, without a look at the plan.
pub(crate) fn replace(loaded: &Loaded, changes: &[(FileId, String)]) -> Result<(), Failure> {
    let mut files: Vec<(PathBuf, Vec<u8>, Vec<u8>)> = Vec::with_capacity(changes.len());
    for (file, text) in changes {
        let path = loaded.path(*file);
        // The sources hold the text without a mark.
        let marked = fs::read(&path).is_ok_and(|bytes| bytes.starts_with(BYTE_ORDER_MARK));
        let mark = if marked { BYTE_ORDER_MARK } else { &[] };
        let bytes = |text: &str| [mark, text.as_bytes()].concat();
        files.push((path, bytes(loaded.sources.text(*file)), bytes(text)));
    }
    let files: Vec<_> =
        files.iter().map(|(path, old, new)| (path.as_path(), old.as_slice(), new.as_slice())).collect();
    output::replace_files(&files)
}

/// The errors of the plan after an edit that it did not have before: more of a rule at an item than there were.
/// Messages are not compared, for they may name lines.
fn new_errors(before: &State, after: &State) -> Vec<Finding> {
    // A rule may report all its places in an item as one finding.
    let places = |finding: &Finding| 1 + finding.secondary.len();
    let mut counts: BTreeMap<(&str, Option<&str>, &str), usize> = BTreeMap::new();
    for finding in errors(before) {
        *counts.entry(key(before, finding)).or_default() += places(finding);
    }
    let mut new = Vec::new();
    for finding in errors(after) {
        match counts.get_mut(&key(after, finding)) {
            Some(count) if *count >= places(finding) => *count -= places(finding),
            _ => new.push(finding.clone()),
        }
    }
    new
}

fn errors(state: &State) -> impl Iterator<Item = &Finding> {
    state.analysed.report.findings.iter().filter(|finding| finding.level == Level::Error)
}

fn key<'a>(state: &'a State, finding: &'a Finding) -> (&'a str, Option<&'a str>, &'a str) {
    let file = state.loaded.sources.name(finding.primary.place.file);
    (finding.rule.code, finding.item.as_deref(), file)
}
