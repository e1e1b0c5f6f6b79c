//! `initiative-without-estimate`: an initiative without any estimate in a plan that estimates.

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::model::Kind;
use truenorth_core::plan::{Goal, GoalIx, Plan, Up};

use crate::context::{Context, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};
use crate::rules::alignment::is_live;

static ID: RuleId = RuleId { code: "TIM011", name: "initiative-without-estimate", unreadable: false };

/// See `initiative-without-estimate.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Time,
    level: Level::Note,
    set: Set::Strict,
    since: "0.1.0",
    summary: "an initiative has neither effort, duration nor cost, where others have",
    options: &[],
    page: include_str!("initiative-without-estimate.md"),
    check: RuleCheck::Plan(check),
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let plan = context.plan;
    // In a plan that estimates nothing no single initiative stands out.
    if !plan.goals.iter().any(is_estimated) {
        return;
    }
    let known = estimated_inside(plan);
    for (index, goal) in plan.goals().filter(|(_, goal)| is_live(goal)) {
        if plan.like(index) != Kind::Initiative || known[index.at()] {
            continue;
        }
        let message = format!("`{}` has neither effort, duration nor cost", goal.id());
        let finding = sink.about_goal(context, index, goal.place(), message).help(
            "add one of them, as a number or as `{ \"low\": ..., \"likely\": ..., \"high\": ... }`; a wide range is an \
             answer too",
        );
        sink.push(finding);
    }
}

fn is_estimated(goal: &Goal) -> bool {
    let written = &goal.written;
    written.effort.is_some() || written.duration.is_some() || written.cost.is_some()
}

/// By goal: whether it, or anything that contributes to it, has an estimate or money.
fn estimated_inside(plan: &Plan) -> Vec<bool> {
    let mut known = vec![false; plan.goals.len()];
    let paid = plan.lines.iter().flat_map(|line| &line.funds).filter_map(|funds| match funds.to {
        Up::Goal(goal) => Some(goal),
        Up::Vision => None,
    });
    let estimated = plan.goals().filter(|(_, goal)| is_estimated(goal)).map(|(index, _)| index);
    let mut open: Vec<GoalIx> = estimated.chain(paid).collect();
    while let Some(below) = open.pop() {
        if std::mem::replace(&mut known[below.at()], true) {
            continue;
        }
        open.extend(plan[below].parents.iter().filter_map(|parent| match parent.to {
            Up::Goal(above) => Some(above),
            Up::Vision => None,
        }));
    }
    known
}
