//! The branches and the arithmetic of the rules on money; sums worked out by hand.

use crate::testing::of_rule;

/// A plan in euro of 2027-07-01 with two goals, an owner and a period for all, and these fields.
fn plan(fields: &str) -> String {
    format!(
        r#"{{ "truenorth": 1, "as_of": "2027-07-01", "organization": {{ "name": "Test", "currency": "EUR" }},
            "vision": "v", "defaults": {{ "owner": "organization", "period": "2027" }},
            "goals": [ {{ "id": "a", "title": "A", "contributes_to": "vision" }},
                       {{ "id": "b", "title": "B", "contributes_to": "vision" }} ], {fields} }}"#
    )
}

/// The same with one line that pays for `a` and has these fields.
fn line(fields: &str) -> String {
    plan(&format!(r#""budget": [{{ "id": "x", "title": "X", "funds": "a", {fields} }}]"#))
}

fn messages(json: &str, code: &str) -> Vec<String> {
    of_rule(json, code).into_iter().map(|finding| finding.message).collect()
}

#[test]
fn spending_without_a_goal_says_how_much() {
    let found = messages(
        &plan(
            r#""budget": [{ "id": "x", "title": "X", "amounts": { "adopted": { "2027": 100, "2028": "20.50" } } }]"#,
        ),
        "BUD001",
    );
    assert_eq!(found, ["`x` spends 120.50 EUR for no goal"]);
    for fields in
        [r#""type": "revenue""#, r#""reserve": "management""#, r#""aggregate": true"#, r#""funds": "a""#]
    {
        let json = plan(&format!(
            r#""budget": [{{ "id": "x", "title": "X", {fields}, "amounts": {{ "adopted": {{ "2027": 100 }} }} }}]"#
        ));
        assert_eq!(messages(&json, "BUD001"), [""; 0], "{fields}");
    }
}

#[test]
fn shares_of_funds() {
    let found = |a: &str, b: &str| {
        let share =
            |share: &str| if share.is_empty() { String::new() } else { format!(r#", "share": "{share}""#) };
        let json = plan(&format!(
            r#""budget": [{{ "id": "x", "title": "X", "amounts": {{}},
                "funds": [{{ "goal": "a"{} }}, {{ "goal": "b"{} }}] }}]"#,
            share(a),
            share(b)
        ));
        of_rule(&json, "BUD002").pop().map(|finding| (finding.message, finding.help.unwrap_or_default()))
    };
    assert_eq!(found("", ""), None);
    assert_eq!(found("30%", ""), None);
    assert_eq!(found("33.3333%", "66.6667%"), None);
    let (message, help) = found("33.3%", "66.6%").unwrap();
    assert_eq!(message, "the shares of `x` add to 99.9%");
    assert_eq!(help, "give `b` the share \"66.7%\", or leave all shares out for equal ones");
    let (message, help) = found("120%", "").unwrap();
    assert_eq!(message, "the shares of `x` add to 120%, and nothing is left for 1 more");
    assert!(help.starts_with("write shares that add to 100%"));
    // No share of the last one can mend this.
    assert!(found("130%", "20%").unwrap().1.starts_with("write shares that add to 100%"));
}

#[test]
fn spending_against_the_part_of_a_year() {
    let found = |actual: &str| {
        messages(&line(&format!(r#""amounts": {{ "adopted": {{ "2027": 1200 }}, {actual} }}"#)), "BUD003")
    };
    // A month is 100; 5 % more is 105.
    assert_eq!(found(r#""actual": { "2027-01": 105 }"#), [""; 0]);
    assert_eq!(
        found(r#""actual": { "2027-01": "105.01" }"#),
        ["`x` has spent 105.01 EUR in 1 of the 12 months of 2027, where 100 EUR are planned"]
    );
    // February is missing, so January and March are compared with two months.
    assert_eq!(
        found(r#""actual": { "2027-01": 90, "2027-02": "not_measured", "2027-03": 130 }"#),
        ["`x` has spent 220 EUR in 2 of the 12 months of 2027, where 200 EUR are planned"]
    );
    // A month inside a quarter that is written too is not added twice.
    assert_eq!(found(r#""actual": { "2027-Q1": 300, "2027-01": 100 }"#), [""; 0]);
    // Spending of a time without a plan is not comparable.
    assert_eq!(found(r#""actual": { "2026-12": 900 }"#), [""; 0]);
    // A week is 7 of 365 days: 1200 * 7 / 365 = 23.01.
    assert_eq!(
        found(r#""actual": { "2027-W02": 25 }"#),
        ["`x` has spent 25 EUR in 7 of the 365 days of 2027, where 23.01 EUR are planned"]
    );
}

#[test]
fn spending_is_held_against_a_fiscal_year() {
    let found = |amounts: &str| messages(&line(&format!(r#""amounts": {{ {amounts} }}"#)), "BUD003");
    // What was left in the first quarter may be spent in the second.
    let plan = r#""adopted": { "2027-Q1": 500, "2027-Q2": 900 }"#;
    assert_eq!(found(&format!(r#"{plan}, "actual": {{ "2027-Q1": 220, "2027-Q2": 1165 }}"#)), [""; 0]);
    assert_eq!(
        found(&format!(r#"{plan}, "actual": {{ "2027-Q1": 400, "2027-Q2": 1165 }}"#)),
        ["`x` has spent 1565 EUR from 2027-01-01 to 2027-06-30, where 1400 EUR are planned"]
    );
    // But not in the next year.
    assert_eq!(
        found(r#""adopted": { "2026": 100, "2027": 100 }, "actual": { "2026": 50, "2027": 110 }"#),
        ["`x` has spent 110 EUR in 2027, where 100 EUR are planned"]
    );
    // Planned months that together are an actual quarter: 30.
    assert_eq!(
        found(r#""adopted": { "2027-01": 10, "2027-02": 10, "2027-03": 10 }, "actual": { "2027-Q1": 33 }"#),
        ["`x` has spent 33 EUR in 2027-Q1, where 30 EUR are planned"]
    );
    assert_eq!(found(r#""adopted": { "2027-01": 10, "2027-02": 10 }, "actual": { "2027-Q1": 33 }"#), [""; 0]);
}

#[test]
fn adjusted_amounts_replace_adopted_ones() {
    let found = |amounts: &str| messages(&line(&format!(r#""amounts": {{ {amounts} }}"#)), "BUD003");
    assert_eq!(
        found(
            r#""adopted": { "2027-Q1": 100 }, "adjusted": { "2027-Q1": 200 }, "actual": { "2027-Q1": 150 }"#
        ),
        [""; 0]
    );
    // A proposal decides nothing.
    assert_eq!(found(r#""proposed": { "2027-Q1": 100 }, "actual": { "2027-Q1": 150 }"#), [""; 0]);
    assert_eq!(
        found(r#""adopted": { "2027-Q1": 0 }, "actual": { "2027-Q1": 1 }"#),
        ["`x` has spent 1 EUR in 2027-Q1, where 0 EUR are planned"]
    );
}

#[test]
fn money_at_once_is_held_against_the_whole() {
    let found = |spread: &str| {
        messages(
            &line(&format!(
                r#""spread": "{spread}", "amounts": {{ "adopted": {{ "2027": 1200 }}, "actual": {{ "2027-01": 1000 }} }}"#
            )),
            "BUD003",
        )
        .len()
    };
    assert_eq!((found("start"), found("end"), found("even")), (0, 0, 1));
}

#[test]
fn the_tolerance_is_an_option() {
    let json = |percent: u32| {
        line(r#""amounts": { "adopted": { "2027": 100 }, "actual": { "2027": 110 } }"#).replacen(
            "\"vision\"",
            &format!(r#""checks": {{ "rules": {{ "BUD003": {{ "options": {{ "tolerance_percent": {percent} }} }} }} }}, "vision""#),
            1,
        )
    };
    assert_eq!((of_rule(&json(9), "BUD003").len(), of_rule(&json(10), "BUD003").len()), (1, 0));
}

#[test]
fn accounts_of_one_hierarchy() {
    let accounts = r#""accounts": [
        { "id": "head", "title": "H" }, { "id": "left", "title": "L", "part_of": "head" },
        { "id": "deep", "title": "D", "part_of": "left" }, { "id": "other", "title": "O" },
        { "id": "round", "title": "R", "part_of": "trip" }, { "id": "trip", "title": "T", "part_of": "round" },
        { "id": "below", "title": "W", "part_of": "round" } ]"#;
    let found = |list: &str| {
        let line =
            format!(r#"{{ "id": "x", "title": "X", "funds": "a", "accounts": [{list}], "amounts": {{}} }}"#);
        messages(&plan(&format!("{accounts}, \"budget\": [{line}]")), "BUD004")
    };
    assert_eq!(found(r#""deep", "head""#), ["`x` is counted twice in `head`: by `deep` and `head`"]);
    assert_eq!(found(r#""left", "left""#), ["`x` is counted twice in `head`: by `left` and `left`"]);
    assert_eq!(found(r#""deep", "other""#), [""; 0]);
    // Accounts in a circle have no head; the circle itself is the finding, once.
    assert_eq!(found(r#""round", "below""#), [""; 0]);
    assert_eq!(
        messages(&plan(accounts), "REF013"),
        ["accounts are part of each other in a circle: `round` in `trip` in `round`"]
    );
}

#[test]
fn sources_against_the_latest_plan() {
    let found = |amounts: &str| {
        messages(
            &line(&format!(r#""sources": {{ "Grant": 60, "Own": "40.50" }}, "amounts": {{ {amounts} }}"#)),
            "BUD005",
        )
    };
    assert_eq!(found(r#""adopted": { "2027": "100.50" }"#), [""; 0]);
    assert_eq!(found(r#""request": { "2027": 500 }, "adopted": { "2027": 50, "2028": "50.50" }"#), [""; 0]);
    assert_eq!(
        found(r#""request": { "2027": 90 }"#),
        ["the sources of `x` add to 100.50 EUR, 10.50 EUR more than the 90 EUR that are requested"]
    );
    // 40.50 and 70 instead of 60: together 110.50.
    assert_eq!(
        found(r#""adopted": { "2027": "40.50", "2028": 60 }, "adjusted": { "2028": 70 }"#),
        ["the sources of `x` add to 100.50 EUR, 10 EUR less than the 110.50 EUR that are adjusted"]
    );
    // Half a year was adjusted: nobody can say what the year is now.
    assert_eq!(found(r#""adopted": { "2027": 200 }, "adjusted": { "2027-H1": 50 }"#), [""; 0]);
    assert_eq!(found(r#""adopted": { "2027": "confidential" }"#), [""; 0]);
    assert_eq!(found(r#""actual": { "2027": 7 }"#), [""; 0]);
}

#[test]
fn subtotals_of_accounts_and_lines() {
    let found = |of: &str, amounts: &str| {
        messages(
            &plan(&format!(
                r#""accounts": [{{ "id": "up", "title": "U" }}, {{ "id": "down", "title": "D", "part_of": "up" }}],
                "budget": [
                  {{ "id": "t", "title": "T", "aggregate": true, "aggregate_of": {of}, "amounts": {{ {amounts} }} }},
                  {{ "id": "s", "title": "S", "aggregate": true, "accounts": "down", "amounts": {{ "adopted": {{ "2027": 999 }} }} }},
                  {{ "id": "x", "title": "X", "funds": "a", "accounts": "down", "amounts": {{ "adopted": {{ "2027": "10.10" }} }} }},
                  {{ "id": "y", "title": "Y", "funds": "a", "accounts": "up", "amounts": {{ "adopted": {{ "2027": "20.20", "2028-Q1": 5 }} }} }},
                  {{ "id": "z", "title": "Z", "type": "revenue", "funds": "a", "accounts": "up", "amounts": {{ "adopted": {{ "2027": 7 }} }} }}
                ]"#
            )),
            "BUD008",
        )
    };
    assert_eq!(found(r#""up""#, r#""adopted": { "2027": "30.30" }"#), [""; 0]);
    assert_eq!(found(r#"["up", "x"]"#, r#""adopted": { "2027": "30.30" }"#), [""; 0]);
    assert_eq!(
        found(r#""down""#, r#""adopted": { "2027": "30.30" }"#),
        ["the subtotal `t` says 30.30 EUR (adopted, 2027), but 1 line below adds to 10.10 EUR"]
    );
    // A part of the year cannot be compared with the year, nor an unknown amount with anything.
    assert_eq!(found(r#""up""#, r#""adopted": { "2028": 5, "2027": "not_set" }"#), [""; 0]);
    assert_eq!(found(r#""up""#, r#""adopted": { "2028-Q1": 5 }"#), [""; 0]);
    // Nothing at all below is a sum of zero.
    assert_eq!(
        found(r#""up""#, r#""actual": { "2027": 5 }"#),
        ["the subtotal `t` says 5 EUR (actual, 2027), but 2 lines below add to 0 EUR"]
    );
    // Money in and money out have no common sum.
    assert_eq!(found(r#"["x", "z"]"#, r#""adopted": { "2027": 1 }"#), [""; 0]);
}

#[test]
fn a_subtotal_of_lines_that_were_not_read_whole_says_nothing() {
    let found = |accounts: &str| {
        messages(
            &plan(&format!(
                r#""accounts": [{{ "id": "up", "title": "U" }}], "budget": [
                  {{ "id": "t", "title": "T", "aggregate": true, "aggregate_of": "up", "amounts": {{ "adopted": {{ "2027": 5 }} }} }},
                  {{ "id": "x", "title": "X", "funds": "a", {accounts} "amounts": {{ "adopted": {{ "2027": 5 }} }} }}]"#
            )),
            "BUD008",
        )
        .len()
    };
    assert_eq!((found(r#""accounts": "up","#), found(r#""accounts": "upp","#), found("")), (0, 0, 1));
}

#[test]
fn currencies() {
    let json =
        line(r#""amounts": { "adopted": { "2027": "5 USD", "2028": 5 }, "actual": { "2027": "6 GBP" } }"#);
    assert_eq!(
        messages(&json, "BUD007"),
        ["`5 USD` is not in EUR, the currency of `x`, as is 1 more amount of this line"]
    );
    let bare =
        |amounts: &str| line(&format!(r#""amounts": {{ {amounts} }}"#)).replace(r#", "currency": "EUR""#, "");
    assert_eq!(
        messages(&bare(r#""adopted": { "2027": 5 }"#), "BUD006"),
        ["the amounts of `x` have no currency"]
    );
    let own = bare(r#""adopted": { "2027": "5 USD" }, "actual": { "2027": "not_measured" }"#);
    assert_eq!((messages(&own, "BUD006").len(), messages(&own, "BUD007").len()), (0, 0));
    let two = bare(r#""adopted": { "2027": "5 USD", "2028": "5 GBP" }"#);
    assert_eq!(messages(&two, "BUD007"), ["`5 GBP` is not in USD, the currency of `x`"]);
}

#[test]
fn decimals_of_the_currency() {
    let found = |amount: &str| {
        of_rule(&line(&format!(r#""amounts": {{ "adopted": {{ "2027": "{amount}" }} }}"#)), "BUD011")
            .pop()
            .map(|finding| (finding.message, finding.help.unwrap_or_default()))
    };
    assert_eq!(found("5.10"), None);
    assert_eq!(
        found("-5.105"),
        Some((
            "`-5.105` of `x` has 3 decimals, but EUR has 2".to_owned(),
            "round it to \"-5.11\"".to_owned()
        ))
    );
    // Zeros at the end count: a point may stand for thousands.
    assert_eq!(
        found("450.000"),
        Some((
            "`450.000` of `x` has 3 decimals, but EUR has 2".to_owned(),
            "if 450000 is meant, write it without the point; else round it to \"450\"".to_owned()
        ))
    );
    assert_eq!(found("450.000 KWD"), None);
    assert_eq!(
        found("5.5 JPY").map(|(message, _)| message).as_deref(),
        Some("`5.5` of `x` has 1 decimal, but JPY has none")
    );
}

#[test]
fn money_after_the_end_of_its_goals() {
    let found = |funds: &str, goals: &str| {
        let json = plan(&format!(
            r#""budget": [{{ "id": "x", "title": "X", "funds": {funds},
                "amounts": {{ "adopted": {{ "2026": 1, "2027-Q2": 2, "2027-Q4": 3, "2028": 0 }} }} }}]"#
        ));
        messages(&json.replace(r#""id": "a","#, &format!(r#""id": "a", {goals},"#)), "BUD010")
    };
    assert_eq!(
        found(r#""a""#, r#""done": "2027-05-01""#),
        ["`x` plans 3 EUR for `2027-Q4`, but `a` was done on 2027-05-01"]
    );
    assert_eq!(found(r#""a""#, r#""status": "dropped""#), ["`x` plans 3 EUR for `2027-Q4`, but `a` is over"]);
    assert_eq!(found(r#"["a", "b"]"#, r#""done": "2027-05-01""#), [""; 0]);
    assert_eq!(found(r#"["a", "vision"]"#, r#""done": "2027-05-01""#), [""; 0]);
    assert_eq!(found(r#""a""#, r#""done": "2027-12-01""#), [""; 0]);
}
