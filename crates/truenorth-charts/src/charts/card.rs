//! The cards of the alignment map: title, state, owner and progress, each in a zone of its own.

use crate::mark::mark;
use crate::number::percent;
use crate::scene::{Anchor, Bounds, Item, PX, Point, Segment, Shape, Stroke, TextStyle};
use crate::text::{self, Weight};
use crate::theme::{LABEL, SMALL, TITLE, Theme, Tone};

/// How a card is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    /// The vision: filled, larger title.
    Vision,
    /// Title of up to three lines, state, owner, percentage, bar.
    Full,
    /// One line: mark, title, percentage.
    Line,
    /// The same, as low as it can be read, for slides.
    Low,
    /// The same with a second line for a long title, where its column has room.
    LowWrapped,
}

impl Style {
    const fn is_low(self) -> bool {
        matches!(self, Self::Low | Self::LowWrapped)
    }

    pub(super) const fn is_line(self) -> bool {
        matches!(self, Self::Line | Self::Low | Self::LowWrapped)
    }
}

/// What a card says.
pub(super) struct Card<'a> {
    pub(super) id: &'a str,
    pub(super) title: &'a str,
    /// Owner, with the kind before it where a column mixes kinds.
    pub(super) owner: String,
    pub(super) status: Option<(Tone, &'a str)>,
    pub(super) progress: Option<f64>,
    pub(super) aligned: bool,
    pub(super) tooltip: String,
    pub(super) style: Style,
}

/// Height of a one-line card, and of a low one.
const LINE_HEIGHT: (i32, i32) = (26 * PX, 17 * PX);
/// Left edge to the text, past the stripe.
const PAD_LEFT: i32 = 18 * PX;
const PAD_RIGHT: i32 = 14 * PX;
/// Both together in a low card.
const LOW_PADS: i32 = 18 * PX;
const CORNER: i32 = 5 * PX;
const STRIPE: i32 = 6 * PX;
/// Least room for the percentage, wide enough for `100 %` and a gap.
const PERCENT_ZONE: i32 = 52 * PX;
/// The same in a low card.
const LOW_PERCENT: i32 = 42 * PX;
/// Room for the mark before a word or title.
const MARK_ZONE: i32 = 17 * PX;

/// Size, distance of lines and most lines of the title.
const fn title_metrics(style: Style) -> (i32, i32, usize) {
    match style {
        Style::Vision => (18, 24, 7),
        Style::Full => (TITLE, 20, 3),
        Style::Line => (LABEL, 20, 1),
        Style::Low => (SMALL, 16, 1),
        Style::LowWrapped => (SMALL, 15, 2),
    }
}

fn title_lines(card: &Card<'_>, width: i32) -> text::Fitted {
    let (size, _, most) = title_metrics(card.style);
    let room = match card.style {
        Style::Line => width - PAD_LEFT - MARK_ZONE - PAD_RIGHT - progress_zone(card),
        Style::Low | Style::LowWrapped => width - LOW_PADS - MARK_ZONE - progress_zone(card),
        _ => width - PAD_LEFT - PAD_RIGHT,
    };
    let weight = if card.style.is_line() { Weight::Regular } else { Weight::SemiBold };
    let mut fitted = text::wrap_balanced(card.title, weight, size * PX, room, most);
    if fitted.lines.is_empty() {
        fitted.lines.push("(no title)".to_owned());
    }
    fitted
}

/// Room for the percentage with the gap before it.
fn progress_zone(card: &Card<'_>) -> i32 {
    let zone = |p: f64| text::width(&percent(p), Weight::SemiBold, SMALL * PX) + 10 * PX;
    let least = if card.style.is_low() { LOW_PERCENT } else { PERCENT_ZONE };
    card.progress.map_or(0, |p| zone(p).max(least))
}

fn has_footer(card: &Card<'_>) -> bool {
    card.status.is_some() || card.progress.is_some() || !card.owner.trim().is_empty()
}

/// The height a card needs at this width.
pub(super) fn height(card: &Card<'_>, width: i32) -> i32 {
    match card.style {
        Style::Line => return LINE_HEIGHT.0,
        Style::Low => return LINE_HEIGHT.1,
        Style::LowWrapped => {
            let more = title_lines(card, width).lines.len().saturating_sub(1);
            return LINE_HEIGHT.1 + i32::try_from(more).unwrap_or(0) * title_metrics(card.style).1 * PX;
        }
        Style::Vision | Style::Full => {}
    }
    let (size, lead, _) = title_metrics(card.style);
    let lines = i32::try_from(title_lines(card, width).lines.len()).unwrap_or(1).max(1);
    let title = (12 + size + 1) * PX + (lines - 1) * lead * PX;
    let footer = if has_footer(card) { 22 * PX } else { 0 };
    let bar = if card.progress.is_some() { 14 * PX } else { 0 };
    title + footer + bar + 10 * PX
}

/// The width a one-line card needs to show its title whole.
pub(super) fn line_width(title: &str, has_progress: bool, is_low: bool) -> i32 {
    let (size, _, _) = title_metrics(if is_low { Style::Low } else { Style::Line });
    let (pads, percent) = if is_low { (LOW_PADS, LOW_PERCENT) } else { (PAD_LEFT + PAD_RIGHT, PERCENT_ZONE) };
    let fixed = pads + MARK_ZONE + if has_progress { percent } else { 0 };
    text::width(&text::one_line(title), Weight::Regular, size * PX).saturating_add(fixed)
}

/// The width that a low card needs to show its title whole on two lines, up to `most`.
pub(super) fn wrapped_width(title: &str, has_progress: bool, most: i32) -> i32 {
    let (size, _, lines) = title_metrics(Style::LowWrapped);
    let fixed = LOW_PADS + MARK_ZONE + if has_progress { LOW_PERCENT } else { 0 };
    let is_whole =
        |width: &i32| !text::wrap_balanced(title, Weight::Regular, size * PX, *width - fixed, lines).cut;
    (fixed + 40 * PX..most).step_by(8 * PX as usize).find(is_whole).unwrap_or(most)
}

/// Draws the card into its area. `status_zone` is the room all cards keep for the state's word.
pub(super) fn draw(card: &Card<'_>, area: Bounds, status_zone: i32, theme: &Theme) -> Item {
    let vision = card.style == Style::Vision;
    let (ink, muted) = if vision { (theme.vision_ink, theme.vision_muted) } else { (theme.ink, theme.muted) };
    let mut items = frame(card, area, theme);
    let (size, lead, _) = title_metrics(card.style);
    let is_low = card.style.is_low();
    let left = area.left + if is_low { LOW_PADS * 2 / 3 } else { PAD_LEFT };
    let right = area.right - if is_low { LOW_PADS / 3 } else { PAD_RIGHT };
    let lines = title_lines(card, area.right - area.left).lines;
    if card.style.is_line() {
        let middle = i32::midpoint(area.top, area.bottom);
        let y = middle + size * PX * 36 / 100;
        let rows = i32::try_from(lines.len()).unwrap_or(1);
        let mut base = y - (rows - 1) * lead * PX / 2;
        if let Some((tone, _)) = card.status {
            let center = Point::new(left + 5 * PX, middle);
            items.push(mark(tone, center, 5 * PX, theme.tone(tone).ink));
        }
        for line in lines {
            let at = Point::new(left + MARK_ZONE, base);
            items.push(Item::text("goal-title", &line, at, TextStyle::regular(size), ink));
            base += lead * PX;
        }
        if let Some(progress) = card.progress {
            let style = TextStyle::regular(SMALL).anchored(Anchor::End);
            items.push(Item::text("goal-progress", &percent(progress), Point::new(right, y), style, muted));
        }
        return group(card, items);
    }
    let mut y = area.top + (12 + size - 2) * PX;
    for (i, line) in lines.iter().enumerate() {
        y += if i > 0 { lead * PX } else { 0 };
        items.push(Item::text("goal-title", line, Point::new(left, y), TextStyle::semibold(size), ink));
    }
    y += 24 * PX;
    footer(card, &mut items, [left, right, y], status_zone, theme);
    if let Some(progress) = card.progress {
        let bar = Bounds { left, top: y + 9 * PX, right, bottom: y + 13 * PX };
        let track = if vision { theme.vision_muted.with_alpha(90) } else { theme.grid };
        items.push(Item::rect("progress-track", bar, 2 * PX, track));
        let share = if progress.is_finite() { progress.clamp(0.0, 1.0) } else { 0.0 };
        let filled = (f64::from(right - left) * share).round() as i32;
        if filled > 0 {
            let done = Bounds { right: left + filled.max(4 * PX), ..bar };
            let tone = card.status.map_or(Tone::Idle, |(tone, _)| tone);
            let color = if vision { theme.vision_ink } else { theme.tone(tone).area };
            items.push(Item::rect("progress-bar", done, 2 * PX, color));
        }
    }
    group(card, items)
}

/// State, owner and percentage on one line: the state and the percentage keep their zones, the owner gets what
/// lies between and ends with an ellipsis if that is too little.
fn footer(
    card: &Card<'_>,
    items: &mut Vec<Item>,
    [left, right, y]: [i32; 3],
    status_zone: i32,
    theme: &Theme,
) {
    let vision = card.style == Style::Vision;
    let muted = if vision { theme.vision_muted } else { theme.muted };
    let style = TextStyle::regular(SMALL);
    let gap = 12 * PX;
    let mut x = left;
    let mut own_end = left;
    let end = right - progress_zone(card);
    if let Some((tone, word)) = card.status {
        let ink = if vision { theme.vision_ink } else { theme.tone(tone).ink };
        items.push(mark(tone, Point::new(left + 5 * PX, y - 5 * PX + 4), 5 * PX, ink));
        let room = status_zone.min(end - left) - MARK_ZONE;
        let word = text::fit(word, Weight::SemiBold, style.size, room);
        items.push(Item::text(
            "goal-status",
            &word,
            Point::new(left + MARK_ZONE, y),
            TextStyle::semibold(SMALL),
            ink,
        ));
        x = left + status_zone + gap;
        own_end = left + MARK_ZONE + text::width(&word, Weight::SemiBold, style.size) + gap;
    }
    let owner = text::one_line(&card.owner);
    if text::width(&owner, Weight::Regular, style.size) > end - x {
        // A long owner leaves the common column and starts behind the card's own word.
        x = own_end;
    }
    let fitted = text::fit(&owner, Weight::Regular, style.size, end - x);
    // A few letters and an ellipsis say nothing.
    let says = if fitted == owner { !owner.is_empty() } else { fitted.chars().count() > 8 };
    let owner = fitted;
    if says {
        items.push(Item::text("goal-owner", &owner, Point::new(x, y), style, muted));
    }
    if let Some(progress) = card.progress {
        let color = if vision { theme.vision_ink } else { theme.ink };
        let style = TextStyle::semibold(SMALL).anchored(Anchor::End);
        items.push(Item::text("goal-progress", &percent(progress), Point::new(right, y), style, color));
    }
}

/// Background, outline and the stripe in the state's colour.
fn frame(card: &Card<'_>, area: Bounds, theme: &Theme) -> Vec<Item> {
    let fill = if card.style == Style::Vision { theme.vision } else { theme.surface };
    let mut outline = Stroke::solid(theme.outline, PX);
    if !card.aligned {
        outline = Stroke { color: theme.muted, width: PX + 4, dash: vec![5 * PX, 3 * PX] };
    }
    let back = Item::rect("card", area, CORNER, fill);
    if card.style == Style::Vision {
        return vec![back];
    }
    let mut items = vec![back.stroked(outline)];
    if let Some((tone, _)) = card.status {
        items.push(stripe(area).filled(theme.tone(tone).area));
    }
    items
}

/// A stripe along the left edge, rounded where the card is.
fn stripe(area: Bounds) -> Item {
    // The outline is snapped to half pixels; the stripe covers it.
    let Bounds { left, top, bottom, .. } = area;
    let (left, right, r) = (left, left + STRIPE, CORNER);
    let k = r * 448 / 1000;
    let p = Point::new;
    Item::new(
        "stripe",
        Shape::Path(vec![
            Segment::Move(p(left + r, top)),
            Segment::Line(p(right, top)),
            Segment::Line(p(right, bottom)),
            Segment::Line(p(left + r, bottom)),
            Segment::Cubic(p(left + k, bottom), p(left, bottom - k), p(left, bottom - r)),
            Segment::Line(p(left, top + r)),
            Segment::Cubic(p(left, top + k), p(left + k, top), p(left + r, top)),
            Segment::Close,
        ]),
    )
}

fn group(card: &Card<'_>, items: Vec<Item>) -> Item {
    let class = match (card.style, card.aligned) {
        (Style::Vision, _) => "goal vision",
        (_, false) => "goal unaligned",
        _ => "goal",
    };
    let mut item = Item::new(class, Shape::Group { role: Some("group"), items }).with_tooltip(&*card.tooltip);
    item.id = Some(format!("goal-{}", card.id));
    item.standing_for(card.id)
}
