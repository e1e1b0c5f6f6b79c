//! `truenorth impact`

use serde_json::Value;

use super::questions::library;
use crate::run::truenorth;

fn ids(answer: &Value, table: &str) -> Vec<String> {
    let rows = answer["tables"][table].as_array().unwrap();
    rows.iter().map(|row| row["id"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn what_hangs_on_a_goal() {
    let library = library();
    let answer = truenorth(&["impact", "a", "--format=json"]).at(&library).exits(0).json();
    assert_eq!(ids(&answer, "feeds"), ["p1", "p2", "vision"]);
    assert_eq!(ids(&answer, "waits"), ["b"]);
    assert_eq!(ids(&answer, "carries"), ["a"]);
    assert_eq!(ids(&answer, "refers"), ["slow", "damp"]);
    let needs = ids(&answer, "needs");
    for item in ["desk", "p-one", "l1"] {
        assert!(needs.iter().any(|id| id == item), "{needs:?}");
    }
    // 1/4 of `p1`, all of `p2`; 2/3 * 1/4 + 1/3 of the vision.
    let strength = |at: usize| answer["tables"]["feeds"][at]["strength"].as_f64().unwrap();
    for (at, expected) in [0.25, 1.0, 0.5].into_iter().enumerate() {
        assert!((strength(at) - expected).abs() < 1e-9, "{answer}");
    }
}

/// Both goals that lead to the vision are done by one person.
#[test]
fn what_hangs_on_a_person() {
    let library = library();
    let done = truenorth(&["impact", "p-one"]).at(&library).exits(0);
    done.says("person `p-one`: Ada Reader")
        .says("goals it stands for     2")
        .says("share of the vision     100 %");
    let vision = truenorth(&["impact", "vision", "--format=json"]).at(&library).exits(0).json();
    assert_eq!(ids(&vision, "parts"), ["p1", "p2", "a", "b"]);
    let alone = truenorth(&["impact", "l2"]).at(&library).exits(0);
    alone.says("goals it stands for     0").says("share of the vision     0 %");
}
