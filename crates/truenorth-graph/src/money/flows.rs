//! Money as flows between neighbours, for a Sankey chart.

use std::collections::BTreeMap;

use truenorth_core::budget::Total;
use truenorth_core::plan::{AccountIx, GoalIx, LineIx, TeamIx, Up};

use super::accounts::place_in;
use super::sheet::{Sheet, Stuck};
use super::ways::{Reason, To, Ways};
use super::{Money, hierarchy_heads};
use crate::graph::PlanGraph;

/// How lines are put together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// Not at all.
    Line,
    /// By `category`.
    Category,
    /// By team.
    Team,
    /// By account of the hierarchy with this head.
    Account(AccountIx),
}

/// One end of a flow. The order is that of a drawing: lines, goals, vision, unaligned.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FlowNode {
    /// A line.
    Line(LineIx),
    /// The lines of a category; `None` = without one.
    Category(Option<String>),
    /// The lines of a team; `None` = without one.
    Team(Option<TeamIx>),
    /// The lines of an account; `None` = in no account of the hierarchy.
    Account(Option<AccountIx>),
    /// A goal.
    Goal(GoalIx),
    /// The vision.
    Vision,
    /// What does not reach it.
    Unaligned(Reason),
}

/// Money from one node to the next. Below 0 where corrections outweigh the rest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flow {
    /// From where.
    pub from: FlowNode,
    /// To where.
    pub to: FlowNode,
    /// How much.
    pub amount: Total,
}

impl Money<'_> {
    /// The money of a sheet as flows: from lines to goals, from goal to goal, and to the vision or nowhere. At every
    /// goal as much goes out as comes in.
    ///
    /// With a `depth`, goals that stand further from the vision than this many links are left out where all of their
    /// money goes to the same nearer goal: it then flows there directly. Goals that divide their money stay. Depth 0
    /// shows only what reaches the vision and what does not.
    #[must_use]
    pub fn flows(&self, sheet: &Sheet, by: By, depth: Option<u32>) -> Vec<Flow> {
        let stands_for = stand_ins(self.graph, &self.ways, depth);
        let node = |to: Up| match to {
            Up::Vision => FlowNode::Vision,
            Up::Goal(goal) => stands_for.get(goal.at()).map_or(FlowNode::Goal(goal), |stand| stand.node()),
        };
        let stays = |goal: GoalIx| stands_for.get(goal.at()) == Some(&StandIn::Goal(goal));
        let source = self.source(by);
        let mut flows: BTreeMap<(FlowNode, FlowNode), Total> = BTreeMap::new();
        let mut add = |from: FlowNode, to: FlowNode, amount: Total| {
            let sum = flows.entry((from, to)).or_default();
            *sum = sum.plus(amount);
        };
        for fund in &sheet.funds {
            add(source(fund.line), node(fund.to), fund.amount);
        }
        for link in sheet.links.iter().filter(|link| stays(link.from)) {
            add(FlowNode::Goal(link.from), node(link.to), link.amount);
        }
        for unaligned in &sheet.unaligned {
            let from = match unaligned.at {
                Stuck::Line(line) => source(line),
                Stuck::Goal(goal) if stays(goal) => FlowNode::Goal(goal),
                Stuck::Goal(_) => continue,
            };
            add(from, FlowNode::Unaligned(unaligned.reason), unaligned.amount);
        }
        let flows = flows.into_iter().filter(|(_, amount)| !amount.is_zero());
        flows.map(|((from, to), amount)| Flow { from, to, amount }).collect()
    }

    /// The node that a line belongs to.
    fn source(&self, by: By) -> impl Fn(LineIx) -> FlowNode {
        let heads = if matches!(by, By::Account(_)) { hierarchy_heads(self.plan) } else { Vec::new() };
        move |index| {
            let line = self.plan.lines.get(index.at());
            match by {
                By::Line => FlowNode::Line(index),
                By::Category => FlowNode::Category(line.and_then(|line| line.written.category.clone())),
                By::Team => FlowNode::Team(line.and_then(|line| line.team)),
                By::Account(head) => FlowNode::Account(line.and_then(|line| place_in(line, head, &heads))),
            }
        }
    }
}

/// What is drawn in place of a goal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum StandIn {
    /// Itself, or the one that all of its money goes to.
    Goal(GoalIx),
    Vision,
    Unaligned(Reason),
}

impl StandIn {
    fn node(self) -> FlowNode {
        match self {
            Self::Goal(goal) => FlowNode::Goal(goal),
            Self::Vision => FlowNode::Vision,
            Self::Unaligned(reason) => FlowNode::Unaligned(reason),
        }
    }
}

/// By goal: what is drawn in its place.
fn stand_ins(graph: &PlanGraph, ways: &Ways, depth: Option<u32>) -> Vec<StandIn> {
    let mut stands: Vec<StandIn> = graph.goals().map(StandIn::Goal).collect();
    let Some(depth) = depth else { return stands };
    let mut distances: Vec<Option<u32>> = vec![None; graph.goal_count()];
    for item in graph.parents_first() {
        let Up::Goal(goal) = item else { continue };
        let mut nearest: Option<u32> = None;
        let mut ends: Option<StandIn> = None;
        let mut is_one = true;
        for (way, weight) in ways.goals.ways(goal.at()) {
            let (end, distance) = match way.to {
                To::Up(Up::Vision) => (StandIn::Vision, Some(0)),
                To::Up(Up::Goal(parent)) => (
                    stands.get(parent.at()).copied().unwrap_or(StandIn::Goal(parent)),
                    distances.get(parent.at()).copied().flatten(),
                ),
                To::Stuck(reason) => (StandIn::Unaligned(reason), None),
            };
            if let Some(distance) = distance {
                let own = distance.saturating_add(1);
                nearest = Some(nearest.map_or(own, |nearest| nearest.min(own)));
            }
            if weight > 0 {
                is_one &= ends.is_none_or(|other| other == end);
                ends = Some(end);
            }
        }
        let is_deep = nearest.is_none_or(|nearest| nearest > depth);
        if let (Some(slot), Some(end), true, true) = (stands.get_mut(goal.at()), ends, is_one, is_deep) {
            *slot = end;
        }
        if let Some(slot) = distances.get_mut(goal.at()) {
            *slot = nearest;
        }
    }
    stands
}
