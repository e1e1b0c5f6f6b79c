//! How far a measure has come, and whether a limit is kept.

use super::{Window, current, ends, finite, is_sum, is_verdict, kind, number};
use crate::model::{Measure, MeasureKind};
use crate::scalar::Date;

/// The way from baseline to target that has been gone: `(actual - baseline) / (target - baseline)`, below 0
/// and above 1 where it is so. `None` for verdicts and wherever a number is missing.
///
/// - Target = baseline: 1 if met, else 0.
/// - `milestone`: the value itself, unless a baseline or target is written.
/// - Added up (`sum`), upwards: total / target. Downwards: on the [`projected`] total of the whole window,
///   `(baseline - projected) / (baseline - target)`; [`is_projected`] says so, and who shows it must say so too.
#[must_use]
pub fn progress(measure: &Measure, window: &Window<'_>) -> Option<f64> {
    progress_of(measure, window, current(measure, window).known())
}

/// The same of a present value and its day.
pub(super) fn progress_of(measure: &Measure, window: &Window<'_>, known: Option<(f64, Date)>) -> Option<f64> {
    if is_verdict(measure) {
        return None;
    }
    let (value, _) = known?;
    let down = kind(measure) == MeasureKind::Decrease;
    let (baseline, target) = ends(measure)?;
    let value = if is_projected(measure) { projected_of(measure, window, known)? } else { value };
    if target == baseline {
        let met = if down { value <= target } else { value >= target };
        return Some(f64::from(u8::from(met)));
    }
    finite((value - baseline) / (target - baseline))
}

/// The progress as it rolls up: cut to 0..1.
#[must_use]
pub fn clamped(measure: &Measure, window: &Window<'_>) -> Option<f64> {
    progress(measure, window).map(|progress| progress.clamp(0.0, 1.0))
}

/// Whether progress and expectation speak of the end of the window and not of today: a total (`sum`) that shall
/// fall says nothing until it is carried on to the end. Its progress is that of the [`projected`] total, and
/// all of the way is expected from the first day.
#[must_use]
pub fn is_projected(measure: &Measure) -> bool {
    is_sum(measure) && kind(measure) == MeasureKind::Decrease
}

/// Whether a verdict measure is met, limits included; `None` for other kinds and missing numbers.
/// An added-up (`sum`) measure is judged on its [`projected`] total.
#[must_use]
pub fn verdict(measure: &Measure, window: &Window<'_>) -> Option<bool> {
    verdict_of(measure, window, current(measure, window).known())
}

/// The same of a present value and its day.
pub(super) fn verdict_of(measure: &Measure, window: &Window<'_>, known: Option<(f64, Date)>) -> Option<bool> {
    if !is_verdict(measure) {
        return None;
    }
    let value = whole_of(measure, window, known)?;
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
    projected_of(measure, window, current(measure, window).known())
}

fn projected_of(measure: &Measure, window: &Window<'_>, known: Option<(f64, Date)>) -> Option<f64> {
    let (total, at) = known.filter(|_| is_sum(measure))?;
    let elapsed = window.elapsed(at)?;
    if elapsed > 0.0 { finite(total / elapsed) } else { None }
}

/// What compares with values of a whole period: the present value, of a total the projected one.
pub(super) fn whole_of(measure: &Measure, window: &Window<'_>, known: Option<(f64, Date)>) -> Option<f64> {
    if is_sum(measure) { projected_of(measure, window, known) } else { known.map(|(value, _)| value) }
}
