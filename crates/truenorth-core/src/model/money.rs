//! Budget lines with their accounts and stages, and savings.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Estimate;
use super::item::item;
use super::lists::{Entries, Many};
use crate::scalar::{Currency, Money, Percent, Reference, Time};

item! {
    "budget line", title, owner;
    /// A budget line.
    pub struct BudgetLine {
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
        /// Three points of the latest planned amount.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub estimate: Option<Box<Estimate<Money>>>,
        /// Where the money comes from; adds to the latest planned amount.
        #[serde(default, skip_serializing_if = "Entries::is_empty")]
        pub sources: Entries<String, Money>,
        /// Money set aside for what nobody knows yet.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub reserve: Option<Reserve>,
        /// How work done earns it; default progress of `funds`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub earned_by: Option<EarnedBy>,
        /// The growth plan whose volume moves the line, for the flexible budget.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub varies_with: Option<Reference>,
        /// A subtotal: shown, never added.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub aggregate: Option<bool>,
        /// Lines or accounts that it must equal.
        #[serde(default, skip_serializing_if = "Many::is_empty")]
        pub aggregate_of: Many<Reference>,
        /// Existed from..to.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub valid: Option<Time>,
    }
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

item! {
    "account", title, owner;
    /// An account: a place of budget lines in a hierarchy.
    pub struct Account {
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
    }
}

item! {
    "saving", title, owner;
    /// Less money for the same, or for something stopped.
    pub struct Saving {
        /// Who answers for it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub owner: Option<Reference>,
        /// Budget lines that it saves on.
        pub lines: Many<Reference>,
        /// How it is reached.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub lever: Option<Lever>,
        /// Yearly cost before.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub baseline: Option<Money>,
        /// Per full year.
        pub saving: Money,
        /// What it costs once to get there.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub one_off_cost: Option<Money>,
        /// From when it saves.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub start: Option<Time>,
        /// How likely it is.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub confidence: Option<Percent>,
        /// What was saved, by time.
        #[serde(default, skip_serializing_if = "Entries::is_empty")]
        pub achieved: Entries<Time, Money>,
        /// Default idea.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub status: Option<SavingStatus>,
    }
}

/// How a saving is reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Lever {
    /// It is no longer done.
    Stop,
    /// Less of it.
    Reduce,
    /// The same for less.
    Renegotiate,
    /// Machines do it.
    Automate,
    /// Own people do it.
    Insource,
    /// Others do it.
    Outsource,
    /// Several pay for it.
    Share,
    /// Later; strictly no saving.
    Delay,
}

/// How far a saving is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SavingStatus {
    /// Thought of.
    Idea,
    /// To be done.
    Planned,
    /// Begun.
    UnderWay,
    /// Reached.
    Achieved,
    /// Given up.
    Dropped,
}
