//! The plot of the growth chart: axes and curves through plotters, labels where they hide nothing.

use super::DrawError;
use super::axis::{self, Axis};
use super::dates::{self, TimeAxis, day_number};
use super::growth_labels::{self, Gutter};
use super::growth_plan::{DatedValue, View};
use crate::backend::{Pen, SceneBackend};
use crate::scene::{Anchor, Bounds, Color, Item, PX, Point, TextStyle};
use crate::text::{self, Weight};
use crate::theme::{GRID, LABEL, Look, MARGIN, Theme};
use plotters::coord::Shift;
use plotters::prelude::{
    Cartesian2d, ChartBuilder, ChartContext, Circle, DrawingArea, EmptyElement, LineSeries, Polygon,
};
use plotters::style::{Color as _, IntoFont, RGBAColor, ShapeStyle, TextStyle as PlottersText};
use std::cell::RefCell;
use std::rc::Rc;

/// A point of a curve: day number and value.
pub(super) type Value = (f64, f64);

/// The view's values as curves: finite, in the order of time, one value a day (the last given).
pub(super) struct Curves {
    pub(super) plan: Vec<Value>,
    pub(super) actuals: Vec<Value>,
    /// For every actual whether it is provisional.
    pub(super) provisional: Vec<bool>,
    pub(super) scenarios: Vec<Vec<Value>>,
    pub(super) baseline: Option<Value>,
    pub(super) target: Option<Value>,
    pub(super) ceiling: Option<f64>,
}

fn curve(points: impl Iterator<Item = DatedValue>) -> Vec<Value> {
    let by_day: std::collections::BTreeMap<i64, f64> = points
        .filter(|p| p.value.is_finite())
        .map(|p| (day_number(p.date), p.value.clamp(-1e300, 1e300)))
        .collect();
    by_day.into_iter().map(|(day, value)| (day as f64, value)).collect()
}

impl Curves {
    pub(super) fn new(view: &View) -> Self {
        let actuals: std::collections::BTreeMap<i64, (f64, bool)> = view
            .actuals
            .iter()
            .filter(|a| a.value.is_finite())
            .map(|a| (day_number(a.date), (a.value.clamp(-1e300, 1e300), a.provisional)))
            .collect();
        let single = |p: Option<DatedValue>| p.and_then(|p| curve(std::iter::once(p)).first().copied());
        Self {
            plan: curve(view.plan.iter().copied()),
            actuals: actuals.iter().map(|(&day, &(value, _))| (day as f64, value)).collect(),
            provisional: actuals.values().map(|&(_, provisional)| provisional).collect(),
            scenarios: view.scenarios.iter().map(|s| curve(s.points.iter().copied())).collect(),
            baseline: single(view.baseline),
            target: single(view.target),
            ceiling: view.ceiling.as_ref().map(|c| c.value).filter(|v| v.is_finite()),
        }
    }

    fn all(&self) -> impl Iterator<Item = &Value> {
        let curves = self.plan.iter().chain(&self.actuals).chain(self.scenarios.iter().flatten());
        curves.chain(&self.baseline).chain(&self.target)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.all().next().is_none()
    }

    /// Whether a line may join the values of a scenario: not where the plan says much more of the same time, such as its seasons;
    /// a straight line through them would be held against months that it says nothing of.
    pub(super) fn is_path(&self, scenario: &[Value]) -> bool {
        let (Some(first), Some(last)) = (scenario.first(), scenario.last()) else { return true };
        let planned = self.plan.iter().filter(|at| at.0 >= first.0 && at.0 <= last.0).count();
        planned <= scenario.len() * 3
    }

    /// The ceiling, if it is near enough to the values to be drawn among them.
    pub(super) fn near_ceiling(&self) -> Option<f64> {
        let (low, high) = range(self.all().map(|v| v.1));
        let reach = (high - low).max(high.abs() * 0.2);
        self.ceiling.filter(|&c| c <= high + reach && c >= low - reach)
    }
}

fn range(values: impl Iterator<Item = f64>) -> (f64, f64) {
    values.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), v| (low.min(v), high.max(v)))
}

/// Positions on the canvas.
pub(super) struct Frame {
    /// The plot's area.
    pub(super) area: Bounds,
    time: Axis,
    value: Axis,
}

impl Frame {
    /// Where a value lies on the canvas.
    pub(super) fn at(&self, (day, value): Value) -> Point {
        use plotters::coord::ranged1d::Ranged as _;
        Point::new(
            self.time.map(&day, (self.area.left, self.area.right)),
            self.value.map(&value, (self.area.bottom, self.area.top)),
        )
    }

    pub(super) fn points(&self, curve: &[Value]) -> Vec<Point> {
        curve.iter().map(|&v| self.at(v)).collect()
    }
}

/// Draws everything below the header; returns the height of the canvas.
pub(super) fn draw(
    view: &View,
    curves: &Curves,
    top: i32,
    look: &Look,
    items: &mut Vec<Item>,
) -> Result<i32, DrawError> {
    let (width, theme) = (look.width(), &look.theme);
    let gutter = Gutter::new(view, curves, theme);
    let least = gutter.height() + 40 * GRID;
    let height = look.height().max(top + 300 * PX + 20 * GRID).max(top + least);
    let mut value =
        axis::value_axis(&curves.all().map(|v| v.1).chain(curves.near_ceiling()).collect::<Vec<_>>(), 6);
    // A short unit stands behind every label, a long one once above the axis.
    let unit = text::one_line(&view.unit);
    let short_unit = unit.chars().count() <= 4;
    if short_unit && !unit.is_empty() {
        value.ticks.iter_mut().for_each(|(_, label)| *label = format!("{label} {unit}"));
    }
    let widest =
        value.ticks.iter().map(|(_, l)| text::width(l, Weight::Regular, LABEL * PX)).max().unwrap_or(0);
    let area = Bounds {
        left: MARGIN + widest + 3 * GRID,
        top,
        right: width - MARGIN - gutter.width(),
        bottom: height - MARGIN - 19 * GRID,
    };
    let (low, high) = days(curves, view);
    let TimeAxis { axis: time, years } = dates::time_axis(low, high, area.right - area.left, LABEL * PX);
    let frame = Frame { area, time, value };
    // What the numbers at the axis are, where they stand, and that it is cut; a long unit has what the others leave.
    let place = view.actuals.iter().any(|actual| actual.first < actual.date);
    let place = place.then(|| "each value stands at the end of its time".to_owned());
    let mut notes: Vec<String> = place.into_iter().chain(frame.value.cut()).collect();
    if !short_unit {
        let wide = |words: &str| text::width(words, Weight::Regular, LABEL * PX);
        let room = width - 2 * MARGIN - wide(&format!(" \u{B7} {}", notes.join(" \u{B7} ")));
        notes.insert(0, text::fit(&unit, Weight::Regular, LABEL * PX, room.min(600 * PX)));
        notes.retain(|note| !note.is_empty());
    }
    if !notes.is_empty() {
        let at = Point::new(MARGIN, top - 5 * GRID);
        let notes = notes.join(" \u{B7} ");
        items.push(Item::text("axis-unit", &notes, at, TextStyle::regular(LABEL), theme.muted));
    }
    items.extend(curves_and_axes(view, curves, &frame, (width, height), theme)?);
    for (day, year) in years {
        let x = frame.at((day, frame.value.low)).x;
        let at = Point::new(x, area.bottom + 42 * PX);
        let style = TextStyle::semibold(LABEL).anchored(Anchor::Middle);
        items.push(Item::text("axis-year", &year, at, style, theme.muted));
    }
    growth_labels::draw(view, curves, &frame, &gutter, theme, items);
    Ok(height)
}

/// First and last day shown: all values, and today if it is not far from them.
fn days(curves: &Curves, view: &View) -> (f64, f64) {
    let (mut low, mut high) = range(curves.all().map(|v| v.0));
    let today = day_number(view.today) as f64;
    let reach = ((high - low) * 0.25).max(45.0);
    if today >= low - reach && today <= high + reach {
        (low, high) = (low.min(today), high.max(today));
    }
    if high - low < 14.0 {
        (low, high) = (low - 15.0, high + 15.0);
    }
    let pad = (high - low) * 0.012;
    (low - pad, high + pad)
}

fn refused<E: std::fmt::Display>(error: E) -> DrawError {
    DrawError::Backend(error.to_string())
}

fn rgba(color: Color) -> RGBAColor {
    RGBAColor(color.r, color.g, color.b, f64::from(color.a) / 255.0)
}

fn stroke(color: Color, width: i32) -> ShapeStyle {
    rgba(color).stroke_width(width.unsigned_abs())
}

/// Grid, axes and curves, drawn by plotters.
fn curves_and_axes(
    view: &View,
    curves: &Curves,
    frame: &Frame,
    (width, height): (i32, i32),
    theme: &Theme,
) -> Result<Vec<Item>, DrawError> {
    let backend = Rc::new(RefCell::new(SceneBackend::new(width, height)));
    let root: DrawingArea<SceneBackend, Shift> = DrawingArea::from(&backend);
    let area = frame.area;
    let chart = ChartBuilder::on(&root)
        .margin_top(area.top)
        .margin_right(width - area.right)
        .x_label_area_size(height - area.bottom)
        .y_label_area_size(area.left)
        .build_cartesian_2d(frame.time.clone(), frame.value.clone())
        .map_err(refused)?;
    let mut plot = Plot { chart, backend: Rc::clone(&backend), theme };
    plot.axes()?;
    if let Some(ceiling) = curves.near_ceiling() {
        let ends = [(frame.time.low, ceiling), (frame.time.high, ceiling)];
        plot.line("ceiling", &ends, theme.muted, 24, vec![2 * PX, 4 * PX])?;
    }
    for (i, scenario) in curves.scenarios.iter().enumerate().filter(|(_, scenario)| curves.is_path(scenario))
    {
        plot.line("scenario", scenario, theme.scenario(i).area, 2 * PX, vec![8 * PX, 5 * PX])?;
    }
    plot.line("plan", &curves.plan, theme.plan.area, 2 * PX, Vec::new())?;
    let today = day_number(view.today) as f64;
    if today >= frame.time.low && today <= frame.time.high {
        let ends = [(today, frame.value.low), (today, frame.value.high)];
        plot.line("today", &ends, theme.muted, PX, vec![3 * PX, 3 * PX])?;
    }
    plot.line("actual", &curves.actuals, theme.actual.area, 48, Vec::new())?;
    for (i, scenario) in curves.scenarios.iter().enumerate().filter(|(_, scenario)| !curves.is_path(scenario))
    {
        plot.pen("scenario", Vec::new());
        for &at in scenario {
            plot.circle(at, 88, rgba(theme.scenario(i).area).filled())?;
        }
    }
    plot.points(curves, dot_radius(curves, frame))?;
    root.present().map_err(refused)?;
    let mut items = backend.borrow_mut().take_items();
    // plotters draws grid and axis in one go; the colour tells them apart.
    let is_grid = |i: &Item| i.stroke.as_ref().is_some_and(|s| s.color == theme.grid);
    items.iter_mut().filter(|i| is_grid(i)).for_each(|i| i.class = "grid");
    Ok(items)
}

/// plotters' chart with the backend that records it.
struct Plot<'a> {
    chart: ChartContext<'a, SceneBackend, Cartesian2d<Axis, Axis>>,
    backend: Rc<RefCell<SceneBackend>>,
    theme: &'a Theme,
}

impl Plot<'_> {
    /// Says what plotters draws next.
    fn pen(&self, class: &'static str, dash: Vec<i32>) {
        self.backend.borrow_mut().set_pen(Pen { class, text_class: "axis-label", dash });
    }

    fn axes(&mut self) -> Result<(), DrawError> {
        self.pen("axis", Vec::new());
        let muted = rgba(self.theme.muted);
        let label = PlottersText::from(("Inter", f64::from(LABEL * PX)).into_font()).color(&muted);
        self.chart
            .configure_mesh()
            .disable_x_mesh()
            .disable_y_axis()
            .bold_line_style(stroke(self.theme.grid, PX))
            .axis_style(stroke(self.theme.axis, PX))
            .set_all_tick_mark_size(5 * PX)
            .label_style(label.clone())
            .draw()
            .map_err(refused)?;
        // The value axis has labels but no line: the grid carries the eye.
        self.chart
            .configure_mesh()
            .disable_mesh()
            .disable_x_axis()
            .axis_style(stroke(self.theme.axis.with_alpha(0), PX))
            .set_all_tick_mark_size(5 * PX)
            .label_style(label)
            .draw()
            .map_err(refused)
    }

    fn line(
        &mut self,
        class: &'static str,
        values: &[Value],
        color: Color,
        width: i32,
        dash: Vec<i32>,
    ) -> Result<(), DrawError> {
        self.pen(class, dash);
        let series = LineSeries::new(values.to_vec(), stroke(color, width));
        self.chart.draw_series(series).map(|_| ()).map_err(refused)
    }

    fn circle(&mut self, at: Value, radius: u32, style: ShapeStyle) -> Result<(), DrawError> {
        self.chart.draw_series([Circle::new(at, radius, style)]).map(|_| ()).map_err(refused)
    }

    /// Dots of the actuals (hollow if provisional), the baseline's ring and the target's diamond.
    fn points(&mut self, curves: &Curves, radius: u32) -> Result<(), DrawError> {
        let (actual, ground) = (self.theme.actual.area, self.theme.background);
        self.pen("actual-point", Vec::new());
        for (&value, &provisional) in curves.actuals.iter().zip(&curves.provisional) {
            self.circle(value, radius, rgba(if provisional { ground } else { actual }).filled())?;
            if provisional {
                self.circle(value, radius, stroke(actual, 40))?;
            }
        }
        if let Some(at) = curves.baseline {
            self.pen("baseline", Vec::new());
            self.circle(at, 80, rgba(ground).filled())?;
            self.circle(at, 80, stroke(self.theme.plan.area, 2 * PX))?;
        }
        if let Some(at) = curves.target {
            self.pen("target", Vec::new());
            let d = 7 * PX;
            let corners = vec![(0, -d), (d, 0), (0, d), (-d, 0)];
            let diamond = EmptyElement::at(at) + Polygon::new(corners, rgba(self.theme.plan.ink).filled());
            self.chart.draw_series([diamond]).map_err(refused)?;
        }
        Ok(())
    }
}

/// Dots shrink when there are many.
fn dot_radius(curves: &Curves, frame: &Frame) -> u32 {
    let count = i32::try_from(curves.actuals.len()).unwrap_or(i32::MAX).max(1);
    let span = match (curves.actuals.first(), curves.actuals.last()) {
        (Some(&first), Some(&last)) => frame.at(last).x - frame.at(first).x,
        _ => 0,
    };
    let room = if count > 1 { span / count / 4 } else { 72 };
    room.clamp(24, 72).unsigned_abs()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A plan by month has 25 values where the scenario has 3, one by half-year has 5.
    #[test]
    fn a_scenario_of_single_years_is_no_path_beside_a_plan_by_month() {
        let curves = |step: i32| Curves {
            plan: (0..=24).step_by(step as usize).map(|month| (f64::from(month) * 30.0, 1.0)).collect(),
            actuals: Vec::new(),
            provisional: Vec::new(),
            scenarios: Vec::new(),
            baseline: None,
            target: None,
            ceiling: None,
        };
        let scenario = [(0.0, 1.0), (360.0, 1.0), (720.0, 1.0)];
        assert!(!curves(1).is_path(&scenario));
        assert!(curves(6).is_path(&scenario));
    }
}
