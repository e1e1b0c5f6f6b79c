//! What the growth chart shows of a growth plan.

use truenorth_core::measuring::{self, Window};
use truenorth_core::model::{self as core, Aggregation, Measure};
use truenorth_core::plan::{GrowthIx, Plan};
use truenorth_core::scalar::{Date, Period, Time, Value};

use super::{civil_date, shown, unit_of};
use crate::catalogue::{Chart, Drawing, Of};
use crate::charts::growth_plan::{self as chart, Actual, Ceiling, DatedValue, Scenario, SoFar, View};

/// The chart's entry in the catalogue.
pub const CHART: Chart = Chart {
    name: "growth-plan",
    summary: "A measure over time: planned path, actuals, scenarios, ceiling, and the gap to the plan today",
    filters: &[],
    of: Of::Each { word: "growth plan", section: "growth", ids },
    draw: |facts, item, look| {
        let mut view = growth_plan(facts.plan, GrowthIx::new(item), facts.today);
        view.source = super::source(facts);
        Ok(Drawing { scene: chart::draw(&view, look)?, table: chart::table(&view), notes: Vec::new() })
    },
};

fn ids(plan: &Plan) -> Vec<String> {
    plan.growth.iter().map(|growth| growth.written.id.as_str().to_owned()).collect()
}

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
    let window = Window::of_growth(plan, growth, today);
    let is_total = measure.aggregation == Some(Aggregation::Sum);
    let actuals = if is_total { totals(measure, &window) } else { counted(measure, &window) };
    let so_far = is_total.then(|| total(measure, &window)).flatten().map(|total| SoFar {
        first: civil_date(total.period.first),
        last: civil_date(total.period.last),
        date: civil_date(total.through),
        planned: total.planned,
        actual: total.actual,
        provisional: total.provisional,
    });
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
        unit: unit_of(measure),
        subtitle: [owner, source(measure)].into_iter().flatten().collect(),
        source: String::new(),
        today: civil_date(today),
        baseline,
        plan: planned,
        actuals,
        so_far,
        scenarios: scenarios.collect(),
        ceiling: growth.written.ceiling.and_then(number).map(|value| Ceiling { value, title: String::new() }),
        target,
    }
}

/// The numbers as they were counted; what has not begun cannot have been counted, and a rule says so.
fn counted(measure: &Measure, window: &Window<'_>) -> Vec<Actual> {
    let begun = measure.actuals.iter().map(|(time, actual)| (window.calendar.period(time), actual));
    let mut actuals: Vec<Actual> = begun
        .filter(|(period, _)| period.first <= window.today)
        .filter_map(|(period, actual)| {
            let provisional = actual.provisional == Some(true);
            let (first, date) = (civil_date(period.first), civil_date(period.last));
            Some(Actual { first, date, value: number(actual.value)?, provisional })
        })
        .collect();
    actuals.sort_by_key(|actual| actual.date);
    actuals
}

/// The totals of whole times: one month is no point on a path of years.
fn totals(measure: &Measure, window: &Window<'_>) -> Vec<Actual> {
    let totals = measuring::whole_totals(measure, window).into_iter();
    let actual = |(period, value, provisional): (Period, f64, bool)| {
        let (first, date) = (civil_date(period.first), civil_date(period.last));
        Actual { first, date, value, provisional }
    };
    totals.map(actual).collect()
}

/// The total to judge by: as far as it is final, or with what may still change if nothing is final.
fn total(measure: &Measure, window: &Window<'_>) -> Option<measuring::SoFar> {
    let is_final = |(_, actual): &&(Time, core::Actual)| actual.provisional != Some(true);
    let mut known = measure.clone();
    known.actuals = measure.actuals.iter().filter(is_final).cloned().collect();
    measuring::so_far(&known, window).or_else(|| measuring::so_far(measure, window))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charts::growth_plan::headline;
    use crate::testing::plan_of_file;

    /// The view of a plan for 2027 and 2028 with these actuals, on 10 March 2028.
    fn view(actuals: &str) -> View {
        let text = format!(
            r#"{{ "truenorth": 1, "organization": {{ "name": "O" }}, "vision": "V", "growth": [
                {{ "id": "passengers", "title": "Passengers a year", "period": "2027..2028",
                   "measure": {{ "baseline": 410000, "baseline_at": "2026", "target": 470000, "aggregation": "sum",
                     "phased": {{ "2027": 440000, "2028": 470000 }}, "actuals": {{ {actuals} }} }} }} ] }}"#
        );
        growth_plan(&plan_of_file(&text), GrowthIx::new(0), Date::new(2028, 3, 10).unwrap())
    }

    /// One month of 36,000 against a year of 470,000 is no gap of 92 %: of the year 31 of 366 days have gone.
    #[test]
    fn totals_are_compared_with_totals() {
        let view = view(r#""2027-H1": 200000, "2027-H2": 220000, "2028-01": 36000"#);
        let points: Vec<(String, f64)> =
            view.actuals.iter().map(|point| (point.date.to_string(), point.value)).collect();
        assert_eq!(points, [("2027-12-31".to_owned(), 420000.0)]);
        assert_eq!(
            headline(&view),
            "Passengers a year: 10 % under plan up to 31 Jan 2028; planned 39,809 so far, actual 36,000"
        );
    }

    /// January may still change; 2027 is final: 420,000 of 440,000.
    #[test]
    fn totals_are_judged_as_far_as_they_are_final() {
        let view = view(
            r#""2027-H1": 200000, "2027-H2": 220000, "2028-01": { "value": 36000, "provisional": true }"#,
        );
        assert_eq!(
            headline(&view),
            "Passengers a year: 5 % under plan in 2027; planned 440,000, actual 420,000"
        );
    }
}
