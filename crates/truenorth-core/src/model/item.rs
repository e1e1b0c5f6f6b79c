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

/// Adds the fields of every item to a struct of the format (`docs/format.md`, "Every item has"), since serde
/// has no way to share fields that keeps the places of mistakes. Before the struct stand what people call it and
/// the field that names it; `owner` says that it has one.
macro_rules! item {
    (
        $kind:literal, $title:ident $(, $owner:ident)?;
        $(#[$docs:meta])*
        pub struct $name:ident { $($fields:tt)* }
    ) => {
        $(#[$docs])*
        #[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
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
pub(super) use item;
