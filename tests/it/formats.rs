//! Whatever a plan says, what is printed and written has its form and is harmless.

use std::fs;

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::json;

use crate::hostile::{SPEAKING, every_answer, every_output};
use crate::run::{copy, directories, plan, sample, truenorth};
use crate::snapshot::assert_file;

#[test]
fn broken_samples_print_nothing_harmful() {
    for name in directories(&sample("broken")) {
        every_output(&sample("broken").join(name));
    }
}

#[test]
fn other_samples_print_nothing_harmful() {
    for name in directories(&sample("")) {
        if name != "broken" {
            every_output(&sample(&name));
            // Some answers change files.
            let own = tempfile::tempdir().unwrap();
            let plan = own.path().join(&name);
            copy(&sample(&name), &plan);
            every_answer(&plan);
        }
    }
}

/// A plan that builds, with the words wherever people may write what they like.
fn worded(words: &str) -> String {
    json!({
        "truenorth": 1, "as_of": "2027-02-15",
        "organization": { "name": words, "currency": "EUR" },
        "vision": { "title": words, "horizon": "2030", "description": words },
        "mission": words, "values": [words],
        "levels": [{ "kind": "objective", "title": words }],
        "teams": [{ "id": "t", "title": words, "owner": "p" }],
        "people": [{ "id": "p", "name": words, "team": "t" }],
        "goals": [
            { "id": "a", "title": words, "contributes_to": "vision", "owner": "p", "team": "t", "period": "2027",
              "description": words, "documents": [{ "url": words, "title": words }], "tags": [words],
              "check_ins": { "2027-02": { "note": words } },
              "key_results": [{ "id": "k", "title": words, "ignore": [{ "rule": "overdue", "reason": words }],
                "measure": { "unit": words, "baseline": 1, "target": 3, "actuals": { "2027-01": { "value": 2, "note": words } } } }] },
            { "id": "lost", "title": words, "owner": "p", "period": "2027" }
        ],
        "budget": [{ "id": "l", "title": words, "owner": "p", "category": words, "funds": "a", "amounts": { "adopted": { "2027": 5 } } }],
        "growth": [{ "id": "g", "title": words, "owner": "p", "period": "2027..2028",
            "measure": { "unit": words, "baseline": 1, "target": 3, "phased": { "2027": 2, "2028": 3 }, "actuals": { "2026": 1 } },
            "scenarios": [{ "id": "low", "title": words, "values": { "2027": 1, "2028": 2 } }] }]
    })
    .to_string()
}

fn worded_output_is_harmless(words: &str, id: &str) {
    let text = worded(words).replace("\"lost\"", &json!(id).to_string());
    let directory = plan(&[("truenorth.json", text)]);
    let done = every_output(directory.path());
    assert!(
        !done.stdout.contains("were not run") && !done.stdout.contains("error[PLN"),
        "it was not built: {done}"
    );
}

#[test]
fn words_that_speak_to_machines_are_printed_for_people() {
    for words in SPEAKING {
        worded_output_is_harmless(words, "lost");
        every_answer(plan(&[("truenorth.json", worded(words))]).path());
    }
}

#[test]
fn any_words_are_printed_for_people() {
    let mut runner = TestRunner::new(Config {
        cases: 32,
        max_shrink_iters: 64,
        failure_persistence: None,
        ..Config::default()
    });
    let words = prop_oneof![
        "(?s).{1,40}",
        "[ \\t]?(::|##\\[|##vso\\[|#|:|\\[|\\]|error|add-mask|\\r|\\n|\\x1b|\u{85}|\u{2028}|\u{feff}|<|@|&|`|\\||\\\\){1,12}",
        "\\PC{1,200}",
    ];
    runner
        .run(&(words, "[a-z][a-z0-9-]{0,12}"), |(words, id)| {
            worded_output_is_harmless(&words, &id);
            Ok(())
        })
        .unwrap_or_else(|error| panic!("{error}"));
}

#[test]
fn the_json_of_check_keeps_its_shape() {
    let done = truenorth(&["check", "--format=json"]).at(&sample("first-steps")).exits(1);
    let shown = done.stdout.replace(env!("CARGO_PKG_VERSION"), "VERSION");
    assert_file("tests/it/snapshots/check.json", &shown);
    for name in directories(&sample("broken")) {
        let report = truenorth(&["check", "--format=json"]).at(&sample("broken").join(name)).run().json();
        let keys: Vec<&String> = report.as_object().unwrap().keys().collect();
        assert_eq!(
            keys,
            [
                "baselined",
                "before",
                "counts",
                "files",
                "findings",
                "ignored",
                "today",
                "tool",
                "unreadable",
                "version"
            ]
        );
        for finding in report["findings"].as_array().unwrap() {
            for key in ["code", "name", "level", "message"] {
                assert!(finding[key].is_string(), "{key} in {finding}");
            }
            for key in ["line", "column", "end_line", "end_column", "offset", "length"] {
                assert!(finding["place"][key].is_u64(), "{key} in {finding}");
            }
            assert!(finding["other_places"].is_array());
        }
    }
}

#[test]
fn offsets_lead_to_the_place_in_the_file() {
    let steps = sample("first-steps");
    let report = truenorth(&["check", "--format=json"]).at(&steps).exits(1).json();
    for finding in report["findings"].as_array().unwrap() {
        let place = &finding["place"];
        let number = |key: &str| usize::try_from(place[key].as_u64().unwrap()).unwrap();
        let text = fs::read_to_string(steps.join(place["file"].as_str().unwrap())).unwrap();
        let (offset, length) = (number("offset"), number("length"));
        let before = &text[..offset];
        assert_eq!(before.matches('\n').count() + 1, number("line"), "{finding}");
        assert_eq!(before.rsplit('\n').next().unwrap().chars().count() + 1, number("column"), "{finding}");
        assert!(length > 0 && text.get(offset..offset + length).is_some(), "{finding}");
    }
}

#[test]
fn concise_is_a_line_a_finding() {
    for name in directories(&sample("broken")) {
        let directory = sample("broken").join(name);
        let count = crate::run::check_json(&directory).codes().len();
        let done = truenorth(&["check", "--format=concise"]).at(&directory).run();
        assert_eq!(done.stdout.lines().count(), count + 1, "{done}");
        for line in done.stdout.lines().take(count) {
            let mut parts = line.splitn(4, ':');
            let file = parts.next().unwrap();
            assert!(directory.join(file).is_file(), "{line}");
            for _ in 0..2 {
                assert!(parts.next().unwrap().parse::<usize>().is_ok_and(|number| number > 0), "{line}");
            }
            let rest = parts.next().unwrap();
            assert!([" error[", " warning[", " note["].iter().any(|level| rest.starts_with(level)), "{line}");
        }
    }
}
