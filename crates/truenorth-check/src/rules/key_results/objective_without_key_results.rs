//! `objective-without-key-results`: a running objective that nothing measures or moves.

use std::cell::OnceCell;

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::model::{Kind, Status};
use truenorth_core::plan::{GoalIx, Up};

use crate::context::{Context, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};
use crate::rules::alignment::{Lost, is_live};

static ID: RuleId = RuleId { code: "KRS002", name: "objective-without-key-results", unreadable: false };

/// See `objective-without-key-results.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::KeyResults,
    level: Level::Warning,
    set: Set::Default,
    since: "0.1.0",
    summary: "a running objective has no number that shows whether it is reached",
    options: &[],
    page: include_str!("objective-without-key-results.md"),
    check: RuleCheck::Plan(check),
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let plan = context.plan;
    let mut has_growth = vec![false; plan.goals.len()];
    for (to, _) in plan.growth.iter().flat_map(|growth| &growth.contributes_to) {
        if let Up::Goal(goal) = to {
            has_growth[goal.at()] = true;
        }
    }
    let lost = OnceCell::new();
    for (index, goal) in plan.goals().filter(|(index, _)| plan.like(*index) == Kind::Objective) {
        let runs = is_live(goal)
            && goal.start.is_none_or(|start| start <= context.today)
            && goal.due.is_none_or(|due| due >= context.today);
        if !runs || has_growth[index.at()] || goal.written.measure.is_some() {
            continue;
        }
        let live = |child: &GoalIx| plan[*child].status != Some(Status::Dropped);
        let children = || context.graph.children(Up::Goal(index)).map(|(child, _)| child);
        // Work that is done is not yet an outcome: only numbers show that an objective is reached. An
        // objective may leave its numbers to the objectives below it.
        let shows =
            |child: &GoalIx| matches!(plan.like(*child), Kind::KeyResult | Kind::Kpi | Kind::Objective);
        if children().any(|child| shows(&child) && live(&child))
            || lost.get_or_init(|| Lost::new(plan)).explains(goal.id())
        {
            continue;
        }
        let message = if !children().any(|child| live(&child)) {
            format!("`{}` has no key result, and nothing else contributes to it", goal.id())
        } else {
            format!(
                "`{}` has no key result: work is planned for it, but no number shows that it is reached",
                goal.id()
            )
        };
        sink.push(
            sink.about_goal(context, index, goal.place(), message)
                .help("add `key_results`: two to four numbers that show that it is reached, each with baseline and target"),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{of_rule, with};

    fn found(goals: &str) -> usize {
        of_rule(&with(&format!(r#""goals": [{goals}]"#)), "KRS002").len()
    }

    #[test]
    fn only_running_objectives_that_nothing_moves() {
        let alone = |more: &str| {
            found(&format!(r#"{{ "id": "o", "title": "O", "contributes_to": "vision"{more} }}"#))
        };
        assert_eq!(alone(""), 1);
        assert_eq!(alone(r#", "period": "2028""#), 0, "not begun");
        assert_eq!(alone(r#", "period": "2026""#), 0, "its time is past");
        assert_eq!(alone(r#", "status": "achieved""#), 0);
        assert_eq!(alone(r#", "kind": "initiative""#), 0);
        assert_eq!(alone(r#", "milestones": [{ "id": "m", "title": "M" }]"#), 1, "work, but no number");
        assert_eq!(alone(r#", "key_results": [{ "id": "k", "title": "K" }]"#), 0);
        assert_eq!(alone(r#", "milestones": [{ "id": "m", "title": "M", "status": "dropped" }]"#), 1);
        assert_eq!(alone(r#", "measure": { "baseline": 1, "target": 2, "actuals": { "2027-06": 1 } }"#), 0);
    }

    #[test]
    fn what_was_lost_may_be_what_is_missing() {
        let objective = r#"{ "id": "loans", "title": "O", "contributes_to": "vision" }"#;
        let misspelt =
            format!(r#"{objective}, {{ "id": "k", "title": "K", "kind": "kpi", "contributes_to": "loan" }}"#);
        let elsewhere = misspelt.replace(r#""loan""#, r#""something""#);
        let no_title = format!(r#"{objective}, {{ "id": "k", "contributes_to": "loans" }}"#);
        assert_eq!((found(&misspelt), found(&elsewhere), found(&no_title)), (0, 1, 0));
    }

    #[test]
    fn a_tree_of_objectives_is_asked_at_its_leaves() {
        let tree = r#"{ "id": "o", "title": "O", "contributes_to": "vision" }, { "id": "p", "title": "P", "contributes_to": "o" }"#;
        assert_eq!(found(tree), 1);
    }
}
