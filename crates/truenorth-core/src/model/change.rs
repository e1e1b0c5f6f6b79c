//! Managing change: changes, those they touch, stakeholders and what they are told, reviews.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::item::item;
use super::lists::{Entries, Items, Many};
use super::{Action, Size, Spot};
use crate::scalar::{Date, Due, Reference, Time};

item! {
    "change", title, owner;
    /// A change that people have to live through.
    pub struct Change {
        /// What makes it necessary.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub why: Option<String>,
        /// Who leads it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub owner: Option<Reference>,
        /// Who stands behind it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub sponsor: Option<Reference>,
        /// Goals that need it.
        #[serde(default, skip_serializing_if = "Many::is_empty")]
        pub contributes_to: Many<Reference>,
        /// From..to.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub period: Option<Time>,
        /// Default proposed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub status: Option<ChangeStatus>,
        /// Who is touched.
        #[serde(default, skip_serializing_if = "Many::is_empty")]
        pub groups: Many<ChangeGroup>,
        /// Evidence by step: items of this plan.
        #[serde(default, skip_serializing_if = "Entries::is_empty")]
        pub kotter: Entries<KotterStep, Many<Reference>>,
        /// What stands in the way.
        #[serde(default, skip_serializing_if = "Items::is_empty")]
        pub challenges: Items<Challenge>,
    }
}

/// How far a change is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ChangeStatus {
    /// Suggested.
    Proposed,
    /// Begun.
    UnderWay,
    /// Done, and it lasts.
    Embedded,
    /// Given up.
    Dropped,
}

/// A step of Kotter's eight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum KotterStep {
    /// People see why now.
    Urgency,
    /// Enough of the right people carry it.
    Coalition,
    /// It is clear what for.
    Vision,
    /// Everybody was told, more than once.
    Communication,
    /// What stood in the way is gone.
    RemovalOfBarriers,
    /// Something works already.
    ShortTermWins,
    /// One win led to the next.
    Momentum,
    /// It is how things are done now.
    Anchoring,
}

impl KotterStep {
    /// Every step, in order.
    pub const ALL: [Self; 8] = [
        Self::Urgency,
        Self::Coalition,
        Self::Vision,
        Self::Communication,
        Self::RemovalOfBarriers,
        Self::ShortTermWins,
        Self::Momentum,
        Self::Anchoring,
    ];

    /// The word of the format.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Urgency => "urgency",
            Self::Coalition => "coalition",
            Self::Vision => "vision",
            Self::Communication => "communication",
            Self::RemovalOfBarriers => "removal_of_barriers",
            Self::ShortTermWins => "short_term_wins",
            Self::Momentum => "momentum",
            Self::Anchoring => "anchoring",
        }
    }
}

/// Those whom a change touches.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ChangeGroup {
    /// Where the object begins in its file.
    #[serde(rename = "@", default, skip_serializing)]
    #[schemars(skip)]
    pub spot: Spot,
    /// A team, role or stakeholder.
    pub group: Reference,
    /// How many.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub people: Option<u32>,
    /// How much it asks of them; default medium.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub load: Option<Size>,
    /// Default the change's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<Time>,
    /// Training, roles of mentors, goals that help them.
    #[serde(default, skip_serializing_if = "Many::is_empty")]
    pub support: Many<Reference>,
    /// Where the group stands; never one person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub adkar: Option<Box<Adkar>>,
}

/// Where a group stands: means of its answers from 1 to 5.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Adkar {
    /// Where the object begins in its file.
    #[serde(rename = "@", default, skip_serializing)]
    #[schemars(skip)]
    pub spot: Spot,
    /// When it was asked.
    pub date: Date,
    /// How many people answered; under 5 is a finding.
    pub answers: u32,
    /// Knows why, 1..5.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub awareness: Option<f64>,
    /// Wants it, 1..5.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub desire: Option<f64>,
    /// Knows how, 1..5.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub knowledge: Option<f64>,
    /// Can do it, 1..5.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ability: Option<f64>,
    /// Keeps doing it, 1..5.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reinforcement: Option<f64>,
}

/// What stands in the way of a change.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Challenge {
    /// One line.
    pub title: String,
    /// What is done about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plan: Option<String>,
    /// Who does it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<Reference>,
    /// By when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Due>,
}

item! {
    "stakeholder", title, owner;
    /// Somebody outside the teams who has a stake in the plan.
    pub struct Stakeholder {
        /// Default group.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub kind: Option<StakeholderKind>,
        /// What they are to the organisation.
        #[serde(default, skip_serializing_if = "Many::is_empty")]
        pub role: Many<StakeholderRole>,
        /// 1..5.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub power: Option<u32>,
        /// 1..5.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub interest: Option<u32>,
        /// Goals and changes that concern them.
        #[serde(default, skip_serializing_if = "Many::is_empty")]
        pub about: Many<Reference>,
        /// Who keeps in touch.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub owner: Option<Reference>,
        /// What they are told.
        #[serde(default, skip_serializing_if = "Items::is_empty")]
        pub messages: Items<Message>,
    }
}

/// What a stakeholder is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum StakeholderKind {
    Person,
    Organization,
    Group,
}

/// What a stakeholder is to the organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum StakeholderRole {
    /// Does the work.
    Performer,
    /// Gains by it.
    Beneficiary,
    /// Buys.
    Customer,
    /// Works along.
    Partner,
    /// Sets limits.
    Regulator,
    /// Delivers.
    Supplier,
}

/// What stakeholders are told.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Message {
    /// Why it matters to them.
    pub title: String,
    /// Items that it is about.
    #[serde(default, skip_serializing_if = "Many::is_empty")]
    pub about: Many<Reference>,
    /// Who tells them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<Reference>,
    /// Where they hear it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channel: Option<String>,
    /// A date, or `every 3m`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Due>,
    /// When it was told.
    #[serde(default, skip_serializing_if = "Many::is_empty")]
    pub sent: Many<Date>,
}

item! {
    "review", title;
    /// A look back at a period.
    pub struct Review {
        /// Default review.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub kind: Option<ReviewKind>,
        /// When it was held.
        pub date: Date,
        /// The time looked at.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub period: Option<Time>,
        /// Teams, goals.
        #[serde(default, skip_serializing_if = "Many::is_empty")]
        pub about: Many<Reference>,
        /// What to keep.
        #[serde(default, skip_serializing_if = "Many::is_empty")]
        pub went_well: Many<String>,
        /// What to change.
        #[serde(default, skip_serializing_if = "Many::is_empty")]
        pub went_badly: Many<String>,
        /// What to do otherwise.
        #[serde(default, skip_serializing_if = "Many::is_empty")]
        pub to_try: Many<String>,
        /// Steps that follow.
        #[serde(default, skip_serializing_if = "Many::is_empty")]
        pub actions: Many<Action>,
        /// Of goals at that date, 0..1.
        #[serde(default, skip_serializing_if = "Entries::is_empty")]
        pub grades: Entries<Reference, f64>,
    }
}

/// Which look.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReviewKind {
    /// How a period went.
    Review,
    /// How the work was done.
    Retrospective,
    /// How it could fail, before it begins.
    PreMortem,
}
