//! `weights-not-hundred`: weights of one parent that are written in percent and are no whole.

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::model::Rollup;
use truenorth_core::plan::{GoalIx, Up};
use truenorth_graph::rollup_of;

use super::{also_all, weight_place};
use crate::context::{Context, Goals, Sink};
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
    check: RuleCheck::GoalsAndRest(goals, vision),
};

fn goals(context: &Context<'_>, goals: Goals<'_>, sink: &mut Sink<'_>) {
    for (index, goal) in goals {
        if !goal.is_over() {
            judge(context, Up::Goal(index), rollup_of(context.plan, index) == Rollup::Grl, sink);
        }
    }
}

fn vision(context: &Context<'_>, sink: &mut Sink<'_>) {
    judge(context, Up::Vision, false, sink);
}

fn judge(context: &Context<'_>, up: Up, grl: bool, sink: &mut Sink<'_>) {
    let plan = context.plan;
    let Some((sum, children)) = percents(context, up, grl) else { return };
    // What goes beyond 100 is cut off where weights are percent; anywhere else it only looks wrong.
    let whole = (sum - 100.0).abs() < 0.01;
    if whole || (grl && sum < 100.0) || (!grl && (sum - 100.0).abs() > NEAR) {
        return;
    }
    let mut places = children.iter().filter_map(|(child, weight)| {
        let goal = &plan[*child];
        let parent = goal.parents.iter().find(|parent| parent.to == up)?;
        Some((weight_place(goal, parent), format!("{weight} of `{}`", goal.id())))
    });
    let Some((first, label)) = places.next() else { return };
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

/// How far from 100 a sum may be that was meant to be 100.
const NEAR: f64 = 15.0;

/// The sum of the weights of a parent's children, with these, if all are written and look like percents: whole numbers
/// of which at least two are 5 or more and none is negative. For `grl` the written ones above 0 alone.
fn percents(context: &Context<'_>, up: Up, grl: bool) -> Option<(f64, Vec<(GoalIx, f64)>)> {
    // Asked of the graph first: the goals of nearly all parents need not come from memory.
    let mut large = context.graph.children(up).filter(|(_, edge)| edge.weight >= 5.0);
    large.nth(1)?;
    let mut found = Vec::new();
    for (child, edge) in context.graph.children(up) {
        let goal = &context.plan[child];
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
    Some((found.iter().map(|(_, weight)| weight).sum(), found))
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
