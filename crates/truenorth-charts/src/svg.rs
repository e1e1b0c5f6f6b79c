//! Writes a scene as SVG: accessible, classed, well-formed for any Unicode, the same bytes for the same scene.

use crate::scene::{Anchor, Color, Item, Point, Scene, Segment, Shape, Stroke, Text};
use crate::text::{self, Weight};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// The font families named in the picture, best first.
const FAMILIES: &str = "Inter, 'Helvetica Neue', Arial, 'Noto Sans', sans-serif";

/// The longest tooltip that is written, in characters; longer ones end with an ellipsis.
const MAX_TOOLTIP: usize = 2000;

/// Writes the scene as one SVG document.
#[must_use]
pub fn to_svg(scene: &Scene) -> String {
    let mut writer = Writer::new(BTreeMap::new());
    writer.document(scene, &[]);
    writer.out
}

/// Writes one SVG document that looks like `light`, and like `dark` where the reader prefers dark colours. Both must be
/// the same chart, which differs in its colours alone; where they differ in more, `light` is written.
#[must_use]
pub fn to_svg_auto(light: &Scene, dark: &Scene) -> String {
    let mut pairs = vec![(light.background, dark.background)];
    if !paired(&light.items, &dark.items, &mut pairs) {
        return to_svg(light);
    }
    let mut classes: BTreeMap<ColorPair, usize> = BTreeMap::new();
    for pair in &pairs {
        let next = classes.len();
        classes.entry(key(pair.0, pair.1)).or_insert(next);
    }
    let mut writer = Writer::new(classes);
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

struct Writer {
    out: String,
    ids: BTreeSet<String>,
    /// The number of the class of each pair of colours, if there is a dark picture.
    classes: BTreeMap<ColorPair, usize>,
    /// The dark colours of what is still to be written, the next one last.
    dark: Vec<Color>,
}

impl Writer {
    fn new(classes: BTreeMap<ColorPair, usize>) -> Self {
        Self { out: String::with_capacity(4096), ids: BTreeSet::new(), classes, dark: Vec::new() }
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

impl Writer {
    fn document(&mut self, scene: &Scene, pairs: &[(Color, Color)]) {
        self.dark = pairs.iter().rev().map(|(_, dark)| *dark).collect();
        let title_id = self.unique_id("chart-title");
        let description_id = self.unique_id("chart-description");
        let (width, height) = (length(scene.width), length(scene.height));
        self.push(&format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
             viewBox=\"0 0 {width} {height}\" role=\"img\" aria-labelledby=\"{title_id} {description_id}\" \
             font-family=\"{FAMILIES}\">\n"
        ));
        self.push(&format!("<title id=\"{title_id}\">{}</title>\n", escaped(&scene.title)));
        self.push(&format!("<desc id=\"{description_id}\">{}</desc>\n", escaped(&scene.description)));
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
        self.attributes(item);
        if item.stroke.is_some() {
            self.push(" paint-order=\"stroke\" stroke-linejoin=\"round\"");
        }
        self.paint(item);
        self.push(">");
        self.tooltip(item);
        self.push(&escaped(&text.content));
        self.push("</text>\n");
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
        let mut shown: String = words.chars().take(MAX_TOOLTIP).collect();
        if shown.len() < words.len() {
            shown.push('\u{2026}');
        }
        self.push(&format!("<title>{}</title>", escaped(&shown)));
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
mod tests {
    use super::*;
    use crate::scene::{PX, TextStyle};
    use crate::testing::check_xml;
    use proptest::prelude::*;

    fn scene(words: &str) -> Scene {
        let mut card = Item::new(
            "goal",
            Shape::Group {
                role: Some("group"),
                items: vec![
                    Item::text("label", words, Point::new(10, 10), TextStyle::regular(14), Color::hex(0)),
                    Item::line(
                        "rule",
                        Point::new(0, 3),
                        Point::new(80, 3),
                        Stroke::solid(Color::hex(0).with_alpha(128), PX),
                    )
                    .with_tooltip(words),
                ],
            },
        )
        .with_tooltip(words);
        card.id = Some(words.to_owned());
        let twin = card.clone();
        Scene {
            width: 100 * PX,
            height: 50 * PX,
            background: Color::hex(0xFF_FFFF),
            title: words.to_owned(),
            description: words.to_owned(),
            items: vec![card, twin],
        }
    }

    #[test]
    fn lengths_have_two_decimals_at_most() {
        assert_eq!(length(16), "1");
        assert_eq!(length(24), "1.5");
        assert_eq!(length(1), "0.06");
        assert_eq!(length(-1), "-0.06");
        assert_eq!(length(3), "0.19");
        assert_eq!(decimal(0), "0");
    }

    #[test]
    fn markup_in_words_is_inert() {
        let svg = to_svg(&scene("<script>alert('1')</script>&\"\u{0}\u{FFFF}"));
        assert!(!svg.contains("<script"));
        assert!(svg.contains("&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;&quot;\u{FFFD}\u{FFFD}"));
        check_xml(&svg).unwrap();
    }

    #[test]
    fn ids_are_unique_and_named_in_the_root() {
        let svg = to_svg(&scene("grow revenue"));
        assert!(svg.contains("aria-labelledby=\"chart-title chart-description\""));
        assert!(svg.contains("id=\"grow_revenue\"") && svg.contains("id=\"grow_revenue--2\""));
        assert!(svg.contains("role=\"img\""));
    }

    #[test]
    fn hairlines_fall_on_pixel_centres() {
        assert!(to_svg(&scene("x")).contains("points=\"0,0.5 5,0.5\""));
    }

    #[test]
    fn one_picture_holds_both_themes() {
        let light = scene("x");
        let mut dark = scene("x");
        assert_eq!(to_svg(&light).matches("<style").count(), 0);
        dark.background = Color::hex(0x10_1620);
        let Shape::Group { items, .. } = &mut dark.items[0].shape else { panic!("a group") };
        items[0].fill = Some(Color::hex(0xFF_FFFF));
        let svg = to_svg_auto(&light, &dark);
        check_xml(&svg).unwrap();
        // White on the dark side; the twin of the text keeps black on both.
        assert!(svg.contains(".f0{fill:#101620}"), "{svg}");
        assert!(
            svg.contains("class=\"label f1\" fill=\"#000000\"") && svg.contains(".f1{fill:#ffffff}"),
            "{svg}"
        );
        assert!(svg.contains("class=\"label f3\"") && svg.contains(".f3{fill:#000000}"), "{svg}");
        dark.items.pop();
        assert_eq!(to_svg_auto(&light, &dark), to_svg(&light));
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
        #[test]
        fn any_words_give_well_formed_xml(words in proptest::collection::vec(any::<char>(), 0..60)) {
            let words: String = words.into_iter().collect();
            let svg = to_svg(&scene(&words));
            prop_assert!(check_xml(&svg).is_ok(), "{:?}", check_xml(&svg));
        }
    }
}
