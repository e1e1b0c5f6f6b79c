//! Lists, maps, structs and shorthands as serde asks for them, straight from the text.

use serde::de::value::{BorrowedStrDeserializer, U32Deserializer, U64Deserializer};
use serde::de::{DeserializeSeed, MapAccess, SeqAccess};

use super::{Direct, Unusual};
use crate::json::de::{LONG_TITLE, SPOT};

/// The entries of a list.
pub(super) struct ListReader<'r, 't> {
    pub(super) reader: &'r mut Direct<'t>,
    pub(super) first: bool,
    pub(super) over: bool,
}

impl<'t> SeqAccess<'t> for ListReader<'_, 't> {
    type Error = Unusual;

    fn next_element_seed<T: DeserializeSeed<'t>>(&mut self, seed: T) -> Result<Option<T::Value>, Unusual> {
        if self.over || !self.reader.another(b']', self.first)? {
            self.over = true;
            return Ok(None);
        }
        self.first = false;
        self.reader.key = "";
        seed.deserialize(&mut *self.reader).map(Some)
    }

    fn size_hint(&self) -> Option<usize> {
        self.reader.none_left(b']')
    }
}

/// A single value that stands for a list of one.
pub(super) struct OneReader<'r, 't>(pub(super) Option<&'r mut Direct<'t>>);

impl<'t> SeqAccess<'t> for OneReader<'_, 't> {
    type Error = Unusual;

    fn next_element_seed<T: DeserializeSeed<'t>>(&mut self, seed: T) -> Result<Option<T::Value>, Unusual> {
        self.0.take().map(|reader| seed.deserialize(reader)).transpose()
    }

    fn size_hint(&self) -> Option<usize> {
        Some(usize::from(self.0.is_some()))
    }
}

/// The entries of a map whose keys are data.
pub(super) struct EntryReader<'r, 't> {
    pub(super) reader: &'r mut Direct<'t>,
    /// Where the marks of its keys begin.
    pub(super) marks: usize,
    pub(super) last: &'t str,
    /// Each key so far came after the one before, so that none are equal.
    pub(super) sorted: bool,
    pub(super) over: bool,
}

impl<'t> MapAccess<'t> for EntryReader<'_, 't> {
    type Error = Unusual;

    fn next_key_seed<K: DeserializeSeed<'t>>(&mut self, seed: K) -> Result<Option<K::Value>, Unusual> {
        let reader = &mut *self.reader;
        if self.over || !reader.another(b'}', reader.marks.len() == self.marks)? {
            self.over = true;
            return reader.distinct(self.marks, self.sorted).map(|()| None);
        }
        let key = reader.key()?;
        let first = reader.marks.len() == self.marks;
        reader.mark(key);
        self.sorted &= first || self.last < key;
        self.last = key;
        reader.key = key;
        seed.deserialize(BorrowedStrDeserializer::new(key)).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'t>>(&mut self, seed: V) -> Result<V::Value, Unusual> {
        seed.deserialize(&mut *self.reader)
    }

    fn size_hint(&self) -> Option<usize> {
        self.reader.none_left(b'}')
    }
}

/// The fields of a struct.
pub(super) struct FieldReader<'r, 't> {
    pub(super) reader: &'r mut Direct<'t>,
    pub(super) fields: &'static [&'static str],
    pub(super) barred: &'static [&'static str],
    /// Where the object begins, as long as the struct still has to be told.
    pub(super) place: Option<usize>,
    /// The field after the one read last: people write fields in the order of the format.
    pub(super) likely: usize,
    /// The field that was named last is a title.
    pub(super) title: bool,
    /// Where the marks of its comments and keys of the user's own begin.
    pub(super) marks: usize,
    pub(super) first: bool,
    pub(super) over: bool,
}

impl<'t> FieldReader<'_, 't> {
    /// The number of the field `name` in the declaration. Most names already differ in length.
    fn number_of(&self, name: &str) -> Option<usize> {
        let (before, after) = self.fields.split_at_checked(self.likely)?;
        let first = name.as_bytes().first();
        // Two names of one length that begin alike are rare, so that hardly ever more is compared.
        let is_it =
            |field: &&str| field.len() == name.len() && field.as_bytes().first() == first && *field == name;
        let after_it = after.iter().position(is_it).map(|number| number + before.len());
        after_it.or_else(|| before.iter().position(is_it)).filter(|_| name != SPOT)
    }

    /// The number of the field that is named next, if it is one of those after the one read last, and its name: held
    /// against the text as it stands, which is quicker than to look for the end of the name first. Nothing is read where
    /// there is none.
    fn next_in_order(&mut self) -> Option<(usize, &'static str)> {
        self.reader.space();
        let [b'"', rest @ ..] = self.reader.bytes.get(self.reader.at..)? else { return None };
        let first = rest.first();
        let is_it = |field: &&str| {
            let name = field.as_bytes();
            rest.get(name.len()) == Some(&b'"') && name.first() == first && rest.starts_with(name)
        };
        let after = self.fields.get(self.likely..)?;
        let number = after.iter().position(is_it)?;
        let field = *after.get(number)?;
        self.reader.at += field.len() + 2;
        Some((number + self.likely, field))
    }

    /// The number and name of the next field, with its colon; `None` if it is none of this struct.
    fn field(&mut self) -> Result<(Option<usize>, &'t str), Unusual> {
        if let Some((number, field)) = self.next_in_order() {
            self.reader.take(b':')?;
            return Ok((Some(number), field));
        }
        let key = self.reader.key()?;
        Ok((self.number_of(key), key))
    }
}

impl<'t> MapAccess<'t> for FieldReader<'_, 't> {
    type Error = Unusual;

    fn next_key_seed<K: DeserializeSeed<'t>>(&mut self, seed: K) -> Result<Option<K::Value>, Unusual> {
        if self.place.is_some() {
            return seed.deserialize(BorrowedStrDeserializer::new(SPOT)).map(Some);
        }
        loop {
            if self.over || !self.reader.another(b'}', self.first)? {
                self.over = true;
                self.reader.distinct(self.marks, false)?;
                // A file without a single field is worth a word.
                return if self.first && self.reader.depth == 0 { Err(Unusual) } else { Ok(None) };
            }
            self.first = false;
            let (number, key) = self.field()?;
            if let Some(number) = number {
                self.likely = number + 1;
                self.reader.key = key;
                self.title = matches!(key, "title" | "name");
                if self.barred.contains(&key) {
                    return Err(Unusual);
                }
                // The derived reader knows its fields by number, too, and that none comes twice.
                return seed.deserialize(U64Deserializer::new(number as u64)).map(Some);
            }
            if key != "//" && !key.starts_with("x-") {
                return Err(Unusual);
            }
            self.reader.mark(key);
            self.reader.pass_over()?;
        }
    }

    fn next_value_seed<V: DeserializeSeed<'t>>(&mut self, seed: V) -> Result<V::Value, Unusual> {
        if let Some(place) = self.place.take() {
            return seed.deserialize(U32Deserializer::new(place as u32));
        }
        self.reader.space();
        let start = self.reader.at;
        let value = seed.deserialize(&mut *self.reader)?;
        if self.title && !is_fair_title(self.reader.text.get(start..self.reader.at)) {
            return Err(Unusual);
        }
        Ok(value)
    }
}

/// An empty title or a very long one is worth a word; these are its bytes with the quotes.
fn is_fair_title(written: Option<&str>) -> bool {
    let written = written.unwrap_or("");
    written.len() <= LONG_TITLE && (written.len() > 8 || !written.trim_matches('"').trim().is_empty())
}

/// A text or number that stands for an object with one field.
pub(super) struct ShortReader<'r, 't> {
    pub(super) reader: Option<&'r mut Direct<'t>>,
    pub(super) field: &'static str,
    pub(super) spot: bool,
    pub(super) at_spot: bool,
}

impl<'t> MapAccess<'t> for ShortReader<'_, 't> {
    type Error = Unusual;

    fn next_key_seed<K: DeserializeSeed<'t>>(&mut self, seed: K) -> Result<Option<K::Value>, Unusual> {
        if self.reader.is_none() {
            return Ok(None);
        }
        self.at_spot = std::mem::take(&mut self.spot);
        let field = if self.at_spot { SPOT } else { self.field };
        seed.deserialize(BorrowedStrDeserializer::new(field)).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'t>>(&mut self, seed: V) -> Result<V::Value, Unusual> {
        if self.at_spot {
            let place = self.reader.as_ref().map_or(0, |reader| reader.at);
            return seed.deserialize(U32Deserializer::new(place as u32));
        }
        seed.deserialize(self.reader.take().ok_or(Unusual)?)
    }
}
