//! How a growth plan stands: by the last value that is final, of a time that is over; what came later is told beside it.

use super::dates::{day_number, spoken, time_name, when};
use super::growth_plan::{Actual, DatedValue, SoFar, View};
use crate::number::short;
use jiff::civil::Date;

/// A value against the plan of the same day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Gap {
    pub(super) date: Date,
    pub(super) planned: f64,
    pub(super) actual: f64,
}

/// What a growth plan is judged by.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Judged {
    /// First and last day of the time that the value is of.
    span: (Date, Date),
    /// The last day that is counted in it.
    pub(super) date: Date,
    pub(super) actual: f64,
    /// `None` before the plan begins.
    planned: Option<f64>,
    pub(super) is_provisional: bool,
}

impl Judged {
    fn of(view: &View, actual: &Actual) -> Self {
        Self {
            span: (actual.first, actual.date),
            date: actual.date,
            actual: actual.value,
            planned: planned_at(&view.plan, actual.date),
            is_provisional: actual.provisional,
        }
    }

    pub(super) fn gap(&self) -> Option<Gap> {
        Some(Gap { date: self.date, planned: self.planned?, actual: self.actual })
    }

    /// Whether it is a total of a time that is counted in part.
    pub(super) fn is_under_way(&self) -> bool {
        self.date < self.span.1
    }

    /// When it is of, such as `in Mar 2027`.
    pub(super) fn when(&self, today: Date) -> String {
        let (first, last) = self.span;
        match self.is_under_way() {
            true => format!("up to {}", spoken(self.date)),
            false if first == last && last == today => "today".to_owned(),
            false => when(first, last),
        }
    }

    /// The time that it is of, such as `Mar 2027`.
    pub(super) fn time(&self) -> String {
        time_name(self.span.0, self.span.1)
    }

    /// What `when` names.
    pub(super) fn kind(&self) -> &'static str {
        if self.span.0 == self.span.1 { "day" } else { "time" }
    }
}

fn finite(view: &View) -> impl Iterator<Item = &Actual> {
    view.actuals.iter().filter(|actual| actual.value.is_finite())
}

/// What the plan is judged by: a total under way as far as it has gone; else the last value that is final and of a time that
/// is over, if the plan says what it should be; else the last that it can be compared with, else the last. `None` without
/// any.
pub(super) fn judged(view: &View) -> Option<Judged> {
    if let Some(SoFar { first, last, date, planned, actual, provisional }) = view.so_far {
        let (planned, is_provisional) = (Some(planned), provisional);
        return Some(Judged { span: (first, last), date, actual, planned, is_provisional });
    }
    let key = |actual: &&Actual| {
        let is_final = !actual.provisional && actual.date <= view.today;
        let is_compared = planned_at(&view.plan, actual.date).is_some();
        (is_compared, is_final, actual.date)
    };
    finite(view).max_by_key(key).map(|actual| Judged::of(view, actual))
}

/// How it stands against the plan; `None` if there is nothing to compare.
pub(super) fn standing(view: &View) -> Option<Gap> {
    judged(view)?.gap()
}

/// The last value, if it is later than what the plan is judged by: why it does not judge, and how it stands.
pub(super) fn later(view: &View) -> Option<String> {
    let judged = judged(view).filter(|_| view.so_far.is_none())?;
    let last = finite(view).max_by_key(|actual| actual.date).filter(|last| last.date > judged.date)?;
    let why = if last.provisional { "provisional" } else { "not over" };
    let gap = Judged::of(view, last).gap();
    let off = gap.map_or_else(String::new, |gap| format!(", {}", gap_words(&gap, &view.unit)));
    let time = time_name(last.first, last.date);
    Some(format!("{time} is {why}: {}{off}", with_unit(last.value, &view.unit)))
}

/// Whether the plan leads upwards, so that more is better.
pub(crate) fn rises(view: &View) -> bool {
    let (start, end) =
        (view.baseline.or(view.plan.first().copied()), view.target.or(view.plan.last().copied()));
    end.zip(start).is_none_or(|(end, start)| end.value >= start.value)
}

/// The planned value on a day: on the straight line between the points around it; after the last point its value;
/// `None` before the first.
pub(crate) fn planned_at(plan: &[DatedValue], date: Date) -> Option<f64> {
    let points = plan.iter().filter(|p| p.value.is_finite());
    let before = points.clone().filter(|p| p.date <= date).max_by_key(|p| p.date)?;
    let Some(after) = points.filter(|p| p.date > date).min_by_key(|p| p.date) else {
        return Some(before.value);
    };
    let span = (day_number(after.date) - day_number(before.date)) as f64;
    let share = (day_number(date) - day_number(before.date)) as f64 / span;
    Some(before.value * (1.0 - share) + after.value * share)
}

/// How far the actual is off the plan in words, such as `7 % under plan`; `on plan` if it rounds to nothing.
pub(super) fn gap_words(gap: &Gap, unit: &str) -> String {
    let difference = gap.actual - gap.planned;
    let side = if difference < 0.0 { "under" } else { "over" };
    let size = difference.abs();
    if unit.trim() == "%" {
        let points = (size * 10.0).round() / 10.0;
        return match points {
            0.0 => "on plan".to_owned(),
            1.0 => format!("1 percentage point {side} plan"),
            _ => format!("{} percentage points {side} plan", short(points)),
        };
    }
    let percent = (size / gap.planned.abs() * 100.0).round();
    if size == 0.0 || percent == 0.0 {
        "on plan".to_owned()
    } else if percent.is_finite() && percent <= 999.0 {
        format!("{percent} % {side} plan")
    } else {
        format!("{} {side} plan", short(size))
    }
}

/// A value with its unit, if that is short enough to stand behind every number.
pub(super) fn with_unit(value: f64, unit: &str) -> String {
    let unit = unit.trim();
    if unit.is_empty() || unit.chars().count() > 4 {
        short(value)
    } else {
        format!("{} {unit}", short(value))
    }
}
