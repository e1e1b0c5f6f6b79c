//! Rules on the way from every goal up to the vision.

pub mod contribution_cycle;
pub mod goal_not_aligned;
pub mod goal_under_ended_parent;
pub mod link_cycle;
pub mod parent_twice;
pub mod pillar_without_goals;
pub mod plan_without_vision;
pub mod shares_not_whole;
pub mod weights_all_zero;
pub mod wrong_level;

use truenorth_core::finding::Finding;
use truenorth_core::model::Status;
use truenorth_core::place::Place;
use truenorth_core::plan::{Goal, Parent};

/// The most places that a finding names beside its own.
pub(super) const PLACES: usize = 10;

/// Whether a goal is agreed and not over. Proposals and the past are not held against most rules.
pub(super) fn is_live(goal: &Goal) -> bool {
    !goal.is_over() && goal.written.status != Some(Status::Proposed)
}

/// Where the weight of a link to a parent is written, or would be.
fn weight_place(goal: &Goal, parent: &Parent) -> Place {
    match parent.entry {
        Some(entry) => goal.place().field("contributes_to").index(entry as usize).field("weight"),
        None => goal.place().field("weight"),
    }
}

/// Adds the first few places to a finding; the last of them says how many were left out.
pub(super) fn also_all(mut finding: Finding, places: Vec<(Place, String)>) -> Finding {
    let left_out = places.len().saturating_sub(PLACES);
    for (position, (place, text)) in places.into_iter().take(PLACES).enumerate() {
        let more = left_out > 0 && position + 1 == PLACES;
        finding = finding.also(place, if more { format!("{text}, and {left_out} more") } else { text });
    }
    finding
}
