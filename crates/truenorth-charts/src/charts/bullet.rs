//! The bullet graphs of key results: the way from a baseline to a target, or a range of which a part is accepted.

use super::growth_standing::with_unit;
use super::key_results::{Goal, KeyResult};
use super::kit::{Canvas, bounds, part};
use crate::number::{percent, short};
use crate::scene::{Bounds, Item, PX, Point, Shape, Stroke};
use crate::text;

/// A value in the words of its measure: with its unit, or as a share of being done.
fn said(result: &KeyResult, value: f64) -> String {
    match (result.is_part, value) {
        (true, 0.0) => "not done".to_owned(),
        (true, 1.0) => "done".to_owned(),
        (true, part) => format!("{} done", percent(part)),
        (false, value) => format!("{} {}", short(value), text::one_line(&result.unit)).trim_end().to_owned(),
    }
}

/// The present value, the first one and the target as words.
pub(super) fn words(result: &KeyResult) -> [String; 3] {
    let said = |value: f64| said(result, value);
    let now = match result.value {
        Some(value) if result.is_projected => format!("\u{2192} {}", said(value)),
        Some(value) => said(value),
        None => "not counted".to_owned(),
    };
    let (from, target) = match result.goal {
        Goal::Way { baseline, target } => (Some(baseline), said(target)),
        Goal::Limits { low, high, baseline } => {
            let limits = match (low, high) {
                (Some(low), Some(high)) => format!("{} to {}", short(low), said(high)),
                (Some(low), None) => format!("\u{2265} {}", said(low)),
                (None, Some(high)) => format!("\u{2264} {}", said(high)),
                (None, None) => String::new(),
            };
            (baseline, limits)
        }
    };
    // The unit stands beside it, before and behind: in full it would take the room of the bars.
    let from = from.map_or_else(String::new, |from| {
        if result.is_part { said(from) } else { with_unit(from, &result.unit) }
    });
    [now, from, target]
}

/// The track from baseline to target, the bar up to the present value, the line where it should be. What lies beyond the
/// target runs on to `end`, what lies before the baseline is a notch at the left.
pub(super) fn way(canvas: &mut Canvas<'_>, result: &KeyResult, area: Bounds, end: i32) {
    let theme = canvas.look.theme.clone();
    let middle = i32::midpoint(area.top, area.bottom);
    let x = |share: f64| (area.left + part(area.right - area.left, share.clamp(-0.01, 2.0))).min(end);
    let track = bounds(area.left, middle - 7 * PX, area.right, middle + 7 * PX);
    canvas.rect("track", track, 0, theme.grid);
    let stroke = Stroke::solid(theme.axis, PX + PX / 2);
    let tall = 10 * PX;
    canvas.line(
        "target-line",
        Point::new(area.right, middle - tall),
        Point::new(area.right, middle + tall),
        stroke,
    );
    if let Some(progress) = result.progress.filter(|progress| progress.is_finite()) {
        let color = theme.tone(result.tone).area;
        let (from, to) = (area.left.min(x(progress)), area.left.max(x(progress)).max(area.left + 2 * PX));
        canvas.rect("bar", bounds(from, middle - 4 * PX, to, middle + 4 * PX), 0, color);
    }
    if let Some(expected) = result.expected.filter(|expected| expected.is_finite()) {
        let x = x(expected);
        canvas.rect(
            "expected",
            bounds(x - PX - PX / 2, middle - 9 * PX, x + PX + PX / 2, middle + 9 * PX),
            0,
            theme.ink,
        );
    }
}

/// The range of values with what is accepted of it, and a dot for the present value.
pub(super) fn limits(
    canvas: &mut Canvas<'_>,
    result: &KeyResult,
    (low, high, baseline): (Option<f64>, Option<f64>, Option<f64>),
    area: Bounds,
) {
    let theme = canvas.look.theme.clone();
    let middle = i32::midpoint(area.top, area.bottom);
    let known = [low, high, baseline, result.value].into_iter().flatten().filter(|value| value.is_finite());
    let known: Vec<f64> = known.map(|value| value.clamp(-1e300, 1e300)).collect();
    let (least, most) =
        known.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), v| (low.min(*v), high.max(*v)));
    let size = if most > least { most - least } else { least.abs().max(1.0) };
    let (least, most) = (least - size * 0.2, most + size * 0.2);
    // Better lies to the right, as in the other rows.
    let is_turned = low.is_none();
    let x = |value: f64| {
        let share = ((value - least) / (most - least)).clamp(0.0, 1.0);
        area.left + part(area.right - area.left, if is_turned { 1.0 - share } else { share })
    };
    let track = |from: i32, to: i32| bounds(from.min(to), middle - 7 * PX, from.max(to), middle + 7 * PX);
    canvas.rect("track", track(area.left, area.right), 0, theme.grid);
    let (from, to) = (x(low.unwrap_or(least)), x(high.unwrap_or(most)));
    canvas.rect("accepted", track(from, to), 0, theme.outline);
    let stroke = Stroke::solid(theme.axis, PX + PX / 2);
    for limit in [low, high].into_iter().flatten() {
        let x = x(limit);
        canvas.line(
            "target-line",
            Point::new(x, middle - 10 * PX),
            Point::new(x, middle + 10 * PX),
            stroke.clone(),
        );
    }
    if let Some(value) = result.value.filter(|value| value.is_finite()) {
        let center = Point::new(x(value), middle);
        let dot = Item::new("dot", Shape::Circle { center, radius: 6 * PX });
        let dot = dot.filled(theme.tone(result.tone).area).stroked(Stroke::solid(theme.background, PX));
        canvas.items.push(dot);
    }
}
