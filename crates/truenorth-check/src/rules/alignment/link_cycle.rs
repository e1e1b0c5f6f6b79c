//! `link-cycle`: goals that wait for, explain, replace or continue each other in a circle.

use truenorth_core::finding::{Level, RuleId};
use truenorth_graph::{CycleKind, cycles};

use super::contribution_cycle::finding;
use crate::context::{Context, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};

static ID: RuleId = RuleId { code: "ALN003", name: "link-cycle", unreadable: false };

/// See `link-cycle.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Alignment,
    level: Level::Error,
    set: Set::Default,
    since: "0.1.0",
    summary: "goals depend on, support, replace or continue each other in a circle",
    options: &[],
    page: include_str!("link-cycle.md"),
    check: RuleCheck::Plan(check),
};

/// Every kind of link with a direction but `contributes_to`: its verb, and what to do about a circle.
const KINDS: [(CycleKind, &str, &str); 4] = [
    (
        CycleKind::Supports,
        "supports",
        "keep the direction that explains more, or use `relates_to`, which has none",
    ),
    (
        CycleKind::DependsOn,
        "depends on",
        "none of these can begin: take the dependency out that is not needed",
    ),
    (CycleKind::Replaces, "replaces", "the newer goal replaces the older one: take the other direction out"),
    (
        CycleKind::Continues,
        "continues",
        "the newer goal continues the older one: take the other direction out",
    ),
];

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    for (kind, verb, help) in KINDS {
        for cycle in &cycles(context.plan, kind) {
            if let Some(finding) = finding(context.plan, sink, cycle, verb) {
                sink.push(finding.help(help));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{of_rule, with};

    #[test]
    fn each_kind_of_link_for_itself() {
        let json = with(
            r#""goals": [
              { "id": "a", "title": "A", "depends_on": "b", "replaces": "c" },
              { "id": "b", "title": "B", "depends_on": "a", "relates_to": "a" },
              { "id": "c", "title": "C", "continues": "a", "conflicts_with": "a" },
              { "id": "d", "title": "D", "supports": "d", "relates_to": "c" }
            ]"#,
        );
        let found = of_rule(&json, "ALN003");
        let messages: Vec<&str> = found.iter().map(|finding| finding.message.as_str()).collect();
        assert_eq!(messages, ["`a` depends on `b`, which depends on `a`", "`d` supports itself"]);
        assert_eq!(found[0].secondary[0].text, "`b` depends on `a`");
    }
}
