//! `training-without-need`: a training that nothing in the plan asks for.

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::model::TrainingStatus;
use truenorth_graph::supply::skill_of;

use super::needs::needed_skills;
use crate::context::{Context, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};

static ID: RuleId = RuleId { code: "SKL009", name: "training-without-need", unreadable: false };

/// See `training-without-need.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Skills,
    level: Level::Note,
    set: Set::Default,
    since: "0.1.0",
    summary: "no goal, role or skill asks for what a training teaches",
    options: &[],
    page: include_str!("training-without-need.md"),
    check: RuleCheck::Plan(check),
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let plan = context.plan;
    let mut needed = None;
    for training in &plan.training {
        let written = &training.written;
        let open = matches!(written.status, None | Some(TrainingStatus::Planned | TrainingStatus::Booked));
        if !open || !written.contributes_to.is_empty() {
            continue;
        }
        let needed: &Vec<bool> = needed.get_or_insert_with(|| needed_skills(plan));
        // A skill that could not be read may be one that is asked for.
        if written
            .teaches
            .iter()
            .any(|(skill, _)| skill_of(plan, skill).is_none_or(|skill| needed[skill.at()]))
        {
            continue;
        }
        let message = format!("no goal, role or skill asks for what `{}` teaches", training.id());
        let finding = sink.finding(training.place(), message).item(training.id()).help(
            "name the goals it is for in `contributes_to`, or write what asks for it: `needs` of a goal, \
             `requires` of a role",
        );
        sink.push(finding);
    }
}
