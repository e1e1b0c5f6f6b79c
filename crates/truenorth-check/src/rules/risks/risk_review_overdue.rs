//! `risk-review-overdue`: a risk that should have been looked at again.

use truenorth_core::finding::{Level, RuleId};

use super::live;
use crate::context::{Context, Sink, count};
use crate::rule::{Group, Rule, RuleCheck, Set};

static ID: RuleId = RuleId { code: "RSK007", name: "risk-review-overdue", unreadable: false };

/// See `risk-review-overdue.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Risks,
    level: Level::Warning,
    set: Set::Default,
    since: "0.1.0",
    summary: "a risk should have been looked at again by now",
    options: &[],
    page: include_str!("risk-review-overdue.md"),
    check: RuleCheck::Plan(check),
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let plan = context.plan;
    for risk in live(plan) {
        let review = risk.written.review.as_ref().and_then(|review| plan.due_day(review));
        let Some(day) = review.filter(|day| *day < context.today) else { continue };
        let days = usize::try_from(context.today.days_since(day)).unwrap_or(0);
        let message = format!("`{}` was to be looked at again by {day}", risk.id());
        let finding = sink
            .finding(risk.place().field("review"), message)
            .label(format!("{} ago", count(days, "day")))
            .help("look at it, then write the day of the next `review`, or its `status` if it is over")
            .item(risk.id());
        sink.push(finding);
    }
}
