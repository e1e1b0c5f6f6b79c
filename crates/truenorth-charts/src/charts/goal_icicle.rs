//! The icicle of goals: the vision at the left, every goal right of what it contributes to, as high as its weight there.

use super::frame::{Frame, Words};
use super::header;
use super::icicle_cells::{self, Cell as Place};
use super::icicle_labels::{label, lines, tinted, together};
use super::kit::{bounds, part};
use crate::number::{percent, percentages};
use crate::scene::{Anchor, Bounds, PX, Point, Scene, Stroke, TextStyle};
use crate::table::{Cell, Table};
use crate::text::{self, Weight};
use crate::theme::{GRID, LABEL, Look, SMALL, Size, TITLE, Tone};

/// A goal in its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Box {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// How it stands.
    pub tone: Tone,
    /// The same as a word.
    pub status: String,
    /// The box it stands right of, by position, which is before its own; `None` right of the vision.
    pub parent: Option<usize>,
    /// Its weight beside those right of the same box, at least 0.
    pub weight: f64,
    /// Planned money with all that is below, as far as it goes to the box it stands right of, as it is to be read; may be empty.
    pub money: String,
    /// Its progress, 0 to 1.
    pub progress: Option<f64>,
}

/// Everything the chart shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct View {
    /// The vision.
    pub vision: String,
    /// The goals that lead to it, parents before children.
    pub boxes: Vec<Box>,
    /// Goals that do not lead to it.
    pub loose: usize,
    /// Goals that contribute to more than what they stand at.
    pub shared: usize,
    /// The time of the money, as it is to be read; empty without money.
    pub money_time: String,
    /// The line at the foot.
    pub source: String,
}

/// Of every box: its part of the whole, where that begins, its column from 0, whether anything stands right of it.
pub(super) struct Part {
    pub(super) from: f64,
    pub(super) size: f64,
    pub(super) column: usize,
    is_leaf: bool,
}

/// Parts of siblings by weight; equal parts where all weights are 0. Siblings keep their order, but for those smaller than
/// `least`, which come last.
pub(super) fn parts(view: &View, least: f64) -> Vec<Part> {
    let count = view.boxes.len();
    // Position 0 stands for the vision.
    let mut sums = vec![(0.0_f64, 0_usize); count + 1];
    let slot = |parent: Option<usize>| parent.map_or(0, |parent| parent + 1);
    let weight = |of: &Box| if of.weight.is_finite() { of.weight.clamp(0.0, 1e12) } else { 0.0 };
    for of in &view.boxes {
        if let Some(sum) = sums.get_mut(slot(of.parent)) {
            *sum = (sum.0 + weight(of), sum.1 + 1);
        }
    }
    let mut parts: Vec<Part> = Vec::with_capacity(count);
    for (at, of) in view.boxes.iter().enumerate() {
        let above = of.parent.and_then(|parent| parts.get(parent));
        let (size, column) = above.map_or((1.0, 0), |above| (above.size, above.column + 1));
        let (sum, siblings) = sums.get(slot(of.parent)).copied().unwrap_or((0.0, 1));
        let share = if sum > 0.0 { weight(of) / sum } else { 1.0 / siblings.max(1) as f64 };
        let is_leaf = sums.get(at + 1).is_none_or(|(_, children)| *children == 0);
        parts.push(Part { from: 0.0, size: size * share, column, is_leaf });
    }
    // What stands at a small box is no larger, so that its place is known by then.
    let mut ends = vec![None; count + 1];
    for is_small in [false, true] {
        for (at, of) in view.boxes.iter().enumerate() {
            let begin = of.parent.and_then(|parent| parts.get(parent)).map_or(0.0, |above| above.from);
            let (Some(part), Some(end)) = (parts.get_mut(at), ends.get_mut(slot(of.parent))) else {
                continue;
            };
            if (part.size < least) == is_small {
                part.from = end.unwrap_or(begin);
                *end = Some(part.from + part.size);
            }
        }
    }
    parts
}

/// By state, how much of the whole stands so at the right ends, in whole hundredths that add up to 1: the finding, and the key
/// by which a reader can add it up.
fn shares(view: &View, parts: &[Part]) -> Vec<(Tone, f64)> {
    let of_tone = |tone: Tone| -> f64 {
        let ends = view.boxes.iter().zip(parts).filter(|(of, part)| part.is_leaf && of.tone == tone);
        // A sum of nothing is -0.
        ends.map(|(_, part)| part.size).sum::<f64>() + 0.0
    };
    let exact = Tone::ALL.map(of_tone);
    let whole = percentages(&exact, 0);
    Tone::ALL.into_iter().zip(whole).map(|(tone, percent)| (tone, percent / 100.0)).collect()
}

/// The one sentence that the chart proves.
#[must_use]
pub fn headline(view: &View) -> String {
    if view.boxes.is_empty() {
        return match view.loose {
            0 => "No goal is written down yet".to_owned(),
            loose => format!("None of {loose} goals leads to the vision"),
        };
    }
    let parts = parts(view, 0.0);
    let ends = shares(view, &parts);
    let share = |tones: &[Tone]| -> f64 {
        ends.iter().filter(|(tone, _)| tones.contains(tone)).map(|(_, share)| share).sum()
    };
    let well = share(&[Tone::Good, Tone::Ahead, Tone::Done]);
    let help = share(&[Tone::Bad, Tone::Warn]);
    let (unknown, idle) = (share(&[Tone::Unknown]), share(&[Tone::Idle, Tone::Proposed]));
    if unknown >= 0.995 {
        let ends = parts.iter().filter(|part| part.is_leaf).count();
        let verb = if ends == 1 { "goal stands" } else { "goals at the ends stand" };
        return format!("Nothing is known yet of how the {ends} {verb}{}", loose(view));
    }
    let idle = if idle >= 0.005 { format!(", {} has not begun", percent(idle)) } else { String::new() };
    let unknown =
        if unknown >= 0.005 { format!("; of {} nothing is known", percent(unknown)) } else { String::new() };
    format!(
        "By weight {} of the work is on track or done, {} needs help{idle}{unknown}{}",
        percent(well),
        percent(help),
        loose(view)
    )
}

fn loose(view: &View) -> String {
    match view.loose {
        0 => String::new(),
        1 => "; 1 goal does not lead to the vision".to_owned(),
        loose => format!("; {loose} goals do not lead to the vision"),
    }
}

/// The numbers behind the chart.
#[must_use]
pub fn table(view: &View) -> Table {
    let columns = [
        "goal",
        "title",
        "stands_at",
        "status",
        "weight_share",
        "share_of_vision",
        "progress",
        "planned_money",
    ];
    let mut table = Table::new(&columns);
    let parts = parts(view, 0.0);
    for (of, part) in view.boxes.iter().zip(&parts) {
        let above = of.parent.and_then(|parent| Some((view.boxes.get(parent)?, parts.get(parent)?)));
        let whole = above.map_or(1.0, |(_, part)| part.size);
        table.push(vec![
            Cell::text(&of.id),
            Cell::text(&of.title),
            Cell::text(above.map_or("vision", |(of, _)| of.id.as_str())),
            Cell::text(&of.status),
            Cell::number(Some(part.size / whole).filter(|share| share.is_finite())),
            Cell::Number(part.size),
            Cell::number(of.progress),
            Cell::text(&of.money),
        ]);
    }
    table
}

/// The least width of a column, for a title of a few words.
const NARROW: i32 = 150 * PX;
/// The least height of a box with words.
const LOW: i32 = 14 * PX;

/// Draws the chart; and how many goals have no box: too small for words, or right of the last column.
#[must_use]
pub fn draw(view: &View, look: &Look) -> (Scene, usize) {
    let money = if view.money_time.is_empty() {
        String::new()
    } else {
        format!(" \u{B7} money = planned for {}, through the boxes at its left", view.money_time)
    };
    let words = Words {
        headline: headline(view),
        subtitle: format!(
            "height = weight beside its siblings, in % of the whole \u{B7} the finding adds up the right ends, as the foot does by \
             state{money}"
        ),
        source: view.source.clone(),
    };
    let mut frame = Frame::new(&words, look);
    let mut undrawn = 0;
    if view.boxes.is_empty() {
        let words = "No goal leads to a vision: write `vision`, `goals`, and `contributes_to` of each";
        return (frame.empty(words), 0);
    }
    let body = frame.body;
    let key = key(view);
    // The key, and below it what is not drawn if that has no room beside it.
    let most = said(view.boxes.len(), view.shared, !view.money_time.is_empty());
    let small = TextStyle::regular(SMALL);
    let is_beside = header::key_width(&key) + text::width(&most, small.weight, small.size) + 6 * GRID
        <= body.right - body.left;
    let foot = if is_beside { 7 * GRID } else { 12 * GRID };
    // A page is as tall as its boxes need, within reason.
    let ends = parts(view, 0.0).iter().filter(|part| part.is_leaf).count() as i32;
    let high = match look.size {
        Size::Slide => 0,
        Size::Page => ends.saturating_mul(LOW + 5 * PX).min(1400 * PX),
    };
    let area = Bounds { bottom: (body.bottom - foot).max(body.top.saturating_add(high)), ..body };
    let high = area.bottom - area.top;
    let least = f64::from(LOW) / f64::from(high.max(1));
    let parts = parts(view, least);
    let cells = icicle_cells::cells(view, &parts, least);
    let depth = parts.iter().map(|part| part.column).max().unwrap_or(0) + 1;
    let vision = part(area.right - area.left, 0.12).max(NARROW);
    let room = area.right - area.left - vision;
    let columns = depth.min((room / NARROW).max(1) as usize);
    let wishes: Vec<i32> = (0..columns).map(|column| wish(view, &cells, column, high)).collect();
    let widths = icicle_cells::widths(&wishes, room, NARROW);
    let lefts: Vec<i32> = widths
        .iter()
        .scan(area.left + vision, |left, width| {
            let here = *left;
            *left += width;
            Some(here)
        })
        .collect();
    let theme = look.theme.clone();
    let canvas = &mut frame.canvas;
    let root = Bounds { right: area.left + vision - 2 * PX, ..area };
    canvas.rect("vision", root, 3 * PX, theme.vision);
    if theme.name == "print" {
        canvas.outline("vision", root, 3 * PX, Stroke::solid(theme.outline, PX));
    }
    let inner = root.grown(-3 * GRID);
    let style = TextStyle::semibold(TITLE);
    lines(canvas, "vision-title", &view.vision, inner, (style, theme.vision_ink));
    for cell in &cells {
        let (Some(left), Some(width)) = (lefts.get(cell.column), widths.get(cell.column)) else {
            undrawn += cell.members.len();
            continue;
        };
        let (top, bottom) = (area.top + part(high, cell.from), area.top + part(high, cell.from + cell.size));
        let whole = bounds(*left, top, left + width - 2 * PX, bottom);
        // A hairline between boxes, where they are high enough to spare it.
        let gap = ((whole.bottom - whole.top) / 4).min(PX);
        let area = Bounds { bottom: whole.bottom - gap, ..whole };
        // Without the hairline, so that siblings of one weight all have words, or no place. A box without words would ask who it is.
        if whole.bottom - whole.top < LOW {
            undrawn += cell.members.len();
            continue;
        }
        let members: Vec<(&Box, &Part)> =
            cell.members.iter().filter_map(|at| Some((view.boxes.get(*at)?, parts.get(*at)?))).collect();
        let share = percent(cell.size);
        match members.as_slice() {
            [(of, _)] => {
                canvas.rect("goal", area, 2 * PX, tinted(&theme, of.tone));
                canvas.tip(format!("{}: {}, {share} of the whole", of.title, of.status));
                let stripe = Bounds { right: area.left + 5 * PX, ..area };
                canvas.rect("stripe", stripe, 0, theme.tone(of.tone).area);
                label(canvas, of, &share, area, &theme);
            }
            _ => together(canvas, &members, &share, area, &theme),
        }
        if theme.name == "print" {
            canvas.outline("goal", area, 2 * PX, Stroke::solid(theme.outline, PX / 2));
        }
    }
    let at = Point::new(area.left, area.bottom + 5 * GRID);
    let end = header::draw_key(canvas, &key, at, area.right);
    let said = said(undrawn, view.shared, !view.money_time.is_empty());
    let (at, room, style) = match is_beside {
        true => (Point::new(area.right, at.y), area.right - end - 6 * GRID, small.anchored(Anchor::End)),
        false => (Point::new(area.left, at.y + 5 * GRID), area.right - area.left, small),
    };
    canvas.text_at("more", &said, at, room, style, theme.muted);
    (frame.finish(area.bottom + foot, ""), undrawn)
}

/// The states that occur, each with how much of the whole stands so at the right ends.
fn key(view: &View) -> Vec<(Tone, String)> {
    let mut key = header::key(view.boxes.iter().map(|of| (of.tone, of.status.as_str())));
    let ends = shares(view, &parts(view, 0.0));
    for (tone, words) in &mut key {
        let share = ends.iter().find(|(of, _)| of == tone).map_or(0.0, |(_, share)| *share);
        // A state of boxes that only stand before others has no part in the sum.
        if share > 0.0 {
            *words = format!("{words} {}", percent(share));
        }
    }
    key
}

/// The width that the words of a column need: on one line in low boxes, on two in higher ones.
fn wish(view: &View, cells: &[Place], column: usize, high: i32) -> i32 {
    let of_cell = |cell: &Place| {
        let tall = part(high, cell.size);
        let [at] = cell.members.as_slice() else { return NARROW + 12 * GRID };
        let title = view.boxes.get(*at).map_or("", |of| of.title.as_str());
        let width = text::width(&text::one_line(title), Weight::Regular, LABEL * PX);
        match tall {
            _ if tall < LOW => 0,
            _ if tall < 42 * PX => width.saturating_add(24 * GRID),
            _ => part(width, 0.6).saturating_add(24 * GRID),
        }
    };
    cells.iter().filter(|cell| cell.column == column).map(of_cell).max().unwrap_or(0)
}

/// What is not on the picture, in words.
fn said(undrawn: usize, shared: usize, has_money: bool) -> String {
    let mut parts = Vec::new();
    let goals = |count: usize| if count == 1 { "1 goal".to_owned() } else { format!("{count} goals") };
    if undrawn > 0 {
        parts.push(format!("{} too small or too deep to be drawn", goals(undrawn)));
    }
    if shared > 0 {
        let money = if has_money { ", with its part of the money" } else { "" };
        parts.push(format!("{} with several parents stand at the first{money}", goals(shared)));
    }
    parts.join(" \u{B7} ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::check_texts;
    use crate::theme::Theme;

    fn goal(id: &str, parent: Option<usize>, weight: f64, tone: Tone) -> Box {
        Box {
            id: id.to_owned(),
            title: format!("Title of {id}"),
            tone,
            status: String::new(),
            parent,
            weight,
            money: String::new(),
            progress: None,
        }
    }

    /// 3 of 4 at the vision; of the first, 1 of 3 is well and 2 of 3 need help: 3/4 x 1/3 = 25 %, 3/4 x 2/3 = 50 %; the
    /// last quarter is not known.
    fn view() -> View {
        View {
            boxes: vec![
                goal("a", None, 3.0, Tone::Good),
                goal("b", None, 1.0, Tone::Unknown),
                goal("a1", Some(0), 1.0, Tone::Good),
                goal("a2", Some(0), 2.0, Tone::Bad),
            ],
            ..View::default()
        }
    }

    /// The boxes with their states in words.
    fn named(view: &View) -> Vec<Box> {
        view.boxes.iter().map(|of| Box { status: format!("{:?}", of.tone), ..of.clone() }).collect()
    }

    /// Three ends of a third each, two of them well: 34 % and 33 % are 67 %, so that all are 100 %.
    #[test]
    fn the_shares_of_the_finding_add_up() {
        let tones = [Tone::Good, Tone::Done, Tone::Bad];
        let boxes = tones.into_iter().map(|tone| goal("g", None, 1.0, tone)).collect();
        assert_eq!(
            headline(&View { boxes, ..View::default() }),
            "By weight 66 % of the work is on track or done, 34 % needs help"
        );
    }

    #[test]
    fn the_headline_weighs_the_ends() {
        let mut view = view();
        assert_eq!(
            headline(&view),
            "By weight 25 % of the work is on track or done, 50 % needs help; of 25 % nothing is known"
        );
        // The foot has the same numbers by state, so that they can be added up.
        let (scene, _) = draw(&View { boxes: named(&view), ..View::default() }, &Look::slide(Theme::light()));
        let texts = scene.texts();
        for words in ["Bad 50 %", "Good 25 %", "Unknown 25 %"] {
            assert!(texts.iter().any(|text| text.content == words), "{words}");
        }
        view.loose = 2;
        assert!(headline(&view).ends_with("; 2 goals do not lead to the vision"));
        view.boxes.clear();
        assert_eq!(headline(&view), "None of 2 goals leads to the vision");
        assert_eq!(headline(&View::default()), "No goal is written down yet");
    }

    #[test]
    fn parts_fill_what_they_stand_at() {
        let mut view = view();
        let sizes =
            |view: &View| parts(view, 0.0).iter().map(|part| (part.from, part.size)).collect::<Vec<_>>();
        assert_eq!(sizes(&view), [(0.0, 0.75), (0.75, 0.25), (0.0, 0.25), (0.25, 0.5)]);
        for of in &mut view.boxes {
            of.weight = 0.0;
        }
        assert_eq!(sizes(&view), [(0.0, 0.5), (0.5, 0.5), (0.0, 0.25), (0.25, 0.25)]);
    }

    #[test]
    fn deep_and_crowded_plans_stay_readable_and_are_counted() {
        let chain = (0..4000).map(|at: usize| goal(&format!("g{at}"), at.checked_sub(1), 1.0, Tone::Good));
        let flat = (0..4000).map(|at| goal(&format!("f{at}"), None, f64::from(at % 7), Tone::Warn));
        for (boxes, is_deep) in [(chain.collect::<Vec<_>>(), true), (flat.collect(), false)] {
            for size in [Size::Slide, Size::Page] {
                let view = View { boxes: boxes.clone(), vision: "V".repeat(300), ..View::default() };
                let (scene, undrawn) = draw(&view, &Look { theme: Theme::dark(), size });
                assert_eq!(check_texts(&scene), Ok(()));
                let count = |class: &str| scene.items.iter().filter(|item| item.class == class).count();
                let says = |words: &str| scene.texts().iter().any(|text| text.content.contains(words));
                if is_deep {
                    assert_eq!(count("goal") + undrawn, 4000);
                    assert!(says("to be drawn"));
                } else {
                    // All are too small, so that they are one box.
                    assert_eq!((count("goal"), count("goals"), undrawn), (0, 1, 0));
                    assert!(says("4000 goals"));
                }
            }
        }
    }
}
