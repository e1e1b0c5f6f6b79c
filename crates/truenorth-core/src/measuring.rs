//! The arithmetic of a measure: its current value, its progress, the progress expected by now, its status.
//!
//! Numbers are written in the measure's own unit; progress and expectation are fractions, 0 at the
//! baseline and 1 at the target, neither rounded nor cut. Whatever rests on a missing number is `None`:
//! missing is not zero. The formulas with their sources are on the page `docs/numbers/progress.md`.

use crate::model::{Aggregation, Measure, MeasureKind};
use crate::plan::{Goal, Growth, Plan};
use crate::scalar::{Calendar, Date, Value};

mod current;
mod expected;
mod pace;
pub mod profile;
mod progress;
mod reading;
mod satisfaction;
mod so_far;
mod zone;

pub use current::{Current, counted, current};
pub use expected::{curve, expected, expected_at, expected_value, expected_value_at};
pub use pace::{Pace, pace};
pub use profile::{Profile, status};
pub use progress::{clamped, is_projected, progress, projected, verdict};
pub use reading::{Reading, read};
pub use satisfaction::{expected_satisfaction, present_satisfaction, satisfaction};
pub use so_far::{SoFar, so_far, whole_totals};
pub use zone::{Zone, zone};

/// Rounding of sums and quotients of decimals; a ratio of 0.95 written in decimals must count as 0.95.
const TINY: f64 = 1e-9;

/// The time in which a measure is looked at.
#[derive(Clone, Copy, Debug)]
pub struct Window<'a> {
    /// Turns the times of a plan into days.
    pub calendar: &'a Calendar,
    /// First day, if known.
    pub start: Option<Date>,
    /// Last day, if known.
    pub due: Option<Date>,
    /// The day that counts as today; actuals that begin later are not counted.
    pub today: Date,
}

impl<'a> Window<'a> {
    /// The window of a goal's measure.
    #[must_use]
    pub fn of_goal(plan: &'a Plan, goal: &Goal, today: Date) -> Self {
        Self { calendar: &plan.calendar, start: goal.start, due: goal.due, today }
    }

    /// The window of a growth plan: the days of its `period`.
    #[must_use]
    pub fn of_growth(plan: &'a Plan, growth: &Growth, today: Date) -> Self {
        let period = growth.written.period.map(|time| plan.calendar.period(&time));
        Self {
            calendar: &plan.calendar,
            start: period.map(|period| period.first),
            due: period.map(|period| period.last),
            today,
        }
    }

    /// Share of the days of the window, first and last included, that have passed at the end of `day`.
    fn elapsed(&self, day: Date) -> Option<f64> {
        let (start, due) = (self.start?, self.due?);
        let whole = due.days_since(start).saturating_add(1).max(1);
        let passed = day.days_since(start).saturating_add(1).clamp(0, whole);
        Some(passed as f64 / whole as f64)
    }
}

/// What counts as meeting the measure: as written, else `between` where there are limits and no target,
/// else by the sign of target - baseline.
#[must_use]
pub fn kind(measure: &Measure) -> MeasureKind {
    if let Some(kind) = measure.kind {
        return kind;
    }
    if measure.target.is_none() && (measure.low.is_some() || measure.high.is_some()) {
        return MeasureKind::Between;
    }
    match (number(measure.baseline), number(measure.target)) {
        (Some(baseline), Some(target)) if target < baseline => MeasureKind::Decrease,
        _ => MeasureKind::Increase,
    }
}

/// Whether a measure gives a verdict, met or not, and no progress.
#[must_use]
pub fn is_verdict(measure: &Measure) -> bool {
    matches!(kind(measure), MeasureKind::AtLeast | MeasureKind::AtMost | MeasureKind::Between)
}

/// Where progress is 0 and where it is 1, in the measure's unit; `None` where a number is missing.
#[must_use]
pub fn ends(measure: &Measure) -> Option<(f64, f64)> {
    let milestone = kind(measure) == MeasureKind::Milestone;
    let end = |value: Option<Value>, default: f64| match value {
        None if milestone => Some(default),
        value => number(value),
    };
    // The baseline of a growing total is the total of another period: this one's begins at 0.
    let baseline = if is_sum(measure) && kind(measure) != MeasureKind::Decrease {
        0.0
    } else {
        end(measure.baseline, 0.0)?
    };
    Some((baseline, end(measure.target, 1.0)?))
}

/// The day at which the expected path leaves the baseline: the start, else the day of the baseline.
#[must_use]
pub fn first_day(measure: &Measure, window: &Window<'_>) -> Option<Date> {
    window.start.or_else(|| Some(window.calendar.period(&measure.baseline_at?).last))
}

/// Whether its actuals are added up.
#[must_use]
pub fn is_sum(measure: &Measure) -> bool {
    measure.aggregation == Some(Aggregation::Sum)
}

fn number(value: Option<Value>) -> Option<f64> {
    value.and_then(Value::number)
}

fn finite(number: f64) -> Option<f64> {
    number.is_finite().then_some(number)
}

#[cfg(test)]
mod tests;
