//! Figures of small plans, worked out by hand.

use super::*;
use crate::testing::{chain, date, goal, link, on_small_stack, plan, plan_of_links};

mod known;
mod profiles;
mod properties;

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
    long.goals[last.at()].done = Some(date("2027-03-01"));
    let figures = on_small_stack(|| figures_of(&long));
    assert!(figures.progress.iter().all(|progress| *progress == Some(1.0)));
    assert_eq!(figures.status[0], Status::Ahead);
    long.goals[0].parents.push(link(Up::Goal(last)));
    let figures = on_small_stack(|| figures_of(&long));
    assert_eq!(figures.progress[0], None);
    assert!(figures.reaches.iter().all(|reaches| *reaches));
}
