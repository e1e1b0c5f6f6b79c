//! Every number follows from its formula and inputs, worked out by arithmetic that knows nothing else.

#[path = "../../../../tests/it/arithmetic.rs"]
#[expect(dead_code, reason = "what reads the printed form is for the tests of the command line")]
mod arithmetic;

use std::collections::BTreeMap;

use arithmetic::{Value, evaluate};
use proptest::prelude::*;
use serde_json::{Map, json};

use super::*;
use crate::figures;
use crate::testing::{date, goal, plan};

fn value(of: &Quantity) -> Value {
    match of {
        Quantity::Number(number) => Value::Number(*number),
        Quantity::Money(total, _) => Value::Number(total.to_f64()),
        Quantity::Day(day) => Value::Day(*day),
        Quantity::Word(word) => Value::Word(word.clone()),
        Quantity::Time(_, period) => Value::Time(period.first, period.last),
    }
}

/// Works out every number of every goal, of the vision and of the growth plans, and holds each derived input against
/// the number it is derived from. Gives how many there are.
fn work_out(plan: &Plan, today: Date) -> usize {
    let graph = PlanGraph::new(plan);
    let figures = figures(plan, &graph, today);
    let grounds = Grounds::new(plan, &graph, &figures, today);
    let mut worked_out = 0;
    let goals = plan.goals().map(|(ix, _)| Item::Goal(ix));
    for item in goals.chain([Item::Vision]) {
        for (field, name, _) in FIELDS {
            let ask = Ask { item, field: *field };
            let Some(found) = derivation(&grounds, ask) else { continue };
            let here = format!("{name} of `{}`", plan.item_id(item));
            for input in &found.inputs {
                let Origin::Derived(from) = input.from else { continue };
                let own =
                    derivation(&grounds, from).unwrap_or_else(|| panic!("{here}: {from:?} is not explained"));
                let (own, used) = (value(&own.value), value(&input.value));
                assert!(own.is_close(&used), "{here}: {} is {used:?}, but {own:?}", input.name);
            }
            let inputs: BTreeMap<String, Value> =
                found.inputs.iter().map(|input| (input.name.clone(), value(&input.value))).collect();
            assert_eq!(inputs.len(), found.inputs.len(), "{here}: two inputs have one name");
            let result = evaluate(&found.formula, &inputs);
            assert!(
                result.is_close(&value(&found.value)),
                "{here} is {:?}, but {} = {result:?}\n{:?}",
                found.value,
                found.formula,
                found.inputs
            );
            for input in &found.inputs {
                let is_used = found.formula.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_'));
                let is_used = is_used.into_iter().any(|word| word == input.name);
                let is_word = matches!(input.value, Quantity::Word(_)) || found.formula == "1";
                assert!(is_used || is_word, "{here}: {} is not in {}", input.name, found.formula);
            }
            worked_out += 1;
        }
        let Item::Goal(ix) = item else { continue };
        for (field, known) in [
            (Field::Progress, figures.progress[ix.at()].is_some()),
            (Field::Expected, figures.expected[ix.at()].is_some()),
            (Field::Raw, figures.raw[ix.at()].is_some()),
            (Field::Satisfaction, figures.satisfaction(ix).is_some()),
            (Field::ExpectedSatisfaction, figures.expected_satisfaction(ix).is_some()),
            (Field::Contribution, true),
        ] {
            let is_explained = derivation(&grounds, Ask { item, field }).is_some();
            assert!(is_explained || !known, "{field:?} of `{}` is not explained", plan.item_id(item));
        }
    }
    worked_out
}

/// The goal model of the tests of `progress`: parts by the weakest, contributions, a tolerance, a limit.
#[test]
fn numbers_of_a_goal_model() {
    let plan = plan(
        r#""checks": { "rollup": "grl", "grl_tolerance": "10%" }, "defaults": { "period": "2027" },
        "goals": [
        { "id": "t", "title": "T", "contributes_to": { "goal": "vision", "weight": 100 }, "depends_on": ["r"] },
        { "id": "s", "title": "S", "contributes_to": { "goal": "t", "weight": 100 } },
        { "id": "o", "title": "O", "contributes_to": { "goal": "s", "weight": 75 } },
        { "id": "any", "title": "Any", "contributes_to": { "goal": "s", "weight": 75 }, "decomposition": "any" },
        { "id": "a", "title": "A", "contributes_to": ["o", "any"], "done": "2027-01-01" },
        { "id": "b", "title": "B", "contributes_to": ["o", "any"], "check_ins": { "2027-03-31": { "progress": "80%" } } },
        { "id": "bad", "title": "Bad", "contributes_to": { "goal": "s", "weight": -10 },
          "measure": { "baseline": 2000, "target": 2000, "threshold": 1000, "worst": 500, "actuals": { "2027-03-31": 750 } } },
        { "id": "r", "title": "R", "contributes_to": { "goal": "vision", "weight": 0 },
          "check_ins": { "2027-03-31": { "progress": "65%" } } } ]"#,
    );
    let today = date("2027-04-01");
    let graph = PlanGraph::new(&plan);
    let figures = figures(&plan, &graph, today);
    let grounds = Grounds::new(&plan, &graph, &figures, today);
    let explained = |id: &str, field: Field| {
        let item = plan.find(id).unwrap_or(Item::Vision);
        let found = derivation(&grounds, Ask { item, field }).unwrap();
        (found.formula, value(&found.value))
    };
    let cases = [
        ("o", "max(-100, min(100, min(satisfaction_1, satisfaction_2)))", 80.0),
        ("any", "max(-100, min(100, max(satisfaction_1, satisfaction_2)))", 100.0),
        ("bad", "max(-100, min(100, 100 * (current - threshold) / (threshold - worst)))", -50.0),
        // 75 % of 80 and of 100 and 10 % of 50 are 140; more than 90 needs one that is enough alone.
        (
            "s",
            "min(100 - tolerance, weight_1 * satisfaction_1 / 100 + weight_2 * satisfaction_2 / 100 + weight_3 * satisfaction_3 / 100)",
            90.0,
        ),
        // It depends on `r`, of which 65 are had.
        ("t", "min(max(-100, min(100, weight_1 * satisfaction_1 / 100)), needed_1)", 65.0),
        ("r", "100 * progress", 65.0),
    ];
    for (id, formula, number) in cases {
        let (found, value) = explained(id, Field::Satisfaction);
        assert_eq!(found, formula, "{id}");
        assert!(value.is_close(&Value::Number(number)), "{id}: {value:?}");
    }
    let (formula, number) = explained("t", Field::Progress);
    assert_eq!(formula, "max(0, min(1, satisfaction / 100))");
    assert!(number.is_close(&Value::Number(0.65)), "{number:?}");
    let (formula, _) = explained("vision", Field::Satisfaction);
    assert_eq!(formula, "max(-100, min(100, weight_1 * satisfaction_1 / 100))");
    let (_, number) = explained("vision", Field::Progress);
    assert!(number.is_close(&Value::Number(0.65)), "{number:?}");
    let listed = |id: &str| fields(&grounds, Item::Goal(goal(&plan, id)));
    assert!(listed("s").contains(&Field::Satisfaction) && !listed("r").contains(&Field::Satisfaction));
    assert!(work_out(&plan, today) > 60);
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
    let figures = figures(&plan, &graph, date("2027-05-20"));
    let grounds = Grounds::new(&plan, &graph, &figures, date("2027-05-20"));
    let of = |id: &str, field| {
        let item = Item::Goal(goal(&plan, id));
        derivation(&grounds, Ask { item, field }).unwrap_or_else(|| panic!("{field:?} of {id}"))
    };
    for (id, satisfaction, progress, formula) in [
        ("both", 40.0, 0.4, "max(-100, min(100, min(satisfaction_1, satisfaction_2)))"),
        ("either", 90.0, 0.9, "max(-100, min(100, max(satisfaction_1, satisfaction_2)))"),
        // -50 % of 40, and the satisfaction of 4 between the worst value 0 and the threshold 10: -60.
        ("hurt", -80.0, 0.0, "max(-100, min(100, satisfaction_2 + weight_1 * satisfaction_1 / 100))"),
        // 30 + 90 is cut to 100 - 10, as neither is there by itself.
        (
            "sum",
            90.0,
            0.9,
            "min(100 - tolerance, weight_1 * satisfaction_1 / 100 + weight_2 * satisfaction_2 / 100)",
        ),
        ("held", 40.0, 0.4, "min(max(-100, min(100, satisfaction_1)), needed_1)"),
        ("c", -60.0, 0.2, "max(-100, min(100, 100 * (current - threshold) / (threshold - worst)))"),
        ("a", 40.0, 0.4, "100 * progress"),
    ] {
        let found = of(id, Field::Satisfaction);
        assert!(value(&found.value).is_close(&Value::Number(satisfaction)), "{id}: {found:#?}");
        assert_eq!(found.formula, formula, "{id}");
        assert!(value(&of(id, Field::Progress).value).is_close(&Value::Number(progress)), "{id}");
    }
    assert!(work_out(&plan, date("2027-05-20")) > 50);
}

/// What a random goal is made from, each choice an index that is cut to what there is.
#[derive(Clone, Debug)]
struct Sketch {
    parents: Vec<(usize, usize)>,
    words: [usize; 5],
    measure: Option<[usize; 9]>,
    actuals: Vec<(usize, i8)>,
    check_in: Option<u8>,
    days: (usize, usize),
    depends_on: Option<usize>,
}

fn sketches() -> impl Strategy<Value = Vec<Sketch>> {
    let links = prop::collection::vec((0_usize..9, 0_usize..9), 1..4);
    let measure = prop::option::weighted(0.6, prop::array::uniform9(0_usize..12));
    let actuals = prop::collection::vec((0_usize..6, -4_i8..14), 0..4);
    let days = (0_usize..4, 0_usize..4);
    let words = prop::array::uniform5(0_usize..40);
    let other = (actuals, prop::option::of(0_u8..=110), days, prop::option::of(0_usize..9));
    let one = (links, words, measure, other).prop_map(
        |(parents, words, measure, (actuals, check_in, days, depends_on))| Sketch {
            parents,
            words,
            measure,
            actuals,
            check_in,
            days,
            depends_on,
        },
    );
    prop::collection::vec(one, 1..8)
}

const ROLLUPS: [&str; 10] =
    ["weighted_mean", "mean", "sum", "min", "max", "all", "any", "grl", "manual", "none"];
const MEASURES: [&str; 7] = ["", "increase", "decrease", "at_least", "at_most", "between", "milestone"];
const TIMES: [&str; 6] = ["2026-12", "2027-01", "2027-02-10", "2027-Q1", "2027-03-31", "2027-06"];

/// The word at a place of a list; none past its end.
fn word<'a>(list: &[&'a str], at: usize) -> Option<&'a str> {
    list.get(at).copied().filter(|word| !word.is_empty())
}

fn goal_json(number: usize, count: usize, sketch: &Sketch) -> serde_json::Value {
    let mut goal = Map::new();
    goal.insert("id".to_owned(), json!(format!("g{number}")));
    goal.insert("title".to_owned(), json!("T"));
    let links = sketch.parents.iter().map(|(to, weight)| {
        // Mostly upwards, now and then into a circle.
        let to = if to % 9 == 8 { (to + weight) % count } else { to % (number + 1) };
        let to = if to == 0 { "vision".to_owned() } else { format!("g{}", (to - 1).min(count - 1)) };
        match [-3.0, -0.5, 0.0, 0.5, 2.0, 60.0, 150.0].get(*weight) {
            Some(weight) => json!({ "goal": to, "weight": weight }),
            None => json!(to),
        }
    });
    goal.insert("contributes_to".to_owned(), links.collect());
    let [rollup, decomposition, status, kind, ambition] = sketch.words;
    let words = [
        ("rollup", word(&ROLLUPS, rollup)),
        ("decomposition", word(&["all", "any", "one"], decomposition)),
        ("status", word(&["dropped", "achieved", "missed", "on_track"], status)),
        ("kind", word(&["milestone", "milestone", "key_result", "initiative"], kind % 12)),
        ("ambition", word(&["aspirational", "committed"], ambition)),
        ("start", word(&["2027-01-01", "2027-02-01"], sketch.days.0)),
        ("due", word(&["2027-03-31", "2027-12-31", "2027-01-01"], sketch.days.1)),
    ];
    for (field, word) in words {
        goal.extend(word.map(|word| (field.to_owned(), json!(word))));
    }
    if let Some(other) = sketch.depends_on {
        goal.insert("depends_on".to_owned(), json!(format!("g{}", other % count)));
    }
    if let Some(percent) = sketch.check_in {
        goal.insert("check_ins".to_owned(), json!({ "2027-02-20": { "progress": format!("{percent}%") } }));
    }
    if let Some(choice) = sketch.measure {
        goal.insert("measure".to_owned(), measure_json(choice, &sketch.actuals));
    }
    serde_json::Value::Object(goal)
}

fn measure_json(choice: [usize; 9], actuals: &[(usize, i8)]) -> serde_json::Value {
    let [kind, baseline, target, aggregation, curve, phased, scale, low, high] = choice;
    let mut measure = Map::new();
    let words = [
        ("kind", word(&MEASURES, kind)),
        ("aggregation", word(&["last", "sum", "mean", "sum"], aggregation)),
        ("curve", word(&["linear", "step", "phased"], curve)),
    ];
    for (field, word) in words {
        measure.extend(word.map(|word| (field.to_owned(), json!(word))));
    }
    for (field, number) in [("baseline", baseline), ("target", target), ("low", low), ("high", high)] {
        if number < 11 {
            measure.insert(field.to_owned(), json!(number));
        }
    }
    if scale > 4 {
        // Half of them in order: worst, threshold, target.
        measure.insert("threshold".to_owned(), json!(target as f64 - 2.5));
        measure.insert("worst".to_owned(), json!(target as f64 - if scale > 6 { 5.0 } else { 1.0 }));
    }
    if phased > 6 {
        let planned = [("2027-01", baseline as f64), ("2027-02", 3.5), ("2027-06", target as f64 - 1.0)];
        let planned = planned.into_iter().skip(phased % 3);
        let planned = planned.map(|(time, value)| (time.to_owned(), json!(value))).collect();
        measure.insert("phased".to_owned(), serde_json::Value::Object(planned));
    }
    let actuals = actuals.iter().map(|(time, value)| (TIMES[*time].to_owned(), json!(value)));
    measure.insert("actuals".to_owned(), serde_json::Value::Object(actuals.collect()));
    serde_json::Value::Object(measure)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(512) })]

    #[test]
    fn numbers_of_random_plans(
        sketches in sketches(),
        rollup in prop::option::of(0_usize..8),
        tolerance in prop::option::of(0_u8..60),
        today in prop::sample::select(vec!["2027-01-01", "2027-02-20", "2027-06-30", "2028-01-01"]),
    ) {
        let mut checks = Map::new();
        checks.extend(rollup.map(|at| ("rollup".to_owned(), json!(ROLLUPS[at]))));
        checks.extend(tolerance.map(|percent| ("grl_tolerance".to_owned(), json!(format!("{percent}%")))));
        let goals: Vec<_> =
            (0..).zip(&sketches).map(|(number, sketch)| goal_json(number, sketches.len(), sketch)).collect();
        let plan = plan(&format!(r#""checks": {}, "goals": {}"#, json!(checks), json!(goals)));
        prop_assert!(work_out(&plan, date(today)) >= sketches.len());
    }
}
