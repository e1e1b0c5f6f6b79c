//! `--scenario ID`, and other plans that stand beside this one.

use std::fs;

use crate::run::{check_json, goal, plan, root, sample, truenorth};

/// A plan in which the scenario `late` moves a milestone past its goal's last day.
fn with_scenario(set: &str) -> tempfile::TempDir {
    let goals = goal(
        "rooms",
        "Two reading rooms",
        r#", "milestones": [
            { "id": "painted", "title": "Walls painted", "owner": "organization",
              "due": "2027-03-31" } ]"#,
    );
    let scenarios = format!(
        r#""scenarios": [ {{ "id": "late", "title": "The painters come in autumn", "probability": "20%", "set": [ {set} ] }} ]"#
    );
    plan(&[("truenorth.json", root(&format!("\"goals\": [{goals}],\n{scenarios}")))])
}

const MOVED: &str = r#"{ "item": "rooms/painted", "field": "due", "value": "2029-03-31" }"#;

#[test]
fn a_scenario_is_the_plan_with_some_fields_replaced_under_the_same_checks() {
    let plan = with_scenario(MOVED);
    truenorth(&["check"]).at(&plan).exits(0);
    let done = truenorth(&["check", "--scenario", "late", "--format", "json"]).at(&plan).exits(1).json();
    assert_eq!(done["scenario"], "late");
    let finding = &done["findings"][0];
    assert_eq!(finding["name"], "due-after-parent", "{finding:#}");
    let text = fs::read_to_string(plan.path().join("truenorth.json")).unwrap();
    let line = text.lines().position(|line| line.contains("\"due\": \"2027-03-31\"")).unwrap() + 1;
    assert_eq!(finding["place"]["line"], line, "the line of the field that the scenario replaces");
    truenorth(&["check", "--scenario", "late"])
        .at(&plan)
        .exits(1)
        .says("in 1 file under the scenario `late`");
}

#[test]
fn build_says_which_scenario_it_is_of() {
    let plan = with_scenario(MOVED);
    truenorth(&["build", "--out", "out", "--scenario", "late"]).at(&plan).exits(0);
    let read = |name: &str| fs::read_to_string(plan.path().join("out").join(name)).unwrap();
    let built: serde_json::Value = serde_json::from_str(&read("plan.json")).unwrap();
    assert_eq!(built["built"]["scenario"], "late");
    let painted = built["goals"].as_array().unwrap().iter().find(|goal| goal["id"] == "rooms/painted");
    assert_eq!(painted.unwrap()["due"], "2029-03-31");
    assert!(read("summary.md").contains("under the scenario: The painters come in autumn"));
    truenorth(&["explain", "rooms/painted", "--scenario", "late"]).at(&plan).exits(0).says("2029-03-31");
    truenorth(&["render", "alignment-map", "-o", "map.svg", "--scenario", "late"]).at(&plan).exits(0);
}

#[test]
fn a_scenario_that_is_not_there_is_named_with_those_that_are() {
    let plan = with_scenario(MOVED);
    let done = truenorth(&["check", "--scenario", "lat"]).at(&plan).exits(2);
    assert_eq!(done.stderr, "error: the plan has no scenario `lat`\nhelp: did you mean `late`?\n");
    truenorth(&["check", "--scenario", "x\u{1b}[31m"]).at(&plan).exits(2).warns("the plan has `late`");
}

#[test]
fn settings_that_do_not_apply_are_found_without_running_the_scenario() {
    for (set, name, words) in [
        (
            r#"{ "item": "room", "field": "due", "value": "2028" }"#,
            "unknown-reference",
            "did you mean `rooms`?",
        ),
        (
            r#"{ "item": "rooms", "field": "deu", "value": "2028" }"#,
            "scenario-does-not-apply",
            "did you mean `due`?",
        ),
        (r#"{ "item": "rooms", "field": "due", "value": 2028 }"#, "scenario-does-not-apply", "\"2028\""),
        (
            r#"{ "item": "rooms", "field": "milestones.painted", "value": 1 }"#,
            "scenario-does-not-apply",
            "list",
        ),
        (r#"{ "item": "rooms", "field": "", "value": 1 }"#, "scenario-does-not-apply", "`` of `rooms`"),
    ] {
        let plan = with_scenario(set);
        let done = check_json(&plan).json();
        let finding = &done["findings"][0];
        if name == "scenario-does-not-apply" {
            truenorth(&["check", "--scenario", "late"]).at(&plan).exits(1).says("error[REF010]");
        }
        assert_eq!(finding["name"], name, "{set}: {finding:#}");
        assert!(finding.to_string().contains(&words.replace('"', "\\\"")), "{set}: {finding:#}");
    }
}

/// The plan of a city in one directory of a library's plan.
fn with_city(reference: &str, version: &str) -> tempfile::TempDir {
    let city =
        plan(&[("truenorth.json", root(&format!("\"goals\": [{}]", goal("reading", "All read", ""))))]);
    truenorth(&["build", "--out", "out"]).at(&city).exits(0);
    let built = fs::read_to_string(city.path().join("out/plan.json")).unwrap();
    let own = goal("rooms", "Two reading rooms", &format!(", \"supports\": \"{reference}\""));
    plan(&[
        (
            "truenorth.json",
            root(&format!(
                r#""include": ["**/*.json"], "plans": {{ "city": {{ {version} "file": "./city.json" }} }}, "goals": [{own}]"#
            )),
        ),
        ("city.json", built),
        ("teams/more.json", "{}".to_owned()),
    ])
}

#[test]
fn references_into_another_plan_are_followed_where_it_is_here() {
    truenorth(&["check"]).at(&with_city("city:reading", "")).exits(0).says("no findings in 2 files");
    let done = check_json(&with_city("city:readin", r#""version": "2026-05","#)).json();
    let finding = &done["findings"][0];
    assert_eq!(finding["name"], "unknown-in-other-plan");
    assert_eq!(finding["message"], "nothing in the plan `city`, version 2026-05, has the id `readin`");
    assert_eq!(finding["help"], "did you mean `city:reading`?");
    assert_eq!(finding["other_places"][0]["label"], "that plan is read from ./city.json");
}

#[test]
fn another_plan_that_cannot_be_read_is_a_finding_and_references_are_counted() {
    let plan = with_city("city:readin", "");
    for damage in ["", "[]", "{ \"truenorth\": 999 }", "{ \"truenorth\": 1 "] {
        fs::write(plan.path().join("city.json"), damage).unwrap();
        let done = check_json(&plan).json();
        assert_eq!(done["findings"][0]["name"], "unreadable-other-plan", "{damage}");
        assert_eq!(done["findings"].as_array().unwrap().len(), 1, "{damage}");
    }
    fs::remove_file(plan.path().join("city.json")).unwrap();
    assert_eq!(check_json(&plan).json()["findings"][0]["name"], "unreadable-other-plan");
    let text = fs::read_to_string(plan.path().join("truenorth.json")).unwrap();
    for outside in ["../city.json", "/etc/passwd", "c:\\city.json"] {
        let there = text.replace("./city.json", &outside.replace('\\', "\\\\"));
        fs::write(plan.path().join("truenorth.json"), there).unwrap();
        let done = check_json(&plan).json();
        assert_eq!(done["findings"][0]["name"], "unreadable-other-plan", "{outside}");
    }
    fs::write(
        plan.path().join("truenorth.json"),
        text.replace(r#""file": "./city.json""#, r#""title": "City""#),
    )
    .unwrap();
    truenorth(&["build", "--out", "out"]).at(&plan).exits(0);
    let summary = fs::read_to_string(plan.path().join("out/summary.md")).unwrap();
    assert!(summary.contains("- 1 reference leads into other plans that are not here"), "{summary}");
}

#[test]
fn the_scenarios_of_aurora_are_clean() {
    let listed = fs::read_to_string(sample("aurora").join("scenarios.json")).unwrap();
    let listed: serde_json::Value = serde_json::from_str(&listed).unwrap();
    let scenarios = listed["scenarios"].as_array().unwrap();
    assert!(scenarios.len() >= 2);
    for scenario in scenarios {
        let id = scenario["id"].as_str().unwrap();
        truenorth(&["check", "--scenario", id]).at(&sample("aurora")).exits(0).says("no findings");
    }
}
