//! Every derivation gives its value, worked out by arithmetic alone.

use std::collections::BTreeMap;

use proptest::prelude::*;
use truenorth_core::plan::GoalIx;

use super::*;
use crate::testing::{date, goal, plan};

#[path = "../../../../tests/it/arithmetic.rs"]
#[expect(dead_code, reason = "what reads the printed form is for the tests of the command line")]
mod arithmetic;

use arithmetic::{Value, evaluate};

const TODAY: &str = "2027-05-20";

fn value(quantity: &Quantity) -> Value {
    match quantity {
        Quantity::Number(number) => Value::Number(*number),
        Quantity::Money(total, _) => Value::Number(total.to_f64()),
        Quantity::Day(day) => Value::Day(*day),
        Quantity::Time(_, period) => Value::Time(period.first, period.last),
        Quantity::Word(word) => Value::Word(word.clone()),
    }
}

/// Works out every number of every goal and of the vision; gives how many there were, and holds each number that is an
/// input against its own derivation.
fn work_out(plan: &Plan) -> usize {
    let graph = PlanGraph::new(plan);
    let figures = crate::figures(plan, &graph, date(TODAY));
    let grounds = Grounds::new(plan, &graph, &figures, date(TODAY));
    let goals = (0..plan.goals.len()).map(|at| Item::Goal(GoalIx::new(at)));
    let mut count = 0;
    for item in goals.chain([Item::Vision]) {
        for field in FIELDS.iter().map(|(field, ..)| *field) {
            let ask = Ask { item, field };
            let Some(found) = derivation(&grounds, ask) else {
                let known = match (item, field) {
                    (Item::Goal(ix), Field::Progress) => figures.progress[ix.at()],
                    (Item::Goal(ix), Field::Expected) => figures.expected[ix.at()],
                    (Item::Goal(ix), Field::Raw) => figures.raw[ix.at()],
                    (_, Field::Progress) => figures.vision.progress,
                    (_, Field::Expected) => figures.vision.expected,
                    _ => None,
                };
                assert_eq!(known, None, "{ask:?} is known and not explained");
                continue;
            };
            let mut inputs = BTreeMap::new();
            for input in &found.inputs {
                if let Origin::Derived(of) = input.from {
                    let own = derivation(&grounds, of).unwrap_or_else(|| panic!("{of:?} of {found:#?}"));
                    assert!(value(&own.value).is_close(&value(&input.value)), "{own:#?}\n{found:#?}");
                }
                let before = inputs.insert(input.name.clone(), value(&input.value));
                assert_eq!(before, None, "two inputs of one name in {found:#?}");
            }
            let worked_out = evaluate(&found.formula, &inputs);
            assert!(worked_out.is_close(&value(&found.value)), "{worked_out:?}\n{found:#?}");
            count += 1;
        }
    }
    count
}

/// By hand from the steps of [`crate::grl`]; `grl_tolerance` is 10.
#[test]
fn goal_models() {
    let done = |id: &str, to: &str, percent: u8| {
        format!(
            r#"{{ "id": "{id}", "title": "T", "contributes_to": [{to}],
                  "measure": {{ "baseline": 0, "target": 100, "actuals": {{ "2027-03": {percent} }} }} }}"#
        )
    };
    let part = |to: &str| format!(r#""{to}""#);
    let weighs = |to: &str, weight: i32| format!(r#"{{ "goal": "{to}", "weight": {weight} }}"#);
    let grl = |id: &str, more: &str| {
        format!(r#"{{ "id": "{id}", "title": "T", "contributes_to": "vision", "rollup": "grl"{more} }}"#)
    };
    let goals = [
        grl("both", ""),
        grl("either", r#", "decomposition": "any""#),
        grl("hurt", ""),
        grl("sum", ""),
        grl("held", r#", "depends_on": ["a"]"#),
        done("a", &[part("both"), part("either"), weighs("hurt", -50), weighs("sum", 75)].join(", "), 40),
        done("b", &[part("both"), part("either"), weighs("sum", 100), part("held")].join(", "), 90),
        r#"{ "id": "c", "title": "T", "contributes_to": "hurt",
             "measure": { "baseline": 0, "target": 20, "threshold": 10, "worst": 0, "actuals": { "2027-03": 4 } } }"#
            .to_owned(),
    ];
    let plan = plan(&format!(
        r#""defaults": {{ "period": "2027" }}, "checks": {{ "grl_tolerance": "10%" }}, "goals": [{}]"#,
        goals.join(",\n")
    ));
    let graph = PlanGraph::new(&plan);
    let figures = crate::figures(&plan, &graph, date(TODAY));
    let grounds = Grounds::new(&plan, &graph, &figures, date(TODAY));
    let of = |id: &str, field| {
        let item = Item::Goal(goal(&plan, id));
        derivation(&grounds, Ask { item, field }).unwrap_or_else(|| panic!("{field:?} of {id}"))
    };
    for (id, satisfaction, progress, formula) in [
        ("both", 40.0, 0.4, "max(-100, min(100, min(satisfaction_1, satisfaction_2)))"),
        ("either", 90.0, 0.9, "max(-100, min(100, max(satisfaction_1, satisfaction_2)))"),
        // -50 % of 40, and the satisfaction of 4 between the worst value 0 and the threshold 10: -60.
        ("hurt", -80.0, 0.0, "max(-100, min(100, min(satisfaction_2) + weight_1 * satisfaction_1 / 100))"),
        // 30 + 90 is cut to 100 - 10, as neither is there by itself.
        ("sum", 90.0, 0.9, "100 - tolerance"),
        ("held", 40.0, 0.4, "min(max(-100, min(100, min(satisfaction_1))), satisfaction_2)"),
        ("c", -60.0, 0.2, "max(-100, min(100, 100 * (current - threshold) / (threshold - worst)))"),
        ("a", 40.0, 0.4, "100 * progress"),
    ] {
        let found = of(id, Field::Satisfaction);
        assert!(value(&found.value).is_close(&Value::Number(satisfaction)), "{id}: {found:#?}");
        assert_eq!(found.formula, formula, "{id}");
        assert!(value(&of(id, Field::Progress).value).is_close(&Value::Number(progress)), "{id}");
    }
    assert!(work_out(&plan) > 50);
}

const KINDS: [&str; 9] = ["weighted_mean", "mean", "sum", "min", "max", "all", "any", "grl", "manual"];

/// The fields of a goal that say how it stands, of every kind there is.
fn standing(kind: u8, number: i16) -> String {
    let actuals = format!(r#""actuals": {{ "2027-02": {}, "2027-03": {number} }}"#, number / 2);
    let measure = match kind {
        0 => String::new(),
        1 => format!(r#""baseline": 10, "target": 90, {actuals}"#),
        2 => format!(r#""baseline": 90, "target": 10, {actuals}"#),
        3 => format!(r#""kind": "at_least", "target": 50, {actuals}"#),
        4 => format!(r#""kind": "at_most", "target": 50, {actuals}"#),
        5 => format!(r#""kind": "between", "low": 20, "high": 60, {actuals}"#),
        6 => format!(r#""aggregation": "sum", "target": 300, {actuals}"#),
        7 => format!(r#""aggregation": "mean", "baseline": 0, "target": 80, {actuals}"#),
        8 => format!(
            r#""baseline": 0, "target": 80, "curve": "step", "phased": {{ "2027-02": 20, "2027-06": 40 }}, {actuals}"#
        ),
        9 => format!(
            r#""baseline": 0, "target": 80, "curve": "phased", "phased": {{ "2027-02": 20, "2027-06": 40 }}, {actuals}"#
        ),
        10 => format!(r#""baseline": 0, "target": 80, "threshold": 40, "worst": -20, {actuals}"#),
        11 => format!(
            r#""kind": "milestone", "actuals": {{ "2027-03": {} }}"#,
            f64::from(number.clamp(0, 100)) / 100.0
        ),
        12 => {
            return format!(
                r#", "check_ins": {{ "2027-02": {{ "progress": "10%" }}, "2027-04": {{ "progress": "{}%" }} }}"#,
                number.clamp(0, 100)
            );
        }
        13 => return r#", "kind": "milestone", "due": "2027-04-30""#.to_owned(),
        14 => return r#", "done": "2027-03-01""#.to_owned(),
        _ => return r#", "status": "dropped""#.to_owned(),
    };
    if measure.is_empty() { measure } else { format!(r#", "measure": {{ {measure} }}"#) }
}

type Sketch = (Vec<(usize, i8)>, usize, (u8, i16), Option<usize>);

fn sketches() -> impl Strategy<Value = Vec<Sketch>> {
    let links = prop::collection::vec((0_usize..8, -3_i8..9), 1..3);
    // Half of the goals leave it to their children.
    let standing = (prop_oneof![Just(0_u8), 1_u8..16], -20_i16..130);
    let goal = (links, 0..KINDS.len(), standing, prop::option::of(0_usize..8));
    prop::collection::vec(goal, 2..12)
}

fn made(sketches: &[Sketch], vision: usize) -> Plan {
    let goals = sketches.iter().enumerate().map(|(number, (links, rollup, (kind, at), on))| {
        let links: Vec<String> = (links.iter())
            .map(|(parent, weight)| {
                let parent = parent % (number + 1);
                let to = if parent == 0 { "vision".to_owned() } else { format!("g{}", parent - 1) };
                // A link without a weight is a part for GRL.
                if *weight == 1 {
                    return format!(r#""{to}""#);
                }
                format!(r#"{{ "goal": "{to}", "weight": {} }}"#, f64::from(*weight) * 12.5)
            })
            .collect();
        let on = on.map_or_else(String::new, |on| format!(r#", "depends_on": ["g{}"]"#, on % sketches.len()));
        format!(
            r#"{{ "id": "g{number}", "title": "T", "contributes_to": [{}], "rollup": "{}"{on}{} }}"#,
            links.join(", "),
            KINDS[*rollup],
            standing(*kind, *at)
        )
    });
    plan(&format!(
        r#""defaults": {{ "period": "2027" }}, "checks": {{ "rollup": "{}", "grl_tolerance": "10%" }}, "goals": [{}]"#,
        KINDS[vision],
        goals.collect::<Vec<_>>().join(",\n")
    ))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn every_formula_gives_its_value(sketches in sketches(), vision in 0..KINDS.len()) {
        work_out(&made(&sketches, vision));
    }
}
