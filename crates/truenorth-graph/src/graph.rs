//! The plan as a graph: goals point at what they contribute to, and the vision stands on top.
//!
//! Of petgraph only algorithms without recursion are used. `is_cyclic_directed` and `tarjan_scc` overflow the
//! stack on long chains, `all_simple_paths` and `page_rank` take for ever on large plans.

use petgraph::graph::{DiGraph, EdgeIndex, NodeIndex};
use petgraph::visit::EdgeRef;
use truenorth_core::plan::{GoalIx, Parent, Plan, Up};
use truenorth_core::scalar::Percent;

use crate::frozen::{Frozen, Rows, set};

/// What a node of the graph stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Node {
    /// The vision; always there, also in a plan that has not written one.
    Vision,
    /// A goal.
    Goal(GoalIx),
}

/// A link of a child to a parent.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Edge {
    /// Weight as written, or 1; not comparable between parents. Negative = the child hurts the parent.
    pub weight: f64,
    /// The weight as a share of the parent: divided by the sum of the absolute weights of all links to that
    /// parent, -1 to 1, with the sign of the weight. 0 if all weights are 0.
    pub normalised: f64,
    /// Share of the child's cost that goes to the parent, if written.
    pub share: Option<Percent>,
    /// The entry of `contributes_to`; `None` for the link implied by nesting or by being a pillar.
    pub entry: Option<u32>,
}

/// The goals and their `contributes_to` links, from child to parent.
#[derive(Clone, Debug)]
pub struct PlanGraph {
    graph: DiGraph<Node, Edge, u32>,
    /// The same links by parent, in the order of the plan: the children of a node are asked for by most figures and many
    /// rules, and here they stand side by side, where petgraph's list leads through all of the memory.
    below: Rows,
    /// What each link of `below` carries, in its order.
    edges: Vec<Edge>,
    /// Every node, parents before children; members of a cycle stand together.
    order: Vec<NodeIndex<u32>>,
    /// Number of the strongly connected component of every node.
    component: Vec<u32>,
    /// Whether a node is a member of a cycle.
    cyclic: Vec<bool>,
}

impl PlanGraph {
    /// The graph of a plan.
    #[must_use]
    pub fn new(plan: &Plan) -> Self {
        let links =
            plan.goals().flat_map(|(goal, written)| written.parents.iter().map(move |to| (goal, *to)));
        Self::of_links(plan.goals.len(), links)
    }

    /// The graph of `goals` goals with the given links from child to parent, in the order of the plan. Links
    /// from or to goals that do not exist are left out.
    #[must_use]
    pub fn of_links(goals: usize, links: impl IntoIterator<Item = (GoalIx, Parent)>) -> Self {
        let exists = |up: Up| match up {
            Up::Vision => true,
            Up::Goal(goal) => goal.at() < goals,
        };
        let known = links.into_iter().filter(|(from, link)| exists(Up::Goal(*from)) && exists(link.to));
        let mut links: Vec<(GoalIx, Up, Edge)> = known
            .map(|(from, link)| {
                let Parent { to, weight, share, entry } = link;
                (from, to, Edge { weight, normalised: 0.0, share, entry })
            })
            .collect();
        normalise(goals, &mut links);
        let mut graph = DiGraph::with_capacity(goals.saturating_add(1), links.len());
        graph.add_node(Node::Vision);
        for position in 0..goals {
            graph.add_node(Node::Goal(GoalIx::new(position)));
        }
        // petgraph walks the links of a node from the last added to the first; added backwards, they are
        // walked in the order of the plan.
        for (from, to, edge) in links.iter().rev() {
            graph.add_edge(node_of(Up::Goal(*from)), node_of(*to), *edge);
        }
        let upside_down =
            |(from, to, _): &(GoalIx, Up, Edge)| (number(node_of(*to)), number(node_of(Up::Goal(*from))));
        let below = Rows::new(graph.node_count(), links.iter().map(upside_down));
        let edge = |link: &u32| links.get(*link as usize).map(|(.., edge)| *edge);
        let edges = below.numbers().iter().filter_map(edge).collect();
        Self::sorted(graph, below, edges)
    }

    /// Finds cycles and the order of the nodes in one go.
    fn sorted(graph: DiGraph<Node, Edge, u32>, below: Rows, edges: Vec<Edge>) -> Self {
        if let Some(order) = without_cycles(&below) {
            let nodes = order.len();
            let component = (0..nodes).map(|node| u32::try_from(node).unwrap_or(u32::MAX)).collect();
            return Self { graph, below, edges, order, component, cyclic: vec![false; nodes] };
        }
        let links = graph.raw_edges().iter().map(|link| (number(link.source()), number(link.target())));
        let frozen = Frozen::of_edges(graph.node_count(), &links.collect::<Vec<_>>());
        // A component has the number of its first member.
        let mut component: Vec<u32> = (0..).take(graph.node_count()).collect();
        let mut cyclic = vec![false; graph.node_count()];
        for members in frozen.tangles() {
            for node in members.clone().map(|rank| frozen.node(rank)) {
                set(&mut cyclic, node, true);
                set(&mut component, node, frozen.node(members.start));
            }
        }
        let order = frozen.order().iter().map(|node| NodeIndex::new(*node as usize)).collect();
        Self { graph, below, edges, order, component, cyclic }
    }

    /// The graph itself, for further analyses. Node 0 is the vision, node i + 1 goal i.
    #[must_use]
    pub fn petgraph(&self) -> &DiGraph<Node, Edge, u32> {
        &self.graph
    }

    /// Number of goals.
    #[must_use]
    pub fn goal_count(&self) -> usize {
        self.graph.node_count().saturating_sub(1)
    }

    /// Every goal, in the order of the plan.
    pub fn goals(&self) -> impl Iterator<Item = GoalIx> + use<> {
        (0..self.goal_count()).map(GoalIx::new)
    }

    /// The vision and every goal, parents before children; the members of a cycle stand together.
    pub fn parents_first(&self) -> impl DoubleEndedIterator<Item = Up> + ExactSizeIterator + '_ {
        self.order.iter().map(|node| up_of(*node))
    }

    /// The node of the vision or a goal.
    #[must_use]
    pub fn node(&self, item: Up) -> NodeIndex<u32> {
        node_of(item)
    }

    /// What a node stands for; a node that does not exist counts as the goal it would be.
    #[must_use]
    pub fn item(&self, node: NodeIndex<u32>) -> Up {
        up_of(node)
    }

    /// The parents of a goal with the links to them, as written.
    pub fn parents(&self, goal: GoalIx) -> impl Iterator<Item = (Up, &Edge)> {
        self.links(goal).map(|(_, parent, edge)| (parent, edge))
    }

    /// The same with the index of each link.
    pub(crate) fn links(&self, goal: GoalIx) -> impl Iterator<Item = (EdgeIndex<u32>, Up, &Edge)> {
        let links = self.graph.edges(node_of(Up::Goal(goal)));
        links.map(|link| (link.id(), up_of(link.target()), link.weight()))
    }

    /// The link with an index: child, parent and what it carries.
    pub(crate) fn link(&self, index: EdgeIndex<u32>) -> Option<(GoalIx, Up, &Edge)> {
        let (from, to) = self.graph.edge_endpoints(index)?;
        match up_of(from) {
            Up::Goal(from) => Some((from, up_of(to), self.graph.edge_weight(index)?)),
            Up::Vision => None,
        }
    }

    /// The children of the vision or a goal with the links from them, in the order of the plan.
    pub fn children(&self, item: Up) -> impl Iterator<Item = (GoalIx, &Edge)> {
        let node = number(node_of(item));
        let (begin, end) = self.below.span(node);
        let edges = self.edges.get(begin..end).unwrap_or_default();
        let children = self.below.row(node).iter().zip(edges);
        children.filter_map(|(child, edge)| match up_of(NodeIndex::new(*child as usize)) {
            Up::Goal(goal) => Some((goal, edge)),
            Up::Vision => None,
        })
    }

    /// Whether a goal is a member of a cycle of `contributes_to`.
    #[must_use]
    pub fn in_cycle(&self, goal: GoalIx) -> bool {
        self.cyclic.get(node_of(Up::Goal(goal)).index()).copied().unwrap_or(false)
    }

    /// Whether two are members of one cycle, or the same.
    #[must_use]
    pub fn in_same_cycle(&self, one: Up, other: Up) -> bool {
        let component = |item| self.component.get(node_of(item).index());
        component(one) == component(other)
    }
}

/// Parents before children, if nothing leads back to itself, as in nearly every plan: each node when its last parent
/// has been taken (Kahn 1962), which is quicker than looking for strongly connected components. Nodes as far below the
/// top as each other come in the order of the plan, so that whoever follows the order goes through the memory forwards.
fn without_cycles(below: &Rows) -> Option<Vec<NodeIndex<u32>>> {
    let mut waits_for = vec![0_u32; below.nodes()];
    for child in below.rows().flatten() {
        if let Some(parents) = waits_for.get_mut(*child as usize) {
            *parents += 1;
        }
    }
    let mut order: Vec<u32> = Vec::with_capacity(waits_for.len());
    order.extend((0..).zip(&waits_for).filter(|(_, parents)| **parents == 0).map(|(node, _)| node));
    let mut level = 0..order.len();
    while !level.is_empty() {
        for taken in level.clone() {
            let Some(parent) = order.get(taken).copied() else { break };
            for child in below.row(parent) {
                if let Some(parents) = waits_for.get_mut(*child as usize) {
                    *parents -= 1;
                    if *parents == 0 {
                        order.push(*child);
                    }
                }
            }
        }
        level = level.end..order.len();
        if let Some(next) = order.get_mut(level.clone()) {
            next.sort_unstable();
        }
    }
    let whole = order.len() == below.nodes();
    whole.then(|| order.into_iter().map(|node| NodeIndex::new(node as usize)).collect())
}

/// Gives each link its share of its parent.
fn normalise(goals: usize, links: &mut [(GoalIx, Up, Edge)]) {
    // First the largest weight of each parent, so that no sum overflows.
    let mut largest = vec![0.0_f64; goals.saturating_add(1)];
    for (_, to, edge) in &*links {
        if let Some(largest) = largest.get_mut(node_of(*to).index()) {
            *largest = largest.max(size(edge.weight));
        }
    }
    let scaled = |to: Up, weight: f64| match largest.get(node_of(to).index()) {
        Some(largest) if *largest > 0.0 => size(weight) / largest,
        _ => 0.0,
    };
    let mut sums = vec![0.0_f64; largest.len()];
    for (_, to, edge) in &*links {
        if let Some(sum) = sums.get_mut(node_of(*to).index()) {
            *sum += scaled(*to, edge.weight);
        }
    }
    for (_, to, edge) in links {
        let sum = sums.get(node_of(*to).index()).copied().unwrap_or_default();
        let size = if sum > 0.0 { scaled(*to, edge.weight) / sum } else { 0.0 };
        edge.normalised = if edge.weight < 0.0 { -size } else { size };
    }
}

/// The size of a weight; one that is no finite number counts as 0.
fn size(weight: f64) -> f64 {
    if weight.is_finite() { weight.abs() } else { 0.0 }
}

fn node_of(item: Up) -> NodeIndex<u32> {
    match item {
        Up::Vision => NodeIndex::new(0),
        Up::Goal(goal) => NodeIndex::new(goal.at().saturating_add(1)),
    }
}

/// The number of a node in rows.
fn number(node: NodeIndex<u32>) -> u32 {
    u32::try_from(node.index()).unwrap_or(u32::MAX)
}

fn up_of(node: NodeIndex<u32>) -> Up {
    match node.index().checked_sub(1) {
        Some(goal) => Up::Goal(GoalIx::new(goal)),
        None => Up::Vision,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::testing::{chain, goal, link, on_small_stack, plan};

    #[test]
    fn links_in_the_order_of_the_plan() {
        let plan = plan(
            r#""pillars": [ { "id": "p", "title": "P" }, { "id": "q", "title": "Q", "weight": 3 } ],
            "goals": [
                { "id": "a", "title": "A", "contributes_to": ["q", { "goal": "p", "weight": -2, "share": "60%" }],
                  "key_results": [ { "id": "k", "title": "K" } ] },
                { "id": "b", "title": "B", "contributes_to": { "goal": "p", "weight": 6 } } ]"#,
        );
        let graph = PlanGraph::new(&plan);
        let [p, q, a, k, b] = ["p", "q", "a", "a/k", "b"].map(|id| goal(&plan, id));
        let children =
            |item| graph.children(item).map(|(child, link)| (child, link.normalised)).collect::<Vec<_>>();
        assert_eq!(children(Up::Vision), [(p, 0.25), (q, 0.75)]);
        assert_eq!(children(Up::Goal(p)), [(a, -0.25), (b, 0.75)]);
        assert_eq!(children(Up::Goal(a)), [(k, 1.0)]);
        let parents: Vec<_> = graph.parents(a).collect();
        assert_eq!(parents[0].0, Up::Goal(q));
        assert_eq!(parents[1].0, Up::Goal(p));
        assert_eq!(parents[1].1.weight, -2.0);
        assert_eq!(parents[1].1.entry, Some(1));
        assert_eq!(parents[1].1.share, Percent::parse("60%").ok());
        assert_eq!(
            graph.parents(k).next().map(|(parent, link)| (parent, link.entry)),
            Some((Up::Goal(a), None))
        );
        for item in [Up::Vision, Up::Goal(p), Up::Goal(b)] {
            assert_eq!(graph.item(graph.node(item)), item);
        }
        assert_eq!(graph.petgraph().node_weight(graph.node(Up::Goal(a))), Some(&Node::Goal(a)));
        assert_eq!(graph.parents_first().next(), Some(Up::Vision));
    }

    #[test]
    fn weights_that_cannot_be_shares() {
        let weighted = |weights: &[f64]| {
            let links = weights
                .iter()
                .enumerate()
                .map(|(goal, weight)| (GoalIx::new(goal), Parent { weight: *weight, ..link(Up::Vision) }));
            let graph = PlanGraph::of_links(weights.len(), links);
            graph.children(Up::Vision).map(|(_, link)| link.normalised).collect::<Vec<_>>()
        };
        assert_eq!(weighted(&[0.0, 0.0]), [0.0, 0.0]);
        assert_eq!(weighted(&[1e308, -1e308]), [0.5, -0.5]);
        assert_eq!(weighted(&[f64::NAN, 1.0, f64::INFINITY]), [0.0, 1.0, 0.0]);
    }

    #[test]
    fn links_to_goals_that_do_not_exist_are_left_out() {
        let links = [(GoalIx(0), link(Up::Goal(GoalIx(7)))), (GoalIx(7), link(Up::Vision))];
        let graph = PlanGraph::of_links(1, links);
        assert_eq!(graph.petgraph().edge_count(), 0);
        assert!(!graph.in_cycle(GoalIx(7)));
        assert_eq!(graph.parents(GoalIx(7)).count(), 0);
    }

    #[test]
    fn a_chain_of_a_million() {
        let graph = on_small_stack(|| PlanGraph::of_links(1_000_000, chain(1_000_000)));
        assert!(graph.goals().all(|goal| !graph.in_cycle(goal)));
        assert!(graph.parents_first().skip(1).eq(graph.goals().map(Up::Goal)));
    }

    proptest! {
        #[test]
        fn parents_come_first(links in prop::collection::vec((0_u32..12, 0_u32..13, -3.0..3.0), 0..40)) {
            let links = links.into_iter().map(|(from, to, weight)| {
                let to = to.checked_sub(1).map_or(Up::Vision, |to| Up::Goal(GoalIx(to)));
                (GoalIx(from), Parent { weight, ..link(to) })
            });
            let graph = PlanGraph::of_links(12, links);
            let order: Vec<_> = graph.parents_first().collect();
            prop_assert_eq!(order.len(), 13);
            let rank = |item| order.iter().position(|other| *other == item).unwrap();
            for goal in graph.goals() {
                for (parent, _) in graph.parents(goal) {
                    let own = Up::Goal(goal);
                    prop_assert!(rank(parent) < rank(own) || graph.in_same_cycle(own, parent));
                    if graph.in_same_cycle(own, parent) {
                        prop_assert!(graph.in_cycle(goal));
                    }
                }
            }
            for item in graph.parents_first() {
                let sum: f64 = graph.children(item).map(|(_, link)| link.normalised.abs()).sum();
                prop_assert!(sum == 0.0 || (sum - 1.0).abs() < 1e-9);
            }
        }
    }
}
