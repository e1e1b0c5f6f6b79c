//! Which way links of the strategy map pass the rows between their ends: through gaps between boxes, as straight as they go.

use std::collections::BTreeSet;

use crate::layout::Placement;
use crate::theme::GRID;

/// Room of a link in a gap.
const LANE: i32 = 2 * GRID;

/// Leads each link that passes rows through the gaps that make it shortest, each gap as often as it has room, and sorts the
/// ends of links at a box by where they come from. Leaves all as it is if the gaps have no room for all.
pub(super) fn straighten(placed: &mut Placement, row: &[usize], widths: &[i32], ends: &[(usize, usize)]) {
    let rows = row.iter().max().map_or(0, |last| last + 1);
    let gaps: Vec<Vec<i32>> = (0..rows).map(|at| slots(placed, row, widths, at)).collect();
    let mut order: Vec<usize> = (0..placed.routes.len()).collect();
    let passed = |placed: &Placement, at: usize| {
        placed.routes.get(at).and_then(Option::as_ref).map_or(0, |route| route.lanes.len())
    };
    // Those that pass most have the fewest ways.
    order.sort_by_key(|at| (std::cmp::Reverse(passed(placed, *at)), *at));
    let mut taken: BTreeSet<(usize, i32)> = BTreeSet::new();
    let mut found = placed.clone();
    for at in order.into_iter().filter(|at| passed(placed, *at) > 0) {
        let Some(route) = found.routes.get_mut(at).and_then(Option::as_mut) else { continue };
        let passes: Vec<usize> = route.lanes.iter().map(|(row, _)| *row).collect();
        let Some(way) = shortest(&passes, (route.left_port, route.right_port), &gaps, &taken) else { return };
        taken.extend(passes.iter().copied().zip(way.iter().copied()));
        route.lanes = passes.into_iter().zip(way).collect();
    }
    for node in 0..row.len() {
        for is_upper in [true, false] {
            sort_ports(&mut found, row, ends, node, is_upper);
        }
    }
    *placed = found;
}

/// The places where links may pass a row: in the gaps between its boxes and beside them.
fn slots(placed: &Placement, row: &[usize], widths: &[i32], at: usize) -> Vec<i32> {
    let mut boxes: Vec<(i32, i32)> = (row.iter().zip(placed.tops.iter().zip(widths)))
        .filter(|(of, _)| **of == at)
        .map(|(_, (left, width))| (*left, left + width))
        .collect();
    boxes.sort_unstable();
    let begins = boxes.iter().map(|(left, _)| *left).chain([placed.height + LANE]);
    let ends = std::iter::once(-LANE).chain(boxes.iter().map(|(_, right)| *right));
    let gaps = ends.zip(begins).filter(|(from, to)| to - from >= LANE + GRID);
    let of_gap = |(from, to): (i32, i32)| {
        let more = (to - from - LANE) / LANE;
        let first = i32::midpoint(from, to) - more * LANE / 2;
        (0..=more).map(move |lane| first + lane * LANE)
    };
    gaps.flat_map(of_gap).collect()
}

/// The shortest way through free places from one port to another; `None` if a row has none.
fn shortest(
    passes: &[usize],
    (from, to): (i32, i32),
    gaps: &[Vec<i32>],
    taken: &BTreeSet<(usize, i32)>,
) -> Option<Vec<i32>> {
    // A bend is worth a little way.
    let step = |a: i32, b: i32| i64::from((a - b).abs()) + if a == b { 0 } else { i64::from(LANE) };
    // By row, the places with the length so far and the place before.
    let mut table: Vec<Vec<(i32, i64, usize)>> = Vec::with_capacity(passes.len());
    for row in passes {
        let free = gaps.get(*row)?.iter().copied().filter(|place| !taken.contains(&(*row, *place)));
        let reached = |place: i32| match table.last() {
            None => Some((place, step(from, place), 0)),
            Some(before) => {
                let ways = before.iter().enumerate();
                let ways = ways.map(|(at, (last, length, _))| (length + step(*last, place), at));
                ways.min().map(|(length, at)| (place, length, at))
            }
        };
        let places: Vec<(i32, i64, usize)> = free.filter_map(reached).collect();
        table.push(places);
    }
    let last = table.last()?.iter().enumerate();
    let (mut at, _) = last.min_by_key(|(at, (place, length, _))| (length + step(*place, to), *at))?;
    let mut way = Vec::with_capacity(passes.len());
    for places in table.iter().rev() {
        let (place, _, before) = places.get(at)?;
        way.push(*place);
        at = *before;
    }
    way.reverse();
    Some(way)
}

/// Gives the ports at the bottom of a box, or at its top, to its links in the order of where these go.
fn sort_ports(placed: &mut Placement, row: &[usize], ends: &[(usize, usize)], node: usize, is_upper: bool) {
    let mut links: Vec<(i32, usize, i32)> = Vec::new();
    for (at, (&(from, to), route)) in ends.iter().zip(&placed.routes).enumerate() {
        let (Some(route), Some(first), Some(second)) = (route, row.get(from), row.get(to)) else { continue };
        let (upper, lower) = if first < second { (from, to) } else { (to, from) };
        if first == second || node != if is_upper { upper } else { lower } {
            continue;
        }
        let lane = if is_upper { route.lanes.first() } else { route.lanes.last() };
        let (port, other) = match is_upper {
            true => (route.left_port, route.right_port),
            false => (route.right_port, route.left_port),
        };
        links.push((lane.map_or(other, |(_, lane)| *lane), at, port));
    }
    let mut ports: Vec<i32> = links.iter().map(|(_, _, port)| *port).collect();
    ports.sort_unstable();
    links.sort_unstable();
    for ((_, at, _), port) in links.into_iter().zip(ports) {
        if let Some(route) = placed.routes.get_mut(at).and_then(Option::as_mut) {
            *(if is_upper { &mut route.left_port } else { &mut route.right_port }) = port;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::Route;
    use crate::scene::PX;

    /// One box over three over one: the link from top to bottom, which passed the middle row at its left end, goes through
    /// the gap beside the middle box, 12 wide, and touches nothing.
    #[test]
    fn a_link_takes_the_gap_that_is_on_its_way() {
        let row = [0, 1, 1, 1, 2];
        let widths = [100 * PX; 5];
        let lefts = [120, 0, 112, 224, 120].map(|left| left * PX);
        let route = Route {
            from_is_left: false,
            left_port: 170 * PX,
            right_port: 170 * PX,
            lanes: vec![(1, -20 * PX)],
        };
        let mut placed =
            Placement { tops: lefts.to_vec(), routes: vec![Some(route)], height: 324 * PX, crossings: 0 };
        straighten(&mut placed, &row, &widths, &[(4, 0)]);
        let lanes = placed.routes[0].as_ref().map(|route| route.lanes.clone());
        assert_eq!(lanes, Some(vec![(1, 218 * PX)]));
    }

    /// Two links of one box that cross at once change their ports.
    #[test]
    fn ports_have_the_order_of_what_they_lead_to() {
        let route = |port: i32, other: i32| {
            Some(Route {
                from_is_left: false,
                left_port: port * PX,
                right_port: other * PX,
                lanes: Vec::new(),
            })
        };
        let mut placed = Placement {
            tops: [100, 0, 200].map(|left| left * PX).to_vec(),
            routes: vec![route(140, 250), route(160, 50)],
            height: 300 * PX,
            crossings: 1,
        };
        straighten(&mut placed, &[0, 1, 1], &[100 * PX; 3], &[(2, 0), (1, 0)]);
        let ports: Vec<i32> = placed.routes.iter().flatten().map(|route| route.left_port / PX).collect();
        assert_eq!(ports, [160, 140]);
    }
}
