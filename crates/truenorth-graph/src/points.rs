//! Single points of failure: people, roles, teams, skills and budget lines without which part of the vision is lost.
//!
//! All of it can be followed by hand:
//!
//! - *Work* is a goal without children that is agreed and not over ([`Goal::is_live`]) and whose contribution to the
//!   vision is above 0.
//! - Work is *lost* with an item if the item alone does it, alone holds the role or is the team that does it, alone has a
//!   skill that it needs one person for, or alone pays for it ([`Reason`]).
//! - An item *loses* the sum of the contributions of the work that is lost with it: each goal above loses as much as the
//!   lost goals below it are worth to it, by the same weights as [`contribution`], up to the vision.
//!
//! [`Goal::is_live`]: truenorth_core::plan::Goal::is_live

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

use truenorth_core::model::Kind;
use truenorth_core::plan::{GoalIx, Item, Plan, Up};
use truenorth_core::scalar::Date;

use crate::carriers::{Carrier, Reason, carriers};
use crate::contribution::contribution;
use crate::graph::PlanGraph;
use crate::waiting::Waiting;

/// Work that is lost with an item, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lost {
    /// A goal without children.
    pub goal: GoalIx,
    /// Why. A goal that is lost for two reasons is listed twice.
    pub reason: Reason,
}

/// An item that part of the vision hangs on.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// A person, role, team, skill or budget line.
    pub item: Item,
    /// Share of the vision that is lost with it, above 0, at most 1.
    pub loses: f64,
    /// Share of each pillar that is lost, the largest first; pillars that lose nothing are left out.
    pub pillars: Vec<(GoalIx, f64)>,
    /// The work that is lost, in the order of the plan.
    pub work: Vec<Lost>,
    /// The goals above it that lose all their children, in the order of the plan.
    pub goals: Vec<GoalIx>,
    /// Other open goals that wait (`depends_on`), directly or by others, for what is lost, in the order of the plan.
    /// They are late, not lost: `loses` is without them.
    pub waiting: Vec<GoalIx>,
}

/// The `most` heaviest single points of failure, the largest loss first, and by id where they are equal.
///
/// Time grows with the number of links; for each point that is returned at most once more.
#[must_use]
pub fn points(plan: &Plan, graph: &PlanGraph, today: Date, most: usize) -> Vec<Point> {
    let values = contribution(graph);
    let value = |goal: GoalIx| values.get(goal.at()).copied().unwrap_or_default();
    let is_work = |goal| graph.children(Up::Goal(goal)).next().is_none() && value(goal) > 0.0;
    let pieces: Vec<bool> = plan.goals().map(|(goal, written)| written.is_live() && is_work(goal)).collect();
    let mut by_item: BTreeMap<Item, Vec<Lost>> = BTreeMap::new();
    for Carrier { item, goal, reason } in carriers(plan, graph, today, &pieces) {
        by_item.entry(item).or_default().push(Lost { goal, reason });
    }
    let mut heaviest: Vec<(f64, Item, Vec<Lost>)> =
        by_item.into_iter().map(|(item, work)| (each_once(&work).map(value).sum(), item, work)).collect();
    // The order of a plan's files must not show in the order of equal losses.
    let rounded = |loses: f64| (loses * 1e12).round();
    heaviest.sort_by(|(left, one, _), (right, other, _)| {
        rounded(*right).total_cmp(&rounded(*left)).then_with(|| plan.item_id(*one).cmp(plan.item_id(*other)))
    });
    heaviest.truncate(most);
    if heaviest.is_empty() {
        return Vec::new();
    }
    let mut losses = Losses::new(plan, graph);
    let waiting = Waiting::new(plan);
    let details = heaviest.into_iter().map(|(loses, item, work)| {
        let (pillars, goals) = losses.above(plan, &work);
        let mut gone: Vec<GoalIx> = each_once(&work).chain(goals.iter().copied()).collect();
        gone.sort_unstable();
        let mut late: Vec<GoalIx> = waiting.for_any(plan, &gone).into_iter().map(|wait| wait.goal).collect();
        late.retain(|goal| gone.binary_search(goal).is_err());
        late.sort_unstable();
        Point { item, loses, pillars, work, goals, waiting: late }
    });
    details.collect()
}

/// The goals of a list by goal, each once.
fn each_once(work: &[Lost]) -> impl Iterator<Item = GoalIx> + '_ {
    work.chunk_by(|one, next| one.goal == next.goal).filter_map(|same| same.first()).map(|lost| lost.goal)
}

/// What a goal loses with a point.
#[derive(Clone, Copy, Default)]
struct Loss {
    share: f64,
    /// How many children are lost whole.
    whole: u32,
    /// Whether it is on the heap or was.
    seen: bool,
}

/// What goals above lose, for one point after the other.
struct Losses<'a> {
    graph: &'a PlanGraph,
    /// By goal: its place among all, children before parents.
    place: Vec<u32>,
    /// By place.
    goals: Vec<GoalIx>,
    /// By goal: how many children it has.
    children: Vec<u32>,
    /// By goal: what is known of it. Empty between two points.
    lost: Vec<Loss>,
}

impl<'a> Losses<'a> {
    fn new(plan: &Plan, graph: &'a PlanGraph) -> Self {
        let count = plan.goals.len();
        let goals: Vec<GoalIx> = graph
            .parents_first()
            .rev()
            .filter_map(|item| match item {
                Up::Goal(goal) => Some(goal),
                Up::Vision => None,
            })
            .collect();
        let mut place = vec![0; count];
        for (number, goal) in (0..).zip(&goals) {
            if let Some(slot) = place.get_mut(goal.at()) {
                *slot = number;
            }
        }
        let children = graph.goals().map(|goal| graph.children(Up::Goal(goal)).count() as u32).collect();
        Self { graph, place, goals, children, lost: vec![Loss::default(); count] }
    }

    /// The pillars that lose something, and the goals above the work that lose all children.
    fn above(&mut self, plan: &Plan, work: &[Lost]) -> (Vec<(GoalIx, f64)>, Vec<GoalIx>) {
        let (mut pillars, mut whole, mut touched) = (Vec::new(), Vec::new(), Vec::new());
        let place = |goal: GoalIx| Reverse(self.place.get(goal.at()).copied().unwrap_or_default());
        let mut heap = BinaryHeap::new();
        for goal in each_once(work) {
            if let Some(slot) = self.lost.get_mut(goal.at()) {
                *slot = Loss { share: 1.0, whole: 0, seen: true };
                touched.push(goal);
                heap.push(place(goal));
            }
        }
        while let Some(Reverse(number)) = heap.pop() {
            let Some(goal) = self.goals.get(number as usize).copied() else { continue };
            let loss = self.lost.get(goal.at()).copied().unwrap_or_default();
            let children = self.children.get(goal.at()).copied().unwrap_or_default();
            let all = loss.whole == children;
            if all && children > 0 {
                whole.push(goal);
            }
            if plan.like(goal) == Kind::Pillar && loss.share > 0.0 {
                pillars.push((goal, loss.share.min(1.0)));
            }
            for (parent, link) in self.graph.parents(goal) {
                let Up::Goal(parent) = parent else { continue };
                if self.graph.in_cycle(parent) {
                    continue;
                }
                let Some(slot) = self.lost.get_mut(parent.at()) else { continue };
                slot.share += loss.share * link.normalised;
                slot.whole = slot.whole.saturating_add(u32::from(all));
                if !slot.seen {
                    slot.seen = true;
                    touched.push(parent);
                    heap.push(place(parent));
                }
            }
        }
        for goal in touched {
            if let Some(slot) = self.lost.get_mut(goal.at()) {
                *slot = Loss::default();
            }
        }
        // As in the order of points, rounding makes no order.
        let rounded = |share: f64| (share * 1e12).round();
        pillars.sort_by(|(one, left), (other, right)| {
            rounded(*right).total_cmp(&rounded(*left)).then_with(|| plan[*one].id().cmp(plan[*other].id()))
        });
        whole.sort_unstable();
        (pillars, whole)
    }
}

#[cfg(test)]
mod tests;
