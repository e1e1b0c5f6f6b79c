//! The order in which goals are computed.

use truenorth_core::model::Rollup;
use truenorth_core::plan::{Goal, GoalIx, Plan, Up};

use crate::graph::PlanGraph;
use crate::grl::{Layers, dependencies, layers};
use crate::rollup::rollup_of;

/// Children before parents. A goal that is limited by what it depends on (`rollup: grl`) also comes after that,
/// unless the two lead to each other.
pub(crate) struct Order {
    /// Every goal.
    pub(crate) children_first: Vec<GoalIx>,
    /// What leads to each other; only where something is limited.
    layers: Option<Layers>,
}

impl Order {
    pub(crate) fn new(plan: &Plan, graph: &PlanGraph) -> Self {
        let limited = |(ix, goal): &(GoalIx, &Goal)| {
            rollup_of(plan, *ix) == Rollup::Grl && dependencies(plan, goal).next().is_some()
        };
        if !plan.goals().any(|goal| limited(&goal)) {
            let goals = graph.parents_first().rev().filter_map(|item| match item {
                Up::Goal(goal) => Some(goal),
                Up::Vision => None,
            });
            return Self { children_first: goals.collect(), layers: None };
        }
        let mut hard = Vec::new();
        for child in graph.goals() {
            hard.extend(graph.parents(child).filter_map(|(parent, _)| match parent {
                Up::Goal(parent) => Some((child.at(), parent.at())),
                Up::Vision => None,
            }));
        }
        let mut soft = Vec::new();
        for (ix, goal) in plan.goals().filter(limited) {
            soft.extend(dependencies(plan, goal).map(|on| (on.at(), ix.at())));
        }
        let layers = layers(graph.goal_count(), &hard, &soft);
        let children_first = layers.order.iter().map(|node| GoalIx::new(*node)).collect();
        Self { children_first, layers: Some(layers) }
    }

    /// Whether two goals lead to each other, so that neither can limit the other.
    pub(crate) fn are_together(&self, one: GoalIx, other: GoalIx) -> bool {
        self.layers.as_ref().is_some_and(|layers| layers.are_together(one.at(), other.at()))
    }
}
