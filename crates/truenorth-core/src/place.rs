//! Where something stands in the files: symbolic first, a byte span only when it is printed.
//!
//! Models carry one number, the byte at which their JSON value begins. A [`Place`] adds the way from
//! there to a field. Only [`Place::span`] looks at the text again, so nothing is paid for places that
//! are never shown.

mod index;

use std::ops::Range;

pub(crate) use index::{Index, Value};

use crate::json::{NodeKind, Tape};
use crate::source::{FileId, Sources};

/// Byte offset at which a JSON value begins in its file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Spot(pub u32);

/// One step from a value to a value inside it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// A field of an object with named fields.
    Field(&'static str),
    /// A key of a map, as written.
    Key(String),
    /// An entry of a list, from 0.
    Index(u32),
}

/// Which part of the last step is meant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// The value.
    #[default]
    Value,
    /// The key before the value.
    Key,
}

/// A place in a file: a starting value and the steps from it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file.
    pub file: FileId,
    /// Where the starting value begins.
    pub spot: Spot,
    /// The steps from there; empty = the starting value itself.
    pub path: Vec<Step>,
    /// Key or value of the last step.
    pub part: Part,
    /// A byte range that is known already (damage found while scanning); overrides the steps.
    pub exact: Option<(u32, u32)>,
}

impl Place {
    /// The value that begins at `spot`.
    #[must_use]
    pub fn value(file: FileId, spot: Spot) -> Self {
        Self { file, spot, path: Vec::new(), part: Part::Value, exact: None }
    }

    /// A byte range, for damage that has no value.
    #[must_use]
    pub fn bytes(file: FileId, range: Range<usize>) -> Self {
        let clamp = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        Self {
            file,
            spot: Spot(clamp(range.start)),
            path: Vec::new(),
            part: Part::Value,
            exact: Some((clamp(range.start), clamp(range.end))),
        }
    }

    /// The field `name` of this value.
    #[must_use]
    pub fn field(mut self, name: &'static str) -> Self {
        self.path.push(Step::Field(name));
        self
    }

    /// The entry `index` of this list. A single value that stands for a list of one is its entry 0.
    #[must_use]
    pub fn index(mut self, index: usize) -> Self {
        self.path.push(Step::Index(u32::try_from(index).unwrap_or(u32::MAX)));
        self
    }

    /// The entry with the key `key` of this map.
    #[must_use]
    pub fn key(mut self, key: impl Into<String>) -> Self {
        self.path.push(Step::Key(key.into()));
        self
    }

    /// The key of the last step instead of its value.
    #[must_use]
    pub fn key_only(mut self) -> Self {
        self.part = Part::Key;
        self
    }

    /// The byte span in the file. A step that does not exist (a shorthand, a field filled in from
    /// defaults) leaves the span at the deepest value that does; an object without any step left is
    /// shown by its `id`, `name` or `title`, or else its opening brace, never by its whole text.
    #[must_use]
    pub fn span(&self, sources: &Sources) -> Range<usize> {
        if let Some((start, end)) = self.exact {
            return start as usize..end as usize;
        }
        sources.at(self.file, self.spot, |value| self.find(value)).unwrap_or(0..0)
    }

    fn find(&self, value: &mut Value<'_>) -> Range<usize> {
        let (tape, base) = (value.tape, value.base);
        if tape.is_empty() {
            return base..base;
        }
        let (key, node) = self.locate(value);
        let span = match (self.part, key) {
            (Part::Key, Some(key)) => tape.span(key),
            _ => compact(tape, node),
        };
        base + span.start..base + span.end
    }

    /// Key and value at the end of the steps into a value, or as far as they exist.
    pub(crate) fn locate(&self, value: &mut Value<'_>) -> (Option<usize>, usize) {
        let tape = value.tape;
        let mut node = value.node;
        let mut key = None;
        for step in &self.path {
            let next = match step {
                Step::Field(name) => value.field(node, name),
                Step::Key(name) => value.field(node, name),
                Step::Index(index) => value.element(node, *index as usize).map(|entry| (entry, entry)),
            };
            match (next, tape.kind(node)) {
                (Some((key_node, inner)), _) => {
                    key = matches!(step, Step::Field(_) | Step::Key(_)).then_some(key_node);
                    node = inner;
                }
                // A shorthand: a text stands for the object or the list that the step looks into.
                (None, NodeKind::Array | NodeKind::Object) if !matches!(step, Step::Index(0)) => break,
                (None, _) => {}
            }
        }
        (key, node)
    }
}

/// The span shown for a value: scalars whole, objects by what names them, lists by their bracket.
fn compact(tape: &Tape<'_>, node: usize) -> Range<usize> {
    let span = tape.span(node);
    match tape.kind(node) {
        NodeKind::Object => ["id", "name", "title"]
            .iter()
            .find_map(|name| tape.field(node, name))
            .filter(|(_, value)| tape.kind(*value) == NodeKind::String)
            .map_or(span.start..span.start + 1, |(_, value)| tape.span(value)),
        NodeKind::Array => match tape.element(node, 0) {
            Some(_) if span.len() <= 60 => span,
            _ => span.start..span.start + 1,
        },
        _ => span,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, spot: usize, build: impl Fn(Place) -> Place) -> String {
        let mut sources = Sources::default();
        let file = sources.add("a.json", text);
        let span = build(Place::value(file, Spot(spot as u32))).span(&sources);
        text[span].to_owned()
    }

    #[test]
    fn steps_lead_to_keys_and_values() {
        let text = r#"  {"id": "x", "list": [1, {"goal": "y"}], "map": {"2027": 3}}"#;
        assert_eq!(shown(text, 2, |p| p), "\"x\"");
        assert_eq!(shown(text, 2, |p| p.field("list").index(0)), "1");
        assert_eq!(shown(text, 2, |p| p.field("list").index(1).field("goal")), "\"y\"");
        assert_eq!(shown(text, 2, |p| p.field("map").key("2027")), "3");
        assert_eq!(shown(text, 2, |p| p.field("map").key("2027").key_only()), "\"2027\"");
    }

    /// Once a file was looked at often enough it is scanned whole; every place stays where it was.
    #[test]
    fn places_of_a_file_that_is_scanned_whole() {
        let list: Vec<String> = (0..200).map(|number| format!(r#"{{"n": {number}}}"#)).collect();
        let keys: Vec<String> = (0..200).map(|number| format!(r#""k\u0031{number}": "v{number}""#)).collect();
        let text = format!(
            r#"{{"few": [[1, {{"id": "x"}}]], "list": [{}], "map": {{{}, "k11": "second"}}}}"#,
            list.join(", "),
            keys.join(", ")
        );
        let mut sources = Sources::default();
        let file = sources.add("a.json", text.clone());
        let inner = text.find("[[").unwrap();
        for round in 0..3 {
            for number in [0, 1, 63, 64, 199] {
                let root = || Place::value(file, Spot(0));
                let shown = |place: Place| text[place.span(&sources)].to_owned();
                assert_eq!(
                    shown(root().field("list").index(number).field("n")),
                    number.to_string(),
                    "{round}"
                );
                let key = || root().field("map").key(format!("k1{number}"));
                assert_eq!(shown(key()), format!("\"v{number}\""), "{round}");
                assert_eq!(shown(key().key_only()), format!("\"k\\u0031{number}\""), "{round}");
                assert_eq!(shown(root().field("list").index(200)), "[", "{round}");
                let few = Place::value(file, Spot(inner as u32 + 1));
                assert_eq!(shown(few.index(1)), "\"x\"", "{round}");
            }
        }
    }

    #[test]
    fn shorthands_lead_to_the_text_that_stands_for_the_object() {
        let text = r#"{"id": "x", "contributes_to": "y"}"#;
        assert_eq!(shown(text, 0, |p| p.field("contributes_to").index(0).field("goal")), "\"y\"");
    }

    #[test]
    fn a_field_that_is_not_written_leads_to_the_item() {
        assert_eq!(shown(r#"{"id": "x"}"#, 0, |p| p.field("owner")), "\"x\"");
        assert_eq!(shown(r#"{"a": 1}"#, 0, |p| p.field("owner")), "{");
    }
}
