//! The drawing backend that plotters paints on: it records a scene in sixteenths of a pixel instead of pixels.
//!
//! The size told to plotters, stroke widths, radii and font sizes are all in sixteenths, so that plotters'
//! whole numbers become fine enough. Text is measured with the embedded font, so that plotters' labels and
//! ours agree.

use crate::scene::{Anchor, Bounds, Color, Item, PX, Point, Shape, Stroke, Text};
use crate::text::{self, Weight};
use plotters_backend::text_anchor::{HPos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind, FontStyle,
    FontTransform,
};
use std::convert::Infallible;

/// What the next recorded items mean and how their lines are dashed; plotters knows neither.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pen {
    /// Class of shapes.
    pub class: &'static str,
    /// Class of texts.
    pub text_class: &'static str,
    /// Dash and gap lengths in sixteenths; empty is solid.
    pub dash: Vec<i32>,
}

/// Records what plotters draws.
#[derive(Debug)]
pub struct SceneBackend {
    size: (u32, u32),
    pen: Pen,
    items: Vec<Item>,
}

impl SceneBackend {
    /// A backend for a canvas of this size in sixteenths; negative sizes count as 0.
    #[must_use]
    pub fn new(width: i32, height: i32) -> Self {
        Self {
            size: (width.max(0).unsigned_abs(), height.max(0).unsigned_abs()),
            pen: Pen::default(),
            items: Vec::new(),
        }
    }

    /// Says what is drawn next.
    pub fn set_pen(&mut self, pen: Pen) {
        self.pen = pen;
    }

    /// Takes what was drawn so far.
    #[must_use]
    pub fn take_items(&mut self) -> Vec<Item> {
        std::mem::take(&mut self.items)
    }

    fn stroke<S: BackendStyle>(&self, style: &S) -> Stroke {
        Stroke {
            color: color(style.color()),
            width: i32::try_from(style.stroke_width()).unwrap_or(i32::MAX),
            dash: self.pen.dash.clone(),
        }
    }

    fn record<S: BackendStyle>(&mut self, shape: Shape, style: &S, fill: bool) {
        if style.color().alpha <= 0.0 {
            return;
        }
        let item = Item::new(self.pen.class, shape);
        let item = if fill { item.filled(color(style.color())) } else { item.stroked(self.stroke(style)) };
        self.items.push(item);
    }
}

fn color(c: BackendColor) -> Color {
    let (r, g, b) = c.rgb;
    Color { r, g, b, a: (c.alpha.clamp(0.0, 1.0) * 255.0).round() as u8 }
}

fn point((x, y): BackendCoord) -> Point {
    Point { x, y }
}

/// Font sizes arrive as `f64`; anything beyond a sane size is cut.
fn em<T: BackendTextStyle>(style: &T) -> i32 {
    style.size().round().clamp(0.0, f64::from(1000 * PX)) as i32
}

fn weight<T: BackendTextStyle>(style: &T) -> Weight {
    if matches!(style.style(), FontStyle::Bold) { Weight::SemiBold } else { Weight::Regular }
}

impl DrawingBackend for SceneBackend {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Result<(), DrawingErrorKind<Infallible>> {
        Ok(())
    }

    fn present(&mut self) -> Result<(), DrawingErrorKind<Infallible>> {
        Ok(())
    }

    /// A "pixel" of this backend is a sixteenth wide.
    fn draw_pixel(&mut self, at: BackendCoord, c: BackendColor) -> Result<(), DrawingErrorKind<Infallible>> {
        let area =
            Bounds { left: at.0, top: at.1, right: at.0.saturating_add(1), bottom: at.1.saturating_add(1) };
        self.items.push(Item::rect(self.pen.class, area, 0, color(c)));
        Ok(())
    }

    fn draw_line<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
    ) -> Result<(), DrawingErrorKind<Infallible>> {
        self.record(Shape::Polyline { points: vec![point(from), point(to)], closed: false }, style, false);
        Ok(())
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        upper_left: BackendCoord,
        bottom_right: BackendCoord,
        style: &S,
        fill: bool,
    ) -> Result<(), DrawingErrorKind<Infallible>> {
        let (x, right) = (upper_left.0.min(bottom_right.0), upper_left.0.max(bottom_right.0));
        let (y, bottom) = (upper_left.1.min(bottom_right.1), upper_left.1.max(bottom_right.1));
        let (width, height) = (right.saturating_sub(x), bottom.saturating_sub(y));
        self.record(Shape::Rect { x, y, width, height, radius: 0 }, style, fill);
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Result<(), DrawingErrorKind<Infallible>> {
        let points: Vec<Point> = path.into_iter().map(point).collect();
        if points.len() > 1 {
            self.record(Shape::Polyline { points, closed: false }, style, false);
        }
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        center: BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Result<(), DrawingErrorKind<Infallible>> {
        let radius = i32::try_from(radius).unwrap_or(i32::MAX);
        self.record(Shape::Circle { center: point(center), radius }, style, fill);
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        corners: I,
        style: &S,
    ) -> Result<(), DrawingErrorKind<Infallible>> {
        let points: Vec<Point> = corners.into_iter().map(point).collect();
        if points.len() > 2 {
            self.record(Shape::Polyline { points, closed: true }, style, true);
        }
        Ok(())
    }

    fn draw_text<T: BackendTextStyle>(
        &mut self,
        words: &str,
        style: &T,
        at: BackendCoord,
    ) -> Result<(), DrawingErrorKind<Infallible>> {
        if style.color().alpha <= 0.0 || words.is_empty() {
            return Ok(());
        }
        let size = em(style);
        // The box is one em high; capitals (0.73 em) are centred in it.
        let drop = match style.anchor().v_pos {
            VPos::Top => size * 86 / 100,
            VPos::Center => size * 36 / 100,
            VPos::Bottom => size * -14 / 100,
        };
        let anchor = match style.anchor().h_pos {
            HPos::Left => Anchor::Start,
            HPos::Center => Anchor::Middle,
            HPos::Right => Anchor::End,
        };
        let (quarter_turns, shift) = match style.transform() {
            FontTransform::None => (0, (0, drop)),
            FontTransform::Rotate90 => (1, (-drop, 0)),
            FontTransform::Rotate180 => (2, (0, -drop)),
            FontTransform::Rotate270 => (3, (drop, 0)),
        };
        let at = Point::new(at.0.saturating_add(shift.0), at.1.saturating_add(shift.1));
        let content = text::one_line(words);
        let shape = Shape::Text(Text { content, at, anchor, weight: weight(style), size, quarter_turns });
        self.items.push(Item::new(self.pen.text_class, shape).filled(color(style.color())));
        Ok(())
    }

    fn estimate_text_size<T: BackendTextStyle>(
        &self,
        words: &str,
        style: &T,
    ) -> Result<(u32, u32), DrawingErrorKind<Infallible>> {
        let size = em(style);
        Ok((text::width(words, weight(style), size).max(0).unsigned_abs(), size.unsigned_abs()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use plotters::prelude::*;
    use std::cell::RefCell;
    use std::rc::Rc;

    #[test]
    fn plotters_draws_into_the_scene_with_class_dash_and_font() {
        let backend = Rc::new(RefCell::new(SceneBackend::new(1600, 800)));
        let area = DrawingArea::from(&backend);
        backend.borrow_mut().set_pen(Pen { class: "plan", text_class: "words", dash: vec![64, 32] });
        area.draw(&PathElement::new(
            vec![(0, 0), (160, 80)],
            ShapeStyle::from(RGBColor(1, 2, 3)).stroke_width(24),
        ))
        .unwrap();
        area.draw_text("Plan", &TextStyle::from(("Inter", 224.0).into_font()), (16, 16)).unwrap();
        let items = backend.borrow_mut().take_items();
        let stroke = items[0].stroke.clone().unwrap();
        assert_eq!((items[0].class, stroke.width, stroke.dash), ("plan", 24, vec![64, 32]));
        let Shape::Text(text) = &items[1].shape else { panic!("text expected") };
        assert_eq!((text.size, text.at, items[1].class), (224, Point::new(16, 16 + 192), "words"));
        let size = area.estimate_text_size("Plan", &TextStyle::from(("Inter", 224.0).into_font())).unwrap();
        assert_eq!(size.0, text::width("Plan", Weight::Regular, 224).unsigned_abs());
    }
}
