//! One number of a goal: where it starts, where it should go, where it is.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

use super::Spot;
use super::item::split_struct;
use super::lists::{Entries, Many};
use crate::scalar::{Date, Time, Value};

split_struct! {
    /// The number of a goal or growth plan.
    pub struct Measure {
        /// Where the object begins in its file.
        #[serde(rename = "@", default, skip_serializing)]
        #[schemars(skip)]
        pub spot: Spot,
        /// Default increase or decrease, by the sign of target - baseline.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub kind: Option<MeasureKind>,
        /// Such as `%`, `days`, `EUR`, `people`; numbers are written in it (95 with `%` is 95 %).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[schemars(with = "Option<String>")]
        pub unit: Option<SmolStr>,
        /// Start.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub baseline: Option<Value>,
        /// Met when reached: comparisons include the limit.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub target: Option<Value>,
        /// Expected path; default linear, phased where `phased` is given.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub curve: Option<Curve>,
        /// Value expected at the end of each time; with `sum` the total from the start of the goal, in a growth plan the
        /// total of that time.
        #[serde(default, skip_serializing_if = "Entries::is_empty")]
        pub phased: Entries<Time, Value>,
        /// What was counted, by time.
        #[serde(default, skip_serializing_if = "Entries::is_empty")]
        pub actuals: Entries<Time, Actual>,
        /// How actuals make the current value; default last.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub aggregation: Option<Aggregation>,
    }
    /// The fields that few measures have. A measure without any of them has none of these; it shows them as its own.
    pub struct RareMeasure {
        /// If not the goal's title.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub name: Option<String>,
        /// Default the goal's start.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub baseline_at: Option<Time>,
        /// Of `between`: the lower limit, inclusive.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub low: Option<Value>,
        /// Of `between`: the upper limit, inclusive.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub high: Option<Value>,
        /// Least acceptable.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub commit: Option<Value>,
        /// More than the target.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub stretch: Option<Value>,
        /// Satisfaction 0 (ITU-T Z.151); target is +100, worst is -100.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub threshold: Option<Value>,
        /// Satisfaction -100.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub worst: Option<Value>,
        /// Lowered or raised targets, oldest first.
        #[serde(default, skip_serializing_if = "Many::is_empty")]
        pub target_was: Many<OldTarget>,
        /// Whether it moves before or after the result.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub indicator: Option<Indicator>,
        /// Where the numbers come from.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub source: Option<String>,
    }
    /// The number of a goal or growth plan.
    #[serde(rename = "Measure")]
    pub struct MeasureFields;
}

/// What counts as meeting a measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MeasureKind {
    /// Up from the baseline to the target.
    Increase,
    /// Down from the baseline to the target.
    Decrease,
    /// A verdict: at or above the target.
    AtLeast,
    /// A verdict: at or below the target.
    AtMost,
    /// A verdict: within the limits.
    Between,
    /// 0 or 1, parts allowed.
    Milestone,
}

/// The expected path from baseline to target.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Curve {
    /// A straight line.
    Linear,
    /// The values of `phased`, each held until the next.
    Step,
    /// The values of `phased`, joined by straight lines.
    Phased,
}

/// How actuals make the current value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Aggregation {
    /// The latest.
    Last,
    /// All of the period, added; baseline and target are totals of a whole period.
    Sum,
    /// The mean of the period.
    Mean,
}

/// Whether a number moves before or after the result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Indicator {
    Leading,
    Lagging,
}

split_struct! {
    /// A counted value.
    pub struct Actual {
        /// The number, or why there is none.
        pub value: Value,
    }
    /// What few counted values have beside the number.
    pub struct RareActual {
        /// May still change.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub provisional: Option<bool>,
        /// Also a result in words.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub note: Option<String>,
    }
    /// A counted value.
    #[serde(rename = "Actual")]
    pub struct ActualFields;
}

/// An earlier target.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct OldTarget {
    /// The old one.
    pub target: Value,
    /// When it was changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub changed: Option<Date>,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}
