//! `conflicting-goals`: two open goals of which only one can be had.

use rustc_hash::FxHashSet;
use truenorth_core::finding::{Level, RuleId};
use truenorth_core::plan::{GoalIx, Item, Link, LinkKind};

use super::{PLACES, also_all, is_live};
use crate::context::{Context, Sink, count};
use crate::rule::{Group, Rule, RuleCheck, Set};

static ID: RuleId = RuleId { code: "ALN012", name: "conflicting-goals", unreadable: false };

/// See `conflicting-goals.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Alignment,
    level: Level::Warning,
    set: Set::Default,
    since: "0.1.0",
    summary: "two goals that cannot both be had are both agreed",
    options: &[],
    page: include_str!("conflicting-goals.md"),
    check: RuleCheck::Plan(check),
};

/// How many conflicts of one goal are told each for itself; the rest is one finding.
const EACH: usize = PLACES;

const HELP: &str = "give one of them up (`\"status\": \"dropped\"`) or put it off (`proposed`); if both can be had after all, take the link out";

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let plan = context.plan;
    // Written on both sides, or twice, it is still one conflict.
    let mut told: FxHashSet<(GoalIx, GoalIx)> = FxHashSet::default();
    for (index, goal) in plan.goals().filter(|(_, goal)| is_live(goal)) {
        let mut conflicts: Vec<(&Link, GoalIx)> = Vec::new();
        for link in goal.links.iter().filter(|link| link.kind == LinkKind::ConflictsWith) {
            let Item::Goal(other) = link.to else { continue };
            if is_live(&plan[other]) && told.insert((index.min(other), index.max(other))) {
                conflicts.push((link, other));
            }
        }
        let (each, rest) = conflicts.split_at(conflicts.len().min(EACH));
        for (link, other) in each {
            let message = format!(
                "`{}` and `{}` cannot both be had, and both are agreed",
                goal.id(),
                plan[*other].id()
            );
            let finding = sink
                .about_goal(context, index, goal.link_place(link), message)
                .also(plan[*other].place(), "the other one")
                .help(HELP);
            sink.push(finding);
        }
        if let Some((first, _)) = rest.first() {
            let more = count(rest.len(), "more goal");
            let message = format!("`{}` cannot be had beside {more} that are agreed", goal.id());
            let places = rest.iter().take(PLACES);
            let places = places.map(|(_, other)| (plan[*other].place(), "one of them".to_owned())).collect();
            let finding = sink.about_goal(context, index, goal.link_place(first), message).help(HELP);
            sink.push(also_all(finding, places));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{of_rule, with};

    #[test]
    fn one_conflict_is_one_finding() {
        let found = |a: &str, b: &str| {
            let json = with(&format!(
                r#""goals": [{{ "id": "a", "title": "A", "contributes_to": "vision"{a} }}, {{ "id": "b", "title": "B", "contributes_to": "vision"{b} }}]"#
            ));
            of_rule(&json, "ALN012").len()
        };
        let (to_a, to_b) = (r#", "conflicts_with": "a""#, r#", "conflicts_with": "b""#);
        assert_eq!((found(to_b, to_a), found("", to_a), found(to_b, "")), (1, 1, 1));
        assert_eq!(found(to_b, r#", "status": "dropped""#), 0);
        assert_eq!(found(to_b, r#", "status": "proposed""#), 0);
    }

    /// A goal that cannot be had beside many others is told ten times, not thousands.
    #[test]
    fn many_conflicts_of_one_goal_are_counted() {
        let others: Vec<String> = (0..14).map(|number| format!("g{number}")).collect();
        let of = |id: &str, more: String| {
            format!(r#"{{ "id": "{id}", "title": "T", "contributes_to": "vision"{more} }}"#)
        };
        let mut goals = vec![of("hub", format!(r#", "conflicts_with": {others:?}"#))];
        goals.extend(others.iter().map(|id| of(id, r#", "conflicts_with": ["hub", "hub"]"#.to_owned())));
        let found = of_rule(&with(&format!(r#""goals": [{}]"#, goals.join(","))), "ALN012");
        assert_eq!(found.len(), 10);
        assert_eq!(found[8].message, "`hub` and `g8` cannot both be had, and both are agreed");
        assert_eq!(found[9].message, "`hub` cannot be had beside 5 more goals that are agreed");
        assert_eq!(found[9].secondary.len(), 5);
    }
}
