//! Loads by hand.

use proptest::prelude::*;

use super::*;
use crate::bookings::{bookings, overload};
use crate::testing::{date, on_small_stack, plan};

fn year() -> Period {
    Period { first: date("2027-01-01"), last: date("2027-12-31") }
}

/// `who quarter: booked+training/at hand, peak; goals (most at once); asked of, asks, without size; unknown`.
fn shown(plan: &Plan) -> Vec<String> {
    let line = |load: &Load| {
        let goals: Vec<&str> = load.goals.iter().map(|goal| plan[*goal].id()).collect();
        format!(
            "{} Q{}: {}+{}/{} peak {}; {} ({}); {} in {} out {} unsized; {} unknown{}",
            plan.owner_id(load.who),
            load.quarter.first.month().div_ceil(3),
            load.booked,
            load.training,
            load.at_hand,
            load.peak,
            goals.join(" "),
            load.most_at_once,
            load.asked_of,
            load.asks,
            load.unsized_asks,
            load.unknown,
            if load.is_over() { " over" } else { "" }
        )
    };
    loads(plan, year(), date("2027-02-01")).iter().map(line).collect()
}

/// The first quarter of 2027 has 64 working days, February 20 of them.
#[test]
fn parts_leave_and_training() {
    let plan = plan(
        r#""checks": { "limits": { "load": "80%" } },
        "teams": [ { "id": "t", "title": "T" } ],
        "people": [
            { "id": "ada", "name": "Ada", "team": "t", "capacity": "50%", "leave": { "2027-02": "100%" } },
            { "id": "bo", "name": "Bo", "team": "t", "valid": "2020..2027-03" } ],
        "training": [
            { "id": "course", "title": "C", "teaches": {}, "period": "2027-02", "effort": "4d", "attendees": "ada" },
            { "id": "dream", "title": "D", "teaches": {}, "period": "2027-02", "effort": "4d", "attendees": "ada", "status": "idea" } ],
        "goals": [
            { "id": "a", "title": "A", "kind": "initiative", "owner": "ada", "period": "2027-Q1",
              "raci": { "responsible": [ { "who": "ada", "share": "40%" }, { "who": "bo", "effort": "32d" }, { "who": "t", "share": "10%" } ] } },
            { "id": "b", "title": "B", "kind": "initiative", "owner": "ada", "period": "2027-03..2027-05",
              "raci": { "responsible": { "who": "ada", "share": "20%", "period": "2027-Q2" } } },
            { "id": "c", "title": "C", "kind": "initiative", "owner": "t", "period": "2027-Q2", "raci": { "responsible": "bo" } } ]"#,
    );
    assert_eq!(
        shown(&plan),
        [
            // 50 % of 80 % on 44 of 64 days; 4 days of 64; both goals in March.
            "ada Q1: 40%+6.25%/27.5% peak 40%; a b (2); 0 in 0 out 0 unsized; 0 unknown over",
            "ada Q2: 20%+0%/40% peak 20%; b (1); 0 in 0 out 0 unsized; 0 unknown",
            // 32 of 64 days.
            "bo Q1: 50%+0%/80% peak 50%;  (0); 0 in 0 out 0 unsized; 0 unknown",
            "bo Q2: 0%+0%/0% peak 0%;  (0); 0 in 0 out 0 unsized; 1 unknown",
            // Both people, and the part that no one has yet.
            "t Q1: 100%+6.25%/107.5% peak 100%;  (0); 0 in 0 out 0 unsized; 0 unknown",
            "t Q2: 20%+0%/40% peak 20%; c (1); 0 in 0 out 0 unsized; 1 unknown"
        ]
    );
}

#[test]
fn goals_under_way_and_asks() {
    let plan = plan(
        r#""teams": [ { "id": "t", "title": "T" }, { "id": "u", "title": "U" } ],
        "roles": [ { "id": "mate", "title": "M" } ],
        "people": [ { "id": "ada", "name": "Ada", "roles": "mate", "team": "u" } ],
        "goals": [
            { "id": "late", "title": "L", "owner": "mate", "period": "2026-Q4", "initiatives": [ { "id": "part", "title": "P", "owner": "mate" } ] },
            { "id": "next", "title": "N", "owner": "ada", "start": "2027-10-01", "due": "2027-11-30",
              "asks": [ { "team": "t", "size": "large" }, { "team": "t" }, { "team": "t", "size": "large", "answer": "declined" } ] },
            { "id": "then", "title": "T", "owner": "ada", "start": "2027-12-01" },
            { "id": "count", "title": "K", "kind": "kpi", "owner": "ada", "period": "2027" },
            { "id": "over", "title": "O", "owner": "ada", "period": "2027", "status": "achieved" } ]"#,
    );
    assert_eq!(
        shown(&plan),
        [
            // What is overdue is under way until today.
            "ada Q1: 0%+0%/100% peak 0%; late (1); 0 in 0 out 0 unsized; 0 unknown",
            // One after the other.
            "ada Q4: 0%+0%/100% peak 0%; next then (1); 0 in 8 out 1 unsized; 0 unknown",
            "t Q4: 0%+0%/0% peak 0%;  (0); 8 in 0 out 1 unsized; 0 unknown",
            "u Q4: 0%+0%/100% peak 0%;  (0); 0 in 8 out 1 unsized; 0 unknown"
        ]
    );
}

#[test]
fn the_ends_of_time_and_nothing() {
    let plan = plan(
        r#""people": [ { "id": "ada", "name": "Ada" } ],
        "goals": [ { "id": "g", "title": "G", "owner": "ada", "period": "1900..2199",
            "raci": { "responsible": { "who": "ada", "share": "10%" } } } ]"#,
    );
    on_small_stack(|| {
        let all = Period { first: Date::MIN, last: Date::MAX };
        let rows = loads(&plan, all, date("2027-01-01"));
        assert_eq!(rows.len(), 1200);
        assert!(rows.iter().all(|load| load.booked == Percent::from_ten_thousandths(100_000)));
        let backwards = Period { first: Date::MAX, last: Date::MIN };
        assert_eq!(loads(&plan, backwards, date("2027-01-01")), []);
        // A period that begins inside of a quarter.
        let short = Period { first: date("2027-02-10"), last: date("2027-02-12") };
        let quarters: Vec<Period> =
            loads(&plan, short, Date::MIN).into_iter().map(|load| load.quarter).collect();
        assert_eq!(quarters, [short]);
    });
}

proptest! {
    /// Where a whole quarter is one part and there is no leave, the mean is over exactly when the rule finds an overload.
    #[test]
    fn as_the_rule_counts(shares in prop::collection::vec((1_u32..90, 1_u8..5), 1..5), capacity in 20_u32..130) {
        let goals: Vec<String> = shares.iter().enumerate().map(|(at, (share, quarter))| format!(
            r#"{{ "id": "g{at}", "title": "G", "period": "2027-Q{quarter}", "raci": {{ "responsible": {{ "who": "ada", "share": "{share}%" }} }} }}"#
        )).collect();
        let plan = plan(&format!(
            r#""people": [ {{ "id": "ada", "name": "Ada", "capacity": "{capacity}%" }} ], "goals": [{}]"#, goals.join(", ")
        ));
        let is_over = loads(&plan, year(), date("2027-01-01")).iter().any(Load::is_over);
        let found = bookings(&plan).iter().any(|(person, all)| overload(&plan, *person, all, date("2027-01-01"), 1).is_some());
        prop_assert_eq!(is_over, found);
    }
}
