//! Links that could go: those that another way implies, and those whose cut opens cycles.

use std::collections::HashMap;

use petgraph::algo::greedy_feedback_arc_set;
use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::EdgeRef;
use truenorth_core::place::Place;
use truenorth_core::plan::{GoalIx, LinkKind, Plan, Up};

use crate::cycles::{CycleEdge, CycleKind, Via, links};
use crate::frozen::{Frozen, Implied, get};

/// A link that another way from the same goal to the same end implies.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ImpliedLink {
    /// The goal that writes the link.
    pub from: GoalIx,
    /// Where it leads.
    pub to: Up,
    /// The link.
    pub via: Via,
    implied: Implied,
}

impl ImpliedLink {
    /// Where the link stands.
    #[must_use]
    pub fn place(&self, plan: &Plan) -> Option<Place> {
        Some(self.via.place(plan.goals.get(self.from.at())?))
    }
}

/// The links of one kind that other ways imply.
#[derive(Clone, Debug)]
pub struct ImpliedLinks {
    /// The links, in the order of the plan.
    pub links: Vec<ImpliedLink>,
    /// Whether all links were looked at; a plan made to be slow is not searched to its end.
    pub complete: bool,
    frozen: Frozen,
}

impl ImpliedLinks {
    /// The other way of a link, from its goal to its end: at least one stop lies between. Linear.
    #[must_use]
    pub fn way(&self, link: &ImpliedLink) -> Vec<Up> {
        self.frozen.way(&link.implied).into_iter().map(item).collect()
    }
}

/// The links of a kind that could go without a change of what leads to what (transitive reduction).
///
/// A link that says more than the other way is left out: a dependency with a lag, and the link implied by nesting,
/// which is not written. A link of `contributes_to` also carries a weight, so taking it out changes shares: it is for
/// people to decide. Of links between the same two goals none implies the other, and links of cycles are passed over.
#[must_use]
pub fn implied_links(plan: &Plan, kind: CycleKind) -> ImpliedLinks {
    let (found, edges) = all_links(plan, kind);
    let frozen = Frozen::of_edges(plan.goals.len().saturating_add(1), &edges);
    let reduction = frozen.reduction();
    let links = reduction.implied.iter().filter_map(|implied| {
        let (from, to, via) = get(&found, implied.link)?;
        says_no_more(plan, from, &via).then_some(ImpliedLink { from, to, via, implied: *implied })
    });
    ImpliedLinks { links: links.collect(), complete: reduction.complete, frozen }
}

/// A link with the goal that writes it and where it leads.
type AnyLink = (GoalIx, Up, Via);

/// Every link of a kind, to the vision too, and the same as numbers: 0 is the vision, i + 1 goal i.
fn all_links(plan: &Plan, kind: CycleKind) -> (Vec<AnyLink>, Vec<(u32, u32)>) {
    let mut found: Vec<AnyLink> = Vec::new();
    if kind == CycleKind::ContributesTo {
        for (from, goal) in plan.goals() {
            found.extend(goal.parents.iter().map(|parent| (from, parent.to, Via::Parent(*parent))));
        }
    } else {
        found.extend(links(plan, kind).into_iter().map(|link| (link.from, Up::Goal(link.to), link.via)));
    }
    let edges = found.iter().map(|(from, to, _)| (number(Up::Goal(*from)), number(*to))).collect();
    (found, edges)
}

/// Whether a link says nothing that the other way does not say.
fn says_no_more(plan: &Plan, from: GoalIx, via: &Via) -> bool {
    match via {
        Via::Parent(parent) => parent.entry.is_some(),
        Via::Link(link) => {
            let depends_on = plan.goals.get(from.at()).map(|goal| &goal.written.depends_on);
            let entry = depends_on.and_then(|entries| entries.get(link.entry as usize));
            link.kind != LinkKind::DependsOn || entry.is_none_or(|entry| entry.lag.is_none())
        }
    }
}

/// Few links of a kind without which no cycle of that kind is left, in the order of the plan.
///
/// By the greedy method of Eades, Lin and Smyth 1993: few, not always the fewest. Which links are chosen depends on the
/// ids of the goals only, not on files or their order.
#[must_use]
pub fn links_to_cut(plan: &Plan, kind: CycleKind) -> Vec<CycleEdge> {
    let id = |goal: GoalIx| plan.goals.get(goal.at()).map_or("", |goal| goal.id());
    let mut links = in_tangles(plan.goals.len(), links(plan, kind));
    // The sort is stable, so that links between the same two goals stay as written.
    links.sort_by(|(_, one), (_, other)| (id(one.from), id(one.to)).cmp(&(id(other.from), id(other.to))));
    let mut cut = cut_of_links(links);
    cut.sort_by_key(|(number, _)| *number);
    cut.into_iter().map(|(_, link)| link).collect()
}

/// The links between members of one tangle, each with its position.
fn in_tangles(goals: usize, links: Vec<CycleEdge>) -> Vec<(usize, CycleEdge)> {
    let edges: Vec<(u32, u32)> = links.iter().map(|link| (link.from.0, link.to.0)).collect();
    let frozen = Frozen::of_edges(goals, &edges);
    let tangle = |goal: GoalIx| frozen.rank(goal.0).and_then(|rank| frozen.tangle(rank));
    let within = |link: &CycleEdge| tangle(link.from).is_some() && tangle(link.from) == tangle(link.to);
    links.into_iter().enumerate().filter(|(_, link)| within(link)).collect()
}

/// Those of the links that are to be cut.
fn cut_of_links(links: Vec<(usize, CycleEdge)>) -> Vec<(usize, CycleEdge)> {
    let mut numbers: HashMap<GoalIx, NodeIndex<u32>> = HashMap::new();
    let mut graph: DiGraph<(), (), u32> = DiGraph::with_capacity(0, links.len());
    for (_, link) in &links {
        let [from, to] =
            [link.from, link.to].map(|goal| *numbers.entry(goal).or_insert_with(|| graph.add_node(())));
        graph.add_edge(from, to, ());
    }
    let mut cut: Vec<usize> = greedy_feedback_arc_set(&graph).map(|link| link.id().index()).collect();
    cut.sort_unstable();
    cut.into_iter().filter_map(|link| links.get(link).copied()).collect()
}

fn number(item: Up) -> u32 {
    match item {
        Up::Vision => 0,
        Up::Goal(goal) => goal.0.saturating_add(1),
    }
}

fn item(number: u32) -> Up {
    number.checked_sub(1).map_or(Up::Vision, |goal| Up::Goal(GoalIx(goal)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use truenorth_core::plan::{Item, Link};

    use super::*;
    use crate::testing::{goal, on_small_stack, plan};

    #[test]
    fn a_goal_that_contributes_past_its_parent() {
        let plan = plan(
            r#""pillars": [ { "id": "p", "title": "P" } ], "goals": [
                { "id": "a", "title": "A", "contributes_to": ["p", "vision"] },
                { "id": "b", "title": "B", "contributes_to": ["vision", "a"],
                  "key_results": [ { "id": "k", "title": "K", "contributes_to": "p" } ] },
                { "id": "c", "title": "C", "contributes_to": "b", "depends_on": ["a", "b"] },
                { "id": "d", "title": "D", "contributes_to": "b",
                  "depends_on": ["c", "b", { "goal": "a", "lag": "2w" }] } ]"#,
        );
        let shown = |kind| {
            let found = implied_links(&plan, kind);
            assert!(found.complete);
            let id = |item: Up| match item {
                Up::Vision => "vision".to_owned(),
                Up::Goal(goal) => plan[goal].id().to_owned(),
            };
            let ways = found.links.iter().map(|link| found.way(link).into_iter().map(id).collect::<Vec<_>>());
            ways.map(|way| way.join(" ")).collect::<Vec<_>>()
        };
        // That k is nested in b and thus contributes to it cannot go, and implies that it contributes to p.
        assert_eq!(shown(CycleKind::ContributesTo), ["a p vision", "b a vision", "b/k b a p"]);
        // d waits longer for a than c does, which is not implied.
        assert_eq!(shown(CycleKind::DependsOn), ["d c b"]);
        let found = implied_links(&plan, CycleKind::ContributesTo);
        let b = goal(&plan, "b");
        let place = plan[b].place().field("contributes_to").index(0).field("goal");
        assert_eq!((found.links[1].from, found.links[1].to), (b, Up::Vision));
        assert_eq!(found.links[1].place(&plan), Some(place));
    }

    #[test]
    fn a_dependency_past_another() {
        let plan = plan(
            r#""goals": [
                { "id": "a", "title": "A", "contributes_to": "vision" },
                { "id": "b", "title": "B", "contributes_to": "vision", "depends_on": "a" },
                { "id": "c", "title": "C", "contributes_to": "vision", "depends_on": ["a", { "goal": "b", "lag": "1w" }] },
                { "id": "d", "title": "D", "contributes_to": "vision", "depends_on": ["b", { "goal": "a", "lag": "1d" }] } ]"#,
        );
        let found = implied_links(&plan, CycleKind::DependsOn);
        let [link] = found.links.as_slice() else { panic!("{:?}", found.links) };
        let [a, b, c] = ["a", "b", "c"].map(|id| goal(&plan, id));
        assert_eq!(found.way(link), [c, b, a].map(Up::Goal));
        assert_eq!(link.place(&plan), Some(plan[c].place().field("depends_on").index(0).field("goal")));
        assert_eq!(links_to_cut(&plan, CycleKind::DependsOn), []);
    }

    #[test]
    fn one_cut_for_two_cycles() {
        // Both cycles pass from a to b; c and d lead back. x only leads into them, y leads to itself.
        let goals = [
            r#"{ "id": "a", "title": "A", "contributes_to": ["vision", "b"] }"#,
            r#"{ "id": "b", "title": "B", "contributes_to": ["c", "d"] }"#,
            r#"{ "id": "c", "title": "C", "contributes_to": "a" }"#,
            r#"{ "id": "d", "title": "D", "contributes_to": "a" }"#,
            r#"{ "id": "x", "title": "X", "contributes_to": "a" }"#,
        ];
        for order in [[0, 1, 2, 3, 4], [4, 3, 2, 1, 0], [2, 0, 4, 3, 1]] {
            let plan = plan(&format!(r#""goals": [{}]"#, order.map(|at| goals[at]).join(", ")));
            let cut = links_to_cut(&plan, CycleKind::ContributesTo);
            let [link] = cut.as_slice() else { panic!("{cut:?}") };
            assert_eq!((plan[link.from].id(), plan[link.to].id()), ("a", "b"));
            assert_eq!(
                link.place(&plan),
                Some(plan[link.from].place().field("contributes_to").index(1).field("goal"))
            );
        }
    }

    fn edge(from: u32, to: u32) -> CycleEdge {
        let link = Link { kind: LinkKind::DependsOn, to: Item::Goal(GoalIx(to)), entry: 0 };
        CycleEdge { from: GoalIx(from), to: GoalIx(to), via: Via::Link(link) }
    }

    #[test]
    fn a_cycle_of_a_million() {
        const GOALS: u32 = 1_000_000;
        let cut = on_small_stack(|| {
            let mut links: Vec<_> = (1..GOALS).map(|goal| edge(goal, goal - 1)).collect();
            links.push(edge(0, GOALS - 1));
            cut_of_links(in_tangles(GOALS as usize, links))
        });
        assert_eq!(cut.len(), 1);
    }

    #[test]
    fn a_thousand_that_all_lead_to_each_other() {
        let cut = on_small_stack(|| {
            let links = (0..1000).flat_map(|from| (0..1000).map(move |to| edge(from, to))).collect();
            cut_of_links(in_tangles(1000, links))
        });
        // Every order leaves half of the links between two, and all from a goal to itself go.
        assert_eq!(cut.len(), 1000 * 999 / 2 + 1000);
    }

    proptest! {
        #[test]
        fn no_cycle_is_left(links in prop::collection::vec((0_u32..9, 0_u32..9), 0..30)) {
            let links: Vec<_> = links.into_iter().map(|(from, to)| edge(from, to)).collect();
            let cut = cut_of_links(in_tangles(9, links.clone()));
            let left: Vec<(u32, u32)> = links
                .iter()
                .enumerate()
                .filter(|(at, _)| cut.iter().all(|(number, _)| number != at))
                .map(|(_, link)| (link.from.0, link.to.0))
                .collect();
            prop_assert!(Frozen::of_edges(9, &left).is_acyclic());
            let before: Vec<(u32, u32)> = links.iter().map(|link| (link.from.0, link.to.0)).collect();
            prop_assert_eq!(cut.is_empty(), Frozen::of_edges(9, &before).is_acyclic());
        }
    }
}
