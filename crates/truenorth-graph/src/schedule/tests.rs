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
        type Figure = fn(&Times) -> i64;
        let figures: [(&str, Figure); 6] = [
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
      "depends_on": ["walls", "paint"], "due": "2027-03-24" },
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
        // Painting begins on the next day; pouring would wait until the evening of the 15th.
        ("permit", "2027-03-03..2027-03-03", "2027-03-15..2027-03-15", Some(8), Some(0), false),
        ("pour", "2027-03-16..2027-03-18", "2027-03-16..2027-03-18", Some(0), Some(0), true),
        // Friday the 19th to Thursday the 25th.
        ("walls", "2027-03-19..2027-03-25", "2027-03-19..2027-03-25", Some(0), Some(0), true),
        // To Thursday the 25th: five days in each of two weeks, four in the third.
        ("paint", "2027-03-04..2027-03-05", "2027-03-24..2027-03-25", Some(14), Some(14), false),
        ("open", "2027-03-25..2027-03-25", "2027-03-25..2027-03-25", Some(0), Some(0), true),
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
    let margins = ["dig", "permit", "pour", "walls", "paint", "open", "alone"].map(|id| {
        let dates = of(id);
        (dates.margin.unwrap(), plan[dates.margin_of.unwrap()].id().to_owned(), dates.late_by)
    });
    let expected = [
        (-1, "open", 0),
        (0, "permit", 0),
        (-1, "open", 0),
        (-1, "open", 0),
        (13, "open", 0),
        (-1, "open", 1),
        (0, "alone", 0),
    ];
    assert_eq!(margins, expected.map(|(margin, of, late)| (margin, of.to_owned(), late)));
    assert_eq!(schedule.late().map(|(goal, _)| plan[goal].id()).collect::<Vec<_>>(), ["open"]);
    assert_eq!(of("pour").length, Length::Written(3));
    assert_eq!(
        [of("permit").length, of("open").length, of("alone").length],
        [Length::Missing, Length::Missing, Length::Span(5)]
    );
    let [network] = schedule.networks() else { panic!("{:?}", schedule.networks()) };
    assert_eq!((network.goals.len(), network.end), (6, date("2027-03-25")));
    assert_eq!(of("alone").network, None);
    let after = |id: &str, entry, wait| Cause::After { goal: goal(&plan, id), entry, wait };
    let chain = |steps: Vec<ChainStep>| {
        steps.into_iter().map(|step| (plan[step.goal].id().to_owned(), step.cause)).collect::<Vec<_>>()
    };
    let named = |steps: &[(&str, Cause)]| {
        steps.iter().map(|(id, cause)| ((*id).to_owned(), *cause)).collect::<Vec<_>>()
    };
    assert_eq!(
        chain(schedule.critical_path(network)),
        named(&[
            ("dig", Cause::Start(date("2027-03-01"))),
            ("pour", after("dig", 1, 1)),
            ("walls", after("pour", 0, 0)),
            ("open", after("walls", 0, 0)),
        ])
    );
    assert_eq!(
        chain(schedule.chain(goal(&plan, "paint"))),
        named(&[("permit", Cause::Due(date("2027-03-03"))), ("paint", after("permit", 0, 0))])
    );
    assert!(schedule.chain(goal(&plan, "someday")).is_empty());
    assert_eq!(schedule.pert(goal(&plan, "open")), None);
}

/// By hand: as of Wednesday 10 March the permit is still open and thus moves to that evening; what has begun in time
/// goes on.
#[test]
fn what_is_open_ends_today_at_the_earliest() {
    let plan = plan(
        r#""goals": [
            { "id": "old", "title": "Old", "contributes_to": "vision", "due": "2027-03-03" },
            { "id": "next", "title": "Next", "contributes_to": "vision", "duration": "2d", "depends_on": "old" },
            { "id": "begun", "title": "Begun", "contributes_to": "vision", "start": "2027-03-01", "duration": "3d" },
            { "id": "after", "title": "After", "contributes_to": "vision", "duration": "1d", "depends_on": "begun" },
            { "id": "free", "title": "Free", "contributes_to": "vision", "duration": "1d" },
            { "id": "ready", "title": "Ready", "contributes_to": "vision", "start": "2027-03-01", "done": "2027-03-12" },
            { "id": "dropped", "title": "Dropped", "contributes_to": "vision", "status": "dropped", "due": "2028" },
            { "id": "then", "title": "Then", "contributes_to": "vision", "depends_on": ["ready", "dropped"] },
            { "id": "framed", "title": "Framed", "contributes_to": "vision", "period": "2027-Q2", "depends_on": "ready" } ]"#,
    );
    let schedule = Schedule::new(&plan, date("2027-03-10"));
    let of = |id: &str| schedule.dates(goal(&plan, id)).unwrap();
    let table = [
        ("old", "2027-03-10..2027-03-10"),
        ("next", "2027-03-11..2027-03-12"),
        ("begun", "2027-03-01..2027-03-10"),
        ("after", "2027-03-11..2027-03-11"),
        ("free", "2027-03-10..2027-03-10"),
        ("ready", "2027-03-01..2027-03-12"),
        ("then", "2027-03-12..2027-03-12"),
        // A period alone does not say how long it takes.
        ("framed", "2027-06-30..2027-06-30"),
    ];
    for (id, early) in table {
        let dates = of(id);
        assert_eq!(days(dates.early_start, dates.early_finish), early, "{id}");
    }
    assert_eq!(schedule.dates(goal(&plan, "dropped")), None);
    assert_eq!((of("old").late_by, of("old").margin), (5, Some(-5)));
    let ready = of("ready");
    assert_eq!(
        (ready.total_float, ready.free_float, ready.margin, ready.critical),
        (None, None, None, false)
    );
    assert_eq!(ready.length, Length::Over);
    let causes = ["old", "begun", "free", "ready"].map(|id| {
        let chain = schedule.chain(goal(&plan, id));
        assert_eq!(chain.len(), 1);
        chain[0].cause
    });
    assert_eq!(causes, [Cause::Today, Cause::Today, Cause::Today, Cause::Done(date("2027-03-12"))]);
}

#[test]
fn cycles_have_no_dates() {
    let plan = plan(
        r#""goals": [
            { "id": "a", "title": "A", "contributes_to": "vision", "depends_on": "b", "due": "2027" },
            { "id": "b", "title": "B", "contributes_to": "vision", "depends_on": ["a", "d"] },
            { "id": "c", "title": "C", "contributes_to": "vision", "depends_on": "a" },
            { "id": "d", "title": "D", "contributes_to": "vision", "due": "2027" },
            { "id": "e", "title": "E", "contributes_to": "vision", "depends_on": "d" } ]"#,
    );
    let schedule = Schedule::new(&plan, date("2027-01-01"));
    let waiting: Vec<_> = schedule.waiting_for_cycles().map(|goal| plan[goal].id()).collect();
    assert_eq!(waiting, ["a", "b", "c"]);
    assert_eq!(schedule.networks().len(), 1);
    assert_eq!(schedule.networks()[0].goals, ["d", "e"].map(|id| goal(&plan, id)));
    assert!(schedule.chain(goal(&plan, "c")).is_empty());
}

/// By hand, in weeks of five days from Monday 1 March 2027. The likely chain is `a` (10 days), `c` (5); expected
/// are a = (10 + 40 + 10) / 6 = 10, b = (5 + 36 + 37) / 6 = 13, so `b` decides: 13 + 5 = 18 days, to Wednesday
/// the 24th. The spread is (37 - 5) / 6 = 5.33 days; 23 days to the due are 5 more: Phi(0.9375) = 0.8257.
#[test]
fn expected_dates() {
    let plan = plan(
        r#""goals": [
            { "id": "a", "title": "A", "contributes_to": "vision", "duration": { "low": "2w", "likely": "2w", "high": "10d" } },
            { "id": "b", "title": "B", "contributes_to": "vision", "duration": { "low": "5d", "likely": "9d", "high": "37d" } },
            { "id": "c", "title": "C", "contributes_to": "vision", "duration": "1w", "depends_on": ["a", "b"], "due": "2027-03-31" },
            { "id": "d", "title": "D", "contributes_to": "vision", "duration": "1w" } ]"#,
    );
    let schedule = Schedule::new(&plan, date("2027-03-01"));
    let [a, b, c, d] = ["a", "b", "c", "d"].map(|id| goal(&plan, id));
    assert_eq!(schedule.chain(c).iter().map(|step| step.goal).collect::<Vec<_>>(), [a, c]);
    let pert = schedule.pert(c).unwrap();
    assert_eq!(pert.chain, [b, c]);
    assert_eq!((pert.expected_days, pert.expected_finish), (18.0, date("2027-03-24")));
    assert_eq!((pert.estimated, pert.due), (1, Some(date("2027-03-31"))));
    assert!((pert.sd_days - 16.0 / 3.0).abs() < 1e-12);
    assert!((pert.probability.unwrap() - 0.825_749).abs() < 1e-6, "{:?}", pert.probability);
    assert_eq!([schedule.pert(a), schedule.pert(d)], [None, None]);
    assert_eq!(schedule.pert(b).unwrap().probability, None);
}

/// Lengths, waits with their lags, and another order of the activities.
type Network8 = (Vec<i64>, Vec<(usize, usize, i64)>, Vec<usize>);

fn shuffled() -> impl Strategy<Value = Network8> {
    let waits = prop::collection::vec((0_usize..8, 0_usize..8, 0_i64..4), 0..16);
    (prop::collection::vec(0_i64..9, 8), waits, Just((0..8).collect::<Vec<_>>()).prop_shuffle())
}

proptest! {
    /// Without dues nothing is late, something is critical, and a free float is part of the total one. The order
    /// in which activities and waits are written changes nothing.
    #[test]
    fn floats(input in shuffled()) {
        let (lengths, waits, order) = input;
        let waits: Vec<_> = waits.into_iter().filter(|(activity, first, _)| activity > first).collect();
        let make = |order: &[usize], waits: &[(usize, usize, i64)]| {
            let mut activities = vec![Activity::default(); 8];
            for (at, length) in lengths.iter().enumerate() {
                activities[order[at]].length = *length;
            }
            let number = |at: usize| u32::try_from(order[at]).unwrap();
            let waits: Vec<Wait> = waits
                .iter()
                .map(|(activity, first, lag)| Wait { activity: number(*activity), first: number(*first), lag: *lag })
                .collect();
            critical_path(&activities, &waits)
        };
        let plain: Vec<usize> = (0..8).collect();
        let passes = make(&plain, &waits);
        let times: Vec<Times> = passes.times.iter().map(|times| times.unwrap()).collect();
        for (at, times) in times.iter().enumerate() {
            prop_assert!(0 <= times.free_float && times.free_float <= times.total_float());
            prop_assert_eq!(times.late_start - times.early_start, times.total_float());
            prop_assert_eq!(times.early_finish - times.early_start, lengths[at]);
            prop_assert_eq!(times.margin, None);
            let linked = waits.iter().any(|(activity, first, _)| *activity == at || *first == at);
            prop_assert_eq!(times.network.is_some(), linked);
        }
        for (activity, first, lag) in &waits {
            prop_assert!(times[*first].early_finish + lag <= times[*activity].early_start);
            prop_assert!(times[*first].late_finish + lag <= times[*activity].late_start);
            prop_assert_eq!(times[*first].network, times[*activity].network);
        }
        for (number, network) in (0..).zip(&passes.networks) {
            let critical = |times: &&Times| times.network == Some(number) && times.is_critical();
            prop_assert!(times[network.last as usize].is_critical());
            prop_assert!(times.iter().filter(critical).any(|times| times.early_start == 0));
        }
        let turned: Vec<_> = waits.iter().rev().copied().collect();
        let other = make(&order, &turned);
        for (at, times) in times.iter().enumerate() {
            let there = other.times[order[at]].unwrap();
            let figures = |times: &Times| {
                (times.early_start, times.early_finish, times.late_start, times.late_finish, times.free_float)
            };
            prop_assert_eq!(figures(times), figures(&there));
        }
    }
}

#[test]
fn a_million_in_a_row_and_in_a_circle() {
    const COUNT: u32 = 1_000_000;
    let passes = on_small_stack(|| {
        let activities =
            vec![Activity { length: 2, due: Some(i64::from(COUNT)), ..Activity::default() }; COUNT as usize];
        let mut waits: Vec<Wait> =
            (1..COUNT).map(|activity| Wait { activity, first: activity - 1, lag: 1 }).collect();
        let open = critical_path(&activities, &waits);
        waits.push(Wait { activity: 0, first: COUNT - 1, lag: 0 });
        (open, critical_path(&activities, &waits))
    });
    let end = i64::from(COUNT) * 3 - 1;
    assert_eq!(passes.0.networks, [NetworkEnd { last: COUNT - 1, end }]);
    assert!(passes.0.times.iter().all(|times| times.is_some_and(|times| times.is_critical())));
    assert_eq!(passes.0.times[0].unwrap().margin, Some(i64::from(COUNT) - end));
    assert!(passes.1.times.iter().all(Option::is_none));
}

#[test]
fn dense_and_manifold_plans() {
    use truenorth_core::plan::Link;
    let pattern =
        plan(r#""goals": [ { "id": "a", "title": "A", "contributes_to": "vision", "duration": "1d" } ]"#);
    let make = |goals: usize, links: &[(usize, usize)]| {
        let mut made = Plan { goals: vec![pattern.goals[0].clone(); goals], ..Plan::default() };
        for (goal, first) in links {
            let to = Item::Goal(GoalIx::new(*first));
            made.goals[*goal].links.push(Link { kind: LinkKind::DependsOn, to, entry: 0 });
        }
        made
    };
    // Thirty diamonds: 91 goals, of which 61 lie on every longest way.
    let diamonds: Vec<(usize, usize)> = (0..30)
        .map(|at| at * 3)
        .flat_map(|top| [(top + 1, top), (top + 2, top), (top + 3, top + 1), (top + 3, top + 2)])
        .collect();
    let dense: Vec<(usize, usize)> =
        (0..1000).flat_map(|first| (1000..2000).map(move |goal| (goal, first))).collect();
    let (lengths, floats) = on_small_stack(|| {
        let monday = date("2027-03-01");
        let diamonds = Schedule::new(&make(91, &diamonds), monday);
        let dense = Schedule::new(&make(2000, &dense), monday);
        let all = (0..2000).map(GoalIx::new);
        let floats: Vec<_> = all.map(|goal| dense.dates(goal).unwrap().total_float).collect();
        (diamonds.chain(GoalIx(90)).len(), floats)
    });
    assert_eq!(lengths, 61);
    assert!(floats.iter().all(|float| *float == Some(0)));
}

/// A goal that began in February is not late because a lease that it waits for was signed in March; one whose length is
/// written is, and so is one that has yet to begin.
#[test]
fn what_has_begun_is_not_pushed_by_what_is_done() {
    let plan = plan(
        r#""goals": [
            { "id": "lease", "title": "L", "contributes_to": "vision", "kind": "milestone", "done": "2027-03-29" },
            { "id": "base", "title": "B", "contributes_to": "vision", "start": "2027-02-01", "due": "2027-10-29",
              "depends_on": "lease" },
            { "id": "fit-out", "title": "F", "contributes_to": "vision", "start": "2027-02-01", "duration": "4w",
              "due": "2027-02-26", "depends_on": "lease" } ]"#,
    );
    let late = |today: &str| -> Vec<(&str, i64)> {
        let schedule = Schedule::new(&plan, date(today));
        schedule.late().map(|(goal, dates)| (plan[goal].id(), dates.late_by)).collect()
    };
    // By hand: four weeks from 30 March end on 26 April, 41 working days after 26 February.
    assert_eq!(late("2027-04-12"), [("fit-out", 41)]);
    let [lease, base] = ["lease", "base"].map(|id| goal(&plan, id));
    let schedule = Schedule::new(&plan, date("2027-01-15"));
    assert!(schedule.dates(base).unwrap().early_start > date("2027-03-28"), "on 15 January it has not begun");
    assert_eq!(schedule.dates(lease).unwrap().length, Length::Over);
}
