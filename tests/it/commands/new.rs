//! `truenorth new`

use std::fs;

use crate::run::{check_json, copy, files, plan, root, sample, truenorth};

fn aurora() -> tempfile::TempDir {
    let tree = tempfile::tempdir().unwrap();
    copy(&sample("aurora"), tree.path());
    tree
}

fn new(tree: &tempfile::TempDir, args: &[&str], code: i32) -> crate::run::Done {
    let before = files(tree.path());
    let done = truenorth(&[&["new"], args].concat()).at(tree).exits(code);
    if code != 0 {
        assert_eq!(files(tree.path()), before, "{done}");
    }
    done
}

fn read(tree: &tempfile::TempDir, name: &str) -> String {
    fs::read_to_string(tree.path().join(name)).unwrap()
}

/// No finding of the plan is an error.
fn has_no_errors(tree: &tempfile::TempDir) {
    let done = check_json(tree.path());
    let findings = done.json()["findings"].as_array().unwrap().clone();
    assert!(findings.iter().all(|finding| finding["level"] != "error"), "{done}");
}

#[test]
fn a_goal_goes_where_its_neighbours_are() {
    let tree = aurora();
    let quiet = [
        "goal",
        "quiet-cabs",
        "--title",
        "Cabs below \"75\" decibels",
        "--parent",
        "fleet-health",
        "--due",
        "2027-Q4",
    ];
    new(&tree, &quiet, 0).says("teams/rolling-stock.json:").says("added `quiet-cabs`");
    let text = read(&tree, "teams/rolling-stock.json");
    let expected = ",\n    {\n      \"id\": \"quiet-cabs\",\n      \"title\": \"Cabs below \\\"75\\\" decibels\",\n      \
                    \"contributes_to\": \"fleet-health\",\n      \"due\": \"2027-Q4\"\n    }\n  ]\n}\n";
    assert!(text.ends_with(expected), "{text}");
    new(&tree, &["goal", "punctuality/night", "--title", "Night trains on time"], 0)
        .says("teams/operations.json:")
        .says("next:  write its unit, baseline");
    let nested = ["goal", "control-room/new-desks/chairs", "--title", "Chairs", "--kind", "milestone"];
    new(&tree, &[&nested[..], &["--due", "2027-06-30"]].concat(), 0).says("teams/operations.json:");
    let text = read(&tree, "teams/operations.json");
    let milestone = "},\n            {\n              \"id\": \"chairs\",\n              \"title\": \"Chairs\",\n              \"due\": \"2027-06-30\"\n            }\n          ]";
    assert!(text.contains(milestone), "{text}");
    new(&tree, &["goal", "calm", "--title", "Calm", "--kind", "pillar"], 0).says("strategy.json:");
    has_no_errors(&tree);
}

#[test]
fn what_is_given_is_not_asked_for_again() {
    let tree = plan(&[
        ("truenorth.json", root("\"include\": \"*.json\"")),
        ("a.json", "{ \"goals\": [] }".to_owned()),
    ]);
    let goal = |id: &str, more: &[&str]| new(&tree, &[&["goal", id, "--title", "T"], more].concat(), 0);
    goal("a", &[]).says("next:  write its owner, period and key results\n");
    let owner = ["--owner", "organization"];
    goal("b", &owner).says("next:  write its period and key results\n");
    goal("c", &[&owner[..], &["--due", "2028-Q4"]].concat()).says("next:  write its key results\n");
    goal("c/d", &["--due", "2028-Q4"]).says("next:  write its unit, baseline, target and owner\n");
    goal("e", &[&owner[..], &["--kind", "initiative", "--due", "2028-Q4"]].concat())
        .says("next:  write its description\n");
    let risk = ["risk", "r", "--title", "R", "--owner", "organization"];
    new(&tree, &risk, 0).says("likelihood and impact (1 to 5) and treatment\n");
    // What the file fills in is given, too.
    let defaults = "{ \"defaults\": { \"owner\": \"organization\", \"period\": \"2027\" }, \"goals\": [] }";
    fs::write(tree.path().join("b.json"), defaults).unwrap();
    goal("f", &["--into", "b.json"]).says("next:  write its key results\n");
}

#[test]
fn the_file_can_be_named_or_follows_the_owner() {
    let tree = aurora();
    let by_owner = ["goal", "points", "--title", "Points that hold", "--owner", "head-of-track"];
    new(&tree, &[&by_owner[..], &["--parent", "on-time"]].concat(), 0).says("teams/track.json:");
    let into = ["goal", "signs", "--title", "Signs", "--parent", "journey", "--owner", "head-of-track"];
    new(&tree, &[&into[..], &["--into", "teams/customer.json"]].concat(), 0).says("teams/customer.json:");
    let none = ["goal", "signs-2", "--title", "Signs", "--into", "README.md"];
    new(&tree, &none, 2).warns("README.md is no file of the plan");
    let nested = ["goal", "journey/x", "--title", "X", "--into", "teams/customer.json"];
    new(&tree, &nested, 2).warns("a nested goal stands in the file of its goal");
}

#[test]
fn risks_and_decisions_get_their_first_fields() {
    let tree = aurora();
    let risk = [
        "risk",
        "late-packs",
        "--title",
        "Packs come late",
        "--threatens",
        "battery-trains",
        "--owner",
        "head-of-finance",
    ];
    new(&tree, &risk, 0).says("likelihood and impact");
    let texts: Vec<String> =
        files(tree.path()).into_iter().map(|(_, bytes)| String::from_utf8(bytes).unwrap()).collect();
    let line = "{ \"id\": \"late-packs\", \"title\": \"Packs come late\", \"owner\": \"head-of-finance\", \"threatens\": [\"battery-trains\"], \"status\": \"open\" }";
    let block = "\"id\": \"late-packs\",\n      \"title\": \"Packs come late\",\n      \"owner\": \"head-of-finance\",\n      \"threatens\": [\"battery-trains\"],\n      \"status\": \"open\"";
    assert!(texts.iter().any(|text| text.contains(line) || text.contains(block)), "{texts:?}");
    let decision = [
        "decision",
        "depot",
        "--title",
        "Where the depot stands",
        "--option",
        "north=North = best",
        "--option",
        "south=South",
    ];
    new(&tree, &decision, 0).says("added `depot`");
    let found = files(tree.path()).into_iter().find_map(|(name, bytes)| {
        let json: serde_json::Value =
            serde_json::from_slice(&bytes).ok().filter(|_| name.ends_with(".json"))?;
        json["decisions"].as_array()?.iter().find(|decision| decision["id"] == "depot").cloned()
    });
    let options =
        serde_json::json!([{ "id": "north", "title": "North = best" }, { "id": "south", "title": "South" }]);
    let expected = serde_json::json!({
        "id": "depot", "title": "Where the depot stands", "status": "proposed", "options": options
    });
    assert_eq!(found, Some(expected));
    has_no_errors(&tree);
}

#[test]
fn a_plan_on_one_line_stays_so() {
    let flat = root("\"goals\": []").replace('\n', "");
    let tree = plan(&[("truenorth.json", flat.as_str())]);
    new(&tree, &["goal", "a", "--title", "A"], 0);
    new(&tree, &["decision", "d", "--title", "D", "--option", "x=X"], 0);
    let text = read(&tree, "truenorth.json");
    assert!(!text.contains('\n'), "{text}");
    assert!(text.contains("\"goals\": [{ \"id\": \"a\", \"title\": \"A\", \"contributes_to\": \"vision\", \"help_wanted\": true }]"), "{text}");
    has_no_errors(&tree);
}

#[test]
fn what_cannot_be_added_is_said() {
    let tree = aurora();
    for (args, words) in [
        (&["goal", "punctuality", "--title", "X"][..], "has the id `punctuality`"),
        (&["risk", "track-works", "--title", "X"], "has the id `track-works`"),
        (&["goal", "Quiet", "--title", "X"], "`Quiet`"),
        (&["goal", "quiet", "--title", " "], "the title is empty"),
        (&["risk", "quiet", "--title", "a\u{1b}[31mb"], "the title holds U+001B"),
        (&["goal", "quiet", "--title", "X", "--parent", "fleet-healt"], "did you mean `fleet-health`?"),
        (&["goal", "quiet", "--title", "X", "--owner", "head-of-trak"], "did you mean `head-of-track`?"),
        (&["goal", "quiet", "--title", "X", "--kind", "theme"], "there is no kind `theme`"),
        (&["goal", "punctualty/quiet", "--title", "X"], "did you mean `punctuality`?"),
        (&["goal", "track-works/quiet", "--title", "X"], "`track-works` is no goal"),
        (&["goal", "punctuality/quiet", "--title", "X", "--kind", "pillar"], "are nested in a goal"),
        (&["goal", "quiet", "--title", "X", "--parent", "track-works"], "the plan would get a new error"),
        (
            &["goal", "quiet", "--title", "X", "--parent", "fleet-health", "--due", "soon"],
            "the plan would get a new error",
        ),
        (
            &["risk", "quiet", "--title", "X", "--threatens", "nothing-known"],
            "there is no item `nothing-known`",
        ),
        (&["decision", "quiet", "--title", "X", "--option", "north"], "write ID=TITLE"),
        (
            &["decision", "quiet", "--title", "X", "--option", "a=A", "--option", "a=B"],
            "not the id of one option",
        ),
    ] {
        new(&tree, args, 2).warns(words);
    }
    let damaged = plan(&[("truenorth.json", root("\"goals\": [").as_str())]);
    new(&damaged, &["goal", "a", "--title", "A"], 2).warns("cannot be read whole; nothing was written");
}
