//! Strategy: trends, strengths, weaknesses, opportunities, threats, and what answers them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::item::item;
use super::lists::{Items, Many};
use super::{Document, Spot};
use crate::scalar::{Date, Reference};

/// The strategy; lists of several files are joined.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Strategy {
    /// Where the object begins in its file.
    #[serde(rename = "@", default, skip_serializing)]
    #[schemars(skip)]
    pub spot: Spot,
    /// What changes around the organisation.
    #[serde(default, skip_serializing_if = "Items::is_empty")]
    pub trends: Items<Trend>,
    /// Inside, helpful.
    #[serde(default, skip_serializing_if = "Items::is_empty")]
    pub strengths: Items<Swot>,
    /// Inside, harmful.
    #[serde(default, skip_serializing_if = "Items::is_empty")]
    pub weaknesses: Items<Swot>,
    /// Outside, helpful.
    #[serde(default, skip_serializing_if = "Items::is_empty")]
    pub opportunities: Items<Swot>,
    /// Outside, harmful.
    #[serde(default, skip_serializing_if = "Items::is_empty")]
    pub threats: Items<Swot>,
    /// What is done about them.
    #[serde(default, skip_serializing_if = "Items::is_empty")]
    pub strategies: Items<StrategyAnswer>,
}

item! {
    "trend", title;
    /// Something that changes around the organisation.
    pub struct Trend {
        /// Of which nature it is.
        #[serde(default, skip_serializing_if = "Many::is_empty")]
        pub pestle: Many<Pestle>,
        /// Where it was read.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub source: Option<Document>,
        /// When it was seen; stale after 180 days.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub date: Option<Date>,
    }
}

/// The nature of a trend.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Pestle {
    Political,
    Economic,
    Social,
    Technological,
    Legal,
    Environmental,
}

item! {
    "SWOT entry", title, owner;
    /// A strength, weakness, opportunity or threat.
    pub struct Swot {
        /// Trends that it follows from.
        #[serde(default, skip_serializing_if = "Many::is_empty")]
        pub from: Many<Reference>,
        /// Who looks after it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub owner: Option<Reference>,
        /// How much it matters beside the others; default 1.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub weight: Option<f64>,
    }
}

item! {
    "strategy", title, owner;
    /// What is done about strengths, weaknesses, opportunities and threats.
    pub struct StrategyAnswer {
        /// Who answers for it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub owner: Option<Reference>,
        /// SWOT entries; the TOWS cell (SO, WO, ST, WT) follows from them.
        pub answers: Many<Reference>,
        /// Goals that do it.
        #[serde(default, skip_serializing_if = "Many::is_empty")]
        pub carried_by: Many<Reference>,
    }
}
