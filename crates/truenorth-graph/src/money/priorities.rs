//! Money against priorities: which pillar has more or less than its share.

use std::collections::BTreeSet;

use truenorth_core::budget::Total;
use truenorth_core::model::Kind;
use truenorth_core::plan::{GoalIx, Item, Plan, Up};
use truenorth_core::scalar::{Currency, Date};

use super::sheet::Sheet;
use super::{Asked, Basis, Currencies, Grain, Money};
use crate::contribution::contribution;
use crate::graph::PlanGraph;
use crate::misallocation::misallocation;

/// The pillars that priorities are about.
#[derive(Clone, Debug)]
pub(super) struct Items {
    /// In the order of the plan, with the share that each should get, relative.
    items: Vec<(GoalIx, u64)>,
    /// By goal: whether it is one of them.
    pub(super) sinks: Vec<bool>,
    /// Whether `checks.priorities` says so.
    written: bool,
}

impl Items {
    /// With `checks.priorities`: the goals named there, and at 0 every other pillar that no pillar or named goal
    /// stands above. Without: the pillars that no pillar stands above, by their contribution to the vision. A goal that
    /// does not reach the vision outside of cycles is none.
    pub(super) fn new(plan: &Plan, graph: &PlanGraph) -> Self {
        let mut wanted: Vec<Option<u64>> = vec![None; graph.goal_count()];
        for (reference, share) in &plan.checks.priorities {
            if let Some(Item::Goal(goal)) = plan.target(reference)
                && let Some(slot) = wanted.get_mut(goal.at())
            {
                let share = u64::try_from(share.ten_thousandths()).unwrap_or(0);
                *slot = Some(slot.unwrap_or(0).saturating_add(share));
            }
        }
        let written = wanted.iter().any(Option::is_some);
        let contributions = if written { Vec::new() } else { contribution(graph) };
        let is_pillar = |goal: GoalIx| goal.at() < plan.goals.len() && plan.like(goal) == Kind::Pillar;
        // By goal: whether it reaches the vision, and whether an item stands above it.
        let mut reaches = vec![false; wanted.len()];
        let mut below = vec![false; wanted.len()];
        let mut found = Self { items: Vec::new(), sinks: vec![false; wanted.len()], written };
        for item in graph.parents_first() {
            let Up::Goal(goal) = item else { continue };
            if graph.in_cycle(goal) {
                continue;
            }
            let (mut up, mut under) = (false, false);
            for (parent, _) in graph.parents(goal) {
                match parent {
                    Up::Vision => up = true,
                    Up::Goal(parent) => {
                        let of = |list: &[bool]| list.get(parent.at()).copied().unwrap_or(false);
                        up |= of(&reaches);
                        under |= of(&below) || of(&found.sinks) || is_pillar(parent);
                    }
                }
            }
            let named = wanted.get(goal.at()).copied().flatten();
            let weight = match named {
                Some(share) => Some(share),
                None if !is_pillar(goal) || under => None,
                None if written => Some(0),
                None => Some(as_weight(contributions.get(goal.at()).copied().unwrap_or(0.0))),
            };
            if let (Some(weight), true) = (weight, up) {
                found.items.push((goal, weight));
                set(&mut found.sinks, goal);
            }
            if up {
                set(&mut reaches, goal);
            }
            if under {
                set(&mut below, goal);
            }
        }
        found.items.sort_unstable();
        found
    }

    pub(super) fn is_empty(&self) -> bool {
        self.items.is_empty()
    }
}

fn set(list: &mut [bool], goal: GoalIx) {
    if let Some(slot) = list.get_mut(goal.at()) {
        *slot = true;
    }
}

/// A contribution of 0 to 1 as a whole number; what hurts the vision should get nothing.
fn as_weight(contribution: f64) -> u64 {
    // In range after the cut: at most 10^12.
    (contribution.clamp(0.0, 1.0) * 1e12).round() as u64
}

/// A pillar's money against its share.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PillarGap {
    /// The pillar; `None` for money that reaches the vision past every pillar.
    pub pillar: Option<GoalIx>,
    /// Share that it should have, 0 to 1.
    pub wanted: f64,
    /// Share that it has, 0 to 1.
    pub given: f64,
    /// What it has.
    pub money: Total,
    /// What it has above its share, or below 0 what it lacks; all of them add to 0.
    pub over: Total,
}

/// How far money lies from the priorities.
#[derive(Clone, Debug, PartialEq)]
pub struct Misalignment {
    /// Whether `checks.priorities` says what is wanted; else the weights of the pillars do.
    pub written: bool,
    /// The money that was looked at: what reaches a pillar or the vision.
    pub money: Total,
    /// Total variation distance: the share of the money that would have to move, 0 to 1.
    pub distance: f64,
    /// The same in money: the sum of what pillars have above their shares.
    pub amount: Total,
    /// Every pillar in the order of the plan, then what goes past them if there is any.
    pub pillars: Vec<PillarGap>,
    /// Currencies of amounts without a rate at their time; those are left out.
    pub without_rate: BTreeSet<Currency>,
}

/// The planned expenses of the fiscal year of `today` and later, in the organisation's currency, against the
/// priorities; see [`Money::misalignment`].
#[must_use]
pub fn misalignment(plan: &Plan, graph: &PlanGraph, today: Date) -> Option<Misalignment> {
    let money = Money::new(plan, graph, &from_today(plan, today));
    let sheets: Vec<Sheet> = money.sheets().filter(|sheet| !sheet.heading.is_revenue).collect();
    money.misalignment(&sheets)
}

/// Planned money of the fiscal year of a day and later, in the organisation's currency.
pub(crate) fn from_today(plan: &Plan, today: Date) -> Asked {
    let mut within = truenorth_core::budget::fiscal_year(plan, today);
    within.last = Date::MAX;
    Asked {
        grain: Grain::Year,
        bases: vec![Basis::Planned],
        currencies: Currencies::Own,
        within: Some(within),
    }
}

/// See [`Money::misalignment`].
pub(super) fn measure<'s>(
    items: &Items,
    sheets: impl IntoIterator<Item = &'s Sheet>,
) -> Option<Misalignment> {
    let mut given: Vec<Total> = vec![Total::default(); items.items.len()];
    let mut beside = Total::default();
    let mut digits = 2;
    for sheet in sheets {
        digits = sheet.heading.currency.map_or(2, |currency| currency.minor_digits());
        beside = beside.plus(sheet.beside_pillars);
        for (pillar, amount) in &sheet.pillars {
            let at = items.items.binary_search_by_key(pillar, |(item, _)| *item);
            if let Some(sum) = at.ok().and_then(|at| given.get_mut(at)) {
                *sum = sum.plus(*amount);
            }
        }
    }
    let mut rows: Vec<(Option<GoalIx>, u64)> =
        items.items.iter().map(|(goal, weight)| (Some(*goal), *weight)).collect();
    if !beside.is_zero() {
        rows.push((None, 0));
        given.push(beside);
    }
    let weights: Vec<u64> = rows.iter().map(|(_, weight)| *weight).collect();
    let shares = |list: Vec<f64>| {
        let sum: f64 = list.iter().sum();
        list.into_iter().map(|entry| entry / sum).collect::<Vec<f64>>()
    };
    let wanted: Vec<f64> = weights.iter().map(|weight| *weight as f64).collect();
    let amounts: Vec<f64> = given.iter().map(|amount| amount.to_f64()).collect();
    let distance = misallocation(&wanted, &amounts)?;
    let money: Total = given.iter().copied().sum();
    let targets = money.split_at_minor(&weights, digits);
    let rows = rows.into_iter().zip(given).zip(targets).zip(shares(wanted).into_iter().zip(shares(amounts)));
    let pillars: Vec<PillarGap> = rows
        .map(|((((pillar, _), money), target), (wanted, given))| PillarGap {
            pillar,
            wanted,
            given,
            money,
            over: money.minus(target),
        })
        .collect();
    let amount = pillars.iter().map(|gap| gap.over).filter(|over| !over.is_negative()).sum();
    let written = items.written;
    Some(Misalignment { written, money, distance, amount, pillars, without_rate: BTreeSet::new() })
}
