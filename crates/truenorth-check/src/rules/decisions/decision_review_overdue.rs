//! `decision-review-overdue`: a decision that should have been looked at again.

use truenorth_core::finding::{Level, RuleId};

use super::holds;
use crate::context::{Context, Sink, count};
use crate::rule::{Group, Rule, RuleCheck, Set};

static ID: RuleId = RuleId { code: "DEC006", name: "decision-review-overdue", unreadable: false };

/// See `decision-review-overdue.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Decisions,
    level: Level::Warning,
    set: Set::Default,
    since: "0.1.0",
    summary: "a decision should have been looked at again by now",
    options: &[],
    page: include_str!("decision-review-overdue.md"),
    check: RuleCheck::Plan(check),
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let plan = context.plan;
    for decision in plan.decisions.iter().filter(|decision| holds(&decision.written)) {
        let review = decision.written.review.as_ref().and_then(|review| plan.due_day(review));
        let Some(day) = review.filter(|day| *day < context.today) else { continue };
        let days = usize::try_from(context.today.days_since(day)).unwrap_or(0);
        let finding = sink
            .finding(
                decision.place().field("review"),
                format!("`{}` was to be looked at again by {day}", decision.id()),
            )
            .label(format!("{} ago", count(days, "day")))
            .help("look at it, then write the day of the next `review`, or take it out if none is needed")
            .item(decision.id());
        sink.push(finding);
    }
}
