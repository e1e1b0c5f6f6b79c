//! Sets what was spent against what was planned for just that time.

use truenorth_core::model::Spread;
use truenorth_core::plan::Line;
use truenorth_core::scalar::{Date, Decimal, Period};

use super::amounts::{Entry, known, total};

/// Spending of a time that the plan covers.
#[derive(Debug)]
pub(super) struct Comparison {
    /// The planned amount; of several, the first.
    pub(super) plan: Entry,
    /// The last of the actual amounts.
    pub(super) last: Entry,
    /// What was spent.
    pub(super) actual: Decimal,
    /// What is planned for the whole time.
    planned: Decimal,
    /// How much of that time has actual amounts, and all of it, in `unit`.
    covered: i128,
    whole: i128,
    unit: &'static str,
    /// The time for people, if the planned amounts are several.
    of: String,
}

impl Comparison {
    /// Whether the spending is more than `tolerance` (ten-thousandths of a percent) beyond the part of
    /// the plan that falls on the covered time. Exact: no rounding is involved.
    pub(super) fn exceeds(&self, tolerance: i128) -> bool {
        const HUNDRED_PERCENT: i128 = 1_000_000;
        let part = self.planned.ten_thousandths().saturating_mul(self.covered);
        let limit = part
            .saturating_mul(HUNDRED_PERCENT)
            .saturating_add(part.saturating_abs().saturating_mul(tolerance));
        self.actual.ten_thousandths().saturating_mul(self.whole).saturating_mul(HUNDRED_PERCENT) > limit
    }

    /// The part of the plan that falls on the covered time, in whole smallest units of the currency.
    pub(super) fn expected(&self, line: &Line) -> Decimal {
        let digits = line.currency.map_or(2, |currency| currency.minor_digits());
        let step = 10_i128.pow(4_u32.saturating_sub(digits));
        let part = self.planned.ten_thousandths().saturating_mul(self.covered);
        let divisor = self.whole.saturating_mul(step).max(1);
        let half = if part < 0 { -divisor / 2 } else { divisor / 2 };
        Decimal::from_ten_thousandths(part.saturating_add(half) / divisor * step).unwrap_or(self.planned)
    }

    /// The time in words: `in 2027-Q1`, `in 3 of the 12 months of 2027`.
    pub(super) fn during(&self) -> String {
        if self.covered == self.whole {
            format!("in {}", self.of)
        } else {
            format!("in {} of the {} {} of {}", self.covered, self.whole, self.unit, self.of)
        }
    }
}

/// Every time of the plan with what was spent in it, as far as both are known and cover each other:
/// actual amounts inside a planned time, or planned times that together are exactly an actual one. Both
/// lists are in order and without overlap.
pub(super) fn compare(line: &Line, planned: &[Entry], actual: &[Entry]) -> Vec<Comparison> {
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
    let last = *inside.last()?;
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
        last,
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
