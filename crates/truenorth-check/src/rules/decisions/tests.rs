use crate::testing::{codes, of_rule, with};

fn decision(status: &str, fields: &str) -> String {
    with(&format!(r#""decisions": [{{ "id": "d", "title": "D", "status": "{status}", {fields} }}]"#))
}

const ONE: &str = r#""options": [{ "id": "a", "title": "A" }]"#;

#[test]
fn a_single_option_counts_only_where_there_is_a_choice_to_make() {
    assert_eq!(codes(&decision("pending", ONE)), ["DEC001"]);
    assert_eq!(codes(&decision("rejected", ONE)), [""; 0]);
    assert_eq!(codes(&decision("accepted", r#""context": "C""#)), [""; 0]);
}

#[test]
fn every_local_id_is_looked_up_where_it_belongs() {
    let json = decision(
        "pending",
        r#""criteria": [{ "id": "c" }], "states": [{ "id": "s", "probability": "100%" }],
        "options": [{ "id": "a", "title": "A", "scores": { "s": 1 }, "payoffs": { "c": 1 } }, { "id": "b", "title": "B" }],
        "pairwise": { "criteria": { "c": { "a": 2 } }, "c": { "a": { "b": 2, "c": 2 } }, "x": { "a": { "b": 1 } } }"#,
    );
    let messages: Vec<String> = of_rule(&json, "DEC003").into_iter().map(|finding| finding.message).collect();
    let expected = [
        "`d` has no criterion `s`",
        "`d` has no state `c`",
        "`d` has no criterion `a`",
        "`d` has no option `c`",
        "`d` has no criterion `x`",
    ];
    assert_eq!(messages, expected);
}

#[test]
fn days_pass_after_their_last_hour() {
    for (status, day, expected) in
        [("accepted", "2027-06-30", 1), ("accepted", "2027-07-01", 0), ("proposed", "2027-06-30", 0)]
    {
        let prediction =
            format!(r#""predictions": [{{ "title": "P", "probability": "50%", "due": "{day}" }}]"#);
        assert_eq!(of_rule(&decision(status, &prediction), "DEC005").len(), expected);
        assert_eq!(of_rule(&decision(status, &format!(r#""review": "{day}""#)), "TIM014").len(), expected);
    }
}

#[test]
fn a_proposal_replaces_nothing_yet() {
    let found = |status: &str| {
        let json = with(&format!(
            r#""decisions": [{{ "id": "new", "title": "N", "status": "{status}", "replaces": "old" }},
            {{ "id": "old", "title": "O", "status": "accepted" }}]"#
        ));
        of_rule(&json, "DEC007").pop().map(|finding| finding.message)
    };
    assert_eq!(found("accepted").as_deref(), Some("`old` is replaced by `new`, but still accepted"));
    assert_eq!(found("proposed"), None);
}

#[test]
fn incomplete_comparisons_are_left_alone() {
    let pairwise = |rows: &str| {
        let criteria = r#""criteria": [{ "id": "a" }, { "id": "b" }, { "id": "c" }]"#;
        codes(&decision("pending", &format!(r#"{criteria}, "pairwise": {{ "criteria": {{ {rows} }} }}"#)))
    };
    assert_eq!(pairwise(r#""a": { "b": 9, "c": "1/9" }, "b": { "c": 9 }"#), ["DEC009"]);
    assert_eq!(pairwise(r#""a": { "b": 9, "c": "1/9" }"#), [""; 0]);
}

#[test]
fn a_successor_may_still_be_a_proposal() {
    let found = |link: &str| {
        let json = with(&format!(
            r#""decisions": [{{ "id": "new", "title": "N", "{link}": "old" }},
            {{ "id": "old", "title": "O", "status": "superseded" }}]"#
        ));
        of_rule(&json, "DEC011").pop().map(|finding| finding.message)
    };
    assert_eq!(found("replaces"), None);
    assert_eq!(found("amends").as_deref(), Some("`old` is superseded, but no decision replaces it"));
}

#[test]
fn an_owner_may_come_from_the_file() {
    let json = |defaults: &str, status: &str| {
        format!(
            r#"{{ "truenorth": 1, "organization": {{ "name": "T" }}, "vision": "v", {defaults}
            "decisions": [{{ "id": "d", "title": "D", "status": "{status}" }}] }}"#
        )
    };
    assert_eq!(of_rule(&json("", "accepted"), "DEC013").len(), 1);
    assert_eq!(of_rule(&json("", "rejected"), "DEC013").len(), 0);
    assert_eq!(of_rule(&json(r#""defaults": { "owner": "organization" },"#, "accepted"), "DEC013").len(), 0);
}
