//! Rules on key results and the numbers that measure goals.

pub mod actual_in_the_future;
pub mod duplicate_time;
pub mod key_result_without_actuals;
pub mod key_result_without_measure;
pub mod kind_against_numbers;
pub mod lifts_miss_target;
pub mod measure_without_baseline;
pub mod measure_without_target;
pub mod measure_without_unit;
pub mod objective_without_key_results;
pub mod only_lagging_measures;
pub mod same_numbers_twice;
pub mod target_equals_baseline;
pub mod targets_do_not_add_up;
pub mod too_many_key_results;
pub mod unfinished_time_counted;
pub mod unit_unlike_parent;
pub mod zero_for_missing;

use truenorth_core::model::{Aggregation, Measure, MeasureKind};
use truenorth_core::place::{Place, Spot};
use truenorth_core::plan::{Goal, GoalIx, Plan};
use truenorth_core::scalar::Value;
use truenorth_core::source::FileId;

/// Every goal with a measure.
pub(super) fn measured<'a>(
    goals: impl Iterator<Item = (GoalIx, &'a Goal)>,
) -> impl Iterator<Item = (GoalIx, &'a Goal, &'a Measure)> {
    goals.filter_map(|(index, goal)| Some((index, goal, goal.written.measure.as_deref()?)))
}

/// A measure of a goal or growth plan, with what a finding about it needs.
pub(super) struct Measured<'a> {
    /// Full id of the goal or growth plan.
    pub(super) id: &'a str,
    pub(super) measure: &'a Measure,
    /// Where the item that it belongs to stands.
    file: FileId,
    spot: Spot,
}

impl Measured<'_> {
    /// Where the measure stands.
    pub(super) fn place(&self) -> Place {
        Place::value(self.file, self.spot).field("measure")
    }
}

/// Every measure of these goals.
pub(super) fn of_goals<'a>(
    goals: impl Iterator<Item = (GoalIx, &'a Goal)>,
) -> impl Iterator<Item = Measured<'a>> {
    measured(goals).map(|(_, goal, measure)| Measured {
        id: goal.id(),
        measure,
        file: goal.file,
        spot: goal.written.spot,
    })
}

/// Every measure of a growth plan.
pub(super) fn of_growth(plan: &Plan) -> impl Iterator<Item = Measured<'_>> {
    plan.growth.iter().map(|growth| Measured {
        id: growth.written.id.as_str(),
        measure: &growth.written.measure,
        file: growth.file,
        spot: growth.written.spot,
    })
}

/// The number, if one is written.
pub(super) fn number(value: Option<Value>) -> Option<f64> {
    value.and_then(Value::number)
}

/// Whether actuals of parts of the period are added up; then a baseline is no point to start from.
pub(super) fn is_sum(measure: &Measure) -> bool {
    measure.aggregation == Some(Aggregation::Sum)
}

/// Whether progress is counted from a baseline to a target.
fn is_path(measure: &Measure) -> bool {
    matches!(measure.kind, None | Some(MeasureKind::Increase | MeasureKind::Decrease))
}
