//! The branches of the rules on ownership.

use crate::testing::of_rule;

/// A plan of 2027-07-01 with two people and a role, and these fields.
fn plan(fields: &str) -> String {
    format!(
        r#"{{ "truenorth": 1, "as_of": "2027-07-01", "organization": {{ "name": "Test" }}, "vision": "v",
            "checks": {{ "limits": {{ "goals_per_owner": 2 }} }},
            "roles": [{{ "id": "head", "title": "H" }}],
            "people": [{{ "id": "ada", "name": "Ada", "roles": "head", "valid": "2024..2027-03" }}, {{ "id": "bo", "name": "Bo", "valid": "2025..2027-09" }}],
            {fields} }}"#
    )
}

fn messages(fields: &str, code: &str) -> Vec<String> {
    of_rule(&plan(fields), code).into_iter().map(|finding| finding.message).collect()
}

#[test]
fn goals_that_need_no_owner() {
    let found = messages(
        r#""pillars": [{ "id": "p", "title": "P" }],
        "goals": [
          { "id": "plain", "title": "G", "contributes_to": "p", "due": "2028", "owner": "bo", "milestones": [{ "id": "m", "title": "M" }] },
          { "id": "wanted", "title": "W", "contributes_to": "p", "due": "2028", "help_wanted": true },
          { "id": "idea", "title": "I", "contributes_to": "p", "due": "2028", "status": "proposed" },
          { "id": "over", "title": "O", "contributes_to": "p", "due": "2028", "done": "2027-01-01" },
          { "id": "lost", "title": "L", "contributes_to": "p", "due": "2028", "owner": "nobody" }]"#,
        "OWN001",
    );
    assert_eq!(found, ["nobody answers for `plain/m`"]);
}

#[test]
fn owners_who_leave() {
    let goal = |owner: &str, due: &str| {
        messages(
            &format!(
                r#""goals": [{{ "id": "g", "title": "G", "contributes_to": "vision", "owner": "{owner}", "due": "{due}" }}]"#
            ),
            "OWN002",
        )
    };
    assert_eq!(goal("ada", "2027-02"), ["`ada` answers for `g`, but left on 2027-03-31"]);
    assert_eq!(
        goal("bo", "2027-12"),
        ["`bo` answers for `g`, but leaves on 2027-09-30, before it is due on 2027-12-31"]
    );
    assert_eq!(goal("bo", "2027-09"), [""; 0]);
    assert_eq!(goal("head", "2028"), [""; 0]);
}

#[test]
fn an_owner_of_the_defaults_is_one_finding() {
    let found = of_rule(
        &plan(
            r#""defaults": { "owner": "ada", "period": "2027" },
            "goals": [{ "id": "a", "title": "A", "contributes_to": "vision" }, { "id": "b", "title": "B", "contributes_to": "vision" },
                      { "id": "c", "title": "C", "contributes_to": "vision", "owner": "ada" }]"#,
        ),
        "OWN002",
    );
    let items: Vec<&str> = found.iter().filter_map(|finding| finding.item.as_deref()).collect();
    assert_eq!(items, ["a", "c"]);
    assert_eq!(found[0].secondary.len(), 2);
}

#[test]
fn goals_that_count_for_the_limit() {
    let goal = |id: &str, rest: &str| {
        format!(r#"{{ "id": "{id}", "title": "T", "contributes_to": "vision", "owner": "bo", {rest} }}"#)
    };
    let own = goal(
        "one",
        r#""due": "2027-09", "key_results": [{ "id": "k", "title": "K", "owner": "bo" }, { "id": "l", "title": "L", "owner": "bo" }]"#,
    );
    let two = goal("two", r#""due": "2027-09""#);
    let found = |more: &str| messages(&format!(r#""goals": [{own}, {two}{more}]"#), "OWN003");
    // Key results inside a goal of the same owner count with it.
    assert_eq!(found(""), [""; 0]);
    assert_eq!(found(&format!(", {}", goal("later", r#""start": "2027-08", "due": "2027-09""#))), [""; 0]);
    assert_eq!(found(&format!(", {}", goal("step", r#""kind": "milestone", "due": "2027-09""#))), [""; 0]);
    let late = goal("late", r#""due": "2027-01""#);
    assert_eq!(found(&format!(", {late}")), ["`bo` answers for 3 open goals at once, and the limit is 2"]);
    // A key result inside a goal of somebody else counts.
    let nested = r#", { "id": "theirs", "title": "T", "contributes_to": "vision", "owner": "organization", "due": "2027-09",
        "key_results": [{ "id": "k", "title": "K", "owner": "bo" }] }"#;
    assert_eq!(found(nested).len(), 1);
}

#[test]
fn a_role_held_by_people_who_left_is_vacant() {
    let found = messages(
        r#""goals": [{ "id": "g", "title": "G", "contributes_to": "vision", "owner": "head", "due": "2028" },
                     { "id": "h", "title": "H", "contributes_to": "vision", "owner": "head", "due": "2028", "done": "2027-01-01" }]"#,
        "OWN004",
    );
    assert_eq!(found, ["nobody holds `head`, which answers for 1 open goal"]);
    assert_eq!(messages(r#""goals": []"#, "OWN004"), [""; 0]);
}
