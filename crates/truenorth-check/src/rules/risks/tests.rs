use crate::testing::{codes, of_rule, with};

fn risk(fields: &str, checks: &str) -> String {
    let comma = if fields.is_empty() { "" } else { "," };
    let checks = if checks.is_empty() { String::new() } else { format!(r#", "checks": {{ {checks} }}"#) };
    with(&format!(r#""risks": [{{ "id": "r", "title": "R"{comma} {fields} }}]{checks}"#))
}

const APPETITE: &str =
    r#""appetite": { "safety": { "level": "low" }, "*": { "level": "moderate", "loss": "1000 EUR" } }"#;

fn above(fields: &str) -> Option<String> {
    of_rule(&risk(fields, APPETITE), "RSK001").pop().map(|finding| finding.message)
}

#[test]
fn the_level_that_is_left_is_held_against_the_appetite_of_its_category() {
    assert_eq!(above(r#""likelihood": 3, "impact": 4"#), None);
    assert_eq!(
        above(r#""likelihood": 3, "impact": 5"#).as_deref(),
        Some("`r` is high, above the moderate that is taken")
    );
    assert_eq!(
        above(r#""category": "safety", "likelihood": 3, "impact": 4"#).as_deref(),
        Some("`r` is moderate, above the low that is taken")
    );
    assert_eq!(above(r#""likelihood": 5, "impact": 5, "treatment": "reduce", "actions": "do""#), None);
    assert!(above(r#""likelihood": 5, "impact": 5, "treatment": "accept""#).is_some());
    assert_eq!(above(r#""likelihood": 5, "impact": 5, "status": "closed""#), None);
    let treated = r#""likelihood": 5, "impact": 5, "treatment": "reduce", "actions": "do", "residual": "#;
    assert_eq!(above(&format!(r#"{treated} {{ "likelihood": 3, "impact": 3 }}"#)), None);
    assert_eq!(
        above(&format!(r#"{treated} {{ "likelihood": 4 }}"#)).as_deref(),
        Some("`r` is very high, above the moderate that is taken after treatment")
    );
    assert_eq!(above(&format!(r#"{treated} {{ "probability": "1%" }}"#)), None);
    assert_eq!(above(r#""likelihood": 5, "impact": 5, "loss": "-500 EUR""#), None);
}

#[test]
fn the_expected_loss_is_exact_and_its_limit_inclusive() {
    assert_eq!(above(r#""probability": "10%", "loss": "10000 EUR""#), None);
    assert_eq!(
        above(r#""probability": "10%", "loss": "10001 EUR""#).as_deref(),
        Some("`r` has an expected loss of 1000.10 EUR, above the 1000 EUR that is taken")
    );
    assert_eq!(above(r#""probability": "50%", "loss": "10000 USD""#), None);
    assert_eq!(above(r#""loss": "10000 EUR""#), None);
    assert_eq!(
        above(r#""likelihood": 5, "impact": 5, "probability": "50%", "loss": "10000 EUR""#).as_deref(),
        Some(
            "`r` is very high, above the moderate that is taken, and has an expected loss of 5000 EUR, above the \
             1000 EUR that is taken"
        )
    );
}

#[test]
fn no_appetite_no_finding() {
    assert_eq!(codes(&risk(r#""likelihood": 5, "impact": 5"#, "")), [""; 0]);
    assert_eq!(
        codes(&risk(r#""likelihood": 5, "impact": 5"#, r#""appetite": { "safety": { "level": "low" } }"#)),
        [""; 0]
    );
}

#[test]
fn what_is_done_about_a_part_is_done_about_the_whole() {
    let json = with(
        r#""risks": [{ "id": "whole", "title": "W", "treatment": "reduce" },
          { "id": "part", "title": "P", "part_of": "whole", "actions": "do" },
          { "id": "treated", "title": "T", "treatment": "transfer", "status": "treated" },
          { "id": "bare", "title": "B", "treatment": "transfer" }]"#,
    );
    let found = of_rule(&json, "RSK002");
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].message, "`bare` is to be transferred, but no action does it");
}

#[test]
fn every_part_that_treatment_raises_is_named() {
    let found = |before: &str, after: &str| -> Vec<String> {
        let json = risk(&format!(r#"{before}, "residual": {{ {after} }}"#), "");
        of_rule(&json, "RSK003").into_iter().map(|finding| finding.message).collect()
    };
    let before = r#""likelihood": 2, "impact": 3, "probability": "10%", "loss": "500 EUR""#;
    assert_eq!(
        found(before, r#""likelihood": 2, "impact": 3, "probability": "10%", "loss": "500 EUR""#),
        [""; 0]
    );
    assert_eq!(
        found(before, r#""likelihood": 1, "impact": 4, "probability": "11%", "loss": "501 EUR""#),
        [
            "the impact of `r` is 4 after treatment, above the 3 before",
            "the probability of `r` is 11% after treatment, above the 10% before",
            "the loss of `r` is 501 EUR after treatment, above the 500 EUR before"
        ]
    );
    assert_eq!(found(before, r#""loss": "900 USD""#), [""; 0]);
    assert_eq!(found(r#""likelihood": 2"#, r#""impact": 5"#), [""; 0]);
}

#[test]
fn actions_and_reviews_are_late_the_day_after() {
    let action = |rest: &str| codes(&risk(&format!(r#""actions": {{ "title": "Do", {rest} }}"#), ""));
    assert_eq!(action(r#""due": "2027-06-30""#), ["TIM015"]);
    assert_eq!(action(r#""due": "2027-07-01""#), [""; 0]);
    assert_eq!(action(r#""due": "2027-06-30", "done": "2027-07-01""#), [""; 0]);
    let review = |review: &str| codes(&risk(&format!(r#""review": "{review}""#), ""));
    assert_eq!(review("2027-06"), ["TIM014"]);
    assert_eq!(review("2027-07"), [""; 0]);
    assert_eq!(review("every 1m"), [""; 0]);
    let json = with(
        r#""goals": [{ "id": "g", "title": "G", "kind": "initiative", "contributes_to": "vision", "done": "2027-03-01" }],
        "risks": [{ "id": "r", "title": "R", "actions": { "title": "Do", "due": "2027-05", "goal": "g" } }]"#,
    );
    assert_eq!(codes(&json), [""; 0]);
}

#[test]
fn a_part_has_the_owner_of_the_whole() {
    let json = r#"{ "truenorth": 1, "as_of": "2027-07-01", "organization": { "name": "Test" }, "vision": "v",
      "risks": [{ "id": "whole", "title": "W" }, { "id": "part", "title": "P", "part_of": "whole" },
        { "id": "over", "title": "O", "status": "occurred" }] }"#;
    let found = of_rule(json, "OWN014");
    assert_eq!(
        found.iter().map(|finding| finding.message.as_str()).collect::<Vec<_>>(),
        ["nobody watches the risk `whole`"]
    );
}

#[test]
fn contradictions_need_a_strict_order_both_ways() {
    let found = |risks: [(u32, u32, &str, &str); 3]| -> Vec<String> {
        let risks = risks.iter().enumerate().map(|(at, (likelihood, impact, probability, loss))| {
            format!(
                r#"{{ "id": "r{at}", "title": "R", "likelihood": {likelihood}, "impact": {impact},
                "probability": "{probability}", "loss": "{loss}" }}"#
            )
        });
        let json = with(&format!(r#""risks": [{}]"#, risks.collect::<Vec<_>>().join(",")));
        of_rule(&json, "RSK008").into_iter().map(|finding| finding.message).collect()
    };
    // High with 100, moderate with 100, low with 300: only the last contradicts, against the first of the cheapest.
    assert_eq!(
        found([(4, 4, "10%", "1000 EUR"), (3, 3, "10%", "1000 EUR"), (2, 2, "30%", "1000 EUR")]),
        ["`r2` is rated low, below the high of `r0`, but its expected loss is 300 EUR, above 100 EUR"]
    );
    assert_eq!(
        found([(4, 4, "10%", "1000 EUR"), (4, 4, "10%", "9000 EUR"), (2, 2, "30%", "1000 USD")]),
        [""; 0]
    );
}

#[test]
fn matrices_are_whole_and_rise() {
    let row = r#"["low", "low", "low", "low", "low"]"#;
    let found = |rows: &[&str]| {
        let json = risk("", &format!(r#""risk_matrix": [{}]"#, rows.join(",")));
        of_rule(&json, "RSK009").pop().map(|finding| finding.message)
    };
    assert_eq!(found(&[row; 5]), None);
    assert_eq!(
        found(&[row; 4]).as_deref(),
        Some("`risk_matrix` has 4 rows instead of 5, one for each likelihood")
    );
    assert_eq!(
        found(&[row, r#"["low"]"#, row, row, row]).as_deref(),
        Some("the row of `risk_matrix` for likelihood 2 has 1 level instead of 5, one for each impact")
    );
    assert_eq!(
        found(&[row, row, row, row, r#"["low", "low", "very_low", "low", "low"]"#]).as_deref(),
        Some(
            "`risk_matrix` falls: likelihood 5 and impact 3 are very low, less than the low of likelihood 5 and impact 2"
        )
    );
    assert_eq!(
        found(&[r#"["high", "high", "high", "high", "high"]"#, row, row, row, row]).as_deref(),
        Some(
            "`risk_matrix` falls: likelihood 2 and impact 1 are low, less than the high of likelihood 1 and impact 1"
        )
    );
}
