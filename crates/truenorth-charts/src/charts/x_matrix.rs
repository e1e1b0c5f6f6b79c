//! The X-matrix of hoshin kanri (Jackson, "Hoshin Kanri for the Lean Enterprise", 2006): long-term goals at the foot, annual goals at
//! the left, initiatives at the top, measures at the right, and marks where two of them belong together; owners beyond. On paper
//! an X is in the middle and words at the sides are turned; here they stand in the middle, where they can be read.

use std::collections::BTreeMap;

use super::frame::{Frame, Words};
use super::kit::bounds;
use super::{x_grid, x_places};
use crate::scene::Scene;
use crate::table::{Cell, Table};
use crate::theme::{GRID, Look, Tone};

/// A line or column of the matrix.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its id.
    pub id: String,
    /// What it is.
    pub title: String,
    /// How it stands.
    pub tone: Tone,
    /// The same in a word.
    pub status: String,
}

/// How far two entries belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tie {
    /// By way of something else.
    Weak,
    /// One contributes to the other.
    Strong,
}

/// Ties between two lists, by the places of both.
pub type Ties = BTreeMap<(usize, usize), Tie>;

/// Everything the chart shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct View {
    /// At the foot.
    pub long: Vec<Entry>,
    /// At the left.
    pub annual: Vec<Entry>,
    /// At the top.
    pub initiatives: Vec<Entry>,
    /// At the right.
    pub measures: Vec<Entry>,
    /// By annual and long-term goal.
    pub annual_long: Ties,
    /// By initiative and annual goal.
    pub initiative_annual: Ties,
    /// By initiative and measure.
    pub initiative_measure: Ties,
    /// By measure and long-term goal.
    pub measure_long: Ties,
    /// By initiative, the team or person that owns it; may be empty.
    pub initiative_owner: Vec<String>,
    /// By long-term goal, the same.
    pub long_owner: Vec<String>,
    /// The line at the foot.
    pub source: String,
}

/// Which of so many have no tie, where `tied` lists the places that have one.
pub(super) fn untied(count: usize, tied: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut has = vec![false; count];
    for at in tied {
        if let Some(slot) = has.get_mut(at) {
            *slot = true;
        }
    }
    has.into_iter().enumerate().filter(|(_, has)| !has).map(|(at, _)| at).collect()
}

/// The one sentence that the chart proves.
#[must_use]
pub fn headline(view: &View) -> String {
    let (goals, initiatives) = (view.annual.len(), view.initiatives.len());
    if goals == 0 {
        return "No annual goal is open".to_owned();
    }
    let idle = untied(goals, view.initiative_annual.keys().map(|(_, annual)| *annual)).len();
    let first = match (goals, idle) {
        (1, 0) => "The only open annual goal has an initiative".to_owned(),
        (1, _) => "The only open annual goal has no initiative".to_owned(),
        (_, 0) => format!("All {goals} open annual goals have an initiative"),
        _ if idle == goals => format!("None of {goals} open annual goals has an initiative"),
        (_, 1) => format!("1 of {goals} open annual goals has no initiative"),
        _ => format!("{idle} of {goals} open annual goals have no initiative"),
    };
    let blind = untied(initiatives, view.initiative_measure.keys().map(|(initiative, _)| *initiative)).len();
    match (initiatives, blind) {
        (0, _) => first,
        (1, 0) => format!("{first}; the only initiative moves a measure"),
        (1, _) => format!("{first}; the only initiative moves no measure"),
        (_, 0) => format!("{first}; every initiative moves a measure"),
        _ if blind == initiatives => format!("{first}; none of {initiatives} initiatives moves a measure"),
        (_, 1) => format!("{first}; 1 of {initiatives} initiatives moves no measure"),
        _ => format!("{first}; {blind} of {initiatives} initiatives move no measure"),
    }
}

/// The ties, one a row; an entry without any has a row of its own.
#[must_use]
pub fn table(view: &View) -> Table {
    let mut table = Table::new(&["list", "goal", "title", "status", "tied_to", "tie"]);
    let mut add = |list: &str, entries: &[Entry], others: &[(&Ties, &[Entry])]| {
        for (at, entry) in entries.iter().enumerate() {
            let mut row = |to: Cell, tie: Cell| {
                table.push(vec![
                    Cell::text(list),
                    Cell::text(&entry.id),
                    Cell::text(&entry.title),
                    Cell::text(&entry.status),
                    to,
                    tie,
                ]);
            };
            let mut has_one = false;
            for (ties, others) in others {
                for (&(_, to), tie) in ties.range((at, 0)..(at + 1, 0)) {
                    let word = if *tie == Tie::Strong { "strong" } else { "weak" };
                    row(
                        others.get(to).map_or(Cell::Nothing, |other| Cell::text(&other.id)),
                        Cell::text(word),
                    );
                    has_one = true;
                }
            }
            if !has_one {
                row(Cell::Nothing, Cell::Nothing);
            }
        }
    };
    add("long_term", &view.long, &[]);
    add("annual", &view.annual, &[(&view.annual_long, &view.long)]);
    let of_initiatives: [(&Ties, &[Entry]); 2] =
        [(&view.initiative_annual, &view.annual), (&view.initiative_measure, &view.measures)];
    add("initiative", &view.initiatives, &of_initiatives);
    add("measure", &view.measures, &[(&view.measure_long, &view.long)]);
    table
}

/// Draws the chart.
#[must_use]
pub fn draw(view: &View, look: &Look) -> Scene {
    let subtitle = "\u{25A0} contributes directly \u{B7} \u{25A1} by way of another goal \u{B7} letters are annual goals, numbers are \
                    measures";
    let words =
        Words { headline: headline(view), subtitle: subtitle.to_owned(), source: view.source.clone() };
    let mut frame = Frame::new(&words, look);
    if view.annual.is_empty() {
        return frame.empty("No annual goal to draw: write objectives that contribute to the pillars");
    }
    // The column of a document is low; there the matrix may be taller than the least.
    let body = frame.body;
    let body = bounds(
        body.left,
        body.top,
        body.right,
        body.bottom.max(body.top + if x_places::is_stacked(body) { 230 } else { 175 } * GRID),
    );
    let bottom = x_grid::draw(&mut frame.canvas, view, body);
    frame.finish(bottom, "")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::check_texts;
    use crate::theme::{Size, Theme};

    fn entries(count: usize, word: &str) -> Vec<Entry> {
        let entry = |at| Entry {
            id: format!("{word}{at}"),
            title: format!("{word} number {at} with a long title that says what it is about"),
            tone: Tone::ALL[at % 7],
            status: "on track".to_owned(),
        };
        (0..count).map(entry).collect()
    }

    fn ties(pairs: &[(usize, usize)]) -> Ties {
        pairs.iter().map(|pair| (*pair, Tie::Strong)).collect()
    }

    #[test]
    fn the_headline_counts_goals_without_work_and_work_without_a_measure() {
        assert_eq!(headline(&View::default()), "No annual goal is open");
        let mut view = View { annual: entries(3, "a"), initiatives: entries(4, "i"), ..View::default() };
        assert_eq!(
            headline(&view),
            "None of 3 open annual goals has an initiative; none of 4 initiatives moves a measure"
        );
        view.initiative_annual = ties(&[(0, 0), (1, 0), (2, 2)]);
        view.measures = entries(1, "m");
        view.initiative_measure = ties(&[(0, 0), (1, 0), (3, 0)]);
        assert_eq!(
            headline(&view),
            "1 of 3 open annual goals has no initiative; 1 of 4 initiatives moves no measure"
        );
        view.initiative_annual = ties(&[(0, 0), (1, 1), (2, 2)]);
        view.initiative_measure = ties(&[(0, 0), (1, 0), (2, 0), (3, 0)]);
        assert_eq!(
            headline(&view),
            "All 3 open annual goals have an initiative; every initiative moves a measure"
        );
    }

    #[test]
    fn each_tie_is_a_row_and_so_is_what_has_none() {
        let view = View {
            long: entries(1, "l"),
            annual: entries(2, "a"),
            annual_long: ties(&[(1, 0)]),
            ..View::default()
        };
        let rows: Vec<Vec<Cell>> = table(&view).rows;
        let said: Vec<(&Cell, &Cell)> = rows.iter().map(|row| (&row[1], &row[4])).collect();
        assert_eq!(
            said,
            [
                (&Cell::text("l0"), &Cell::Nothing),
                (&Cell::text("a0"), &Cell::Nothing),
                (&Cell::text("a1"), &Cell::text("l0")),
            ]
        );
    }

    /// Of two goals and three measures: each stands beside its words and over its column, above and below.
    #[test]
    fn a_column_and_its_words_have_one_name() {
        let view = View {
            long: entries(1, "long"),
            annual: entries(2, "annual"),
            initiatives: entries(2, "initiative"),
            measures: entries(3, "measure"),
            ..View::default()
        };
        let scene = draw(&view, &Look { theme: Theme::light(), size: Size::Slide });
        let texts = scene.texts();
        for (name, times) in [("A", 3), ("B", 3), ("C", 0), ("1", 3), ("3", 3), ("4", 0)] {
            let found: Vec<_> = texts.iter().filter(|text| text.content == name).collect();
            assert_eq!(found.len(), times, "{name}");
            // Those over the columns stand below each other.
            let middle =
                |at: usize| found.get(at).map(|text| i32::midpoint(text.bounds().left, text.bounds().right));
            assert_eq!(middle(0), middle(1), "{name}");
        }
    }

    /// 30 goals, of which every third has an initiative: the 20 others are drawn first, and what is left out has one.
    #[test]
    fn the_goals_of_the_headline_are_drawn_first() {
        let view = View {
            annual: entries(30, "annual"),
            initiatives: entries(10, "initiative"),
            initiative_annual: (0..10).map(|at| ((at, at * 3), Tie::Strong)).collect(),
            ..View::default()
        };
        assert!(headline(&view).starts_with("20 of 30 open annual goals have no initiative"));
        let scene = draw(&view, &Look { theme: Theme::light(), size: Size::Slide });
        let texts = scene.texts();
        let is_drawn =
            |at: usize| texts.iter().any(|text| text.content.starts_with(&format!("annual number {at} ")));
        assert!((0..30).filter(|at| at % 3 != 0).all(is_drawn));
        // What has no column of its own shares the last one.
        let drawn = (0..30).filter(|at| is_drawn(*at)).count();
        let more = format!("{} more annual goals with an initiative", 30 - drawn);
        assert!(drawn < 30 && texts.iter().any(|text| text.content == more), "{drawn}");
    }

    #[test]
    fn what_does_not_fit_is_counted_and_nothing_overlaps() {
        let all = |count: usize| -> Ties {
            (0..count).flat_map(|a| (0..count).map(move |b| (a, b))).map(|pair| (pair, Tie::Weak)).collect()
        };
        for count in [1, 5, 40] {
            let view = View {
                long: entries(count, "long"),
                annual: entries(count, "annual"),
                initiatives: entries(count, "initiative"),
                measures: entries(count, "measure"),
                annual_long: all(count),
                initiative_annual: all(count),
                initiative_measure: all(count),
                measure_long: all(count),
                initiative_owner: (0..count).map(|at| format!("Team of many words {at}")).collect(),
                long_owner: (0..count).map(|at| format!("Head of many words {at}")).collect(),
                source: "Source".to_owned(),
            };
            for size in [Size::Slide, Size::Page] {
                let scene = draw(&view, &Look { theme: Theme::light(), size });
                assert_eq!(check_texts(&scene), Ok(()), "{count}, {size:?}");
                let more = scene.texts().iter().any(|text| text.content.contains("more annual goals"));
                assert_eq!(more, count == 40);
            }
        }
    }
}
