//! The amounts of all lines, month by month. Months of one amount that are alike are kept as one run, so that an
//! amount over two hundred years takes no more room than one over two months.

use std::collections::{BTreeMap, BTreeSet};

use truenorth_core::budget::{self, Months, Total, fiscal_quarter, fiscal_year, planned_months};
use truenorth_core::model::Stage;
use truenorth_core::plan::{Line, LineIx, Plan};
use truenorth_core::scalar::{Currency, Date, Decimal, Period};

use super::{Asked, Basis, Currencies, Grain, Heading};

/// Amounts that are followed together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    basis: Basis,
    is_revenue: bool,
    currency: Option<Currency>,
}

/// A month, or a part of one: two for each month after January 1900. The second one begins with a fiscal quarter that
/// begins in the middle of the month.
type Slot = u16;

/// One amount in each of some months that follow each other.
#[derive(Clone, Copy, Debug)]
struct Run {
    line: LineIx,
    /// The last is an even number of slots later.
    first: Slot,
    last: Slot,
    amount: Decimal,
}

/// Slots of one fiscal year.
#[derive(Clone, Copy, Debug)]
struct Span {
    /// The first slot of the fiscal year.
    year: Slot,
    first: Slot,
    last: Slot,
}

/// All amounts that were asked for.
#[derive(Clone, Debug, Default)]
pub(super) struct Runs {
    by_key: BTreeMap<Key, Vec<Run>>,
    pub(super) headings: BTreeMap<Heading, Spans>,
    pub(super) without_rate: BTreeSet<Currency>,
    pub(super) unknown: Vec<LineIx>,
}

/// Where the amounts of a heading are, in order of time.
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
                            let convert = |own| budget::in_own(plan, own, of, &months);
                            let converted = own.map_or_else(Vec::new, convert);
                            if converted.len() < months.len() {
                                runs.without_rate.insert(of);
                            }
                            (own, converted)
                        }
                        (Currencies::Own, None) => continue,
                    };
                    let key = Key { basis, is_revenue: budget::is_revenue(line), currency };
                    runs.add(plan, index, key, &months);
                }
            }
            if !is_known {
                runs.unknown.push(index);
            }
        }
        runs.head(plan, asked);
        runs
    }

    /// Adds the months of one amount.
    fn add(&mut self, plan: &Plan, line: LineIx, key: Key, months: &[(Period, Decimal)]) {
        if months.is_empty() {
            return;
        }
        let runs = self.by_key.entry(key).or_default();
        let mut open: Option<Run> = None;
        for (month, amount) in months {
            let at = slot(plan, month.first);
            match &mut open {
                Some(run) if run.amount == *amount && run.last.checked_add(2) == Some(at) => run.last = at,
                _ => runs.extend(open.replace(Run { line, first: at, last: at, amount: *amount })),
            }
        }
        runs.extend(open);
    }

    /// Finds the headings: every period with a month that has an amount.
    fn head(&mut self, plan: &Plan, asked: &Asked) {
        let is_within = |slot: Slot| asked.within.is_none_or(|within| within.contains(first_day(plan, slot)));
        let mut covered: Vec<(Key, Slot)> = Vec::new();
        for (key, runs) in &self.by_key {
            covered.extend(slots(runs).into_iter().filter(|slot| is_within(*slot)).map(|slot| (*key, slot)));
        }
        let (first, last) =
            (covered.iter().map(|(_, slot)| *slot).min(), covered.iter().map(|(_, slot)| *slot).max());
        let (Some(first), Some(last)) = (first, last) else { return };
        let whole = Period {
            first: first_day(plan, first).first_of_month(),
            last: first_day(plan, last).last_of_month(),
        };
        // By slot: the period it is reported in, and the first slot of its fiscal year.
        let mut places: BTreeMap<Slot, (Period, Slot)> = BTreeMap::new();
        for (Key { basis, is_revenue, currency }, at) in covered {
            let (period, year) = *places.entry(at).or_insert_with(|| {
                let day = first_day(plan, at);
                (period(plan, asked.grain, day, whole), slot(plan, fiscal_year(plan, day).first))
            });
            let Spans(spans) =
                self.headings.entry(Heading { period, is_revenue, basis, currency }).or_default();
            match spans.last_mut() {
                Some(span) if span.year == year => span.last = at,
                _ => spans.push(Span { year, first: at, last: at }),
            }
        }
    }

    /// Calls `push` with sums of lines and a factor, so that everything pushed times its factor is what lies under a
    /// heading.
    ///
    /// A month is the difference of two sums: from the first day of its fiscal year to its end, and to its begin. So a
    /// year is divided as a whole, its parts are off by no more than one coin, and its months add to it.
    pub(super) fn each(&self, heading: &Heading, mut push: impl FnMut(&[(LineIx, i128)], i128)) {
        let mut waiting: Option<(Vec<(LineIx, i128)>, i128)> = None;
        for span in self.spans(heading) {
            let until = self.sums(heading, span.year, span.last);
            let before = span.first.checked_sub(1).filter(|before| *before >= span.year);
            let before = before.map_or_else(Vec::new, |before| self.sums(heading, span.year, before));
            for (sums, factor) in [(until, 1), (before, -1)].into_iter().filter(|(sums, _)| !sums.is_empty())
            {
                match &mut waiting {
                    // Many years of a long time are alike.
                    Some((same, count)) if *same == sums => *count += factor,
                    _ => {
                        if let Some((sums, factor)) = waiting.replace((sums, factor)) {
                            push(&sums, factor);
                        }
                    }
                }
            }
        }
        if let Some((sums, factor)) = waiting {
            push(&sums, factor);
        }
    }

    /// The sum of each line under a heading.
    pub(super) fn by_line(&self, heading: &Heading) -> Vec<(LineIx, Total)> {
        let mut sums: BTreeMap<LineIx, Total> = BTreeMap::new();
        for span in self.spans(heading) {
            for (line, amount) in self.sums(heading, span.first, span.last) {
                let sum = sums.entry(line).or_default();
                *sum = sum.plus(Total::from_ten_thousandths(amount));
            }
        }
        sums.into_iter().collect()
    }

    fn spans(&self, heading: &Heading) -> &[Span] {
        self.headings.get(heading).map_or(&[], |Spans(spans)| spans)
    }

    /// The sums of the lines from one slot to another, in the order of the plan.
    fn sums(&self, heading: &Heading, first: Slot, last: Slot) -> Vec<(LineIx, i128)> {
        let Heading { basis, is_revenue, currency, .. } = *heading;
        let mut sums: Vec<(LineIx, i128)> = Vec::new();
        for run in self.by_key.get(&Key { basis, is_revenue, currency }).map_or(&[][..], Vec::as_slice) {
            // The slots of a run are every second one; the first and last of them between the limits.
            let begin =
                if run.first >= first { run.first } else { first.saturating_add((first ^ run.first) & 1) };
            let end = run.last.min(last.saturating_sub((last ^ run.first) & 1));
            if begin > end || last < begin {
                continue;
            }
            let months = i128::from((end - begin) / 2 + 1);
            let amount = run.amount.ten_thousandths().saturating_mul(months);
            match sums.last_mut() {
                Some((line, sum)) if *line == run.line => *sum = sum.saturating_add(amount),
                _ => sums.push((run.line, amount)),
            }
        }
        sums
    }
}

/// The slots in which any run has an amount, in order.
fn slots(runs: &[Run]) -> Vec<Slot> {
    let mut slots = Vec::new();
    for half in [0, 1] {
        // How many runs begin less those that have ended, by slot.
        let mut change: BTreeMap<Slot, i64> = BTreeMap::new();
        for run in runs.iter().filter(|run| run.first & 1 == half) {
            *change.entry(run.first).or_default() += 1;
            *change.entry(run.last.saturating_add(2)).or_default() -= 1;
        }
        let mut count = 0;
        let ends = change.keys().skip(1).copied();
        for ((from, change), to) in change.iter().zip(ends) {
            count += change;
            if count > 0 {
                slots.extend((*from..to).step_by(2));
            }
        }
    }
    slots.sort_unstable();
    slots
}

/// What is asked for of a line, by month.
fn amounts(plan: &Plan, line: &Line, asked: &Asked, is_known: &mut bool) -> Vec<(Basis, Vec<Months>)> {
    let is_asked = |stage: Stage| asked.bases.is_empty() || asked.bases.contains(&Basis::Stage(stage));
    let mut found: Vec<(Basis, Vec<Months>)> = Vec::new();
    for (stage, amounts) in line.written.amounts.iter().filter(|(stage, _)| is_asked(*stage)) {
        let mut spread = Vec::with_capacity(amounts.len());
        for (time, money) in amounts {
            let Some(amount) = money.number() else {
                *is_known = false;
                continue;
            };
            let currency = money.currency.or(line.currency);
            spread.push(Months { currency, months: budget::by_month(plan, line, time, amount, currency) });
        }
        found.push((Basis::Stage(*stage), spread));
    }
    if asked.bases.contains(&Basis::Planned) {
        let (months, unknown) = planned_months(plan, line);
        *is_known &= unknown == 0;
        found.push((Basis::Planned, months));
    }
    found
}

/// The slot that a part of a month belongs to, by its first day.
fn slot(plan: &Plan, day: Date) -> Slot {
    let month = day.year().saturating_sub(1900).saturating_mul(12).saturating_add(u16::from(day.month()));
    let begin = plan.calendar.fiscal_start_day.min(day.last_of_month().day());
    let begins_here = day.month().abs_diff(plan.calendar.fiscal_start_month).is_multiple_of(3);
    let is_late = begins_here && begin > 1 && day.day() >= begin;
    month.saturating_sub(1).saturating_mul(2).saturating_add(u16::from(is_late))
}

/// The first day of a slot.
fn first_day(plan: &Plan, slot: Slot) -> Date {
    let (month, is_late) = (slot / 2, slot & 1 == 1);
    let number = u8::try_from(month % 12 + 1).unwrap_or(1);
    let first = Date::new(month / 12 + 1900, number, 1).unwrap_or(Date::MAX);
    if !is_late {
        return first;
    }
    first.add_days(i64::from(plan.calendar.fiscal_start_day) - 1).min(first.last_of_month())
}

fn period(plan: &Plan, grain: Grain, day: Date, whole: Period) -> Period {
    match grain {
        Grain::Month => Period { first: day.first_of_month(), last: day.last_of_month() },
        Grain::Quarter => fiscal_quarter(plan, day),
        Grain::Year => fiscal_year(plan, day),
        Grain::Whole => whole,
    }
}
