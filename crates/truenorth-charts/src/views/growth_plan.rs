//! What the growth chart shows of a growth plan.

use jiff::civil;
use truenorth_core::model::Measure;
use truenorth_core::plan::{GrowthIx, Plan};
use truenorth_core::scalar::{Date, Time, Value};

use super::shown;
use crate::charts::growth_plan::{Actual, Ceiling, DatedValue, Scenario, View};

/// The view of one growth plan. A value of a longer time stands at the last day of that time.
#[must_use]
pub fn growth_plan(plan: &Plan, growth: GrowthIx, today: Date) -> View {
    let growth = &plan[growth];
    let measure = &growth.written.measure;
    let period = growth.written.period.map(|time| plan.calendar.period(&time));
    let end_of = |time: &Time| plan.calendar.period(time).last;
    let point = |date: Date, value: f64| DatedValue { date: civil_date(date), value };
    let baseline = measure.baseline.and_then(number).and_then(|value| {
        let day = measure.baseline_at.as_ref().map(end_of).or(period.map(|period| period.first))?;
        Some(point(day, value))
    });
    let target = measure.target.and_then(number).and_then(|value| Some(point(period?.last, value)));
    let mut planned = path(measure.phased.iter().map(|(time, value)| (end_of(time), *value)));
    // Without phases the plan is the straight line to the target; without either there is none.
    if measure.phased.is_empty() {
        planned.extend(target);
    }
    // It begins where the measure stands.
    if let Some(baseline) = baseline
        && planned.first().is_some_and(|first| baseline.date < first.date)
    {
        planned.insert(0, baseline);
    }
    let mut actuals: Vec<Actual> = measure
        .actuals
        .iter()
        // What has not begun cannot have been counted; a rule says so.
        .filter(|(time, _)| plan.calendar.period(time).first <= today)
        .filter_map(|(time, actual)| {
            let date = civil_date(end_of(time));
            Some(Actual { date, value: number(actual.value)?, provisional: actual.provisional == Some(true) })
        })
        .collect();
    actuals.sort_by_key(|actual| actual.date);
    let scenarios = growth.written.scenarios.iter().map(|scenario| Scenario {
        title: shown(scenario.title.as_deref().unwrap_or(scenario.id.as_str())),
        probability: scenario
            .probability
            .map_or_else(String::new, |percent| percent.to_string().replace('%', " %")),
        points: path(scenario.values.iter().map(|(time, value)| (end_of(time), *value))),
    });
    let owner = growth.owner.map(|owner| shown(plan.owner_name(owner)));
    View {
        title: shown(measure.name.as_deref().unwrap_or(&growth.written.title)),
        unit: shown(measure.unit.as_deref().unwrap_or("")),
        subtitle: [Some(shown(plan.organization_name())), owner, source(measure)]
            .into_iter()
            .flatten()
            .collect(),
        today: civil_date(today),
        baseline,
        plan: planned,
        actuals,
        scenarios: scenarios.collect(),
        ceiling: growth.written.ceiling.and_then(number).map(|value| Ceiling { value, title: String::new() }),
        target,
    }
}

fn source(measure: &Measure) -> Option<String> {
    measure.source.as_deref().map(|source| format!("source: {}", shown(source)))
}

fn number(value: Value) -> Option<f64> {
    value.number()
}

/// Known values in order of time.
fn path(values: impl Iterator<Item = (Date, Value)>) -> Vec<DatedValue> {
    let mut points: Vec<DatedValue> = values
        .filter_map(|(date, value)| Some(DatedValue { date: civil_date(date), value: number(value)? }))
        .collect();
    points.sort_by_key(|point| point.date);
    points
}

/// The same day in the calendar type of the charts; both types hold every day from 1900 to 2199.
fn civil_date(date: Date) -> civil::Date {
    civil::Date::new(date.year() as i16, date.month() as i8, date.day() as i8).unwrap_or(civil::Date::ZERO)
}
