//! The marks of states, drawn as shapes so that they look the same in every viewer and font.

use crate::scene::{Color, Item, Point, Shape, Stroke};
use crate::theme::Tone;

/// The mark of a tone around a centre; `radius` in sixteenths is about half its height.
#[must_use]
pub fn mark(tone: Tone, center: Point, radius: i32, color: Color) -> Item {
    let Point { x, y } = center;
    let r = radius;
    let thick = (r * 2 / 5).max(1);
    let polygon =
        |points: Vec<Point>| Item::new("mark", Shape::Polyline { points, closed: true }).filled(color);
    match tone {
        Tone::Good => Item::new("mark", Shape::Circle { center, radius: r * 15 / 16 }).filled(color),
        Tone::Ahead => {
            let (d, half) = (r * 7 / 8, r * 3 / 4);
            let heads = [x - d, x + r / 16].into_iter().flat_map(|left| {
                [
                    crate::scene::Segment::Move(Point::new(left, y - d)),
                    crate::scene::Segment::Line(Point::new(left + half, y)),
                    crate::scene::Segment::Line(Point::new(left, y + d)),
                ]
            });
            Item::new("mark", Shape::Path(heads.collect())).stroked(Stroke::solid(color, thick))
        }
        Tone::Warn => polygon(vec![
            Point::new(x, y - r),
            Point::new(x + r * 17 / 16, y + r * 7 / 8),
            Point::new(x - r * 17 / 16, y + r * 7 / 8),
        ]),
        Tone::Bad => {
            let d = r * 9 / 8;
            polygon(vec![
                Point::new(x, y - d),
                Point::new(x + d, y),
                Point::new(x, y + d),
                Point::new(x - d, y),
            ])
        }
        Tone::Done => lines(
            vec![
                Point::new(x - r, y + r / 8),
                Point::new(x - r / 4, y + r * 7 / 8),
                Point::new(x + r, y - r * 3 / 4),
            ],
            Stroke::solid(color, thick),
        ),
        Tone::Idle => Item::new("mark", Shape::Circle { center, radius: r * 13 / 16 })
            .stroked(Stroke::solid(color, thick * 3 / 4)),
        Tone::Proposed => {
            // Six dashes around: a dash of 4/6 and a gap of 2/6 of a sixth of the way around.
            let radius = r * 13 / 16;
            let sixth = f64::from(radius) * std::f64::consts::TAU / 6.0;
            let dash = vec![(sixth * 0.6).round() as i32, (sixth * 0.4).round() as i32];
            let stroke = Stroke { color, width: thick * 3 / 4, dash };
            Item::new("mark", Shape::Circle { center, radius }).stroked(stroke)
        }
        Tone::Gone => {
            let d = r * 3 / 4;
            Item::new(
                "mark",
                Shape::Path(vec![
                    crate::scene::Segment::Move(Point::new(x - d, y - d)),
                    crate::scene::Segment::Line(Point::new(x + d, y + d)),
                    crate::scene::Segment::Move(Point::new(x + d, y - d)),
                    crate::scene::Segment::Line(Point::new(x - d, y + d)),
                ]),
            )
            .stroked(Stroke::solid(color, thick))
        }
        Tone::Unknown => {
            Item::line("mark", Point::new(x - r, y), Point::new(x + r, y), Stroke::solid(color, thick))
        }
    }
}

fn lines(points: Vec<Point>, stroke: Stroke) -> Item {
    Item::new("mark", Shape::Polyline { points, closed: false }).stroked(stroke)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_tone_has_a_shape_of_its_own() {
        let at = Point::new(160, 160);
        let shapes: Vec<(Shape, Vec<i32>)> = Tone::ALL
            .iter()
            .map(|&tone| {
                let item = mark(tone, at, 80, Color::hex(0));
                (item.shape, item.stroke.map_or_else(Vec::new, |stroke| stroke.dash))
            })
            .collect();
        for (i, a) in shapes.iter().enumerate() {
            assert!(shapes[..i].iter().all(|b| a != b));
        }
    }
}
