//! Limits and words of the rules on growth plans; numbers worked out by hand.

use crate::testing::{of_rule, with};

fn found(growth: &str, code: &str) -> Vec<String> {
    let json = with(&format!(r#""growth": [{growth}]"#));
    of_rule(&json, code).into_iter().map(|finding| finding.message).collect()
}

fn one(measure: &str, more: &str, code: &str) -> Vec<String> {
    found(
        &format!(
            r#"{{ "id": "g", "title": "G", "contributes_to": "vision", "measure": {{ {measure} }}{more} }}"#
        ),
        code,
    )
}

#[test]
fn numbers_beyond_the_ceiling() {
    let of = |target: u32, phased: u32, ceiling: &str| {
        one(
            &format!(r#""baseline": 10, "target": {target}, "phased": {{ "2027": {phased} }}"#),
            &format!(r#", "ceiling": {ceiling}"#),
            "GRO001",
        )
    };
    assert_eq!(of(20, 15, "20"), [""; 0]);
    assert_eq!(of(20, 15, "\"not_set\""), [""; 0]);
    assert_eq!(of(21, 15, "20"), ["`g` plans 21 (its target), above its ceiling of 20"]);
    assert_eq!(
        of(21, 25, "20"),
        ["`g` plans 25 (`phased`, 2027), above its ceiling of 20, as is 1 more number"]
    );
    // Less is better: nobody can get below 4.
    assert_eq!(of(3, 5, "4"), ["`g` plans 3 (its target), below its ceiling of 4"]);
    assert_eq!(of(4, 5, "4"), [""; 0]);
}

#[test]
fn points_and_the_period() {
    let of = |phased: &str, period: &str| {
        one(
            &format!(r#""baseline": 10, "baseline_at": "2026-06", "target": 20, "phased": {{ {phased} }}"#),
            &format!(r#", "period": "{period}""#),
            "GRO004",
        )
    };
    let inside = r#""2026-06": 10, "2026-12": 12, "2027-06": 15, "2028-12": 20"#;
    assert_eq!(of(inside, "2027..2028"), [""; 0]);
    assert_eq!(of(inside, "2027.."), [""; 0]);
    assert_eq!(
        of(inside, "2027..2028-06"),
        ["`g` plans 20 for 2028-12 (`phased`), after its period `2027..2028-06` ends on 2028-06-30"]
    );
    assert_eq!(
        of(r#""2026-03": 9, "2029": 30"#, "2027"),
        [
            "`g` plans 9 for 2026-03 (`phased`), before its period `2027` begins on 2027-01-01, and 1 more number outside"
        ]
    );
}

#[test]
fn the_end_of_the_path() {
    let of = |kind: &str, phased: &str| {
        one(
            &format!(r#""kind": "{kind}", "baseline": 10, "target": 20, "phased": {{ {phased} }}"#),
            r#", "period": "2027..2028""#,
            "GRO005",
        )
    };
    assert_eq!(of("increase", r#""2027": 15, "2028": 20"#), [""; 0]);
    assert_eq!(of("increase", r#""2027": 15, "2028-06": 18"#), [""; 0]);
    let message = "the phased numbers of `g` end at 21 in 2028, but its target is 20";
    assert_eq!(of("increase", r#""2028": 21"#), [message]);
    assert_eq!(of("at_least", r#""2028": 21"#), [""; 0]);
    assert_eq!(of("at_most", r#""2028": 21"#), [message]);
    let goal = with(
        r#""goals": [{ "id": "k", "title": "K", "kind": "key_result", "contributes_to": "vision",
        "measure": { "baseline": 0, "target": 9, "phased": { "2027-Q4": 8 } } }]"#,
    );
    assert_eq!(of_rule(&goal, "GRO005").len(), 1);
}

#[test]
fn products_and_sums_of_drivers() {
    let of = |combine: &str, own: &str, unit: &str, b: &str| {
        found(
            &format!(
                r#"{{ "id": "g", "title": "G", "contributes_to": "vision", "drivers": ["a", "b"], "combine": "{combine}",
                "measure": {{ "actuals": {{ "2027-01": 1, "2027-05": {own} }} }} }},
                {{ "id": "a", "title": "A", "contributes_to": "vision", "measure": {{ "actuals": {{ "2027-05": 200, "2027-06": 9 }} }} }},
                {{ "id": "b", "title": "B", "contributes_to": "vision", "measure": {{ "unit": "{unit}", "actuals": {{ "2027-05": {b} }} }} }}"#
            ),
            "GRO006",
        )
    };
    // The limit of 10 % is inclusive: 200 * 5 = 1000.
    assert_eq!(of("product", "1000", "x", "5"), [""; 0]);
    assert_eq!(of("product", "1111", "x", "5"), [""; 0]);
    assert_eq!(
        of("product", "1200", "x", "5"),
        ["the product of the drivers of `g` is 1000, but it has 1200 in 2027-05"]
    );
    // 200 times 5 %; and in thousands.
    assert_eq!(of("product", "10", "%", "5"), [""; 0]);
    assert_eq!(of("product", "1", "x", "5"), [""; 0]);
    assert_eq!(of("sum", "205", "x", "5"), [""; 0]);
    assert_eq!(
        of("sum", "300", "x", "5"),
        ["the sum of the drivers of `g` is 205, but it has 300 in 2027-05"]
    );
    assert_eq!(of("sum", "300", "x", "\"not_measured\""), [""; 0]);
}

#[test]
fn targets_of_drivers() {
    let of = |period: &str| {
        found(
            &format!(
                r#"{{ "id": "g", "title": "G", "contributes_to": "vision", "drivers": "a", "period": "2027", "measure": {{ "target": 7 }} }},
                {{ "id": "a", "title": "A", "contributes_to": "vision", "period": "{period}", "measure": {{ "target": 5 }} }}"#
            ),
            "GRO006",
        )
    };
    assert_eq!(of("2027"), ["the product of the drivers of `g` is 5, but it has 7 as its target"]);
    assert_eq!(of("2028"), [""; 0]);
}

#[test]
fn growth_against_the_past() {
    let of = |target: &str, actuals: &str| {
        one(
            &format!(r#""baseline": 1, "target": {target}, "actuals": {{ {actuals} }}"#),
            r#", "period": "2027..2028-05""#,
            "GRO007",
        )
    };
    // 10 % in the year before; 21 % in the year to come is more than twice that.
    let past = r#""2026-05": 100, "2026-11": 500, "2027-05": 110"#;
    assert_eq!(of("131", past), [""; 0]);
    assert_eq!(
        of("134.2", past),
        [
            "`g` needs 22.0 % a year to reach 134.2 by 2028-05-31, but went 10.0 % a year from 2026-05 to 2027-05"
        ]
    );
    assert_eq!(of("900", r#""2026-11": 100, "2027-05": 110"#), [""; 0]);
    assert_eq!(of("900", r#""2026-05": 0, "2027-05": 110"#), [""; 0]);
    // A falling number may still need the 3 % that any plan may need.
    assert_eq!(of("113", r#""2026-05": 120, "2027-05": 110"#), [""; 0]);
}
