//! How much is on whom, quarter by quarter.

use std::collections::BTreeMap;

use truenorth_core::model::{Answer, Kind, TrainingStatus};
use truenorth_core::plan::{GoalIx, Item, Owner, PersonIx, Plan, TrainingIx};
use truenorth_core::scalar::{Date, Percent, Period};

use crate::asks::{ask_day, ask_points};
use crate::bookings::{all_bookings, at_hand, changes};
use crate::crossing::team_of;
use crate::hands::holders;
use crate::work_days::WorkDays;

/// What a person or team has to do in a calendar quarter. Shares are of the full time of one person, as means over the
/// working days of the quarter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Load {
    /// A person or a team.
    pub who: Owner,
    /// The calendar quarter, cut to the period asked for.
    pub quarter: Period,
    /// Open goals that it answers for and that are under way in the quarter ([`is_own_work`]), in the order of the plan. A
    /// person answers for those of the roles that only this person holds.
    pub goals: Vec<GoalIx>,
    /// The most of them on one day.
    pub most_at_once: usize,
    /// Parts in goals (`raci.responsible`); of a team those of the people whose main team it is, and its own.
    pub booked: Percent,
    /// The most on one day.
    pub peak: Percent,
    /// Training that is more than an idea.
    pub training: Percent,
    /// Capacity less leave, times `checks.limits.load`; of a team the sum over the people whose main team it is.
    pub at_hand: Percent,
    /// Parts and trainings without share, effort or time: what they take is not known and not in `booked`.
    pub unknown: usize,
    /// Points of the asks to it ([`ask_points`]) that are not declined, by the day of the ask.
    pub asked_of: u32,
    /// Points of the asks of its goals, in the same way.
    pub asks: u32,
    /// Asks to it or of its goals without a size: they are in neither sum.
    pub unsized_asks: usize,
}

impl Load {
    /// Whether parts and training take more than there is.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.booked.checked_add(self.training).is_none_or(|taken| taken > self.at_hand)
    }

    fn is_empty(&self) -> bool {
        let counts = [self.goals.len(), self.unknown, self.unsized_asks];
        counts == [0; 3]
            && [self.booked, self.training] == [Percent::ZERO; 2]
            && [self.asked_of, self.asks] == [0; 2]
    }
}

/// Whether a goal counts as work of its own for its owner: an open objective, key result or initiative that is not
/// nested in a goal of the same owner, since it is part of that goal's work then.
#[must_use]
pub fn is_own_work(plan: &Plan, goal: GoalIx) -> bool {
    let Some(written) = plan.goals.get(goal.at()).filter(|goal| goal.is_live()) else { return false };
    let counts = matches!(plan.like(goal), Kind::Objective | Kind::KeyResult | Kind::Initiative);
    let around = written.nest.and_then(|nest| plan.goals.get(nest.at()));
    counts && around.is_none_or(|around| around.owner != written.owner)
}

/// What everybody has to do in each quarter of a period: people, then teams, each in the order of the plan, then by
/// quarter. Rows without anything are left out. Time grows with the parts and goals, for each quarter they last.
#[must_use]
pub fn loads(plan: &Plan, period: Period, today: Date) -> Vec<Load> {
    let mut table = Table::new(plan, period);
    table.goals(plan, today);
    table.asks(plan);
    table.parts(plan, today);
    table.trainings(plan);
    let mut rows: Vec<Load> = table.rows.into_values().filter(|load| !load.is_empty()).collect();
    for load in &mut rows {
        load.at_hand = match load.who {
            Owner::Person(person) => units(table.days.mean(&at_hand_of(plan, person), &load.quarter)),
            Owner::Team(team) => {
                let people = table.people_of.get(team.at()).into_iter().flatten();
                units(people.map(|person| table.days.mean(&at_hand_of(plan, *person), &load.quarter)).sum())
            }
            Owner::Role(_) | Owner::Organization => Percent::ZERO,
        };
    }
    rows.sort_by_key(|load| (matches!(load.who, Owner::Team(_)), load.who, load.quarter));
    rows
}

/// Shares of full time over days, in ten thousandths of a percent.
type Spans = Vec<(Period, i128)>;

struct Table {
    quarters: Vec<Period>,
    days: WorkDays,
    /// By team: the people whose main team it is.
    people_of: Vec<Vec<PersonIx>>,
    rows: BTreeMap<(Owner, Date), Load>,
}

impl Table {
    fn new(plan: &Plan, period: Period) -> Self {
        let first = (period.first <= period.last).then(|| Period::quarter_of(period.first));
        let next = |quarter: &Period| {
            (quarter.last < period.last).then(|| Period::quarter_of(quarter.last.add_days(1)))
        };
        let cut = |quarter: Period| Period {
            first: quarter.first.max(period.first),
            last: quarter.last.min(period.last),
        };
        let mut people_of = vec![Vec::new(); plan.teams.len()];
        for (position, person) in plan.people.iter().enumerate() {
            if let Some(people) = person.team.and_then(|team| people_of.get_mut(team.at())) {
                people.push(PersonIx::new(position));
            }
        }
        Self {
            quarters: std::iter::successors(first, next).map(cut).collect(),
            days: WorkDays::new(&plan.calendar, period),
            people_of,
            rows: BTreeMap::new(),
        }
    }

    /// The quarters that have a day in common with a period.
    fn quarters_of(&self, period: Period) -> Vec<Period> {
        let first = self.quarters.partition_point(|quarter| quarter.last < period.first);
        let rest = self.quarters.get(first..).unwrap_or_default();
        rest.iter().take_while(|quarter| quarter.first <= period.last).copied().collect()
    }

    fn row(&mut self, who: Owner, quarter: Period) -> &mut Load {
        self.rows.entry((who, quarter.first)).or_insert_with(|| Load {
            who,
            quarter,
            goals: Vec::new(),
            most_at_once: 0,
            booked: Percent::ZERO,
            peak: Percent::ZERO,
            training: Percent::ZERO,
            at_hand: Percent::ZERO,
            unknown: 0,
            asked_of: 0,
            asks: 0,
            unsized_asks: 0,
        })
    }

    fn goals(&mut self, plan: &Plan, today: Date) {
        let holders = holders(plan, None);
        let mut owned: BTreeMap<Owner, Vec<GoalIx>> = BTreeMap::new();
        for (index, goal) in plan.goals().filter(|(index, _)| is_own_work(plan, *index)) {
            let who = match goal.owner {
                Some(Owner::Role(role)) => {
                    holders.get(role.at()).and_then(|holders| holders.one()).map(Owner::Person)
                }
                Some(who @ (Owner::Person(_) | Owner::Team(_))) => Some(who),
                _ => None,
            };
            if let Some(who) = who {
                owned.entry(who).or_default().push(index);
            }
        }
        for (who, goals) in owned {
            for goal in &goals {
                for quarter in self.quarters_of(under_way(plan, *goal, today)) {
                    self.row(who, quarter).goals.push(*goal);
                }
            }
        }
        for load in self.rows.values_mut() {
            let spans = load.goals.iter().map(|goal| (under_way(plan, *goal, today), 1_i128)).collect();
            load.most_at_once = usize::try_from(most(&spans, &load.quarter)).unwrap_or(usize::MAX);
        }
    }

    fn asks(&mut self, plan: &Plan) {
        for (index, goal) in plan.goals().filter(|(_, goal)| goal.is_live()) {
            let team = team_of(plan, index).map(Owner::Team);
            let person = goal.owner.filter(|owner| matches!(owner, Owner::Person(_)));
            for ask in goal.written.asks.iter().filter(|ask| ask.answer != Some(Answer::Declined)) {
                let Some(day) = ask_day(plan, goal, ask) else { continue };
                let to = plan.target(&ask.team).and_then(Item::owner);
                let to = to.filter(|to| matches!(to, Owner::Person(_) | Owner::Team(_)));
                for quarter in self.quarters_of(Period { first: day, last: day }) {
                    for (who, is_in) in [(to, true), (team, false), (person, false)] {
                        let Some(who) = who else { continue };
                        let row = self.row(who, quarter);
                        let sum = if is_in { &mut row.asked_of } else { &mut row.asks };
                        match ask.size {
                            Some(size) => *sum = sum.saturating_add(ask_points(plan, size)),
                            None => row.unsized_asks = row.unsized_asks.saturating_add(1),
                        }
                    }
                }
            }
        }
    }

    fn parts(&mut self, plan: &Plan, today: Date) {
        let all = all_bookings(plan);
        let mut spans: BTreeMap<Owner, Spans> = BTreeMap::new();
        for (person, bookings) in &all.people {
            let team = plan.people.get(person.at()).and_then(|person| person.team).map(Owner::Team);
            let own: Spans =
                bookings.iter().map(|booking| (booking.period, parts_of(booking.share))).collect();
            if let Some(team) = team {
                spans.entry(team).or_default().extend(own.iter().copied());
            }
            spans.entry(Owner::Person(*person)).or_default().extend(own);
        }
        for (team, bookings) in &all.teams {
            let own = bookings.iter().map(|booking| (booking.period, parts_of(booking.share)));
            spans.entry(Owner::Team(*team)).or_default().extend(own);
        }
        for (who, spans) in spans {
            for (quarter, spans) in self.by_quarter(&spans) {
                let (mean, peak) = (self.days.mean(&spans, &quarter), most(&spans, &quarter));
                let row = self.row(who, quarter);
                (row.booked, row.peak) = (units(mean), units(peak));
            }
        }
        for (who, goal) in all.unknown {
            let team = match who {
                Owner::Person(person) => plan.people.get(person.at()).and_then(|person| person.team),
                _ => None,
            };
            for quarter in self.quarters_of(under_way(plan, goal, today)) {
                for who in [Some(who), team.map(Owner::Team)].into_iter().flatten() {
                    let row = self.row(who, quarter);
                    row.unknown = row.unknown.saturating_add(1);
                }
            }
        }
    }

    fn trainings(&mut self, plan: &Plan) {
        let mut spans: BTreeMap<Owner, Spans> = BTreeMap::new();
        for position in 0..plan.training.len() {
            let training = &plan[TrainingIx::new(position)].written;
            if matches!(training.status, Some(TrainingStatus::Idea | TrainingStatus::Cancelled)) {
                continue;
            }
            let Some(period) = training.period.as_ref().map(|period| plan.calendar.period(period)) else {
                continue;
            };
            let share = training.effort.as_ref().and_then(|effort| {
                let days = i128::from(plan.calendar.working_days_in(&period));
                (i128::from(effort.person_days()) * parts_of(Percent::HUNDRED)).checked_div(days)
            });
            for person in
                training.attendees.iter().filter_map(|person| crate::supply::person_of(plan, person))
            {
                let team = plan.people.get(person.at()).and_then(|person| person.team);
                for who in [Some(Owner::Person(person)), team.map(Owner::Team)].into_iter().flatten() {
                    match share {
                        Some(share) => spans.entry(who).or_default().push((period, share)),
                        None => {
                            for quarter in self.quarters_of(period) {
                                let row = self.row(who, quarter);
                                row.unknown = row.unknown.saturating_add(1);
                            }
                        }
                    }
                }
            }
        }
        for (who, spans) in spans {
            for (quarter, spans) in self.by_quarter(&spans) {
                let mean = self.days.mean(&spans, &quarter);
                self.row(who, quarter).training = units(mean);
            }
        }
    }

    /// The spans by the quarters that they touch.
    fn by_quarter(&self, spans: &Spans) -> BTreeMap<Period, Spans> {
        let mut by_quarter: BTreeMap<Period, Spans> = BTreeMap::new();
        for (period, share) in spans {
            for quarter in self.quarters_of(*period) {
                by_quarter.entry(quarter).or_default().push((*period, *share));
            }
        }
        by_quarter
    }
}

/// The days on which an open goal is under way. Without a first day it always was; without a last it goes on; one
/// that is overdue goes on until today.
fn under_way(plan: &Plan, goal: GoalIx, today: Date) -> Period {
    let goal = plan.goals.get(goal.at());
    let (start, due) = goal.map_or((None, None), |goal| (goal.start, goal.due));
    Period { first: start.unwrap_or(Date::MIN), last: due.map_or(Date::MAX, |due| due.max(today)) }
}

/// What a person has time for: capacity less leave, times the limit, on the days that he or she is there.
fn at_hand_of(plan: &Plan, person: PersonIx) -> Spans {
    let Some(written) = plan.people.get(person.at()).map(|person| &person.written) else { return Vec::new() };
    let always = Period { first: Date::MIN, last: Date::MAX };
    let there = written.valid.as_ref().map_or(always, |valid| plan.calendar.period(valid));
    let limit = plan.checks.limits.as_ref().and_then(|limits| limits.load).unwrap_or(Percent::HUNDRED);
    let capacity = written.capacity.unwrap_or(Percent::HUNDRED);
    let leaves = written.leave.iter().map(|(time, share)| (plan.calendar.period(time), *share));
    let mut bounds = changes(leaves);
    bounds.entry(there.first).or_insert(0);
    let mut spans = Vec::new();
    let mut absent = 0_i128;
    let mut bounds = bounds.into_iter().peekable();
    while let Some((first, change)) = bounds.next() {
        absent += change;
        let last = bounds.peek().map_or(Date::MAX, |(next, _)| next.add_days(-1)).min(there.last);
        let first = first.max(there.first);
        if first <= last {
            spans.push((Period { first, last }, at_hand(capacity, absent, limit)));
        }
    }
    spans
}

/// The most that spans add up to on a day of a period.
fn most(spans: &Spans, within: &Period) -> i128 {
    let mut changes: BTreeMap<Date, i128> = BTreeMap::new();
    for (period, share) in spans.iter().filter(|(period, _)| period.overlaps(within)) {
        *changes.entry(period.first.max(within.first)).or_default() += share;
        if period.last < within.last {
            *changes.entry(period.last.add_days(1)).or_default() -= share;
        }
    }
    let mut sum = 0_i128;
    let sums = changes.into_values().map(|change| {
        sum += change;
        sum
    });
    sums.max().unwrap_or(0)
}

fn parts_of(share: Percent) -> i128 {
    i128::from(share.ten_thousandths())
}

fn units(share: i128) -> Percent {
    Percent::from_ten_thousandths(i64::try_from(share).unwrap_or(i64::MAX))
}

#[cfg(test)]
mod tests;
