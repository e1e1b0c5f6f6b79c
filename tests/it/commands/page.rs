//! `truenorth page`

use crate::run::{plan, root, sample, truenorth};

#[test]
fn of_a_team_a_person_and_a_role() {
    let page = |id: &str| truenorth(&["page", id]).at(&sample("aurora")).exits(0);
    page("operations")
        .says("# Your work and the vision: Operations Control\n")
        .says("- **Nine trains in ten arrive on time**: It is 22 % of _Trains you can set your watch by_")
        // A part of another goal of theirs stands below it, with its part alone.
        .says("\n  - **At most 1.2 % of trains cancelled**: 33 % of it.")
        .says("## What others ask of you")
        .says("## What pays for it");
    page("head-of-operations").says("**50 % of the vision** runs through the 4 goals");
    page("p-semaphore").says("# Your work and the vision: Lyra Semaphore");
}

#[test]
fn for_another_team_and_for_a_stakeholder() {
    let page = |args: &[&str]| truenorth(&[&["page"], args].concat()).at(&sample("aurora")).exits(0);
    page(&["track", "--for", "rolling-stock"])
        .says("# Why the work of Track &amp; Signalling matters to Rolling Stock\n")
        .says("| First battery train carries passengers | 2027-11-30 | Charger at Lakehead passes its load test |")
        .says("| the vision | 24 % | 15 % |");
    page(&["region"]).says("# Why this matters to you: ").says("**The region signs the service contract");
    page(&["region", "--scenario", "region-freezes-payment"]).says(", if: ");
}

/// By hand: `a` is three quarters of the vision, `k` half of `a`, and `b` works against `a` with a weight of 1 in 2.
#[test]
fn words_of_a_small_plan() {
    let small = plan(&[(
        "truenorth.json",
        root(
            r#""teams": [ { "id": "t", "title": "Tea <b>kitchen</b>" }, { "id": "u", "title": "U" } ],
            "goals": [
                { "id": "a", "title": "A", "contributes_to": { "goal": "vision", "weight": 3 }, "owner": "organization", "due": "2027-06-30" },
                { "id": "c", "title": "C", "contributes_to": { "goal": "vision", "weight": 1 }, "owner": "organization", "due": "2027-06-30" },
                { "id": "k", "title": "K", "kind": "key_result", "contributes_to": "a", "owner": "t", "due": "2027-03-31",
                  "measure": { "baseline": 0, "target": 4, "actuals": { "2027-01": 1 } } },
                { "id": "b", "title": "B", "kind": "initiative", "contributes_to": { "goal": "a", "weight": -1 }, "owner": "t", "due": "2027-06-30" },
                { "id": "lost", "title": "Lost", "kind": "initiative", "owner": "t", "due": "2027-06-30" } ]"#,
        ),
    )]);
    let page = |id: &str| truenorth(&["page", id]).at(&small).exits(0);
    page("t")
        .says("# Your work and the vision: Tea &lt;b&gt;kitchen&lt;/b&gt;\n")
        .says("- **K**: It is 50 % of _A_, and that is 75 % of the vision: 38 % of the vision in all. ")
        .says("- **B**: It works against _A_, of which it counts 50 %, and that is 75 % of the vision")
        .says("- **Lost**: It does not reach the vision: what it is for is not written.")
        .says("| 2027-03-31 | K |");
    page("u").says("No open goal of this plan is yours.");
}

#[test]
fn what_has_no_page() {
    let run = |args: &[&str]| truenorth(&[&["page"], args].concat()).at(&sample("aurora")).exits(2);
    run(&["punctuality"])
        .warns("`punctuality` (Objective) has no such page")
        .warns("`truenorth trace` shows why a goal matters");
    run(&["operation"]).warns("did you mean `operations`?");
    run(&["operations", "--for", "region"]).warns("name two teams, people or roles");
}
