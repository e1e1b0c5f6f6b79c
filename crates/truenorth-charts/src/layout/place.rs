//! Heights within the columns: every cell near its neighbours, in order, never closer than allowed.

use super::Spacing;
use super::layered::Layered;

/// Rounds of moving every column towards its neighbours, and of shortening links after that, up to [`MANY`] cells.
const ROUNDS: (usize, usize) = (16, 8);
/// The same above: later rounds hardly move long columns, and a round takes time there.
const FEWER_ROUNDS: (usize, usize) = (12, 6);
/// Boxes and lanes of a large plan.
const MANY: usize = 700;
/// The whole may be this much taller than its fullest column, so that links get straighter.
const SLACK: f64 = 1.06;

/// Centres of all cells, the topmost box edge at 0.
pub(super) fn heights(graph: &Layered, columns: &[Vec<usize>], spacing: &Spacing) -> Vec<f64> {
    let apart: Vec<Vec<f64>> = columns.iter().map(|c| distances(graph, c, spacing)).collect();
    let needs = columns.iter().zip(&apart).map(|(column, apart)| {
        let ends = [column.first(), column.last()].map(|cell| half_height(graph, cell));
        apart.iter().sum::<f64>() + ends.iter().sum::<f64>()
    });
    let reach = needs.fold(0.0, f64::max) * SLACK / 2.0;
    let mut y = vec![0.0; graph.cells.len()];
    for (column, apart) in columns.iter().zip(&apart) {
        settle(graph, column, apart, reach, &mut y, &|_, _| Some(0.0));
    }
    let mean = |near: &[usize], y: &[f64]| {
        let sum: f64 = near.iter().filter_map(|&n| y.get(n)).sum();
        if near.is_empty() { None } else { Some(sum / near.len() as f64) }
    };
    let to_children = |cell: usize, y: &[f64]| mean(graph.beside(cell, false), y);
    let to_parents = |cell: usize, y: &[f64]| mean(graph.beside(cell, true), y);
    let (rounds, shortenings) = if graph.cells.len() > MANY { FEWER_ROUNDS } else { ROUNDS };
    for _ in 0..rounds {
        for (column, apart) in columns.iter().zip(&apart).rev() {
            settle(graph, column, apart, reach, &mut y, &to_children);
        }
        for (column, apart) in columns.iter().zip(&apart) {
            settle(graph, column, apart, reach, &mut y, &to_parents);
        }
    }
    for round in 0..shortenings {
        for at in 0..columns.len() {
            let at = if round % 2 == 0 { at } else { columns.len() - 1 - at };
            if let (Some(column), Some(apart)) = (columns.get(at), apart.get(at)) {
                shorten(graph, column, apart, reach, &mut y);
            }
        }
    }
    let top = |(cell, center): (usize, &f64)| {
        center - graph.cells.get(cell).map_or(0.0, |c| f64::from(c.height)) / 2.0
    };
    let first = y.iter().enumerate().map(top).fold(f64::INFINITY, f64::min);
    if first.is_finite() {
        y.iter_mut().for_each(|center| *center -= first);
    }
    y
}

/// Least distances between the centres of the cells that follow each other in a column.
fn distances(graph: &Layered, column: &[usize], spacing: &Spacing) -> Vec<f64> {
    let pairs = column.iter().zip(column.iter().skip(1));
    pairs
        .map(|(&a, &b)| {
            let (Some(x), Some(y)) = (graph.cells.get(a), graph.cells.get(b)) else { return 0.0 };
            let bodies = (f64::from(x.height) + f64::from(y.height)) / 2.0;
            let shared = graph.beside(a, true).iter().any(|n| graph.beside(b, true).contains(n));
            let extra = if shared || x.lane || y.lane { 0 } else { spacing.group_gap };
            bodies + f64::from(spacing.gap) + f64::from(extra)
        })
        .collect()
}

fn half_height(graph: &Layered, cell: Option<&usize>) -> f64 {
    cell.and_then(|&c| graph.cells.get(c)).map_or(0.0, |c| f64::from(c.height) / 2.0)
}

/// Moves the cells of one column as close as possible to where `wish` wants them (weighted least squares), in
/// their order, at least `apart` from each other and no further than `reach` from the middle. Cells without a
/// wish want to stay, but weakly.
fn settle(
    graph: &Layered,
    column: &[usize],
    apart: &[f64],
    reach: f64,
    y: &mut [f64],
    wish: &dyn Fn(usize, &[f64]) -> Option<f64>,
) {
    let mut offset = 0.0;
    let mut goals = Vec::with_capacity(column.len());
    for (at, &cell) in column.iter().enumerate() {
        if at > 0 {
            offset += apart.get(at - 1).copied().unwrap_or(0.0);
        }
        let wished = wish(cell, y);
        let goal = wished.or_else(|| y.get(cell).copied()).unwrap_or(0.0);
        let lane = graph.cells.get(cell).is_some_and(|c| c.lane);
        let weight = match (wished.is_some(), lane) {
            (false, _) => 0.05,
            (true, true) => 2.0,
            (true, false) => 1.0,
        };
        goals.push((goal - offset, weight, offset));
    }
    // Cutting an isotonic fit at bounds gives the best fit within the bounds.
    let low = half_height(graph, column.first()) - reach;
    let high = (reach - half_height(graph, column.last()) - offset).max(low);
    let fitted = isotonic(&goals);
    for ((&cell, (_, _, offset)), value) in column.iter().zip(&goals).zip(fitted) {
        if let Some(center) = y.get_mut(cell) {
            *center = value.clamp(low, high) + offset;
        }
    }
}

/// Moves the cells of one column to where their links are shortest, in their order and at least `apart` from each other.
fn shorten(graph: &Layered, column: &[usize], apart: &[f64], reach: f64, y: &mut [f64]) {
    let mut offset = 0.0;
    let mut offsets = Vec::with_capacity(column.len());
    let mut blocks: Vec<Block> = Vec::with_capacity(column.len());
    for (at, &cell) in column.iter().enumerate() {
        if at > 0 {
            offset += apart.get(at - 1).copied().unwrap_or(0.0);
        }
        offsets.push(offset);
        let near = graph.beside(cell, true).iter().chain(graph.beside(cell, false));
        let lane = |cell: usize| graph.cells.get(cell).is_some_and(|c| c.lane);
        let mut wishes: Vec<(f64, f64)> = near
            .map(|&n| {
                // Bends of one link show more than bends between links, as in dot.
                let weight = match (lane(cell), lane(n)) {
                    (true, true) => 8.0,
                    (true, false) | (false, true) => 2.0,
                    _ => 1.0,
                };
                (y.get(n).copied().unwrap_or(0.0) - offset, weight)
            })
            .collect();
        if wishes.is_empty() {
            wishes.push((y.get(cell).copied().unwrap_or(0.0) - offset, 0.05));
        }
        wishes.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut block = Block::new(wishes, 1);
        while let Some(above) = blocks.pop_if(|above| above.place > block.place) {
            block = above.joined(block);
        }
        blocks.push(block);
    }
    let low = half_height(graph, column.first()) - reach;
    let high = (reach - half_height(graph, column.last()) - offset).max(low);
    let places = blocks.into_iter().flat_map(|block| std::iter::repeat_n(block.place, block.cells));
    for ((&cell, offset), place) in column.iter().zip(offsets).zip(places) {
        if let Some(center) = y.get_mut(cell) {
            *center = place.clamp(low, high) + offset;
        }
    }
}

/// Cells that stand as close as they may, with where their neighbours would have them.
struct Block {
    /// Place and weight, by place.
    wishes: Vec<(f64, f64)>,
    /// Where the sum of weighted distances to the wishes is least: the middle of all such places.
    place: f64,
    cells: usize,
}

impl Block {
    fn new(wishes: Vec<(f64, f64)>, cells: usize) -> Self {
        let half = wishes.iter().map(|(_, weight)| weight).sum::<f64>() / 2.0;
        let mut sum = 0.0;
        let mut place = 0.0;
        for (at, (wish, weight)) in wishes.iter().enumerate() {
            sum += weight;
            if sum > half + 1e-9 {
                place = *wish;
                break;
            }
            if sum > half - 1e-9 {
                place = f64::midpoint(*wish, wishes.get(at + 1).map_or(*wish, |next| next.0));
                break;
            }
        }
        Self { wishes, place, cells }
    }

    fn joined(self, below: Self) -> Self {
        let mut wishes = Vec::with_capacity(self.wishes.len() + below.wishes.len());
        let (mut one, mut two) = (self.wishes.into_iter().peekable(), below.wishes.into_iter().peekable());
        loop {
            let next = match (one.peek(), two.peek()) {
                (Some(a), Some(b)) if b.0 < a.0 => two.next(),
                (Some(_), _) => one.next(),
                (None, _) => two.next(),
            };
            match next {
                Some(wish) => wishes.push(wish),
                None => break,
            }
        }
        Self::new(wishes, self.cells + below.cells)
    }
}

/// The non-decreasing sequence nearest to the goals in weighted least squares, by pooling adjacent violators
/// (Barlow, Bartholomew, Bremner and Brunk, "Statistical Inference under Order Restrictions", 1972).
fn isotonic(goals: &[(f64, f64, f64)]) -> Vec<f64> {
    // Blocks of (weighted mean, weight, length).
    let mut blocks: Vec<(f64, f64, usize)> = Vec::with_capacity(goals.len());
    for &(goal, weight, _) in goals {
        let mut block = (goal, weight, 1);
        while let Some(&(mean, mass, length)) = blocks.last() {
            if mean <= block.0 {
                break;
            }
            let joined = mass + block.1;
            block = ((mean * mass + block.0 * block.1) / joined, joined, length + block.2);
            blocks.pop();
        }
        blocks.push(block);
    }
    blocks.into_iter().flat_map(|(mean, _, length)| std::iter::repeat_n(mean, length)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pooling_gives_the_textbook_answer() {
        let goals = [1.0, 3.0, 2.0, 4.0, 3.5].map(|g| (g, 1.0, 0.0));
        assert_eq!(isotonic(&goals), [1.0, 2.5, 2.5, 3.75, 3.75]);
        let weighted = [(4.0, 3.0, 0.0), (0.0, 1.0, 0.0)];
        assert_eq!(isotonic(&weighted), [3.0, 3.0]);
    }
}
