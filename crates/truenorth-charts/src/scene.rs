//! What a chart looks like, before any file format: shapes and texts at fixed-point positions.
//!
//! All lengths and positions are in sixteenths of a pixel, so that equal input gives equal numbers on every
//! machine; y grows downwards. Items are painted in the order of the list.

use crate::text::{self, Weight};

/// Sixteenths in one pixel.
pub const PX: i32 = 16;

/// Rounds a length in pixels to sixteenths; values beyond the range saturate, "not a number" becomes 0.
#[must_use]
pub fn px(pixels: f64) -> i32 {
    (pixels * f64::from(PX)).round() as i32
}

/// A colour with opacity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Color {
    /// Red, 0 to 255, sRGB.
    pub r: u8,
    /// Green, 0 to 255, sRGB.
    pub g: u8,
    /// Blue, 0 to 255, sRGB.
    pub b: u8,
    /// Opacity: 0 is invisible, 255 is solid.
    pub a: u8,
}

impl Color {
    /// A solid colour from its `0xRRGGBB` number.
    #[must_use]
    pub const fn hex(rgb: u32) -> Self {
        Self { r: (rgb >> 16) as u8, g: (rgb >> 8) as u8, b: rgb as u8, a: 255 }
    }

    /// The same colour with another opacity (0 to 255).
    #[must_use]
    pub const fn with_alpha(self, a: u8) -> Self {
        Self { a, ..self }
    }
}

/// A position in sixteenths of a pixel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Point {
    /// Distance from the left edge of the canvas.
    pub x: i32,
    /// Distance from the top edge of the canvas.
    pub y: i32,
}

impl Point {
    /// A point from its two coordinates in sixteenths.
    #[must_use]
    pub const fn new(x: i32, y: i32) -> Self {
        Self { x, y }
    }
}

/// An axis-parallel box, in sixteenths; `right` and `bottom` lie outside.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Bounds {
    /// Left edge.
    pub left: i32,
    /// Top edge.
    pub top: i32,
    /// Right edge.
    pub right: i32,
    /// Bottom edge.
    pub bottom: i32,
}

impl Bounds {
    /// Whether the two boxes share an area.
    #[must_use]
    pub const fn overlaps(&self, other: &Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }

    /// Whether `other` lies inside, edges included.
    #[must_use]
    pub const fn contains(&self, other: &Self) -> bool {
        self.left <= other.left
            && self.top <= other.top
            && self.right >= other.right
            && self.bottom >= other.bottom
    }

    /// The box with a margin of `by` on all four sides.
    #[must_use]
    pub const fn grown(&self, by: i32) -> Self {
        Self {
            left: self.left.saturating_sub(by),
            top: self.top.saturating_sub(by),
            right: self.right.saturating_add(by),
            bottom: self.bottom.saturating_add(by),
        }
    }
}

/// How an outline is drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stroke {
    /// Its colour.
    pub color: Color,
    /// Its width in sixteenths.
    pub width: i32,
    /// Lengths of dash and gap in sixteenths, alternating; empty is a solid line.
    pub dash: Vec<i32>,
}

impl Stroke {
    /// A solid line.
    #[must_use]
    pub const fn solid(color: Color, width: i32) -> Self {
        Self { color, width, dash: Vec::new() }
    }
}

/// Where the text's position lies in its line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Anchor {
    /// At its left end.
    #[default]
    Start,
    /// In its middle.
    Middle,
    /// At its right end.
    End,
}

/// One line of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// The words, already fit for one line (see [`text::one_line`]).
    pub content: String,
    /// The anchor's position; y is the base line.
    pub at: Point,
    /// What of the text lies at `at`.
    pub anchor: Anchor,
    /// Regular or semibold.
    pub weight: Weight,
    /// The em size in sixteenths.
    pub size: i32,
    /// Clockwise turn about `at` in quarter turns: 0, 1, 2 or 3.
    pub quarter_turns: u8,
}

impl Text {
    /// The area the text takes: its advance width by 0.76 em above and 0.24 em below the base line.
    #[must_use]
    pub fn bounds(&self) -> Bounds {
        let width = text::width(&self.content, self.weight, self.size);
        let (rise, fall) = (self.size.saturating_mul(76) / 100, self.size.saturating_mul(24) / 100);
        let start = match self.anchor {
            Anchor::Start => 0,
            Anchor::Middle => width / -2,
            Anchor::End => width.saturating_neg(),
        };
        let end = start.saturating_add(width);
        let (left, top, right, bottom) = match self.quarter_turns % 4 {
            0 => (start, -rise, end, fall),
            1 => (-fall, start, rise, end),
            2 => (-end, -fall, -start, rise),
            _ => (-rise, -end, fall, -start),
        };
        Bounds {
            left: self.at.x.saturating_add(left),
            top: self.at.y.saturating_add(top),
            right: self.at.x.saturating_add(right),
            bottom: self.at.y.saturating_add(bottom),
        }
    }
}

/// One step of a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Segment {
    /// Starts a new figure.
    Move(Point),
    /// A straight line to the point.
    Line(Point),
    /// A cubic curve with two control points, then its end.
    Cubic(Point, Point, Point),
    /// Back to the start of the figure.
    Close,
}

/// The geometry of an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A box with rounded corners.
    Rect {
        /// Left edge.
        x: i32,
        /// Top edge.
        y: i32,
        /// Width.
        width: i32,
        /// Height.
        height: i32,
        /// Corner radius; 0 is square.
        radius: i32,
    },
    /// A line through the points; `closed` makes it a polygon.
    Polyline {
        /// The corners.
        points: Vec<Point>,
        /// Whether the last point is joined to the first.
        closed: bool,
    },
    /// Lines and cubic curves.
    Path(Vec<Segment>),
    /// A circle.
    Circle {
        /// Its centre.
        center: Point,
        /// Its radius.
        radius: i32,
    },
    /// One line of text; its colour is the item's fill, its stroke is a halo drawn beneath.
    Text(Text),
    /// Items that belong together, such as a goal's card.
    Group {
        /// The ARIA role, if the group means something on its own.
        role: Option<&'static str>,
        /// What it holds, in painting order.
        items: Vec<Item>,
    },
}

/// A shape with its meaning and its paint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// What the item means, such as `goal-title`; the `class` of the SVG element.
    pub class: &'static str,
    /// A name of its own, made unique and safe by the SVG writer.
    pub id: Option<String>,
    /// The words a viewer shows when pointing at it.
    pub tooltip: Option<String>,
    /// The id of the item of the plan that it stands for, if it is known to stand for one.
    pub of: Option<String>,
    /// The geometry.
    pub shape: Shape,
    /// The inside.
    pub fill: Option<Color>,
    /// The outline.
    pub stroke: Option<Stroke>,
}

impl Item {
    /// An item without paint, id or tooltip.
    #[must_use]
    pub const fn new(class: &'static str, shape: Shape) -> Self {
        Self { class, id: None, tooltip: None, of: None, shape, fill: None, stroke: None }
    }

    /// The same item, filled.
    #[must_use]
    pub const fn filled(mut self, color: Color) -> Self {
        self.fill = Some(color);
        self
    }

    /// The same item, outlined.
    #[must_use]
    pub fn stroked(mut self, stroke: Stroke) -> Self {
        self.stroke = Some(stroke);
        self
    }

    /// The same item with words to show when pointing at it.
    #[must_use]
    pub fn with_tooltip(mut self, words: impl Into<String>) -> Self {
        self.tooltip = Some(words.into());
        self
    }

    /// The same item, which stands for the item of the plan with this id.
    #[must_use]
    pub fn standing_for(mut self, id: impl Into<String>) -> Self {
        self.of = Some(id.into());
        self
    }

    /// A straight line.
    #[must_use]
    pub fn line(class: &'static str, from: Point, to: Point, stroke: Stroke) -> Self {
        Self::new(class, Shape::Polyline { points: vec![from, to], closed: false }).stroked(stroke)
    }

    /// A filled box.
    #[must_use]
    pub const fn rect(class: &'static str, area: Bounds, radius: i32, fill: Color) -> Self {
        let (width, height) = (area.right.saturating_sub(area.left), area.bottom.saturating_sub(area.top));
        Self::new(class, Shape::Rect { x: area.left, y: area.top, width, height, radius }).filled(fill)
    }

    /// One line of text; `content` is made fit for one line.
    #[must_use]
    pub fn text(class: &'static str, content: &str, at: Point, style: TextStyle, color: Color) -> Self {
        Self::new(
            class,
            Shape::Text(Text {
                content: text::one_line(content),
                at,
                anchor: style.anchor,
                weight: style.weight,
                size: style.size,
                quarter_turns: 0,
            }),
        )
        .filled(color)
    }
}

/// Weight, size and anchor of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TextStyle {
    /// Regular or semibold.
    pub weight: Weight,
    /// The em size in sixteenths.
    pub size: i32,
    /// What of the text lies at its position.
    pub anchor: Anchor,
}

impl TextStyle {
    /// Left-aligned regular text of `size` pixels.
    #[must_use]
    pub const fn regular(size: i32) -> Self {
        Self { weight: Weight::Regular, size: size * PX, anchor: Anchor::Start }
    }

    /// Left-aligned semibold text of `size` pixels.
    #[must_use]
    pub const fn semibold(size: i32) -> Self {
        Self { weight: Weight::SemiBold, size: size * PX, anchor: Anchor::Start }
    }

    /// The same style with another anchor.
    #[must_use]
    pub const fn anchored(self, anchor: Anchor) -> Self {
        Self { anchor, ..self }
    }
}

/// A whole picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scene {
    /// Width of the canvas in sixteenths.
    pub width: i32,
    /// Height of the canvas in sixteenths.
    pub height: i32,
    /// The colour behind everything.
    pub background: Color,
    /// A short name of the picture, for screen readers and file metadata.
    pub title: String,
    /// What the picture shows, in words.
    pub description: String,
    /// What is painted, in order.
    pub items: Vec<Item>,
}

impl Scene {
    /// Every text of the picture in painting order, those in groups included.
    #[must_use]
    pub fn texts(&self) -> Vec<&Text> {
        let mut found = Vec::new();
        let mut stack: Vec<&Item> = self.items.iter().rev().collect();
        while let Some(item) = stack.pop() {
            match &item.shape {
                Shape::Text(text) => found.push(text),
                Shape::Group { items, .. } => stack.extend(items.iter().rev()),
                _ => {}
            }
        }
        found
    }

    /// The characters of the picture that no font at hand has, each once, in order of the code points.
    #[must_use]
    pub fn uncovered(&self) -> Vec<char> {
        let mut all = Vec::new();
        for text in self.texts() {
            all.extend(text::uncovered(&text.content));
        }
        all.sort_unstable();
        all.dedup();
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pixels_become_sixteenths_and_saturate() {
        assert_eq!(px(1.5), 24);
        assert_eq!(px(-0.5), -8);
        assert_eq!(px(f64::NAN), 0);
        assert_eq!(px(1e300), i32::MAX);
    }

    #[test]
    fn hex_colours_split_into_channels() {
        assert_eq!(Color::hex(0x12_72B2), Color { r: 0x12, g: 0x72, b: 0xB2, a: 255 });
    }

    #[test]
    fn boxes_that_only_touch_do_not_overlap() {
        let a = Bounds { left: 0, top: 0, right: 10, bottom: 10 };
        let b = Bounds { left: 10, top: 0, right: 20, bottom: 10 };
        assert!(!a.overlaps(&b));
        assert!(a.grown(1).overlaps(&b));
    }

    #[test]
    fn turned_text_takes_a_turned_area() {
        let mut text = Text {
            content: "Hamburg".to_owned(),
            at: Point::new(0, 0),
            anchor: Anchor::Start,
            weight: Weight::Regular,
            size: 100,
            quarter_turns: 0,
        };
        let flat = text.bounds();
        assert_eq!((flat.left, flat.top, flat.bottom), (0, -76, 24));
        text.quarter_turns = 1;
        let turned = text.bounds();
        assert_eq!((turned.left, turned.top, turned.right, turned.bottom), (-24, 0, 76, flat.right));
    }
}
