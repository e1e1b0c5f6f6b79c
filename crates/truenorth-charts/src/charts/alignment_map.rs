//! The alignment map: how every goal reaches the vision, from right to left, and which goals do not.

use super::card::{self, Card, Style};
use super::edges::{self, Place};
use super::header::{self, LegendEntry};
use super::{DrawError, columns, frame};
use crate::catalogue::Detail;
use crate::layout::{self, Placement, Spacing};
use crate::number::percent;
use crate::scene::{Bounds, Item, PX, Point, Scene, Stroke, TextStyle};
use crate::table::{Cell, Table};
use crate::text::{self, Weight};
use crate::theme::{GRID, LABEL, Look, MARGIN, SMALL, Size, Theme, Tone};

pub use super::map_words::headline;
use super::map_words::subtitle;

/// Up to this many boxes the map has full cards by itself.
pub const FULL_LIMIT: usize = 60;
/// Up to this many boxes it has one for every goal by itself.
pub const LIMIT: usize = 300;
/// Beyond this many boxes the map is refused, whatever is asked for.
pub const MOST: usize = 20_000;
/// In a large map, columns with more boxes than this get one-line cards.
const DENSE_COLUMN: usize = 10;

/// A state: what it means and the plan's word for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Status {
    /// Decides mark and colour.
    pub tone: Tone,
    /// Such as `on track`.
    pub word: String,
}

/// A box of the map.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// The goal's id; names the SVG group.
    pub id: String,
    /// The whole title; the card shows as much as fits, the tooltip all.
    pub title: String,
    /// What it is, such as `Key result`; shown where it is not the usual kind of its column.
    pub kind: String,
    /// 0 is the vision, 1 the pillars, and so on; indexes [`View::columns`].
    pub column: usize,
    /// Who answers for it; may be empty.
    pub owner: String,
    /// Its state, if it has one.
    pub status: Option<Status>,
    /// Progress as a share, 1 = reached; below 0 and above 1 are shown as they are. `None` is unknown, not 0.
    pub progress: Option<f64>,
    /// Whether a path of links leads to the vision.
    pub aligned: bool,
    /// Whether it is not asked for, and only shows how others reach the vision; the headline does not count it.
    pub context: bool,
}

/// A link from a child to the parent it contributes to.
#[derive(Clone, Debug, PartialEq)]
pub struct Edge {
    /// Index of the child in [`View::nodes`].
    pub child: usize,
    /// Index of the parent in [`View::nodes`].
    pub parent: usize,
    /// Share of the child in its parent, 0 to 1; sets the width of the line.
    pub weight: f64,
    /// Whether it works against the parent.
    pub negative: bool,
}

/// Everything the map shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct View {
    /// The line at the foot; may be empty.
    pub source: String,
    /// Headings of the columns, the vision's first.
    pub columns: Vec<String>,
    /// The boxes in the order of the plan.
    pub nodes: Vec<Node>,
    /// The links.
    pub edges: Vec<Edge>,
    /// Whether boxes are cards or lines.
    pub detail: Detail,
    /// Goals that have no box of their own; the headline counts them.
    pub undrawn: Undrawn,
    /// How many goals of a collapsed map have each state; empty for other maps, whose boxes are counted.
    pub states: Vec<(Status, usize)>,
}

/// What is known of the goals without a box.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Undrawn {
    /// How many there are.
    pub goals: usize,
    /// How many of them do not reach the vision.
    pub loose: usize,
    /// How many of them are off track.
    pub bad: usize,
    /// Of how many nothing is known.
    pub unknown: usize,
}

/// Draws the map.
///
/// # Errors
/// [`DrawError::TooManyBoxes`] above [`MOST`] boxes, [`DrawError::UnknownNode`] for a link to nowhere and
/// [`DrawError::UnknownColumn`] for a box in a column without heading.
pub fn draw(view: &View, look: &Look) -> Result<Scene, DrawError> {
    if view.nodes.len() > MOST {
        return Err(DrawError::TooManyBoxes { count: view.nodes.len(), limit: MOST });
    }
    if let Some(node) = view.nodes.iter().find(|n| n.column >= view.columns.len().min(LIMIT)) {
        return Err(DrawError::UnknownColumn { index: node.column });
    }
    let ends = view.edges.iter().flat_map(|e| [e.child, e.parent]);
    if let Some(index) = ends.into_iter().find(|&i| i >= view.nodes.len()) {
        return Err(DrawError::UnknownNode { index });
    }
    // Where a line for every goal fits a slide, a tenth larger than others, it is one; else as large as lines of the usual height need.
    if view.detail == Detail::Compact && look.size == Size::Slide {
        let scene = drawn(view, look, true);
        if scene.height <= look.height() * 11 / 10 {
            return Ok(scene);
        }
    }
    Ok(drawn(view, look, false))
}

fn drawn(view: &View, look: &Look, is_slide: bool) -> Scene {
    let theme = &look.theme;
    let plan = Plan::new(view, is_slide);
    let (mut items, y) = header::header(&headline(view), &subtitle(view), plan.width, theme);
    let (more, mut y) = header::legend(&legend(view), y, plan.width, theme);
    items.extend(more);
    y += if is_slide { 6 * GRID } else { 9 * GRID };
    items.extend(plan.headings(y, theme));
    y += if is_slide { 2 * GRID } else { 4 * GRID };
    if view.nodes.is_empty() {
        let words = "No goals to draw yet";
        items.push(Item::text("empty", words, Point::new(MARGIN, y), TextStyle::regular(18), theme.muted));
    }
    let main: Vec<usize> = (0..view.nodes.len()).filter(|&i| plan.is_main(i)).collect();
    let loose: Vec<usize> = (0..view.nodes.len()).filter(|&i| !plan.is_main(i)).collect();
    if !main.is_empty() {
        y = plan.layered(&main, y, &mut items, theme);
    }
    if !loose.is_empty() {
        y += 8 * GRID;
        y = plan.band(&loose, y, &mut items, theme);
    }
    let title = headline(view);
    let height =
        if is_slide { (y + MARGIN + 7 * GRID).max(look.height() * 11 / 10) } else { y + MARGIN + 8 * GRID };
    frame::foot(&mut items, &view.source, plan.width, height, look);
    Scene {
        width: plan.width,
        height,
        background: theme.background,
        description: description(view),
        title,
        items,
    }
}

/// States that occur, in the order of [`Tone::ALL`], equal words together.
fn legend(view: &View) -> Vec<LegendEntry> {
    let mut entries: Vec<LegendEntry> = Vec::new();
    let listed = view.states.iter().map(|(status, count)| LegendEntry {
        tone: status.tone,
        word: status.word.clone(),
        count: *count,
    });
    entries.extend(listed);
    let of_boxes = view.nodes.iter().filter(|n| (n.column > 0 || !n.aligned) && !n.context);
    for status in of_boxes.filter(|_| view.states.is_empty()).filter_map(|n| n.status.as_ref()) {
        match entries.iter_mut().find(|e| e.tone == status.tone && e.word == status.word) {
            Some(entry) => entry.count += 1,
            None => entries.push(LegendEntry { tone: status.tone, word: status.word.clone(), count: 1 }),
        }
    }
    entries.sort_by_key(|e| e.tone as usize);
    // More words than a plan can have are cut: the legend must stay a line or two.
    entries.truncate(16);
    entries
}

/// The whole map in words, for those who can not see it.
fn description(view: &View) -> String {
    let mut out = format!("{}. {}.", headline(view), subtitle(view));
    let loose: Vec<&str> = view.nodes.iter().filter(|n| !n.aligned).map(|n| n.title.as_str()).collect();
    if !loose.is_empty() {
        out.push_str(" Not connected to the vision: ");
        out.push_str(&text::one_line(&loose.join("; ")));
        out.push('.');
    }
    out
}

/// The distances between boxes.
#[must_use]
pub const fn spacing(detail: Detail) -> Spacing {
    match detail {
        Detail::Compact => Spacing { gap: 3 * PX, group_gap: 3 * PX, lane: 10 * PX, port: 9 * PX },
        Detail::Full | Detail::Collapsed => {
            Spacing { gap: 12 * PX, group_gap: 10 * PX, lane: 10 * PX, port: 12 * PX }
        }
    }
}

/// The distances on a slide with a line for every goal.
const SLIDE: Spacing = Spacing { gap: PX, group_gap: 0, lane: 4 * PX, port: 6 * PX };

/// Sizes and styles, decided before anything is drawn.
struct Plan<'a> {
    view: &'a View,
    cards: Vec<Card<'a>>,
    /// Left and right edge per column.
    columns: Vec<(i32, i32)>,
    width: i32,
    status_zone: i32,
    compact: bool,
    is_slide: bool,
}

impl<'a> Plan<'a> {
    fn new(view: &'a View, is_slide: bool) -> Self {
        let compact = view.detail == Detail::Compact;
        let count = view.columns.len().max(1);
        let in_column = |c: usize| view.nodes.iter().filter(move |n| n.column == c && n.aligned);
        let most = if is_slide { 6 } else { DENSE_COLUMN };
        let dense: Vec<bool> = (0..count).map(|c| compact && in_column(c).count() > most).collect();
        let loose_count = view.nodes.iter().filter(|n| !n.aligned).count();
        let wrapped = columns::wrapped(view, &dense);
        let usual: Vec<&str> = (0..count).map(|c| usual_kind(view, c)).collect();
        let cards: Vec<Card<'a>> = view
            .nodes
            .iter()
            .map(|n| {
                let line = if n.aligned {
                    dense.get(n.column).copied().unwrap_or(compact)
                } else {
                    compact && loose_count > DENSE_COLUMN
                };
                let style = match (n.column, line) {
                    (column, true) if is_slide && n.aligned && wrapped.get(column) == Some(&true) => {
                        Style::LowWrapped
                    }
                    (_, true) if is_slide => Style::Low,
                    (_, true) => Style::Line,
                    (0, _) if n.aligned => Style::Vision,
                    _ => Style::Full,
                };
                Card {
                    id: &n.id,
                    title: &n.title,
                    owner: owner(n, &usual),
                    status: n.status.as_ref().map(|s| (s.tone, s.word.as_str())),
                    progress: n.progress,
                    aligned: n.aligned,
                    tooltip: tooltip(n),
                    style,
                }
            })
            .collect();
        let words = view.nodes.iter().filter_map(|n| n.status.as_ref());
        let widest = words
            .map(|s| text::width(&text::one_line(&s.word), Weight::SemiBold, SMALL * PX))
            .max()
            .unwrap_or(0);
        let status_zone = 17 * PX + widest.min(120 * PX);
        let (columns, width) =
            if is_slide { columns::slide_columns(view, &dense) } else { columns::columns(view, &dense) };
        Self { view, cards, columns, width, status_zone, compact, is_slide }
    }

    /// Whether the box is laid out with the map, not in the band below.
    fn is_main(&self, node: usize) -> bool {
        self.view.nodes.get(node).is_some_and(|n| n.aligned)
    }

    fn column(&self, node: usize) -> (i32, i32) {
        let column = self.view.nodes.get(node).map_or(0, |n| n.column);
        self.columns.get(column).or(self.columns.last()).copied().unwrap_or((MARGIN, MARGIN))
    }

    fn headings(&self, y: i32, theme: &Theme) -> Vec<Item> {
        let style = TextStyle::semibold(LABEL);
        let heading = |(heading, &(left, right)): (&String, &(i32, i32))| {
            let words = text::fit(heading, style.weight, style.size, right - left);
            Item::text("column-heading", &words, Point::new(left, y), style, theme.muted)
        };
        self.view.columns.iter().zip(&self.columns).map(heading).collect()
    }

    /// Lays out some of the boxes in their columns from `top` on, with the links between them; returns the end.
    fn layered(&self, members: &[usize], top: i32, items: &mut Vec<Item>, theme: &Theme) -> i32 {
        let place = |node: usize| members.binary_search(&node).ok();
        let nodes: Vec<layout::Node> = members
            .iter()
            .map(|&i| {
                let (left, right) = self.column(i);
                let height = self.cards.get(i).map_or(0, |c| card::height(c, right - left));
                layout::Node { column: self.view.nodes.get(i).map_or(0, |n| n.column), height }
            })
            .collect();
        let inner: Vec<(&Edge, layout::Edge)> = self
            .view
            .edges
            .iter()
            .filter_map(|e| Some((e, layout::Edge { from: place(e.child)?, to: place(e.parent)? })))
            .collect();
        let plain: Vec<layout::Edge> = inner.iter().map(|(_, e)| *e).collect();
        let spacing = if self.is_slide { SLIDE } else { spacing(self.view.detail) };
        let placed: Placement = layout::layout(&nodes, &plain, &spacing);
        let place = Place { shift: top, head: if self.compact { 5 * PX } else { 7 * PX } };
        for ((edge, _), route) in inner.iter().zip(&placed.routes) {
            if let Some(route) = route {
                items.extend(edges::edge(self.view, edge, route, &self.columns, place, theme));
            }
        }
        for (&member, (node, &y)) in members.iter().zip(nodes.iter().zip(&placed.tops)) {
            let (left, right) = self.column(member);
            let area = Bounds { left, top: top + y, right, bottom: top + y + node.height };
            if let Some(card) = self.cards.get(member) {
                items.push(card::draw(card, area, self.status_zone, theme));
            }
        }
        top + placed.height
    }

    /// The band of goals without a way to the vision; returns the end.
    fn band(&self, members: &[usize], top: i32, items: &mut Vec<Item>, theme: &Theme) -> i32 {
        let rule = Stroke::solid(theme.grid, PX);
        let right_end = self.width - MARGIN;
        items.push(Item::line("band-rule", Point::new(MARGIN, top), Point::new(right_end, top), rule));
        let heading = "Not connected to the vision";
        let style = TextStyle::semibold(18);
        let y = top + 9 * GRID;
        items.push(Item::text("band-heading", heading, Point::new(MARGIN, y), style, theme.ink));
        let note = match members.len() {
            n if self.view.detail == Detail::Collapsed => format!("{n} groups of goals without a path to it"),
            1 => "1 goal without a path to it".to_owned(),
            n => format!("{n} goals without a path to it"),
        };
        let inside = |i: usize| members.binary_search(&i).is_ok();
        let across = self.view.edges.iter().filter(|e| inside(e.child) != inside(e.parent)).count();
        let note = match across {
            0 => note,
            1 => format!("{note}; 1 link to the map above is not drawn"),
            n => format!("{note}; {n} links to the map above are not drawn"),
        };
        let x = MARGIN + text::width(heading, style.weight, style.size) + 3 * GRID;
        items.push(Item::text("band-note", &note, Point::new(x, y), TextStyle::regular(LABEL), theme.muted));
        let top = y + 5 * GRID;
        let linked =
            self.view.edges.iter().any(|e| e.child != e.parent && inside(e.child) && inside(e.parent));
        if linked { self.layered(members, top, items, theme) } else { self.grid(members, top, items, theme) }
    }

    /// Boxes without links side by side, row by row; returns the end.
    fn grid(&self, members: &[usize], top: i32, items: &mut Vec<Item>, theme: &Theme) -> i32 {
        let room = self.width - 2 * MARGIN;
        let gap = 5 * GRID;
        let wish = if members.iter().any(|&i| self.cards.get(i).is_some_and(|c| c.style.is_line())) {
            460 * PX
        } else {
            330 * PX
        };
        let per_row = ((room + gap) / (wish + gap)).max(1);
        let width = ((room + gap) / per_row - gap).min(wish);
        let mut y = top;
        for row in members.chunks(usize::try_from(per_row).unwrap_or(1)) {
            let heights = row.iter().filter_map(|&i| self.cards.get(i)).map(|c| card::height(c, width));
            let height = heights.max().unwrap_or(0);
            for (k, card) in (0..).zip(row.iter().filter_map(|&i| self.cards.get(i))) {
                let left = MARGIN + k * (width + gap);
                let area =
                    Bounds { left, top: y, right: left + width, bottom: y + card::height(card, width) };
                items.push(card::draw(card, area, self.status_zone, theme));
            }
            y += height + if self.compact { GRID } else { 4 * GRID };
        }
        y
    }
}

/// The boxes, one a row, with what they contribute to.
#[must_use]
pub fn table(view: &View) -> Table {
    let columns = ["goal", "title", "kind", "owner", "status", "progress", "aligned", "contributes_to"];
    let mut table = Table::new(&columns);
    for (at, node) in view.nodes.iter().enumerate() {
        let parents = view.edges.iter().filter(|edge| edge.child == at);
        let parents: Vec<&str> =
            parents.filter_map(|edge| view.nodes.get(edge.parent)).map(|node| node.id.as_str()).collect();
        table.push(vec![
            Cell::text(&node.id),
            Cell::text(&node.title),
            Cell::text(&node.kind),
            Cell::text(&node.owner),
            node.status.as_ref().map_or(Cell::Nothing, |status| Cell::text(&status.word)),
            Cell::number(node.progress),
            Cell::Yes(node.aligned),
            Cell::text(parents.join(" ")),
        ]);
    }
    table
}

/// The kind that most boxes of a column have, the first of equals; its heading speaks for it.
fn usual_kind(view: &View, column: usize) -> &str {
    let mut kinds: Vec<(&str, usize)> = Vec::new();
    for kind in view.nodes.iter().filter(|n| n.column == column).map(|n| n.kind.trim()) {
        match kinds.iter_mut().find(|(known, _)| *known == kind) {
            Some((_, count)) => *count += 1,
            None => kinds.push((kind, 1)),
        }
    }
    // The last maximum of the reversed list is the first of equals.
    kinds.into_iter().rev().max_by_key(|(_, count)| *count).map_or("", |(kind, _)| kind)
}

/// The owner, with the kind before it where it is not the column's usual one.
fn owner(node: &Node, usual: &[&str]) -> String {
    let kind = node.kind.trim();
    let expected = usual.get(node.column).is_none_or(|usual| *usual == kind);
    let parts = [if expected { "" } else { kind }, node.owner.trim()];
    parts.into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(" \u{B7} ")
}

/// All a card says and what it had to cut, in words.
fn tooltip(node: &Node) -> String {
    let mut parts = vec![node.title.clone()];
    for part in [&node.kind, &node.owner] {
        if !part.trim().is_empty() {
            parts.push(part.clone());
        }
    }
    parts.extend(node.status.as_ref().map(|s| s.word.clone()));
    parts.extend(node.progress.map(percent));
    if !node.aligned {
        parts.push("not connected to the vision".to_owned());
    }
    text::one_line(&parts.join(" \u{B7} "))
}

#[cfg(test)]
mod tests;
