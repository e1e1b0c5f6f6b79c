//! Every case of the oracle files in `tests/fixtures/oracles`, which name their sources.

use serde_json::Value as Json;

use super::*;
use crate::model::StatusProfile;

const PACE: &str = include_str!("../../../../../tests/fixtures/oracles/pace.json");
const SCORE: &str = include_str!("../../../../../tests/fixtures/oracles/okr_score.json");
const SATISFACTION: &str = include_str!("../../../../../tests/fixtures/oracles/kpi_satisfaction.json");

/// The cases of an oracle file: name, tolerance, input, expected.
fn cases(text: &str) -> Vec<(String, f64, Json, Json)> {
    let file: Json = serde_json::from_str(text).unwrap();
    let cases = file["cases"].as_array().unwrap().iter();
    cases
        .map(|case| {
            let name = case["name"].as_str().unwrap().to_owned();
            (name, case["tolerance"].as_f64().unwrap(), case["input"].clone(), case["expected"].clone())
        })
        .collect()
}

fn near(found: Option<f64>, wanted: &Json, tolerance: f64, what: &str) {
    let wanted = wanted.as_f64().unwrap();
    assert!(
        found.is_some_and(|found| (found - wanted).abs() <= tolerance),
        "{what}: {found:?} is not {wanted}"
    );
}

/// The oracle's days are those of [`Pace`]: the first day is day 0, the last `end - start`.
#[test]
fn pace_of_the_oracle() {
    let cases = cases(PACE);
    assert_eq!(cases.len(), 2);
    let calendar = Calendar::default();
    for (name, tolerance, input, wanted) in cases {
        let day = |key: &str| input[key].as_str().unwrap().to_owned();
        let window = window(&calendar, &format!("{}..{}", day("start_date"), day("end_date")), &day("today"));
        let measure = measure(&format!(
            r#"{{ "baseline": {}, "target": {}, "actuals": {{ "{}": {} }} }}"#,
            input["start"],
            input["target"],
            day("today"),
            input["current"]
        ));
        let pace = pace(&measure, &window).unwrap();
        assert_eq!(pace.at, date(&day("today")));
        for (found, key) in [
            (pace.elapsed, "time_fraction"),
            (pace.progress, "progress"),
            (pace.ratio, "pace_ratio"),
            (pace.gap, "gap"),
            (pace.expected_value, "expected_value"),
            (pace.required_rate, "required_run_rate_per_day"),
            (pace.achieved_rate, "achieved_run_rate_per_day"),
            (pace.projected_end, "projected_end_linear"),
        ] {
            near(found, &wanted[key], tolerance, &format!("{name}, {key}"));
        }
        assert_eq!(wanted.as_object().unwrap().len(), 8, "every expected value is looked at");
    }
}

/// The mean of scores is a roll-up: truenorth-graph runs that case.
#[test]
fn scores_of_the_oracle() {
    let calendar = Calendar::default();
    let window = window(&calendar, "2026-01-01..2026-03-31", "2026-02-15");
    let mut seen = 0;
    for (name, tolerance, input, wanted) in cases(SCORE) {
        seen += 1;
        let text = if input.get("start").is_some() {
            format!(
                r#"{{ "baseline": {}, "target": {}, "actuals": {{ "2026-02": {} }} }}"#,
                input["start"], input["target"], input["current"]
            )
        } else if input["kind"] == "binary" {
            let done = u8::from(input["current"].as_bool().unwrap());
            format!(r#"{{ "kind": "milestone", "actuals": {{ "2026-02": {done} }} }}"#)
        } else if let Some(bands) = wanted.get("bands") {
            let google = Profile::of(Some(StatusProfile::Google));
            let scores = input["scores"].as_array().unwrap();
            let found: Vec<&str> = (scores.iter())
                .map(|score| {
                    let needed = profile::needed(1.0, Ambition::Aspirational);
                    match google.status(score.as_f64().unwrap(), needed) {
                        Status::OnTrack => "green",
                        Status::AtRisk => "yellow",
                        Status::OffTrack => "red",
                        other => panic!("{other:?} is none of the bands"),
                    }
                })
                .collect();
            assert_eq!(serde_json::json!(found), *bands);
            continue;
        } else {
            assert_eq!(name, "objective = mean of KR scores");
            continue;
        };
        let measure = measure(&text);
        near(clamped(&measure, &window), &wanted["score"], tolerance, &name);
        if let Some(raw) = wanted.get("raw") {
            near(progress(&measure, &window), raw, tolerance, &name);
        }
    }
    assert_eq!(seen, 7);
}

#[test]
fn satisfactions_of_the_oracle() {
    let cases = cases(SATISFACTION);
    assert_eq!(cases.len(), 7);
    let calendar = Calendar::default();
    let window = window(&calendar, "2026-01-01..2026-03-31", "2026-02-15");
    for (name, tolerance, input, wanted) in cases {
        let measure = measure(&format!(
            r#"{{ "target": {}, "threshold": {}, "worst": {}, "actuals": {{ "2026-02": {} }} }}"#,
            input["target"], input["threshold"], input["worst"], input["value"]
        ));
        let found = satisfaction(&measure, input["value"].as_f64().unwrap());
        near(found, &wanted["satisfaction"], tolerance, &name);
        near(found.map(f64::trunc), &wanted["jucmnav_int"], tolerance, &name);
        near(found.map(|found| found / 2.0 + 50.0), &wanted["scale_0_100"], tolerance, &name);
        assert_eq!(present_satisfaction(&measure, &window), found, "{name}");
    }
    let flat = measure(r#"{ "target": 1, "threshold": 1, "worst": 5 }"#);
    assert_eq!(satisfaction(&flat, 2.0), None, "threshold and target must differ");
}
