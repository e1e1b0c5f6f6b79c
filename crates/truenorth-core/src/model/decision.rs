//! Decisions with their alternatives, reasons and expected effects.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::item::item;
use super::lists::{Entries, Items, Many};
use super::{Estimate, Spot};
use crate::scalar::{Date, Due, Id, Money, Percent, Ratio, Reference};

item! {
    "decision", title, owner;
    /// A decision, taken or to be taken.
    pub struct Decision {
        /// Default proposed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub status: Option<DecisionStatus>,
        /// Of the status.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub date: Option<Date>,
        /// Who drives it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub owner: Option<Reference>,
        /// Who decides.
        #[serde(default, skip_serializing_if = "Many::is_empty")]
        pub deciders: Many<Reference>,
        /// People, roles, teams, stakeholders who were asked.
        #[serde(default, skip_serializing_if = "Many::is_empty")]
        pub consulted: Many<Reference>,
        /// People, roles, teams, stakeholders who are told.
        #[serde(default, skip_serializing_if = "Many::is_empty")]
        pub informed: Many<Reference>,
        /// Cost of reversal.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub door: Option<Door>,
        /// What makes it necessary; prose.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub context: Option<String>,
        /// What matters in it.
        #[serde(default, skip_serializing_if = "Many::is_empty")]
        pub drivers: Many<String>,
        /// What the options are held against.
        #[serde(default, skip_serializing_if = "Items::is_empty")]
        pub criteria: Items<Criterion>,
        /// The alternatives.
        #[serde(default, skip_serializing_if = "Items::is_empty")]
        pub options: Items<Choice>,
        /// Id of an option.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub chosen: Option<Id>,
        /// Why that one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub why: Option<String>,
        /// What follows, good and bad.
        #[serde(default, skip_serializing_if = "Many::is_empty")]
        pub consequences: Many<String>,
        /// Comparisons in pairs (AHP). Key `criteria` or a criterion; row over column; the other half is implied.
        #[serde(default, skip_serializing_if = "Entries::is_empty")]
        pub pairwise: Entries<String, Entries<Id, Entries<Id, Ratio>>>,
        /// Futures, for the expected value.
        #[serde(default, skip_serializing_if = "Items::is_empty")]
        pub states: Items<State>,
        /// Whom it touches, in words.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub impact: Option<Box<DecisionImpact>>,
        /// Items that it helps or harms.
        #[serde(default, skip_serializing_if = "Many::is_empty")]
        pub affects: Many<Effect>,
        /// Decisions that it supersedes.
        #[serde(default, skip_serializing_if = "Many::is_empty")]
        pub replaces: Many<Reference>,
        /// Decisions that it changes.
        #[serde(default, skip_serializing_if = "Many::is_empty")]
        pub amends: Many<Reference>,
        /// See also.
        #[serde(default, skip_serializing_if = "Many::is_empty")]
        pub relates_to: Many<Reference>,
        /// When it is looked at again.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub review: Option<Due>,
        /// What will be seen if it was right.
        #[serde(default, skip_serializing_if = "Items::is_empty")]
        pub predictions: Items<Prediction>,
    }
}

/// Where a decision stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DecisionStatus {
    /// Suggested.
    Proposed,
    /// Under discussion.
    Pending,
    /// Taken.
    Accepted,
    /// Turned down.
    Rejected,
    /// Changed by a later one.
    Amended,
    /// Replaced by a later one.
    Superseded,
}

/// Whether a decision can be taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Door {
    /// Hardly.
    OneWay,
    /// Easily.
    TwoWay,
}

/// What options are held against.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Criterion {
    /// Where the object begins in its file.
    #[serde(rename = "@", default, skip_serializing)]
    #[schemars(skip)]
    pub spot: Spot,
    /// Unique in its decision.
    pub id: Id,
    /// One line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Relative to the other criteria; default 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weight: Option<f64>,
}

/// An alternative of a decision.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Choice {
    /// Where the object begins in its file.
    #[serde(rename = "@", default, skip_serializing)]
    #[schemars(skip)]
    pub spot: Spot,
    /// Unique in its decision.
    pub id: Id,
    /// One line.
    pub title: String,
    /// What speaks for it.
    #[serde(default, skip_serializing_if = "Many::is_empty")]
    pub pros: Many<String>,
    /// What speaks against it.
    #[serde(default, skip_serializing_if = "Many::is_empty")]
    pub cons: Many<String>,
    /// By criterion; higher is better.
    #[serde(default, skip_serializing_if = "Entries::is_empty")]
    pub scores: Entries<Id, f64>,
    /// By state.
    #[serde(default, skip_serializing_if = "Entries::is_empty")]
    pub payoffs: Entries<Id, Money>,
    /// What it costs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cost: Option<Box<Estimate<Money>>>,
}

/// A future.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct State {
    /// Where the object begins in its file.
    #[serde(rename = "@", default, skip_serializing)]
    #[schemars(skip)]
    pub spot: Spot,
    /// Unique in its decision.
    pub id: Id,
    /// One line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Those of a decision add to 100 %.
    pub probability: Percent,
}

/// Whom a decision touches.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct DecisionImpact {
    /// The team.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub team: Option<String>,
    /// Everybody else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organization: Option<String>,
}

/// What a decision does to an item.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Effect {
    /// The item.
    pub item: Reference,
    /// Whether it helps.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effect: Option<EffectSign>,
    /// In words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// Whether a decision helps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum EffectSign {
    Positive,
    Negative,
    Neutral,
}

/// What will be seen if a decision was right.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Prediction {
    /// One line.
    pub title: String,
    /// Belief that it comes true.
    pub probability: Percent,
    /// By when it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Due>,
    /// Whether it came true; absent = not known yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<bool>,
}
