//! Progress, expectation and status of every goal, from the measures up to the pillars.

use truenorth_core::measuring::{self, Window};
use truenorth_core::model::{CheckIn, Kind, Rollup, Status};
use truenorth_core::plan::{Goal, GoalIx, Plan, Up};
use truenorth_core::scalar::Date;

use crate::contribution::contribution;
use crate::graph::PlanGraph;
use crate::rollup::join;
use crate::sight::Sight;

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
    /// Where `progress` comes from.
    pub ground: Vec<Ground>,
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
}

/// What is known of one goal while its parents wait for it.
#[derive(Clone, Copy, Default)]
struct Known {
    progress: Option<f64>,
    expected: Option<f64>,
    /// Progress of the part that has an expectation, which alone can be compared with it.
    paced: Option<f64>,
}

/// Computes the figures of every goal, children before parents.
///
/// Progress: 1 if done or achieved; else the own measure; else the children's, joined by the goal's `rollup`
/// (default of the plan, default weighted mean) over those with known progress that are not dropped; else, or
/// for `rollup: manual`, that of the latest check-in; else 0 for a milestone, which is not done. A child with
/// a negative weight gives 1 - progress. Within a cycle nothing rolls up.
///
/// Status: as set by hand; else achieved if done; else from the pace of the measure; else from the pace of
/// the children, progress and expectation rolled up alike; else as the latest check-in says; else not
/// tracked.
#[must_use]
pub fn figures(plan: &Plan, graph: &PlanGraph, today: Date) -> Figures {
    let count = plan.goals.len();
    let sight = Sight::new(graph);
    let mut figures = Figures {
        progress: vec![None; count],
        raw: vec![None; count],
        expected: vec![None; count],
        ground: vec![Ground::Nothing; count],
        status: vec![Status::NotTracked; count],
        computed: vec![Status::NotTracked; count],
        by_hand: vec![false; count],
        contribution: contribution(graph),
        reaches: graph.goals().map(|goal| sight.reaches(goal)).collect(),
    };
    let mut known = vec![Known::default(); count];
    let mut children = Vec::new();
    for item in graph.parents_first().rev() {
        let Up::Goal(ix) = item else { continue };
        let Some(goal) = plan.goals.get(ix.at()) else { continue };
        children.clear();
        children.extend(
            graph
                .children(item)
                .filter(|(child, _)| !graph.in_same_cycle(item, Up::Goal(*child)))
                .filter(|(child, _)| !is_dropped(plan, *child))
                .filter_map(|(child, link)| Some((link.normalised, *known.get(child.at())?))),
        );
        figures.fill(plan, ix, goal, &children, &mut known, today);
    }
    figures
}

impl Figures {
    fn fill(
        &mut self,
        plan: &Plan,
        ix: GoalIx,
        goal: &Goal,
        children: &[(f64, Known)],
        known: &mut [Known],
        today: Date,
    ) {
        let window = Window::of_goal(plan, goal, today);
        let rollup = goal.written.rollup.or(plan.checks.rollup).unwrap_or(Rollup::WeightedMean);
        let check_in = latest_check_in(plan, goal, today);
        let raw = goal.written.measure.as_deref().and_then(|measure| measuring::progress(measure, &window));
        let (own, ground) = if is_done(goal, today) {
            (done(goal, &window), Ground::Done)
        } else if let Some(measured) = by_measure(goal, &window) {
            measured
        } else if let Some(joined) = by_children(rollup, children) {
            (joined, Ground::Children)
        } else if let Some(said) = by_check_in(goal, &window, check_in) {
            (said, Ground::CheckIn)
        } else if is_milestone(plan, goal) {
            (open(goal, today), Ground::Open)
        } else {
            (Known::default(), Ground::Nothing)
        };
        let computed = match ground {
            Ground::Done => Status::Achieved,
            Ground::Measure | Ground::Verdict => {
                (goal.written.measure.as_deref()).map_or(Status::NotTracked, |measure| {
                    measuring::status(
                        measure,
                        &window,
                        measuring::Profile::of_plan(plan),
                        goal.written.ambition.unwrap_or(truenorth_core::model::Ambition::Committed),
                    )
                })
            }
            _ => match (own.paced, own.expected) {
                (Some(progress), Some(expected)) => {
                    measuring::Profile::of_plan(plan).status(progress, expected)
                }
                _ => Status::NotTracked,
            },
        };
        let said =
            check_in.and_then(|(_, check_in)| check_in.status).filter(|_| computed == Status::NotTracked);
        let hand = goal.written.status.or(said);
        put(&mut self.progress, ix, own.progress);
        put(&mut self.raw, ix, raw);
        put(&mut self.expected, ix, own.expected);
        put(&mut self.ground, ix, ground);
        put(&mut self.status, ix, hand.unwrap_or(computed));
        put(&mut self.computed, ix, computed);
        put(&mut self.by_hand, ix, hand.is_some());
        put(known, ix, own);
    }
}

fn put<T>(list: &mut [T], goal: GoalIx, value: T) {
    if let Some(slot) = list.get_mut(goal.at()) {
        *slot = value;
    }
}

fn is_dropped(plan: &Plan, goal: GoalIx) -> bool {
    plan.goals.get(goal.at()).is_some_and(|goal| goal.written.status == Some(Status::Dropped))
}

/// Finished by today, or set to achieved. A goal given up or missed is over but not done.
fn is_done(goal: &Goal, today: Date) -> bool {
    match goal.written.status {
        Some(Status::Achieved) => true,
        Some(Status::Missed | Status::Dropped) => false,
        _ => goal.written.done.is_some_and(|done| done <= today),
    }
}

/// A goal that is done, with what its dates would have expected by today; without dates, all of it.
fn done(goal: &Goal, window: &Window<'_>) -> Known {
    let expected = elapsed(goal, window.today).unwrap_or(1.0);
    Known { progress: Some(1.0), expected: Some(expected), paced: Some(1.0) }
}

fn by_measure(goal: &Goal, window: &Window<'_>) -> Option<(Known, Ground)> {
    let measure = goal.written.measure.as_deref()?;
    if let Some(met) = measuring::verdict(measure, window) {
        let progress = Some(if met { 1.0 } else { 0.0 });
        return Some((Known { progress, expected: Some(1.0), paced: progress }, Ground::Verdict));
    }
    let progress = Some(measuring::progress(measure, window)?.clamp(0.0, 1.0));
    let expected = measuring::expected(measure, window).map(|expected| expected.clamp(0.0, 1.0));
    Some((Known { progress, expected, paced: expected.and(progress) }, Ground::Measure))
}

fn is_milestone(plan: &Plan, goal: &Goal) -> bool {
    plan.kinds.get(goal.kind.at()).is_some_and(|kind| kind.like == Kind::Milestone)
}

/// A milestone that is not done: nothing is expected until the day it is due has passed.
fn open(goal: &Goal, today: Date) -> Known {
    let expected = goal.due.map(|due| if today > due { 1.0 } else { 0.0 });
    Known { progress: Some(0.0), expected, paced: expected.and(Some(0.0)) }
}

fn by_children(rollup: Rollup, children: &[(f64, Known)]) -> Option<Known> {
    let column = |of: fn(&Known) -> Option<f64>| -> Vec<(f64, f64)> {
        children.iter().filter_map(|(share, known)| Some((*share, of(known)?))).collect()
    };
    let progress = join(rollup, &column(|known| known.progress))?;
    let expected = join(rollup, &column(|known| known.expected));
    let paced = join(rollup, &column(|known| known.paced));
    Some(Known { progress: Some(progress), expected, paced })
}

fn by_check_in(goal: &Goal, window: &Window<'_>, latest: Option<(Date, &CheckIn)>) -> Option<Known> {
    let (day, check_in) = latest?;
    // Percent counts ten thousandths of one percent.
    let progress = (check_in.progress?.ten_thousandths() as f64 / 1_000_000.0).clamp(0.0, 1.0);
    let expected = elapsed(goal, day.min(window.today));
    Some(Known { progress: Some(progress), expected, paced: expected.and(Some(progress)) })
}

/// The latest check-in of a time that has begun by today, with the last day of that time.
#[must_use]
pub fn latest_check_in<'a>(plan: &Plan, goal: &'a Goal, today: Date) -> Option<(Date, &'a CheckIn)> {
    (goal.written.check_ins.iter())
        .map(|(time, check_in)| (plan.calendar.period(time), check_in))
        .filter(|(period, _)| period.first <= today)
        .max_by_key(|(period, _)| (period.last, period.first))
        .map(|(period, check_in)| (period.last, check_in))
}

/// The share of a goal's days that has passed on a day, 0 to 1.
fn elapsed(goal: &Goal, day: Date) -> Option<f64> {
    let (start, due) = (goal.start?, goal.due?);
    if day >= due {
        return Some(1.0);
    }
    if day <= start {
        return Some(0.0);
    }
    Some(day.days_since(start) as f64 / due.days_since(start) as f64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{chain, date, goal, link, on_small_stack, plan, plan_of_links};

    fn close(left: Option<f64>, right: f64) {
        assert!(left.is_some_and(|left| (left - right).abs() < 1e-9), "{left:?} is not {right}");
    }

    /// 2027-03-31 is day 89 of the 364 from the first to the last of 2027.
    const EXPECTED: f64 = 89.0 / 364.0;

    fn figures_of(plan: &Plan) -> Figures {
        figures(plan, &PlanGraph::new(plan), date("2027-03-31"))
    }

    #[test]
    fn rolls_up_what_is_known() {
        let plan = plan(
            r#""defaults": { "period": "2027" },
            "pillars": [ { "id": "p", "title": "P" } ],
            "goals": [ { "id": "o", "title": "O", "contributes_to": "p", "key_results": [
                { "id": "a", "title": "A", "weight": 2, "measure": { "baseline": 0, "target": 100, "actuals": { "2027-03": 25 } } },
                { "id": "b", "title": "B", "measure": { "baseline": 50, "target": 40, "actuals": { "2027-03": 49 } } },
                { "id": "c", "title": "C", "measure": { "kind": "at_most", "target": 5, "actuals": { "2027-03": 4 } } },
                { "id": "d", "title": "D", "status": "dropped", "measure": { "baseline": 0, "target": 1, "actuals": { "2027-03": 0 } } },
                { "id": "e", "title": "E", "measure": { "baseline": 0, "target": 1, "actuals": { "2027-03": "not_measured" } } } ] } ]"#,
        );
        let figures = figures_of(&plan);
        let at = |id: &str| goal(&plan, id).at();
        let [p, o, a, b, c, d, e] = ["p", "o", "o/a", "o/b", "o/c", "o/d", "o/e"].map(at);
        close(figures.progress[a], 0.25);
        close(figures.progress[b], 0.1);
        close(figures.progress[c], 1.0);
        close(figures.progress[d], 0.0);
        assert_eq!(figures.progress[e], None);
        // (2 * 0.25 + 0.1 + 1) / 4: the dropped and the unknown one are not in it.
        close(figures.progress[o], 0.4);
        close(figures.expected[o], (3.0 * EXPECTED + 1.0) / 4.0);
        close(figures.progress[p], 0.4);
        let statuses = [p, o, a, b, c, d, e].map(|goal| figures.status[goal]);
        let (risk, on, off) = (Status::AtRisk, Status::OnTrack, Status::OffTrack);
        assert_eq!(statuses, [risk, risk, on, off, on, Status::Dropped, Status::NotTracked]);
        assert_eq!(figures.by_hand.iter().filter(|hand| **hand).count(), 1);
        assert_eq!(figures.computed[d], off);
        let grounds = [p, a, c, e].map(|goal| figures.ground[goal]);
        assert_eq!(grounds, [Ground::Children, Ground::Measure, Ground::Verdict, Ground::Nothing]);
        assert!(figures.reaches.iter().all(|reaches| *reaches));
        close(Some(figures.contribution[a]), 2.0 / 6.0);
    }

    #[test]
    fn what_people_say_and_what_is_done() {
        let plan = plan(
            r#""defaults": { "period": "2027" },
            "goals": [
                { "id": "done", "title": "Done", "contributes_to": "vision", "done": "2027-03-01" },
                { "id": "later", "title": "Later", "contributes_to": "vision", "done": "2027-04-01" },
                { "id": "given-up", "title": "Given up", "contributes_to": "vision", "done": "2027-03-01", "status": "missed" },
                { "id": "blocked", "title": "Blocked", "contributes_to": "vision", "status": "blocked",
                  "measure": { "baseline": 0, "target": 1, "actuals": { "2027-03": 0.9 } } },
                { "id": "said", "title": "Said", "contributes_to": "vision", "kind": "initiative",
                  "check_ins": { "2027-02-01": { "progress": "90%" }, "2027-03-31": { "progress": "20%", "status": "behind" }, "2027-05-01": { "progress": "95%" } } },
                { "id": "felt", "title": "Felt", "contributes_to": "vision", "kind": "initiative",
                  "check_ins": { "2027-03-30": { "status": "behind" } } } ]"#,
        );
        let figures = figures_of(&plan);
        let status = |id: &str| (figures.status[goal(&plan, id).at()], figures.by_hand[goal(&plan, id).at()]);
        let progress = |id: &str| figures.progress[goal(&plan, id).at()];
        assert_eq!(status("done"), (Status::Achieved, false));
        close(progress("done"), 1.0);
        assert_eq!(status("later"), (Status::NotTracked, false));
        assert_eq!((progress("given-up"), status("given-up")), (None, (Status::Missed, true)));
        assert_eq!(status("blocked"), (Status::Blocked, true));
        assert_eq!(figures.computed[goal(&plan, "blocked").at()], Status::Ahead);
        // 0.2 / (89/364) = 0.82: the numbers go before the word of the check-in.
        close(progress("said"), 0.2);
        assert_eq!(status("said"), (Status::AtRisk, false));
        assert_eq!((progress("felt"), status("felt")), (None, (Status::Behind, true)));
    }

    #[test]
    fn milestones_are_open_or_done() {
        let plan = plan(
            r#""goals": [ { "id": "i", "title": "I", "kind": "initiative", "contributes_to": "vision", "milestones": [
                { "id": "one", "title": "One", "start": "2027-01-01", "due": "2027-02-28", "done": "2027-02-20" },
                { "id": "two", "title": "Two", "due": "2027-03-30" },
                { "id": "three", "title": "Three", "due": "2027-03-31" },
                { "id": "four", "title": "Four" } ] } ]"#,
        );
        let figures = figures_of(&plan);
        let of = |id: &str| {
            let at = goal(&plan, id).at();
            (figures.progress[at], figures.expected[at], figures.status[at])
        };
        assert_eq!(of("i/one"), (Some(1.0), Some(1.0), Status::Achieved));
        assert_eq!(of("i/two"), (Some(0.0), Some(1.0), Status::OffTrack));
        assert_eq!(of("i/three"), (Some(0.0), Some(0.0), Status::Accepted), "not due yet");
        assert_eq!(of("i/four"), (Some(0.0), None, Status::NotTracked));
        // A quarter is done; of the three with a date 1/3 against 2/3 expected.
        let (progress, expected, status) = of("i");
        close(progress, 0.25);
        close(expected, 2.0 / 3.0);
        assert_eq!(status, Status::OffTrack);
    }

    #[test]
    fn rollup_of_the_goal_and_of_the_plan() {
        let plan = plan(
            r#""checks": { "rollup": "min" }, "defaults": { "period": "2027" },
            "goals": [
                { "id": "least", "title": "Least", "contributes_to": "vision" },
                { "id": "most", "title": "Most", "contributes_to": "vision", "rollup": "max" },
                { "id": "said", "title": "Said", "contributes_to": "vision", "rollup": "manual",
                  "check_ins": { "2027-03": { "progress": "70%", "note": "counted by hand" } } },
                { "id": "low", "title": "Low", "contributes_to": ["least", "most", "said"],
                  "measure": { "baseline": 0, "target": 1, "actuals": { "2027-03": -0.5 } } },
                { "id": "high", "title": "High", "contributes_to": ["least", "most", "said"],
                  "measure": { "baseline": 0, "target": 1, "actuals": { "2027-03": 1.5 } } } ]"#,
        );
        let figures = figures_of(&plan);
        let progress = |id: &str| figures.progress[goal(&plan, id).at()];
        close(progress("least"), 0.0);
        close(progress("most"), 1.0);
        close(progress("said"), 0.7);
        // Cut for the roll-up, whole in `raw`.
        close(figures.raw[goal(&plan, "low").at()], -0.5);
        close(progress("low"), 0.0);
        close(figures.raw[goal(&plan, "high").at()], 1.5);
        close(progress("high"), 1.0);
    }

    #[test]
    fn nothing_rolls_up_around_a_cycle() {
        let plan = plan(
            r#""defaults": { "period": "2027" }, "goals": [
                { "id": "a", "title": "A", "contributes_to": "b" },
                { "id": "b", "title": "B", "contributes_to": ["a", "vision"] },
                { "id": "k", "title": "K", "contributes_to": "a",
                  "measure": { "baseline": 0, "target": 1, "actuals": { "2027-03": 0.5 } } } ]"#,
        );
        let figures = figures_of(&plan);
        assert_eq!(figures.progress, [Some(0.5), None, Some(0.5)]);
        assert_eq!(figures.contribution, [0.0, 0.0, 0.0]);
        assert_eq!(figures.reaches, [true, true, true]);
    }

    #[test]
    fn a_long_chain_and_a_long_cycle() {
        const GOALS: usize = 100_000;
        let pattern = plan(r#""goals": [ { "id": "a", "title": "A", "period": "2027" } ]"#);
        let mut long = plan_of_links(&pattern, GOALS, chain(GOALS));
        let last = GoalIx::new(GOALS - 1);
        long.goals[last.at()].written.done = Some(date("2027-03-01"));
        let figures = on_small_stack(|| figures_of(&long));
        assert!(figures.progress.iter().all(|progress| *progress == Some(1.0)));
        assert_eq!(figures.status[0], Status::Ahead);
        long.goals[0].parents.push(link(Up::Goal(last)));
        let figures = on_small_stack(|| figures_of(&long));
        assert_eq!(figures.progress[0], None);
        assert!(figures.reaches.iter().all(|reaches| *reaches));
    }
}
