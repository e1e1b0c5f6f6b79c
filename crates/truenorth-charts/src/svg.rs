//! Writes a scene as SVG: accessible, classed, well-formed for any Unicode, the same bytes for the same scene.

mod font;

use crate::outline::{self, Step};
use crate::scene::{Anchor, Color, Item, PX, Point, Scene, Segment, Shape, Stroke, Text};
use crate::text::{self, Weight};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{self, Write as _};

/// The longest tooltip that is written, in characters; longer ones end with an ellipsis.
const MAX_TOOLTIP: usize = 2000;

/// How an SVG is written.
#[derive(Clone, Copy, Default)]
pub struct Options<'a> {
    /// Texts as outlines, which look alike without any font.
    pub paths: bool,
    /// The fonts that the texts use, within the file.
    pub embed_font: bool,
    /// Where a mark leads to, if anywhere: an address, which need not be escaped.
    pub link: Option<&'a LinkOf<'a>>,
}

/// The address that a mark leads to.
pub type LinkOf<'a> = dyn Fn(&Item) -> Option<String> + 'a;

impl fmt::Debug for Options<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { paths, embed_font, link } = self;
        f.debug_struct("Options")
            .field("paths", paths)
            .field("embed_font", embed_font)
            .field("link", &link.is_some())
            .finish()
    }
}

/// Writes the scene as one SVG document.
#[must_use]
pub fn to_svg(scene: &Scene) -> String {
    to_svg_with(scene, None, &Options::default())
}

/// Writes one SVG document that looks like `light`, and like `dark` where the reader prefers dark colours. Both must be
/// the same chart, which differs in its colours alone; where they differ in more, `light` is written.
#[must_use]
pub fn to_svg_auto(light: &Scene, dark: &Scene) -> String {
    to_svg_with(light, Some(dark), &Options::default())
}

/// Writes one SVG document, as asked for.
#[must_use]
pub fn to_svg_with(light: &Scene, dark: Option<&Scene>, options: &Options<'_>) -> String {
    let mut pairs = Vec::new();
    let mut classes: BTreeMap<ColorPair, usize> = BTreeMap::new();
    if let Some(dark) = dark {
        pairs.push((light.background, dark.background));
        if !paired(&light.items, &dark.items, &mut pairs) {
            pairs.clear();
        }
    }
    for pair in &pairs {
        let next = classes.len();
        classes.entry(key(pair.0, pair.1)).or_insert(next);
    }
    let mut writer = Writer::new(classes, options);
    writer.document(light, &pairs);
    writer.out
}

/// Two colours with their opacity.
type ColorPair = [u8; 8];

fn key(light: Color, dark: Color) -> ColorPair {
    [light.r, light.g, light.b, light.a, dark.r, dark.g, dark.b, dark.a]
}

/// Collects fill and outline of every item of two scenes in the order in which they are written; false if the scenes
/// differ in more than their colours.
fn paired(light: &[Item], dark: &[Item], pairs: &mut Vec<(Color, Color)>) -> bool {
    light.len() == dark.len()
        && light.iter().zip(dark).all(|(one, other)| {
            let shapes = match (&one.shape, &other.shape) {
                (Shape::Group { items: a, .. }, Shape::Group { items: b, .. }) => {
                    return paired(a, b, pairs);
                }
                (a, b) => a == b,
            };
            let mut push = |a: Option<Color>, b: Option<Color>| match (a, b) {
                (Some(a), Some(b)) => {
                    pairs.push((a, b));
                    true
                }
                (None, None) => true,
                _ => false,
            };
            let strokes = (one.stroke.as_ref(), other.stroke.as_ref());
            shapes
                && push(one.fill, other.fill)
                && push(strokes.0.map(|s| s.color), strokes.1.map(|s| s.color))
        })
}

struct Writer<'a> {
    out: String,
    options: &'a Options<'a>,
    /// Whether what is written stands inside of a link; links do not nest.
    in_link: bool,
    ids: BTreeSet<String>,
    /// The number of the class of each pair of colours, if there is a dark picture.
    classes: BTreeMap<ColorPair, usize>,
    /// The dark colours of what is still to be written, the next one last.
    dark: Vec<Color>,
}

impl<'a> Writer<'a> {
    fn new(classes: BTreeMap<ColorPair, usize>, options: &'a Options<'a>) -> Self {
        let out = String::with_capacity(4096);
        Self { out, options, in_link: false, ids: BTreeSet::new(), classes, dark: Vec::new() }
    }

    /// The rules that change colours where the reader prefers a dark picture.
    fn style(&mut self) {
        let mut rules = String::new();
        for (pair, class) in &self.classes {
            let [_, _, _, _, r, g, b, a] = *pair;
            let hex = format!("#{r:02x}{g:02x}{b:02x}");
            let (mut fill, mut stroke) = (format!("fill:{hex}"), format!("stroke:{hex}"));
            if a < 255 || pair[3] < 255 {
                let opacity = decimal(i64::from((u32::from(a) * 100 + 127) / 255));
                let _ = write!(fill, ";fill-opacity:{opacity}");
                let _ = write!(stroke, ";stroke-opacity:{opacity}");
            }
            let _ = write!(rules, ".f{class}{{{fill}}}.s{class}{{{stroke}}}");
        }
        self.push(&format!("<style>@media (prefers-color-scheme: dark){{{rules}}}</style>\n"));
    }

    /// The class of a colour in a picture that has a dark side.
    fn dark_class(&mut self, letter: char, light: Color) -> Option<String> {
        let dark = self.dark.pop()?;
        let class = self.classes.get(&key(light, dark))?;
        Some(format!("{letter}{class}"))
    }
}

impl Writer<'_> {
    fn document(&mut self, scene: &Scene, pairs: &[(Color, Color)]) {
        self.dark = pairs.iter().rev().map(|(_, dark)| *dark).collect();
        let title_id = self.unique_id("chart-title");
        let description_id = self.unique_id("chart-description");
        let (width, height) = (length(scene.width), length(scene.height));
        // Texts are measured and painted without kerning; a browser that kerns would shift words within their width.
        // What is inside of an image is not read out, and links are there to be found.
        let role = if self.options.link.is_some() { "graphics-document document" } else { "img" };
        self.push(&format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
             viewBox=\"0 0 {width} {height}\" role=\"{role}\" aria-labelledby=\"{title_id} {description_id}\" \
             font-family=\"{}\" style=\"font-kerning:none\">\n",
            font::families(scene)
        ));
        self.push(&format!("<title id=\"{title_id}\">{}</title>\n", escaped(&scene.title)));
        self.push(&format!("<desc id=\"{description_id}\">{}</desc>\n", escaped(&scene.description)));
        if self.options.embed_font && !self.options.paths {
            self.push(&font::faces(scene));
        }
        if !self.classes.is_empty() {
            self.style();
        }
        let dark =
            self.dark_class('f', scene.background).map_or_else(String::new, |class| format!(" {class}"));
        self.push(&format!("<rect class=\"background{dark}\" width=\"{width}\" height=\"{height}\""));
        self.color("fill", scene.background);
        self.push("/>\n");
        for item in &scene.items {
            self.item(item);
        }
        self.push("</svg>\n");
    }

    /// Groups nest only as deep as a chart builds them (two levels), so recursion is bounded.
    fn item(&mut self, item: &Item) {
        let link = self.options.link.filter(|_| !self.in_link).and_then(|link| link(item));
        let Some(link) = link else { return self.element(item) };
        self.push(&format!("<a href=\"{}\"", escaped(&link)));
        let words = match &item.shape {
            Shape::Text(text) => Some(text.content.as_str()),
            _ => None,
        };
        if let Some(words) = item.tooltip.as_deref().or(words) {
            self.push(&format!(" aria-label=\"{}\"", escaped(&shortened(words))));
        }
        self.push(">");
        self.in_link = true;
        self.element(item);
        self.in_link = false;
        self.push("</a>\n");
    }

    fn element(&mut self, item: &Item) {
        match &item.shape {
            Shape::Group { role, items } => {
                self.push("<g");
                self.attributes(item);
                if let Some(role) = role {
                    self.push(&format!(" role=\"{}\"", escaped(role)));
                }
                self.push(">");
                self.tooltip(item);
                self.push("\n");
                for inner in items {
                    self.item(inner);
                }
                self.push("</g>\n");
            }
            Shape::Text(text) if self.options.paths => self.outline(item, text),
            Shape::Text(text) => self.text(item, text),
            shape => {
                let name = self.open_shape(shape, item.stroke.as_ref());
                self.attributes(item);
                self.paint(item);
                if item.tooltip.is_some() {
                    self.push(">");
                    self.tooltip(item);
                    self.push(&format!("</{name}>\n"));
                } else {
                    self.push("/>\n");
                }
            }
        }
    }

    /// Writes the start of the element with its geometry and returns the element's name.
    fn open_shape(&mut self, shape: &Shape, stroke: Option<&Stroke>) -> &'static str {
        match shape {
            Shape::Rect { x, y, width, height, radius } => {
                self.push(&format!(
                    "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"",
                    length(*x),
                    length(*y),
                    length((*width).max(0)),
                    length((*height).max(0))
                ));
                if *radius > 0 {
                    self.push(&format!(" rx=\"{}\"", length(*radius)));
                }
                "rect"
            }
            Shape::Circle { center, radius } => {
                self.push(&format!(
                    "<circle cx=\"{}\" cy=\"{}\" r=\"{}\"",
                    length(center.x),
                    length(center.y),
                    length((*radius).max(0))
                ));
                "circle"
            }
            Shape::Polyline { points, closed } => {
                let name = if *closed { "polygon" } else { "polyline" };
                let snapped = snapped_line(points, stroke);
                let mut list = String::new();
                for p in snapped.as_ref().map_or(points.as_slice(), |pair| pair.as_slice()) {
                    let _ = write!(list, "{}{}", if list.is_empty() { "" } else { " " }, pair(*p));
                }
                self.push(&format!("<{name} points=\"{list}\""));
                name
            }
            Shape::Path(segments) => {
                let mut data = String::new();
                for segment in segments {
                    let _ = match segment {
                        Segment::Move(p) => write!(data, "M{}", pair(*p)),
                        Segment::Line(p) => write!(data, "L{}", pair(*p)),
                        Segment::Cubic(a, b, p) => write!(data, "C{} {} {}", pair(*a), pair(*b), pair(*p)),
                        Segment::Close => write!(data, "Z"),
                    };
                }
                self.push(&format!("<path d=\"{data}\""));
                "path"
            }
            // Handled by `item`; an empty group keeps the document well-formed should that ever change.
            Shape::Text(_) | Shape::Group { .. } => {
                self.push("<g");
                "g"
            }
        }
    }

    fn text(&mut self, item: &Item, text: &Text) {
        let (x, y) = (length(text.at.x), length(text.at.y));
        self.push(&format!("<text x=\"{x}\" y=\"{y}\" font-size=\"{}\"", length(text.size)));
        if text.weight == Weight::SemiBold {
            self.push(" font-weight=\"600\"");
        }
        // The width that the layout was made with. A viewer without the font takes another one, which may be
        // wider; this makes it keep to the place. Of characters that the font lacks no width is known.
        let width = text::width(&text.content, text.weight, text.size);
        if width > 0 && text::uncovered(&text.content).is_empty() {
            self.push(&format!(" textLength=\"{}\" lengthAdjust=\"spacingAndGlyphs\"", length(width)));
        }
        match text.anchor {
            Anchor::Start => {}
            Anchor::Middle => self.push(" text-anchor=\"middle\""),
            Anchor::End => self.push(" text-anchor=\"end\""),
        }
        if !text.quarter_turns.is_multiple_of(4) {
            let degrees = u32::from(text.quarter_turns % 4) * 90;
            self.push(&format!(" transform=\"rotate({degrees} {x} {y})\""));
        }
        self.begin_words(item);
        self.push(&escaped(&text.content));
        self.push("</text>\n");
    }

    /// What an open tag of words ends with, whose outline lies under them, and their tooltip.
    fn begin_words(&mut self, item: &Item) {
        self.attributes(item);
        if item.stroke.is_some() {
            self.push(" paint-order=\"stroke\" stroke-linejoin=\"round\"");
        }
        self.paint(item);
        self.push(">");
        self.tooltip(item);
    }

    /// A text as the shapes of its glyphs, with its words for those who cannot see it.
    fn outline(&mut self, item: &Item, text: &Text) {
        let mut data = String::new();
        let at = |v: f32| decimal((f64::from(v) * 100.0).round() as i64);
        for step in outline::of(text, 1.0 / PX as f32) {
            let _ = match step {
                Step::Move(x, y) => write!(data, "M{} {}", at(x), at(y)),
                Step::Line(x, y) => write!(data, "L{} {}", at(x), at(y)),
                Step::Quad(a, b, x, y) => write!(data, "Q{} {} {} {}", at(a), at(b), at(x), at(y)),
                Step::Cubic(a, b, c, d, x, y) => {
                    write!(data, "C{} {} {} {} {} {}", at(a), at(b), at(c), at(d), at(x), at(y))
                }
                Step::Close => write!(data, "Z"),
            };
        }
        let (x, y) = (length(text.at.x), length(text.at.y));
        self.push(&format!("<path d=\"{data}\" transform=\"translate({x} {y})"));
        if !text.quarter_turns.is_multiple_of(4) {
            self.push(&format!(" rotate({})", u32::from(text.quarter_turns % 4) * 90));
        }
        self.push(&format!("\" role=\"img\" aria-label=\"{}\"", escaped(&text.content)));
        self.begin_words(item);
        self.push("</path>\n");
    }

    fn attributes(&mut self, item: &Item) {
        if let Some(id) = &item.id {
            let id = self.unique_id(id);
            self.push(&format!(" id=\"{id}\""));
        }
        let mut classes: Vec<String> = Vec::new();
        if !item.class.is_empty() {
            classes.push(escaped(item.class));
        }
        if !matches!(item.shape, Shape::Group { .. }) {
            classes.extend(item.fill.and_then(|color| self.dark_class('f', color)));
            let stroke = item.stroke.as_ref().map(|stroke| stroke.color);
            classes.extend(stroke.and_then(|color| self.dark_class('s', color)));
        }
        if !classes.is_empty() {
            self.push(&format!(" class=\"{}\"", classes.join(" ")));
        }
    }

    fn paint(&mut self, item: &Item) {
        match item.fill {
            Some(color) => self.color("fill", color),
            None => self.push(" fill=\"none\""),
        }
        let Some(stroke) = &item.stroke else { return };
        self.color("stroke", stroke.color);
        self.push(&format!(" stroke-width=\"{}\"", length(stroke.width)));
        if !stroke.dash.is_empty() {
            let dash: Vec<String> = stroke.dash.iter().map(|&d| length(d)).collect();
            self.push(&format!(" stroke-dasharray=\"{}\"", dash.join(" ")));
        }
        if matches!(item.shape, Shape::Polyline { .. } | Shape::Path(_)) {
            self.push(" stroke-linejoin=\"round\"");
        }
    }

    fn color(&mut self, name: &str, color: Color) {
        self.push(&format!(" {name}=\"#{:02x}{:02x}{:02x}\"", color.r, color.g, color.b));
        if color.a < 255 {
            let hundredths = (u32::from(color.a) * 100 + 127) / 255;
            self.push(&format!(" {name}-opacity=\"{}\"", decimal(i64::from(hundredths))));
        }
    }

    fn tooltip(&mut self, item: &Item) {
        let Some(words) = &item.tooltip else { return };
        self.push(&format!("<title>{}</title>", escaped(&shortened(words))));
    }

    /// Makes an id of letters, digits, `-`, `_` and `.` that no other element has.
    fn unique_id(&mut self, wish: &str) -> String {
        let mut id = String::with_capacity(wish.len().min(64) + 2);
        for c in wish.chars().take(64) {
            id.push(if c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.') { c } else { '_' });
        }
        if !id.starts_with(|c: char| c.is_ascii_alphabetic()) {
            id.insert_str(0, "n-");
        }
        let mut unique = id.clone();
        let mut number = 2_u64;
        while !self.ids.insert(unique.clone()) {
            unique = format!("{id}~{number}").replace('~', "--");
            number = number.saturating_add(1);
        }
        unique
    }

    fn push(&mut self, words: &str) {
        self.out.push_str(words);
    }
}

/// The words of a tooltip, cut if they are too long.
fn shortened(words: &str) -> String {
    let mut shown: String = words.chars().take(MAX_TOOLTIP).collect();
    if shown.len() < words.len() {
        shown.push('\u{2026}');
    }
    shown
}

/// Moves a level or upright line so that its edges fall on whole pixels; other lines stay as they are.
fn snapped_line(points: &[Point], stroke: Option<&Stroke>) -> Option<[Point; 2]> {
    let (&[a, b], Some(stroke)) = (points, stroke) else { return None };
    let snap = |v: i32| crate::raster::snapped(v, stroke.width);
    if a.y == b.y {
        let y = snap(a.y);
        Some([Point::new(a.x, y), Point::new(b.x, y)])
    } else if a.x == b.x {
        let x = snap(a.x);
        Some([Point::new(x, a.y), Point::new(x, b.y)])
    } else {
        None
    }
}

fn pair(p: Point) -> String {
    format!("{},{}", length(p.x), length(p.y))
}

/// Sixteenths as a decimal number of pixels with at most two decimals, halves rounded away from zero.
fn length(sixteenths: i32) -> String {
    let scaled = i64::from(sixteenths) * 100;
    let rounded = (scaled + if scaled < 0 { -8 } else { 8 }) / 16;
    decimal(rounded)
}

/// Hundredths as a decimal number without zeros at the end and without a negative zero.
fn decimal(hundredths: i64) -> String {
    let sign = if hundredths < 0 { "-" } else { "" };
    let magnitude = hundredths.unsigned_abs();
    let (whole, rest) = (magnitude / 100, magnitude % 100);
    match rest {
        0 => format!("{sign}{whole}"),
        r if r % 10 == 0 => format!("{sign}{whole}.{}", r / 10),
        r => format!("{sign}{whole}.{r:02}"),
    }
}

/// Text for XML 1.0: markup characters escaped; characters that XML forbids become U+FFFD.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\t' | '\n' => out.push(c),
            // C1 controls are allowed in XML 1.0 but discouraged, and never wanted.
            c if c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}') => out.push('\u{FFFD}'),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests;
