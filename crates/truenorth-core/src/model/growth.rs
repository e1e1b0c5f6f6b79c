//! Growth plans, and scenarios that overlay the plan.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Spot;
use super::item::item;
use super::lists::{Entries, Items, Many};
use super::measure::Measure;
use crate::scalar::{Id, Percent, Reference, Time, Value};

item! {
    "growth plan", title, owner;
    /// A growth plan.
    pub struct Growth {
        /// Who answers for it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub owner: Option<Reference>,
        /// Goals that it belongs to.
        #[serde(default, skip_serializing_if = "Many::is_empty")]
        pub contributes_to: Many<Reference>,
        /// As for goals; `phased` is the plan, `actuals` the history.
        pub measure: Measure,
        /// Planned from..to.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub period: Option<Time>,
        /// Shape of the plan.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub model: Option<GrowthModel>,
        /// Capacity or market.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub ceiling: Option<Value>,
        /// Growth plans, or goals with a measure, that make it up.
        #[serde(default, skip_serializing_if = "Many::is_empty")]
        pub drivers: Many<Reference>,
        /// How the drivers make it up; default product.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub combine: Option<Combine>,
        /// Other courses.
        #[serde(default, skip_serializing_if = "Items::is_empty")]
        pub scenarios: Items<GrowthScenario>,
    }
}

/// The shape of a growth plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum GrowthModel {
    /// The same amount each period.
    Linear,
    /// The same rate each period.
    Cagr,
    /// S-curve towards a ceiling.
    Logistic,
    /// S-curve that bends late.
    Gompertz,
    /// Innovators and imitators.
    Bass,
}

/// Another course of a growth plan.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct GrowthScenario {
    /// Where the object begins in its file.
    #[serde(rename = "@", default, skip_serializing)]
    #[schemars(skip)]
    pub spot: Spot,
    /// Unique in its growth plan, such as `low`.
    pub id: Id,
    /// One line, for people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// How likely it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub probability: Option<Percent>,
    /// By time.
    #[serde(default, skip_serializing_if = "Entries::is_empty")]
    pub values: Entries<Time, Value>,
}

/// How drivers make up a growth plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Combine {
    /// Multiplied.
    Product,
    /// Added.
    Sum,
}

item! {
    "scenario", title;
    /// An overlay: the plan with some fields replaced, under the same checks.
    pub struct Scenario {
        /// How likely it is.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub probability: Option<Percent>,
        /// The replaced fields.
        pub set: Items<Setting>,
    }
}

/// A field that a scenario replaces.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Setting {
    /// Where the object begins in its file.
    #[serde(rename = "@", default, skip_serializing)]
    #[schemars(skip)]
    pub spot: Spot,
    /// The item whose field it is.
    pub item: Reference,
    /// Path of the field, such as `due`, `measure.target`, `amounts.forecast.FY28`.
    pub field: String,
    /// The whole new value, of the field's own type.
    pub value: serde_json::Value,
}
