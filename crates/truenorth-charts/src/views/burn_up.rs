//! What the burn-up shows of a plan.

use truenorth_core::measuring::{self, Window};
use truenorth_core::model::{Curve, Kind, Measure, Status};
use truenorth_core::plan::{Goal, GoalIx, Plan};
use truenorth_core::scalar::Date;

use super::{civil_date, in_time, shown, source};
use crate::catalogue::{Chart, Drawing, Facts, Filter, Of};
use crate::charts::burn_up::{self as chart, View, Work};

/// The chart's entry in the catalogue.
pub const CHART: Chart = Chart {
    name: "burn-up",
    summary: "How much of all key results is done, against what there is to do and what was planned, and where that leads",
    filters: &[Filter::Team, Filter::Pillar, Filter::Period],
    of: Of::Plan { has: |plan| plan.goals().any(|(goal, _)| has_numbers(plan, goal)) },
    draw: |facts, _, look| {
        let view = view(facts);
        Ok(Drawing { scene: chart::draw(&view, look), table: chart::table(&view), notes: Vec::new() })
    },
};

/// Whether a goal says by date how far it is: by numbers that make a progress, or by check-ins where it has none. A
/// standing number is never done.
fn has_numbers(plan: &Plan, goal: GoalIx) -> bool {
    let written = &plan[goal].written;
    if plan.like(goal) == Kind::Kpi || written.status == Some(Status::Dropped) || plan[goal].due.is_none() {
        return false;
    }
    match written.measure.as_deref() {
        Some(measure) => {
            let is_counted = measure.actuals.iter().any(|(_, actual)| actual.value.number().is_some());
            is_counted && !measuring::is_verdict(measure) && measuring::ends(measure).is_some()
        }
        None => written.check_ins.iter().any(|(_, check_in)| check_in.progress.is_some()),
    }
}

fn view(facts: &Facts<'_>) -> View {
    let plan = facts.plan;
    let asked = |goal: GoalIx| facts.wants_goal(goal) && in_time(facts, goal);
    let mut left_out = 0;
    let mut goals: Vec<GoalIx> = Vec::new();
    for (goal, written) in plan.goals().filter(|(goal, _)| asked(*goal)) {
        let is_open = written.status != Some(Status::Dropped);
        if has_numbers(plan, goal) {
            goals.push(goal);
        } else {
            left_out += usize::from(plan.like(goal) == Kind::KeyResult && is_open);
        }
    }
    let are_key_results = goals.iter().all(|goal| plan.like(*goal) == Kind::KeyResult);
    let work: Vec<Work> = goals.iter().filter_map(|goal| work(facts, *goal)).collect();
    left_out += goals.len() - work.len();
    View {
        work,
        left_out,
        today: civil_date(facts.today),
        days: facts.only.period.map(|time| (civil_date(time.first), civil_date(time.last))),
        noun: if are_key_results { ("key result", "key results") } else { ("goal", "goals") },
        source: source(facts),
    }
}

/// `None` if nothing is counted by today.
fn work(facts: &Facts<'_>, goal: GoalIx) -> Option<Work> {
    let goal = &facts.plan[goal];
    let due = goal.due?;
    let measure = goal.written.measure.as_deref();
    let done = match measure {
        Some(measure) => numbers(facts, goal, measure),
        None => told(facts, goal),
    };
    let window = Window::of_goal(facts.plan, goal, facts.today);
    let first = goal.start.or_else(|| measuring::first_day(measure?, &window));
    let start = first.or(done.first().map(|(day, _)| *day))?.min(due);
    if done.is_empty() {
        return None;
    }
    let civil =
        |points: Vec<(Date, f64)>| points.into_iter().map(|(day, value)| (civil_date(day), value)).collect();
    Some(Work {
        title: shown(goal.title()),
        start: civil_date(start),
        due: civil_date(due),
        done: civil(done),
        scope: civil(measure.map_or_else(Vec::new, |measure| scope(measure, start))),
        expected: civil(expected(measure, &window, (start, due))),
    })
}

/// In order of time, one value a day: the last one.
fn ordered(mut points: Vec<(Date, f64)>) -> Vec<(Date, f64)> {
    points.retain(|(_, value)| value.is_finite());
    points.sort_by_key(|(day, _)| *day);
    points.reverse();
    points.dedup_by_key(|(day, _)| *day);
    points.reverse();
    points.iter_mut().for_each(|(_, value)| *value = value.clamp(0.0, 1.0));
    points
}

/// The progress on each day that something was counted, as it was known then.
fn numbers(facts: &Facts<'_>, goal: &Goal, measure: &Measure) -> Vec<(Date, f64)> {
    let times = measure.actuals.iter().map(|(time, _)| facts.plan.calendar.period(time));
    let days = times.filter(|time| time.first <= facts.today).map(|time| time.last.min(facts.today));
    let progress = days.filter_map(|day| {
        let window = Window::of_goal(facts.plan, goal, day);
        Some((day, measuring::progress(measure, &window)?))
    });
    ordered(progress.collect())
}

/// The progress that people told.
fn told(facts: &Facts<'_>, goal: &Goal) -> Vec<(Date, f64)> {
    let check_ins = goal.written.check_ins.iter().filter_map(|(time, check_in)| {
        let time = facts.plan.calendar.period(time);
        let progress = check_in.progress.filter(|_| time.first <= facts.today)?;
        Some((time.last.min(facts.today), progress.fraction()))
    });
    ordered(check_ins.collect())
}

/// How long the way was from a day on, in parts of today's.
fn scope(measure: &Measure, start: Date) -> Vec<(Date, f64)> {
    let Some((baseline, target)) = measuring::ends(measure).filter(|(baseline, target)| baseline != target)
    else {
        return Vec::new();
    };
    let mut from = start;
    let mut found = Vec::new();
    for old in measure.target_was.iter() {
        let (Some(was), Some(changed)) = (old.target.number(), old.changed) else { continue };
        let part = (was - baseline) / (target - baseline);
        if changed > from && part.is_finite() && part >= 0.0 {
            found.push((from, part.min(10.0)));
            from = changed;
        }
    }
    if !found.is_empty() {
        found.push((from, 1.0));
    }
    found
}

/// The planned path, at the days where it bends; straight from the start to the due date where none is written.
fn expected(measure: Option<&Measure>, window: &Window<'_>, (start, due): (Date, Date)) -> Vec<(Date, f64)> {
    let straight = || vec![(start, 0.0), (due, 1.0)];
    let Some(measure) = measure else { return straight() };
    let mut days = vec![start, due];
    for (time, _) in measure.phased.iter() {
        let last = window.calendar.period(time).last;
        // A step stands on one day, and not on the day before.
        days.extend([last.add_days(-1), last]);
    }
    if measuring::curve(measure) != Curve::Linear {
        days.push(due.add_days(-1));
    }
    days.retain(|day| start <= *day && *day <= due);
    let path = days.into_iter().filter_map(|day| Some((day, measuring::expected_at(measure, window, day)?)));
    let path = ordered(path.collect());
    if path.is_empty() { straight() } else { path }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::Only;
    use crate::charts::burn_up::headline;
    use crate::testing::{facts_of, plan_of};

    fn told(goals: &str) -> (String, usize) {
        let plan = plan_of(&format!(r#""goals": [{goals}]"#));
        facts_of(&plan, Date::new(2027, 7, 2).unwrap(), Only::default(), |facts| {
            let view = view(facts);
            (headline(&view), view.left_out)
        })
    }

    /// 182 of the 364 days from 1 January to 31 December have gone by 2 July. The key result has gone 15 of 60 km on
    /// its way, a quarter; the initiative is told to be half done. Together 0.75 of 2, where 1 was planned, half of each;
    /// at this pace 0.5 + 1.0 of 2.
    #[test]
    fn numbers_and_check_ins_count_alike() {
        let counted = r#"{ "id": "a", "title": "A", "kind": "key_result", "period": "2027", "contributes_to": "vision",
            "measure": { "baseline": 20, "target": 80, "actuals": { "2027-07-02": 35 } } }"#;
        let told_so = r#"{ "id": "b", "title": "B", "kind": "initiative", "period": "2027", "contributes_to": "vision",
            "check_ins": { "2027-07-02": { "progress": "50%" } } }"#;
        let unknown = r#"{ "id": "c", "title": "C", "kind": "key_result", "period": "2027", "contributes_to": "vision",
            "measure": { "baseline": 0, "target": 8 } }"#;
        let (headline, left_out) = told(&[counted, told_so, unknown].join(","));
        assert_eq!(
            headline,
            "2 goals are 38 % done where 50 % was planned; going on as before, 75 % by 31 Dec 2027"
        );
        assert_eq!(left_out, 1);
    }

    /// Until 1 May the target was 50: 30 km of today's 60.
    #[test]
    fn a_raised_target_is_a_step_of_the_scope() {
        let plan = plan_of(
            r#""goals": [ { "id": "a", "title": "A", "measure": { "baseline": 20, "target": 80,
                "target_was": [ { "target": 50, "changed": "2027-05-01" }, { "target": 60 } ] } } ]"#,
        );
        let day = |month: u8| Date::new(2027, month, 1).unwrap();
        let measure = plan.goals[0].written.measure.as_deref().unwrap();
        assert_eq!(scope(measure, day(1)), [(day(1), 0.5), (day(5), 1.0)]);
        assert_eq!(scope(measure, day(6)), []);
    }
}
