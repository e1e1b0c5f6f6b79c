//! `strength-unused`: a strength that no strategy uses.

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::plan::SwotKind;

use super::report_unanswered;
use crate::context::{Context, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};

static ID: RuleId = RuleId { code: "STR012", name: "strength-unused", unreadable: false };

/// See `strength-unused.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Strategy,
    level: Level::Note,
    set: Set::Strict,
    since: "0.1.0",
    summary: "no strategy uses a strength or deals with a weakness",
    options: &[],
    page: include_str!("strength-unused.md"),
    check: RuleCheck::Plan(check),
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    // Without strategies there is no TOWS table yet that could have an empty cell.
    if context.plan.strategies.is_empty() {
        return;
    }
    report_unanswered(context, sink, SwotKind::Strength);
    report_unanswered(context, sink, SwotKind::Weakness);
}
