//! One pass of money from the lines up to the vision.

use truenorth_core::plan::{LineIx, Up};

use super::ways::{To, Ways};
use crate::graph::PlanGraph;

/// What has been pushed so far, in ten-thousandths of the currency.
#[derive(Debug)]
pub(super) struct Pass<'a> {
    graph: &'a PlanGraph,
    ways: &'a Ways,
    /// Goals at which money stops, if any.
    sinks: Option<&'a [bool]>,
    /// By way of [`Ways::lines`].
    pub(super) by_line_way: Vec<i128>,
    /// By way of [`Ways::goals`].
    pub(super) by_goal_way: Vec<i128>,
    /// By goal: straight from lines.
    pub(super) own: Vec<i128>,
    /// By goal: with all from below.
    pub(super) total: Vec<i128>,
    /// By goal: what waits there during a push; all 0 between pushes.
    waiting: Vec<i128>,
}

impl<'a> Pass<'a> {
    pub(super) fn new(graph: &'a PlanGraph, ways: &'a Ways, sinks: Option<&'a [bool]>) -> Self {
        let goals = vec![0; graph.goal_count()];
        Self {
            graph,
            ways,
            sinks,
            by_line_way: vec![0; ways.lines.ways.len()],
            by_goal_way: vec![0; ways.goals.ways.len()],
            own: goals.clone(),
            total: goals.clone(),
            waiting: goals,
        }
    }

    /// Pushes sums of lines up, children before parents, and counts what goes where `times` times. Each goal divides what has come to it once, however many ways it came.
    pub(super) fn push(&mut self, amounts: &[(LineIx, i128)], digits: u32, times: i128) {
        let Self { ways, waiting, own, total, by_line_way, by_goal_way, .. } = self;
        let count = |list: &mut [i128], at: usize, amount: i128| {
            if let Some(slot) = list.get_mut(at) {
                *slot = slot.saturating_add(amount.saturating_mul(times));
            }
        };
        let wait = |waiting: &mut [i128], at: usize, amount: i128| {
            if let Some(slot) = waiting.get_mut(at) {
                *slot = slot.saturating_add(amount);
            }
        };
        for (line, amount) in amounts {
            ways.lines.split(line.at(), *amount, digits, |way, to, part| {
                count(by_line_way, way, part);
                if let To::Up(Up::Goal(goal)) = to {
                    count(own, goal.at(), part);
                    wait(waiting, goal.at(), part);
                }
            });
        }
        for item in self.graph.parents_first().rev() {
            let Up::Goal(goal) = item else { continue };
            let amount = waiting.get_mut(goal.at()).map_or(0, std::mem::take);
            if amount == 0 {
                continue;
            }
            count(total, goal.at(), amount);
            if self.sinks.is_some_and(|sinks| sinks.get(goal.at()).copied().unwrap_or(false)) {
                continue;
            }
            ways.goals.split(goal.at(), amount, digits, |way, to, part| {
                count(by_goal_way, way, part);
                if let To::Up(Up::Goal(parent)) = to {
                    wait(waiting, parent.at(), part);
                }
            });
        }
    }
}
