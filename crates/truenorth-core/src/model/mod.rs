//! The types of the plan format, as written in the files (`docs/format.md`).
//!
//! Plain serde types: a field here is a field of the format, its doc comment is its description in the
//! schema. They carry no places but one [`Spot`], the byte at which the object begins.

mod change;
mod check;
mod decision;
mod goal;
mod growth;
mod item;
mod learning;
mod lists;
mod measure;
mod money;
mod people;
mod risk;
mod root;
pub mod shapes;
mod strategy;
mod work;

pub use change::{
    Adkar, Challenge, Change, ChangeGroup, ChangeStatus, KotterStep, Message, Review, ReviewKind,
    Stakeholder, StakeholderKind, StakeholderRole,
};
pub use check::{
    Appetite, Checks, Horizon, Ignore, Limits, Override, RiskLevel, RuleLevel, RuleSetting, StatusProfile,
};
pub use decision::{
    Choice, Criterion, Decision, DecisionImpact, DecisionStatus, Door, Effect, EffectSign, Prediction, State,
};
pub use goal::{
    Ambition, CheckIn, Contribution, ContributionFields, Dependency, Goal, GoalFields, MovedDue, Perspective,
    RareContribution, RareFields, Rollup, Status,
};
pub use growth::{Combine, Growth, GrowthModel, GrowthScenario, Scenario, Setting};
pub use item::Written;
pub use learning::{Feedback, FeedbackKind, Mentoring, Skill, Training, TrainingStatus};
pub use lists::{Entries, Items, Many};
pub use measure::{
    Actual, ActualFields, Aggregation, Curve, Indicator, Measure, MeasureFields, MeasureKind, OldTarget,
    RareActual, RareMeasure,
};
pub use money::{
    Account, BudgetLine, EarnedBy, Funding, Lever, LineType, Reserve, Saving, SavingStatus, Spread, Stage,
};
pub use people::{Assessor, Held, Person, Role, Team};
pub use risk::{Action, Residual, Risk, RiskStatus, Treatment};
pub use root::{
    BuiltBy, Calendar, Defaults, Document, File, Kind, Level, Organization, Origin, OtherPlan, Statement,
    Translation, UnalignedLevel, Value as PlanValue, WorkingDay, YearNamedBy,
};
pub use strategy::{Pestle, Strategy, StrategyAnswer, Swot, Trend};
pub use work::{
    Answer, Ask, Assumption, AssumptionKind, Criticality, Decomposition, Estimate, Involved, Need, Raci, Size,
};

pub use crate::place::Spot;

impl<'de> serde::Deserialize<'de> for Spot {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        u32::deserialize(deserializer).map(Spot)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a large plan has most of; see `docs/decisions/0016-rare-fields-of-goals.md`.
    #[test]
    fn sizes_stay_small() {
        assert!(size_of::<Goal>() <= 264);
        assert!(size_of::<Measure>() <= 96);
        assert!(size_of::<Contribution>() <= 64);
        assert!(size_of::<Actual>() <= 24);
    }
}
