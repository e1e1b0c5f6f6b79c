//! `truenorth compare-rollups`

use serde_json::{Value, json};

use super::questions::library;
use crate::run::{plan, root, truenorth};

/// The children of `p1` are at 40 % (weight 1) and 100 % (weight 3).
#[test]
fn every_way_to_join_children() {
    let answer = truenorth(&["compare-rollups", "--format=json"]).at(&library()).exits(0).json();
    let rows: Vec<Value> = answer["tables"]["progress"].as_array().unwrap().clone();
    assert_eq!(rows.len(), 2, "{answer}");
    for (kind, expected) in [
        ("weighted_mean", 0.85),
        ("mean", 0.7),
        ("sum", 1.0),
        ("min", 0.4),
        ("max", 1.0),
        ("all", 0.0),
        ("any", 1.0),
        // The part `a` gives its 40, the weight 3 a contribution of 3 % of 100.
        ("grl", 0.43),
    ] {
        let found = rows[0][kind].as_f64().unwrap();
        assert!((found - expected).abs() < 1e-9, "{kind}: {found}");
    }
    assert_eq!(answer["facts"]["all"], json!(2));
    assert!(answer["tables"]["statuses"][0]["all"].as_str().unwrap().starts_with("* "), "{answer}");
    assert_eq!(answer["tables"]["statuses"][0]["mean"], "on track");
}

#[test]
fn without_parents_there_is_nothing_to_compare() {
    let tree = plan(&[("truenorth.json", root("\"goals\": []"))]);
    let done = truenorth(&["compare-rollups"]).at(&tree).exits(0);
    assert_eq!(done.stdout, "No goal has others that contribute to it and count\n");
}
