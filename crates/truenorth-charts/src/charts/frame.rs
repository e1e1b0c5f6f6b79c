//! What every chart has: headline, subtitle, the canvas for its size, a source line at its foot.

use super::header;
use super::kit::Canvas;
use crate::scene::{Anchor, Bounds, Item, PX, Point, Scene, Stroke, TextStyle};
use crate::text::{self, Weight};
use crate::theme::{GRID, Look, MARGIN, SMALL};

/// Height of the foot: the source line with the space above it.
const FOOT: i32 = 10 * GRID;

/// The words around a chart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// The finding, computed from what is shown.
    pub headline: String,
    /// What is shown, of when, in which unit.
    pub subtitle: String,
    /// Whose plan it is, and the day it is looked at.
    pub source: String,
}

/// A canvas with its words and the area that is left for the chart.
pub(super) struct Frame<'a> {
    pub(super) canvas: Canvas<'a>,
    /// What is left between headline and foot at the least height.
    pub(super) body: Bounds,
    words: &'a Words,
}

impl<'a> Frame<'a> {
    pub(super) fn new(words: &'a Words, look: &'a Look) -> Self {
        let (items, top) = header::header(&words.headline, &words.subtitle, look.width(), &look.theme);
        let body = Bounds {
            left: MARGIN,
            top: top + 4 * GRID,
            right: look.width() - MARGIN,
            bottom: (look.height() - MARGIN - FOOT).max(top + 60 * GRID),
        };
        Self { canvas: Canvas { look, items }, body, words }
    }

    /// The picture of a chart that ends at `bottom`.
    pub(super) fn finish(mut self, bottom: i32, details: &str) -> Scene {
        let look = self.canvas.look;
        let height = look.height().max(bottom + FOOT + MARGIN);
        foot(&mut self.canvas.items, &self.words.source, look.width(), height, look);
        let parts = [&self.words.headline, &self.words.subtitle, details];
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.trim().is_empty()).collect();
        Scene {
            width: look.width(),
            height,
            background: look.theme.background,
            title: text::one_line(&self.words.headline),
            description: text::one_line(&parts.join(". ")),
            items: self.canvas.items,
        }
    }

    /// The picture of a chart that has nothing to show, with what would have to be written.
    pub(super) fn empty(mut self, words: &str) -> Scene {
        let center = Point::new(i32::midpoint(self.body.left, self.body.right), self.body.top + 40 * GRID);
        let style = TextStyle::regular(18).anchored(Anchor::Middle);
        let color = self.canvas.look.theme.muted;
        let room = self.body.right - self.body.left;
        let words = text::fit(words, style.weight, style.size, room);
        self.canvas.items.push(Item::text("empty", &words, center, style, color));
        let bottom = (self.body.top + 80 * GRID).min(self.body.bottom);
        self.finish(bottom, "")
    }
}

/// The source line at the foot of a canvas of this size, under a hairline.
pub(super) fn foot(items: &mut Vec<Item>, source: &str, width: i32, height: i32, look: &Look) {
    let line = text::fit(source, Weight::Regular, SMALL * PX, width - 2 * MARGIN);
    if line.is_empty() {
        return;
    }
    let y = height - MARGIN;
    let rule = y - 5 * GRID;
    let stroke = Stroke::solid(look.theme.grid, PX);
    items.push(Item::line("foot-rule", Point::new(MARGIN, rule), Point::new(width - MARGIN, rule), stroke));
    items.push(Item::text(
        "source",
        &line,
        Point::new(MARGIN, y),
        TextStyle::regular(SMALL),
        look.theme.muted,
    ));
}
