//! `truenorth path`

use serde_json::json;

use super::questions::{LIBRARY, library};
use crate::run::{plan, truenorth};

/// 1 March 2027 is a Monday: five days of `a` end on the 5th, three of `b` on the 10th, a day after its due.
#[test]
fn the_chain_that_decides_a_date() {
    let library = library();
    let answer = truenorth(&["path", "--to=b", "--format=json"]).at(&library).exits(0).json();
    assert_eq!(answer["facts"]["early_finish"], "2027-03-10");
    assert_eq!((&answer["facts"]["late_by"], &answer["facts"]["margin"]), (&json!(1.0), &json!(-1.0)));
    let chain = answer["tables"]["chain"].as_array().unwrap();
    let steps: Vec<(&str, &str, &str)> = chain
        .iter()
        .map(|row| {
            (row["goal"].as_str().unwrap(), row["finish"].as_str().unwrap(), row["because"].as_str().unwrap())
        })
        .collect();
    assert_eq!(steps, [("a", "2027-03-05", "starts 2027-03-01"), ("b", "2027-03-10", "after `a`")]);
    // Under the scenario `a` takes ten days.
    let slow =
        truenorth(&["path", "--to=b", "--scenario=slow", "--format=json"]).at(&library).exits(0).json();
    assert_eq!((&slow["facts"]["early_finish"], &slow["scenario"]), (&json!("2027-03-17"), &json!("slow")));
}

#[test]
fn all_chains_and_what_is_late() {
    let done = truenorth(&["path"]).at(&library()).exits(0);
    let done = done.says("The last chain ends on 2027-03-10 with `b`; one goal misses a due");
    assert_eq!(done.stdout.matches("b     2027-03-10").count(), 1, "{done}");
    let floats = truenorth(&["path", "--format=csv", "--table=floats"]).at(&library()).exits(0).stdout;
    let lost = floats.lines().find(|line| line.starts_with("lost,")).unwrap();
    assert!(lost.starts_with("lost,2027-06-30,2027-06-30,"), "{lost}");
    assert_eq!(floats.lines().count(), 4, "{floats}");
}

#[test]
fn goals_in_a_circle_have_no_dates() {
    let text = LIBRARY.replace("\"aliases\": [\"old-room\"],", "\"depends_on\": \"b\",");
    let tree = plan(&[("truenorth.json", text)]);
    truenorth(&["path"])
        .at(&tree)
        .exits(0)
        .says("No goal with dates waits for another; no goal misses a due")
        .says("wait in a circle: `a`, `b`");
    truenorth(&["path", "--to=a"]).at(&tree).exits(2).warns("`a` has no dates to follow").warns("circle");
}
