//! Rules on the strategy: what the organisation sees around it, how it answers, and how far it looks ahead.

pub mod assumption_expired;
pub mod critical_assumption_without_evidence;
pub mod horizon_too_thin;
pub mod opportunity_unanswered;
pub mod perspective_against_order;
pub mod perspective_empty;
pub mod priorities_not_whole;
pub mod priority_for_no_pillar;
pub mod stale_trend;
pub mod strategy_carried_by_nobody;
pub mod strength_unused;
pub mod threat_unanswered;
pub mod vision_horizon_passed;

#[cfg(test)]
mod tests;

use truenorth_core::place::Place;
use truenorth_core::plan::{Item, Plan, SwotKind};

use crate::context::{Context, Sink};

/// Reports the entries of one list of the SWOT that no strategy answers.
fn report_unanswered(context: &Context<'_>, sink: &mut Sink<'_>, kind: SwotKind) {
    let plan = context.plan;
    if !plan.swot.iter().any(|swot| swot.kind == kind) || !strategies_are_whole(plan) {
        return;
    }
    let mut answered = vec![false; plan.swot.len()];
    for reference in plan.strategies.iter().flat_map(|strategy| strategy.written.answers.iter()) {
        if let Some(Item::Swot(entry)) = plan.target(reference) {
            answered[entry.at()] = true;
        }
    }
    let open = plan.swot.iter().zip(answered).filter(|(swot, answered)| swot.kind == kind && !answered);
    for (swot, _) in open {
        let id = swot.entry.id();
        let finding = sink
            .finding(swot.entry.place(), format!("no strategy answers the {} `{id}`", kind.title()))
            .help(format!("add `{id}` to the `answers` of a strategy, or write the strategy that answers it"))
            .item(id);
        sink.push(finding);
    }
}

/// Whether all strategies were read whole; if not, what seems to be unanswered may be answered there.
fn strategies_are_whole(plan: &Plan) -> bool {
    let lost = plan.damaged_ids.iter().any(|id| !plan.ids.contains_key(id.as_str()));
    !lost && !plan.strategies.iter().any(|strategy| plan.damaged_ids.contains(strategy.id()))
}

/// Where `checks` of the root file stands.
fn checks_place(plan: &Plan) -> Option<Place> {
    plan.root.map(|root| Place::value(root, plan.checks.spot))
}
