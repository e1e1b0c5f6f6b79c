//! `stakeholder-rating-out-of-range`: power or interest that is not 1 to 5.

use truenorth_core::finding::{Level, RuleId};

use crate::context::{Context, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};

static ID: RuleId = RuleId { code: "CHG012", name: "stakeholder-rating-out-of-range", unreadable: false };

/// See `stakeholder-rating-out-of-range.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Change,
    level: Level::Error,
    set: Set::Default,
    since: "0.1.0",
    summary: "power or interest of a stakeholder lies outside 1 to 5",
    options: &[],
    page: include_str!("stakeholder-rating-out-of-range.md"),
    check: RuleCheck::Plan(check),
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    for stakeholder in &context.plan.stakeholders {
        let written = &stakeholder.written;
        for (field, value) in [("power", written.power), ("interest", written.interest)] {
            let Some(value) = value.filter(|value| !(1..=5).contains(value)) else { continue };
            let message = format!("`{field}` of `{}` is {value}, and goes from 1 to 5", stakeholder.id());
            let finding = sink
                .finding(stakeholder.place().field(field), message)
                .item(stakeholder.id())
                .help("write 1 for least to 5 for most, or leave it out if nobody knows");
            sink.push(finding);
        }
    }
}
