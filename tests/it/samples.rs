//! The sample plans are what their pages say, and the broken ones are told what is wrong with them.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::time::Duration;

use serde_json::Value;

use crate::run::{check, check_json, copy, directories, files, sample, truenorth};
use crate::snapshot::assert_file;

#[test]
fn aurora_is_clean() {
    let done = truenorth(&["check"]).at(&sample("aurora")).exits(0);
    assert_eq!(done.stdout, "no findings in 21 files (1 ignored)\n");
    truenorth(&["check", "--fail-on=note"]).at(&sample("aurora")).exits(0);
}

#[test]
fn first_steps_has_six_findings_of_six_rules() {
    let steps = sample("first-steps");
    let codes = check_json(&steps).codes();
    assert_eq!((codes.len(), codes.iter().collect::<BTreeSet<_>>().len()), (6, 6), "{codes:?}");
    let done = truenorth(&["check"]).at(&steps).exits(1).says("6 errors in 2 files");
    let blocks: Vec<&str> = done.stdout.split("\n\n").filter(|block| block.starts_with("error[")).collect();
    assert_eq!(blocks.len(), 6);
    for block in blocks {
        assert!(
            block.lines().any(|line| line.contains(" | ") && line.contains('^')),
            "no place under {block}"
        );
        assert!(block.lines().any(|line| line.contains("= help: ")), "no help in {block}");
    }
}

/// An edit of the page: the file from the table, and the text to replace.
fn edits() -> Vec<(String, String, String)> {
    let page = fs::read_to_string(sample("first-steps").join("README.md")).unwrap();
    let rows = page.lines().filter_map(|line| line.strip_prefix("| ")?.split_once(" | `"));
    let mut file: BTreeMap<&str, &str> = BTreeMap::new();
    for (number, rest) in rows {
        file.insert(number, rest.split_once('`').unwrap().0);
    }
    let list = page.split_once("## The edits").unwrap().1;
    let part = |block: &str, sign: &str| {
        let lines: Vec<&str> =
            block.lines().filter_map(|line| line.trim_start().strip_prefix(sign)).collect();
        lines.join("\n")
    };
    let mut found = Vec::new();
    let mut number = "";
    for block in list.split("```") {
        if let Some(diff) = block.strip_prefix("diff\n") {
            found.push((file[number].to_owned(), part(diff, "-"), part(diff, "+")));
        } else if let Some(line) =
            block.lines().find(|line| line.starts_with(|first: char| first.is_ascii_digit()))
        {
            number = line.split_once('.').unwrap().0;
        }
    }
    found
}

#[test]
fn the_edits_of_first_steps_mend_one_finding_each() {
    let directory = tempfile::tempdir().unwrap();
    copy(&sample("first-steps"), directory.path());
    let edits = edits();
    assert_eq!(edits.len(), 6);
    for (position, (file, old, new)) in edits.iter().enumerate() {
        let path = directory.path().join(file);
        let text = fs::read_to_string(&path).unwrap();
        assert_eq!(text.matches(old.as_str()).count(), 1, "edit {} of {file}: {old}", position + 1);
        fs::write(&path, text.replace(old, new)).unwrap();
        let left = check_json(&directory).codes();
        assert_eq!(left.len(), 5 - position, "after edit {}: {left:?}", position + 1);
    }
    truenorth(&["check"]).at(&directory).exits(0).says("no findings in 2 files");
}

#[test]
fn the_federal_plan_builds_and_its_findings_are_known() {
    let federal = sample("federal-data-strategy-2020");
    let out = tempfile::tempdir().unwrap();
    truenorth(&["build", "--out", out.path().join("out").to_str().unwrap()]).at(&federal).exits(0);
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for finding in check_json(&federal).json()["findings"].as_array().unwrap() {
        let line = format!("{} {}", finding["code"].as_str().unwrap(), finding["name"].as_str().unwrap());
        *counts.entry(line).or_default() += 1;
    }
    let table: String = counts.iter().map(|(rule, count)| format!("{count:>4}  {rule}\n")).collect();
    assert_file("tests/it/snapshots/federal.txt", &table);
}

#[test]
fn every_broken_plan_is_told_what_is_wrong() {
    let mut table = String::new();
    for name in directories(&sample("broken")) {
        let directory = sample("broken").join(&name);
        let done = check_json(&directory);
        assert!(done.took < Duration::from_secs(2), "{name} took {:?}", done.took);
        let report = done.json();
        let first = &report["findings"][0];
        let words = |key: &str| first[key].as_str().unwrap_or_default().to_owned();
        let place = &first["place"];
        let file = place["file"].as_str().unwrap().rsplit(&format!("{name}/")).next().unwrap().to_owned();
        writeln!(
            table,
            "{name} [{}] {}:{}:{} {} {}: {}",
            done.code,
            file,
            place["line"],
            place["column"],
            words("level"),
            words("code"),
            words("message")
        )
        .unwrap();
        if let Some(help) = first["help"].as_str() {
            writeln!(table, "    help: {help}").unwrap();
        }
        assert_eq!(check(&directory).code, done.code, "{name}");
    }
    assert_file("tests/it/snapshots/broken.txt", &table);
}

#[test]
fn the_page_of_the_broken_plans_lists_them_all() {
    let page = fs::read_to_string(sample("broken/README.md")).unwrap();
    let listed: BTreeSet<String> = page
        .lines()
        .filter_map(|line| Some(line.strip_prefix("| `")?.split_once('`')?.0.to_owned()))
        .collect();
    assert_eq!(listed, directories(&sample("broken")).into_iter().collect());
}

#[test]
fn every_sample_states_its_day() {
    for (name, bytes) in files(&sample("")) {
        if name.ends_with("/truenorth.json") && !name.starts_with("broken/") {
            let root: Value = serde_json::from_slice(&bytes).unwrap();
            assert!(
                root["as_of"].is_string(),
                "{name} has no as_of: what it says would change from day to day"
            );
        }
    }
}

/// Broken plans of which a schema can know that they are.
const AGAINST_THE_SCHEMA: [&str; 7] =
    ["bad-date", "bad-id", "bad-money", "not-an-object", "null-value", "unknown-key", "wrong-type"];

#[test]
fn the_schema_agrees_with_the_reader_on_the_samples() {
    let validator = jsonschema::validator_for(&truenorth(&["schema"]).exits(0).json()).unwrap();
    let mut validated = 0;
    for (name, bytes) in files(&sample("")) {
        let Ok(file) = serde_json::from_slice::<Value>(&bytes) else { continue };
        let wrong: Vec<String> =
            validator.iter_errors(&file).map(|error| format!("{}: {error}", error.instance_path())).collect();
        let broken =
            AGAINST_THE_SCHEMA.iter().any(|broken| name == format!("broken/{broken}/truenorth.json"));
        assert_eq!(!wrong.is_empty(), broken, "samples/{name}: {wrong:?}");
        validated += 1;
    }
    assert!(validated > 30, "only {validated} files are JSON");
}

#[test]
fn samples_and_templates_are_in_the_canonical_layout() {
    for name in directories(&sample("")) {
        // The broken ones are kept as they are.
        if name != "broken" {
            truenorth(&["fmt", "--check"]).at(&sample(&name)).exits(0).says("0 files would be formatted");
        }
    }
    let templates = crate::run::repository().join("crates/cli/templates");
    for name in directories(&templates) {
        truenorth(&["fmt", "--check"]).at(&templates.join(&name)).exits(0);
    }
}
