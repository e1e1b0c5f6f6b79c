//! The present value of a measure.

use super::Window;
use crate::model::{Actual, Aggregation, Measure};
use crate::scalar::{Date, MissingWord, Period, Time};

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

    /// The last day that the number speaks of.
    #[must_use]
    pub fn day(&self) -> Option<Date> {
        self.known().map(|(_, at)| at)
    }

    /// The number and its day.
    pub(super) fn known(&self) -> Option<(f64, Date)> {
        match self {
            Self::Known { value, at, .. } => Some((*value, *at)),
            Self::Missing(_) | Self::None => None,
        }
    }
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
    if aggregation == Aggregation::Last {
        return last(measure, window);
    }
    let counted = in_order(measure, window);
    let numbers = || counted.iter().filter_map(|(.., actual)| actual.value.number());
    let Some(latest) = counted.iter().rposition(|(.., actual)| actual.value.number().is_some()) else {
        return match counted.last().and_then(|(.., actual)| actual.value.missing()) {
            Some(word) => Current::Missing(word),
            None => Current::None,
        };
    };
    let Some((_, period, _)) = counted.get(latest) else { return Current::None };
    let provisional = counted.iter().any(|(.., actual)| actual.provisional == Some(true));
    let value = match aggregation {
        Aggregation::Sum => {
            let hole = counted.iter().take(latest).filter_map(|(.., actual)| actual.value.missing());
            if let Some(word) = hole.into_iter().find(|word| *word != MissingWord::NotApplicable) {
                return Current::Missing(word);
            }
            numbers().sum()
        }
        Aggregation::Mean | Aggregation::Last => numbers().sum::<f64>() / numbers().count() as f64,
    };
    if !value.is_finite() {
        // Numbers at the end of the range overflow when they are added.
        return Current::None;
    }
    Current::Known { value, at: period.last.min(window.today), provisional }
}

/// The latest number of the actuals that have begun by today: most measures, so in one pass without a list. Of equal
/// times the one written last counts.
fn last(measure: &Measure, window: &Window<'_>) -> Current {
    let mut number: Option<(Period, f64, &Actual)> = None;
    let mut word: Option<(Period, MissingWord)> = None;
    let is_later = |period: &Period, than: &Period| (period.last, period.first) >= (than.last, than.first);
    for (time, actual) in &measure.actuals {
        let period = window.calendar.period(time);
        if period.first > window.today {
            continue;
        }
        match (actual.value.number(), actual.value.missing()) {
            (Some(value), _) if number.is_none_or(|(latest, ..)| is_later(&period, &latest)) => {
                number = Some((period, value, actual));
            }
            (None, Some(missing)) if word.is_none_or(|(latest, _)| is_later(&period, &latest)) => {
                word = Some((period, missing));
            }
            _ => {}
        }
    }
    match (number, word) {
        (Some((period, value, actual)), _) if value.is_finite() => Current::Known {
            value,
            at: period.last.min(window.today),
            provisional: actual.provisional == Some(true),
        },
        (None, Some((_, word))) => Current::Missing(word),
        _ => Current::None,
    }
}

/// The actuals that the present value is made of, in order of time: of `last` the latest number, else all numbers.
/// Empty where there is no present value.
#[must_use]
pub fn counted<'a>(measure: &'a Measure, window: &Window<'_>) -> Vec<(&'a Time, Period, f64)> {
    if current(measure, window).value().is_none() {
        return Vec::new();
    }
    let actuals = in_order(measure, window).into_iter();
    let mut numbers: Vec<_> =
        actuals.filter_map(|(time, period, actual)| Some((time, period, actual.value.number()?))).collect();
    if measure.aggregation.unwrap_or(Aggregation::Last) == Aggregation::Last {
        numbers = numbers.pop().into_iter().collect();
    }
    numbers
}

/// The actuals that have begun by today, and where they are joined, that lie whole in the window; in order of time.
fn in_order<'a>(measure: &'a Measure, window: &Window<'_>) -> Vec<(&'a Time, Period, &'a Actual)> {
    let joined = measure.aggregation.is_some_and(|aggregation| aggregation != Aggregation::Last);
    let inside = |period: &Period| {
        !joined
            || (window.start.is_none_or(|start| start <= period.first)
                && window.due.is_none_or(|due| period.last <= due))
    };
    let mut actuals: Vec<_> = (measure.actuals.iter())
        .map(|(time, actual)| (time, window.calendar.period(time), actual))
        .filter(|(_, period, _)| period.first <= window.today && inside(period))
        .collect();
    actuals.sort_by_key(|(_, period, _)| (period.last, period.first));
    actuals
}
