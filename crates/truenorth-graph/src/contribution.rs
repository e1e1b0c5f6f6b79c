//! How much of the vision hangs on each goal.

use truenorth_core::plan::{GoalIx, Up};

use crate::graph::PlanGraph;

/// The contribution of every goal to the vision, by goal: the sum over all its paths of the product of the
/// normalised weights on the way, so that the vision is 1 and each parent hands its own value to its children.
///
/// One pass, parents first; paths are never listed. A negative weight turns the sign for the whole branch. A
/// goal that hangs on several parents adds up. Members of a cycle get 0 and hand on nothing: there is no
/// last path around a cycle.
#[must_use]
pub fn contribution(graph: &PlanGraph) -> Vec<f64> {
    let mut values = vec![0.0; graph.goal_count()];
    let value_of = |values: &[f64], item: Up| match item {
        Up::Vision => 1.0,
        Up::Goal(goal) => values.get(goal.at()).copied().unwrap_or_default(),
    };
    for item in graph.parents_first() {
        let Up::Goal(goal) = item else { continue };
        if graph.in_cycle(goal) {
            continue;
        }
        let value = sum(graph, goal, |parent| value_of(&values, parent));
        if let Some(slot) = values.get_mut(goal.at()) {
            *slot = value;
        }
    }
    values
}

fn sum(graph: &PlanGraph, goal: GoalIx, value_of: impl Fn(Up) -> f64) -> f64 {
    // From 0, not from the empty sum, which is -0.
    graph.parents(goal).fold(0.0, |sum, (parent, link)| sum + value_of(parent) * link.normalised)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use truenorth_core::plan::Parent;

    use super::*;
    use crate::testing::{chain, diamonds, goal, link, on_small_stack, plan};

    fn close(left: f64, right: f64) {
        assert!((left - right).abs() < 1e-9, "{left} is not {right}");
    }

    /// By hand: kr1 is half of 60 %, kr2 half of 40 %, kr3 the other halves of both.
    #[test]
    fn adds_up_over_parents() {
        let plan = plan(
            r#""goals": [
                { "id": "o1", "title": "O1", "contributes_to": { "goal": "vision", "weight": 60 } },
                { "id": "o2", "title": "O2", "contributes_to": { "goal": "vision", "weight": 40 } },
                { "id": "kr1", "title": "KR1", "contributes_to": { "goal": "o1", "weight": 50 } },
                { "id": "kr2", "title": "KR2", "contributes_to": { "goal": "o2", "weight": 50 } },
                { "id": "kr3", "title": "KR3", "contributes_to":
                    [ { "goal": "o1", "weight": 50 }, { "goal": "o2", "weight": 50 } ] } ]"#,
        );
        let values = contribution(&PlanGraph::new(&plan));
        for (id, expected) in [("o1", 0.6), ("o2", 0.4), ("kr1", 0.3), ("kr2", 0.2), ("kr3", 0.5)] {
            close(values[goal(&plan, id).at()], expected);
        }
    }

    #[test]
    fn a_negative_weight_turns_the_branch() {
        let plan = plan(
            r#""goals": [
                { "id": "a", "title": "A", "contributes_to": { "goal": "vision", "weight": 3 } },
                { "id": "b", "title": "B", "contributes_to": { "goal": "vision", "weight": -1 } },
                { "id": "c", "title": "C", "contributes_to": "b" },
                { "id": "d", "title": "D", "contributes_to": { "goal": "c", "weight": -1 } },
                { "id": "lost", "title": "Lost" } ]"#,
        );
        assert_eq!(contribution(&PlanGraph::new(&plan)), [0.75, -0.25, -0.25, 0.25, 0.0]);
    }

    #[test]
    fn cycles_hand_on_nothing() {
        let [a, b, c] = [0, 1, 2].map(GoalIx);
        let links = [(a, Up::Vision), (a, Up::Goal(b)), (b, Up::Goal(a)), (c, Up::Goal(b)), (c, Up::Vision)];
        let graph = PlanGraph::of_links(3, links.map(|(from, to)| (from, link(to))));
        assert_eq!(contribution(&graph), [0.0, 0.0, 0.5]);
    }

    #[test]
    fn a_million_in_a_row_and_a_billion_ways() {
        let values = on_small_stack(|| contribution(&PlanGraph::of_links(1_000_000, chain(1_000_000))));
        assert!(values.iter().all(|value| *value == 1.0));
        let (goals, links) = diamonds(30);
        let values = contribution(&PlanGraph::of_links(goals, links));
        assert!(values.chunks(3).all(|diamond| diamond == [0.5, 0.5, 1.0]));
    }

    proptest! {
        /// Without cycles and negative weights, what the vision is worth arrives whole at the goals without
        /// children.
        #[test]
        fn nothing_is_lost(links in prop::collection::vec((0_u32..9, 0_u32..9, 0.1..3.0), 1..30)) {
            let links = links.into_iter().filter(|(from, to, _)| to <= from).map(|(from, to, weight)| {
                let to = to.checked_sub(1).map_or(Up::Vision, |to| Up::Goal(GoalIx(to)));
                (GoalIx(from), Parent { weight, ..link(to) })
            });
            let graph = PlanGraph::of_links(9, links);
            let values = contribution(&graph);
            let leaves = graph.goals().filter(|goal| graph.children(Up::Goal(*goal)).next().is_none());
            let sum: f64 = leaves.map(|goal| values[goal.at()]).sum();
            let whole = if graph.children(Up::Vision).next().is_some() { 1.0 } else { 0.0 };
            prop_assert!((sum - whole).abs() < 1e-9, "{sum}");
            prop_assert!(values.iter().all(|value| (0.0..=1.0 + 1e-9).contains(value)));
        }
    }
}
