//! Layered layout: boxes in given columns, few crossings, parents centred on their children, no overlap.
//!
//! The steps are those of Sugiyama, Tagawa and Toda (1981), with the columns given: long links get a
//! place-holder in every column they pass, an order per column is searched with seeded kicks, then heights are
//! solved by isotonic regression, of means first and of medians last, which makes links short. Equal input gives equal
//! output; ties keep the given order. `docs/performance.md` holds it against Graphviz dot.

mod layered;
mod order;
mod place;
mod ports;
mod random;

use layered::Layered;

/// A box to place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Node {
    /// Its column, 0 at the left.
    pub column: usize,
    /// Its height in sixteenths of a pixel.
    pub height: i32,
}

/// A link between two boxes by their index. The ends may be given in any order; links within one column are not
/// laid out, they only get ports. Links to boxes that do not exist and of a box to itself are ignored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edge {
    /// One end.
    pub from: usize,
    /// The other end.
    pub to: usize,
}

/// Distances in sixteenths of a pixel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spacing {
    /// Between boxes with a common neighbour on the left.
    pub gap: i32,
    /// Added between boxes without one.
    pub group_gap: i32,
    /// Height kept free for a link that passes a column.
    pub lane: i32,
    /// Largest distance between two ports of a box.
    pub port: i32,
}

/// Where an edge touches its boxes and how it passes the columns in between.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Route {
    /// Whether `from` is the end on the left; meaningless within one column.
    pub from_is_left: bool,
    /// Height of the port at the left end (right side of that box).
    pub left_port: i32,
    /// Height of the port at the right end (left side of that box).
    pub right_port: i32,
    /// The columns between the ends with the height at which each is passed, left to right; columns without any
    /// box are left out.
    pub lanes: Vec<(usize, i32)>,
}

/// A finished layout.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Placement {
    /// Top edge of every box, the topmost at 0.
    pub tops: Vec<i32>,
    /// One per edge, in the given order; `None` for ignored edges.
    pub routes: Vec<Option<Route>>,
    /// Total height.
    pub height: i32,
    /// Crossings of links that remain.
    pub crossings: u64,
}

/// Places the boxes.
#[must_use]
pub fn layout(nodes: &[Node], edges: &[Edge], spacing: &Spacing) -> Placement {
    let graph = Layered::new(nodes, edges, spacing.lane);
    let (columns, crossings) = order::fewest_crossings(&graph);
    let centers = place::heights(&graph, &columns, spacing);
    ports::finish(nodes, edges, &graph, &centers, spacing, crossings)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const SPACING: Spacing = Spacing { gap: 160, group_gap: 80, lane: 160, port: 160 };

    fn node(column: usize) -> Node {
        Node { column, height: 800 }
    }

    #[test]
    fn a_parent_sits_in_the_middle_of_its_children() {
        let nodes = [node(0), node(1), node(1), node(1)];
        let edges = [1, 2, 3].map(|from| Edge { from, to: 0 });
        let placed = layout(&nodes, &edges, &SPACING);
        assert_eq!(placed.tops, [960, 0, 960, 1920]);
        assert_eq!(placed.height, 2720);
        assert_eq!(placed.crossings, 0);
    }

    #[test]
    fn crossings_are_removed_when_an_order_without_exists() {
        // Two parents whose children are given crosswise.
        let nodes = [node(0), node(0), node(1), node(1), node(1), node(1)];
        let edges = [(2, 1), (3, 0), (4, 1), (5, 0)].map(|(from, to)| Edge { from, to });
        assert_eq!(layout(&nodes, &edges, &SPACING).crossings, 0);
        // The complete bipartite graph of 2 and 2 always crosses once, of 3 and 3 nine times.
        let edges = [(2, 0), (2, 1), (3, 0), (3, 1)].map(|(from, to)| Edge { from, to });
        assert_eq!(layout(&nodes, &edges, &SPACING).crossings, 1);
    }

    #[test]
    fn a_long_link_has_a_lane_that_no_box_touches() {
        let nodes = [node(0), node(1), node(2), node(2)];
        let edges = [(1, 0), (2, 1), (3, 0)].map(|(from, to)| Edge { from, to });
        let placed = layout(&nodes, &edges, &SPACING);
        let (column, lane) = placed.routes[2].as_ref().unwrap().lanes[0];
        assert_eq!(column, 1);
        assert!(lane <= placed.tops[1] - 160 || lane >= placed.tops[1] + 960, "{placed:?}");
    }

    #[test]
    fn every_edge_has_a_port_of_its_own_in_the_order_of_its_other_end() {
        let nodes = [node(0), node(1), node(1), node(1)];
        let edges = [1, 2, 3].map(|from| Edge { from, to: 0 });
        let placed = layout(&nodes, &edges, &SPACING);
        let ports: Vec<i32> = placed.routes.iter().flatten().map(|r| r.left_port).collect();
        assert_eq!(ports, [960 + 400 - 160, 960 + 400, 960 + 400 + 160]);
    }

    #[test]
    fn odd_edges_do_no_harm() {
        let nodes = [node(0), node(0), node(7)];
        let edges = [(0, 0), (0, 9), (1, 0), (0, 2), (2, 0)].map(|(from, to)| Edge { from, to });
        let placed = layout(&nodes, &edges, &SPACING);
        let known: Vec<bool> = placed.routes.iter().map(Option::is_some).collect();
        assert_eq!(known, [false, false, true, true, true]);
        assert_eq!(layout(&[], &[], &SPACING).height, 0);
    }

    /// Three levels below a root: a goal of each level hangs on one or two of the level above, by a walk that looks random.
    fn plan(seed: usize, counts: [usize; 3]) -> (Vec<Node>, Vec<Edge>) {
        let (mut nodes, mut edges, mut above) = (vec![node(0)], Vec::new(), 0..1);
        let mut state = seed;
        for (column, count) in (1..).zip(counts) {
            let first = nodes.len();
            for _ in 0..count {
                state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
                let pick = |by: usize| above.start + state / by % above.len();
                edges.push(Edge { from: nodes.len(), to: pick(64) });
                if (state / 7).is_multiple_of(5) && pick(64) != pick(4096) {
                    edges.push(Edge { from: nodes.len(), to: pick(4096) });
                }
                nodes.push(node(column));
            }
            above = first..nodes.len();
        }
        (nodes, edges)
    }

    #[test]
    fn one_goal_more_leaves_the_others_in_their_order() {
        let (mut kept, mut all) = (0, 0);
        for seed in 1..=12 {
            let (mut nodes, mut edges) = plan(seed, [4, 8, 20]);
            let before = layout(&nodes, &edges, &SPACING);
            let parent = 5 + seed % 8;
            edges.push(Edge { from: nodes.len(), to: parent });
            nodes.push(node(3));
            let after = layout(&nodes, &edges, &SPACING);
            for i in 0..before.tops.len() {
                for j in (0..i).filter(|j| nodes[*j].column == nodes[i].column) {
                    all += 1;
                    kept += usize::from((before.tops[i] < before.tops[j]) == (after.tops[i] < after.tops[j]));
                }
            }
        }
        assert_eq!(all, 12 * (6 + 28 + 190));
        assert!(kept * 10 >= all * 9, "{kept} of {all} pairs keep their order");
    }

    fn plans() -> impl Strategy<Value = (Vec<Node>, Vec<Edge>)> {
        let nodes = proptest::collection::vec((0usize..5, 100i32..2000), 1..60);
        nodes.prop_flat_map(|raw| {
            let count = raw.len();
            let nodes: Vec<Node> = raw.into_iter().map(|(column, height)| Node { column, height }).collect();
            let edges = proptest::collection::vec((0..count, 0..count), 0..90);
            (Just(nodes), edges.prop_map(|e| e.into_iter().map(|(from, to)| Edge { from, to }).collect()))
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]
        #[test]
        fn boxes_never_overlap_and_bytes_repeat((nodes, edges) in plans()) {
            let placed = layout(&nodes, &edges, &SPACING);
            prop_assert_eq!(placed.tops.len(), nodes.len());
            prop_assert_eq!(&placed, &layout(&nodes, &edges, &SPACING));
            for (i, a) in nodes.iter().enumerate() {
                prop_assert!(placed.tops[i] >= 0 && placed.tops[i] + a.height <= placed.height);
                for (j, b) in nodes.iter().enumerate().take(i) {
                    let (x, y) = (placed.tops[i], placed.tops[j]);
                    let apart = x >= y + b.height + 150 || y >= x + a.height + 150;
                    prop_assert!(a.column != b.column || apart, "{i} and {j}");
                }
            }
            for (edge, route) in edges.iter().zip(&placed.routes) {
                let Some(route) = route else { continue };
                let (a, b) = (nodes[edge.from].column, nodes[edge.to].column);
                let used = (a.min(b) + 1..a.max(b)).filter(|c| nodes.iter().any(|n| n.column == *c));
                prop_assert!(used.eq(route.lanes.iter().map(|l| l.0)));
                for &(column, lane) in &route.lanes {
                    for (n, &top) in nodes.iter().zip(&placed.tops) {
                        let clear = lane <= top || lane >= top + n.height;
                        prop_assert!(n.column != column || clear, "a link runs through a box");
                    }
                }
            }
        }
    }
}
