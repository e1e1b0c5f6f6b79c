//! Text by the embedded font's own measures: width, wrapping, ellipsis, and what the font lacks.
//!
//! The font is a subset of Inter 4.001 (SIL Open Font Licence, `assets/fonts/OFL.txt`). It has no glyphs for
//! Chinese, Japanese, Korean, Arabic or emoji; such characters are of the user's font, if there is one
//! ([`crate::fallback`]), and else measured as wide as other fonts draw them.

use crate::fallback::{self, Fallback};
use ab_glyph::{Font, FontRef, GlyphId, OutlineCurve};
use std::rc::Rc;
use std::sync::OnceLock;

static REGULAR: &[u8] = include_bytes!("../assets/fonts/Inter-Regular-subset.ttf");
static SEMIBOLD: &[u8] = include_bytes!("../assets/fonts/Inter-SemiBold-subset.ttf");

/// The font weights that the crate carries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Weight {
    /// Weight 400.
    #[default]
    Regular,
    /// Weight 600.
    SemiBold,
}

/// The file of a weight.
pub(crate) fn file(weight: Weight) -> &'static [u8] {
    match weight {
        Weight::Regular => REGULAR,
        Weight::SemiBold => SEMIBOLD,
    }
}

/// The parsed font of a weight. `None` can not happen with the embedded files (a test holds that); callers
/// then fall back to estimated widths instead of failing.
fn font(weight: Weight) -> Option<&'static FontRef<'static>> {
    static FONTS: [OnceLock<Option<FontRef<'static>>>; 2] = [OnceLock::new(), OnceLock::new()];
    let slot = match weight {
        Weight::Regular => &FONTS[0],
        Weight::SemiBold => &FONTS[1],
    };
    slot.get_or_init(|| FontRef::try_from_slice(file(weight)).ok()).as_ref()
}

/// The font that a glyph is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Source {
    /// The embedded one.
    Embedded,
    /// The user's.
    Fallback,
}

/// How one character takes its place in a line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Glyph {
    /// A font draws it.
    Known(Source, GlyphId),
    /// No font has it: an empty box is drawn in its place.
    Missing,
    /// It has no shape of its own: joiners, variation selectors, marks of direction.
    Invisible,
}

/// The fonts of a weight: the embedded one, and below it the user's.
#[derive(Clone)]
pub(crate) struct Fonts {
    embedded: Option<&'static FontRef<'static>>,
    fallback: Option<Rc<Fallback>>,
}

impl Fonts {
    pub(crate) fn new(weight: Weight) -> Self {
        Self { embedded: font(weight), fallback: fallback::current() }
    }

    /// Finds the glyph of a character and its advance in thousandths of an em.
    pub(crate) fn glyph(&self, c: char) -> (Glyph, f64) {
        if is_invisible(c) {
            return (Glyph::Invisible, 0.0);
        }
        let Some(font) = self.embedded else { return (Glyph::Missing, 600.0) };
        let id = font.glyph_id(c);
        if id.0 != 0 {
            let em = f64::from(font.units_per_em().unwrap_or(2048.0));
            let advance = f64::from(font.h_advance_unscaled(id)) * 1000.0 / em;
            return (Glyph::Known(Source::Embedded, id), advance);
        }
        match self.fallback.as_ref().and_then(|fallback| fallback.glyph(c)) {
            Some((id, advance)) => (Glyph::Known(Source::Fallback, id), advance),
            None => (Glyph::Missing, missing_advance(c)),
        }
    }

    /// Kerning between two glyphs of one font in thousandths of an em; 0 if it has no `kern` table.
    pub(crate) fn kerning(&self, first: Option<(Source, GlyphId)>, second: (Source, GlyphId)) -> f64 {
        let Some((source, first)) = first.filter(|first| first.0 == second.0) else { return 0.0 };
        match source {
            Source::Embedded => self.embedded.map_or(0.0, |font| {
                let em = f64::from(font.units_per_em().unwrap_or(2048.0));
                f64::from(font.kern_unscaled(first, second.1)) * 1000.0 / em
            }),
            Source::Fallback => self.fallback.as_ref().map_or(0.0, |font| font.kerning(first, second.1)),
        }
    }

    /// The outline of a glyph, and how many of its units an em has.
    pub(crate) fn curves(&self, source: Source, id: GlyphId) -> (Vec<OutlineCurve>, f32) {
        let (outline, units) = match source {
            Source::Embedded => (
                self.embedded.and_then(|font| font.outline(id)),
                self.embedded.and_then(Font::units_per_em).unwrap_or(2048.0),
            ),
            Source::Fallback => (
                self.fallback.as_ref().and_then(|fallback| fallback.font().outline(id)),
                self.fallback.as_ref().map_or(1000.0, |fallback| fallback.units() as f32),
            ),
        };
        (outline.map_or_else(Vec::new, |outline| outline.curves), units)
    }
}

/// Whether the user's font draws a character of the text.
pub(crate) fn uses_fallback(text: &str) -> bool {
    let fonts = Fonts::new(Weight::Regular);
    let is_of_it = |c| matches!(fonts.glyph(c).0, Glyph::Known(Source::Fallback, _));
    fonts.fallback.is_some() && text.chars().any(is_of_it)
}

/// The width other fonts usually give a character that ours lacks, in thousandths of an em: emoji are wider
/// than the em, ideographs take it whole.
fn missing_advance(c: char) -> f64 {
    if u32::from(c) >= 0x1_F000 { 1300.0 } else { 1000.0 }
}

/// Characters that take no place: zero-width joiners and spaces, variation selectors, direction marks, tags.
fn is_invisible(c: char) -> bool {
    matches!(u32::from(c),
        0x00AD | 0x034F | 0x061C | 0x180B..=0x180F | 0x200B..=0x200F | 0x2060..=0x2064 | 0xFE00..=0xFE0F | 0xFEFF
        | 0xE0000..=0xE0FFF)
}

/// The characters of `text` that no font at hand can draw, in order of first appearance, each once.
#[must_use]
pub fn uncovered(text: &str) -> Vec<char> {
    let fonts = Fonts::new(Weight::Regular);
    let mut seen = std::collections::BTreeSet::new();
    text.chars()
        .filter(|&c| !c.is_control() && c != '\u{FFFD}' && fonts.glyph(c).0 == Glyph::Missing)
        .filter(|&c| seen.insert(c))
        .collect()
}

/// The text fit for one line: white space and line breaks become single spaces, other control characters and
/// characters that turn the direction of what follows become U+FFFD, so that nobody can hide or forge words.
#[must_use]
pub fn one_line(text: &str) -> String {
    let mut out = String::with_capacity(text.len().min(4096));
    for c in text.chars() {
        let kept = match c {
            '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FFFE}' | '\u{FFFF}' => '\u{FFFD}',
            c if c.is_whitespace() && !matches!(c, '\u{A0}' | '\u{202F}' | '\u{2009}') => ' ',
            c if c.is_control() => '\u{FFFD}',
            c => c,
        };
        if kept != ' ' || !(out.is_empty() || out.ends_with(' ')) {
            out.push(kept);
        }
    }
    if out.ends_with(' ') {
        out.pop();
    }
    out
}

/// Adds advances one character at a time.
struct Pen {
    fonts: Fonts,
    last: Option<(Source, GlyphId)>,
    thousandths: f64,
}

impl Pen {
    fn new(weight: Weight) -> Self {
        Self { fonts: Fonts::new(weight), last: None, thousandths: 0.0 }
    }

    fn push(&mut self, c: char) {
        let (found, advance) = self.fonts.glyph(c);
        self.thousandths += advance;
        if let Glyph::Known(source, id) = found {
            self.thousandths += self.fonts.kerning(self.last, (source, id));
            self.last = Some((source, id));
        }
    }

    fn width(&self, size: i32) -> i32 {
        (self.thousandths * f64::from(size) / 1000.0).ceil() as i32
    }
}

/// Width of one line in sixteenths at an em of `size` sixteenths, rounded up.
#[must_use]
pub fn width(text: &str, weight: Weight, size: i32) -> i32 {
    let mut pen = Pen::new(weight);
    text.chars().for_each(|c| pen.push(c));
    pen.width(size)
}

/// No place on a chart holds more characters than this; longer texts are cut before they are measured, so that a
/// title of megabytes costs no more than a long one.
const MOST: usize = 4000;

/// The start of a text that could be seen at most.
fn start(text: &str) -> &str {
    text.char_indices().nth(MOST).and_then(|(end, _)| text.get(..end)).unwrap_or(text)
}

/// A text cut to its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fitted {
    /// The lines to draw; at least one if there was any text.
    pub lines: Vec<String>,
    /// Whether words are missing at the end (it then ends with an ellipsis).
    pub cut: bool,
}

/// One line no wider than `room` sixteenths, cut with an ellipsis if needed; empty if not even that fits.
#[must_use]
pub fn fit(text: &str, weight: Weight, size: i32, room: i32) -> String {
    let line = one_line(start(text));
    let mut pen = Pen::new(weight);
    for c in line.chars() {
        pen.push(c);
        if pen.width(size) > room {
            return cut(&line, weight, size, room);
        }
    }
    line
}

/// The longest start of `line` that fits with an ellipsis behind it.
fn cut(line: &str, weight: Weight, size: i32, room: i32) -> String {
    let mut pen = Pen::new(weight);
    pen.push('\u{2026}');
    let mut end = 0;
    for (at, c) in line.char_indices() {
        pen.push(c);
        // One sixteenth of slack: the ellipsis is measured before the words, so rounding may differ.
        if pen.width(size).saturating_add(1) > room {
            break;
        }
        end = at + c.len_utf8();
    }
    let kept = line.get(..end).unwrap_or_default().trim_end_matches([' ', ',', ';', ':', '-']);
    let ellipsis = if width("\u{2026}", weight, size) <= room { "\u{2026}" } else { "" };
    format!("{kept}{ellipsis}")
}

/// Breaks `text` greedily into lines no wider than `room` sixteenths; after `max_lines` the rest is cut with an
/// ellipsis. A word wider than the room is broken inside, never before a character without width.
#[must_use]
pub fn wrap(text: &str, weight: Weight, size: i32, room: i32, max_lines: usize) -> Fitted {
    let line = one_line(start(text));
    let mut lines: Vec<String> = Vec::new();
    let mut rest = line.as_str();
    while !rest.is_empty() {
        if lines.len() + 1 >= max_lines.max(1) {
            let last = fit(rest, weight, size, room);
            let cut = last != rest;
            lines.push(last);
            return Fitted { lines, cut };
        }
        let end = line_end(rest, weight, size, room);
        let (head, tail) = rest.split_at_checked(end).unwrap_or((rest, ""));
        lines.push(head.trim_end().to_owned());
        rest = tail.trim_start();
    }
    Fitted { lines, cut: false }
}

/// Where the first line of `rest` ends, in bytes; at least one character on.
fn line_end(rest: &str, weight: Weight, size: i32, room: i32) -> usize {
    let mut pen = Pen::new(weight);
    let mut after_space = None;
    let mut after_hyphen = None;
    let mut inside = 0;
    for (at, c) in rest.char_indices() {
        pen.push(c);
        if c == ' ' {
            if may_break(rest, at) {
                after_space = Some(at + 1);
            }
            continue;
        }
        if pen.width(size) > room {
            let anywhere = if inside == 0 { at + c.len_utf8() } else { inside };
            return after_space.or(after_hyphen).unwrap_or(anywhere);
        }
        inside = at + c.len_utf8();
        // A word that is wider than the room breaks behind a hyphen or slash, if it has one.
        if matches!(c, '-' | '/' | '\u{2013}' | '\u{2014}') && at > 0 {
            after_hyphen = Some(inside);
        }
    }
    rest.len()
}

/// Whether a line may end at the space at `at`: not between a number and its sign, nor after a comparison.
fn may_break(line: &str, at: usize) -> bool {
    let before = line.get(..at).and_then(|head| head.chars().next_back());
    let after = line.get(at + 1..).and_then(|tail| tail.chars().next());
    let glued_before =
        matches!(before, Some('\u{2264}' | '\u{2265}' | '<' | '>' | '=' | '\u{2212}' | '\u{B1}'));
    let glued_after = matches!(after, Some('=' | '%' | '\u{2030}' | '\u{20AC}' | '\u{B0}'));
    let word_before = line.get(..at).and_then(|head| head.rsplit(' ').next()).unwrap_or_default();
    let word_after =
        line.get(at + 1..).and_then(|tail| tail.split([' ', ',', ';', ':']).next()).unwrap_or_default();
    let is_number = |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
    let in_date = is_number(word_before) && MONTHS.contains(&word_after)
        || MONTHS.contains(&word_before) && is_number(word_after);
    !(glued_before || glued_after || in_date)
}

/// The names of months in dates, which stay on one line.
pub(crate) const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// Wraps like [`wrap`], then narrows the room as far as the number of lines allows, so that lines are about
/// equally long and no word stands alone on the last one. Text that had to be cut stays as wide as it can.
#[must_use]
pub fn wrap_balanced(text: &str, weight: Weight, size: i32, room: i32, max_lines: usize) -> Fitted {
    let widest = wrap(text, weight, size, room, max_lines);
    if widest.cut || widest.lines.len() < 2 {
        return widest;
    }
    let mut best = widest;
    let (mut low, mut high) = (room / 2, room);
    // Eight halvings find the narrowest room to a 500th.
    for _ in 0..8 {
        let middle = i32::midpoint(low, high);
        let tried = wrap(text, weight, size, middle, max_lines);
        if !tried.cut && tried.lines.len() == best.lines.len() {
            best = tried;
            high = middle;
        } else {
            low = middle;
        }
    }
    best
}

/// Wraps like [`wrap`], over the whole room: narrower only as far as needed so that no short rest stands on the last line.
#[must_use]
pub fn wrap_wide(text: &str, weight: Weight, size: i32, room: i32, max_lines: usize) -> Fitted {
    let widest = wrap(text, weight, size, room, max_lines);
    if widest.cut || widest.lines.len() < 2 {
        return widest;
    }
    let count = widest.lines.len();
    let is_even = |tried: &Fitted| {
        let last = tried.lines.last().map_or(0, |line| width(line, weight, size));
        // A number stays with what it counts.
        let is_number = |line: &String| {
            let word = line.rsplit(' ').next().unwrap_or_default();
            !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit())
        };
        let parted = tried.lines.iter().take(count - 1).any(is_number);
        !tried.cut && tried.lines.len() == count && last >= room / 4 && !parted
    };
    // Steps of a fiftieth, down to three fifths.
    (0..20)
        .map(|step| wrap(text, weight, size, room - room / 50 * step, max_lines))
        .find(is_even)
        .unwrap_or(widest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn both_fonts_parse() {
        assert!(font(Weight::Regular).is_some() && font(Weight::SemiBold).is_some());
    }

    #[test]
    fn widths_add_up_and_semibold_is_wider() {
        let one = width("0", Weight::Regular, 1600);
        // Inter's figures are 1280 of 2048 units wide in the regular weight: 0.62 to 0.63 em.
        assert!((980..=1020).contains(&one), "{one}");
        assert!((width("000", Weight::Regular, 1600) - 3 * one).abs() <= 2);
        assert!(width("goal", Weight::SemiBold, 1600) > width("goal", Weight::Regular, 1600));
        assert_eq!(width("", Weight::Regular, 1600), 0);
    }

    #[test]
    fn what_the_font_lacks_is_named_once() {
        assert_eq!(uncovered("Łódź → 世界 世 \u{1F600}\u{FE0F} ok\n"), vec!['世', '界', '\u{1F600}']);
        assert!(uncovered("Umsatz ≥ 40 % · € “Ærø” …").is_empty());
    }

    #[test]
    fn control_and_direction_characters_become_visible() {
        assert_eq!(one_line(" a\r\n\tb\u{0}c \u{202E}d\u{2028}"), "a b\u{FFFD}c \u{FFFD}d");
    }

    #[test]
    fn wrapping_keeps_words_and_marks_the_cut() {
        let room = width("Cut delay minutes", Weight::Regular, 240);
        let all = wrap("Cut delay minutes by half on every line", Weight::Regular, 240, room, 9);
        assert_eq!(all.lines, ["Cut delay minutes", "by half on every", "line"]);
        assert!(!all.cut);
        let two = wrap("Cut delay minutes by half on every line", Weight::Regular, 240, room, 2);
        assert_eq!(two.lines[1], "by half on every\u{2026}");
        assert!(two.cut);
    }

    #[test]
    fn numbers_keep_their_sign_and_lines_are_balanced() {
        let room = width("Lower the cost by 11", Weight::Regular, 240) + 20;
        let lines = wrap("Lower the cost by 11 % soon", Weight::Regular, 240, room, 3).lines;
        assert_eq!(lines, ["Lower the cost by", "11 % soon"]);
        let room = width("It ends on 18 Feb 2028", Weight::Regular, 240) - 20;
        let lines = wrap("It ends on 18 Feb 2028: late", Weight::Regular, 240, room, 3).lines;
        assert_eq!(lines, ["It ends on", "18 Feb 2028: late"]);
        let room = width("Staff survey: would recommend", Weight::Regular, 240);
        let fit = |words, room| wrap_wide(words, Weight::Regular, 240, room, 3).lines;
        assert_eq!(
            fit("Staff survey: would recommend our trains", room),
            ["Staff survey: would recommend", "our trains"]
        );
        // Nor does a number stand at the end of a line that goes on.
        let room = width("It moves; of 3", Weight::Regular, 240);
        assert_eq!(fit("It moves; of 3 teams all", room), ["It moves; of", "3 teams all"]);
        let room = width("Staff survey: would recommend", Weight::Regular, 240);
        // A rest of less than a quarter draws words down to it.
        assert_eq!(fit("Staff survey: would recommend us", room), ["Staff survey: would", "recommend us"]);
        let lines = wrap_balanced("Staff survey: would recommend us", Weight::Regular, 240, room, 3).lines;
        assert_eq!(lines, ["Staff survey: would", "recommend us"]);
    }

    #[test]
    fn a_word_wider_than_the_room_is_broken() {
        let lines = wrap(&"x".repeat(100), Weight::Regular, 160, 400, 3);
        assert_eq!(lines.lines.len(), 3);
        assert!(lines.lines.iter().all(|l| width(l, Weight::Regular, 160) <= 400));
    }

    #[test]
    fn fit_returns_nothing_when_nothing_fits() {
        assert_eq!(fit("abc", Weight::Regular, 160, 3), "");
        assert_eq!(fit("abc", Weight::Regular, 160, 4000), "abc");
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
        #[test]
        fn lines_never_exceed_their_room(text in "\\PC{0,80}|.{0,80}", room in 200i32..4000, max in 1usize..5) {
            let wrapped = wrap(&text, Weight::SemiBold, 240, room, max);
            prop_assert!(wrapped.lines.len() <= max);
            // One character may be wider than the room when more lines follow.
            for line in wrapped.lines.iter().filter(|l| l.chars().count() > 1) {
                let visible = line.chars().filter(|&c| !is_invisible(c)).count();
                prop_assert!(visible <= 1 || width(line, Weight::SemiBold, 240) <= room.max(330), "{line:?}");
            }
        }
    }
}
