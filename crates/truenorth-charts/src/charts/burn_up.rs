//! The burn-up: how much there is to do, how much of it is done, and where that leads if it goes on as before.

use jiff::civil::Date;

use super::dates::{day_number, spoken};
use super::frame::{Frame, Words};
use super::kit::bounds;
use super::labels::{Placer, spread};
use super::plot::{self, Plot};
use crate::number::{grouped, percent};
use crate::scene::{Color, Item, PX, Point, Scene, Shape, Stroke, TextStyle};
use crate::table::{Cell, Table};
use crate::text;
use crate::theme::{GRID, LABEL, Look, Tone};

/// A goal whose progress is known by date. Its whole way, as it is set today, counts 1.
#[derive(Clone, Debug, PartialEq)]
pub struct Work {
    /// Its title.
    pub title: String,
    /// The day from which it counts.
    pub start: Date,
    /// The day when it is due.
    pub due: Date,
    /// Done of it by day, 0 to 1, in order of time.
    pub done: Vec<(Date, f64)>,
    /// What was to do of it from a day on, where the target has changed; today's is 1. In order of time.
    pub scope: Vec<(Date, f64)>,
    /// What should be done of it by day, 0 to 1, at the days where that path bends.
    pub expected: Vec<(Date, f64)>,
}

/// Everything the chart shows.
#[derive(Clone, Debug, PartialEq)]
pub struct View {
    /// The goals.
    pub work: Vec<Work>,
    /// How many key results are left out, as they have no number by date or no due date.
    pub left_out: usize,
    /// The day the plan is looked at.
    pub today: Date,
    /// First and last day to show; without them all that there is.
    pub days: Option<(Date, Date)>,
    /// What one of them is called, and many.
    pub noun: (&'static str, &'static str),
    /// The line at the foot.
    pub source: String,
}

impl Work {
    /// Straight between the days that are known; 0 at the start, after the last its value.
    fn done_at(&self, day: f64) -> f64 {
        let start = (day_number(self.start) as f64, 0.0);
        along(std::iter::once(start).chain(self.done.iter().map(number)), day)
    }

    fn expected_at(&self, day: f64) -> f64 {
        along(self.expected.iter().map(number), day)
    }

    fn scope_at(&self, day: f64) -> f64 {
        if day < day_number(self.start) as f64 {
            return 0.0;
        }
        let held = self.scope.iter().rev().find(|(from, _)| day_number(*from) as f64 <= day);
        held.or(self.scope.first()).map_or(1.0, |(_, size)| *size)
    }

    /// What is done when due, if every day until then brings what a day from the start to the last number has brought.
    fn projected(&self) -> f64 {
        let Some((at, done)) = self.done.last().map(number) else { return 0.0 };
        let (start, due) = (day_number(self.start) as f64, day_number(self.due) as f64);
        if at <= start || due <= at { done } else { (done * (due - start) / (at - start)).min(1.0) }
    }
}

fn number((day, value): &(Date, f64)) -> (f64, f64) {
    (day_number(*day) as f64, *value)
}

/// The value on a day, straight between points; before the first 0, after the last its value.
fn along(points: impl Iterator<Item = (f64, f64)>, day: f64) -> f64 {
    let mut before: Option<(f64, f64)> = None;
    for (at, value) in points {
        if at > day {
            return match before {
                Some((from, was)) => was + (value - was) * (day - from) / (at - from),
                None => 0.0,
            };
        }
        before = Some((at, value));
    }
    before.map_or(0.0, |(_, value)| value)
}

/// The most days that are looked at.
const DAYS: usize = 150;

/// The sums over all goals, by day.
struct Sums {
    days: Vec<(f64, f64)>,
    done: Vec<(f64, f64)>,
    expected: Vec<(f64, f64)>,
    projected: Vec<(f64, f64)>,
    today: f64,
}

impl Sums {
    fn new(view: &View) -> Self {
        let today = day_number(view.today) as f64;
        let work = &view.work;
        let mut days: Vec<i64> = vec![day_number(view.today)];
        for item in work {
            days.extend([day_number(item.start), day_number(item.due)]);
            let dated = item.done.iter().chain(&item.scope).chain(&item.expected);
            days.extend(dated.map(|(day, _)| day_number(*day)));
        }
        // What counts from a day on makes a step: the day before it still has the old height.
        let steps: Vec<i64> = work
            .iter()
            .flat_map(|item| std::iter::once(item.start).chain(item.scope.iter().map(|(day, _)| *day)))
            .map(|day| day_number(day) - 1)
            .collect();
        let first = days.iter().min().copied().unwrap_or(0);
        days.extend(steps.into_iter().filter(|day| *day >= first));
        days.sort_unstable();
        days.dedup();
        // More than this could not be told apart; every day costs a look at every goal.
        let step = days.len().div_ceil(DAYS);
        let (last, now) = (days.len() - 1, day_number(view.today));
        let days: Vec<i64> = (days.iter().enumerate())
            .filter(|(at, day)| at % step == 0 || *at == last || **day == now)
            .map(|(_, day)| *day)
            .collect();
        let sum =
            |of: &dyn Fn(&Work, f64) -> f64, day: f64| work.iter().map(|item| of(item, day)).sum::<f64>();
        let all = || days.iter().map(|day| *day as f64);
        let until = |day: &f64| *day <= today;
        let ahead = |item: &Work, day: f64| {
            let (due, now) = (day_number(item.due) as f64, item.done_at(today));
            let end = item.projected();
            if due <= today || end <= now {
                now
            } else {
                now + (end - now) * ((day - today) / (due - today)).min(1.0)
            }
        };
        Self {
            days: all().map(|day| (day, sum(&Work::scope_at, day))).collect(),
            done: all().filter(until).map(|day| (day, sum(&Work::done_at, day))).collect(),
            expected: all().map(|day| (day, sum(&Work::expected_at, day))).collect(),
            projected: all().filter(|day| *day >= today).map(|day| (day, sum(&ahead, day))).collect(),
            today,
        }
    }

    /// To do today, done, expected; done when the last is due, of so much.
    fn now(&self) -> Now {
        let last = |curve: &[(f64, f64)]| curve.last().map_or(0.0, |(_, value)| *value);
        Now {
            scope: along(self.days.iter().copied(), self.today),
            done: last(&self.done),
            expected: along(self.expected.iter().copied(), self.today),
            end: last(&self.projected),
            whole: last(&self.days),
        }
    }
}

/// The sums that the words need.
struct Now {
    scope: f64,
    done: f64,
    expected: f64,
    end: f64,
    whole: f64,
}

fn amount(value: f64) -> String {
    grouped(value, usize::from(value < 100.0))
}

/// The last day when something is due.
fn due(view: &View) -> Option<Date> {
    view.work.iter().map(|item| item.due).max()
}

/// The one sentence that the chart proves.
#[must_use]
pub fn headline(view: &View) -> String {
    let Some(due) = due(view) else { return "No progress is written down by date yet".to_owned() };
    let now = Sums::new(view).now();
    let (one, many) = view.noun;
    let count = view.work.len();
    if now.scope <= 0.0 {
        return if count == 1 {
            format!("The only {one} with counted progress has not begun")
        } else {
            format!("None of {count} {many} with counted progress has begun")
        };
    }
    // All of it, also what begins later: what the picture ends at.
    let share = percent(now.done / now.whole);
    let planned = percent(now.expected / now.whole);
    let against = match now.expected {
        0.0 => String::new(),
        _ if planned == share => ", as planned".to_owned(),
        _ => format!(" where {planned} was planned"),
    };
    let what = match count {
        1 => format!("The only {one} with counted progress is"),
        _ => format!("{count} {many} with counted progress are"),
    };
    let last = spoken(due);
    let end = if due <= view.today {
        format!("the last was due on {last}")
    } else if now.whole - now.end < 0.005 * now.whole {
        format!("going on as before, all is done by {last}")
    } else {
        format!("going on as before, {} by {last}", percent(now.end / now.whole))
    };
    format!("{what} {share} done{against}; {end}")
}

/// The numbers behind the chart, by day.
#[must_use]
pub fn table(view: &View) -> Table {
    let mut table = Table::new(&["day_number", "series", "value"]);
    if view.work.is_empty() {
        return table;
    }
    let sums = Sums::new(view);
    let curves = [
        ("scope", &sums.days),
        ("done", &sums.done),
        ("expected", &sums.expected),
        ("projected", &sums.projected),
    ];
    for (series, curve) in curves {
        for (day, value) in curve {
            // To the millionth, so that sums of decimals read as they are meant.
            let value = (value * 1e6).round() / 1e6;
            table.push(vec![Cell::Number(*day), Cell::text(series), Cell::Number(value)]);
        }
    }
    table
}

/// A curve with the words at its end.
struct Curve {
    class: &'static str,
    points: Vec<(f64, f64)>,
    stroke: Stroke,
    words: String,
    ink: Color,
}

/// Draws the chart.
#[must_use]
pub fn draw(view: &View, look: &Look) -> Scene {
    let words = Words {
        headline: headline(view),
        subtitle: format!(
            "each of {} {} with counted progress and a due date counts 1{} \u{B7} planned = as written, else a straight line \
             \u{B7} projection = each goes on as fast as since its start",
            view.work.len(),
            view.noun.1,
            if view.left_out == 0 {
                String::new()
            } else {
                let noun = if view.left_out == 1 { "key result" } else { "key results" };
                format!(", {} {noun} without are left out", view.left_out)
            },
        ),
        source: view.source.clone(),
    };
    let mut frame = Frame::new(&words, look);
    if view.work.is_empty() {
        let words =
            "No progress by date: write `measure.actuals`, or `check_ins` with `progress`, and a `due`";
        return frame.empty(words);
    }
    let sums = Sums::new(view);
    let curves = curves(&sums, look);
    let ends = |curve: &[(f64, f64)]| (curve.first().map_or(0.0, |p| p.0), curve.last().map_or(1.0, |p| p.0));
    let (mut low, mut high) = ends(&sums.days);
    if let Some((first, last)) = view.days {
        (low, high) = (day_number(first) as f64, day_number(last) as f64);
    }
    high = high.max(low + 1.0);
    let values: Vec<f64> = curves.iter().flat_map(|curve| curve.points.iter().map(|point| point.1)).collect();
    let (axis, labels) = plot::levels_for(&[values.as_slice(), &[0.0]].concat(), 6, "");
    let style = TextStyle::semibold(LABEL);
    let body = frame.body;
    let gutter = curves.iter().map(|curve| text::width(&curve.words, style.weight, style.size)).max();
    let gutter = gutter.unwrap_or(0).min((body.right - body.left) / 3);
    let area = bounds(
        body.left + plot::gutter(&labels),
        body.top + 6 * GRID,
        body.right - gutter - 4 * GRID,
        body.bottom - plot::TIMES,
    );
    let plot = Plot { area, days: (low, high), values: axis };
    let canvas = &mut frame.canvas;
    // What is counted, over the numbers of the axis.
    let unit = TextStyle::regular(LABEL);
    let room = body.right - body.left;
    canvas.text(
        "axis-unit",
        view.noun.1,
        Point::new(body.left, body.top + 2 * GRID),
        room,
        unit,
        look.theme.muted,
    );
    plot::levels(canvas, &plot.values, &labels, area);
    plot.times(canvas);
    plot.day(canvas, "today", sums.today);
    let mut placer = Placer::new(area);
    placer.avoid(&[Point::new(plot.x(sums.today), area.top), Point::new(plot.x(sums.today), area.bottom)]);
    let mut wishes: Vec<(f64, f64)> = Vec::new();
    let mut outside: Vec<&Curve> = Vec::new();
    for curve in &curves {
        let points = plot.points(&curve.points);
        placer.avoid(&points);
        canvas.polyline(curve.class, points.clone(), curve.stroke.clone());
        let Some(end) = points.last() else { continue };
        if curve.class != "done" {
            wishes.push((f64::from(end.y), f64::from(5 * GRID)));
            outside.push(curve);
        }
    }
    let places = spread(&wishes, f64::from(area.top - 2 * GRID), f64::from(area.bottom));
    for (curve, y) in outside.into_iter().zip(places) {
        let at = Point::new(area.right + 3 * GRID, y.round() as i32);
        canvas.text_at("curve-label", &curve.words, at, body.right - at.x, style, curve.ink);
    }
    if let Some(curve) = curves.iter().find(|curve| curve.class == "done") {
        let end = curve.points.last().copied().unwrap_or_default();
        if (low..=high).contains(&end.0) {
            let center = plot.at(end);
            let dot = Item::new("done-end", Shape::Circle { center, radius: 5 * PX }).filled(look.theme.ink);
            canvas.items.push(dot);
            inside(canvas, &mut placer, &curve.words, center, (style, curve.ink));
        }
    }
    let today = Point::new(plot.x(sums.today), area.top);
    if (low..=high).contains(&sums.today) {
        let words = format!("today, {}", spoken(view.today));
        let (style, color) = (TextStyle::regular(LABEL), look.theme.muted);
        inside(canvas, &mut placer, &words, today, (style, color));
    }
    frame.finish(body.bottom, "")
}

/// Words near a point of the plot, where they hide least.
fn inside(
    canvas: &mut super::kit::Canvas<'_>,
    placer: &mut Placer,
    words: &str,
    near: Point,
    (style, color): (TextStyle, Color),
) {
    let width = text::width(words, style.weight, style.size);
    let mut spots = Vec::new();
    for away in [8, 16, 28, 44, 64, 90, 120, 160, 200].map(|away| away * PX) {
        for left in [near.x - width - 8 * PX, near.x + 8 * PX] {
            for top in [near.y - away - style.size, near.y + away] {
                spots.push(bounds(left - 2 * PX, top, left + width + 2 * PX, top + style.size));
            }
        }
    }
    if let Some(spot) = placer.place(spots) {
        let base = Point::new(spot.left + 2 * PX, spot.top + style.size * 78 / 100);
        let halo = Stroke::solid(canvas.look.theme.background.with_alpha(230), 4 * PX);
        canvas.items.push(Item::text("curve-label", words, base, style, color).stroked(halo));
    }
}

/// From the back to the front: to do, expected, projected, done.
fn curves(sums: &Sums, look: &Look) -> Vec<Curve> {
    let theme = &look.theme;
    let now = sums.now();
    let mut curves = vec![Curve {
        class: "scope",
        words: format!("To do {}", grouped(now.whole, 0)),
        points: sums.days.clone(),
        stroke: Stroke::solid(theme.plan.area, 2 * PX + PX / 2),
        ink: theme.plan.ink,
    }];
    let last = |curve: &[(f64, f64)]| curve.last().map_or(0.0, |(_, value)| *value);
    if last(&sums.expected) > 0.0 {
        curves.push(Curve {
            class: "expected",
            words: format!("Planned {}", amount(last(&sums.expected))),
            points: sums.expected.clone(),
            stroke: Stroke { color: theme.plan.area, width: 2 * PX, dash: vec![7 * PX, 4 * PX] },
            ink: theme.plan.ink,
        });
    }
    if sums.projected.len() > 1 {
        let is_short = now.whole - now.end >= 0.05;
        let paint = theme.tone(if is_short { Tone::Bad } else { Tone::Good });
        let share = percent(now.end / now.whole);
        curves.push(Curve {
            class: "projected",
            words: format!("Projection {} ({share})", amount(now.end)),
            points: sums.projected.clone(),
            stroke: Stroke { color: paint.area, width: 2 * PX + PX / 2, dash: vec![3 * PX, 3 * PX] },
            ink: paint.ink,
        });
    }
    let planned =
        if now.expected > 0.0 { format!(", {} planned", amount(now.expected)) } else { String::new() };
    curves.push(Curve {
        class: "done",
        words: format!("Done {}{planned}", amount(now.done)),
        points: sums.done.clone(),
        stroke: Stroke::solid(theme.ink, 3 * PX),
        ink: theme.ink,
    });
    curves
}

#[cfg(test)]
mod tests;
