//! Totals of a growth plan against the totals that were planned for the same times.
//!
//! Where the actuals of a growth plan are added up (`sum`), each value of `phased` is the total of its own time:
//! `"2027": 440000` is planned for the year 2027. One month is no match for it; it is compared as far as the year has gone.

use super::{Window, number};
use crate::model::Measure;
use crate::scalar::{Date, MissingWord, Period};

/// A total under way.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SoFar {
    /// The time whose total it is.
    pub period: Period,
    /// The last day that is counted in it, without a gap from the first.
    pub through: Date,
    /// The planned total of the time, times the share of its days that is counted.
    pub planned: f64,
    /// What was counted.
    pub actual: f64,
    /// Whether a number in it may still change.
    pub provisional: bool,
}

/// The latest planned total that has numbers in it, and how far it has come. Without `phased` it is the target, over
/// the window. `None` without numbers, or where the numbers leave days out: then the total is unknown.
#[must_use]
pub fn so_far(measure: &Measure, window: &Window<'_>) -> Option<SoFar> {
    let (period, planned) = planned(measure, window).into_iter().rfind(|(period, _)| {
        counted(measure, window, period).is_some_and(|total| total.through >= period.first)
    })?;
    let total = counted(measure, window, &period)?;
    let share =
        f64::from(Period { first: period.first, last: total.through }.days()) / f64::from(period.days());
    let planned = planned * share;
    (planned.is_finite() && total.value.is_finite()).then_some(SoFar {
        period,
        through: total.through,
        planned,
        actual: total.value,
        provisional: total.provisional,
    })
}

/// The totals of the planned times that are counted whole, each with its time and whether a number in it may still
/// change; in order of time.
#[must_use]
pub fn whole_totals(measure: &Measure, window: &Window<'_>) -> Vec<(Period, f64, bool)> {
    let planned = planned(measure, window).into_iter();
    let totals = planned.filter_map(|(period, _)| Some((period, counted(measure, window, &period)?)));
    totals
        .filter(|(period, total)| total.through == period.last && total.value.is_finite())
        .map(|(period, total)| (period, total.value, total.provisional))
        .collect()
}

/// Planned totals by time, in order of time.
fn planned(measure: &Measure, window: &Window<'_>) -> Vec<(Period, f64)> {
    let mut planned: Vec<(Period, f64)> = (measure.phased.iter())
        .filter_map(|(time, value)| Some((window.calendar.period(time), value.number()?)))
        .collect();
    if measure.phased.is_empty()
        && let (Some(first), Some(last), Some(target)) = (window.start, window.due, number(measure.target))
        && first <= last
    {
        planned.push((Period { first, last }, target));
    }
    planned.sort_by_key(|(period, _)| (period.last, period.first));
    planned
}

/// What was counted within a time.
struct Counted {
    through: Date,
    value: f64,
    provisional: bool,
}

/// Adds what was counted within a time from its first day on; `None` if nothing was, or with a gap.
fn counted(measure: &Measure, window: &Window<'_>, within: &Period) -> Option<Counted> {
    let mut inside: Vec<_> = (measure.actuals.iter())
        .map(|(time, actual)| (window.calendar.period(time), actual))
        .filter(|(period, _)| {
            within.first <= period.first && period.last <= within.last && period.first <= window.today
        })
        .collect();
    inside.sort_by_key(|(period, _)| period.first);
    let latest = inside.iter().rposition(|(_, actual)| actual.value.number().is_some())?;
    let mut total: Option<Counted> = None;
    for (period, actual) in inside.iter().take(latest.saturating_add(1)) {
        let next = total.as_ref().map_or(within.first, |total| total.through.add_days(1));
        let value = match actual.value.missing() {
            Some(MissingWord::NotApplicable) => 0.0,
            _ => actual.value.number()?,
        };
        if period.first != next {
            return None;
        }
        total = Some(Counted {
            // A time that has not ended is counted as far as it has gone.
            through: period.last.min(window.today),
            value: total.as_ref().map_or(0.0, |total| total.value) + value,
            provisional: total.is_some_and(|total| total.provisional) || actual.provisional == Some(true),
        });
    }
    total
}
