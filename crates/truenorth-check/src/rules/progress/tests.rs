use crate::testing::{of_rule, with};

/// The messages of one rule on a goal with these fields; today is 2027-07-01.
fn found(code: &str, fields: &str) -> Vec<String> {
    let json = with(&format!(
        r#""goals": [{{ "id": "k", "title": "K", "kind": "key_result", "contributes_to": "vision", {fields} }}]"#
    ));
    of_rule(&json, code).into_iter().map(|finding| finding.message).collect()
}

#[test]
fn a_rosy_status_is_held_against_the_numbers() {
    let measure = |value: f64| {
        format!(r#""measure": {{ "baseline": 10, "target": 50, "actuals": {{ "2027-06": {value} }} }}"#)
    };
    let on_track = |value| found("PRG001", &format!(r#""status": "on_track", {}"#, measure(value)));
    assert_eq!(
        on_track(12.0),
        ["`k` is said to be on track, but its progress is 5 %, and 49 % was expected by now"]
    );
    assert_eq!(
        on_track(9.0),
        ["`k` is said to be on track, but its number is on the wrong side of its baseline"]
    );
    assert!(on_track(30.0).is_empty());
    assert!(found("PRG001", &format!(r#""status": "at_risk", {}"#, measure(12.0))).is_empty());
    let checked_in = |day: &str| {
        let fields = format!(r#""check_ins": {{ "{day}": {{ "status": "ahead" }} }}, {}"#, measure(12.0));
        found("PRG001", &fields)
    };
    assert_eq!(checked_in("2027-06-30").len(), 1);
    assert!(checked_in("2027-09-30").is_empty(), "a check-in to come says nothing of today");
    assert!(found("PRG001", r#""status": "on_track""#).is_empty(), "nothing is known");
}

/// What is worst, and what is needed, is for the plan's profile and the goal's ambition to say.
#[test]
fn the_profile_says_what_goes_badly() {
    let found = |profile: &str, more: &str, value: f64| {
        let json = with(&format!(
            r#""checks": {{ "status_profile": "{profile}" }}, "goals": [{{ "id": "k", "title": "K", "kind": "key_result", "contributes_to": "vision",
                "status": "on_track", {more} "measure": {{ "baseline": 0, "target": 100, "actuals": {{ "2027-07-01": {value} }} }} }}]"#
        ));
        of_rule(&json, "PRG001").into_iter().map(|finding| finding.message).collect::<Vec<_>>()
    };
    // 181 of 364 days have gone, 49.7 %.
    assert!(found("default", "", 40.0).is_empty());
    assert_eq!(found("viva", "", 40.0).len(), 1);
    assert_eq!(found("upraise", "", 35.0).len(), 1);
    assert!(found("engagedly", "", 35.0).is_empty());
    assert_eq!(
        found("default", r#""ambition": "aspirational","#, 20.0),
        ["`k` is said to be on track, but its progress is 20 %, and 35 % was needed by now"]
    );
    assert!(found("default", r#""ambition": "aspirational","#, 30.0).is_empty());
    let json = with(
        r#""checks": { "status_profile": "perdoo" }, "goals": [{ "id": "o", "title": "O", "contributes_to": "vision", "status": "on_track",
            "key_results": [ { "id": "a", "title": "A", "status": "off_track", "check_ins": { "2027-06-30": { "progress": "90%" } } } ] }]"#,
    );
    let found: Vec<_> = of_rule(&json, "PRG001").into_iter().map(|finding| finding.message).collect();
    assert_eq!(
        found,
        ["`o` is said to be on track, but the weakest goal that contributes to it makes it off track"]
    );
}

#[test]
fn achieved_means_that_the_target_is_met() {
    let achieved = |more: &str| {
        found(
            "PRG002",
            &format!(r#""status": "achieved", "measure": {{ "baseline": 10, "target": 50, {more} }}"#),
        )
    };
    assert_eq!(
        achieved(r#""actuals": { "2027-06": 40 }"#),
        ["`k` is set to achieved, but its last number is 40, and the target 50"]
    );
    assert!(achieved(r#""actuals": { "2027-06": 50 }"#).is_empty());
    assert!(
        achieved(r#""commit": 40, "actuals": { "2027-06": 40 }"#).is_empty(),
        "the least acceptable is met"
    );
    assert!(achieved(r#""actuals": { "2027-06": "not_measured" }"#).is_empty());
    let stretch = r#""status": "achieved", "ambition": "aspirational",
        "measure": { "baseline": 0, "target": 100, "actuals": { "2027-06": 70 } }"#;
    assert!(found("PRG002", stretch).is_empty());
    let down = |value: u32| {
        let measure = format!(
            r#""measure": {{ "kind": "at_most", "target": 3, "actuals": {{ "2027-06": {value} }} }}"#
        );
        found("PRG002", &format!(r#""status": "achieved", {measure}"#))
    };
    assert_eq!((down(3).len(), down(4).len()), (0, 1));
}

#[test]
fn news_are_owed_by_the_cadence() {
    assert_eq!(
        found("PRG003", r#""cadence": "1m", "check_ins": { "2027-05-01": "going well" }"#),
        ["nothing was heard of `k` since 2027-05-01; with a cadence of 1m that is 30 days too long"]
    );
    assert!(
        found("PRG003", r#""cadence": "1m", "check_ins": { "2027-05-25": "w" }"#).is_empty(),
        "days of grace"
    );
    assert!(found("PRG003", r#""cadence": "1m", "measure": { "actuals": { "2027-06": 2 } }"#).is_empty());
    assert!(found("PRG003", r#""cadence": "1m", "status": "paused""#).is_empty());
    assert!(found("PRG003", r#""cadence": "1m", "period": "2028""#).is_empty(), "not begun");
    assert_eq!(found("PRG003", r#""cadence": "1m""#).len(), 1, "begun in January and never heard of");
}
