//! The alignment map: how every goal reaches the vision, from right to left, and which goals do not.

use super::card::{self, Card, Style};
use super::edges::{self, Place};
use super::header::{self, LegendEntry};
use super::{Chart, DrawError};
use crate::layout::{self, Placement, Spacing};
use crate::number::percent;
use crate::scene::{Bounds, Item, PX, Point, Scene, Stroke, TextStyle};
use crate::text::{self, Weight};
use crate::theme::{GRID, LABEL, MARGIN, SMALL, Theme, Tone};

/// The chart's entry in [`super::CHARTS`].
pub const CHART: Chart = Chart {
    name: "alignment-map",
    summary: "How every goal reaches the vision, with state, owner and progress; and which goals do not",
};

/// Up to this many boxes all are drawn as full cards.
pub const FULL_LIMIT: usize = 60;
/// Beyond this many boxes the map is refused.
pub const LIMIT: usize = 300;
/// In a large map, columns with more boxes than this get one-line cards.
const DENSE_COLUMN: usize = 10;
/// The width the map aims at.
const WIDTH: i32 = 1600 * PX;
/// Narrowest canvas, for headline and legend.
const LEAST_WIDTH: i32 = 1000 * PX;

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
    /// What it is, such as `Key result`; shown where a column mixes kinds.
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
    /// The organisation's name; may be empty.
    pub organization: String,
    /// The date the figures are of, as it is to be read; may be empty.
    pub as_of: String,
    /// Headings of the columns, the vision's first.
    pub columns: Vec<String>,
    /// The boxes in the order of the plan.
    pub nodes: Vec<Node>,
    /// The links.
    pub edges: Vec<Edge>,
}

/// The one sentence that the map proves, computed from its boxes; the vision itself is not counted.
#[must_use]
pub fn headline(view: &View) -> String {
    let goals: Vec<&Node> = view.nodes.iter().filter(|n| n.column > 0 || !n.aligned).collect();
    let count = goals.len();
    let loose = goals.iter().filter(|n| !n.aligned).count();
    let bad = goals.iter().filter(|n| n.status.as_ref().is_some_and(|s| s.tone == Tone::Bad)).count();
    let reach = match (count, loose) {
        (0, _) => return "No goals yet".to_owned(),
        (1, 0) => "The only goal reaches the vision".to_owned(),
        (1, _) => "The only goal does not reach the vision".to_owned(),
        (_, 0) => format!("All {count} goals reach the vision"),
        (_, 1) => format!("1 of {count} goals does not reach the vision"),
        _ if loose == count => format!("None of {count} goals reaches the vision"),
        _ => format!("{loose} of {count} goals do not reach the vision"),
    };
    if goals.iter().all(|n| n.status.is_none()) {
        return reach;
    }
    match bad {
        0 => format!("{reach}; none is off track"),
        1 => format!("{reach}; 1 is off track"),
        _ => format!("{reach}; {bad} are off track"),
    }
}

/// The line under the headline.
fn subtitle(view: &View) -> String {
    let as_of = if view.as_of.is_empty() { String::new() } else { format!("as of {}", view.as_of) };
    let against = if view.edges.iter().any(|e| e.negative) { "; a dashed one works against" } else { "" };
    let reading = if view.edges.is_empty() {
        String::new()
    } else {
        format!("an arrow reads \u{201C}contributes to\u{201D}{against}")
    };
    let parts = [view.organization.as_str(), as_of.as_str(), reading.as_str()];
    parts.into_iter().filter(|p| !p.trim().is_empty()).collect::<Vec<_>>().join(" \u{B7} ")
}

/// Draws the map.
///
/// # Errors
/// [`DrawError::TooManyBoxes`] above [`LIMIT`] boxes, [`DrawError::UnknownNode`] for a link to nowhere.
pub fn draw(view: &View, theme: &Theme) -> Result<Scene, DrawError> {
    if view.nodes.len() > LIMIT {
        return Err(DrawError::TooManyBoxes { count: view.nodes.len(), limit: LIMIT });
    }
    let ends = view.edges.iter().flat_map(|e| [e.child, e.parent]);
    if let Some(index) = ends.into_iter().find(|&i| i >= view.nodes.len()) {
        return Err(DrawError::UnknownNode { index });
    }
    let plan = Plan::new(view);
    let (mut items, y) = header::header(&headline(view), &subtitle(view), plan.width, theme);
    let (more, mut y) = header::legend(&legend(view), y, plan.width, theme);
    items.extend(more);
    y += 6 * GRID;
    items.extend(plan.headings(y, theme));
    y += 5 * GRID;
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
    Ok(Scene {
        width: plan.width,
        height: y + MARGIN,
        background: theme.background,
        description: description(view),
        title,
        items,
    })
}

/// States that occur, in the order of [`Tone::ALL`], equal words together.
fn legend(view: &View) -> Vec<LegendEntry> {
    let mut entries: Vec<LegendEntry> = Vec::new();
    for status in view.nodes.iter().filter(|n| n.column > 0 || !n.aligned).filter_map(|n| n.status.as_ref()) {
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

/// Sizes and styles, decided before anything is drawn.
struct Plan<'a> {
    view: &'a View,
    cards: Vec<Card<'a>>,
    /// Left and right edge per column.
    columns: Vec<(i32, i32)>,
    width: i32,
    status_zone: i32,
    compact: bool,
    owners: &'a [Node],
}

impl<'a> Plan<'a> {
    fn new(view: &'a View) -> Self {
        let compact = view.nodes.len() > FULL_LIMIT;
        let used = view.nodes.iter().map(|n| n.column.saturating_add(1)).max().unwrap_or(1);
        // Absurd column numbers must not make an absurd canvas.
        let count = view.columns.len().max(used).clamp(1, LIMIT);
        let in_column = |c: usize| view.nodes.iter().filter(move |n| n.column == c && n.aligned);
        let dense: Vec<bool> = (0..count).map(|c| compact && in_column(c).count() > DENSE_COLUMN).collect();
        let loose_count = view.nodes.iter().filter(|n| !n.aligned).count();
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
                    (_, true) => Style::Line,
                    (0, _) if n.aligned => Style::Vision,
                    _ => Style::Full,
                };
                Card {
                    id: &n.id,
                    title: &n.title,
                    owner: &n.owner,
                    status: n.status.as_ref().map(|s| (s.tone, s.word.as_str())),
                    progress: n.progress,
                    aligned: n.aligned,
                    tooltip: tooltip(n),
                    style,
                }
            })
            .collect();
        let words = view.nodes.iter().filter_map(|n| n.status.as_ref());
        let widest =
            words.map(|s| text::width(&text::one_line(&s.word), Weight::SemiBold, SMALL * PX)).max().unwrap_or(0);
        let status_zone = 17 * PX + widest.min(120 * PX);
        let (columns, width) = columns(view, &dense);
        Self { view, cards, columns, width, status_zone, compact, owners: &view.nodes }
    }

    /// Whether the box is laid out with the map, not in the band below.
    fn is_main(&self, node: usize) -> bool {
        self.owners.get(node).is_some_and(|n| n.aligned)
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
        let spacing = if self.compact {
            Spacing { gap: 4 * PX, group_gap: 4 * PX, lane: 10 * PX, port: 9 * PX }
        } else {
            Spacing { gap: 12 * PX, group_gap: 10 * PX, lane: 10 * PX, port: 12 * PX }
        };
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
            1 => "1 goal without a path to it".to_owned(),
            n => format!("{n} goals without a path to it"),
        };
        let x = MARGIN + text::width(heading, style.weight, style.size) + 3 * GRID;
        items.push(Item::text("band-note", &note, Point::new(x, y), TextStyle::regular(LABEL), theme.muted));
        let top = y + 5 * GRID;
        let linked = self.view.edges.iter().any(|e| {
            e.child != e.parent && members.binary_search(&e.child).is_ok() && members.binary_search(&e.parent).is_ok()
        });
        if linked { self.layered(members, top, items, theme) } else { self.grid(members, top, items, theme) }
    }

    /// Boxes without links side by side, row by row; returns the end.
    fn grid(&self, members: &[usize], top: i32, items: &mut Vec<Item>, theme: &Theme) -> i32 {
        let room = self.width - 2 * MARGIN;
        let gap = 5 * GRID;
        let wish = if members.iter().any(|&i| self.cards.get(i).is_some_and(|c| c.style == Style::Line)) {
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
                let area = Bounds { left, top: y, right: left + width, bottom: y + card::height(card, width) };
                items.push(card::draw(card, area, self.status_zone, theme));
            }
            y += height + if self.compact { GRID } else { 4 * GRID };
        }
        y
    }
}

/// Column widths: dense columns as wide as their titles need, the others share what is left.
fn columns(view: &View, dense: &[bool]) -> (Vec<(i32, i32)>, i32) {
    let count = i32::try_from(dense.len()).unwrap_or(1).max(1);
    let gutter = if dense.contains(&true) { 84 * PX } else { 96 * PX };
    let needed = |column: usize| {
        let titles = view.nodes.iter().filter(|n| n.column == column && n.aligned);
        titles.map(|n| card::line_width(&n.title, n.progress.is_some())).max().unwrap_or(0)
    };
    let mut widths: Vec<i32> = dense
        .iter()
        .enumerate()
        .map(|(c, &dense)| if dense { needed(c).clamp(280 * PX, 520 * PX) } else { 0 })
        .collect();
    let open = i32::try_from(widths.iter().filter(|w| **w == 0).count()).unwrap_or(0);
    let taken: i32 = widths.iter().sum::<i32>() + 2 * MARGIN + (count - 1) * gutter;
    if open > 0 {
        let share = ((WIDTH - taken) / open).clamp(290 * PX, 340 * PX);
        widths.iter_mut().filter(|w| **w == 0).for_each(|w| *w = share);
    }
    let boxes: i32 = widths.iter().sum();
    // Room that is left widens the gutters, where the links need it most.
    let gutter = if count > 1 {
        ((WIDTH - 2 * MARGIN - boxes) / (count - 1)).clamp(gutter, 130 * PX)
    } else {
        gutter
    };
    let mut left = MARGIN;
    let mut edges = Vec::with_capacity(widths.len());
    for width in widths {
        edges.push((left, left + width));
        left += width + gutter;
    }
    (edges, (left - gutter + MARGIN).max(LEAST_WIDTH))
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
