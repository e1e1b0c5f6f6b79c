//! Rows 49, 51 and 52: what a plan says of its version, and of what is not to be checked.

use super::codes;
use crate::run::{check, goal, plan, root};

#[test]
fn row_49_versions_of_the_format() {
    let version = |written: &str| {
        let text = root(&format!("\"goals\": [{}]", goal("a", "A", "")));
        plan(&[("truenorth.json", text.replace("\"truenorth\": 1", &format!("\"truenorth\": {written}")))])
    };
    for newer in ["2", "999", "4294967295"] {
        assert_eq!(check(&version(newer)).says("error[PLN018]").says("help").code, 2, "{newer}");
    }
    for none in ["\"1\"", "-1", "1.5", "0", "[]", "1e400", "4294967296", "99999999999999999999"] {
        let done = check(&version(none)).says("truenorth.json:1:").says("help");
        assert!(done.code == 1 || done.code == 2, "{none}: {done}");
    }
    assert_eq!(codes(version("null").path()), (0, vec!["PLN012".to_owned()]));
    assert_eq!(codes(version("1").path()), (0, vec![]));
}

#[test]
fn row_51_a_team_cannot_switch_rules_off() {
    let late = goal("late", "Late", "").replace("2027-06-30", "2027-02-02");
    let with = |fields: &str| {
        plan(&[
            ("truenorth.json", root("\"include\": [\"teams/*.json\"]")),
            ("teams/a.json", format!("{{ {fields}, \"goals\": [{late}] }}")),
        ])
    };
    for fields in [
        "\"checks\": { \"ignore\": [\"overdue\"] }",
        "\"include\": [\"../*.json\"]",
        "\"levels\": [{ \"kind\": \"x\", \"title\": \"X\" }]",
        "\"as_of\": \"2020-01-01\"",
        "\"calendar\": { \"fiscal_year_start\": \"04-01\" }",
        "\"organization\": { \"name\": \"Mine\" }",
        "\"plans\": { \"x\": { \"title\": \"X\" } }",
    ] {
        let (status, found) = codes(with(fields).path());
        assert_eq!(status, 1, "{fields}");
        // The rule is heard all the same.
        assert_eq!(found, ["PLN014", "TIM003"], "{fields}");
    }
}

#[test]
fn row_52_ignores_that_silence_nothing() {
    let ignoring = |entry: &str| {
        let late = goal("late", "Late", &format!(", \"ignore\": [{entry}]"));
        codes(
            plan(&[(
                "truenorth.json",
                root(&format!("\"goals\": [{}]", late.replace("2027-06-30", "2027-02-02"))),
            )])
            .path(),
        )
    };
    let found = |list: &[&str]| list.iter().map(|code| (*code).to_owned()).collect::<Vec<_>>();
    assert_eq!(ignoring("{ \"rule\": \"overdue\", \"reason\": \"The printer burned down\" }"), (0, vec![]));
    assert_eq!(ignoring("{ \"rule\": \"overdue\" }"), (1, found(&["TIM003", "SUP002"])));
    assert_eq!(ignoring("{ \"rule\": \"overdue\", \"reason\": \" \" }"), (1, found(&["TIM003", "SUP002"])));
    assert_eq!(ignoring("{ \"rule\": \"no-such\", \"reason\": \"x\" }"), (1, found(&["TIM003", "SUP001"])));
    assert_eq!(
        ignoring("{ \"rule\": \"overdue\", \"reason\": \"x\", \"until\": \"2027-02-14\" }"),
        (1, found(&["TIM003", "SUP004"]))
    );
    // The last day counts.
    assert_eq!(
        ignoring("{ \"rule\": \"overdue\", \"reason\": \"x\", \"until\": \"2027-02-15\" }"),
        (0, vec![])
    );
    assert_eq!(
        ignoring(
            "{ \"rule\": \"overdue\", \"reason\": \"x\" }, { \"rule\": \"due-before-start\", \"reason\": \"x\" }"
        ),
        (0, found(&["SUP003"]))
    );
}
