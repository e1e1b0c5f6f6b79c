//! Compressed rows: all links in one list, sorted by the node they come from.

use super::{get, set};

/// Links by the node that they come from. The links of one node keep their order.
#[derive(Clone, Debug, Default)]
pub struct Rows {
    /// Where the row of every node begins; one entry more for the end of the last.
    at: Vec<u32>,
    /// Where each link leads.
    to: Vec<u32>,
    /// The number of each link: its position in the list that the rows were made of.
    number: Vec<u32>,
}

impl Rows {
    /// Rows of `nodes` nodes. Links from or to nodes that do not exist are left out, but counted in the numbers.
    /// At most `u32::MAX` nodes and links are held; what is beyond is left out.
    #[must_use]
    pub fn new(nodes: usize, links: impl Iterator<Item = (u32, u32)> + Clone) -> Self {
        let known = |from: u32, to: u32| (from.max(to) as usize) < nodes;
        let mut at = vec![0_u32; nodes.saturating_add(1)];
        // Counted one place further on, so that the sums are the beginnings.
        for (from, to) in links.clone().take(u32::MAX as usize) {
            if known(from, to)
                && let Some(count) = at.get_mut(from as usize + 1)
            {
                *count = count.saturating_add(1);
            }
        }
        let total = add_up(&mut at);
        let mut rows = Self { at, to: vec![0; total], number: vec![0; total] };
        let mut cursor = rows.at.clone();
        for (number, (from, to)) in (0..u32::MAX).zip(links) {
            if known(from, to)
                && let Some(next) = cursor.get_mut(from as usize)
            {
                set(&mut rows.to, *next, to);
                set(&mut rows.number, *next, number);
                *next = next.saturating_add(1);
            }
        }
        rows
    }

    /// Number of nodes.
    #[must_use]
    pub fn nodes(&self) -> usize {
        self.at.len().saturating_sub(1)
    }

    /// Number of links.
    #[must_use]
    pub fn links(&self) -> usize {
        self.to.len()
    }

    /// The number of every link, row after row.
    #[must_use]
    pub fn numbers(&self) -> &[u32] {
        &self.number
    }

    /// Where the links of a node lead, in order.
    #[must_use]
    pub fn row(&self, node: u32) -> &[u32] {
        let (begin, end) = self.span(node);
        self.to.get(begin..end).unwrap_or(&[])
    }

    /// Where the links of a node lead, each with its number.
    pub fn links_of(
        &self,
        node: u32,
    ) -> impl DoubleEndedIterator<Item = (u32, u32)> + ExactSizeIterator + '_ {
        let (begin, end) = self.span(node);
        let numbers = self.number.get(begin..end).unwrap_or(&[]);
        self.row(node).iter().copied().zip(numbers.iter().copied())
    }

    /// Where the row of a node begins and ends.
    pub(crate) fn span(&self, node: u32) -> (usize, usize) {
        let begin = get(&self.at, node).unwrap_or(0);
        let end = self.at.get(node as usize + 1).copied().unwrap_or(begin);
        (begin as usize, end as usize)
    }

    /// Every row in order.
    pub(crate) fn rows(&self) -> impl DoubleEndedIterator<Item = &[u32]> + ExactSizeIterator {
        self.at.windows(2).map(|pair| match pair {
            [begin, end] => self.to.get(*begin as usize..*end as usize).unwrap_or(&[]),
            _ => &[],
        })
    }

    /// The rows of the nodes in another order, with the names the nodes have there.
    pub(super) fn renumbered(&self, order: &[u32], rank_of: &[u32]) -> Self {
        let mut at = Vec::with_capacity(self.at.len());
        let mut to = Vec::with_capacity(self.to.len());
        let mut number = Vec::with_capacity(self.number.len());
        at.push(0);
        for node in order {
            let (begin, end) = self.span(*node);
            to.extend(self.row(*node).iter().map(|other| get(rank_of, *other).unwrap_or(0)));
            number.extend_from_slice(self.number.get(begin..end).unwrap_or(&[]));
            at.push(u32::try_from(to.len()).unwrap_or(u32::MAX));
        }
        Self { at, to, number }
    }

    /// The same links the other way round; each row is sorted by the node that its links lead to.
    pub(super) fn turned(&self) -> Self {
        let mut at = vec![0_u32; self.at.len()];
        for to in &self.to {
            if let Some(count) = at.get_mut(*to as usize + 1) {
                *count = count.saturating_add(1);
            }
        }
        let total = add_up(&mut at);
        let mut turned = Self { at, to: vec![0; total], number: vec![0; total] };
        let mut cursor = turned.at.clone();
        for from in 0..u32::try_from(self.nodes()).unwrap_or(u32::MAX) {
            for (to, number) in self.links_of(from) {
                let Some(next) = cursor.get_mut(to as usize) else { continue };
                set(&mut turned.to, *next, from);
                set(&mut turned.number, *next, number);
                *next = next.saturating_add(1);
            }
        }
        turned
    }
}

/// Replaces each count by the sum up to it; the last is the total.
fn add_up(counts: &mut [u32]) -> usize {
    let mut sum = 0_u32;
    for count in counts {
        sum = sum.saturating_add(*count);
        *count = sum;
    }
    sum as usize
}
