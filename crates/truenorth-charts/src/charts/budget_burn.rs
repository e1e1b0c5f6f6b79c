//! Spending added up month by month: the budget as a line, what was spent as a stronger one, and where it leads.

use jiff::civil::Date;
use truenorth_core::budget::Total;

use super::axis;
use super::dates::spoken;
use super::frame::{Frame, Words};
use super::kit::{Canvas, bounds, column};
use super::labels::spread;
use super::money::{Unit, most};
use super::plot::levels;
use crate::number::{Scale, signed_percent};
use crate::scene::{Anchor, Bounds, Color, Item, PX, Point, Scene, Shape, Stroke, TextStyle};
use crate::table::{Cell, Table};
use crate::text::{self, Weight};
use crate::theme::{GRID, LABEL, Look, Tone};

/// What belongs to one month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Month {
    /// Its last day.
    pub last: Date,
    /// Planned for it.
    pub planned: Total,
    /// Promised to somebody for it, paid or not.
    pub committed: Total,
    /// Planned for it in the lines of which anything is committed.
    pub planned_there: Total,
    /// Spent in it.
    pub actual: Total,
    /// Expected in it, if it is not counted yet.
    pub to_come: Total,
}

impl Default for Month {
    fn default() -> Self {
        let none = Total::default();
        Self {
            last: Date::ZERO,
            planned: none,
            committed: none,
            planned_there: none,
            actual: none,
            to_come: none,
        }
    }
}

/// Everything the chart shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct View {
    /// In order of time.
    pub months: Vec<Month>,
    /// The last month in which anything was counted.
    pub counted: Option<usize>,
    /// Its last day, as it is to be read.
    pub through: String,
    /// Of how many lines anything is committed.
    pub committed: usize,
    /// How many lines have a forecast, of how many.
    pub forecasts: (usize, usize),
    /// Which lines are left out, in words; empty if none is.
    pub left_out: String,
    /// Of all amounts.
    pub unit: Unit,
    /// The time that is shown, as it is to be read.
    pub time: String,
    /// The line at the foot.
    pub source: String,
}

impl View {
    fn sum(&self, of: fn(&Month) -> Total) -> Total {
        self.months.iter().map(of).sum()
    }

    /// What was spent, and is still to come.
    fn outlook(&self) -> Total {
        self.sum(|month| month.actual).plus(self.sum(|month| month.to_come))
    }

    fn scale(&self) -> Scale {
        let sums = [self.sum(|month| month.planned), self.outlook(), self.sum(|month| month.committed)];
        self.unit.scale(most(sums.into_iter()))
    }
}

/// The one sentence that the chart proves.
#[must_use]
pub fn headline(view: &View) -> String {
    let (planned, outlook) = (view.sum(|month| month.planned), view.outlook());
    let scale = view.scale();
    if planned.is_zero() && outlook.is_zero() {
        return "No spending is planned yet".to_owned();
    }
    if view.counted.is_none() {
        return format!("{} is planned; nothing is counted yet", scale.named(planned.to_f64()));
    }
    let difference = outlook.minus(planned);
    let percent = signed_percent(difference.to_f64(), planned.to_f64());
    let size = percent.trim_start_matches(['+', '\u{2212}']);
    let side = if size.is_empty() {
        "without a budget".to_owned()
    } else if size.starts_with("0.0 ") {
        "as budgeted".to_owned()
    } else {
        format!("{size} {} budget", if difference.is_negative() { "under" } else { "over" })
    };
    let spent = scale.plain(view.sum(|month| month.actual).to_f64());
    let amount = scale.named(outlook.to_f64());
    format!("Spending is heading for {amount}, {side}; {spent} spent by {}", view.through)
}

/// The numbers behind the chart.
#[must_use]
pub fn table(view: &View) -> Table {
    let mut table = Table::new(&["month_ends", "planned", "committed", "planned_there", "actual", "to_come"]);
    let money = |total| Cell::Money(total, view.unit.currency);
    // Without a line there is nothing to say of a month.
    for month in view.months.iter().filter(|_| view.forecasts.1 > 0) {
        table.push(vec![
            Cell::text(month.last.to_string()),
            money(month.planned),
            money(month.committed),
            money(month.planned_there),
            money(month.actual),
            money(month.to_come),
        ]);
    }
    table
}

/// The running sum over months.
fn running<'a>(months: &'a [Month], of: impl Fn(&Month) -> Total + 'a) -> impl Iterator<Item = f64> + 'a {
    months.iter().scan(Total::default(), move |sum, month| {
        *sum = sum.plus(of(month));
        Some(sum.to_f64())
    })
}

/// A line of the picture with the words at its end.
struct Curve {
    class: &'static str,
    /// Position of the first point: 0 is the beginning of the first month.
    from: usize,
    values: Vec<f64>,
    stroke: Stroke,
    words: String,
    ink: Color,
}

fn curves(view: &View, scale: &Scale, look: &Look) -> Vec<Curve> {
    let theme = &look.theme;
    let from_zero =
        |values: &mut dyn Iterator<Item = f64>| -> Vec<f64> { std::iter::once(0.0).chain(values).collect() };
    let mut curves = Vec::new();
    let planned = from_zero(&mut running(&view.months, |month| month.planned));
    let end = |values: &[f64]| values.last().copied().unwrap_or_default();
    curves.push(Curve {
        class: "planned",
        from: 0,
        words: format!("Budget: {}", scale.plain(end(&planned))),
        values: planned,
        stroke: Stroke { color: theme.plan.area, width: 2 * PX, dash: vec![7 * PX, 4 * PX] },
        ink: theme.plan.ink,
    });
    if view.committed > 0 {
        let paint = theme.scenario(2);
        // Promised money is that of some lines alone: beside it stands what is planned for just these.
        let there = from_zero(&mut running(&view.months, |month| month.planned_there));
        curves.push(Curve {
            class: "planned-there",
            from: 0,
            words: format!("Budget of {}: {}", its_lines(view.committed), scale.plain(end(&there))),
            values: there,
            stroke: Stroke { color: paint.area, width: PX + PX / 2, dash: vec![7 * PX, 4 * PX] },
            ink: paint.ink,
        });
        let committed = from_zero(&mut running(&view.months, |month| month.committed));
        curves.push(Curve {
            class: "committed",
            from: 0,
            words: format!("Committed there: {}", scale.plain(end(&committed))),
            values: committed,
            stroke: Stroke::solid(paint.area, 2 * PX),
            ink: paint.ink,
        });
    }
    let Some(counted) = view.counted else { return curves };
    let mut actual = from_zero(&mut running(&view.months, |month| month.actual));
    actual.truncate(counted + 2);
    let spent = end(&actual);
    if counted + 1 < view.months.len() {
        let rest = view.months.get(counted + 1..).unwrap_or_default();
        let mut values = vec![spent];
        values.extend(running(rest, |month| month.to_come).map(|sum| spent + sum));
        let is_over = view.outlook() > view.sum(|month| month.planned);
        let paint = theme.tone(if is_over { Tone::Bad } else { Tone::Good });
        curves.push(Curve {
            class: "outlook",
            from: counted + 1,
            words: format!("Outlook: {}", scale.plain(end(&values))),
            values,
            stroke: Stroke { color: paint.area, width: 2 * PX + PX / 2, dash: vec![3 * PX, 3 * PX] },
            ink: paint.ink,
        });
    }
    curves.push(Curve {
        class: "actual",
        from: 0,
        words: format!("Actual: {}", scale.plain(spent)),
        values: actual,
        stroke: Stroke::solid(theme.ink, 3 * PX),
        ink: theme.ink,
    });
    curves
}

fn its_lines(count: usize) -> String {
    if count == 1 { "1 line".to_owned() } else { format!("{count} lines") }
}

/// Draws the chart.
#[must_use]
pub fn draw(view: &View, look: &Look) -> Scene {
    let scale = view.scale();
    let outlook = match view.forecasts {
        (_, 0) | (0, _) => "outlook = actual, then budget".to_owned(),
        (with, of) if with == of => "outlook = actual, then forecast".to_owned(),
        (with, of) => {
            format!(
                "outlook = actual, then the forecast of {} and the budget of {}",
                its_lines(with),
                of - with
            )
        }
    };
    let drawn = view.forecasts.1;
    let mut parts = vec![
        format!("{}, added up from month to month", scale.unit).trim_start_matches(", ").to_owned(),
        format!("{}, {} of spending{}", view.time, its_lines(drawn), view.left_out),
    ];
    let ends_early = view.counted.is_some_and(|counted| counted + 1 < view.months.len());
    parts.extend(ends_early.then_some(outlook));
    parts.extend((view.committed > 0).then(|| {
        format!("committed = ordered or contracted, paid or not, in {} alone", its_lines(view.committed))
    }));
    let subtitle = parts.join(" \u{B7} ");
    let words = Words { headline: headline(view), subtitle, source: view.source.clone() };
    let mut frame = Frame::new(&words, look);
    let curves = curves(view, &scale, look);
    if view.months.is_empty() || curves.iter().all(|curve| curve.values.iter().all(|value| *value == 0.0)) {
        return frame.empty("No amounts in this time: write them under `amounts` of a budget line");
    }
    let axis = axis::value_axis(&curves.iter().flat_map(|c| c.values.iter().copied()).collect::<Vec<_>>(), 6);
    let style = TextStyle::semibold(LABEL);
    let gutter = curves.iter().map(|curve| text::width(&curve.words, style.weight, style.size)).max();
    let labels = scale.levels(&axis.ticks.iter().map(|(at, _)| *at).collect::<Vec<_>>());
    let widest = labels.iter().map(|label| text::width(label, Weight::Regular, LABEL * PX)).max();
    let body = frame.body;
    let area = bounds(
        body.left + widest.unwrap_or(0) + 3 * GRID,
        body.top + 2 * GRID,
        body.right - gutter.unwrap_or(0) - 4 * GRID,
        body.bottom - 8 * GRID,
    );
    levels(&mut frame.canvas, &axis, &labels, area);
    months(&mut frame.canvas, view, area);
    let x = |position: usize| column(area.left, area.right, position, view.months.len());
    let y = |value: f64| {
        let share = (value - axis.low) / (axis.high - axis.low);
        area.bottom - super::kit::part(area.bottom - area.top, share)
    };
    let mut ends: Vec<(f64, f64)> = Vec::new();
    for curve in &curves {
        let points: Vec<Point> =
            (curve.from..).zip(&curve.values).map(|(at, value)| Point::new(x(at), y(*value))).collect();
        let end = points.last().map_or(area.bottom, |point| point.y);
        frame.canvas.polyline(curve.class, points, curve.stroke.clone());
        ends.push((f64::from(end), f64::from(6 * GRID)));
    }
    let last_is_inside = |curve: &Curve| curve.from + curve.values.len() < view.months.len() + 1;
    if let (Some(curve), Some(counted)) =
        (curves.last().filter(|curve| curve.class == "actual"), view.counted)
    {
        let center = Point::new(x(counted + 1), y(curve.values.last().copied().unwrap_or_default()));
        let dot = Item::new("actual-end", Shape::Circle { center, radius: 5 * PX }).filled(look.theme.ink);
        frame.canvas.items.push(dot);
        if last_is_inside(curve) {
            // Inside the plot the words stand under the end of their line, to its right.
            let at = Point::new(center.x + 3 * GRID, center.y + 4 * GRID);
            let halo = Stroke::solid(look.theme.background, 4 * PX);
            frame.canvas.text("curve-label", &curve.words, at, area.right - at.x, style, curve.ink);
            if let Some(item) = frame.canvas.items.last_mut() {
                item.stroke = Some(halo);
            }
        }
    }
    let outside: Vec<usize> = (0..curves.len()).filter(|at| !last_is_inside(&curves[*at])).collect();
    let wishes: Vec<(f64, f64)> = outside.iter().map(|at| ends[*at]).collect();
    let places = spread(&wishes, f64::from(area.top - 2 * GRID), f64::from(area.bottom + 2 * GRID));
    for (at, place) in outside.into_iter().zip(places) {
        let point = Point::new(area.right + 3 * GRID, place.round() as i32);
        let curve = &curves[at];
        frame.canvas.text_at("curve-label", &curve.words, point, body.right - point.x, style, curve.ink);
    }
    frame.finish(body.bottom, "")
}

/// The names of the months, as many as fit.
fn months(canvas: &mut Canvas<'_>, view: &View, area: Bounds) {
    let theme = canvas.look.theme.clone();
    let style = TextStyle::regular(LABEL).anchored(Anchor::Middle);
    let names: Vec<String> = view.months.iter().map(|month| spoken(month.last)).collect();
    let short = |name: &String| name.split(' ').skip(1).collect::<Vec<_>>().join(" ");
    let widest =
        names.iter().map(|name| text::width(&short(name), style.weight, style.size)).max().unwrap_or(0);
    let each = (area.right - area.left) / (view.months.len() as i32).max(1);
    let step = ((widest + 2 * GRID) / each.max(1) + 1).max(1) as usize;
    for (at, name) in names.iter().enumerate().step_by(step) {
        let from = column(area.left, area.right, at, view.months.len());
        let to = column(area.left, area.right, at + 1, view.months.len());
        let place = Point::new(i32::midpoint(from, to), area.bottom + 6 * GRID);
        canvas.text("axis-label", &short(name), place, each * step as i32, style, theme.muted);
        let stroke = Stroke::solid(theme.axis, PX);
        canvas.line("tick", Point::new(from, area.bottom), Point::new(from, area.bottom + GRID), stroke);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn view(counted: Option<usize>) -> View {
        let total = |euro: i128| Total::from_ten_thousandths(euro * 10_000);
        let month = |last: i8, actual: i128, to_come: i128| Month {
            last: date(2027, last, 28),
            planned: total(100),
            committed: total(0),
            planned_there: total(0),
            actual: total(actual),
            to_come: total(to_come),
        };
        View {
            months: vec![month(1, 110, 0), month(2, 0, 100), month(3, 0, 105)],
            counted,
            through: "31 Jan 2027".to_owned(),
            ..View::default()
        }
    }

    /// 110 + 100 + 105 = 315 of 300 is 5 % over.
    #[test]
    fn the_headline_tells_where_spending_leads() {
        assert_eq!(
            headline(&view(Some(0))),
            "Spending is heading for 315, 5.0 % over budget; 110 spent by 31 Jan 2027"
        );
        assert_eq!(headline(&view(None)), "300 is planned; nothing is counted yet");
        assert_eq!(headline(&View::default()), "No spending is planned yet");
    }

    /// Of two lines one is promised in part: beside its 80 stands what is planned for it alone, not the 300 of all.
    #[test]
    fn what_is_committed_stands_beside_the_budget_of_the_same_lines() {
        let total = |euro: i128| Total::from_ten_thousandths(euro * 10_000);
        let mut view = view(Some(0));
        (view.committed, view.forecasts) = (1, (0, 2));
        view.left_out = " (3 of income left out)".to_owned();
        view.months[0].committed = total(80);
        view.months[0].planned_there = total(90);
        let look = Look::slide(crate::theme::Theme::light());
        let words: Vec<String> = curves(&view, &view.scale(), &look).into_iter().map(|it| it.words).collect();
        assert_eq!(
            words,
            ["Budget: 300", "Budget of 1 line: 90", "Committed there: 80", "Outlook: 315", "Actual: 110"]
        );
        let texts = draw(&view, &look);
        let says = |words: &str| texts.description.contains(words);
        assert!(says("2 lines of spending (3 of income left out)"));
        assert!(says("committed = ordered or contracted, paid or not, in 1 line alone"));
    }

    #[test]
    fn the_outlook_begins_where_the_actuals_end() {
        let view = view(Some(0));
        let look = Look::slide(crate::theme::Theme::light());
        let curves = curves(&view, &view.scale(), &look);
        let found: Vec<(&str, usize, &[f64])> =
            curves.iter().map(|curve| (curve.class, curve.from, curve.values.as_slice())).collect();
        assert_eq!(
            found,
            [
                ("planned", 0, &[0.0, 100.0, 200.0, 300.0][..]),
                ("outlook", 1, &[110.0, 210.0, 315.0]),
                ("actual", 0, &[0.0, 110.0]),
            ]
        );
    }
}
