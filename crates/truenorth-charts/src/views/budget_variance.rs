//! What the chart of budget against actual shows of a plan.

use std::collections::{BTreeMap, BTreeSet};

use truenorth_core::budget::{Total, is_revenue};
use truenorth_core::model::{Spread, Stage};
use truenorth_core::plan::{LineIx, Plan};
use truenorth_core::scalar::Date;
use truenorth_graph::Basis;

use super::ledger::{Group, Ledger, has_stage, left_out, period};
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

/// What was spent and earned as far as each line is counted, beside what was planned for just that.
fn view(facts: &Facts<'_>) -> (View, Vec<String>) {
    let actual = Basis::Stage(Stage::Actual);
    let ledger = Ledger::new(facts, &[Basis::Planned, actual], period(facts));
    let counted: Vec<LineIx> = ledger.lines(actual).collect();
    let mut first: Option<Date> = None;
    let mut ends: BTreeSet<Date> = BTreeSet::new();
    let mut rows: Vec<Row> = Vec::new();
    for direction in [Direction::Expense, Direction::Revenue] {
        let wants = |line: &&LineIx| direction_of(facts.plan, **line) == direction;
        let lines: Vec<LineIx> = counted.iter().filter(wants).copied().collect();
        let group = Group::of(facts.plan, &lines, MOST);
        let mut sums: BTreeMap<String, (Total, Total)> = BTreeMap::new();
        for line in lines {
            let sum = sums.entry(group.label(facts.plan, line)).or_default();
            let months = ledger.months(actual, line);
            let spent = months.values().copied().sum();
            *sum = (sum.0.plus(planned_for(facts.plan, &ledger, line)), sum.1.plus(spent));
            first = first.into_iter().chain(months.keys().next().copied()).min();
            ends.extend(months.keys().next_back().map(|month| month.last_of_month()));
        }
        let mut found: Vec<Row> =
            sums.into_iter().map(|(label, (plan, actual))| Row { label, direction, plan, actual }).collect();
        // The largest plan first; equal ones by name, which the map's order gives.
        found.sort_by_key(|row| std::cmp::Reverse(row.plan));
        rows.extend(found);
    }
    let (time, through) = match (first, ends.first(), ends.last()) {
        (Some(first), Some(early), Some(late)) if early == late => {
            (format!("{} to {}", spoken(first), spoken(*late)), spoken(*late))
        }
        (Some(first), Some(early), Some(late)) => {
            let ends = format!("{} and {}", spoken(*early), spoken(*late));
            (format!("{} to where each line is counted, between {ends}", spoken(first)), "date".to_owned())
        }
        _ => (String::new(), String::new()),
    };
    let lines = counted.len();
    let left_out = left_out(facts, |line| counted.contains(&line), true, "without actual amounts");
    let view = View { rows, unit: ledger.unit(), lines, left_out, time, through, source: source(facts) };
    (view, ledger.notes)
}

/// What was planned for the months that a line has actual amounts of. Money that is spent at once, at the start or the
/// end of its time, is held against the whole of it, as `spending-over-budget` does.
fn planned_for(plan: &Plan, ledger: &Ledger, line: LineIx) -> Total {
    let counted = ledger.months(Basis::Stage(Stage::Actual), line);
    let planned = ledger.months(Basis::Planned, line);
    let Some(last) = counted.keys().next_back() else { return Total::default() };
    match plan[line].written.spread.unwrap_or(Spread::Even) {
        Spread::Even => counted.keys().filter_map(|month| planned.get(month).copied()).sum(),
        Spread::Start => planned.range(..=*last).map(|(_, amount)| *amount).sum(),
        Spread::End => {
            let until = planned
                .range(*last..)
                .find(|(_, amount)| !amount.is_zero())
                .map_or(*last, |(month, _)| *month);
            planned.range(..=until).map(|(_, amount)| *amount).sum()
        }
    }
}

fn direction_of(plan: &Plan, line: LineIx) -> Direction {
    if is_revenue(&plan[line]) { Direction::Revenue } else { Direction::Expense }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::with_facts;

    fn headline_of(lines: &str) -> (String, String) {
        let text = format!(
            r#"{{ "truenorth": 1, "as_of": "2027-05-10", "organization": {{ "name": "T", "currency": "CHF" }}, "budget": [{lines}] }}"#
        );
        let mut found = (String::new(), String::new());
        with_facts(&text, |facts| {
            let (view, _) = view(facts);
            found = (chart::headline(&view), view.time);
        });
        found
    }

    /// By hand: 30,000 + 4,000 + 6,000 were planned for just what is counted, and were spent.
    #[test]
    fn every_line_is_held_against_its_own_plan_so_far() {
        let (headline, time) = headline_of(
            r#"{ "id": "wages", "title": "W", "amounts": { "adopted": { "2027": 120000 }, "actual": { "2027-Q1": 30000 } } },
               { "id": "rent", "title": "R", "amounts": { "adopted": { "2027": 12000 }, "actual": { "2027-01..2027-04": 4000 } } },
               { "id": "licence", "title": "L", "spread": "start",
                   "amounts": { "adopted": { "2027": 6000 }, "actual": { "2027-04": 6000 } } },
               { "id": "audit", "title": "A", "spread": "end",
                   "amounts": { "adopted": { "2027-Q1": 900, "2027-Q2": 900 }, "actual": { "2027-02": 900 } } }"#,
        );
        assert_eq!(headline, "Spending to date is on budget; nothing is over budget");
        assert_eq!(time, "1 Jan 2027 to where each line is counted, between 28 Feb 2027 and 30 Apr 2027");
    }

    #[test]
    fn money_spent_at_once_may_still_be_too_much() {
        let (headline, time) = headline_of(
            r#"{ "id": "licence", "title": "L", "spread": "start",
                   "amounts": { "adopted": { "2027": 6000 }, "actual": { "2027-04": 6600 } } }"#,
        );
        assert_eq!(headline, "Spending to 30 Apr 2027 is 10 % over budget; L is the only overrun, +600 CHF");
        assert_eq!(time, "1 Apr 2027 to 30 Apr 2027");
    }
}
