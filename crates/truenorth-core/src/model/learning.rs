//! Skills, training, mentoring and the cadence of feedback.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Spot;
use super::item::item;
use super::lists::{Entries, Many};
use crate::scalar::{Date, Duration, Money, Reference, Time};

item! {
    "skill", title;
    /// A skill that people hold and work needs.
    pub struct Skill {
        /// Groups skills.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub category: Option<String>,
        /// People at `level` or above who are wanted in any case.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub needed: Option<u32>,
        /// The level meant by `needed`; default 3.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub level: Option<u32>,
    }
}

item! {
    "training", title, owner;
    /// A training that raises skills for goals.
    pub struct Training {
        /// Who arranges it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub owner: Option<Reference>,
        /// Level reached, by skill.
        pub teaches: Entries<Reference, u32>,
        /// Goals that need it.
        #[serde(default, skip_serializing_if = "Many::is_empty")]
        pub contributes_to: Many<Reference>,
        /// People who take part.
        #[serde(default, skip_serializing_if = "Many::is_empty")]
        pub attendees: Many<Reference>,
        /// When it is held.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub period: Option<Time>,
        /// Per seat.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub cost: Option<Box<Money>>,
        /// How many can take part.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub seats: Option<u32>,
        /// Per person.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub effort: Option<Duration>,
        /// After the end, until the level holds.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub ready_after: Option<Duration>,
        /// How long a certificate holds.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub valid_for: Option<Duration>,
        /// Default planned.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub status: Option<TrainingStatus>,
    }
}

/// How far a training is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TrainingStatus {
    /// Thought of.
    Idea,
    /// To be held.
    Planned,
    /// Paid or promised.
    Booked,
    /// Over.
    Held,
    /// Will not be held.
    Cancelled,
}

/// Somebody learns from somebody.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Mentoring {
    /// Where the object begins in its file.
    #[serde(rename = "@", default, skip_serializing)]
    #[schemars(skip)]
    pub spot: Spot,
    /// The person who helps.
    pub mentor: Reference,
    /// The person who learns.
    pub mentee: Reference,
    /// What is learnt.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub skill: Option<Reference>,
    /// From..to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<Time>,
    /// Between meetings.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cadence: Option<Duration>,
}

/// That people talk, how often, and when last; never what was said.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Feedback {
    /// Where the object begins in its file.
    #[serde(rename = "@", default, skip_serializing)]
    #[schemars(skip)]
    pub spot: Spot,
    /// Which talk.
    pub kind: FeedbackKind,
    /// Who gives it.
    pub from: Reference,
    /// Who gets it.
    pub to: Reference,
    /// Between two talks.
    pub cadence: Duration,
    /// The latest one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last: Option<Date>,
}

/// A regular talk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FeedbackKind {
    /// A lead and one person.
    OneOnOne,
    /// How the work was done.
    Feedback,
    /// How a period went.
    Review,
    /// Many answer the same questions.
    Survey,
    /// That thanks are said, not for what.
    Recognition,
}
