//! What goals would cost, exactly: their own estimates, else what contributes to them.

use truenorth_core::plan::{GoalIx, Plan, Up};
use truenorth_core::scalar::{Currency, Money, Percent};
use truenorth_graph::{PlanGraph, currency_of};

/// The whole share of a goal's cost, in the units of [`Percent`].
const WHOLE: i128 = Percent::HUNDRED.ten_thousandths() as i128;

/// An amount in ten-thousandths of a currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Cost {
    pub(super) units: i128,
    pub(super) currency: Option<Currency>,
}

impl Cost {
    /// An amount of the plan; none if it is missing.
    pub(super) fn of(plan: &Plan, money: &Money) -> Option<Self> {
        Some(Self { units: money.number()?.ten_thousandths(), currency: currency_of(plan, money) })
    }
}

/// What each goal would cost by the likely points: as its `cost` says, else what the goals below it send up.
/// `None` where nothing is estimated, or where amounts of several currencies meet.
pub(super) fn costs(plan: &Plan, graph: &PlanGraph) -> Vec<Option<Cost>> {
    let mut costs = vec![None; plan.goals.len()];
    for up in graph.parents_first().rev() {
        let Up::Goal(goal) = up else { continue };
        let own = plan[goal].written.cost.as_deref().map(|cost| Cost::of(plan, &cost.likely));
        costs[goal.at()] = own.unwrap_or_else(|| below(plan, graph, goal, &costs));
    }
    costs
}

/// What the goals below one send up to it.
pub(super) fn below(plan: &Plan, graph: &PlanGraph, goal: GoalIx, costs: &[Option<Cost>]) -> Option<Cost> {
    let mut sum: Option<Cost> = None;
    for (_, cost) in parts(plan, graph, goal, costs) {
        sum = Some(match sum {
            None => cost,
            Some(sum) if sum.currency == cost.currency => {
                Cost { units: sum.units.checked_add(cost.units)?, currency: sum.currency }
            }
            Some(_) => return None,
        });
    }
    sum
}

/// Each open goal below one with the part of its cost that it sends there.
pub(super) fn parts(
    plan: &Plan,
    graph: &PlanGraph,
    goal: GoalIx,
    costs: &[Option<Cost>],
) -> Vec<(GoalIx, Cost)> {
    let children = graph.children(Up::Goal(goal)).filter_map(|(child, edge)| {
        let cost = costs.get(child.at()).copied().flatten()?;
        if !plan[child].is_live() {
            return None;
        }
        let share = edge.share.map_or_else(|| rest(plan, child), |share| i128::from(share.ten_thousandths()));
        Some((child, Cost { units: cost.units.checked_mul(share)? / WHOLE, ..cost }))
    });
    children.collect()
}

/// The share of each link of a goal that has none written: equal parts of what the others leave.
fn rest(plan: &Plan, goal: GoalIx) -> i128 {
    let parents = &plan[goal].parents;
    let written = Percent::sum(parents.iter().filter_map(|parent| parent.share));
    let without = parents.iter().filter(|parent| parent.share.is_none()).count();
    let left = (WHOLE - i128::from(written.ten_thousandths())).clamp(0, WHOLE);
    left / i128::try_from(without.max(1)).unwrap_or(1)
}
