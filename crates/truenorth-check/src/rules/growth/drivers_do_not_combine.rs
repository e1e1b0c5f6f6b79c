//! `drivers-do-not-combine`: the drivers of a growth plan give another number than the plan has.

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::model::{Aggregation, Combine, Measure};
use truenorth_core::place::Place;
use truenorth_core::plan::{Growth, Item, Plan};
use truenorth_core::scalar::{Date, Period};

use super::{end, id, place, rounded};
use crate::context::{Context, Sink};
use crate::rule::{Group, OptionDoc, Rule, RuleCheck, Set};
use crate::rules::alignment::also_all;
use crate::rules::key_results::{is_sum, number};

static ID: RuleId = RuleId { code: "GRO006", name: "drivers-do-not-combine", unreadable: false };

/// See `drivers-do-not-combine.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Growth,
    level: Level::Warning,
    set: Set::Default,
    since: "0.1.0",
    summary: "the drivers of a growth plan give another number than the plan",
    options: &[OptionDoc {
        name: "tolerance_percent",
        default: "10",
        meaning: "percent by which the drivers may miss the number of the plan",
    }],
    page: include_str!("drivers-do-not-combine.md"),
    check: RuleCheck::Plan(check),
};

/// A growth plan or a driver of one.
struct Part<'a> {
    measure: &'a Measure,
    place: Place,
    end: Option<Date>,
}

/// The number of a measure at one point, with its field.
type At<'a> = dyn Fn(&Part<'a>) -> Option<(f64, Place)> + 'a;

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let plan = context.plan;
    let tolerance = sink.number("tolerance_percent") / 100.0;
    for growth in plan.growth.iter().filter(|growth| !growth.written.drivers.is_empty()) {
        let own = Part {
            measure: &growth.written.measure,
            place: place(growth).field("measure"),
            end: end(growth, &plan.calendar),
        };
        let parts = growth.written.drivers.iter().map(|driver| part(plan, plan.target(driver)?));
        let Some(parts) = parts.collect::<Option<Vec<_>>>() else { continue };
        judge(plan, sink, growth, &own, &parts, tolerance);
    }
}

fn judge(
    plan: &Plan,
    sink: &mut Sink<'_>,
    growth: &Growth,
    own: &Part<'_>,
    parts: &[Part<'_>],
    tolerance: f64,
) {
    let product = growth.written.combine != Some(Combine::Sum);
    // A sum of products over a period is not the product of the sums.
    let alike = |part: &Part<'_>| {
        if product { plain(part.measure) } else { is_sum(part.measure) == is_sum(own.measure) }
    };
    let totals = alike(own) && parts.iter().all(alike);
    let latest = latest_common(plan, own, parts);
    let at_latest = latest.map(|period| {
        move |part: &Part<'_>| {
            let (time, actual) =
                part.measure.actuals.iter().find(|(time, _)| plan.calendar.period(time) == period)?;
            Some((actual.value.number()?, part.place.clone().field("actuals").key(time.to_string())))
        }
    });
    let same_end = totals && own.end.is_some() && parts.iter().all(|part| part.end == own.end);
    let at_target =
        |part: &Part<'_>| Some((number(part.measure.target)?, part.place.clone().field("target")));
    let found = at_latest
        .as_ref()
        .and_then(|at| {
            off(own, parts, product, tolerance, at)
                .map(|found| (found, format!("in {}", shown(plan, own, latest))))
        })
        .or_else(|| {
            let found = same_end.then(|| off(own, parts, product, tolerance, &at_target))?;
            found.map(|found| (found, "as its target".to_owned()))
        });
    let Some((found, at)) = found else { return };
    let message = format!(
        "the {} of the drivers of `{}` is {}, but it has {} {at}",
        if product { "product" } else { "sum" },
        id(growth),
        rounded(found.combined),
        found.own
    );
    let finding = sink
        .finding(found.place, message)
        .help("mend the number that is wrong, its `unit`, or `drivers` and `combine`")
        .item(id(growth));
    sink.push(also_all(finding, found.drivers));
}

/// Drivers that miss the number of their plan.
struct Off {
    own: f64,
    combined: f64,
    place: Place,
    drivers: Vec<(Place, String)>,
}

fn off<'a>(own: &Part<'a>, parts: &[Part<'a>], product: bool, tolerance: f64, at: &At<'a>) -> Option<Off> {
    let (value, place) = at(own)?;
    let numbers = parts.iter().map(at).collect::<Option<Vec<_>>>()?;
    let fractions = numbers.iter().zip(parts).map(|((number, _), part)| number / hundred(part.measure));
    let combined = if product { fractions.product::<f64>() } else { fractions.sum() } * hundred(own.measure);
    if !combined.is_finite() || value == 0.0 || misses(combined / value, product) <= tolerance {
        return None;
    }
    let drivers = numbers.into_iter().map(|(number, place)| (place, format!("{number}"))).collect();
    Some(Off { own: value, combined, place, drivers })
}

/// How far a ratio is from one. Thousands and millions may be units of a product.
fn misses(ratio: f64, product: bool) -> f64 {
    let units: &[f64] = if product { &[1.0, 1e3, 1e6, 1e9, 1e-3, 1e-6, 1e-9] } else { &[1.0] };
    units.iter().map(|unit| (ratio * unit - 1.0).abs()).fold(f64::INFINITY, f64::min)
}

/// What a number is divided by to be one of whole units.
fn hundred(measure: &Measure) -> f64 {
    if measure.unit.as_deref().is_some_and(|unit| unit.trim() == "%") { 100.0 } else { 1.0 }
}

fn plain(measure: &Measure) -> bool {
    matches!(measure.aggregation, None | Some(Aggregation::Last))
}

fn part(plan: &Plan, item: Item) -> Option<Part<'_>> {
    match item {
        Item::Growth(index) => {
            let growth = &plan[index];
            let end = end(growth, &plan.calendar);
            Some(Part { measure: &growth.written.measure, place: place(growth).field("measure"), end })
        }
        Item::Goal(index) => {
            let goal = &plan[index];
            let measure = goal.written.measure.as_deref()?;
            Some(Part { measure, place: goal.place().field("measure"), end: goal.due })
        }
        _ => None,
    }
}

/// The latest time for which the plan and all its drivers have a number.
fn latest_common(plan: &Plan, own: &Part<'_>, parts: &[Part<'_>]) -> Option<Period> {
    let known = |part: &Part<'_>| -> Vec<Period> {
        let numbers = part.measure.actuals.iter().filter(|(_, actual)| actual.value.number().is_some());
        let mut periods: Vec<Period> = numbers.map(|(time, _)| plan.calendar.period(time)).collect();
        periods.sort_unstable_by_key(|period| (period.last, period.first));
        periods
    };
    let drivers: Vec<Vec<Period>> = parts.iter().map(known).collect();
    let in_all = |period: &Period| {
        let key = (period.last, period.first);
        drivers
            .iter()
            .all(|list| list.binary_search_by_key(&key, |period| (period.last, period.first)).is_ok())
    };
    known(own).into_iter().rev().find(in_all)
}

/// The period as the plan writes it.
fn shown(plan: &Plan, own: &Part<'_>, period: Option<Period>) -> String {
    let mut times = own.measure.actuals.iter().map(|(time, _)| time);
    let time = times.find(|time| Some(plan.calendar.period(time)) == period);
    time.map_or_else(String::new, ToString::to_string)
}
