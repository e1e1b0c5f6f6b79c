//! What the strategy map shows of a plan.

use std::collections::BTreeMap;

use truenorth_core::model::{Kind, Perspective};
use truenorth_core::plan::{GoalIx, Item, LinkKind, Plan, Up};

use super::{alignment_map, source, tone};
use crate::catalogue::{Chart, Drawing, Facts, Filter, Of};
use crate::charts::strategy_map::{self as chart, Cause, Node, View};
use crate::theme::Tone;

/// The chart's entry in the catalogue.
pub const CHART: Chart = Chart {
    name: "strategy-map",
    summary: "Pillars and objectives in the four perspectives, with the causes that lead upwards",
    filters: &[Filter::Team, Filter::Pillar],
    of: Of::Plan { has: |plan| plan.goals.iter().any(|goal| goal.written.perspective.is_some()) },
    draw: |facts, _, look| {
        let view = view(facts);
        Ok(Drawing { scene: chart::draw(&view, look), table: chart::table(&view), notes: Vec::new() })
    },
};

const ORDER: [(Perspective, &str); 4] = [
    (Perspective::Financial, "Financial"),
    (Perspective::Customer, "Customer"),
    (Perspective::InternalProcess, "Internal process"),
    (Perspective::LearningGrowth, "Learning and growth"),
];

fn view(facts: &Facts<'_>) -> View {
    let plan = facts.plan;
    let perspectives = perspectives(facts);
    let on_map = |goal: GoalIx| {
        let is_aim = matches!(plan.like(goal), Kind::Pillar | Kind::Objective);
        let is_gone = facts.figures.status.get(goal.at()).is_some_and(|status| tone(*status) == Tone::Gone);
        (is_aim && !is_gone && facts.wants_goal(goal))
            .then(|| perspectives.get(goal.at()).copied().flatten())
            .flatten()
    };
    // Pillars first: if a row has no room for all, they stay.
    let mut goals: Vec<(GoalIx, Perspective)> =
        plan.goals().filter_map(|(at, _)| Some((at, on_map(at)?))).collect();
    goals.sort_by_key(|(goal, _)| (plan.like(*goal) != Kind::Pillar, *goal));
    let place: BTreeMap<GoalIx, usize> =
        goals.iter().enumerate().map(|(at, (goal, _))| (*goal, at)).collect();
    let causes = causes(plan, &place);
    let order = order(&goals);
    let band = |perspective: Perspective| order.iter().position(|(of, _)| *of == perspective).unwrap_or(0);
    let nodes = goals.iter().map(|(goal, perspective)| {
        let node = alignment_map::node(facts, *goal, 0);
        let status = node
            .status
            .unwrap_or(crate::charts::alignment_map::Status { tone: Tone::Unknown, word: String::new() });
        Node {
            id: node.id,
            title: node.title,
            band: band(*perspective),
            tone: status.tone,
            status: status.word,
            progress: node.progress,
            owner: node.owner,
        }
    });
    View {
        nodes: nodes.collect(),
        bands: order.iter().map(|(_, word)| (*word).to_owned()).collect(),
        causes,
        source: source(facts),
    }
}

/// By goal, its perspective: its own, or that of the first parent that has one.
fn perspectives(facts: &Facts<'_>) -> Vec<Option<Perspective>> {
    let mut found = vec![None; facts.plan.goals.len()];
    for up in facts.graph.parents_first() {
        let Up::Goal(goal) = up else { continue };
        let above = facts.plan[goal].parents.iter().find_map(|parent| match parent.to {
            Up::Goal(parent) => found.get(parent.at()).copied().flatten(),
            Up::Vision => None,
        });
        if let Some(slot) = found.get_mut(goal.at()) {
            *slot = facts.plan[goal].written.perspective.or(above);
        }
    }
    found
}

/// What helps what: contributions and `supports`, of the objectives themselves and of what is nested in them.
fn causes(plan: &Plan, place: &BTreeMap<GoalIx, usize>) -> Vec<Cause> {
    let carrier = |goal: GoalIx| {
        let around = std::iter::successors(Some(goal), |goal| plan[*goal].nest);
        // Nesting has an end; the bound is for plans that are broken.
        around.take(64).find_map(|goal| place.get(&goal).copied())
    };
    let mut causes: Vec<Cause> = Vec::new();
    for (goal, written) in plan.goals() {
        let Some(from) = carrier(goal) else { continue };
        let parents = written.parents.iter().filter_map(|parent| match parent.to {
            Up::Goal(to) => Some((to, parent.weight < 0.0)),
            Up::Vision => None,
        });
        let supports = written.links.iter().filter_map(|link| match link.to {
            Item::Goal(to) if link.kind == LinkKind::Supports => Some((to, false)),
            _ => None,
        });
        for (to, negative) in parents.chain(supports) {
            let Some(to) = carrier(to).filter(|to| *to != from) else { continue };
            match causes.iter_mut().find(|cause| cause.from == from && cause.to == to) {
                Some(known) => known.negative &= negative,
                None => causes.push(Cause { from, to, negative }),
            }
        }
    }
    causes
}

/// From the top down in the order in which the plan names them, pillars first; what it does not name follows in the order of
/// Kaplan and Norton.
fn order(goals: &[(GoalIx, Perspective)]) -> Vec<(Perspective, &'static str)> {
    let named =
        |perspective: Perspective| goals.iter().position(|(_, of)| *of == perspective).unwrap_or(usize::MAX);
    let mut order = ORDER.to_vec();
    order.sort_by_key(|(perspective, _)| named(*perspective));
    order
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::Only;
    use crate::testing::{facts_of, plan_of_file};
    use truenorth_core::scalar::Date;

    fn of(goals: &str) -> View {
        let text = format!(
            r#"{{ "truenorth": 1, "organization": {{ "name": "O" }}, "vision": "V", "goals": [{goals}] }}"#
        );
        facts_of(&plan_of_file(&text), Date::new(2027, 7, 1).unwrap(), Only::default(), view)
    }

    #[test]
    fn perspectives_are_inherited_and_nested_goals_speak_for_what_they_are_in() {
        let view = of(r#"
            { "id": "money", "title": "M", "kind": "objective", "contributes_to": "vision", "perspective": "financial" },
            { "id": "costs", "title": "C", "kind": "objective", "contributes_to": "money" },
            { "id": "shop", "title": "S", "kind": "objective", "contributes_to": "vision", "perspective": "customer",
              "key_results": [{ "id": "sold", "title": "K", "supports": "money" }] },
            { "id": "none", "title": "N", "kind": "objective", "contributes_to": "vision" }"#);
        let nodes: Vec<(&str, usize)> = view.nodes.iter().map(|node| (node.id.as_str(), node.band)).collect();
        assert_eq!(nodes, [("money", 0), ("costs", 0), ("shop", 1)]);
        let causes: Vec<(usize, usize)> = view.causes.iter().map(|cause| (cause.from, cause.to)).collect();
        assert_eq!(causes, [(1, 0), (2, 0)]);
    }

    #[test]
    fn the_perspectives_stand_in_the_order_in_which_the_plan_names_them() {
        let view = of(r#"
            { "id": "shop", "title": "S", "kind": "objective", "contributes_to": "vision", "perspective": "customer" },
            { "id": "learn", "title": "L", "kind": "objective", "contributes_to": "vision", "perspective": "learning_growth" },
            { "id": "money", "title": "M", "kind": "objective", "contributes_to": "shop", "perspective": "financial" }"#);
        assert_eq!(view.bands, ["Customer", "Learning and growth", "Financial", "Internal process"]);
    }
}
