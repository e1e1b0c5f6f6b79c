//! Where the bars of the tornado stand: one base line for all panels, a scale for each, and how its numbers are written.

use super::axis::{Axis, value_axis};
use super::kit::{Canvas, part};
use super::tornado::{LABELS, Panel, Swing, Unit, ranked};
use crate::number::Scale;
use crate::scene::{Anchor, Bounds, PX, Point, TextStyle};
use crate::text::{self, Weight};
use crate::theme::{GRID, LABEL, SMALL};

/// How the differences of a panel are written.
pub(super) struct Writer {
    pub(super) scale: Option<Scale>,
}

impl Writer {
    pub(super) fn of(panel: &Panel) -> Self {
        let most = panel.swings.iter().flat_map(|swing| [swing.worse, swing.better]);
        let most = most.map(f64::abs).filter(|value| value.is_finite()).fold(0.0, f64::max);
        let scale = match &panel.unit {
            Unit::Money(currency) => Some(Scale::of(most, currency)),
            Unit::Share => None,
        };
        Self { scale }
    }

    /// With its sign.
    pub(super) fn signed(&self, value: f64) -> String {
        match &self.scale {
            Some(scale) => scale.signed(value),
            None => {
                let points = (value * 1000.0).round() / 10.0;
                let sign = if points > 0.0 { "+" } else { "" };
                format!("{sign}{} %", crate::number::grouped(points, 1))
            }
        }
    }

    /// Of level lines: with their signs, and without decimals that say nothing.
    pub(super) fn levels(&self, values: &[f64]) -> Vec<String> {
        let plain = match &self.scale {
            Some(scale) => scale.levels(values),
            None => {
                let points: Vec<f64> = values.iter().map(|value| (value * 1000.0).round() / 10.0).collect();
                let decimals = usize::from(points.iter().any(|point| point.fract() != 0.0));
                points.iter().map(|point| format!("{} %", crate::number::grouped(*point, decimals))).collect()
            }
        };
        let sign = |value: &f64| if *value > 0.0 { "+" } else { "" };
        values.iter().zip(plain).map(|(value, plain)| format!("{}{plain}", sign(value))).collect()
    }

    /// A size with its unit.
    pub(super) fn named(&self, size: f64) -> String {
        match &self.scale {
            Some(scale) => scale.named(size),
            None => format!("{} %", crate::number::grouped(size * 100.0, 1)),
        }
    }

    pub(super) fn unit(&self) -> String {
        match &self.scale {
            Some(scale) => scale.unit.clone(),
            None => "% of plan".to_owned(),
        }
    }
}

/// Where the base line of all panels stands, and how long the bars of each are.
pub(super) struct Lines {
    /// Room of the titles.
    pub(super) label: i32,
    /// The base line: the same of all panels, so that worse and better are one below the other.
    pub(super) zero: i32,
    /// By panel: its axis, and how many sixteenths one of its unit is.
    pub(super) axes: Vec<(Axis, f64)>,
}

/// In hundreds for shares.
pub(super) fn factor(panel: &Panel) -> f64 {
    if panel.unit == Unit::Share { 100.0 } else { 1.0 }
}

impl Lines {
    /// The base line stands where the bars of all panels together get the most of the width: by the product of what each gets,
    /// so that none has all and another nothing.
    pub(super) fn of(panels: &[&Panel], shown: &[usize], area: Bounds) -> Self {
        let width = area.right - area.left;
        let most = part(width, LABELS);
        let title = |swing: &&Swing| {
            let own = text::width(&text::one_line(&swing.title), Weight::Regular, LABEL * PX);
            own.max(text::width(&text::one_line(&swing.note), Weight::Regular, SMALL * PX))
        };
        let label = panels.iter().flat_map(|panel| panel.swings.iter()).map(|swing| title(&swing)).max();
        let label = label.unwrap_or(0).clamp(most / 2, most);
        let room = width - label - 2 * GRID;
        let side = |(panel, shown): (&&Panel, &usize)| {
            let values = values(panel, *shown);
            // Words stand where bars end, and not where the level lines do.
            let ends =
                (values.iter().copied().fold(0.0, f64::min), values.iter().copied().fold(0.0, f64::max));
            (
                value_axis(&values, (room / (110 * PX)).clamp(2, 8) as usize),
                ends,
                margin(panel, *shown, width),
            )
        };
        let sides: Vec<(Axis, (f64, f64), i32)> = panels.iter().zip(shown).map(side).collect();
        let unit = |(_, (low, high), margin): &(Axis, (f64, f64), i32), zero: i32| {
            let per = |pixels: i32, values: f64| {
                if values > 0.0 { f64::from(pixels.max(PX)) / values } else { f64::INFINITY }
            };
            let unit = per(zero - margin, -low).min(per(room - zero - margin, *high));
            if unit.is_finite() { unit } else { 0.0 }
        };
        let filled = |zero: i32| -> f64 {
            sides
                .iter()
                .map(|side| unit(side, zero) * (side.1.1 - side.1.0) / f64::from(room.max(1)))
                .product()
        };
        let places = (3..=17).map(|step| room * step / 20);
        let zero = places.max_by(|a, b| filled(*a).total_cmp(&filled(*b)).then(b.cmp(a))).unwrap_or(room / 2);
        let axes = sides.iter().map(|side| (side.0.clone(), unit(side, zero))).collect();
        Self { label, zero: area.left + label + 2 * GRID + zero, axes }
    }
}

/// The ends of the bars, on the scale of the axis, and the base.
fn values(panel: &Panel, shown: usize) -> Vec<f64> {
    let ranked = ranked(panel);
    let swings = ranked.iter().take(shown);
    let values = swings.flat_map(|swing| [swing.worse, swing.better]).map(|value| value * factor(panel));
    values.filter(|value| value.is_finite()).map(|value| value.clamp(-1e300, 1e300)).chain([0.0]).collect()
}

/// The room that numbers and words need beside the longest bars; numbers that nobody could read are cut.
fn margin(panel: &Panel, shown: usize, width: i32) -> i32 {
    let (writer, number) = (Writer::of(panel), TextStyle::semibold(LABEL));
    let ranked = ranked(panel);
    let values = ranked.iter().take(shown).flat_map(|swing| [swing.worse, swing.better]);
    let widest = values.map(|value| text::width(&writer.signed(value), number.weight, number.size)).max();
    let cases = if panel.says_cases { part(width, 0.15) } else { 0 };
    (widest.unwrap_or(0) + 3 * GRID).min(part(width, 0.12)) + cases
}

/// The numbers below the level lines, as many as keep apart.
pub(super) fn ticks(
    canvas: &mut Canvas<'_>,
    axis: &Axis,
    (writer, factor, zero): (&Writer, f64, &str),
    x: &dyn Fn(f64) -> i32,
    area: Bounds,
) {
    let theme = canvas.look.theme.clone();
    let style = TextStyle::regular(LABEL).anchored(Anchor::Middle);
    // The base first, then outwards.
    let mut order: Vec<f64> = axis.ticks.iter().map(|(value, _)| *value).collect();
    order.sort_by(|a, b| a.abs().total_cmp(&b.abs()));
    let plain = writer.levels(&order.iter().map(|value| value / factor).collect::<Vec<f64>>());
    let mut taken: Vec<(i32, i32)> = Vec::new();
    for (value, words) in order.into_iter().zip(plain) {
        let words = if value == 0.0 { zero.to_owned() } else { words };
        let x = x(value);
        let half = text::width(&words, style.weight, style.size) / 2 + GRID;
        if x - half < area.left || x + half > area.right + 6 * GRID {
            continue;
        }
        if taken.iter().any(|(from, to)| x - half < *to && *from < x + half) {
            continue;
        }
        taken.push((x - half, x + half));
        let at = Point::new(x, area.bottom + 5 * GRID);
        canvas.text("axis-label", &words, at, 2 * half, style, theme.muted);
    }
}
