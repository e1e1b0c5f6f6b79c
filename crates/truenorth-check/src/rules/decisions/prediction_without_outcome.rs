//! `prediction-without-outcome`: a prediction whose day has passed without an outcome.

use truenorth_core::finding::{Level, RuleId};

use super::holds;
use crate::context::{Context, Sink, count};
use crate::rule::{Group, Rule, RuleCheck, Set};

static ID: RuleId = RuleId { code: "DEC005", name: "prediction-without-outcome", unreadable: false };

/// See `prediction-without-outcome.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Decisions,
    level: Level::Warning,
    set: Set::Default,
    since: "0.1.0",
    summary: "a prediction should be known by now and has no outcome",
    options: &[],
    page: include_str!("prediction-without-outcome.md"),
    check: RuleCheck::Plan(check),
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let plan = context.plan;
    for decision in plan.decisions.iter().filter(|decision| holds(&decision.written)) {
        for (entry, prediction) in decision.written.predictions.iter().enumerate() {
            let due = prediction.due.as_ref().and_then(|due| plan.due_day(due));
            let Some(due) = due.filter(|due| *due < context.today && prediction.outcome.is_none()) else {
                continue;
            };
            let days = usize::try_from(context.today.days_since(due)).unwrap_or(0);
            let place = decision.place().field("predictions").index(entry).field("due");
            let message = format!("a prediction of `{}` was to be known by {due}", decision.id());
            let finding = sink
                .finding(place, message)
                .label(format!("{} ago", count(days, "day")))
                .help("add `\"outcome\": true` or `false`, or a later `due`")
                .item(decision.id());
            sink.push(finding);
        }
    }
}
