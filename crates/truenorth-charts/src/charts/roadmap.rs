//! The roadmap: an outline from start to due, filled as far as the work is done, diamonds for milestones, the chain that
//! decides the end in bold, hollow marks where a date was promised before it moved.

use jiff::civil::Date;

use super::dates::{day_number, spoken, time_axis};
use super::frame::{Frame, Words};
use super::kit::{Canvas, bounds, part};
use super::roadmap_names::{self, Name};
use super::{roadmap_key, roadmap_links};
use crate::scene::{Bounds, Color, Item, PX, Point, Scene, Shape, Stroke, TextStyle};
use crate::table::{Cell, Table};
use crate::text::{self, Weight};
use crate::theme::{GRID, LABEL, Look, SMALL, Size, TITLE, Tone};

/// A milestone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Its id.
    pub id: String,
    /// What is reached.
    pub title: String,
    /// When.
    pub day: Date,
    /// When it was promised first, if it has moved.
    pub was: Option<Date>,
    /// Whether it is over.
    pub is_done: bool,
    /// Whether a slip of it moves the end.
    pub is_critical: bool,
}

/// A row: an initiative with its milestones, or a milestone of its own.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// Its id.
    pub id: String,
    /// What is done.
    pub title: String,
    /// The team or owner; may be empty.
    pub owner: String,
    /// First day; `None` for a row of milestones alone.
    pub start: Option<Date>,
    /// Last day.
    pub end: Date,
    /// The last day as it was promised first, if it has moved.
    pub was: Option<Date>,
    /// How it stands.
    pub tone: Tone,
    /// The same in a word.
    pub status: String,
    /// How far it is, 0 to 1.
    pub progress: Option<f64>,
    /// Whether a slip of it moves the end.
    pub is_critical: bool,
    /// Its milestones.
    pub marks: Vec<Mark>,
}

/// An end of a dependency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct End {
    /// The row.
    pub row: usize,
    /// The milestone in it; `None` is the bar.
    pub mark: Option<usize>,
}

/// `to` cannot begin before `from` has ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link {
    /// What comes first.
    pub from: End,
    /// What waits.
    pub to: End,
    /// Whether both are critical.
    pub is_critical: bool,
}

/// Everything the chart shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct View {
    /// In the order in which they are drawn.
    pub rows: Vec<Bar>,
    /// Between them.
    pub links: Vec<Link>,
    /// How many open initiatives and milestones have a date, drawn or not.
    pub dates: usize,
    /// How many of these cannot be kept by the schedule.
    pub late: usize,
    /// How many of these have been moved.
    pub moved: usize,
    /// The last day of the longest chain of goals that wait for each other, and what ends then; `None` if nothing that ends
    /// last does so because of what it waits for.
    pub end: Option<(String, String)>,
    /// The working days that what others wait for can slip, at least, before an end moves.
    pub spare: Option<i64>,
    /// How many initiatives and milestones have no place on the picture.
    pub undrawn: usize,
    /// The day that the plan is looked at.
    pub today: Date,
    /// The line at the foot.
    pub source: String,
}

/// The one sentence that the chart proves.
#[must_use]
pub fn headline(view: &View) -> String {
    if view.rows.is_empty() {
        return "No initiative or milestone has a date yet".to_owned();
    }
    let moved = match (view.moved, view.dates) {
        (_, 0) => "All dates are over".to_owned(),
        (0, 1) => "The only open date has not moved".to_owned(),
        (_, 1) => "The only open date has moved".to_owned(),
        (0, dates) => format!("None of {dates} open dates has moved"),
        (1, dates) => format!("1 of {dates} open dates has moved"),
        (moved, dates) => format!("{moved} of {dates} open dates have moved"),
    };
    let slip = match farthest(view).filter(|_| view.moved > 0) {
        Some((days, title)) if view.moved > 1 => format!(", farthest \u{201C}{title}\u{201D} by {days} days"),
        Some((days, title)) => format!(", \u{201C}{title}\u{201D} by {days} days"),
        None => String::new(),
    };
    let moved = moved + &slip;
    let late = match view.late {
        0 => String::new(),
        1 => "1 cannot be kept as things stand, ".to_owned(),
        late => format!("{late} cannot be kept as things stand, "),
    };
    let end = match (&view.end, view.spare) {
        (Some((day, title)), _) => format!("the longest chain ends on {day}: {title}"),
        (None, Some(1)) => "what others wait for has 1 working day to spare".to_owned(),
        (None, Some(spare)) if spare > 0 => {
            format!("what others wait for has {spare} or more working days to spare")
        }
        (None, _) => String::new(),
    };
    let rest = format!("{late}{end}");
    let rest = rest.trim_end_matches([',', ' ']);
    if rest.is_empty() { moved } else { format!("{moved}; {rest}") }
}

/// The open date that has moved farthest back: by how many days, and what of. One day alone is not worth a word.
fn farthest(view: &View) -> Option<(i64, &str)> {
    let marks = view.rows.iter().flat_map(|row| &row.marks).filter(|mark| !mark.is_done);
    let marks = marks.map(|mark| (mark.was, mark.day, mark.title.as_str()));
    let rows = view.rows.iter().filter(|row| row.tone != Tone::Done);
    let rows = rows.map(|row| (row.was, row.end, row.title.as_str()));
    let slips =
        marks.chain(rows).filter_map(|(was, day, title)| Some((day_number(day) - day_number(was?), title)));
    // Of equal ones the first.
    slips.filter(|(days, _)| *days > 1).reduce(|most, slip| if slip.0 > most.0 { slip } else { most })
}

/// The numbers behind the chart.
#[must_use]
pub fn table(view: &View) -> Table {
    let columns = ["row", "id", "title", "owner", "start", "end", "was", "status", "progress", "critical"];
    let mut table = Table::new(&columns);
    let day = |day: Option<Date>| day.map_or(Cell::Nothing, |day| Cell::text(day.to_string()));
    for (at, row) in view.rows.iter().enumerate() {
        table.push(vec![
            Cell::count(at + 1),
            Cell::text(&row.id),
            Cell::text(&row.title),
            Cell::text(&row.owner),
            day(row.start),
            day(Some(row.end)),
            day(row.was),
            Cell::text(&row.status),
            Cell::number(row.progress),
            Cell::Yes(row.is_critical),
        ]);
        for mark in row.marks.iter().filter(|mark| mark.id != row.id) {
            table.push(vec![
                Cell::count(at + 1),
                Cell::text(&mark.id),
                Cell::text(&mark.title),
                Cell::Nothing,
                Cell::Nothing,
                day(Some(mark.day)),
                day(mark.was),
                Cell::text(if mark.is_done { "done" } else { "open" }),
                Cell::Nothing,
                Cell::Yes(mark.is_critical),
            ]);
        }
    }
    table
}

/// Where days and rows lie.
pub(super) struct Field {
    /// The area of the bars.
    pub(super) area: Bounds,
    low: f64,
    high: f64,
    height: i32,
}

impl Field {
    pub(super) fn x(&self, day: Date) -> i32 {
        let share = (day_number(day) as f64 - self.low) / (self.high - self.low);
        self.area.left + part(self.area.right - self.area.left, share.clamp(0.0, 1.0))
    }

    /// The height of the middle of a row, where its bar is, between its names.
    pub(super) fn y(&self, row: usize) -> i32 {
        self.area.top + row as i32 * self.height + self.height / 2
    }

    /// Whether a row has room for names over its bar beside those under the bar above it.
    pub(super) fn has_two_lines(&self) -> bool {
        self.height >= 47 * PX
    }

    /// Half the thickness of a bar.
    pub(super) fn half(&self) -> i32 {
        (self.height / 7).clamp(6 * PX, 9 * PX)
    }
}

/// Draws the chart.
#[must_use]
pub fn draw(view: &View, look: &Look) -> Scene {
    let mut subtitle = "each initiative from start to due, filled as far as it is done \u{B7} dates of open initiatives and \
                        milestones are counted"
        .to_owned();
    if !view.links.is_empty() {
        subtitle.push_str(" \u{B7} an arrow leads to what waits");
    }
    if view.end.is_some() {
        subtitle.push_str(" \u{B7} bold = the chain that decides the end");
    }
    let words = Words { headline: headline(view), subtitle, source: view.source.clone() };
    let mut frame = Frame::new(&words, look);
    if view.rows.is_empty() {
        return frame.empty("No dates to draw: write `due` or `period` of initiatives and milestones");
    }
    let body = frame.body;
    // As wide as the longest title, within reason.
    let longest = view
        .rows
        .iter()
        .map(|row| text::width(&text::one_line(&row.title), Weight::SemiBold, TITLE * PX))
        .max();
    let whole = body.right - body.left;
    let title = (longest.unwrap_or(0) + 10 * GRID).clamp(part(whole, 0.24), part(whole, 0.38));
    // The day of today, and what has no place.
    let foot = 6 * GRID;
    let top = body.top + 12 * GRID;
    let free = body.bottom - top - foot;
    // A page may be as tall as two lines of names need.
    let least = if look.size == Size::Page { 50 * PX } else { 40 * PX };
    let height = (free / view.rows.len() as i32).clamp(least, 76 * PX);
    let bottom = top + height * view.rows.len() as i32;
    let area = bounds(body.left + title, top, body.right, bottom);
    let days = || {
        view.rows.iter().flat_map(|row| {
            let own = [row.start, Some(row.end), row.was].into_iter().flatten();
            own.chain(row.marks.iter().flat_map(|mark| std::iter::once(mark.day).chain(mark.was)))
        })
    };
    let first = days().chain([view.today]).map(day_number).min().unwrap_or(0) as f64;
    let last = days().chain([view.today]).map(day_number).max().unwrap_or(1) as f64;
    let pad = ((last - first) * 0.03).max(4.0);
    let field = Field { area, low: first - pad, high: last + pad, height };
    scale(&mut frame.canvas, &field);
    let key = bounds(body.left + 2 * GRID, body.top + 2 * GRID, area.left - 3 * GRID, top - 2 * GRID);
    roadmap_key::draw(&mut frame.canvas, view, key);
    let mut at = area.top;
    for (row, bar) in view.rows.iter().enumerate() {
        let band = bounds(body.left, at, body.right, at + height);
        if row % 2 == 1 {
            frame.canvas.items.insert(0, Item::rect("band", band, 0, look.theme.band));
        }
        label(&mut frame.canvas, bar, bounds(body.left, at, area.left - 3 * GRID, at + height));
        at += height;
    }
    let names: Vec<Vec<Name>> =
        view.rows.iter().enumerate().map(|(row, bar)| roadmap_names::of(bar, row, &field)).collect();
    let areas: Vec<Bounds> = names.iter().flatten().map(Name::area).collect();
    // Under the bars: what waits far below is reached behind what lies between.
    let ends = roadmap_links::draw(&mut frame.canvas, view, &field, &areas);
    for (row, names) in names.iter().enumerate() {
        let ground = if row % 2 == 1 { look.theme.band } else { look.theme.background };
        for name in names {
            frame.canvas.rect("mark-ground", name.area().grown(PX), 0, ground);
        }
    }
    for (row, bar) in view.rows.iter().enumerate() {
        bar_of(&mut frame.canvas, bar, row, &field);
    }
    frame.canvas.items.extend(ends);
    // Over the bars: they would hide where today is in just those rows that are under way.
    let x = field.x(view.today);
    let stroke = Stroke::solid(look.theme.tone(Tone::Bad).area, 2 * PX);
    frame.canvas.line("today", Point::new(x, top - GRID), Point::new(x, bottom), stroke);
    let style = TextStyle::semibold(SMALL).anchored(crate::scene::Anchor::Middle);
    let words = format!("today, {}", spoken(view.today));
    // At an end of the time its words move back inside.
    let wide = text::width(&words, style.weight, style.size) / 2;
    let at = Point::new(x.min(body.right - wide).max(area.left + wide), bottom + 4 * GRID);
    frame.canvas.text("today", &words, at, 60 * GRID, style, look.theme.tone(Tone::Bad).ink);
    for (row, (bar, names)) in view.rows.iter().zip(&names).enumerate() {
        marks_of(&mut frame.canvas, bar, row, &field, names);
    }
    let marks: usize = view.rows.iter().map(|row| row.marks.len()).sum();
    let rest = [
        (view.undrawn, "initiatives and milestones have no row"),
        (marks - names.iter().map(Vec::len).sum::<usize>(), "milestones have no room for their names"),
    ];
    let rest = rest.iter().filter(|(count, _)| *count > 0).map(|(count, words)| format!("{count} {words}"));
    let words = rest.collect::<Vec<_>>().join(" \u{B7} ");
    if !words.is_empty() {
        let at = Point::new(body.left, bottom + 4 * GRID);
        frame.canvas.text(
            "more",
            &words,
            at,
            area.left - body.left - 2 * GRID,
            TextStyle::regular(SMALL),
            look.theme.muted,
        );
    }
    frame.finish(bottom + foot, "")
}

/// The months above the bars, and lines down through them.
fn scale(canvas: &mut Canvas<'_>, field: &Field) {
    let theme = canvas.look.theme.clone();
    let area = field.area;
    let axis = time_axis(field.low, field.high, area.right - area.left, LABEL * PX);
    let x = |at: f64| area.left + part(area.right - area.left, (at - field.low) / (field.high - field.low));
    let style = TextStyle::regular(LABEL);
    for (at, label) in &axis.axis.ticks {
        let x = x(*at);
        canvas.line(
            "grid",
            Point::new(x, area.top - 5 * GRID),
            Point::new(x, area.bottom),
            Stroke::solid(theme.grid, PX),
        );
        let room = area.right - x - GRID;
        if text::width(label, Weight::Regular, style.size) <= room {
            let at = Point::new(x + GRID, area.top - 2 * GRID);
            canvas.text("axis-label", label, at, room, style, theme.muted);
        }
    }
    for (at, year) in &axis.years {
        let at = Point::new(x(*at) + GRID, area.top - 7 * GRID);
        let style = TextStyle::semibold(LABEL);
        if text::width(year, style.weight, style.size) <= area.right - at.x {
            canvas.text("axis-year", year, at, area.right - at.x, style, theme.ink);
        }
    }
}

/// Title and owner at the left of a row.
fn label(canvas: &mut Canvas<'_>, bar: &Bar, area: Bounds) {
    let theme = canvas.look.theme.clone();
    let paint = theme.tone(bar.tone);
    let middle = i32::midpoint(area.top, area.bottom);
    let left = area.left + 6 * GRID;
    let room = area.right - left;
    let has_owner = !bar.owner.is_empty() || !bar.status.is_empty();
    let shift = if has_owner { 9 * PX } else { 0 };
    let center = Point::new(area.left + 2 * GRID + GRID / 2, middle - shift);
    canvas.items.push(crate::mark::mark(bar.tone, center, 5 * PX, paint.ink));
    let of_size =
        |size: i32| if bar.is_critical { TextStyle::semibold(size) } else { TextStyle::regular(size) };
    // A little smaller rather than cut.
    let title = text::one_line(&bar.title);
    let fits = |style: &TextStyle| text::width(&title, style.weight, style.size) <= room;
    let style = [TITLE, LABEL, SMALL].map(of_size).into_iter().find(fits).unwrap_or(of_size(TITLE));
    canvas.text_at("row-label", &bar.title, Point::new(left, middle - shift), room, style, theme.ink);
    if has_owner {
        let words: Vec<&str> =
            [bar.status.as_str(), bar.owner.as_str()].into_iter().filter(|word| !word.is_empty()).collect();
        let at = Point::new(left, middle + shift);
        canvas.text_at(
            "row-owner",
            &words.join(" \u{B7} "),
            at,
            room,
            TextStyle::regular(SMALL),
            theme.muted,
        );
    }
}

fn bar_of(canvas: &mut Canvas<'_>, bar: &Bar, row: usize, field: &Field) {
    let theme = canvas.look.theme.clone();
    let (y, half) = (field.y(row), field.half());
    let paint = theme.tone(bar.tone);
    if let Some(start) = bar.start {
        let (from, to) = (field.x(start), field.x(bar.end).max(field.x(start) + 2 * PX));
        if let Some(was) = bar.was {
            let at = field.x(was);
            let stroke = Stroke { color: paint.ink, width: PX + PX / 2, dash: vec![3 * PX, 3 * PX] };
            canvas.line("was", Point::new(at, y - half - 2 * PX), Point::new(at, y + half + 2 * PX), stroke);
        }
        let whole = bounds(from, y - half, to, y + half);
        canvas.rect("bar-ground", whole, 2 * PX, theme.background);
        canvas.rect("bar", whole, 2 * PX, paint.area.with_alpha(60));
        let done = bar.progress.map_or(0, |progress| part(to - from, progress.clamp(0.0, 1.0)));
        canvas.rect("bar-done", bounds(from, y - half, from + done, y + half), 2 * PX, paint.area);
        let (color, width) = if bar.is_critical { (theme.ink, 2 * PX) } else { (paint.area, PX) };
        canvas.outline("bar", whole, 2 * PX, Stroke::solid(color, width));
        let progress =
            bar.progress.map_or_else(String::new, |part| format!(", {}", crate::number::percent(part)));
        let moved = bar.was.map_or_else(String::new, |was| format!(", was due {}", spoken(was)));
        canvas.tip(format!("{}: {} to {}{progress}{moved}", bar.title, spoken(start), spoken(bar.end)));
    } else if bar.marks.iter().all(|mark| mark.id != bar.id) {
        due_only(canvas, field.x(bar.end), (y, half), paint.area);
        canvas.tip(format!("{}: due {}, no start is written", bar.title, spoken(bar.end)));
    }
}

/// The end of work whose beginning is not written: its last day, with a broken line that comes from nowhere.
pub(super) fn due_only(canvas: &mut Canvas<'_>, x: i32, (y, half): (i32, i32), color: Color) {
    let stroke = Stroke { color, width: 2 * PX, dash: vec![4 * PX, 3 * PX] };
    canvas.line("due", Point::new(x - 6 * GRID, y), Point::new(x, y), stroke);
    canvas.line("due", Point::new(x, y - half), Point::new(x, y + half), Stroke::solid(color, 3 * PX));
}

/// The milestones of a row with their names.
fn marks_of(canvas: &mut Canvas<'_>, bar: &Bar, row: usize, field: &Field, names: &[Name]) {
    let theme = canvas.look.theme.clone();
    let (y, half) = (field.y(row), field.half());
    let mut marks: Vec<&Mark> = bar.marks.iter().collect();
    marks.sort_by_key(|mark| mark.day);
    for mark in marks {
        let x = field.x(mark.day);
        if let Some(was) = mark.was {
            diamond(canvas, Point::new(field.x(was), y), half * 3 / 4, (theme.background, theme.muted), "");
        }
        let ink = if mark.is_critical { theme.tone(Tone::Bad).ink } else { theme.ink };
        let fill = if mark.is_done { theme.tone(Tone::Done).area } else { ink };
        let moved = mark.was.map_or_else(String::new, |was| format!(", was {}", spoken(was)));
        let tip = format!("{}: {}{moved}", mark.title, spoken(mark.day));
        diamond(canvas, Point::new(x, y), half, (fill, theme.background), &tip);
    }
    let style = TextStyle::regular(SMALL);
    let ground = if row % 2 == 1 { theme.band } else { theme.background };
    for name in names {
        let color = if name.has_moved { theme.tone(Tone::Warn).ink } else { theme.muted };
        canvas.text("mark-label", &name.words, name.at, name.room, style, color);
        // The line of today ends before the words and goes on behind them.
        if let Some(item) = canvas.items.last_mut() {
            item.stroke = Some(Stroke::solid(ground, 4 * PX));
        }
    }
}

pub(super) fn diamond(
    canvas: &mut Canvas<'_>,
    at: Point,
    radius: i32,
    (fill, edge): (Color, Color),
    tip: &str,
) {
    let points = vec![
        Point::new(at.x, at.y - radius),
        Point::new(at.x + radius, at.y),
        Point::new(at.x, at.y + radius),
        Point::new(at.x - radius, at.y),
    ];
    let shape = Shape::Polyline { points, closed: true };
    let item = Item::new("milestone", shape).filled(fill).stroked(Stroke::solid(edge, PX + PX / 2));
    canvas.items.push(if tip.is_empty() { item } else { item.with_tooltip(text::one_line(tip)) });
}

#[cfg(test)]
mod tests;
