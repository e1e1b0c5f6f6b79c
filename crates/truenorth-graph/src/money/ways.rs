//! Where money goes from each line and from each goal, and in which proportion.

use truenorth_core::budget::Total;
use truenorth_core::plan::{GoalIx, Line, Plan, Up};
use truenorth_core::scalar::{Percent, Reference};

use crate::graph::PlanGraph;

/// Why money does not reach the vision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// The line has no `funds`.
    NoGoal,
    /// The line has no `funds` because it is a reserve.
    Reserve,
    /// The shares of the line, or of the goal, add to less than 100 %: this is the rest.
    SharesNotWhole,
    /// The reference leads into another plan.
    OtherPlan,
    /// The reference leads to nothing in this plan.
    NotFound,
    /// The goal contributes to nothing.
    NoParent,
    /// The goal contributes to itself in the end.
    Cycle,
}

impl Reason {
    /// The words for people.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::NoGoal => "funds no goal",
            Self::Reserve => "reserve",
            Self::SharesNotWhole => "shares below 100%",
            Self::OtherPlan => "goes into another plan",
            Self::NotFound => "leads to nothing",
            Self::NoParent => "contributes to nothing",
            Self::Cycle => "contributes to itself",
        }
    }
}

/// The end of a way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum To {
    Up(Up),
    Stuck(Reason),
}

/// One part of what leaves a line or goal.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Way {
    pub(crate) to: To,
    /// The entry of `funds` or `contributes_to`; `None` for an implied link, and for what is stuck.
    pub(crate) entry: Option<u32>,
}

/// The ways of every line, or of every goal, one row each.
#[derive(Clone, Debug, Default)]
pub(crate) struct Rows {
    /// Where each row begins, and the end of the last.
    starts: Vec<usize>,
    pub(crate) ways: Vec<Way>,
    /// By way, relative within the row; never all 0.
    weights: Vec<u64>,
}

impl Rows {
    /// The numbers of the ways of a row.
    pub(super) fn row(&self, at: usize) -> std::ops::Range<usize> {
        let start = self.starts.get(at).copied().unwrap_or(0);
        let end = at.checked_add(1).and_then(|next| self.starts.get(next)).copied().unwrap_or(start);
        start..end
    }

    /// The numbers of the ways of every row.
    pub(super) fn rows(&self) -> impl Iterator<Item = std::ops::Range<usize>> {
        (0..self.starts.len().saturating_sub(1)).map(|at| self.row(at))
    }

    /// The ways of a row with their weights.
    pub(crate) fn ways(&self, at: usize) -> impl Iterator<Item = (&Way, u64)> {
        let row = self.row(at);
        let ways = self.ways.get(row.clone()).unwrap_or(&[]);
        ways.iter().zip(self.weights.get(row).unwrap_or(&[]).iter().copied())
    }

    /// Calls `give` with every way of a row that gets money, and its part of the amount.
    pub(super) fn split(&self, at: usize, amount: i128, digits: u32, mut give: impl FnMut(usize, To, i128)) {
        let row = self.row(at);
        let ways = self.ways.get(row.clone()).unwrap_or(&[]);
        if let [only] = ways {
            give(row.start, only.to, amount);
            return;
        }
        let weights = self.weights.get(row.clone()).unwrap_or(&[]);
        let parts = Total::from_ten_thousandths(amount).split_at_minor(weights, digits);
        for ((number, way), part) in row.zip(ways).zip(parts) {
            if !part.is_zero() {
                give(number, way.to, part.ten_thousandths());
            }
        }
    }

    /// Adds a row: the ends with their shares. Without any share written the parts are equal. Else each way gets its
    /// share; what the shares leave of 100 % goes in equal parts to the ways without one, or else is stuck; shares
    /// above 100 % are scaled down, and nothing is left for the others. A negative share counts as 0.
    fn push(&mut self, ends: &[(Way, Option<Percent>)]) {
        let size = |share: Percent| u64::try_from(share.ten_thousandths()).unwrap_or(0);
        let sum = ends.iter().filter_map(|(_, share)| *share).map(size).fold(0, u64::saturating_add);
        let any = ends.iter().any(|(_, share)| share.is_some());
        let open = ends.iter().filter(|(_, share)| share.is_none()).count() as u64;
        let rest = size(Percent::HUNDRED).saturating_sub(sum);
        for (way, share) in ends {
            self.ways.push(*way);
            self.weights.push(match share {
                None if any => rest,
                None => 1,
                // A share above the whole leaves nothing to those without one, so its size is all that counts.
                Some(share) if rest > 0 => size(*share).saturating_mul(open.max(1)),
                Some(share) => size(*share),
            });
        }
        if any && open == 0 && rest > 0 {
            self.ways.push(Way { to: To::Stuck(Reason::SharesNotWhole), entry: None });
            self.weights.push(rest);
        }
        self.starts.push(self.ways.len());
    }
}

/// The ways of everything.
#[derive(Clone, Debug)]
pub(crate) struct Ways {
    pub(crate) lines: Rows,
    pub(crate) goals: Rows,
}

impl Ways {
    pub(crate) fn new(plan: &Plan, graph: &PlanGraph) -> Self {
        let mut lines = Rows { starts: vec![0], ..Rows::default() };
        let mut goals = lines.clone();
        for line in &plan.lines {
            lines.push(&of_line(line));
        }
        for goal in graph.goals() {
            goals.push(&of_goal(plan, graph, goal));
        }
        Self { lines, goals }
    }
}

fn of_line(line: &Line) -> Vec<(Way, Option<Percent>)> {
    let mut bound: Vec<Option<Up>> = vec![None; line.written.funds.len()];
    for funds in &line.funds {
        if let Some(slot) = bound.get_mut(funds.entry as usize) {
            *slot = Some(funds.to);
        }
    }
    let mut ends: Vec<(Way, Option<Percent>)> = (line.written.funds.iter().zip(bound).zip(0..))
        .map(|((funding, to), entry)| {
            let to = to.map_or_else(|| elsewhere(&funding.goal), To::Up);
            (Way { to, entry: Some(entry) }, funding.share)
        })
        .collect();
    if ends.is_empty() {
        let reason = if line.written.reserve.is_some() { Reason::Reserve } else { Reason::NoGoal };
        ends.push((Way { to: To::Stuck(reason), entry: None }, None));
    }
    ends
}

fn of_goal(plan: &Plan, graph: &PlanGraph, ix: GoalIx) -> Vec<(Way, Option<Percent>)> {
    let stuck = |reason| vec![(Way { to: To::Stuck(reason), entry: None }, None)];
    let Some(goal) = plan.goals.get(ix.at()) else { return stuck(Reason::NotFound) };
    if graph.in_cycle(ix) {
        return stuck(Reason::Cycle);
    }
    let mut unbound = vec![true; goal.written.contributes_to.len()];
    let mut ends = Vec::with_capacity(goal.parents.len());
    for parent in &goal.parents {
        if let Some(slot) = parent.entry.and_then(|entry| unbound.get_mut(entry as usize)) {
            *slot = false;
        }
        ends.push((Way { to: To::Up(parent.to), entry: parent.entry }, parent.share));
    }
    for ((link, unbound), entry) in goal.written.contributes_to.iter().zip(unbound).zip(0..) {
        if unbound {
            ends.push((Way { to: elsewhere(&link.goal), entry: Some(entry) }, link.share));
        }
    }
    if ends.is_empty() { stuck(Reason::NoParent) } else { ends }
}

fn elsewhere(reference: &Reference) -> To {
    To::Stuck(if reference.plan().is_some() { Reason::OtherPlan } else { Reason::NotFound })
}
