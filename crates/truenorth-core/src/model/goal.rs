//! Goals of every kind, and their links.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

use super::item::{item, split_item, split_struct};
use super::lists::{Entries, Items, Many};
use super::measure::Measure;
use super::{Ask, Assumption, Decomposition, Estimate, Need, Raci};
use crate::scalar::{Date, Due, Duration, Money, Percent, Reference, Time};

split_item! {
    "goal", title, owner;
    /// A goal: pillar, objective, key result, initiative, milestone, KPI, or a kind of `levels`.
    pub struct Goal {
        /// A kind of `levels`; default by place: pillar, objective, key_result, initiative, milestone.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[schemars(with = "Option<String>")]
        pub kind: Option<SmolStr>,
        /// The one accountable: a person, role, team or `organization`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub owner: Option<Reference>,
        /// Whose goal it is.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub team: Option<Reference>,
        /// Parents; changes numbers.
        #[serde(default, skip_serializing_if = "Many::is_empty")]
        pub contributes_to: Many<Contribution>,
        /// Weight of the link that is implied: nested item to its goal, pillar to `vision`; default 1.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub weight: Option<f64>,
        /// Needs these first.
        #[serde(default, skip_serializing_if = "Many::is_empty")]
        pub depends_on: Many<Dependency>,
        /// Nested goals of kind key_result; they contribute to this goal.
        #[serde(default, skip_serializing_if = "Items::is_empty")]
        pub key_results: Items<Box<Goal>>,
        /// Nested goals of kind initiative.
        #[serde(default, skip_serializing_if = "Items::is_empty")]
        pub initiatives: Items<Box<Goal>>,
        /// Nested goals of kind milestone.
        #[serde(default, skip_serializing_if = "Items::is_empty")]
        pub milestones: Items<Box<Goal>>,
        /// Start and due at once.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub period: Option<Time>,
        /// First day.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub start: Option<Time>,
        /// Last day, or relative to another item, or recurring.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub due: Option<Due>,
        /// Finished on.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub done: Option<Date>,
        /// Set by hand; absent = computed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub status: Option<Status>,
        /// What people say, by date; what systems count is in `measure.actuals`.
        #[serde(default, skip_serializing_if = "Entries::is_empty")]
        pub check_ins: Entries<Time, CheckIn>,
        /// One number; a second number is a second key result.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub measure: Option<Box<Measure>>,
        /// Default committed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub ambition: Option<Ambition>,
        /// Progress from children; default `checks.rollup`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub rollup: Option<Rollup>,
    }
    /// The fields that few goals have. A goal without any of them has none of these; it shows them as its own.
    pub struct RareFields {
        /// Everybody else with a part in it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub raci: Option<Box<Raci>>,
        /// Nobody yet, on purpose.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub help_wanted: Option<bool>,
        /// Explains only, no numbers.
        #[serde(default, skip_serializing_if = "Many::is_empty")]
        pub supports: Many<Reference>,
        /// Cannot both be had; symmetric.
        #[serde(default, skip_serializing_if = "Many::is_empty")]
        pub conflicts_with: Many<Reference>,
        /// See also; symmetric.
        #[serde(default, skip_serializing_if = "Many::is_empty")]
        pub relates_to: Many<Reference>,
        /// Those have ended for this one.
        #[serde(default, skip_serializing_if = "Many::is_empty")]
        pub replaces: Many<Reference>,
        /// Carried over from there, often `plan:id`.
        #[serde(default, skip_serializing_if = "Many::is_empty")]
        pub continues: Many<Reference>,
        /// Earlier dates, oldest first.
        #[serde(default, skip_serializing_if = "Many::is_empty")]
        pub due_was: Many<MovedDue>,
        /// Between check-ins.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub cadence: Option<Duration>,
        /// Judgement at the end of the cycle, 0..1.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub grade: Option<f64>,
        /// With `rollup` grl: joins child links without a weight; links with a weight are contributions in percent (-100..100).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub decomposition: Option<Decomposition>,
        /// Of the strategy map; inherited from the parent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub perspective: Option<Perspective>,
        /// Person time.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub effort: Option<Box<Estimate<Duration>>>,
        /// Calendar work time; default start..due.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub duration: Option<Box<Estimate<Duration>>>,
        /// What it would need; what it gets is in `budget`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub cost: Option<Box<Estimate<Money>>>,
        /// Must get its money before others.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub mandatory: Option<bool>,
        /// The least that it and all below it must get.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub funding_min: Option<Box<Money>>,
        /// Skills.
        #[serde(default, skip_serializing_if = "Many::is_empty")]
        pub needs: Many<Need>,
        /// Of other teams.
        #[serde(default, skip_serializing_if = "Many::is_empty")]
        pub asks: Many<Ask>,
        /// Beliefs it rests on.
        #[serde(default, skip_serializing_if = "Many::is_empty")]
        pub assumptions: Many<Assumption>,
    }
    /// A goal: pillar, objective, key result, initiative, milestone, KPI, or a kind of `levels`.
    #[serde(rename = "Goal")]
    pub struct GoalFields;
}

split_struct! {
    /// A link to a parent.
    pub struct Contribution {
        /// The parent: a goal or `vision`.
        pub goal: Reference,
        /// Weight of this child in the parent, for progress; relative within the parent; default 1; negative =
        /// hurts.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub weight: Option<f64>,
        /// Share of this child's cost that goes to the parent; the shares of one child add to 100 %; none
        /// given = equal.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub share: Option<Percent>,
    }
    /// What few links to parents have.
    pub struct RareContribution {
        /// Expected gain in the parent's measure, in its unit.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub lift: Option<Box<Estimate<f64>>>,
        /// A remark.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub note: Option<String>,
    }
    /// A link to a parent.
    #[serde(rename = "Contribution")]
    pub struct ContributionFields;
}

/// A link to something that must be done first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Dependency {
    /// Must be done first.
    pub goal: Reference,
    /// Wait after it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lag: Option<Duration>,
    /// When the other owner accepted; absent across teams is a finding.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agreed: Option<Date>,
    /// A remark.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// An earlier deadline.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct MovedDue {
    /// The old one.
    pub due: Due,
    /// When it was moved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub changed: Option<Date>,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// What people say of a goal at a date.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CheckIn {
    /// As of the goal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<Status>,
    /// Belief that it will be met.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confidence: Option<Percent>,
    /// Only for goals without a measure, or with `rollup` manual.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub progress: Option<Percent>,
    /// In words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Who says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Reference>,
}

/// How a goal stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Not begun: suggested.
    Proposed,
    /// Not begun: agreed.
    Accepted,
    /// Going as planned.
    OnTrack,
    /// Better than planned.
    Ahead,
    /// In danger.
    AtRisk,
    /// Later than planned.
    Behind,
    /// Will not be met as it goes.
    OffTrack,
    /// Waits for something else.
    Blocked,
    /// Stopped for a time.
    Paused,
    /// Over: met.
    Achieved,
    /// Over: not met.
    Missed,
    /// Over: given up.
    Dropped,
    /// Nobody looks, on purpose.
    NotTracked,
}

impl Status {
    /// The word for people.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Proposed => "proposed",
            Self::Accepted => "accepted",
            Self::OnTrack => "on track",
            Self::Ahead => "ahead",
            Self::AtRisk => "at risk",
            Self::Behind => "behind",
            Self::OffTrack => "off track",
            Self::Blocked => "blocked",
            Self::Paused => "paused",
            Self::Achieved => "achieved",
            Self::Missed => "missed",
            Self::Dropped => "dropped",
            Self::NotTracked => "not tracked",
        }
    }

    /// Whether the goal is over.
    #[must_use]
    pub fn is_over(self) -> bool {
        matches!(self, Self::Achieved | Self::Missed | Self::Dropped)
    }
}

/// Whether a goal must be met whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Ambition {
    /// To be met whole.
    Committed,
    /// A stretch; 70 % is good.
    Aspirational,
}

/// How a goal's progress follows from its children.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Rollup {
    /// By the weights of the links.
    WeightedMean,
    /// All alike.
    Mean,
    /// Added.
    Sum,
    /// The weakest.
    Min,
    /// The strongest.
    Max,
    /// Done when all are.
    All,
    /// Done when one is.
    Any,
    /// Quantitative propagation of ITU-T Z.151.
    Grl,
    /// The last check-in's progress.
    Manual,
    /// Not computed.
    None,
}

/// A perspective of the strategy map.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Perspective {
    Financial,
    Customer,
    InternalProcess,
    LearningGrowth,
}
