//! The arithmetic of a measure: its current value, its progress, the progress expected by now, its status.
//!
//! Numbers are written in the measure's own unit; progress and expectation are fractions, 0 at the
//! baseline and 1 at the target, neither rounded nor cut. Whatever rests on a missing number is `None`:
//! missing is not zero.

use crate::model::{Aggregation, Curve, Measure, MeasureKind, Status};
use crate::plan::{Goal, Plan};
use crate::scalar::{Calendar, Date, MissingWord, Period, Value};

/// When a status changes: the default profile, on the ratio of progress to expected progress.
///
/// The two ratios are those of UpRaise for Jira (on track from 0.95 of the ideal, lagging from 0.75).
/// That a lead of a tenth of the whole way counts as ahead is our own choice, as no published profile has it.
pub mod profile {
    /// Least ratio of progress to expectation that is on track.
    pub const ON_TRACK: f64 = 0.95;
    /// Least ratio that is at risk; below it a goal is off track.
    pub const AT_RISK: f64 = 0.75;
    /// Lead over the expectation, as a share of the whole way, beyond which a goal is ahead.
    pub const AHEAD: f64 = 0.1;
}

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

    /// Share of the days of the window, first and last included, that have passed at the end of `day`.
    fn elapsed(&self, day: Date) -> Option<f64> {
        let (start, due) = (self.start?, self.due?);
        let whole = due.days_since(start).saturating_add(1).max(1);
        let passed = day.days_since(start).saturating_add(1).clamp(0, whole);
        Some(passed as f64 / whole as f64)
    }
}

/// The present value of a measure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Current {
    /// A number.
    Known {
        /// In the unit of the measure.
        value: f64,
        /// The last day it speaks of: the end of the latest time counted, or today if that has not ended.
        at: Date,
        /// Whether a number in it may still change.
        provisional: bool,
    },
    /// No number, and why.
    Missing(MissingWord),
    /// No actual is written, or none up to today; also a total too large for a number.
    None,
}

impl Current {
    /// The number, if there is one.
    #[must_use]
    pub fn value(&self) -> Option<f64> {
        self.known().map(|(value, _)| value)
    }

    /// The number and its day.
    fn known(&self) -> Option<(f64, Date)> {
        match self {
            Self::Known { value, at, .. } => Some((*value, *at)),
            Self::Missing(_) | Self::None => None,
        }
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

/// The present value, by the measure's aggregation.
///
/// - `last`: the latest number. A missing word after it does not hide it.
/// - `sum`: the numbers of times that lie whole in the window. A missing word between them leaves the total
///   unknown (`not_applicable` excepted); missing words after the last number are not yet part of it.
/// - `mean`: the plain mean of the same numbers, missing ones left out.
#[must_use]
pub fn current(measure: &Measure, window: &Window<'_>) -> Current {
    let aggregation = measure.aggregation.unwrap_or(Aggregation::Last);
    let inside = |period: &Period| {
        aggregation == Aggregation::Last
            || (window.start.is_none_or(|start| start <= period.first)
                && window.due.is_none_or(|due| period.last <= due))
    };
    let mut counted: Vec<_> = (measure.actuals.iter())
        .map(|(time, actual)| (window.calendar.period(time), actual))
        .filter(|(period, _)| period.first <= window.today && inside(period))
        .collect();
    counted.sort_by_key(|(period, _)| (period.last, period.first));
    let numbers = || counted.iter().filter_map(|(_, actual)| actual.value.number());
    let Some(latest) = counted.iter().rposition(|(_, actual)| actual.value.number().is_some()) else {
        return match counted.last().and_then(|(_, actual)| actual.value.missing()) {
            Some(word) => Current::Missing(word),
            None => Current::None,
        };
    };
    let Some((period, last)) = counted.get(latest) else { return Current::None };
    let mut provisional = counted.iter().any(|(_, actual)| actual.provisional == Some(true));
    let value = match aggregation {
        Aggregation::Last => {
            provisional = last.provisional == Some(true);
            last.value.number().unwrap_or_default()
        }
        Aggregation::Sum => {
            let hole = counted.iter().take(latest).filter_map(|(_, actual)| actual.value.missing());
            if let Some(word) = hole.into_iter().find(|word| *word != MissingWord::NotApplicable) {
                return Current::Missing(word);
            }
            numbers().sum()
        }
        Aggregation::Mean => numbers().sum::<f64>() / numbers().count() as f64,
    };
    if !value.is_finite() {
        // Numbers at the end of the range overflow when they are added.
        return Current::None;
    }
    Current::Known { value, at: period.last.min(window.today), provisional }
}

/// The way from baseline to target that has been gone: `(actual - baseline) / (target - baseline)`, below 0
/// and above 1 where it is so. `None` for verdicts and wherever a number is missing.
///
/// - Target = baseline: 1 if met, else 0.
/// - `milestone`: the value itself, unless a baseline or target is written.
/// - Added up (`sum`), upwards: total / target. Downwards: on the [`projected`] total of the whole window,
///   `(baseline - projected) / (baseline - target)`.
#[must_use]
pub fn progress(measure: &Measure, window: &Window<'_>) -> Option<f64> {
    if is_verdict(measure) {
        return None;
    }
    let value = current(measure, window).value()?;
    let down = kind(measure) == MeasureKind::Decrease;
    let (baseline, target) = ends(measure)?;
    let value = if is_sum(measure) && down { projected(measure, window)? } else { value };
    if target == baseline {
        let met = if down { value <= target } else { value >= target };
        return Some(f64::from(u8::from(met)));
    }
    finite((value - baseline) / (target - baseline))
}

/// Whether a verdict measure is met, limits included; `None` for other kinds and missing numbers.
/// An added-up (`sum`) measure is judged on its [`projected`] total.
#[must_use]
pub fn verdict(measure: &Measure, window: &Window<'_>) -> Option<bool> {
    if !is_verdict(measure) {
        return None;
    }
    let value =
        if is_sum(measure) { projected(measure, window)? } else { current(measure, window).value()? };
    let target = || number(measure.target);
    match kind(measure) {
        MeasureKind::AtLeast => Some(value >= target()?),
        MeasureKind::AtMost => Some(value <= target()?),
        MeasureKind::Between => match (measure.low, measure.high) {
            (None, None) => None,
            (low, high) => {
                let above = low.map_or(Some(true), |low| Some(low.number()? <= value))?;
                let below = high.map_or(Some(true), |high| Some(value <= high.number()?))?;
                Some(above && below)
            }
        },
        MeasureKind::Increase | MeasureKind::Decrease | MeasureKind::Milestone => None,
    }
}

/// The total of the whole window if the rest goes like the part counted: total / elapsed share of the
/// days. `None` unless the measure is added up and the window has both ends.
#[must_use]
pub fn projected(measure: &Measure, window: &Window<'_>) -> Option<f64> {
    let (total, at) = current(measure, window).known().filter(|_| is_sum(measure))?;
    let elapsed = window.elapsed(at)?;
    if elapsed > 0.0 { finite(total / elapsed) } else { None }
}

/// The progress expected at the date of the present value; compare it with [`progress`].
#[must_use]
pub fn expected(measure: &Measure, window: &Window<'_>) -> Option<f64> {
    let (_, at) = current(measure, window).known()?;
    expected_at(measure, window, at)
}

/// The progress expected at the end of a day.
///
/// Linear: days since the start / days from start to due. A total (`sum`) counts whole days: the share of
/// the window's days that have passed. What is judged on a projected total is always expected whole.
/// `phased`: the values of the plan hold at the end of their times; between them, from the baseline at the
/// start and to the target when due, the path is straight. `step`: each value holds until the next. A
/// milestone without a curve is expected when due and not before. `None` for verdicts and without the
/// dates or numbers that this needs.
#[must_use]
pub fn expected_at(measure: &Measure, window: &Window<'_>, day: Date) -> Option<f64> {
    let kind = kind(measure);
    if is_verdict(measure) {
        return None;
    }
    if is_sum(measure) && kind == MeasureKind::Decrease {
        return Some(1.0);
    }
    let curve = measure.curve.unwrap_or(match kind {
        _ if !measure.phased.is_empty() => Curve::Phased,
        MeasureKind::Milestone => Curve::Step,
        _ => Curve::Linear,
    });
    if curve != Curve::Linear {
        let (baseline, target) = ends(measure)?;
        if target == baseline {
            return Some(1.0);
        }
        let value = planned_value(measure, window, curve, day, baseline, target)?;
        return finite((value - baseline) / (target - baseline));
    }
    if is_sum(measure) {
        return window.elapsed(day);
    }
    let (start, due) = (first_day(measure, window)?, window.due?);
    Some(between_days(start, 0.0, due, 1.0, day))
}

/// The status that follows from the pace, by the default [`profile`]. A verdict is on track when met. Without
/// an expectation only a target that is reached is on track; without data a measure is not tracked.
#[must_use]
pub fn status(measure: &Measure, window: &Window<'_>) -> Status {
    if is_verdict(measure) {
        return match verdict(measure, window) {
            Some(true) => Status::OnTrack,
            Some(false) => Status::OffTrack,
            None => Status::NotTracked,
        };
    }
    match (progress(measure, window), expected(measure, window)) {
        (Some(progress), Some(expected)) => status_of_pace(progress, expected),
        (Some(progress), None) if progress >= 1.0 => Status::OnTrack,
        _ => Status::NotTracked,
    }
}

/// The status of a progress against the progress expected, by the default [`profile`]. Where nothing is
/// expected yet and nothing is done, it has not begun; nothing speaks for or against it.
#[must_use]
pub fn status_of_pace(progress: f64, expected: f64) -> Status {
    if expected <= 0.0 {
        return if progress.abs() < TINY { Status::Accepted } else { Status::OnTrack };
    }
    let ratio = progress / expected;
    if progress > expected + profile::AHEAD + TINY {
        Status::Ahead
    } else if ratio >= profile::ON_TRACK - TINY {
        Status::OnTrack
    } else if ratio >= profile::AT_RISK - TINY {
        Status::AtRisk
    } else {
        Status::OffTrack
    }
}

/// Satisfaction of a value, -100 to 100: 100 at the target, 0 at the threshold, -100 at the worst value,
/// straight between them (ITU-T Z.151, indicators). `None` unless the three are known and in order.
#[must_use]
pub fn satisfaction(measure: &Measure, value: f64) -> Option<f64> {
    let target = number(measure.target)?;
    let threshold = number(measure.threshold)?;
    let worst = number(measure.worst)?;
    let up = worst < threshold && threshold < target;
    let down = worst > threshold && threshold > target;
    if !(up || down) {
        return None;
    }
    let good = if up { value >= threshold } else { value <= threshold };
    let far = if good {
        (value - threshold) / (target - threshold)
    } else {
        (value - threshold) / (threshold - worst)
    };
    finite(100.0 * far).map(|percent| percent.clamp(-100.0, 100.0))
}

/// Where progress is 0 and where it is 1.
fn ends(measure: &Measure) -> Option<(f64, f64)> {
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

/// The value that the phased or stepped path has at the end of a day.
fn planned_value(
    measure: &Measure,
    window: &Window<'_>,
    curve: Curve,
    day: Date,
    baseline: f64,
    target: f64,
) -> Option<f64> {
    let mut points: Vec<(Date, f64)> = (measure.phased.iter())
        .filter_map(|(time, value)| Some((window.calendar.period(time).last, value.number()?)))
        .collect();
    points.sort_by_key(|(date, _)| *date);
    if let Some(due) = window.due.filter(|due| points.last().is_none_or(|(last, _)| last < due)) {
        points.push((due, target));
    }
    let after = points.iter().position(|(date, _)| day < *date);
    let before = match after {
        Some(0) => None,
        Some(next) => points.get(next - 1).copied(),
        None => return points.last().map(|(_, value)| *value),
    };
    if curve == Curve::Step {
        return Some(before.map_or(baseline, |(_, value)| value));
    }
    let (to, there) = points.get(after?).copied()?;
    let (from, here) = match before {
        Some(point) => point,
        None => (first_day(measure, window)?, baseline),
    };
    Some(between_days(from, here, to, there, day))
}

/// The straight line between two days; before and after it the values of its ends.
fn between_days(from: Date, here: f64, to: Date, there: f64, day: Date) -> f64 {
    if day >= to {
        there
    } else if day <= from {
        here
    } else {
        here + (there - here) * (day.days_since(from) as f64 / to.days_since(from) as f64)
    }
}

/// The day at which the expected path leaves the baseline: the start, else the day of the baseline.
fn first_day(measure: &Measure, window: &Window<'_>) -> Option<Date> {
    window.start.or_else(|| Some(window.calendar.period(&measure.baseline_at?).last))
}

fn is_sum(measure: &Measure) -> bool {
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
