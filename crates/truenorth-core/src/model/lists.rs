//! Lists and maps that survive a bad entry, and the shorthand of one for many.
//!
//! Each asks its deserializer for the next entry until there is none. When the entry fails, the reader
//! of `crate::json` has marked what is wrong and wants to be asked again for the same entry; any other
//! deserializer's error goes on to the caller.

use std::fmt;
use std::marker::PhantomData;
use std::ops::{Deref, DerefMut};

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, Serializer};
use thin_vec::ThinVec;

use crate::json::RETRY;

/// Fields that may be left out.
pub(crate) trait Absent {
    /// Whether it was left out.
    fn is_absent(&self) -> bool;
}

impl<T> Absent for Option<T> {
    fn is_absent(&self) -> bool {
        self.is_none()
    }
}

macro_rules! list {
    ($(#[$docs:meta])* $name:ident<$($of:ident),+> of $entry:ty) => {
        $(#[$docs])*
        ///
        /// Most lists of most items are empty: one pointer wide, they keep a goal small. See
        /// `docs/performance.md`.
        #[derive(Clone, Debug, PartialEq)]
        pub struct $name<$($of),+>(ThinVec<$entry>);

        impl<$($of),+> $name<$($of),+> {
            /// Whether there is no entry.
            #[must_use]
            pub fn is_empty(&self) -> bool {
                self.0.is_empty()
            }

            /// The entries.
            #[must_use]
            pub fn into_vec(self) -> Vec<$entry> {
                self.0.into_iter().collect()
            }

            /// Takes the entries out.
            #[must_use]
            pub fn take(&mut self) -> Vec<$entry> {
                std::mem::take(self).into_vec()
            }
        }

        impl<$($of),+> Absent for $name<$($of),+> {
            fn is_absent(&self) -> bool {
                self.is_empty()
            }
        }

        impl<$($of),+> From<Vec<$entry>> for $name<$($of),+> {
            fn from(list: Vec<$entry>) -> Self {
                Self(list.into_iter().collect())
            }
        }

        impl<$($of),+> FromIterator<$entry> for $name<$($of),+> {
            fn from_iter<I: IntoIterator<Item = $entry>>(entries: I) -> Self {
                Self(entries.into_iter().collect())
            }
        }

        impl<$($of),+> Default for $name<$($of),+> {
            fn default() -> Self {
                Self(ThinVec::new())
            }
        }

        impl<$($of),+> Deref for $name<$($of),+> {
            type Target = [$entry];

            fn deref(&self) -> &[$entry] {
                &self.0
            }
        }

        impl<$($of),+> DerefMut for $name<$($of),+> {
            fn deref_mut(&mut self) -> &mut [$entry] {
                &mut self.0
            }
        }

        impl<$($of),+> IntoIterator for $name<$($of),+> {
            type Item = $entry;
            type IntoIter = thin_vec::IntoIter<$entry>;

            fn into_iter(self) -> Self::IntoIter {
                self.0.into_iter()
            }
        }

        impl<'a, $($of),+> IntoIterator for &'a $name<$($of),+> {
            type Item = &'a $entry;
            type IntoIter = std::slice::Iter<'a, $entry>;

            fn into_iter(self) -> Self::IntoIter {
                self.iter()
            }
        }
    };
}

macro_rules! plain_list {
    ($name:ident, $expecting:literal) => {
        impl<T: Serialize> Serialize for $name<T> {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                self.deref().serialize(serializer)
            }
        }

        impl<'de, T: Deserialize<'de>> Deserialize<'de> for $name<T> {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer
                    .deserialize_newtype_struct(stringify!($name), ListVisitor($expecting, PhantomData))
                    .map(Self)
            }
        }
    };
}

list! {
    /// A list; a single value in its place is a finding.
    Items<T> of T
}
plain_list!(Items, "a list");
list! {
    /// A list; a single value stands for a list of one (shorthand S1 of the format).
    Many<T> of T
}
plain_list!(Many, "a list, or one entry of it");
list! {
    /// A map whose keys are data, in the order of the file.
    Entries<K, V> of (K, V)
}

/// Adds an entry with room for it and the others that are known to follow, so that the many short lists are allocated once
/// and at their size; where nobody knows what follows, the room doubles. Others are counted only then: it may mean a look at
/// all of them.
fn add<T>(list: &mut ThinVec<T>, entry: T, others: impl FnOnce() -> Option<usize>) {
    if list.len() == list.capacity() {
        list.reserve_exact(1 + others().unwrap_or(list.len().max(1)));
    }
    list.push(entry);
}

struct ListVisitor<T>(&'static str, PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for ListVisitor<T> {
    type Value = ThinVec<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut entries: A) -> Result<ThinVec<T>, A::Error> {
        let mut list = ThinVec::new();
        loop {
            match entries.next_element() {
                Ok(Some(entry)) => add(&mut list, entry, || entries.size_hint()),
                Ok(None) => {
                    list.shrink_to_fit();
                    return Ok(list);
                }
                Err(error) if error.to_string() == RETRY => {}
                Err(error) => return Err(error),
            }
        }
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<ThinVec<T>, D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<T: JsonSchema> JsonSchema for Items<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        format!("list of {}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let entry = generator.subschema_for::<T>();
        json_schema!({ "type": "array", "items": entry })
    }
}

impl<T: JsonSchema> JsonSchema for Many<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        format!("one or many of {}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let entry = generator.subschema_for::<T>();
        json_schema!({ "anyOf": [entry, { "type": "array", "items": entry }] })
    }
}

impl<K: Serialize, V: Serialize> Serialize for Entries<K, V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.len()))?;
        for (key, value) in self {
            map.serialize_entry(key, value)?;
        }
        map.end()
    }
}

impl<'de, K: Deserialize<'de>, V: Deserialize<'de>> Deserialize<'de> for Entries<K, V> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_newtype_struct("Entries", MapVisitor(PhantomData)).map(Self)
    }
}

struct MapVisitor<K, V>(PhantomData<(K, V)>);

impl<'de, K: Deserialize<'de>, V: Deserialize<'de>> Visitor<'de> for MapVisitor<K, V> {
    type Value = ThinVec<(K, V)>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Self::Value, A::Error> {
        let mut list = ThinVec::new();
        loop {
            match entries.next_entry() {
                Ok(Some(entry)) => add(&mut list, entry, || entries.size_hint()),
                Ok(None) => {
                    list.shrink_to_fit();
                    return Ok(list);
                }
                Err(error) if error.to_string() == RETRY => {}
                Err(error) => return Err(error),
            }
        }
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<K: JsonSchema, V: JsonSchema> JsonSchema for Entries<K, V> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        format!("map of {} to {}", K::schema_name(), V::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let key = generator.subschema_for::<K>();
        let value = generator.subschema_for::<V>();
        json_schema!({ "type": "object", "propertyNames": key, "additionalProperties": value })
    }
}
