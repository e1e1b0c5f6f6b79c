//! The links of the alignment map: cubic curves with level ends, as wide as the weight, arrow at the parent.

use super::alignment_map::{Edge, View};
use crate::layout::Route;
use crate::scene::{Color, Item, PX, Point, Segment, Shape, Stroke};
use crate::theme::{Theme, Tone};

/// Left and right edge of every column in sixteenths.
pub(super) type Columns = [(i32, i32)];

/// What links of one layout have in common.
#[derive(Clone, Copy)]
pub(super) struct Place {
    /// Added to all heights.
    pub(super) shift: i32,
    /// Length of the arrow heads.
    pub(super) head: i32,
}

/// Draws one link.
pub(super) fn edge(
    view: &View,
    link: &Edge,
    route: &Route,
    columns: &Columns,
    place: Place,
    theme: &Theme,
) -> Vec<Item> {
    let Place { shift, head } = place;
    let (Some(child), Some(parent)) = (view.nodes.get(link.child), view.nodes.get(link.parent)) else {
        return Vec::new();
    };
    let column = |node: &super::alignment_map::Node| columns.get(node.column).copied().unwrap_or((0, 0));
    let (child_column, parent_column) = (column(child), column(parent));
    let bad = child.status.as_ref().is_some_and(|s| s.tone == Tone::Bad);
    let color = match (bad, link.negative) {
        (_, true) => theme.tone(Tone::Bad).ink,
        (true, _) => theme.tone(Tone::Bad).area.with_alpha(200),
        _ => theme.link,
    };
    let share = if link.weight.is_finite() { link.weight.clamp(0.0, 1.0) } else { 0.0 };
    let width = 18 + (share * 30.0).round() as i32;
    let stroke = Stroke { color, width, dash: if link.negative { vec![6 * PX, 4 * PX] } else { Vec::new() } };
    // The route runs from left to right; the arrow points at the parent, wherever that is.
    let (near, far) = (route.left_port + shift, route.right_port + shift);
    let same = child.column == parent.column;
    let parent_is_left = parent.column < child.column || (same && !route.from_is_left);
    let (left_column, right_column) =
        if parent_is_left { (parent_column, child_column) } else { (child_column, parent_column) };
    let mut segments = Vec::new();
    let (tip, direction) = if same {
        let x = left_column.0;
        let reach = x - 26 * PX;
        let (from, to) = if parent_is_left { (far, near) } else { (near, far) };
        segments.push(Segment::Move(Point::new(x, from)));
        segments.push(Segment::Cubic(
            Point::new(reach, from),
            Point::new(reach, to),
            Point::new(x - head + PX, to),
        ));
        (Point::new(x, to), -1)
    } else {
        let start = left_column.1 + if parent_is_left { head - PX } else { 0 };
        let stop = right_column.0 - if parent_is_left { 0 } else { head - PX };
        let mut at = Point::new(start, near);
        segments.push(Segment::Move(at));
        for (passed, lane) in &route.lanes {
            let Some(&(left, right)) = columns.get(*passed) else { continue };
            at = bend(&mut segments, at, Point::new(left, lane + shift));
            at = Point::new(right, at.y);
            segments.push(Segment::Line(at));
        }
        bend(&mut segments, at, Point::new(stop, far));
        if parent_is_left {
            (Point::new(left_column.1, near), 1)
        } else {
            (Point::new(right_column.0, far), -1)
        }
    };
    let class = if link.negative { "link negative" } else { "link" };
    let line = Item::new(class, Shape::Path(segments)).stroked(stroke).with_tooltip(format!(
        "{} {} {}",
        child.title,
        if link.negative { "works against" } else { "contributes to" },
        parent.title
    ));
    vec![line, arrow(tip, direction, head, color)]
}

/// Adds a curve that leaves and arrives level.
fn bend(segments: &mut Vec<Segment>, from: Point, to: Point) -> Point {
    let half = (to.x - from.x) / 2;
    if from.y == to.y {
        segments.push(Segment::Line(to));
    } else {
        segments.push(Segment::Cubic(Point::new(from.x + half, from.y), Point::new(to.x - half, to.y), to));
    }
    to
}

/// A small head whose tip touches the parent; `direction` 1 has its body to the right of the tip.
fn arrow(tip: Point, direction: i32, length: i32, color: Color) -> Item {
    let back = tip.x + direction * length;
    let half = length * 3 / 7;
    let points = vec![tip, Point::new(back, tip.y - half), Point::new(back, tip.y + half)];
    Item::new("link-head", Shape::Polyline { points, closed: true }).filled(color)
}
