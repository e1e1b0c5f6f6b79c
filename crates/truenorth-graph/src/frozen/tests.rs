use proptest::prelude::*;

use super::*;
use crate::testing::on_small_stack;

fn frozen(nodes: usize, edges: &[(u32, u32)]) -> Frozen {
    Frozen::of_edges(nodes, edges)
}

/// What each node reaches by one link or more, by going on until nothing changes.
fn closure(nodes: u32, edges: &[(u32, u32)]) -> Vec<Vec<bool>> {
    let mut reach = vec![vec![false; nodes as usize]; nodes as usize];
    for (from, to) in edges {
        reach[*from as usize][*to as usize] = true;
    }
    for by in 0..nodes as usize {
        for from in 0..nodes as usize {
            for to in 0..nodes as usize {
                reach[from][to] |= reach[from][by] && reach[by][to];
            }
        }
    }
    reach
}

/// A line of nodes, each the child of the one before.
fn line(nodes: u32) -> Vec<(u32, u32)> {
    (1..nodes).map(|node| (node, node - 1)).collect()
}

#[test]
fn a_small_graph_by_hand() {
    // 3 and 4 below 1 and 2, which are below 0; 5 leads to itself, 6 hangs on 5.
    let edges = [(1, 0), (2, 0), (3, 1), (3, 2), (4, 2), (3, 0), (5, 5), (6, 5)];
    let frozen = frozen(7, &edges);
    assert_eq!((frozen.len(), frozen.links()), (7, 8));
    assert!(!frozen.is_acyclic());
    assert_eq!(frozen.tangles().len(), 1);
    let rank = |node| frozen.rank(node).unwrap();
    assert_eq!(frozen.tangle(rank(5)), Some(0));
    assert_eq!(frozen.tangle(rank(6)), None);
    let nodes = |rank| frozen.parents(rank).map(|(up, link)| (frozen.node(up), link)).collect::<Vec<_>>();
    assert_eq!(nodes(rank(3)), [(0, 5), (1, 2), (2, 3)]);
    assert_eq!(frozen.children(rank(0)).map(|(down, _)| frozen.node(down)).collect::<Vec<_>>(), [1, 2, 3]);
    assert_eq!(frozen.reached_from(&[2, 5]), [false, false, true, true, true, true, true]);
    assert_eq!(frozen.by_node(&frozen.levels()), [0, 1, 1, 2, 2, 0, 1]);
    assert_eq!(frozen.longest_path(), [0, 1, 3]);
    let dominators = frozen.dominators(&[0]);
    assert_eq!([1, 2, 3, 4].map(|node| dominators.immediate(node)), [Some(0), Some(0), Some(0), Some(2)]);
    assert!(dominators.reached(0) && !dominators.reached(6));
    let reduction = frozen.reduction();
    assert!(reduction.complete);
    assert_eq!(reduction.implied.len(), 1);
    assert_eq!((reduction.implied[0].link, reduction.implied[0].from, reduction.implied[0].to), (5, 3, 0));
    assert_eq!(frozen.way(&reduction.implied[0]), [3, 1, 0]);
}

/// By hand: 0 hands a half and a half to 1 and 2, these all they have to 3.
#[test]
fn values_down_and_up() {
    let edges = [(1, 0), (2, 0), (3, 1), (3, 2)];
    let frozen = frozen(4, &edges);
    let shares = frozen.by_slot(&[0.25, 0.75, 1.0, -1.0]);
    let mut down = frozen.by_rank(&[1.0]);
    frozen.push_down(&mut down, &shares);
    assert_eq!(frozen.by_node(&down), [1.0, 0.25, 0.75, -0.5]);
    let mut up = frozen.by_rank(&[0.0, 0.0, 0.0, 1.0]);
    frozen.push_up(&mut up, &shares);
    assert_eq!(frozen.by_node(&up), [-0.5, 1.0, -1.0, 1.0]);
}

#[test]
fn links_to_nowhere_are_left_out_and_keep_their_number() {
    let frozen = frozen(2, &[(7, 0), (0, 7), (1, 0)]);
    assert_eq!(frozen.links(), 1);
    assert_eq!(frozen.parents(1).collect::<Vec<_>>(), [(0, 2)]);
    let empty = Frozen::of_edges(0, &[(0, 0)]);
    assert!(empty.is_empty() && empty.is_acyclic());
    assert!(empty.longest_path().is_empty() && empty.reduction().complete);
}

#[test]
fn a_million_in_a_row_and_in_a_circle() {
    const NODES: u32 = 1_000_000;
    on_small_stack(|| {
        let mut edges = line(NODES);
        // Each also hangs on the first: as many links that others imply, each with a long way.
        edges.extend((2..NODES).map(|node| (node, 0)));
        let frozen = Frozen::of_edges(NODES as usize, &edges);
        assert_eq!(frozen.longest_path().len(), NODES as usize);
        let dominators = frozen.dominators(&[0]);
        assert!((1..NODES).all(|node| dominators.immediate(node) == Some(0)));
        let reduction = frozen.reduction();
        assert!(reduction.complete);
        assert_eq!(reduction.implied.len(), NODES as usize - 2);
        assert_eq!(frozen.way(reduction.implied.last().unwrap()), [NODES - 1, NODES - 2, 0]);
        // A long line, and as many nodes that hang on both of its ends.
        let mut ends = line(NODES / 2);
        ends.extend((NODES / 2..NODES).flat_map(|node| [(node, NODES / 2 - 1), (node, 0)]));
        let frozen = Frozen::of_edges(NODES as usize, &ends);
        let dominators = frozen.dominators(&[0]);
        assert!((NODES / 2..NODES).all(|node| dominators.immediate(node) == Some(0)));
        let mut circle = line(NODES);
        circle.push((0, NODES - 1));
        let frozen = Frozen::of_edges(NODES as usize, &circle);
        assert_eq!(frozen.tangles(), std::slice::from_ref(&(0..NODES)));
        assert!(frozen.order().iter().copied().eq(0..NODES));
        assert!(frozen.reached_from(&[17]).iter().all(|reached| *reached));
        assert!(frozen.longest_path().is_empty());
        assert_eq!(frozen.reduction(), Reduction { implied: Vec::new(), complete: true });
        let dominators = frozen.dominators(&[5]);
        assert!((0..NODES).all(|node| dominators.reached(node) && dominators.immediate(node).is_none()));
    });
}

#[test]
fn many_ways_and_dense_links() {
    on_small_stack(|| {
        // Thirty diamonds: 2^30 ways.
        let diamonds: Vec<(u32, u32)> = (0..30_u32)
            .flat_map(|at| {
                let top = at * 3;
                [(top + 1, top), (top + 2, top), (top + 3, top + 1), (top + 3, top + 2)]
            })
            .collect();
        let frozen = Frozen::of_edges(91, &diamonds);
        let dominators = frozen.dominators(&[0]);
        assert_eq!(
            dominators.above(90).collect::<Vec<_>>(),
            (0..30).rev().map(|at| at * 3).collect::<Vec<_>>()
        );
        assert_eq!(frozen.reduction(), Reduction { implied: Vec::new(), complete: true });
        // Each of 1,000 below each of 1,000, and below what these are below.
        let mut dense: Vec<(u32, u32)> =
            (1..=1000).flat_map(|up| (1001..=2000).map(move |down| (down, up))).collect();
        dense.extend((1..=2000).map(|node| (node, 0)));
        let frozen = Frozen::of_edges(2001, &dense);
        let reduction = frozen.reduction();
        assert!(reduction.complete);
        assert_eq!(reduction.implied.len(), 1000);
        assert!(reduction.implied.iter().all(|implied| implied.to == 0 && implied.from > 1000));
        let dominators = frozen.dominators(&[0]);
        assert!((1..=2000).all(|node| dominators.immediate(node) == Some(0)));
    });
}

/// Two ladders: what hangs on the foot of one and the middle of the other reaches everything above but never the
/// other foot, so that no short cut answers.
#[test]
fn the_search_for_ways_is_bounded() {
    const RUNGS: u32 = 3000;
    let mut edges = Vec::new();
    for side in [0, RUNGS * 2] {
        for rung in 1..RUNGS {
            for (from, to) in [(0, 0), (1, 1), (0, 1), (1, 0)] {
                edges.push((side + rung * 2 + from, side + (rung - 1) * 2 + to));
            }
        }
    }
    let first = RUNGS * 4;
    edges.extend((0..RUNGS).flat_map(|node| [(first + node, RUNGS * 2 - 1), (first + node, RUNGS * 2)]));
    let frozen = Frozen::of_edges((first + RUNGS) as usize, &edges);
    let reduction = frozen.reduction();
    assert_eq!(reduction, Reduction { implied: Vec::new(), complete: false });
}

proptest! {
    #[test]
    fn like_brute_force(edges in prop::collection::vec((0_u32..9, 0_u32..9), 0..26), loops in any::<bool>()) {
        let edges: Vec<(u32, u32)> = edges.into_iter().filter(|(from, to)| loops || from > to).collect();
        let frozen = Frozen::of_edges(9, &edges);
        let reach = closure(9, &edges);
        let circular = |node: u32| reach[node as usize][node as usize];
        for rank in 0..9 {
            let node = frozen.node(rank);
            prop_assert_eq!(frozen.rank(node), Some(rank));
            prop_assert_eq!(frozen.tangle(rank).is_some(), circular(node));
            for (parent, link) in frozen.parents(rank) {
                prop_assert_eq!(edges[link as usize], (node, frozen.node(parent)));
                let same = reach[frozen.node(parent) as usize][node as usize];
                prop_assert!(parent < rank || same);
                prop_assert_eq!(same, frozen.tangle(rank).is_some() && frozen.tangle(rank) == frozen.tangle(parent));
            }
        }
        prop_assert_eq!(frozen.is_acyclic(), (0..9).all(|node| !circular(node)));
        // A node dominates another if that is no longer reached without it.
        for root in 0..9 {
            let below = frozen.reached_from(&[root]);
            let dominators = frozen.dominators(&[root]);
            for node in 0..9_u32 {
                let is_below = node == root || reach[node as usize][root as usize];
                prop_assert_eq!(below[node as usize], is_below);
                prop_assert_eq!(dominators.reached(node), is_below);
                let mut expected: Vec<u32> = (0..9)
                    .filter(|without| *without != node && !circular(*without) && is_below)
                    .filter(|without| {
                        let left: Vec<_> =
                            edges.iter().copied().filter(|(from, to)| from != without && to != without).collect();
                        *without == root || !(node == root || closure(9, &left)[node as usize][root as usize])
                    })
                    .collect();
                let mut found: Vec<u32> = dominators.above(node).collect();
                // The nearest comes first: each is below the next.
                prop_assert!(found.windows(2).all(|pair| reach[pair[0] as usize][pair[1] as usize]));
                found.sort_unstable();
                expected.sort_unstable();
                prop_assert_eq!(found, expected);
            }
        }
    }

    #[test]
    fn a_reduction_keeps_what_reaches_what(edges in prop::collection::vec((0_u32..10, 0_u32..10), 0..40), loops in any::<bool>()) {
        let edges: Vec<(u32, u32)> = edges.into_iter().filter(|(from, to)| loops || from > to).collect();
        let frozen = Frozen::of_edges(10, &edges);
        let reduction = frozen.reduction();
        prop_assert!(reduction.complete);
        let reach = closure(10, &edges);
        let gone = |link: usize| reduction.implied.iter().any(|implied| implied.link as usize == link);
        let left: Vec<_> = (0..edges.len()).filter(|link| !gone(*link)).map(|link| edges[link]).collect();
        prop_assert_eq!(&closure(10, &left), &reach);
        let circular = |node: u32| reach[node as usize][node as usize];
        for (link, (from, to)) in edges.iter().enumerate() {
            let other = edges.iter().any(|(child, via)| child == from && via != to && reach[*via as usize][*to as usize]);
            prop_assert_eq!(gone(link), other && !circular(*from) && !circular(*to));
        }
        for implied in &reduction.implied {
            let way = frozen.way(implied);
            prop_assert!(way.len() > 2 && way[1] == implied.via);
            prop_assert_eq!((way[0], way[way.len() - 1]), (implied.from, implied.to));
            prop_assert!(way.windows(2).all(|pair| edges.contains(&(pair[0], pair[1]))));
        }
    }

    /// The numbers do not depend on the order in which links are given.
    #[test]
    fn shuffled_links(edges in prop::collection::vec((0_u32..9, 0_u32..9), 0..26).prop_flat_map(|edges| (Just(edges.clone()), Just(edges).prop_shuffle()))) {
        let (one, other) = (Frozen::of_edges(9, &edges.0), Frozen::of_edges(9, &edges.1));
        prop_assert_eq!(one.by_node(&one.levels()), other.by_node(&other.levels()));
        let links = |frozen: &Frozen| {
            let mut links: Vec<_> =
                frozen.reduction().implied.iter().map(|implied| (implied.from, implied.to)).collect();
            links.sort_unstable();
            links
        };
        prop_assert_eq!(links(&one), links(&other));
        for root in 0..9 {
            let (left, right) = (one.dominators(&[root]), other.dominators(&[root]));
            prop_assert!((0..9).all(|node| left.immediate(node) == right.immediate(node)));
        }
    }
}
