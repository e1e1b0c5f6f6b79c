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

/// The places of discs in their cells, one beside the other, below the line of words at the top of a cell.
pub(super) struct Slots<'a> {
    cells: &'a Cells,
    taken: [[i32; 6]; 6],
}

impl<'a> Slots<'a> {
    pub(super) const fn new(cells: &'a Cells) -> Self {
        Self { cells, taken: [[0; 6]; 6] }
    }

    /// The next place in a cell; `None` when it is full.
    pub(super) fn place(&mut self, cell: Cell) -> Option<Point> {
        let radius = self.cells.radius();
        let step = radius * 2 + 3 * PX;
        let per_row = ((self.cells.side - 3 * GRID) / step).max(1);
        let rows = ((self.cells.side - 7 * GRID) / step).max(1);
        let slot = self.taken.get_mut(usize::from(cell.0))?.get_mut(usize::from(cell.1))?;
        let at = *slot;
        *slot += 1;
        let area = self.cells.area(cell);
        (at < per_row * rows).then(|| {
            let (column, row) = (at % per_row, at / per_row);
            let left = area.left + 2 * GRID + radius;
            Point::new(left + column * step, area.top + 6 * GRID + radius + row * step)
        })
    }
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
