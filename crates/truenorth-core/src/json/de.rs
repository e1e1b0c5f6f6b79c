//! A serde `Deserializer` over the tape that goes on after an error.
//!
//! serde's derived readers stop at the first error. Here an error marks the smallest value at fault and
//! the innermost list or map around it (see [`crate::model::Items`]) is asked again for the same entry,
//! this time without the marked value. So one run reports every fault of a file, and a fault costs one
//! more reading of one item.

use std::cell::{Cell, RefCell};
use std::fmt;
use std::ops::Range;

use rustc_hash::FxHashSet;
use serde::de::value::{BorrowedStrDeserializer, CowStrDeserializer, U32Deserializer};
use serde::de::{self, DeserializeSeed, Deserializer, IntoDeserializer, MapAccess, SeqAccess, Visitor};

use super::tape::{NodeKind, Tape};
use crate::model::shapes;
use crate::scalar;

/// The text of the error by which a list or map learns that it should ask for its entry again.
pub(crate) const RETRY: &str = "\u{0}retry";

/// The name under which a struct asks for the byte offset of its own value.
pub(crate) const SPOT: &str = "@";

/// The longest title that passes without a finding, in characters.
const LONG_TITLE: usize = 500;

/// Which rule a problem belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProblemKind {
    /// A key that the format does not know.
    UnknownKey,
    /// A key of the format that this version does not read.
    NotRead,
    /// A list where a text is wanted, and the like.
    WrongType,
    /// A required field is missing.
    MissingField,
    /// The right type, but not a date, an id, one of the words ...
    Malformed,
    /// `null`.
    Null,
    /// Control characters, direction marks, or a title that is too long.
    Text,
}

/// One thing wrong with a value that is good JSON.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Which rule it belongs to.
    pub kind: ProblemKind,
    /// The bytes at fault.
    pub span: Range<usize>,
    /// The struct and key that were read, such as `("Goal", "raci")`; empty where none is concerned.
    pub about: (&'static str, String),
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
}

/// The state of reading one file's tape.
#[derive(Debug)]
pub struct Reading<'t> {
    tape: &'t Tape<'t>,
    marked: RefCell<FxHashSet<usize>>,
    any_marked: Cell<bool>,
    reported: RefCell<FxHashSet<usize>>,
    problems: RefCell<Vec<Problem>>,
    /// A struct has just passed over a value, because it has no such field.
    passed_over: Cell<bool>,
}

impl<'t> Reading<'t> {
    /// A reading of `tape` without problems so far.
    #[must_use]
    pub fn new(tape: &'t Tape<'t>) -> Self {
        Self {
            tape,
            marked: RefCell::default(),
            any_marked: Cell::new(false),
            reported: RefCell::default(),
            problems: RefCell::default(),
            passed_over: Cell::new(false),
        }
    }

    /// Hides a value from the reading.
    pub fn mark(&self, node: usize) {
        self.marked.borrow_mut().insert(node);
        self.any_marked.set(true);
    }

    /// Adds a problem.
    pub fn report(&self, problem: Problem) {
        self.problems.borrow_mut().push(problem);
    }

    /// All problems, in the order of their places.
    #[must_use]
    pub fn into_problems(self) -> Vec<Problem> {
        let mut problems = self.problems.into_inner();
        problems.sort_by_key(|problem| (problem.span.start, problem.span.end));
        problems
    }

    fn hidden(&self, node: usize) -> bool {
        self.tape.skipped(node) || self.any_marked.get() && self.marked.borrow().contains(&node)
    }

    /// Whether this is the first report on `node`; an item may be read more than once.
    fn first_report(&self, node: usize) -> bool {
        self.reported.borrow_mut().insert(node)
    }

    fn record(&self, error: &Error) {
        if let Some(node) = error.hide.or(error.node) {
            self.mark(node);
        }
        let Some(node) = error.node else { return };
        let Some((kind, message, help)) = error.words() else { return };
        let span = match (kind, self.tape.kind(node)) {
            (ProblemKind::MissingField, _) | (_, NodeKind::Object | NodeKind::Array) => {
                let start = self.tape.span(node).start;
                start..start + 1
            }
            _ => self.tape.span(node),
        };
        self.report(Problem { kind, span, about: ("", String::new()), message, help });
    }
}

/// Reads the value at `node` as a `T`; `None` if too little of it is right. Problems are in `reading`.
pub fn read_value<'t, T: de::Deserialize<'t>>(reading: &Reading<'t>, node: usize) -> Option<T> {
    loop {
        match T::deserialize(NodeReader { reading, node }) {
            Ok(value) => return Some(value),
            Err(error) => {
                if matches!(error.kind, ErrorKind::Retry) {
                    continue;
                }
                reading.record(&error);
                let hidden = error.hide.or(error.node);
                if hidden.is_none() || hidden == Some(node) {
                    return None;
                }
            }
        }
    }
}

#[derive(Debug)]
enum ErrorKind {
    Words(String),
    Type(String),
    Null,
    Missing(&'static str),
    /// The consequence of a problem that is reported already.
    Silent,
    Retry,
}

/// An error of the reading; the node is filled in on the way out.
#[derive(Debug)]
pub(crate) struct Error {
    kind: ErrorKind,
    node: Option<usize>,
    /// The node to hide, if not `node`: of a bad key, its value.
    hide: Option<usize>,
}

impl Error {
    fn new(kind: ErrorKind) -> Self {
        Self { kind, node: None, hide: None }
    }

    fn at(mut self, node: usize) -> Self {
        self.node.get_or_insert(node);
        self
    }

    fn words(&self) -> Option<(ProblemKind, String, Option<String>)> {
        let split = |text: &str| match text.split_once('\n') {
            Some((message, help)) => (message.to_owned(), Some(help.to_owned())),
            None => (text.to_owned(), None),
        };
        match &self.kind {
            ErrorKind::Words(text) => {
                let (message, help) = split(text);
                Some((ProblemKind::Malformed, message, help))
            }
            ErrorKind::Type(text) => {
                let (message, help) = split(text);
                Some((ProblemKind::WrongType, message, help))
            }
            ErrorKind::Null => Some((
                ProblemKind::Null,
                "`null` says nothing".to_owned(),
                Some(
                    "leave the field out; for a number write why it is missing: \"not_measured\", \
                     \"not_set\", \"confidential\" or \"not_applicable\""
                        .to_owned(),
                ),
            )),
            ErrorKind::Missing(field) => Some((
                ProblemKind::MissingField,
                format!("`{field}` is missing here"),
                Some(format!("add `\"{field}\": ...`")),
            )),
            ErrorKind::Silent | ErrorKind::Retry => None,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            ErrorKind::Words(text) | ErrorKind::Type(text) => f.write_str(text),
            ErrorKind::Null => f.write_str("null"),
            ErrorKind::Missing(field) => write!(f, "`{field}` is missing"),
            ErrorKind::Silent => f.write_str("reported already"),
            ErrorKind::Retry => f.write_str(RETRY),
        }
    }
}

impl std::error::Error for Error {}

impl de::Error for Error {
    fn custom<T: fmt::Display>(message: T) -> Self {
        let text = message.to_string();
        if text == RETRY {
            return Self::new(ErrorKind::Retry);
        }
        Self::new(ErrorKind::Words(text))
    }

    fn invalid_type(found: de::Unexpected<'_>, expected: &dyn de::Expected) -> Self {
        let found = match found {
            de::Unexpected::Bool(value) => format!("`{value}`"),
            de::Unexpected::Unsigned(value) => format!("the number {value}"),
            de::Unexpected::Signed(value) => format!("the number {value}"),
            de::Unexpected::Float(value) => format!("the number {value}"),
            de::Unexpected::Str(_) => "a text".to_owned(),
            de::Unexpected::Seq => "a list".to_owned(),
            de::Unexpected::Map => "an object".to_owned(),
            other => other.to_string(),
        };
        let expected = match expected.to_string().as_str() {
            "u8" | "u16" | "u32" | "u64" | "i32" | "i64" | "usize" => "a whole number".to_owned(),
            "f64" => "a number".to_owned(),
            "a string" | "a formatted string" => "a text".to_owned(),
            "a boolean" => "`true` or `false`".to_owned(),
            "a sequence" => "a list".to_owned(),
            "a map" => "an object".to_owned(),
            other => other.to_owned(),
        };
        Self::new(ErrorKind::Type(format!("expected {expected}, found {found}")))
    }

    fn invalid_value(found: de::Unexpected<'_>, expected: &dyn de::Expected) -> Self {
        Self::invalid_type(found, expected)
    }

    fn unknown_variant(variant: &str, expected: &'static [&'static str]) -> Self {
        let shown: String = variant.chars().take(60).collect();
        let help = match scalar::did_you_mean(variant, expected.iter().copied()) {
            Some(near) => format!("did you mean `{near}`? The words are {}", expected.join(", ")),
            None => format!("the words are {}", expected.join(", ")),
        };
        Self::new(ErrorKind::Words(format!("`{shown}` is none of the words of this field\n{help}")))
    }

    fn missing_field(field: &'static str) -> Self {
        Self::new(ErrorKind::Missing(field))
    }
}

/// One node as a serde deserializer.
#[derive(Clone, Copy)]
struct NodeReader<'r, 't> {
    reading: &'r Reading<'t>,
    node: usize,
}

impl<'r, 't> NodeReader<'r, 't> {
    fn tape(self) -> &'t Tape<'t> {
        self.reading.tape
    }

    fn text<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, Error> {
        let text = self.tape().string(self.node);
        self.judge(&text);
        match text {
            std::borrow::Cow::Borrowed(text) => visitor.visit_borrowed_str(text),
            std::borrow::Cow::Owned(text) => visitor.visit_string(text),
        }
    }

    /// Reports characters that do not show. Plain ASCII without escapes cannot hold any.
    fn judge(self, text: &str) {
        if text.is_ascii() && !self.tape().is_escaped(self.node) {
            return;
        }
        // In an object the key stands right before its value.
        let key = self.node.checked_sub(1).filter(|key| self.tape().kind(*key) == NodeKind::Key);
        let prose = key.is_some_and(|key| shapes::PROSE.contains(&self.tape().string(key).as_ref()));
        let Some((character, _)) = scalar::text::hidden_characters(text, prose) else { return };
        if self.reading.first_report(self.node) {
            self.reading.report(Problem {
                kind: ProblemKind::Text,
                span: self.tape().span(self.node),
                about: ("", String::new()),
                message: format!("this text holds U+{:04X}, which does not show", u32::from(character)),
                help: Some("take the character out; reports and charts show it as an escape".to_owned()),
            });
        }
    }

    fn number<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, Error> {
        let raw = self.tape().raw(self.node);
        if let Ok(value) = raw.parse::<i64>() {
            return visitor.visit_i64(value);
        }
        match raw.parse::<f64>() {
            Ok(value) if raw.bytes().any(|byte| matches!(byte, b'.' | b'e' | b'E')) => visitor.visit_f64(value),
            Ok(value) => match raw.parse::<i128>() {
                Ok(integer) => visitor.visit_i128(integer),
                Err(_) => visitor.visit_f64(value),
            },
            Err(_) => Err(Error::new(ErrorKind::Silent)),
        }
    }

    fn list<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_seq(ListReader {
            reading: self.reading,
            next: self.node + 1,
            end: self.tape().next(self.node),
            retry: false,
        })
    }

    fn wrong_type(self, expected: &str) -> Error {
        let found = match self.tape().kind(self.node) {
            NodeKind::Null => return Error::new(ErrorKind::Null),
            NodeKind::True => "`true`".to_owned(),
            NodeKind::False => "`false`".to_owned(),
            NodeKind::Number => {
                let shown: String = self.tape().raw(self.node).chars().take(40).collect();
                format!("the number {shown}")
            }
            NodeKind::String | NodeKind::Key => "a text".to_owned(),
            NodeKind::Array => "a list".to_owned(),
            NodeKind::Object => "an object".to_owned(),
        };
        Error::new(ErrorKind::Type(format!("expected {expected}, found {found}")))
    }

    fn has_hidden(self, field: &str) -> bool {
        self.tape()
            .entries(self.node)
            .any(|(key, value)| self.reading.hidden(value) && self.tape().string(key) == field)
    }
}

impl<'de> Deserializer<'de> for NodeReader<'_, 'de> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let node = self.node;
        let result = match self.tape().kind(node) {
            NodeKind::Null => Err(Error::new(ErrorKind::Null)),
            NodeKind::True => visitor.visit_bool(true),
            NodeKind::False => visitor.visit_bool(false),
            NodeKind::Number => self.number(visitor),
            NodeKind::String | NodeKind::Key => self.text(visitor),
            NodeKind::Array => self.list(visitor),
            NodeKind::Object => visitor.visit_map(EntryReader::new(self, false)),
        };
        result.map_err(|error| error.at(node))
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        let array = self.tape().kind(self.node) == NodeKind::Array;
        match name {
            "Items" | "Many" if array => visitor.visit_seq(ListReader {
                reading: self.reading,
                next: self.node + 1,
                end: self.tape().next(self.node),
                retry: true,
            }),
            "Many" => visitor.visit_seq(ListReader {
                reading: self.reading,
                next: self.node,
                end: self.tape().next(self.node),
                retry: true,
            }),
            "Items" => Err(self.wrong_type("a list").at(self.node)),
            "Entries" if self.tape().kind(self.node) == NodeKind::Object => {
                visitor.visit_map(EntryReader::new(self, true))
            }
            "Entries" => Err(self.wrong_type("an object").at(self.node)),
            _ => visitor.visit_newtype_struct(self),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        let short = shapes::short_field(name);
        let node = self.node;
        let result = match (self.tape().kind(node), short) {
            (NodeKind::Object, _) => visitor.visit_map(FieldReader::new(self, name, fields)),
            (NodeKind::String | NodeKind::Number | NodeKind::True | NodeKind::False, Some(field)) => {
                visitor.visit_map(ShortReader {
                    value: self,
                    field,
                    spot: fields.contains(&SPOT),
                    at_spot: false,
                    at_field: false,
                })
            }
            (_, Some(_)) => Err(self.wrong_type("an object, or a text or number that stands for one")),
            (_, None) => Err(self.wrong_type("an object")),
        };
        result.map_err(|error| match error.kind {
            ErrorKind::Missing(field) if error.node.is_none() && self.has_hidden(field) => {
                Error { kind: ErrorKind::Silent, node: Some(node), hide: None }
            }
            _ => error.at(node),
        })
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        let node = self.node;
        if !matches!(self.tape().kind(node), NodeKind::String | NodeKind::Key) {
            return Err(self.wrong_type("one of the words of this field, as a text").at(node));
        }
        let word: CowStrDeserializer<'de, Error> = self.tape().string(node).into_deserializer();
        visitor.visit_enum(word).map_err(|error| error.at(node))
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.reading.passed_over.set(true);
        visitor.visit_unit()
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf
        unit unit_struct seq tuple tuple_struct map identifier
    }
}

/// The entries of a list, or a single value that stands for a list of one.
struct ListReader<'r, 't> {
    reading: &'r Reading<'t>,
    next: usize,
    end: usize,
    retry: bool,
}

impl<'t> SeqAccess<'t> for ListReader<'_, 't> {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'t>>(&mut self, seed: T) -> Result<Option<T::Value>, Error> {
        while self.next < self.end && self.reading.hidden(self.next) {
            self.next = self.reading.tape.next(self.next);
        }
        if self.next >= self.end {
            return Ok(None);
        }
        let node = self.next;
        match seed.deserialize(NodeReader { reading: self.reading, node }) {
            Ok(value) => {
                self.next = self.reading.tape.next(node);
                Ok(Some(value))
            }
            Err(error) if self.retry => {
                self.reading.record(&error.at(node));
                Err(Error::new(ErrorKind::Retry))
            }
            Err(error) => Err(error.at(node)),
        }
    }

    /// Counted on the tape, so that a list is allocated once and at its size.
    fn size_hint(&self) -> Option<usize> {
        let mut count = 0;
        let mut node = self.next;
        while node < self.end {
            count += 1;
            node = self.reading.tape.next(node);
        }
        Some(count)
    }
}

/// The entries of a map whose keys are data.
struct EntryReader<'r, 't> {
    object: NodeReader<'r, 't>,
    key: usize,
    end: usize,
    retry: bool,
}

impl<'r, 't> EntryReader<'r, 't> {
    fn new(object: NodeReader<'r, 't>, retry: bool) -> Self {
        Self { object, key: object.node + 1, end: object.tape().next(object.node), retry }
    }

    fn fail<T>(&self, error: Error) -> Result<T, Error> {
        if self.retry {
            self.object.reading.record(&error);
            return Err(Error::new(ErrorKind::Retry));
        }
        Err(error)
    }
}

impl<'t> MapAccess<'t> for EntryReader<'_, 't> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'t>>(&mut self, seed: K) -> Result<Option<K::Value>, Error> {
        let reading = self.object.reading;
        while self.key < self.end && reading.hidden(self.key + 1) {
            self.key = reading.tape.next(self.key + 1);
        }
        if self.key >= self.end {
            return Ok(None);
        }
        match seed.deserialize(NodeReader { reading, node: self.key }) {
            Ok(key) => Ok(Some(key)),
            Err(error) => {
                let mut error = error.at(self.key);
                error.hide = Some(self.key + 1);
                self.fail(error)
            }
        }
    }

    fn next_value_seed<V: DeserializeSeed<'t>>(&mut self, seed: V) -> Result<V::Value, Error> {
        let node = self.key + 1;
        match seed.deserialize(NodeReader { reading: self.object.reading, node }) {
            Ok(value) => {
                self.key = self.object.tape().next(node);
                Ok(value)
            }
            Err(error) => self.fail(error.at(node)),
        }
    }
}

/// The fields of a struct; keys that it does not have are reported and passed over.
struct FieldReader<'r, 't> {
    object: NodeReader<'r, 't>,
    name: &'static str,
    fields: &'static [&'static str],
    key: usize,
    end: usize,
    /// The struct asks for its place, which is given before the first field.
    spot: bool,
}

impl<'r, 't> FieldReader<'r, 't> {
    fn new(object: NodeReader<'r, 't>, name: &'static str, fields: &'static [&'static str]) -> Self {
        Self {
            object,
            name,
            fields,
            key: object.node + 1,
            end: object.tape().next(object.node),
            spot: fields.first() == Some(&SPOT),
        }
    }

    fn unknown(&self, node: usize, key: &str) {
        let reading = self.object.reading;
        if !reading.first_report(node) {
            return;
        }
        let shown: String = key.chars().take(60).collect();
        let shown = scalar::text::shown(&shown).into_owned();
        let later = shapes::not_read(self.name);
        let (kind, message, help) = if later.contains(&key) {
            (ProblemKind::NotRead, format!("`{shown}` is not read by this version"), None)
        } else {
            let names = || self.fields.iter().chain(later).copied().filter(|name| *name != SPOT);
            let help = match scalar::did_you_mean(key, names()) {
                Some(near) => format!("did you mean `{near}`?"),
                None if key == "id" => {
                    format!("{} have no id", shapes::plural(self.name))
                }
                None => {
                    "take it out; your own keys begin with `x-`, comments have the key `//`".to_owned()
                }
            };
            (
                ProblemKind::UnknownKey,
                format!("{} have no field `{shown}`", shapes::plural(self.name)),
                Some(help),
            )
        };
        reading.report(Problem {
            kind,
            span: reading.tape.span(node),
            about: (self.name, key.to_owned()),
            message,
            help,
        });
    }

    fn judge_title(&self, key: &str) {
        let value = self.key + 1;
        let reading = self.object.reading;
        if !matches!(key, "title" | "name") || reading.tape.span(value).len() <= LONG_TITLE {
            return;
        }
        let length = reading.tape.string(value).chars().count();
        if length > LONG_TITLE && reading.first_report(value) {
            reading.report(Problem {
                kind: ProblemKind::Text,
                span: reading.tape.span(value),
                about: ("", String::new()),
                message: format!("this title has {length} characters"),
                help: Some(format!("keep titles under {LONG_TITLE}; prose belongs in `description`")),
            });
        }
    }
}

impl<'t> MapAccess<'t> for FieldReader<'_, 't> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'t>>(&mut self, seed: K) -> Result<Option<K::Value>, Error> {
        if self.spot {
            return seed.deserialize(BorrowedStrDeserializer::new(SPOT)).map(Some);
        }
        let reading = self.object.reading;
        while self.key < self.end {
            let key = reading.tape.string(self.key);
            let hidden = reading.hidden(self.key + 1);
            if key == SPOT {
                self.unknown(self.key, &key);
            } else if !hidden && key != "//" && !key.starts_with("x-") {
                self.judge_title(&key);
                return seed.deserialize(CowStrDeserializer::new(key)).map(Some);
            }
            self.key = reading.tape.next(self.key + 1);
        }
        Ok(None)
    }

    fn next_value_seed<V: DeserializeSeed<'t>>(&mut self, seed: V) -> Result<V::Value, Error> {
        if self.spot {
            self.spot = false;
            let start = self.object.tape().span(self.object.node).start;
            return seed.deserialize(U32Deserializer::new(start as u32));
        }
        let (key, node) = (self.key, self.key + 1);
        let reading = self.object.reading;
        self.key = reading.tape.next(node);
        reading.passed_over.set(false);
        let value = seed.deserialize(NodeReader { reading, node }).map_err(|error| error.at(node))?;
        // The derived reader asks for a value it has no field for and throws it away.
        if reading.passed_over.take() {
            self.unknown(key, &reading.tape.string(key));
        }
        Ok(value)
    }
}

/// A text or number that stands for an object with one field.
struct ShortReader<'r, 't> {
    value: NodeReader<'r, 't>,
    field: &'static str,
    spot: bool,
    at_spot: bool,
    at_field: bool,
}

impl<'t> MapAccess<'t> for ShortReader<'_, 't> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'t>>(&mut self, seed: K) -> Result<Option<K::Value>, Error> {
        if self.spot && !self.at_spot {
            self.at_spot = true;
            return seed.deserialize(BorrowedStrDeserializer::new(SPOT)).map(Some);
        }
        if self.at_field {
            return Ok(None);
        }
        self.at_field = true;
        seed.deserialize(BorrowedStrDeserializer::new(self.field)).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'t>>(&mut self, seed: V) -> Result<V::Value, Error> {
        if self.at_spot && !self.at_field {
            let start = self.value.tape().span(self.value.node).start;
            return seed.deserialize(U32Deserializer::new(start as u32));
        }
        seed.deserialize(self.value).map_err(|error| error.at(self.value.node))
    }
}
