//! What the marks of the roadmap mean, over the titles of its rows; only of those that occur.

use super::kit::{Canvas, bounds};
use super::roadmap::{View, diamond, due_only};
use crate::scene::{Bounds, Color, PX, Point, Stroke, TextStyle};
use crate::text;
use crate::theme::{GRID, SMALL, Tone};

/// A mark of the key.
enum Sign {
    /// A milestone: inside and edge.
    Diamond(Color, Color, bool),
    /// How far the work is.
    Bar,
    /// An outline in bold.
    Bold,
    /// A due without a start.
    Due,
    /// Where the end of a bar stood.
    Was,
}

/// Draws the key; entries that have no room are left out from the end.
pub(super) fn draw(canvas: &mut Canvas<'_>, view: &View, area: Bounds) {
    let theme = canvas.look.theme.clone();
    let marks = || view.rows.iter().flat_map(|row| &row.marks);
    let is_moved = marks().any(|mark| mark.was.is_some());
    let entries = [
        (view.rows.iter().any(|row| row.start.is_some() && row.progress.is_some()), Sign::Bar, "done"),
        (
            marks().any(|mark| !mark.is_done && !mark.is_critical),
            Sign::Diamond(theme.ink, theme.background, true),
            "milestone",
        ),
        (
            marks().any(|mark| mark.is_done),
            Sign::Diamond(theme.tone(Tone::Done).area, theme.background, true),
            "reached",
        ),
        (
            marks().any(|mark| mark.is_critical && !mark.is_done),
            Sign::Diamond(theme.tone(Tone::Bad).ink, theme.background, true),
            "decides the end",
        ),
        (is_moved, Sign::Diamond(theme.background, theme.muted, false), "before it moved"),
        (view.rows.iter().any(|row| row.was.is_some()), Sign::Was, "due before it moved"),
        (view.rows.iter().any(|row| row.is_critical && row.start.is_some()), Sign::Bold, "decides the end"),
        (view.rows.iter().any(|row| row.start.is_none() && row.marks.is_empty()), Sign::Due, "due, no start"),
    ];
    let style = TextStyle::regular(SMALL);
    let (wide, lead) = (8 * GRID, 19 * PX);
    let (mut x, mut y) = (area.left, area.top);
    for (_, sign, words) in entries.into_iter().filter(|(occurs, ..)| *occurs) {
        let room = match sign {
            Sign::Diamond(..) => 5 * GRID,
            _ => wide,
        };
        let width = room + text::width(words, style.weight, style.size);
        if x > area.left && x + width > area.right {
            (x, y) = (area.left, y + lead);
        }
        if y > area.bottom || x + width > area.right {
            return;
        }
        let half = 6 * PX;
        let bar = bounds(x, y - half, x + wide - 2 * GRID, y + half);
        match sign {
            Sign::Diamond(fill, edge, is_large) => {
                let radius = if is_large { 7 * PX } else { 5 * PX };
                diamond(canvas, Point::new(x + 7 * PX, y), radius, (fill, edge), "");
            }
            Sign::Bar => {
                let paint = theme.tone(Tone::Good).area;
                canvas.rect("key", bar, 2 * PX, paint.with_alpha(60));
                canvas.rect("key", bounds(bar.left, bar.top, bar.left + 4 * GRID, bar.bottom), 2 * PX, paint);
                canvas.outline("key", bar, 2 * PX, Stroke::solid(paint, PX));
            }
            Sign::Bold => canvas.outline("key", bar, 2 * PX, Stroke::solid(theme.ink, 2 * PX)),
            Sign::Due => due_only(canvas, bar.right, (y, half), theme.muted),
            Sign::Was => {
                let stroke = Stroke { color: theme.muted, width: PX + PX / 2, dash: vec![3 * PX, 3 * PX] };
                canvas.line("key", Point::new(x + half, y - half), Point::new(x + half, y + half), stroke);
            }
        }
        let at = Point::new(x + room, y);
        canvas.text_at("legend-word", words, at, width, style, theme.muted);
        x += width + 4 * GRID;
    }
}
