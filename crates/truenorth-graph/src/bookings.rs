//! For how much of their time people are booked: parts of `raci.responsible` of open goals, day by day.

use std::collections::{BTreeMap, BTreeSet};

use truenorth_core::model::Involved;
use truenorth_core::place::Place;
use truenorth_core::plan::{Goal, GoalIx, Item, Owner, PersonIx, Plan, TeamIx};
use truenorth_core::scalar::{Date, Percent, Period};

use crate::hands::{Few, holders};

/// A person's part in a goal.
#[derive(Clone, Debug)]
pub struct Booking {
    /// The goal.
    pub goal: GoalIx,
    /// Its days: its own, else those of the goal.
    pub period: Period,
    /// Of full time; an effort is spread evenly over the working days of the period.
    pub share: Percent,
    /// Where the part stands.
    pub place: Place,
}

/// Days in a row on which a person is booked for more than there is.
pub struct Overload {
    /// From the first to the last.
    pub days: Period,
    /// Of full time, where the excess is greatest.
    pub booked: Percent,
    /// What capacity, leave and `limits.load` leave on that day.
    pub at_hand: Percent,
}

/// Who is booked for what, and what is not known.
#[derive(Clone, Debug, Default)]
pub struct Bookings {
    /// Of people, in the order of the plan.
    pub people: BTreeMap<PersonIx, Vec<Booking>>,
    /// Of teams: parts that are given to no one person yet.
    pub teams: BTreeMap<TeamIx, Vec<Booking>>,
    /// Parts without share or effort, or without a first and a last day.
    pub unknown: Vec<(Owner, GoalIx)>,
}

/// The bookings of everybody, in the order of the plan. Parts without share or effort, or without a first and
/// a last day, are unknown and left out.
#[must_use]
pub fn bookings(plan: &Plan) -> BTreeMap<PersonIx, Vec<Booking>> {
    all_bookings(plan).people
}

/// The bookings of people and teams, and the parts that are unknown.
#[must_use]
pub fn all_bookings(plan: &Plan) -> Bookings {
    let mut all = Bookings::default();
    let holders = holders(plan, None);
    for (index, goal) in plan.goals().filter(|(_, goal)| goal.is_live()) {
        let Some(raci) = &goal.written.raci else { continue };
        for (entry, part) in raci.responsible.iter().enumerate() {
            let Some(who) = who(plan, &holders, part) else { continue };
            let known =
                period(plan, goal, part).and_then(|period| Some((period, share(plan, part, &period)?)));
            let Some((period, share)) = known else {
                all.unknown.push((who, index));
                continue;
            };
            let place = goal.place().field("raci").field("responsible").index(entry);
            let booking = Booking { goal: index, period, share, place };
            match who {
                Owner::Person(person) => all.people.entry(person).or_default().push(booking),
                Owner::Team(team) => all.teams.entry(team).or_default().push(booking),
                Owner::Organization | Owner::Role(_) => {}
            }
        }
    }
    all
}

/// The person or team meant: a role means its holder, if there is one only.
fn who(plan: &Plan, holders: &[Few<PersonIx>], part: &Involved) -> Option<Owner> {
    match plan.target(&part.who)? {
        Item::Person(person) => Some(Owner::Person(person)),
        Item::Team(team) => Some(Owner::Team(team)),
        Item::Role(role) => holders.get(role.at()).and_then(|holders| holders.one()).map(Owner::Person),
        _ => None,
    }
}

/// The days of a part, if they are known.
fn period(plan: &Plan, goal: &Goal, part: &Involved) -> Option<Period> {
    match &part.period {
        Some(period) => Some(plan.calendar.period(period)),
        None => {
            Some(Period { first: goal.start?, last: goal.due? }).filter(|period| period.first <= period.last)
        }
    }
}

/// The share of full time that a part takes in those days, if it is known.
fn share(plan: &Plan, part: &Involved, period: &Period) -> Option<Percent> {
    if part.share.is_some() {
        return part.share;
    }
    let effort = part.effort.filter(|_| period.last < Date::MAX)?;
    let days = i64::from(plan.calendar.working_days_in(period));
    let whole = Percent::HUNDRED.ten_thousandths();
    // Rounded down: a rounding makes no overload.
    (i64::from(effort.person_days()) * whole).checked_div(days).map(Percent::from_ten_thousandths)
}

/// The first overload of a person that is not over by `today` and lasts at least so many days. Days outside
/// the person's `valid` do not count.
#[must_use]
pub fn overload(
    plan: &Plan,
    person: PersonIx,
    bookings: &[Booking],
    today: Date,
    least_days: u32,
) -> Option<Overload> {
    let written = &plan[person].written;
    let there = written.valid.as_ref().map(|valid| plan.calendar.period(valid));
    let leaves: Vec<(Period, Percent)> =
        written.leave.iter().map(|(time, share)| (plan.calendar.period(time), *share)).collect();
    let load_limit = plan.checks.limits.as_ref().and_then(|limits| limits.load).unwrap_or(Percent::HUNDRED);
    let capacity = written.capacity.unwrap_or(Percent::HUNDRED);
    let changes = changes(bookings.iter().map(|booking| (booking.period, booking.share)));
    let away = self::changes(leaves.iter().copied());
    let mut bounds: BTreeSet<Date> = changes.keys().chain(away.keys()).copied().collect();
    if let Some(there) = there {
        bounds.insert(there.first);
        bounds.insert(next_day(there.last).unwrap_or(Date::MAX));
    }
    let bounds: Vec<Date> = bounds.into_iter().collect();
    let (mut booked, mut absent) = (0_i128, 0_i128);
    let mut run: Option<Overload> = None;
    for (position, first) in bounds.iter().enumerate() {
        booked += changes.get(first).copied().unwrap_or(0);
        absent += away.get(first).copied().unwrap_or(0);
        let last = bounds.get(position + 1).map_or(Date::MAX, |next| next.add_days(-1));
        let at_hand = at_hand(capacity, absent, load_limit);
        let here = there.is_none_or(|there| there.contains(*first));
        if here && booked > at_hand {
            let day = |units: i128| Percent::from_ten_thousandths(i64::try_from(units).unwrap_or(i64::MAX));
            let excess = |run: &Overload| run.booked.ten_thousandths() - run.at_hand.ten_thousandths();
            let now =
                Overload { days: Period { first: *first, last }, booked: day(booked), at_hand: day(at_hand) };
            run = Some(match run {
                None => now,
                Some(before) => {
                    let days = Period { first: before.days.first, last };
                    Overload { days, ..if excess(&now) > excess(&before) { now } else { before } }
                }
            });
            if position + 1 < bounds.len() {
                continue;
            }
        }
        let found = run.take().filter(|run| run.days.last >= today && run.days.days() >= least_days);
        if found.is_some() {
            return found;
        }
    }
    None
}

/// Of full time, in ten thousandths of a percent: capacity less leave, by the limit of load.
pub(crate) fn at_hand(capacity: Percent, absent: i128, limit: Percent) -> i128 {
    let whole = i128::from(Percent::HUNDRED.ten_thousandths());
    let present = (whole - absent).clamp(0, whole);
    i128::from(capacity.ten_thousandths()) * present / whole * i128::from(limit.ten_thousandths()) / whole
}

/// By day, how much is more or less from then on.
pub(crate) fn changes(spans: impl Iterator<Item = (Period, Percent)>) -> BTreeMap<Date, i128> {
    let mut changes = BTreeMap::new();
    for (period, share) in spans {
        let share = i128::from(share.ten_thousandths());
        *changes.entry(period.first).or_insert(0) += share;
        if let Some(next) = next_day(period.last) {
            *changes.entry(next).or_insert(0) -= share;
        }
    }
    changes
}

fn next_day(day: Date) -> Option<Date> {
    (day < Date::MAX).then(|| day.add_days(1))
}
