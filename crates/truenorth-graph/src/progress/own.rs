//! What a goal says of itself: done, measured, told in a check-in, or a milestone that is open.

use truenorth_core::measuring::{self, Profile, Reading, Window};
use truenorth_core::model::{Ambition, CheckIn, Kind, Measure, Status};
use truenorth_core::plan::{Goal, Plan};
use truenorth_core::scalar::Date;

use super::Ground;
use crate::standing::{Known, Standing, pace};

/// Whether a goal must be met whole.
pub(super) fn ambition(goal: &Goal) -> Ambition {
    goal.written.ambition.unwrap_or(Ambition::Committed)
}

/// A goal that is done, with what its dates would have expected by today; without dates, all of it.
pub(super) fn done(goal: &Goal, window: &Window<'_>) -> Option<Known> {
    if !is_done(goal, window.today) {
        return None;
    }
    let expected = elapsed(goal, window.today).unwrap_or(1.0);
    // However long ago it was done, it stays so.
    Some(known(Standing::new(1.0, Some(expected), ambition(goal)), Status::Achieved, None))
}

/// What its measure says: a progress, or the verdict as 1 or 0.
pub(super) fn measured(
    goal: &Goal,
    window: &Window<'_>,
    profile: &Profile,
    reading: Option<(&Measure, Reading)>,
) -> Option<(Known, Ground)> {
    let (measure, reading) = reading?;
    let ambition = ambition(goal);
    let (standing, ground) = if let Some(met) = reading.verdict {
        // A limit is kept or not; there is no ambition in it.
        let part = if met { 1.0 } else { 0.0 };
        (Standing::new(part, Some(1.0), Ambition::Committed), Ground::Verdict)
    } else {
        let expected = reading.expected.map(|expected| expected.clamp(0.0, 1.0));
        (Standing::new(reading.progress?.clamp(0.0, 1.0), expected, ambition), Ground::Measure)
    };
    let satisfaction = reading
        .satisfaction
        .map(|value| Box::new(Standing::new(value, reading.expected_satisfaction, Ambition::Committed)));
    let projected = measuring::is_projected(measure);
    let status = reading.status(window, profile, ambition);
    Some((Known { satisfaction, projected, ..known(standing, status, reading.current.day()) }, ground))
}

/// What the latest check-in says.
pub(super) fn told(
    goal: &Goal,
    window: &Window<'_>,
    latest: Option<(Date, &CheckIn)>,
    profile: &Profile,
) -> Option<Known> {
    let (day, check_in) = latest?;
    let day = day.min(window.today);
    let progress = check_in.progress?.fraction().clamp(0.0, 1.0);
    let standing = Standing::new(progress, elapsed(goal, day), ambition(goal));
    Some(known(standing, pace(profile, &standing).unwrap_or(Status::NotTracked), Some(day)))
}

/// A milestone that is not done: nothing is expected until the day it is due has passed.
pub(super) fn open(plan: &Plan, goal: &Goal, today: Date, profile: &Profile) -> Option<Known> {
    if plan.kinds.get(goal.kind.at()).is_none_or(|kind| kind.like != Kind::Milestone) {
        return None;
    }
    let expected = goal.due.map(|due| if today > due { 1.0 } else { 0.0 });
    // There is no part of a milestone, so none that would be enough.
    let standing = Standing::new(0.0, expected, Ambition::Committed);
    Some(known(standing, pace(profile, &standing).unwrap_or(Status::NotTracked), None))
}

fn known(progress: Standing, status: Status, as_of: Option<Date>) -> Known {
    Known { progress, ratio: progress.ratio(), status, as_of, ..Known::default() }
}

/// Finished by today, or set to achieved. A goal given up or missed is over but not done.
fn is_done(goal: &Goal, today: Date) -> bool {
    match goal.status {
        Some(Status::Achieved) => true,
        Some(Status::Missed | Status::Dropped) => false,
        _ => goal.done.is_some_and(|done| done <= today),
    }
}

/// The share of a goal's days that has passed on a day, 0 to 1.
fn elapsed(goal: &Goal, day: Date) -> Option<f64> {
    let (start, due) = (goal.start?, goal.due?);
    if day >= due {
        return Some(1.0);
    }
    if day <= start {
        return Some(0.0);
    }
    Some(day.days_since(start) as f64 / due.days_since(start) as f64)
}
