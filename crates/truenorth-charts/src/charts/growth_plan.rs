//! The growth plan: what was planned, what happened, what may come, and the gap today.

use super::dates::{day_number, spoken};
use super::growth_plot::{self, Curves};
use super::{DrawError, frame, header};
use crate::number::short;
use crate::scene::{Anchor, Item, Point, Scene, TextStyle};
use crate::table::{Cell, Table};
use crate::text;
use crate::theme::{GRID, Look, MARGIN};
use jiff::civil::Date;

/// A value at a date, in the measure's unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DatedValue {
    /// The day it holds for.
    pub date: Date,
    /// The value; one that is not finite is left out.
    pub value: f64,
}

/// What was counted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Actual {
    /// The day it holds for.
    pub date: Date,
    /// The value; one that is not finite is left out.
    pub value: f64,
    /// Whether it may still change; drawn hollow.
    pub provisional: bool,
}

/// One way the future may go.
#[derive(Clone, Debug, PartialEq)]
pub struct Scenario {
    /// Its name.
    pub title: String,
    /// Its probability as it is to be read, such as `25 %`; may be empty.
    pub probability: String,
    /// Its path.
    pub points: Vec<DatedValue>,
}

/// A bound that the measure can not pass.
#[derive(Clone, Debug, PartialEq)]
pub struct Ceiling {
    /// Its height in the measure's unit.
    pub value: f64,
    /// What bounds it, such as `seats on the night routes`; may be empty.
    pub title: String,
}

/// A planned total under way: one that is compared as far as its time has gone.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SoFar {
    /// The last day that is counted.
    pub date: Date,
    /// What was planned up to that day.
    pub planned: f64,
    /// What was counted up to that day.
    pub actual: f64,
    /// Whether it may still change.
    pub provisional: bool,
}

/// Everything the chart shows.
#[derive(Clone, Debug, PartialEq)]
pub struct View {
    /// The measure's name.
    pub title: String,
    /// Its unit; may be empty. `%` makes gaps percentage points.
    pub unit: String,
    /// Parts of the line under the headline, such as the organisation and the owner.
    pub subtitle: Vec<String>,
    /// The line at the foot: whose plan it is, of which day; may be empty.
    pub source: String,
    /// The day the plan is looked at.
    pub today: Date,
    /// Where the measure started.
    pub baseline: Option<DatedValue>,
    /// The planned path.
    pub plan: Vec<DatedValue>,
    /// What happened.
    pub actuals: Vec<Actual>,
    /// Of totals, that of the time under way; then `actuals` are those of whole times.
    pub so_far: Option<SoFar>,
    /// What may come.
    pub scenarios: Vec<Scenario>,
    /// The bound, if there is one.
    pub ceiling: Option<Ceiling>,
    /// Where the measure shall arrive.
    pub target: Option<DatedValue>,
}

/// The last actual against the plan of the same day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Gap {
    pub(super) date: Date,
    pub(super) planned: f64,
    pub(super) actual: f64,
}

/// Compares the last actual with the planned path on its own day; `None` without actuals or before the plan.
pub(super) fn gap(view: &View) -> Option<Gap> {
    let last = last_actual(view)?;
    let planned = planned_at(&view.plan, last.date)?;
    Some(Gap { date: last.date, planned, actual: last.value })
}

/// How it stands: a total under way as far as it has gone, else the last actual against the plan of its day.
pub(super) fn standing(view: &View) -> Option<Gap> {
    let so_far =
        view.so_far.map(|total| Gap { date: total.date, planned: total.planned, actual: total.actual });
    so_far.or_else(|| gap(view))
}

/// Whether the plan leads upwards, so that more is better.
pub(crate) fn rises(view: &View) -> bool {
    let (start, end) =
        (view.baseline.or(view.plan.first().copied()), view.target.or(view.plan.last().copied()));
    end.zip(start).is_none_or(|(end, start)| end.value >= start.value)
}

fn last_actual(view: &View) -> Option<Actual> {
    view.actuals.iter().copied().filter(|a| a.value.is_finite()).max_by_key(|a| a.date)
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

/// The one sentence that the chart proves, computed from its values.
#[must_use]
pub fn headline(view: &View) -> String {
    let name = text::one_line(&view.title);
    let name = if name.is_empty() { "Growth" } else { name.as_str() };
    let when = |date: Date| {
        if date == view.today { "today".to_owned() } else { format!("on {}", spoken(date)) }
    };
    if let Some(total) = view.so_far {
        let gap = Gap { date: total.date, planned: total.planned, actual: total.actual };
        let provisional = if total.provisional { " (provisional)" } else { "" };
        return format!(
            "{name}: {} {}; planned {} so far, actual {}{provisional}",
            gap_words(&gap, &view.unit),
            when(gap.date),
            with_unit(gap.planned, &view.unit),
            with_unit(gap.actual, &view.unit),
        );
    }
    let Some(last) = last_actual(view) else {
        return match planned_at(&view.plan, view.today) {
            Some(planned) => {
                format!("{name}: no actuals yet; planned {} today", with_unit(planned, &view.unit))
            }
            None => format!("{name}: no actuals yet"),
        };
    };
    let actual = with_unit(last.value, &view.unit);
    let provisional = if last.provisional { " (provisional)" } else { "" };
    let Some(gap) = gap(view) else {
        return format!("{name}: {actual}{provisional} {}; no plan for that day", when(last.date));
    };
    format!(
        "{name}: {} {}; planned {}, actual {actual}{provisional}",
        gap_words(&gap, &view.unit),
        when(last.date),
        with_unit(gap.planned, &view.unit),
    )
}

/// Draws the chart.
///
/// # Errors
/// [`DrawError::Backend`] if plotters refuses, which no known input causes.
pub fn draw(view: &View, look: &Look) -> Result<Scene, DrawError> {
    let (width, theme) = (look.width(), &look.theme);
    let headline = headline(view);
    let subtitle: Vec<&str> =
        view.subtitle.iter().map(String::as_str).filter(|part| !part.trim().is_empty()).collect();
    let subtitle = subtitle.join(" \u{B7} ");
    let (mut items, top) = header::header(&headline, &subtitle, width, theme);
    let curves = Curves::new(view);
    let height = if curves.is_empty() {
        let at = Point::new(width / 2, top + 40 * GRID);
        let style = TextStyle::regular(18).anchored(Anchor::Middle);
        items.push(Item::text("empty", "No plan and no actuals to draw yet", at, style, theme.muted));
        top + 80 * GRID
    } else {
        growth_plot::draw(view, &curves, top + 10 * GRID, look, &mut items)?
    };
    let height = height.max(2 * MARGIN);
    frame::foot(&mut items, &view.source, width, height, look);
    let description = if subtitle.is_empty() { headline.clone() } else { format!("{headline}. {subtitle}") };
    Ok(Scene { width, height, background: theme.background, title: headline, description, items })
}

/// The points of all curves: which curve, the day, the value.
#[must_use]
pub fn table(view: &View) -> Table {
    let mut table = Table::new(&["series", "day", "value", "provisional"]);
    let mut add = |series: &str, point: DatedValue, provisional: Cell| {
        let day = Cell::text(point.date.to_string());
        table.push(vec![Cell::text(series), day, Cell::Number(point.value), provisional]);
    };
    let single = [("baseline", view.baseline), ("target", view.target)];
    for (series, point) in single.into_iter().filter_map(|(series, point)| Some((series, point?))) {
        add(series, point, Cell::Nothing);
    }
    for point in &view.plan {
        add("plan", *point, Cell::Nothing);
    }
    for actual in &view.actuals {
        let point = DatedValue { date: actual.date, value: actual.value };
        add("actual", point, Cell::Yes(actual.provisional));
    }
    for scenario in &view.scenarios {
        for point in &scenario.points {
            add(&format!("scenario: {}", scenario.title), *point, Cell::Nothing);
        }
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn at(year: i16, month: i8, value: f64) -> DatedValue {
        DatedValue { date: date(year, month, 1), value }
    }

    fn view() -> View {
        View {
            title: "Passengers a month".to_owned(),
            unit: "passengers".to_owned(),
            subtitle: vec![],
            source: String::new(),
            today: date(2026, 7, 1),
            baseline: None,
            plan: vec![at(2026, 1, 90_000.0), at(2026, 7, 95_000.0), at(2027, 1, 99_000.0)],
            actuals: vec![
                Actual { date: date(2026, 7, 1), value: 88_400.0, provisional: false },
                Actual { date: date(2026, 6, 1), value: 87_000.0, provisional: false },
            ],
            so_far: None,
            scenarios: vec![],
            ceiling: None,
            target: None,
        }
    }

    #[test]
    fn the_headline_says_what_the_values_say() {
        let mut v = view();
        assert_eq!(headline(&v), "Passengers a month: 7 % under plan today; planned 95,000, actual 88,400");
        v.actuals[0].value = 95_200.0;
        assert_eq!(headline(&v), "Passengers a month: on plan today; planned 95,000, actual 95,200");
        v.actuals[0].value = 104_500.0;
        v.actuals[0].provisional = true;
        v.today = date(2026, 8, 14);
        assert_eq!(
            headline(&v),
            "Passengers a month: 10 % over plan on 1 Jul 2026; planned 95,000, actual 104,500 (provisional)"
        );
    }

    #[test]
    fn a_total_under_way_is_compared_as_far_as_it_has_gone() {
        let mut v = view();
        v.actuals.clear();
        let date = date(2026, 6, 30);
        v.so_far = Some(SoFar { date, planned: 45_000.0, actual: 40_500.0, provisional: true });
        assert_eq!(
            headline(&v),
            "Passengers a month: 10 % under plan on 30 Jun 2026; planned 45,000 so far, actual 40,500 (provisional)"
        );
    }

    #[test]
    fn missing_parts_are_named_not_guessed() {
        let mut v = view();
        v.actuals.clear();
        assert_eq!(headline(&v), "Passengers a month: no actuals yet; planned 95,000 today");
        v.plan.clear();
        assert_eq!(headline(&v), "Passengers a month: no actuals yet");
        v.actuals = vec![Actual { date: v.today, value: 5.0, provisional: false }];
        assert_eq!(headline(&v), "Passengers a month: 5 today; no plan for that day");
        v.plan = vec![at(2026, 7, 0.0)];
        assert_eq!(headline(&v), "Passengers a month: 5 over plan today; planned 0, actual 5");
    }

    #[test]
    fn shares_are_compared_in_points() {
        let mut v = view();
        v.unit = "%".to_owned();
        v.plan = vec![at(2026, 7, 64.0)];
        v.actuals = vec![Actual { date: v.today, value: 61.5, provisional: false }];
        assert_eq!(
            headline(&v),
            "Passengers a month: 2.5 percentage points under plan today; planned 64 %, actual 61.5 %"
        );
    }

    #[test]
    fn the_plan_is_straight_between_its_points() {
        let v = view();
        // 31 of 181 days after 1 January.
        let expected = 90_000.0 + 5000.0 * 31.0 / 181.0;
        assert!((planned_at(&v.plan, date(2026, 2, 1)).unwrap() - expected).abs() < 1e-9);
        assert_eq!(planned_at(&v.plan, date(2025, 12, 31)), None);
        assert_eq!(planned_at(&v.plan, date(2029, 1, 1)), Some(99_000.0));
    }
}
