//! Teams, people and roles: those who own goals.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::lists::{Entries, Items, Many};
use super::{Document, Ignore, Origin, Spot, Translation};
use crate::scalar::{Id, Percent, Reference, Time};

/// A team.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Team {
    /// Where the object begins in its file.
    #[serde(rename = "@", default, skip_serializing)]
    #[schemars(skip)]
    pub spot: Spot,
    /// Stable for ever.
    pub id: Id,
    /// One line, for people.
    pub title: String,
    /// The team that it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part_of: Option<Reference>,
    /// Its lead.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<Reference>,
    /// Existed from..to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid: Option<Time>,
    /// Prose; shown in reports.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Free words, for filters and themes.
    #[serde(default, skip_serializing_if = "Many::is_empty")]
    pub tags: Many<String>,
    /// Papers, pages, issues that belong to it.
    #[serde(default, skip_serializing_if = "Many::is_empty")]
    pub documents: Many<Document>,
    /// Former ids (references to them still resolve, with a note) and names that importers meet.
    #[serde(default, skip_serializing_if = "Many::is_empty")]
    pub aliases: Many<String>,
    /// Where an imported item came from, with its own wording.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<Box<Origin>>,
    /// By BCP 47 tag.
    #[serde(default, skip_serializing_if = "Entries::is_empty")]
    pub translations: Entries<String, Translation>,
    /// Findings silenced inside this item.
    #[serde(default, skip_serializing_if = "Items::is_empty")]
    pub ignore: Items<Ignore>,
}

/// A person.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Person {
    /// Where the object begins in its file.
    #[serde(rename = "@", default, skip_serializing)]
    #[schemars(skip)]
    pub spot: Spot,
    /// Stable for ever.
    pub id: Id,
    /// What the person is called.
    pub name: String,
    /// Main team.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub team: Option<Reference>,
    /// Further teams.
    #[serde(default, skip_serializing_if = "Many::is_empty")]
    pub teams: Many<Reference>,
    /// Roles held.
    #[serde(default, skip_serializing_if = "Many::is_empty")]
    pub roles: Many<Reference>,
    /// Person or role.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reports_to: Option<Reference>,
    /// Of full time; default 100 %.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub capacity: Option<Percent>,
    /// Joined..left.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid: Option<Time>,
    /// Prose; shown in reports.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Free words, for filters and themes.
    #[serde(default, skip_serializing_if = "Many::is_empty")]
    pub tags: Many<String>,
    /// Papers, pages, issues that belong to it.
    #[serde(default, skip_serializing_if = "Many::is_empty")]
    pub documents: Many<Document>,
    /// Former ids (references to them still resolve, with a note) and names that importers meet.
    #[serde(default, skip_serializing_if = "Many::is_empty")]
    pub aliases: Many<String>,
    /// Where an imported item came from, with its own wording.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<Box<Origin>>,
    /// By BCP 47 tag.
    #[serde(default, skip_serializing_if = "Entries::is_empty")]
    pub translations: Entries<String, Translation>,
    /// Findings silenced inside this item.
    #[serde(default, skip_serializing_if = "Items::is_empty")]
    pub ignore: Items<Ignore>,
}

/// A role.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Role {
    /// Where the object begins in its file.
    #[serde(rename = "@", default, skip_serializing)]
    #[schemars(skip)]
    pub spot: Spot,
    /// Stable for ever.
    pub id: Id,
    /// One line, for people.
    pub title: String,
    /// Whose role it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub team: Option<Reference>,
    /// The role that it reports to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reports_to: Option<Reference>,
    /// Wanted holders; default 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub headcount: Option<u32>,
    /// Prose; shown in reports.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Free words, for filters and themes.
    #[serde(default, skip_serializing_if = "Many::is_empty")]
    pub tags: Many<String>,
    /// Papers, pages, issues that belong to it.
    #[serde(default, skip_serializing_if = "Many::is_empty")]
    pub documents: Many<Document>,
    /// Former ids (references to them still resolve, with a note) and names that importers meet.
    #[serde(default, skip_serializing_if = "Many::is_empty")]
    pub aliases: Many<String>,
    /// Where an imported item came from, with its own wording.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<Box<Origin>>,
    /// By BCP 47 tag.
    #[serde(default, skip_serializing_if = "Entries::is_empty")]
    pub translations: Entries<String, Translation>,
    /// Findings silenced inside this item.
    #[serde(default, skip_serializing_if = "Items::is_empty")]
    pub ignore: Items<Ignore>,
}
