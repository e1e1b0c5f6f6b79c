//! `change-group-without-support`: a group that a change touches and nothing helps.

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::model::Size;

use super::open_changes;
use crate::context::{Context, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};

static ID: RuleId = RuleId { code: "CHG003", name: "change-group-without-support", unreadable: false };

/// See `change-group-without-support.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Change,
    level: Level::Warning,
    set: Set::Default,
    since: "0.1.0",
    summary: "nothing helps a group that a change touches",
    options: &[],
    page: include_str!("change-group-without-support.md"),
    check: RuleCheck::Plan(check),
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let plan = context.plan;
    for change in open_changes(plan) {
        for (entry, group) in change.written.groups.iter().enumerate() {
            let period = group.period.as_ref().map(|period| plan.calendar.period(period));
            let over = period.is_some_and(|period| period.last < context.today);
            if over || group.load == Some(Size::Small) || !group.support.is_empty() {
                continue;
            }
            let load = if group.load == Some(Size::Large) { "large" } else { "medium" };
            let message = format!(
                "nothing helps `{}` with `{}`, whose load for them is {load}",
                group.group,
                change.id()
            );
            let finding = sink
                .finding(change.place().field("groups").index(entry).field("group"), message)
                .item(change.id())
                .help("name what helps them in `support`: a training, a mentor's role, a goal; or write a small `load`");
            sink.push(finding);
        }
    }
}
