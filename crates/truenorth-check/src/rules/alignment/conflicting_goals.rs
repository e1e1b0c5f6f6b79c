//! `conflicting-goals`: two open goals of which only one can be had.

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::plan::{Item, Link, LinkKind};

use super::is_live;
use crate::context::{Context, Goals, Sink};
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
    check: RuleCheck::Goals(check),
};

fn check(context: &Context<'_>, goals: Goals<'_>, sink: &mut Sink<'_>) {
    let plan = context.plan;
    for (index, goal) in goals.filter(|(_, goal)| is_live(goal)) {
        for link in goal.links.iter().filter(|link| link.kind == LinkKind::ConflictsWith) {
            let Item::Goal(other) = link.to else { continue };
            // Written on both sides it is still one conflict.
            let back = |link: &Link| link.kind == LinkKind::ConflictsWith && link.to == Item::Goal(index);
            if !is_live(&plan[other]) || (other < index && plan[other].links.iter().any(back)) {
                continue;
            }
            let (id, other_id) = (goal.id(), plan[other].id());
            let message = format!("`{id}` and `{other_id}` cannot both be had, and both are agreed");
            let finding = sink
                .about_goal(context, index, goal.link_place(link), message)
                .also(plan[other].place(), "the other one")
                .help("give one of them up (`\"status\": \"dropped\"`) or put it off (`proposed`); if both can be had after all, take the link out");
            sink.push(finding);
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
}
