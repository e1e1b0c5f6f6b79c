//! The graph that is laid out: boxes plus one place-holder for every column that a long link passes.

use super::{Edge, Node};

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
        // Columns that nothing stands in are left out, so that a far column costs nothing.
        let mut used: Vec<usize> = nodes.iter().map(|n| n.column).collect();
        used.sort_unstable();
        used.dedup();
        let rank = |column: usize| used.binary_search(&column).unwrap_or(0);
        let mut cells: Vec<Cell> =
            nodes.iter().map(|n| Cell { column: rank(n.column), height: n.height, lane: false }).collect();
        let mut lanes = vec![Vec::new(); edges.len()];
        let mut links: Vec<(usize, usize)> = Vec::with_capacity(edges.len());
        for (edge, passed) in edges.iter().zip(&mut lanes) {
            let (Some(a), Some(b)) = (nodes.get(edge.from), nodes.get(edge.to)) else { continue };
            let (start, end) = if a.column < b.column { (edge.from, edge.to) } else { (edge.to, edge.from) };
            let (low, high) = (rank(a.column.min(b.column)), rank(a.column.max(b.column)));
            if low == high {
                continue;
            }
            let mut last = start;
            for (column, &given) in used.iter().enumerate().take(high).skip(low + 1) {
                let next = cells.len();
                cells.push(Cell { column, height: lane, lane: true });
                links.push((last, next));
                passed.push((given, next));
                last = next;
            }
            links.push((last, end));
        }
        // Two links between the same boxes pull no more than one.
        links.sort_unstable();
        links.dedup();
        let (mut left, mut right) = (vec![Vec::new(); cells.len()], vec![Vec::new(); cells.len()]);
        for &(a, b) in &links {
            if let (Some(right), Some(left)) = (right.get_mut(a), left.get_mut(b)) {
                right.push(b);
                left.push(a);
            }
        }
        let mut columns = vec![Vec::new(); used.len()];
        for (at, cell) in cells.iter().enumerate() {
            if let Some(column) = columns.get_mut(cell.column) {
                column.push(at);
            }
        }
        Self { cells, columns, left, right, lanes }
    }

    /// Neighbours on one side; none for an index out of range.
    pub(super) fn beside(&self, cell: usize, leftwards: bool) -> &[usize] {
        let side = if leftwards { &self.left } else { &self.right };
        side.get(cell).map_or(&[], Vec::as_slice)
    }
}
