//! `goal-without-owner`: a goal that nobody answers for.

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::model::Kind;
use truenorth_core::plan::Owner;

use crate::context::{Context, Goals, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};
use crate::rules::alignment::is_live;

static ID: RuleId = RuleId { code: "OWN001", name: "goal-without-owner", unreadable: false };

/// See `goal-without-owner.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Ownership,
    level: Level::Error,
    set: Set::Default,
    since: "0.1.0",
    summary: "nobody answers for a goal",
    options: &[],
    page: include_str!("goal-without-owner.md"),
    check: RuleCheck::Goals(check),
};

fn check(context: &Context<'_>, goals: Goals<'_>, sink: &mut Sink<'_>) {
    let plan = context.plan;
    for (index, goal) in goals.filter(|(_, goal)| is_live(goal)) {
        // An owner that is written but leads nowhere is a finding of reading the references.
        let named = goal.owner.is_some() || goal.written.owner.is_some();
        if named || goal.written.help_wanted == Some(true) || plan.like(index) == Kind::Pillar {
            continue;
        }
        let message = format!("nobody answers for `{}`", goal.id());
        let above = goal.nest.and_then(|nest| plan[nest].owner);
        let owner = above.or(goal.team.map(Owner::Team)).map_or("...", |owner| plan.owner_id(owner));
        let finding = sink.about_goal(context, index, goal.place(), message).help(format!(
            "add `\"owner\": \"{owner}\"`, or `defaults.owner` for the whole file; \
                 `\"help_wanted\": true` if nobody has it yet on purpose"
        ));
        sink.push(finding);
    }
}
