//! The lower half of the decision matrix: over which weights of each criterion the best option stays the best, and in
//! words what would make another one win.

use super::decision_matrix::{Criterion, Flip, View, weighs};
use super::kit::{Canvas, bounds, part};
use crate::mark::mark;
use crate::number::short;
use crate::scene::{Anchor, Bounds, PX, Point, Stroke, TextStyle};
use crate::text;
use crate::theme::{GRID, LABEL, SMALL, Size, TITLE, Tone};

/// Least and largest height of a row.
const HEIGHTS: (i32, i32) = (38 * PX, 84 * PX);
/// Height of a row of a page, which may be as tall as it needs: five lines and the space around them.
const PAGE: i32 = 104 * PX;
/// Height of the headings.
const HEAD: i32 = 15 * GRID;
/// From one line of words to the next.
const LEAD: i32 = 16 * PX;

/// So tall is the lower half of a page with so many criteria, of which it shows at most twelve.
pub(super) fn height(criteria: usize) -> i32 {
    HEAD + criteria.min(12) as i32 * PAGE
}

/// Draws as many criteria as have room, those first whose weight needs the smallest change; returns where it ends.
pub(super) fn draw(canvas: &mut Canvas<'_>, view: &View, range: (f64, f64), area: Bounds) -> i32 {
    if view.lead.is_none_or(|lead| lead == 0.0) {
        return area.top;
    }
    let mut criteria: Vec<(&Criterion, f64)> = view.criteria.iter().zip(view.weights()).collect();
    let way = |of: &Criterion| of.nearest().map_or(f64::INFINITY, |(flip, _)| of.way(flip));
    criteria.sort_by(|a, b| way(a.0).total_cmp(&way(b.0)));
    let free = area.bottom - area.top - HEAD;
    let room = usize::try_from(free / HEIGHTS.0).unwrap_or(1).max(1);
    let shown = if criteria.len() > room { room.saturating_sub(1).max(1) } else { criteria.len() };
    let most = if canvas.look.size == Size::Page { PAGE } else { HEIGHTS.1 };
    let height = (free / (shown as i32).max(1)).clamp(HEIGHTS.0, most);
    let width = area.right - area.left;
    let (strip, words) = (area.left + part(width, 0.22), area.left + part(width, 0.53));
    let strip = bounds(strip, area.top, words - 6 * GRID, area.bottom);
    let any_flips = view.criteria.iter().any(|criterion| criterion.nearest().is_some());
    heading(canvas, (strip, words), any_flips, area);
    let mut y = area.top + HEAD;
    for (at, (criterion, now)) in criteria.iter().take(shown).enumerate() {
        let row = bounds(area.left, y, area.right, y + height);
        let is_nearest = at == 0 && criterion.nearest().is_some();
        draw_row(canvas, view, (criterion, *now, is_nearest), (strip, words), (row, range));
        y += height;
    }
    let rest = criteria.len() - shown;
    if rest > 0 {
        let said = format!("and {rest} more criteria, which need a larger change");
        let at = Point::new(area.left, y + 4 * GRID);
        let color = canvas.look.theme.muted;
        canvas.text("more", &said, at, width, TextStyle::regular(SMALL), color);
        y += 6 * GRID;
    }
    y
}

/// What the rows say, the key of the strips, and the ends of their axis.
fn heading(canvas: &mut Canvas<'_>, (strip, words): (Bounds, i32), any_flips: bool, area: Bounds) {
    let theme = canvas.look.theme.clone();
    let stroke = Stroke::solid(theme.grid, PX);
    canvas.line("rule", Point::new(area.left, area.top), Point::new(area.right, area.top), stroke);
    let title = TextStyle::semibold(TITLE);
    let base = area.top + 6 * GRID;
    let left = strip.left - area.left - 3 * GRID;
    canvas.text(
        "flips-title",
        "What changes the winner",
        Point::new(area.left, base),
        left,
        title,
        theme.ink,
    );
    let small = TextStyle::regular(SMALL);
    let key = "weight of the criterion, the others in proportion";
    canvas.text(
        "flips-key",
        key,
        Point::new(strip.left, base),
        words - strip.left - 4 * GRID,
        small,
        theme.muted,
    );
    let mut x = words;
    let entries = [
        (theme.plan.area, "the same option wins", 3 * GRID),
        (theme.tone(Tone::Warn).area, "another wins", 3 * GRID),
        (theme.ink, "weight now", PX * 3),
    ];
    // What does not occur needs no key.
    for (color, said, wide) in entries.into_iter().filter(|(_, said, _)| any_flips || *said != "another wins")
    {
        let own = text::width(said, small.weight, small.size);
        if x + wide + 2 * GRID + own > area.right {
            break;
        }
        canvas.rect("key", bounds(x, base - 3 * GRID, x + wide, base + GRID / 2), 0, color);
        canvas.text(
            "flips-key",
            said,
            Point::new(x + wide + GRID + GRID / 2, base),
            own + PX,
            small,
            theme.muted,
        );
        x += wide + own + 6 * GRID;
    }
    let below = base + 5 * GRID;
    let ends = [(strip.left, "0 %", Anchor::Start), (strip.right, "100 %", Anchor::End)];
    for (x, said, anchor) in ends {
        canvas.text("axis-label", said, Point::new(x, below), 20 * GRID, small.anchored(anchor), theme.muted);
    }
}

/// One criterion: its name, the strip of its weights, and the same in words.
fn draw_row(
    canvas: &mut Canvas<'_>,
    view: &View,
    (criterion, now, is_nearest): (&Criterion, f64, bool),
    (strip, words): (Bounds, i32),
    (row, range): (Bounds, (f64, f64)),
) {
    let theme = canvas.look.theme.clone();
    let middle = i32::midpoint(row.top, row.bottom);
    let label = if is_nearest { TextStyle::semibold(TITLE) } else { TextStyle::regular(TITLE) };
    let place = (strip.left - row.left - 4 * GRID, 2, LEAD + PX);
    canvas.lines_at("row-label", &criterion.title, Point::new(row.left, middle), place, label, theme.ink);
    let x = |share: f64| strip.left + part(strip.right - strip.left, share.clamp(0.0, 1.0));
    let bar = |from: f64, to: f64| bounds(x(from), middle - 7 * PX, x(to), middle + 7 * PX);
    let (low, high) =
        (criterion.below.map_or(0.0, |flip| flip.share), criterion.above.map_or(1.0, |flip| flip.share));
    let name = |option: usize| view.options.get(option).map_or("", |option| option.title.as_str());
    let another = theme.tone(Tone::Warn).area;
    let parts = [(0.0, low, criterion.below), (low, high, None), (high, 1.0, criterion.above)];
    for (from, to, flip) in parts {
        let color = if flip.is_some() { another } else { theme.plan.area };
        let before = canvas.items.len();
        canvas.rect("weights", bar(from, to), 0, color);
        let winner = flip.map_or(view.ranking.first().copied(), |flip| Some(flip.winner));
        if canvas.items.len() > before
            && let Some(winner) = winner
        {
            canvas.tip(format!("{}: {} wins", criterion.title, name(winner)));
        }
    }
    let at = x(criterion.share);
    let tick = bounds(at - PX - PX / 2, middle - 12 * PX, at + PX + PX / 2, middle + 12 * PX);
    canvas.rect("weight-ground", tick.grown(PX), 0, theme.background);
    canvas.rect("weight-now", tick, 0, theme.ink);
    let mut lines: Vec<(String, bool)> = Vec::new();
    for (flip, is_above) in [(criterion.below, false), (criterion.above, true)] {
        if let Some(Flip { share, winner }) = flip {
            let weighs = weighs(share, is_above, criterion.share, now);
            lines.push((format!("\u{201C}{}\u{201D} wins if this weighs {weighs}", name(winner)), true));
        }
    }
    if lines.is_empty() {
        lines.push(("no weight of this makes another option win".to_owned(), false));
    }
    let (less, more) = points(view, criterion, range);
    let second = view.ranking.get(1).map_or("", |second| name(*second));
    let ways = [
        less.map(|points| format!("the winner scored {} less here", short(points))),
        more.map(|points| format!("\u{201C}{second}\u{201D} scored {} more", short(points))),
    ];
    let ways: Vec<String> = ways.into_iter().flatten().collect();
    if !ways.is_empty() {
        lines.push((format!("a tie if {}", ways.join(", or ")), false));
    }
    sentences(canvas, &lines, is_nearest, bounds(words, row.top, row.right, row.bottom));
}

/// The sentences of a row, one below the other, as many lines as fit.
fn sentences(canvas: &mut Canvas<'_>, lines: &[(String, bool)], is_nearest: bool, area: Bounds) {
    let theme = canvas.look.theme.clone();
    let most = usize::try_from((area.bottom - area.top) / LEAD).unwrap_or(1).max(1);
    let mark_room = if is_nearest { 4 * GRID } else { 0 };
    let room = area.right - area.left - mark_room;
    let mut left = most;
    let mut drawn: Vec<(String, TextStyle, bool)> = Vec::new();
    for (at, (said, flips)) in lines.iter().enumerate() {
        // Every sentence that follows keeps a line.
        let after = lines.len() - at - 1;
        let may = left.saturating_sub(after).min(2);
        if may == 0 {
            break;
        }
        let style = match (flips, is_nearest) {
            (true, true) => TextStyle::semibold(LABEL),
            (true, false) => TextStyle::regular(LABEL),
            (false, _) => TextStyle::regular(SMALL),
        };
        let wrapped = text::wrap_balanced(said, style.weight, style.size, room, may).lines;
        left = left.saturating_sub(wrapped.len());
        drawn.extend(wrapped.into_iter().map(|line| (line, style, *flips)));
    }
    let mut y = i32::midpoint(area.top, area.bottom) - (drawn.len() as i32 - 1) * LEAD / 2;
    if is_nearest {
        let color = theme.tone(Tone::Warn).ink;
        canvas.items.push(mark(Tone::Warn, Point::new(area.left + 5 * PX, y), 5 * PX, color));
    }
    for (line, style, flips) in drawn {
        let color = match (flips, is_nearest) {
            (true, true) => theme.tone(Tone::Warn).ink,
            (true, false) => theme.ink,
            (false, _) => theme.muted,
        };
        canvas.text_at("flips", &line, Point::new(area.left + mark_room, y), room, style, color);
        y += LEAD;
    }
}

/// By how many points the score of the best would have to fall, or that of the second to rise, for the two to be level;
/// each only where it stays on the scale.
fn points(view: &View, criterion: &Criterion, (low, high): (f64, f64)) -> (Option<f64>, Option<f64>) {
    let score = |at: usize| criterion.scores.get(*view.ranking.get(at)?).copied().flatten();
    let stays = |at: usize, fits: &dyn Fn(f64, f64) -> bool| {
        criterion.points.filter(|points| score(at).is_some_and(|score| fits(score, *points)))
    };
    (stays(0, &|best, points| best - points >= low), stays(1, &|second, points| second + points <= high))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The best has 4 and the second 3 on a scale of 1 to 5: one of them can move by 2, one by 3, neither by 3.5.
    #[test]
    fn points_stay_on_the_scale() {
        let view = View { ranking: vec![0, 1], ..View::default() };
        let of = |points| {
            let criterion = Criterion {
                scores: vec![Some(4.0), Some(3.0)],
                points: Some(points),
                ..Criterion::default()
            };
            self::points(&view, &criterion, (1.0, 5.0))
        };
        assert_eq!(of(2.0), (Some(2.0), Some(2.0)));
        assert_eq!(of(3.0), (Some(3.0), None));
        assert_eq!(of(3.5), (None, None));
    }
}
