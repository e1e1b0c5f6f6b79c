//! `truenorth money`

use serde_json::{Value, json};

use super::questions::{LIBRARY, library};
use crate::run::{Done, plan, truenorth};

fn rows(done: &Done, table: &str) -> Vec<Value> {
    done.json()["tables"][table].as_array().unwrap().clone()
}

/// 100.01 of one month is halved over two pillars: the cent goes to the first.
#[test]
fn each_cent_arrives_or_has_a_place() {
    let done = truenorth(&["money", "--format=json"]).at(&library()).exits(0);
    let pillars: Vec<(String, String)> = rows(&done, "pillars")
        .iter()
        .map(|row| (row["pillar"].as_str().unwrap().to_owned(), row["amount"].as_str().unwrap().to_owned()))
        .collect();
    let expected = [("p1", "50.01 EUR"), ("p2", "50 EUR"), ("", "10 EUR")];
    assert_eq!(pillars, expected.map(|(pillar, amount)| (pillar.to_owned(), amount.to_owned())));
    let totals = &rows(&done, "totals")[0];
    assert_eq!(
        (&totals["lines"], &totals["aligned"], &totals["unaligned"]),
        (&json!("110.01 EUR"), &json!("100.01 EUR"), &json!("10 EUR"))
    );
    let unaligned = &rows(&done, "unaligned")[0];
    assert_eq!((&unaligned["at"], &unaligned["reason"]), (&json!("l2"), &json!("funds no goal")));
    // Two thirds of 100.01 should be with `p1`: 66.67, 16.66 more than the 50.01 that it has.
    let over: Vec<Value> = rows(&done, "priorities").iter().map(|row| row["over"].clone()).collect();
    assert_eq!(over, [json!("-16.66 EUR"), json!("16.66 EUR")]);
}

#[test]
fn amounts_of_a_column_have_the_same_digits() {
    let text = truenorth(&["money", "--table=pillars"]).at(&library()).exits(0);
    text.says("50.01 EUR").says("50.00 EUR").says("10.00 EUR");
}

#[test]
fn flows_go_from_where_they_are_asked() {
    let library = library();
    let run = |more: &[&str]| {
        let words = [&["money", "--format=json"], more].concat();
        let flows = rows(&truenorth(&words).at(&library).exits(0), "flows");
        let word = |row: &Value, key: &str| row[key].as_str().unwrap().to_owned();
        flows.iter().map(|row| (word(row, "from"), word(row, "to"), word(row, "amount"))).collect::<Vec<_>>()
    };
    let has = |flows: &[(String, String, String)], from: &str, to: &str, amount: &str| {
        flows.contains(&(from.to_owned(), to.to_owned(), amount.to_owned()))
    };
    let flows = run(&[]);
    assert!(has(&flows, "l1", "a", "100.01 EUR") && has(&flows, "a", "p1", "50.01 EUR"), "{flows:?}");
    assert!(has(&flows, "p2", "vision", "50 EUR") && has(&flows, "l2", "unaligned: funds no goal", "10 EUR"));
    let flows = run(&["--from=category"]);
    assert!(
        has(&flows, "things", "a", "100.01 EUR")
            && has(&flows, "no category", "unaligned: funds no goal", "10 EUR")
    );
}

/// A category of the name of a goal is a box of its own.
#[test]
fn boxes_of_one_name_are_two() {
    let text = LIBRARY.replace("\"category\": \"things\"", "\"category\": \"vision\"");
    let tree = plan(&[("truenorth.json", text)]);
    let dot = truenorth(&["money", "--from=category", "--format=dot"]).at(&tree).exits(0).stdout;
    assert_eq!(dot.lines().filter(|line| line.contains("[label=\"vision\"")).count(), 2, "{dot}");
}

#[test]
fn stages_times_and_titles() {
    let library = library();
    let run = |more: &[&str]| truenorth(&[&["money"], more].concat()).at(&library).exits(0);
    run(&["--stage=actual"]).says("The plan has no such amounts").hides("By pillar");
    run(&["--within=2028"]).says("The plan has no such amounts");
    run(&["--by=month", "--stage=adopted"]).says("2027-01  adopted").hides("2027-02");
    let revenue =
        LIBRARY.replace("\"owner\": \"organization\", \"category\"", "\"type\": \"revenue\", \"category\"");
    let revenue = revenue.replace("\"amounts\": { \"adopted\": { \"2027-01\": 10 } }", "\"amounts\": {}");
    let tree = plan(&[("truenorth.json", revenue)]);
    truenorth(&["money"]).at(&tree).exits(0).says("The plan spends nothing").says("revenue");
    let poor = LIBRARY.replace(", \"currency\": \"EUR\"", "");
    let tree = plan(&[("truenorth.json", poor)]);
    truenorth(&["money", "--own-currency"]).at(&tree).exits(2).warns("no currency to convert to");
}
