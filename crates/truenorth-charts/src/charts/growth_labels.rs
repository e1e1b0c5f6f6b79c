//! The words of the growth chart: names at the right ends of the lines, the gap, today, baseline, ceiling.

use super::dates::spoken;
use super::growth_plan::View;
use super::growth_plot::{Curves, Frame, Value};
use super::growth_standing::{gap_words, judged, rises, with_unit};
use super::labels::{Placer, spread};
use crate::number::short;
use crate::scene::{Anchor, Bounds, Color, Item, PX, Point, Segment, Shape, Stroke, TextStyle};
use crate::text::{self, Weight};
use crate::theme::{GRID, LABEL, SMALL, Theme, Tone};

/// Widest label beside the plot.
const MAX_LABEL: i32 = 250 * PX;
/// From the plot's edge to the labels.
const LEAD: i32 = 22 * PX;

/// A label beside the plot: lines of text, each bold or not.
struct EndLabel {
    at: Value,
    lines: Vec<(String, bool)>,
    color: Color,
}

impl EndLabel {
    fn height(&self) -> i32 {
        i32::try_from(self.lines.len()).unwrap_or(1) * 18 * PX + 8 * PX
    }
}

/// The labels beside the plot.
pub(super) struct Gutter {
    labels: Vec<EndLabel>,
}

impl Gutter {
    pub(super) fn new(view: &View, curves: &Curves, theme: &Theme) -> Self {
        let mut labels = Vec::new();
        let mut add = |at: Option<&Value>, title: &str, detail: String, color| {
            let Some(&at) = at else { return };
            let title = text::wrap(title, Weight::SemiBold, LABEL * PX, MAX_LABEL, 2).lines;
            let mut lines: Vec<(String, bool)> = title.into_iter().map(|l| (l, true)).collect();
            lines.push((text::fit(&detail, Weight::Regular, SMALL * PX, MAX_LABEL), false));
            labels.push(EndLabel { at, lines, color });
        };
        let end = curves.plan.last();
        let meets = curves.target.is_some() && curves.target.as_ref() == end;
        let value = |v: Option<&Value>| v.map_or(String::new(), |v| with_unit(v.1, &view.unit));
        let title = if meets { "Plan and target" } else { "Plan" };
        add(end, title, value(end), theme.plan.ink);
        if !meets {
            add(curves.target.as_ref(), "Target", value(curves.target.as_ref()), theme.plan.ink);
        }
        for (i, (scenario, curve)) in view.scenarios.iter().zip(&curves.scenarios).enumerate() {
            let mut detail = value(curve.last());
            if !scenario.probability.trim().is_empty() {
                detail = format!("{detail} \u{B7} probability {}", scenario.probability);
            }
            let title = text::one_line(&scenario.title);
            let title = if title.is_empty() { format!("Scenario {}", i + 1) } else { title };
            add(curve.last(), &title, detail, theme.scenario(i).ink);
        }
        Self { labels }
    }

    /// Room to keep free right of the plot.
    pub(super) fn width(&self) -> i32 {
        let lines = self.labels.iter().flat_map(|l| &l.lines);
        let widest = lines.map(|(line, bold)| text::width(line, weight(*bold), size(*bold))).max();
        widest.map_or(2 * GRID, |w| w + LEAD)
    }

    /// Height that all labels need together.
    pub(super) fn height(&self) -> i32 {
        self.labels.iter().map(EndLabel::height).sum()
    }

    fn draw(&self, frame: &Frame, theme: &Theme, items: &mut Vec<Item>) {
        let wishes: Vec<(f64, f64)> =
            self.labels.iter().map(|l| (f64::from(frame.at(l.at).y), f64::from(l.height()))).collect();
        let centers = spread(&wishes, f64::from(frame.area.top), f64::from(frame.area.bottom));
        for (label, center) in self.labels.iter().zip(centers) {
            let center = center.round() as i32;
            let end = frame.at(label.at);
            let elbow = Point::new(frame.area.right + 2 * PX, end.y);
            let stop = Point::new(frame.area.right + LEAD - 5 * PX, center);
            let moved = (center - end.y).abs() > 3 * PX;
            let far = elbow.x - end.x > 30 * PX;
            if moved || far {
                let start = Point::new(end.x + 9 * PX, end.y);
                let dash = if far { vec![PX, 3 * PX] } else { Vec::new() };
                let stroke = Stroke { color: label.color.with_alpha(150), width: PX, dash };
                let shape = Shape::Polyline { points: vec![start, elbow, stop], closed: false };
                items.push(Item::new("lead", shape).stroked(stroke));
            }
            let count = i32::try_from(label.lines.len()).unwrap_or(1);
            let mut y = center - (count - 1) * 9 * PX + 5 * PX;
            for (line, bold) in &label.lines {
                let style = TextStyle { weight: weight(*bold), size: size(*bold), anchor: Anchor::Start };
                let at = Point::new(frame.area.right + LEAD, y);
                let color = if *bold { label.color } else { theme.muted };
                items.push(Item::text("series-label", line, at, style, color));
                y += 18 * PX;
            }
        }
    }
}

const fn weight(bold: bool) -> Weight {
    if bold { Weight::SemiBold } else { Weight::Regular }
}

const fn size(bold: bool) -> i32 {
    if bold { LABEL * PX } else { SMALL * PX }
}

/// Draws all words of the plot.
pub(super) fn draw(
    view: &View,
    curves: &Curves,
    frame: &Frame,
    gutter: &Gutter,
    theme: &Theme,
    items: &mut Vec<Item>,
) {
    gutter.draw(frame, theme, items);
    let mut placer = Placer::new(frame.area);
    for curve in curves.scenarios.iter().chain([&curves.plan, &curves.actuals]) {
        placer.avoid(&frame.points(curve));
    }
    let mut words = Words { placer, theme, items };
    words.today(view, frame);
    words.gap(view, frame);
    if let Some(&last) = curves.actuals.last() {
        let provisional = curves.provisional.last() == Some(&true);
        let label = if provisional { "Actual, last value provisional" } else { "Actual" };
        let mut spots = vec![frame.at(last)];
        let middle = curves.actuals.get(curves.actuals.len() * 2 / 3).copied().unwrap_or(last);
        spots.insert(0, frame.at(middle));
        spots.extend(
            curves.actuals.iter().rev().step_by((curves.actuals.len() / 8).max(1)).map(|&v| frame.at(v)),
        );
        words.near("actual-label", label, true, &spots, theme.actual.ink);
    }
    if let Some(at) = curves.baseline {
        let label = format!("Baseline {}", with_unit(at.1, &view.unit));
        words.near("baseline-label", &label, false, &[frame.at(at)], theme.muted);
    }
    words.ceiling(view, curves, frame);
}

struct Words<'a> {
    placer: Placer,
    theme: &'a Theme,
    items: &'a mut Vec<Item>,
}

impl Words<'_> {
    /// Puts a text at the best of the areas whose left and top edges are given.
    fn put(&mut self, class: &'static str, label: &str, bold: bool, color: Color, spots: &[Point]) {
        let style = TextStyle { weight: weight(bold), size: LABEL * PX, anchor: Anchor::Start };
        let label = text::fit(label, style.weight, style.size, 420 * PX);
        let width = text::width(&label, style.weight, style.size);
        let around = |p: &Point| Bounds {
            left: p.x - 3 * PX,
            top: p.y - 2 * PX,
            right: p.x + width + 3 * PX,
            bottom: p.y + style.size + 2 * PX,
        };
        let Some(area) = self.placer.place(spots.iter().map(around)) else { return };
        let base = Point::new(area.left + 3 * PX, area.top + 2 * PX + style.size * 76 / 100);
        // A halo in the background's colour keeps the words readable where they cross a line.
        let halo = Stroke::solid(self.theme.background.with_alpha(230), 5 * PX);
        self.items.push(Item::text(class, &label, base, style, color).stroked(halo));
    }

    /// Puts a text near one of the points: below or above, to the right or the left.
    fn near(&mut self, class: &'static str, label: &str, bold: bool, points: &[Point], color: Color) {
        let width = text::width(&text::one_line(label), weight(bold), LABEL * PX).min(420 * PX);
        let high = LABEL * PX;
        let mut spots = Vec::new();
        for distance in [10 * PX, 18 * PX, 34 * PX, 56 * PX, 80 * PX] {
            for p in points {
                for x in [p.x + 4 * PX, p.x - width / 2, p.x - width - 4 * PX, p.x + 14 * PX] {
                    spots.push(Point::new(x, p.y + distance));
                    spots.push(Point::new(x, p.y - distance - high));
                }
            }
        }
        self.put(class, label, bold, color, &spots);
    }

    /// The bracket between plan and actual with its number.
    fn gap(&mut self, view: &View, frame: &Frame) {
        // A total under way is no point on a path of whole times.
        let Some(judged) = judged(view).filter(|_| view.so_far.is_none()) else { return };
        let Some(gap) = judged.gap() else { return };
        let day = super::dates::day_number(gap.date) as f64;
        let (actual, planned) = (frame.at((day, gap.actual)), frame.at((day, gap.planned)));
        let distance = (actual.y - planned.y).abs();
        let words = gap_words(&gap, &view.unit);
        if words == "on plan" {
            return;
        }
        // The line of today is drawn later; the label must not lie under it.
        let today = frame.at((super::dates::day_number(view.today) as f64, f64::MAX)).x;
        self.placer.avoid(&[Point::new(today, frame.area.top), Point::new(today, frame.area.bottom)]);
        let adverse = (gap.actual < gap.planned) == rises(view);
        let color = self.theme.tone(if adverse { Tone::Bad } else { Tone::Done }).ink;
        // From the dot's rim to the planned line, with a bar across at the plan.
        let (x, half) = (actual.x, 7 * PX);
        let away = if planned.y < actual.y { -6 * PX } else { 6 * PX };
        let stroke = Stroke::solid(color, 2 * PX);
        let (high, low) = (actual.y.min(planned.y), actual.y.max(planned.y));
        let segments = vec![
            Segment::Move(Point::new(x, actual.y + away)),
            Segment::Line(Point::new(x, planned.y)),
            Segment::Move(Point::new(x - half, planned.y)),
            Segment::Line(Point::new(x + half, planned.y)),
        ];
        // A gap as small as the dot has no room for a bracket; its number is said all the same.
        if distance >= 8 * PX {
            self.items.push(Item::new("gap", Shape::Path(segments)).stroked(stroke));
        }
        self.placer.avoid(&[Point::new(x, high), Point::new(x, low)]);
        let sign = if gap.actual < gap.planned { "\u{2212}" } else { "+" };
        let size = short((gap.actual - gap.planned).abs());
        // Percentage points already are the difference.
        let label = if view.unit.trim() == "%" { words } else { format!("{sign}{size}, {words}") };
        let label = format!("{}: {label}", judged.time());
        let width = text::width(&label, Weight::SemiBold, LABEL * PX);
        let middle = i32::midpoint(high, low) - LABEL * PX / 2;
        let mut spots = Vec::new();
        for shift in [0, 12, -12, 24, -24, 40, -40, 60, -60, 85, -85, 110, -110, 160, -160] {
            spots.push(Point::new(x + 12 * PX, middle + shift * PX));
            spots.push(Point::new(x - width - 12 * PX, middle + shift * PX));
        }
        self.put("gap-label", &label, true, color, &spots);
    }

    fn today(&mut self, view: &View, frame: &Frame) {
        let day = super::dates::day_number(view.today) as f64;
        let top = frame.at((day, f64::MAX));
        if top.x < frame.area.left || top.x > frame.area.right {
            return;
        }
        let line = [Point::new(top.x, frame.area.top), Point::new(top.x, frame.area.bottom)];
        let label = format!("today, {}", spoken(view.today));
        let width = text::width(&label, Weight::Regular, LABEL * PX);
        let mut spots = Vec::new();
        for y in [frame.area.top + 8 * PX, frame.area.top + 34 * PX, frame.area.bottom - 26 * PX] {
            spots.push(Point::new(top.x + 8 * PX, y));
            spots.push(Point::new(top.x - 8 * PX - width, y));
        }
        self.put("today-label", &label, false, self.theme.muted, &spots);
        self.placer.avoid(&line);
    }

    fn ceiling(&mut self, view: &View, curves: &Curves, frame: &Frame) {
        let (Some(ceiling), Some(value)) = (&view.ceiling, curves.ceiling) else { return };
        let name = text::one_line(&ceiling.title);
        let name = if name.is_empty() { String::new() } else { format!(": {name}") };
        let number = with_unit(value, &view.unit);
        let Some(near) = curves.near_ceiling() else {
            // Too far away to draw: said in words at the edge it lies beyond.
            let label = format!("Ceiling {number}{name}, beyond this range");
            let spots =
                [0, 22, 44].map(|dy| Point::new(frame.area.left + 12 * PX, frame.area.top + (8 + dy) * PX));
            self.put("ceiling-label", &label, false, self.theme.muted, &spots);
            return;
        };
        let y = frame.at((0.0, near)).y;
        let label = format!("Ceiling {number}{name}");
        let width = text::width(&label, Weight::Regular, LABEL * PX).min(420 * PX);
        let span = frame.area.right - frame.area.left - width - 24 * PX;
        let mut spots = Vec::new();
        for tenth in [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10] {
            let x = frame.area.left + 12 * PX + span / 10 * tenth;
            spots.push(Point::new(x, y - 6 * PX - LABEL * PX));
            spots.push(Point::new(x, y + 6 * PX));
        }
        self.put("ceiling-label", &label, false, self.theme.muted, &spots);
    }
}
