//! The branches of the rules on time.

use crate::testing::{of_rule, with};

fn messages(json: &str, code: &str) -> Vec<String> {
    of_rule(json, code).into_iter().map(|finding| finding.message).collect()
}

/// A plan of 2027-07-01 without a default period and with these goals.
fn goals(goals: &str) -> String {
    format!(
        r#"{{ "truenorth": 1, "as_of": "2027-07-01", "organization": {{ "name": "Test" }}, "vision": "v",
            "defaults": {{ "owner": "organization" }}, "goals": [{goals}] }}"#
    )
}

#[test]
fn due_against_parents() {
    let found = |child: &str| {
        let json = with(&format!(
            r#""goals": [
                {{ "id": "p", "title": "P", "contributes_to": "vision", "due": "2027-06" }},
                {{ "id": "q", "title": "Q", "contributes_to": "vision", "due": "2027-05" }},
                {{ "id": "c", "title": "C", "contributes_to": ["p", "q"], {child} }}]"#
        ));
        messages(&json, "TIM002")
    };
    // The tightest parent counts.
    assert_eq!(found(r#""due": "2027-09""#), ["`c` is due 2027-09-30, after its parent `q` (2027-05-31)"]);
    assert_eq!(found(r#""due": "2027-05""#), [""; 0]);
    // The file's period is no decision on this goal; a KPI has no end.
    assert_eq!(found(r#""tags": []"#), [""; 0]);
    assert_eq!(found(r#""due": "2027-09", "kind": "kpi""#), [""; 0]);
    assert_eq!(found(r#""due": "2027-09", "status": "achieved""#), [""; 0]);
}

#[test]
fn due_against_the_goal_around_an_undated_one() {
    let json = goals(
        r#"{ "id": "o", "title": "O", "contributes_to": "vision", "due": "2027-06",
             "initiatives": [{ "id": "i", "title": "I", "milestones": [{ "id": "m", "title": "M", "due": "2027-08" }] }] }"#,
    );
    assert_eq!(messages(&json, "TIM002"), ["`o/i/m` is due 2027-08-31, after its parent `o` (2027-06-30)"]);
}

#[test]
fn late_work_is_reported_once_a_nest() {
    let json = goals(
        r#"{ "id": "o", "title": "O", "contributes_to": "vision", "due": "2027-06",
             "key_results": [{ "id": "same", "title": "S", "due": "2027-06" }, { "id": "early", "title": "E", "due": "2027-05" }] },
           { "id": "met", "title": "M", "contributes_to": "vision", "kind": "key_result", "due": "2027-05",
             "measure": { "baseline": 0, "target": 4, "actuals": { "2027-05": 4 } } },
           { "id": "today", "title": "T", "contributes_to": "vision", "due": "2027-07-01" },
           { "id": "k", "title": "K", "kind": "kpi", "contributes_to": "vision", "due": "2027-01" },
           { "id": "quiet", "title": "Q", "contributes_to": "vision", "due": "2027-01", "status": "not_tracked" }"#,
    );
    assert_eq!(
        messages(&json, "TIM003"),
        ["`o` was due 2027-06-30 and is not done", "`o/early` was due 2027-05-31 and is not done"]
    );
}

#[test]
fn dependencies_and_their_waiting_time() {
    let found = |goal: &str| {
        messages(
            &goals(&format!(
                r#"{{ "id": "first", "title": "F", "contributes_to": "vision", "due": "2027-09-30" }},
                   {{ "id": "over", "title": "O", "contributes_to": "vision", "due": "2028", "done": "2027-02-01" }},
                   {{ "id": "g", "title": "G", "contributes_to": "vision", {goal} }}"#
            )),
            "TIM004",
        )
    };
    assert_eq!(found(r#""start": "2027-10-01", "due": "2028", "depends_on": "first""#), [""; 0]);
    assert_eq!(
        found(r#""start": "2027-10-01", "due": "2028", "depends_on": { "goal": "first", "lag": "1m" }"#),
        [
            "`g` starts 2027-10-01, but first needs `first`, which is due 2027-09-30 plus 1m of waiting, that is 2027-10-30"
        ]
    );
    // A period is a rough frame: only its end is held against the dependency.
    assert_eq!(found(r#""period": "2027-Q3..2028", "depends_on": "first""#), [""; 0]);
    assert_eq!(
        found(r#""due": "2027-08", "depends_on": "first""#),
        ["`g` is due 2027-08-31, but first needs `first`, which is due 2027-09-30"]
    );
    assert_eq!(found(r#""due": "2027-08", "depends_on": "over""#), [""; 0]);
}

#[test]
fn goals_that_need_each_other_have_no_right_dates() {
    let json = goals(
        r#"{ "id": "a", "title": "A", "contributes_to": "vision", "due": "2027-08", "depends_on": "b" },
           { "id": "b", "title": "B", "contributes_to": "vision", "due": "2027-09", "depends_on": "c" },
           { "id": "c", "title": "C", "contributes_to": "vision", "due": "2027-10", "depends_on": ["a", "far"] },
           { "id": "far", "title": "F", "contributes_to": "vision", "due": "2027-12" }"#,
    );
    assert_eq!(messages(&json, "ALN003").len(), 1);
    // What only leads out of the circle is too late for itself.
    let left = "`c` is due 2027-10-31, but first needs `far`, which is due 2027-12-31";
    assert_eq!(messages(&json, "TIM004"), [left]);
}

#[test]
fn agreement_across_teams() {
    let found = |fields: &str| {
        messages(
            &with(&format!(
                r#""teams": [{{ "id": "one", "title": "1" }}, {{ "id": "two", "title": "2" }}],
                "roles": [{{ "id": "head", "title": "H", "team": "two" }}],
                "goals": [
                  {{ "id": "g", "title": "G", "contributes_to": "vision", "team": "one",
                     "milestones": [{{ "id": "m", "title": "M", "depends_on": {fields} }}] }},
                  {{ "id": "mine", "title": "F", "contributes_to": "vision", "owner": "one" }},
                  {{ "id": "theirs", "title": "T", "contributes_to": "vision", "owner": "head" }},
                  {{ "id": "nobodys", "title": "N", "contributes_to": "vision" }}]"#
            )),
            "TIM005",
        )
    };
    // The team of a goal: its own, its owner's, or that of the goal around it.
    assert_eq!(found(r#""theirs""#), ["`g/m` needs `theirs` of the team `two`, which has not agreed to it"]);
    assert_eq!(found(r#"{ "goal": "theirs", "agreed": "2027-01-01" }"#), [""; 0]);
    assert_eq!(found(r#"["mine", "nobodys"]"#), [""; 0]);
}

#[test]
fn undated_goals() {
    let json = goals(
        r#"{ "id": "open", "title": "O", "contributes_to": "vision", "milestones": [{ "id": "m", "title": "M" }] },
           { "id": "dated", "title": "D", "contributes_to": "vision", "due": "2028",
             "key_results": [{ "id": "k", "title": "K" }], "milestones": [{ "id": "m", "title": "M" }] },
           { "id": "bounded", "title": "B", "contributes_to": "vision", "milestones": [{ "id": "m", "title": "M", "due": "2028" }] },
           { "id": "rhythm", "title": "R", "contributes_to": "vision", "due": "every 3m" },
           { "id": "idea", "title": "I", "contributes_to": "vision", "status": "proposed" },
           { "id": "kpi", "title": "K", "contributes_to": "vision", "kind": "kpi" }"#,
    );
    assert_eq!(
        messages(&json, "TIM006"),
        [
            "`open` has no date by which it should be reached",
            "`dated/m` has no date by which it should be reached"
        ]
    );
}

#[test]
fn silent_moves_are_one_finding_a_goal() {
    let json = goals(
        r#"{ "id": "g", "title": "G", "contributes_to": "vision", "due": "2028",
             "due_was": ["2027-03", { "due": "2027-06", "reason": "late parts" }, { "due": "2027-09", "reason": " " }] }"#,
    );
    let found = of_rule(&json, "TIM007");
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].message, "the due of `g` was moved from 2027-03 without a reason");
    assert_eq!(found[0].secondary.len(), 1);
}

#[test]
fn backwards_ranges_everywhere() {
    // The fiscal year 2027 ends on 2027-06-30.
    let json = r#"{ "truenorth": 1, "as_of": "2027-07-01", "organization": { "name": "Test", "currency": "EUR" },
        "calendar": { "fiscal_year_start": "07-01" }, "vision": { "title": "v", "horizon": "2027-09..FY27" },
        "defaults": { "owner": "organization", "period": "2027" },
        "people": [{ "id": "p", "name": "P", "valid": "2027-09..FY27" }],
        "goals": [{ "id": "g", "title": "G", "contributes_to": "vision", "due": "2027-09..FY27",
          "measure": { "baseline": 0, "target": 1, "actuals": { "2027-09..FY27": 1, "2027-03..FY27": 1 } } }],
        "budget": [{ "id": "x", "title": "X", "funds": "g", "amounts": { "adopted": { "2027-09..FY27": 1 } } }] }"#;
    let found = of_rule(json, "TIM008");
    let items: Vec<&str> = found.iter().filter_map(|finding| finding.item.as_deref()).collect();
    assert_eq!(items, ["vision", "p", "g", "g", "x"]);
    assert_eq!(found[0].message, "`2027-09..FY27` ends on 2027-06-30, before it begins on 2027-09-01");
}

#[test]
fn estimates_are_missed_where_others_have_some() {
    let found = |more: &str| {
        let fields = format!(
            r#""goals": [{{ "id": "i", "title": "I", "kind": "initiative", "contributes_to": "vision" }},
            {{ "id": "p", "title": "P", "kind": "initiative", "contributes_to": "vision" }}{more}]"#
        );
        let found = of_rule(&with(&fields), "TIM011");
        found.into_iter().filter_map(|finding| finding.item).collect::<Vec<_>>()
    };
    assert_eq!(found(""), [""; 0]);
    // What contributes to it has an estimate, so it has one.
    let part =
        r#", { "id": "x", "title": "X", "kind": "initiative", "contributes_to": "p", "duration": "5w" }"#;
    assert_eq!(found(part), ["i"]);
}
