//! `weights-not-hundred`: weights of one parent that are written in percent and are no whole.

use super::{also_all, weight_place};
use truenorth_core::finding::{Level, RuleId};
use truenorth_core::model::Rollup;
use truenorth_core::plan::{GoalIx, Up};
use truenorth_graph::rollup_of;

use crate::context::{Context, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};

static ID: RuleId = RuleId { code: "ALN011", name: "weights-not-hundred", unreadable: false };

/// See `weights-not-hundred.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Alignment,
    level: Level::Warning,
    set: Set::Default,
    since: "0.1.0",
    summary: "the weights in a parent are written in percent and do not add to 100",
    options: &[],
    page: include_str!("weights-not-hundred.md"),
    check: RuleCheck::Plan(check),
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let plan = context.plan;
    let ups = (0..plan.goals.len()).map(|position| Up::Goal(GoalIx::new(position))).chain([Up::Vision]);
    for up in ups {
        if matches!(up, Up::Goal(goal) if plan[goal].is_over()) {
            continue;
        }
        let Some((sum, children)) = percents(context, up) else { continue };
        let grl = matches!(up, Up::Goal(goal) if rollup_of(plan, goal) == Rollup::Grl);
        // What goes beyond 100 is cut off where weights are percent; anywhere else it only looks wrong.
        if (sum - 100.0).abs() < 0.01 || (!grl && (sum - 100.0).abs() > NEAR) || (grl && sum < 100.0) {
            continue;
        }
        let mut places = children.iter().filter_map(|(child, weight)| {
            let goal = &plan[*child];
            let parent = goal.parents.iter().find(|parent| parent.to == up)?;
            Some((weight_place(goal, parent), format!("{weight} of `{}`", goal.id())))
        });
        let Some((first, label)) = places.next() else { continue };
        let (id, rest) = (plan.up_id(up), places.collect());
        let why = if grl { ", so `grl` counts more than there is" } else { "" };
        let help = if grl {
            "lower them until they add to 100: with `grl` each is the percent that a child gives"
        } else {
            "make them add to 100, or write small numbers such as 1, 2 and 3: weights only count against each other"
        };
        let finding = sink
            .finding(first, format!("the weights in `{id}` add to {sum}, not to 100{why}"))
            .label(label)
            .item(id)
            .help(help);
        sink.push(also_all(finding, rest));
    }
}

/// How far from 100 a sum may be that was meant to be 100.
const NEAR: f64 = 15.0;

/// The sum of the weights of a parent's open children, with these, if all are written and look like percents: whole
/// numbers of which at least two are 5 or more and none is negative. For `grl` the written ones above 0 alone.
fn percents(context: &Context<'_>, up: Up) -> Option<(f64, Vec<(GoalIx, f64)>)> {
    let plan = context.plan;
    let grl = matches!(up, Up::Goal(goal) if rollup_of(plan, goal) == Rollup::Grl);
    let mut found = Vec::new();
    for (child, edge) in context.graph.children(up) {
        let goal = &plan[child];
        let written = match edge.entry {
            Some(entry) => goal.written.contributes_to.get(entry as usize).and_then(|link| link.weight),
            None => goal.written.weight,
        };
        match written {
            Some(weight) if grl && weight <= 0.0 => {}
            None if grl => {}
            Some(weight) if weight >= 0.0 && (weight.fract() == 0.0 || grl) => found.push((child, weight)),
            _ => return None,
        }
    }
    let sum: f64 = found.iter().map(|(_, weight)| weight).sum();
    let looks = found.iter().filter(|(_, weight)| *weight >= 5.0).count() >= 2;
    (looks || (grl && found.len() > 1)).then_some((sum, found))
}

#[cfg(test)]
mod tests {
    use crate::testing::{of_rule, with};

    fn found(more: &str, weights: &[f64]) -> Vec<String> {
        let goals: Vec<String> = (weights.iter().enumerate())
            .map(|(number, weight)| {
                format!(r#"{{ "id": "g{number}", "title": "T", "contributes_to": {{ "goal": "o", "weight": {weight} }} }}"#)
            })
            .collect();
        let json = with(&format!(
            r#""goals": [{{ "id": "o", "title": "O", "contributes_to": "vision"{more} }}, {}]"#,
            goals.join(", ")
        ));
        of_rule(&json, "ALN011").into_iter().map(|finding| finding.message).collect()
    }

    #[test]
    fn what_looks_like_percent() {
        assert_eq!(found("", &[50.0, 30.0, 25.0]), ["the weights in `o` add to 105, not to 100"]);
        assert!(found("", &[50.0, 30.0, 20.0]).is_empty());
        assert!(found("", &[1.0, 2.0, 3.0]).is_empty(), "relative weights");
        assert!(found("", &[10.0, 20.0]).is_empty(), "30 was never meant to be 100");
        assert!(found("", &[90.5, 14.0]).is_empty());
    }

    #[test]
    fn with_grl_they_are_percent() {
        let grl = r#", "rollup": "grl""#;
        assert_eq!(
            found(grl, &[75.0, 75.0, -50.0]),
            ["the weights in `o` add to 150, not to 100, so `grl` counts more than there is"]
        );
        assert!(found(grl, &[25.0, 50.0]).is_empty());
    }
}
