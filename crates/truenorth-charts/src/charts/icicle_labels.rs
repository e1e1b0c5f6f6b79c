//! The words in the boxes of the icicle: one goal, neighbours together, the vision.

use super::goal_icicle::{Box, Part};
use super::kit::{Canvas, bounds, part};
use crate::mark::mark;
use crate::scene::{Anchor, Bounds, Color, PX, Point, TextStyle};
use crate::text::{self, Weight};
use crate::theme::{GRID, LABEL, SMALL, Theme, Tone};

/// The height from which words have their usual size.
const USUAL: i32 = 17 * PX;
/// Size of words in lower boxes.
const TINY: i32 = 12;
/// So many of the goals in one box are named where one points at it.
const TOLD: usize = 12;

/// The colour of a state, so light that words stand on it.
pub(super) fn tinted(theme: &Theme, tone: Tone) -> Color {
    let (color, ground) = (theme.tone(tone).area, theme.background);
    let channel = |a: u8, b: u8| ((u32::from(a) * 22 + u32::from(b) * 78) / 100) as u8;
    if theme.name == "print" {
        return theme.surface;
    }
    Color {
        r: channel(color.r, ground.r),
        g: channel(color.g, ground.g),
        b: channel(color.b, ground.b),
        a: 255,
    }
}

/// Small neighbours in one box: the stripe has the state of each, the words say how many there are of which state.
pub(super) fn together(
    canvas: &mut Canvas<'_>,
    members: &[(&Box, &Part)],
    share: &str,
    area: Bounds,
    theme: &Theme,
) {
    canvas.rect("goals", area, 2 * PX, theme.band);
    let mut titles: Vec<String> =
        members.iter().take(TOLD).map(|(of, _)| format!("{}: {}", of.title, of.status)).collect();
    if members.len() > TOLD {
        titles.push(format!("{} more", members.len() - TOLD));
    }
    canvas.tip(titles.join(" \u{B7} "));
    let whole: f64 = members.iter().map(|(_, part)| part.size).sum();
    let high = area.bottom - area.top;
    let mut done = 0.0;
    for (of, of_whole) in members {
        let share = if whole > 0.0 { of_whole.size / whole } else { 1.0 / members.len().max(1) as f64 };
        let (top, bottom) = (area.top + part(high, done), area.top + part(high, done + share));
        canvas.rect(
            "stripe",
            bounds(area.left, top, area.left + 5 * PX, bottom),
            0,
            theme.tone(of.tone).area,
        );
        done += share;
    }
    let size = if high < USUAL { TINY } else { SMALL };
    let (style, number) = (TextStyle::regular(size), TextStyle::semibold(size));
    let middle = i32::midpoint(area.top, area.bottom);
    let (mut x, right) = (area.left + 5 * PX + 2 * GRID, area.right - 2 * GRID);
    let width = text::width(share, number.weight, number.size);
    let at = Point::new(right, middle);
    canvas.text_at("goal-share", share, at, width, number.anchored(Anchor::End), theme.ink);
    let end = right - width - 2 * GRID;
    let words = format!("{} goals", members.len());
    canvas.text_at("goal-title", &words, Point::new(x, middle), end - x, style, theme.muted);
    x += text::width(&words, style.weight, style.size) + 3 * GRID;
    for tone in Tone::ALL {
        let count = members.iter().filter(|(of, _)| of.tone == tone).count();
        let words = count.to_string();
        let width = text::width(&words, style.weight, style.size);
        if count == 0 || x + 4 * GRID + width > end {
            continue;
        }
        canvas.items.push(mark(tone, Point::new(x + 5 * PX, middle), 5 * PX, theme.tone(tone).ink));
        canvas.text_at("goal-count", &words, Point::new(x + 4 * GRID - PX, middle), width, style, theme.ink);
        x += 4 * GRID + width + 3 * GRID;
    }
}

/// Mark, title, part of the whole, and money where there is room for a second line.
pub(super) fn label(canvas: &mut Canvas<'_>, of: &Box, share: &str, area: Bounds, theme: &Theme) {
    let left = area.left + 5 * PX + 2 * GRID;
    let (right, high) = (area.right - 2 * GRID, area.bottom - area.top);
    let ink = theme.tone(of.tone).ink;
    let line = 17 * PX;
    let size = match high {
        _ if high >= 24 * PX => LABEL,
        _ if high >= USUAL => SMALL,
        _ => TINY,
    };
    let wide = |size: i32| text::width(&text::one_line(&of.title), Weight::Regular, size * PX);
    // Smaller rather than cut, where one line is all there is.
    let is_low = high < 38 * PX;
    let size = if is_low && wide(size) > right - left - 16 * GRID { size.min(SMALL) } else { size };
    let style = TextStyle::regular(size);
    let number = TextStyle::semibold(size.min(SMALL));
    let note = match of.money.as_str() {
        "" => share.to_owned(),
        money => format!("{share} \u{B7} {money}"),
    };
    let mark_room = 4 * GRID;
    let rows = (high - 4 * PX) / line;
    let middle = i32::midpoint(area.top, area.bottom);
    let wide = text::width(&text::one_line(&of.title), style.weight, style.size) > right - left - mark_room;
    if rows < 2 || (rows == 2 && wide) {
        // The share keeps its place at the right, the title has what is left.
        let width = text::width(share, number.weight, number.size);
        let room = right - left - mark_room - width - 2 * GRID;
        let title = text::wrap(&of.title, style.weight, style.size, room, rows.max(1) as usize).lines;
        let mut y = middle - (title.len().max(1) as i32 - 1) * line / 2;
        canvas.items.push(mark(of.tone, Point::new(left + 5 * PX, y), 5 * PX, ink));
        let number = number.anchored(Anchor::End);
        canvas.text_at("goal-share", share, Point::new(right, y), width, number, theme.ink);
        for words in &title {
            canvas.text_at("goal-title", words, Point::new(left + mark_room, y), room, style, theme.ink);
            y += line;
        }
        return;
    }
    let room = right - left - mark_room;
    let most = (rows - 1).clamp(1, 4) as usize;
    let title = text::wrap_balanced(&of.title, Weight::Regular, style.size, room, most).lines;
    // Share and money on a line each where one has no room for both.
    let is_wide = text::width(&note, number.weight, number.size) > room;
    let notes = match of.money.as_str() {
        money if is_wide && title.len() as i32 + 2 <= rows => vec![share, money],
        _ if is_wide => vec![share],
        _ => vec![note.as_str()],
    };
    let count = title.len().max(1) as i32 + notes.len() as i32;
    let mut y = middle - (count - 1) * line / 2;
    canvas.items.push(mark(of.tone, Point::new(left + 5 * PX, y), 5 * PX, ink));
    for words in &title {
        canvas.text_at("goal-title", words, Point::new(left + mark_room, y), room, style, theme.ink);
        y += line;
    }
    for words in notes {
        canvas.text_at("goal-share", words, Point::new(left + mark_room, y), room, number, theme.ink);
        y += line;
    }
}

/// Words broken over the lines of a box, from its middle.
pub(super) fn lines(
    canvas: &mut Canvas<'_>,
    class: &'static str,
    words: &str,
    area: Bounds,
    (style, color): (TextStyle, Color),
) {
    let line = style.size * 4 / 3;
    let most = ((area.bottom - area.top) / line).clamp(1, 14) as usize;
    let found = text::wrap_balanced(words, style.weight, style.size, area.right - area.left, most).lines;
    let middle = i32::midpoint(area.top, area.bottom);
    let mut y = middle - (found.len() as i32 - 1) * line / 2;
    for words in &found {
        canvas.text_at(class, words, Point::new(area.left, y), area.right - area.left, style, color);
        y += line;
    }
}
