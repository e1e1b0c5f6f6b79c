//! The strategy map of Kaplan and Norton ("Having Trouble with Your Strategy? Then Map It", Harvard Business Review, 2000):
//! four perspectives as bands, what people learn at the bottom, and causes that point upwards.

use super::frame::{Frame, Words};
use super::kit::{Canvas, bounds};
use super::strategy_links;
use super::strategy_rows::{self, GAPS, title_lines, title_of};
use crate::mark::mark;
use crate::number::percent;
use crate::scene::{Anchor, Bounds, Item, PX, Point, Scene, Shape, Stroke, TextStyle};
use crate::table::{Cell, Table};
use crate::text::{self, Weight};
use crate::theme::{GRID, Look, SMALL, Size, TITLE, Tone};

/// An objective.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// Its id.
    pub id: String,
    /// What is to be reached.
    pub title: String,
    /// Its band; indexes [`View::bands`].
    pub band: usize,
    /// How it stands.
    pub tone: Tone,
    /// The same in a word.
    pub status: String,
    /// How far it is, as a share; `None` is unknown.
    pub progress: Option<f64>,
    /// Who answers for it; may be empty.
    pub owner: String,
}

/// `from` helps to reach `to`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cause {
    /// What helps; indexes [`View::nodes`].
    pub from: usize,
    /// What is helped.
    pub to: usize,
    /// Whether it works against it.
    pub negative: bool,
}

/// Everything the chart shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct View {
    /// The perspectives from the top down.
    pub bands: Vec<String>,
    /// The objectives, the important ones of a band first.
    pub nodes: Vec<Node>,
    /// The causes.
    pub causes: Vec<Cause>,
    /// The line at the foot.
    pub source: String,
}

impl View {
    /// By objective, whether it is of the top band or leads there.
    fn leads_up(&self) -> Vec<bool> {
        let mut leads: Vec<bool> = self.nodes.iter().map(|node| node.band == 0).collect();
        // Each round follows one more link; there are no more links in a row than objectives.
        for _ in 0..self.nodes.len() {
            let mut more = false;
            for cause in self.causes.iter().filter(|cause| !cause.negative) {
                if leads.get(cause.to) == Some(&true) && leads.get(cause.from) == Some(&false) {
                    leads[cause.from] = true;
                    more = true;
                }
            }
            if !more {
                break;
            }
        }
        leads
    }

    fn members(&self, band: usize) -> impl Iterator<Item = &Node> {
        self.nodes.iter().filter(move |node| node.band == band)
    }
}

/// The one sentence that the map proves.
#[must_use]
pub fn headline(view: &View) -> String {
    if view.nodes.is_empty() {
        return "No objective has a perspective yet".to_owned();
    }
    let top = view.bands.first().map_or("", String::as_str);
    let leads = view.leads_up();
    let below = view.nodes.iter().zip(&leads).filter(|(node, _)| node.band > 0);
    let (count, linked) =
        below.fold((0, 0), |(count, linked), (_, leads)| (count + 1, linked + usize::from(*leads)));
    let first = match (count, linked) {
        _ if view.members(0).next().is_none() => format!("Nothing is aimed at in the top perspective, {top}"),
        (0, _) => format!("All objectives are in one perspective, {top}"),
        (1, 0) => format!("The only objective below {top} does not lead up to it"),
        (_, 0) => format!("None of {count} objectives below {top} leads up to it"),
        (1, 1) => format!("The only objective below {top} leads up to it"),
        _ if linked == count => format!("All {count} objectives below {top} lead up to it"),
        (_, 1) => format!("1 of {count} objectives below {top} leads up to it"),
        _ => format!("{linked} of {count} objectives below {top} lead up to it"),
    };
    let empty: Vec<&str> = view
        .bands
        .iter()
        .enumerate()
        .skip(1)
        .filter(|(at, _)| view.members(*at).next().is_none())
        .map(|(_, band)| band.as_str())
        .collect();
    if !empty.is_empty() {
        return format!("{first}; nothing is aimed at in {}", empty.join(" and "));
    }
    let bad = |band: usize| view.members(band).filter(|node| node.tone == Tone::Bad).count();
    // The last maximum of the reversed list is the first of equals.
    let worst = (0..view.bands.len()).rev().max_by_key(|band| bad(*band)).unwrap_or(0);
    let name = view.bands.get(worst).map_or("", String::as_str);
    match bad(worst) {
        0 => format!("{first}; none is off track"),
        late => {
            format!("{first}; most trouble is in {name}, {late} of {} off track", view.members(worst).count())
        }
    }
}

/// The objectives, one a row, with what they help.
#[must_use]
pub fn table(view: &View) -> Table {
    let columns =
        ["goal", "title", "perspective", "owner", "status", "progress", "leads_up", "helps", "works_against"];
    let mut table = Table::new(&columns);
    let leads = view.leads_up();
    for (at, node) in view.nodes.iter().enumerate() {
        let to = |negative: bool| {
            let causes = view.causes.iter().filter(|cause| cause.from == at && cause.negative == negative);
            let ids: Vec<&str> =
                causes.filter_map(|cause| view.nodes.get(cause.to)).map(|node| node.id.as_str()).collect();
            Cell::text(ids.join(" "))
        };
        table.push(vec![
            Cell::text(&node.id),
            Cell::text(&node.title),
            Cell::text(view.bands.get(node.band).map_or("", String::as_str)),
            Cell::text(&node.owner),
            Cell::text(&node.status),
            Cell::number(node.progress),
            Cell::Yes(leads.get(at).copied().unwrap_or_default()),
            to(false),
            to(true),
        ]);
    }
    table
}

/// Room for the names of the bands.
const NAMES: i32 = 36 * GRID;
/// Above and below the boxes of a band.
pub(super) const PAD: i32 = 10 * PX;

/// Draws the chart.
#[must_use]
pub fn draw(view: &View, look: &Look) -> Scene {
    let words = Words { headline: headline(view), subtitle: subtitle(view), source: view.source.clone() };
    let mut frame = Frame::new(&words, look);
    if view.nodes.is_empty() {
        return frame.empty("No objective to draw: give pillars and objectives a `perspective`");
    }
    let body = frame.body;
    let area = body.right - body.left - NAMES;
    // A page may be as tall as its boxes need.
    let tall = match look.size {
        Size::Slide => body.bottom - body.top,
        Size::Page => i32::MAX / 2,
    };
    let rows = strategy_rows::rows(view, area, tall);
    let (count, high) = (rows.bands.len() as i32, rows.high);
    let undrawn = view.nodes.len() - rows.drawn.len();
    let foot = if undrawn > 0 { 6 * GRID } else { 0 };
    let empty = (0..view.bands.len()).filter(|band| !rows.bands.contains(band)).count() as i32;
    let least = 10 * GRID;
    let free = body.bottom - body.top - foot - count * high - empty * least - 2 * PAD;
    let gap = (free / count.max(1)).clamp(GAPS.0, GAPS.1);
    // Tops of the rows, and the bands around them.
    let mut y = body.top;
    let mut tops = Vec::new();
    for (band, name) in view.bands.iter().enumerate() {
        let from = y;
        let inside = rows.bands.iter().filter(|of| **of == band).count() as i32;
        for row in 0..inside {
            tops.push(from + gap / 2 + row * (high + gap));
        }
        y += if inside == 0 { least } else { inside * (high + gap) };
        ground(&mut frame.canvas, view, band, name, bounds(body.left, from, body.right, y));
    }
    let left = body.left + NAMES + (area - rows.placed.height) / 2;
    let at = |drawn: usize| {
        let x = left + rows.placed.tops.get(drawn).copied().unwrap_or(0);
        let top = rows.row.get(drawn).and_then(|row| tops.get(*row)).copied().unwrap_or(0);
        let width = rows.widths.get(drawn).copied().unwrap_or(0);
        bounds(x, top, x + width, top + high)
    };
    strategy_links::draw(&mut frame.canvas, view, &rows, left, &tops, high);
    for (drawn, node) in rows.drawn.iter().enumerate() {
        if let Some(node) = view.nodes.get(*node) {
            card(&mut frame.canvas, node, at(drawn));
        }
    }
    if undrawn > 0 {
        let words = if undrawn == 1 {
            "and 1 more objective".to_owned()
        } else {
            format!("and {undrawn} more objectives")
        };
        let (at, color) = (Point::new(body.left, y + 5 * GRID), look.theme.muted);
        frame.canvas.text("more", &words, at, body.right - body.left, TextStyle::regular(SMALL), color);
    }
    frame.finish(y + foot, "")
}

fn subtitle(view: &View) -> String {
    if view.causes.is_empty() {
        return "pillars and objectives by perspective \u{B7} no link between them is written".to_owned();
    }
    let down = view.causes.iter().filter(|cause| {
        let band = |node: usize| view.nodes.get(node).map_or(0, |node| node.band);
        band(cause.to) > band(cause.from)
    });
    let mut parts = vec![
        "pillars and objectives by perspective".to_owned(),
        "an arrow reads \u{201C}helps to reach\u{201D}".to_owned(),
    ];
    if view.causes.iter().any(|cause| cause.negative) {
        parts.push("a dashed one works against".to_owned());
    }
    match down.count() {
        0 => {}
        1 => parts.push("1 points down, against the order of the perspectives".to_owned()),
        count => parts.push(format!("{count} point down, against the order of the perspectives")),
    }
    parts.join(" \u{B7} ")
}

/// The ground of a band with its name.
fn ground(canvas: &mut Canvas<'_>, view: &View, band: usize, name: &str, area: Bounds) {
    let theme = canvas.look.theme.clone();
    if band.is_multiple_of(2) {
        canvas.rect("band", area, 0, theme.band);
    }
    if theme.name == "print" && band > 0 {
        let (from, to) = (Point::new(area.left, area.top), Point::new(area.right, area.top));
        canvas.line("band-rule", from, to, Stroke::solid(theme.grid, PX));
    }
    let (left, room) = (area.left + 2 * GRID, NAMES - 5 * GRID);
    let style = TextStyle::semibold(TITLE);
    let lines = text::wrap(name, style.weight, style.size, room, 2).lines;
    let count = view.members(band).count();
    let bad = view.members(band).filter(|node| node.tone == Tone::Bad).count();
    let note = match (count, bad) {
        (0, _) => "no objective".to_owned(),
        (1, 0) => "1 objective".to_owned(),
        (1, _) => "1 objective, off track".to_owned(),
        (count, 0) => format!("{count} objectives"),
        (count, bad) => format!("{bad} of {count} off track"),
    };
    let lead = 19 * PX;
    let tall = area.bottom - area.top >= 15 * GRID;
    let block = lead * lines.len() as i32;
    let mut y = i32::midpoint(area.top, area.bottom) - block / 2 + if tall { 0 } else { lead / 2 };
    for line in &lines {
        canvas.text_at("band-name", line, Point::new(left, y), room, style, theme.ink);
        y += lead;
    }
    if tall {
        let color = if bad > 0 { theme.tone(Tone::Bad).ink } else { theme.muted };
        canvas.text_at("band-note", &note, Point::new(left, y), room, TextStyle::regular(SMALL), color);
    }
}

/// An objective: its title over its state and progress.
fn card(canvas: &mut Canvas<'_>, node: &Node, area: Bounds) {
    let theme = canvas.look.theme.clone();
    let paint = theme.tone(node.tone);
    let mut inner = vec![
        Item::rect("card", area, 5 * PX, theme.surface).stroked(Stroke::solid(theme.outline, PX)),
        Item::rect("stripe", bounds(area.left, area.top, area.left + 5 * PX, area.bottom), 0, paint.area),
    ];
    let (left, right) = (area.left + 13 * PX, area.right - 9 * PX);
    let most = title_lines(area.bottom - area.top);
    let (size, fitted) = title_of(&node.title, area.right - area.left, most);
    let (style, title) = (TextStyle::semibold(size), fitted.lines);
    let free = most.saturating_sub(title.len()) as i32;
    let mut y = area.top + 17 * PX + free * 8 * PX;
    for line in &title {
        inner.push(Item::text("goal-title", line, Point::new(left, y), style, theme.ink));
        y += 16 * PX;
    }
    let base = area.bottom - 6 * PX;
    let small = TextStyle::regular(SMALL);
    let share = node.progress.map(percent).unwrap_or_default();
    let taken =
        if share.is_empty() { 0 } else { text::width(&share, Weight::Regular, small.size) + 2 * GRID };
    inner.push(mark(node.tone, Point::new(left + 5 * PX, base - 5 * PX), 4 * PX + 8, paint.ink));
    let word = text::fit(&node.status, Weight::SemiBold, small.size, right - left - 16 * PX - taken);
    if !word.is_empty() {
        let at = Point::new(left + 16 * PX, base);
        inner.push(Item::text("goal-status", &word, at, TextStyle::semibold(SMALL), paint.ink));
    }
    if !share.is_empty() {
        let at = Point::new(right, base);
        inner.push(Item::text("goal-progress", &share, at, small.anchored(Anchor::End), theme.muted));
    }
    let parts = [node.title.as_str(), node.owner.as_str(), node.status.as_str(), share.as_str()];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    let mut item = Item::new("goal", Shape::Group { role: Some("group"), items: inner })
        .with_tooltip(text::one_line(&parts.join(" \u{B7} ")));
    item.id = Some(format!("goal-{}", node.id));
    canvas.items.push(item);
}

#[cfg(test)]
mod tests;
