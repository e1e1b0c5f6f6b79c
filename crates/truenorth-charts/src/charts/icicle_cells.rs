//! What the icicle draws of its boxes: those that are high enough for words one by one, smaller neighbours together.

use super::goal_icicle::{Part, View};

/// A box, or neighbours below one box that are too small for words of their own.
#[derive(Debug)]
pub(super) struct Cell {
    /// Positions in the view, from top to bottom.
    pub(super) members: Vec<usize>,
    pub(super) column: usize,
    /// Where it begins, and its size, as parts of the whole.
    pub(super) from: f64,
    pub(super) size: f64,
}

/// The cells of all boxes by column, from top to bottom. What is smaller than `least` joins its neighbour if that is as small
/// and stands at the same cell.
pub(super) fn cells(view: &View, parts: &[Part], least: f64) -> Vec<Cell> {
    let mut order: Vec<usize> = (0..parts.len()).collect();
    let place = |at: usize| parts.get(at).map_or((0, 0.0), |part| (part.column, part.from));
    order.sort_by(|a, b| {
        let (a, b) = (place(*a), place(*b));
        a.0.cmp(&b.0).then(a.1.total_cmp(&b.1))
    });
    let mut cells: Vec<Cell> = Vec::new();
    // By box, its cell.
    let mut cell_of = vec![usize::MAX; parts.len()];
    for at in order {
        let Some(part) = parts.get(at) else { continue };
        let parent_of = |at: usize| {
            let parent = view.boxes.get(at).and_then(|of| of.parent)?;
            cell_of.get(parent).copied()
        };
        let is_neighbour = |last: &Cell| {
            let is_small = last.members.iter().all(|at| parts.get(*at).is_some_and(|part| part.size < least));
            let parent = last.members.first().and_then(|at| parent_of(*at));
            let ends = last.from + last.size;
            is_small
                && last.column == part.column
                && parent == parent_of(at)
                && (ends - part.from).abs() < 1e-9
        };
        let joins = part.size < least && cells.last().is_some_and(is_neighbour);
        match cells.last_mut().filter(|_| joins) {
            Some(last) => {
                last.members.push(at);
                last.size += part.size;
            }
            None => {
                cells.push(Cell { members: vec![at], column: part.column, from: part.from, size: part.size });
            }
        }
        if let Some(slot) = cell_of.get_mut(at) {
            *slot = cells.len() - 1;
        }
    }
    cells
}

/// Widths of columns that together are as wide as the room: as wide as each wishes if all fit, with what is left in equal
/// parts; else in proportion, at least `least` where that is possible.
pub(super) fn widths(wishes: &[i32], room: i32, least: i32) -> Vec<i32> {
    let count = wishes.len().max(1) as i32;
    let least = least.min(room / count);
    // None gets more than there is.
    let wishes: Vec<i32> = wishes.iter().map(|wish| (*wish).min(room)).collect();
    let whole: i64 = wishes.iter().map(|wish| i64::from((*wish).max(least))).sum();
    let spare = i64::from(room) - whole;
    let over: i64 = wishes.iter().map(|wish| i64::from((wish - least).max(0))).sum();
    let width = |wish: &i32| {
        let wish = i64::from((*wish).max(least));
        let own = if spare >= 0 {
            wish + spare / i64::from(count)
        } else {
            // What all wish beyond the least is cut alike.
            wish + spare * (wish - i64::from(least)) / over.max(1)
        };
        i32::try_from(own).unwrap_or(least)
    };
    wishes.iter().map(width).collect()
}

#[cfg(test)]
mod tests {
    use super::super::goal_icicle::{Box, parts};
    use super::*;
    use crate::theme::Tone;

    fn goal(parent: Option<usize>, weight: f64) -> Box {
        Box {
            id: String::new(),
            title: String::new(),
            tone: Tone::Good,
            status: String::new(),
            parent,
            weight,
            money: String::new(),
            progress: None,
        }
    }

    /// Of four boxes at the vision two are below a tenth, 1 of 25 each: they go to the end and are one cell. What stands at both is
    /// one cell, too, since it stands at one.
    #[test]
    fn small_neighbours_are_one_cell() {
        let boxes = vec![
            goal(None, 1.0),
            goal(None, 13.0),
            goal(None, 1.0),
            goal(None, 10.0),
            goal(Some(0), 1.0),
            goal(Some(2), 1.0),
            goal(Some(1), 1.0),
        ];
        let view = View { boxes, ..View::default() };
        let found = cells(&view, &parts(&view, 0.1), 0.1);
        let members: Vec<(usize, &[usize])> =
            found.iter().map(|cell| (cell.column, cell.members.as_slice())).collect();
        assert_eq!(members, [(0, &[1][..]), (0, &[3]), (0, &[0, 2]), (1, &[6]), (1, &[4, 5])]);
        assert!((found[2].from - 23.0 / 25.0).abs() < 1e-9 && (found[2].size - 2.0 / 25.0).abs() < 1e-9);
    }

    #[test]
    fn columns_share_the_room() {
        assert_eq!(widths(&[100, 300], 600, 50), [200, 400]);
        // 150 too much, of which the second has all that is over the least.
        assert_eq!(widths(&[50, 300], 200, 50), [50, 150]);
        assert_eq!(widths(&[400, 400], 100, 90), [50, 50]);
    }
}
