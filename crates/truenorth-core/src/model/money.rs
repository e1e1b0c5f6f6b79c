//! Budget lines with their accounts and stages, and growth plans.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::lists::{Entries, Items, Many};
use super::measure::Measure;
use super::{Document, Ignore, Origin, Spot, Translation};
use crate::scalar::{Currency, Id, Money, Percent, Reference, Time, Value};

/// A budget line.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct BudgetLine {
    /// Where the object begins in its file.
    #[serde(rename = "@", default, skip_serializing)]
    #[schemars(skip)]
    pub spot: Spot,
    /// Stable for ever.
    pub id: Id,
    /// One line, for people.
    pub title: String,
    /// Default expense; amounts are positive, a correction is negative.
    #[serde(rename = "type")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line_type: Option<LineType>,
    /// Answers for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<Reference>,
    /// Runs it, if not the owner.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub manager: Option<Reference>,
    /// Whose money it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub team: Option<Reference>,
    /// Nature of cost: personnel, software, travel.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
    /// Its places in the charts of accounts, at most one per hierarchy.
    #[serde(default, skip_serializing_if = "Many::is_empty")]
    pub accounts: Many<Reference>,
    /// Goals it pays for (expense) or is earned by (revenue).
    #[serde(default, skip_serializing_if = "Many::is_empty")]
    pub funds: Many<Funding>,
    /// Of its amounts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub currency: Option<Currency>,
    /// Amounts by stage and time.
    #[serde(default, skip_serializing_if = "Entries::is_empty")]
    pub amounts: Entries<Stage, Entries<Time, Money>>,
    /// Of a longer time over its months; default even.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub spread: Option<Spread>,
    /// Where the money comes from; adds to the latest planned amount.
    #[serde(default, skip_serializing_if = "Entries::is_empty")]
    pub sources: Entries<String, Money>,
    /// Money set aside for what nobody knows yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reserve: Option<Reserve>,
    /// How work done earns it; default progress of `funds`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub earned_by: Option<EarnedBy>,
    /// A subtotal: shown, never added.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub aggregate: Option<bool>,
    /// Lines or accounts that it must equal.
    #[serde(default, skip_serializing_if = "Many::is_empty")]
    pub aggregate_of: Many<Reference>,
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

/// Which way the money goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum LineType {
    /// Out.
    Expense,
    /// In.
    Revenue,
}

/// What an amount is at its time, from a wish to a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Asked for.
    Request,
    /// Suggested by who decides.
    Proposed,
    /// Decided.
    Adopted,
    /// Changed after the decision.
    Adjusted,
    /// Promised to somebody.
    Committed,
    /// Spent or earned.
    Actual,
    /// Expected now.
    Forecast,
}

impl Stage {
    /// The word of the format.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Request => "request",
            Self::Proposed => "proposed",
            Self::Adopted => "adopted",
            Self::Adjusted => "adjusted",
            Self::Committed => "committed",
            Self::Actual => "actual",
            Self::Forecast => "forecast",
        }
    }
}

/// How an amount of a longer time falls on its months.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Spread {
    /// Alike, by largest remainder.
    Even,
    /// All in the first month.
    Start,
    /// All in the last month.
    End,
}

/// What a reserve is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Reserve {
    /// For known risks.
    Contingency,
    /// For unknown ones.
    Management,
}

/// How work done earns a line's money.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum EarnedBy {
    /// Progress of the goals it funds.
    Progress,
    /// Milestones reached.
    Milestones,
    /// All at the end.
    #[serde(rename = "0_100")]
    ZeroHundred,
    /// Half at the start, half at the end.
    #[serde(rename = "50_50")]
    FiftyFifty,
}

/// A goal that a line pays for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Funding {
    /// The goal.
    pub goal: Reference,
    /// Shares of a line add to 100 %; none given = equal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub share: Option<Percent>,
}

/// An account: a place of budget lines in a hierarchy.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Account {
    /// Where the object begins in its file.
    #[serde(rename = "@", default, skip_serializing)]
    #[schemars(skip)]
    pub spot: Spot,
    /// Stable for ever.
    pub id: Id,
    /// One line, for people.
    pub title: String,
    /// The account above; one without it heads a hierarchy.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part_of: Option<Reference>,
    /// Department, programme, function.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// If all below is of one type.
    #[serde(rename = "type")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line_type: Option<LineType>,
    /// Who answers for it.
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

/// A growth plan.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Growth {
    /// Where the object begins in its file.
    #[serde(rename = "@", default, skip_serializing)]
    #[schemars(skip)]
    pub spot: Spot,
    /// Stable for ever.
    pub id: Id,
    /// One line, for people.
    pub title: String,
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
    /// Other courses.
    #[serde(default, skip_serializing_if = "Items::is_empty")]
    pub scenarios: Items<GrowthScenario>,
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
