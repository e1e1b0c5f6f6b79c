//! One node of the tape as a serde deserializer.

use serde::de::value::CowStrDeserializer;
use serde::de::{Deserializer, IntoDeserializer, Visitor};

use super::access::{EntryReader, FieldReader, ListReader, ShortReader};
use super::error::{Error, ErrorKind};
use super::{Problem, ProblemKind, Reading, SPOT};
use crate::json::tape::{NodeKind, Tape};
use crate::model::shapes;
use crate::scalar;

/// One node as a serde deserializer.
#[derive(Clone, Copy)]
pub(super) struct NodeReader<'r, 't> {
    pub(super) reading: &'r Reading<'t>,
    pub(super) node: usize,
}

impl<'r, 't> NodeReader<'r, 't> {
    pub(super) fn tape(self) -> &'t Tape<'t> {
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
        if (self.reading.ascii || text.is_ascii()) && !self.tape().is_escaped(self.node) {
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
                message: format!("this text holds U+{:04X}, which does not show", u32::from(character)),
                help: Some("take the character out; reports and charts show it as an escape".to_owned()),
                fix: None,
            });
        }
    }

    fn number<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, Error> {
        let raw = self.tape().raw(self.node);
        if let Ok(value) = raw.parse::<i64>() {
            return visitor.visit_i64(value);
        }
        match raw.parse::<f64>() {
            Ok(value) if raw.bytes().any(|byte| matches!(byte, b'.' | b'e' | b'E')) => {
                visitor.visit_f64(value)
            }
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
        let node = self.node;
        let kind = self.tape().kind(node);
        let short = || shapes::short_field(name);
        let result = match (kind, if kind == NodeKind::Object { None } else { short() }) {
            (NodeKind::Object, _) => visitor.visit_map(FieldReader::new(self, name, fields)),
            (NodeKind::String | NodeKind::Number | NodeKind::True | NodeKind::False, Some(field)) => visitor
                .visit_map(ShortReader {
                    value: self,
                    field,
                    spot: fields.contains(&SPOT),
                    at_spot: false,
                    at_field: false,
                }),
            (_, Some(_)) => Err(self.wrong_type("an object, or a text or number that stands for one")),
            (_, None) => Err(self.wrong_type("an object")),
        };
        result.map_err(|error| match error.0.kind {
            ErrorKind::Missing(field) if error.0.node.is_none() && self.has_hidden(field) => {
                Error::new(ErrorKind::Silent).at(node)
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

    /// A number that is wanted as one: whole numbers beyond 64 bits are numbers, too.
    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.tape().kind(self.node) {
            NodeKind::Number => match self.tape().raw(self.node).parse::<f64>() {
                Ok(number) => visitor.visit_f64(number).map_err(|error: Error| error.at(self.node)),
                Err(_) => Err(Error::new(ErrorKind::Silent).at(self.node)),
            },
            _ => self.deserialize_any(visitor),
        }
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 char str string bytes byte_buf
        unit unit_struct seq tuple tuple_struct map identifier
    }
}
