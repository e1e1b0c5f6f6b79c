//! `owner-overcommitted`: an owner with more open goals than the plan allows.

use std::collections::BTreeMap;

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::plan::{GoalIx, Owner};
use truenorth_graph::is_own_work;

use super::owner_place;
use crate::context::count;
use crate::context::{Context, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};

static ID: RuleId = RuleId { code: "OWN003", name: "owner-overcommitted", unreadable: false };

/// See `owner-overcommitted.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Ownership,
    level: Level::Warning,
    set: Set::Default,
    since: "0.1.0",
    summary: "an owner has more open goals at a time than `checks.limits` allows",
    options: &[],
    page: include_str!("owner-overcommitted.md"),
    check: RuleCheck::Plan(check),
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let plan = context.plan;
    let limits = plan.checks.limits.as_ref();
    let Some(limit) = limits.and_then(|limits| limits.goals_per_owner) else { return };
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let mut goals_of: BTreeMap<Owner, Vec<GoalIx>> = BTreeMap::new();
    for (index, goal) in plan.goals().filter(|(index, _)| is_own_work(plan, *index)) {
        let begun = goal.start.is_none_or(|start| start <= context.today);
        if let Some(owner) = goal.owner.filter(|owner| *owner != Owner::Organization && begun) {
            goals_of.entry(owner).or_default().push(index);
        }
    }
    for (owner, goals) in goals_of.into_iter().filter(|(_, goals)| goals.len() > limit) {
        let Some(place) = owner_place(plan, owner) else { continue };
        let id = plan.owner_id(owner);
        let message = format!(
            "`{id}` answers for {} at once, and the limit is {limit}",
            count(goals.len(), "open goal")
        );
        let mut finding = sink.finding(place, message).item(id).help(format!(
            "give {} to somebody else, start later, or raise `checks.limits.goals_per_owner`",
            goals.len().saturating_sub(limit)
        ));
        for goal in goals.iter().take(SHOWN) {
            finding = finding.also(plan[*goal].place(), "one of them");
        }
        sink.push(finding);
    }
}

/// How many of an owner's goals a finding points at.
const SHOWN: usize = 5;
