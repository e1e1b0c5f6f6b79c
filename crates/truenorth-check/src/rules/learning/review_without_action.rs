//! `review-without-action`: a look back after which nothing is done.

use truenorth_core::finding::{Level, RuleId};

use crate::context::{Context, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};

static ID: RuleId = RuleId { code: "LRN002", name: "review-without-action", unreadable: false };

/// See `review-without-action.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Learning,
    level: Level::Warning,
    set: Set::Default,
    since: "0.1.0",
    summary: "a review found something to change, and no action follows",
    options: &[],
    page: include_str!("review-without-action.md"),
    check: RuleCheck::Plan(check),
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    for review in &context.plan.reviews {
        let it = &review.written;
        let fields = [("went_badly", it.went_badly.len()), ("to_try", it.to_try.len())];
        let Some((field, _)) = fields.into_iter().find(|(_, entries)| *entries > 0) else { continue };
        if !it.actions.is_empty() {
            continue;
        }
        let what = if field == "went_badly" { "what went badly" } else { "what to try" };
        let finding = sink
            .finding(review.place().field(field), format!("`{}` says {what}, and nobody does anything about it", review.id()))
            .help("add `actions` with an owner and a `due`, or say that it stays as it is: an action that is `done`")
            .item(review.id());
        sink.push(finding);
    }
}
