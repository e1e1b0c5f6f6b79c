//! Rows and columns of tinted cells with words in them: what the charts of people, load and judgement share.

use super::kit::{Canvas, bounds, drop};
use crate::scene::{Anchor, Bounds, Color, Item, PX, Point, Shape, Stroke, Text, TextStyle};
use crate::text::{self, Weight};
use crate::theme::{GRID, LABEL, SMALL, Size, TITLE, Theme, Tone};

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
    /// Words over all its cells, in place of them.
    pub(super) across: String,
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
/// The most rows of a page, which may be as tall as it needs.
const MOST: usize = 28;
/// The most lines of a label, and of words beside the cells, on a page.
const PAGE_LINES: (usize, usize) = (3, 5);
/// The most height of headings that are turned.
const TURNED: i32 = 40 * GRID;

/// How many rows a body of this height holds.
pub(super) fn rows_in(body: Bounds, size: Size) -> usize {
    match size {
        Size::Slide => usize::try_from((body.bottom - body.top - 18 * GRID) / HEIGHTS.0).unwrap_or(1).max(3),
        Size::Page => MOST,
    }
}

/// The same where headings may have to stand on end, which takes the place of some rows of a slide.
pub(super) fn rows_under(
    body: Bounds,
    size: Size,
    (label_share, extras): (i32, &[Extra]),
    heads: &[String],
) -> usize {
    let extras: i32 = extras.iter().map(|extra| extra.width * GRID).sum();
    let room = (body.right - body.left) * (100 - label_share) / 100 - 4 * GRID - extras;
    let each = (room / (heads.len() as i32).max(1)).min(150 * GRID);
    let is_cut = |head: &String| heading(head, each - 2 * GRID).join(" ") != text::one_line(head);
    let lost = if heads.iter().any(is_cut) { TURNED - 8 * GRID } else { 0 };
    rows_in(bounds(body.left, body.top + lost, body.right, body.bottom), size)
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
        let labels = self.rows.iter().filter(|row| !row.is_heading()).flat_map(|row| {
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
        let equal = (free / (self.rows.len() as i32).max(1)).clamp(HEIGHTS.0, HEIGHTS.1);
        let mut y = top;
        for row in &self.rows {
            // A page grows with its words; a slide has one height for all rows.
            let height = match canvas.look.size {
                Size::Slide => equal,
                Size::Page => equal.max(self.height(row, label - 4 * GRID, each, right - left)),
            };
            let area = bounds(body.left, y, left - 4 * GRID, y + height);
            let area = if row.is_heading() { bounds(area.left, y, body.right, area.bottom) } else { area };
            self.label(canvas, row, area);
            for (at, tile) in (0..).zip(&row.tiles) {
                let area = bounds(left + at * each, y, left + (at + 1) * each, y + height);
                tile_of(canvas, tile, area.grown(-PX - PX / 2));
            }
            if !row.across.is_empty() {
                let tile = Tile { words: row.across.clone(), tip: row.across.clone(), ..Tile::default() };
                tile_of(canvas, &tile, bounds(left, y, right, y + height).grown(-PX - PX / 2));
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

    /// How tall a row of a page is, so that its words are whole as far as a few lines hold them.
    fn height(&self, row: &Row, label: i32, each: i32, across: i32) -> i32 {
        let lines = |words: &str, weight: Weight, size: i32, room: i32, most: usize| {
            text::wrap_balanced(words, weight, size * PX, room, most).lines.len() as i32
        };
        let weight = if row.strong { Weight::SemiBold } else { Weight::Regular };
        let label_lines = lines(&row.label, weight, TITLE, label, PAGE_LINES.0);
        let note = lines(&row.note, Weight::Regular, SMALL, label, 2);
        let extras = self.extras.iter().zip(&row.extras).map(|(extra, (words, tone))| {
            let mark = if tone.is_some() && extra.anchor == Anchor::Start { 4 * GRID } else { 0 };
            let weight = if tone.is_some() { Weight::SemiBold } else { Weight::Regular };
            lines(words, weight, LABEL, extra.width * GRID - PAD - mark, PAGE_LINES.1)
        });
        let tiles =
            row.tiles.iter().map(|tile| lines(&tile.words, Weight::Regular, LABEL, each - 2 * GRID, 3));
        let across = lines(&row.across, Weight::Regular, LABEL, across - 3 * GRID, 3);
        let beside = extras.chain(tiles).chain([across]).max().unwrap_or(0);
        ((label_lines + note) * (LEAD + PX)).max(beside * LEAD) + 3 * GRID
    }

    /// The headings; returns where the rows begin.
    fn heads(&self, canvas: &mut Canvas<'_>, body: Bounds, left: i32, each: i32, right: i32) -> i32 {
        let theme = canvas.look.theme.clone();
        let style = TextStyle::semibold(SMALL);
        let lead = 4 * GRID;
        let wrapped: Vec<Vec<String>> =
            self.heads.iter().map(|head| heading(head, each - 2 * GRID)).collect();
        let is_cut = |(head, lines): (&String, &Vec<String>)| lines.join(" ") != text::one_line(head);
        let extras: Vec<Vec<String>> = self
            .extras
            .iter()
            .map(|extra| {
                text::wrap_balanced(extra.title, style.weight, style.size, extra.width * GRID - PAD, 2).lines
            })
            .collect();
        let base = if self.heads.iter().zip(&wrapped).any(is_cut) {
            self.turned(canvas, body.top, left, each)
        } else {
            let lines = wrapped.iter().chain(&extras).map(Vec::len).max().unwrap_or(1).max(1) as i32;
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
            base
        };
        let room = left - body.left - 4 * GRID;
        canvas.text("column-heading", &self.corner, Point::new(body.left, base), room, style, theme.muted);
        let mut x = right;
        for (extra, lines) in self.extras.iter().zip(&extras) {
            let width = extra.width * GRID;
            let style = style.anchored(extra.anchor);
            let first = base - (lines.len() as i32 - 1) * lead;
            for (line, words) in (0..).zip(lines) {
                let at = Point::new(anchored(x + PAD, x + width, extra.anchor), first + line * lead);
                canvas.text("column-heading", words, at, width - PAD, style, theme.muted);
            }
            x += width;
        }
        base + 2 * GRID + GRID / 2
    }

    /// Headings that stand on end, where columns are narrower than words; returns their base line.
    fn turned(&self, canvas: &mut Canvas<'_>, top: i32, left: i32, each: i32) -> i32 {
        let (style, lead) = (TextStyle::semibold(SMALL), 4 * GRID);
        let most = usize::try_from((each - GRID) / lead).unwrap_or(1).clamp(1, 3);
        let wrapped: Vec<Vec<String>> = self
            .heads
            .iter()
            .map(|head| text::wrap_balanced(head, style.weight, style.size, TURNED, most).lines)
            .collect();
        let longest = wrapped.iter().flatten().map(|line| text::width(line, style.weight, style.size));
        let base = top + longest.max().unwrap_or(0).max(2 * lead);
        for (at, (head, lines)) in (0..).zip(self.heads.iter().zip(&wrapped)) {
            let center = left + at * each + each / 2 - (lines.len() as i32 - 1) * lead / 2;
            for (line, words) in (0..).zip(lines) {
                let at = Point::new(center + line * lead + drop(style), base);
                let item = Item::text("column-heading", words, at, style, canvas.look.theme.ink);
                let Shape::Text(text) = item.shape else { continue };
                let turned = Shape::Text(Text { quarter_turns: 3, ..text });
                canvas.items.push(Item { shape: turned, ..item }.with_tooltip(text::one_line(head)));
            }
        }
        base
    }

    /// The label in as many lines as the row has room for, the note below it.
    fn label(&self, canvas: &mut Canvas<'_>, row: &Row, area: Bounds) {
        let theme = canvas.look.theme.clone();
        let room = area.right - area.left;
        let has_note = !row.note.is_empty() && area.bottom - area.top >= 36 * PX;
        let style = if row.strong { TextStyle::semibold(TITLE) } else { TextStyle::regular(TITLE) };
        let room_for = lines_in(area.bottom - area.top);
        let (label_most, note_most) = match canvas.look.size {
            Size::Slide => (2, 1),
            Size::Page => (PAGE_LINES.0, 2),
        };
        // The height of a page's rows has the lines of the note in it.
        let noted = if has_note {
            text::wrap(&row.note, Weight::Regular, SMALL * PX, room, note_most).lines.len()
        } else {
            0
        };
        let most = room_for.saturating_sub(noted).max(1).min(label_most);
        let lines = text::wrap(&row.label, style.weight, style.size, room, most).lines.len().max(1) as i32;
        let lead = LEAD + PX;
        let shift = noted as i32 * lead / 2;
        let middle = i32::midpoint(area.top, area.bottom) - shift;
        let at = Point::new(area.left, middle);
        canvas.lines_at("row-label", &row.label, at, (room, most, lead), style, theme.ink);
        let y = middle + (lines + 1) * lead / 2;
        if has_note {
            let style = TextStyle::regular(SMALL);
            let notes = text::wrap(&row.note, style.weight, style.size, room, note_most).lines.len() as i32;
            let at = Point::new(area.left, y + (notes - 1).max(0) * LEAD / 2);
            canvas.lines_at("row-note", &row.note, at, (room, note_most, LEAD), style, theme.muted);
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
            let most = lines_in(area.bottom - area.top).min(match canvas.look.size {
                Size::Slide => 3,
                Size::Page => PAGE_LINES.1,
            });
            let at = Point::new(anchored(from, end, extra.anchor), middle);
            let place = (end - from, most, LEAD);
            canvas.lines_at("extra", words, at, place, style.anchored(extra.anchor), color);
            x += width;
        }
    }
}

impl Row {
    /// Whether it is nothing but a heading, which may be as wide as the table.
    fn is_heading(&self) -> bool {
        self.strong && self.tiles.is_empty() && self.extras.is_empty()
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
            text::wrap_balanced(&words, Weight::SemiBold, SMALL * PX, room, 4).lines
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
        // With its tail the ground is a bubble: marks in cells are what somebody said.
        let tail =
            [(4, 0), (10, 0), (4, 6)].map(|(x, y)| Point::new(from + x * PX, chip.bottom - PX + y * PX));
        canvas.polygon("mark-ground", tail.to_vec(), theme.background);
        let center = Point::new(from + CHIP / 2, middle);
        canvas.items.push(crate::mark::mark(tone, center, 5 * PX, theme.tone(tone).ink));
        room =
            bounds(from + CHIP + GRID, area.top, (from + CHIP + GRID + words).min(room.right), area.bottom);
    }
    let center = Point::new(i32::midpoint(room.left, room.right), i32::midpoint(room.top, room.bottom));
    let most = lines_in(room.bottom - room.top).min(3);
    let place = (room.right - room.left, most, LEAD);
    canvas.lines_at("tile-words", &tile.words, center, place, style.anchored(Anchor::Middle), ink);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::Look;

    /// The items of a table with two columns, which is so wide, on a page.
    fn drawn(width: i32, heads: [&str; 2], row: Row) -> (Vec<Item>, i32) {
        let look = Look { theme: Theme::light(), size: Size::Page };
        let mut canvas = Canvas { look: &look, items: Vec::new() };
        let table = HeatTable {
            heads: heads.map(str::to_owned).to_vec(),
            rows: vec![row],
            label_share: 50,
            ..HeatTable::default()
        };
        let bottom = table.draw(&mut canvas, bounds(0, 0, width, 50 * PX));
        (canvas.items, bottom)
    }

    fn texts<'a>(items: &'a [Item], class: &str) -> Vec<&'a Text> {
        let items = items.iter().filter(|item| item.class == class);
        items.filter_map(|item| if let Shape::Text(text) = &item.shape { Some(text) } else { None }).collect()
    }

    /// A word that a column holds stands upright, one that it does not hold stands on end, and its neighbour with it.
    #[test]
    fn headings_stand_on_end_where_a_column_is_narrower_than_a_word() {
        let row = || Row { tiles: vec![Tile::default(), Tile::default()], ..Row::default() };
        let turns = |width: i32| -> Vec<(String, u8)> {
            let (items, _) = drawn(width, ["Depot", "Sustainability"], row());
            let heads = texts(&items, "column-heading").into_iter();
            heads.map(|text| (text.content.clone(), text.quarter_turns)).collect()
        };
        assert_eq!(turns(600 * PX), [("Depot".to_owned(), 0), ("Sustainability".to_owned(), 0)]);
        assert_eq!(turns(200 * PX), [("Depot".to_owned(), 3), ("Sustainability".to_owned(), 3)]);
    }

    /// Words over all cells take the lines that they need, and the row the height for them.
    #[test]
    fn a_row_of_a_page_grows_with_its_words() {
        let across = |words: &str| Row { across: words.to_owned(), ..Row::default() };
        let (short, low) = drawn(400 * PX, ["A", "B"], across("closes"));
        let words = "closes with a training that holds from the day after which nobody asks for it any more";
        let (long, high) = drawn(400 * PX, ["A", "B"], across(words));
        assert_eq!(texts(&short, "tile-words").len(), 1);
        let lines = texts(&long, "tile-words");
        let said: Vec<&str> = lines.iter().map(|text| text.content.as_str()).collect();
        assert_eq!(said.join(" "), words);
        assert!(lines.len() > 1 && high > low, "{} lines, {high} after {low}", lines.len());
    }
}
