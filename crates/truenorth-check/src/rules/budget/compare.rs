//! Sets what was spent against what was planned for just that time.

use std::collections::BTreeMap;

use truenorth_core::budget::fiscal_year;
use truenorth_core::model::Spread;
use truenorth_core::plan::{Line, Plan};
use truenorth_core::scalar::{Date, Decimal, Period};

use super::amounts::{Entry, known, sum, total};

/// Spending of a time that the plan covers.
#[derive(Debug)]
pub(super) struct Comparison {
    /// The planned amount; of several, the first.
    pub(super) plan: Entry,
    /// The first day of the first actual amount.
    begin: Date,
    /// The last of the actual amounts.
    pub(super) last: Entry,
    /// What was spent.
    actual: Decimal,
    /// What is planned for the whole time.
    planned: Decimal,
    /// How much of that time has actual amounts, and all of it, in `unit`.
    covered: i128,
    whole: i128,
    unit: &'static str,
    /// The time for people.
    of: String,
}

impl Comparison {
    /// Whether all of the planned time has actual amounts.
    pub(super) fn is_whole(&self) -> bool {
        self.covered == self.whole
    }
}

/// What a line has spent in a fiscal year, against what was planned for just that time.
#[derive(Debug)]
pub(super) struct Spending {
    /// In order of time; never empty.
    pub(super) parts: Vec<Comparison>,
    /// What was spent.
    pub(super) actual: Decimal,
    /// What was planned, in ten-thousandths, as numerator and denominator.
    expected: (i128, i128),
}

impl Spending {
    fn new(parts: Vec<Comparison>) -> Option<Self> {
        let actual = sum(parts.iter().map(|part| part.actual))?;
        let expected = parts.iter().try_fold((0, 1), |sum, part| {
            add(sum, (part.planned.ten_thousandths().checked_mul(part.covered)?, part.whole))
        })?;
        Some(Self { parts, actual, expected })
    }

    /// Whether more was spent than `tolerance` (ten-thousandths of a percent) beyond the plan. Exact: no
    /// rounding is involved. Numbers too large to compare do not exceed.
    pub(super) fn exceeds(&self, tolerance: i128) -> bool {
        const HUNDRED_PERCENT: i128 = 1_000_000;
        let (numerator, denominator) = self.expected;
        let limit = || {
            let beyond = numerator.checked_abs()?.checked_mul(tolerance)?;
            numerator.checked_mul(HUNDRED_PERCENT)?.checked_add(beyond)
        };
        let spent = || self.actual.ten_thousandths().checked_mul(denominator)?.checked_mul(HUNDRED_PERCENT);
        spent().zip(limit()).is_some_and(|(spent, limit)| spent > limit)
    }

    /// What was planned, in whole smallest units of the currency.
    pub(super) fn expected(&self, line: &Line) -> Decimal {
        let digits = line.currency.map_or(2, |currency| currency.minor_digits());
        let step = 10_i128.pow(4_u32.saturating_sub(digits));
        let (numerator, denominator) = self.expected;
        let divisor = denominator.saturating_mul(step).max(1);
        let half = if numerator < 0 { -divisor / 2 } else { divisor / 2 };
        let units = numerator.saturating_add(half) / divisor;
        Decimal::from_ten_thousandths(units.saturating_mul(step)).unwrap_or(self.actual)
    }

    /// The time in words: `in 2027-Q1`, `in 3 of the 12 months of 2027`, `from 2027-01-01 to 2027-06-30`.
    pub(super) fn during(&self) -> String {
        match self.parts.as_slice() {
            [one] if one.covered == one.whole => format!("in {}", one.of),
            [one] => format!("in {} of the {} {} of {}", one.covered, one.whole, one.unit, one.of),
            [first, .., last] => format!("from {} to {}", first.begin, last.last.period.last),
            [] => String::new(),
        }
    }
}

/// The sum of two fractions with denominators above zero.
fn add(one: (i128, i128), other: (i128, i128)) -> Option<(i128, i128)> {
    let (mut divisor, mut rest) = (one.1, other.1);
    while rest != 0 {
        (divisor, rest) = (rest, divisor % rest);
    }
    let (left, right) = (other.1.checked_div(divisor)?, one.1.checked_div(divisor)?);
    let numerator = one.0.checked_mul(left)?.checked_add(other.0.checked_mul(right)?)?;
    Some((numerator, one.1.checked_mul(left)?))
}

/// What a line has spent by fiscal year, as far as it can be compared with the plan. Within a year, money
/// that was left over in one quarter may be spent in the next.
pub(super) fn by_year(plan: &Plan, line: &Line, planned: &[Entry], actual: &[Entry]) -> Vec<Spending> {
    let mut years: BTreeMap<Date, Vec<Comparison>> = BTreeMap::new();
    for found in compare(line, planned, actual) {
        years.entry(fiscal_year(plan, found.plan.period.first).first).or_default().push(found);
    }
    let sorted = years.into_values().filter_map(|mut parts| {
        parts.sort_by_key(|part| part.begin);
        Spending::new(parts)
    });
    sorted.collect()
}

/// Every time of the plan with what was spent in it, as far as both are known and cover each other:
/// actual amounts inside a planned time, or planned times that together are exactly an actual one. Both
/// lists are in order and without overlap.
fn compare(line: &Line, planned: &[Entry], actual: &[Entry]) -> Vec<Comparison> {
    let mut found = Vec::new();
    let mut from = 0;
    for plan in planned {
        while actual.get(from).is_some_and(|entry| entry.period.first < plan.period.first) {
            from += 1;
        }
        let rest = actual.get(from..).unwrap_or_default();
        let inside: Vec<Entry> = rest
            .iter()
            .take_while(|entry| entry.period.last <= plan.period.last)
            .filter(|entry| known(line, &entry.money).is_some())
            .copied()
            .collect();
        found.extend(within(line, plan, &inside));
    }
    for entry in actual {
        let from = planned.partition_point(|plan| plan.period.first < entry.period.first);
        let rest = planned.get(from..).unwrap_or_default();
        let count = rest.iter().take_while(|plan| plan.period.last <= entry.period.last).count();
        found.extend(tiled(line, rest.get(..count).unwrap_or_default(), entry));
    }
    found
}

/// Actual amounts inside one planned time.
fn within(line: &Line, plan: &Entry, inside: &[Entry]) -> Option<Comparison> {
    let (first, last) = (inside.first()?, inside.last()?);
    let planned = known(line, &plan.money)?;
    let months = [plan].into_iter().chain(inside).all(|entry| whole_months(&entry.period).is_some());
    let size = |period: &Period| match whole_months(period) {
        Some(count) if months => count,
        _ => i128::from(period.days()),
    };
    let whole = size(&plan.period);
    // Money that is to be spent at once is held against the whole amount.
    let even = matches!(line.written.spread, None | Some(Spread::Even));
    let covered = if even { inside.iter().map(|entry| size(&entry.period)).sum() } else { whole };
    Some(Comparison {
        plan: *plan,
        begin: first.period.first,
        last: *last,
        actual: total(line, inside)?,
        planned,
        covered,
        whole,
        unit: if months { "months" } else { "days" },
        of: plan.time.to_string(),
    })
}

/// Several planned times that together are exactly the time of an actual amount.
fn tiled(line: &Line, plans: &[Entry], actual: &Entry) -> Option<Comparison> {
    let (first, last) = (plans.first()?, plans.last()?);
    let days: i128 = plans.iter().map(|plan| i128::from(plan.period.days())).sum();
    let exact = first.period.first == actual.period.first && last.period.last == actual.period.last;
    if plans.len() < 2 || !exact || days != i128::from(actual.period.days()) {
        return None;
    }
    Some(Comparison {
        plan: *first,
        begin: actual.period.first,
        last: *actual,
        actual: known(line, &actual.money)?,
        planned: total(line, plans)?,
        covered: 1,
        whole: 1,
        unit: "months",
        of: actual.time.to_string(),
    })
}

/// The number of months, if the period begins and ends with one.
fn whole_months(period: &Period) -> Option<i128> {
    let aligned = period.first == period.first.first_of_month() && period.last == period.last.last_of_month();
    let number = |date: Date| i128::from(date.year()) * 12 + i128::from(date.month());
    aligned.then(|| number(period.last) - number(period.first) + 1)
}
