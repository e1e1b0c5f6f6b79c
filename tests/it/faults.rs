//! The faults of `tests/faults` in a clean plan of 200 goals: each is found by default, at its place, with help, and stops CI.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::run::{copy, repository, truenorth};

/// What is to be done to the plan and what is to be found, one entry a fault.
fn faults() -> Vec<Value> {
    let text = fs::read_to_string(repository().join("tests/faults/faults.json")).unwrap();
    serde_json::from_str(&text).unwrap()
}

fn word<'a>(fault: &'a Value, field: &str) -> &'a str {
    fault[field].as_str().unwrap()
}

/// The file of goals with the fault in it.
fn inject(mut content: Vec<u8>, fault: &Value) -> Vec<u8> {
    for edit in fault["edits"].as_array().into_iter().flatten() {
        let old = word(edit, "old").as_bytes();
        let at: Vec<usize> = (0..content.len())
            .filter(|at| content.get(*at..).is_some_and(|rest| rest.starts_with(old)))
            .collect();
        assert_eq!(
            at.len(),
            1,
            "{}: `{}` should stand in the plan once",
            word(fault, "fault"),
            word(edit, "old")
        );
        let deep = usize::try_from(edit["deep"].as_u64().unwrap_or(0)).unwrap();
        let mut new = word(edit, "new").as_bytes().to_vec();
        new.extend(
            edit["bytes"]
                .as_array()
                .into_iter()
                .flatten()
                .map(|byte| u8::try_from(byte.as_u64().unwrap()).unwrap()),
        );
        new.extend(std::iter::repeat_n(b'[', deep).chain(std::iter::repeat_n(b']', deep)));
        content.splice(at[0]..at[0] + old.len(), new);
    }
    if let Some(keep) = fault["keep"].as_u64() {
        content.truncate(usize::try_from(keep).unwrap());
    }
    content
}

#[test]
fn the_plan_without_a_fault_has_200_goals_and_no_finding() {
    let plan = repository().join("tests/faults/plan");
    truenorth(&["check", "--fail-on=note"]).at(&plan).exits(0).says("no findings in 2 files");
    let stats = truenorth(&["stats", "--format=json"]).at(&plan).exits(0).json();
    assert_eq!(stats["facts"]["goals"], 200);
}

#[test]
fn every_fault_is_found_by_default() {
    let faults = faults();
    assert_eq!(faults.iter().filter(|fault| fault["findings"] == 1).count(), 12);
    assert_eq!(faults.iter().filter(|fault| fault["findings"] == 5).count(), 1);
    let mut wrong = String::new();
    for fault in &faults {
        let directory = tempfile::tempdir().unwrap();
        copy(&repository().join("tests/faults/plan"), directory.path());
        let goals = directory.path().join("goals.json");
        let content = inject(fs::read(&goals).unwrap(), fault);
        fs::write(&goals, content).unwrap();
        wrong += &judge(directory.path(), fault);
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// What is not as it should be with a fault; nothing if all is.
fn judge(plan: &Path, fault: &Value) -> String {
    let run = truenorth(&["check", "--format=json"]).at(plan);
    let unreadable = ["PLN002", "PLN003", "PLN005"].contains(&word(fault, "code"));
    let found = run.exits(if unreadable { 2 } else { 1 }).json();
    let findings = found["findings"].as_array().unwrap();
    // The root cause alone: none of its consequences.
    let codes: Vec<&str> = findings.iter().map(|finding| word(finding, "code")).collect();
    let wanted = usize::try_from(fault["findings"].as_u64().unwrap()).unwrap();
    let mut wrong = String::new();
    if codes != vec![word(fault, "code"); wanted] {
        wrong += &format!("{}: {codes:?}\n", word(fault, "fault"));
    }
    for finding in findings {
        let place = &finding["place"];
        let placed = place["file"].as_str().is_some_and(|file| file.ends_with("goals.json"))
            && place["line"].as_u64().is_some_and(|line| line > 1)
            && place["column"].as_u64().is_some_and(|column| column > 0);
        let helped = finding["help"].as_str().is_some_and(|help| !help.is_empty());
        if !placed || !helped {
            wrong += &format!("{}: {finding}\n", word(fault, "fault"));
        }
    }
    wrong
}
