//! `plan-far-above-trend`: a target that needs much faster growth than there has been.
//!
//! Growth is compound, (end / begin)^(1 / years) - 1 (CAGR), and known only from numbers above zero. The past is
//! looked at over whole years, so that seasons do not count as growth.

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::measuring;
use truenorth_core::model::{Aggregation, Measure, MeasureKind};
use truenorth_core::plan::Plan;
use truenorth_core::scalar::{Date, Time};

use super::{end, id, place};
use crate::context::{Context, Sink};
use crate::rule::{Group, OptionDoc, Rule, RuleCheck, Set};
use crate::rules::key_results::number;

static ID: RuleId = RuleId { code: "GRO007", name: "plan-far-above-trend", unreadable: false };

/// See `plan-far-above-trend.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Growth,
    level: Level::Warning,
    set: Set::Strict,
    since: "0.1.0",
    summary: "a growth plan needs a growth rate several times that of the past",
    options: &[
        OptionDoc {
            name: "times",
            default: "2",
            meaning: "how many times the past growth rate a plan may need",
        },
        OptionDoc {
            name: "least_percent",
            default: "3",
            meaning: "growth in percent a year that any plan may need",
        },
    ],
    page: include_str!("plan-far-above-trend.md"),
    check: RuleCheck::Plan(check),
};

const DAYS_OF_YEAR: f64 = 365.25;

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let (times, least) = (sink.number("times"), sink.number("least_percent") / 100.0);
    let plan = context.plan;
    for growth in &plan.growth {
        let measure = &growth.written.measure;
        let upwards = measuring::kind(measure) == MeasureKind::Increase
            && matches!(measure.aggregation, None | Some(Aggregation::Last));
        let (Some(target), Some(end)) = (number(measure.target), end(growth, &plan.calendar)) else {
            continue;
        };
        let history = history(plan, measure, context.today);
        let Some((latest, earlier)) = history.split_last().filter(|_| upwards) else { continue };
        let ahead = years(latest.day, end);
        // What is to be reached within weeks is no matter of a yearly rate.
        if ahead < 0.25 {
            continue;
        }
        let whole = |point: &&Point| {
            let span = years(point.day, latest.day);
            span > 0.9 && (span - span.round()).abs() * DAYS_OF_YEAR <= 16.0
        };
        let distance = |point: &Point| (years(point.day, latest.day) - ahead).abs();
        let Some(before) =
            earlier.iter().filter(whole).min_by(|one, other| distance(one).total_cmp(&distance(other)))
        else {
            continue;
        };
        let past = rate(before.value, latest.value, years(before.day, latest.day));
        let needed = rate(latest.value, target, ahead);
        let (Some(past), Some(needed)) = (past, needed) else { continue };
        if needed <= least.max(past * times) {
            continue;
        }
        let message = format!(
            "`{}` needs {} % a year to reach {target} by {end}, but went {} % a year from {} to {}",
            id(growth),
            percent(needed),
            percent(past),
            before.time,
            latest.time
        );
        let actual =
            |point: &Point| place(growth).field("measure").field("actuals").key(point.time.to_string());
        sink.push(
            sink.finding(place(growth).field("measure").field("target"), message)
                .also(actual(before), format!("{}", before.value))
                .also(actual(latest), format!("{}", latest.value))
                .help("say in `description` what will make the difference, or plan what the trend gives")
                .item(id(growth)),
        );
    }
}

/// A counted number.
struct Point {
    time: Time,
    day: Date,
    value: f64,
}

/// The numbers counted by today, in order of time.
fn history(plan: &Plan, measure: &Measure, today: Date) -> Vec<Point> {
    let mut points: Vec<Point> = (measure.actuals.iter())
        .filter_map(|(time, actual)| {
            let day = plan.calendar.period(time).last;
            let value = actual.value.number()?;
            (day <= today).then_some(Point { time: *time, day, value })
        })
        .collect();
    points.sort_by_key(|point| point.day);
    points
}

fn years(from: Date, to: Date) -> f64 {
    to.days_since(from) as f64 / DAYS_OF_YEAR
}

/// Compound growth a year; none unless both numbers are above zero.
fn rate(begin: f64, end: f64, years: f64) -> Option<f64> {
    (begin > 0.0 && end > 0.0 && years > 0.0)
        .then(|| (end / begin).powf(1.0 / years) - 1.0)
        .filter(|rate| rate.is_finite())
}

fn percent(rate: f64) -> String {
    let text = format!("{:.1}", rate * 100.0);
    if text == "-0.0" { "0.0".to_owned() } else { text }
}

#[cfg(test)]
mod tests {
    use super::rate;

    /// Oracle cagr: doubling in 5 years, 9000 to 13000 in 3, and net income 10,000,000 to 42,998,000 in 8.
    #[test]
    fn compound_growth() {
        let near = |begin, end, years, wanted: f64, tolerance| {
            assert!((rate(begin, end, years).unwrap() - wanted).abs() < tolerance, "{begin} to {end}");
        };
        near(100.0, 200.0, 5.0, 0.148_698_354_997_035_1, 1e-9);
        near(9000.0, 13000.0, 3.0, 0.130_403_813_348_055_5, 1e-9);
        near(10_000_000.0, 42_998_000.0, 8.0, 0.2, 5e-5);
        assert_eq!((rate(0.0, 5.0, 1.0), rate(5.0, -1.0, 1.0), rate(5.0, 6.0, 0.0)), (None, None, None));
    }
}
