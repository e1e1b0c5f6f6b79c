//! What the chart of the budget's course over a year shows of a plan.

use std::collections::BTreeMap;

use truenorth_core::budget::{Total, is_revenue};
use truenorth_core::model::Stage;
use truenorth_core::plan::LineIx;
use truenorth_core::scalar::Date;
use truenorth_graph::Basis;

use super::ledger::{Ledger, left_out, period};
use super::{civil_date, source, spoken, spoken_time};
use crate::catalogue::{Chart, Drawing, Facts, Filter, Of};
use crate::charts::budget_burn::{self as chart, Month, View};

/// The chart's entry in the catalogue.
pub const CHART: Chart = Chart {
    name: "budget-burn",
    summary: "Spending added up over the year: budget, committed, actual, and where it leads",
    filters: &[Filter::Team, Filter::Period],
    of: Of::Plan {
        has: |plan| plan.lines.iter().any(|line| !is_revenue(line) && !line.written.amounts.is_empty()),
    },
    draw: |facts, _, look| {
        let (view, notes) = view(facts);
        Ok(Drawing { scene: chart::draw(&view, look), table: chart::table(&view), notes })
    },
};

const ACTUAL: Basis = Basis::Stage(Stage::Actual);
const COMMITTED: Basis = Basis::Stage(Stage::Committed);
const FORECAST: Basis = Basis::Stage(Stage::Forecast);

/// Sums of all expense lines by month. What is still to come of a line is its forecast less what was counted in the
/// time of the forecast; without a forecast, its plan for the months after its own last count. A month that is not
/// counted yet is not a month without spending: of a line that is counted less far than others, what was planned
/// meanwhile is still to come in the first month that is open for all.
fn view(facts: &Facts<'_>) -> (View, Vec<String>) {
    let time = period(facts);
    let ledger = Ledger::new(facts, &[Basis::Planned, COMMITTED, ACTUAL, FORECAST], time);
    let mut months: Vec<Month> =
        time.months().map(|month| Month { last: civil_date(month.last), ..Month::default() }).collect();
    let firsts: Vec<Date> = time.months().map(|month| month.first).collect();
    let at = |month: &Date| firsts.binary_search(month).ok();
    let mut lines: Vec<LineIx> = [Basis::Planned, COMMITTED, ACTUAL, FORECAST]
        .into_iter()
        .flat_map(|basis| ledger.lines(basis).collect::<Vec<_>>())
        .filter(|line| !is_revenue(&facts.plan[*line]))
        .collect();
    lines.sort_unstable();
    lines.dedup();
    let counted =
        lines.iter().filter_map(|line| ledger.months(ACTUAL, *line).keys().next_back()).max().copied();
    let next_open = counted.and_then(|month| at(&month)).map_or(0, |counted| counted + 1);
    let next_open = next_open.min(months.len().saturating_sub(1));
    let (mut forecasts, mut committed, mut late) = (0, 0, 0);
    for line in &lines {
        for (basis, slot) in [
            (Basis::Planned, (|month| &mut month.planned) as fn(&mut Month) -> &mut Total),
            (COMMITTED, |month| &mut month.committed),
            (ACTUAL, |month| &mut month.actual),
        ] {
            for (month, amount) in ledger.months(basis, *line) {
                if let Some(found) = at(month).and_then(|at| months.get_mut(at)) {
                    let sum = slot(found);
                    *sum = sum.plus(*amount);
                }
            }
        }
        if !ledger.months(COMMITTED, *line).is_empty() {
            committed += 1;
            for (month, amount) in ledger.months(Basis::Planned, *line) {
                if let Some(found) = at(month).and_then(|at| months.get_mut(at)) {
                    found.planned_there = found.planned_there.plus(*amount);
                }
            }
        }
        let forecast = ledger.months(FORECAST, *line);
        forecasts += usize::from(!forecast.is_empty());
        let own = ledger.months(ACTUAL, *line).keys().next_back().copied();
        late += usize::from(own.is_some() && own < counted);
        for (month, amount) in to_come(&ledger, *line, own) {
            let place = at(&month).map(|at| at.max(next_open));
            if let Some(found) = place.and_then(|at| months.get_mut(at)) {
                found.to_come = found.to_come.plus(amount);
            }
        }
    }
    let mut notes = ledger.notes.clone();
    if late > 0 {
        notes.push(format!(
            "{} counted less far than others: the plan stands in until they are",
            if late == 1 { "1 line is".to_owned() } else { format!("{late} lines are") }
        ));
    }
    let view = View {
        months,
        counted: counted.and_then(|month| at(&month)),
        through: counted.map_or_else(String::new, |month| spoken(month.last_of_month())),
        committed,
        forecasts: (forecasts, lines.len()),
        left_out: left_out(facts, |line| lines.contains(&line), false, "without amounts in this time"),
        unit: ledger.unit(),
        time: spoken_time(&time),
        source: source(facts),
    };
    (view, notes)
}

/// What a line is still expected to spend in the months after its last counted one.
fn to_come(ledger: &Ledger, line: LineIx, counted: Option<Date>) -> Vec<(Date, Total)> {
    let is_open = |month: &Date| counted.is_none_or(|counted| *month > counted);
    let open = |months: &BTreeMap<Date, Total>| -> Vec<(Date, Total)> {
        months.iter().filter(|(month, _)| is_open(month)).map(|(month, amount)| (*month, *amount)).collect()
    };
    let forecast = ledger.months(FORECAST, line);
    let rest = open(forecast);
    if rest.is_empty() {
        return open(ledger.months(Basis::Planned, line));
    }
    // A forecast of a whole year holds what was counted in it: the rest of it falls on the open months.
    let actual = ledger.months(ACTUAL, line);
    let whole: Total = forecast.values().copied().sum();
    let spent: Total =
        forecast.keys().filter(|month| !is_open(month)).filter_map(|month| actual.get(month).copied()).sum();
    let digits = ledger.currency.map_or(2, |currency| currency.minor_digits());
    let weight = |amount: &Total| u64::try_from(amount.ten_thousandths().max(0)).unwrap_or(u64::MAX);
    let mut weights: Vec<u64> = rest.iter().map(|(_, amount)| weight(amount)).collect();
    if weights.iter().all(|weight| *weight == 0) {
        weights.fill(1);
    }
    let parts = whole.minus(spent).split_at_minor(&weights, digits);
    rest.into_iter().zip(parts).map(|((month, _), part)| (month, part)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::with_facts;

    /// Of five lines one is spent in 2027; the others are income, the sum of others, and one of another year, each for its
    /// reason.
    #[test]
    fn lines_that_are_left_out_are_told_by_reason() {
        with_facts(
            r#"{ "truenorth": 1, "as_of": "2027-05-10", "organization": { "name": "T", "currency": "CHF" }, "budget": [
                { "id": "wages", "title": "W", "amounts": { "adopted": { "2027": 120 } } },
                { "id": "fares", "title": "F", "type": "revenue", "amounts": { "adopted": { "2027": 12 } } },
                { "id": "rents", "title": "R", "type": "revenue", "amounts": { "adopted": { "2027": 12 } } },
                { "id": "all", "title": "A", "aggregate": true, "amounts": { "adopted": { "2027": 120 } } },
                { "id": "old", "title": "O", "amounts": { "adopted": { "2020": 6 } } } ] }"#,
            |facts| {
                let (view, _) = view(facts);
                assert_eq!(view.forecasts.1, 1);
                let said = " (1 sum of others, 2 of income, 1 without amounts in this time left out)";
                assert_eq!(view.left_out, said);
            },
        );
    }

    /// By hand: 40,000 spent; 90,000 of wages and 8,000 of rent are to come, 138,000 in all, which is the budget.
    #[test]
    fn months_that_are_not_counted_yet_are_still_to_come() {
        with_facts(
            r#"{ "truenorth": 1, "as_of": "2027-05-10", "organization": { "name": "T", "currency": "CHF" }, "budget": [
                { "id": "wages", "title": "W", "amounts": { "adopted": { "2027": 120000 }, "actual": { "2027-Q1": 30000 } } },
                { "id": "rent", "title": "R", "amounts": { "adopted": { "2027": 12000 }, "actual": { "2027-01..2027-04": 4000 } } },
                { "id": "licence", "title": "L", "spread": "start",
                    "amounts": { "adopted": { "2027": 6000 }, "actual": { "2027-04": 6000 } } } ] }"#,
            |facts| {
                let (view, notes) = view(facts);
                assert_eq!(
                    chart::headline(&view),
                    "Spending is heading for 138 thousand CHF, as budgeted; 40 spent by 30 Apr 2027"
                );
                assert_eq!(
                    notes,
                    ["1 line is counted less far than others: the plan stands in until they are"]
                );
            },
        );
    }
}
