//! The lines and columns of the X-matrix: which are drawn, where they lie, and the marks between them.
//!
//! Every word is level. A goal at the left or a measure at the right has a column for its marks and, in the middle, a line for
//! its words; its state stands where both meet, and both have its letter or number.

use std::collections::BTreeMap;

use super::header;
use super::kit::{Canvas, bounds, part};
use super::x_matrix::{Entry, Tie, Ties, View, untied};
use super::x_places::{self, Places};
use crate::mark::mark;
use crate::scene::{Anchor, Bounds, Color, PX, Point, Stroke, TextStyle};
use crate::text::{self, Weight};
use crate::theme::{GRID, LABEL, SMALL, Tone};

/// Room of the letter or number of a column beside its words.
const NAME: i32 = 5 * GRID;
/// Size of the words of a line that has no room for larger ones.
const TINY: i32 = 12;

/// Where everything lies.
struct Grid {
    /// Left edges of: annual goals, the words, measures; and the right end of the measures.
    x: [i32; 4],
    /// Left edge of the owners.
    owner: i32,
    /// The right end.
    right: i32,
    /// Top edges of the first line of: initiatives, annual goals and measures, long-term goals; and the bottom.
    y: [i32; 4],
    /// Width of a column, heights of a line and of a line in the middle.
    column: i32,
    row: i32,
    line: i32,
    /// The line of the first measure: that of the first goal, or the one behind the last.
    first_measure: usize,
}

impl Grid {
    fn column(&self, first: i32, at: usize) -> i32 {
        first + at as i32 * self.column + self.column / 2
    }

    fn row(&self, first: i32, at: usize) -> i32 {
        first + at as i32 * self.row + self.row / 2
    }

    fn line(&self, at: usize) -> i32 {
        self.y.get(1).copied().unwrap_or(0) + at as i32 * self.line + self.line / 2
    }
}

/// Draws the matrix; returns where it ends.
pub(super) fn draw(canvas: &mut Canvas<'_>, view: &View, body: Bounds) -> i32 {
    let places = x_places::chosen(view, body);
    let grid = laid_out(view, &places, body);
    grounds(canvas, view, &grid, &places);
    headings(canvas, view, &grid, &places);
    column_names(canvas, &grid, &places);
    rows(canvas, view, &grid, &places);
    middle(canvas, view, &grid, &places);
    ties(canvas, view, &grid, &places);
    foot(canvas, view, &places, Point::new(grid.x[0], grid.y[3]), grid.right)
}

fn laid_out(view: &View, places: &Places, body: Bounds) -> Grid {
    let owner = x_places::owner_room(view, body);
    let (annual, measures) = (places.annual.len() as i32, places.measures.len() as i32);
    let width = body.right - body.left;
    let column = ((width - owner - width / 2) / (annual + measures).max(1)).clamp(x_places::COLUMN, 36 * PX);
    let x1 = body.left + column * annual;
    let x3 = body.right - owner;
    let x2 = x3 - column * measures;
    let first_measure = if x_places::is_stacked(body) { places.annual.len() } else { 0 };
    let rows = (places.initiatives.len() + places.long.len()) as i32;
    let lines = annual.max(first_measure as i32 + measures);
    let head = |count: usize| if count > 0 { x_places::HEAD } else { 0 };
    let heads = head(places.initiatives.len()) + x_places::HEAD + head(places.long.len());
    let free = body.bottom - body.top - x_places::FOOT - heads;
    // The middle grows by half as much as the lines around it.
    let spare = (free - rows * x_places::ROW - lines * x_places::LINE).max(0);
    let row = (x_places::ROW + spare / (rows + lines / 2).max(1)).min(36 * PX);
    let line = (x_places::LINE + spare / (rows + lines / 2).max(1) / 2).min(28 * PX);
    let y0 = body.top + head(places.initiatives.len());
    let y1 = y0 + row * places.initiatives.len() as i32 + x_places::HEAD;
    let y2 = y1 + line * lines + head(places.long.len());
    Grid {
        x: [body.left, x1, x2, x3],
        owner: x3 + 2 * GRID,
        right: body.right,
        y: [y0, y1, y2, y2 + row * places.long.len() as i32],
        column,
        row,
        line,
        first_measure,
    }
}

/// How many of the initiatives that are drawn move no measure: those that come first.
fn blind(view: &View, places: &Places) -> usize {
    let blind = untied(view.initiatives.len(), view.initiative_measure.keys().map(|(at, _)| *at));
    places.initiatives.iter().filter(|at| blind.contains(at)).count()
}

/// Hairlines between lines and columns, the tinted grounds of the words, and of what has no tie.
fn grounds(canvas: &mut Canvas<'_>, view: &View, grid: &Grid, places: &Places) {
    let theme = canvas.look.theme.clone();
    let ([x0, x1, x2, x3], [y0, y1, y2, y3]) = (grid.x, grid.y);
    let ends = [
        (y0, places.initiatives.len(), grid.row),
        (y1, places.annual.len().max(grid.first_measure + places.measures.len()), grid.line),
        (y2, places.long.len(), grid.row),
    ];
    for (top, count, high) in ends.into_iter().filter(|(_, count, _)| *count > 0) {
        canvas.rect("x-ground", bounds(x1, top, x2, top + high * count as i32), 0, theme.band);
    }
    let warn = theme.tone(Tone::Warn);
    let empty = [
        (bounds(x0, y0, x0 + grid.column * places.idle(view) as i32, y1 - x_places::HEAD), "no initiative"),
        (bounds(x2, y0, x3, y0 + grid.row * blind(view, places) as i32), "no measure"),
    ];
    for (area, _) in empty {
        canvas.rect("x-empty", area, 0, warn.area.with_alpha(48));
    }
    let stroke = Stroke::solid(theme.grid, PX);
    for (top, count, high) in ends.into_iter().filter(|(_, count, _)| *count > 0) {
        let bottom = top + high * count as i32;
        for at in 0..=count as i32 {
            let y = top + at * high;
            canvas.line("grid", Point::new(x0, y), Point::new(x3, y), stroke.clone());
        }
        for (first, count) in [(x0, places.annual.len()), (x2, places.measures.len())] {
            for at in 0..=count as i32 {
                let x = first + at * grid.column;
                canvas.line("grid", Point::new(x, top), Point::new(x, bottom), stroke.clone());
            }
        }
    }
    for (area, words) in empty {
        tell(canvas, words, area, warn.ink);
    }
    if grid.right > x3 {
        for (top, count) in [(y0, places.initiatives.len()), (y2, places.long.len())] {
            for at in 0..=count as i32 {
                let y = top + at * grid.row;
                canvas.line("grid", Point::new(x3, y), Point::new(grid.right, y), stroke.clone());
            }
        }
    }
    // The bottom of the matrix, in the strength of an axis.
    canvas.line("x-end", Point::new(x0, y3), Point::new(grid.right, y3), Stroke::solid(theme.outline, PX));
}

/// Words on a tinted area, on a ground of their own, if they fit.
fn tell(canvas: &mut Canvas<'_>, words: &str, area: Bounds, color: Color) {
    let style = TextStyle::semibold(SMALL);
    let lead = 17 * PX;
    let fitted = text::wrap(words, style.weight, style.size, area.right - area.left - 3 * GRID, 2);
    let (count, longest) = (
        fitted.lines.len() as i32,
        fitted.lines.iter().map(|line| text::width(line, style.weight, style.size)).max(),
    );
    let (wide, high) = (longest.unwrap_or(0) / 2 + GRID, lead * count / 2);
    if fitted.cut || area.bottom - area.top < 2 * high || area.right - area.left < 18 * GRID {
        return;
    }
    let (x, y) = (i32::midpoint(area.left, area.right), i32::midpoint(area.top, area.bottom));
    let ground = canvas.look.theme.background;
    canvas.rect("x-empty", bounds(x - wide, y - high, x + wide, y + high), 2 * PX, ground);
    let mut middle = y - lead * (count - 1) / 2;
    for line in &fitted.lines {
        let row = bounds(x - wide, middle - lead / 2, x + wide, middle + lead / 2);
        canvas.centered("x-empty", line, row, style, color);
        middle += lead;
    }
}

fn headings(canvas: &mut Canvas<'_>, view: &View, grid: &Grid, places: &Places) {
    let theme = canvas.look.theme.clone();
    let style = TextStyle::semibold(LABEL);
    let ([_, x1, x2, _], [y0, y1, y2, _]) = (grid.x, grid.y);
    let half = (x2 - x1) / 2 - 2 * GRID;
    let mut name = |words: &str, x: i32, first: i32, room: i32, end: bool| {
        let style = if end { style.anchored(Anchor::End) } else { style };
        canvas.text_at("x-name", words, Point::new(x, first - x_places::HEAD / 2), room, style, theme.muted);
    };
    if !places.initiatives.is_empty() {
        name("Initiatives", x1 + 2 * GRID, y0, half, false);
    }
    name("Annual goals", x1 + 2 * GRID, y1, half, false);
    if !places.measures.is_empty() {
        name("Measures", x2 - 2 * GRID, y1, half, true);
    }
    if !places.long.is_empty() {
        name("Long-term goals", x1 + 2 * GRID, y2, half, false);
    }
    if grid.right > grid.owner {
        let owned = |owners: &[String]| owners.iter().any(|owner| !owner.is_empty());
        let room = grid.right - grid.owner;
        for (owners, first) in [(&view.initiative_owner, y0), (&view.long_owner, y2)] {
            if owned(owners) {
                name("Owner", grid.owner, first, room, false);
            }
        }
    }
}

/// Letters over the columns of goals and numbers over those of measures, wherever marks stand below.
fn column_names(canvas: &mut Canvas<'_>, grid: &Grid, places: &Places) {
    let muted = canvas.look.theme.muted;
    let style = TextStyle::semibold(SMALL);
    let ([x0, _, x2, _], [y0, _, y2, _]) = (grid.x, grid.y);
    for (top, count) in [(y0, places.initiatives.len()), (y2, places.long.len())] {
        for (first, columns, name) in
            [(x0, places.annual.len(), letter as fn(usize) -> String), (x2, places.measures.len(), number)]
        {
            for at in (0..columns).filter(|_| count > 0) {
                let left = first + at as i32 * grid.column;
                let head = bounds(left, top - x_places::HEAD, left + grid.column, top);
                canvas.centered("x-column", &name(at), head, style, muted);
            }
        }
    }
}

/// The letter of a goal's column: A to Z, then AA, AB and so on.
fn letter(at: usize) -> String {
    let own = char::from(b'A' + (at % 26) as u8);
    match at / 26 {
        0 => own.to_string(),
        more => format!("{}{own}", letter(more - 1)),
    }
}

/// The number of a measure's column.
fn number(at: usize) -> String {
    (at + 1).to_string()
}

/// Words and owner of initiatives and long-term goals.
fn rows(canvas: &mut Canvas<'_>, view: &View, grid: &Grid, places: &Places) {
    let theme = canvas.look.theme.clone();
    let [_, x1, x2, _] = grid.x;
    let lists = [
        (&view.initiatives, &places.initiatives, &view.initiative_owner, grid.y[0]),
        (&view.long, &places.long, &view.long_owner, grid.y[2]),
    ];
    for (entries, shown, owners, first) in lists {
        for (row, at) in shown.iter().enumerate() {
            let Some(entry) = entries.get(*at) else { continue };
            let y = grid.row(first, row);
            let ink = theme.tone(entry.tone).ink;
            canvas.items.push(mark(entry.tone, Point::new(x1 + 4 * GRID, y), 5 * PX, ink));
            let from = Point::new(x1 + 7 * GRID, y);
            let style = TextStyle::regular(LABEL);
            canvas.text_at("x-words", &entry.title, from, x2 - from.x - 2 * GRID, style, theme.ink);
            let owner = owners.get(*at).map_or("", String::as_str);
            let style = TextStyle::regular(SMALL);
            let room = grid.right - grid.owner;
            canvas.text_at("x-owner", owner, Point::new(grid.owner, y), room, style, theme.muted);
        }
    }
}

/// Words of annual goals and measures, each on its line, with its state where its line meets its column.
fn middle(canvas: &mut Canvas<'_>, view: &View, grid: &Grid, places: &Places) {
    let theme = canvas.look.theme.clone();
    let [x0, x1, x2, _] = grid.x;
    let style = TextStyle::regular(SMALL);
    // A line has a goal at its left and a measure at its right: both whole if they fit, else in proportion.
    let wide = |words: &str| text::width(&text::one_line(words), Weight::Regular, style.size) + PX;
    let room = x2 - x1 - 8 * GRID - 2 * NAME;
    let name = TextStyle::semibold(SMALL);
    let stroke = Stroke::solid(theme.outline, PX);
    for line in 0..places.annual.len().max(grid.first_measure + places.measures.len()) {
        let number_of = line.checked_sub(grid.first_measure);
        let goal =
            places.annual.get(line).map(|of| told(&view.annual, of, || places.shared_goals(view, of.len())));
        let measure = number_of
            .and_then(|at| places.measures.get(at))
            .map(|of| told(&view.measures, of, || Places::shared_measures(of.len())));
        let wish =
            |told: &Option<(String, Option<&Entry>)>| told.as_ref().map_or(0, |(words, _)| wide(words));
        let (mut left, mut right) = (wish(&goal), wish(&measure));
        // A little smaller rather than cut.
        let style = if left + right <= room { style } else { TextStyle::regular(TINY) };
        if style.size < SMALL * PX {
            (left, right) = (left * TINY / SMALL + PX, right * TINY / SMALL + PX);
        }
        let own = match left + right <= room {
            true => left,
            false => {
                part(room, f64::from(left) / f64::from(left + right)).clamp(room / 3, room * 2 / 3).min(left)
            }
        };
        let y = grid.line(line);
        if let Some((words, entry)) = goal {
            let x = grid.column(x0, line);
            canvas.line("x-lead", Point::new(x, y), Point::new(x1 + GRID, y), stroke.clone());
            state(canvas, entry, Point::new(x, y));
            let color = if entry.is_some() { theme.ink } else { theme.muted };
            let at = Point::new(x1 + 2 * GRID, y);
            canvas.text_at("x-column", &letter(line), at, NAME, name, theme.muted);
            canvas.text_at("x-words", &words, Point::new(at.x + NAME, y), own, style, color);
        }
        if let Some((words, entry)) = measure {
            let at = number_of.unwrap_or(0);
            let x = grid.column(x2, at);
            canvas.line("x-lead", Point::new(x2 - GRID, y), Point::new(x, y), stroke.clone());
            state(canvas, entry, Point::new(x, y));
            let color = if entry.is_some() { theme.ink } else { theme.muted };
            let (place, style) = (Point::new(x2 - 2 * GRID, y), style.anchored(Anchor::End));
            canvas.text_at("x-column", &number(at), place, NAME, name.anchored(Anchor::End), theme.muted);
            canvas.text_at("x-words", &words, Point::new(place.x - NAME, y), room - own, style, color);
        }
    }
}

/// The words of a column, and what it stands for if that is one.
fn told<'a>(
    entries: &'a [Entry],
    members: &[usize],
    shared: impl Fn() -> String,
) -> (String, Option<&'a Entry>) {
    let one = match members {
        [at] => entries.get(*at),
        _ => None,
    };
    (one.map_or_else(shared, |entry| entry.title.clone()), one)
}

/// The mark of a state on a ground of its own, so that no line runs through it.
fn state(canvas: &mut Canvas<'_>, entry: Option<&Entry>, at: Point) {
    let theme = canvas.look.theme.clone();
    let half = if entry.is_some() { 7 * PX } else { 3 * PX };
    canvas.rect("x-mark", bounds(at.x - half, at.y - half, at.x + half, at.y + half), half, theme.background);
    match entry {
        Some(entry) => {
            canvas.items.push(mark(entry.tone, at, 5 * PX, theme.tone(entry.tone).ink));
            canvas.tip(format!("{}: {}", entry.title, entry.status));
        }
        // Of many states, none.
        None => canvas.outline(
            "x-mark",
            bounds(at.x - half, at.y - half, at.x + half, at.y + half),
            half,
            Stroke::solid(theme.outline, PX),
        ),
    }
}

/// Squares, since a disc is a state.
fn ties(canvas: &mut Canvas<'_>, view: &View, grid: &Grid, places: &Places) {
    let ([x0, _, x2, _], [y0, _, y2, _]) = (grid.x, grid.y);
    let one = |shown: &[usize]| -> Vec<Vec<usize>> { shown.iter().map(|at| vec![*at]).collect() };
    let place = |shown: &[Vec<usize>], at: usize| shown.iter().position(|members| members.contains(&at));
    let title = |list: &[Entry], at: usize| list.get(at).map_or("", |entry| entry.title.as_str()).to_owned();
    // By place, the strongest of those that share it.
    let mut found: BTreeMap<(i32, i32), (Tie, String)> = BTreeMap::new();
    // Lines of the first list, columns of the second; or the other way round.
    type Side<'a> = (&'a [Entry], &'a [Vec<usize>], i32);
    let mut of = |ties: &Ties, rows: Side<'_>, columns: Side<'_>, is_turned: bool| {
        for (&(one, other), tie) in ties {
            let (row, column) = if is_turned { (other, one) } else { (one, other) };
            if let (Some(down), Some(along)) = (place(rows.1, row), place(columns.1, column)) {
                let tip = format!("{} \u{B7} {}", title(rows.0, row), title(columns.0, column));
                let at = (grid.column(columns.2, along), grid.row(rows.2, down));
                let known = found.entry(at).or_insert((*tie, tip.clone()));
                if known.0 < *tie {
                    *known = (*tie, tip);
                }
            }
        }
    };
    let (work, pillars) = (one(&places.initiatives), one(&places.long));
    let initiatives = (view.initiatives.as_slice(), work.as_slice(), y0);
    let long = (view.long.as_slice(), pillars.as_slice(), y2);
    let annual = (view.annual.as_slice(), places.annual.as_slice(), x0);
    let measures = (view.measures.as_slice(), places.measures.as_slice(), x2);
    of(&view.initiative_annual, initiatives, annual, false);
    of(&view.initiative_measure, initiatives, measures, false);
    of(&view.annual_long, long, annual, true);
    of(&view.measure_long, long, measures, true);
    let color = canvas.look.theme.ink;
    for ((x, y), (tie, tip)) in found {
        let half = 4 * PX + PX / 2;
        let area = bounds(x - half, y - half, x + half, y + half);
        match tie {
            Tie::Strong => canvas.rect("dot", area, PX, color),
            Tie::Weak => {
                canvas.outline("dot weak", area.grown(-PX / 2), PX, Stroke::solid(color, PX + PX / 4));
            }
        }
        canvas.tip(tip);
    }
}

/// What the marks of states mean, and what is not drawn; returns where that ends.
fn foot(canvas: &mut Canvas<'_>, view: &View, places: &Places, from: Point, right: i32) -> i32 {
    let own = |columns: &[Vec<usize>]| -> Vec<usize> {
        columns.iter().filter(|members| members.len() == 1).flatten().copied().collect()
    };
    let (annual, measures) = (own(&places.annual), own(&places.measures));
    let lists = [
        (&view.initiatives, &places.initiatives),
        (&view.annual, &annual),
        (&view.measures, &measures),
        (&view.long, &places.long),
    ];
    let drawn = lists.iter().flat_map(|(entries, shown)| shown.iter().filter_map(|at| entries.get(*at)));
    let key = header::key(drawn.map(|entry| (entry.tone, entry.status.as_str())));
    let at = Point::new(from.x, from.y + 5 * GRID);
    let end = header::draw_key(canvas, &key, at, right);
    let more = places.more(view);
    let room = right - end - 6 * GRID;
    let style = TextStyle::regular(SMALL);
    let width = text::width(&more, style.weight, style.size);
    let muted = canvas.look.theme.muted;
    if more.is_empty() {
        return at.y + GRID;
    }
    if width <= room {
        canvas.text_at("more", &more, Point::new(right, at.y), room, style.anchored(Anchor::End), muted);
        return at.y + GRID;
    }
    canvas.text_at("more", &more, Point::new(from.x, at.y + 5 * GRID), right - from.x, style, muted);
    at.y + 6 * GRID
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_letters_as_long_as_there_are_any() {
        let letters: Vec<String> = [0, 25, 26, 27, 51, 52].into_iter().map(letter).collect();
        assert_eq!(letters, ["A", "Z", "AA", "AB", "AZ", "BA"]);
        assert_eq!(number(0), "1");
    }
}
