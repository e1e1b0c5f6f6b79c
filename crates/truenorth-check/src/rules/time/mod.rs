//! Rules on time: the order of dates, late work, and what must be ready first.

use truenorth_core::place::Place;
use truenorth_core::plan::{Goal, GoalIx, Plan, Up};
use truenorth_core::scalar::Date;

pub mod action_overdue;
pub mod backwards_range;
pub mod dependency_given_up;
pub mod dependency_not_agreed;
pub mod dependency_too_late;
pub mod dependency_without_slack;
pub mod done_in_the_future;
pub mod due_after_parent;
pub mod due_before_start;
pub mod goal_without_due;
pub mod initiative_without_estimate;
pub mod moved_without_reason;
pub mod overdue;
pub mod review_overdue;
pub mod start_before_parent;

#[cfg(test)]
mod tests;

/// Where the first day of a goal is written: `start`, else `period`.
pub(super) fn start_place(goal: &Goal) -> Place {
    goal.place().field(if goal.written.start.is_some() { "start" } else { "period" })
}

/// A day of a parent or, if it has none, of the nearest goal around it that has one.
fn dated(plan: &Plan, up: Up, day: impl Fn(&Goal) -> Option<Date>) -> Option<(Date, GoalIx)> {
    let Up::Goal(mut at) = up else { return None };
    loop {
        if let Some(found) = day(&plan[at]) {
            return Some((found, at));
        }
        at = plan[at].nest?;
    }
}
