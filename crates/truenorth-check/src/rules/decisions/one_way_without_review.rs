//! `one-way-without-review`: a decision without a way back that nobody will look at again.

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::model::Door;

use super::holds;
use crate::context::{Context, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};

static ID: RuleId = RuleId { code: "DEC014", name: "one-way-without-review", unreadable: false };

/// See `one-way-without-review.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Decisions,
    level: Level::Note,
    set: Set::Default,
    since: "0.1.0",
    summary: "a decision that cannot be undone has neither a review nor a prediction",
    options: &[],
    page: include_str!("one-way-without-review.md"),
    check: RuleCheck::Plan(check),
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    for decision in context.plan.decisions.iter().filter(|decision| holds(&decision.written)) {
        let it = &decision.written;
        if it.door != Some(Door::OneWay) || it.review.is_some() || !it.predictions.is_empty() {
            continue;
        }
        let finding = sink
            .finding(
                decision.place().field("door"),
                format!("`{}` cannot be undone, and nobody will look at how it turns out", decision.id()),
            )
            .help("write when it is looked at again as `review`, or what should be seen by then as `predictions`")
            .item(decision.id());
        sink.push(finding);
    }
}
