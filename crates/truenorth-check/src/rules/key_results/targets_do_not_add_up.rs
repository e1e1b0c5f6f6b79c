//! `targets-do-not-add-up`: targets below a goal that do not add to its own.

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::model::{Rollup, Status};
use truenorth_core::plan::Up;
use truenorth_graph::rollup_of;

use super::{measured, number};
use crate::context::{Context, Goals, Sink, count};
use crate::rule::{Group, Rule, RuleCheck, Set};
use crate::rules::alignment::{also_all, is_live};

static ID: RuleId = RuleId { code: "KRS012", name: "targets-do-not-add-up", unreadable: false };

/// See `targets-do-not-add-up.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::KeyResults,
    level: Level::Warning,
    set: Set::Default,
    since: "0.1.0",
    summary: "the targets below a goal that sums do not add to its own",
    options: &[],
    page: include_str!("targets-do-not-add-up.md"),
    check: RuleCheck::Goals(check),
};

fn check(context: &Context<'_>, goals: Goals<'_>, sink: &mut Sink<'_>) {
    let plan = context.plan;
    for (index, goal, measure) in measured(goals) {
        let (Some(target), Some(unit)) = (number(measure.target), measure.unit.as_ref()) else { continue };
        if !is_live(goal) || rollup_of(plan, index) != Rollup::Sum {
            continue;
        }
        let mut below = Vec::new();
        for (child, _) in context.graph.children(Up::Goal(index)) {
            let goal = &plan[child];
            let Some(part) = goal.written.measure.as_deref().filter(|_| goal.status != Some(Status::Dropped))
            else {
                continue;
            };
            // One part that cannot be added makes the sum unknown.
            let number = number(part.target).filter(|_| part.unit.as_ref() == Some(unit));
            below.push(number.map(|number| (child, number)));
        }
        let Some(below) = below.into_iter().collect::<Option<Vec<_>>>().filter(|below| below.len() > 1)
        else {
            continue;
        };
        let sum: f64 = below.iter().map(|(_, number)| number).sum();
        // Sums of decimals are off in the last digits.
        if (sum - target).abs() <= 1e-9 * sum.abs().max(target.abs()) {
            continue;
        }
        let (id, sum) = (goal.id(), rounded(sum));
        let message = format!(
            "the targets of the {} that `{id}` sums add to {sum} {unit}, but its own target is {target}",
            count(below.len(), "goal")
        );
        let finding = sink
            .about_goal(context, index, goal.place().field("measure").field("target"), message)
            .help(format!("make the target of `{id}` {sum}, or change a target below it"));
        let places = below.into_iter().map(|(child, number)| {
            (
                plan[child].place().field("measure").field("target"),
                format!("{number} of `{}`", plan[child].id()),
            )
        });
        sink.push(also_all(finding, places.collect()));
    }
}

/// A sum without the last digits of binary fractions.
fn rounded(number: f64) -> f64 {
    (number * 1e6).round() / 1e6
}

#[cfg(test)]
mod tests {
    use crate::testing::{of_rule, with};

    fn found(rollup: &str, targets: &[&str]) -> Vec<String> {
        let goals: Vec<String> = (targets.iter().enumerate())
            .map(|(number, measure)| {
                format!(r#"{{ "id": "g{number}", "title": "T", "contributes_to": "o", "measure": {{ {measure} }} }}"#)
            })
            .collect();
        let json = with(&format!(
            r#""goals": [{{ "id": "o", "title": "O", "contributes_to": "vision", "rollup": "{rollup}",
                "measure": {{ "unit": "t", "baseline": 0, "target": 0.3 }} }}, {}]"#,
            goals.join(", ")
        ));
        of_rule(&json, "KRS012").into_iter().map(|finding| finding.message).collect()
    }

    #[test]
    fn only_what_can_be_added() {
        let (a, b) = (r#""unit": "t", "target": 0.1"#, r#""unit": "t", "target": 0.2"#);
        assert!(found("sum", &[a, b]).is_empty(), "0.1 + 0.2 is 0.3");
        assert_eq!(
            found("sum", &[a, b, b]),
            ["the targets of the 3 goals that `o` sums add to 0.5 t, but its own target is 0.3"]
        );
        assert!(found("weighted_mean", &[a, b, b]).is_empty());
        assert!(found("sum", &[a, b, r#""unit": "kg", "target": 7"#]).is_empty(), "another unit");
        assert!(found("sum", &[a, b, r#""unit": "t", "target": "not_set""#]).is_empty(), "unknown");
    }
}
