//! The order within the columns: few crossings by barycentres, sifting and kicks.
//!
//! Sifting moves one cell at a time to the best of all places in its column (Matuszewski, Schönfeld and Molitor, "Using
//! sifting for k-layer straightline crossing minimization", 1999); it finds what swaps of neighbours miss. Kicks are those of
//! an iterated local search (Lourenço, Martin and Stützle, 2003): some cells go elsewhere, what hangs on them follows, and the
//! result is kept unless it crosses more. With the same steps that finds far fewer crossings than fresh starts do.

use super::layered::Layered;
use super::random::Random;

/// Barycentre sweeps before each sifting of the first search.
const SWEEPS: usize = 8;
/// Sweeps and siftings of the first search, at most.
const ROUNDS: usize = 6;
/// Siftings of all columns in a row, at most.
const PASSES: usize = 1;
/// A cell is not moved on once it would cross so many more links for each of its own; it hardly ever gets better behind.
const PATIENCE: i64 = 4;
/// Links of a cell that are compared one by one.
const FEW: usize = 3;
/// Kicks, at most.
const KICKS: usize = 4000;
/// One cell of so many in a column is kicked, and one to three more.
const KICKED: usize = 40;
/// Steps that a search may take for each cell, and in all, so that time grows no faster than the plan; counted, not
/// measured, so that every machine finds the same picture. A million steps take five to ten milliseconds.
const STEPS: (u64, u64) = (10_000, 1_800_000);

/// Finds an order per column with few crossings. It begins with the given order, and where two orders cross as often it
/// keeps to the given one, so that a small change of a plan is a small change of the picture.
pub(super) fn fewest_crossings(graph: &Layered) -> (Vec<Vec<usize>>, u64) {
    let mut search = Search::new(graph);
    let mut best = search.first();
    let mut random = Random::new(1);
    let steps = STEPS.1.min(STEPS.0 * graph.cells.len() as u64);
    // A search that may wander over a plain finds more ways down; the first of equals stays the best.
    let mut current = best.clone();
    let mut kicks = 0;
    // Where fewer than one a link is left, each is seen, and worth looking twice as long.
    let links: usize = graph.right.iter().map(Vec::len).sum();
    let patience = |crossings: u64| if crossings < links as u64 { 2 * steps } else { steps };
    while best.1 > 0 && kicks < KICKS && search.steps < patience(best.1) {
        search.kick(&current.0, &mut random);
        search.sift_all();
        search.keep_if_as_good(&mut current);
        if current.1 < best.1 {
            best = current.clone();
        }
        kicks += 1;
    }
    search.as_given(&best.0);
    search.keep_if_as_good(&mut best);
    best
}

/// An order under way.
struct Search<'a> {
    graph: &'a Layered,
    columns: Vec<Vec<usize>>,
    /// By cell, where it stands in its column.
    positions: Vec<usize>,
    /// Comparisons so far.
    steps: u64,
}

/// An order with its crossings.
type Found = (Vec<Vec<usize>>, u64);

impl<'a> Search<'a> {
    fn new(graph: &'a Layered) -> Self {
        let columns = graph.columns.clone();
        let mut search = Self { graph, columns, positions: vec![0; graph.cells.len()], steps: 0 };
        search.number();
        search
    }

    fn number(&mut self) {
        for (i, &cell) in self.columns.iter().flat_map(|column| column.iter().enumerate()) {
            self.positions[cell] = i;
        }
    }

    fn set(&mut self, columns: &[Vec<usize>]) {
        self.columns.clone_from_slice(columns);
        self.number();
    }

    /// Sweeps and sifts the given order in turns while that helps.
    fn first(&mut self) -> Found {
        let mut own = (self.columns.clone(), count(self.graph, &self.columns, &self.positions));
        for round in 0..ROUNDS {
            let before = own.1;
            for sweep in 0..SWEEPS {
                if own.1 > 0 {
                    self.sweep((sweep + round) % 2 == 0);
                    self.keep(&mut own);
                }
            }
            if own.1 > 0 {
                self.set(&own.0);
                self.sift_all();
                self.keep(&mut own);
            }
            if own.1 == 0 || own.1 == before && round > 0 {
                break;
            }
        }
        own
    }

    /// Replaces the best order by this one if that crosses less.
    fn keep(&self, best: &mut Found) {
        let crossings = count(self.graph, &self.columns, &self.positions);
        if crossings < best.1 {
            best.0.clone_from(&self.columns);
            best.1 = crossings;
        }
    }

    /// The same, also if it crosses as often.
    fn keep_if_as_good(&self, best: &mut Found) {
        let crossings = count(self.graph, &self.columns, &self.positions);
        if crossings <= best.1 {
            best.0.clone_from(&self.columns);
            best.1 = crossings;
        }
    }

    /// Some cells of the best order so far go elsewhere, and what hangs on them follows.
    fn kick(&mut self, best: &[Vec<usize>], random: &mut Random) {
        self.set(best);
        // Columns of one box have no order; of the others those on the left, which move most with them, twice as often.
        let movable: Vec<usize> = (0..best.len()).filter(|at| best[*at].len() > 1).collect();
        let drawn = random.below(movable.len()).min(random.below(movable.len()));
        let Some(&index) = movable.get(drawn) else { return };
        let count = self.columns[index].len();
        for _ in 0..1 + random.below(3) + count / KICKED {
            let (from, to) = (random.below(count), random.below(count));
            let cell = self.columns[index].remove(from);
            self.columns[index].insert(to, cell);
        }
        self.number();
        for right in index + 1..self.columns.len() {
            self.sort(right, true);
        }
        for left in (0..index).rev() {
            self.sort(left, false);
        }
    }

    /// Sorts column after column by the neighbours on one side.
    fn sweep(&mut self, leftwards: bool) {
        let count = self.columns.len();
        for step in 0..count {
            self.sort(if leftwards { step } else { count - 1 - step }, leftwards);
        }
    }

    /// Sorts a column by the mean position of the neighbours on one side; cells without stay in place.
    fn sort(&mut self, index: usize, leftwards: bool) {
        let positions = &self.positions;
        let keyed = self.columns[index].iter().enumerate().map(|(at, &cell)| {
            let near = self.graph.beside(cell, leftwards);
            let sum: usize = near.iter().map(|&n| positions[n]).sum();
            let key = if near.is_empty() { at as f64 } else { sum as f64 / near.len() as f64 };
            (key, at, cell)
        });
        let mut keyed: Vec<(f64, usize, usize)> = keyed.collect();
        keyed.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        for (at, (place, (_, _, cell))) in self.columns[index].iter_mut().zip(keyed).enumerate() {
            *place = cell;
            self.positions[cell] = at;
        }
        self.steps += self.columns[index].len() as u64;
    }

    /// Sifts all columns to and fro while anything moves.
    fn sift_all(&mut self) {
        let count = self.columns.len();
        for _ in 0..PASSES {
            let mut moved = false;
            for index in (0..count).chain((0..count).rev()) {
                moved |= self.sift(index);
            }
            if !moved {
                break;
            }
        }
    }

    /// Moves every cell of a column to where it crosses least; whether any moved.
    fn sift(&mut self, index: usize) -> bool {
        let size = |column: Option<&Vec<usize>>| column.map_or(0, Vec::len);
        let left = size(index.checked_sub(1).and_then(|before| self.columns.get(before)));
        let right = size(self.columns.get(index + 1));
        let mut column = std::mem::take(&mut self.columns[index]);
        let members = column.clone();
        // By row: where the neighbours stand, those on the right counted on behind those on the left.
        let (mut ends, mut near) = (Vec::with_capacity(members.len() + 1), Vec::new());
        for &cell in &members {
            ends.push(near.len());
            near.extend(self.graph.beside(cell, true).iter().map(|&n| self.positions[n]));
            near.extend(self.graph.beside(cell, false).iter().map(|&n| left + self.positions[n]));
        }
        ends.push(near.len());
        // By place, the row of the cell that stands there now.
        let mut rows: Vec<usize> = (0..members.len()).collect();
        let mut table = vec![0_i64; left + right];
        let mut moved = false;
        for (row, &cell) in members.iter().enumerate() {
            let own = &near[ends[row]..ends[row + 1]];
            if own.is_empty() {
                continue;
            }
            // By end of a link: what is lost or gained when this cell goes past that link downwards. A table of that is filled
            // only for cells with many links; most have one or two.
            let is_few = own.len() <= FEW;
            if !is_few {
                table.fill(0);
                for &end in own {
                    table[end] += 1;
                }
                past_each(&mut table[..left]);
                past_each(&mut table[left..]);
                self.steps += table.len() as u64 / 4;
            }
            let past_end = |end: usize| -> i64 { if is_few { past_few(own, end, left) } else { table[end] } };
            let past = |place: usize| -> i64 {
                let row = rows[place];
                near[ends[row]..ends[row + 1]].iter().map(|&end| past_end(end)).sum()
            };
            let at = self.positions[cell];
            let patience = PATIENCE * own.len() as i64;
            let mut best = (0, at);
            let (down, up) = (at + 1..members.len(), (0..at).rev());
            self.steps += walk(down.map(|place| (place, past(place))), patience, &mut best);
            self.steps += walk(up.map(|place| (place, -past(place))), patience, &mut best);
            let target = best.1;
            if target != at {
                moved = true;
                let span = at.min(target)..=at.max(target);
                if target > at {
                    column[span.clone()].rotate_left(1);
                    rows[span.clone()].rotate_left(1);
                } else {
                    column[span.clone()].rotate_right(1);
                    rows[span.clone()].rotate_right(1);
                }
                for place in span {
                    self.positions[column[place]] = place;
                }
            }
        }
        self.columns[index] = column;
        moved
    }

    /// Turns an order upside down if that is nearer to the given one, and swaps neighbours that stand otherwise than given
    /// where that costs no crossing.
    fn as_given(&mut self, best: &[Vec<usize>]) {
        self.set(best);
        if best.iter().find_map(|column| self.is_upside_down(column)).unwrap_or_default() {
            self.columns.iter_mut().for_each(|column| column.reverse());
            self.number();
        }
        for _ in 0..16 {
            let mut moved = false;
            for index in 0..self.columns.len() {
                for at in 1..self.columns[index].len() {
                    let (a, b) = (self.columns[index][at - 1], self.columns[index][at]);
                    if a < b || self.swap_costs(a, b) > 0 {
                        continue;
                    }
                    self.columns[index].swap(at - 1, at);
                    (self.positions[a], self.positions[b]) = (at, at - 1);
                    moved = true;
                }
            }
            if !moved {
                break;
            }
        }
    }

    /// Whether most pairs of boxes of a column stand otherwise than given; nothing if as many do as do not. The columns on the
    /// left decide: their boxes are few and seldom change.
    fn is_upside_down(&self, column: &[usize]) -> Option<bool> {
        let boxes: Vec<usize> = column.iter().copied().filter(|&cell| !self.graph.cells[cell].lane).collect();
        let pairs = boxes.iter().enumerate().flat_map(|(at, one)| {
            // Near ones tell enough, and all pairs of a long column are too many.
            boxes.iter().skip(at + 1).take(64).map(move |other| if one < other { 1 } else { -1 })
        });
        let balance: i64 = pairs.sum();
        (balance != 0).then_some(balance < 0)
    }

    /// Crossings that are gained when two cells change places, of which the first stands over the second.
    fn swap_costs(&self, upper: usize, lower: usize) -> i64 {
        let mut cost = 0;
        for leftwards in [true, false] {
            for &one in self.graph.beside(upper, leftwards) {
                for &other in self.graph.beside(lower, leftwards) {
                    cost += match self.positions[one].cmp(&self.positions[other]) {
                        std::cmp::Ordering::Less => 1,
                        std::cmp::Ordering::Equal => 0,
                        std::cmp::Ordering::Greater => -1,
                    };
                }
            }
        }
        cost
    }
}

/// Follows a cell past one other after another, each with what that gains, as long as there is hope; keeps the best place, and
/// tells the steps taken.
fn walk(others: impl Iterator<Item = (usize, i64)>, patience: i64, best: &mut (i64, usize)) -> u64 {
    let (mut sum, mut steps) = (0, 0);
    for (place, gain) in others {
        sum += gain;
        steps += 2;
        if sum < best.0 {
            *best = (sum, place);
        } else if sum > best.0 + patience {
            break;
        }
    }
    steps
}

/// How many of a cell's links end before a place on the same side, less how many end behind it.
fn past_few(own: &[usize], end: usize, left: usize) -> i64 {
    let same_side = own.iter().filter(|one| (**one < left) == (end < left));
    same_side.map(|one| i64::from(*one < end) - i64::from(*one > end)).sum()
}

/// From how many links end at each place to how many end before it less how many end behind it.
fn past_each(table: &mut [i64]) {
    let all: i64 = table.iter().sum();
    let mut before = 0;
    for slot in table {
        let here = *slot;
        *slot = before - (all - before - here);
        before += here;
    }
}

#[cfg(test)]
fn positions(columns: &[Vec<usize>], cells: usize) -> Vec<usize> {
    let mut positions = vec![0; cells];
    for (at, &cell) in columns.iter().flat_map(|column| column.iter().enumerate()) {
        positions[cell] = at;
    }
    positions
}

/// All crossings, column by column: inversions counted with a Fenwick tree.
fn count(graph: &Layered, columns: &[Vec<usize>], positions: &[usize]) -> u64 {
    let mut total = 0;
    let (mut ends, mut tree): (Vec<usize>, Vec<u64>) = (Vec::new(), Vec::new());
    for (column, next) in columns.iter().zip(columns.iter().skip(1)) {
        tree.clear();
        tree.resize(next.len() + 1, 0);
        let mut links = 0_u64;
        for &cell in column {
            ends.clear();
            ends.extend(graph.beside(cell, false).iter().map(|&n| positions[n]));
            // Links of one cell do not cross each other: count all before adding any.
            for &end in &ends {
                let mut at = end + 1;
                let mut not_after = 0;
                while at > 0 {
                    not_after += tree[at];
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
    use proptest::prelude::*;

    fn bipartite(left: usize, right: usize, edges: &[(usize, usize)]) -> Layered {
        let nodes: Vec<Node> =
            (0..left + right).map(|i| Node { column: usize::from(i >= left), height: 1 }).collect();
        let edges: Vec<Edge> = edges.iter().map(|&(a, b)| Edge { from: a, to: left + b }).collect();
        Layered::new(&nodes, &edges, 1)
    }

    #[test]
    fn counts_the_crossings_of_complete_bipartite_graphs() {
        // K(m,n) drawn in two columns crosses C(m,2) * C(n,2) times.
        for (m, n, expected) in [(2, 2, 1), (3, 3, 9), (4, 3, 18)] {
            let edges: Vec<(usize, usize)> = (0..m).flat_map(|a| (0..n).map(move |b| (a, b))).collect();
            let graph = bipartite(m, n, &edges);
            let at = positions(&graph.columns, m + n);
            assert_eq!(count(&graph, &graph.columns, &at), expected);
        }
    }

    #[test]
    fn where_nothing_crosses_less_the_given_order_stays() {
        let graph = bipartite(3, 3, &[(0, 0), (1, 1), (2, 2)]);
        assert_eq!(fewest_crossings(&graph), (graph.columns.clone(), 0));
        // All against all cross nine times in any order.
        let all: Vec<(usize, usize)> = (0..3).flat_map(|a| (0..3).map(move |b| (a, b))).collect();
        let graph = bipartite(3, 3, &all);
        assert_eq!(fewest_crossings(&graph), (graph.columns.clone(), 9));
    }

    /// The fewest crossings with the left column as given, by trying every order of the right one.
    fn least(graph: &Layered) -> u64 {
        let mut orders: Vec<Vec<usize>> = vec![Vec::new()];
        for &cell in &graph.columns[1] {
            let longer = orders.iter().flat_map(|order| {
                (0..=order.len()).map(move |at| {
                    let mut order = order.clone();
                    order.insert(at, cell);
                    order
                })
            });
            orders = longer.collect();
        }
        let counts = orders.into_iter().map(|order| {
            let columns = vec![graph.columns[0].clone(), order];
            count(graph, &columns, &positions(&columns, graph.cells.len()))
        });
        counts.min().unwrap()
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]
        #[test]
        fn no_order_of_one_column_is_better(
            edges in proptest::collection::vec((0usize..5, 0usize..6), 1..14)
        ) {
            let graph = bipartite(5, 6, &edges);
            let (columns, crossings) = fewest_crossings(&graph);
            prop_assert_eq!(count(&graph, &columns, &positions(&columns, 11)), crossings);
            prop_assert!(crossings <= least(&graph), "{} crossings", crossings);
        }
    }
}
