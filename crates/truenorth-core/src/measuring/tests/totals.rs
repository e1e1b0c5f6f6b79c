//! Totals (`sum`): pace, projection, and growth plans; by hand.

use super::*;
use crate::scalar::Period;

/// By hand: a year of 365 days, January to March are 90 of them.
#[test]
fn pace_of_a_total() {
    let calendar = Calendar::default();
    let year = window(&calendar, "2027-01-01..2027-12-31", "2027-04-12");
    let actuals = r#""aggregation": "sum", "actuals": { "2027-Q1": 18 } }"#;
    let up = measure(&format!(r#"{{ "baseline": 40, "target": 60, {actuals}"#));
    let found = pace(&up, &year).unwrap();
    assert_eq!(found.at, date("2027-03-31"));
    close(found.elapsed, 90.0 / 365.0);
    close(found.expected_value, 60.0 * 90.0 / 365.0);
    close(found.achieved_rate, 18.0 / 90.0);
    // From 12 April 263 days are left.
    close(found.required_rate, 42.0 / 263.0);
    close(found.projected_end, 73.0);
    let down = measure(&format!(r#"{{ "baseline": 93, "target": 53, {actuals}"#));
    let found = pace(&down, &year).unwrap();
    close(found.projected_end, 73.0);
    close(found.expected_value, 53.0);
    close(found.required_rate, 35.0 / 263.0);
    assert!(is_projected(&down) && !is_projected(&up));
    assert_eq!(pace(&down, &Window { today: date("2027-12-31"), ..year }).unwrap().required_rate, None);
}

/// Where the plan is phased, the end is projected along it: 10 of the 20 planned, so half of the target.
#[test]
fn the_end_is_projected_along_the_expected_path() {
    let calendar = Calendar::default();
    let year = window(&calendar, "2027-01-01..2027-12-31", "2027-04-12");
    let text =
        r#"{ "baseline": 0, "target": 100, "phased": { "2027-Q1": 20 }, "actuals": { "2027-Q1": 10 } }"#;
    close(pace(&measure(text), &year).unwrap().projected_end, 50.0);
}

const YEARLY: &str = r#"{ "baseline": 410000, "baseline_at": "2026", "target": 500000, "aggregation": "sum",
    "phased": { "2027": 438000, "2028": 470000 }, "actuals": { "2026-12": 30000, "2027-01": 40000, "2027-02": 30000"#;

/// 438,000 for a year are 1,200 a day: 59 days of 2027 are counted.
#[test]
fn a_month_is_no_match_for_a_year() {
    let calendar = Calendar::default();
    let years = window(&calendar, "2027-01-01..2028-12-31", "2027-03-10");
    let now = so_far(&measure(&format!("{YEARLY} }} }}")), &years).unwrap();
    assert_eq!((now.through, now.actual, now.provisional), (date("2027-02-28"), 70000.0, false));
    close(Some(now.planned), 59.0 * 1200.0);
    assert!(whole_totals(&measure(&format!("{YEARLY} }} }}")), &years).is_empty());
    let unknown = |more: &str| so_far(&measure(&format!("{YEARLY}{more} }} }}")), &years);
    assert_eq!(unknown(r#", "2027-03": "not_measured""#), Some(now), "the end may still come");
    let later = Window { today: date("2027-06-01"), ..years };
    let gap = measure(&format!(r#"{YEARLY}, "2027-04": 1 }} }}"#));
    assert_eq!(so_far(&gap, &later), None, "March is left out, so the total is unknown");
    let hole = measure(&format!(r#"{YEARLY}, "2027-03": "not_measured", "2027-04": 1 }} }}"#));
    assert_eq!(so_far(&hole, &later), None);
    let closed = measure(&format!(r#"{YEARLY}, "2027-03": "not_applicable", "2027-04": 1 }} }}"#));
    assert_eq!(so_far(&closed, &later).map(|total| total.actual), Some(70001.0));
}

#[test]
fn whole_times_are_totals() {
    let calendar = Calendar::default();
    let years = window(&calendar, "2027-01-01..2028-12-31", "2028-02-10");
    let text = format!(
        r#"{YEARLY}, "2027-03..2027-06": 100000, "2027-H2": {{ "value": 250000, "provisional": true }}, "2028-01": 36000 }} }}"#
    );
    let year = Period { first: date("2027-01-01"), last: date("2027-12-31") };
    assert_eq!(whole_totals(&measure(&text), &years), [(year, 420000.0, true)]);
    let now = so_far(&measure(&text), &years).unwrap();
    assert_eq!((now.through, now.actual), (date("2028-01-31"), 36000.0));
    close(Some(now.planned), 470000.0 * 31.0 / 366.0);
}

/// The three values, and a number on the baseline and on its wrong side lies in a zone too.
#[test]
fn zones() {
    let calendar = Calendar::default();
    let year = window(&calendar, "2027-01-01..2027-12-31", "2027-04-12");
    let of = |fields: &str, value: f64| {
        zone(&measure(&format!(r#"{{ {fields}, "actuals": {{ "2027-03": {value} }} }}"#)), &year)
    };
    let up = r#""baseline": 10, "commit": 13, "target": 17, "stretch": 20"#;
    for (value, wanted) in [
        (-5.0, Zone::Fail),
        (9.0, Zone::Fail),
        (10.0, Zone::Fail),
        (12.9, Zone::Fail),
        (13.0, Zone::Commit),
        (16.9, Zone::Commit),
        (17.0, Zone::Target),
        (20.0, Zone::Stretch),
        (99.0, Zone::Stretch),
    ] {
        assert_eq!(of(up, value), Some(wanted), "{value}");
    }
    let down = r#""baseline": 20, "commit": 17, "target": 13, "stretch": 10"#;
    let found = [21.0, 20.0, 17.0, 13.0, 10.0].map(|value| of(down, value));
    assert_eq!(found, [Zone::Fail, Zone::Fail, Zone::Commit, Zone::Target, Zone::Stretch].map(Some));
    assert_eq!(of(r#""baseline": 0, "target": 5"#, 4.0), Some(Zone::Fail));
    assert_eq!(of(r#""baseline": 0, "target": "not_set""#, 4.0), None);
    assert_eq!(of(r#""low": 1, "high": 5"#, 4.0), None);
    assert_eq!(of(r#""kind": "milestone""#, 1.0), Some(Zone::Target));
}
