//! Where the boxes of the strategy map stand: rows within the bands, and places within the rows.

use super::labels::spread;
use super::strategy_lanes;
use super::strategy_map::{Cause, PAD, View};
use crate::layout::{self, Placement, Spacing};
use crate::scene::PX;
use crate::text::{self, Weight};
use crate::theme::{GRID, LABEL, SMALL};

/// Height of a box: two lines of the title, and one for its state; and with a third line of the title.
const BOX: (i32, i32) = (55 * PX, 71 * PX);
/// Widths of boxes that are tried.
const WIDTHS: [i32; 8] = [250, 230, 210, 190, 172, 156, 140, 136];
/// Least and most room between rows, for the arrows.
pub(super) const GAPS: (i32, i32) = (21 * PX, 44 * PX);
/// Between boxes of a row.
const GAP: i32 = 4 * GRID;
/// So many layouts that fit are compared: each takes a while.
const MOST: usize = 3;

/// Where the boxes go.
pub(super) struct Rows {
    /// The objectives that are drawn, by their place in the view.
    pub(super) drawn: Vec<usize>,
    /// By drawn objective, its row from the top.
    pub(super) row: Vec<usize>,
    /// By row, the band.
    pub(super) bands: Vec<usize>,
    pub(super) placed: Placement,
    pub(super) causes: Vec<Cause>,
    /// By drawn objective, the width of its box.
    pub(super) widths: Vec<i32>,
    /// Height of the boxes.
    pub(super) high: i32,
}

/// Rows within the bands: what helps another of its band stands in a row below it. Boxes beyond the width are left out.
pub(super) fn rows(view: &View, area: i32, free: i32) -> Rows {
    let most = usize::try_from(area / (WIDTHS[WIDTHS.len() - 1] * PX + 3 * GRID)).unwrap_or(1).max(1);
    let depth = depths(view);
    let (mut drawn, mut row, mut bands) = (Vec::new(), Vec::new(), Vec::new());
    for band in 0..view.bands.len() {
        let deepest =
            view.nodes.iter().zip(&depth).filter(|(node, _)| node.band == band).map(|(_, at)| *at).max();
        for level in 0..=deepest.unwrap_or(0) {
            let members =
                view.nodes.iter().enumerate().filter(|(at, node)| node.band == band && depth[*at] == level);
            let members: Vec<usize> = members.map(|(at, _)| at).take(most).collect();
            if members.is_empty() {
                continue;
            }
            row.extend(members.iter().map(|_| bands.len()));
            drawn.extend(members);
            bands.push(band);
        }
    }
    let place = |node: usize| drawn.iter().position(|drawn| *drawn == node);
    let causes: Vec<Cause> = view
        .causes
        .iter()
        .filter_map(|cause| Some(Cause { from: place(cause.from)?, to: place(cause.to)?, ..*cause }))
        .collect();
    let edges: Vec<layout::Edge> =
        causes.iter().map(|cause| layout::Edge { from: cause.from, to: cause.to }).collect();
    let ends: Vec<(usize, usize)> = causes.iter().map(|cause| (cause.from, cause.to)).collect();
    // A third line of titles where all rows have room for it.
    let (low, tall) = BOX;
    let high = if bands.len() as i32 * (tall + GAPS.0 + 3 * PX) + 2 * PAD <= free { tall } else { low };
    let titles: Vec<&str> =
        drawn.iter().filter_map(|at| view.nodes.get(*at)).map(|node| node.title.as_str()).collect();
    let lines = title_lines(high);
    // All alike, or wider where a title asks for it: those that fit side by side, the fewest cut titles first.
    let tried = WIDTHS.into_iter().flat_map(|width| [(width * PX, true), (width * PX, false)]);
    let widths = tried.map(|(width, is_even)| {
        let of = |title: &&str| if is_even { width } else { width_of(title, width, lines) };
        titles.iter().map(of).collect::<Vec<i32>>()
    });
    let mut tried: Vec<(usize, Vec<i32>)> = widths
        .filter(|widths| longest(&row, widths) <= area)
        .map(|widths| {
            let cut =
                titles.iter().zip(&widths).filter(|(title, width)| title_of(title, **width, lines).1.cut);
            (cut.count(), widths)
        })
        .collect();
    tried.sort_by_key(|(cut, _)| *cut);
    tried.dedup();
    // Of those with the fewest that fit with their links, the one whose links are the straightest; else the first, which is
    // moved closer together.
    let mut found: Option<(Cost, Vec<i32>, Placement)> = None;
    let mut wide = None;
    let mut fitting = 0;
    for (cut, widths) in tried {
        if fitting == MOST || found.as_ref().is_some_and(|((least, _), ..)| *least < cut) {
            break;
        }
        let nodes: Vec<layout::Node> = row
            .iter()
            .zip(&widths)
            .map(|(row, width)| layout::Node { column: *row, height: *width })
            .collect();
        let spacing = Spacing { gap: GAP, group_gap: GRID, lane: 2 * GRID, port: 4 * GRID };
        let mut placed = layout::layout(&nodes, &edges, &spacing);
        strategy_lanes::straighten(&mut placed, &row, &widths, &ends);
        let cost = (cut, sideways(&placed) * 1000 / i64::from(placed.height.max(1)));
        if placed.height > area {
            wide = wide.or(Some((cost, widths, placed)));
            continue;
        }
        fitting += 1;
        if found.as_ref().is_none_or(|(least, ..)| cost < *least) {
            found = Some((cost, widths, placed));
        }
    }
    let (_, widths, mut placed) = found.or(wide).unwrap_or_default();
    if placed.height > area {
        // Lanes and gaps take more than there is: closer together, each row in its order.
        squeeze(&mut placed, &row, &widths, (&ends, area));
        strategy_lanes::straighten(&mut placed, &row, &widths, &ends);
    }
    Rows { drawn, row, bands, placed, causes, widths, high }
}

/// The width of the longest row, with the least room between its boxes.
fn longest(row: &[usize], widths: &[i32]) -> i32 {
    let mut sums = std::collections::BTreeMap::new();
    for (row, width) in row.iter().zip(widths) {
        *sums.entry(*row).or_insert(-3 * GRID) += width + 3 * GRID;
    }
    sums.into_values().max().unwrap_or(0)
}

/// How many titles are cut, and how far links go sideways.
type Cost = (usize, i64);

/// The width of a box with this title, at least `least`: the least of those that are tried in which nothing is cut.
fn width_of(title: &str, least: i32, lines: usize) -> i32 {
    let wider = WIDTHS.into_iter().rev().map(|width| width * PX).filter(|width| *width >= least);
    wider.into_iter().find(|width| !title_of(title, *width, lines).1.cut).unwrap_or(least)
}

/// How many lines of a title a box of this height has.
pub(super) const fn title_lines(high: i32) -> usize {
    if high < BOX.1 { 2 } else { 3 }
}

/// A title in a box of this width, with its size in pixels: a little smaller where it would be cut.
pub(super) fn title_of(title: &str, width: i32, lines: usize) -> (i32, text::Fitted) {
    let fitted = |size: i32| text::wrap_balanced(title, Weight::SemiBold, size * PX, width - 22 * PX, lines);
    let usual = fitted(LABEL);
    if usual.cut { (SMALL, fitted(SMALL)) } else { (LABEL, usual) }
}

/// How far all links together go sideways.
fn sideways(placed: &Placement) -> i64 {
    let of_route = |route: &layout::Route| {
        let way = std::iter::once(route.left_port)
            .chain(route.lanes.iter().map(|(_, lane)| *lane))
            .chain([route.right_port]);
        let way: Vec<i32> = way.collect();
        way.windows(2).map(|pair| i64::from((pair[1] - pair[0]).abs())).sum::<i64>()
    };
    placed.routes.iter().flatten().map(of_route).sum()
}

/// By objective, how many of its band it helps in a row; more than two rows below each other are one.
fn depths(view: &View) -> Vec<usize> {
    let mut depth = vec![0_usize; view.nodes.len()];
    for _ in 0..2 {
        for cause in &view.causes {
            let (Some(from), Some(to)) = (view.nodes.get(cause.from), view.nodes.get(cause.to)) else {
                continue;
            };
            if from.band == to.band && cause.from != cause.to && depth[cause.from] <= depth[cause.to] {
                depth[cause.from] = (depth[cause.to] + 1).min(2);
            }
        }
    }
    depth
}

/// Moves the boxes of each row closer together, in their order, so that all rows fit the width; ports stay at their boxes.
fn squeeze(placed: &mut Placement, row: &[usize], widths: &[i32], (ends, area): (&[(usize, usize)], i32)) {
    let old = placed.tops.clone();
    let scale = |x: i32| (i64::from(x) * i64::from(area) / i64::from(placed.height.max(1))) as i32;
    let wide = |node: usize| widths.get(node).copied().unwrap_or(0);
    let half = 3 * GRID / 2;
    for at in 0..row.iter().max().map_or(0, |last| last + 1) {
        let members: Vec<usize> = (0..row.len()).filter(|node| row.get(*node) == Some(&at)).collect();
        let wish = |node: &usize| {
            let center = old.get(*node).map_or(0, |left| scale(left + wide(*node) / 2));
            (f64::from(center), f64::from(wide(*node) + 2 * half))
        };
        let wishes: Vec<(f64, f64)> = members.iter().map(wish).collect();
        let centers = spread(&wishes, f64::from(-half), f64::from(area + half));
        for (node, center) in members.into_iter().zip(centers) {
            if let Some(left) = placed.tops.get_mut(node) {
                *left = center.round() as i32 - wide(node) / 2;
            }
        }
    }
    let moved =
        |node: usize| placed.tops.get(node).zip(old.get(node)).map_or(0, |(now, before)| now - before);
    for (route, &(from, to)) in placed.routes.iter_mut().zip(ends) {
        let Some(route) = route else { continue };
        let (upper, lower) = if row.get(from) < row.get(to) { (from, to) } else { (to, from) };
        route.left_port += moved(upper);
        route.right_port += moved(lower);
        for lane in &mut route.lanes {
            lane.1 = scale(lane.1);
        }
    }
    placed.height = area;
}
