//! One frozen copy of the links: compressed rows, numbered so that parents come before their children.
//!
//! A node is what the caller numbers from 0; a *rank* is its place in the order. A pass over the ranks meets every
//! parent before its children and reads memory from the front to the back, which is what makes the analyses here
//! several times faster than walks over linked lists. Links that run in a circle have no such order: the members of
//! a *tangle*, goals that all reach each other, stand together, and passes treat them as one.

mod dominators;
mod order;
mod passes;
mod reduction;
mod rows;

pub use dominators::Dominators;
pub use order::{strong_components, topological_order};
pub use reduction::{Implied, Reduction};
pub use rows::Rows;

use std::ops::Range;

use crate::graph::PlanGraph;

/// Stands for no node, no rank, no link.
pub(crate) const NONE: u32 = u32::MAX;

/// The links of a graph in compressed rows, by rank.
#[derive(Clone, Debug, Default)]
pub struct Frozen {
    /// The node of every rank.
    node_of: Vec<u32>,
    /// The rank of every node.
    rank_of: Vec<u32>,
    /// The parents of every rank, as ranks, with the number of each link.
    up: Rows,
    /// The children of every rank, likewise.
    down: Rows,
    /// Ranks of the members of every tangle, in order.
    tangles: Vec<Range<u32>>,
    /// Number of the tangle of every rank, or [`NONE`]; empty if there is no tangle.
    tangle_of: Vec<u32>,
}

impl Frozen {
    /// Freezes `nodes` nodes with links from child to parent. Links from or to nodes that do not exist are left
    /// out, but keep their number: the position in `edges`.
    ///
    /// Time and memory grow with the number of nodes and links; nothing recurses.
    #[must_use]
    pub fn of_edges(nodes: usize, edges: &[(u32, u32)]) -> Self {
        let children = Rows::new(nodes, edges.iter().map(|(child, parent)| (*parent, *child)));
        let (order, tangles) = match topological_order(&children) {
            Some(order) => (order, Vec::new()),
            None => strong_components(&Rows::new(nodes, edges.iter().copied())),
        };
        Self::in_order(&children, order, tangles)
    }

    /// The links of a plan: node 0 is the vision, node i + 1 goal i; links have the numbers they have in
    /// [`PlanGraph::petgraph`].
    #[must_use]
    pub fn of_plan(graph: &PlanGraph) -> Self {
        let links = graph.petgraph().raw_edges();
        let number = |node: usize| u32::try_from(node).unwrap_or(NONE);
        let edges: Vec<(u32, u32)> =
            links.iter().map(|link| (number(link.source().index()), number(link.target().index()))).collect();
        Self::of_edges(graph.goal_count().saturating_add(1), &edges)
    }

    /// Writes the rows anew in an order of the nodes.
    fn in_order(children: &Rows, order: Vec<u32>, tangles: Vec<Range<u32>>) -> Self {
        let mut rank_of = vec![NONE; order.len()];
        for (rank, node) in (0..).zip(&order) {
            set(&mut rank_of, *node, rank);
        }
        let down = children.renumbered(&order, &rank_of);
        let up = down.turned();
        let mut tangle_of = Vec::new();
        if !tangles.is_empty() {
            tangle_of = vec![NONE; order.len()];
            for (number, tangle) in (0..).zip(&tangles) {
                for rank in tangle.clone() {
                    set(&mut tangle_of, rank, number);
                }
            }
        }
        Self { node_of: order, rank_of, up, down, tangles, tangle_of }
    }

    /// Number of nodes.
    #[must_use]
    pub fn len(&self) -> usize {
        self.node_of.len()
    }

    /// Whether there is no node.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.node_of.is_empty()
    }

    /// Number of links.
    #[must_use]
    pub fn links(&self) -> usize {
        self.up.links()
    }

    /// Every node, parents before children; the members of a tangle stand together.
    #[must_use]
    pub fn order(&self) -> &[u32] {
        &self.node_of
    }

    /// The node at a rank.
    #[must_use]
    pub fn node(&self, rank: u32) -> u32 {
        get(&self.node_of, rank).unwrap_or(NONE)
    }

    /// The place of a node in the order.
    #[must_use]
    pub fn rank(&self, node: u32) -> Option<u32> {
        get(&self.rank_of, node)
    }

    /// The parents of a rank, as ranks, in their order, each with the number of the link.
    pub fn parents(&self, rank: u32) -> impl DoubleEndedIterator<Item = (u32, u32)> + ExactSizeIterator + '_ {
        self.up.links_of(rank)
    }

    /// The children of a rank, as ranks, in the order of the links, each with the number of the link.
    pub fn children(
        &self,
        rank: u32,
    ) -> impl DoubleEndedIterator<Item = (u32, u32)> + ExactSizeIterator + '_ {
        self.down.links_of(rank)
    }

    /// Whether no link runs in a circle.
    #[must_use]
    pub fn is_acyclic(&self) -> bool {
        self.tangles.is_empty()
    }

    /// The ranks of every tangle: of nodes that all reach each other, or of one that leads to itself.
    #[must_use]
    pub fn tangles(&self) -> &[Range<u32>] {
        &self.tangles
    }

    /// The number of the tangle that a rank is a member of.
    #[must_use]
    pub fn tangle(&self, rank: u32) -> Option<u32> {
        get(&self.tangle_of, rank).filter(|tangle| *tangle != NONE)
    }

    /// Every rank by itself, and tangles whole, in the order of ranks.
    fn groups(&self) -> impl Iterator<Item = Range<u32>> + '_ {
        let mut tangles = self.tangles.iter().peekable();
        let mut next = 0;
        let end = u32::try_from(self.len()).unwrap_or(NONE);
        std::iter::from_fn(move || {
            if next >= end {
                return None;
            }
            let group = match tangles.next_if(|tangle| tangle.start == next) {
                Some(tangle) => tangle.clone(),
                None => next..next.saturating_add(1),
            };
            next = group.end;
            Some(group)
        })
    }

    /// Values by node, from values by rank.
    #[must_use]
    pub fn by_node<T: Copy + Default>(&self, by_rank: &[T]) -> Vec<T> {
        let mut values = vec![T::default(); self.len()];
        for (node, value) in self.node_of.iter().zip(by_rank) {
            set(&mut values, *node, *value);
        }
        values
    }

    /// Values by rank, from values by node; where there are too few, the default.
    #[must_use]
    pub fn by_rank<T: Copy + Default>(&self, by_node: &[T]) -> Vec<T> {
        self.node_of.iter().map(|node| get(by_node, *node).unwrap_or_default()).collect()
    }

    /// Values in the order in which passes meet the links, from values by number of the link: the parents of
    /// rank 0, of rank 1, and so on.
    #[must_use]
    pub fn by_slot<T: Copy + Default>(&self, by_link: &[T]) -> Vec<T> {
        self.up.numbers().iter().map(|link| get(by_link, *link).unwrap_or_default()).collect()
    }
}

/// An entry of a list, if it is there.
pub(crate) fn get<T: Copy>(list: &[T], at: u32) -> Option<T> {
    list.get(at as usize).copied()
}

/// Writes an entry of a list, if it is there.
pub(crate) fn set<T>(list: &mut [T], at: u32, value: T) {
    if let Some(slot) = list.get_mut(at as usize) {
        *slot = value;
    }
}

#[cfg(test)]
mod tests;
