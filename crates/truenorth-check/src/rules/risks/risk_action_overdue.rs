//! `risk-action-overdue`: an action against a risk whose day has passed.

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::model::Action;
use truenorth_core::plan::{Item, Plan};

use super::live;
use crate::context::{Context, Sink, count};
use crate::rule::{Group, Rule, RuleCheck, Set};

static ID: RuleId = RuleId { code: "RSK005", name: "risk-action-overdue", unreadable: false };

/// See `risk-action-overdue.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Risks,
    level: Level::Warning,
    set: Set::Default,
    since: "0.1.0",
    summary: "an action against a risk should have been done by now",
    options: &[],
    page: include_str!("risk-action-overdue.md"),
    check: RuleCheck::Plan(check),
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let plan = context.plan;
    for risk in live(plan) {
        for (entry, action) in risk.written.actions.iter().enumerate() {
            let due = action.due.as_ref().and_then(|due| plan.due_day(due));
            let Some(due) = due.filter(|due| *due < context.today && !is_done(plan, action)) else {
                continue;
            };
            let days = usize::try_from(context.today.days_since(due)).unwrap_or(0);
            let place = risk.place().field("actions").index(entry).field("due");
            let finding = sink
                .finding(place, format!("an action against `{}` was due {due} and is not done", risk.id()))
                .label(format!("{} ago", count(days, "day")))
                .help("write `\"done\"` with its day, or a later `due`")
                .item(risk.id());
            sink.push(finding);
        }
    }
}

/// Whether the action or the goal that does it is over.
fn is_done(plan: &Plan, action: &Action) -> bool {
    let goal = action.goal.as_ref().and_then(|goal| plan.target(goal));
    action.done.is_some() || matches!(goal, Some(Item::Goal(goal)) if plan[goal].is_over())
}
