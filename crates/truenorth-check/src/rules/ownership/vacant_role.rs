//! `vacant-role`: a role that answers for goals and that nobody holds.

use std::collections::BTreeMap;

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::plan::{GoalIx, Owner, Plan, RoleIx};

use super::owner_place;
use crate::context::count;
use crate::context::{Context, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};
use crate::rules::alignment::is_live;

static ID: RuleId = RuleId { code: "OWN004", name: "vacant-role", unreadable: false };

/// See `vacant-role.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Ownership,
    level: Level::Warning,
    set: Set::Default,
    since: "0.1.0",
    summary: "a role answers for open goals, but nobody holds it",
    options: &[],
    page: include_str!("vacant-role.md"),
    check: RuleCheck::Plan(check),
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let plan = context.plan;
    // A plan without people names roles only, on purpose.
    if plan.people.is_empty() || !all_people_were_read(plan) {
        return;
    }
    let mut held = vec![false; plan.roles.len()];
    for person in &plan.people {
        let valid = person.written.valid.as_ref();
        if valid.is_some_and(|valid| plan.calendar.period(valid).last < context.today) {
            continue;
        }
        for role in &person.roles {
            held[role.at()] = true;
        }
    }
    let mut goals_of: BTreeMap<RoleIx, Vec<GoalIx>> = BTreeMap::new();
    for (index, goal) in plan.goals().filter(|(_, goal)| is_live(goal)) {
        if let Some(Owner::Role(role)) = goal.owner
            && !held[role.at()]
        {
            goals_of.entry(role).or_default().push(index);
        }
    }
    for (role, goals) in goals_of {
        let Some(place) = owner_place(plan, Owner::Role(role)) else { continue };
        let id = plan.owner_id(Owner::Role(role));
        let message = format!("nobody holds `{id}`, which answers for {}", count(goals.len(), "open goal"));
        let mut finding = sink.finding(place, message).item(id).help(format!(
            "add `\"roles\": \"{id}\"` to the person who holds it, or give its goals to somebody else"
        ));
        for goal in goals.iter().take(SHOWN) {
            finding = finding.also(plan[*goal].place(), "answered for by nobody");
        }
        sink.push(finding);
    }
}

/// If not, the holder of a role may be missing only because of a fault that is reported already.
fn all_people_were_read(plan: &Plan) -> bool {
    let lost = plan.damaged_ids.iter().any(|id| !plan.ids.contains_key(id.as_str()));
    !lost && !plan.people.iter().any(|person| plan.damaged_ids.contains(person.written.id.as_str()))
}

/// How many of a role's goals a finding points at.
const SHOWN: usize = 5;
