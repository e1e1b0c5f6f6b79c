//! The branches of the rules on change.

use crate::testing::{of_rule, with};

/// The messages of one rule on a plan of 2027-07-01.
fn messages(fields: &str, code: &str) -> Vec<String> {
    of_rule(&with(fields), code).into_iter().map(|finding| finding.message).collect()
}

fn change(fields: &str) -> String {
    format!(
        r#""teams": [{{ "id": "t", "title": "T" }}], "goals": [{{ "id": "g", "title": "G", "contributes_to": "vision", "milestones": [{{ "id": "m", "title": "M" }}] }}],
        "changes": [{{ "id": "c", "title": "C", {fields} }}]"#
    )
}

#[test]
fn changes_that_are_over_are_left_alone() {
    let bare = |status: &str| {
        let plan = change(&format!(r#""status": "{status}", "groups": "t""#));
        ["CHG001", "CHG002", "CHG003", "CHG004"].map(|code| messages(&plan, code).len())
    };
    assert_eq!(bare("proposed"), [1, 1, 1, 0]);
    assert_eq!(bare("under_way"), [1, 1, 1, 1]);
    assert_eq!(bare("embedded"), [0; 4]);
    assert_eq!(bare("dropped"), [0; 4]);
}

#[test]
fn a_change_is_told_by_a_message_about_its_goal_or_by_evidence() {
    let found = |fields: &str, more: &str| {
        messages(&format!("{}{more}", change(&format!(r#""status": "under_way"{fields}"#))), "CHG004").len()
    };
    assert_eq!(found("", ""), 1);
    assert_eq!(found(r#", "kotter": { "communication": "g" }"#, ""), 0);
    assert_eq!(found(r#", "kotter": { "urgency": "g" }"#, ""), 1);
    let told = |about: &str| format!(r#", "stakeholders": [{{ "id": "s", "title": "S", {about} }}]"#);
    assert_eq!(
        found(r#", "contributes_to": "g""#, &told(r#""messages": [{ "title": "M", "about": "g" }]"#)),
        0
    );
    let nested = told(r#""messages": [{ "title": "M", "about": "g/m" }]"#);
    assert_eq!(found(r#", "contributes_to": "g""#, &nested), 0);
    assert_eq!(found("", &nested), 1);
    // Without an `about` of its own a message is about what its stakeholder is.
    assert_eq!(found("", &told(r#""about": "c", "messages": [{ "title": "M" }]"#)), 0);
    assert_eq!(found("", &told(r#""about": "c", "messages": [{ "title": "M", "about": "g" }]"#)), 1);
    assert_eq!(found("", &told(r#""about": "c""#)), 1);
}

#[test]
fn messages_are_overdue_the_day_after() {
    let found = |message: &str| {
        let goals = r#""goals": [{ "id": "open", "title": "O", "contributes_to": "vision" },
            { "id": "over", "title": "O", "contributes_to": "vision", "done": "2027-06-01" }]"#;
        let fields = format!(
            r#"{goals}, "stakeholders": [{{ "id": "s", "title": "S", "messages": [{{ "title": "M", {message} }}] }}]"#
        );
        messages(&fields, "CHG006")
    };
    let none: [String; 0] = [];
    assert_eq!(found(r#""due": "2027-07-01""#), none);
    assert_eq!(
        found(r#""due": "2027-06-30""#),
        ["the message \"M\" for `s` was due 2027-06-30, and was not told"]
    );
    assert_eq!(found(r#""due": "2027-06-30", "sent": ["2027-05-01"]"#), none);
    // A day to come is no message told.
    assert_eq!(found(r#""due": "2027-06-30", "sent": ["2027-07-02"]"#).len(), 1);
    assert_eq!(found(r#""due": "2027-06-30", "about": "over""#), none);
    assert_eq!(found(r#""due": "2027-06-30", "about": ["over", "open"]"#).len(), 1);
    assert_eq!(found(r#""due": "every 3m", "sent": ["2027-04-01"]"#), none);
    assert_eq!(
        found(r#""due": "every 3m", "sent": ["2027-03-31", "2026-12-01"]"#),
        ["the message \"M\" for `s` is due every 3m, and was told last on 2027-03-31"]
    );
    assert_eq!(found(r#""due": "every 3m""#), none);
}

#[test]
fn means_of_a_group() {
    let found = |adkar: &str, code: &str| {
        let fields = format!(r#""groups": {{ "group": "t", "adkar": {{ "date": "2027-06-01", {adkar} }} }}"#);
        messages(&change(&fields), code)
    };
    assert_eq!(
        found(r#""answers": 4"#, "CHG007"),
        ["`adkar` of `t` rests on 4 answers; below 5 a mean may show what one person said"]
    );
    assert_eq!(found(r#""answers": 5"#, "CHG007"), [""; 0]);
    // The limit belongs to the barrier.
    assert_eq!(
        found(r#""answers": 9, "awareness": 3.1, "desire": 3, "knowledge": 1.5"#, "CHG009"),
        ["`t` stands at desire of `c`: 3 of 5, asked on 2027-06-01"]
    );
    assert_eq!(found(r#""answers": 9, "awareness": 3.1, "knowledge": 1.5"#, "CHG009"), [""; 0]);
}

#[test]
fn talks_and_their_grace() {
    let found = |cadence: &str, last: &str| {
        let fields = format!(
            r#""teams": [{{ "id": "t", "title": "T" }}],
            "feedback": [{{ "kind": "survey", "from": "t", "to": "organization", "cadence": "{cadence}"{last} }}]"#
        );
        messages(&fields, "CHG010")
    };
    assert_eq!(found("1m", r#", "last": "2027-05-24""#), [""; 0]);
    assert_eq!(
        found("1m", r#", "last": "2027-05-23""#),
        ["the survey of `t` for `organization` was due 2027-06-23: every 1m, and last on 2027-05-23"]
    );
    assert_eq!(found("1m", ""), [""; 0]);
}

#[test]
fn load_by_quarter() {
    let found = |limit: u32, first: &str, second: &str| {
        let fields = format!(
            r#""checks": {{ "limits": {{ "change_load": {limit} }} }}, "teams": [{{ "id": "t", "title": "T" }}],
            "changes": [{{ "id": "a", "title": "A", "groups": {{ "group": "t", "load": "large", {first} }} }},
                        {{ "id": "b", "title": "B", "period": "{second}", "groups": "t" }}]"#
        );
        messages(&fields, "CHG011")
    };
    let later = r#""period": "2027-11..""#;
    assert_eq!(found(5, later, "2027-H2"), ["2 changes ask 6 points of `t` in 2027-Q4, and the limit is 5"]);
    assert_eq!(found(6, later, "2027-H2"), [""; 0]);
    assert_eq!(found(3, later, "2027-Q3"), ["a change asks 4 points of `t` in 2027-Q4, and the limit is 3"]);
    // What is over counts no more, what has begun counts now, and without a period nobody knows.
    assert_eq!(found(5, r#""period": "2027-H1""#, "2027"), [""; 0]);
    assert_eq!(
        found(5, r#""period": "2026..""#, "2027"),
        ["2 changes ask 6 points of `t` in 2027-Q3, and the limit is 5"]
    );
    assert_eq!(found(5, r#""people": 4"#, "2027"), [""; 0]);
}

#[test]
fn ratings_and_power() {
    let found = |fields: &str, code: &str| {
        messages(&format!(r#""stakeholders": [{{ "id": "s", "title": "S", {fields} }}]"#), code)
    };
    assert_eq!(found(r#""power": 3"#, "CHG005"), [""; 0]);
    assert_eq!(
        found(r#""power": 4"#, "CHG005"),
        ["`s` has power 4 of 5 over the plan, and no message for them is planned"]
    );
    assert_eq!(found(r#""interest": 5"#, "CHG005"), [""; 0]);
}
