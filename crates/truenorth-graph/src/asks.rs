//! What goals ask of other teams: how much, and by when.

use truenorth_core::model::{Ask, Size};
use truenorth_core::plan::{Goal, Plan};
use truenorth_core::scalar::Date;

/// The points of a size: those of `checks.limits.ask_points`, else 1, 3 and 8.
#[must_use]
pub fn ask_points(plan: &Plan, size: Size) -> u32 {
    let limits = plan.checks.limits.as_ref();
    let own = limits.and_then(|limits| limits.ask_points.iter().find(|(of, _)| *of == size));
    own.map_or(
        match size {
            Size::Small => 1,
            Size::Medium => 3,
            Size::Large => 8,
        },
        |(_, points)| *points,
    )
}

/// The last day for the answer to an ask: its own due, else that of the goal.
#[must_use]
pub fn ask_day(plan: &Plan, goal: &Goal, ask: &Ask) -> Option<Date> {
    ask.due.as_ref().and_then(|due| plan.due_day(due)).or(goal.due)
}
