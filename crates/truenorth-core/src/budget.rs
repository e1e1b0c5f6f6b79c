//! Sums of budget lines, exact to the cent.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

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

/// An exact sum of amounts. It holds more than any number of lines can add to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Total {
    /// In ten-thousandths of the currency.
    ten_thousandths: i128,
}

impl Total {
    /// Adds an amount; a sum beyond the largest number stays there.
    pub fn add(&mut self, amount: &Decimal) {
        self.ten_thousandths = self.ten_thousandths.saturating_add(amount.ten_thousandths());
    }
}

impl fmt::Display for Total {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.ten_thousandths < 0 { "-" } else { "" };
        let units = self.ten_thousandths.unsigned_abs();
        let (whole, rest) = (units / 10_000, units % 10_000);
        let fraction = format!("{rest:04}");
        let fraction = fraction.trim_end_matches('0');
        if fraction.is_empty() { write!(f, "{sign}{whole}") } else { write!(f, "{sign}{whole}.{fraction}") }
    }
}

/// Sums of all lines by fiscal year, direction, stage and currency, without subtotals. Amounts of a time
/// that lies in several years fall on its months as the line's `spread` says.
#[must_use]
pub fn by_year(plan: &Plan) -> BTreeMap<Heading, Total> {
    let mut sums: BTreeMap<Heading, Total> = BTreeMap::new();
    each_amount(plan, |line, stage, months, currency| {
        for (month, part) in months {
            let year = fiscal_year(plan, month.first).first;
            let heading = Heading { year, is_revenue: is_revenue(line), stage, currency };
            sums.entry(heading).or_default().add(part);
        }
    });
    sums
}

/// The sums of all lines in the organisation's currency, by `rates`; and the currencies of amounts that have no rate at
/// their time and are left out. The months of an amount that have one rate and one year are converted together, by the
/// rate that holds on their first days, and rounded to the currency's smallest coin, halves to the even one.
#[must_use]
pub fn by_year_in_own(plan: &Plan) -> (BTreeMap<Heading, Total>, BTreeSet<Currency>) {
    let (mut sums, mut without): (BTreeMap<Heading, Total>, _) = (BTreeMap::new(), BTreeSet::new());
    let Some(own) = plan.organization.as_ref().and_then(|organization| organization.currency) else {
        return (sums, without);
    };
    each_amount(plan, |line, stage, months, currency| {
        let Some(currency) = currency else { return };
        let mut alike: BTreeMap<(Date, Decimal), Decimal> = BTreeMap::new();
        for (month, part) in months {
            let Some(rate) = rate(plan, currency, month.first) else {
                without.insert(currency);
                continue;
            };
            let sum = alike.entry((fiscal_year(plan, month.first).first, rate)).or_insert(Decimal::ZERO);
            // Parts of one amount add to no more than the amount.
            *sum = sum.checked_add(part).unwrap_or(*sum);
        }
        for ((year, rate), sum) in alike {
            match sum.times(&rate, own.minor_digits()) {
                Some(amount) => {
                    let heading = Heading { year, is_revenue: is_revenue(line), stage, currency: Some(own) };
                    sums.entry(heading).or_default().add(&amount);
                }
                None => {
                    without.insert(currency);
                }
            }
        }
    });
    (sums, without)
}

/// What one unit of a currency is worth in the organisation's on a day; `None` without a rate that holds then.
#[must_use]
pub fn rate(plan: &Plan, currency: Currency, day: Date) -> Option<Decimal> {
    if plan.organization.as_ref().and_then(|organization| organization.currency) == Some(currency) {
        return Decimal::from_integer(1);
    }
    let (_, rates) = plan.rates.iter().find(|(of, _)| *of == currency)?;
    let begun = rates.iter().filter(|(from, _)| *from <= day);
    begun.max_by_key(|(from, _)| *from).map(|(_, rate)| *rate)
}

fn is_revenue(line: &Line) -> bool {
    line.written.line_type == Some(LineType::Revenue)
}

/// Calls `see` with every amount of every line that is no subtotal, over its months.
fn each_amount(plan: &Plan, mut see: impl FnMut(&Line, Stage, &[(Period, Decimal)], Option<Currency>)) {
    for line in plan.lines.iter().filter(|line| line.written.aggregate != Some(true)) {
        for (stage, amounts) in &line.written.amounts {
            for (time, money) in amounts {
                let Some(amount) = money.number() else { continue };
                let currency = money.currency.or(line.currency);
                see(line, *stage, &by_month(plan, line, time, amount, currency), currency);
            }
        }
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_in_other_currencies_are_converted_by_the_rate_of_their_month() {
        let plan = crate::testing::plan(
            r#"{ "truenorth": 1, "organization": { "name": "T", "currency": "EUR" },
                "rates": { "NOK": { "2026-01-01": "0.08", "2027-02-01": "0.1" } },
                "budget": [
                    { "id": "a", "title": "A", "currency": "NOK", "amounts": { "actual": { "2027-01": 100, "2027-02": 100 } } },
                    { "id": "b", "title": "B", "amounts": { "actual": { "2027-03": "5.50" } } },
                    { "id": "d", "title": "D", "amounts": { "forecast": { "2027-02..2027-12": "1000 NOK" } } },
                    { "id": "c", "title": "C", "amounts": { "actual": { "2027-03": "7 SEK", "2025-01": "7 NOK" } } }
                ] }"#,
        );
        let (sums, without) = by_year_in_own(&plan);
        let sums: Vec<String> = sums.values().map(ToString::to_string).collect();
        assert_eq!(sums, ["23.5", "100"], "8 + 10 + 5.50, and no cents from months of 90.91");
        let without: Vec<String> = without.iter().map(ToString::to_string).collect();
        assert_eq!(without, ["NOK", "SEK"], "no rate holds in 2025, and none for kronor");
    }

    #[test]
    fn totals_are_exact_beyond_a_single_amount() {
        let mut total = Total::default();
        for amount in ["999999999999999999", "5", "0.10", "0.20"] {
            total.add(&Decimal::parse(amount).unwrap());
        }
        assert_eq!(total.to_string(), "1000000000000000004.3");
        let mut negative = Total::default();
        negative.add(&Decimal::parse("-0.05").unwrap());
        assert_eq!(negative.to_string(), "-0.05");
    }
}
