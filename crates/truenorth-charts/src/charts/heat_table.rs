//! Rows and columns of tinted cells with words in them: what the charts of people, load and judgement share.

use super::kit::{Canvas, bounds};
use crate::scene::{Anchor, Bounds, Color, PX, Point, Stroke, TextStyle};
use crate::text::{self, Weight};
use crate::theme::{GRID, LABEL, SMALL, TITLE, Theme, Tone};

/// A cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Tile {
    /// What stands in it; empty cells stay blank.
    pub(super) words: String,
    /// How strong its tint is, 0 to 1; without one it has none.
    pub(super) share: Option<f64>,
    /// A tint of its own, in place of one of the ramp.
    pub(super) paint: Option<Color>,
    /// Whether it asks for attention.
    pub(super) alarm: bool,
    /// The mark of a state, before the words.
    pub(super) mark: Option<Tone>,
    /// For pointing at it.
    pub(super) tip: String,
}

/// A column of words at the right.
pub(super) struct Extra {
    pub(super) title: &'static str,
    /// In steps of the grid.
    pub(super) width: i32,
    pub(super) anchor: Anchor,
}

/// A row.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Row {
    pub(super) label: String,
    /// A second line under the label, smaller.
    pub(super) note: String,
    pub(super) tiles: Vec<Tile>,
    /// One text for each of the columns at the right, with how it is meant.
    pub(super) extras: Vec<(String, Option<Tone>)>,
    /// Whether it is set off from the rows above: a sum, the best, or the heading of those below.
    pub(super) strong: bool,
    /// Whether the row as a whole asks for attention.
    pub(super) alarm: bool,
}

/// The whole table.
#[derive(Default)]
pub(super) struct HeatTable {
    /// What the rows are.
    pub(super) corner: String,
    pub(super) heads: Vec<String>,
    pub(super) extras: Vec<Extra>,
    pub(super) rows: Vec<Row>,
    /// How many rows have no place; said under the table.
    pub(super) more: String,
    /// Most of the width that labels may take, in hundredths.
    pub(super) label_share: i32,
    /// The column that is outlined: what was chosen.
    pub(super) picked: Option<usize>,
}

/// Before the words of a column at the right.
const PAD: i32 = 6 * GRID;
/// The ground of a mark in a cell.
const CHIP: i32 = 20 * PX;
/// Least and largest height of a row.
const HEIGHTS: (i32, i32) = (30 * PX, 76 * PX);
/// From one line of words to the next in a row.
const LEAD: i32 = 16 * PX;

/// How many rows a body of this height holds.
pub(super) fn rows_in(body: Bounds) -> usize {
    usize::try_from((body.bottom - body.top - 18 * GRID) / HEIGHTS.0).unwrap_or(1).max(3)
}

/// How many columns, each at least this wide, stand between the labels and the columns at the right.
pub(super) fn columns_in(body: Bounds, label_share: i32, extras: &[Extra], least: i32) -> usize {
    let extras: i32 = extras.iter().map(|extra| extra.width * GRID).sum();
    let room = (body.right - body.left) * (100 - label_share) / 100 - 4 * GRID - extras;
    usize::try_from(room / least.max(1)).unwrap_or(1).max(1)
}

impl HeatTable {
    /// Draws the table from the top of the body; returns where it ends.
    pub(super) fn draw(&self, canvas: &mut Canvas<'_>, body: Bounds) -> i32 {
        let style = TextStyle::regular(TITLE);
        let labels = self.rows.iter().flat_map(|row| {
            let weight = if row.strong { Weight::SemiBold } else { Weight::Regular };
            let label = text::width(&text::one_line(&row.label), weight, style.size);
            [label, text::width(&text::one_line(&row.note), Weight::Regular, SMALL * PX)]
        });
        let most = (body.right - body.left) * self.label_share / 100;
        let label = labels.max().unwrap_or(0).min(most).max(20 * GRID) + 4 * GRID;
        let extras: i32 = self.extras.iter().map(|extra| extra.width * GRID).sum();
        let left = body.left + label;
        let columns = (self.heads.len() as i32).max(1);
        let each = ((body.right - extras - left) / columns).min(150 * GRID);
        let right = left + each * columns;
        let top = self.heads(canvas, body, left, each, right);
        let foot = if self.more.is_empty() { 0 } else { 7 * GRID };
        let free = body.bottom - top - foot;
        let height = (free / (self.rows.len() as i32).max(1)).clamp(HEIGHTS.0, HEIGHTS.1);
        let mut y = top;
        for row in &self.rows {
            let area = bounds(body.left, y, left - 4 * GRID, y + height);
            self.label(canvas, row, area);
            for (at, tile) in (0..).zip(&row.tiles) {
                let area = bounds(left + at * each, y, left + (at + 1) * each, y + height);
                tile_of(canvas, tile, area.grown(-PX - PX / 2));
            }
            if row.alarm {
                let stroke = Stroke::solid(canvas.look.theme.tone(Tone::Bad).area, 3 * PX);
                canvas.outline("alarm", bounds(left, y, right, y + height).grown(-2 * PX), 3 * PX, stroke);
            }
            self.extras(canvas, row, bounds(right, y, body.right, y + height));
            y += height;
        }
        if let Some(at) = self.picked.filter(|at| *at < self.heads.len()) {
            let from = left + at as i32 * each;
            let stroke = Stroke::solid(canvas.look.theme.ink, 2 * PX);
            canvas.outline("picked", bounds(from, top, from + each, y), 4 * PX, stroke);
        }
        if !self.more.is_empty() {
            let theme = &canvas.look.theme;
            let (at, color) = (Point::new(body.left, y + 5 * GRID), theme.muted);
            canvas.text("more", &self.more, at, body.right - body.left, TextStyle::regular(SMALL), color);
        }
        y + foot
    }

    /// The headings; returns where the rows begin.
    fn heads(&self, canvas: &mut Canvas<'_>, body: Bounds, left: i32, each: i32, right: i32) -> i32 {
        let theme = canvas.look.theme.clone();
        let style = TextStyle::semibold(SMALL);
        let lead = 4 * GRID;
        let wrapped: Vec<Vec<String>> =
            self.heads.iter().map(|head| heading(head, each - 2 * GRID)).collect();
        let lines = wrapped.iter().map(Vec::len).max().unwrap_or(1).max(1) as i32;
        let base = body.top + lines * lead;
        for (at, lines) in (0..).zip(&wrapped) {
            let center = left + at * each + each / 2;
            let first = base - (lines.len() as i32 - 1) * lead;
            for (line, words) in (0..).zip(lines) {
                let at = Point::new(center, first + line * lead);
                let style = style.anchored(Anchor::Middle);
                canvas.text("column-heading", words, at, each - 2 * GRID, style, theme.ink);
            }
        }
        let room = left - body.left - 4 * GRID;
        canvas.text("column-heading", &self.corner, Point::new(body.left, base), room, style, theme.muted);
        let mut x = right;
        for extra in &self.extras {
            let width = extra.width * GRID;
            let at = Point::new(anchored(x + PAD, x + width, extra.anchor), base);
            let style = style.anchored(extra.anchor);
            canvas.text("column-heading", extra.title, at, width - PAD, style, theme.muted);
            x += width;
        }
        base + 2 * GRID + GRID / 2
    }

    /// The label in as many lines as the row has room for, the note below it.
    fn label(&self, canvas: &mut Canvas<'_>, row: &Row, area: Bounds) {
        let theme = canvas.look.theme.clone();
        let room = area.right - area.left;
        let most = lines_in(area.bottom - area.top);
        let has_note = !row.note.is_empty() && area.bottom - area.top >= 36 * PX;
        let style = if row.strong { TextStyle::semibold(TITLE) } else { TextStyle::regular(TITLE) };
        let most = if has_note { most.saturating_sub(1).max(1) } else { most }.min(2);
        let lines = text::wrap(&row.label, style.weight, style.size, room, most).lines.len().max(1) as i32;
        let lead = LEAD + PX;
        let shift = if has_note { lead / 2 } else { 0 };
        let middle = i32::midpoint(area.top, area.bottom) - shift;
        let at = Point::new(area.left, middle);
        canvas.lines_at("row-label", &row.label, at, (room, most, lead), style, theme.ink);
        let y = middle + (lines + 1) * lead / 2;
        if has_note {
            let at = Point::new(area.left, y);
            canvas.text_at("row-note", &row.note, at, room, TextStyle::regular(SMALL), theme.muted);
        }
    }

    fn extras(&self, canvas: &mut Canvas<'_>, row: &Row, area: Bounds) {
        let theme = canvas.look.theme.clone();
        let middle = i32::midpoint(area.top, area.bottom);
        let mut x = area.left;
        for (at, (extra, (words, tone))) in self.extras.iter().zip(&row.extras).enumerate() {
            let width = extra.width * GRID;
            // Nothing stands right of the last one: it may take what the table leaves.
            let is_last = at + 1 == self.extras.len() && extra.anchor == Anchor::Start;
            let end = if is_last { area.right.max(x + width) } else { x + width };
            let (color, style) = match tone {
                Some(tone) => (theme.tone(*tone).ink, TextStyle::semibold(LABEL)),
                None => (theme.ink, TextStyle::regular(LABEL)),
            };
            let mut from = x + PAD;
            if let (Some(tone), Anchor::Start) = (tone, extra.anchor) {
                let center = Point::new(from + 5 * PX, middle);
                canvas.items.push(crate::mark::mark(*tone, center, 5 * PX, color));
                from += 4 * GRID;
            }
            let most = lines_in(area.bottom - area.top).min(3);
            let at = Point::new(anchored(from, end, extra.anchor), middle);
            let place = (end - from, most, LEAD);
            canvas.lines_at("extra", words, at, place, style.anchored(extra.anchor), color);
            x += width;
        }
    }
}

/// How many lines of words a row of this height holds.
fn lines_in(height: i32) -> usize {
    usize::try_from((height - GRID) / LEAD).unwrap_or(1).max(1)
}

/// The lines of a heading. Two words which fit each by itself, such as a month and its year, are never broken inside.
fn heading(head: &str, room: i32) -> Vec<String> {
    let fits = |words: &str| text::width(words, Weight::SemiBold, SMALL * PX) <= room;
    let head = text::one_line(head);
    match head.split_once(' ') {
        Some((first, last)) if !last.contains(' ') && !fits(&head) && fits(first) && fits(last) => {
            vec![first.to_owned(), last.to_owned()]
        }
        _ => {
            // A word that is broken inside reads worse than one that is cut.
            let words = head.split(' ').map(|word| text::fit(word, Weight::SemiBold, SMALL * PX, room));
            let words = words.collect::<Vec<String>>().join(" ");
            text::wrap(&words, Weight::SemiBold, SMALL * PX, room, 4).lines
        }
    }
}

fn anchored(left: i32, right: i32, anchor: Anchor) -> i32 {
    match anchor {
        Anchor::Start => left,
        Anchor::Middle => i32::midpoint(left, right),
        Anchor::End => right,
    }
}

fn tile_of(canvas: &mut Canvas<'_>, tile: &Tile, area: Bounds) {
    let theme = canvas.look.theme.clone();
    let color = tile.paint.or_else(|| tile.share.map(|share| theme.ramp(share)));
    canvas.rect("tile", area, 3 * PX, color.unwrap_or(theme.band));
    if theme.name == "print" {
        canvas.outline("tile", area, 3 * PX, Stroke::solid(theme.grid, PX));
    }
    if !tile.tip.is_empty() {
        canvas.tip(tile.tip.as_str());
    }
    if tile.alarm {
        let stroke = Stroke::solid(theme.tone(Tone::Bad).area, 3 * PX);
        canvas.outline("alarm", area.grown(-PX / 2), 3 * PX, stroke);
    }
    let ink = color.map_or(theme.muted, Theme::ink_on);
    let style = if tile.alarm { TextStyle::semibold(LABEL) } else { TextStyle::regular(LABEL) };
    let mut room = area.grown(-GRID / 2);
    if let Some(tone) = tile.mark {
        // On a ground of its own: the colours of the marks are made for the background, not for every tint.
        let words = text::width(&text::one_line(&tile.words), style.weight, style.size);
        let from = (i32::midpoint(area.left, area.right) - (words + CHIP + GRID) / 2).max(room.left);
        let middle = i32::midpoint(area.top, area.bottom);
        let chip = bounds(from, middle - CHIP / 2, from + CHIP, middle + CHIP / 2);
        canvas.rect("mark-ground", chip, 4 * PX, theme.background);
        let center = Point::new(from + CHIP / 2, middle);
        canvas.items.push(crate::mark::mark(tone, center, 5 * PX, theme.tone(tone).ink));
        room =
            bounds(from + CHIP + GRID, area.top, (from + CHIP + GRID + words).min(room.right), area.bottom);
    }
    canvas.centered("tile-words", &tile.words, room, style, ink);
}
