//! The short way for a whole file: typed values straight from a text that is as it should be, without a tape.
//!
//! Nearly every file of nearly every run has nothing wrong with it, and then nobody asks for places. This reader
//! takes exactly the files that the tape's reader (`super::de`) reads without damage and without a problem, and
//! gives the same values. At the first thing that it does not expect it gives up: it knows no messages, and the file is
//! read again over its tape, which knows them all. A property test holds the two readers against each other.

mod access;

use std::fmt;

use serde::de::value::BorrowedStrDeserializer;
use serde::de::{self, Deserialize, Deserializer, Visitor};

use self::access::{EntryReader, FieldReader, ListReader, OneReader, ShortReader};
use super::de::SPOT;
use super::scan::{FEW_KEYS, MAX_DEPTH};
use super::sound::{has_equal, mark};
use super::tape::unescape;
use super::token;
use crate::model::shapes;
use crate::scalar::text::hidden_characters;

/// Reads a whole text as a `T`, the name of whose outermost fields must not be one of `barred`; `None` where anything
/// about it is worth a word, or unusual enough that the tape's reader should look at it.
pub(crate) fn read_sound<'t, T: Deserialize<'t>>(
    text: &'t str,
    barred: &'static [&'static str],
) -> Option<T> {
    let mut reader = Direct {
        text,
        bytes: text.as_bytes(),
        at: 0,
        depth: 0,
        ascii: text.is_ascii(),
        key: "",
        marks: Vec::new(),
        barred,
    };
    let value = T::deserialize(&mut reader).ok()?;
    reader.space();
    (reader.at == reader.bytes.len()).then_some(value)
}

/// The reader gave up; what is wrong is for the tape's reader to say.
#[derive(Debug)]
struct Unusual;

impl fmt::Display for Unusual {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("unusual")
    }
}

impl std::error::Error for Unusual {}

impl de::Error for Unusual {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }

    fn invalid_type(_: de::Unexpected<'_>, _: &dyn de::Expected) -> Self {
        Self
    }

    fn invalid_value(_: de::Unexpected<'_>, _: &dyn de::Expected) -> Self {
        Self
    }

    fn invalid_length(_: usize, _: &dyn de::Expected) -> Self {
        Self
    }

    fn unknown_variant(_: &str, _: &'static [&'static str]) -> Self {
        Self
    }

    fn missing_field(_: &'static str) -> Self {
        Self
    }
}

/// The text and how far it is read.
struct Direct<'t> {
    text: &'t str,
    bytes: &'t [u8],
    at: usize,
    depth: usize,
    /// The whole text is ASCII, so that only escapes can hide something in it.
    ascii: bool,
    /// The key of the value that comes next; empty for the entry of a list.
    key: &'t str,
    /// Marks of the keys of the open maps, as in the scanner.
    marks: Vec<u32>,
    barred: &'static [&'static str],
}

impl<'t> Direct<'t> {
    fn space(&mut self) {
        while let Some(b' ' | b'\n' | b'\r' | b'\t') = self.bytes.get(self.at) {
            self.at += 1;
        }
    }

    /// The next byte that is no white space, which stays unread.
    fn peek(&mut self) -> Option<u8> {
        self.space();
        self.bytes.get(self.at).copied()
    }

    /// Passes over this byte, which must come next.
    fn take(&mut self, wanted: u8) -> Result<(), Unusual> {
        if self.peek() == Some(wanted) {
            self.at += 1;
            return Ok(());
        }
        Err(Unusual)
    }

    fn deeper(&mut self) -> Result<(), Unusual> {
        self.depth += 1;
        self.at += 1;
        if self.depth > MAX_DEPTH { Err(Unusual) } else { Ok(()) }
    }

    /// Whether another entry follows in what `closing` ends; reads the comma or the end.
    fn another(&mut self, closing: u8, first: bool) -> Result<bool, Unusual> {
        let byte = self.peek();
        if byte == Some(closing) {
            self.at += 1;
            self.depth -= 1;
            return Ok(false);
        }
        if first {
            return Ok(true);
        }
        if byte != Some(b',') {
            return Err(Unusual);
        }
        self.at += 1;
        Ok(true)
    }

    /// How many entries are left before `closing`, where there are none: to count others would be to read them twice.
    fn none_left(&self, closing: u8) -> Option<usize> {
        let rest = self.bytes.get(self.at..).unwrap_or(&[]);
        let next = rest.iter().find(|byte| !matches!(byte, b' ' | b'\n' | b'\r' | b'\t'));
        (next == Some(&closing)).then_some(0)
    }

    /// The text between the quotes of the text that begins here, if it is simply what stands there.
    #[inline]
    fn plain(&mut self) -> Option<&'t str> {
        let start = self.at;
        let end = token::plain_string(self.bytes, start)?;
        let text = self.text.get(start + 1..end - 1)?;
        if !self.ascii && hidden_characters(text, false).is_some() {
            return None;
        }
        self.at = end;
        Some(text)
    }

    #[cold]
    fn escaped(&mut self) -> Result<String, Unusual> {
        let mut damage = Vec::new();
        let start = self.at;
        if self.bytes.get(start) != Some(&b'"') {
            return Err(Unusual);
        }
        let (end, _) = token::string(self.bytes, start, &mut damage);
        self.at = end.filter(|_| damage.is_empty()).ok_or(Unusual)?;
        let text = unescape(self.text.get(start..self.at).ok_or(Unusual)?);
        if hidden_characters(&text, shapes::PROSE.contains(&self.key)).is_some() {
            return Err(Unusual);
        }
        Ok(text)
    }

    /// A key that is simply what stands between its quotes, and its colon. One with escapes may equal one without.
    #[inline]
    fn key(&mut self) -> Result<&'t str, Unusual> {
        self.space();
        let key = self.plain().ok_or(Unusual)?;
        self.take(b':')?;
        Ok(key)
    }

    /// Notes a key.
    fn mark(&mut self, key: &str) {
        // As if the quote after it were there.
        self.marks.push(mark(key.as_bytes(), 0, key.len() + 1));
    }

    /// Forgets the marks from `begin` on, no two of which may be equal; there are none where keys came in order.
    fn distinct(&mut self, begin: usize, sorted: bool) -> Result<(), Unusual> {
        let marks = self.marks.get(begin..).unwrap_or(&[]);
        if !sorted && (marks.len() > FEW_KEYS || has_equal(marks)) {
            return Err(Unusual);
        }
        self.marks.truncate(begin);
        Ok(())
    }

    /// A number without an exponent: most have none, and those that do may be too large.
    fn number<V: Visitor<'t>>(&mut self, visitor: V) -> Result<V::Value, Unusual> {
        let start = self.at;
        let minus = self.bytes.get(start) == Some(&b'-');
        let first = start + usize::from(minus);
        let (mut at, mut whole) = (first, 0_i64);
        while let Some(digit @ b'0'..=b'9') = self.bytes.get(at) {
            // The digits are counted below, before anybody looks at the sum.
            whole = whole.wrapping_mul(10).wrapping_add(i64::from(digit - b'0'));
            at += 1;
        }
        let digits = at - first;
        if digits == 0 || digits > 18 || digits > 1 && self.bytes.get(first) == Some(&b'0') {
            return Err(Unusual);
        }
        if self.bytes.get(at) != Some(&b'.') {
            // Where a fraction is wanted, minus zero is one.
            if minus && whole == 0 {
                return Err(Unusual);
            }
            self.at = at;
            return visitor.visit_i64(if minus { -whole } else { whole });
        }
        let point = at;
        at += 1;
        while let Some(b'0'..=b'9') = self.bytes.get(at) {
            at += 1;
        }
        if at == point + 1 {
            return Err(Unusual);
        }
        self.at = at;
        let number = self.text.get(start..at).and_then(|raw| raw.parse::<f64>().ok()).ok_or(Unusual)?;
        visitor.visit_f64(number)
    }

    fn word(&mut self, word: &str) -> Result<(), Unusual> {
        let rest = self.bytes.get(self.at..).ok_or(Unusual)?;
        if rest.starts_with(word.as_bytes()) {
            self.at += word.len();
            return Ok(());
        }
        Err(Unusual)
    }

    /// Passes over the value of a comment or of a key of the user's own; lists and objects are unusual there.
    fn pass_over(&mut self) -> Result<(), Unusual> {
        match self.peek() {
            Some(b'"') => self.plain().map_or_else(|| self.escaped().map(drop), |_| Ok(())),
            Some(b'0'..=b'9' | b'-') => self.number(de::IgnoredAny).map(drop),
            Some(b't') => self.word("true"),
            Some(b'f') => self.word("false"),
            _ => Err(Unusual),
        }
    }

    fn list<V: Visitor<'t>>(&mut self, visitor: V) -> Result<V::Value, Unusual> {
        self.deeper()?;
        let mut list = ListReader { reader: self, first: true, over: false };
        let value = visitor.visit_seq(&mut list)?;
        if list.over { Ok(value) } else { Err(Unusual) }
    }

    fn map<V: Visitor<'t>>(&mut self, visitor: V) -> Result<V::Value, Unusual> {
        self.deeper()?;
        let marks = self.marks.len();
        let mut map = EntryReader { reader: self, marks, last: "", sorted: true, over: false };
        let value = visitor.visit_map(&mut map)?;
        if map.over { Ok(value) } else { Err(Unusual) }
    }
}

impl<'de> Deserializer<'de> for &mut Direct<'de> {
    type Error = Unusual;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unusual> {
        match self.peek() {
            Some(b'"') => match self.plain() {
                Some(text) => visitor.visit_borrowed_str(text),
                None => visitor.visit_string(self.escaped()?),
            },
            Some(b'0'..=b'9' | b'-') => self.number(visitor),
            Some(b'[') => self.list(visitor),
            Some(b'{') => self.map(visitor),
            Some(b't') => self.word("true").and_then(|()| visitor.visit_bool(true)),
            Some(b'f') => self.word("false").and_then(|()| visitor.visit_bool(false)),
            _ => Err(Unusual),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unusual> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Unusual> {
        match (name, self.peek()) {
            ("Items" | "Many", Some(b'[')) => self.list(visitor),
            ("Many", _) => visitor.visit_seq(OneReader(Some(self))),
            ("Items", _) => Err(Unusual),
            ("Entries", Some(b'{')) => self.map(visitor),
            ("Entries", _) => Err(Unusual),
            _ => visitor.visit_newtype_struct(self),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unusual> {
        let spot = fields.first() == Some(&SPOT);
        match self.peek() {
            Some(b'{') => {
                let place = self.at;
                self.deeper()?;
                let marks = self.marks.len();
                let mut object = FieldReader {
                    barred: if self.depth == 1 { self.barred } else { &[] },
                    reader: self,
                    fields,
                    place: spot.then_some(place),
                    likely: usize::from(spot),
                    title: false,
                    marks,
                    first: true,
                    over: false,
                };
                let value = visitor.visit_map(&mut object)?;
                if object.over { Ok(value) } else { Err(Unusual) }
            }
            Some(b'"' | b'0'..=b'9' | b'-' | b't' | b'f') => {
                let field = shapes::short_field(name).ok_or(Unusual)?;
                visitor.visit_map(ShortReader { reader: Some(self), field, spot, at_spot: false })
            }
            _ => Err(Unusual),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unusual> {
        self.space();
        visitor.visit_enum(BorrowedStrDeserializer::new(self.plain().ok_or(Unusual)?))
    }

    /// Nothing is passed over unseen: what has no field is worth a word.
    fn deserialize_ignored_any<V: Visitor<'de>>(self, _visitor: V) -> Result<V::Value, Unusual> {
        Err(Unusual)
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unusual> {
        self.deserialize_any(visitor)
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 char str string bytes byte_buf
        unit unit_struct seq tuple tuple_struct map identifier
    }
}
