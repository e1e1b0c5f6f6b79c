//! `weight-without-link`: a weight beside links that are written, which no link takes.

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::plan::Goal;

use crate::context::{Context, Goals, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};

static ID: RuleId = RuleId { code: "ALN015", name: "weight-without-link", unreadable: false };

/// See `weight-without-link.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Alignment,
    level: Level::Warning,
    set: Set::Default,
    since: "0.1.0",
    summary: "the `weight` of a goal counts in no link",
    options: &[],
    page: include_str!("weight-without-link.md"),
    check: RuleCheck::Goals(check),
};

fn check(context: &Context<'_>, goals: Goals<'_>, sink: &mut Sink<'_>) {
    for (index, goal) in goals {
        let Some(weight) = goal.written.weight else { continue };
        // A goal without any link is another finding.
        let Some(first) = goal.parents.first().filter(|_| !has_implied_link(goal)) else { continue };
        let up = context.plan.up_id(first.to);
        let message = format!("the weight {weight} of `{}` counts in no link", goal.id());
        let finding = sink
            .about_goal(context, index, goal.place().field("weight").key_only(), message)
            .also(goal.parent_place(first), "this link is written and has its own weight")
            .help(format!(
                "write it into the link: `\"contributes_to\": {{ \"goal\": \"{up}\", \"weight\": {weight} }}`"
            ));
        sink.push(finding);
    }
}

/// Whether the goal has a link that is not written: to the goal that it is nested in, or of a pillar to the vision.
fn has_implied_link(goal: &Goal) -> bool {
    goal.parents.iter().any(|parent| parent.entry.is_none())
}

#[cfg(test)]
mod tests {
    use crate::testing::{of_rule, with};

    #[test]
    fn only_a_link_that_is_not_written_takes_it() {
        let found = |goal: &str| {
            let json = with(&format!(
                r#""pillars": [{{ "id": "p", "title": "P", "weight": 3 }}], "goals": [{goal}]"#
            ));
            of_rule(&json, "ALN015").into_iter().map(|finding| finding.message).collect::<Vec<_>>()
        };
        let beside = r#"{ "id": "a", "title": "A", "contributes_to": "p", "weight": 2 }"#;
        assert_eq!(found(beside), ["the weight 2 of `a` counts in no link"]);
        let inside = r#"{ "id": "a", "title": "A", "contributes_to": { "goal": "p", "weight": 2 } }"#;
        assert!(found(inside).is_empty());
        let nested = r#"{ "id": "a", "title": "A", "contributes_to": "p",
            "key_results": [{ "id": "k", "title": "K", "contributes_to": "p", "weight": 2 }] }"#;
        assert!(found(nested).is_empty(), "it is the weight in `a`");
        assert!(found(r#"{ "id": "a", "title": "A", "weight": 2 }"#).is_empty(), "that is ALN001");
    }
}
