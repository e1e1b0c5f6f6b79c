//! Rules on progress and status against the numbers.

use truenorth_core::place::Place;
use truenorth_core::plan::Goal;
use truenorth_core::scalar::{Date, Time};

use crate::context::Context;

pub mod achieved_but_target_missed;
pub mod cadence_longer_than_parent;
pub mod check_in_overdue;
pub mod done_but_status_open;
pub mod status_contradicts_numbers;
pub mod status_older_than_numbers;

#[cfg(test)]
mod tests;

/// The time of the latest check-in that has begun by today, as its key is written.
fn latest_time(context: &Context<'_>, goal: &Goal) -> Option<Time> {
    let calendar = &context.plan.calendar;
    let begun = goal.written.check_ins.iter().map(|(time, _)| *time);
    let begun = begun.filter(|time| calendar.period(time).first <= context.today);
    begun.max_by_key(|time| {
        let period = calendar.period(time);
        (period.last, period.first)
    })
}

/// Where a check-in stands.
fn check_in_place(goal: &Goal, time: &Time) -> Place {
    goal.place().field("check_ins").key(time.to_string())
}

/// The last day of the latest actual that has begun by today and is a number.
fn latest_actual(context: &Context<'_>, goal: &Goal) -> Option<Date> {
    let measure = goal.written.measure.as_ref()?;
    let counted = measure.actuals.iter().filter(|(_, actual)| actual.value.number().is_some());
    let periods = counted.map(|(time, _)| context.plan.calendar.period(time));
    periods.filter(|period| period.first <= context.today).map(|period| period.last).max()
}
