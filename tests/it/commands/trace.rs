//! `truenorth trace`

use serde_json::json;

use super::questions::library;
use crate::run::{goal, plan, root, truenorth};

/// Two thirds of the vision are `p1`, of which a quarter is `a`; one third is `p2`, which is all `a`: 1/6 + 1/3.
#[test]
fn why_an_item_matters() {
    let answer = truenorth(&["trace", "a", "--format=json"]).at(&library()).exits(0).json();
    let facts = &answer["facts"];
    assert!((facts["contribution"].as_f64().unwrap() - 0.5).abs() < 1e-9, "{facts}");
    assert!((facts["strength"].as_f64().unwrap() - 1.0 / 3.0).abs() < 1e-9, "{facts}");
    assert_eq!((&facts["ways"], &facts["progress"]), (&json!(2), &json!(0.4)));
    let why = answer["tables"]["why"].as_array().unwrap();
    let links: Vec<(u64, &str, &str)> = why
        .iter()
        .map(|row| {
            (row["step"].as_u64().unwrap(), row["from"].as_str().unwrap(), row["to"].as_str().unwrap())
        })
        .collect();
    assert_eq!(links, [(1, "a", "p1"), (1, "a", "p2"), (2, "p1", "vision"), (2, "p2", "vision")]);
    assert_eq!((&why[0]["share"], &why[1]["share"]), (&json!(0.25), &json!(1.0)));
    assert_eq!(answer["tables"]["how"], json!([]));
}

#[test]
fn how_it_comes_about_as_deep_as_asked() {
    let library = library();
    let run = |depth: &str| truenorth(&["trace", "vision", "--depth", depth]).at(&library).exits(0).stdout;
    let rows = |text: &str| text.lines().skip_while(|line| *line != "How").skip(2).count();
    assert_eq!((rows(&run("100")), rows(&run("1")), rows(&run("0"))), (5, 2, 0));
    assert!(run("1").contains("Books (and 2 below)"), "{}", run("1"));
    assert!(!run("0").contains("nothing contributes"), "{}", run("0"));
    let first = truenorth(&["trace", "vision", "--format=csv"]).at(&library).exits(0).stdout;
    assert!(first.starts_with("id,depth,parent,share,"), "{first}");
}

#[test]
fn circles_end_and_are_told() {
    let to = |id: &str, to: &str| goal(id, "T", "").replace("\"vision\"", to);
    let goals = [to("c", "\"d\""), to("d", "[\"c\", \"vision\"]")].join(", ");
    let tree = plan(&[("truenorth.json", root(&format!("\"goals\": [{goals}]")))]);
    let answer = truenorth(&["trace", "c", "--format=json"]).at(&tree).exits(0).json();
    let how: Vec<&str> = answer["tables"]["how"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row["title"].as_str().unwrap())
        .collect();
    assert_eq!(how, ["T", "T (opened above)"]);
    assert_eq!(answer["facts"]["ways"], json!(null));
    assert_eq!(answer["notes"].as_array().unwrap().len(), 1, "{answer}");
}

#[test]
fn an_arrow_of_two_links_bears_both_shares() {
    let twice = goal("a", "A", "").replace("\"vision\"", "[\"p\", { \"goal\": \"p\", \"weight\": -3 }]");
    let goals = format!("{}, {twice}", goal("p", "P", ""));
    let tree = plan(&[("truenorth.json", root(&format!("\"goals\": [{goals}]")))]);
    let run = |format: &str| truenorth(&["trace", "vision", "--format", format]).at(&tree).exits(0);
    run("mermaid").says("|\"25 % and -75 %\"|");
    run("dot").says("[label=\"25 % and -75 %\"]");
}

#[test]
fn a_goal_without_a_way_says_so() {
    let done = truenorth(&["trace", "lost"]).at(&library()).exits(0);
    done.says("`lost` does not reach the vision: Lost")
        .says("strongest way       -")
        .says("it contributes to nothing");
}
