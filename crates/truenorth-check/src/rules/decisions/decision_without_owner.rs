//! `decision-without-owner`: a decision that nobody drives or takes.

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::model::DecisionStatus;

use crate::context::{Context, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};

static ID: RuleId = RuleId { code: "DEC013", name: "decision-without-owner", unreadable: false };

/// See `decision-without-owner.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Decisions,
    level: Level::Warning,
    set: Set::Strict,
    since: "0.1.0",
    summary: "nobody drives or takes a decision",
    options: &[],
    page: include_str!("decision-without-owner.md"),
    check: RuleCheck::Plan(check),
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    for decision in &context.plan.decisions {
        let it = &decision.written;
        let over = matches!(it.status, Some(DecisionStatus::Rejected | DecisionStatus::Superseded));
        // An owner that leads nowhere is another finding.
        if over || decision.owner.is_some() || it.owner.is_some() || !it.deciders.is_empty() {
            continue;
        }
        let finding = sink
            .finding(decision.place(), format!("nobody drives or takes the decision `{}`", decision.id()))
            .help("add `\"owner\": \"...\"` or `deciders`, or `defaults.owner` for the whole file")
            .item(decision.id());
        sink.push(finding);
    }
}
