//! What every item has, written once.

use super::{Document, Ignore, Spot};
use crate::scalar::{Id, Reference};

/// Anything that stands in a section of a file under an id of its own.
pub trait Written {
    /// What people call it: `risk`.
    const KIND: &'static str;
    /// Its id; full once the plan is resolved.
    fn id(&self) -> &Id;
    /// Title, or a person's name.
    fn title(&self) -> &str;
    /// Where it begins in its file.
    fn spot(&self) -> Spot;
    /// Former ids and names.
    fn aliases(&self) -> &[String];
    /// Findings silenced inside it.
    fn ignore(&self) -> &[Ignore];
    /// Papers and pages that belong to it.
    fn documents(&self) -> &[Document];
    /// Its field `owner`, if its kind has one.
    fn owner_field(&mut self) -> Option<&mut Option<Reference>>;
}

/// What the rest of the tool asks of an item, by the names of its fields.
macro_rules! written {
    ($name:ident, $kind:literal, $title:ident $(, $owner:ident)?) => {
        impl $crate::model::Written for $name {
            const KIND: &'static str = $kind;

            fn id(&self) -> &$crate::scalar::Id {
                &self.id
            }

            fn title(&self) -> &str {
                &self.$title
            }

            fn spot(&self) -> $crate::model::Spot {
                self.spot
            }

            fn aliases(&self) -> &[String] {
                &self.aliases
            }

            fn ignore(&self) -> &[$crate::model::Ignore] {
                &self.ignore
            }

            fn documents(&self) -> &[$crate::model::Document] {
                &self.documents
            }

            fn owner_field(&mut self) -> Option<&mut Option<$crate::scalar::Reference>> {
                let owner: [Option<&mut Option<$crate::scalar::Reference>>; 1] = [None $(.or(Some(&mut self.$owner)))?];
                let [owner] = owner;
                owner
            }
        }
    };
}

/// Adds the fields of every item to a struct of the format (`docs/format.md`, "Every item has"), since serde
/// has no way to share fields that keeps the places of mistakes. Before the struct stand what people call it and
/// the field that names it; `owner` says that it has one.
macro_rules! item {
    (
        $kind:literal, $title:ident $(, $owner:ident)?;
        $(#[$docs:meta])*
        pub struct $name:ident { $($fields:tt)* }
    ) => {
        #[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
        $(#[$docs])*
        pub struct $name {
            /// Where the object begins in its file.
            #[serde(rename = "@", default, skip_serializing)]
            #[schemars(skip)]
            pub spot: $crate::model::Spot,
            /// Stable for ever, also over periods; unique over all files and kinds. A goal nested in a goal has
            /// the full id `parent/own`.
            pub id: $crate::scalar::Id,
            /// One line, for people.
            pub $title: String,
            $($fields)*
            /// Prose; shown in reports.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            pub description: Option<String>,
            /// Free words, for filters and themes.
            #[serde(default, skip_serializing_if = "crate::model::Many::is_empty")]
            pub tags: $crate::model::Many<String>,
            /// Papers, pages, issues that belong to it.
            #[serde(default, skip_serializing_if = "crate::model::Many::is_empty")]
            pub documents: $crate::model::Many<$crate::model::Document>,
            /// Former ids (references to them still resolve, with a note) and names that importers meet.
            #[serde(default, skip_serializing_if = "crate::model::Many::is_empty")]
            pub aliases: $crate::model::Many<String>,
            /// Where an imported item came from, with its own wording.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            pub origin: Option<Box<$crate::model::Origin>>,
            /// By BCP 47 tag.
            #[serde(default, skip_serializing_if = "crate::model::Entries::is_empty")]
            pub translations: $crate::model::Entries<String, $crate::model::Translation>,
            /// Findings silenced inside this item.
            #[serde(default, skip_serializing_if = "crate::model::Items::is_empty")]
            pub ignore: $crate::model::Items<$crate::model::Ignore>,
        }

        $crate::model::item::written!($name, $kind, $title $(, $owner)?);
    };
}

/// The same for an item of which a plan has many and whose fields are many: those that few have stand together behind one
/// pointer, so that the others are small in memory. serde reads and writes the third struct, which has all fields beside
/// each other; the first shows the fields of the second as its own. See `docs/decisions/0016-rare-fields-of-goals.md`.
macro_rules! split_item {
    (
        $kind:literal, $title:ident, $owner:ident;
        $(#[$docs:meta])*
        pub struct $name:ident { $(
            $(#[doc = $about:literal])* $(#[serde($($serde:tt)*)])* $(#[schemars($($schema:tt)*)])*
            pub $field:ident: $type:ty,
        )* }
        $(#[$rare_docs:meta])*
        pub struct $rare:ident { $(
            $(#[doc = $rare_about:literal])* $(#[serde($($rare_serde:tt)*)])*
            pub $rare_field:ident: $rare_type:ty,
        )* }
        $(#[$flat_docs:meta])*
        pub struct $flat:ident;
    ) => {
        item! {
            $kind, $title, $owner;
            $(#[$flat_docs])*
            pub struct $flat {
                $($(#[doc = $about])* $(#[serde($($serde)*)])* $(#[schemars($($schema)*)])* pub $field: $type,)*
                $($(#[doc = $rare_about])* $(#[serde($($rare_serde)*)])* pub $rare_field: $rare_type,)*
            }
        }

        $crate::model::item::split! {
            $(#[$docs])*
            pub struct $name {
                /// Where the object begins in its file.
                pub spot: $crate::model::Spot,
                /// Its id; full once the plan is resolved.
                pub id: $crate::scalar::Id,
                /// One line, for people.
                pub $title: String,
                $($(#[doc = $about])* pub $field: $type,)*
            }
            $(#[$rare_docs])*
            pub struct $rare {
                $($(#[doc = $rare_about])* pub $rare_field: $rare_type,)*
                /// Prose; shown in reports.
                pub description: Option<String>,
                /// Free words, for filters and themes.
                pub tags: $crate::model::Many<String>,
                /// Papers, pages, issues that belong to it.
                pub documents: $crate::model::Many<$crate::model::Document>,
                /// Former ids, and names that importers meet.
                pub aliases: $crate::model::Many<String>,
                /// Where an imported item came from, with its own wording.
                pub origin: Option<Box<$crate::model::Origin>>,
                /// By BCP 47 tag.
                pub translations: $crate::model::Entries<String, $crate::model::Translation>,
                /// Findings silenced inside this item.
                pub ignore: $crate::model::Items<$crate::model::Ignore>,
            }
            pub struct $flat;
        }

        $crate::model::item::written!($name, $kind, $title, $owner);
    };
}
/// The same for a struct that is no item. The fields are written once, with what serde has to know of them.
macro_rules! split_struct {
    (
        $(#[$docs:meta])*
        pub struct $name:ident { $(
            $(#[doc = $about:literal])* $(#[serde($($serde:tt)*)])* $(#[schemars($($schema:tt)*)])*
            pub $field:ident: $type:ty,
        )* }
        $(#[$rare_docs:meta])*
        pub struct $rare:ident { $(
            $(#[doc = $rare_about:literal])* $(#[serde($($rare_serde:tt)*)])*
            pub $rare_field:ident: $rare_type:ty,
        )* }
        $(#[$flat_docs:meta])*
        pub struct $flat:ident;
    ) => {
        #[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
        $(#[$flat_docs])*
        pub struct $flat {
            $($(#[doc = $about])* $(#[serde($($serde)*)])* $(#[schemars($($schema)*)])* pub $field: $type,)*
            $($(#[doc = $rare_about])* $(#[serde($($rare_serde)*)])* pub $rare_field: $rare_type,)*
        }

        $crate::model::item::split! {
            $(#[$docs])*
            pub struct $name { $($(#[doc = $about])* pub $field: $type,)* }
            $(#[$rare_docs])*
            pub struct $rare { $($(#[doc = $rare_about])* pub $rare_field: $rare_type,)* }
            pub struct $flat;
        }
    };
}

/// A struct whose rare fields stand behind one pointer, and how it becomes the flat one, which has all fields beside each
/// other, and the other way round.
macro_rules! split {
    (
        $(#[$docs:meta])*
        pub struct $name:ident { $($(#[doc = $about:literal])* pub $field:ident: $type:ty,)* }
        $(#[$rare_docs:meta])*
        pub struct $rare:ident { $($(#[doc = $rare_about:literal])* pub $rare_field:ident: $rare_type:ty,)* }
        pub struct $flat:ident;
    ) => {
        $(#[$docs])*
        #[derive(Clone, Debug, PartialEq)]
        pub struct $name {
            $($(#[doc = $about])* pub $field: $type,)*
            rare: Option<Box<$rare>>,
        }

        $(#[$rare_docs])*
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct $rare {
            $($(#[doc = $rare_about])* pub $rare_field: $rare_type,)*
        }

        impl $name {
            /// Whether it has any of the rare fields.
            #[must_use]
            pub fn has_rare(&self) -> bool {
                self.rare.is_some()
            }

            /// Its rare fields, for changing them, if it has any.
            pub fn rare_mut(&mut self) -> Option<&mut $rare> {
                self.rare.as_deref_mut()
            }
        }

        impl $rare {
            /// All of them absent.
            fn none() -> &'static Self {
                static NONE: std::sync::LazyLock<$rare> = std::sync::LazyLock::new($rare::default);
                &NONE
            }
        }

        impl std::ops::Deref for $name {
            type Target = $rare;

            fn deref(&self) -> &$rare {
                self.rare.as_deref().unwrap_or_else(|| $rare::none())
            }
        }

        impl From<$flat> for $name {
            fn from(flat: $flat) -> Self {
                use $crate::model::lists::Absent;
                let rare = if $(flat.$rare_field.is_absent())&&* {
                    None
                } else {
                    Some(Box::new($rare { $($rare_field: flat.$rare_field,)* }))
                };
                Self { $($field: flat.$field,)* rare }
            }
        }

        impl From<$name> for $flat {
            fn from(item: $name) -> Self {
                let rare = item.rare.map(|rare| *rare).unwrap_or_default();
                Self { $($field: item.$field,)* $($rare_field: rare.$rare_field,)* }
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $flat::deserialize(deserializer).map(Self::from)
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                $flat::from(self.clone()).serialize(serializer)
            }
        }

        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                $flat::schema_name()
            }

            fn schema_id() -> std::borrow::Cow<'static, str> {
                $flat::schema_id()
            }

            fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
                $flat::json_schema(generator)
            }
        }
    };
}

pub(super) use {item, split, split_item, split_struct, written};
