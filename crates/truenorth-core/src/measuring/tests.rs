//! Values worked out by hand; those of the oracles are in `oracles.rs`.

use super::*;
use crate::json::{Reading, read_value, scan};
use crate::model::{Ambition, Status};
use crate::scalar::MissingWord;

mod oracles;
mod profiles;
mod totals;

pub(super) fn date(text: &str) -> Date {
    Date::parse(text).unwrap()
}

pub(super) fn measure(json: &str) -> Measure {
    let (tape, damage) = scan(json);
    assert!(damage.is_empty(), "{json}");
    let reading = Reading::new(&tape);
    let measure = read_value(&reading, 0).unwrap();
    assert!(reading.into_problems().is_empty(), "{json}");
    measure
}

/// A window of the calendar year.
pub(super) fn window<'a>(calendar: &'a Calendar, period: &str, today: &str) -> Window<'a> {
    let (start, due) = period.split_once("..").unwrap();
    Window { calendar, start: Some(date(start)), due: Some(date(due)), today: date(today) }
}

pub(super) fn close(left: Option<f64>, right: f64) {
    assert!(left.is_some_and(|left| (left - right).abs() < 1e-9), "{left:?} is not {right}");
}

/// The status by the default profile, of a committed goal.
fn judged(measure: &Measure, window: &Window<'_>) -> Status {
    status(measure, window, Profile::of(None), Ambition::Committed)
}

#[test]
fn kind_by_default() {
    let table = [
        (r#"{ "baseline": 1, "target": 2 }"#, MeasureKind::Increase),
        (r#"{ "baseline": 2, "target": 1 }"#, MeasureKind::Decrease),
        (r#"{ "target": 1 }"#, MeasureKind::Increase),
        (r#"{ "low": 1, "high": 2 }"#, MeasureKind::Between),
        (r#"{ "kind": "at_most", "baseline": 1, "target": 2 }"#, MeasureKind::AtMost),
    ];
    for (text, expected) in table {
        assert_eq!(kind(&measure(text)), expected, "{text}");
    }
}

#[test]
fn current_value() {
    let calendar = Calendar::default();
    let year = window(&calendar, "2027-01-01..2027-12-31", "2027-03-15");
    let now = |text: &str| current(&measure(text), &year);
    let known = |value, at, provisional| Current::Known { value, at: date(at), provisional };
    // The order of the file is of no account, later times are not counted, March has not ended.
    let text = r#"{ "actuals": { "2027-03": 44, "2027-04": 99, "2027-01": 41 } }"#;
    assert_eq!(now(text), known(44.0, "2027-03-15", false));
    let text = r#"{ "actuals": { "2026-12": 40, "2027-02": "not_measured" } }"#;
    assert_eq!(now(text), known(40.0, "2026-12-31", false));
    assert_eq!(
        now(r#"{ "actuals": { "2027-02": "confidential" } }"#),
        Current::Missing(MissingWord::Confidential)
    );
    assert_eq!(now(r#"{ "actuals": { "2027-05": 5 } }"#), Current::None);
    assert_eq!(now("{}"), Current::None);
    // December belongs to another period; the year before is not added.
    let text = r#"{ "aggregation": "sum", "actuals":
        { "2026-12": 7, "2027-01": 10, "2027-02": { "value": 12, "provisional": true } } }"#;
    assert_eq!(now(text), known(22.0, "2027-02-28", true));
    assert_eq!(now(&text.replace("sum", "mean")), known(11.0, "2027-02-28", true));
    // A hole makes the total unknown, an end that is still missing does not.
    let text = r#"{ "aggregation": "sum", "actuals": { "2027-01": "not_measured", "2027-02": 12 } }"#;
    assert_eq!(now(text), Current::Missing(MissingWord::NotMeasured));
    assert_eq!(progress(&measure(text), &year), None);
    let text = r#"{ "aggregation": "sum", "actuals": { "2027-01": 12, "2027-02": "not_measured" } }"#;
    assert_eq!(now(text), known(12.0, "2027-01-31", false));
}

#[test]
fn missing_is_not_zero() {
    let calendar = Calendar::default();
    let year = window(&calendar, "2027-01-01..2027-12-31", "2027-03-15");
    for text in [
        "{}",
        r#"{ "baseline": 0, "target": 10 }"#,
        r#"{ "target": 10, "actuals": { "2027-01": 5 } }"#,
        r#"{ "baseline": "not_measured", "target": 10, "actuals": { "2027-01": 5 } }"#,
        r#"{ "baseline": 0, "target": "not_set", "actuals": { "2027-01": 5 } }"#,
        r#"{ "baseline": 0, "target": 10, "actuals": { "2027-01": "not_measured" } }"#,
        r#"{ "kind": "at_least", "target": "not_set", "actuals": { "2027-01": 5 } }"#,
        r#"{ "low": 1, "high": "not_set", "actuals": { "2027-01": 5 } }"#,
    ] {
        assert_eq!(progress(&measure(text), &year), None, "{text}");
        assert_eq!(verdict(&measure(text), &year), None, "{text}");
        assert_eq!(judged(&measure(text), &year), Status::NotTracked, "{text}");
    }
}

#[test]
fn verdicts_include_the_limit() {
    let calendar = Calendar::default();
    let year = window(&calendar, "2027-01-01..2027-12-31", "2027-03-15");
    let table = [
        (r#"{ "kind": "at_least", "target": 5"#, [Some(false), Some(true), Some(true)]),
        (r#"{ "kind": "at_most", "target": 5"#, [Some(true), Some(true), Some(false)]),
        (r#"{ "kind": "between", "low": 5, "high": 5.5"#, [Some(false), Some(true), Some(false)]),
        (r#"{ "kind": "between", "high": 5"#, [Some(true), Some(true), Some(false)]),
    ];
    for (text, verdicts) in table {
        for (value, met) in [4.0, 5.0, 6.0].into_iter().zip(verdicts) {
            let measure = measure(&format!(r#"{text}, "actuals": {{ "2027-01": {value} }} }}"#));
            assert_eq!(verdict(&measure, &year), met, "{text} {value}");
            assert_eq!(progress(&measure, &year), None);
            let expected = if met == Some(true) { Status::OnTrack } else { Status::OffTrack };
            assert_eq!(judged(&measure, &year), expected);
        }
    }
}

/// By hand: a year of 365 days, January to March are 90 of them.
#[test]
fn totals() {
    let calendar = Calendar::default();
    let year = window(&calendar, "2027-01-01..2027-12-31", "2027-04-12");
    let actuals = r#""aggregation": "sum", "actuals": { "2027-Q1": 18 } }"#;
    let up = measure(&format!(r#"{{ "baseline": 40, "target": 60, {actuals}"#));
    close(progress(&up, &year), 0.3);
    close(expected(&up, &year), 90.0 / 365.0);
    close(projected(&up, &year), 73.0);
    // Down from 93 to 53 a year: at this pace 73, so half of the way, and all of it is expected.
    let down = measure(&format!(r#"{{ "baseline": 93, "target": 53, {actuals}"#));
    close(progress(&down, &year), 0.5);
    close(expected(&down, &year), 1.0);
    assert_eq!(judged(&down, &year), Status::OffTrack);
    let most = measure(&format!(r#"{{ "kind": "at_most", "target": 72, {actuals}"#));
    assert_eq!(verdict(&most, &year), Some(false));
    let least = measure(&format!(r#"{{ "kind": "at_least", "target": 72, {actuals}"#));
    assert_eq!(verdict(&least, &year), Some(true));
}

#[test]
fn curves() {
    let calendar = Calendar::default();
    let year = window(&calendar, "2027-01-01..2027-12-31", "2027-12-31");
    let text = r#"{ "baseline": 0, "target": 100, "phased": { "2027-Q2": 40, "2027-Q1": 20 } }"#;
    let at = |text: &str, day: &str| expected_at(&measure(text), &year, date(day));
    close(at(text, "2027-01-01"), 0.0);
    close(at(text, "2027-03-31"), 0.2);
    // 45 of the 91 days of the second quarter.
    close(at(text, "2027-05-15"), 0.2 + 0.2 * 45.0 / 91.0);
    close(at(text, "2027-06-30"), 0.4);
    close(at(text, "2027-12-31"), 1.0);
    let step = text.replacen('{', r#"{ "curve": "step","#, 1);
    close(at(&step, "2027-03-30"), 0.0);
    close(at(&step, "2027-03-31"), 0.2);
    close(at(&step, "2027-06-29"), 0.2);
    close(at(&step, "2027-12-30"), 0.4);
    close(at(&step, "2027-12-31"), 1.0);
    let linear = text.replacen('{', r#"{ "curve": "linear","#, 1);
    close(at(&linear, "2027-03-31"), 89.0 / 364.0);
    let milestone = r#"{ "kind": "milestone" }"#;
    close(at(milestone, "2027-12-30"), 0.0);
    close(at(milestone, "2027-12-31"), 1.0);
}

#[test]
fn without_dates_only_a_reached_target_is_known() {
    let calendar = Calendar::default();
    let open = Window { calendar: &calendar, start: None, due: None, today: date("2027-03-15") };
    let text = r#"{ "baseline": 0, "target": 10, "actuals": { "2027-01": 9 } }"#;
    close(progress(&measure(text), &open), 0.9);
    assert_eq!(expected(&measure(text), &open), None);
    assert_eq!(judged(&measure(text), &open), Status::NotTracked);
    assert_eq!(judged(&measure(&text.replace(": 9", ": 10")), &open), Status::OnTrack);
}

/// No number, however large or small, makes an answer that is no number.
#[test]
fn extremes_are_finite_or_unknown() {
    let calendar = Calendar::default();
    let year = window(&calendar, "2027-01-01..2027-12-31", "2027-06-30");
    let numbers = [-1e308, -1.0, -5e-324, 0.0, 5e-324, 1.0, 1e308];
    for (baseline, target) in numbers.iter().flat_map(|one| numbers.iter().map(move |other| (one, other))) {
        for (value, aggregation) in
            numbers.iter().flat_map(|one| ["last", "sum", "mean"].map(|word| (one, word)))
        {
            let actual = Value::Number(*value);
            let mut measure = measure(&format!(
                r#"{{ "aggregation": "{aggregation}", "actuals": {{ "2027-01": 0, "2027-02": 0 }}, "phased": {{ "2027-07": 1 }} }}"#
            ));
            measure.baseline = Some(Value::Number(*baseline));
            measure.target = Some(Value::Number(*target));
            let mut actuals = measure.actuals.take();
            for (_, written) in &mut actuals {
                written.value = actual;
            }
            measure.actuals = actuals.into();
            let whole = [progress(&measure, &year), expected(&measure, &year), projected(&measure, &year)];
            let pace = pace(&measure, &year);
            let rates = pace.map(|pace| {
                [
                    pace.achieved_rate,
                    pace.required_rate,
                    pace.projected_end,
                    pace.ratio,
                    pace.gap,
                    pace.expected_value,
                ]
            });
            let so_far = so_far(&measure, &year).map(|total| total.planned);
            for number in whole.into_iter().chain(rates.into_iter().flatten()).chain([so_far]) {
                assert!(number.is_none_or(f64::is_finite), "{measure:?}");
            }
            let reading = read(&measure, &year);
            assert_eq!(reading.progress, progress(&measure, &year));
            assert_eq!(reading.expected, expected(&measure, &year));
            assert_eq!(reading.verdict, verdict(&measure, &year));
            let _ = judged(&measure, &year);
        }
    }
}
