//! Rules on the way from every goal up to the vision.

pub mod change_without_goal;
pub mod conflicting_goals;
pub mod contribution_cycle;
pub mod goal_not_aligned;
pub mod goal_under_ended_parent;
pub mod link_cycle;
pub mod parent_twice;
pub mod pillar_without_goals;
pub mod plan_without_vision;
pub mod replaced_goal_open;
pub mod shares_not_whole;
pub mod weight_without_link;
pub mod weights_all_zero;
pub mod weights_not_hundred;
pub mod wrong_level;

use rustc_hash::FxHashSet;
use truenorth_core::finding::Finding;
use truenorth_core::place::Place;
use truenorth_core::plan::{Goal, Parent, Plan};
use truenorth_core::scalar::did_you_mean;

/// The most places that a finding names beside its own.
pub(super) const PLACES: usize = 9;

/// Whether a goal is agreed and not over. Proposals and the past are not held against most rules.
pub(super) fn is_live(goal: &Goal) -> bool {
    goal.is_live()
}

/// What is written of a plan but was not taken over. It may be what seems to be missing under a goal, and it
/// has findings of its own already.
pub(super) struct Lost<'a> {
    /// Items of a file with goals could not be read.
    damaged: bool,
    /// Parents that nothing in the plan is.
    parents: Vec<&'a str>,
}

impl<'a> Lost<'a> {
    /// How many parents are compared with each goal.
    const PARENTS: usize = 50;

    pub(super) fn new(plan: &'a Plan) -> Self {
        // Of a file with damaged items all ids count as unread, those of the goals that were read too.
        let damaged =
            !plan.unread_ids.is_empty() && plan.goals.iter().any(|goal| plan.unread_ids.contains(goal.id()));
        let parents = plan
            .goals
            .iter()
            .filter(|goal| bound_entries(goal).count() < goal.written.contributes_to.len())
            .flat_map(|goal| {
                let bound: FxHashSet<u32> = bound_entries(goal).collect();
                let links = (0..).zip(goal.written.contributes_to.iter());
                links.filter(move |(entry, _)| !bound.contains(entry)).map(|(_, link)| &link.goal)
            })
            .filter(|parent| parent.plan().is_none())
            .map(|parent| parent.as_str())
            .take(Self::PARENTS)
            .collect();
        Self { damaged, parents }
    }

    /// Whether something that belongs under the goal with this id may have been lost.
    pub(super) fn explains(&self, id: &str) -> bool {
        self.damaged || did_you_mean(id, self.parents.iter().copied()).is_some()
    }
}

/// The entries of `contributes_to` that lead to something in the plan.
fn bound_entries(goal: &Goal) -> impl Iterator<Item = u32> + '_ {
    goal.parents.iter().filter_map(|parent| parent.entry)
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
