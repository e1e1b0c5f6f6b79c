//! Every number that `truenorth explain` follows back can be worked out from what it prints.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value as Json;

use crate::arithmetic::{Value, evaluate};
use crate::run::{repository, sample, truenorth};

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
