//! `perspective-empty`: a strategy map with an empty perspective.

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::model::Perspective;

use crate::context::{Context, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};

static ID: RuleId = RuleId { code: "STR010", name: "perspective-empty", unreadable: false };

/// See `perspective-empty.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Strategy,
    level: Level::Note,
    set: Set::Strict,
    since: "0.1.0",
    summary: "the plan uses perspectives, and no open goal has one of the four",
    options: &[],
    page: include_str!("perspective-empty.md"),
    check: RuleCheck::Plan(check),
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let plan = context.plan;
    let all = [
        (Perspective::Financial, "financial"),
        (Perspective::Customer, "customer"),
        (Perspective::InternalProcess, "internal_process"),
        (Perspective::LearningGrowth, "learning_growth"),
    ];
    let used: Vec<Perspective> = plan
        .goals
        .iter()
        .filter(|goal| !goal.is_over())
        .filter_map(|goal| goal.written.perspective)
        .collect();
    let missing: Vec<&str> =
        all.iter().filter(|(perspective, _)| !used.contains(perspective)).map(|(_, word)| *word).collect();
    let first = plan.goals.iter().find(|goal| !goal.is_over() && goal.written.perspective.is_some());
    let (Some(first), false) = (first, missing.is_empty()) else { return };
    let message = format!("no open goal has the perspective {}", missing.join(" or "));
    let finding = sink
        .finding(first.place().field("perspective"), message)
        .label("the first goal with a perspective")
        .help("write the goal that is missing there, or give a goal that belongs there its `perspective`")
        .item(first.id());
    sink.push(finding);
}
