//! How fast a measure goes, how fast it must go, and where it ends if it goes on like this.

use super::{
    Window, current, ends, expected, expected_value, finite, first_day, is_projected, is_sum, progress,
    projected,
};
use crate::model::Measure;
use crate::scalar::Date;

/// The pace of a measure; rates are in its unit per day. A part that rests on a missing number or date is `None`.
///
/// Days are counted from the first day of the window to the day looked at, so the first day itself is day 0 and
/// the last is `due - start`; of a total (`sum`) each day of the window counts whole, its first is day 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pace {
    /// The day that the present value speaks of; elapsed time, progress and expectation are those of this day.
    pub at: Date,
    /// Share of the window's time that had passed.
    pub elapsed: Option<f64>,
    /// Progress, not cut.
    pub progress: Option<f64>,
    /// Progress expected, not cut.
    pub expected: Option<f64>,
    /// Expected value in the unit of the measure.
    pub expected_value: Option<f64>,
    /// Progress / expected; `None` while nothing is expected.
    pub ratio: Option<f64>,
    /// Progress - expected.
    pub gap: Option<f64>,
    /// Change per day from the start to `at`; of a total what was added per day.
    pub achieved_rate: Option<f64>,
    /// Change per day that reaches the target when due, counted from today; `None` when it is due. Of a falling
    /// total what may still be added per day.
    pub required_rate: Option<f64>,
    /// The value when due if the ratio of progress to expectation stays: baseline + ratio * (target - baseline).
    /// On a straight path that is the straight line through start and present; of a total (`sum`) without
    /// `phased` the [`projected`] total.
    pub projected_end: Option<f64>,
}

/// The pace of a measure that has a present value; `None` for others. Verdicts have an achieved rate only.
#[must_use]
pub fn pace(measure: &Measure, window: &Window<'_>) -> Option<Pace> {
    let (value, at) = current(measure, window).known()?;
    let sum = is_sum(measure);
    // A total has its first day whole; another value stands at the end of the day it was counted on.
    let extra = i64::from(sum);
    let days = |from: Date, to: Date| {
        let days = to.days_since(from).saturating_add(extra);
        (days > 0).then_some(days as f64)
    };
    let progress = progress(measure, window);
    let expected = expected(measure, window);
    let ratio = progress.zip(expected.filter(|expected| *expected > 0.0));
    let ratio = ratio.and_then(|(progress, expected)| finite(progress / expected));
    let start = first_day(measure, window);
    let elapsed = match (start, window.due) {
        _ if sum => window.elapsed(at),
        (Some(start), Some(due)) if start < due => {
            Some((at.days_since(start) as f64 / due.days_since(start) as f64).clamp(0.0, 1.0))
        }
        _ => None,
    };
    let ends = ends(measure);
    let from = if sum { Some(0.0) } else { ends.map(|(baseline, _)| baseline) };
    let change = from.and_then(|from| finite(value - from));
    let achieved_rate =
        change.zip(start.and_then(|start| days(start, at))).and_then(|(change, days)| finite(change / days));
    let left = window.due.map(|due| due.days_since(window.today)).filter(|days| *days > 0);
    let required_rate = ends.zip(left).and_then(|((_, target), days)| finite((target - value) / days as f64));
    let projected_end = if is_projected(measure) {
        projected(measure, window)
    } else {
        ends.zip(ratio).and_then(|((baseline, target), ratio)| finite(baseline + ratio * (target - baseline)))
    };
    Some(Pace {
        at,
        elapsed,
        progress,
        expected,
        expected_value: expected_value(measure, window),
        ratio,
        gap: progress.zip(expected).and_then(|(progress, expected)| finite(progress - expected)),
        achieved_rate,
        required_rate,
        projected_end,
    })
}
