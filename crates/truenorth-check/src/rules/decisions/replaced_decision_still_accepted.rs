//! `replaced-decision-still-accepted`: a decision that was replaced and still counts as accepted.

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::model::DecisionStatus;
use truenorth_core::plan::Item;

use super::holds;
use crate::context::{Context, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};

static ID: RuleId = RuleId { code: "DEC007", name: "replaced-decision-still-accepted", unreadable: false };

/// See `replaced-decision-still-accepted.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Decisions,
    level: Level::Warning,
    set: Set::Default,
    since: "0.1.0",
    summary: "a decision was replaced and still counts as accepted",
    options: &[],
    page: include_str!("replaced-decision-still-accepted.md"),
    check: RuleCheck::Plan(check),
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let plan = context.plan;
    for decision in plan.decisions.iter().filter(|decision| holds(&decision.written)) {
        for (entry, reference) in decision.written.replaces.iter().enumerate() {
            let Some(Item::Decision(old)) = plan.target(reference) else { continue };
            let old = &plan[old];
            if old.written.status != Some(DecisionStatus::Accepted) {
                continue;
            }
            let message = format!("`{}` is replaced by `{}`, but still accepted", old.id(), decision.id());
            let finding = sink
                .finding(old.place().field("status"), message)
                .also(decision.place().field("replaces").index(entry), "replaced here")
                .help("write `\"status\": \"superseded\"`, or `amends` there if it still holds in part")
                .item(old.id());
            sink.push(finding);
        }
    }
}
