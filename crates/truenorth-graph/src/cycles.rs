//! Cycles: goals that in the end contribute to, wait for, or replace themselves.

use std::collections::VecDeque;

use petgraph::algo::kosaraju_scc;
use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::EdgeRef;
use truenorth_core::place::Place;
use truenorth_core::plan::{Goal, GoalIx, Item, Link, LinkKind, Parent, Plan, Up};

/// The links that must not lead in a circle. `conflicts_with` and `relates_to` may: they have no direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CycleKind {
    /// `contributes_to`, nesting included.
    ContributesTo,
    /// `supports`.
    Supports,
    /// `depends_on`.
    DependsOn,
    /// `replaces`.
    Replaces,
    /// `continues`.
    Continues,
}

impl CycleKind {
    /// Every kind, in the order of the format.
    pub const ALL: [Self; 5] =
        [Self::ContributesTo, Self::Supports, Self::DependsOn, Self::Replaces, Self::Continues];

    /// The field of the format.
    #[must_use]
    pub fn field(self) -> &'static str {
        self.link().map_or("contributes_to", LinkKind::field)
    }

    /// The kind of link, unless it is one to a parent.
    fn link(self) -> Option<LinkKind> {
        match self {
            Self::ContributesTo => None,
            Self::Supports => Some(LinkKind::Supports),
            Self::DependsOn => Some(LinkKind::DependsOn),
            Self::Replaces => Some(LinkKind::Replaces),
            Self::Continues => Some(LinkKind::Continues),
        }
    }
}

/// The link that an edge of a cycle is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Via {
    /// A link to a parent.
    Parent(Parent),
    /// Another link.
    Link(Link),
}

/// One edge of a cycle.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CycleEdge {
    /// The goal that writes the link.
    pub from: GoalIx,
    /// The goal that it leads to.
    pub to: GoalIx,
    /// The link.
    pub via: Via,
}

impl Via {
    /// Where the link stands in the goal that writes it.
    pub(crate) fn place(&self, goal: &Goal) -> Place {
        match self {
            Self::Parent(parent) => goal.parent_place(parent),
            Self::Link(link) => goal.link_place(link),
        }
    }
}

impl CycleEdge {
    /// Where the link stands.
    #[must_use]
    pub fn place(&self, plan: &Plan) -> Option<Place> {
        Some(self.via.place(plan.goals.get(self.from.at())?))
    }
}

/// A cycle: the first goal in the order of the plan, its link to the next, and so on back to the first.
#[derive(Clone, Debug, PartialEq)]
pub struct Cycle {
    /// What kind of links it is made of.
    pub kind: CycleKind,
    /// Its edges in order; the last leads to the goal that the first comes from. Never empty.
    pub edges: Vec<CycleEdge>,
    /// Number of goals that lie on this or another cycle linked with it: those to look at before all are
    /// gone.
    pub members: usize,
}

impl Cycle {
    /// The goals on it, in order.
    pub fn goals(&self) -> impl Iterator<Item = GoalIx> + '_ {
        self.edges.iter().map(|edge| edge.from)
    }
}

/// One cycle for every tangle of goals that reach each other: the shortest through that member of it which
/// comes first in the plan. In the order of the plan; time grows with the number of links.
#[must_use]
pub fn cycles(plan: &Plan, kind: CycleKind) -> Vec<Cycle> {
    cycles_of_links(kind, plan.goals.len(), links(plan, kind))
}

/// For each goal the number of the tangle that it is in, from 1; 0 for one that does not come back to itself. Two goals
/// are in one tangle if each reaches the other.
#[must_use]
pub fn tangles(plan: &Plan, kind: CycleKind) -> Vec<u32> {
    match graph_of(plan.goals.len(), links(plan, kind)) {
        Some(graph) => tangle_of(&graph, &tangled(&graph)),
        None => vec![0; plan.goals.len()],
    }
}

/// The links of a kind between goals, in the order of the plan.
pub(crate) fn links(plan: &Plan, kind: CycleKind) -> Vec<CycleEdge> {
    let Some(of_kind) = kind.link() else {
        let parents =
            plan.goals().flat_map(|(from, goal)| goal.parents.iter().map(move |parent| (from, parent)));
        let edge = |(from, parent): (GoalIx, &Parent)| match parent.to {
            Up::Goal(to) => Some(CycleEdge { from, to, via: Via::Parent(*parent) }),
            Up::Vision => None,
        };
        return parents.filter_map(edge).collect();
    };
    let links = plan.goals().flat_map(|(from, goal)| goal.links.iter().map(move |link| (from, link)));
    let edge = |(from, link): (GoalIx, &Link)| match link.to {
        Item::Goal(to) if link.kind == of_kind => Some(CycleEdge { from, to, via: Via::Link(*link) }),
        _ => None,
    };
    links.filter_map(edge).collect()
}

/// The same of `goals` goals with the given links, in the order of the plan.
fn cycles_of_links(kind: CycleKind, goals: usize, links: Vec<CycleEdge>) -> Vec<Cycle> {
    graph_of(goals, links).map_or_else(Vec::new, |graph| find(kind, &graph))
}

/// The links that lead around a circle or to one; none if there is no circle.
fn graph_of(goals: usize, links: Vec<CycleEdge>) -> Option<DiGraph<(), Via, u32>> {
    if links.is_empty() {
        return None;
    }
    let links = around_or_between_cycles(goals, links);
    if links.is_empty() {
        return None;
    }
    let mut graph: DiGraph<(), Via, u32> = DiGraph::with_capacity(goals, links.len());
    for _ in 0..goals {
        graph.add_node(());
    }
    // Added backwards, since petgraph walks the links of a node from the last to the first.
    for link in links.into_iter().rev().filter(|link| link.from.at().max(link.to.at()) < goals) {
        graph.add_edge(NodeIndex::new(link.from.at()), NodeIndex::new(link.to.at()), link.via);
    }
    Some(graph)
}

/// The links without those of goals to which nothing leads (any more): mostly none is left (Kahn 1962).
fn around_or_between_cycles(goals: usize, mut links: Vec<CycleEdge>) -> Vec<CycleEdge> {
    let mut leading_to = vec![0_u32; goals];
    // The links of each goal as a chain: the last one, and of each link the one before.
    let mut last = vec![None; goals];
    let mut before: Vec<Option<usize>> = Vec::with_capacity(links.len());
    for (position, link) in links.iter().enumerate() {
        before.push(last.get_mut(link.from.at()).and_then(|last| last.replace(position)));
        if let Some(count) = leading_to.get_mut(link.to.at()) {
            *count += 1;
        }
    }
    let mut gone = vec![false; goals];
    let is_free = |goal: &GoalIx| leading_to.get(goal.at()) == Some(&0);
    let mut free: Vec<GoalIx> = links.iter().map(|link| link.from).filter(is_free).collect();
    while let Some(goal) = free.pop() {
        if gone.get_mut(goal.at()).is_none_or(|gone| std::mem::replace(gone, true)) {
            continue;
        }
        let mut next = last.get(goal.at()).copied().flatten();
        while let Some(position) = next {
            next = before.get(position).copied().flatten();
            let Some(to) = links.get(position).map(|link| link.to) else { continue };
            if let Some(count) = leading_to.get_mut(to.at()) {
                *count -= 1;
                if *count == 0 {
                    free.push(to);
                }
            }
        }
    }
    links.retain(|link| gone.get(link.from.at()) == Some(&false));
    links
}

/// The members of every tangle.
fn tangled(graph: &DiGraph<(), Via, u32>) -> Vec<Vec<NodeIndex<u32>>> {
    let mut tangles = kosaraju_scc(graph);
    tangles.retain(|members| match members.as_slice() {
        [single] => graph.contains_edge(*single, *single),
        _ => true,
    });
    tangles
}

/// The number of each goal's tangle, 0 for those in none.
fn tangle_of(graph: &DiGraph<(), Via, u32>, tangles: &[Vec<NodeIndex<u32>>]) -> Vec<u32> {
    let mut tangle_of = vec![0_u32; graph.node_count()];
    for (number, members) in (1..).zip(tangles) {
        for member in members {
            if let Some(slot) = tangle_of.get_mut(member.index()) {
                *slot = number;
            }
        }
    }
    tangle_of
}

fn find(kind: CycleKind, graph: &DiGraph<(), Via, u32>) -> Vec<Cycle> {
    let tangles = tangled(graph);
    // The search below never leaves its own tangle.
    let tangle_of = tangle_of(graph, &tangles);
    let mut reached_by = vec![None; graph.node_count()];
    let mut cycles: Vec<Cycle> = tangles
        .iter()
        .filter_map(|members| {
            let first = members.iter().min().copied()?;
            let edges = around(graph, first, &tangle_of, &mut reached_by)?;
            Some(Cycle { kind, edges, members: members.len() })
        })
        .collect();
    cycles.sort_by_key(|cycle| cycle.edges.first().map(|edge| edge.from));
    cycles
}

/// The shortest way from a goal back to itself, level by level within its tangle. Every goal is in one
/// tangle, so `reached_by` serves all searches.
fn around(
    graph: &DiGraph<(), Via, u32>,
    first: NodeIndex<u32>,
    tangle_of: &[u32],
    reached_by: &mut [Option<CycleEdge>],
) -> Option<Vec<CycleEdge>> {
    let tangle = |node: NodeIndex<u32>| tangle_of.get(node.index()).copied().unwrap_or_default();
    let mut queue = VecDeque::from([first]);
    while let Some(node) = queue.pop_front() {
        for link in graph.edges(node).filter(|link| tangle(link.target()) == tangle(first)) {
            let to = link.target();
            let slot = reached_by.get_mut(to.index())?;
            if slot.is_some() {
                continue;
            }
            *slot = Some(CycleEdge { from: goal_of(node), to: goal_of(to), via: *link.weight() });
            if to == first {
                return walk_back(first, reached_by);
            }
            queue.push_back(to);
        }
    }
    None
}

fn walk_back(first: NodeIndex<u32>, reached_by: &[Option<CycleEdge>]) -> Option<Vec<CycleEdge>> {
    let mut edges = Vec::new();
    let mut at = goal_of(first);
    loop {
        let edge = (*reached_by.get(at.at())?)?;
        edges.push(edge);
        at = edge.from;
        if at == goal_of(first) {
            edges.reverse();
            return Some(edges);
        }
    }
}

fn goal_of(node: NodeIndex<u32>) -> GoalIx {
    GoalIx::new(node.index())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{chain, link, on_small_stack, plan};

    fn shown(plan: &Plan, kind: CycleKind) -> Vec<String> {
        let ids =
            |cycle: Cycle| cycle.goals().map(|goal| plan[goal].id().to_owned()).collect::<Vec<_>>().join(" ");
        cycles(plan, kind).into_iter().map(ids).collect()
    }

    #[test]
    fn one_shortest_cycle_a_tangle() {
        let plan = plan(
            r#""goals": [
                { "id": "a", "title": "A", "contributes_to": ["vision", "b"] },
                { "id": "b", "title": "B", "contributes_to": ["c", "d"] },
                { "id": "c", "title": "C", "contributes_to": "d" },
                { "id": "d", "title": "D", "contributes_to": { "goal": "a", "weight": 2 } },
                { "id": "e", "title": "E", "contributes_to": "a" },
                { "id": "f", "title": "F", "contributes_to": "g" },
                { "id": "g", "title": "G", "contributes_to": ["vision", "f"] } ]"#,
        );
        // a b d is shorter than a b c d; e only leads into it.
        assert_eq!(shown(&plan, CycleKind::ContributesTo), ["a b d", "f g"]);
        let found = cycles(&plan, CycleKind::ContributesTo);
        assert_eq!(found[0].members, 4);
        let entries: Vec<_> = (found[0].edges.iter())
            .map(|edge| match edge.via {
                Via::Parent(parent) => parent.entry,
                Via::Link(_) => None,
            })
            .collect();
        assert_eq!(entries, [Some(1), Some(1), Some(0)]);
        let place = found[0].edges[1].place(&plan).unwrap();
        assert_eq!(
            place,
            plan[found[0].edges[1].from].place().field("contributes_to").index(1).field("goal")
        );
        for kind in CycleKind::ALL.into_iter().skip(1) {
            assert_eq!(cycles(&plan, kind), []);
        }
    }

    #[test]
    fn each_kind_of_link_by_itself() {
        for kind in CycleKind::ALL.into_iter().skip(1) {
            let field = kind.field();
            let plan = plan(&format!(
                r#""goals": [
                    {{ "id": "a", "title": "A", "contributes_to": "vision", "{field}": ["c", "b"] }},
                    {{ "id": "b", "title": "B", "contributes_to": "vision", "{field}": "a" }},
                    {{ "id": "c", "title": "C", "contributes_to": "vision", "relates_to": "a", "conflicts_with": "a" }} ]"#
            ));
            for other in CycleKind::ALL {
                let expected: &[&str] = if other == kind { &["a b"] } else { &[] };
                assert_eq!(shown(&plan, other), expected, "{field}");
            }
            let edge = cycles(&plan, kind)[0].edges[0];
            assert!(matches!(edge.via, Via::Link(link) if link.entry == 1));
        }
    }

    #[test]
    fn a_goal_that_leads_to_itself() {
        let via = Via::Parent(link(Up::Goal(GoalIx(1))));
        let edge = CycleEdge { from: GoalIx(1), to: GoalIx(1), via };
        let found = cycles_of_links(CycleKind::ContributesTo, 3, vec![edge]);
        assert_eq!(found, [Cycle { kind: CycleKind::ContributesTo, edges: vec![edge], members: 1 }]);
    }

    #[test]
    fn a_cycle_of_a_million() {
        const GOALS: usize = 1_000_000;
        let mut links: Vec<_> = chain(GOALS)
            .filter_map(|(from, parent)| match parent.to {
                Up::Goal(to) => Some(CycleEdge { from, to, via: Via::Parent(parent) }),
                Up::Vision => None,
            })
            .collect();
        let found = on_small_stack(|| cycles_of_links(CycleKind::ContributesTo, GOALS, links.clone()));
        assert_eq!(found, []);
        let (first, last) = (GoalIx(0), GoalIx::new(GOALS - 1));
        links.push(CycleEdge { from: first, to: last, via: Via::Parent(link(Up::Goal(last))) });
        let found = on_small_stack(|| cycles_of_links(CycleKind::ContributesTo, GOALS, links));
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].members, GOALS);
        assert_eq!(found[0].edges.len(), GOALS);
        assert_eq!(found[0].edges[0].from, first);
        assert!(found[0].edges.windows(2).all(|pair| pair[0].to == pair[1].from));
        assert_eq!(found[0].edges[GOALS - 1].to, first);
    }
}
