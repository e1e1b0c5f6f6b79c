//! Everything that a measure says on a day, its present value found once.

use super::profile::{Profile, needed};
use super::progress::{progress_of, verdict_of, whole_of};
use super::satisfaction::expected_of;
use super::{Current, TINY, Window, current, expected_at, is_verdict, satisfaction};
use crate::model::{Ambition, Measure, Status};

/// What a measure says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reading {
    /// See [`current`](super::current()).
    pub current: Current,
    /// Whether it gives a verdict and no progress.
    pub is_verdict: bool,
    /// See [`progress`](super::progress()): not cut.
    pub progress: Option<f64>,
    /// See [`expected`](super::expected()): not cut.
    pub expected: Option<f64>,
    /// See [`verdict`](super::verdict()).
    pub verdict: Option<bool>,
    /// See [`present_satisfaction`](super::present_satisfaction()).
    pub satisfaction: Option<f64>,
    /// See [`expected_satisfaction`](super::expected_satisfaction()).
    pub expected_satisfaction: Option<f64>,
}

/// Reads a measure; the same answers as the functions of these names, for one pass over the actuals.
#[must_use]
pub fn read(measure: &Measure, window: &Window<'_>) -> Reading {
    let current = current(measure, window);
    let known = current.known();
    // Few measures have the three values that a satisfaction needs.
    let has_satisfaction = measure.threshold.is_some() && measure.worst.is_some();
    let satisfaction = if has_satisfaction {
        whole_of(measure, window, known).and_then(|value| satisfaction(measure, value))
    } else {
        None
    };
    Reading {
        current,
        is_verdict: is_verdict(measure),
        progress: progress_of(measure, window, known),
        expected: current.day().and_then(|day| expected_at(measure, window, day)),
        verdict: verdict_of(measure, window, known),
        satisfaction,
        expected_satisfaction: if has_satisfaction {
            expected_of(measure, window, current.day())
        } else {
            None
        },
    }
}

impl Reading {
    /// The status that follows from the pace. A verdict is on track when met. Without an expectation only a target
    /// that is reached (0.7 of it, if aspirational) is on track; without data a measure is not tracked.
    #[must_use]
    pub fn status(&self, window: &Window<'_>, profile: &Profile, ambition: Ambition) -> Status {
        if self.is_verdict {
            let due = window.due.is_some_and(|due| due < window.today);
            return self.verdict.map_or(Status::NotTracked, |met| profile.verdict(met, due));
        }
        match (self.progress, self.expected) {
            (Some(progress), Some(expected)) => profile.status(progress, needed(expected, ambition)),
            (Some(progress), None) if progress >= needed(1.0, ambition) - TINY => {
                profile.status(progress, progress)
            }
            _ => Status::NotTracked,
        }
    }
}
