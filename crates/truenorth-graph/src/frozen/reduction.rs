//! Transitive reduction: the links that another way already implies.

use super::{Frozen, NONE, get, set};

/// Steps that the search may take a node and link before it stops: bounds the time of hostile graphs.
const STEPS: usize = 64;

/// A link that another way from its child to its parent implies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Implied {
    /// The number of the link.
    pub link: u32,
    /// The child, a node.
    pub from: u32,
    /// The parent, a node.
    pub to: u32,
    /// Another parent of the child, a node, which leads to `to`.
    pub via: u32,
}

/// What a transitive reduction takes away.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reduction {
    /// The links that can go without a change of what reaches what, by number.
    pub implied: Vec<Implied>,
    /// Whether all links were looked at. A graph made to be slow is not searched to its end; what is found holds.
    pub complete: bool,
}

/// What the search for ways knows beforehand.
struct Map {
    /// Number of links on the longest way up. A way up always leads to a smaller one.
    levels: Vec<u32>,
    /// Places in a walk around the tree made of each node's parent of greatest rank: everything below a node in
    /// that tree lies between its two places.
    enter: Vec<u32>,
    leave: Vec<u32>,
}

/// The marks of the searches.
struct Search {
    /// For which child each rank was met last, and from which of its parents.
    seen: Vec<(u32, u32)>,
    /// Steps left.
    steps: usize,
}

impl Search {
    fn met(&self, rank: u32, child: u32) -> bool {
        get(&self.seen, rank).is_some_and(|(of, _)| of == child)
    }
}

impl Map {
    fn new(frozen: &Frozen) -> Self {
        let levels = frozen.levels();
        let mut parent = vec![NONE; frozen.len()];
        for group in frozen.groups() {
            for rank in group.clone() {
                let outside = frozen.up.row(rank).iter().rev().find(|above| **above < group.start);
                set(&mut parent, rank, outside.copied().unwrap_or(NONE));
            }
        }
        let mut size = vec![1_u32; frozen.len()];
        for (rank, above) in (0..frozen.len()).zip(&parent).rev() {
            let own = size.get(rank).copied().unwrap_or(1);
            if let Some(sum) = size.get_mut(*above as usize) {
                *sum = sum.saturating_add(own);
            }
        }
        let mut enter = vec![0_u32; frozen.len()];
        let mut leave = vec![0_u32; frozen.len()];
        // Where the next branch of each node begins; the last entry is for the trees themselves.
        let mut next = vec![0_u32; frozen.len().saturating_add(1)];
        for (rank, (above, size)) in (0_u32..).zip(parent.iter().zip(&size)) {
            let at = (*above as usize).min(frozen.len());
            let begin = next.get(at).copied().unwrap_or(0);
            let end = begin.saturating_add(*size);
            if let Some(next) = next.get_mut(at) {
                *next = end;
            }
            set(&mut enter, rank, begin);
            set(&mut leave, rank, end);
            set(&mut next, rank, begin.saturating_add(1));
        }
        Self { levels, enter, leave }
    }
}

impl Frozen {
    /// Finds the links that another way of two or more links implies. Of links between the same two nodes none is
    /// implied by the other; links from or to members of a tangle are passed over.
    ///
    /// For every node with two or more parents a search upwards, cut off where a rank or level is below that of the
    /// parents in question. Near linear in graphs as plans are; bounded for all others, see
    /// [`Reduction::complete`].
    #[must_use]
    pub fn reduction(&self) -> Reduction {
        let map = Map::new(self);
        let steps = self.len().saturating_add(self.links()).saturating_mul(STEPS);
        let mut search = Search { seen: vec![(NONE, NONE); self.len()], steps };
        let mut found = Vec::new();
        let mut complete = true;
        let mut parents: Vec<(u32, u32)> = Vec::new();
        for (rank, row) in (0_u32..).zip(self.up.rows()) {
            // Rows of parents are sorted by rank.
            let (Some(first), Some(last)) = (row.first(), row.last()) else { continue };
            if first == last || self.tangle(rank).is_some() {
                continue;
            }
            parents.clear();
            parents.extend(self.parents(rank));
            complete &= self.implied_of(rank, &parents, &map, &mut search, &mut found);
        }
        found.sort_unstable();
        Reduction { implied: found, complete }
    }

    /// The implied links of one rank; whether its search came to an end.
    fn implied_of(
        &self,
        rank: u32,
        parents: &[(u32, u32)],
        map: &Map,
        search: &mut Search,
        found: &mut Vec<Implied>,
    ) -> bool {
        // What the tree knows costs no search: the next parent in the walk around the tree is below.
        let mut by_walk: Vec<u32> = parents.iter().map(|(parent, _)| *parent).collect();
        by_walk.dedup();
        by_walk.sort_unstable_by_key(|parent| get(&map.enter, *parent));
        let in_tree = |parent: u32| {
            let at = by_walk.binary_search_by_key(&get(&map.enter, parent), |other| get(&map.enter, *other));
            let next = by_walk.get(at.ok()?.saturating_add(1)).copied()?;
            (get(&map.enter, next) < get(&map.leave, parent)).then_some(next)
        };
        let mut open: Vec<(u32, u32)> = Vec::new();
        for (parent, link) in parents.iter().filter(|(parent, _)| self.tangle(*parent).is_none()) {
            match in_tree(*parent) {
                Some(via) => found.push(self.implied(*link, rank, *parent, via)),
                None => open.push((*parent, *link)),
            }
        }
        // The parent of greatest rank is above no other.
        let level = |rank: u32| get(&map.levels, rank).unwrap_or(0);
        let greatest = parents.last().map_or(NONE, |(parent, _)| *parent);
        open.retain(|(parent, _)| *parent != greatest);
        let Some(least) = open.iter().map(|(parent, _)| *parent).min() else { return true };
        let lowest = open.iter().map(|(parent, _)| level(*parent)).min().unwrap_or(0);
        let mut todo: Vec<u32> = Vec::new();
        for (via, _) in parents.iter().rev() {
            // What was met on the way from another parent has been gone through already.
            if !search.met(*via, rank) {
                todo.push(*via);
            }
            while let Some(at) = todo.pop() {
                for above in self.up.row(at) {
                    search.steps = search.steps.saturating_sub(1);
                    let further = *above >= least && level(*above) >= lowest;
                    if further && !search.met(*above, rank) {
                        set(&mut search.seen, *above, (rank, *via));
                        todo.push(*above);
                    }
                }
                if search.steps == 0 {
                    return false;
                }
            }
        }
        for (parent, link) in open {
            if search.met(parent, rank)
                && let Some((_, via)) = get(&search.seen, parent)
            {
                found.push(self.implied(link, rank, parent, via));
            }
        }
        true
    }

    fn implied(&self, link: u32, from: u32, to: u32, via: u32) -> Implied {
        Implied { link, from: self.node(from), to: self.node(to), via: self.node(via) }
    }

    /// The other way of an implied link: the nodes from its child to its parent. A way with the fewest links among
    /// those through `via`. Linear; empty if there is no such way.
    #[must_use]
    pub fn way(&self, implied: &Implied) -> Vec<u32> {
        let ranks = [implied.from, implied.via, implied.to].map(|node| self.rank(node));
        let [Some(_), Some(via), Some(goal)] = ranks else { return Vec::new() };
        let mut below = vec![NONE; self.len()];
        let mut queue = std::collections::VecDeque::from([via]);
        set(&mut below, via, via);
        while let Some(at) = queue.pop_front() {
            if at == goal {
                break;
            }
            for above in self.up.row(at).iter().filter(|above| **above >= goal) {
                if get(&below, *above) == Some(NONE) {
                    set(&mut below, *above, at);
                    queue.push_back(*above);
                }
            }
        }
        let mut way = vec![implied.to];
        let mut at = goal;
        while at != via {
            match get(&below, at) {
                None | Some(NONE) => return Vec::new(),
                Some(next) => at = next,
            }
            way.push(self.node(at));
        }
        way.push(implied.from);
        way.reverse();
        way
    }
}
