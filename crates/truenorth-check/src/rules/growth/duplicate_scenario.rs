//! `duplicate-scenario`: two scenarios of one growth plan with one id.

use std::collections::BTreeMap;

use truenorth_core::finding::{Level, RuleId};

use super::{id, place};
use crate::context::{Context, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};

static ID: RuleId = RuleId { code: "GRO003", name: "duplicate-scenario", unreadable: false };

/// See `duplicate-scenario.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Growth,
    level: Level::Error,
    set: Set::Default,
    since: "0.1.0",
    summary: "two scenarios of one growth plan have the same id",
    options: &[],
    page: include_str!("duplicate-scenario.md"),
    check: RuleCheck::Plan(check),
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    for growth in &context.plan.growth {
        let here = |entry| place(growth).field("scenarios").index(entry).field("id");
        let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
        for (entry, scenario) in growth.written.scenarios.iter().enumerate() {
            let local = scenario.id.as_str();
            let first = *seen.entry(local).or_insert(entry);
            if first == entry {
                continue;
            }
            let message = format!("`{}` has two scenarios `{local}`", id(growth));
            sink.push(
                sink.finding(here(entry), message)
                    .also(here(first), "the first one")
                    .help("give one of them another id, or join their values")
                    .item(id(growth)),
            );
        }
    }
}
