//! The types of the plan format, as written in the files (`docs/format.md`).
//!
//! Plain serde types: a field here is a field of the format, its doc comment is its description in the
//! schema. They carry no places but one [`Spot`], the byte at which the object begins.

mod check;
mod goal;
mod lists;
mod measure;
mod money;
mod people;
mod root;
pub mod shapes;

pub use check::{Checks, Ignore, Limits, Override, RuleLevel, RuleSetting};
pub use goal::{Ambition, CheckIn, Contribution, Dependency, Goal, MovedDue, Perspective, Rollup, Status};
pub use lists::{Entries, Items, Many};
pub use measure::{Actual, Aggregation, Curve, Indicator, Measure, MeasureKind, OldTarget};
pub use money::{
    Account, BudgetLine, EarnedBy, Funding, Growth, GrowthModel, GrowthScenario, LineType, Reserve, Spread,
    Stage,
};
pub use people::{Person, Role, Team};
pub use root::{
    BuiltBy, Calendar, Defaults, Document, File, Kind, Level, Organization, Origin, Statement, Translation,
    UnalignedLevel, Value as PlanValue, WorkingDay, YearNamedBy,
};

pub use crate::place::Spot;

impl<'de> serde::Deserialize<'de> for Spot {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        u32::deserialize(deserializer).map(Spot)
    }
}
