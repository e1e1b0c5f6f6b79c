//! The order within the columns: few crossings by barycentres, neighbour swaps and seeded restarts.

use super::layered::Layered;
use super::random::Random;

/// Sweeps per start; the research notes found no gain beyond.
const SWEEPS: usize = 10;

/// Finds an order per column with few crossings. The first start is the given order; another start replaces it
/// only when it crosses less, so small changes of a plan keep the picture stable.
pub(super) fn fewest_crossings(graph: &Layered) -> (Vec<Vec<usize>>, u64) {
    let size = graph.cells.len();
    let restarts = if size <= 500 {
        40
    } else if size <= 2000 {
        10
    } else {
        1
    };
    let mut best = (graph.columns.clone(), u64::MAX);
    for restart in 0..restarts {
        let mut columns = start(graph, restart);
        improve(graph, &mut columns, &mut best);
        if best.1 == 0 {
            break;
        }
    }
    best
}

/// The order of a start: as given first, then in depth-first order, then in shuffled depth-first orders.
fn start(graph: &Layered, restart: u64) -> Vec<Vec<usize>> {
    if restart == 0 {
        return graph.columns.clone();
    }
    let mut random = Random::new(restart);
    let mut shuffled = |list: &[usize]| {
        let mut list = list.to_vec();
        if restart > 1 {
            random.shuffle(&mut list);
        }
        list
    };
    let mut columns = vec![Vec::new(); graph.columns.len()];
    let mut seen = vec![false; graph.cells.len()];
    for column in &graph.columns {
        // A stack, not recursion: chains may be long. Reversed, so that the first child comes first.
        let mut stack: Vec<usize> = shuffled(column).into_iter().rev().collect();
        while let Some(cell) = stack.pop() {
            match seen.get_mut(cell) {
                Some(done) if !*done => *done = true,
                _ => continue,
            }
            if let Some(place) = graph.cells.get(cell).and_then(|c| columns.get_mut(c.column)) {
                place.push(cell);
            }
            stack.extend(shuffled(graph.beside(cell, false)).into_iter().rev());
        }
    }
    columns
}

/// Sweeps to and fro, then swaps neighbours in the best order of this start; replaces `best` if that crosses less.
fn improve(graph: &Layered, columns: &mut [Vec<usize>], best: &mut (Vec<Vec<usize>>, u64)) {
    let mut positions = vec![0; graph.cells.len()];
    let mut own = (columns.to_vec(), count(graph, columns, &mut positions));
    let mut stale = 0;
    for sweep in 1..=SWEEPS {
        if own.1 == 0 || stale == 4 {
            break;
        }
        sort_columns(graph, columns, &mut positions, sweep % 2 == 1);
        let crossings = count(graph, columns, &mut positions);
        stale += 1;
        if crossings < own.1 {
            own = (columns.to_vec(), crossings);
            stale = 0;
        }
    }
    if own.1 > 0 && graph.cells.len() <= 2000 {
        swap_neighbours(graph, &mut own.0, &mut positions);
        own.1 = count(graph, &own.0, &mut positions);
    }
    if own.1 < best.1 {
        *best = own;
    }
}

fn number(columns: &[Vec<usize>], positions: &mut [usize]) {
    for (i, &cell) in columns.iter().flat_map(|column| column.iter().enumerate()) {
        if let Some(position) = positions.get_mut(cell) {
            *position = i;
        }
    }
}

/// Sorts every column by the mean position of the neighbours on one side; cells without stay in place.
fn sort_columns(graph: &Layered, columns: &mut [Vec<usize>], positions: &mut [usize], leftwards: bool) {
    number(columns, positions);
    let count = columns.len();
    for step in 0..count {
        let index = if leftwards { step } else { count - 1 - step };
        let Some(column) = columns.get_mut(index) else { continue };
        let mut keyed: Vec<(f64, usize, usize)> = column
            .iter()
            .enumerate()
            .map(|(at, &cell)| {
                let near = graph.beside(cell, leftwards);
                let sum: usize = near.iter().filter_map(|&n| positions.get(n)).sum();
                let key = if near.is_empty() { at as f64 } else { sum as f64 / near.len() as f64 };
                (key, at, cell)
            })
            .collect();
        keyed.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        for (at, (place, (_, _, cell))) in column.iter_mut().zip(keyed).enumerate() {
            *place = cell;
            if let Some(position) = positions.get_mut(cell) {
                *position = at;
            }
        }
    }
}

/// Swaps cells that stand side by side while that removes crossings.
fn swap_neighbours(graph: &Layered, columns: &mut [Vec<usize>], positions: &mut [usize]) {
    number(columns, positions);
    for _ in 0..8 {
        let mut changed = false;
        for column in columns.iter_mut() {
            for at in 1..column.len() {
                let Some(&[a, b]) = column.get(at - 1..=at) else { continue };
                let (mut now, mut then) = (0, 0);
                for leftwards in [true, false] {
                    let (x, y) = (graph.beside(a, leftwards), graph.beside(b, leftwards));
                    now += pair_crossings(x, y, positions);
                    then += pair_crossings(y, x, positions);
                }
                if then < now {
                    column.swap(at - 1, at);
                    if let Some(p) = positions.get_mut(a) {
                        *p = at;
                    }
                    if let Some(p) = positions.get_mut(b) {
                        *p = at - 1;
                    }
                    changed = true;
                }
            }
        }
        if !changed {
            return;
        }
    }
}

/// Crossings between the links of a cell and those of the next one.
fn pair_crossings(upper: &[usize], lower: &[usize], positions: &[usize]) -> u64 {
    let place = |cell: &usize| positions.get(*cell).copied().unwrap_or(0);
    upper.iter().map(|u| lower.iter().filter(|l| place(l) < place(u)).count() as u64).sum()
}

/// All crossings, column by column: inversions counted with a Fenwick tree.
fn count(graph: &Layered, columns: &[Vec<usize>], positions: &mut [usize]) -> u64 {
    number(columns, positions);
    let mut total = 0;
    for (column, next) in columns.iter().zip(columns.iter().skip(1)) {
        let mut tree = vec![0_u64; next.len() + 1];
        let mut links = 0_u64;
        for &cell in column {
            let mut ends: Vec<usize> =
                graph.beside(cell, false).iter().filter_map(|&n| positions.get(n).copied()).collect();
            ends.sort_unstable();
            // Links of one cell do not cross each other: count all before adding any.
            for &end in &ends {
                let mut at = end + 1;
                let mut not_after = 0;
                while at > 0 {
                    not_after += tree.get(at).copied().unwrap_or(0);
                    at &= at - 1;
                }
                total += links - not_after;
            }
            for &end in &ends {
                let mut at = end + 1;
                while let Some(slot) = tree.get_mut(at) {
                    *slot += 1;
                    at += at & at.wrapping_neg();
                }
            }
            links += ends.len() as u64;
        }
    }
    total
}

#[cfg(test)]
mod tests {
    use super::super::{Edge, Node};
    use super::*;

    #[test]
    fn counts_the_crossings_of_complete_bipartite_graphs() {
        // K(m,n) drawn in two columns crosses C(m,2) * C(n,2) times.
        for (m, n, expected) in [(2, 2, 1), (3, 3, 9), (4, 3, 18)] {
            let nodes: Vec<Node> =
                (0..m + n).map(|i| Node { column: usize::from(i >= m), height: 1 }).collect();
            let edges: Vec<Edge> =
                (0..m).flat_map(|a| (m..m + n).map(move |b| Edge { from: a, to: b })).collect();
            let graph = Layered::new(&nodes, &edges, 1);
            let mut positions = vec![0; m + n];
            assert_eq!(count(&graph, &graph.columns, &mut positions), expected);
        }
    }
}
