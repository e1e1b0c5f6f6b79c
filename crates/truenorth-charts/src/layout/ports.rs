//! Where links touch their boxes: every link a port of its own, in the order in which the links arrive.

use super::layered::Layered;
use super::{Edge, Node, Placement, Route, Spacing};

/// Turns centres into tops, lanes and ports.
pub(super) fn finish(
    nodes: &[Node],
    edges: &[Edge],
    graph: &Layered,
    centers: &[f64],
    spacing: &Spacing,
    crossings: u64,
) -> Placement {
    let tops: Vec<i32> = nodes
        .iter()
        .zip(centers)
        .map(|(n, &center)| (center - f64::from(n.height) / 2.0).round() as i32)
        .collect();
    let middle = |i: usize| {
        let half = nodes.get(i).map_or(0, |n| n.height / 2);
        tops.get(i).copied().unwrap_or(0).saturating_add(half)
    };
    let mut routes: Vec<Option<Route>> = Vec::with_capacity(edges.len());
    // One list per box and side: (height at which the link arrives, far end, edge).
    let mut left_side: Vec<Vec<(i32, i32, usize)>> = vec![Vec::new(); nodes.len()];
    let mut right_side = left_side.clone();
    for (index, edge) in edges.iter().enumerate() {
        let (Some(a), Some(b)) = (nodes.get(edge.from), nodes.get(edge.to)) else {
            routes.push(None);
            continue;
        };
        if edge.from == edge.to {
            routes.push(None);
            continue;
        }
        let lane =
            |&(column, cell): &(usize, usize)| (column, centers.get(cell).map_or(0, |y| y.round() as i32));
        let lanes: Vec<(usize, i32)> =
            graph.lanes.get(index).map_or(&[][..], Vec::as_slice).iter().map(lane).collect();
        let from_is_left = a.column < b.column;
        let (left, right) = if from_is_left { (edge.from, edge.to) } else { (edge.to, edge.from) };
        let (low, high) = (middle(left), middle(right));
        let near_left = lanes.first().map_or(high, |l| l.1);
        let near_right = lanes.last().map_or(low, |l| l.1);
        // A link within one column leaves and arrives on the left sides.
        let first_side = if a.column == b.column { &mut left_side } else { &mut right_side };
        if let Some(side) = first_side.get_mut(left) {
            side.push((near_left, high, index));
        }
        if let Some(side) = left_side.get_mut(right) {
            side.push((near_right, low, index));
        }
        routes.push(Some(Route { from_is_left, left_port: low, right_port: high, lanes }));
    }
    for (is_right, sides) in [(true, &mut right_side), (false, &mut left_side)] {
        for (node, side) in sides.iter_mut().enumerate() {
            side.sort_unstable();
            let height = nodes.get(node).map_or(0, |n| n.height);
            let count = i32::try_from(side.len()).unwrap_or(i32::MAX);
            // Ports keep off the corners: the outer fifths stay free.
            let pitch = spacing.port.min(height.saturating_mul(3) / 5 / count.max(1));
            for (at, &(_, _, edge)) in (0..).zip(side.iter()) {
                let shift = pitch.saturating_mul(2 * at - (count - 1)) / 2;
                let port = middle(node).saturating_add(shift);
                let Some(Some(route)) = routes.get_mut(edge) else { continue };
                let own_is_left =
                    edges.get(edge).is_some_and(|e| node == if route.from_is_left { e.from } else { e.to });
                if is_right || own_is_left {
                    route.left_port = port;
                } else {
                    route.right_port = port;
                }
            }
        }
    }
    let bottoms = nodes.iter().zip(&tops).map(|(n, &top)| top.saturating_add(n.height));
    Placement { height: bottoms.max().unwrap_or(0), tops, routes, crossings }
}
