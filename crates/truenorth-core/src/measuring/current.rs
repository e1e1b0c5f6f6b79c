//! The present value of a measure.

use super::Window;
use crate::model::{Aggregation, Measure};
use crate::scalar::{Date, MissingWord, Period};

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
