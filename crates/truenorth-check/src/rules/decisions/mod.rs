//! Rules on decisions: whether there was a choice, whether its parts fit together, and whether it was looked at again.

pub mod chosen_not_best;
pub mod decision_without_alternatives;
pub mod decision_without_owner;
pub mod decision_without_reason;
pub mod one_way_without_review;
pub mod pairwise_inconsistent;
pub mod prediction_without_outcome;
pub mod probabilities_not_whole;
pub mod replaced_decision_still_accepted;
pub mod superseded_without_successor;
pub mod unknown_local_id;

#[cfg(test)]
mod tests;

use truenorth_core::model::{Decision, DecisionStatus};

/// Whether a decision holds: it was taken and no other has replaced it.
pub(in crate::rules) fn holds(decision: &Decision) -> bool {
    matches!(decision.status, Some(DecisionStatus::Accepted | DecisionStatus::Amended))
}
