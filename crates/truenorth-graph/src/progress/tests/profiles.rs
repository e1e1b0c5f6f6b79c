//! Status profiles on whole plans, with the examples that the tools publish.

use super::*;

/// Figures of a plan on the last day of 2027, when all is expected; a key result for each progress in percent.
fn year_end(profile: &str, objective: &str, parts: &[f64]) -> (Plan, Figures) {
    let results: Vec<String> = (parts.iter().enumerate())
        .map(|(number, part)| {
            format!(
                r#"{{ "id": "k{number}", "title": "K", "measure": {{ "baseline": 0, "target": 100, "actuals": {{ "2027-12-31": {part} }} }} }}"#
            )
        })
        .collect();
    let plan = plan(&format!(
        r#""checks": {{ "status_profile": "{profile}" }}, "defaults": {{ "period": "2027" }}, "goals": [
            {{ "id": "p", "title": "P", "contributes_to": "vision" }},
            {{ "id": "o", "title": "O", "contributes_to": "p", {objective} "key_results": [ {} ] }} ]"#,
        results.join(", ")
    ));
    let figures = figures(&plan, &PlanGraph::new(&plan), date("2027-12-31"));
    (plan, figures)
}

fn statuses(profile: &str, parts: &[f64]) -> Vec<Status> {
    year_end(profile, "", parts).1.status
}

#[test]
fn the_plan_chooses_the_profile() {
    use Status::{Achieved, AtRisk, Behind, OffTrack, OnTrack};
    let table = [
        ("default", [OffTrack, AtRisk, OnTrack]),
        ("viva", [Behind, Behind, OnTrack]),
        ("upraise", [AtRisk, Behind, OnTrack]),
        ("cascade", [AtRisk, Behind, Achieved]),
        ("servicenow", [OffTrack, AtRisk, OnTrack]),
        ("engagedly", [AtRisk, OnTrack, Achieved]),
        ("google", [OffTrack, AtRisk, OnTrack]),
        ("perdoo", [OffTrack, AtRisk, OnTrack]),
    ];
    for (profile, wanted) in table {
        let found = [50.0, 87.0, 100.0].map(|part| statuses(profile, &[part])[2]);
        assert_eq!(found, wanted, "{profile}");
        // With a single child the parent stands as it does, and so does the parent of that.
        for part in [50.0, 87.0, 100.0] {
            let found = statuses(profile, &[part]);
            assert!(found.iter().all(|status| *status == found[0]), "{profile} {part}: {found:?}");
        }
    }
}

/// support.perdoo.com: the objective is as weak as its weakest key result, and a progress below 0 counts as 0.
#[test]
fn the_weakest_child() {
    for profile in ["perdoo", "servicenow"] {
        let found = statuses(profile, &[100.0, 100.0, 60.0]);
        assert_eq!(found[..2], [Status::OffTrack; 2], "{profile}");
    }
    assert_eq!(statuses("default", &[100.0, 100.0, 60.0])[1], Status::AtRisk);
    let (_, figures) = year_end("perdoo", "", &[100.0, -50.0, 0.0]);
    close(figures.progress[1], 1.0 / 3.0);
    // What people set on a key result counts, and what hurts does not.
    let plan = plan(
        r#""checks": { "status_profile": "perdoo" }, "goals": [
            { "id": "o", "title": "O", "contributes_to": "vision", "key_results": [
                { "id": "a", "title": "A", "done": "2027-01-01" }, { "id": "b", "title": "B", "status": "blocked" },
                { "id": "c", "title": "C", "status": "paused" } ] },
            { "id": "q", "title": "Q", "contributes_to": "vision", "key_results": [ { "id": "a", "title": "A", "done": "2027-01-01" } ] },
            { "id": "bad", "title": "Bad", "contributes_to": { "goal": "q", "weight": -1 }, "status": "off_track" } ]"#,
    );
    let figures = figures_of(&plan);
    assert_eq!(figures.computed[goal(&plan, "o").at()], Status::OffTrack);
    assert_eq!(figures.computed[goal(&plan, "q").at()], Status::Achieved);
}

/// support.cascade.app: 50 of 55, 99 of 100, 120 of 100 (cut to 100) and 15 of 22: 89.25 %, behind. Without the rounding to
/// whole percents in between it is 89.5 %.
#[test]
fn the_mean_of_ratios() {
    let part = |id: &str, phased: u32, actual: u32| {
        format!(
            r#"{{ "id": "{id}", "title": "T", "measure": {{ "baseline": 0, "target": 110, "phased": {{ "2027-Q1": {phased} }}, "actuals": {{ "2027-03-31": {actual} }} }} }}"#
        )
    };
    let parts = [part("a", 55, 50), part("b", 100, 99), part("c", 100, 120), part("d", 22, 15)].join(", ");
    let plan = plan(&format!(
        r#""checks": {{ "status_profile": "cascade" }}, "defaults": {{ "period": "2027" }}, "goals": [
            {{ "id": "o", "title": "O", "contributes_to": "vision", "key_results": [ {parts} ] }} ]"#
    ));
    let figures = figures_of(&plan);
    let found = ["o/a", "o/b", "o/c", "o/d", "o"].map(|id| figures.status[goal(&plan, id).at()]);
    use Status::{Achieved, AtRisk, Behind, OnTrack};
    assert_eq!(found, [Behind, OnTrack, Achieved, AtRisk, Behind]);
    // Its progress is another matter: 50, 99, 110 (cut) and 15 of 110, of 277 expected; a pace of 0.99 would be on track.
    close(figures.progress[0], (50.0 + 99.0 + 110.0 + 15.0) / 440.0);
    close(figures.expected[0], (55.0 + 100.0 + 100.0 + 22.0) / 440.0);
}

/// 0.7 of an aspirational goal is enough, at each place where it can be said.
#[test]
fn ambition() {
    let objective = |word: &str| year_end("default", &format!(r#""ambition": "{word}","#), &[70.0]).1;
    let found = objective("aspirational");
    assert_eq!(found.status, [Status::OnTrack, Status::OnTrack, Status::OffTrack]);
    close(found.expected[1], 1.0);
    close(found.needed[1], 0.7);
    close(found.needed[2], 1.0);
    assert_eq!(objective("committed").status, [Status::OffTrack; 3]);
    // Said of the key result, its parents take it over; said of both it counts once.
    for word in ["committed", "aspirational"] {
        let text = r#"{ "id": "o", "title": "O", "contributes_to": "vision", "ambition": "WORD", "key_results": [
            { "id": "k", "title": "K", "ambition": "aspirational", "period": "2027",
              "measure": { "baseline": 0, "target": 10, "actuals": { "2027-12-31": 7 } } } ] }"#;
        let plan = plan(&format!(r#""goals": [ {} ]"#, text.replace("WORD", word)));
        let figures = figures(&plan, &PlanGraph::new(&plan), date("2027-12-31"));
        assert_eq!(figures.status, [Status::OnTrack; 2], "{word}");
        close(figures.needed[0], 0.7);
    }
}

/// All by GRL: the parts of `o` by the weakest, what `s` gets by weights, what limits `t`.
const GOAL_MODEL: &str = r#""checks": { "rollup": "grl", "grl_tolerance": "10%" }, "defaults": { "period": "2027" },
    "teams": [ { "id": "yard", "title": "Yard" } ],
    "goals": [
        { "id": "t", "title": "T", "contributes_to": { "goal": "vision", "weight": 100 }, "depends_on": ["r"], "team": "yard" },
        { "id": "s", "title": "S", "contributes_to": { "goal": "t", "weight": 100 }, "conflicts_with": "o" },
        { "id": "o", "title": "O", "contributes_to": { "goal": "s", "weight": 75 } },
        { "id": "any", "title": "Any", "contributes_to": { "goal": "s", "weight": 75 }, "decomposition": "any" },
        { "id": "a", "title": "A", "contributes_to": ["o", "any"], "done": "2027-01-01" },
        { "id": "b", "title": "B", "contributes_to": ["o", "any"], "check_ins": { "2027-03-31": { "progress": "80%" } } },
        { "id": "bad", "title": "Bad", "contributes_to": { "goal": "s", "weight": -10 }, "team": "yard",
          "measure": { "baseline": 2000, "target": 2000, "threshold": 1000, "worst": 500, "actuals": { "2027-03-31": 750 } } },
        { "id": "r", "title": "R", "contributes_to": { "goal": "vision", "weight": 0 }, "team": "yard",
          "check_ins": { "2027-03-31": { "progress": "65%" } } } ]"#;

#[test]
fn goals_by_grl() {
    let plan = plan(GOAL_MODEL);
    let graph = PlanGraph::new(&plan);
    let figures = figures_of(&plan);
    let satisfaction = |id: &str| figures.satisfaction(goal(&plan, id));
    close(satisfaction("o"), 80.0);
    close(satisfaction("any"), 100.0);
    // Half way between threshold and worst, so -50: what hurts is itself denied and so helps a little.
    close(satisfaction("bad"), -50.0);
    // 75 % of 80 and of 100 and 10 % of 50 are 140; more than 90 needs one that is enough alone.
    close(satisfaction("s"), 90.0);
    // It depends on `r`, of which 65 are had.
    close(satisfaction("t"), 65.0);
    close(figures.progress[goal(&plan, "t").at()], 0.65);
    assert_eq!(figures.ground[goal(&plan, "t").at()], Ground::Children);
    // The same as one whole model, the vision by its only contribution with a weight.
    let model = crate::grl::of_plan(&plan, &graph, &figures);
    let found = crate::grl::propagate(&model);
    for (ix, goal) in plan.goals() {
        let (one, other) = (found.elements[ix.at()], figures.satisfaction(ix));
        assert_eq!(one.is_some(), other.is_some(), "{}", goal.id());
        close(one, other.unwrap());
    }
    close(found.elements[plan.goals.len()], 65.0);
    assert_eq!(found.conflicts, [(goal(&plan, "s").at(), goal(&plan, "o").at())]);
    // The yard has `t`, all of the vision, and `bad`, 1/16 of that; `r` counts nothing in it.
    close(found.actors[0], (65.0 - 50.0 * 0.0625) / 1.0625);
}

/// Goals that depend on what contributes to them are not limited by it, in whatever order they stand.
#[test]
fn a_dependency_in_a_circle_is_left_out() {
    for (first, second) in [("o", "k"), ("k", "o")] {
        let goals = |id: &str| match id {
            "o" => {
                r#"{ "id": "o", "title": "O", "contributes_to": "vision", "rollup": "grl", "depends_on": ["x"] }"#
            }
            _ => r#"{ "id": "k", "title": "K", "contributes_to": "o", "done": "2027-01-01" }"#,
        };
        let plan = plan(&format!(
            r#""goals": [ {}, {},
                {{ "id": "x", "title": "X", "contributes_to": "vision", "rollup": "grl", "depends_on": ["o"] }},
                {{ "id": "y", "title": "Y", "contributes_to": "x", "check_ins": {{ "2027-03-31": {{ "progress": "20%" }} }} }} ]"#,
            goals(first),
            goals(second)
        ));
        let figures = figures_of(&plan);
        close(figures.progress[goal(&plan, "o").at()], 1.0);
        close(figures.progress[goal(&plan, "x").at()], 0.2);
    }
}
