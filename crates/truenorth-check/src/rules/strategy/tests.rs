use crate::testing::{codes, of_rule, with};

fn strategy(fields: &str) -> String {
    with(&format!(
        r#""goals": [
          {{ "id": "open", "title": "Open", "kind": "initiative", "contributes_to": "vision" }},
          {{ "id": "reached", "title": "Reached", "kind": "initiative", "contributes_to": "vision", "status": "achieved" }},
          {{ "id": "gone", "title": "Gone", "kind": "initiative", "contributes_to": "vision", "status": "dropped" }},
          {{ "id": "lost", "title": "Lost", "kind": "initiative", "contributes_to": "vision", "status": "missed" }}
        ], "strategy": {{ {fields} }}"#
    ))
}

#[test]
fn threats_and_opportunities_ask_for_an_answer() {
    let swot = r#""strengths": [{ "id": "s", "title": "S" }], "weaknesses": [{ "id": "w", "title": "W" }],
        "opportunities": [{ "id": "o", "title": "O" }], "threats": [{ "id": "t", "title": "T" }]"#;
    assert_eq!(codes(&strategy(swot)), ["STR001", "STR002"]);
    let found = of_rule(&strategy(swot), "STR001");
    assert_eq!(found[0].message, "no strategy answers the threat `t`");
    assert_eq!(found[0].item.as_deref(), Some("t"));
    let answered = format!(
        r#"{swot}, "strategies": [{{ "id": "st", "title": "St", "answers": ["o", "t"], "carried_by": "open" }}]"#
    );
    // Strengths and weaknesses ask only in the strict set, and only where there are strategies to use them.
    assert_eq!(codes(&strategy(&answered)), ["STR012"; 2]);
}

#[test]
fn a_broken_answer_is_one_finding() {
    let json = strategy(
        r#""threats": [{ "id": "storm", "title": "T" }],
        "strategies": [{ "id": "st", "title": "St", "answers": "strom", "carried_by": "open" }]"#,
    );
    assert_eq!(codes(&json), ["REF002"]);
}

#[test]
fn goals_that_were_reached_have_carried_their_strategy() {
    let found = |goals: &str| {
        let json = strategy(&format!(
            r#""strengths": [{{ "id": "s", "title": "S" }}],
            "strategies": [{{ "id": "st", "title": "St", "answers": "s", "carried_by": {goals} }}]"#
        ));
        of_rule(&json, "STR003").pop()
    };
    for goals in [r#""open""#, r#""reached""#, r#""vision""#, r#"["gone", "open"]"#, r#"["reached", "lost"]"#]
    {
        assert_eq!(found(goals), None, "{goals}");
    }
    let none = found("[]").unwrap();
    assert_eq!(none.message, "no goal carries the strategy `st`");
    let ended = found(r#"["gone", "lost"]"#).unwrap();
    assert_eq!(ended.message, "only goals that were given up carry the strategy `st`");
    let labels: Vec<&str> = ended.secondary.iter().map(|label| label.text.as_str()).collect();
    assert_eq!(labels, ["`gone` was dropped", "`lost` was missed"]);
}

#[test]
fn assumptions_count_only_while_the_goal_is_open() {
    let json = |status: &str, assumption: &str| {
        with(&format!(
            r#""goals": [{{ "id": "g", "title": "G", "kind": "initiative", "contributes_to": "vision"{status},
            "assumptions": [{{ "title": "A", {assumption} }}] }}]"#
        ))
    };
    assert_eq!(codes(&json("", r#""expires": "2027-06-30""#)), ["STR005"]);
    assert_eq!(codes(&json("", r#""expires": "2027-07-01""#)), [""; 0]);
    assert_eq!(codes(&json(r#", "status": "proposed""#, r#""expires": "2027-06-30""#)), [""; 0]);
    assert_eq!(codes(&json(r#", "status": "dropped""#, r#""expires": "2027-06-30""#)), [""; 0]);

    let critical =
        |rest: &str| of_rule(&json("", &format!(r#""criticality": "high"{rest}"#)), "STR006").pop();
    let message = |rest: &str| critical(rest).map(|finding| finding.message).unwrap_or_default();
    assert_eq!(message(""), "a critical assumption of `g` has no evidence, and no confidence is written");
    assert_eq!(
        message(r#", "confidence": "49.9%""#),
        "a critical assumption of `g` has no evidence, and only 49.9% confidence"
    );
    assert_eq!(message(r#", "confidence": "50%""#), "");
    assert_eq!(message(r#", "confidence": "10%", "evidence": "https://example.org/""#), "");
}

#[test]
fn horizons_are_disjoint_and_their_limits_inclusive() {
    let goal = |id: &str, due: &str| {
        format!(
            r#"{{ "id": "{id}", "title": "G", "kind": "initiative", "contributes_to": "vision", "due": "{due}" }}"#
        )
    };
    // What is nested in a goal does not count beside it.
    let nested = r#"{ "id": "a", "title": "G", "kind": "initiative", "contributes_to": "vision", "due": "2028-07-01",
        "milestones": [{ "id": "m", "title": "M", "due": "2028-01-01" }] }"#;
    let goals = [nested.to_owned(), goal("b", "2028-07-02"), goal("c", "2030-07-01")].join(",");
    let found = |horizons: &str| -> Vec<String> {
        let json = with(&format!(r#""goals": [{goals}], "checks": {{ "horizons": {{ {horizons} }} }}"#));
        of_rule(&json, "STR007").into_iter().map(|finding| finding.message).collect()
    };
    assert_eq!(found(r#""1y": "33.3%", "3y": "66.6%", "beyond": "0%""#), [""; 0]);
    assert_eq!(
        found(r#""1y": "33.4%", "3y": "66.7%", "beyond": "1%""#),
        [
            "1 of 3 goals with a date is due by 2028-07-01, less than the 33.4% of `horizons`",
            "2 of 3 goals with a date are due after 2028-07-01 and by 2030-07-01, less than the 66.7% of `horizons`",
            "0 of 3 goals with a date are due after 2030-07-01, less than the 1% of `horizons`"
        ]
    );
}

#[test]
fn priorities_are_of_pillars_and_make_a_whole() {
    let found = |priorities: &str| -> Vec<String> {
        let json = with(&format!(
            r#""pillars": [{{ "id": "p", "title": "P" }}, {{ "id": "q", "title": "Q" }}],
            "goals": [{{ "id": "g", "title": "G", "kind": "initiative", "contributes_to": ["p", "q"] }}],
            "checks": {{ "priorities": {{ {priorities} }} }}"#
        ));
        crate::testing::report(&json).findings.into_iter().map(|finding| finding.message).collect()
    };
    assert_eq!(found(r#""p": "100%""#), [""; 0]);
    assert_eq!(
        found(r#""p": "33.3%", "q": "66.6%""#),
        ["the shares of `priorities` add to 99.9%, 0.1% less than 100%"]
    );
    assert_eq!(
        found(r#""p": "80%", "g": "20%""#),
        ["`priorities` gives 20% to `g`, which is no pillar (initiative)"]
    );
    assert_eq!(
        found(r#""p": "80%", "vision": "20%""#),
        ["`priorities` gives 20% to `vision`, which is no pillar (vision)"]
    );
}
