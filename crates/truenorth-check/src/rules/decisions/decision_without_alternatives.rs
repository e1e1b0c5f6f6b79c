//! `decision-without-alternatives`: a decision that names only one option.

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::model::DecisionStatus;

use crate::context::{Context, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};

static ID: RuleId = RuleId { code: "DEC001", name: "decision-without-alternatives", unreadable: false };

/// See `decision-without-alternatives.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Decisions,
    level: Level::Warning,
    set: Set::Default,
    since: "0.1.0",
    summary: "a decision with only one option",
    options: &[],
    page: include_str!("decision-without-alternatives.md"),
    check: RuleCheck::Plan(check),
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    for decision in &context.plan.decisions {
        let it = &decision.written;
        let open = matches!(it.status, Some(DecisionStatus::Accepted | DecisionStatus::Pending));
        // A record without any options tells the outcome alone, as many do.
        let [only] = &*it.options else { continue };
        if !open {
            continue;
        }
        let message = format!("`{}` has only one option, `{}`", decision.id(), only.id);
        let finding = sink
            .finding(decision.place().field("options").key_only(), message)
            .help("add what else could be done to `options`, at least to leave things as they are")
            .item(decision.id());
        sink.push(finding);
    }
}
