//! The list beside the risk matrix: what each number means, its scores and its expected losses.

use truenorth_core::budget::Total;

use super::kit::{Canvas, bounds, drop};
use super::money::most;
use super::risk_matrix::{HIGH, LISTED, Loss, Risk, View, score};
use crate::number::Scale;
use crate::scene::{Anchor, Bounds, Item, PX, Point, Shape, Stroke, TextStyle};
use crate::text;
use crate::theme::{GRID, LABEL, SMALL, TITLE, Theme, Tone};

/// The list beside the field: number, title, owner, scores, expected losses with bars; returns where it ends.
pub(super) fn draw(canvas: &mut Canvas<'_>, view: &View, risks: &[&Risk], area: Bounds) -> i32 {
    let theme = canvas.look.theme.clone();
    let amounts = risks.iter().flat_map(|risk| [&risk.loss, &risk.residual_loss]);
    let amounts: Vec<Total> =
        amounts.flatten().filter(|loss| loss.is_comparable).map(|loss| loss.amount).collect();
    let largest = most(amounts.iter().copied());
    let scale = view.unit.scale(largest);
    let has_losses = largest > 0.0;
    let loss_width = if has_losses { (area.right - area.left) * 28 / 100 } else { 0 };
    let score_right = area.right - loss_width - if has_losses { 4 * GRID } else { 0 };
    let title_left = area.left + 8 * GRID;
    let title_right = score_right - 14 * GRID;
    let heading = TextStyle::semibold(SMALL);
    let base = area.top + 3 * GRID;
    canvas.text(
        "column-heading",
        "Risk",
        Point::new(title_left, base),
        title_right - title_left,
        heading,
        theme.muted,
    );
    let right = heading.anchored(Anchor::End);
    canvas.text("column-heading", "Score", Point::new(score_right, base), 18 * GRID, right, theme.muted);
    if has_losses {
        let long = format!("Expected loss, {}", scale.unit);
        let is_wide = text::width(&long, heading.weight, heading.size) <= loss_width;
        let long = if is_wide { long } else { format!("Loss, {}", scale.unit) };
        let words = long.trim_end_matches([',', ' ']);
        let at = Point::new(area.right - loss_width, base);
        canvas.text("column-heading", words, at, loss_width, heading, theme.muted);
    }
    let top = area.top + 5 * GRID;
    let shown = risks.len().min(LISTED);
    let more = risks.len() - shown;
    let free = area.bottom - top - if more > 0 { 7 * GRID } else { 0 };
    let height = (free / (shown as i32).max(1)).clamp(34 * PX, 60 * PX);
    for (at, risk) in risks.iter().take(shown).enumerate() {
        let y = top + at as i32 * height;
        let middle = y + height / 2;
        canvas.line(
            "rule",
            Point::new(area.left, y),
            Point::new(area.right, y),
            Stroke::solid(theme.grid, PX),
        );
        let center = Point::new(area.left + 3 * GRID, middle);
        let radius = 11 * PX;
        canvas.items.push(Item::new("risk", Shape::Circle { center, radius }).filled(theme.ink));
        let style = TextStyle::semibold(SMALL).anchored(Anchor::Middle);
        let number = Point::new(center.x, center.y + drop(style));
        canvas.items.push(Item::text("risk-number", &(at + 1).to_string(), number, style, theme.background));
        let room = title_right - title_left - 2 * GRID;
        let owner =
            if risk.occurred { format!("has happened \u{B7} {}", risk.owner) } else { risk.owner.clone() };
        let owner = owner.trim_end_matches([' ', '\u{B7}']);
        let has_owner = !owner.is_empty();
        let style = TextStyle::regular(TITLE);
        // Titles take a second line where the row has room for it.
        let most = if height >= if has_owner { 54 * PX } else { 38 * PX } { 2 } else { 1 };
        let lead = 17 * PX;
        let lines = text::wrap(&risk.title, style.weight, style.size, room, most).lines.len().max(1) as i32;
        let middle_of_title = if has_owner { middle - lead / 2 } else { middle };
        let at = Point::new(title_left, middle_of_title);
        canvas.lines_at("risk-title", &risk.title, at, (room, most, lead), style, theme.ink);
        if has_owner {
            let at = Point::new(title_left, middle_of_title + (lines + 1) * lead / 2);
            canvas.text_at("risk-owner", owner, at, room, TextStyle::regular(SMALL), theme.muted);
        }
        scores(canvas, risk, Point::new(score_right, middle), &theme);
        if has_losses {
            let bars = bounds(area.right - loss_width, y, area.right, y + height);
            bars_of(canvas, risk, bars, &scale, largest);
        }
    }
    if more > 0 {
        let at = Point::new(title_left, top + shown as i32 * height + 5 * GRID);
        let words = format!("and {more} more with lower scores");
        canvas.text("more", &words, at, area.right - title_left, TextStyle::regular(SMALL), theme.muted);
    }
    top + shown as i32 * height + if more > 0 { 7 * GRID } else { 0 }
}

/// The score before, and after if it differs.
fn scores(canvas: &mut Canvas<'_>, risk: &Risk, at: Point, theme: &Theme) {
    let words = match (risk.before.map(score), risk.after.map(score)) {
        (None, None) => "\u{2013}".to_owned(),
        (Some(before), Some(after)) if before != after => format!("{before} \u{2192} {after}"),
        (Some(score), _) | (None, Some(score)) => score.to_string(),
    };
    let is_high = risk.now().is_some_and(|cell| score(cell) >= HIGH);
    let color = if is_high { theme.tone(Tone::Bad).ink } else { theme.ink };
    let style = if is_high { TextStyle::semibold(TITLE) } else { TextStyle::regular(TITLE) };
    canvas.text_at("score", &words, at, 18 * GRID, style.anchored(Anchor::End), color);
}

/// The expected loss before treatment as an outline, after it as a bar, with the number of what is left.
fn bars_of(canvas: &mut Canvas<'_>, risk: &Risk, area: Bounds, scale: &Scale, largest: f64) {
    let theme = canvas.look.theme.clone();
    let middle = i32::midpoint(area.top, area.bottom);
    let style = TextStyle::regular(LABEL);
    let comparable = |loss: &Option<Loss>| loss.clone().filter(|loss| loss.is_comparable);
    let Some(before) = comparable(&risk.loss) else {
        let words = risk.loss.as_ref().map_or("not priced", |loss| loss.words.as_str());
        let room = area.right - area.left;
        canvas.text_at("loss", words, Point::new(area.left, middle), room, style, theme.muted);
        return;
    };
    let after = comparable(&risk.residual_loss);
    let now = after.as_ref().unwrap_or(&before).amount.to_f64();
    let room = area.right - area.left - 26 * GRID;
    let x = |amount: f64| area.left + super::kit::part(room, amount / largest.max(f64::MIN_POSITIVE));
    let bar = |amount: f64, thick: i32| {
        bounds(area.left, middle - thick, x(amount).max(area.left + PX), middle + thick)
    };
    canvas.outline("loss-before", bar(before.amount.to_f64(), 7 * PX), 0, Stroke::solid(theme.plan.ink, PX));
    canvas.rect("loss-after", bar(now, 5 * PX), 0, theme.plan.ink);
    let words = match &after {
        Some(after) if after.amount != before.amount => {
            format!("{} \u{2192} {}", scale.plain(before.amount.to_f64()), scale.plain(now))
        }
        _ => scale.plain(now),
    };
    let at = Point::new(x(before.amount.to_f64().max(now)) + 2 * GRID, middle);
    canvas.text_at("loss", &words, at, area.right - at.x, style, theme.ink);
}
