//! Passes over the ranks: each looks once at every link.

use super::{Frozen, get, set};

impl Frozen {
    /// Whether a node is one of `roots` or below one, by node.
    #[must_use]
    pub fn reached_from(&self, roots: &[u32]) -> Vec<bool> {
        let mut reached = vec![false; self.len()];
        for root in roots.iter().filter_map(|root| self.rank(*root)) {
            set(&mut reached, root, true);
        }
        for group in self.groups() {
            let is = |rank: u32| get(&reached, rank).unwrap_or(false);
            let any = |rank: u32| is(rank) || self.up.row(rank).iter().any(|parent| is(*parent));
            if group.clone().any(any) {
                for rank in group {
                    set(&mut reached, rank, true);
                }
            }
        }
        self.by_node(&reached)
    }

    /// Number of links on the longest way up from each node, by rank; a tangle counts as one node.
    #[must_use]
    pub fn levels(&self) -> Vec<u32> {
        let mut levels = vec![0_u32; self.len()];
        for group in self.groups() {
            let mut level = 0;
            for rank in group.clone() {
                for parent in self.up.row(rank).iter().filter(|parent| **parent < group.start) {
                    level = level.max(get(&levels, *parent).unwrap_or(0).saturating_add(1));
                }
            }
            for rank in group {
                set(&mut levels, rank, level);
            }
        }
        levels
    }

    /// The longest way through the graph, from a node without parents downwards; tangles are passed over.
    /// Among equals the way to the node of least rank, by the parent of least rank.
    #[must_use]
    pub fn longest_path(&self) -> Vec<u32> {
        let mut length = vec![0_u32; self.len()];
        let mut best: Option<(u32, u32)> = None;
        for group in self.groups() {
            let rank = group.start;
            if self.tangle(rank).is_some() {
                continue;
            }
            let above = self.up.row(rank).iter().map(|parent| get(&length, *parent).unwrap_or(0)).max();
            let own = above.unwrap_or(0).saturating_add(1);
            set(&mut length, rank, own);
            if best.is_none_or(|(_, most)| own > most) {
                best = Some((rank, own));
            }
        }
        let mut path = Vec::new();
        let mut at = best;
        while let Some((rank, own)) = at {
            path.push(self.node(rank));
            // A member of a tangle has length 0 and ends the way.
            let wanted = own.saturating_sub(1);
            let before = self.up.row(rank).iter().find(|parent| get(&length, **parent) == Some(wanted));
            at = before.map(|parent| (*parent, wanted)).filter(|_| wanted > 0);
        }
        path.reverse();
        path
    }

    /// Hands values down: each node gets, on top of its own value, every parent's value times the share of the link.
    /// Members of tangles get 0 and hand on nothing.
    ///
    /// `values` are by rank and are changed in place; `shares` are those of [`Frozen::by_slot`].
    pub fn push_down(&self, values: &mut [f64], shares: &[f64]) {
        let mut slots = shares.iter();
        for (rank, row) in (0_u32..).zip(self.up.rows()) {
            let mut sum = get(values, rank).unwrap_or(0.0);
            for (parent, share) in row.iter().zip(slots.by_ref()) {
                sum += get(values, *parent).unwrap_or(0.0) * share;
            }
            set(values, rank, if self.tangle(rank).is_some() { 0.0 } else { sum });
        }
    }

    /// Hands values up: each node gets, on top of its own value, every child's value times the share of the link.
    /// Members of tangles get 0 and hand on nothing.
    ///
    /// `values` are by rank and are changed in place; `shares` are those of [`Frozen::by_slot`].
    pub fn push_up(&self, values: &mut [f64], shares: &[f64]) {
        let mut slots = shares.iter().rev();
        let last = u32::try_from(self.len()).unwrap_or(u32::MAX);
        for (rank, row) in (0..last).rev().zip(self.up.rows().rev()) {
            if self.tangle(rank).is_some() {
                set(values, rank, 0.0);
            }
            let value = get(values, rank).unwrap_or(0.0);
            for (parent, share) in row.iter().rev().zip(slots.by_ref()) {
                if let Some(sum) = values.get_mut(*parent as usize) {
                    *sum += value * share;
                }
            }
        }
    }
}
