//! Dominators: the nodes that every way down to a node passes.

use super::{Frozen, NONE, get, set};

/// The nearest dominator of every node: the last node that all ways from the roots down to it pass.
///
/// What lies in a tangle is not told apart and is never named as a dominator; all other dominators are exact.
#[derive(Clone, Debug)]
pub struct Dominators {
    /// By node; [`NONE`] if the ways have no node in common, or there is none.
    immediate: Vec<u32>,
    reached: Vec<bool>,
}

impl Dominators {
    /// The nearest node, other than itself, that every way from the roots to a node passes. `None` for a root, a
    /// node that no root reaches, and one whose ways have no node in common.
    #[must_use]
    pub fn immediate(&self, node: u32) -> Option<u32> {
        get(&self.immediate, node).filter(|above| *above != NONE)
    }

    /// Whether a root reaches a node.
    #[must_use]
    pub fn reached(&self, node: u32) -> bool {
        get(&self.reached, node).unwrap_or(false)
    }

    /// All dominators of a node, the nearest first, itself left out.
    pub fn above(&self, node: u32) -> impl Iterator<Item = u32> + '_ {
        std::iter::successors(self.immediate(node), |above| self.immediate(*above))
    }
}

/// A node of the tree of dominators. `far` leads several steps up, so that two nodes meet after a number of steps
/// that grows with the logarithm of the depth (Myers 1983, "An applicative random-access stack").
#[derive(Clone, Copy)]
struct Branch {
    above: u32,
    far: u32,
    /// Steps to the top, which is above all roots; 0 = not reached.
    depth: u32,
}

impl Frozen {
    /// The dominators of everything below `roots`.
    ///
    /// One pass, parents first: a node's dominator is where the branches of its parents meet in the tree built so
    /// far (Cooper, Harvey and Kennedy 2001, "A simple, fast dominance algorithm"; without cycles one pass is
    /// enough). Time grows with the links times the logarithm of the depth.
    #[must_use]
    pub fn dominators(&self, roots: &[u32]) -> Dominators {
        let top = u32::try_from(self.len()).unwrap_or(NONE);
        let mut tree = vec![Branch { above: top, far: top, depth: 0 }; self.len().saturating_add(1)];
        // The top is its own parent, one step from nowhere, so that every reached node is deeper than 0.
        set(&mut tree, top, Branch { above: top, far: top, depth: 1 });
        let mut is_root = vec![false; self.len()];
        for root in roots.iter().filter_map(|root| self.rank(*root)) {
            set(&mut is_root, root, true);
        }
        for group in self.groups() {
            let mut above = NONE;
            for rank in group.clone() {
                if get(&is_root, rank).unwrap_or(false) {
                    above = top;
                }
                for parent in self.up.row(rank).iter().copied().filter(|parent| *parent < group.start) {
                    let Some(branch) = get(&tree, parent).filter(|branch| branch.depth > 0) else { continue };
                    let parent = if self.tangle(parent).is_some() { branch.above } else { parent };
                    above = if above == NONE { parent } else { meet(&tree, above, parent) };
                }
            }
            if above == NONE {
                continue;
            }
            let branch = below(&tree, above);
            for rank in group {
                set(&mut tree, rank, branch);
            }
        }
        let mut immediate = vec![NONE; self.len()];
        let mut reached = vec![false; self.len()];
        for (node, branch) in self.node_of.iter().zip(&tree) {
            if branch.depth > 0 {
                set(&mut reached, *node, true);
                set(&mut immediate, *node, get(&self.node_of, branch.above).unwrap_or(NONE));
            }
        }
        Dominators { immediate, reached }
    }
}

/// A branch that grows from `above`.
fn below(tree: &[Branch], above: u32) -> Branch {
    let at = |rank| get(tree, rank).unwrap_or(Branch { above, far: above, depth: 1 });
    let parent = at(above);
    let far = at(parent.far);
    let farther = at(far.far);
    // Two jumps of the same length join into one of twice that length.
    let same = parent.depth.saturating_sub(far.depth) == far.depth.saturating_sub(farther.depth);
    Branch { above, far: if same { far.far } else { above }, depth: parent.depth.saturating_add(1) }
}

/// The deepest node above both, or one of them.
fn meet(tree: &[Branch], mut one: u32, mut other: u32) -> u32 {
    let at = |rank| get(tree, rank).unwrap_or(Branch { above: rank, far: rank, depth: 0 });
    while one != other {
        let (left, right) = (at(one), at(other));
        if left.depth > right.depth {
            one = climb(&at, left, right.depth);
        } else if right.depth > left.depth {
            other = climb(&at, right, left.depth);
        } else if left.far != right.far {
            (one, other) = (left.far, right.far);
        } else if left.above != one || right.above != other {
            (one, other) = (left.above, right.above);
        } else {
            return one;
        }
    }
    one
}

/// One step up, far if that does not lead above `depth`.
fn climb(at: &impl Fn(u32) -> Branch, from: Branch, depth: u32) -> u32 {
    if at(from.far).depth >= depth { from.far } else { from.above }
}
