//! The head of every chart: headline, subtitle, and the legend of states.

use super::kit::Canvas;
use crate::mark::mark;
use crate::number::grouped;
use crate::scene::{Color, Item, PX, Point, Shape, TextStyle};
use crate::text::{self, Weight};
use crate::theme::{GRID, HEADLINE, LABEL, MARGIN, SMALL, SUBTITLE, Theme, Tone};

/// Draws headline and subtitle at the top left of a canvas of this width; returns the items and where they end.
pub(super) fn header(headline: &str, subtitle: &str, width: i32, theme: &Theme) -> (Vec<Item>, i32) {
    let mut items = Vec::new();
    let room = width.saturating_sub(2 * MARGIN);
    let mut y = MARGIN - GRID;
    // What two lines of a slide hold takes more on a page, which is narrower and may be as tall as it needs.
    let most = if width < 1600 * PX { 4 } else { 2 };
    let mut block = |class, words: &str, style: TextStyle, color: Color, lead: i32| {
        for line in text::wrap_wide(words, style.weight, style.size, room, most).lines {
            y += lead;
            // Where a line ends between two parts, nothing needs to part them.
            let line = line.trim_end_matches([' ', '\u{B7}']);
            items.push(Item::text(class, line, Point::new(MARGIN, y), style, color));
        }
        y
    };
    let under = block("headline", headline, TextStyle::semibold(HEADLINE), theme.ink, (HEADLINE + 6) * PX);
    let end = block("subtitle", subtitle, TextStyle::regular(SUBTITLE), theme.muted, (SUBTITLE + 10) * PX);
    (items, if end > under { end + 2 * GRID } else { under + 2 * GRID })
}

/// An entry of the legend of states: what it means, its word, how often it occurs.
pub(super) struct LegendEntry {
    pub(super) tone: Tone,
    pub(super) word: String,
    pub(super) count: usize,
}

/// Draws the legend as one line, broken when it is full; returns the items and where they end.
pub(super) fn legend(entries: &[LegendEntry], top: i32, width: i32, theme: &Theme) -> (Vec<Item>, i32) {
    if entries.is_empty() {
        return (Vec::new(), top);
    }
    let (line, space) = (24 * PX, 22 * PX);
    let limit = width.saturating_sub(MARGIN);
    let (mut x, mut y) = (MARGIN, top + 18 * PX);
    let mut items = Vec::new();
    let style = TextStyle::semibold(LABEL);
    let count_style = TextStyle::regular(LABEL);
    for entry in entries {
        let paint = theme.tone(entry.tone);
        let words = text::fit(&entry.word, Weight::SemiBold, style.size, 260 * PX);
        let count = grouped(entry.count as f64, 0);
        let words_width = text::width(&words, Weight::SemiBold, style.size);
        let whole = 18 * PX + words_width + 6 * PX + text::width(&count, Weight::Regular, style.size);
        if x > MARGIN && x + whole > limit {
            x = MARGIN;
            y += line;
        }
        let inner = vec![
            mark(entry.tone, Point::new(x + 6 * PX, y - 5 * PX), 5 * PX + 8, paint.ink),
            Item::text("legend-word", &words, Point::new(x + 18 * PX, y), style, paint.ink),
            Item::text(
                "legend-count",
                &count,
                Point::new(x + 18 * PX + words_width + 6 * PX, y),
                count_style,
                theme.muted,
            ),
        ];
        items.push(Item::new("legend-entry", Shape::Group { role: None, items: inner }));
        x += whole + space;
    }
    (items, y + 2 * GRID)
}

/// The key of the states that occur: of each mark the words that have it, in the order of [`Tone::ALL`].
pub(super) fn key<'a>(states: impl Iterator<Item = (Tone, &'a str)>) -> Vec<(Tone, String)> {
    let mut words: Vec<(Tone, &str)> = states.filter(|(_, word)| !word.trim().is_empty()).collect();
    words.sort_unstable();
    words.dedup();
    let mut key: Vec<(Tone, String)> = Vec::new();
    for (tone, word) in words {
        match key.last_mut().filter(|(last, _)| *last == tone) {
            Some((_, known)) => *known = format!("{known}, {word}"),
            None => key.push((tone, word.to_owned())),
        }
    }
    key
}

/// How wide the key is on one line.
pub(super) fn key_width(key: &[(Tone, String)]) -> i32 {
    let style = TextStyle::regular(SMALL);
    let width = |(_, words): &(Tone, String)| {
        let words = text::fit(words, style.weight, style.size, 260 * PX);
        9 * GRID + text::width(&words, style.weight, style.size)
    };
    key.iter().map(width).sum()
}

/// Draws the key on one line around the height of a point; what does not fit is left out. Returns where it ends.
pub(super) fn draw_key(canvas: &mut Canvas<'_>, key: &[(Tone, String)], from: Point, right: i32) -> i32 {
    let style = TextStyle::regular(SMALL);
    let (mut x, mark_room) = (from.x, 4 * GRID);
    let mut end = x;
    for (tone, words) in key {
        let words = text::fit(words, style.weight, style.size, 260 * PX);
        let width = text::width(&words, style.weight, style.size);
        if x + mark_room + width > right {
            break;
        }
        let color = canvas.look.theme.tone(*tone).ink;
        canvas.items.push(mark(*tone, Point::new(x + 5 * PX, from.y), 5 * PX, color));
        canvas.text_at("legend-word", &words, Point::new(x + mark_room, from.y), width, style, color);
        end = x + mark_room + width;
        x = end + 5 * GRID;
    }
    end
}
