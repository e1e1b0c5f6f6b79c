//! The tornado: what may turn out one way or the other, sorted by how far its two ends lie apart, around a base line.

use super::axis::Axis;
use super::frame::{Frame, Words};
use super::kit::{Canvas, bounds};
use super::tornado_lines::{Lines, Writer, factor, ticks};
use crate::scene::{Anchor, Bounds, Color, PX, Point, Scene, Stroke, TextStyle};
use crate::table::{Cell, Table};
use crate::text::{self, Weight};
use crate::theme::{GRID, LABEL, Look, SMALL, Size, TITLE, Tone};

/// Something that may turn out one way or the other.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Swing {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What is known of it, such as its probability; may be empty.
    pub note: String,
    /// The difference to the base at its worse end.
    pub worse: f64,
    /// How it comes to that; may be empty.
    pub worse_words: String,
    /// The difference to the base at its better end.
    pub better: f64,
    /// How it comes to that; may be empty.
    pub better_words: String,
}

/// In what differences are.
#[derive(Clone, Debug, PartialEq)]
pub enum Unit {
    /// Money of this currency, which may be empty.
    Money(String),
    /// Parts of what is planned.
    Share,
}

/// Things whose ends can be compared.
#[derive(Clone, Debug, PartialEq)]
pub struct Panel {
    /// What they are, in the plural.
    pub title: String,
    /// How many there are of what: `9 risks and 1 opportunity`.
    pub counted: String,
    /// What the ends are.
    pub base: String,
    /// What the base line is, at the axis: `as expected`.
    pub zero: &'static str,
    /// In what differences are.
    pub unit: Unit,
    /// Whether each end says how it comes to that; not where all say the same.
    pub says_cases: bool,
    /// The things.
    pub swings: Vec<Swing>,
}

/// Everything the chart shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct View {
    /// One below the other.
    pub panels: Vec<Panel>,
    /// What cannot be drawn, as a line of words; may be empty.
    pub left_out: String,
    /// What an expected loss is, where there is one; may be empty.
    pub expected: String,
    /// The line at the foot.
    pub source: String,
}

impl Swing {
    /// How far its ends lie apart.
    fn size(&self) -> f64 {
        let size = self.better - self.worse;
        if size.is_finite() { size.abs() } else { 0.0 }
    }
}

/// The widest first.
pub(super) fn ranked(panel: &Panel) -> Vec<&Swing> {
    let mut swings: Vec<&Swing> = panel.swings.iter().collect();
    swings.sort_by(|a, b| b.size().total_cmp(&a.size()).then_with(|| a.id.cmp(&b.id)));
    swings
}

/// The one sentence that the chart proves.
#[must_use]
pub fn headline(view: &View) -> String {
    let Some(panel) = view.panels.iter().find(|panel| !panel.swings.is_empty()) else {
        return "Nothing with two ends is written down yet".to_owned();
    };
    let writer = Writer::of(panel);
    let ranked = ranked(panel);
    let Some(first) = ranked.first() else { return String::new() };
    let whole: f64 = ranked.iter().map(|swing| swing.size()).sum();
    let title = text::one_line(&first.title);
    if whole <= 0.0 {
        return format!("None of {} swings the outcome", panel.counted);
    }
    let apart = writer.named(first.size());
    let ends = format!("{} to {}", writer.signed(first.worse), writer.signed(first.better));
    match ranked.len() {
        1 => format!("\u{201C}{title}\u{201D} swings the outcome by {apart}, from {ends}"),
        _ => format!(
            "\u{201C}{title}\u{201D} swings the outcome most of {}: by {apart}, from {ends}",
            panel.counted
        ),
    }
}

/// The numbers behind the chart.
#[must_use]
pub fn table(view: &View) -> Table {
    let columns =
        ["panel", "item", "title", "note", "worse", "worse_case", "better", "better_case", "swing", "unit"];
    let mut table = Table::new(&columns);
    for panel in &view.panels {
        let unit = match &panel.unit {
            Unit::Money(currency) => currency.clone(),
            Unit::Share => "share of plan".to_owned(),
        };
        for swing in ranked(panel) {
            table.push(vec![
                Cell::text(&panel.title),
                Cell::text(&swing.id),
                Cell::text(&swing.title),
                Cell::text(&swing.note),
                Cell::Number(swing.worse),
                Cell::text(&swing.worse_words),
                Cell::Number(swing.better),
                Cell::text(&swing.better_words),
                Cell::Number(swing.size()),
                Cell::text(&unit),
            ]);
        }
    }
    table
}

/// Least and most height of a row.
const ROW: (i32, i32) = (30 * PX, 58 * PX);
/// The heading of a panel and its axis.
const AROUND: i32 = 17 * GRID;
/// The part of the width that titles get.
pub(super) const LABELS: f64 = 0.33;
/// The most rows of a panel on a page, which may be as tall as it needs.
const MOST: usize = 40;

/// Draws the chart; and how many things have no bar.
#[must_use]
pub fn draw(view: &View, look: &Look) -> Scene {
    let words = Words {
        headline: headline(view),
        subtitle: {
            let expected =
                if view.expected.is_empty() { String::new() } else { format!(" \u{B7} {}", view.expected) };
            format!(
                "one thing changes at a time, all else stays as expected \u{B7} left = worse, right = better, widest \
                 first{expected}"
            )
        },
        source: view.source.clone(),
    };
    let mut frame = Frame::new(&words, look);
    let panels: Vec<&Panel> = view.panels.iter().filter(|panel| !panel.swings.is_empty()).collect();
    if panels.is_empty() {
        let words = "Nothing swings: write `probability` and `loss` of risks, or `scenarios` of growth plans";
        return frame.empty(words);
    }
    let body = frame.body;
    let foot = if view.left_out.is_empty() { 0 } else { 6 * GRID };
    let around = AROUND * panels.len() as i32;
    let free = body.bottom - body.top - foot - around;
    let rows = match look.size {
        Size::Slide => (free / ROW.0).max(panels.len() as i32) as usize,
        Size::Page => MOST * panels.len(),
    };
    let shown = shares(&panels, rows);
    let lines = Lines::of(&panels, &shown, body);
    let count: usize = shown.iter().sum();
    let height = match look.size {
        Size::Slide => (free / (count as i32).max(1)).clamp(ROW.0, ROW.1),
        Size::Page => ROW.1,
    };
    let mut top = body.top;
    for ((panel, shown), axis) in panels.iter().zip(&shown).zip(&lines.axes) {
        let place = (Bounds { top, ..body }, height);
        top = draw_panel(&mut frame.canvas, (panel, *shown), (&lines, axis), place);
    }
    if !view.left_out.is_empty() {
        let at = Point::new(body.left, top + 3 * GRID);
        let (style, color) = (TextStyle::regular(SMALL), look.theme.muted);
        frame.canvas.text("more", &view.left_out, at, body.right - body.left, style, color);
        top += foot;
    }
    frame.finish(top.max(body.bottom), "")
}

/// How many rows each panel gets: all, or as many in turn as there is room for.
fn shares(panels: &[&Panel], rows: usize) -> Vec<usize> {
    let mut given = vec![0; panels.len()];
    let mut left = rows;
    while left > 0 {
        let before = left;
        for (given, panel) in given.iter_mut().zip(panels) {
            if *given < panel.swings.len() && left > 0 {
                *given += 1;
                left -= 1;
            }
        }
        if left == before {
            break;
        }
    }
    given
}

/// One panel from `area.top` down; returns where it ends.
fn draw_panel(
    canvas: &mut Canvas<'_>,
    (panel, shown): (&Panel, usize),
    (lines, (axis, unit)): (&Lines, &(Axis, f64)),
    (area, height): (Bounds, i32),
) -> i32 {
    let theme = canvas.look.theme.clone();
    let writer = Writer::of(panel);
    let ranked = ranked(panel);
    let swings = ranked.get(..shown).unwrap_or_default();
    let more = panel.swings.len() - swings.len();
    let title =
        if more > 0 { format!("{} (and {more} that swing less)", panel.title) } else { panel.title.clone() };
    let named = writer.unit();
    let named = if named.is_empty() { String::new() } else { format!("{named}, ") };
    let base = format!("{title}: {named}{}", panel.base);
    let at = Point::new(area.left, area.top + 4 * GRID);
    canvas.text("panel-title", &base, at, area.right - area.left, TextStyle::semibold(TITLE), theme.ink);
    let top = area.top + 8 * GRID;
    let bottom = top + swings.len() as i32 * height;
    let factor = factor(panel);
    let x = |value: f64| lines.zero + (value.clamp(axis.low, axis.high) * unit).round() as i32;
    // The field may end before the axis does.
    let field = (area.left + lines.label + 2 * GRID, area.right);
    let axis = Axis {
        ticks: axis
            .ticks
            .iter()
            .filter(|(value, _)| (field.0..=field.1).contains(&x(*value)))
            .cloned()
            .collect(),
        ..axis.clone()
    };
    for (value, _) in &axis.ticks {
        let x = x(*value);
        canvas.line("grid", Point::new(x, top), Point::new(x, bottom), Stroke::solid(theme.grid, PX));
    }
    ticks(canvas, &axis, (&writer, factor, panel.zero), &x, bounds(area.left, top, area.right, bottom));
    let of_swing = |value: f64| x(value * factor);
    for (at, swing) in swings.iter().enumerate() {
        let top = top + at as i32 * height;
        let area = bounds(area.left, top, area.right, top + height);
        row(canvas, swing, (&writer, panel.says_cases, lines.label), &of_swing, area);
    }
    let stroke = Stroke::solid(theme.ink, PX + PX / 2);
    canvas.line("base", Point::new(lines.zero, top - GRID), Point::new(lines.zero, bottom + GRID), stroke);
    bottom + AROUND - 8 * GRID
}

/// The title at the left, the two parts of the bar, the number at each end.
fn row(
    canvas: &mut Canvas<'_>,
    swing: &Swing,
    (writer, says_cases, room): (&Writer, bool, i32),
    x: &dyn Fn(f64) -> i32,
    area: Bounds,
) {
    let theme = canvas.look.theme.clone();
    let middle = i32::midpoint(area.top, area.bottom);
    let style = TextStyle::regular(LABEL);
    let most = ((area.bottom - area.top - 3 * PX) / (16 * PX)).clamp(1, 3) as usize;
    let mut lines: Vec<(String, TextStyle, Color)> = Vec::new();
    let title = text::wrap_balanced(&swing.title, style.weight, style.size, room, most.min(2)).lines;
    lines.extend(title.into_iter().map(|words| (words, style, theme.ink)));
    // The title comes first, the note has what it leaves.
    if lines.len() < most && !swing.note.is_empty() {
        lines.push((swing.note.clone(), TextStyle::regular(SMALL), theme.muted));
    }
    let mut y = middle - (lines.len() as i32 - 1) * 8 * PX;
    for (words, style, color) in &lines {
        canvas.text_at("swing-title", words, Point::new(area.left, y), room, *style, *color);
        y += 16 * PX;
    }
    // Words of the worse end may come as near as this row's own title lets them.
    let widest = lines.iter().map(|(words, style, _)| text::width(words, style.weight, style.size)).max();
    let edge = area.left + widest.unwrap_or(0).min(room) + 4 * GRID;
    let half = ((area.bottom - area.top) * 3 / 10).min(12 * PX);
    let zero = x(0.0);
    let number = TextStyle::semibold(LABEL);
    let ends =
        [(swing.worse, &swing.worse_words, Tone::Bad), (swing.better, &swing.better_words, Tone::Good)];
    for (value, words, tone) in ends {
        if !value.is_finite() || value == 0.0 {
            continue;
        }
        let end = x(value);
        let (from, to) = (zero.min(end), zero.max(end).max(zero.min(end) + PX));
        canvas.rect("swing", bounds(from, middle - half, to, middle + half), 0, theme.tone(tone).area);
        canvas.tip(format!("{}: {words} {}", swing.title, writer.signed(value)));
        let (at, style) = if value < 0.0 {
            (Point::new(end - GRID - GRID / 2, middle), number.anchored(Anchor::End))
        } else {
            (Point::new(end + GRID + GRID / 2, middle), number)
        };
        let free = if value < 0.0 { at.x - edge } else { area.right - at.x };
        let halo = Stroke::solid(theme.background, 4 * PX);
        canvas.text_at("swing-end", &writer.signed(value), at, free, style, theme.tone(tone).ink);
        stroke_last(canvas, &halo);
        if !says_cases {
            continue;
        }
        // How it comes to that stands behind the number.
        let own = text::width(&writer.signed(value), number.weight, number.size) + 2 * GRID;
        let (x, anchor) = if value < 0.0 { (at.x - own, Anchor::End) } else { (at.x + own, Anchor::Start) };
        let small = TextStyle::regular(SMALL).anchored(anchor);
        let most = if area.bottom - area.top >= 35 * PX { 2 } else { 1 };
        let lines = text::wrap_balanced(words, Weight::Regular, small.size, (free - own).max(PX), most).lines;
        // A few letters of it would say nothing.
        if free - own < 80 * PX {
            continue;
        }
        let mut y = middle - (lines.len() as i32 - 1) * 8 * PX;
        for words in &lines {
            canvas.text_at("swing-case", words, Point::new(x, y), free - own, small, theme.muted);
            stroke_last(canvas, &halo);
            y += 16 * PX;
        }
    }
}

/// Keeps level lines off the words drawn last.
fn stroke_last(canvas: &mut Canvas<'_>, halo: &Stroke) {
    if let Some(item) = canvas.items.last_mut() {
        item.stroke = Some(halo.clone());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::check_texts;
    use crate::theme::Theme;

    fn swing(id: &str, worse: f64, better: f64) -> Swing {
        Swing {
            id: id.to_owned(),
            title: format!("Title of {id}"),
            note: "30 % likely".to_owned(),
            worse,
            worse_words: "happens at its worst".to_owned(),
            better,
            better_words: "does not happen".to_owned(),
        }
    }

    fn view(swings: Vec<Swing>) -> View {
        let panel = Panel {
            title: "Risks".to_owned(),
            counted: format!("{} risks", swings.len()),
            base: "against the expected loss".to_owned(),
            zero: "as expected",
            unit: Unit::Money("EUR".to_owned()),
            says_cases: true,
            swings,
        };
        View { panels: vec![panel], ..View::default() }
    }

    /// 30 % of 100 is an expected loss of 30: +30 if it does not happen, -70 if it does. 100 apart, more than 60.
    #[test]
    fn the_widest_comes_first_and_is_the_finding() {
        let view = view(vec![swing("a", -10.0, 50.0), swing("b", -70.0, 30.0)]);
        assert_eq!(
            headline(&view),
            "\u{201C}Title of b\u{201D} swings the outcome most of 2 risks: by 100 EUR, from \u{2212}70 to +30"
        );
        assert_eq!(ranked(&view.panels[0])[0].id, "b");
        assert_eq!(headline(&View::default()), "Nothing with two ends is written down yet");
    }

    /// Worse and better of all panels lie on the same sides of one line, whatever their units.
    #[test]
    fn all_panels_have_one_base_line() {
        let mut two = view(vec![swing("a", -100.0, 5.0), swing("b", -70.0, 30.0)]);
        let shares =
            Panel { unit: Unit::Share, swings: vec![swing("c", -0.1, 0.4)], ..two.panels[0].clone() };
        two.panels.push(shares);
        let scene = draw(&two, &Look::slide(Theme::light()));
        let bases: Vec<i32> = scene
            .items
            .iter()
            .filter(|item| item.class == "base")
            .filter_map(|item| match &item.shape {
                crate::scene::Shape::Polyline { points, .. } => points.first().map(|point| point.x),
                _ => None,
            })
            .collect();
        assert_eq!(bases.len(), 2);
        assert_eq!(bases[0], bases[1]);
    }

    #[test]
    fn rows_are_shared_out_in_turn() {
        let many = view((0..9).map(|at| swing(&at.to_string(), -1.0, 1.0)).collect());
        let few = view(vec![swing("a", -1.0, 1.0)]);
        let panels = [&many.panels[0], &few.panels[0]];
        assert_eq!(shares(&panels, 100), [9, 1]);
        assert_eq!(shares(&panels, 5), [4, 1]);
    }

    #[test]
    fn swings_of_every_size_keep_to_their_place() {
        let sizes = [0.0, -1.0, 1e15, 1e-9, f64::NAN, f64::INFINITY, -3e300, 7.0];
        let all: Vec<Swing> = sizes
            .iter()
            .enumerate()
            .flat_map(|(at, size)| {
                [swing(&format!("w{at}"), -size, *size), swing(&format!("b{at}"), *size, 0.0)]
            })
            .collect();
        let mut views =
            vec![view(all.clone()), view(vec![swing("one", -5.0, 5.0)]), view(vec![swing("z", 0.0, 0.0)])];
        views.push(view((0..90).map(|at| swing(&format!("n{at}"), -1.0, 1.0)).collect()));
        let mut two = view(all);
        two.panels.push(Panel { unit: Unit::Share, ..two.panels[0].clone() });
        views.push(two);
        for view in views {
            for size in [Size::Slide, Size::Page] {
                let scene = draw(&view, &Look { theme: Theme::light(), size });
                assert_eq!(check_texts(&scene), Ok(()));
            }
        }
    }
}
