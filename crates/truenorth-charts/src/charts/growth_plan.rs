//! The growth plan: what was planned, what happened, what may come, and the gap at the last value that is final.

use super::growth_plot::{self, Curves};
use super::growth_standing::{self as standing, planned_at, with_unit};
use super::{DrawError, frame, header};
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
    /// The first day of the time that it is counted over; that of the value itself if it stands at a day.
    pub first: Date,
    /// The last day of that time, where it is drawn.
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
    /// The first day of the time that the total is planned for.
    pub first: Date,
    /// The last day of that time.
    pub last: Date,
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

/// The one sentence that the chart proves, computed from its values.
#[must_use]
pub fn headline(view: &View) -> String {
    let name = text::one_line(&view.title);
    let name = if name.is_empty() { "Growth" } else { name.as_str() };
    let Some(judged) = standing::judged(view) else {
        return match planned_at(&view.plan, view.today) {
            Some(planned) => {
                format!("{name}: no actuals yet; planned {} today", with_unit(planned, &view.unit))
            }
            None => format!("{name}: no actuals yet"),
        };
    };
    let actual = with_unit(judged.actual, &view.unit);
    let provisional = if judged.is_provisional { " (provisional)" } else { "" };
    let when = judged.when(view.today);
    let Some(gap) = judged.gap() else {
        return format!("{name}: {actual}{provisional} {when}; no plan for that {}", judged.kind());
    };
    let so_far = if judged.is_under_way() { " so far" } else { "" };
    format!(
        "{name}: {} {when}; planned {}{so_far}, actual {actual}{provisional}",
        standing::gap_words(&gap, &view.unit),
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
    let later = standing::later(view);
    let subtitle: Vec<&str> = later
        .iter()
        .chain(&view.subtitle)
        .map(String::as_str)
        .filter(|part| !part.trim().is_empty())
        .collect();
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

    fn on(date: Date, value: f64) -> Actual {
        Actual { first: date, date, value, provisional: false }
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
            actuals: vec![on(date(2026, 7, 1), 88_400.0), on(date(2026, 6, 1), 87_000.0)],
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
        v.today = date(2026, 8, 14);
        assert_eq!(
            headline(&v),
            "Passengers a month: 10 % over plan on 1 Jul 2026; planned 95,000, actual 104,500"
        );
        v.actuals[0].first = date(2026, 6, 2);
        v.actuals[0].date = date(2026, 7, 1);
        assert!(headline(&v).contains(" plan from 2 Jun 2026 to 1 Jul 2026; "));
    }

    /// Planned on 30 April, 119 of 181 days after 1 January: 90,000 + 5,000 x 119 / 181 = 93,287; 93,300 is that. On 31 May
    /// 94,144 are planned, of which 103,558 is 10 % more: it may still change, so that it is told and judges nothing.
    #[test]
    fn what_may_still_change_is_told_and_judges_nothing() {
        let mut v = view();
        v.today = date(2026, 6, 12);
        let month = |month: i8, last: i8, value: f64, provisional: bool| Actual {
            first: date(2026, month, 1),
            date: date(2026, month, last),
            value,
            provisional,
        };
        v.actuals = vec![month(4, 30, 93_300.0, false), month(5, 31, 103_558.0, true)];
        assert_eq!(headline(&v), "Passengers a month: on plan in Apr 2026; planned 93,287, actual 93,300");
        let said = |v: &View| standing::later(v);
        assert_eq!(said(&v).as_deref(), Some("May 2026 is provisional: 103,558, 10 % over plan"));
        // A month that is not over is no month to judge by; on 30 June 94,972 are planned.
        v.actuals.push(month(6, 30, 40_000.0, false));
        assert!(headline(&v).contains(" in Apr 2026; "));
        assert_eq!(said(&v).as_deref(), Some("Jun 2026 is not over: 40,000, 58 % under plan"));
        // Where nothing else is compared with the plan, it is better than nothing, and said.
        v.actuals = vec![month(5, 31, 103_558.0, true)];
        assert_eq!(
            headline(&v),
            "Passengers a month: 10 % over plan in May 2026; planned 94,144, actual 103,558 (provisional)"
        );
        assert_eq!(said(&v), None);
    }

    #[test]
    fn a_total_under_way_is_compared_as_far_as_it_has_gone() {
        let mut v = view();
        v.actuals.clear();
        let date = date(2026, 6, 30);
        let (first, last) = (jiff::civil::date(2026, 1, 1), jiff::civil::date(2026, 12, 31));
        let total = SoFar { first, last, date, planned: 45_000.0, actual: 40_500.0, provisional: true };
        v.so_far = Some(total);
        assert_eq!(
            headline(&v),
            "Passengers a month: 10 % under plan up to 30 Jun 2026; planned 45,000 so far, actual 40,500 (provisional)"
        );
        v.so_far = Some(SoFar { last: date, provisional: false, ..total });
        assert_eq!(
            headline(&v),
            "Passengers a month: 10 % under plan from 1 Jan 2026 to 30 Jun 2026; planned 45,000, actual 40,500"
        );
    }

    #[test]
    fn missing_parts_are_named_not_guessed() {
        let mut v = view();
        v.actuals.clear();
        assert_eq!(headline(&v), "Passengers a month: no actuals yet; planned 95,000 today");
        v.plan.clear();
        assert_eq!(headline(&v), "Passengers a month: no actuals yet");
        v.actuals = vec![on(v.today, 5.0)];
        assert_eq!(headline(&v), "Passengers a month: 5 today; no plan for that day");
        v.plan = vec![at(2026, 7, 0.0)];
        assert_eq!(headline(&v), "Passengers a month: 5 over plan today; planned 0, actual 5");
    }

    #[test]
    fn shares_are_compared_in_points() {
        let mut v = view();
        v.unit = "%".to_owned();
        v.plan = vec![at(2026, 7, 64.0)];
        v.actuals = vec![on(v.today, 61.5)];
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
