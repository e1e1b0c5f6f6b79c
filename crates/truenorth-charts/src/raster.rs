//! Paints a scene as PNG with tiny-skia: smooth edges, glyph outlines at sub-pixel positions, crisp hairlines.
//!
//! The picture is painted in bands and encoded while it grows, so that memory stays small for tall pictures.

use crate::outline::{self, Step};
use crate::scene::{Color, Item, PX, Point, Scene, Segment, Shape, Stroke, Text};
use std::fmt;
use std::io::Write as _;
use tiny_skia::{FillRule, LineCap, LineJoin, Paint, Path, PathBuilder, Pixmap, StrokeDash, Transform};

/// The longest side of a PNG in pixels.
pub const MAX_SIDE: u32 = 10_000;

/// Rows painted at a time.
const BAND: u32 = 512;

/// Why a scene could not be painted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RasterError {
    /// The picture would have no pixels, or a side beyond [`MAX_SIDE`].
    Size {
        /// Width in pixels at the asked scale, saturating.
        width: u32,
        /// Height in pixels at the asked scale, saturating.
        height: u32,
    },
    /// The scale is not a number above zero.
    Scale,
    /// The PNG could not be written; the text says why.
    Encoding(String),
}

impl fmt::Display for RasterError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Size { width, height } => {
                write!(f, "a PNG of {width} x {height} px is not possible, a side has 1 to {MAX_SIDE} px")
            }
            Self::Scale => f.write_str("the scale must be a number above 0"),
            Self::Encoding(why) => write!(f, "the PNG could not be encoded: {why}"),
        }
    }
}

impl std::error::Error for RasterError {}

/// Paints the scene and encodes it as PNG. `scale` is pixels per scene pixel (1 = as designed, 2 = twice as fine);
/// the file says 96 dots per inch at scale 1, and its title and description as an SVG does.
///
/// # Errors
/// When the scale is not above zero, a side has no pixel or more than [`MAX_SIDE`], or encoding fails.
pub fn to_png(scene: &Scene, scale: f32) -> Result<Vec<u8>, RasterError> {
    to_png_at(scene, scale, None)
}

/// The same; `dpi` is how many dots of the file are printed on an inch, where that is not 96 times the scale. It
/// changes no pixel.
///
/// # Errors
/// As [`to_png`].
pub fn to_png_at(scene: &Scene, scale: f32, dpi: Option<u16>) -> Result<Vec<u8>, RasterError> {
    if !(scale.is_finite() && scale > 0.0) {
        return Err(RasterError::Scale);
    }
    let side = |units: i32| (f64::from(units) * f64::from(scale) / f64::from(PX)).round() as u32;
    let (width, height) = (side(scene.width), side(scene.height));
    if width == 0 || height == 0 || width > MAX_SIDE || height > MAX_SIDE {
        return Err(RasterError::Size { width, height });
    }
    let dpi = dpi.map_or(96.0 * f64::from(scale), f64::from);
    encode(scene, scale, dpi, width, height).map_err(|e| RasterError::Encoding(e.to_string()))
}

fn encode(
    scene: &Scene,
    scale: f32,
    dpi: f64,
    width: u32,
    height: u32,
) -> Result<Vec<u8>, png::EncodingError> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    // Charts are flat areas and the same few glyphs: without filters equal rows and letters stay equal, and the fastest
    // search finds them. A quarter of the time of the balanced setting, which filters, for files of the same size.
    encoder.set_filter(png::Filter::NoFilter);
    encoder.set_deflate_compression(png::DeflateCompression::Level(1));
    let per_metre = (dpi / 0.0254).round() as u32;
    encoder.set_pixel_dims(Some(png::PixelDimensions {
        xppu: per_metre,
        yppu: per_metre,
        unit: png::Unit::Meter,
    }));
    encoder.add_itxt_chunk("Title".to_owned(), without_nul(&scene.title))?;
    encoder.add_itxt_chunk("Description".to_owned(), without_nul(&scene.description))?;
    let mut writer = encoder.write_header()?;
    let mut stream = writer.stream_writer_with_size(1 << 16)?;
    let mut top = 0;
    while top < height {
        let rows = BAND.min(height - top);
        if let Some(mut pixmap) = Pixmap::new(width, rows) {
            pixmap.fill(solid(scene.background));
            let mut brush = Brush { pixmap: &mut pixmap, scale: scale / PX as f32, top: top as f32 };
            scene.items.iter().for_each(|item| brush.item(item));
            // Everything lies on a solid background, so opacity is dropped and colours need no division by it.
            let mut rgb = Vec::with_capacity(pixmap.data().len() / 4 * 3);
            for pixel in pixmap.data().chunks_exact(4) {
                rgb.extend_from_slice(pixel.get(..3).unwrap_or_default());
            }
            stream.write_all(&rgb)?;
        }
        top = top.saturating_add(BAND);
    }
    stream.finish()?;
    writer.finish()?;
    Ok(bytes)
}

/// PNG texts end at a NUL, so it is made visible.
fn without_nul(text: &str) -> String {
    text.replace('\0', "\u{FFFD}")
}

fn solid(color: Color) -> tiny_skia::Color {
    tiny_skia::Color::from_rgba8(color.r, color.g, color.b, 255)
}

fn paint(color: Color) -> Paint<'static> {
    let mut paint = Paint { anti_alias: true, ..Paint::default() };
    paint.set_color_rgba8(color.r, color.g, color.b, color.a);
    paint
}

/// The centre of a line of `width` sixteenths so that its edges fall on whole pixels at scale 1.
pub(crate) fn snapped(center: i32, width: i32) -> i32 {
    (snap(center as f32 / PX as f32, width as f32 / PX as f32) * PX as f32).round() as i32
}

/// The same in pixels: lines of an odd whole width lie on pixel centres, even ones between pixels.
fn snap(center: f32, width: f32) -> f32 {
    if (width.round().max(1.0) as i32) % 2 == 1 { center.floor() + 0.5 } else { center.round() }
}

/// Paints items into one band.
struct Brush<'a> {
    pixmap: &'a mut Pixmap,
    /// Pixels per sixteenth.
    scale: f32,
    /// First row of the band.
    top: f32,
}

impl Brush<'_> {
    fn item(&mut self, item: &Item) {
        match &item.shape {
            Shape::Group { items, .. } => items.iter().for_each(|inner| self.item(inner)),
            Shape::Text(text) => self.text(item, text),
            shape => {
                let Some(path) = self.path(shape, item.stroke.as_ref()) else { return };
                self.paint(item, &path, Transform::from_translate(0.0, -self.top));
            }
        }
    }

    fn paint(&mut self, item: &Item, path: &Path, place: Transform) {
        let rows = self.pixmap.height() as f32;
        let reach = item.stroke.as_ref().map_or(0.0, |s| s.width as f32 * self.scale) + 1.0;
        if path.bounds().transform(place).is_none_or(|b| b.bottom() < -reach || b.top() > rows + reach) {
            return;
        }
        let is_text = matches!(item.shape, Shape::Text(_));
        if is_text && let Some(stroke) = &item.stroke {
            self.stroke(path, stroke, place);
        }
        if let Some(fill) = item.fill {
            self.pixmap.fill_path(path, &paint(fill), FillRule::Winding, place, None);
        }
        if !is_text && let Some(stroke) = &item.stroke {
            self.stroke(path, stroke, place);
        }
    }

    fn stroke(&mut self, path: &Path, stroke: &Stroke, place: Transform) {
        let dash: Vec<f32> = stroke.dash.iter().map(|&d| (d as f32 * self.scale).max(0.1)).collect();
        let style = tiny_skia::Stroke {
            width: stroke.width as f32 * self.scale,
            line_cap: LineCap::Butt,
            line_join: LineJoin::Round,
            dash: if dash.is_empty() { None } else { StrokeDash::new(dash, 0.0) },
            ..tiny_skia::Stroke::default()
        };
        self.pixmap.stroke_path(path, &paint(stroke.color), &style, place, None);
    }

    fn xy(&self, p: Point) -> (f32, f32) {
        (p.x as f32 * self.scale, p.y as f32 * self.scale)
    }

    fn path(&self, shape: &Shape, stroke: Option<&Stroke>) -> Option<Path> {
        let mut path = PathBuilder::new();
        match shape {
            Shape::Rect { x, y, width, height, radius } => {
                let (left, top) = self.xy(Point::new(*x, *y));
                let (right, bottom) =
                    self.xy(Point::new(x.saturating_add(*width), y.saturating_add(*height)));
                let edge = |v: f32| stroke.map_or(v.round(), |s| snap(v, s.width as f32 * self.scale));
                let (left, top) = (edge(left), edge(top));
                // Rounding must not make a thin bar vanish.
                let (right, bottom) = (edge(right).max(left + 1.0), edge(bottom).max(top + 1.0));
                rounded(&mut path, [left, top, right, bottom], *radius as f32 * self.scale);
            }
            Shape::Circle { center, radius } => {
                let (x, y) = self.xy(*center);
                path.push_circle(x, y, *radius as f32 * self.scale);
            }
            Shape::Polyline { points, closed } => {
                let mut corners: Vec<(f32, f32)> = points.iter().map(|&p| self.xy(p)).collect();
                if let ([a, b], Some(stroke)) = (corners.as_mut_slice(), stroke) {
                    let width = stroke.width as f32 * self.scale;
                    if a.1 == b.1 {
                        a.1 = snap(a.1, width);
                        b.1 = a.1;
                    } else if a.0 == b.0 {
                        a.0 = snap(a.0, width);
                        b.0 = a.0;
                    }
                }
                for (i, (x, y)) in corners.into_iter().enumerate() {
                    if i == 0 { path.move_to(x, y) } else { path.line_to(x, y) }
                }
                if *closed {
                    path.close();
                }
            }
            Shape::Path(segments) => {
                for segment in segments {
                    match *segment {
                        Segment::Move(p) => {
                            let (x, y) = self.xy(p);
                            path.move_to(x, y);
                        }
                        Segment::Line(p) => {
                            let (x, y) = self.xy(p);
                            path.line_to(x, y);
                        }
                        Segment::Cubic(a, b, p) => {
                            let ((ax, ay), (bx, by), (x, y)) = (self.xy(a), self.xy(b), self.xy(p));
                            path.cubic_to(ax, ay, bx, by, x, y);
                        }
                        Segment::Close => path.close(),
                    }
                }
            }
            Shape::Text(_) | Shape::Group { .. } => return None,
        }
        path.finish()
    }

    fn text(&mut self, item: &Item, text: &Text) {
        let reach = text.bounds().grown(text.size);
        let (first, last) = (reach.top as f32 * self.scale, reach.bottom as f32 * self.scale);
        if last < self.top || first > self.top + self.pixmap.height() as f32 {
            return;
        }
        let Some(path) = self.outlines(text) else { return };
        let (x, y) = self.xy(text.at);
        let place =
            Transform::from_rotate(f32::from(text.quarter_turns % 4) * 90.0).post_translate(x, y - self.top);
        self.paint(item, &path, place);
    }

    /// The outlines of a line of text around its anchor.
    fn outlines(&self, text: &Text) -> Option<Path> {
        let mut path = PathBuilder::new();
        for step in outline::of(text, self.scale) {
            match step {
                Step::Move(x, y) => path.move_to(x, y),
                Step::Line(x, y) => path.line_to(x, y),
                Step::Quad(cx, cy, x, y) => path.quad_to(cx, cy, x, y),
                Step::Cubic(cx, cy, dx, dy, x, y) => path.cubic_to(cx, cy, dx, dy, x, y),
                Step::Close => path.close(),
            }
        }
        path.finish()
    }
}

/// A box with rounded corners, clockwise.
fn rounded(path: &mut PathBuilder, [left, top, right, bottom]: [f32; 4], radius: f32) {
    let r = radius.min((right - left) / 2.0).min((bottom - top) / 2.0).max(0.0);
    // The control points of a cubic quarter circle lie 0.5523 of the radius from its ends.
    let k = r * (1.0 - 0.552_284_8);
    path.move_to(left + r, top);
    path.line_to(right - r, top);
    if r > 0.0 {
        path.cubic_to(right - k, top, right, top + k, right, top + r);
    }
    path.line_to(right, bottom - r);
    if r > 0.0 {
        path.cubic_to(right, bottom - k, right - k, bottom, right - r, bottom);
    }
    path.line_to(left + r, bottom);
    if r > 0.0 {
        path.cubic_to(left + k, bottom, left, bottom - k, left, bottom - r);
    }
    path.line_to(left, top + r);
    if r > 0.0 {
        path.cubic_to(left, top + k, left + k, top, left + r, top);
    }
    path.close();
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::{Bounds, TextStyle};

    fn scene(width: i32, height: i32) -> Scene {
        Scene {
            width: width * PX,
            height: height * PX,
            background: Color::hex(0xFF_FFFF),
            title: "A title with \u{0} and ü".to_owned(),
            description: String::new(),
            items: vec![
                Item::line(
                    "rule",
                    Point::new(0, 10 * PX),
                    Point::new(width * PX, 10 * PX),
                    Stroke::solid(Color::hex(0), PX),
                ),
                Item::rect(
                    "bar",
                    Bounds { left: 0, top: 20 * PX, right: 10 * PX, bottom: 30 * PX },
                    0,
                    Color::hex(0xFF_0000),
                ),
                Item::text("t", "Åß 世 ✓", Point::new(0, 60 * PX), TextStyle::semibold(20), Color::hex(0)),
            ],
        }
    }

    fn decode(bytes: &[u8]) -> (png::OutputInfo, Vec<u8>) {
        let mut reader = png::Decoder::new(std::io::Cursor::new(bytes)).read_info().unwrap();
        let mut data = vec![0; reader.output_buffer_size().unwrap()];
        let info = reader.next_frame(&mut data).unwrap();
        assert_eq!(reader.info().utf8_text[0].keyword, "Title");
        assert_eq!(reader.info().pixel_dims.unwrap().unit, png::Unit::Meter);
        (info, data)
    }

    #[test]
    fn hairlines_are_crisp_and_bars_are_solid() {
        let (info, data) = decode(&to_png(&scene(100, 80), 1.0).unwrap());
        let at = |x: usize, y: usize| &data[(y * info.width as usize + x) * 3..][..3];
        assert_eq!(at(50, 9), [255, 255, 255]);
        assert_eq!(at(50, 10), [0, 0, 0]);
        assert_eq!(at(50, 11), [255, 255, 255]);
        assert_eq!((at(9, 29), at(10, 29)), (&[255, 0, 0][..], &[255, 255, 255][..]));
        let dark = data.chunks(3).filter(|p| p[0] < 128).count();
        assert!(dark > 250, "text is painted: {dark}");
    }

    #[test]
    fn bands_join_without_a_seam() {
        let mut tall = scene(40, 1200);
        tall.items = vec![Item::line(
            "rule",
            Point::new(20 * PX, 0),
            Point::new(20 * PX, 1200 * PX),
            Stroke::solid(Color::hex(0), 2 * PX),
        )];
        let (_, data) = decode(&to_png(&tall, 1.0).unwrap());
        let rows: Vec<&[u8]> = data.chunks(40 * 3).collect();
        assert!(rows.iter().all(|row| *row == rows[0]));
    }

    #[test]
    fn impossible_sizes_are_refused_without_painting() {
        assert_eq!(to_png(&scene(20_000, 80), 1.0), Err(RasterError::Size { width: 20_000, height: 80 }));
        assert!(matches!(to_png(&scene(100, 80), 1e9), Err(RasterError::Size { .. })));
        assert!(matches!(to_png(&scene(100, 80), 0.0001), Err(RasterError::Size { .. })));
        assert_eq!(to_png(&scene(100, 80), f32::NAN), Err(RasterError::Scale));
    }

    #[test]
    fn scale_multiplies_the_size_and_bytes_repeat() {
        let (info, _) = decode(&to_png(&scene(100, 80), 2.0).unwrap());
        assert_eq!((info.width, info.height), (200, 160));
        assert_eq!(to_png(&scene(100, 80), 1.5), to_png(&scene(100, 80), 1.5));
    }
}
