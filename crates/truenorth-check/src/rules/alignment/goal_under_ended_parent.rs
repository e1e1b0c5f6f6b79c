//! `goal-under-ended-parent`: open goals whose every parent is over.
//!
//! The goals are gathered by their first parent: that it ended is one cause, however many it left behind.

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::place::Place;
use truenorth_core::plan::{Goal, GoalIx, Plan, Up};

use super::{also_all, is_live};
use crate::context::{Context, Sink, count};
use crate::rule::{Group, Rule, RuleCheck, Set};

static ID: RuleId = RuleId { code: "ALN010", name: "goal-under-ended-parent", unreadable: false };

/// See `goal-under-ended-parent.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Alignment,
    level: Level::Warning,
    set: Set::Default,
    since: "0.1.0",
    summary: "a goal is still open though everything it contributes to is over",
    options: &[],
    page: include_str!("goal-under-ended-parent.md"),
    check: RuleCheck::Plan(check),
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let plan = context.plan;
    let mut left: Vec<Vec<GoalIx>> = vec![Vec::new(); plan.goals.len()];
    for (index, goal) in plan.goals().filter(|(_, goal)| is_live(goal)) {
        // What is past its last day needs no parent any more; that it was never closed is another finding.
        // Nor does what has reached its number.
        let met = context.figures.progress.get(index.at()).copied().flatten().is_some_and(|part| part >= 1.0);
        if met || goal.due.is_some_and(|due| due < context.today) {
            continue;
        }
        if let Some(parent) = ended_parent(plan, goal) {
            left[parent.at()].push(index);
        }
    }
    for (position, goals) in left.into_iter().enumerate() {
        let Some((first, others)) = goals.split_first() else { continue };
        let parent = GoalIx::new(position);
        let id = plan[parent].id();
        let open = match others.len() {
            0 => format!("`{}` under it is still open", plan[*first].id()),
            more => {
                format!("`{}` and {} under it are still open", plan[*first].id(), count(more, "more goal"))
            }
        };
        let places = goals.iter().map(|goal| (plan[*goal].place(), "still open".to_owned())).collect();
        let finding = sink
            .about_goal(context, parent, end_place(&plan[parent]), format!("`{id}` is over, but {open}"))
            .label("over")
            .help("end them too with `done` or `status`, or let them contribute to something that goes on");
        sink.push(also_all(finding, places));
    }
}

/// The first parent of a goal, if all its parents are over. A goal that names a parent that is not known
/// here may well go on for that one.
fn ended_parent(plan: &Plan, goal: &Goal) -> Option<GoalIx> {
    let over = |up: Up| match up {
        Up::Goal(parent) => Some(parent).filter(|parent| plan[*parent].is_over()),
        Up::Vision => None,
    };
    let first = over(goal.parents.first()?.to)?;
    let all_over = goal.parents.iter().all(|parent| over(parent.to).is_some());
    // What is written is asked last: it has to come from memory for each goal.
    let all_known = || {
        let known = goal.parents.iter().filter(|parent| parent.entry.is_some()).count();
        known == goal.written.contributes_to.len()
    };
    (all_over && all_known()).then_some(first)
}

fn end_place(goal: &Goal) -> Place {
    goal.place().field(if goal.done.is_some() { "done" } else { "status" })
}

#[cfg(test)]
mod tests {
    use crate::testing::{of_rule, with};

    fn found(goals: &str) -> Vec<String> {
        let json = with(&format!(
            r#""pillars": [{{ "id": "p", "title": "P" }}],
            "goals": [{{ "id": "o", "title": "O", "contributes_to": "p", "done": "2027-06-01" }}, {goals}]"#
        ));
        of_rule(&json, "ALN010").into_iter().map(|finding| finding.message).collect()
    }

    #[test]
    fn gathered_by_the_parent_that_ended() {
        assert_eq!(
            found(r#"{ "id": "a", "title": "A", "contributes_to": "o" }"#),
            ["`o` is over, but `a` under it is still open"]
        );
        assert_eq!(
            found(
                r#"{ "id": "a", "title": "A", "contributes_to": "o" }, { "id": "b", "title": "B", "contributes_to": "o" },
                { "id": "c", "title": "C", "contributes_to": "a" }"#
            ),
            ["`o` is over, but `a` and 1 more goal under it are still open"]
        );
    }

    #[test]
    fn not_what_serves_something_else_or_only_needs_closing() {
        let none: [String; 0] = [];
        assert_eq!(found(r#"{ "id": "a", "title": "A", "contributes_to": ["o", "p"] }"#), none);
        assert_eq!(found(r#"{ "id": "a", "title": "A", "contributes_to": ["o", "other:x"] }"#), none);
        assert_eq!(found(r#"{ "id": "a", "title": "A", "contributes_to": "o", "due": "2027-06-30" }"#), none);
        assert_eq!(
            found(r#"{ "id": "a", "title": "A", "contributes_to": "o", "status": "proposed" }"#),
            none
        );
        let met = r#"{ "id": "a", "title": "A", "contributes_to": "o",
            "measure": { "baseline": 1, "target": 3, "actuals": { "2027-05": 3 } } }"#;
        assert_eq!(found(met), none);
    }
}
