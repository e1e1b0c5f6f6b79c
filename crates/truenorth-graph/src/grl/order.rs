//! An order in which sources come before destinations, whatever circles the links make.

use petgraph::algo::kosaraju_scc;
use petgraph::graph::{DiGraph, NodeIndex};

/// The order, and what stands in circles.
#[derive(Clone, Debug)]
pub(crate) struct Layers {
    /// Every node, sources before destinations by all hard links and by the soft ones outside of circles.
    pub(crate) order: Vec<usize>,
    /// The circle of all links that a node belongs to, by number; a node in none has a number of its own.
    together: Vec<usize>,
    /// Whether a node stands in a circle of hard links.
    circular: Vec<bool>,
}

impl Layers {
    /// Whether two nodes stand in one circle of hard and soft links: soft links between them are left out.
    pub(crate) fn are_together(&self, one: usize, other: usize) -> bool {
        self.together.get(one) == self.together.get(other)
    }

    /// Whether a node stands in a circle of hard links.
    pub(crate) fn is_circular(&self, node: usize) -> bool {
        self.circular.get(node).copied().unwrap_or(false)
    }
}

/// Orders `count` nodes by links from source to destination. Soft links give way: those within a circle are dropped.
/// Which circle a node is in does not depend on the order of the links. Linear, without recursion.
pub(crate) fn layers(count: usize, hard: &[(usize, usize)], soft: &[(usize, usize)]) -> Layers {
    let (_, together) = components(count, hard.iter().chain(soft));
    let kept = soft.iter().filter(|(from, to)| together.get(*from) != together.get(*to));
    let (members, _) = components(count, hard.iter().chain(kept));
    let mut circular = vec![false; count];
    for (from, to) in hard {
        if from == to
            && let Some(slot) = circular.get_mut(*from)
        {
            *slot = true;
        }
    }
    let mut order = Vec::with_capacity(count);
    for component in &members {
        for node in component {
            order.push(node.index());
            if component.len() > 1
                && let Some(slot) = circular.get_mut(node.index())
            {
                *slot = true;
            }
        }
    }
    // Components come with destinations first.
    order.reverse();
    Layers { order, together, circular }
}

fn components<'a>(
    count: usize,
    links: impl Iterator<Item = &'a (usize, usize)>,
) -> (Vec<Vec<NodeIndex<u32>>>, Vec<usize>) {
    let mut graph: DiGraph<(), (), u32> = DiGraph::with_capacity(count, 0);
    for _ in 0..count {
        graph.add_node(());
    }
    for (from, to) in links {
        graph.add_edge(NodeIndex::new(*from), NodeIndex::new(*to), ());
    }
    let members = kosaraju_scc(&graph);
    let mut numbers = vec![0; count];
    for (number, component) in members.iter().enumerate() {
        for node in component {
            if let Some(slot) = numbers.get_mut(node.index()) {
                *slot = number;
            }
        }
    }
    (members, numbers)
}
