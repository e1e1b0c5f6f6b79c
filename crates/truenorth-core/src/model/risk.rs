//! Risks, and actions, which reviews have too.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::item::item;
use super::lists::Many;
use super::{Estimate, Spot};
use crate::scalar::{Date, Due, Duration, Money, Percent, Reference};

item! {
    "risk", title, owner;
    /// Something that may happen and would matter; with a negative loss an opportunity.
    pub struct Risk {
        /// Who watches it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub owner: Option<Reference>,
        /// The risk that this is a part of.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub part_of: Option<Reference>,
        /// Because of this ...
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub cause: Option<String>,
        /// ... this may happen ...
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub event: Option<String>,
        /// ... and then this.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub consequence: Option<String>,
        /// Key of `checks.appetite`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub category: Option<String>,
        /// Goals, budget lines, growth plans.
        #[serde(default, skip_serializing_if = "Many::is_empty")]
        pub threatens: Many<Reference>,
        /// 1..5, before treatment.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub likelihood: Option<u32>,
        /// 1..5, before treatment.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub impact: Option<u32>,
        /// When known, beside `likelihood`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub probability: Option<Percent>,
        /// When known; negative = a gain.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub loss: Option<Box<Estimate<Money>>>,
        /// To what it threatens.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub delay: Option<Box<Estimate<Duration>>>,
        /// After treatment.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub residual: Option<Box<Residual>>,
        /// What is done about it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub treatment: Option<Treatment>,
        /// Steps of the treatment.
        #[serde(default, skip_serializing_if = "Many::is_empty")]
        pub actions: Many<Action>,
        /// Early sign.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub trigger: Option<String>,
        /// When it is looked at again.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub review: Option<Due>,
        /// Where only an order is known; 1 is the greatest.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub rank: Option<u32>,
        /// Default open.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub status: Option<RiskStatus>,
    }
}

/// What is left of a risk after treatment.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Residual {
    /// Where the object begins in its file.
    #[serde(rename = "@", default, skip_serializing)]
    #[schemars(skip)]
    pub spot: Spot,
    /// 1..5.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub likelihood: Option<u32>,
    /// 1..5.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub impact: Option<u32>,
    /// When known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub probability: Option<Percent>,
    /// When known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub loss: Option<Estimate<Money>>,
}

/// What is done about a risk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Treatment {
    /// Do not do what brings it.
    Avoid,
    /// Make it rarer or smaller.
    Reduce,
    /// Let somebody else carry it.
    Transfer,
    /// Live with it.
    Accept,
}

/// Where a risk stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RiskStatus {
    /// May happen, untreated.
    Open,
    /// May happen, treated.
    Treated,
    /// Has happened.
    Occurred,
    /// Can no longer happen.
    Closed,
}

/// A step somebody takes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Action {
    /// One line.
    pub title: String,
    /// Who does it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<Reference>,
    /// By when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Due>,
    /// What it costs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cost: Option<Box<Money>>,
    /// The initiative that does it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub goal: Option<Reference>,
    /// Finished on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub done: Option<Date>,
}
