//! `adkar-out-of-range`: a mean that no answers from 1 to 5 can give.

use truenorth_core::finding::{Level, RuleId};

use super::adkar_barrier::steps;
use crate::context::{Context, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};

static ID: RuleId = RuleId { code: "CHG008", name: "adkar-out-of-range", unreadable: false };

/// See `adkar-out-of-range.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Change,
    level: Level::Error,
    set: Set::Default,
    since: "0.1.0",
    summary: "a value of `adkar` lies outside 1 to 5",
    options: &[],
    page: include_str!("adkar-out-of-range.md"),
    check: RuleCheck::Plan(check),
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    for change in &context.plan.changes {
        for (entry, group) in change.written.groups.iter().enumerate() {
            let Some(adkar) = group.adkar.as_deref() else { continue };
            for (step, value) in steps(adkar) {
                let Some(value) = value.filter(|value| !(1.0..=5.0).contains(value)) else { continue };
                let message = format!("`{step}` of `{}` is {value}, and answers go from 1 to 5", group.group);
                let place = change.place().field("groups").index(entry).field("adkar").field(step);
                let finding = sink
                    .finding(place, message)
                    .item(change.id())
                    .help("write the mean of the answers on a scale from 1 to 5, or leave it out");
                sink.push(finding);
            }
        }
    }
}
