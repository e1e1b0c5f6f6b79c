//! `pillar-without-goals`: a pillar that nothing contributes to.

use std::cell::OnceCell;

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::model::{Kind, Status};
use truenorth_core::plan::Up;

use super::{Lost, is_live};
use crate::context::{Context, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};

static ID: RuleId = RuleId { code: "ALN004", name: "pillar-without-goals", unreadable: false };

/// See `pillar-without-goals.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Alignment,
    level: Level::Warning,
    set: Set::Default,
    since: "0.1.0",
    summary: "a pillar that no goal contributes to",
    options: &[],
    page: include_str!("pillar-without-goals.md"),
    check: RuleCheck::Plan(check),
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let plan = context.plan;
    let mut served = vec![false; plan.goals.len()];
    let kept = plan.goals.iter().filter(|goal| goal.status != Some(Status::Dropped));
    let of_goals = kept.flat_map(|goal| goal.parents.iter().map(|parent| parent.to));
    let of_growth = plan.growth.iter().flat_map(|growth| growth.contributes_to.iter().map(|(to, _)| *to));
    for to in of_goals.chain(of_growth) {
        if let Up::Goal(goal) = to {
            served[goal.at()] = true;
        }
    }
    let lost = OnceCell::new();
    for (index, goal) in plan.goals() {
        let wanted = plan.like(index) == Kind::Pillar && !served[index.at()] && is_live(goal);
        if !wanted || lost.get_or_init(|| Lost::new(plan)).explains(goal.id()) {
            continue;
        }
        sink.push(
            sink.about_goal(context, index, goal.place(), format!("no goal contributes to `{}`", goal.id()))
                .help(format!(
                    "add `\"contributes_to\": \"{}\"` to the goals that serve it, or take it out",
                    goal.id()
                )),
        );
    }
}
