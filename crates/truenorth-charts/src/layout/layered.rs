//! The graph that is laid out: boxes plus one place-holder for every column that a long link passes.

use super::{Edge, Node};
use petgraph::Direction;
use petgraph::graph::{DiGraph, NodeIndex};

/// A box or a place-holder.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cell {
    pub(super) column: usize,
    pub(super) height: i32,
    /// Whether it is only a lane for a passing link.
    pub(super) lane: bool,
}

/// Cells with their neighbours in the columns beside them. The first cells are the boxes, in their order.
pub(super) struct Layered {
    pub(super) cells: Vec<Cell>,
    /// Cells per column, in the given order, lanes last.
    pub(super) columns: Vec<Vec<usize>>,
    /// Neighbours one column to the left, in ascending order.
    pub(super) left: Vec<Vec<usize>>,
    /// Neighbours one column to the right, in ascending order.
    pub(super) right: Vec<Vec<usize>>,
    /// For every edge the columns it passes with the cells of its lanes, from left to right.
    pub(super) lanes: Vec<Vec<(usize, usize)>>,
}

impl Layered {
    pub(super) fn new(nodes: &[Node], edges: &[Edge], lane: i32) -> Self {
        let mut graph: DiGraph<Cell, ()> = DiGraph::with_capacity(nodes.len(), edges.len());
        // Columns that nothing stands in are left out, so that a far column costs nothing.
        let mut used: Vec<usize> = nodes.iter().map(|n| n.column).collect();
        used.sort_unstable();
        used.dedup();
        let rank = |column: usize| used.binary_search(&column).unwrap_or(0);
        for n in nodes {
            graph.add_node(Cell { column: rank(n.column), height: n.height, lane: false });
        }
        let mut lanes = vec![Vec::new(); edges.len()];
        for (edge, passed) in edges.iter().zip(&mut lanes) {
            let (Some(a), Some(b)) = (nodes.get(edge.from), nodes.get(edge.to)) else { continue };
            let (start, end) = if a.column < b.column { (edge.from, edge.to) } else { (edge.to, edge.from) };
            let (low, high) = (rank(a.column.min(b.column)), rank(a.column.max(b.column)));
            if low == high {
                continue;
            }
            let mut last = NodeIndex::new(start);
            for (column, &given) in used.iter().enumerate().take(high).skip(low + 1) {
                let next = graph.add_node(Cell { column, height: lane, lane: true });
                graph.update_edge(last, next, ());
                passed.push((given, next.index()));
                last = next;
            }
            graph.update_edge(last, NodeIndex::new(end), ());
        }
        let side = |v: NodeIndex, direction| {
            let mut list: Vec<usize> = graph.neighbors_directed(v, direction).map(NodeIndex::index).collect();
            list.sort_unstable();
            list
        };
        let mut columns = vec![Vec::new(); used.len()];
        for v in graph.node_indices() {
            if let Some(column) = graph.node_weight(v).and_then(|cell| columns.get_mut(cell.column)) {
                column.push(v.index());
            }
        }
        Self {
            columns,
            left: graph.node_indices().map(|v| side(v, Direction::Incoming)).collect(),
            right: graph.node_indices().map(|v| side(v, Direction::Outgoing)).collect(),
            cells: graph.into_nodes_edges().0.into_iter().map(|n| n.weight).collect(),
            lanes,
        }
    }

    /// Neighbours on one side; none for an index out of range.
    pub(super) fn beside(&self, cell: usize, leftwards: bool) -> &[usize] {
        let side = if leftwards { &self.left } else { &self.right };
        side.get(cell).map_or(&[], Vec::as_slice)
    }
}
