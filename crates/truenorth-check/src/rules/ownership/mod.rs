//! Rules on ownership: every goal and every sum of money has somebody who answers for it.

use truenorth_core::place::Place;
use truenorth_core::plan::{Item, Owner, Plan};

pub mod goal_without_owner;
pub mod help_wanted_too_long;
pub mod line_without_owner;
pub mod owner_has_left;
pub mod owner_overcommitted;
pub mod vacant_role;

#[cfg(test)]
mod tests;

/// Where an owner stands in the plan.
fn owner_place(plan: &Plan, owner: Owner) -> Option<Place> {
    plan.item_place(match owner {
        Owner::Organization => Item::Organization,
        Owner::Team(team) => Item::Team(team),
        Owner::Person(person) => Item::Person(person),
        Owner::Role(role) => Item::Role(role),
    })
}
