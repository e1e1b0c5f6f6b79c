//! `risk-without-owner`: a risk that nobody watches.

use truenorth_core::finding::{Level, RuleId};

use super::live;
use crate::context::{Context, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};

static ID: RuleId = RuleId { code: "RSK006", name: "risk-without-owner", unreadable: false };

/// See `risk-without-owner.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Risks,
    level: Level::Warning,
    set: Set::Default,
    since: "0.1.0",
    summary: "nobody watches a risk",
    options: &[],
    page: include_str!("risk-without-owner.md"),
    check: RuleCheck::Plan(check),
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    for risk in live(context.plan) {
        // A part is watched by whoever watches the whole; an owner that leads nowhere is another finding.
        if risk.owner.is_some() || risk.written.owner.is_some() || risk.written.part_of.is_some() {
            continue;
        }
        let finding = sink
            .finding(risk.place(), format!("nobody watches the risk `{}`", risk.id()))
            .help("add `\"owner\": \"...\"`, or `defaults.owner` for the whole file")
            .item(risk.id());
        sink.push(finding);
    }
}
