//! `powerful-stakeholder-without-message`: somebody with much power who is told nothing.

use truenorth_core::finding::{Level, RuleId};

use crate::context::{Context, Sink};
use crate::rule::{Group, OptionDoc, Rule, RuleCheck, Set};

static ID: RuleId =
    RuleId { code: "CHG005", name: "powerful-stakeholder-without-message", unreadable: false };

/// See `powerful-stakeholder-without-message.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Change,
    level: Level::Warning,
    set: Set::Default,
    since: "0.1.0",
    summary: "a stakeholder with much power is told nothing",
    options: &[OptionDoc { name: "power", default: "4", meaning: "least power, 1 to 5" }],
    page: include_str!("powerful-stakeholder-without-message.md"),
    check: RuleCheck::Plan(check),
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let least = sink.number("power");
    for stakeholder in &context.plan.stakeholders {
        let written = &stakeholder.written;
        let Some(power) = written.power.filter(|power| f64::from(*power) >= least) else { continue };
        if !written.messages.is_empty() {
            continue;
        }
        let message = format!(
            "`{}` has power {power} of 5 over the plan, and no message for them is planned",
            stakeholder.id()
        );
        let finding = sink
            .finding(stakeholder.place().field("power"), message)
            .item(stakeholder.id())
            .help("add `messages`: why it matters to them, who tells them, and a `due` such as \"every 3m\"");
        sink.push(finding);
    }
}
