//! Stakeholders by power and interest, beside the list of what each is told and when.
//!
//! The four fields are those of Mendelow ("Environmental scanning", ICIS 1981): manage closely, keep satisfied, keep
//! informed, monitor.

use super::cells::{Cell as Place, Cells, Disc, disc};
use super::frame::{Frame, Words};
use super::kit::{Canvas, bounds};
use std::collections::BTreeMap;

use crate::mark::mark;
use crate::scene::{Anchor, Bounds, Color, PX, Point, Scene, Stroke, TextStyle};
use crate::table::{Cell, Table};
use crate::text;
use crate::theme::{GRID, LABEL, Look, SMALL, Size, TITLE, Tone};

/// From this step on power and interest count as high.
pub const HIGH: u8 = 4;

/// What somebody is told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Message {
    /// Why it matters to them.
    pub title: String,
    /// Where they hear it and from whom; may be empty.
    pub how: String,
    /// How often, or on which day.
    pub when: String,
    /// What comes next, or since when it is late; may be empty.
    pub next: String,
    /// Whether it is late.
    pub is_late: bool,
}

/// Somebody with an interest in the plan.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stakeholder {
    /// Its id.
    pub id: String,
    /// Its name.
    pub title: String,
    /// Power over the plan, 1 to 5, if it is judged.
    pub power: Option<u8>,
    /// Interest in it, 1 to 5, if it is judged.
    pub interest: Option<u8>,
    /// What is planned for them, the most urgent first.
    pub messages: Vec<Message>,
}

/// Everything the chart shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct View {
    /// The stakeholders.
    pub stakeholders: Vec<Stakeholder>,
    /// The day the plan is looked at, as it is to be read.
    pub today: String,
    /// The line at the foot.
    pub source: String,
}

impl Stakeholder {
    fn place(&self) -> Option<(u8, u8)> {
        let step = |value: Option<u8>| value.filter(|value| (1..=5).contains(value));
        Some((step(self.power)?, step(self.interest)?))
    }

    fn is_powerful(&self) -> bool {
        self.power.is_some_and(|power| power >= HIGH)
    }

    /// Powerful, and told nothing.
    fn is_forgotten(&self) -> bool {
        self.is_powerful() && self.messages.is_empty()
    }

    fn is_late(&self) -> bool {
        self.messages.iter().any(|message| message.is_late)
    }

    fn tone(&self) -> Tone {
        match (self.is_forgotten(), self.is_late(), self.messages.is_empty()) {
            (true, ..) => Tone::Bad,
            (_, true, _) => Tone::Warn,
            (_, _, true) => Tone::Idle,
            _ => Tone::Good,
        }
    }
}

/// What is to be done with a place, after Mendelow.
fn field_of((power, interest): (u8, u8)) -> &'static str {
    match (power >= HIGH, interest >= HIGH) {
        (true, true) => "manage closely",
        (true, false) => "keep satisfied",
        (false, true) => "keep informed",
        (false, false) => "monitor",
    }
}

/// Those first who are forgotten, then who is told too late, then by power and interest.
fn ranked(view: &View) -> Vec<&Stakeholder> {
    let mut found: Vec<&Stakeholder> = view.stakeholders.iter().collect();
    found.sort_by(|a, b| {
        let key = |of: &Stakeholder| (of.is_forgotten(), of.is_late(), of.power, of.interest);
        key(b).cmp(&key(a)).then_with(|| a.id.cmp(&b.id))
    });
    found
}

/// The one sentence that the chart proves.
#[must_use]
pub fn headline(view: &View) -> String {
    let count = view.stakeholders.len();
    let powerful = view.stakeholders.iter().filter(|of| of.is_powerful()).count();
    let forgotten = view.stakeholders.iter().filter(|of| of.is_forgotten()).count();
    let late = view.stakeholders.iter().flat_map(|of| &of.messages).filter(|message| message.is_late).count();
    let late = match late {
        0 if view.stakeholders.iter().all(|of| of.messages.is_empty()) => String::new(),
        0 => "; no message is late".to_owned(),
        1 => "; 1 message is late".to_owned(),
        late => format!("; {late} messages are late"),
    };
    if count > 0 && view.stakeholders.iter().all(|of| of.power.is_none()) {
        let who =
            if count == 1 { "the only stakeholder".to_owned() } else { format!("{count} stakeholders") };
        return format!("The power of {who} over the plan is not judged yet{late}");
    }
    let many = if powerful == 1 { "stakeholder" } else { "stakeholders" };
    match (count, powerful, forgotten) {
        (0, ..) => "No stakeholder is written down yet".to_owned(),
        (1, 0, _) => format!("The only stakeholder has little power over the plan{late}"),
        (_, 0, _) => format!("None of {count} stakeholders has much power over the plan{late}"),
        (_, 1, 0) => format!("The only stakeholder with much power has a message to come{late}"),
        (_, _, 0) if powerful == count => format!("All {count} stakeholders have a message to come{late}"),
        (_, _, 0) => {
            format!("All {powerful} stakeholders with much power, of {count}, have a message to come{late}")
        }
        (_, _, 1) => format!("1 of {powerful} {many} with much power is told nothing{late}"),
        _ => format!("{forgotten} of {powerful} {many} with much power are told nothing{late}"),
    }
}

/// The numbers behind the chart.
#[must_use]
pub fn table(view: &View) -> Table {
    let columns = [
        "number",
        "stakeholder",
        "title",
        "power",
        "interest",
        "field",
        "message",
        "how",
        "when",
        "next",
        "late",
    ];
    let mut table = Table::new(&columns);
    for (at, of) in ranked(view).into_iter().enumerate() {
        let none = Message::default();
        let messages: Vec<&Message> =
            if of.messages.is_empty() { vec![&none] } else { of.messages.iter().collect() };
        for message in messages {
            table.push(vec![
                Cell::count(at + 1),
                Cell::text(&of.id),
                Cell::text(&of.title),
                Cell::number(of.power.map(f64::from)),
                Cell::number(of.interest.map(f64::from)),
                Cell::text(of.place().map_or("", field_of)),
                Cell::text(&message.title),
                Cell::text(&message.how),
                Cell::text(&message.when),
                Cell::text(&message.next),
                Cell::Yes(message.is_late),
            ]);
        }
    }
    table
}

/// The most rows of the list on a page, which may be as tall as it needs.
const MOST: usize = 40;
/// Least and most height of a row: two lines, or three, and the space around them.
const ROW: (i32, i32) = (46 * PX, 78 * PX);

/// What the places and the discs mean, as far as they are there.
fn subtitle(view: &View) -> String {
    if view.stakeholders.iter().all(|of| of.place().is_none()) {
        return view.today.clone();
    }
    let mut parts = vec![format!("1 = little, 5 = much; {HIGH} and more is high")];
    let told = view.stakeholders.iter().filter(|of| !of.messages.is_empty()).count();
    let silent = view.stakeholders.len() - told;
    parts.extend((told > 0 && silent > 0).then(|| "filled = told, ring = told nothing".to_owned()));
    parts.push(
        "in a field by number: first who is told nothing or too late, then by power and interest".to_owned(),
    );
    let unplaced = view.stakeholders.iter().filter(|of| of.place().is_none()).count();
    parts.extend((unplaced > 0).then(|| format!("{unplaced} without power or interest in the list alone")));
    parts.extend((told > 0).then(|| "beside each the message that comes next".to_owned()));
    parts.push(view.today.clone());
    parts.join(" \u{B7} ")
}

/// Draws the chart; and how many stakeholders have no row.
#[must_use]
pub fn draw(view: &View, look: &Look) -> (Scene, usize) {
    let words = Words { headline: headline(view), subtitle: subtitle(view), source: view.source.clone() };
    let mut frame = Frame::new(&words, look);
    let found = ranked(view);
    if found.iter().all(|of| of.place().is_none()) {
        let words =
            "Nobody to place: write `stakeholders` with `power` and `interest`, 1 to 5, and their `messages`";
        return (frame.empty(words), 0);
    }
    let body = frame.body;
    let (label, foot) = (24 * GRID, 12 * GRID);
    // On a page the list stands below the fields, where it has the whole width.
    let side = match look.size {
        Size::Slide => (body.bottom - body.top - foot).min((body.right - body.left) * 42 / 100 - label) / 5,
        Size::Page => (body.right - body.left - label) * 55 / 100 / 5,
    };
    let cells = Cells { left: body.left + label, top: body.top, side };
    fields(&mut frame.canvas, &cells, body.left);
    discs(&mut frame.canvas, &found, &cells);
    let area = match look.size {
        Size::Slide => bounds(cells.right() + 10 * GRID, body.top, body.right, body.bottom),
        Size::Page => bounds(body.left, cells.bottom() + foot + 6 * GRID, body.right, body.bottom),
    };
    let heading = 6 * GRID;
    let most = match look.size {
        Size::Slide => ((area.bottom - area.top - heading) / ROW.0).max(1) as usize,
        Size::Page => MOST,
    };
    let shown = if found.len() > most { most - 1 } else { found.len() };
    let rows = if shown < found.len() { shown + 1 } else { shown } as i32;
    let height = match look.size {
        Size::Slide => ((area.bottom - area.top - heading) / rows.max(1)).clamp(ROW.0, ROW.1),
        Size::Page => ROW.1,
    };
    let bottom = list(&mut frame.canvas, &found, (shown, height), area);
    (frame.finish(bottom.max(cells.bottom() + foot).max(body.bottom), ""), found.len() - shown)
}

fn look_of(of: &Stakeholder, look: &Look) -> Disc {
    let theme = &look.theme;
    let color = match of.tone() {
        Tone::Bad => theme.tone(Tone::Bad).ink,
        _ => theme.ink,
    };
    if of.messages.is_empty() { Disc::Ring(color) } else { Disc::Full(color) }
}

/// The centres of so many discs in a cell: rows of three about its middle, from the left and from above; and how many of
/// them have no place.
fn centers(cells: &Cells, place: Place, count: usize) -> (Vec<Point>, usize) {
    let area = cells.area(place);
    let radius = cells.radius();
    let step = radius * 2 + 3 * PX;
    let side = cells.side - 2 * GRID;
    // Above them is the name of the field.
    let (across, down) = ((side / step).clamp(1, 3), ((side - 4 * GRID) / step).max(1));
    let most = usize::try_from(across * down).unwrap_or(1);
    // The last place is for the number of those that have none.
    let shown = if count > most { most - 1 } else { count };
    let taken = count.min(most) as i32;
    let rows = (taken + across - 1) / across;
    let middle = Point::new(i32::midpoint(area.left, area.right), i32::midpoint(area.top, area.bottom));
    let top = (middle.y - (rows - 1) * step / 2).max(area.top + 6 * GRID + radius);
    let at = |slot: i32| {
        let (row, column) = (slot / across, slot % across);
        let in_row = (taken - row * across).min(across);
        Point::new(middle.x - (in_row - 1) * step / 2 + column * step, top + row * step)
    };
    ((0..taken).map(at).collect(), count - shown)
}

/// The discs of all cells, in each by number.
fn discs(canvas: &mut Canvas<'_>, found: &[&Stakeholder], cells: &Cells) {
    let look = canvas.look;
    let mut by_cell: BTreeMap<Place, Vec<(usize, &Stakeholder)>> = BTreeMap::new();
    for (number, of) in (1..).zip(found) {
        if let Some(place) = of.place() {
            by_cell.entry(place).or_default().push((number, of));
        }
    }
    for (place, all) in by_cell {
        let (centers, rest) = centers(cells, place, all.len());
        let shown = all.len() - rest;
        for ((number, of), center) in all.iter().take(shown).zip(&centers) {
            let words = named(*number, of);
            let round = (*center, cells.radius());
            disc(canvas, "stakeholder", round, *number, look_of(of, look), (&words, &of.id));
        }
        if let Some(at) = centers.last().filter(|_| rest > 0) {
            let style = TextStyle::semibold(SMALL).anchored(Anchor::Middle);
            let words = format!("+{rest}");
            canvas.text_at("more", &words, *at, 3 * cells.radius(), style, look.theme.muted);
        }
    }
}

/// The cells, the four fields with their names, and the words of the axes.
fn fields(canvas: &mut Canvas<'_>, cells: &Cells, edge: i32) {
    let theme = canvas.look.theme.clone();
    let split_x = cells.area((1, HIGH)).left;
    let split_y = cells.area((HIGH, 1)).bottom;
    let (top, bottom, left, right) = (cells.top, cells.bottom(), cells.left, cells.right());
    let corners = [
        ((HIGH, 1), bounds(left, top, split_x, split_y), theme.band),
        ((HIGH, HIGH), bounds(split_x, top, right, split_y), theme.grid),
        ((1, 1), bounds(left, split_y, split_x, bottom), theme.background),
        ((1, HIGH), bounds(split_x, split_y, right, bottom), theme.band),
    ];
    for (_, area, color) in &corners {
        canvas.rect("field", *area, 0, *color);
        canvas.outline("field", *area, 0, Stroke::solid(theme.outline, PX));
    }
    for step in 1..5 {
        let hair = Stroke { color: theme.outline, width: PX / 2, dash: vec![2 * PX, 4 * PX] };
        let (x, y) = (left + step * cells.side, top + step * cells.side);
        canvas.line("cell", Point::new(x, top), Point::new(x, bottom), hair.clone());
        canvas.line("cell", Point::new(left, y), Point::new(right, y), hair);
    }
    for (place, area, color) in &corners {
        let words = text::one_line(field_of(*place));
        let style = TextStyle::semibold(SMALL);
        let at = Point::new(area.left + 2 * GRID, area.top + 4 * GRID);
        let ink = if *color == theme.grid { theme.ink } else { theme.muted };
        canvas.text("field-name", &words, at, area.right - area.left - 3 * GRID, style, ink);
    }
    let label = TextStyle::regular(LABEL);
    for step in 1..=5_u8 {
        let row = cells.area((step, 1));
        let at = Point::new(left - 3 * GRID, i32::midpoint(row.top, row.bottom));
        canvas.text_at(
            "axis-label",
            &step.to_string(),
            at,
            10 * GRID,
            label.anchored(Anchor::End),
            theme.muted,
        );
        let column = cells.area((1, step));
        let line = bounds(column.left, bottom, column.right, bottom + 7 * GRID);
        canvas.centered("axis-label", &step.to_string(), line, label, theme.muted);
    }
    let title = TextStyle::semibold(LABEL);
    let line = bounds(left, bottom + 6 * GRID, right, bottom + 12 * GRID);
    canvas.centered("axis-title", "Interest \u{2192}", line, title, theme.ink);
    let at = Point::new(left - 3 * GRID, top + 3 * GRID);
    canvas.text("axis-title", "Power \u{2191}", at, left - edge, title.anchored(Anchor::End), theme.ink);
}

/// What a disc stands for, also if the title is empty.
fn named(number: usize, of: &Stakeholder) -> String {
    format!("{number}: {}", of.title)
}

/// The list beside the fields; returns where it ends.
fn list(canvas: &mut Canvas<'_>, found: &[&Stakeholder], (shown, height): (usize, i32), area: Bounds) -> i32 {
    let theme = canvas.look.theme.clone();
    let whole = area.right - area.left;
    let (name, message) = (area.left + 8 * GRID, area.left + whole * 36 / 100);
    let when = area.left + whole * 74 / 100;
    let heading = TextStyle::semibold(SMALL);
    for (words, x, room) in [
        ("Stakeholder", name, message - name),
        ("What they are told", message, when - message),
        ("When", when, area.right - when),
    ] {
        canvas.text("column-heading", words, Point::new(x, area.top + 3 * GRID), room, heading, theme.muted);
    }
    let top = area.top + 5 * GRID;
    for (at, of) in found.iter().take(shown).enumerate() {
        let y = top + at as i32 * height;
        let rule = Stroke::solid(theme.grid, PX);
        canvas.line("rule", Point::new(area.left, y), Point::new(area.right, y), rule);
        let middle = y + height / 2;
        let center = Point::new(area.left + 3 * GRID, middle);
        disc(
            canvas,
            "stakeholder",
            (center, 11 * PX),
            at + 1,
            look_of(of, canvas.look),
            (&named(at + 1, of), &of.id),
        );
        let most = if height >= 62 * PX { 2 } else { 1 };
        let mut lines = |x: i32, right: i32, [first, second]: [(&str, TextStyle, Color); 2]| {
            let room = right - x - 3 * GRID;
            let mut lines: Vec<(String, TextStyle, Color)> =
                text::wrap_balanced(first.0, first.1.weight, first.1.size, room, most)
                    .lines
                    .into_iter()
                    .map(|line| (line, first.1, first.2))
                    .collect();
            if !second.0.is_empty() {
                lines.push((second.0.to_owned(), second.1, second.2));
            }
            let mut y = middle - (lines.len() as i32 - 1) * 9 * PX;
            for (words, style, color) in &lines {
                canvas.text_at("stakeholder-line", words, Point::new(x, y), room, *style, *color);
                y += 18 * PX;
            }
        };
        let (normal, small) = (TextStyle::regular(LABEL), TextStyle::regular(SMALL));
        let field = of.place().map_or("not judged", field_of);
        let title = TextStyle::regular(TITLE);
        lines(name, message, [(&of.title, title, theme.ink), (field, small, theme.muted)]);
        let paint = theme.tone(of.tone());
        let Some(first) = of.messages.first() else {
            let words = if of.is_forgotten() { "no message, in spite of their power" } else { "no message" };
            canvas.items.push(mark(of.tone(), Point::new(message + 5 * PX, middle), 5 * PX, paint.ink));
            let at = Point::new(message + 5 * GRID, middle);
            let style = if of.is_forgotten() { TextStyle::semibold(LABEL) } else { normal };
            canvas.text_at("no-message", words, at, area.right - at.x, style, paint.ink);
            continue;
        };
        let more = match of.messages.len() - 1 {
            0 => first.next.clone(),
            1 if first.next.is_empty() => "and 1 more message".to_owned(),
            more if first.next.is_empty() => format!("and {more} more messages"),
            more => format!("{}; {more} more", first.next),
        };
        lines(message, when, [(&first.title, normal, theme.ink), (&first.how, small, theme.muted)]);
        let (next, ink) =
            if first.is_late { (TextStyle::semibold(SMALL), paint.ink) } else { (small, theme.muted) };
        let indent = if first.is_late { 5 * GRID } else { 0 };
        lines(when + indent, area.right + 3 * GRID, [(&first.when, normal, theme.ink), (&more, next, ink)]);
        if first.is_late {
            canvas.items.push(mark(Tone::Warn, Point::new(when + 5 * PX, middle), 5 * PX, paint.ink));
        }
    }
    let mut bottom = top + shown as i32 * height;
    let rest = found.len() - shown;
    if rest > 0 {
        let at = Point::new(name, bottom + height / 2);
        let words = format!("and {rest} more with less power");
        canvas.text_at("more", &words, at, area.right - name, TextStyle::regular(SMALL), theme.muted);
        bottom += height;
    }
    bottom
}

#[cfg(test)]
mod tests;
