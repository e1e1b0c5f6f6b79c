//! The amounts of a budget line in order of time, and which of its stages holds.

use super::by_month;
use crate::model::Stage;
use crate::place::Place;
use crate::plan::{Line, Plan};
use crate::scalar::{Calendar, Currency, Decimal, Money, Period, Time};

/// An amount of a line.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// Of what it is an amount.
    pub stage: Stage,
    /// As written.
    pub time: Time,
    /// The days of `time`.
    pub period: Period,
    /// As written.
    pub money: Money,
}

impl Entry {
    /// Where it stands.
    #[must_use]
    pub fn place(&self, line: &Line) -> Place {
        line.place().field("amounts").key(self.stage.word()).key(self.time.to_string())
    }
}

/// What is planned for a line.
#[derive(Debug)]
pub struct Planned {
    /// The latest stage that says something.
    pub stage: Option<Stage>,
    /// In order of time, without overlap.
    pub entries: Vec<Entry>,
    /// Whether every time that was adjusted in part was adjusted whole, so that the sum means something.
    pub whole: bool,
}

/// The latest planned amounts: of the best stage up to `adopted`, replaced by those of `adjusted` where
/// there are some.
#[must_use]
pub fn planned(line: &Line, calendar: &Calendar) -> Planned {
    adjusted(line, calendar, base(line))
}

/// The stage that `adjusted` changes: the best one up to `adopted`.
fn base(line: &Line) -> Option<Stage> {
    let stages = [Stage::Adopted, Stage::Proposed, Stage::Request];
    stages.into_iter().find(|wanted| line.written.amounts.iter().any(|(stage, _)| stage == wanted))
}

/// An amount over its months.
#[derive(Clone, Debug)]
pub struct Months {
    /// Its own, the line's, or none.
    pub currency: Option<Currency>,
    /// Its parts, in order of time.
    pub months: Vec<(Period, Decimal)>,
}

/// The latest planned amounts by month: those of the best stage up to `adopted`, in the months for which nothing is
/// `adjusted`, and those of `adjusted`. A year of which one quarter was adjusted keeps its other nine months. And how
/// many of them are no number.
#[must_use]
pub fn planned_months(plan: &Plan, line: &Line) -> (Vec<Months>, usize) {
    let adjusted = of_stage(line, &plan.calendar, Stage::Adjusted);
    let base = base(line).map(|base| of_stage(line, &plan.calendar, base)).unwrap_or_default();
    let is_free = |period: &Period| {
        let from = adjusted.partition_point(|other| other.period.last < period.first);
        adjusted.get(from).is_none_or(|other| other.period.first > period.last)
    };
    let (mut spreads, mut unknown) = (Vec::new(), 0);
    let entries = base.iter().map(|entry| (entry, true)).chain(adjusted.iter().map(|entry| (entry, false)));
    for (entry, is_base) in entries {
        let Some(amount) = entry.money.number() else {
            unknown += usize::from(!is_base || entry.period.months().any(|month| is_free(&month)));
            continue;
        };
        let currency = entry.money.currency.or(line.currency);
        let mut months = by_month(plan, line, &entry.time, amount, currency);
        months.retain(|(month, _)| !is_base || is_free(month));
        if !months.is_empty() {
            spreads.push(Months { currency, months });
        }
    }
    (spreads, unknown)
}

/// The amounts that were decided: `adopted`, replaced by `adjusted` where there are some.
#[must_use]
pub fn decided(line: &Line, calendar: &Calendar) -> Planned {
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
#[must_use]
pub fn of_stage(line: &Line, calendar: &Calendar, stage: Stage) -> Vec<Entry> {
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

#[cfg(test)]
mod tests {
    use super::*;

    /// By hand: the first quarter is 300, nothing is known of May, and ten months stay at 100.
    #[test]
    fn what_is_adjusted_replaces_its_months_alone() {
        let plan = crate::testing::plan(
            r#"{ "truenorth": 1, "organization": { "name": "T", "currency": "EUR" }, "budget": [{ "id": "a", "title": "A",
                "amounts": { "request": { "2027": 9999 }, "adopted": { "2027": 1200, "2028-01": "confidential" },
                    "adjusted": { "2027-Q1": 300, "2027-05": "not_set" }, "actual": { "2027-01": 7 } } }] }"#,
        );
        let (spreads, unknown) = planned_months(&plan, &plan.lines[0]);
        let months: Vec<String> = (spreads.iter().flat_map(|spread| &spread.months))
            .map(|(month, part)| format!("{}={part}", month.first.month()))
            .collect();
        assert_eq!(months.join(" "), "4=100 6=100 7=100 8=100 9=100 10=100 11=100 12=100 1=100 2=100 3=100");
        assert_eq!(unknown, 2);
    }
}
