//! `decision-without-reason`: a choice without a reason.

use truenorth_core::finding::{Level, RuleId};

use super::holds;
use crate::context::{Context, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};

static ID: RuleId = RuleId { code: "DEC008", name: "decision-without-reason", unreadable: false };

/// See `decision-without-reason.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Decisions,
    level: Level::Warning,
    set: Set::Default,
    since: "0.1.0",
    summary: "an option was chosen and nobody says why",
    options: &[],
    page: include_str!("decision-without-reason.md"),
    check: RuleCheck::Plan(check),
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    for decision in context.plan.decisions.iter().filter(|decision| holds(&decision.written)) {
        let it = &decision.written;
        let Some(chosen) = it.chosen.as_ref().filter(|_| it.why.is_none() && !it.options.is_empty()) else {
            continue;
        };
        let finding = sink
            .finding(
                decision.place().field("chosen"),
                format!("`{}` has chosen `{chosen}` and does not say why", decision.id()),
            )
            .help("add the reason in one sentence as `\"why\"`")
            .item(decision.id());
        sink.push(finding);
    }
}
