//! The dependencies of the roadmap: from the end of one bar or milestone down or up to the beginning of another.

use super::kit::Canvas;
use super::roadmap::{End, Field, View};
use crate::scene::{Bounds, Item, PX, Point, Segment, Shape, Stroke};
use crate::theme::GRID;

/// Draws all dependencies, the critical ones last and darker, beside the names of milestones and past as many bars as
/// possible; bars are drawn over them. Returns what is drawn over the bars: where they leave a bar, and their heads.
pub(super) fn draw(canvas: &mut Canvas<'_>, view: &View, field: &Field, names: &[Bounds]) -> Vec<Item> {
    let theme = canvas.look.theme.clone();
    let mut links: Vec<_> = view.links.iter().collect();
    links.sort_by_key(|link| link.is_critical);
    let mut over = Vec::new();
    // Where links already go down or up, and from where to where.
    let mut ways: Vec<(i32, i32, i32)> = Vec::new();
    for link in links {
        let (color, width) =
            if link.is_critical { (theme.ink, PX + PX / 2) } else { (theme.link, PX + PX / 4) };
        let (Some(from), Some(to)) = (leaves(view, link.from, field), arrives(view, link.to, field)) else {
            continue;
        };
        if link.from.row == link.to.row {
            // Within a row the order of the milestones says it.
            continue;
        }
        let down = to.y > from.y;
        let radius = 4 * PX;
        let turn = if down { radius } else { -radius };
        // Straight down from the end if the other begins later, else around it.
        let rows = link.from.row.min(link.to.row) + 1..link.from.row.max(link.to.row);
        let bars: Vec<(i32, i32)> = rows.filter_map(|row| span(view, row, field)).collect();
        let x = way(names, &bars, &ways, from, to);
        ways.push((x, from.y.min(to.y), from.y.max(to.y)));
        let p = Point::new;
        let first = if x >= from.x { radius } else { -radius };
        let stroke = Stroke::solid(color, width);
        let part =
            |segments: Vec<Segment>| Item::new("dependency", Shape::Path(segments)).stroked(stroke.clone());
        // The edges of the bars at both ends.
        let edge = if down { field.half() } else { -field.half() };
        let (leave, enter) = (p(x, from.y + edge), p(x, to.y - edge));
        canvas.items.push(part(vec![Segment::Move(leave), Segment::Line(enter)]));
        over.push(part(vec![
            Segment::Move(from),
            Segment::Line(p(x - first, from.y)),
            Segment::Cubic(p(x, from.y), p(x, from.y), p(x, from.y + turn)),
            Segment::Line(leave),
        ]));
        over.push(part(vec![
            Segment::Move(enter),
            Segment::Line(p(x, to.y - turn)),
            Segment::Cubic(p(x, to.y), p(x, to.y), p(x + radius, to.y)),
            Segment::Line(p(to.x - GRID, to.y)),
        ]));
        let before = canvas.items.len();
        canvas.head("dependency", p(to.x - 4 * GRID, to.y), to, 7 * PX, color);
        over.extend(canvas.items.drain(before..));
    }
    over
}

/// Where a dependency goes down or up: near its beginning if it has room, near its end if not, and elsewhere between them or
/// a little before if it would run through a name, behind more bars or beside another there. If that does not help, the name interrupts it.
fn way(names: &[Bounds], bars: &[(i32, i32)], ways: &[(i32, i32, i32)], from: Point, to: Point) -> i32 {
    let wish = if to.x >= from.x + 3 * GRID {
        (from.x + GRID + GRID / 2).min(to.x - 2 * GRID)
    } else {
        to.x - 3 * GRID
    };
    let (top, bottom) = (from.y.min(to.y), from.y.max(to.y));
    // A name in the way is worth eight bars, and a bar some way to the side; before its beginning a link seems to come from elsewhere.
    let cost = |x: i32| {
        let is_hit = |name: &&Bounds| {
            name.top < bottom && name.bottom > top && name.left - GRID < x && x < name.right + GRID
        };
        let names = names.iter().filter(is_hit).count() as i32;
        let bars = bars.iter().filter(|(left, right)| left - GRID < x && x < right + GRID).count() as i32;
        let is_beside =
            |way: &&(i32, i32, i32)| (way.0 - x).abs() < 2 * GRID && way.1 < bottom && top < way.2;
        let beside = ways.iter().filter(is_beside).count() as i32;
        (names * 8 + bars + beside * 4) * 24 * PX + (x - wish).abs() + if x < from.x { 400 * PX } else { 0 }
    };
    let between = (wish..=to.x - 3 * GRID).step_by(GRID as usize / 2);
    let before = (1..28).map(|step| wish.min(to.x - 3 * GRID) - step * GRID / 2);
    // The first of equals.
    between.chain(before).min_by_key(|x| cost(*x)).unwrap_or(wish)
}

/// Where the bar of a row begins and ends; `None` without one.
fn span(view: &View, row: usize, field: &Field) -> Option<(i32, i32)> {
    let row = view.rows.get(row)?;
    Some((field.x(row.start?), field.x(row.end)))
}

/// Where a dependency leaves what comes first.
fn leaves(view: &View, end: End, field: &Field) -> Option<Point> {
    let row = view.rows.get(end.row)?;
    let x = match end.mark.and_then(|mark| row.marks.get(mark)) {
        Some(mark) => field.x(mark.day) + field.half(),
        None => field.x(row.end),
    };
    Some(Point::new(x, field.y(end.row)))
}

/// Where it arrives at what waits.
fn arrives(view: &View, end: End, field: &Field) -> Option<Point> {
    let row = view.rows.get(end.row)?;
    let x = match end.mark.and_then(|mark| row.marks.get(mark)) {
        Some(mark) => field.x(mark.day) - field.half() - PX,
        None => field.x(row.start.unwrap_or(row.end)) - PX,
    };
    Some(Point::new(x, field.y(end.row)))
}
