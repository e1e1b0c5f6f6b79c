//! What the budget waterfall shows of a plan.

use std::collections::BTreeMap;

use truenorth_core::budget::{Total, fiscal_year, is_revenue};
use truenorth_core::plan::LineIx;
use truenorth_core::scalar::Period;
use truenorth_graph::Basis;

use super::ledger::{Group, Ledger, left_out, period};
use super::{source, spoken_time};
use crate::catalogue::{Chart, Drawing, Facts, Filter, Of};
use crate::charts::budget_waterfall::{self as chart, Step, View};

/// The chart's entry in the catalogue.
pub const CHART: Chart = Chart {
    name: "budget-waterfall",
    summary: "From last year's budget to this year's: what was added and what was taken away",
    filters: &[Filter::Team, Filter::Period],
    of: Of::Plan {
        has: |plan| plan.lines.iter().any(|line| !is_revenue(line) && !line.written.amounts.is_empty()),
    },
    draw: |facts, _, look| {
        let (view, notes) = view(facts);
        Ok(Drawing { scene: chart::draw(&view, look), table: chart::table(&view), notes })
    },
};

/// The most steps; smaller ones are put together.
const MOST: usize = 10;

/// Planned spending of a time beside that of the same length before it, by category, team or line.
fn view(facts: &Facts<'_>) -> (View, Vec<String>) {
    let now = period(facts);
    let before = Period { first: before(facts, &now), last: now.first.add_days(-1) };
    let both = Period { first: before.first, last: now.last };
    let ledger = Ledger::new(facts, &[Basis::Planned], both);
    let lines: Vec<LineIx> =
        ledger.lines(Basis::Planned).filter(|line| !is_revenue(&facts.plan[*line])).collect();
    let group = Group::of(facts.plan, &lines, MOST);
    let count = lines.len();
    let left_out = left_out(facts, |line| lines.contains(&line), false, "of other times");
    let mut sums: BTreeMap<String, (Total, Total)> = BTreeMap::new();
    for line in lines {
        let sum = sums.entry(group.label(facts.plan, line)).or_default();
        for (month, amount) in ledger.months(Basis::Planned, line) {
            if now.contains(*month) {
                sum.1 = sum.1.plus(*amount);
            } else {
                sum.0 = sum.0.plus(*amount);
            }
        }
    }
    let steps = sums.into_iter().map(|(label, (before, now))| Step { label, before, now }).collect();
    let view = View {
        steps: chart::joined(steps, MOST),
        unit: ledger.unit(),
        group: group.one(),
        lines: count,
        left_out,
        before: spoken_time(&before),
        now: spoken_time(&now),
        source: source(facts),
    };
    (view, ledger.notes)
}

/// The first day of the time as long as this one that ends where it begins: as many months back, where it is made of
/// whole months.
fn before(facts: &Facts<'_>, now: &Period) -> truenorth_core::scalar::Date {
    if fiscal_year(facts.plan, now.first) == *now {
        return fiscal_year(facts.plan, now.first.add_days(-1)).first;
    }
    let months = now.months().count();
    now.first.add_months(-(i64::try_from(months).unwrap_or(1)))
}
