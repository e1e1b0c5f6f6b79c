//! Goals that others cannot reach the vision without.

use petgraph::Direction;
use petgraph::graph::NodeIndex;
use truenorth_core::plan::{GoalIx, Up};

use crate::graph::PlanGraph;

/// For every goal the nearest item that all its ways to the vision pass: its immediate dominator, seen from the vision.
///
/// Found by the algorithm of Lengauer and Tarjan, "A fast algorithm for finding dominators in a flowgraph" (1979), in its
/// simple form: links times the logarithm of goals, without recursion. Weights and cycles do not matter, only whether
/// there is a way.
#[derive(Clone, Debug)]
pub struct Dominators {
    /// The node at each number of the depth-first search from the vision; the vision is at 0.
    nodes: Vec<NodeIndex<u32>>,
    /// By number: the number of the immediate dominator; of the vision itself.
    above: Vec<u32>,
    /// By node: its number, or [`NONE`] without a way.
    numbers: Vec<u32>,
    /// By number: of how many others it is a dominator.
    below: Vec<u32>,
}

/// No number.
const NONE: u32 = u32::MAX;

impl Dominators {
    /// Finds the dominators of all goals.
    #[must_use]
    pub fn new(graph: &PlanGraph) -> Self {
        let Search { nodes, numbers, tree } = search(graph);
        let above = immediate(graph, &nodes, &numbers, &tree);
        let mut below = vec![0_u32; nodes.len()];
        // A dominator is found before what lies below it, so it has the smaller number.
        for (number, dominator) in above.iter().enumerate().skip(1).rev() {
            let own = below.get(number).copied().unwrap_or_default();
            if let Some(count) = below.get_mut(*dominator as usize) {
                *count = count.saturating_add(own).saturating_add(1);
            }
        }
        Self { nodes, above, numbers, below }
    }

    /// The nearest item that all ways of a goal to the vision pass; `None` if it has no way.
    #[must_use]
    pub fn above(&self, graph: &PlanGraph, goal: GoalIx) -> Option<Up> {
        let dominator = get(&self.above, self.number(graph, goal)?);
        self.nodes.get(dominator as usize).map(|node| graph.item(*node))
    }

    /// How many goals reach the vision only through this one.
    #[must_use]
    pub fn below(&self, graph: &PlanGraph, goal: GoalIx) -> usize {
        let number = self.number(graph, goal).map(|number| number as usize);
        number.and_then(|number| self.below.get(number)).map_or(0, |count| *count as usize)
    }

    /// The goals that reach the vision only through this one, in the order of the plan.
    #[must_use]
    pub fn goals_below(&self, graph: &PlanGraph, goal: GoalIx) -> Vec<GoalIx> {
        let Some(top) = self.number(graph, goal) else { return Vec::new() };
        let mut is_below = vec![false; self.nodes.len()];
        let mut goals = Vec::new();
        for (number, dominator) in (0..).zip(&self.above).skip(1) {
            let hangs = *dominator == top || is_below.get(*dominator as usize).copied().unwrap_or_default();
            if let (true, Some(slot)) = (hangs, is_below.get_mut(number as usize)) {
                *slot = true;
                if let Some(Up::Goal(goal)) = self.nodes.get(number as usize).map(|node| graph.item(*node)) {
                    goals.push(goal);
                }
            }
        }
        goals.sort_unstable();
        goals
    }

    fn number(&self, graph: &PlanGraph, goal: GoalIx) -> Option<u32> {
        let number = get(&self.numbers, graph.node(Up::Goal(goal)).index() as u32);
        (number != NONE).then_some(number)
    }
}

/// What a depth-first search from the vision downwards finds.
struct Search {
    nodes: Vec<NodeIndex<u32>>,
    numbers: Vec<u32>,
    /// By number: the number that it was found from.
    tree: Vec<u32>,
}

fn search(graph: &PlanGraph) -> Search {
    let inner = graph.petgraph();
    let mut search = Search { nodes: Vec::new(), numbers: vec![NONE; inner.node_count()], tree: Vec::new() };
    let mut see = |node: NodeIndex<u32>, from: u32| {
        let number = search.nodes.len() as u32;
        match search.numbers.get_mut(node.index()) {
            Some(slot) if *slot == NONE => *slot = number,
            _ => return None,
        }
        search.nodes.push(node);
        search.tree.push(from);
        Some((number, inner.neighbors_directed(node, Direction::Incoming).detach()))
    };
    let mut stack: Vec<_> = see(graph.node(Up::Vision), 0).into_iter().collect();
    while let Some((number, children)) = stack.last_mut() {
        match children.next_node(inner) {
            Some(child) => {
                let from = *number;
                stack.extend(see(child, from));
            }
            None => {
                stack.pop();
            }
        }
    }
    search
}

/// Immediate dominators by number. Names are those of the paper.
fn immediate(graph: &PlanGraph, nodes: &[NodeIndex<u32>], numbers: &[u32], tree: &[u32]) -> Vec<u32> {
    let count = nodes.len() as u32;
    let mut forest = Forest {
        ancestor: vec![NONE; nodes.len()],
        label: (0..count).collect(),
        semi: (0..count).collect(),
        path: Vec::new(),
    };
    let mut dominators: Vec<u32> = vec![0; nodes.len()];
    // Lists of those with one semidominator: the first by semidominator, the next by number.
    let mut first = vec![NONE; nodes.len()];
    let mut next = vec![NONE; nodes.len()];
    for number in (1..count).rev() {
        let node = nodes.get(number as usize).copied().unwrap_or_default();
        for parent in graph.petgraph().neighbors(node) {
            let parent = get(numbers, parent.index() as u32);
            if parent != NONE {
                let best = forest.eval(parent);
                let semi = get(&forest.semi, best).min(get(&forest.semi, number));
                set(&mut forest.semi, number, semi);
            }
        }
        let semi = get(&forest.semi, number);
        set(&mut next, number, get(&first, semi));
        set(&mut first, semi, number);
        let parent = get(tree, number);
        set(&mut forest.ancestor, number, parent);
        let mut waiting = get(&first, parent);
        set(&mut first, parent, NONE);
        while waiting != NONE {
            let best = forest.eval(waiting);
            let nearer = get(&forest.semi, best) < get(&forest.semi, waiting);
            set(&mut dominators, waiting, if nearer { best } else { parent });
            waiting = get(&next, waiting);
        }
    }
    for number in 1..count {
        let dominator = get(&dominators, number);
        if dominator != get(&forest.semi, number) {
            let next = get(&dominators, dominator);
            set(&mut dominators, number, next);
        }
    }
    dominators
}

/// The part of the search tree that is linked so far, with shortened ways to its roots.
struct Forest {
    ancestor: Vec<u32>,
    label: Vec<u32>,
    semi: Vec<u32>,
    path: Vec<u32>,
}

impl Forest {
    /// The number with the least semidominator on the way from `number` to below the root of its tree.
    fn eval(&mut self, number: u32) -> u32 {
        if get(&self.ancestor, number) == NONE {
            return number;
        }
        let mut at = number;
        while get(&self.ancestor, get(&self.ancestor, at)) != NONE {
            self.path.push(at);
            at = get(&self.ancestor, at);
        }
        while let Some(at) = self.path.pop() {
            let above = get(&self.ancestor, at);
            let (own, other) = (get(&self.label, at), get(&self.label, above));
            if get(&self.semi, other) < get(&self.semi, own) {
                set(&mut self.label, at, other);
            }
            let next = get(&self.ancestor, above);
            set(&mut self.ancestor, at, next);
        }
        get(&self.label, number)
    }
}

fn get(list: &[u32], at: u32) -> u32 {
    list.get(at as usize).copied().unwrap_or(NONE)
}

fn set(list: &mut [u32], at: u32, value: u32) {
    if let Some(slot) = list.get_mut(at as usize) {
        *slot = value;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use truenorth_core::plan::Parent;

    use super::*;
    use crate::testing::{chain, diamonds, goal, link, on_small_stack, plan};

    /// The graph of the test of `contribution`; networkx 3.6.1 gives the same immediate dominators.
    #[test]
    fn two_parents_meet_at_the_vision() {
        let plan = plan(
            r#""goals": [
                { "id": "o1", "title": "O1", "contributes_to": "vision" },
                { "id": "o2", "title": "O2", "contributes_to": "vision" },
                { "id": "kr1", "title": "KR1", "contributes_to": "o1" },
                { "id": "kr2", "title": "KR2", "contributes_to": "o2" },
                { "id": "kr3", "title": "KR3", "contributes_to": ["o1", "o2"] },
                { "id": "i", "title": "I", "contributes_to": "kr3" },
                { "id": "lost", "title": "Lost" } ]"#,
        );
        let graph = PlanGraph::new(&plan);
        let dominators = Dominators::new(&graph);
        let above = |id| dominators.above(&graph, goal(&plan, id)).map(|up| plan.up_id(up).to_owned());
        for (id, expected) in
            [("o1", "vision"), ("kr1", "o1"), ("kr2", "o2"), ("kr3", "vision"), ("i", "kr3")]
        {
            assert_eq!(above(id).as_deref(), Some(expected), "{id}");
        }
        assert_eq!(above("lost"), None);
        let below = ["o1", "o2", "kr3", "i", "lost"].map(|id| dominators.below(&graph, goal(&plan, id)));
        assert_eq!(below, [1, 1, 1, 0, 0]);
        assert_eq!(dominators.goals_below(&graph, goal(&plan, "o1")), [goal(&plan, "kr1")]);
    }

    /// The example of the paper (figure 1, after Tarjan 1974), with R as the vision and A to L as goals.
    #[test]
    fn the_graph_of_lengauer_and_tarjan() {
        let letters = "ABCDEFGHIJKL";
        let links = "RA RB RC AD BA BD BE CF CG DL EH FI GI GJ HE HK IK JI KI KR LH";
        let up = |letter: char| letters.find(letter).map_or(Up::Vision, |at| Up::Goal(GoalIx::new(at)));
        let pairs = links.split(' ').filter_map(|pair| {
            let (from, to) = (pair.chars().next()?, pair.chars().nth(1)?);
            // The edge K to R leads back to the start, which no link of a plan can.
            letters.find(to).map(|to| (GoalIx::new(to), link(up(from))))
        });
        let graph = PlanGraph::of_links(12, pairs);
        let dominators = Dominators::new(&graph);
        for (letter, expected) in letters.chars().zip("RRRRRCCRRGRD".chars()) {
            let Up::Goal(goal) = up(letter) else { panic!() };
            assert_eq!(dominators.above(&graph, goal), Some(up(expected)), "{letter}");
        }
    }

    #[test]
    fn hostile_shapes() {
        const GOALS: usize = 1_000_000;
        on_small_stack(|| {
            for around in [false, true] {
                let back = around.then(|| (GoalIx(0), link(Up::Goal(GoalIx::new(GOALS - 1)))));
                let graph = PlanGraph::of_links(GOALS, chain(GOALS).chain(back));
                let dominators = Dominators::new(&graph);
                assert_eq!(dominators.below(&graph, GoalIx(0)), GOALS - 1);
                assert_eq!(dominators.above(&graph, GoalIx(999_999)), Some(Up::Goal(GoalIx(999_998))));
            }
            let (goals, links) = diamonds(30);
            let graph = PlanGraph::of_links(goals, links);
            let dominators = Dominators::new(&graph);
            // Below the bottom of the first diamond hang the other 29.
            assert_eq!(dominators.below(&graph, GoalIx(2)), 87);
            assert_eq!(dominators.below(&graph, GoalIx(1)), 0);
            let half = 1_000;
            let tops = (0..half).map(|goal| (GoalIx::new(goal), link(Up::Vision)));
            let both = (half..2 * half).flat_map(|from| {
                (0..half).map(move |to| (GoalIx::new(from), link(Up::Goal(GoalIx::new(to)))))
            });
            let graph = PlanGraph::of_links(2 * half, tops.chain(both));
            let dominators = Dominators::new(&graph);
            assert!(graph.goals().all(|goal| dominators.above(&graph, goal) == Some(Up::Vision)));
        });
    }

    /// The goals that reach the vision without passing `without`.
    fn reach(graph: &PlanGraph, without: Option<GoalIx>) -> Vec<bool> {
        let mut reaches = vec![false; graph.goal_count()];
        for _ in graph.goals() {
            for goal in graph.goals().filter(|goal| Some(*goal) != without) {
                reaches[goal.at()] |= graph.parents(goal).any(|(parent, _)| match parent {
                    Up::Vision => true,
                    Up::Goal(parent) => reaches[parent.at()],
                });
            }
        }
        reaches
    }

    proptest! {
        /// With cycles: what a goal keeps from the vision when it is taken away.
        #[test]
        fn as_if_each_goal_were_taken_away(links in prop::collection::vec((0_u32..10, 0_u32..11), 0..30)) {
            let links = links.into_iter().map(|(from, to)| {
                let to = to.checked_sub(1).map_or(Up::Vision, |to| Up::Goal(GoalIx(to)));
                (GoalIx(from), Parent { ..link(to) })
            });
            let graph = PlanGraph::of_links(10, links);
            let dominators = Dominators::new(&graph);
            let all = reach(&graph, None);
            for goal in graph.goals() {
                let left = reach(&graph, Some(goal));
                let lost: Vec<GoalIx> = graph
                    .goals()
                    .filter(|other| *other != goal && all[other.at()] && !left[other.at()])
                    .collect();
                let expected = if all[goal.at()] { lost } else { Vec::new() };
                prop_assert_eq!(dominators.below(&graph, goal), expected.len());
                prop_assert_eq!(dominators.goals_below(&graph, goal), expected);
                prop_assert_eq!(dominators.above(&graph, goal).is_some(), all[goal.at()]);
            }
        }
    }
}
