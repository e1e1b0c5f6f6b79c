//! Rules on ownership: every goal and every sum of money has somebody who answers for it.

use truenorth_core::place::Place;
use truenorth_core::plan::{Owner, Plan};

pub mod ask_declined;
pub mod ask_unanswered;
pub mod asks_over_capacity;
pub mod booked_twice;
pub mod goal_without_owner;
pub mod headcount_not_met;
pub mod help_wanted_too_long;
pub mod item_without_owner;
pub mod owner_has_left;
pub mod owner_overcommitted;
pub mod owner_overloaded;
pub mod two_accountable;
pub mod vacant_role;

#[cfg(test)]
mod tests;
#[cfg(test)]
mod work_tests;

/// Where an owner stands in the plan.
fn owner_place(plan: &Plan, owner: Owner) -> Option<Place> {
    plan.item_place(owner.into())
}
