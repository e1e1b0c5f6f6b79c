//! `truenorth owners`

use serde_json::{Value, json};

use super::questions::{LIBRARY, library};
use crate::run::{plan, truenorth};

fn load(answer: &Value, who: &str) -> Value {
    let rows = answer["tables"]["loads"].as_array().unwrap();
    rows.iter().find(|row| row["id"] == who).unwrap_or_else(|| panic!("{answer}")).clone()
}

#[test]
fn who_has_how_much() {
    let library = library();
    let answer = truenorth(&["owners", "--format=json"]).at(&library).exits(0).json();
    assert_eq!(
        (&answer["facts"]["first"], &answer["facts"]["last"]),
        (&json!("2027-01-01"), &json!("2027-12-31"))
    );
    let one = load(&answer, "p-one");
    assert_eq!((&one["quarter"], &one["goal_ids"]), (&json!("2027-Q1"), &json!(["a"])));
    // 70 % of `a` and 60 % of `b` on the days that they have in common.
    assert_eq!((&one["peak"], &one["at_hand"], &one["over"]), (&json!(1.3), &json!(1.0), &json!(false)));
    let asks = &answer["tables"]["asks"][0];
    assert_eq!((&asks["from"], &asks["to"], &asks["points"]), (&json!("stacks"), &json!("desk"), &json!(1)));
    assert_eq!(answer["tables"]["capacities"][0]["capacity"], json!(null));
}

#[test]
fn more_than_there_is() {
    let text = LIBRARY.replace(
        "\"start\": \"2027-03-01\", \"duration\": \"5d\", \"due\": \"2027-03-05\"",
        "\"period\": \"2027-Q1\"",
    );
    let tree = plan(&[("truenorth.json", text.replace("\"70%\"", "\"101%\""))]);
    // The person, and the team whose only member that is.
    let done = truenorth(&["owners"]).at(&tree).exits(0);
    done.says("2 people and teams have more booked in a quarter than there is").says("yes");
    truenorth(&["owners", "--within=2026"])
        .at(&tree)
        .exits(0)
        .says("Nobody owns or does anything in this time");
}
