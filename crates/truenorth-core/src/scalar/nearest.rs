//! "Did you mean" among all the ids of a plan: a walk over their sorted list that reads no more of it than may be near.

use std::cell::{Cell, OnceCell};

use super::suggest::{LONGEST, limit_of};

/// How many steps all the walks over one list may take together, so that many unknown ids in a plan whose ids are all alike
/// cost no more than reading it. A usual walk takes some hundred; after the last step nothing is near any more.
const STEPS: usize = 4_000_000;

/// All the ids of a plan, asked for the nearest more than once.
#[derive(Clone, Debug)]
pub struct Candidates<'a> {
    /// In the order of the alphabet: what begins alike lies together.
    sorted: Vec<&'a str>,
    /// Those with a `/`, after their last segments; made for the first question about them.
    nested: OnceCell<Vec<(&'a str, &'a str)>>,
    steps: Cell<usize>,
}

/// The id nearest to a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Near<'a> {
    /// The id.
    pub id: &'a str,
    /// Whether it is a single slip of the finger away, and no other is.
    pub is_only_slip: bool,
}

impl<'a> Candidates<'a> {
    /// The ids, in any order.
    pub fn new(ids: impl Iterator<Item = &'a str>) -> Self {
        // Eight bytes beside each id decide nearly every comparison without a look at the id itself.
        let mut keyed: Vec<(u64, &'a str)> = ids.map(|id| (beginning(id), id)).collect();
        keyed.sort_unstable();
        let sorted = keyed.into_iter().map(|(_, id)| id).collect();
        Self { sorted, nested: OnceCell::new(), steps: Cell::new(0) }
    }

    /// The nearest to `word` within the distance that [`did_you_mean`](super::did_you_mean) allows, without regard to the
    /// word's case; of those that are equally near the first by the alphabet.
    #[must_use]
    pub fn nearest(&self, word: &str) -> Option<Near<'a>> {
        let word = word.to_ascii_lowercase();
        // An id has ASCII letters alone, and nothing that is longer is a misspelling.
        if word.is_empty() || word.len() > LONGEST || !word.is_ascii() {
            return None;
        }
        // Most misspellings are one slip away, and a walk so near to the word is short.
        (1..=limit_of(word.len()) as u8).find_map(|limit| self.within(word.as_bytes(), limit))
    }

    /// The nearest at most so far away.
    fn within(&self, word: &[u8], limit: u8) -> Option<Near<'a>> {
        let first = Row { columns: std::array::from_fn(|column| column as u8), least: 0, byte: 0 };
        let mut walk = Walk { list: self, word, rows: vec![first], limit, best: None, slips: 0 };
        walk.below(0, self.sorted.len());
        let (distance, id) = walk.best?;
        Some(Near { id, is_only_slip: distance <= 1 && walk.slips == 1 })
    }

    /// The first by the alphabet that ends with `/` and this word.
    #[must_use]
    pub fn nested(&self, word: &str) -> Option<&'a str> {
        let by_end = self.nested.get_or_init(|| {
            let ends = |id: &&'a str| id.rsplit_once('/').map(|(_, end)| end);
            let mut by_end: Vec<_> = self.sorted.iter().filter_map(|id| Some((ends(id)?, *id))).collect();
            by_end.sort_unstable();
            by_end
        });
        let end = word.rsplit('/').next()?;
        let first = by_end.partition_point(|(other, _)| *other < end);
        let mut same = by_end.iter().skip(first).take_while(|(other, _)| *other == end).map(|(_, id)| *id);
        let ends = |id: &&str| id.strip_suffix(word).is_some_and(|before| before.ends_with('/'));
        same.find(ends)
    }
}

/// The first eight bytes as a number that sorts as they do.
fn beginning(id: &str) -> u64 {
    let mut first = [0; 8];
    for (to, from) in first.iter_mut().zip(id.bytes()) {
        *to = from;
    }
    u64::from_be_bytes(first)
}

/// A row of the table of distances of one beginning to all beginnings of the word. What is further off the diagonal than the
/// limit is further away than the limit, and not worked out.
#[derive(Clone, Copy)]
struct Row {
    columns: [u8; LONGEST + 1],
    least: u8,
    /// The last byte of the beginning.
    byte: u8,
}

/// In place of a distance that is beyond every limit; some more can be added to it.
const FAR: u8 = 200;

/// A walk over everything that may be near a word.
struct Walk<'a, 'w> {
    list: &'w Candidates<'a>,
    word: &'w [u8],
    /// One row for each byte of the beginning that is looked at, after the row of the empty beginning.
    rows: Vec<Row>,
    limit: u8,
    best: Option<(u8, &'a str)>,
    /// How many ids are at most one slip away.
    slips: usize,
}

impl<'a> Walk<'a, '_> {
    /// Looks at the ids from `low` to before `high`, which all begin with the bytes that the rows stand for.
    fn below(&mut self, mut low: usize, high: usize) {
        let depth = self.rows.len() - 1;
        let sorted = &self.list.sorted;
        let byte = |at: usize| sorted.get(at).and_then(|id| id.as_bytes().get(depth)).copied();
        // The id that is this beginning and nothing more stands before all that go on.
        while low < high && byte(low).is_none() {
            self.end(low);
            low += 1;
        }
        while low < high && self.list.steps.get() < STEPS {
            let Some(next) = byte(low) else { return };
            let end = low + group(sorted.get(low..high).unwrap_or_default(), depth, next);
            self.list.steps.set(self.list.steps.get() + 1);
            if let Some(row) = self.row(next) {
                self.rows.push(row);
                self.below(low, end);
                self.rows.truncate(depth + 1);
            }
            low = end;
        }
    }

    /// An id ends here.
    fn end(&mut self, at: usize) {
        let distance = self.rows.last().and_then(|row| row.columns.get(self.word.len())).copied();
        let (Some(distance), Some(id)) = (distance, self.list.sorted.get(at)) else { return };
        if distance > self.limit {
            return;
        }
        self.slips += usize::from(distance <= 1);
        if self.best.is_none_or(|best| (distance, *id) < best) {
            self.best = Some((distance, id));
        }
    }

    /// The row of one more byte, if something that begins so can be near.
    fn row(&self, byte: u8) -> Option<Row> {
        let (depth, band) = (self.rows.len(), usize::from(self.limit));
        let last = self.rows.last()?;
        let before = depth.checked_sub(2).and_then(|at| self.rows.get(at));
        let mut columns = [FAR; LONGEST + 1];
        columns[0] = depth.min(usize::from(FAR)) as u8;
        let mut least = columns[0];
        for column in depth.saturating_sub(band).max(1)..=(depth + band).min(self.word.len()) {
            let letter = self.word[column - 1];
            let replaced = last.columns[column - 1] + u8::from(letter != byte);
            let mut distance = replaced.min(last.columns[column] + 1).min(columns[column - 1] + 1);
            // Two neighbours that changed places: this byte is the letter before, and the byte before is this letter.
            if let Some(before) = before
                && last.byte == letter
                && column > 1
                && self.word[column - 2] == byte
            {
                distance = distance.min(before.columns[column - 2] + 1);
            }
            columns[column] = distance;
            least = least.min(distance);
        }
        // A swap looks two rows back and costs one.
        (least <= self.limit || last.least < self.limit).then_some(Row { columns, least, byte })
    }
}

/// How many ids from the first on have this byte at this depth; they lie together, and mostly they are few.
fn group(ids: &[&str], depth: usize, byte: u8) -> usize {
    let same = |id: &&str| id.as_bytes().get(depth) == Some(&byte);
    let mut reach = 1;
    while ids.get(reach).is_some_and(same) {
        reach *= 2;
    }
    let from = reach / 2;
    let rest = ids.get(from..reach.min(ids.len())).unwrap_or_default();
    from + rest.partition_point(same)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::suggest::{did_you_mean, only_slip};
    use super::*;

    fn nearest<'a>(word: &str, ids: &[&'a str]) -> Option<&'a str> {
        Candidates::new(ids.iter().copied()).nearest(word).map(|near| near.id)
    }

    #[test]
    fn the_order_of_the_ids_does_not_matter() {
        let mut ids = ["north/hat", "cat", "bat", "north", "hat", "south/hat", "south/sun/hat"];
        for turn in 0..ids.len() {
            ids.rotate_left(turn);
            assert_eq!(nearest("gat", &ids), Some("bat"), "by the alphabet");
            assert_eq!(nearest("HAT", &ids), Some("hat"));
            assert_eq!(nearest("nroth/hat", &ids), Some("north/hat"));
            assert_eq!(nearest("gone-away", &ids), None);
            assert_eq!(nearest("", &ids), None);
            assert_eq!(nearest("h\u{E4}t", &ids), None);
            assert_eq!(nearest(&"h".repeat(65), &ids), None);
            let candidates = Candidates::new(ids.into_iter());
            assert_eq!(candidates.nested("hat"), Some("north/hat"));
            assert_eq!(candidates.nested("sun/hat"), Some("south/sun/hat"));
            assert_eq!(candidates.nested("at"), None);
        }
    }

    #[test]
    fn a_slip_is_certain_only_where_it_is_the_only_one() {
        let near = |word: &str| {
            Candidates::new(["fleet", "fleets", "crew-a", "crew-b", "crew-xyz"].into_iter()).nearest(word)
        };
        assert_eq!(near("fleet-"), Some(Near { id: "fleet", is_only_slip: false }), "`fleets` is as near");
        assert_eq!(near("felet"), Some(Near { id: "fleet", is_only_slip: true }));
        assert_eq!(near("crew-c"), Some(Near { id: "crew-a", is_only_slip: false }));
        assert_eq!(near("crew-z"), Some(Near { id: "crew-a", is_only_slip: false }));
        assert_eq!(near("crw-xz"), Some(Near { id: "crew-xyz", is_only_slip: false }), "two slips away");
    }

    /// 100,000 ids that differ in digits alone, as those of a large plan do.
    #[test]
    fn a_walk_reads_little_of_a_long_list() {
        let ids: Vec<String> = (0..100_000).map(|at| format!("goal-{at}")).collect();
        let candidates = Candidates::new(ids.iter().map(String::as_str));
        assert_eq!(candidates.nearest("gaol-54321").map(|near| near.id), Some("goal-54321"));
        assert!(candidates.steps.get() < 2_000, "{} steps", candidates.steps.get());
    }

    #[test]
    fn walks_end() {
        let ids = ["fleet"];
        let candidates = Candidates::new(ids.into_iter());
        candidates.steps.set(STEPS);
        assert_eq!(candidates.nearest("fleat"), None);
    }

    proptest! {
        #[test]
        fn as_if_every_id_were_compared(word in "[ab1/-]{1,8}", mut ids in prop::collection::vec("[ab1/-]{1,8}", 0..40)) {
            ids.sort_unstable();
            ids.dedup();
            let all = || ids.iter().map(String::as_str);
            let near = Candidates::new(all()).nearest(&word);
            prop_assert_eq!(near.map(|near| near.id), did_you_mean(&word, all()));
            let only = near.filter(|near| near.is_only_slip).map(|near| near.id);
            prop_assert_eq!(only, only_slip(&word, all()));
        }
    }
}
