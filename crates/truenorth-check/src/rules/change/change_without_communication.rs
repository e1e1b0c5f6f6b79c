//! `change-without-communication`: a change under way of which nobody is told.

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::model::{ChangeStatus, KotterStep};
use truenorth_core::plan::{ChangeIx, Item, Plan};
use truenorth_core::scalar::Reference;

use crate::context::{Context, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};

static ID: RuleId = RuleId { code: "CHG004", name: "change-without-communication", unreadable: false };

/// See `change-without-communication.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Change,
    level: Level::Note,
    set: Set::Default,
    since: "0.1.0",
    summary: "nobody is told about a change that is under way",
    options: &[],
    page: include_str!("change-without-communication.md"),
    check: RuleCheck::Plan(check),
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let plan = context.plan;
    for (position, change) in plan.changes.iter().enumerate() {
        let written = &change.written;
        if written.status != Some(ChangeStatus::UnderWay) {
            continue;
        }
        let mut kotter = written.kotter.iter();
        let evidence = kotter.any(|(step, items)| *step == KotterStep::Communication && !items.is_empty());
        if evidence || told(plan, ChangeIx::new(position)) {
            continue;
        }
        let message =
            format!("`{}` is under way, and no message or evidence says that people are told", change.id());
        let finding = sink.finding(change.place(), message).item(change.id()).help(
            "write what is told to whom as `messages` of a stakeholder with the change in `about`, or name what \
             shows it in `kotter.communication`",
        );
        sink.push(finding);
    }
}

/// Whether a message is about the change, a goal that it contributes to, or one nested in that.
fn told(plan: &Plan, change: ChangeIx) -> bool {
    let goals = plan[change].written.contributes_to.iter().filter_map(|goal| plan.target(goal));
    let about: Vec<Item> = goals.chain([Item::Change(change)]).collect();
    let concerns = |item: Item| {
        let around = std::iter::successors(Some(item), |item| match item {
            Item::Goal(goal) => plan[*goal].nest.map(Item::Goal),
            _ => None,
        });
        around.into_iter().any(|item| about.contains(&item))
    };
    let names = |list: &[Reference]| list.iter().filter_map(|item| plan.target(item)).any(concerns);
    plan.stakeholders.iter().any(|stakeholder| {
        let written = &stakeholder.written;
        // What a message is about follows from the stakeholder where it does not say.
        let mut messages = written.messages.iter();
        messages.any(|message| names(if message.about.is_empty() { &written.about } else { &message.about }))
    })
}
