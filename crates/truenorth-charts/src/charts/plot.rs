//! A plot of values over days: where a value lies, level lines, ticks of time, curves cut at the edges of time.

use super::axis::{self, Axis};
use super::dates;
use super::kit::{Canvas, part};
use crate::scene::{Anchor, Bounds, PX, Point, Stroke, TextStyle};
use crate::text::{self, Weight};
use crate::theme::{GRID, LABEL};

/// A day number and a value.
pub(super) type Value = (f64, f64);

/// The place of a plot with its axes.
pub(super) struct Plot {
    pub(super) area: Bounds,
    /// First and last day number.
    pub(super) days: (f64, f64),
    pub(super) values: Axis,
}

impl Plot {
    pub(super) fn x(&self, day: f64) -> i32 {
        let share = (day - self.days.0) / (self.days.1 - self.days.0);
        self.area.left + part(self.area.right - self.area.left, share.clamp(-1.0, 2.0))
    }

    pub(super) fn y(&self, value: f64) -> i32 {
        let share = (value - self.values.low) / (self.values.high - self.values.low);
        self.area.bottom - part(self.area.bottom - self.area.top, share.clamp(-1.0, 2.0))
    }

    pub(super) fn at(&self, (day, value): Value) -> Point {
        Point::new(self.x(day), self.y(value))
    }

    /// The part of a curve within the days that are shown.
    pub(super) fn points(&self, curve: &[Value]) -> Vec<Point> {
        cut(curve, self.days).into_iter().map(|value| self.at(value)).collect()
    }

    /// Ticks at days, months or years with their names, and the years below them.
    pub(super) fn times(&self, canvas: &mut Canvas<'_>) {
        let theme = canvas.look.theme.clone();
        let area = self.area;
        let times = dates::time_axis(self.days.0, self.days.1, area.right - area.left, LABEL * PX);
        let axis = Stroke::solid(theme.axis, PX);
        let y = area.bottom;
        canvas.line("axis", Point::new(area.left, y), Point::new(area.right, y), axis.clone());
        let style = TextStyle::regular(LABEL).anchored(Anchor::Middle);
        for (day, label) in &times.axis.ticks {
            let x = self.x(*day);
            canvas.line("tick", Point::new(x, y), Point::new(x, y + GRID), axis.clone());
            canvas.text("axis-label", label, Point::new(x, y + 5 * GRID), 40 * GRID, style, theme.muted);
        }
        let style = TextStyle::semibold(LABEL).anchored(Anchor::Middle);
        for (day, year) in &times.years {
            let at = Point::new(self.x(*day), y + 10 * GRID);
            canvas.text("axis-year", year, at, 40 * GRID, style, theme.muted);
        }
    }

    /// A line from top to bottom at a day, if that is shown.
    pub(super) fn day(&self, canvas: &mut Canvas<'_>, class: &'static str, day: f64) {
        if day < self.days.0 || day > self.days.1 {
            return;
        }
        let stroke = Stroke { color: canvas.look.theme.muted, width: PX, dash: vec![3 * PX, 3 * PX] };
        let x = self.x(day);
        canvas.line(class, Point::new(x, self.area.top), Point::new(x, self.area.bottom), stroke);
    }
}

/// Height of what stands below a plot: the names of the ticks and the years.
pub(super) const TIMES: i32 = 11 * GRID;

/// The room that the labels of level lines need at their left.
pub(super) fn gutter(labels: &[String]) -> i32 {
    let widest = labels.iter().map(|label| text::width(label, Weight::Regular, LABEL * PX)).max();
    widest.unwrap_or(0) + 3 * GRID
}

/// An axis for values with about so many level lines, and their labels in the unit.
pub(super) fn levels_for(values: &[f64], wish: usize, unit: &str) -> (Axis, Vec<String>) {
    let mut axis = axis::value_axis(values, wish);
    let unit = text::one_line(unit);
    // A long unit is named once, beside the title.
    let unit = if unit.is_empty() || unit.chars().count() > 4 { String::new() } else { format!(" {unit}") };
    axis.ticks.iter_mut().for_each(|(_, label)| label.push_str(&unit));
    let labels = axis.ticks.iter().map(|(_, label)| label.clone()).collect();
    (axis, labels)
}

/// Level lines with their values.
pub(super) fn levels(canvas: &mut Canvas<'_>, axis: &Axis, labels: &[String], area: Bounds) {
    let theme = canvas.look.theme.clone();
    let style = TextStyle::regular(LABEL).anchored(Anchor::End);
    for ((at, _), label) in axis.ticks.iter().zip(labels) {
        let share = (at - axis.low) / (axis.high - axis.low);
        let y = area.bottom - part(area.bottom - area.top, share);
        let color = if *at == 0.0 { theme.axis } else { theme.grid };
        canvas.line("grid", Point::new(area.left, y), Point::new(area.right, y), Stroke::solid(color, PX));
        let at = Point::new(area.left - 2 * GRID, y);
        canvas.text_at("axis-label", label, at, area.left, style, theme.muted);
    }
}

/// A curve between two days, straight between its points.
fn cut(curve: &[Value], (low, high): (f64, f64)) -> Vec<Value> {
    let mut inside = Vec::new();
    let mut before: Option<Value> = None;
    for &(day, value) in curve {
        let between = |edge: f64, (from, was): Value| {
            let share = (edge - from) / (day - from);
            (edge, was * (1.0 - share) + value * share)
        };
        if let Some(last) = before {
            for edge in [low, high] {
                if last.0 < edge && edge < day {
                    inside.push(between(edge, last));
                }
            }
        }
        if (low..=high).contains(&day) {
            inside.push((day, value));
        }
        before = Some((day, value));
    }
    inside
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_curve_is_cut_where_it_leaves_the_days() {
        let curve = [(0.0, 0.0), (10.0, 100.0), (20.0, 0.0)];
        assert_eq!(cut(&curve, (5.0, 15.0)), [(5.0, 50.0), (10.0, 100.0), (15.0, 50.0)]);
        assert_eq!(cut(&curve, (2.0, 4.0)), [(2.0, 20.0), (4.0, 40.0)]);
        assert_eq!(cut(&curve, (0.0, 20.0)), curve);
        assert_eq!(cut(&curve, (30.0, 40.0)), []);
        assert_eq!(cut(&[(3.0, 7.0)], (0.0, 5.0)), [(3.0, 7.0)]);
    }
}
