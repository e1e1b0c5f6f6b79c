//! The discs and rings of the risk matrix in their cells, and the arrows between them.

use super::cells::{self, Cells, Disc, disc};
use super::kit::Canvas;
use super::risk_matrix::{LISTED, Loss, Risk};
use crate::scene::{Item, PX, Point, Segment, Shape, Stroke};
use crate::theme::GRID;

/// The arrow of a treatment: straight if it meets nothing else, else bent as little as it takes to meet the fewest.
fn arrow(canvas: &mut Canvas<'_>, (from, to): (Point, Point), others: &[Point], radius: i32) {
    let (dx, dy) = (f64::from(to.x - from.x), f64::from(to.y - from.y));
    let length = dx.hypot(dy).max(1.0);
    let bent = |by: i32| {
        let by = f64::from(by * PX);
        let x = f64::midpoint(f64::from(from.x), f64::from(to.x)) - dy / length * by;
        let y = f64::midpoint(f64::from(from.y), f64::from(to.y)) + dx / length * by;
        Point::new(x.round() as i32, y.round() as i32)
    };
    let meets = |by: &i32| {
        let others = others.iter().filter(|other| **other != from && **other != to);
        others.filter(|other| passes(from, bent(*by), to, **other, radius + 2 * PX)).count()
    };
    let bends = [0, 16, -16, 28, -28, 40, -40, 52, -52, 66, -66, 84, -84, 110, -110];
    // The first of equals.
    let middle = bent(bends.into_iter().min_by_key(meets).unwrap_or(0));
    // A point that far from a centre towards the middle of the curve.
    let rim = |center: Point, away: i32| {
        let (dx, dy) = (f64::from(middle.x - center.x), f64::from(middle.y - center.y));
        let scale = f64::from(away) / dx.hypot(dy).max(1.0);
        Point::new(center.x + (dx * scale).round() as i32, center.y + (dy * scale).round() as i32)
    };
    let (start, tip, stop) = (rim(from, radius + PX), rim(to, radius + PX), rim(to, radius + 6 * PX));
    let color = canvas.look.theme.ink;
    // The cubic that is the same as a quadratic through its one control point.
    let control =
        |end: Point| Point::new(end.x + (middle.x - end.x) * 2 / 3, end.y + (middle.y - end.y) * 2 / 3);
    let path = Shape::Path(vec![Segment::Move(start), Segment::Cubic(control(start), control(stop), stop)]);
    canvas.items.push(Item::new("treatment", path).stroked(Stroke::solid(color, PX + PX / 4)));
    canvas.head("treatment", middle, tip, 7 * PX, color);
}

/// Whether a quadratic curve comes as near to a point.
fn passes(from: Point, middle: Point, to: Point, point: Point, near: i32) -> bool {
    (1..24).any(|step| {
        let t = f64::from(step) / 24.0;
        let along = |a: i32, b: i32, c: i32| {
            (1.0 - t) * (1.0 - t) * f64::from(a) + 2.0 * t * (1.0 - t) * f64::from(b) + t * t * f64::from(c)
        };
        let x = along(from.x, middle.x, to.x) - f64::from(point.x);
        let y = along(from.y, middle.y, to.y) - f64::from(point.y);
        x.hypot(y) < f64::from(near)
    })
}

/// By listed risk, where its disc and its ring stand. Those of one cell stand on a grid, in the order of what they are
/// expected to cost there; what has no price comes last.
fn placed(field: &Cells, risks: &[&Risk]) -> Vec<(Option<Point>, Option<Point>)> {
    let listed = || risks.iter().take(LISTED).enumerate();
    let amount =
        |loss: &Option<Loss>| loss.as_ref().filter(|loss| loss.is_comparable).map(|loss| loss.amount);
    // Cell, risk, whether it is after treatment, cost.
    let before = listed().filter_map(|(at, risk)| Some((risk.before?, at, false, amount(&risk.loss))));
    let after = listed().filter_map(|(at, risk)| {
        let cell = risk.after.filter(|after| Some(*after) != risk.before)?;
        Some((cell, at, true, amount(&risk.residual_loss).or(amount(&risk.loss))))
    });
    let mut marks: Vec<_> = before.chain(after).collect();
    marks.sort_by(|a, b| a.0.cmp(&b.0).then(b.3.cmp(&a.3)).then((a.1, a.2).cmp(&(b.1, b.2))));
    let mut places = vec![(None, None); listed().count()];
    for of_cell in marks.chunk_by(|a, b| a.0 == b.0) {
        let Some((cell, ..)) = of_cell.first() else { continue };
        for ((_, at, is_after, _), point) in of_cell.iter().zip(cells::grid(field, *cell, of_cell.len())) {
            if let Some(place) = places.get_mut(*at) {
                *(if *is_after { &mut place.1 } else { &mut place.0 }) = Some(point);
            }
        }
    }
    places
}

/// The numbers in their cells: before treatment a disc, after it a ring. How many have no room there.
pub(super) fn draw(field: &Cells, canvas: &mut Canvas<'_>, risks: &[&Risk]) -> usize {
    let color = canvas.look.theme.ink;
    let radius = field.radius();
    let places = placed(field, risks);
    let mut others: Vec<Point> =
        places.iter().flat_map(|(before, after)| [*before, *after]).flatten().collect();
    // The scores of the cells are no place for an arrow either.
    let cells = (1..=5_u8).flat_map(|likelihood| (1..=5_u8).map(move |impact| (likelihood, impact)));
    others.extend(cells.map(|cell| {
        let area = field.area(cell);
        Point::new(area.right - 4 * GRID, area.top + 3 * GRID)
    }));
    for (from, to) in places.iter().filter_map(|(before, after)| before.zip(*after)) {
        arrow(canvas, (from, to), &others, radius);
    }
    for (number, (risk, (before, after))) in (1..).zip(risks.iter().zip(&places)) {
        let marks =
            [(before, Disc::Full(color), "before treatment"), (after, Disc::Ring(color), "after treatment")];
        for (center, look, state) in marks {
            let Some(center) = *center else { continue };
            let words = format!("{number}: {} ({state})", risk.title);
            disc(canvas, "risk", (center, radius), number, look, (&words, &risk.id));
        }
    }
    let wanted = risks.iter().take(LISTED).map(|risk| {
        let moves = risk.after.is_some() && risk.after != risk.before;
        usize::from(risk.before.is_some()) + usize::from(moves)
    });
    let placed = places.iter().flat_map(|(before, after)| [before, after]).flatten().count();
    wanted.sum::<usize>() - placed
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charts::risk_matrix::tests::risk;

    /// All three stand in one cell before treatment, dearest first; the ring of `b` has a cell for itself.
    #[test]
    fn the_dearest_of_a_cell_stands_first() {
        let field = Cells { left: 0, top: 0, side: 110 * PX };
        let risks = [
            risk("a", (2, 2), None, None),
            risk("b", (2, 2), Some((1, 1)), Some(5)),
            risk("c", (2, 2), None, Some(9)),
        ];
        let places = placed(&field, &risks.iter().collect::<Vec<_>>());
        let order = cells::grid(&field, (2, 2), 3);
        let before: Vec<Option<Point>> = places.iter().map(|place| place.0).collect();
        assert_eq!(before, [Some(order[2]), Some(order[1]), Some(order[0])]);
        let alone = cells::grid(&field, (1, 1), 1);
        assert_eq!(places.iter().map(|place| place.1).collect::<Vec<_>>(), [None, Some(alone[0]), None]);
    }

    /// Straight over a disc in between; 60 to the side, of which half is in the middle, past one of 12.
    #[test]
    fn a_bent_arrow_passes_beside_a_disc() {
        let at = |x: i32, y: i32| Point::new(x * PX, y * PX);
        assert!(passes(at(0, 0), at(0, 100), at(0, 200), at(0, 100), 12 * PX));
        assert!(!passes(at(0, 0), at(60, 100), at(0, 200), at(0, 100), 12 * PX));
    }
}
