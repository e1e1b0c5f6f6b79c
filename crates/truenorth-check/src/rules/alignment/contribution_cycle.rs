//! `contribution-cycle`: goals that in the end contribute to themselves.

use truenorth_core::finding::{Finding, Level, RuleId};
use truenorth_core::plan::{Plan, Up};
use truenorth_graph::{Cycle, CycleEdge, CycleKind, Via, cycles};

use super::also_all;
use crate::context::{Context, Sink, count};
use crate::rule::{Group, Rule, RuleCheck, Set};

static ID: RuleId = RuleId { code: "ALN002", name: "contribution-cycle", unreadable: false };

/// See `contribution-cycle.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Alignment,
    level: Level::Error,
    set: Set::Default,
    since: "0.1.0",
    summary: "goals contribute to each other in a circle",
    options: &[],
    page: include_str!("contribution-cycle.md"),
    check: RuleCheck::Plan(check),
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let plan = context.plan;
    // The graph knows already; a plan without cycles, the usual one, is not searched again.
    if !context.graph.goals().any(|goal| context.graph.in_cycle(goal)) {
        return;
    }
    for cycle in &cycles(plan, CycleKind::ContributesTo) {
        let Some(finding) = finding(plan, sink, cycle, "contributes to") else { continue };
        let help = match weakest(context, cycle) {
            Some(edge) => format!(
                "take the link out that points the wrong way, such as `{}` out of `contributes_to` of `{}`",
                plan[edge.to].id(),
                plan[edge.from].id()
            ),
            None => "take one of the links out".to_owned(),
        };
        sink.push(finding.help(help));
    }
}

/// The link that is most likely wrong: one whose goal reaches the vision without it. Never a link by nesting,
/// which is not written as a link.
fn weakest<'a>(context: &Context<'_>, cycle: &'a Cycle) -> Option<&'a CycleEdge> {
    let written = |edge: &&CycleEdge| matches!(edge.via, Via::Parent(parent) if parent.entry.is_some());
    let serves_other = |edge: &&CycleEdge| {
        context.plan[edge.from].parents.iter().any(|parent| match parent.to {
            Up::Vision => true,
            Up::Goal(up) => {
                let outside = !context.graph.in_same_cycle(Up::Goal(edge.from), parent.to);
                outside && context.figures.reaches.get(up.at()).copied().unwrap_or(false)
            }
        })
    };
    let first = cycle.edges.iter().find(written);
    cycle.edges.iter().filter(written).find(serves_other).or(first)
}

/// A finding on a cycle of any kind: at its first link, with all others beside it.
pub(super) fn finding(plan: &Plan, sink: &Sink<'_>, cycle: &Cycle, verb: &str) -> Option<Finding> {
    let (first, others) = cycle.edges.split_first()?;
    let id = plan[first.from].id();
    // "contributes to" becomes "that to ..."; "replaces" becomes "that ...".
    let word = verb.split_once(' ').map_or(String::new(), |(_, word)| format!(" {word}"));
    let way = match others {
        [] => format!("`{id}` {verb} itself"),
        [one] => format!("`{id}` {verb} `{next}`, which {verb} `{id}`", next = plan[one.from].id()),
        [one, other] => {
            let (one, other) = (plan[one.from].id(), plan[other.from].id());
            format!("`{id}` {verb} `{one}`, that{word} `{other}`, and that{word} `{id}` again")
        }
        [one, ..] => {
            let more = count(others.len() - 1, "more goal");
            format!("`{id}` {verb} `{}`, and over {more} in the end{word} itself", plan[one.from].id())
        }
    };
    let tangled = match cycle.members.saturating_sub(cycle.edges.len()) {
        0 => String::new(),
        1 => "; 1 more goal is in a cycle linked with this one".to_owned(),
        more => format!("; {more} more goals are in cycles linked with this one"),
    };
    let finding = sink
        .finding(first.place(plan)?, format!("{way}{tangled}"))
        .item(id)
        .label(format!("to `{}`", plan[first.to].id()));
    let places = others
        .iter()
        .filter_map(|edge| {
            Some((edge.place(plan)?, format!("`{}` {verb} `{}`", plan[edge.from].id(), plan[edge.to].id())))
        })
        .collect();
    Some(also_all(finding, places))
}

#[cfg(test)]
mod tests {
    use crate::testing::{of_rule, with};

    #[test]
    fn every_link_of_the_shortest_circle_is_shown() {
        let json = with(
            r#""goals": [
              { "id": "a", "title": "A", "contributes_to": "b" },
              { "id": "b", "title": "B", "contributes_to": ["c", "vision"] },
              { "id": "c", "title": "C", "contributes_to": ["a", "d"] },
              { "id": "d", "title": "D", "contributes_to": "e" },
              { "id": "e", "title": "E", "contributes_to": "a" },
              { "id": "f", "title": "F", "contributes_to": "f" }
            ]"#,
        );
        let found = of_rule(&json, "ALN002");
        let messages: Vec<&str> = found.iter().map(|finding| finding.message.as_str()).collect();
        assert_eq!(
            messages,
            [
                "`a` contributes to `b`, that to `c`, and that to `a` again; 2 more goals are in cycles linked with this one",
                "`f` contributes to itself"
            ]
        );
        let help = "take the link out that points the wrong way, such as `c` out of `contributes_to` of `b`";
        assert_eq!(found[0].help.as_deref(), Some(help), "`b` contributes to the vision all the same");
        assert_eq!(found[0].secondary.len(), 2);
        assert_eq!(found[0].secondary[1].text, "`c` contributes to `a`");
    }

    #[test]
    fn long_circles_name_ten_links_and_count_the_others() {
        let goal = |number: usize| {
            let next = (number + 1) % 20;
            format!(r#"{{ "id": "g{number}", "title": "G", "contributes_to": "g{next}" }}"#)
        };
        let goals: Vec<String> = (0..20).map(goal).collect();
        let found = of_rule(&with(&format!(r#""goals": [{}]"#, goals.join(","))), "ALN002");
        assert_eq!(found[0].message, "`g0` contributes to `g1`, and over 18 more goals in the end to itself");
        assert_eq!(found[0].secondary.len(), 9);
        assert!(found[0].secondary[8].text.ends_with(", and 10 more"), "{}", found[0].secondary[8].text);
    }
}
