//! Five by five cells from 1 to 5, with numbered discs in them.

use super::kit::{Canvas, bounds, drop};
use crate::scene::{Anchor, Bounds, Color, Item, PX, Point, Shape, Stroke, TextStyle};
use crate::theme::{GRID, SMALL};

/// A cell: its row, counted from the bottom, and its column, both 1 to 5.
pub(super) type Cell = (u8, u8);

/// The place of the cells.
pub(super) struct Cells {
    pub(super) left: i32,
    pub(super) top: i32,
    /// The side of a cell.
    pub(super) side: i32,
}

impl Cells {
    pub(super) fn area(&self, (row, column): Cell) -> Bounds {
        let left = self.left + (i32::from(column) - 1) * self.side;
        let top = self.top + (5 - i32::from(row)) * self.side;
        bounds(left, top, left + self.side, top + self.side)
    }

    pub(super) const fn right(&self) -> i32 {
        self.left + 5 * self.side
    }

    pub(super) const fn bottom(&self) -> i32 {
        self.top + 5 * self.side
    }

    /// The radius of a disc.
    pub(super) fn radius(&self) -> i32 {
        (self.side / 9).clamp(9 * PX, 12 * PX)
    }
}

/// The places of so many discs in a cell: a grid around its middle, row by row from the left, below the line of words at its
/// top; as many as it has room for.
pub(super) fn grid(cells: &Cells, cell: Cell, count: usize) -> Vec<Point> {
    let radius = cells.radius();
    let step = radius * 2 + 4 * PX;
    let area = cells.area(cell);
    let free = bounds(area.left + GRID, area.top + 6 * GRID, area.right - GRID, area.bottom - GRID);
    let fit = |length: i32| usize::try_from((length + 4 * PX) / step).unwrap_or(0).max(1);
    let (most, rows) = (fit(free.right - free.left), fit(free.bottom - free.top));
    let count = count.min(most * rows);
    // As square as there is room for.
    let across = (1..=most).find(|across| across * across >= count).unwrap_or(most);
    let across = across.max(count.div_ceil(rows)).max(1);
    let down = count.div_ceil(across);
    let first = Point::new(
        i32::midpoint(free.left, free.right) - (across as i32 - 1) * step / 2,
        i32::midpoint(free.top, free.bottom) - (down as i32 - 1) * step / 2,
    );
    (0..count)
        .map(|at| Point::new(first.x + (at % across) as i32 * step, first.y + (at / across) as i32 * step))
        .collect()
}

/// How a disc looks.
#[derive(Clone, Copy)]
pub(super) enum Disc {
    /// Filled with a colour, the number on it.
    Full(Color),
    /// A ring of a colour, the number in it.
    Ring(Color),
}

/// A disc with its number, and words for pointing at it.
pub(super) fn disc(
    canvas: &mut Canvas<'_>,
    class: &'static str,
    (center, radius): (Point, i32),
    number: usize,
    look: Disc,
    (tooltip, id): (&str, &str),
) {
    let ground = canvas.look.theme.background;
    let shape = Item::new(class, Shape::Circle { center, radius });
    let (shape, ink) = match look {
        Disc::Full(color) => (shape.filled(color), ground),
        Disc::Ring(color) => (shape.filled(ground).stroked(Stroke::solid(color, PX + PX / 2)), color),
    };
    canvas.items.push(if id.is_empty() { shape } else { shape.standing_for(id) });
    canvas.tip(tooltip);
    let style = TextStyle::semibold(SMALL).anchored(Anchor::Middle);
    let at = Point::new(center.x, center.y + drop(style));
    canvas.items.push(Item::text("disc-number", &number.to_string(), at, style, ink));
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A cell of 110 has room for 3 by 3 discs of 24 with 4 between them; one stands in its middle, four are a square.
    #[test]
    fn discs_stand_on_a_grid_in_their_cell_and_never_overlap() {
        let cells = Cells { left: 0, top: 0, side: 110 * PX };
        let area = cells.area((2, 3));
        for count in 0..12 {
            let found = grid(&cells, (2, 3), count);
            assert_eq!(found.len(), count.min(9));
            for (at, one) in found.iter().enumerate() {
                assert!(area.contains(&bounds(one.x, one.y, one.x, one.y).grown(cells.radius())));
                let apart = |other: &Point| (one.x - other.x).abs().max((one.y - other.y).abs());
                assert!(found.iter().skip(at + 1).all(|other| apart(other) > 2 * cells.radius()));
            }
        }
        let middle = i32::midpoint(area.left, area.right);
        assert_eq!(grid(&cells, (2, 3), 1).first().map(|one| one.x), Some(middle));
        let four = grid(&cells, (2, 3), 4);
        assert_eq!((four[0].x, four[0].y), (four[2].x, four[1].y));
    }
}
