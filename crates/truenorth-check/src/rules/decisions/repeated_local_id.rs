//! `repeated-local-id`: two options, criteria or states of a decision with one id.

use std::collections::BTreeMap;

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::model::Decision;
use truenorth_core::plan::Placed;

use crate::context::{Context, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};

static ID: RuleId = RuleId { code: "DEC010", name: "repeated-local-id", unreadable: false };

/// See `repeated-local-id.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Decisions,
    level: Level::Error,
    set: Set::Default,
    since: "0.1.0",
    summary: "two options, criteria or states of a decision have the same id",
    options: &[],
    page: include_str!("repeated-local-id.md"),
    check: RuleCheck::Plan(check),
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    for decision in &context.plan.decisions {
        let it = &decision.written;
        look(sink, decision, "options", "option", it.options.iter().map(|option| option.id.as_str()));
        look(
            sink,
            decision,
            "criteria",
            "criterion",
            it.criteria.iter().map(|criterion| criterion.id.as_str()),
        );
        look(sink, decision, "states", "state", it.states.iter().map(|state| state.id.as_str()));
    }
}

/// An option and a criterion may share an id: each is looked up in its own list.
fn look<'a>(
    sink: &mut Sink<'_>,
    decision: &Placed<Decision>,
    field: &'static str,
    kind: &str,
    ids: impl Iterator<Item = &'a str>,
) {
    let mut seen = BTreeMap::new();
    for (entry, id) in ids.enumerate() {
        let place = decision.place().field(field).index(entry).field("id");
        let Some(first) = seen.get(id).cloned() else {
            seen.insert(id, place);
            continue;
        };
        let finding = sink
            .finding(place, format!("`{}` has a second {kind} `{id}`", decision.id()))
            .also(first, "first here")
            .help(format!("give this {kind} an id of its own, and use it where this one is meant"))
            .item(decision.id());
        sink.push(finding);
    }
}
