//! Every number that `truenorth explain` follows back can be worked out from what it prints.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value as Json;

use crate::arithmetic::{Value, evaluate};
use crate::run::{directories, files, repository, sample, truenorth};

/// What one run explains: each number by its item and field.
fn explained(plan: &std::path::Path, item: &str, field: &str) -> Option<Json> {
    let done = truenorth(&["explain", &format!("item:{item}"), field, "--format", "json"]).at(plan).run();
    (done.code == 0).then(|| serde_json::from_str(&done.stdout).unwrap())
}

/// Works out each number of an answer from its formula and inputs, and each derived input from its own derivation.
/// Gives the names of the numbers.
fn work_out(answer: &Json) -> BTreeSet<String> {
    let name = |row: &Json, item: &str, field: &str| {
        format!("{} of {}", row[field].as_str().unwrap(), row[item].as_str().unwrap())
    };
    let rows = |table: &str| answer["tables"][table].as_array().unwrap();
    let printed: BTreeMap<String, Value> = rows("derivations")
        .iter()
        .map(|row| (name(row, "item", "field"), Value::printed(&row["value"])))
        .collect();
    let mut inputs: BTreeMap<String, BTreeMap<String, Value>> = BTreeMap::new();
    for row in rows("inputs") {
        let value = Value::of(row);
        if row["from_item"].is_string() {
            let from = name(row, "from_item", "from_field");
            let own = printed.get(&from).unwrap_or_else(|| panic!("{from} is not explained"));
            match (row["share"].as_f64(), own, &value) {
                // Split month by month: a part may lie a coin a month beside its share.
                (Some(share), Value::Number(whole), Value::Number(part)) => {
                    assert!((whole * share - part).abs() < 1.0, "{share} of {from}, {whole}, is not {part}");
                }
                _ => assert!(own.is_close(&value), "{from} is {own:?}, but {value:?} where it is used"),
            }
        } else {
            let from = row["from"].as_str().unwrap();
            assert!(!from.is_empty(), "{row}");
        }
        let of = inputs.entry(name(row, "item", "field")).or_default();
        of.insert(row["name"].as_str().unwrap().to_owned(), value);
    }
    let none = BTreeMap::new();
    for row in rows("derivations") {
        let name = name(row, "item", "field");
        let formula = row["formula"].as_str().unwrap();
        let worked_out = evaluate(formula, inputs.get(&name).unwrap_or(&none));
        assert!(
            worked_out.is_close(&printed[&name]),
            "{name} is {:?}, but {formula} = {worked_out:?}",
            printed[&name]
        );
    }
    printed.into_keys().collect()
}

#[test]
fn numbers_of_aurora() {
    let mut seen = BTreeSet::new();
    for (item, field) in [
        ("vision", "progress"),
        ("vision", "expected"),
        ("vision", "adopted"),
        ("vision", "actual"),
        ("by-department", "forecast"),
        ("punctuality/arrivals", "contribution"),
        ("punctuality/arrivals", "due"),
        ("power-dear", "expected_loss"),
    ] {
        let answer = explained(&sample("aurora"), item, field).unwrap_or_else(|| panic!("{field} of {item}"));
        seen.extend(work_out(&answer));
    }
    assert!(seen.len() >= 150, "{}", seen.len());
}

/// The ids in a section of all files of a plan.
fn ids(plan: &std::path::Path, section: &str) -> Vec<String> {
    let texts = files(plan).into_iter().filter(|(name, _)| name.ends_with(".json"));
    let texts = texts.filter_map(|(_, bytes)| serde_json::from_slice::<Json>(&bytes).ok());
    let items = texts.flat_map(|text| text[section].as_array().cloned().unwrap_or_default());
    items.map(|item| item["id"].as_str().unwrap().to_owned()).collect()
}

/// Explains every number of an item in `of`, if it is not among those seen; gives how many there are.
fn follow(plan: &std::path::Path, item: &str, of: &[&str], seen: &mut BTreeSet<String>) -> usize {
    let page = truenorth(&["explain", &format!("item:{item}"), "--format=json"]).at(plan).exits(0).json();
    let mut followed = 0;
    for row in page["tables"]["numbers"].as_array().unwrap() {
        let field = row["field"].as_str().unwrap();
        if !of.is_empty() && !of.contains(&field) {
            continue;
        }
        followed += 1;
        if !seen.contains(&format!("{field} of {item}")) {
            seen.extend(work_out(&explained(plan, item, field).unwrap()));
        }
    }
    followed
}

/// Of every sample all numbers of the vision, and with that most of its goals; every sum of every line and account; the
/// contribution of twenty goals; all numbers of growth plans and risks.
#[test]
fn numbers_of_all_samples() {
    let mut all = BTreeMap::new();
    for name in directories(&repository().join("samples")) {
        let plan = sample(&name);
        if !plan.join("truenorth.json").exists() {
            continue;
        }
        let mut seen = BTreeSet::new();
        let mut asked = 0;
        let traced = truenorth(&["trace", "vision", "--format=json"]).at(&plan).run();
        if traced.code == 0 {
            asked += follow(&plan, "vision", &[], &mut seen);
            let answer = traced.json();
            let rows = answer["tables"]["how"].as_array().unwrap();
            for row in rows.iter().step_by(rows.len().div_ceil(20).max(1)) {
                asked += follow(&plan, row["id"].as_str().unwrap(), &["contribution"], &mut seen);
            }
        }
        for section in ["budget", "accounts", "growth", "risks"] {
            for id in ids(&plan, section) {
                asked += follow(&plan, &id, &[], &mut seen);
            }
        }
        all.insert(name, (asked, seen.len()));
    }
    let least = [
        ("aurora", 150, 600),
        ("decisions", 0, 0),
        ("federal-data-strategy-2020", 20, 200),
        ("first-steps", 20, 40),
        ("rust-goals-2025h1", 20, 100),
        ("sdg", 20, 40),
        ("skills", 0, 0),
    ];
    assert_eq!(all.keys().map(String::as_str).collect::<Vec<_>>(), least.map(|(name, ..)| name));
    for (name, asked, worked_out) in least {
        let found = all[name];
        assert!(found.0 >= asked && found.1 >= worked_out, "{name}: {found:?}");
    }
}

#[test]
fn inputs_stand_where_the_explanation_says() {
    let answer = explained(&sample("aurora"), "punctuality/arrivals", "contribution").unwrap();
    let mut looked_at = 0;
    for row in answer["tables"]["inputs"].as_array().unwrap() {
        let from = row["from"].as_str().unwrap();
        let mut parts = from.split(':');
        let (Some(file), Some(line), Some(column)) = (parts.next(), parts.next(), parts.next()) else {
            continue;
        };
        let text = std::fs::read_to_string(repository().join("samples/aurora").join(file)).unwrap();
        let line = text.lines().nth(line.parse::<usize>().unwrap() - 1).unwrap();
        let there: String = line.chars().skip(column.parse::<usize>().unwrap() - 1).collect();
        let value = row["value"].as_f64().unwrap();
        assert!(there.starts_with(&value.to_string()), "{from}: {there}");
        looked_at += 1;
    }
    assert!(looked_at > 10, "{looked_at}");
}
