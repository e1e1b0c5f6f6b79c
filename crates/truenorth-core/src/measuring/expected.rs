//! The expected path of a measure: linear, phased or stepped.

use super::{Window, current, ends, finite, first_day, is_projected, is_sum, is_verdict, kind};
use crate::model::{Curve, Measure, MeasureKind};
use crate::scalar::Date;

/// The progress expected at the date of the present value; compare it with [`progress`](super::progress()).
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
    if is_verdict(measure) {
        return None;
    }
    if is_projected(measure) {
        return Some(1.0);
    }
    let curve = curve(measure);
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

/// The expected value in the measure's unit, at the date of the present value.
#[must_use]
pub fn expected_value(measure: &Measure, window: &Window<'_>) -> Option<f64> {
    let (_, at) = current(measure, window).known()?;
    expected_value_at(measure, window, at)
}

/// The expected value in the measure's unit at the end of a day: baseline + expected progress * (target -
/// baseline). Of a growing total (`sum`) it is the total that should have been reached; of a falling one the
/// target, with which its [`projected`](super::projected) total is compared.
#[must_use]
pub fn expected_value_at(measure: &Measure, window: &Window<'_>, day: Date) -> Option<f64> {
    let (baseline, target) = ends(measure)?;
    let expected = expected_at(measure, window, day)?;
    if target == baseline {
        return Some(target);
    }
    finite(baseline + expected * (target - baseline))
}

/// The expected path: as written, else phased where there is a plan by time, else at once for a milestone, else straight.
#[must_use]
pub fn curve(measure: &Measure) -> Curve {
    measure.curve.unwrap_or(match kind(measure) {
        _ if !measure.phased.is_empty() => Curve::Phased,
        MeasureKind::Milestone => Curve::Step,
        _ => Curve::Linear,
    })
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
