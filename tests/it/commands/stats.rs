//! `truenorth stats`

use serde_json::{Value, json};

use super::questions::library;
use crate::run::truenorth;

#[test]
fn what_hangs_together() {
    let answer = truenorth(&["stats", "--format=json"]).at(&library()).exits(0).json();
    assert_eq!(answer["title"], "4 of 5 goals reach the vision");
    // 2/3 of (1 * 40 % + 3 * 100 %) / 4 and 1/3 of 40 %.
    let progress = answer["facts"]["vision_progress"].as_f64().unwrap();
    assert!((progress - 0.7).abs() < 1e-9, "{progress}");
    assert_eq!((&answer["facts"]["depth_max"], &answer["facts"]["depth_mean"]), (&json!(2), &json!(1.5)));
    let table = |name: &str| answer["tables"][name].as_array().unwrap().clone();
    assert_eq!(table("offenders")[0]["goal"], "lost");
    let money = &table("money")[0];
    assert_eq!(
        (&money["lines"], &money["unaligned"], &money["at"]),
        (&json!("110.01 EUR"), &json!("10 EUR"), &json!(["l2"]))
    );
    let crossing = &table("cross_team")[0];
    assert_eq!((&crossing["from"], &crossing["to"]), (&json!("b"), &json!("a")));
    let count = |of: &str, name: &str| {
        let rows = table("counts");
        rows.iter().find(|row| row["of"] == of && row["name"] == name).map(|row| row["count"].clone())
    };
    assert_eq!(count("kind", "initiative"), Some(json!(3)));
    assert_eq!(count("links", "contributes_to"), Some(json!(5)));
    assert_eq!(table("depth"), [json!({ "steps": 1, "goals": 2 }), json!({ "steps": 2, "goals": 2 })]);
}

/// One person does all work, one line pays for half of the vision.
#[test]
fn single_points_of_failure() {
    let library = library();
    let points = |most: &str| -> Vec<(String, f64)> {
        let answer = truenorth(&["stats", "--points", most, "--format=json"]).at(&library).exits(0).json();
        let rows: Vec<Value> = answer["tables"]["points"].as_array().unwrap().clone();
        rows.iter()
            .map(|row| (row["id"].as_str().unwrap().to_owned(), row["loses"].as_f64().unwrap()))
            .collect()
    };
    let all = points("10");
    assert_eq!(all.len(), 2, "{all:?}");
    assert!(all[0].0 == "p-one" && (all[0].1 - 1.0).abs() < 1e-9, "{all:?}");
    assert!(all[1].0 == "l1" && (all[1].1 - 0.5).abs() < 1e-9, "{all:?}");
    assert_eq!((points("1").len(), points("0").len()), (1, 0));
}
