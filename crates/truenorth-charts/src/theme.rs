//! All colours, text sizes and distances of the charts, in a light, a dark and a printable version.
//!
//! Categories use the palette of Okabe and Ito ("Color Universal Design", 2008), darkened or lightened where
//! text needs more contrast. Magnitudes use cividis (Nuñez, Anderton and Renslow, PLoS ONE 13(7), 2018), nine stops of
//! the 256 that matplotlib 3.11 lists. A state is never told by colour alone: mark, word and colour say the same.

use crate::scene::{Color, PX};

/// What a state means for the reader, whatever word the plan uses for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tone {
    /// Needs help now: off track, blocked, missed. Mark: diamond.
    Bad,
    /// Needs a look: at risk, behind. Mark: triangle.
    Warn,
    /// As planned: on track. Mark: disc.
    Good,
    /// Better than planned. Mark: two arrow heads.
    Ahead,
    /// Reached. Mark: tick.
    Done,
    /// Not begun or waiting: accepted, paused. Mark: ring.
    Idle,
    /// Not decided yet. Mark: broken ring.
    Proposed,
    /// Given up: dropped, cancelled. Mark: cross.
    Gone,
    /// Nothing is known: not tracked, no data. Mark: short line.
    Unknown,
}

impl Tone {
    /// All tones in the order in which a legend lists them.
    pub const ALL: [Self; 9] = [
        Self::Bad,
        Self::Warn,
        Self::Good,
        Self::Ahead,
        Self::Done,
        Self::Idle,
        Self::Proposed,
        Self::Gone,
        Self::Unknown,
    ];

    /// The tone whose colour it has: better than planned counts as planned, proposed as not begun.
    #[must_use]
    pub const fn broad(self) -> Self {
        match self {
            Self::Ahead => Self::Good,
            Self::Proposed => Self::Idle,
            tone => tone,
        }
    }
}

/// The two colours of a tone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paint {
    /// For areas: bars, stripes.
    pub area: Color,
    /// For words and marks on [`Theme::surface`] or [`Theme::background`].
    pub ink: Color,
}

/// Everything about the look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theme {
    /// `light`, `dark` or `print`.
    pub name: &'static str,
    /// Behind everything.
    pub background: Color,
    /// Inside of cards.
    pub surface: Color,
    /// Headlines and titles.
    pub ink: Color,
    /// Secondary text.
    pub muted: Color,
    /// Outlines of cards.
    pub outline: Color,
    /// Links between cards.
    pub link: Color,
    /// Grid lines and empty bars.
    pub grid: Color,
    /// Axis lines and ticks.
    pub axis: Color,
    /// Inside of the vision's card.
    pub vision: Color,
    /// Text on the vision's card.
    pub vision_ink: Color,
    /// Secondary text on the vision's card.
    pub vision_muted: Color,
    /// Colours of the tones, in the order of [`Tone::ALL`]; some share one and differ by their marks.
    pub tones: [Paint; 9],
    /// What really happened: the strongest line of a chart.
    pub actual: Paint,
    /// The planned path.
    pub plan: Paint,
    /// Scenarios, in order; more than these start again.
    pub series: [Paint; 5],
    /// Parts of a whole, such as pillars: none of them is the colour of a state.
    pub parts: [Color; 5],
    /// Behind every second row, and behind headings.
    pub band: Color,
    /// From little to much: light to dark on a light background, dark to light on a dark one.
    pub ramp: [Color; 9],
    /// From harmless to grave: the cells of a risk matrix.
    pub heat: [Color; 5],
}

/// Nine stops of cividis, from 0 to 1.
const CIVIDIS: [u32; 9] =
    [0x00_224E, 0x1A_386F, 0x43_4E6C, 0x61_656F, 0x7D_7C78, 0x9A_9376, 0xBB_AD6D, 0xDD_C858, 0xFE_E838];

/// The same from its light end, faded towards white as far as it is light: on white its yellow would be louder than its
/// blue, and little would look like much.
const FADED: [u32; 9] =
    [0xFF_FAD3, 0xF4_EECA, 0xE3_DDC2, 0xCB_C8B9, 0xB0_AFAD, 0x8F_9299, 0x68_7189, 0x30_4B7D, 0x00_224E];

const fn ramp(stops: [u32; 9]) -> [Color; 9] {
    let mut out = [Color::hex(0); 9];
    let mut at = 0;
    while at < 9 {
        out[at] = Color::hex(stops[at]);
        at += 1;
    }
    out
}

impl Theme {
    /// Dark text on white, for print and slides.
    #[must_use]
    pub const fn light() -> Self {
        Self {
            name: "light",
            background: Color::hex(0xFF_FFFF),
            surface: Color::hex(0xFF_FFFF),
            ink: Color::hex(0x14_1C2B),
            muted: Color::hex(0x56_6173),
            outline: Color::hex(0xC6_CCD6),
            link: Color::hex(0xA3_ACBA),
            grid: Color::hex(0xE6_E9EE),
            axis: Color::hex(0x8A_93A3),
            vision: Color::hex(0x16_2A45),
            vision_ink: Color::hex(0xFF_FFFF),
            vision_muted: Color::hex(0xC3_CEDD),
            tones: [
                paint(0xD5_5E00, 0xB3_4A00),
                paint(0xE6_9F00, 0x85_5B00),
                paint(0x00_72B2, 0x00_64A0),
                paint(0x00_72B2, 0x00_64A0),
                paint(0x00_9E73, 0x00_7455),
                paint(0x8A_93A3, 0x56_6173),
                paint(0x8A_93A3, 0x56_6173),
                paint(0x8A_93A3, 0x56_6173),
                paint(0xB7_BEC9, 0x66_7081),
            ],
            actual: paint(0x00_72B2, 0x00_64A0),
            plan: paint(0x5B_6576, 0x4A_5464),
            series: [
                paint(0xD5_5E00, 0xB3_4A00),
                paint(0x00_9E73, 0x00_7455),
                paint(0xCC_79A7, 0xA3_3F78),
                paint(0xE6_9F00, 0x85_5B00),
                paint(0x56_B4E9, 0x1F_6F9F),
            ],
            parts: five([0x4B_3F9E, 0xB4_55A8, 0x8F_7A66, 0xB9_A8DC, 0x6B_1F47]),
            band: Color::hex(0xF4_F6F9),
            ramp: ramp(FADED),
            heat: five([0xEE_F2F6, 0xFB_F0D9, 0xF6_D9A8, 0xF2_B58A, 0xE5_8A66]),
        }
    }

    /// Black on white without tinted areas, for printers: areas differ in lightness, so that grey paper shows them.
    #[must_use]
    pub const fn print() -> Self {
        Self {
            name: "print",
            ink: Color::hex(0),
            muted: Color::hex(0x3C_3C3C),
            outline: Color::hex(0x70_7070),
            link: Color::hex(0x70_7070),
            grid: Color::hex(0xD0_D0D0),
            axis: Color::hex(0x50_5050),
            vision: Color::hex(0xFF_FFFF),
            vision_ink: Color::hex(0),
            vision_muted: Color::hex(0x3C_3C3C),
            parts: five([0x1F_1A4D, 0x6B_2F7A, 0x8F_7A66, 0xB9_A8DC, 0xE3_D3BE]),
            band: Color::hex(0xFF_FFFF),
            heat: five([0xFF_FFFF, 0xEE_EEEE, 0xD8_D8D8, 0xBC_BCBC, 0x9A_9A9A]),
            ..Self::light()
        }
    }

    /// Light text on a dark background, for screens.
    #[must_use]
    pub const fn dark() -> Self {
        Self {
            name: "dark",
            background: Color::hex(0x10_1620),
            surface: Color::hex(0x1A_2330),
            ink: Color::hex(0xF2_F5F9),
            muted: Color::hex(0xA9_B4C4),
            outline: Color::hex(0x3D_4858),
            link: Color::hex(0x5D_6A7D),
            grid: Color::hex(0x2A_3442),
            axis: Color::hex(0x6E_7B8F),
            vision: Color::hex(0xDD_E6F2),
            vision_ink: Color::hex(0x10_1620),
            vision_muted: Color::hex(0x40_4C5E),
            tones: [
                paint(0xE2_601A, 0xFF_914D),
                paint(0xF2_B632, 0xF5_B93A),
                paint(0x2F_95D6, 0x6C_BCF0),
                paint(0x2F_95D6, 0x6C_BCF0),
                paint(0x12_B285, 0x3D_D1A5),
                paint(0x7C_889A, 0xA9_B4C4),
                paint(0x7C_889A, 0xA9_B4C4),
                paint(0x7C_889A, 0xA9_B4C4),
                paint(0x55_6172, 0x93_9FB1),
            ],
            actual: paint(0x3F_A4E5, 0x6C_BCF0),
            plan: paint(0x97_A3B5, 0xB7_C2D2),
            series: [
                paint(0xF0_7E2E, 0xFF_914D),
                paint(0x12_B285, 0x3D_D1A5),
                paint(0xCC_79A7, 0xE3_9CC3),
                paint(0xE6_9F00, 0xF5_B93A),
                paint(0x56_B4E9, 0x8A_CDF2),
            ],
            parts: five([0x8C_7FE8, 0xD8_73C4, 0xB2_9C86, 0xD5_C8F2, 0xA8_487A]),
            band: Color::hex(0x17_1F2B),
            ramp: ramp(CIVIDIS),
            heat: five([0x1E_2836, 0x3A_3524, 0x5C_4420, 0x86_4A1E, 0xB8_5422]),
        }
    }

    /// The colours of a tone.
    #[must_use]
    pub fn tone(&self, tone: Tone) -> Paint {
        self.tones.get(tone as usize).copied().unwrap_or(self.plan)
    }

    /// The colour of a share of the most, 0 to 1, on the ramp; beyond that the colour of its end.
    #[must_use]
    pub fn ramp(&self, share: f64) -> Color {
        let place = (if share.is_finite() { share.clamp(0.0, 1.0) } else { 0.0 }) * 8.0;
        let low = place.floor().min(7.0);
        let of = |at: f64| self.ramp.get(at as usize).copied().unwrap_or(self.grid);
        mixed(of(low), of(low + 1.0), place - low)
    }

    /// The words that stand out most from an area: black or white, whatever the theme.
    #[must_use]
    pub fn ink_on(area: Color) -> Color {
        let (black, white) = (Color::hex(0), Color::hex(0xFF_FFFF));
        if contrast(black, area) >= contrast(white, area) { black } else { white }
    }

    /// The colour of the part at `index`; colours repeat when there are more parts than colours.
    #[must_use]
    pub fn part(&self, index: usize) -> Color {
        self.parts.get(index % self.parts.len()).copied().unwrap_or(self.plan.area)
    }

    /// The colours of the scenario at `index`; colours repeat when there are more scenarios than colours.
    #[must_use]
    pub fn scenario(&self, index: usize) -> Paint {
        self.series.get(index % self.series.len()).copied().unwrap_or(self.plan)
    }
}

const fn paint(area: u32, ink: u32) -> Paint {
    Paint { area: Color::hex(area), ink: Color::hex(ink) }
}

const fn five(colors: [u32; 5]) -> [Color; 5] {
    let [a, b, c, d, e] = colors;
    [Color::hex(a), Color::hex(b), Color::hex(c), Color::hex(d), Color::hex(e)]
}

/// The colour a part of the way from one to another, 0 to 1, in sRGB.
pub(crate) fn mixed(from: Color, to: Color, part: f64) -> Color {
    let channel = |a: u8, b: u8| (f64::from(a) + (f64::from(b) - f64::from(a)) * part).round() as u8;
    Color { r: channel(from.r, to.r), g: channel(from.g, to.g), b: channel(from.b, to.b), a: 255 }
}

/// For which place a chart is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// 1600 x 900, the shape of slides; taller where the contents need it.
    Slide,
    /// 1120 wide, for the column of a document; as tall as the contents need.
    Page,
}

/// How a chart is to look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Look {
    /// Its colours.
    pub theme: Theme,
    /// Its size.
    pub size: Size,
}

impl Look {
    /// For slides.
    #[must_use]
    pub const fn slide(theme: Theme) -> Self {
        Self { theme, size: Size::Slide }
    }

    /// Width of the canvas in sixteenths.
    #[must_use]
    pub const fn width(&self) -> i32 {
        match self.size {
            Size::Slide => 1600 * PX,
            Size::Page => 1120 * PX,
        }
    }

    /// Least height of the canvas in sixteenths.
    #[must_use]
    pub const fn height(&self) -> i32 {
        match self.size {
            Size::Slide => 900 * PX,
            Size::Page => 630 * PX,
        }
    }
}

/// One step of the spacing grid: 4 px.
pub const GRID: i32 = 4 * PX;
/// Empty space around a chart: 40 px.
pub const MARGIN: i32 = 10 * GRID;
/// Size of a headline in pixels.
pub const HEADLINE: i32 = 28;
/// Size of the line below the headline in pixels.
pub const SUBTITLE: i32 = 16;
/// Size of labels in pixels.
pub const LABEL: i32 = 14;
/// Size of a card's title in pixels.
pub const TITLE: i32 = 15;
/// Size of the smallest text in pixels.
pub const SMALL: i32 = 13;

/// Contrast ratio of two solid colours after WCAG 2.2 (relative luminance, 1 to 21).
#[must_use]
pub fn contrast(a: Color, b: Color) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// Relative luminance after WCAG 2.2, 0 (black) to 1 (white).
fn luminance(color: Color) -> f64 {
    use crate::sight::linear;
    0.2126 * linear(color.r) + 0.7152 * linear(color.g) + 0.0722 * linear(color.b)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sight::{APART, distance, lab, linear};

    /// WCAG's own corner cases: black on white is 21, equal colours 1; #767676 on white is the known 4.54.
    #[test]
    fn contrast_matches_known_values() {
        let white = Color::hex(0xFF_FFFF);
        assert!((contrast(Color::hex(0), white) - 21.0).abs() < 1e-9);
        assert!((contrast(white, white) - 1.0).abs() < 1e-9);
        assert!((contrast(Color::hex(0x76_7676), white) - 4.54).abs() < 0.01);
    }

    #[test]
    fn every_text_colour_is_readable() {
        for theme in [Theme::light(), Theme::dark(), Theme::print()] {
            let mut pairs = vec![
                ("vision", theme.vision_ink, theme.vision),
                ("vision muted", theme.vision_muted, theme.vision),
            ];
            for ground in [theme.background, theme.surface, theme.band] {
                pairs.push(("ink", theme.ink, ground));
                pairs.push(("muted", theme.muted, ground));
                for paint in theme.tones.iter().chain(&theme.series).chain([&theme.actual, &theme.plan]) {
                    pairs.push(("paint", paint.ink, ground));
                }
            }
            for (what, text, ground) in pairs {
                let ratio = contrast(text, ground);
                assert!(ratio >= 4.5, "{} {what} {text:?} on {ground:?}: {ratio:.2}", theme.name);
            }
        }
    }

    /// WCAG's ratios of black and white on any colour multiply to 21, so that one of them is at least 4.58.
    #[test]
    fn words_on_areas_are_readable() {
        for theme in [Theme::light(), Theme::dark(), Theme::print()] {
            let steps = (0..=100).map(|step| theme.ramp(f64::from(step) / 100.0));
            for area in steps.chain(theme.heat).chain(theme.tones.map(|paint| paint.area)) {
                assert!(contrast(Theme::ink_on(area), area) >= 4.5, "{} {area:?}", theme.name);
            }
        }
    }

    /// Steps on the ramp are told apart by their lightness alone, in order: a difference of 2.3 in CIE L* is just
    /// noticeable (Mahy, Van Eycken and Oosterlinck, 1994).
    #[test]
    fn the_ramps_rise_or_fall_evenly() {
        for theme in [Theme::light(), Theme::dark()] {
            let lightness: Vec<f64> =
                theme.ramp.iter().map(|c| lab([c.r, c.g, c.b].map(linear))[0]).collect();
            let steps: Vec<f64> = lightness.windows(2).map(|pair| pair[1] - pair[0]).collect();
            assert!(
                steps.iter().all(|step| step.signum() == steps[0].signum() && step.abs() > 4.0),
                "{steps:?}"
            );
        }
        assert_eq!(Theme::dark().ramp(1.0), Color::hex(0xFE_E838));
        assert_eq!(Theme::dark().ramp(f64::NAN), Color::hex(0x00_224E));
    }

    /// Of each other for every reader, of the states for those who see all colours: beside them is a word.
    #[test]
    fn parts_are_told_from_each_other_and_from_states() {
        let seen = |color: Color| lab([color.r, color.g, color.b].map(linear));
        let full = |a: Color, b: Color| {
            seen(a).iter().zip(seen(b)).map(|(p, q)| (p - q).powi(2)).sum::<f64>().sqrt()
        };
        for theme in [Theme::light(), Theme::dark(), Theme::print()] {
            for (i, part) in theme.parts.iter().enumerate() {
                for other in &theme.parts[..i] {
                    let distance = distance(*part, *other);
                    assert!(distance > APART, "{} {part:?} and {other:?}: {distance:.1}", theme.name);
                }
                for tone in [Tone::Bad, Tone::Warn, Tone::Good, Tone::Done] {
                    let distance = full(*part, theme.tone(tone).area);
                    assert!(distance > 2.0 * APART, "{} {part:?} and {tone:?}: {distance:.1}", theme.name);
                }
            }
        }
    }

    /// On grey paper lightness is all that is left.
    #[test]
    fn parts_of_a_whole_differ_in_lightness_on_paper() {
        let lightness = Theme::print().parts.map(|c| lab([c.r, c.g, c.b].map(linear))[0]);
        assert!(lightness.windows(2).all(|pair| pair[1] - pair[0] > 10.0), "{lightness:?}");
    }

    #[test]
    fn states_stay_apart_for_colour_blind_readers() {
        for theme in [Theme::light(), Theme::dark(), Theme::print()] {
            let main = [Tone::Bad, Tone::Warn, Tone::Good, Tone::Done];
            for (i, &a) in main.iter().enumerate() {
                for &b in &main[..i] {
                    let distance = distance(theme.tone(a).area, theme.tone(b).area);
                    assert!(distance > APART, "{} {a:?} and {b:?}: {distance:.1}", theme.name);
                }
            }
        }
    }
}
