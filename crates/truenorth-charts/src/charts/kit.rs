//! What charts draw with: texts that keep to their room, boxes, lines, bars.

use crate::scene::{Anchor, Bounds, Color, Item, Point, Shape, Stroke, TextStyle};
use crate::text;
use crate::theme::Look;

/// A picture under way.
pub(super) struct Canvas<'a> {
    pub(super) look: &'a Look,
    pub(super) items: Vec<Item>,
}

/// The middle of the capitals of a line of this size lies that far above its base line.
pub(super) const fn drop(style: TextStyle) -> i32 {
    style.size * 36 / 100
}

/// A box from its edges.
pub(super) const fn bounds(left: i32, top: i32, right: i32, bottom: i32) -> Bounds {
    Bounds { left, top, right, bottom }
}

/// The part of a length that belongs to a share of it.
pub(super) fn part(length: i32, share: f64) -> i32 {
    let share = if share.is_finite() { share } else { 0.0 };
    (f64::from(length) * share).round() as i32
}

/// The left edge of column `at` of `count` over a width, so that all columns together fill it.
pub(super) fn column(left: i32, right: i32, at: usize, count: usize) -> i32 {
    left + part(right - left, at as f64 / count.max(1) as f64)
}

impl Canvas<'_> {
    /// One line of text at a point, cut to its room; the whole words are the tooltip of a line that was cut.
    pub(super) fn text(
        &mut self,
        class: &'static str,
        words: &str,
        at: Point,
        room: i32,
        style: TextStyle,
        color: Color,
    ) {
        let whole = text::one_line(words);
        let shown = text::fit(words, style.weight, style.size, room);
        if shown.is_empty() {
            return;
        }
        let mut item = Item::text(class, &shown, at, style, color);
        if shown != whole {
            item = item.with_tooltip(whole);
        }
        self.items.push(item);
    }

    /// The same, with the middle of its capitals at the height of the point.
    pub(super) fn text_at(
        &mut self,
        class: &'static str,
        words: &str,
        at: Point,
        room: i32,
        style: TextStyle,
        color: Color,
    ) {
        self.text(class, words, Point::new(at.x, at.y + drop(style)), room, style, color);
    }

    /// Words in as many lines as they need, at most `most`, around the height of the point. Where they take more than one
    /// or are cut, the whole words are the tooltip of each.
    pub(super) fn lines_at(
        &mut self,
        class: &'static str,
        words: &str,
        at: Point,
        (room, most, lead): (i32, usize, i32),
        style: TextStyle,
        color: Color,
    ) {
        let wrapped = text::wrap_balanced(words, style.weight, style.size, room, most);
        let mut y = at.y - (wrapped.lines.len() as i32 - 1) * lead / 2;
        let is_whole = wrapped.lines.len() < 2 && !wrapped.cut;
        for line in &wrapped.lines {
            let before = self.items.len();
            self.text_at(class, line, Point::new(at.x, y), room, style, color);
            if !is_whole && self.items.len() > before {
                self.tip(words);
            }
            y += lead;
        }
    }

    /// One line in the middle of a box.
    pub(super) fn centered(
        &mut self,
        class: &'static str,
        words: &str,
        area: Bounds,
        style: TextStyle,
        color: Color,
    ) {
        let at = Point::new(i32::midpoint(area.left, area.right), i32::midpoint(area.top, area.bottom));
        let style = style.anchored(Anchor::Middle);
        self.text_at(class, words, at, area.right - area.left, style, color);
    }

    pub(super) fn rect(&mut self, class: &'static str, area: Bounds, radius: i32, color: Color) {
        if area.right > area.left && area.bottom > area.top {
            self.items.push(Item::rect(class, area, radius, color));
        }
    }

    pub(super) fn outline(&mut self, class: &'static str, area: Bounds, radius: i32, stroke: Stroke) {
        let mut item = Item::rect(class, area, radius, stroke.color).stroked(stroke);
        item.fill = None;
        self.items.push(item);
    }

    pub(super) fn line(&mut self, class: &'static str, from: Point, to: Point, stroke: Stroke) {
        self.items.push(Item::line(class, from, to, stroke));
    }

    /// A filled polygon.
    pub(super) fn polygon(&mut self, class: &'static str, points: Vec<Point>, color: Color) {
        self.items.push(Item::new(class, Shape::Polyline { points, closed: true }).filled(color));
    }

    /// A line through points.
    pub(super) fn polyline(&mut self, class: &'static str, points: Vec<Point>, stroke: Stroke) {
        if points.len() > 1 {
            self.items.push(Item::new(class, Shape::Polyline { points, closed: false }).stroked(stroke));
        }
    }

    /// Words for pointing at the item drawn last.
    pub(super) fn tip(&mut self, words: impl Into<String>) {
        if let Some(item) = self.items.last_mut() {
            item.tooltip = Some(text::one_line(&words.into()));
        }
    }

    /// An arrow head whose tip lies at `tip`, coming from the direction of `from`.
    pub(super) fn head(&mut self, class: &'static str, from: Point, tip: Point, size: i32, color: Color) {
        let (dx, dy) = (f64::from(tip.x - from.x), f64::from(tip.y - from.y));
        let length = dx.hypot(dy);
        if length < 1.0 {
            return;
        }
        let (ux, uy) = (dx / length * f64::from(size), dy / length * f64::from(size));
        let at = |along: f64, across: f64| {
            Point::new(
                tip.x - (ux * along + uy * across).round() as i32,
                tip.y - (uy * along - ux * across).round() as i32,
            )
        };
        self.polygon(class, vec![tip, at(1.0, 0.5), at(1.0, -0.5)], color);
    }
}
