//! Sums of budget lines, exact to the cent.

mod planned;
mod total;

use std::collections::{BTreeMap, BTreeSet};

pub use planned::{Entry, Months, Planned, decided, of_stage, planned, planned_months};
pub use total::Total;

use crate::model::{self, LineType, Stage};
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
        let converted = in_own(plan, own, currency, months);
        if converted.len() < months.len() {
            without.insert(currency);
        }
        for (month, part) in converted {
            let year = fiscal_year(plan, month.first).first;
            let heading = Heading { year, is_revenue: is_revenue(line), stage, currency: Some(own) };
            sums.entry(heading).or_default().add(&part);
        }
    });
    (sums, without)
}

/// The months of one amount in the organisation's currency `own`. Months that have one rate and one fiscal year are
/// converted together and rounded once, halves to the even coin; what comes out falls on them as the amount did, by
/// largest remainder. Months at which no rate holds are left out.
#[must_use]
pub fn in_own(
    plan: &Plan,
    own: Currency,
    currency: Currency,
    months: &[(Period, Decimal)],
) -> Vec<(Period, Decimal)> {
    if currency == own {
        return months.to_vec();
    }
    let mut alike: BTreeMap<(Date, Decimal), Vec<(Period, Decimal)>> = BTreeMap::new();
    for (month, part) in months {
        if let Some(rate) = rate(plan, currency, month.first) {
            let year = fiscal_year(plan, month.first).first;
            alike.entry((year, rate)).or_default().push((*month, *part));
        }
    }
    let mut converted = Vec::new();
    for ((_, rate), months) in alike {
        // Parts of one amount add to no more than the amount.
        let sum = months.iter().try_fold(Decimal::ZERO, |sum, (_, part)| sum.checked_add(part));
        let Some(amount) = sum.and_then(|sum| sum.times(&rate, own.minor_digits())) else { continue };
        let parts = amount.split_at_minor(&weights(&months), own.minor_digits());
        converted.extend(months.iter().zip(parts).map(|((month, _), part)| (*month, part)));
    }
    converted.sort_unstable_by_key(|(month, _)| *month);
    converted
}

/// The sizes of parts as weights; the lowest digits of sums beyond all money are dropped.
fn weights(months: &[(Period, Decimal)]) -> Vec<u64> {
    let sizes = || months.iter().map(|(_, part)| part.ten_thousandths().unsigned_abs());
    let largest = sizes().max().unwrap_or(0);
    let shift = (128 - largest.leading_zeros()).saturating_sub(64);
    sizes().map(|size| u64::try_from(size >> shift).unwrap_or(u64::MAX)).collect()
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

/// Whether a line brings money in.
#[must_use]
pub fn is_revenue(line: &Line) -> bool {
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
    let weights: Vec<u64> = match line.written.spread.unwrap_or(model::Spread::Even) {
        model::Spread::Even => vec![1; months.len()],
        model::Spread::Start => (0..months.len()).map(|at| u64::from(at == 0)).collect(),
        model::Spread::End => (0..months.len()).map(|at| u64::from(at + 1 == months.len())).collect(),
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

/// The fiscal quarter in which a day lies.
#[must_use]
pub fn fiscal_quarter(plan: &Plan, day: Date) -> Period {
    let of =
        |year: u16, quarter: u8| plan.calendar.period(&Time::One(SimpleTime::FiscalQuarter(year, quarter)));
    let near = [day.year().saturating_sub(1), day.year(), day.year().saturating_add(1)];
    let quarters = near.into_iter().flat_map(|year| (1..=4).map(move |quarter| (year, quarter)));
    let found = quarters.map(|(year, quarter)| of(year, quarter)).find(|period| period.contains(day));
    found.unwrap_or_else(|| of(day.year(), 1))
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

    /// By hand: 1000 SEK at 0.1 is 100.00 over three months, not three times 33.33.
    #[test]
    fn converted_months_add_to_the_converted_amount() {
        let plan = crate::testing::plan(
            r#"{ "truenorth": 1, "organization": { "name": "T", "currency": "EUR" },
                "calendar": { "fiscal_year_start": "07-01" },
                "rates": { "SEK": { "2026-01-01": "0.1", "2027-03-01": "0.2" } },
                "budget": [{ "id": "a", "title": "A", "currency": "SEK", "amounts": { "actual": { "2027-01": 1 } } }] }"#,
        );
        let [own, sek] = ["EUR", "SEK"].map(|code| Currency::parse(code).unwrap());
        let convert = |time: &str, amount: &str| -> Vec<String> {
            let time = Time::parse(time).unwrap();
            let months = by_month(&plan, &plan.lines[0], &time, Decimal::parse(amount).unwrap(), Some(sek));
            in_own(&plan, own, sek, &months).iter().map(|(_, part)| part.to_string()).collect()
        };
        assert_eq!(convert("2026-Q1", "1000"), ["33.34", "33.33", "33.33"]);
        assert_eq!(convert("2027-02..2027-03", "-3"), ["-0.15", "-0.3"], "each by its rate");
        assert_eq!(convert("2025-12..2026-01", "3"), ["0.15"], "no rate holds in 2025");
        assert_eq!(convert("2026-06..2026-07", "0.1"), ["0", "0"], "two fiscal years are rounded apart");
        let quarter = fiscal_quarter(&plan, Date::new(2027, 1, 5).unwrap());
        assert_eq!(quarter.to_string(), "2027-01-01..2027-03-31");
        assert_eq!(fiscal_quarter(&plan, Date::MAX).last, Date::MAX);
    }
}
