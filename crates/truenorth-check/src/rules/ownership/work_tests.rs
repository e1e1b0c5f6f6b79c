//! The branches of the rules on work: load, parts and asks.

use crate::testing::{of_rule, with};

/// The messages of one rule on a plan of 2027-07-01.
fn messages(fields: &str, code: &str) -> Vec<String> {
    of_rule(&with(fields), code).into_iter().map(|finding| finding.message).collect()
}

/// Overloads of Ada, with these fields of hers and a part in one goal each.
fn loads(ada: &str, parts: &[&str]) -> Vec<String> {
    let goals: Vec<String> = parts
        .iter()
        .enumerate()
        .map(|(at, part)| {
            format!(
                r#"{{ "id": "g{at}", "title": "G", "contributes_to": "vision", "period": "2027",
                    "raci": {{ "responsible": {{ "who": "ada", {part} }} }} }}"#
            )
        })
        .collect();
    let fields =
        format!(r#""people": [{{ "id": "ada", "name": "Ada"{ada} }}], "goals": [{}]"#, goals.join(", "));
    messages(&fields, "OWN007")
}

#[test]
fn load_is_counted_day_by_day() {
    assert_eq!(loads("", &[r#""share": "60%""#, r#""share": "40%""#]), [""; 0]);
    assert_eq!(
        loads("", &[r#""share": "60%""#, r#""share": "40.1%", "period": "2027-10..""#]),
        ["`ada` is booked for 100.1% of full time from 2027-10-01 to 2027-12-31, and 100% is at hand"]
    );
    // One after the other is not at once.
    assert_eq!(
        loads("", &[r#""share": "90%", "period": "2027-H1""#, r#""share": "90%", "period": "2027-H2""#]),
        [""; 0]
    );
    // What is over is over; what still goes on is told from its first day.
    assert_eq!(loads("", &[r#""share": "120%", "period": "2027-H1""#]), [""; 0]);
    assert_eq!(
        loads("", &[r#""share": "120%", "period": "2027-05..2027-07""#]),
        ["`ada` is booked for 120% of full time from 2027-05-01 to 2027-07-31, and 100% is at hand"]
    );
    // Nobody knows how much a part without a number is.
    assert_eq!(loads("", &[r#""share": "90%""#, r#""for": "organization""#]).len(), 0);
}

#[test]
fn capacity_leave_and_the_weeks_of_the_option() {
    assert_eq!(
        loads(r#", "capacity": "50%""#, &[r#""share": "60%", "period": "2027-08..""#]),
        ["`ada` is booked for 60% of full time from 2027-08-01 on, and 50% is at hand"]
    );
    // Three weeks of holiday are shorter than the four of the option, a leave of a month is not.
    assert_eq!(loads(r#", "leave": { "2027-08-02..2027-08-22": "100%" }"#, &[r#""share": "60%""#]), [""; 0]);
    assert_eq!(
        loads(r#", "leave": { "2027-08": "50%" }"#, &[r#""share": "60%""#]),
        ["`ada` is booked for 60% of full time from 2027-08-01 to 2027-08-31, and 50% is at hand"]
    );
    // Neighbouring times are one, told at its worst.
    assert_eq!(
        loads(r#", "leave": { "2027-08": "50%", "2027-09": "90%" }"#, &[r#""share": "60%""#]),
        ["`ada` is booked for 60% of full time from 2027-08-01 to 2027-09-30, and 10% is at hand"]
    );
    // Who is not there is not overloaded.
    assert_eq!(
        loads(r#", "valid": "2025..2027-07-20""#, &[r#""share": "160%", "period": "2027-07..""#]),
        [""; 0]
    );
}

#[test]
fn effort_is_spread_over_working_days() {
    // July 2027 has 22 working days.
    assert_eq!(loads("", &[r#""effort": "22d", "period": "2027-07""#]), [""; 0]);
    assert_eq!(
        loads("", &[r#""effort": "33d", "period": "2027-07""#]),
        ["`ada` is booked for 150% of full time from 2027-07-01 to 2027-07-31, and 100% is at hand"]
    );
    assert_eq!(loads("", &[r#""effort": "99999y", "period": "2027-07..""#]), [""; 0]);
}

#[test]
fn a_role_means_its_only_holder() {
    let found = |roles: &str| {
        let fields = format!(
            r#""roles": [{{ "id": "r", "title": "R" }}], "people": [{{ "id": "ada", "name": "Ada", "roles": "r" }}, {{ "id": "bo", "name": "Bo"{roles} }}],
            "goals": [{{ "id": "g", "title": "G", "contributes_to": "vision", "raci": {{ "responsible": {{ "who": "r", "share": "120%" }} }} }}]"#
        );
        messages(&fields, "OWN007").len()
    };
    assert_eq!(found(""), 1);
    assert_eq!(found(r#", "roles": "r""#), 0);
}

#[test]
fn who_is_accountable() {
    let found = |owner: &str, accountable: &str| {
        let fields = format!(
            r#""people": [{{ "id": "ada", "name": "Ada" }}, {{ "id": "bo", "name": "Bo" }}],
            "goals": [{{ "id": "g", "title": "G", "contributes_to": "vision"{owner}, "raci": {{ "accountable": {accountable} }} }}]"#
        );
        let plan = with(&fields).replace(r#""owner": "organization", "#, "");
        of_rule(&plan, "OWN008").into_iter().map(|finding| finding.message).collect::<Vec<_>>()
    };
    assert_eq!(found(r#", "owner": "ada""#, r#"["ada", "bo"]"#), ["`ada` and `bo` are accountable for `g`"]);
    assert_eq!(found(r#", "owner": "ada""#, r#""ada""#), [""; 0]);
    assert_eq!(found("", r#""ada""#), [""; 0]);
    assert_eq!(found("", r#"["ada", "bo"]"#), ["`ada` and `bo` are accountable for `g`"]);
}

/// A plan in which a goal, due at the end of 2027, asks a team.
fn asks(list: &str) -> String {
    format!(
        r#""teams": [{{ "id": "t", "title": "T", "ask_capacity": 10 }}],
        "goals": [{{ "id": "g", "title": "G", "contributes_to": "vision", "asks": [{list}] }}]"#
    )
}

#[test]
fn answers_are_wanted_two_weeks_before() {
    let found = |ask: &str| messages(&asks(&format!(r#"{{ "team": "t", {ask} }}"#)), "OWN009");
    assert_eq!(found(r#""due": "2027-07-15""#), [""; 0]);
    assert_eq!(
        found(r#""due": "2027-07-14""#),
        ["what `g` asks of `t` is wanted by 2027-07-14, and has no answer"]
    );
    assert_eq!(
        found(r#""due": "2027-06""#),
        ["what `g` asks of `t` was wanted by 2027-06-30, and has no answer"]
    );
    assert_eq!(found(r#""due": "2027-06", "answer": "done""#), [""; 0]);
    // Without a day of its own it has that of the goal.
    assert_eq!(found(r#""size": "small""#), [""; 0]);
}

#[test]
fn points_of_asks_by_quarter() {
    let ask = |size: &str, more: &str| format!(r#"{{ "team": "t", "size": "{size}"{more} }}"#);
    let found = |list: &[String]| messages(&asks(&list.join(", ")), "OWN010");
    let both = [ask("large", ""), ask("medium", r#", "due": "2027-10-01""#)];
    assert_eq!(found(&both), ["2 asks want 11 points of `t` in 2027-Q4, and it can take 10"]);
    assert_eq!(found(&[ask("large", ""), ask("medium", r#", "due": "2027-09-30""#)]), [""; 0]);
    assert_eq!(found(&[ask("large", ""), ask("small", ""), ask("small", "")]), [""; 0]);
    assert_eq!(found(&[ask("large", ""), ask("large", r#", "answer": "declined""#)]), [""; 0]);
    assert_eq!(
        found(&[ask("large", r#", "due": "2027-Q2""#), ask("large", r#", "due": "2027-Q2""#)]),
        [""; 0]
    );
    let own = r#""checks": { "limits": { "ask_points": { "small": 11 } } }"#;
    let plan = format!("{own}, {}", asks(&ask("small", "")));
    assert_eq!(messages(&plan, "OWN010"), ["an ask wants 11 points of `t` in 2027-Q4, and it can take 10"]);
}
