//! Line of sight: how each goal reaches the vision.

use std::collections::VecDeque;

use petgraph::graph::EdgeIndex;
use truenorth_core::plan::{GoalIx, Up};

use crate::graph::PlanGraph;

/// By goal: whether it reaches the vision. What [`Sight::reaches`] says, without the ways.
pub(crate) fn reaches(graph: &PlanGraph) -> Vec<bool> {
    let mut reaches = vec![false; graph.goal_count()];
    let mut open = vec![Up::Vision];
    while let Some(parent) = open.pop() {
        for (child, _) in graph.children(parent) {
            if let Some(known) = reaches.get_mut(child.at()).filter(|known| !**known) {
                *known = true;
                open.push(Up::Goal(child));
            }
        }
    }
    reaches
}

/// One link on the way from a goal to the vision.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Step {
    /// The child.
    pub from: GoalIx,
    /// The parent.
    pub to: Up,
    /// Share of the child in the parent, -1 to 1; see [`crate::Edge::normalised`].
    pub normalised: f64,
    /// The entry of the child's `contributes_to`; `None` for an implied link.
    pub entry: Option<u32>,
}

/// The ways of all goals to the vision. Among equals the parent written first wins.
#[derive(Clone, Debug)]
pub struct Sight<'a> {
    graph: &'a PlanGraph,
    goals: Vec<Way>,
}

/// What is known of one goal's ways.
#[derive(Clone, Debug)]
struct Way {
    /// Number of links on the shortest way, if there is a way.
    distance: Option<u32>,
    /// First link of the shortest way; [`EdgeIndex::end`] without one, which takes half the room of an option.
    shortest: EdgeIndex<u32>,
    /// First link of the strongest way; likewise.
    strongest: EdgeIndex<u32>,
    /// Product of the sizes of the shares on the strongest way.
    strength: f64,
    /// Number of ways that pass no cycle.
    paths: u64,
}

impl Way {
    /// A goal of which no way is known.
    fn new() -> Self {
        let none = EdgeIndex::end();
        Self { distance: None, shortest: none, strongest: none, strength: 0.0, paths: 0 }
    }
}

impl<'a> Sight<'a> {
    /// Finds the ways of all goals; time and memory grow with the number of links.
    #[must_use]
    pub fn new(graph: &'a PlanGraph) -> Self {
        let mut sight = Self { graph, goals: vec![Way::new(); graph.goal_count()] };
        sight.measure();
        let mut members = Vec::new();
        for item in graph.parents_first() {
            let Up::Goal(goal) = item else { continue };
            if graph.in_cycle(goal) {
                members.push(goal);
                continue;
            }
            sight.close(&mut members);
            sight.strengthen(goal);
        }
        sight.close(&mut members);
        sight
    }

    /// Whether a goal reaches the vision.
    #[must_use]
    pub fn reaches(&self, goal: GoalIx) -> bool {
        self.distance(goal).is_some()
    }

    /// Number of links between a goal and the vision on the shortest way, at least 1.
    #[must_use]
    pub fn distance(&self, goal: GoalIx) -> Option<u32> {
        self.way(goal)?.distance
    }

    /// The shortest way from a goal to the vision.
    #[must_use]
    pub fn shortest(&self, goal: GoalIx) -> Option<Vec<Step>> {
        self.walk(goal, |way| way.shortest)
    }

    /// The strongest way from a goal to the vision: that with the largest product of shares, signs aside.
    ///
    /// The way of a member of a cycle is its shortest one, and a way that meets a cycle goes on like that.
    #[must_use]
    pub fn strongest(&self, goal: GoalIx) -> Option<Vec<Step>> {
        self.walk(goal, |way| way.strongest)
    }

    /// The product of the shares on the strongest way, signs aside: 0 to 1; 0 for a goal without a way.
    #[must_use]
    pub fn strength(&self, goal: GoalIx) -> f64 {
        self.way(goal).map_or(0.0, |way| way.strength)
    }

    /// Number of different ways to the vision that pass no cycle; `u64::MAX` stands for that many or more.
    #[must_use]
    pub fn paths(&self, goal: GoalIx) -> u64 {
        self.way(goal).map_or(0, |way| way.paths)
    }

    fn way(&self, goal: GoalIx) -> Option<&Way> {
        self.goals.get(goal.at())
    }

    fn walk(&self, goal: GoalIx, next: impl Fn(&Way) -> EdgeIndex<u32>) -> Option<Vec<Step>> {
        let mut steps = Vec::new();
        let mut at = Up::Goal(goal);
        // A way meets no goal twice, so it has at most as many steps as there are goals.
        while let Up::Goal(goal) = at
            && steps.len() <= self.goals.len()
        {
            let (from, to, link) = self.graph.link(next(self.way(goal)?))?;
            steps.push(Step { from, to, normalised: link.normalised, entry: link.entry });
            at = to;
        }
        Some(steps)
    }

    /// Distances from the vision downwards, level by level, then the first parent one level up.
    fn measure(&mut self) {
        let graph = self.graph;
        let mut queue = VecDeque::from([(Up::Vision, 0_u32)]);
        while let Some((item, distance)) = queue.pop_front() {
            for (child, _) in graph.children(item) {
                if let Some(way) = self.goals.get_mut(child.at()).filter(|way| way.distance.is_none()) {
                    let next = distance.saturating_add(1);
                    way.distance = Some(next);
                    queue.push_back((Up::Goal(child), next));
                }
            }
        }
        for goal in graph.goals() {
            let Some(own) = self.distance(goal) else { continue };
            let nearer = graph.links(goal).find(|(_, parent, _)| {
                let above = match parent {
                    Up::Vision => Some(0),
                    Up::Goal(parent) => self.distance(*parent),
                };
                above.and_then(|above| above.checked_add(1)) == Some(own)
            });
            if let (Some((link, _, _)), Some(way)) = (nearer, self.goals.get_mut(goal.at())) {
                way.shortest = link;
            }
        }
    }

    /// Strength and number of ways of a goal outside of cycles, whose parents are known.
    fn strengthen(&mut self, goal: GoalIx) {
        let mut best: Option<(f64, EdgeIndex<u32>)> = None;
        let mut paths = 0_u64;
        for (index, parent, link) in self.graph.links(goal) {
            let (strength, above) = match parent {
                Up::Vision => (1.0, 1),
                Up::Goal(parent) => match self.way(parent) {
                    Some(way) if way.distance.is_some() => (way.strength, way.paths),
                    _ => continue,
                },
            };
            paths = paths.saturating_add(above);
            let strength = strength * link.normalised.abs();
            if best.is_none_or(|(most, _)| strength > most) {
                best = Some((strength, index));
            }
        }
        if let Some(way) = self.goals.get_mut(goal.at()) {
            way.paths = paths;
            if let Some((strength, link)) = best {
                way.strength = strength;
                way.strongest = link;
            }
        }
    }

    /// The members of cycles take their shortest ways, the nearest to the vision first.
    fn close(&mut self, members: &mut Vec<GoalIx>) {
        members.sort_by_key(|member| (self.distance(*member), *member));
        for member in members.drain(..) {
            let Some(index) = self.way(member).map(|way| way.shortest) else { continue };
            let Some((_, parent, link)) = self.graph.link(index) else { continue };
            let above = match parent {
                Up::Vision => 1.0,
                Up::Goal(parent) => self.strength(parent),
            };
            if let Some(way) = self.goals.get_mut(member.at()) {
                way.strongest = index;
                way.strength = above * link.normalised.abs();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::testing::{chain, diamonds, goal, link, on_small_stack, plan};
    use truenorth_core::plan::{Parent, Plan};

    fn shown(plan: &Plan, way: Option<Vec<Step>>) -> String {
        let ids =
            |steps: Vec<Step>| steps.iter().map(|step| plan.up_id(step.to)).collect::<Vec<_>>().join(" ");
        way.map_or("none".to_owned(), ids)
    }

    #[test]
    fn shortest_and_strongest() {
        let plan = plan(
            r#""goals": [
                { "id": "a", "title": "A", "contributes_to": { "goal": "vision", "weight": 4 } },
                { "id": "b", "title": "B", "contributes_to": "a" },
                { "id": "c", "title": "C", "contributes_to": [ { "goal": "vision", "weight": 1 }, "b" ] },
                { "id": "d", "title": "D", "contributes_to": ["c", "b"] },
                { "id": "x", "title": "X" },
                { "id": "y", "title": "Y", "contributes_to": "x" } ]"#,
        );
        let graph = PlanGraph::new(&plan);
        let sight = Sight::new(&graph);
        let [a, c, d, x, y] = ["a", "c", "d", "x", "y"].map(|id| goal(&plan, id));
        assert_eq!(shown(&plan, sight.shortest(c)), "vision");
        // Directly 1/5; by b, which c and d share, and a: 1/2 * 1 * 4/5.
        assert_eq!(shown(&plan, sight.strongest(c)), "b a vision");
        assert!((sight.strength(c) - 0.4).abs() < 1e-12);
        assert_eq!(shown(&plan, sight.shortest(d)), "c vision");
        // By c: 1 * 0.4, by b: 1/2 * 4/5; the parent written first wins.
        assert_eq!(shown(&plan, sight.strongest(d)), "c b a vision");
        assert_eq!((sight.distance(a), sight.distance(d)), (Some(1), Some(2)));
        assert_eq!((sight.paths(a), sight.paths(c), sight.paths(d)), (1, 2, 3));
        for lost in [x, y] {
            assert!(!sight.reaches(lost));
            assert_eq!((sight.shortest(lost), sight.strongest(lost)), (None, None));
            assert_eq!((sight.strength(lost), sight.paths(lost)), (0.0, 0));
        }
        let step = sight.shortest(c).unwrap()[0];
        assert_eq!((step.from, step.entry), (c, Some(0)));
    }

    #[test]
    fn cycles_see_the_vision_if_there_is_a_way() {
        let [a, b, c, d] = [0, 1, 2, 3].map(GoalIx);
        let links = [(a, Up::Goal(b)), (b, Up::Goal(a)), (b, Up::Vision), (c, Up::Goal(a)), (d, Up::Goal(d))];
        let graph = PlanGraph::of_links(4, links.map(|(from, to)| (from, link(to))));
        let sight = Sight::new(&graph);
        assert_eq!([a, b, c, d].map(|goal| sight.distance(goal)), [Some(2), Some(1), Some(3), None]);
        assert_eq!(sight.strongest(c).unwrap().len(), 3);
        assert_eq!(sight.strongest(d), None);
        assert_eq!([a, b, c, d].map(|goal| sight.paths(goal)), [0, 0, 0, 0]);
    }

    #[test]
    fn a_million_in_a_row_and_a_billion_ways() {
        on_small_stack(|| {
            let graph = PlanGraph::of_links(1_000_000, chain(1_000_000));
            let sight = Sight::new(&graph);
            let last = GoalIx(999_999);
            assert_eq!(sight.distance(last), Some(1_000_000));
            assert_eq!(sight.strongest(last).unwrap().len(), 1_000_000);
            assert_eq!(sight.paths(last), 1);
        });
        for (count, paths) in [(30, 1 << 30), (63, 1 << 63), (64, u64::MAX), (400, u64::MAX)] {
            let (goals, links) = diamonds(count);
            let graph = PlanGraph::of_links(goals, links);
            let sight = Sight::new(&graph);
            let last = GoalIx::new(goals - 1);
            assert_eq!(sight.paths(last), paths);
            assert_eq!(sight.shortest(last).unwrap().len(), 2 * count);
        }
    }

    #[test]
    fn a_million_around() {
        const GOALS: usize = 1_000_000;
        let last = GoalIx::new(GOALS - 1);
        on_small_stack(|| {
            let around = chain(GOALS).chain([(GoalIx(0), link(Up::Goal(last)))]);
            let graph = PlanGraph::of_links(GOALS, around);
            let sight = Sight::new(&graph);
            assert!(graph.goals().all(|goal| graph.in_cycle(goal)));
            assert_eq!(sight.distance(last), Some(1_000_000));
            assert_eq!(sight.strongest(last).unwrap().len(), GOALS);
        });
    }

    /// Every way of a goal on a small graph without cycles, listed.
    fn all_ways(graph: &PlanGraph, goal: GoalIx) -> Vec<(usize, f64)> {
        let ways = graph.parents(goal).flat_map(|(parent, link)| match parent {
            Up::Vision => vec![(1, link.normalised.abs())],
            Up::Goal(parent) => (all_ways(graph, parent).into_iter())
                .map(|(length, strength)| (length + 1, strength * link.normalised.abs()))
                .collect(),
        });
        ways.collect()
    }

    proptest! {
        #[test]
        fn as_if_all_ways_were_listed(links in prop::collection::vec((0_u32..8, 0_u32..8, -3.0..3.0), 0..24)) {
            let links = links.into_iter().filter(|(from, to, _)| to <= from).map(|(from, to, weight)| {
                let to = to.checked_sub(1).map_or(Up::Vision, |to| Up::Goal(GoalIx(to)));
                (GoalIx(from), Parent { weight, ..link(to) })
            });
            let graph = PlanGraph::of_links(8, links);
            let sight = Sight::new(&graph);
            for goal in graph.goals() {
                let ways = all_ways(&graph, goal);
                prop_assert_eq!(sight.reaches(goal), !ways.is_empty());
                prop_assert_eq!(sight.paths(goal), ways.len() as u64);
                let shortest = ways.iter().map(|(length, _)| *length).min();
                prop_assert_eq!(sight.shortest(goal).map(|steps| steps.len()), shortest);
                let strongest = ways.iter().map(|(_, strength)| *strength).fold(0.0, f64::max);
                prop_assert!((sight.strength(goal) - strongest).abs() < 1e-12);
                if let Some(steps) = sight.strongest(goal) {
                    let product: f64 = steps.iter().map(|step| step.normalised.abs()).product();
                    prop_assert!((product - strongest).abs() < 1e-12);
                    prop_assert_eq!(steps.last().map(|step| step.to), Some(Up::Vision));
                }
            }
        }
    }
}
