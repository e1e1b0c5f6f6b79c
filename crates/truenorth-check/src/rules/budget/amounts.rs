//! Exact sums of the amounts of a budget line, and where they are written.

pub(super) use truenorth_core::budget::{Entry, decided, is_revenue, of_stage, planned};
use truenorth_core::model::Stage;
use truenorth_core::place::Place;
use truenorth_core::plan::Line;
use truenorth_core::scalar::{Decimal, Money, Time};

/// Whether money goes out by this line and it is not a subtotal of others.
pub(super) fn is_spending(line: &Line) -> bool {
    !is_revenue(line) && line.written.aggregate != Some(true)
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
