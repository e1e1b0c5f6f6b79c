//! The schedule of a plan: critical paths over `depends_on` on the working days of its calendar.
//!
//! How the fields of a goal become an [`Activity`]:
//!
//! - `duration` is its length in working days: `d` as many, `w` as many weeks of working days, `m` and `y` the working
//!   days from the day it starts on to that day of a later month. It begins at `start` (or that of `period`) or later,
//!   without either today or later.
//! - Without `duration`, one with a `start` and a `due` of its own fills the time between. That a `period` is
//!   named says little of how long the work takes.
//! - The length of any other goal is [`Length::Missing`]: it is an event on its `due`, taken at its word, and can only
//!   be pushed later by what it waits for. Without a due it happens as soon as it can.
//! - What is open ends today at the earliest. What is done stands at its `done`; what has ended without that date holds
//!   nothing back.
//! - What has begun, by a `start` that lies behind today, and has a due in place of a `duration`, is not pushed by what was
//!   done after it began: the work went on meanwhile, or its due is kept all the same.
//! - `lag` is time of the calendar, as for `dependency-too-late`: it may begin on the working day after the last day of
//!   waiting. What has no lag begins on the working day after what it waits for, or, if it is an event, at its evening.
//!
//! Parts of the plan that do not wait for each other are networks of their own, each with its own end and critical
//! path. Members of a cycle of `depends_on`, and what waits for them, have no dates.

mod estimate;
mod network;
mod pert;
mod workdays;

pub use network::{Activity, NetworkEnd, Passes, Times, Wait, critical_path};
pub use pert::{Pert, probability_by, three_points};

use truenorth_core::plan::{Goal, GoalIx, Item, LinkKind, Plan};
use truenorth_core::scalar::{Date, Duration};

use crate::frozen::{Frozen, get};
use estimate::Expected;
use workdays::Workdays;

/// How long a goal takes, in working days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Length {
    /// `duration` says it.
    Written(i64),
    /// The time from `start` to `due`.
    Span(i64),
    /// It has ended.
    Over,
    /// Not known: an event on its due, or as soon as it can be.
    Missing,
}

/// When a goal can and must happen. Days are the first and last working days of the work; an event has one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dates {
    /// The earliest first day.
    pub early_start: Date,
    /// The earliest last day.
    pub early_finish: Date,
    /// The latest first day that does not move the end of its network.
    pub late_start: Date,
    /// The latest last day that does not.
    pub late_finish: Date,
    /// How long it takes.
    pub length: Length,
    /// Working days it can slip without moving the end of its network; 0 or more. `None` if it is over.
    pub total_float: Option<i64>,
    /// Working days it can slip without moving any other goal or the end of its network. `None` if it is over.
    pub free_float: Option<i64>,
    /// Whether a slip of it moves the end of its network. Never of a goal that waits for none and none for it.
    pub critical: bool,
    /// Working days it can slip until it or a goal that waits for it misses its due: the float against dues, negative
    /// if one is missed as things stand. `None` if nothing is due, and if it is over.
    pub margin: Option<i64>,
    /// The goal whose due that is.
    pub margin_of: Option<GoalIx>,
    /// Working days between its own due and its earliest finish, if that is later; else 0.
    pub late_by: i64,
    /// Its network, by position in [`Schedule::networks`].
    pub network: Option<u32>,
}

/// Goals that wait for each other, directly or by way of others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Network {
    /// The goals, in the order of the plan.
    pub goals: Vec<GoalIx>,
    /// The one that ends last: its chain is the critical path.
    pub last: GoalIx,
    /// Its last day.
    pub end: Date,
}

/// A goal of a chain, and why it does not happen earlier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChainStep {
    /// The goal.
    pub goal: GoalIx,
    /// Its earliest first day.
    pub early_start: Date,
    /// Its earliest last day.
    pub early_finish: Date,
    /// Why not earlier.
    pub cause: Cause,
}

/// What decides when a goal happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// Another goal must end first.
    After {
        /// That goal, the step before in the chain.
        goal: GoalIx,
        /// The entry of `depends_on`.
        entry: u32,
        /// Working days that its lag takes.
        wait: i64,
    },
    /// Its own `start`, or that of its `period`.
    Start(Date),
    /// Its own due: nothing says how long it takes.
    Due(Date),
    /// It was done then.
    Done(Date),
    /// It can begin, or is still open, today.
    Today,
}

/// The dates of all goals.
#[derive(Clone, Debug)]
pub struct Schedule {
    days: Workdays,
    today: Date,
    /// By goal; `None` for goals that have no place in a schedule.
    work: Vec<Option<Work>>,
    waits: Vec<DependsOn>,
    lags: Vec<i64>,
    passes: Passes,
    networks: Vec<Network>,
    expected: Option<Expected>,
}

/// What is known of the work of a goal.
#[derive(Clone, Copy, Debug)]
struct Work {
    duration: Option<Duration>,
    length: Length,
    /// Why it does not begin before its earliest start, if it waits for nothing.
    begins: Cause,
    due: Option<Date>,
}

/// A link of `depends_on` that holds something back.
#[derive(Clone, Copy, Debug)]
struct DependsOn {
    goal: GoalIx,
    first: GoalIx,
    entry: u32,
    lag: Option<Duration>,
}

impl Schedule {
    /// Computes the schedule of a plan as of a day. Linear in goals and dependencies.
    #[must_use]
    pub fn new(plan: &Plan, today: Date) -> Self {
        let days = Workdays::new(&plan.calendar);
        let waits = waits(plan, today);
        let mut linked = vec![false; plan.goals.len()];
        for goal in waits.iter().flat_map(|wait| [wait.goal, wait.first]) {
            crate::frozen::set(&mut linked, goal.0, true);
        }
        let works = plan.goals().zip(&linked).map(|((_, goal), linked)| {
            let (work, activity) = work(goal, &days, today)?;
            // Of a goal that waits for none, and none for it, something must say when it happens.
            let has_place = *linked || work.due.is_some() || work.duration.is_some() || goal.start.is_some();
            has_place.then_some((work, activity))
        });
        let (work, activities): (Vec<_>, Vec<_>) = works
            .map(|work| (work.map(|(work, _)| work), work.map_or_else(Activity::default, |(_, of)| of)))
            .unzip();
        let edges: Vec<(u32, u32)> = waits.iter().map(|wait| (wait.goal.0, wait.first.0)).collect();
        let frozen = Frozen::of_edges(plan.goals.len(), &edges);
        let mut lags = vec![0; waits.len()];
        let length =
            |goal: u32, from: i64| match get(&work, goal).flatten().and_then(|work: Work| work.duration) {
                Some(duration) => days.length(&duration, from),
                None => get(&activities, goal).map_or(0, |activity| activity.length),
            };
        let lag = |wait: u32, from: i64| Some(days.wait(&get(&waits, wait)?.lag?, from));
        let passes = network::passes(&frozen, &activities, &mut lags, length, lag);
        let expected = Expected::new(plan, &frozen, &days, &activities, &lags, &passes);
        let mut schedule = Self { days, today, work, waits, lags, passes, networks: Vec::new(), expected };
        schedule.networks = schedule.gathered();
        schedule
    }

    /// The goals of every network.
    fn gathered(&self) -> Vec<Network> {
        let ends = self.passes.networks.iter();
        let mut networks: Vec<Network> = ends
            .map(|end| Network {
                goals: Vec::new(),
                last: GoalIx(end.last),
                end: self.days.day_until(end.end),
            })
            .collect();
        for (goal, times) in (0..).zip(&self.passes.times) {
            let network = times.and_then(|times| times.network);
            if let Some(network) = network.and_then(|network| networks.get_mut(network as usize)) {
                network.goals.push(GoalIx(goal));
            }
        }
        networks
    }

    /// The dates of a goal. `None` if it was ended without a date, if nothing is known of when it happens, and if it is
    /// or waits for a member of a cycle.
    #[must_use]
    pub fn dates(&self, goal: GoalIx) -> Option<Dates> {
        let work = get(&self.work, goal.0)??;
        let times = get(&self.passes.times, goal.0)??;
        let open = work.length != Length::Over;
        let spans = times.early_finish > times.early_start;
        let first_day = |from: i64| if spans { self.days.day_from(from) } else { self.days.day_until(from) };
        let due = work.due.map(|due| self.days.evening(due));
        Some(Dates {
            early_start: first_day(times.early_start),
            early_finish: self.days.day_until(times.early_finish),
            late_start: first_day(times.late_start),
            late_finish: self.days.day_until(times.late_finish),
            length: match work.duration {
                Some(duration) => Length::Written(self.days.length(&duration, times.early_start)),
                None => work.length,
            },
            total_float: open.then(|| times.total_float()),
            free_float: open.then_some(times.free_float),
            critical: open && times.is_critical(),
            margin: times.margin.filter(|_| open),
            margin_of: times.margin_of.filter(|_| open).map(GoalIx),
            late_by: due.filter(|_| open).map_or(0, |due| times.early_finish.saturating_sub(due).max(0)),
            network: times.network,
        })
    }

    /// The chain that decides when a goal ends: what nothing else holds back first, the goal itself last. Empty for a
    /// goal without dates.
    #[must_use]
    pub fn chain(&self, goal: GoalIx) -> Vec<ChainStep> {
        let mut chain = Vec::new();
        let mut at = Some(goal);
        while let Some(step) = at.and_then(|goal| self.step(goal)) {
            chain.push(step);
            at = match step.cause {
                Cause::After { goal, .. } => Some(goal),
                _ => None,
            };
        }
        chain.reverse();
        chain
    }

    /// A goal and what decides when it happens.
    fn step(&self, goal: GoalIx) -> Option<ChainStep> {
        let dates = self.dates(goal)?;
        let times = get(&self.passes.times, goal.0)??;
        let work = get(&self.work, goal.0)??;
        let length = match dates.length {
            Length::Written(length) | Length::Span(length) => length,
            Length::Over | Length::Missing => times.early_finish.saturating_sub(times.early_start),
        };
        let decided_by = times.decided_by.and_then(|wait| Some((wait, get(&self.waits, wait)?)));
        let cause = match decided_by {
            // Its work would be over by now, but it is open.
            _ if times.early_start.saturating_add(length) < times.early_finish => Cause::Today,
            Some((wait, by)) => {
                Cause::After { goal: by.first, entry: by.entry, wait: get(&self.lags, wait).unwrap_or(0) }
            }
            None => work.begins,
        };
        Some(ChainStep { goal, early_start: dates.early_start, early_finish: dates.early_finish, cause })
    }

    /// The networks that have an end, in the order of their first goals.
    #[must_use]
    pub fn networks(&self) -> &[Network] {
        &self.networks
    }

    /// The critical path of a network: the chain of the goal that ends last.
    #[must_use]
    pub fn critical_path(&self, network: &Network) -> Vec<ChainStep> {
        self.chain(network.last)
    }

    /// The goals that will end after their due as things stand, in the order of the plan.
    pub fn late(&self) -> impl Iterator<Item = (GoalIx, Dates)> + '_ {
        let goals = (0..self.work.len()).map(GoalIx::new);
        goals.filter_map(|goal| Some((goal, self.dates(goal)?))).filter(|(_, dates)| dates.late_by > 0)
    }

    /// The goals that have no dates because they are or wait for members of a cycle, in the order of the plan.
    pub fn waiting_for_cycles(&self) -> impl Iterator<Item = GoalIx> + '_ {
        let goals = self.work.iter().zip(&self.passes.times).enumerate();
        goals
            .filter(|(_, (work, times))| work.is_some() && times.is_none())
            .map(|(goal, _)| GoalIx::new(goal))
    }

    /// The day that the schedule is made for.
    #[must_use]
    pub fn today(&self) -> Date {
        self.today
    }
}

/// The dependencies that hold something back: of open goals, on goals that are open or whose end has a date.
fn waits(plan: &Plan, today: Date) -> Vec<DependsOn> {
    let mut waits = Vec::new();
    for (goal, written) in plan.goals().filter(|(_, goal)| !goal.is_over()) {
        for link in written.links.iter().filter(|link| link.kind == LinkKind::DependsOn) {
            let Item::Goal(first) = link.to else { continue };
            let holds = |first: &Goal| !first.is_over() || first.done.is_some() && !has_begun(written, today);
            if plan.goals.get(first.at()).is_some_and(holds) {
                let entry = written.written.depends_on.get(link.entry as usize);
                waits.push(DependsOn {
                    goal,
                    first,
                    entry: link.entry,
                    lag: entry.and_then(|entry| entry.lag),
                });
            }
        }
    }
    waits
}

/// Whether the time from `start` to `due` is that of a goal, and has begun.
fn has_begun(goal: &Goal, today: Date) -> bool {
    is_span(goal) && goal.start.is_some_and(|start| start <= today)
}

/// Whether nothing but `start` and `due` says how long a goal takes.
fn is_span(goal: &Goal) -> bool {
    goal.written.duration.is_none() && goal.written.start.is_some() && goal.due.is_some()
}

/// The work of a goal, and as an activity. `None` of a goal that has ended without a date.
fn work(goal: &Goal, days: &Workdays, today: Date) -> Option<(Work, Activity)> {
    let due = goal.due;
    if goal.is_over() {
        let done = goal.done?;
        let end = days.evening(done);
        let begin = goal.start.map_or(end, |start| days.morning(start).min(end));
        let activity =
            Activity { length: end.saturating_sub(begin), not_before: Some(begin), ..Activity::default() };
        let work = Work { duration: None, length: Length::Over, begins: Cause::Done(done), due };
        return Some((work, activity));
    }
    let open = Activity {
        open_until: Some(days.evening(today)),
        due: due.map(|due| days.evening(due)),
        ..Activity::default()
    };
    let begins = goal.start.map_or(Cause::Today, Cause::Start);
    let start = days.morning(goal.start.unwrap_or(today));
    if let Some(duration) = &goal.written.duration {
        let work = Work { duration: Some(duration.likely), length: Length::Missing, begins, due };
        return Some((work, Activity { not_before: Some(start), ..open }));
    }
    if let (true, Some(first), Some(last)) = (is_span(goal), goal.start, due) {
        let length = days.evening(last).saturating_sub(days.morning(first)).max(0);
        let work = Work { duration: None, length: Length::Span(length), begins, due };
        return Some((work, Activity { length, not_before: Some(start), ..open }));
    }
    let (begins, not_before) = match due {
        Some(due) if due >= today => (Cause::Due(due), days.evening(due)),
        Some(_) => (Cause::Today, days.evening(today)),
        None => (begins, start.max(days.morning(today))),
    };
    let work = Work { duration: None, length: Length::Missing, begins, due };
    Some((work, Activity { not_before: Some(not_before), open_until: None, ..open }))
}

#[cfg(test)]
mod tests;
