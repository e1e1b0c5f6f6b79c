//! The causes of the strategy map: curves with upright ends from the top of one box to the bottom of another.

use super::kit::Canvas;
use super::strategy_map::{Cause, View};
use super::strategy_rows::Rows;
use crate::layout::Route;
use crate::scene::{Color, Item, PX, Point, Segment, Shape, Stroke};
use crate::theme::{Theme, Tone};

/// Length of the heads.
const HEAD: i32 = 7 * PX;

/// Draws all causes between the rows.
pub(super) fn draw(canvas: &mut Canvas<'_>, view: &View, rows: &Rows, left: i32, tops: &[i32], height: i32) {
    let theme = canvas.look.theme.clone();
    for (cause, route) in rows.causes.iter().zip(&rows.placed.routes) {
        let Some(route) = route else { continue };
        let ends =
            [cause.from, cause.to].map(|drawn| rows.drawn.get(drawn).and_then(|at| view.nodes.get(*at)));
        let [Some(from), Some(to)] = ends else { continue };
        let Some((segments, tip, is_up)) = way(cause, route, rows, left, tops, height) else { continue };
        let (color, dash) = if cause.negative {
            (theme.tone(Tone::Bad).ink, vec![6 * PX, 4 * PX])
        } else {
            (link_color(&theme), Vec::new())
        };
        let stroke = Stroke { color, width: PX + PX / 2, dash };
        let verb = if cause.negative { "works against" } else { "helps to reach" };
        let line = Item::new("cause", Shape::Path(segments)).stroked(stroke);
        canvas.items.push(line.with_tooltip(format!("{} {verb} {}", from.title, to.title)));
        let back = if is_up { tip.y + HEAD } else { tip.y - HEAD };
        let half = HEAD * 3 / 7;
        canvas.polygon(
            "cause-head",
            vec![tip, Point::new(tip.x - half, back), Point::new(tip.x + half, back)],
            color,
        );
    }
}

/// Darker than the links of the map: arrows are what this chart is about.
fn link_color(theme: &Theme) -> Color {
    theme.axis
}

/// The curve of a cause, the tip of its head, and whether it points up.
fn way(
    cause: &Cause,
    route: &Route,
    rows: &Rows,
    left: i32,
    tops: &[i32],
    height: i32,
) -> Option<(Vec<Segment>, Point, bool)> {
    let (from, to) = (*rows.row.get(cause.from)?, *rows.row.get(cause.to)?);
    let top = |row: usize| tops.get(row).copied();
    let (upper, lower) = (left + route.left_port, left + route.right_port);
    if from == to {
        // Within a row over the boxes; only circles of causes come to that.
        let y = top(from)?;
        let (start, end) = if route.from_is_left { (upper, lower) } else { (lower, upper) };
        let reach = y - 18 * PX;
        let tip = Point::new(end, y);
        let segments = vec![
            Segment::Move(Point::new(start, y)),
            Segment::Cubic(Point::new(start, reach), Point::new(end, reach), Point::new(end, y - HEAD + PX)),
        ];
        return Some((segments, tip, false));
    }
    let is_up = to < from;
    let (high, low) = (from.min(to), from.max(to));
    // From the upper box down to the lower one; the head is at whichever end is helped.
    let (begin, end) = (top(high)? + height, top(low)?);
    let (begin_cut, end_cut) = if is_up { (HEAD - PX, 0) } else { (0, HEAD - PX) };
    let mut at = Point::new(upper, begin + begin_cut);
    let mut segments = vec![Segment::Move(at)];
    for (row, lane) in &route.lanes {
        let y = top(*row)?;
        at = bend(&mut segments, at, Point::new(left + lane, y));
        at = Point::new(at.x, y + height);
        segments.push(Segment::Line(at));
    }
    bend(&mut segments, at, Point::new(lower, end - end_cut));
    let tip = if is_up { Point::new(upper, begin) } else { Point::new(lower, end) };
    Some((segments, tip, is_up))
}

/// Adds a curve that leaves and arrives upright.
fn bend(segments: &mut Vec<Segment>, from: Point, to: Point) -> Point {
    let half = (to.y - from.y) / 2;
    if from.x == to.x {
        segments.push(Segment::Line(to));
    } else {
        segments.push(Segment::Cubic(Point::new(from.x, from.y + half), Point::new(to.x, to.y - half), to));
    }
    to
}
