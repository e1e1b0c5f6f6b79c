//! Lists, maps, structs and shorthands as serde asks for them.

use serde::de::value::{BorrowedStrDeserializer, CowStrDeserializer, U32Deserializer, U64Deserializer};
use serde::de::{DeserializeSeed, MapAccess, SeqAccess};

use super::error::{Error, ErrorKind};
use super::node::NodeReader;
use super::{LONG_TITLE, Problem, ProblemFix, ProblemKind, Reading, SPOT};
use crate::fix::Safety;
use crate::json::tape::NodeKind;
use crate::model::shapes;
use crate::scalar;

/// The entries of a list, or a single value that stands for a list of one.
pub(super) struct ListReader<'r, 't> {
    pub(super) reading: &'r Reading<'t>,
    pub(super) next: usize,
    pub(super) end: usize,
    pub(super) retry: bool,
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
pub(super) struct EntryReader<'r, 't> {
    object: NodeReader<'r, 't>,
    key: usize,
    end: usize,
    retry: bool,
}

impl<'r, 't> EntryReader<'r, 't> {
    pub(super) fn new(object: NodeReader<'r, 't>, retry: bool) -> Self {
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
                error.0.hide = Some(self.key + 1);
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

    fn size_hint(&self) -> Option<usize> {
        Some(self.object.tape().entries(self.object.node).count())
    }
}

/// The fields of a struct; keys that it does not have are reported and passed over.
pub(super) struct FieldReader<'r, 't> {
    object: NodeReader<'r, 't>,
    name: &'static str,
    fields: &'static [&'static str],
    key: usize,
    end: usize,
    /// The struct asks for its place, which is given before the first field.
    spot: bool,
    /// The field after the one read last: people write fields in the order of the format.
    likely: usize,
}

impl<'r, 't> FieldReader<'r, 't> {
    pub(super) fn new(
        object: NodeReader<'r, 't>,
        name: &'static str,
        fields: &'static [&'static str],
    ) -> Self {
        Self {
            object,
            name,
            fields,
            key: object.node + 1,
            end: object.tape().next(object.node),
            spot: fields.first() == Some(&SPOT),
            likely: 0,
        }
    }

    /// The number of the field `name` in the declaration. Most names already differ in length.
    fn number_of(&self, name: &[u8]) -> Option<usize> {
        let (before, after) = self.fields.split_at_checked(self.likely)?;
        let is_it = |field: &&str| field.len() == name.len() && field.as_bytes() == name;
        let after_it = after.iter().position(is_it).map(|number| number + before.len());
        after_it.or_else(|| before.iter().position(is_it)).filter(|_| name != SPOT.as_bytes())
    }

    fn unknown(&self, node: usize, key: &str) {
        let reading = self.object.reading;
        if !reading.first_report(node) {
            return;
        }
        let shown: String = key.chars().take(60).collect();
        let shown = scalar::text::shown(&shown).into_owned();
        let names = || self.fields.iter().copied().filter(|name| *name != SPOT);
        let meant = shapes::meant(key).iter().copied().find(|name| self.fields.contains(name));
        let near = meant.or_else(|| scalar::did_you_mean(key, names()));
        // Where the object has that field already, both cannot be meant.
        let free = near.filter(|near| reading.tape.field(self.object.node, near).is_none());
        let fix = free.map(|near| {
            let certain = meant.is_none() && scalar::only_slip(key, names()) == Some(near);
            ProblemFix::Write(near.to_owned(), if certain { Safety::Safe } else { Safety::Unsafe })
        });
        let help = match near {
            Some(near) => format!("did you mean `{near}`?"),
            None if key == "id" => format!("{} have no id", shapes::plural(self.name)),
            None => "take it out; your own keys begin with `x-`, comments have the key `//`".to_owned(),
        };
        reading.report(Problem {
            kind: ProblemKind::UnknownKey,
            span: reading.tape.span(node),
            message: format!("{} have no field `{shown}`", shapes::plural(self.name)),
            help: Some(help),
            fix,
        });
    }

    fn judge_title(&self, key: &str) {
        let value = self.key + 1;
        let reading = self.object.reading;
        if reading.tape.kind(value) != NodeKind::String {
            return;
        }
        let span = reading.tape.span(value);
        if span.len() <= 8 && reading.tape.string(value).trim().is_empty() && reading.first_report(value) {
            reading.report(Problem {
                kind: ProblemKind::Text,
                span: span.clone(),
                message: format!("this {key} is empty"),
                help: Some("write a few words by which people know it".to_owned()),
                fix: None,
            });
        }
        if span.len() <= LONG_TITLE {
            return;
        }
        let length = reading.tape.string(value).chars().count();
        if length > LONG_TITLE && reading.first_report(value) {
            reading.report(Problem {
                kind: ProblemKind::Text,
                span: reading.tape.span(value),
                message: format!("this title has {length} characters"),
                help: Some(format!("keep titles under {LONG_TITLE}; prose belongs in `description`")),
                fix: None,
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
            let hidden = reading.hidden(self.key + 1);
            let number = match reading.tape.plain_bytes(self.key) {
                Some(name) => self.number_of(name),
                None => self.number_of(reading.tape.string(self.key).as_bytes()),
            };
            if let Some(number) = number {
                if !hidden {
                    self.likely = number + 1;
                    if let Some(key @ ("title" | "name")) = self.fields.get(number).copied() {
                        self.judge_title(key);
                    }
                    // The derived reader knows its fields by number, too.
                    return seed.deserialize(U64Deserializer::new(number as u64)).map(Some);
                }
            } else {
                let key = reading.tape.string(self.key);
                if key == SPOT {
                    self.unknown(self.key, &key);
                } else if !hidden && key != "//" && !key.starts_with("x-") {
                    return seed.deserialize(CowStrDeserializer::new(key)).map(Some);
                }
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
pub(super) struct ShortReader<'r, 't> {
    pub(super) value: NodeReader<'r, 't>,
    pub(super) field: &'static str,
    pub(super) spot: bool,
    pub(super) at_spot: bool,
    pub(super) at_field: bool,
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
