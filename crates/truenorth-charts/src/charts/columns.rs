//! How wide the columns of the alignment map are and where they stand.

use super::alignment_map::{Node, View};
use super::card;
use super::icicle_cells::widths;
use crate::scene::PX;
use crate::theme::MARGIN;

/// The width the map aims at.
const WIDTH: i32 = 1600 * PX;
/// Narrowest canvas, for headline and legend.
const LEAST_WIDTH: i32 = 1000 * PX;

/// Column widths: dense columns as wide as their titles need, the others share what is left.
pub(super) fn columns(view: &View, dense: &[bool]) -> (Vec<(i32, i32)>, i32) {
    let count = i32::try_from(dense.len()).unwrap_or(1).max(1);
    // Many links need a wider gutter to be told apart.
    let gutter = if view.edges.len() > 120 { 120 * PX } else { 96 * PX };
    let needed = |column: usize| {
        let titles = view.nodes.iter().filter(|n| n.column == column && n.aligned);
        titles.map(|n| card::line_width(&n.title, n.progress.is_some(), false)).max().unwrap_or(0)
    };
    let mut widths: Vec<i32> = dense
        .iter()
        .enumerate()
        .map(|(c, &dense)| if dense { needed(c).clamp(280 * PX, 520 * PX) } else { 0 })
        .collect();
    let open = i32::try_from(widths.iter().filter(|w| **w == 0).count()).unwrap_or(0);
    let taken: i32 = widths.iter().sum::<i32>() + 2 * MARGIN + (count - 1) * gutter;
    if open > 0 {
        let share = ((WIDTH - taken) / open).clamp(290 * PX, 340 * PX);
        widths.iter_mut().filter(|w| **w == 0).for_each(|w| *w = share);
    }
    let boxes: i32 = widths.iter().sum();
    // Room that is left widens the gutters, where the links need it most.
    let gutter =
        if count > 1 { ((WIDTH - 2 * MARGIN - boxes) / (count - 1)).clamp(gutter, 130 * PX) } else { gutter };
    let mut left = MARGIN;
    let mut edges = Vec::with_capacity(widths.len());
    for width in widths {
        edges.push((left, left + width));
        left += width + gutter;
    }
    (edges, (left - gutter + MARGIN).max(LEAST_WIDTH))
}

/// The width of a slide with a line for every goal: a tenth more than the usual one, as its height may be.
const SLIDE: i32 = 1760 * PX;
/// The widest box on it.
const WIDEST: i32 = 560 * PX;

/// By column of a slide, whether long titles take two lines: it has little more than half the boxes of the fullest one, so that
/// all have room.
pub(super) fn wrapped(view: &View, dense: &[bool]) -> Vec<bool> {
    let count = |column: usize| view.nodes.iter().filter(|n| n.column == column && n.aligned).count();
    let most = (0..dense.len()).map(count).max().unwrap_or(0);
    dense.iter().enumerate().map(|(column, dense)| *dense && count(column) * 5 <= most * 3).collect()
}

/// Columns that together are as wide as such a slide: as wide as their titles need if all fit, else narrower in proportion.
pub(super) fn slide_columns(view: &View, dense: &[bool]) -> (Vec<(i32, i32)>, i32) {
    let gutters = i32::try_from(dense.len()).unwrap_or(1).max(1) - 1;
    let gutter = 44 * PX;
    let wrapped = wrapped(view, dense);
    let wish = |(column, dense): (usize, &bool)| {
        let titles = view.nodes.iter().filter(|n| n.column == column && n.aligned);
        let is_wrapped = wrapped.get(column) == Some(&true);
        let line = |n: &Node| match is_wrapped {
            true => card::wrapped_width(&n.title, n.progress.is_some(), WIDEST),
            // A little more, so that rounding cuts nothing.
            false => card::line_width(&n.title, n.progress.is_some(), true).saturating_add(8 * PX),
        };
        match (column, dense) {
            (_, true) => titles.map(line).max().unwrap_or(0).min(WIDEST),
            (0, _) => 200 * PX,
            _ => 200 * PX,
        }
    };
    let mut wishes: Vec<i32> = dense.iter().enumerate().map(wish).collect();
    // Room that is left spares titles their second line first.
    let room = SLIDE - 2 * MARGIN - gutters * gutter;
    let whole = |column: usize| {
        let titles = view.nodes.iter().filter(|n| n.column == column && n.aligned);
        titles.map(|n| card::line_width(&n.title, n.progress.is_some(), true)).max().unwrap_or(0).min(WIDEST)
    };
    for (column, _) in wrapped.iter().enumerate().filter(|(_, is_wrapped)| **is_wrapped) {
        let spare = (room - wishes.iter().sum::<i32>()).max(0);
        if let Some(wish) = wishes.get_mut(column) {
            *wish += (whole(column) - *wish).clamp(0, spare);
        }
    }
    let mut left = MARGIN;
    let mut edges = Vec::with_capacity(wishes.len());
    for width in widths(&wishes, room, 160 * PX) {
        edges.push((left, left + width));
        left += width + gutter;
    }
    (edges, SLIDE)
}
