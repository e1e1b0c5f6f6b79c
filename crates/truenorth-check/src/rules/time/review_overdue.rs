//! `review-overdue`: a decision or risk that should have been looked at again.

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::place::Place;
use truenorth_core::scalar::Due;

use crate::context::{Context, Sink, count};
use crate::rule::{Group, Rule, RuleCheck, Set};
use crate::rules::{decisions, risks};

static ID: RuleId = RuleId { code: "TIM014", name: "review-overdue", unreadable: false };

/// See `review-overdue.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Time,
    level: Level::Warning,
    set: Set::Default,
    since: "0.1.0",
    summary: "a decision or risk should have been looked at again by now",
    options: &[],
    page: include_str!("review-overdue.md"),
    check: RuleCheck::Plan(check),
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let plan = context.plan;
    for decision in plan.decisions.iter().filter(|decision| decisions::holds(&decision.written)) {
        let over = "take it out if none is needed";
        judge(context, sink, decision.id(), decision.place(), decision.written.review.as_ref(), over);
    }
    for risk in risks::live(plan) {
        let over = "its `status` if it is over";
        judge(context, sink, risk.id(), risk.place(), risk.written.review.as_ref(), over);
    }
}

fn judge(
    context: &Context<'_>,
    sink: &mut Sink<'_>,
    id: &str,
    place: Place,
    review: Option<&Due>,
    over: &str,
) {
    let day = review.and_then(|review| context.plan.due_day(review));
    let Some(day) = day.filter(|day| *day < context.today) else { return };
    let days = usize::try_from(context.today.days_since(day)).unwrap_or(0);
    let finding = sink
        .finding(place.field("review"), format!("`{id}` was to be looked at again by {day}"))
        .label(format!("{} ago", count(days, "day")))
        .help(format!("look at it, then write the day of the next `review`, or {over}"))
        .item(id);
    sink.push(finding);
}
