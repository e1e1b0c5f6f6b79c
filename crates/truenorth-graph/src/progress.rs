//! Progress, expectation and status of every goal, from the measures up to the pillars.

use truenorth_core::measuring::profile::Parents;
use truenorth_core::measuring::{self, Profile, Window};
use truenorth_core::model::{Ambition, CheckIn, Rollup, Status};
use truenorth_core::plan::{Goal, GoalIx, Plan, Up};
use truenorth_core::scalar::{Date, Period, Time};

use crate::contribution::contribution;
use crate::graph::PlanGraph;
use crate::grl::{LinkKind, dependencies, kind_of, tolerance};
use crate::rollup::rollup_of;
use crate::sight::reaches;
use crate::standing::{Child, Join, Known, Standing, status};
pub(crate) use order::Order;

mod order;
mod own;

/// Where the progress of a goal comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ground {
    /// Nothing is known.
    Nothing,
    /// It is done or set to achieved: 1.
    Done,
    /// Its own measure, cut to 0..1.
    Measure,
    /// Its own measure's verdict: 1 if met, else 0.
    Verdict,
    /// A milestone without a measure that is not done: 0.
    Open,
    /// Its children.
    Children,
    /// The latest check-in.
    CheckIn,
}

/// What is known of every goal; each list is by goal.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Figures {
    /// Progress, 0 to 1, as it rolls up.
    pub progress: Vec<Option<f64>>,
    /// Progress of the goal's own measure as it is: below 0 and above 1 too.
    pub raw: Vec<Option<f64>>,
    /// Progress expected at the date of the numbers that `progress` rests on, 0 to 1.
    pub expected: Vec<Option<f64>>,
    /// Progress needed at that date, which the status is held against: what is expected, or 0.7 of it for an
    /// aspirational goal.
    pub needed: Vec<Option<f64>>,
    /// The day that `progress` and `expected` speak of: that of the latest number or check-in, or the oldest of
    /// those of the children. `None` where nothing is known, and where no day makes it older, as when it is done.
    pub as_of: Vec<Option<Date>>,
    /// Whether `progress` rests on a total that was projected to the end of its period; then so does `expected`.
    pub projected: Vec<bool>,
    /// Belief of the people that the goal will be met, 0 to 1: that of the latest check-in which gives one.
    pub confidence: Vec<Option<f64>>,
    /// Where `progress` comes from.
    pub ground: Vec<Ground>,
    /// How many children count in the goal: those that are not dropped, have a weight other than 0 and are not in a
    /// cycle with it.
    pub counted_children: Vec<u32>,
    /// How many of these have a progress.
    pub known_children: Vec<u32>,
    /// The share of the weight of the children that count which those with a progress have, 0 to 1. `None` without
    /// children that count.
    pub known_weight: Vec<Option<f64>>,
    /// How the goal stands.
    pub status: Vec<Status>,
    /// The status that the numbers alone give, whatever is set by hand.
    pub computed: Vec<Status>,
    /// Whether `status` is set by people, on the goal or, where nothing can be computed, in a check-in.
    pub by_hand: Vec<bool>,
    /// Contribution to the vision; see [`contribution`].
    pub contribution: Vec<f64>,
    /// Whether the goal reaches the vision.
    pub reaches: Vec<bool>,
    /// How the vision stands: what contributes to it, joined as `checks.rollup` says.
    pub vision: Whole,
    /// Satisfactions that are not 100 times the progress, each with what is expected of it, in order of the goals.
    satisfactions: Vec<(GoalIx, f64, Option<f64>)>,
}

/// What is known of the vision.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Whole {
    /// Progress, 0 to 1.
    pub progress: Option<f64>,
    /// Progress expected, 0 to 1.
    pub expected: Option<f64>,
    /// The oldest day that the numbers speak of.
    pub as_of: Option<Date>,
    /// The share of the vision, by contribution, that hangs on goals without children that have a progress, 0 to 1: how
    /// much of the work is known, however many levels below.
    pub known_weight: Option<f64>,
}

impl Figures {
    /// Satisfaction of a goal in the sense of ITU-T Z.151, -100 to 100: that of its measure where `threshold` and
    /// `worst` are written, that of its children where they are joined by `grl`, else 100 times its progress.
    #[must_use]
    pub fn satisfaction(&self, goal: GoalIx) -> Option<f64> {
        match self.own_satisfaction(goal) {
            Some((value, _)) => Some(value),
            None => self.progress.get(goal.at()).copied().flatten().map(|part| part * 100.0),
        }
    }

    /// The satisfaction expected by the day of the present one, -100 to 100; `None` if nothing is expected.
    #[must_use]
    pub fn expected_satisfaction(&self, goal: GoalIx) -> Option<f64> {
        match self.own_satisfaction(goal) {
            Some((_, expected)) => expected,
            None => self.expected.get(goal.at()).copied().flatten().map(|part| part * 100.0),
        }
    }

    /// A satisfaction that is not 100 times the progress, with what is expected of it.
    pub(crate) fn own_satisfaction(&self, goal: GoalIx) -> Option<(f64, Option<f64>)> {
        let position = self.satisfactions.binary_search_by_key(&goal, |(goal, ..)| *goal).ok()?;
        self.satisfactions.get(position).map(|(_, value, expected)| (*value, *expected))
    }
}

/// Computes the figures of every goal, children before parents.
///
/// Progress: 1 if done or achieved; else the own measure; else the children's, joined by the goal's `rollup`
/// (default of the plan, default weighted mean) over those with known progress that are not dropped; else, or
/// for `rollup: manual`, that of the latest check-in; else 0 for a milestone, which is not done. A child with
/// a negative weight gives 1 - progress, and is expected to do no harm. Within a cycle nothing rolls up.
///
/// Status: as set by hand; else achieved if done; else from the pace of the measure; else from the children as
/// the plan's status profile says; else as the latest check-in says; else not tracked.
#[must_use]
pub fn figures(plan: &Plan, graph: &PlanGraph, today: Date) -> Figures {
    evaluate(plan, graph, today, None)
}

/// What is called with every goal that has children that count, once what is known of them is.
pub(crate) type Seen<'a> = &'a mut dyn FnMut(GoalIx, &[Child], &Join<'_>);

/// The same with somebody who looks on.
pub(crate) fn evaluate(plan: &Plan, graph: &PlanGraph, today: Date, mut seen: Option<Seen<'_>>) -> Figures {
    let mut figures = Figures::of(plan.goals.len());
    figures.contribution = contribution(graph);
    figures.reaches = reaches(graph);
    let dropped: Vec<bool> = plan.goals.iter().map(|goal| goal.status == Some(Status::Dropped)).collect();
    let ratios = Profile::of_plan(plan).parents == Parents::MeanRatio;
    let mut known = vec![Known::default(); plan.goals.len()];
    let mut children = Vec::new();
    let mut limits: Vec<Standing> = Vec::new();
    let order = Order::new(plan, graph);
    for ix in order.children_first.iter().copied() {
        let Some(goal) = plan.goals.get(ix.at()) else { continue };
        let rollup = rollup_of(plan, ix);
        children.clear();
        let kinds = rollup == Rollup::Grl || seen.is_some();
        children.extend(children_that_count(plan, graph, &dropped, Up::Goal(ix), kinds));
        limits.clear();
        if rollup == Rollup::Grl {
            let on = dependencies(plan, goal).filter(|on| !order.are_together(*on, ix));
            limits.extend(on.filter_map(|on| Some(known.get(on.at())?.satisfaction())));
        }
        let join = Join {
            rollup,
            ambition: own::ambition(goal),
            decomposition: goal.written.decomposition,
            tolerance: tolerance(plan),
            dependencies: &limits,
            ratios,
            known: &known,
        };
        let window = Window::of_goal(plan, goal, today);
        let found = figures.fill(plan, ix, goal, &window, &children, &join);
        if let Some(seen) = seen.as_mut().filter(|_| !children.is_empty()) {
            seen(ix, &children, &join);
        }
        put(&mut known, ix, found);
    }
    figures.satisfactions.sort_by_key(|(goal, ..)| *goal);
    children.clear();
    children.extend(children_that_count(plan, graph, &dropped, Up::Vision, true));
    figures.vision = vision(plan, &children, &known);
    figures.vision.known_weight = known_work(graph, &figures);
    figures
}

/// What follows for the vision from what contributes to it.
fn vision(plan: &Plan, children: &[Child], known: &[Known]) -> Whole {
    let join = Join {
        rollup: plan.checks.rollup.unwrap_or(Rollup::WeightedMean),
        ambition: Ambition::Committed,
        decomposition: None,
        tolerance: tolerance(plan),
        dependencies: &[],
        // The vision has no status.
        ratios: false,
        known,
    };
    let joined = join.join(children).unwrap_or_default();
    Whole {
        progress: joined.progress.value,
        expected: joined.progress.expected,
        as_of: joined.as_of,
        known_weight: None,
    }
}

/// The share of the contribution of all goals without children that belongs to those with a progress.
fn known_work(graph: &PlanGraph, figures: &Figures) -> Option<f64> {
    let (mut known, mut whole) = (0.0, 0.0);
    for goal in graph.goals().filter(|goal| graph.children(Up::Goal(*goal)).next().is_none()) {
        let size = figures.contribution.get(goal.at()).map_or(0.0, |value| value.abs());
        whole += size;
        if figures.progress.get(goal.at()).is_some_and(Option::is_some) {
            known += size;
        }
    }
    (whole > 0.0).then(|| (known / whole).min(1.0))
}

/// How many of the children have a progress, and which share of their weight.
fn how_much(children: &[Child], known: &[Known]) -> (usize, Option<f64>) {
    let has = |child: &&Child| known.get(child.goal.at()).is_some_and(|known| known.progress.value.is_some());
    let weight =
        |children: &mut dyn Iterator<Item = &Child>| children.map(|child| child.share.abs()).sum::<f64>();
    let whole = weight(&mut children.iter());
    let count = children.iter().filter(has).count();
    let share = match count {
        all if all == children.len() => 1.0,
        _ => weight(&mut children.iter().filter(has)) / whole,
    };
    (count, (whole > 0.0).then_some(share))
}

/// The children that count in a goal, in the order of the plan. The kinds of their links matter to `grl` alone, and
/// are only looked up if they do.
fn children_that_count<'a>(
    plan: &'a Plan,
    graph: &'a PlanGraph,
    dropped: &'a [bool],
    parent: Up,
    kinds: bool,
) -> impl Iterator<Item = Child> + 'a {
    let links = graph.children(parent);
    links.filter_map(move |(child, link)| {
        let counts = link.normalised.abs() > 0.0
            && dropped.get(child.at()) == Some(&false)
            && !graph.in_same_cycle(parent, Up::Goal(child));
        let kind = match plan.goals.get(child.at()).filter(|_| kinds && counts) {
            Some(written) => kind_of(written, link.entry, link.weight),
            None => LinkKind::Decomposition,
        };
        counts.then_some(Child { share: link.normalised, kind, goal: child })
    })
}

impl Figures {
    /// Figures of so many goals of which nothing is known.
    fn of(count: usize) -> Self {
        Self {
            progress: vec![None; count],
            raw: vec![None; count],
            expected: vec![None; count],
            needed: vec![None; count],
            as_of: vec![None; count],
            projected: vec![false; count],
            confidence: vec![None; count],
            ground: vec![Ground::Nothing; count],
            counted_children: vec![0; count],
            known_children: vec![0; count],
            known_weight: vec![None; count],
            status: vec![Status::NotTracked; count],
            computed: vec![Status::NotTracked; count],
            by_hand: vec![false; count],
            ..Self::default()
        }
    }

    fn fill(
        &mut self,
        plan: &Plan,
        ix: GoalIx,
        goal: &Goal,
        window: &Window<'_>,
        children: &[Child],
        join: &Join<'_>,
    ) -> Known {
        let profile = Profile::of_plan(plan);
        let check_in = latest_check_in(plan, goal, window.today);
        let reading =
            goal.written.measure.as_deref().map(|measure| (measure, measuring::read(measure, window)));
        let raw = reading.and_then(|(_, reading)| reading.progress);
        let joined = || {
            let mut joined = join.join(children)?;
            joined.status = status(profile, &joined, children, join.known);
            Some(joined)
        };
        let (mut own, ground) = if let Some(done) = own::done(goal, window) {
            (done, Ground::Done)
        } else if let Some(measured) = own::measured(goal, window, profile, reading) {
            measured
        } else if let Some(joined) = joined() {
            (joined, Ground::Children)
        } else if let Some(said) = own::told(goal, window, check_in, profile) {
            (said, Ground::CheckIn)
        } else if let Some(open) = own::open(plan, goal, window.today, profile) {
            (open, Ground::Open)
        } else {
            (Known::default(), Ground::Nothing)
        };
        let computed = own.status;
        let said =
            check_in.and_then(|(_, check_in)| check_in.status).filter(|_| computed == Status::NotTracked);
        let hand = goal.status.or(said);
        own.status = hand.unwrap_or(computed);
        put(&mut self.progress, ix, own.progress.value);
        put(&mut self.raw, ix, raw);
        put(&mut self.expected, ix, own.progress.expected);
        put(&mut self.needed, ix, own.progress.needed);
        put(&mut self.as_of, ix, own.as_of);
        put(&mut self.projected, ix, own.projected);
        put(&mut self.confidence, ix, confidence(plan, goal, window.today));
        put(&mut self.ground, ix, ground);
        put(&mut self.status, ix, own.status);
        put(&mut self.computed, ix, computed);
        put(&mut self.by_hand, ix, hand.is_some());
        if let Some(satisfaction) = own.satisfaction.as_deref()
            && let Some(value) = satisfaction.value
        {
            self.satisfactions.push((ix, value, satisfaction.expected));
        }
        self.count(ix, children, join.known);
        own
    }

    /// How much of the children is known.
    fn count(&mut self, ix: GoalIx, children: &[Child], known: &[Known]) {
        let (count, share) = how_much(children, known);
        put(&mut self.counted_children, ix, u32::try_from(children.len()).unwrap_or(u32::MAX));
        put(&mut self.known_children, ix, u32::try_from(count).unwrap_or(u32::MAX));
        put(&mut self.known_weight, ix, share);
    }
}

fn put<T>(list: &mut [T], goal: GoalIx, value: T) {
    if let Some(slot) = list.get_mut(goal.at()) {
        *slot = value;
    }
}

/// The latest check-in of a time that has begun by today, with the last day of that time.
#[must_use]
pub fn latest_check_in<'a>(plan: &Plan, goal: &'a Goal, today: Date) -> Option<(Date, &'a CheckIn)> {
    latest(plan, goal, today, |_| true).map(|(_, period, check_in)| (period.last, check_in))
}

/// What people last said of their belief; a check-in that does not speak of it takes nothing back.
fn confidence(plan: &Plan, goal: &Goal, today: Date) -> Option<f64> {
    let (.., check_in) = latest(plan, goal, today, |check_in| check_in.confidence.is_some())?;
    check_in.confidence.map(|confidence| confidence.fraction().clamp(0.0, 1.0))
}

/// The latest such check-in of a time that has begun by today.
pub(crate) fn latest<'a>(
    plan: &Plan,
    goal: &'a Goal,
    today: Date,
    which: fn(&CheckIn) -> bool,
) -> Option<(&'a Time, Period, &'a CheckIn)> {
    (goal.written.check_ins.iter())
        .filter(|(_, check_in)| which(check_in))
        .map(|(time, check_in)| (time, plan.calendar.period(time), check_in))
        .filter(|(_, period, _)| period.first <= today)
        .max_by_key(|(_, period, _)| (period.last, period.first))
}

#[cfg(test)]
mod tests;
