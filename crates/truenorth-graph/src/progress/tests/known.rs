//! How much the figures rest on: days, projections, shares that are known, what hurts.

use super::*;

fn at(plan: &Plan, id: &str) -> usize {
    goal(plan, id).at()
}

/// The number of February stays the latest, and the figures say so; the parent is as old as its oldest part.
#[test]
fn figures_say_how_old_they_are() {
    let plan = plan(
        r#""defaults": { "period": "2027" }, "goals": [
            { "id": "o", "title": "O", "contributes_to": "vision", "key_results": [
                { "id": "fresh", "title": "F", "measure": { "baseline": 0, "target": 10, "actuals": { "2027-03": 3 } } },
                { "id": "old", "title": "S", "measure": { "baseline": 0, "target": 10, "actuals": { "2027-02": 2, "2027-03": "not_measured" } } },
                { "id": "told", "title": "T", "check_ins": { "2027-03-10": { "progress": "20%" } } },
                { "id": "done", "title": "D", "done": "2027-01-20" },
                { "id": "unknown", "title": "U" } ] } ]"#,
    );
    let figures = figures_of(&plan);
    let as_of = |id: &str| figures.as_of[at(&plan, id)].map(|day| day.to_string());
    assert_eq!(as_of("o/fresh").as_deref(), Some("2027-03-31"));
    assert_eq!(as_of("o/old").as_deref(), Some("2027-02-28"));
    assert_eq!(as_of("o/told").as_deref(), Some("2027-03-10"));
    assert_eq!((as_of("o/done"), as_of("o/unknown")), (None, None));
    assert_eq!(as_of("o").as_deref(), Some("2027-02-28"));
    // 58 of 364 days had gone when it was last counted.
    close(figures.expected[at(&plan, "o/old")], 58.0 / 364.0);
}

/// A total that shall fall is projected: 18 in a quarter are 73 a year, half of the way from 93 to 53.
#[test]
fn projected_totals_are_marked_as_such() {
    let plan = plan(
        r#""defaults": { "period": "2027" }, "goals": [
            { "id": "o", "title": "O", "contributes_to": "vision", "key_results": [
                { "id": "up", "title": "U", "measure": { "baseline": 40, "target": 60, "aggregation": "sum", "actuals": { "2027-Q1": 18 } } },
                { "id": "down", "title": "D", "measure": { "baseline": 93, "target": 53, "aggregation": "sum", "actuals": { "2027-Q1": 18 } } } ] },
            { "id": "p", "title": "P", "contributes_to": "vision", "done": "2027-02-01" } ]"#,
    );
    let figures = figures_of(&plan);
    let marked = ["o", "o/up", "o/down", "p"].map(|id| figures.projected[at(&plan, id)]);
    assert_eq!(marked, [true, false, true, false]);
    close(figures.progress[at(&plan, "o/down")], 0.5);
    close(figures.expected[at(&plan, "o/down")], 1.0);
}

/// Of five key results one is known and done: 100 %, and the figures say from how much.
#[test]
fn how_much_is_known() {
    let rollup = |word: &str| {
        plan(&format!(
            r#""goals": [ {{ "id": "o", "title": "O", "contributes_to": "vision", "rollup": "{word}", "key_results": [
                {{ "id": "a", "title": "A", "weight": 2, "done": "2027-01-20" }},
                {{ "id": "b", "title": "B" }}, {{ "id": "c", "title": "C" }}, {{ "id": "d", "title": "D", "weight": 4 }},
                {{ "id": "e", "title": "E", "status": "dropped" }}, {{ "id": "f", "title": "F", "weight": 0, "done": "2027-01-20" }} ] }} ]"#
        ))
    };
    for word in ["weighted_mean", "mean", "sum", "min", "max", "all", "any"] {
        let plan = rollup(word);
        let figures = figures_of(&plan);
        let o = at(&plan, "o");
        assert_eq!(figures.progress[o], Some(1.0), "{word}");
        assert_eq!((figures.known_children[o], figures.counted_children[o]), (1, 4));
        close(figures.known_weight[o], 0.25);
        assert_eq!(figures.known_weight[at(&plan, "o/a")], None, "it has no children");
    }
    let plan = rollup("manual");
    let figures = figures_of(&plan);
    assert_eq!(figures.progress[at(&plan, "o")], None);
    close(figures.known_weight[at(&plan, "o")], 0.25);
}

#[test]
fn confidence_stands_beside_the_status() {
    let plan = plan(
        r#""goals": [ { "id": "o", "title": "O", "contributes_to": "vision", "check_ins": {
            "2027-01-10": { "confidence": "90%" }, "2027-02-10": { "confidence": "60%" },
            "2027-03-10": "a word without a number", "2027-04-10": { "confidence": "10%" } } },
            { "id": "p", "title": "P", "contributes_to": "vision" } ]"#,
    );
    assert_eq!(figures_of(&plan).confidence, [Some(0.6), None]);
}

/// Three quarters of a helping goal and one of a hurting one. All year the parent is expected to come to 3/4 of the way that
/// has gone, and one quarter that no harm is done; the expectation rises from 0.25 to 1.
#[test]
fn the_expectation_of_a_parent_never_falls() {
    let of = |rollup: &str, today: &str| {
        let measure =
            r#""measure": { "baseline": 0, "target": 1, "curve": "linear", "actuals": { "TODAY": 0.5 } }"#
                .replace("TODAY", today);
        let plan = plan(&format!(
            r#""defaults": {{ "period": "2027" }}, "goals": [
                {{ "id": "o", "title": "O", "contributes_to": "vision", "rollup": "{rollup}" }},
                {{ "id": "a", "title": "A", "contributes_to": {{ "goal": "o", "weight": 75 }}, {measure} }},
                {{ "id": "b", "title": "B", "contributes_to": {{ "goal": "o", "weight": -25 }}, {measure} }} ]"#
        ));
        let figures = figures(&plan, &PlanGraph::new(&plan), date(today));
        (figures.progress[0], figures.expected[0])
    };
    let days = ["2027-01-01", "2027-03-31", "2027-07-02", "2027-12-31"];
    for (day, gone) in days.into_iter().zip([0.0, EXPECTED, 0.5, 1.0]) {
        let (progress, expected) = of("weighted_mean", day);
        close(progress, 0.75 * 0.5 + 0.25 * 0.5);
        close(expected, 0.75 * gone + 0.25);
        let (progress, expected) = of("grl", day);
        close(progress, 0.75 * 0.5 - 0.25 * 0.5);
        close(expected, 0.75 * gone);
    }
    for rollup in ["mean", "sum", "min", "max", "all", "any"] {
        let expected = days.map(|day| of(rollup, day).1.unwrap());
        assert!(expected.is_sorted(), "{rollup}: {expected:?}");
    }
}
