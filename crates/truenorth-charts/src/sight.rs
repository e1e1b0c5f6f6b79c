//! How colours look to readers who see fewer of them.

use crate::scene::Color;

/// The least distance in CIE L*a*b* of two colours that mean different things.
pub(crate) const APART: f64 = 15.0;

/// The distance of two colours in CIE L*a*b* to the readers, of those with deuteranopia and with protanopia, who see
/// less of it.
pub(crate) fn distance(one: Color, other: Color) -> f64 {
    let seen = [deuteranope, protanope].map(|seen| {
        let (p, q) = (lab(seen(one)), lab(seen(other)));
        p.iter().zip(q).map(|(p, q)| (p - q).powi(2)).sum::<f64>().sqrt()
    });
    seen[0].min(seen[1])
}

/// An sRGB channel as linear light.
pub(crate) fn linear(channel: u8) -> f64 {
    let c = f64::from(channel) / 255.0;
    if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
}

/// Deuteranopia after Machado, Oliveira and Fernandes (2009), severity 1.0, in linear light.
fn deuteranope(c: Color) -> [f64; 3] {
    let (r, g, b) = (linear(c.r), linear(c.g), linear(c.b));
    [
        0.367_322 * r + 0.860_646 * g - 0.227_968 * b,
        0.280_085 * r + 0.672_501 * g + 0.047_413 * b,
        -0.011_820 * r + 0.042_940 * g + 0.968_881 * b,
    ]
}

/// Protanopia after the same source.
fn protanope(c: Color) -> [f64; 3] {
    let (r, g, b) = (linear(c.r), linear(c.g), linear(c.b));
    [
        0.152_286 * r + 1.052_583 * g - 0.204_868 * b,
        0.114_503 * r + 0.786_281 * g + 0.099_216 * b,
        -0.003_882 * r - 0.048_116 * g + 1.051_998 * b,
    ]
}

/// CIE L*a*b* under D65 from linear sRGB.
pub(crate) fn lab([r, g, b]: [f64; 3]) -> [f64; 3] {
    let f = |t: f64| if t > 0.008_856 { t.cbrt() } else { 7.787 * t + 16.0 / 116.0 };
    let x = f((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.950_47);
    let y = f(0.2126 * r + 0.7152 * g + 0.0722 * b);
    let z = f((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.088_83);
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}
