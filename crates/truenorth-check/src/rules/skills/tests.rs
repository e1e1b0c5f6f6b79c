//! The branches of the rules on skills.

use crate::testing::{of_rule, with};

/// The messages of one rule on a plan of 2027-07-01 with three people and two skills.
fn messages(fields: &str, code: &str) -> Vec<String> {
    let people = r#""people": [
        { "id": "ada", "name": "Ada", "skills": { "rust": 4, "sql": { "level": 3, "expires": "2027-08-31" } } },
        { "id": "bo", "name": "Bo", "skills": { "rust": 2 }, "valid": "2026.." },
        { "id": "cy", "name": "Cy", "valid": "2026..2027-09-15" }],
      "skills": [{ "id": "rust", "title": "Rust" }, { "id": "sql", "title": "SQL" }]"#;
    let found = of_rule(&with(&format!("{people}, {fields}")), code);
    found.into_iter().map(|finding| finding.message).collect()
}

fn goal(need: &str) -> String {
    format!(
        r#""goals": [{{ "id": "g", "title": "G", "contributes_to": "vision", "period": "2027-10..2027-12", "needs": [{need}] }}]"#
    )
}

fn course(fields: &str) -> String {
    format!(
        r#""training": [{{ "id": "c", "title": "C", "teaches": {{ "rust": 3 }}, "contributes_to": "g", "attendees": ["bo", "cy"], {fields} }}]"#
    )
}

#[test]
fn gaps_of_goals() {
    let found = |need: &str| messages(&goal(need), "SKL001");
    assert_eq!(found(r#""rust""#), [""; 0]);
    // Cy, whose level is not written, has left by October, but is there in September.
    assert_eq!(
        found(r#"{ "skill": "rust", "people": 2 }"#),
        ["`g` needs 2 people with `rust` at level 3 by 2027-10-01, and 1 is known to have or learn it"]
    );
    assert_eq!(
        found(r#"{ "skill": "rust", "people": 3, "level": 2, "by": "2027-08" }"#),
        ["`g` needs 3 people with `rust` at level 2 by 2027-08-31, and 2 are known to have or learn it; \
             of 1 person no level is written"]
    );
    // A certificate holds to its last day, and no longer.
    assert_eq!(found(r#"{ "skill": "sql", "by": "2027-08-31" }"#), [""; 0]);
    assert_eq!(
        found(r#"{ "skill": "sql", "by": "2027-09-01" }"#),
        ["`g` needs 1 person with `sql` at level 3 by 2027-09-01, and nobody is known to have or learn it; \
             of 2 people no level is written"]
    );
    // What should have been there is judged as of today.
    assert_eq!(found(r#"{ "skill": "sql", "by": "2027-01" }"#), [""; 0]);
}

#[test]
fn courses_close_gaps_in_time_or_too_late() {
    let both = |fields: &str| {
        let plan = format!("{}, {}", goal(r#"{ "skill": "rust", "people": 2 }"#), course(fields));
        (messages(&plan, "SKL001").len(), messages(&plan, "SKL003"))
    };
    let none = Vec::<String>::new;
    assert_eq!(both(r#""period": "2027-08", "ready_after": "1m""#), (0, none()));
    assert_eq!(both(r#""period": "2027-09", "ready_after": "1d""#), (0, none()));
    assert_eq!(
        both(r#""period": "2027-09", "ready_after": "2d""#),
        (
            0,
            vec![
                "`g` needs 2 people with `rust` at level 3 by 2027-10-01, but `c` is ready on 2027-10-02"
                    .to_owned()
            ]
        )
    );
    // Without a time nobody knows that it is too late.
    assert_eq!(both(r#""status": "planned""#), (0, none()));
    assert_eq!(both(r#""period": "2027-08", "status": "cancelled""#), (1, none()));
    assert_eq!(both(r#""period": "2027-08", "status": "idea""#), (1, none()));
    // A certificate that lapses before it is needed does not count.
    assert_eq!(both(r#""period": "2027-06", "valid_for": "1m", "status": "held""#), (1, none()));
    // Too late for the need, and so for the goal: one finding.
    assert_eq!(
        both(r#""period": "2027-12", "ready_after": "1w""#).1,
        ["`g` needs 2 people with `rust` at level 3 by 2027-10-01, but `c` is ready on 2028-01-07"]
    );
    let plan = format!("{}, {}", goal(r#""rust""#), course(r#""period": "2027-12", "ready_after": "1w""#));
    assert_eq!(messages(&plan, "SKL003"), ["`c` is ready on 2028-01-07, after `g` is due on 2027-12-31"]);
}

#[test]
fn nothing_is_said_of_a_plan_without_levels() {
    let plan = r#""people": [{ "id": "ada", "name": "Ada" }], "skills": [{ "id": "rust", "title": "Rust", "needed": 2 }],
        "goals": [{ "id": "g", "title": "G", "contributes_to": "vision", "needs": "rust" }]"#;
    for code in ["SKL001", "SKL002", "SKL010"] {
        assert!(of_rule(&with(plan), code).is_empty(), "{code}");
    }
}

#[test]
fn single_points_by_skill() {
    assert_eq!(
        messages(&goal(r#""rust", { "skill": "rust", "level": 4 }"#), "SKL002"),
        ["an open goal needs `rust` at level 3, and only `ada` is known to have it"]
    );
    assert_eq!(messages(&goal(r#"{ "skill": "rust", "level": 2 }"#), "SKL002"), [""; 0]);
    let plan = format!("{}, {}", goal(r#""rust""#), course(r#""period": "2027-12""#));
    assert_eq!(messages(&plan, "SKL002"), [""; 0]);
}

#[test]
fn levels_beyond_the_plans_own_scale() {
    let fields = r#""skill_scale": ["no", "some", "much"], "roles": [{ "id": "r", "title": "R", "requires": { "rust": 2 } }]"#;
    assert_eq!(
        messages(fields, "SKL004"),
        [
            "level 4 of `rust` is beyond the scale, which ends at 2",
            "level 3 of `sql` is beyond the scale, which ends at 2"
        ]
    );
}

#[test]
fn mentors() {
    let found = |fields: &str, code: &str| {
        messages(&format!(r#""mentoring": [{{ "mentor": "bo", "mentee": "ada", {fields} }}]"#), code)
    };
    assert_eq!(
        found(r#""skill": "rust""#, "SKL007"),
        ["`bo` teaches `rust` to `ada`, but is at level 2, and `ada` at level 4"]
    );
    // Of Bo no level of SQL is written.
    assert_eq!(found(r#""skill": "sql""#, "SKL007"), [""; 0]);
    assert_eq!(found(r#""skill": "rust", "period": "2027-H1""#, "SKL007"), [""; 0]);
    let own = r#""mentoring": [{ "mentor": "bo", "mentee": "bo" }]"#;
    assert_eq!(messages(own, "SKL007"), ["`bo` is mentor of the same person"]);
    let many = r#""checks": { "limits": { "mentees": 1 } }, "mentoring": [
        { "mentor": "bo", "mentee": "ada", "period": "2027-Q3" }, { "mentor": "bo", "mentee": "cy", "period": "2027-09.." },
        { "mentor": "ada", "mentee": "bo", "period": "2027-Q3" }, { "mentor": "ada", "mentee": "cy", "period": "2027-Q4" }]"#;
    assert_eq!(messages(many, "SKL008"), ["`bo` has 2 mentees at once on 2027-09-01, and the limit is 1"]);
}

#[test]
fn roles_ask_for_more() {
    let found = |more: &str| {
        let fields = format!(
            r#""roles": [{{ "id": "r", "title": "R", "requires": {{ "sql": 1, "rust": 3 }} }}],
            "teams": [{{ "id": "t", "title": "T" }}] {more}"#
        );
        let plan = with(&format!(
            r#""people": [{{ "id": "di", "name": "Di", "roles": "r", "skills": {{ "rust": 2 }} }}],
            "skills": [{{ "id": "rust", "title": "Rust" }}, {{ "id": "sql", "title": "SQL" }}], {fields}"#
        ));
        of_rule(&plan, "SKL011").into_iter().map(|finding| finding.message).collect::<Vec<_>>()
    };
    // The level of SQL is not written: unknown is not none.
    assert_eq!(found(""), ["`di` holds `r`, which asks for `rust` at level 3, and is at level 2"]);
    let course =
        r#", "training": [{ "id": "c", "title": "C", "teaches": { "rust": 3 }, "attendees": "di" }]"#;
    assert_eq!(found(course), [""; 0]);
}
