//! The amounts of a budget line: by stage, in order of time, and their exact sums.

use truenorth_core::model::{LineType, Stage};
use truenorth_core::place::Place;
use truenorth_core::plan::Line;
use truenorth_core::scalar::{Calendar, Decimal, Money, Period, Time};

/// An amount of a line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry {
    pub(super) stage: Stage,
    pub(super) time: Time,
    /// The days of `time`.
    pub(super) period: Period,
    pub(super) money: Money,
}

impl Entry {
    pub(super) fn place(&self, line: &Line) -> Place {
        line.place().field("amounts").key(self.stage.word()).key(self.time.to_string())
    }
}

/// What is planned for a line.
#[derive(Debug)]
pub(super) struct Planned {
    /// The latest stage that says something.
    pub(super) stage: Option<Stage>,
    /// In order of time, without overlap.
    pub(super) entries: Vec<Entry>,
    /// Whether every time that was adjusted in part was adjusted whole, so that the sum means something.
    pub(super) whole: bool,
}

/// Whether money goes out by this line and it is not a subtotal of others.
pub(super) fn is_spending(line: &Line) -> bool {
    !is_revenue(line) && line.written.aggregate != Some(true)
}

pub(super) fn is_revenue(line: &Line) -> bool {
    line.written.line_type == Some(LineType::Revenue)
}

/// The latest planned amounts: of the best stage up to `adopted`, replaced by those of `adjusted` where
/// there are some.
pub(super) fn planned(line: &Line, calendar: &Calendar) -> Planned {
    let stages = [Stage::Adopted, Stage::Proposed, Stage::Request];
    let has = |wanted: &Stage| line.written.amounts.iter().any(|(stage, _)| stage == wanted);
    adjusted(line, calendar, stages.into_iter().find(has))
}

/// The amounts that were decided: `adopted`, replaced by `adjusted` where there are some.
pub(super) fn decided(line: &Line, calendar: &Calendar) -> Planned {
    adjusted(line, calendar, Some(Stage::Adopted))
}

fn adjusted(line: &Line, calendar: &Calendar, base: Option<Stage>) -> Planned {
    let adjusted = of_stage(line, calendar, Stage::Adjusted);
    let base = base.map(|base| of_stage(line, calendar, base)).unwrap_or_default();
    let stage = adjusted.last().or(base.last()).map(|entry| entry.stage);
    let mut whole = true;
    let mut kept = Vec::new();
    for entry in base {
        // Both are in order and without overlap: those that touch the entry stand together.
        let from = adjusted.partition_point(|other| other.period.last < entry.period.first);
        let touching = adjusted.iter().skip(from).take_while(|other| other.period.first <= entry.period.last);
        let covered: u64 = touching.map(|other| u64::from(common(&entry.period, &other.period).days())).sum();
        if covered == 0 {
            kept.push(entry);
        } else {
            whole &= covered == u64::from(entry.period.days());
        }
    }
    kept.extend(adjusted);
    kept.sort_by_key(|entry| entry.period);
    Planned { stage, entries: kept, whole }
}

fn common(one: &Period, other: &Period) -> Period {
    Period { first: one.first.max(other.first), last: one.last.min(other.last) }
}

/// The amounts of a stage in order of time. Of times that overlap the one that begins first counts, and
/// of those the longest, so that nothing is added twice.
pub(super) fn of_stage(line: &Line, calendar: &Calendar, stage: Stage) -> Vec<Entry> {
    let amounts = line.written.amounts.iter().filter(|(of, _)| *of == stage).flat_map(|(_, amounts)| amounts);
    let mut entries: Vec<Entry> = amounts
        .map(|(time, money)| Entry { stage, time: *time, period: calendar.period(time), money: *money })
        .collect();
    entries.sort_by_key(|entry| (entry.period.first, std::cmp::Reverse(entry.period.last)));
    let mut last = None;
    entries.retain(|entry| {
        let free = last.is_none_or(|last| entry.period.first > last);
        if free {
            last = Some(entry.period.last);
        }
        free
    });
    entries
}

/// The number of an amount in the line's currency; none if it is missing or in another currency.
pub(super) fn known(line: &Line, money: &Money) -> Option<Decimal> {
    money.number().filter(|_| money.currency.is_none() || money.currency == line.currency)
}

/// The sum; none if it leaves the range of exact numbers.
pub(super) fn sum(numbers: impl IntoIterator<Item = Decimal>) -> Option<Decimal> {
    numbers.into_iter().try_fold(Decimal::ZERO, |sum, number| sum.checked_add(&number))
}

/// The sum of entries; none if one of them is not known.
pub(super) fn total(line: &Line, entries: &[Entry]) -> Option<Decimal> {
    sum(entries.iter().map(|entry| known(line, &entry.money)).collect::<Option<Vec<_>>>()?)
}

/// A number with the line's currency, for people.
pub(super) fn shown(line: &Line, number: Decimal) -> String {
    Money { currency: line.currency, ..Money::known(number) }.to_string()
}

/// Where an amount is written, before a place is needed.
#[derive(Clone, Copy)]
pub(super) enum Written<'a> {
    Amount(Stage, &'a Time),
    Source(&'a str),
}

impl Written<'_> {
    pub(super) fn build(self, line: &Line) -> Place {
        match self {
            Self::Amount(stage, time) => {
                line.place().field("amounts").key(stage.word()).key(time.to_string())
            }
            Self::Source(name) => line.place().field("sources").key(name),
        }
    }
}

/// Every amount of a line, of its stages and its sources.
pub(super) fn amounts(line: &Line) -> impl Iterator<Item = (&Money, Written<'_>)> {
    let stages = line.written.amounts.iter().flat_map(|(stage, amounts)| {
        amounts.iter().map(|(time, money)| (money, Written::Amount(*stage, time)))
    });
    stages.chain(line.written.sources.iter().map(|(name, money)| (money, Written::Source(name))))
}
