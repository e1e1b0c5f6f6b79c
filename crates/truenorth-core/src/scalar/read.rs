//! One serde visitor for every scalar: text goes to the type's parser, all else to its own judgement.

use std::fmt;
use std::marker::PhantomData;

use serde::Deserializer;
use serde::de::{Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::mistake::Mistake;

/// A JSON value that is not a text.
#[derive(Clone, Copy, Debug)]
pub(super) enum Found {
    /// `true` or `false`.
    Bool(bool),
    /// A number without point and exponent.
    Integer(i128),
    /// Any other number; also an integer that no integer type holds.
    Float(f64),
    /// `null`.
    Null,
    /// `[...]`.
    List,
    /// `{...}`.
    Object,
}

impl Found {
    /// "expected a date as text, found the number 5".
    pub(super) fn instead_of(self, expected: &str) -> Mistake {
        let found = match self {
            Self::Bool(value) => format!("`{value}`"),
            Self::Integer(value) => format!("the number `{value}`"),
            Self::Float(value) if value.abs() < 1e15 => format!("the number `{value}`"),
            Self::Float(value) => format!("the number `{value:e}`"),
            Self::Null => "`null`".to_owned(),
            Self::List => "a list".to_owned(),
            Self::Object => "an object".to_owned(),
        };
        Mistake::new(format!("expected {expected}, found {found}"))
    }
}

/// Reads a scalar: a text with `text`, everything else with `other`.
pub(super) fn scalar<'de, D: Deserializer<'de>, T>(
    deserializer: D,
    text: fn(&str) -> Result<T, Mistake>,
    other: fn(Found) -> Result<T, Mistake>,
) -> Result<T, D::Error> {
    deserializer.deserialize_any(ScalarVisitor { text, other, kind: PhantomData })
}

/// The visitor behind [`scalar`].
struct ScalarVisitor<T> {
    text: fn(&str) -> Result<T, Mistake>,
    other: fn(Found) -> Result<T, Mistake>,
    kind: PhantomData<T>,
}

impl<T> ScalarVisitor<T> {
    fn judge<E: Error>(&self, found: Found) -> Result<T, E> {
        (self.other)(found).map_err(E::custom)
    }
}

impl<'de, T> Visitor<'de> for ScalarVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a scalar")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        (self.text)(text).map_err(E::custom)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<T, E> {
        self.judge(Found::Bool(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<T, E> {
        self.judge(Found::Integer(i128::from(value)))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<T, E> {
        self.judge(Found::Integer(i128::from(value)))
    }

    fn visit_i128<E: Error>(self, value: i128) -> Result<T, E> {
        self.judge(Found::Integer(value))
    }

    fn visit_u128<E: Error>(self, value: u128) -> Result<T, E> {
        self.judge(i128::try_from(value).map_or(Found::Float(value as f64), Found::Integer))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<T, E> {
        self.judge(Found::Float(value))
    }

    fn visit_unit<E: Error>(self) -> Result<T, E> {
        self.judge(Found::Null)
    }

    fn visit_none<E: Error>(self) -> Result<T, E> {
        self.judge(Found::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        deserializer.deserialize_any(self)
    }

    // A list or an object is read to its end first: formats that cannot skip would otherwise report a
    // second, misleading error.
    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<T, A::Error> {
        while list.next_element::<IgnoredAny>()?.is_some() {}
        self.judge(Found::List)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<T, A::Error> {
        while object.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        self.judge(Found::Object)
    }
}
