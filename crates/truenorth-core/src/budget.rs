//! Sums of budget lines, exact to the cent.

use std::collections::BTreeMap;

use crate::model::{LineType, Spread, Stage};
use crate::plan::{Line, Plan};
use crate::scalar::{Currency, Date, Decimal, Period, SimpleTime, Time};

/// What a sum is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Heading {
    /// The first day of the fiscal year.
    pub year: Date,
    /// Money out or in.
    pub is_revenue: bool,
    /// Request to forecast.
    pub stage: Stage,
    /// Of the lines; sums of several currencies are never mixed. `None` if no currency is named.
    pub currency: Option<Currency>,
}

/// Sums of all lines by fiscal year, direction, stage and currency, without subtotals. Amounts of a time
/// that lies in several years fall on its months as the line's `spread` says. A sum beyond what
/// [`Decimal`] holds is left out.
#[must_use]
pub fn by_year(plan: &Plan) -> BTreeMap<Heading, Decimal> {
    let mut sums: BTreeMap<Heading, Option<Decimal>> = BTreeMap::new();
    for line in plan.lines.iter().filter(|line| line.written.aggregate != Some(true)) {
        let is_revenue = line.written.line_type == Some(LineType::Revenue);
        for (stage, amounts) in &line.written.amounts {
            for (time, money) in amounts {
                let Some(amount) = money.number() else { continue };
                let currency = money.currency.or(line.currency);
                for (month, part) in by_month(plan, line, time, amount, currency) {
                    let year = fiscal_year(plan, month.first).first;
                    let heading = Heading { year, is_revenue, stage: *stage, currency };
                    sums.entry(heading)
                        .and_modify(|sum| *sum = sum.and_then(|sum| sum.checked_add(&part)))
                        .or_insert(Some(part));
                }
            }
        }
    }
    sums.into_iter().filter_map(|(heading, sum)| Some((heading, sum?))).collect()
}

/// An amount over the months of its time, by the line's `spread`; the parts add to the amount exactly.
#[must_use]
pub fn by_month(
    plan: &Plan,
    line: &Line,
    time: &Time,
    amount: Decimal,
    currency: Option<Currency>,
) -> Vec<(Period, Decimal)> {
    let months: Vec<Period> = plan.calendar.period(time).months().collect();
    let weights: Vec<u64> = match line.written.spread.unwrap_or(Spread::Even) {
        Spread::Even => vec![1; months.len()],
        Spread::Start => (0..months.len()).map(|at| u64::from(at == 0)).collect(),
        Spread::End => (0..months.len()).map(|at| u64::from(at + 1 == months.len())).collect(),
    };
    let digits = currency.map_or(2, |currency| currency.minor_digits());
    months.into_iter().zip(amount.split_at_minor(&weights, digits)).collect()
}

/// The fiscal year in which a day lies.
#[must_use]
pub fn fiscal_year(plan: &Plan, day: Date) -> Period {
    let of = |year: u16| plan.calendar.period(&Time::One(SimpleTime::FiscalYear(year)));
    let near = [day.year().saturating_sub(1), day.year(), day.year().saturating_add(1)];
    near.into_iter().map(of).find(|period| period.contains(day)).unwrap_or_else(|| of(day.year()))
}
