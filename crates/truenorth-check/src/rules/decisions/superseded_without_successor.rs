//! `superseded-without-successor`: a superseded decision that no other replaces.

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::model::DecisionStatus;
use truenorth_core::plan::Item;

use crate::context::{Context, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};

static ID: RuleId = RuleId { code: "DEC011", name: "superseded-without-successor", unreadable: false };

/// See `superseded-without-successor.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Decisions,
    level: Level::Warning,
    set: Set::Default,
    since: "0.1.0",
    summary: "a decision is superseded, and none replaces it",
    options: &[],
    page: include_str!("superseded-without-successor.md"),
    check: RuleCheck::Plan(check),
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let plan = context.plan;
    let mut replaced = vec![false; plan.decisions.len()];
    for reference in plan.decisions.iter().flat_map(|decision| &decision.written.replaces) {
        if let Some(Item::Decision(old)) = plan.target(reference) {
            replaced[old.at()] = true;
        }
    }
    for (decision, replaced) in plan.decisions.iter().zip(replaced) {
        if replaced || decision.written.status != Some(DecisionStatus::Superseded) {
            continue;
        }
        let finding = sink
            .finding(
                decision.place().field("status"),
                format!("`{}` is superseded, but no decision replaces it", decision.id()),
            )
            .help(format!("write `\"replaces\": \"{}\"` in the decision that holds now", decision.id()))
            .item(decision.id());
        sink.push(finding);
    }
}
