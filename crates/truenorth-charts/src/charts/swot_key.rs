//! The key of the SWOT chart: what the marks before the goals mean, and how many there are of each.

use super::kit::Canvas;
use super::swot::{Goal, HEAD, PAD, View};
use super::swot_text;
use crate::mark::mark;
use crate::scene::{Bounds, PX, Point, TextStyle};
use crate::theme::{GRID, LABEL, SMALL, Tone};

/// What the marks before the goals mean, and how many there are of each, in the corner that no list needs.
pub(super) fn draw(canvas: &mut Canvas<'_>, view: &View, area: Bounds) {
    let theme = canvas.look.theme.clone();
    let mut goals: Vec<&Goal> = view.strategies.iter().flat_map(|strategy| &strategy.goals).collect();
    goals.sort_by(|a, b| a.id.cmp(&b.id));
    goals.dedup_by(|a, b| a.id == b.id);
    let mut states: Vec<(Tone, &str, usize)> = Vec::new();
    for goal in goals {
        match states.iter_mut().find(|(tone, word, _)| *tone == goal.tone && *word == goal.status) {
            Some((.., count)) => *count += 1,
            None => states.push((goal.tone, &goal.status, 1)),
        }
    }
    if states.is_empty() {
        return;
    }
    states.sort_by_key(|(tone, word, _)| (*tone, *word));
    let style = TextStyle::semibold(SMALL);
    let at = Point::new(area.left, area.top + PAD + 3 * GRID);
    canvas.text(
        "key-title",
        "Goals that carry the strategies",
        at,
        area.right - area.left,
        style,
        theme.muted,
    );
    let mut y = area.top + PAD + HEAD + swot_text::LINE / 2;
    for (tone, word, count) in states {
        if y + swot_text::LINE / 2 > area.bottom {
            break;
        }
        let ink = theme.tone(tone).ink;
        canvas.items.push(mark(tone, Point::new(area.left + 2 * GRID, y), 5 * PX, ink));
        let words = format!("{count} {}", word.to_lowercase());
        let at = Point::new(area.left + 5 * GRID, y);
        canvas.text_at("key-words", &words, at, area.right - at.x, TextStyle::regular(LABEL), ink);
        y += swot_text::LINE + GRID;
    }
}

#[cfg(test)]
mod tests {
    use super::super::swot::{Strategy, View};
    use super::*;
    use crate::theme::{Look, Theme};

    /// A goal that carries two strategies is one goal.
    #[test]
    fn goals_are_counted_once_by_their_state() {
        let goal = |id: &str, tone, status: &str| Goal {
            id: id.to_owned(),
            title: id.to_owned(),
            tone,
            status: status.to_owned(),
        };
        let strategy = |goals: Vec<Goal>| Strategy {
            id: "s".to_owned(),
            title: "S".to_owned(),
            answers: Vec::new(),
            goals,
        };
        let late = goal("late", Tone::Warn, "At risk");
        let strategies = vec![
            strategy(vec![late.clone(), goal("one", Tone::Good, "On track")]),
            strategy(vec![late, goal("two", Tone::Good, "On track")]),
        ];
        let look = Look::slide(Theme::light());
        let mut canvas = Canvas { look: &look, items: Vec::new() };
        let area = Bounds { left: 0, top: 0, right: 400 * PX, bottom: 200 * PX };
        draw(&mut canvas, &View { strategies, ..View::default() }, area);
        let texts = canvas.items.iter().filter_map(|item| match &item.shape {
            crate::scene::Shape::Text(text) => Some(text.content.as_str()),
            _ => None,
        });
        assert_eq!(texts.collect::<Vec<_>>(), ["Goals that carry the strategies", "1 at risk", "2 on track"]);
    }
}
