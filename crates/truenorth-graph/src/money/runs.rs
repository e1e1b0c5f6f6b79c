//! The amounts of all lines, month by month. Months of one amount that are alike are kept as one run, so that an
//! amount over two hundred years takes no more room than one over two months.

use std::collections::{BTreeMap, BTreeSet};

use truenorth_core::budget::{self, Months, Total, fiscal_quarter, fiscal_year, planned_months};
use truenorth_core::model::Stage;
use truenorth_core::plan::{Line, LineIx, Plan};
use truenorth_core::scalar::{Currency, Date, Decimal, Period};

use super::{Asked, Basis, Currencies, Grain, Heading};

/// Amounts that are pushed together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    basis: Basis,
    is_revenue: bool,
    currency: Option<Currency>,
    /// Of parts of a month that begin with a fiscal quarter in the middle of it.
    late: bool,
}

/// One amount in each of some months that follow each other.
#[derive(Clone, Copy, Debug)]
struct Run {
    line: LineIx,
    /// In months after January 1900.
    first: u16,
    last: u16,
    /// In ten-thousandths.
    amount: Decimal,
}

/// Months of a key that lie under one heading.
#[derive(Clone, Copy, Debug)]
struct Span {
    key: Key,
    first: u16,
    last: u16,
}

/// All amounts that were asked for.
#[derive(Clone, Debug, Default)]
pub(super) struct Runs {
    by_key: BTreeMap<Key, Vec<Run>>,
    pub(super) headings: BTreeMap<Heading, Spans>,
    pub(super) without_rate: BTreeSet<Currency>,
    pub(super) unknown: Vec<LineIx>,
}

/// Where the amounts of a heading are.
#[derive(Clone, Debug, Default)]
pub(super) struct Spans(Vec<Span>);

impl Runs {
    pub(super) fn new(plan: &Plan, asked: &Asked) -> Self {
        let mut runs = Self::default();
        let own = plan.organization.as_ref().and_then(|organization| organization.currency);
        for (index, line) in plan.lines().filter(|(_, line)| line.written.aggregate != Some(true)) {
            let mut is_known = true;
            for (basis, amounts) in amounts(plan, line, asked, &mut is_known) {
                for Months { currency, months } in amounts {
                    let (currency, months) = match (asked.currencies, currency) {
                        (Currencies::Each, _) => (currency, months),
                        (Currencies::Own, Some(of)) => {
                            let converted =
                                own.map_or_else(Vec::new, |own| budget::in_own(plan, own, of, &months));
                            if converted.len() < months.len() {
                                runs.without_rate.insert(of);
                            }
                            (own, converted)
                        }
                        (Currencies::Own, None) => continue,
                    };
                    let key = Key { basis, is_revenue: budget::is_revenue(line), currency, late: false };
                    runs.add(plan, asked, index, key, &months);
                }
            }
            if !is_known {
                runs.unknown.push(index);
            }
        }
        runs.head(plan, asked.grain);
        runs
    }

    /// Adds the months of one amount.
    fn add(&mut self, plan: &Plan, asked: &Asked, line: LineIx, key: Key, months: &[(Period, Decimal)]) {
        let mut open: Option<(Key, Run)> = None;
        for (month, amount) in months {
            if asked.within.is_some_and(|within| !within.contains(month.first)) {
                continue;
            }
            let at = number(month.first);
            let key = Key { late: is_late(plan, month.first), ..key };
            match &mut open {
                Some((of, run))
                    if *of == key && run.amount == *amount && run.last.checked_add(1) == Some(at) =>
                {
                    run.last = at;
                }
                _ => {
                    if let Some((key, run)) =
                        open.replace((key, Run { line, first: at, last: at, amount: *amount }))
                    {
                        self.by_key.entry(key).or_default().push(run);
                    }
                }
            }
        }
        if let Some((key, run)) = open {
            self.by_key.entry(key).or_default().push(run);
        }
    }

    /// Finds the headings: every period with a month that has an amount.
    fn head(&mut self, plan: &Plan, grain: Grain) {
        let mut spans: Vec<Span> = Vec::new();
        for (key, runs) in &self.by_key {
            // How many runs begin less those that have ended, by month.
            let mut change: BTreeMap<u16, i64> = BTreeMap::new();
            for run in runs {
                *change.entry(run.first).or_default() += 1;
                *change.entry(run.last.saturating_add(1)).or_default() -= 1;
            }
            let mut begun: Option<u16> = None;
            let mut count = 0;
            for (month, change) in change {
                count += change;
                match begun {
                    None if count > 0 => begun = Some(month),
                    Some(first) if count == 0 => {
                        spans.push(Span { key: *key, first, last: month.saturating_sub(1) });
                        begun = None;
                    }
                    _ => {}
                }
            }
        }
        let first = spans.iter().map(|span| day(plan, span.first, false)).min();
        let last = spans.iter().map(|span| day(plan, span.last, false).last_of_month()).max();
        let (Some(first), Some(last)) = (first, last) else { return };
        let whole = Period { first, last };
        let mut periods: BTreeMap<(u16, bool), Period> = BTreeMap::new();
        for span in spans {
            for month in span.first..=span.last {
                let Key { basis, is_revenue, currency, late } = span.key;
                let of_month = || period(plan, grain, day(plan, month, late), whole);
                let period = *periods.entry((month, late)).or_insert_with(of_month);
                let heading = Heading { period, is_revenue, basis, currency };
                let Spans(spans) = self.headings.entry(heading).or_default();
                match spans.last_mut() {
                    Some(last) if last.key == span.key && last.last.checked_add(1) == Some(month) => {
                        last.last = month;
                    }
                    _ => spans.push(Span { key: span.key, first: month, last: month }),
                }
            }
        }
    }

    /// Calls `push` for every stretch of months under a heading that have the same amounts: with these, by line, and
    /// the number of the months.
    pub(super) fn each(&self, heading: &Heading, mut push: impl FnMut(&[(LineIx, i128)], i128)) {
        let spans = self.headings.get(heading).map_or(&[][..], |Spans(spans)| spans);
        for span in spans {
            let runs = || self.of(span);
            let mut cuts: Vec<u16> = vec![span.first, span.last.saturating_add(1)];
            cuts.extend(runs().map(|run| run.first).filter(|first| *first > span.first));
            cuts.extend(runs().map(|run| run.last).filter(|last| *last < span.last).map(|last| last + 1));
            cuts.sort_unstable();
            cuts.dedup();
            for (from, to) in cuts.iter().zip(cuts.iter().skip(1)) {
                let mut amounts: Vec<(LineIx, i128)> = Vec::new();
                for run in runs().filter(|run| run.first <= *from && *to <= run.last.saturating_add(1)) {
                    let amount = run.amount.ten_thousandths();
                    match amounts.last_mut() {
                        Some((line, sum)) if *line == run.line => *sum = sum.saturating_add(amount),
                        _ => amounts.push((run.line, amount)),
                    }
                }
                push(&amounts, i128::from(to.saturating_sub(*from)));
            }
        }
    }

    /// The sum of each line under a heading.
    pub(super) fn by_line(&self, heading: &Heading) -> Vec<(LineIx, Total)> {
        let mut sums: BTreeMap<LineIx, i128> = BTreeMap::new();
        for span in self.headings.get(heading).map_or(&[][..], |Spans(spans)| spans) {
            for run in self.of(span) {
                let months =
                    run.last.min(span.last).saturating_sub(run.first.max(span.first)).saturating_add(1);
                let sum = sums.entry(run.line).or_default();
                *sum = sum.saturating_add(run.amount.ten_thousandths().saturating_mul(i128::from(months)));
            }
        }
        sums.into_iter().map(|(line, sum)| (line, Total::from_ten_thousandths(sum))).collect()
    }

    /// The runs with a month in a span, line by line.
    fn of(&self, span: &Span) -> impl Iterator<Item = &Run> {
        let runs = self.by_key.get(&span.key).map_or(&[][..], Vec::as_slice);
        let (first, last) = (span.first, span.last);
        runs.iter().filter(move |run| run.first <= last && first <= run.last)
    }
}

/// What is asked for of a line, by month.
fn amounts(plan: &Plan, line: &Line, asked: &Asked, is_known: &mut bool) -> Vec<(Basis, Vec<Months>)> {
    let mut of_stage = |wanted: &dyn Fn(Stage) -> bool| {
        let stages = line.written.amounts.iter().filter(|(stage, _)| wanted(*stage));
        let mut found: Vec<(Basis, Vec<Months>)> = Vec::new();
        for (stage, amounts) in stages {
            let spread = amounts.iter().filter_map(|(time, money)| {
                let Some(amount) = money.number() else {
                    *is_known = false;
                    return None;
                };
                let currency = money.currency.or(line.currency);
                Some(Months { currency, months: budget::by_month(plan, line, time, amount, currency) })
            });
            found.push((Basis::Stage(*stage), spread.collect()));
        }
        found
    };
    if asked.bases.is_empty() {
        return of_stage(&|_| true);
    }
    let mut found = of_stage(&|stage| asked.bases.contains(&Basis::Stage(stage)));
    if asked.bases.contains(&Basis::Planned) {
        let (months, unknown) = planned_months(plan, line);
        *is_known &= unknown == 0;
        found.push((Basis::Planned, months));
    }
    found
}

/// Months after January 1900.
fn number(day: Date) -> u16 {
    day.year()
        .saturating_sub(1900)
        .saturating_mul(12)
        .saturating_add(u16::from(day.month()))
        .saturating_sub(1)
}

/// The first day of a month by its number; if `late`, of the fiscal quarter that begins in it.
fn day(plan: &Plan, number: u16, late: bool) -> Date {
    let month = u8::try_from(number % 12 + 1).unwrap_or(1);
    let first = Date::new(number / 12 + 1900, month, 1).unwrap_or(Date::MAX);
    if !late {
        return first;
    }
    first.add_days(i64::from(plan.calendar.fiscal_start_day) - 1).min(first.last_of_month())
}

/// Whether a fiscal quarter begins in the middle of the month of a day, and the day is not before that.
fn is_late(plan: &Plan, day: Date) -> bool {
    let calendar = &plan.calendar;
    let begins_here = (day.month() + 12).abs_diff(calendar.fiscal_start_month) % 3 == 0;
    let begin = calendar.fiscal_start_day.min(day.last_of_month().day());
    begins_here && begin > 1 && day.day() >= begin
}

fn period(plan: &Plan, grain: Grain, day: Date, whole: Period) -> Period {
    match grain {
        Grain::Month => Period { first: day.first_of_month(), last: day.last_of_month() },
        Grain::Quarter => fiscal_quarter(plan, day),
        Grain::Year => fiscal_year(plan, day),
        Grain::Whole => whole,
    }
}
