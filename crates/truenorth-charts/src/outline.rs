//! The outlines of a line of text, for pictures that carry no font.

use crate::scene::{Anchor, Text};
use crate::text::{self, Glyph, Source};
use ab_glyph::{GlyphId, OutlineCurve};

/// One step of an outline; y grows downwards.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Step {
    /// Starts a new figure.
    Move(f32, f32),
    /// A straight line.
    Line(f32, f32),
    /// A quadratic curve: control point, end.
    Quad(f32, f32, f32, f32),
    /// A cubic curve: two control points, end.
    Cubic(f32, f32, f32, f32, f32, f32),
    /// Back to the start of the figure.
    Close,
}

/// The outlines of a text around its anchor, at `scale` units a sixteenth of a pixel, not turned.
pub(crate) fn of(text: &Text, scale: f32) -> Vec<Step> {
    let fonts = text::Fonts::new(text.weight);
    let em = text.size as f32 * scale;
    let mut steps = Vec::new();
    let width = text::width(&text.content, text.weight, text.size) as f32 * scale;
    let mut x = match text.anchor {
        Anchor::Start => 0.0,
        Anchor::Middle => width / -2.0,
        Anchor::End => -width,
    };
    let mut last: Option<(Source, GlyphId)> = None;
    for c in text.content.chars() {
        let (found, advance) = fonts.glyph(c);
        let advance = advance as f32 * em / 1000.0;
        match found {
            Glyph::Known(source, id) => {
                x += fonts.kerning(last, (source, id)) as f32 * em / 1000.0;
                last = Some((source, id));
                let (curves, units) = fonts.curves(source, id);
                trace(&mut steps, &curves, x, em / units);
            }
            // An empty box in place of the character: the reader sees that something is missing.
            Glyph::Missing => {
                let (left, right) = (x + em * 0.08, x + advance - em * 0.08);
                let pen = (em * 0.06).max(0.5);
                let (top, bottom) = (em * -0.76, em * 0.06);
                boxed(&mut steps, [(left, top), (right, top), (right, bottom), (left, bottom)]);
                // Against the clock: a hole.
                let (left, right, top, bottom) = (left + pen, right - pen, top + pen, bottom - pen);
                boxed(&mut steps, [(left, top), (left, bottom), (right, bottom), (right, top)]);
            }
            Glyph::Invisible => {}
        }
        x += advance;
    }
    steps
}

fn boxed(steps: &mut Vec<Step>, [first, rest @ ..]: [(f32, f32); 4]) {
    steps.push(Step::Move(first.0, first.1));
    steps.extend(rest.map(|(x, y)| Step::Line(x, y)));
    steps.push(Step::Close);
}

/// Adds a glyph's curves; the font's y grows upwards.
fn trace(steps: &mut Vec<Step>, curves: &[OutlineCurve], x: f32, factor: f32) {
    let at = |p: &ab_glyph::Point| (x + p.x * factor, -p.y * factor);
    let mut end = None;
    for curve in curves {
        let (start, stop) = match curve {
            OutlineCurve::Line(a, b) | OutlineCurve::Quad(a, _, b) | OutlineCurve::Cubic(a, _, _, b) => {
                (a, b)
            }
        };
        if end != Some((start.x, start.y)) {
            if end.is_some() {
                steps.push(Step::Close);
            }
            let (x, y) = at(start);
            steps.push(Step::Move(x, y));
        }
        let (x, y) = at(stop);
        steps.push(match curve {
            OutlineCurve::Line(..) => Step::Line(x, y),
            OutlineCurve::Quad(_, c, _) => {
                let (cx, cy) = at(c);
                Step::Quad(cx, cy, x, y)
            }
            OutlineCurve::Cubic(_, c, d, _) => {
                let ((cx, cy), (dx, dy)) = (at(c), at(d));
                Step::Cubic(cx, cy, dx, dy, x, y)
            }
        });
        end = Some((stop.x, stop.y));
    }
    if end.is_some() {
        steps.push(Step::Close);
    }
}
