//! `change-without-sponsor`: a change that nobody stands behind.

use truenorth_core::finding::{Level, RuleId};

use super::open_changes;
use crate::context::{Context, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};

static ID: RuleId = RuleId { code: "CHG002", name: "change-without-sponsor", unreadable: false };

/// See `change-without-sponsor.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Change,
    level: Level::Warning,
    set: Set::Default,
    since: "0.1.0",
    summary: "nobody stands behind a change",
    options: &[],
    page: include_str!("change-without-sponsor.md"),
    check: RuleCheck::Plan(check),
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    for change in open_changes(context.plan) {
        // A sponsor that leads nowhere is a finding of reading the references.
        if change.written.sponsor.is_some() {
            continue;
        }
        let leads = change.owner.is_some() || change.written.owner.is_some();
        let message = if leads {
            format!("nobody stands behind `{}`: it has no sponsor", change.id())
        } else {
            format!("nobody leads `{}` or stands behind it: it has neither owner nor sponsor", change.id())
        };
        let finding = sink.finding(change.place(), message).item(change.id()).help(
            "add `\"sponsor\"`: somebody with a say over all who are touched, who speaks for it in public",
        );
        sink.push(finding);
    }
}
