//! What mends a finding, as data: symbolic like the places, turned into edits of the text only when it is asked for.
//!
//! A rule knows the plan and not its texts, so a fix says *take this entry out* or *write that word here*. [`edits`] finds
//! the bytes, and gives nothing if the text is not what the fix was made for. See
//! `docs/decisions/0023-fixes-are-symbolic.md`.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::ops::Range;

use crate::edit::{self, Edit};
use crate::json::{NodeKind, Tape, scan};
use crate::place::{Part, Place, Value};
use crate::scalar::Calendar;
use crate::source::{FileId, Sources};

/// How sure a fix is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Safety {
    /// The plan says afterwards what it was meant to say, for certain.
    Safe,
    /// Probably; somebody should look at it.
    Unsafe,
}

impl Safety {
    /// The word for people.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Safe => "safe",
            Self::Unsafe => "unsafe",
        }
    }
}

/// What mends a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What it does, such as ``write `title` ``: a lower-case fragment.
    pub title: String,
    /// How sure it is.
    pub safety: Safety,
    /// Its changes, all of which are made or none.
    pub changes: Vec<Change>,
}

impl Fix {
    /// A fix of one change that is certain.
    #[must_use]
    pub fn safe(title: impl Into<String>, change: Change) -> Self {
        Self { title: title.into(), safety: Safety::Safe, changes: vec![change] }
    }

    /// A fix of one change that somebody should look at.
    #[must_use]
    pub fn not_safe(title: impl Into<String>, change: Change) -> Self {
        Self { title: title.into(), safety: Safety::Unsafe, changes: vec![change] }
    }

    /// One change more.
    #[must_use]
    pub fn and(mut self, change: Change) -> Self {
        self.changes.push(change);
        self
    }
}

/// A change at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Other bytes in place of those of an exact place.
    Bytes(Place, String),
    /// Another text in place of this one, both unescaped. Where another text stands nothing is done.
    Text {
        /// The text, or a key.
        place: Place,
        /// What stands there.
        was: String,
        /// What shall stand there.
        text: String,
    },
    /// The entry of a list, or the field of an object whose key or value the place is, goes out with its comma. With the
    /// last entry of a list its field goes out.
    Remove(Place),
    /// A field of the object at the place gets a value, a JSON text; if the object has the field nothing is done.
    Add(Place, &'static str, String),
    /// The byte-order mark of the file at the place goes out.
    Mark(FileId),
}

impl Change {
    /// The file that is changed.
    #[must_use]
    pub fn file(&self) -> FileId {
        match self {
            Self::Bytes(place, _) | Self::Text { place, .. } | Self::Remove(place) | Self::Add(place, ..) => {
                place.file
            }
            Self::Mark(file) => *file,
        }
    }
}

/// The texts of a plan, each scanned when it is first needed.
#[derive(Debug)]
pub struct Texts<'s> {
    sources: &'s Sources,
    tapes: Vec<OnceCell<Tape<'s>>>,
}

impl<'s> Texts<'s> {
    /// Of these sources.
    #[must_use]
    pub fn new(sources: &'s Sources) -> Self {
        Self { sources, tapes: sources.iter().map(|_| OnceCell::new()).collect() }
    }

    fn tape(&self, file: FileId) -> Option<&Tape<'s>> {
        let cell = self.tapes.get(file.0 as usize)?;
        Some(cell.get_or_init(|| scan(self.sources.text(file)).0))
    }
}

/// The edits that a fix makes, by file; `None` where the text is not what the fix was made for. Byte-order marks are no
/// part of a text and have no edits: see [`Change::Mark`].
#[must_use]
pub fn edits(fix: &Fix, texts: &Texts<'_>) -> Option<Vec<(FileId, Edit)>> {
    fix.changes
        .iter()
        .filter(|change| !matches!(change, Change::Mark(_)))
        .map(|change| Some((change.file(), edit_of(change, texts)?)))
        .collect()
}

fn edit_of(change: &Change, texts: &Texts<'_>) -> Option<Edit> {
    let tape = texts.tape(change.file())?;
    match change {
        Change::Mark(_) => None,
        Change::Bytes(place, text) => {
            let (start, end) = place.exact?;
            Some(Edit { span: start as usize..end as usize, text: text.clone() })
        }
        Change::Text { place, was, text } => {
            let (key, value) = nodes(place, tape)?;
            let node = if place.part == Part::Key { key? } else { value };
            let is_text = matches!(tape.kind(node), NodeKind::String | NodeKind::Key);
            let written = (is_text && tape.string(node) == was.as_str()).then(|| tape.span(node))?;
            Some(Edit { span: written, text: serde_json::Value::from(text.as_str()).to_string() })
        }
        Change::Remove(place) => {
            let (_, value) = nodes(place, tape)?;
            removal(tape, value)
        }
        Change::Add(place, name, value) => {
            let (_, object) = nodes(place, tape)?;
            let absent = tape.kind(object) == NodeKind::Object && tape.field(object, name).is_none();
            let set = || edit::set_steps(tape, object, &[name], value, &Calendar::default()).ok();
            absent.then(set).flatten()
        }
    }
}

/// Key and value at a place, both of them in the tape of the whole file.
fn nodes(place: &Place, tape: &Tape<'_>) -> Option<(Option<usize>, usize)> {
    let key_at = |start: usize| {
        let value = tape.beginning_at(start);
        value.map(|value| (None, value)).or_else(|| key_beginning_at(tape, start))
    };
    match place.exact {
        Some((start, _)) => key_at(start as usize),
        None => {
            let node = tape.beginning_at(place.spot.0 as usize)?;
            Some(place.locate(&mut Value::of(tape, node)))
        }
    }
}

fn key_beginning_at(tape: &Tape<'_>, start: usize) -> Option<(Option<usize>, usize)> {
    let key = tape.key_beginning_at(start)?;
    Some((Some(key), key + 1))
}

/// The edit that takes a value out of the list or object around it.
fn removal(tape: &Tape<'_>, value: usize) -> Option<Edit> {
    let holder = tape.around(value)?;
    let entries: Vec<(usize, usize)> = match tape.kind(holder) {
        NodeKind::Array => tape.elements(holder).map(|entry| (entry, entry)).collect(),
        _ => tape.entries(holder).collect(),
    };
    let position = entries.iter().position(|(_, at)| *at == value)?;
    let (first, _) = *entries.get(position)?;
    if entries.len() == 1 && tape.kind(holder) == NodeKind::Array && tape.around(holder).is_some() {
        return removal(tape, holder);
    }
    let before = position.checked_sub(1).and_then(|position| entries.get(position));
    let span: Range<usize> = match (entries.get(position + 1), before) {
        (Some((next, _)), _) => tape.span(first).start..tape.span(*next).start,
        (None, Some((_, before))) => tape.span(*before).end..tape.span(value).end,
        (None, None) => tape.span(holder).start + 1..tape.span(holder).end.saturating_sub(1),
    };
    Some(Edit { span, text: String::new() })
}

/// What a round of fixes makes of the texts.
#[derive(Clone, Debug, Default)]
pub struct Applied {
    /// The new texts of changed files, in the order of the files.
    pub texts: Vec<(FileId, String)>,
    /// Files that lose their byte-order mark.
    pub marks: Vec<FileId>,
    /// How many fixes were made.
    pub count: usize,
}

/// Makes all fixes that do not touch each other, the earlier ones first. The others wait for the next round, when the
/// text is read anew.
#[must_use]
pub fn apply<'a>(sources: &Sources, fixes: impl IntoIterator<Item = &'a Fix>) -> Applied {
    let texts = Texts::new(sources);
    // By file, what is taken: end by start.
    let mut taken: BTreeMap<FileId, BTreeMap<usize, usize>> = BTreeMap::new();
    let mut chosen: BTreeMap<FileId, (Vec<Edit>, usize)> = BTreeMap::new();
    let mut applied = Applied::default();
    for fix in fixes {
        let Some(edits) = edits(fix, &texts) else { continue };
        let touches = |(file, edit): &(FileId, Edit)| {
            taken.get(file).is_some_and(|spans| {
                let before = spans.range(..=edit.span.end).next_back();
                before.is_some_and(|(_, end)| *end >= edit.span.start)
            })
        };
        if edits.iter().any(touches) {
            continue;
        }
        for (number, (file, edit)) in edits.into_iter().enumerate() {
            taken.entry(file).or_default().insert(edit.span.start, edit.span.end);
            let (edits, count) = chosen.entry(file).or_default();
            edits.push(edit);
            *count += usize::from(number == 0);
        }
        for change in &fix.changes {
            if let Change::Mark(file) = change {
                applied.marks.push(*file);
                applied.count += 1;
            }
        }
    }
    for (file, (edits, count)) in chosen {
        let old = sources.text(file);
        // A text that would be more damaged than before, or the same, is left alone.
        let better = |new: &String| new != old && scan(new).1.len() <= scan(old).1.len();
        if let Some(text) = edit::apply(old, &edits).ok().filter(better) {
            applied.texts.push((file, text));
            applied.count += count;
        }
    }
    applied
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::place::Spot;

    fn applied(text: &str, changes: impl Fn(FileId) -> Vec<Fix>) -> String {
        let mut sources = Sources::default();
        let file = sources.add("a.json", text);
        let fixes = changes(file);
        let applied = apply(&sources, &fixes);
        applied.texts.into_iter().next().map_or_else(|| text.to_owned(), |(_, text)| text)
    }

    fn remove(text: &str, at: &str) -> String {
        let start = text.find(at).unwrap();
        applied(text, |file| vec![Fix::safe("", Change::Remove(Place::bytes(file, start..start + at.len())))])
    }

    #[test]
    fn entries_go_out_with_their_comma() {
        assert_eq!(remove(r#"{"a": 1, "b": 2}"#, "1"), r#"{"b": 2}"#);
        assert_eq!(remove(r#"{"a": 1, "b": 2}"#, "\"b\""), r#"{"a": 1}"#);
        assert_eq!(remove(r#"{"a": ["x", "y"]}"#, "\"y\""), r#"{"a": ["x"]}"#);
        assert_eq!(remove("{\n  \"a\": 1,\n  \"b\": [\"x\"]\n}", "\"x\""), "{\n  \"a\": 1\n}");
        assert_eq!(remove(r#"{"a": 1}"#, "1"), "{}");
    }

    #[test]
    fn a_text_is_replaced_only_where_it_stands() {
        let text = r#"{"owner": "ann\u0061", "x": "b"}"#;
        let change = |was: &str| {
            let was = was.to_owned();
            applied(text, |file| {
                let place = Place::value(file, Spot(0)).field("owner");
                let text = "ann\"b".to_owned();
                vec![Fix::safe("", Change::Text { place, was: was.clone(), text })]
            })
        };
        assert_eq!(change("anna"), r#"{"owner": "ann\"b", "x": "b"}"#);
        assert_eq!(change("bob"), text);
    }

    #[test]
    fn fixes_that_touch_each_other_wait() {
        let text = r#"{"a": ["x", "y", "z"]}"#;
        let both = applied(text, |file| {
            let entry = |index| Place::value(file, Spot(0)).field("a").index(index);
            vec![Fix::safe("", Change::Remove(entry(1))), Fix::safe("", Change::Remove(entry(2)))]
        });
        assert_eq!(both, r#"{"a": ["x", "z"]}"#);
        let twice = applied(r#"{"id": "x"}"#, |file| {
            let add = || Change::Add(Place::value(file, Spot(0)), "owner", "\"o\"".to_owned());
            vec![Fix::not_safe("", add()), Fix::not_safe("", add())]
        });
        assert_eq!(twice, r#"{"id": "x", "owner": "o"}"#);
    }

    #[test]
    fn a_field_that_is_there_is_not_added() {
        let text = r#"{"id": "x", "owner": "y"}"#;
        let same = applied(text, |file| {
            vec![Fix::safe("", Change::Add(Place::value(file, Spot(0)), "owner", "1".to_owned()))]
        });
        assert_eq!(same, text);
    }
}
