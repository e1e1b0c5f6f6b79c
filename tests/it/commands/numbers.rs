//! Every number that `truenorth explain` follows back can be worked out from what it prints.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde_json::Value as Json;
use truenorth_core::plan::{AccountIx, GoalIx, GrowthIx, Item, RiskIx};
use truenorth_graph::why::FIELDS;

use crate::arithmetic::{Value, evaluate};
use crate::run::{directories, repository, sample, truenorth};

/// What one run explains: each number by its item and field.
fn explained(plan: &Path, item: &str, field: &str) -> Option<Json> {
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

/// Works out every number of these items that was not seen yet, and all that they rest on.
fn work_out_items(directory: &Path, items: &[String], seen: &mut BTreeSet<String>) {
    for item in items {
        let listed =
            truenorth(&["explain", &format!("item:{item}"), "--format", "json"]).at(directory).exits(0);
        for row in listed.json()["tables"]["numbers"].as_array().unwrap() {
            let field = row["field"].as_str().unwrap();
            if seen.contains(&format!("{field} of {item}")) {
                continue;
            }
            let answer = explained(directory, item, field).unwrap_or_else(|| panic!("{field} of {item}"));
            let before = seen.len();
            seen.extend(work_out(&answer));
            assert!(seen.len() > before, "{field} of {item} is not in its own explanation");
        }
    }
}

/// Every number of the vision and all that it rests on; of `goals` goals from all over the plan; of all lines,
/// accounts, growth plans and risks.
fn work_out_plan(directory: &Path, goals: usize) -> BTreeSet<String> {
    let plan = crate::money::plan(directory);
    let mut items: Vec<Item> = plan.vision.iter().map(|_| Item::Vision).collect();
    items.extend(plan.lines().map(|(ix, _)| Item::Line(ix)));
    items.extend((0..plan.accounts.len()).map(|at| Item::Account(AccountIx::new(at))));
    items.extend((0..plan.growth.len()).map(|at| Item::Growth(GrowthIx::new(at))));
    items.extend((0..plan.risks.len()).map(|at| Item::Risk(RiskIx::new(at))));
    let step = plan.goals.len().div_ceil(goals).max(1);
    items.extend((0..plan.goals.len()).step_by(step).map(|at| Item::Goal(GoalIx::new(at))));
    let ids: Vec<String> = items.into_iter().map(|item| plan.item_id(item).to_owned()).collect();
    let mut seen = BTreeSet::new();
    work_out_items(directory, &ids, &mut seen);
    seen
}

#[test]
fn numbers_of_aurora() {
    let seen = work_out_plan(&sample("aurora"), 20);
    for field in FIELDS.iter().map(|(_, name, _)| name) {
        let count = seen.iter().filter(|name| name.starts_with(&format!("{field} of "))).count();
        // No measure of this plan is projected, and no goal joined by GRL.
        assert!(
            count > 0 || ["projected", "satisfaction", "expected_satisfaction"].contains(field),
            "no {field}"
        );
    }
    assert!(seen.len() >= 500, "{}", seen.len());
}

#[test]
fn numbers_of_the_other_samples() {
    let counts = [
        ("federal-data-strategy-2020", 200),
        ("first-steps", 20),
        ("rust-goals-2025h1", 100),
        ("sdg", 60),
        ("skills", 0),
        ("decisions", 0),
    ];
    for (name, least) in counts {
        let seen = work_out_plan(&sample(name), 20);
        assert!(seen.len() >= least, "{name}: {}", seen.len());
    }
    let mut known: Vec<&str> = counts.iter().map(|(name, _)| *name).chain(["aurora", "broken"]).collect();
    known.sort_unstable();
    assert_eq!(directories(&sample("")), known, "a sample is not in the list");
}

#[test]
fn numbers_of_the_frozen_plan_of_the_format() {
    let seen = work_out_plan(&repository().join("tests/fixtures/format-1"), 100);
    assert!(seen.len() >= 20, "{}", seen.len());
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
