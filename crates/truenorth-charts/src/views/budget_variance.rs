//! What the chart of budget against actual shows of a plan.

use std::collections::BTreeMap;

use truenorth_core::budget::{Total, is_revenue};
use truenorth_core::model::Stage;
use truenorth_core::plan::{LineIx, Plan};
use truenorth_core::scalar::Date;
use truenorth_graph::Basis;

use super::ledger::{Group, Ledger, has_stage, period};
use super::{source, spoken};
use crate::catalogue::{Chart, Drawing, Facts, Filter, Of};
use crate::charts::budget_variance::{self as chart, Row, View};
use crate::charts::money::Direction;

/// The chart's entry in the catalogue.
pub const CHART: Chart = Chart {
    name: "budget-variance",
    summary: "Budget against actual to date, with the variance in money and per cent beside it (IBCS)",
    filters: &[Filter::Team, Filter::Period],
    of: Of::Plan { has: |plan| has_stage(plan, Stage::Actual) },
    draw: |facts, _, look| {
        let (view, notes) = view(facts);
        Ok(Drawing { scene: chart::draw(&view, look), table: chart::table(&view), notes })
    },
};

/// The most rows that lines are shown in; more are put together.
const MOST: usize = 12;

/// What was spent and earned in the months that were counted, beside what was planned for the same months.
fn view(facts: &Facts<'_>) -> (View, Vec<String>) {
    let actual = Basis::Stage(Stage::Actual);
    let ledger = Ledger::new(facts, &[Basis::Planned, actual], period(facts));
    let counted: Vec<LineIx> = ledger.lines(actual).collect();
    let mut days: Option<(Date, Date)> = None;
    let mut rows: Vec<Row> = Vec::new();
    for direction in [Direction::Expense, Direction::Revenue] {
        let wants = |line: &&LineIx| direction_of(facts.plan, **line) == direction;
        let lines: Vec<LineIx> = counted.iter().filter(wants).copied().collect();
        let group = Group::of(facts.plan, &lines, MOST);
        let mut sums: BTreeMap<String, (Total, Total)> = BTreeMap::new();
        for line in lines {
            let sum = sums.entry(group.label(facts.plan, line)).or_default();
            for (month, amount) in ledger.months(actual, line) {
                let planned = ledger.months(Basis::Planned, line).get(month).copied().unwrap_or_default();
                *sum = (sum.0.plus(planned), sum.1.plus(*amount));
                let (first, last) = days.unwrap_or((*month, *month));
                days = Some((first.min(*month), last.max(*month)));
            }
        }
        let mut found: Vec<Row> =
            sums.into_iter().map(|(label, (plan, actual))| Row { label, direction, plan, actual }).collect();
        // The largest plan first; equal ones by name, which the map's order gives.
        found.sort_by_key(|row| std::cmp::Reverse(row.plan));
        rows.extend(found);
    }
    let time = days.map_or_else(String::new, |(first, last)| {
        format!("{} to {}", spoken(first), spoken(last.last_of_month()))
    });
    let through = days.map_or_else(String::new, |(_, last)| spoken(last.last_of_month()));
    let view = View { rows, unit: ledger.unit(), time, through, source: source(facts) };
    (view, ledger.notes)
}

fn direction_of(plan: &Plan, line: LineIx) -> Direction {
    if is_revenue(&plan[line]) { Direction::Revenue } else { Direction::Expense }
}
