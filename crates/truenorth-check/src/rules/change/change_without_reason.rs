//! `change-without-reason`: a change that does not say why.

use truenorth_core::finding::{Level, RuleId};

use super::open_changes;
use crate::context::{Context, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};

static ID: RuleId = RuleId { code: "CHG001", name: "change-without-reason", unreadable: false };

/// See `change-without-reason.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Change,
    level: Level::Warning,
    set: Set::Default,
    since: "0.1.0",
    summary: "a change does not say what makes it necessary",
    options: &[],
    page: include_str!("change-without-reason.md"),
    check: RuleCheck::Plan(check),
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    for change in open_changes(context.plan) {
        if change.written.why.as_deref().is_some_and(|why| !why.trim().is_empty()) {
            continue;
        }
        let message = format!("`{}` does not say why people should change", change.id());
        let finding = sink
            .finding(change.place(), message)
            .item(change.id())
            .help("add `\"why\": \"...\"`: what happens if all stays as it is");
        sink.push(finding);
    }
}
