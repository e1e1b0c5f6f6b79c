//! Rules on growth plans: numbers that fit the ceiling, the period, the target, the drivers and the past.

pub mod drivers_do_not_combine;
pub mod model_without_ceiling;
pub mod phased_misses_target;
pub mod plan_above_ceiling;
pub mod plan_far_above_trend;
pub mod point_outside_period;
pub mod probabilities_above_whole;

#[cfg(test)]
mod tests;

use truenorth_core::measuring;
use truenorth_core::model::{Measure, MeasureKind};
use truenorth_core::place::Place;
use truenorth_core::plan::Growth;
use truenorth_core::scalar::{Calendar, Date, Period, Time};

use super::key_results::number;

/// Where a growth plan stands.
fn place(growth: &Growth) -> Place {
    Place::value(growth.file, growth.written.spot)
}

fn id(growth: &Growth) -> &str {
    growth.written.id.as_str()
}

/// Whether more is better; `None` where the measure does not say.
fn goes_up(measure: &Measure) -> Option<bool> {
    match measuring::kind(measure) {
        MeasureKind::Increase | MeasureKind::AtLeast => Some(true),
        MeasureKind::Decrease | MeasureKind::AtMost => Some(false),
        MeasureKind::Between | MeasureKind::Milestone => None,
    }
}

/// The last day that a growth plan is made for, if its period has an end.
fn end(growth: &Growth, calendar: &Calendar) -> Option<Date> {
    let period = growth.written.period.as_ref()?;
    (!matches!(period, Time::From(_))).then(|| calendar.period(period).last)
}

/// A planned number of a growth plan.
struct Planned {
    place: Place,
    /// The field that it stands in, for people.
    field: String,
    /// Its time; none for the target.
    time: Option<Time>,
    value: f64,
}

impl Planned {
    /// The days it speaks of.
    fn period(&self, calendar: &Calendar) -> Option<Period> {
        self.time.as_ref().map(|time| calendar.period(time))
    }
}

/// Every number of the plan and of its scenarios, and the target last.
fn planned(growth: &Growth) -> Vec<Planned> {
    let measure = &growth.written.measure;
    let phased = measure.phased.iter().filter_map(|(time, value)| {
        Some(Planned {
            place: place(growth).field("measure").field("phased").key(time.to_string()),
            field: "`phased`".to_owned(),
            time: Some(*time),
            value: value.number()?,
        })
    });
    let scenarios = growth.written.scenarios.iter().enumerate().flat_map(|(entry, scenario)| {
        scenario.values.iter().filter_map(move |(time, value)| {
            let values = place(growth).field("scenarios").index(entry).field("values");
            Some(Planned {
                place: values.key(time.to_string()),
                field: format!("scenario `{}`", scenario.id),
                time: Some(*time),
                value: value.number()?,
            })
        })
    });
    let target = number(measure.target).map(|value| Planned {
        place: place(growth).field("measure").field("target"),
        field: "its target".to_owned(),
        time: None,
        value,
    });
    phased.chain(scenarios).chain(target).collect()
}

/// A computed number for people: whole from a thousand on, else with at most three decimals.
fn rounded(number: f64) -> String {
    if number.abs() >= 1000.0 {
        return format!("{number:.0}");
    }
    let text = format!("{number:.3}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
