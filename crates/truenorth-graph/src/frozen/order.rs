//! The order of the nodes, parents first, and what has none.

use std::ops::Range;

use super::{NONE, Rows, get, set};

/// Every node, parents before children, from the rows of the children; `None` if links run in a circle.
///
/// Kahn's algorithm (1962): level after level, within a level by the parent that freed a node last. Linear.
#[must_use]
pub fn topological_order(children: &Rows) -> Option<Vec<u32>> {
    let mut waits_for = vec![0_u32; children.nodes()];
    for child in children.rows().flatten() {
        if let Some(count) = waits_for.get_mut(*child as usize) {
            *count = count.saturating_add(1);
        }
    }
    let mut order: Vec<u32> = Vec::with_capacity(children.nodes());
    order.extend((0..).zip(&waits_for).filter(|(_, count)| **count == 0).map(|(node, _)| node));
    let mut next = 0;
    // The list of those that are free is the order itself.
    while let Some(node) = order.get(next).copied() {
        next += 1;
        for child in children.row(node) {
            let Some(count) = waits_for.get_mut(*child as usize) else { continue };
            *count = count.saturating_sub(1);
            if *count == 0 {
                order.push(*child);
            }
        }
    }
    (order.len() == children.nodes()).then_some(order)
}

/// Every node, parents before children, with the members of each tangle side by side and by number, and the places
/// of the tangles in that order; from the rows of the parents.
///
/// Tarjan's algorithm (1972) with a stack of its own instead of recursion. Linear.
#[must_use]
pub fn strong_components(parents: &Rows) -> (Vec<u32>, Vec<Range<u32>>) {
    let nodes = u32::try_from(parents.nodes()).unwrap_or(NONE);
    let mut search = Search {
        parents,
        found: vec![0; parents.nodes()],
        low: vec![0; parents.nodes()],
        cursor: vec![0; parents.nodes()],
        open: Vec::new(),
        way: Vec::new(),
        order: Vec::with_capacity(parents.nodes()),
        tangles: Vec::new(),
        count: 0,
    };
    for node in 0..nodes {
        if get(&search.found, node) == Some(0) {
            search.from(node);
        }
    }
    (search.order, search.tangles)
}

/// The state of the search for strong components.
struct Search<'a> {
    parents: &'a Rows,
    /// When a node was found, from 1; 0 = not yet, [`NONE`] = its component is complete.
    found: Vec<u32>,
    /// The earliest found node that is known to be reached from a node.
    low: Vec<u32>,
    /// The next entry of a node's row to look at.
    cursor: Vec<u32>,
    /// Found nodes whose component is not complete.
    open: Vec<u32>,
    /// The way from the first node to the present one.
    way: Vec<u32>,
    order: Vec<u32>,
    tangles: Vec<Range<u32>>,
    count: u32,
}

impl Search<'_> {
    fn from(&mut self, first: u32) {
        self.enter(first);
        while let Some(node) = self.way.last().copied() {
            match self.step(node) {
                Some(next) => self.enter(next),
                None => self.leave(node),
            }
        }
    }

    fn enter(&mut self, node: u32) {
        self.count = self.count.saturating_add(1);
        set(&mut self.found, node, self.count);
        set(&mut self.low, node, self.count);
        self.open.push(node);
        self.way.push(node);
    }

    /// Looks at further parents of a node until one is new.
    fn step(&mut self, node: u32) -> Option<u32> {
        let row = self.parents.row(node);
        let mut at = get(&self.cursor, node).unwrap_or(0);
        let mut low = get(&self.low, node).unwrap_or(NONE);
        let mut new = None;
        while let Some(parent) = get(row, at) {
            at = at.saturating_add(1);
            match get(&self.found, parent) {
                Some(0) => {
                    new = Some(parent);
                    break;
                }
                // Of a complete component this is the largest number, and changes nothing.
                found => low = low.min(found.unwrap_or(NONE)),
            }
        }
        set(&mut self.cursor, node, at);
        set(&mut self.low, node, low);
        new
    }

    fn leave(&mut self, node: u32) {
        self.way.pop();
        let low = get(&self.low, node).unwrap_or(NONE);
        if low != get(&self.found, node).unwrap_or(NONE) {
            if let Some(before) = self.way.last().and_then(|before| self.low.get_mut(*before as usize)) {
                *before = low.min(*before);
            }
            return;
        }
        let begin = self.order.len();
        while let Some(member) = self.open.pop() {
            set(&mut self.found, member, NONE);
            self.order.push(member);
            if member == node {
                break;
            }
        }
        let members = self.order.get_mut(begin..).unwrap_or_default();
        members.sort_unstable();
        if members.len() > 1 || self.parents.row(node).contains(&node) {
            let place = |at: usize| u32::try_from(at).unwrap_or(NONE);
            self.tangles.push(place(begin)..place(self.order.len()));
        }
    }
}
