//! The lines and columns of the X-matrix: how many fit, where they lie, and the dots between them.

use super::kit::{Canvas, bounds};
use super::x_matrix::{Entry, Tie, Ties, View};
use crate::scene::{Anchor, Bounds, Item, PX, Point, Shape, Stroke, TextStyle};
use crate::text;
use crate::theme::{GRID, LABEL, SMALL, Tone};

/// Width of a column, for two lines of turned words.
const COLUMN: i32 = 36 * PX;
/// Least and largest height of a line.
const LINES: (i32, i32) = (25 * PX, 34 * PX);
/// Least and largest height of the middle, where the words of the columns stand.
const MIDDLE: (i32, i32) = (190 * PX, 250 * PX);

/// How many of each list are drawn.
struct Counts {
    long: usize,
    annual: usize,
    initiatives: usize,
    measures: usize,
    owners: usize,
}

/// How many columns fit beside the words of the lines, and how many lines above and below the words of the columns.
fn counts(view: &View, body: Bounds, foot: i32) -> Counts {
    let columns = usize::try_from((body.right - body.left) * 62 / 100 / COLUMN).unwrap_or(0);
    let wanted = [view.annual.len(), view.measures.len(), view.owners.len()];
    let [annual, measures, owners] = shared(columns.max(3), wanted);
    let lines = usize::try_from((body.bottom - body.top - MIDDLE.0 - foot) / LINES.0).unwrap_or(0);
    let [initiatives, long, _] = shared(lines.max(4), [view.initiatives.len(), view.long.len(), 0]);
    Counts { long, annual, initiatives, measures, owners }
}

/// Shares places out one at a time, to each list in turn that wants more.
fn shared(mut places: usize, wanted: [usize; 3]) -> [usize; 3] {
    let mut given = [0; 3];
    while places > 0 && given != wanted {
        for (given, wanted) in given.iter_mut().zip(wanted) {
            if *given < wanted && places > 0 {
                *given += 1;
                places -= 1;
            }
        }
    }
    given
}

/// The edges of the blocks.
struct Blocks {
    /// Left edges of: annual goals, the middle, measures, owners; and the right end.
    x: [i32; 5],
    /// Top edges of: initiatives, the middle, long-term goals; and the bottom.
    y: [i32; 4],
    line: i32,
}

/// Draws the matrix; returns where it ends.
pub(super) fn draw(canvas: &mut Canvas<'_>, view: &View, body: Bounds) -> i32 {
    let foot = 7 * GRID;
    let counts = counts(view, body, foot);
    let more = more(view, &counts);
    let foot = if more.is_empty() { 0 } else { foot };
    let lines = (counts.initiatives + counts.long).max(1) as i32;
    let height = body.bottom - body.top - foot;
    let line = ((height - MIDDLE.1) / lines).clamp(LINES.0, LINES.1);
    let middle = (height - line * lines).clamp(MIDDLE.0, MIDDLE.1);
    let [annual, measures, owners] =
        [counts.annual, counts.measures, counts.owners].map(|count| count as i32 * COLUMN);
    let words = (body.right - body.left - annual - measures - owners - 2 * GRID).min(760 * PX);
    let gap = if counts.owners > 0 { 2 * GRID } else { 0 };
    let left = body.left + (body.right - body.left - annual - measures - owners - words - gap) / 2;
    let right = left + annual + words + measures;
    let top = body.top;
    let y1 = top + counts.initiatives as i32 * line;
    let y2 = y1 + middle;
    let blocks = Blocks {
        x: [left, left + annual, left + annual + words, right + gap, right + gap + owners],
        y: [top, y1, y2, y2 + counts.long as i32 * line],
        line,
    };
    rules(canvas, &blocks, &counts, right);
    words_of(canvas, view, &blocks, &counts);
    center(canvas, &blocks);
    dots(canvas, view, &blocks, &counts);
    if !more.is_empty() {
        let at = Point::new(body.left, blocks.y[3] + 5 * GRID);
        let color = canvas.look.theme.muted;
        canvas.text("more", &more, at, body.right - body.left, TextStyle::regular(SMALL), color);
    }
    blocks.y[3] + foot
}

/// What has no place, in words.
fn more(view: &View, counts: &Counts) -> String {
    let lists = [
        (view.long.len() - counts.long, "long-term goal"),
        (view.annual.len() - counts.annual, "annual goal"),
        (view.initiatives.len() - counts.initiatives, "initiative"),
        (view.measures.len() - counts.measures, "measure"),
        (view.owners.len() - counts.owners, "owner"),
    ];
    let parts: Vec<String> = lists
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(
            |(count, word)| {
                if *count == 1 { format!("1 more {word}") } else { format!("{count} more {word}s") }
            },
        )
        .collect();
    if parts.is_empty() { String::new() } else { format!("not drawn: {}", parts.join(", ")) }
}

/// Hairlines between lines and columns, and the tinted grounds of the words.
fn rules(canvas: &mut Canvas<'_>, blocks: &Blocks, counts: &Counts, right: i32) {
    let theme = canvas.look.theme.clone();
    let ([x0, x1, x2, x3, x4], [y0, y1, y2, y3]) = (blocks.x, blocks.y);
    let stroke = Stroke::solid(theme.grid, PX);
    canvas.rect("x-ground", bounds(x1, y0, x2, y1), 0, theme.band);
    canvas.rect("x-ground", bounds(x1, y2, x2, y3), 0, theme.band);
    canvas.rect("x-ground", bounds(x0, y1, x1, y2), 0, theme.band);
    canvas.rect("x-ground", bounds(x2, y1, right, y2), 0, theme.band);
    canvas.rect("x-ground", bounds(x3, y1, x4, y2), 0, theme.band);
    let mut line = |from: (i32, i32), to: (i32, i32)| {
        canvas.line("x-rule", Point::new(from.0, from.1), Point::new(to.0, to.1), stroke.clone());
    };
    for (first, count) in [(y0, counts.initiatives), (y2, counts.long)] {
        for at in 0..=count as i32 {
            let y = first + at * blocks.line;
            line((x0, y), (right, y));
            if x4 > x3 {
                line((x3, y), (x4, y));
            }
        }
    }
    for (first, count) in [(x0, counts.annual), (x2, counts.measures), (x3, counts.owners)] {
        for at in 0..=count as i32 {
            if count > 0 {
                let x = first + at * COLUMN;
                line((x, y0), (x, y3));
            }
        }
    }
}

fn words_of(canvas: &mut Canvas<'_>, view: &View, blocks: &Blocks, counts: &Counts) {
    let theme = canvas.look.theme.clone();
    let (x, y) = (blocks.x, blocks.y);
    let mut lines = |entries: &[Entry], first: i32| {
        for (at, entry) in (0..).zip(entries) {
            let middle = first + at * blocks.line + blocks.line / 2;
            let paint = theme.tone(entry.tone);
            let center = Point::new(x[1] + 3 * GRID, middle);
            canvas.items.push(crate::mark::mark(entry.tone, center, 5 * PX, paint.ink));
            let at = Point::new(x[1] + 6 * GRID, middle);
            canvas.text_at(
                "x-words",
                &entry.title,
                at,
                x[2] - at.x - 2 * GRID,
                TextStyle::regular(LABEL),
                theme.ink,
            );
        }
    };
    lines(view.initiatives.get(..counts.initiatives).unwrap_or_default(), y[0]);
    lines(view.long.get(..counts.long).unwrap_or_default(), y[2]);
    let columns = |entries: &[Entry]| -> Vec<(String, Option<Tone>)> {
        entries.iter().map(|entry| (entry.title.clone(), Some(entry.tone))).collect()
    };
    let owners: Vec<(String, Option<Tone>)> =
        view.owners.iter().take(counts.owners).map(|owner| (owner.clone(), None)).collect();
    let annual = columns(view.annual.get(..counts.annual).unwrap_or_default());
    let measures = columns(view.measures.get(..counts.measures).unwrap_or_default());
    for (first, list) in [(x[0], annual), (x[2], measures), (x[3], owners)] {
        for (at, (words, tone)) in (0..).zip(list) {
            upright(canvas, &words, tone, bounds(first + at * COLUMN, y[1], first + (at + 1) * COLUMN, y[2]));
        }
    }
}

/// Words that run upwards in a column, on up to two lines, over the mark of their state.
fn upright(canvas: &mut Canvas<'_>, words: &str, tone: Option<Tone>, area: Bounds) {
    let theme = canvas.look.theme.clone();
    let style = TextStyle::regular(SMALL);
    let center = i32::midpoint(area.left, area.right);
    let mut bottom = area.bottom - 2 * GRID;
    if let Some(tone) = tone {
        let at = Point::new(center, bottom - GRID);
        canvas.items.push(crate::mark::mark(tone, at, 5 * PX, theme.tone(tone).ink));
        bottom -= 4 * GRID;
    }
    let room = bottom - area.top - 2 * GRID;
    let fitted = text::wrap(words, style.weight, style.size, room, 2).lines;
    let lead = 15 * PX;
    let first = center + style.size * 36 / 100 - (fitted.len() as i32 - 1) * lead / 2;
    for (at, line) in (0..).zip(&fitted) {
        let mut item = Item::text("x-words", line, Point::new(first + at * lead, bottom), style, theme.ink);
        if let Shape::Text(text) = &mut item.shape {
            text.quarter_turns = 3;
        }
        canvas.items.push(item.with_tooltip(text::one_line(words)));
    }
}

/// The X with what stands at each of its sides.
fn center(canvas: &mut Canvas<'_>, blocks: &Blocks) {
    let theme = canvas.look.theme.clone();
    let area = bounds(blocks.x[1], blocks.y[1], blocks.x[2], blocks.y[2]);
    let stroke = Stroke::solid(theme.outline, PX + PX / 2);
    let p = Point::new;
    canvas.line("x", p(area.left, area.top), p(area.right, area.bottom), stroke.clone());
    canvas.line("x", p(area.left, area.bottom), p(area.right, area.top), stroke.clone());
    canvas.outline("x", area, 0, stroke);
    let style = TextStyle::semibold(LABEL).anchored(Anchor::Middle);
    let (cx, cy) = (i32::midpoint(area.left, area.right), i32::midpoint(area.top, area.bottom));
    let room = (area.right - area.left) / 2;
    let ground = theme.background;
    let mut name = |words: &str, at: Point, turned: bool| {
        let mut item = Item::text("x-name", words, at, style, theme.ink);
        item.stroke = Some(Stroke::solid(ground, 4 * PX));
        if let Shape::Text(text) = &mut item.shape {
            text.content = text::fit(
                words,
                style.weight,
                style.size,
                if turned { area.bottom - area.top } else { room },
            );
            text.quarter_turns = if turned { 3 } else { 0 };
        }
        canvas.items.push(item);
    };
    name("Initiatives", p(cx, area.top + 24 * PX), false);
    name("Long-term goals", p(cx, area.bottom - 14 * PX), false);
    name("Annual goals", p(area.left + 24 * PX, cy), true);
    name("Measures", p(area.right - 14 * PX, cy), true);
}

fn dots(canvas: &mut Canvas<'_>, view: &View, blocks: &Blocks, counts: &Counts) {
    let (x, y) = (blocks.x, blocks.y);
    let line = |first: i32, at: usize| first + at as i32 * blocks.line + blocks.line / 2;
    let column = |first: i32, at: usize| first + at as i32 * COLUMN + COLUMN / 2;
    let mut found: Vec<(Point, Tie, String)> = Vec::new();
    // Lines of the first list, columns of the second; or the other way round.
    let mut of =
        |ties: &Ties, lines: (&[Entry], usize, i32), columns: (&[Entry], usize, i32), is_turned: bool| {
            for (&(one, other), tie) in ties {
                let (row, col) = if is_turned { (other, one) } else { (one, other) };
                if row < lines.1 && col < columns.1 {
                    let title = |list: &[Entry], at: usize| {
                        list.get(at).map_or("", |entry| entry.title.as_str()).to_owned()
                    };
                    let tip = format!("{} \u{B7} {}", title(lines.0, row), title(columns.0, col));
                    found.push((Point::new(column(columns.2, col), line(lines.2, row)), *tie, tip));
                }
            }
        };
    let initiatives = (view.initiatives.as_slice(), counts.initiatives, y[0]);
    let long = (view.long.as_slice(), counts.long, y[2]);
    let annual = (view.annual.as_slice(), counts.annual, x[0]);
    let measures = (view.measures.as_slice(), counts.measures, x[2]);
    of(&view.initiative_annual, initiatives, annual, false);
    of(&view.initiative_measure, initiatives, measures, false);
    of(&view.annual_long, long, annual, true);
    of(&view.measure_long, long, measures, true);
    for (owners, count, first) in
        [(&view.initiative_owner, counts.initiatives, y[0]), (&view.long_owner, counts.long, y[2])]
    {
        for (row, owner) in owners.iter().enumerate().take(count) {
            if let Some(owner) = owner.filter(|owner| *owner < counts.owners) {
                let tip = view.owners.get(owner).cloned().unwrap_or_default();
                found.push((Point::new(column(x[3], owner), line(first, row)), Tie::Strong, tip));
            }
        }
    }
    let theme = &canvas.look.theme;
    let (radius, color) = (5 * PX, theme.actual.area);
    for (center, tie, tip) in found {
        let item = match tie {
            Tie::Strong => Item::new("dot", Shape::Circle { center, radius }).filled(color),
            Tie::Weak => Item::new("dot weak", Shape::Circle { center, radius: radius - PX / 2 })
                .stroked(Stroke::solid(color, PX + PX / 2)),
        };
        canvas.items.push(item.with_tooltip(text::one_line(&tip)));
    }
}

#[cfg(test)]
mod tests {
    use super::shared;

    #[test]
    fn places_are_shared_until_all_are_content() {
        assert_eq!(shared(10, [2, 20, 20]), [2, 4, 4]);
        assert_eq!(shared(10, [1, 2, 3]), [1, 2, 3]);
        assert_eq!(shared(4, [9, 9, 0]), [2, 2, 0]);
    }
}
