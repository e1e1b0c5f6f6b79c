//! Rules on ownership: every goal and every sum of money has somebody who answers for it.

use truenorth_core::model::Ask;
use truenorth_core::place::Place;
use truenorth_core::plan::{Goal, Item, Owner, Plan};
use truenorth_core::scalar::Date;

pub mod ask_declined;
pub mod ask_unanswered;
pub mod asks_over_capacity;
mod bookings;
pub mod goal_without_owner;
pub mod help_wanted_too_long;
pub mod line_without_owner;
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
    plan.item_place(owner_item(owner))
}

/// The item that an owner is.
fn owner_item(owner: Owner) -> Item {
    match owner {
        Owner::Organization => Item::Organization,
        Owner::Team(team) => Item::Team(team),
        Owner::Person(person) => Item::Person(person),
        Owner::Role(role) => Item::Role(role),
    }
}

/// The last day for the answer to an ask: its own due, else that of the goal.
fn ask_day(plan: &Plan, goal: &Goal, ask: &Ask) -> Option<Date> {
    ask.due.as_ref().and_then(|due| plan.due_day(due)).or(goal.due)
}
