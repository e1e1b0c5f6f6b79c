//! The colour of an organisation in place of the theme's own.

use crate::scene::Color;
use crate::sight::{APART, distance};
use crate::theme::{Paint, Theme, contrast, mixed};

/// Least contrast of words on their ground (WCAG 2.2, 1.4.3).
pub const WORDS: f64 = 4.5;
/// Least contrast of lines and areas on their ground (WCAG 2.2, 1.4.11).
pub const MARKS: f64 = 3.0;

/// A theme with an accent, and what had to be changed for it.
#[derive(Clone, Debug, PartialEq)]
pub struct Accented {
    /// The theme.
    pub theme: Theme,
    /// Changes, for people.
    pub notes: Vec<String>,
}

/// Gives a theme the colour of an organisation: what really happened, flows of money, and the vision. A colour that
/// stands out too little from the ground is brought nearer to that of words, lines and areas to [`MARKS`], words to
/// [`WORDS`]. Colours of scenarios that colour-blind readers could not tell from it are left out, and the planned path
/// is drawn in another grey where its own could not be told from it.
#[must_use]
pub fn accented(theme: Theme, accent: Color) -> Accented {
    let grounds = [theme.background, theme.surface, theme.band];
    let until = |least: f64| {
        let enough = |color: &Color| grounds.iter().all(|ground| contrast(*color, *ground) >= least);
        let mut steps = (0..=100).map(|step| mixed(accent, theme.ink, f64::from(step) / 100.0));
        steps.find(enough).unwrap_or(theme.ink)
    };
    let paint = Paint { area: until(MARKS), ink: until(WORDS) };
    let mut notes = Vec::new();
    let mut changed = |to: Color, what: &str, least: f64| {
        if to != accent {
            let (from, to) = (hex(accent), hex(to));
            notes.push(format!(
                "the accent {from} stands out too little from the {} theme: {what} are {to}, with a contrast of {least}",
                theme.name
            ));
        }
    };
    changed(paint.area, "marks", MARKS);
    changed(paint.ink, "words", WORDS);
    // Three greys of which no colour is near to all.
    let greys =
        [theme.plan, Paint { area: theme.ink, ink: theme.ink }, Paint { area: theme.axis, ink: theme.muted }];
    let apart = greys.into_iter().find(|grey| distance(paint.area, grey.area) > APART);
    let plan = apart.unwrap_or(theme.plan);
    if plan != theme.plan {
        let (accent, plan) = (hex(accent), hex(plan.area));
        notes.push(format!(
            "the accent {accent} is near the grey of plans in the {} theme: those are {plan}",
            theme.name
        ));
    }
    let kept: Vec<Paint> =
        theme.series.iter().filter(|series| distance(series.area, paint.area) > APART).copied().collect();
    let mut series = theme.series;
    for (at, slot) in series.iter_mut().enumerate() {
        *slot = kept.get(at % kept.len().max(1)).copied().unwrap_or(*slot);
    }
    let mut theme = Theme { actual: paint, plan, series, ..theme };
    // Printers get no filled areas.
    if theme.vision != theme.background {
        let ink = Theme::ink_on(paint.area);
        (theme.vision, theme.vision_ink, theme.vision_muted) = (paint.area, ink, ink);
    }
    Accented { theme, notes }
}

/// Reads `#0057b8` or `#05b`.
#[must_use]
pub fn parse(text: &str) -> Option<Color> {
    let digits = text.strip_prefix('#')?;
    if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    let number = u32::from_str_radix(digits, 16).ok()?;
    match digits.len() {
        6 => Some(Color::hex(number)),
        3 => {
            let [r, g, b] = [number >> 8, number >> 4 & 15, number & 15].map(|digit| digit * 17);
            Some(Color::hex(r << 16 | g << 8 | b))
        }
        _ => None,
    }
}

fn hex(color: Color) -> String {
    format!("#{:02x}{:02x}{:02x}", color.r, color.g, color.b)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn colours_are_read_in_two_lengths() {
        assert_eq!(parse("#0057b8"), Some(Color::hex(0x00_57B8)));
        assert_eq!(parse("#05B"), Some(Color::hex(0x00_55BB)));
        for wrong in ["0057b8", "#0057b", "#+057b8", "#gggggg", "#", "#é", "blue"] {
            assert_eq!(parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_strong_accent_is_taken_as_it_is_and_a_weak_one_is_told() {
        let strong = accented(Theme::light(), Color::hex(0x00_57B8));
        assert_eq!(strong.theme.actual.area, Color::hex(0x00_57B8));
        assert_eq!((strong.theme.vision_ink, strong.notes.len()), (Color::hex(0xFF_FFFF), 0));
        let weak = accented(Theme::light(), Color::hex(0xFF_E000));
        assert_eq!(weak.notes.len(), 2, "{:?}", weak.notes);
        assert!(weak.notes[0].contains("#ffe000") && weak.notes[0].contains("light"), "{:?}", weak.notes);
        let grey = accented(Theme::light(), Color::hex(0x5B_6576));
        assert_eq!(grey.theme.plan.area, Theme::light().ink);
        assert!(grey.notes[0].contains("is near the grey of plans"), "{:?}", grey.notes);
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
        #[test]
        fn every_accent_is_readable_and_apart(rgb in 0u32..0x0100_0000) {
            for theme in [Theme::light(), Theme::dark(), Theme::print()] {
                let Accented { theme, .. } = accented(theme, Color::hex(rgb));
                for ground in [theme.background, theme.surface, theme.band] {
                    prop_assert!(contrast(theme.actual.ink, ground) >= WORDS);
                    prop_assert!(contrast(theme.actual.area, ground) >= MARKS);
                }
                prop_assert!(contrast(theme.vision_ink, theme.vision) >= WORDS);
                prop_assert!(contrast(theme.vision_muted, theme.vision) >= WORDS);
                prop_assert!(distance(theme.actual.area, theme.plan.area) > APART);
                for series in theme.series {
                    prop_assert!(distance(theme.actual.area, series.area) > APART, "{rgb:06x} {}", theme.name);
                }
            }
        }
    }
}
