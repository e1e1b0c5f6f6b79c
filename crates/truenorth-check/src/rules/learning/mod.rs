//! Rules on values and on learning: what the plan stands for, and whether what was seen changes what is done.

use truenorth_core::model::Action;
use truenorth_core::plan::{Item, Plan};

pub mod failure_without_review;
pub mod lesson_not_acted_on;
pub mod review_without_action;
pub mod value_never_cited;

/// Whether an action, or the goal that does it, is over.
fn is_done(plan: &Plan, action: &Action) -> bool {
    let goal = action.goal.as_ref().and_then(|goal| plan.target(goal));
    action.done.is_some() || matches!(goal, Some(Item::Goal(goal)) if plan[goal].is_over())
}
