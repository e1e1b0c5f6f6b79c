//! The dependencies of the roadmap: from the end of one bar or milestone down or up to the beginning of another.

use super::kit::Canvas;
use super::roadmap::{End, Field, View};
use crate::scene::{Item, PX, Point, Segment, Shape, Stroke};
use crate::theme::GRID;

/// Draws all dependencies, the critical ones last and darker.
pub(super) fn draw(canvas: &mut Canvas<'_>, view: &View, field: &Field) {
    let theme = canvas.look.theme.clone();
    let mut links: Vec<_> = view.links.iter().collect();
    links.sort_by_key(|link| link.is_critical);
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
        let x = if to.x >= from.x + 3 * GRID { from.x + GRID + GRID / 2 } else { to.x - 3 * GRID };
        let p = Point::new;
        let first = if x >= from.x { radius } else { -radius };
        let segments = vec![
            Segment::Move(from),
            Segment::Line(p(x - first, from.y)),
            Segment::Cubic(p(x, from.y), p(x, from.y), p(x, from.y + turn)),
            Segment::Line(p(x, to.y - turn)),
            Segment::Cubic(p(x, to.y), p(x, to.y), p(x + radius, to.y)),
            Segment::Line(p(to.x - GRID, to.y)),
        ];
        canvas
            .items
            .push(Item::new("dependency", Shape::Path(segments)).stroked(Stroke::solid(color, width)));
        canvas.head("dependency", p(to.x - 4 * GRID, to.y), to, 7 * PX, color);
    }
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
