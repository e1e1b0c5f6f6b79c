//! Teams, people and roles: those who own goals.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Spot;
use super::item::item;
use super::lists::{Entries, Many};
use crate::scalar::{Date, Money, Percent, Reference, Time};

item! {
    "team", title, owner;
    /// A team.
    pub struct Team {
        /// The team that it belongs to.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub part_of: Option<Reference>,
        /// Its lead.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub owner: Option<Reference>,
        /// Points of asks that it can take in a quarter (`limits.ask_points`).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub ask_capacity: Option<u32>,
        /// Existed from..to.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub valid: Option<Time>,
    }
}

item! {
    "person", name;
    /// A person.
    pub struct Person {
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
        /// Share of that time away.
        #[serde(default, skip_serializing_if = "Entries::is_empty")]
        pub leave: Entries<Time, Percent>,
        /// Levels by skill. **Absent = unknown, 0 = none.**
        #[serde(default, skip_serializing_if = "Entries::is_empty")]
        pub skills: Entries<Reference, Held>,
        /// Skills that the person is strong in.
        #[serde(default, skip_serializing_if = "Many::is_empty")]
        pub strengths: Many<Reference>,
        /// Skills in which the person wants to grow; stretch work. Weaknesses are never written: they are the gaps to `requires`.
        #[serde(default, skip_serializing_if = "Many::is_empty")]
        pub interests: Many<Reference>,
        /// For costs of effort.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub day_cost: Option<Box<Money>>,
        /// Joined..left.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub valid: Option<Time>,
    }
}

/// A level of a skill that a person has.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Held {
    /// Where the object begins in its file.
    #[serde(rename = "@", default, skip_serializing)]
    #[schemars(skip)]
    pub spot: Spot,
    /// On `skill_scale`.
    pub level: u32,
    /// Stale after 12 months.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assessed: Option<Date>,
    /// Who says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Assessor>,
    /// Last day of a certificate.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires: Option<Date>,
}

/// Who judged a level.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Assessor {
    /// The person.
    #[serde(rename = "self")]
    Myself,
    /// The person's lead.
    Lead,
    /// A test.
    Test,
}

item! {
    "role", title;
    /// A role.
    pub struct Role {
        /// Whose role it is.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub team: Option<Reference>,
        /// The role that it reports to.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub reports_to: Option<Reference>,
        /// Least levels by skill.
        #[serde(default, skip_serializing_if = "Entries::is_empty")]
        pub requires: Entries<Reference, u32>,
        /// Rank; roles of one grade on several tracks are not ordered.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub grade: Option<i64>,
        /// Such as `management` or `specialist`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub track: Option<String>,
        /// Wanted holders; default 1.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub headcount: Option<u32>,
    }
}
