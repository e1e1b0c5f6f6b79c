use std::collections::BTreeMap;

use proptest::prelude::*;
use serde_json::Value;

use super::*;
use crate::testing::{date, goal, on_small_stack, plan};

/// The activities of a case of an oracle, by name, with lengths by `length` in units of `unit` a whole one.
fn activities(case: &Value, length: impl Fn(&Value) -> i64) -> (Vec<String>, Vec<Activity>, Vec<Wait>) {
    let written = case["input"]["activities"].as_object().unwrap();
    let names: Vec<String> = written.keys().cloned().collect();
    let number = |name: &str| u32::try_from(names.iter().position(|other| other == name).unwrap()).unwrap();
    let mut made = Vec::new();
    let mut waits = Vec::new();
    for (name, activity) in written {
        made.push(Activity { length: length(activity), ..Activity::default() });
        for first in activity["preds"].as_array().unwrap() {
            waits.push(Wait { activity: number(name), first: number(first.as_str().unwrap()), lag: 0 });
        }
    }
    (names, made, waits)
}

fn oracle(text: &str, cases: usize) -> Vec<Value> {
    let file: Value = serde_json::from_str(text).unwrap();
    let found = file["cases"].as_array().unwrap().clone();
    assert_eq!(found.len(), cases);
    found
}

/// Textbook networks, activity-on-node and activity-on-arrow with a dummy: see `source` of each case.
#[test]
fn the_oracle_of_the_critical_path_method() {
    for case in oracle(include_str!("../../../../tests/fixtures/oracles/cpm.json"), 3) {
        let (names, activities, waits) = activities(&case, |activity| activity["duration"].as_i64().unwrap());
        let passes = critical_path(&activities, &waits);
        let [network] = passes.networks.as_slice() else { panic!("{:?}", passes.networks) };
        let expected = &case["expected"];
        assert_eq!(network.end, expected["duration"].as_i64().unwrap());
        let times: BTreeMap<&str, Times> =
            names.iter().zip(&passes.times).map(|(name, times)| (name.as_str(), times.unwrap())).collect();
        let figures: [(&str, fn(&Times) -> i64); 6] = [
            ("ES", |times| times.early_start),
            ("EF", |times| times.early_finish),
            ("LS", |times| times.late_start),
            ("LF", |times| times.late_finish),
            ("total_float", Times::total_float),
            ("free_float", |times| times.free_float),
        ];
        for (figure, of) in figures {
            // One case has no free floats.
            let Some(values) = expected.get(figure).and_then(Value::as_object) else {
                assert_eq!(figure, "free_float");
                continue;
            };
            assert_eq!(values.len(), times.len());
            for (name, value) in values {
                assert_eq!(of(&times[name.as_str()]), value.as_i64().unwrap(), "{figure} of {name}");
            }
        }
        let critical: Vec<&str> =
            times.iter().filter(|(_, times)| times.is_critical()).map(|(name, _)| *name).collect();
        let expected: Vec<&str> =
            expected["critical"].as_array().unwrap().iter().map(|name| name.as_str().unwrap()).collect();
        assert_eq!(critical, expected);
    }
}

/// Textbook three-point networks. The oracle counts in days, this crate in sixths of them.
#[test]
fn the_oracle_of_pert() {
    for case in oracle(include_str!("../../../../tests/fixtures/oracles/pert.json"), 2) {
        let points = |activity: &Value| {
            let [low, likely, high] = ["o", "m", "p"].map(|point| activity[point].as_i64().unwrap());
            three_points(low, likely, high).unwrap()
        };
        let (names, activities, waits) = activities(&case, |activity| points(activity).0);
        let passes = critical_path(&activities, &waits);
        let expected = &case["expected"];
        let close = |value: f64, expected: &Value| {
            let expected = expected.as_f64().unwrap();
            assert!((value - expected).abs() < 1e-9, "{value} is not {expected}");
        };
        let mut spread = 0;
        let mut critical = Vec::new();
        for ((name, activity), times) in names.iter().zip(&activities).zip(&passes.times) {
            let times = times.unwrap();
            let (length, difference) = points(&case["input"]["activities"][name]);
            assert_eq!(length, activity.length);
            close(length as f64 / 6.0, &expected["te"][name]);
            close((difference * difference) as f64 / 36.0, &expected["var"][name]);
            close(times.total_float() as f64 / 6.0, &expected["total_float"][name]);
            if times.is_critical() {
                critical.push(Value::from(name.as_str()));
                spread += difference * difference;
            }
        }
        assert_eq!(Value::from(critical), expected["critical"]);
        let end = passes.networks[0].end;
        close(end as f64 / 6.0, &expected["duration"]);
        close(spread as f64 / 36.0, &expected["variance"]);
        close((spread as f64).sqrt() / 6.0, &expected["sd"]);
        let probabilities = expected["p"].as_object().unwrap();
        assert!(!probabilities.is_empty());
        for (deadline, probability) in probabilities {
            close(probability_by(deadline.parse::<i64>().unwrap() * 6, end, spread), probability);
        }
    }
}

#[test]
fn three_points_that_do_not_rise() {
    assert_eq!(three_points(3, 2, 5), None);
    assert_eq!(three_points(2, 6, 5), None);
    assert_eq!([probability_by(5, 5, 0), probability_by(4, 5, 0), probability_by(5, 5, 9)], [1.0, 0.0, 0.5]);
}

/// By hand, in March 2027, whose first day is a Monday; Good Friday is the 26th, Easter Monday the 29th.
const SITE: &str = r#""calendar": { "holidays": ["2027-03-26", "2027-03-29"] }, "goals": [
    { "id": "dig", "title": "Dig", "contributes_to": "vision", "start": "2027-03-01", "duration": "2w" },
    { "id": "permit", "title": "Permit", "contributes_to": "vision", "due": "2027-03-03" },
    { "id": "pour", "title": "Pour", "contributes_to": "vision", "duration": "3d",
      "depends_on": ["permit", { "goal": "dig", "lag": "3d" }], "due": "2027-03-18" },
    { "id": "walls", "title": "Walls", "contributes_to": "vision", "duration": "1w",
      "depends_on": ["pour"], "due": "2027-03-31" },
    { "id": "paint", "title": "Paint", "contributes_to": "vision", "duration": "2d", "depends_on": "permit" },
    { "id": "open", "title": "Open", "contributes_to": "vision", "kind": "milestone",
      "depends_on": ["walls", "paint"], "due": "2027-03-30" },
    { "id": "alone", "title": "Alone", "contributes_to": "vision", "start": "2027-03-10", "due": "2027-03-16" },
    { "id": "someday", "title": "Someday", "contributes_to": "vision" } ]"#;

fn days(from: Date, until: Date) -> String {
    format!("{from}..{until}")
}

#[test]
fn a_building_site() {
    let plan = plan(SITE);
    let schedule = Schedule::new(&plan, date("2027-03-01"));
    let of = |id: &str| schedule.dates(goal(&plan, id)).unwrap();
    let table = [
        // Two weeks to Friday the 12th, then three days of the calendar to Monday the 15th.
        ("dig", "2027-03-01..2027-03-12", "2027-03-01..2027-03-12", Some(0), Some(0), true),
        // It could also be had on the evening of Monday the 15th, when the lag of the digging ends.
        ("permit", "2027-03-03..2027-03-03", "2027-03-15..2027-03-15", Some(8), Some(0), false),
        ("pour", "2027-03-16..2027-03-18", "2027-03-16..2027-03-18", Some(0), Some(0), true),
        // Friday the 19th to Thursday the 25th.
        ("walls", "2027-03-19..2027-03-25", "2027-03-24..2027-03-31", Some(3), Some(3), false),
        ("paint", "2027-03-04..2027-03-05", "2027-03-29..2027-03-31", Some(17), Some(17), false),
        ("open", "2027-03-30..2027-03-30", "2027-03-30..2027-03-30", Some(0), Some(0), true),
        ("alone", "2027-03-10..2027-03-16", "2027-03-10..2027-03-16", Some(0), Some(0), false),
    ];
    for (id, early, late, total, free, critical) in table {
        let dates = of(id);
        let found = (
            days(dates.early_start, dates.early_finish),
            days(dates.late_start, dates.late_finish),
            dates.total_float,
            dates.free_float,
            dates.critical,
        );
        assert_eq!(found, (early.to_owned(), late.to_owned(), total, free, critical), "{id}");
    }
    assert_eq!(schedule.dates(goal(&plan, "someday")), None);
}
