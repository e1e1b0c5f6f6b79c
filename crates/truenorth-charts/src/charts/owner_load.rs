//! How much is on whom: the share of what people have that is booked, by quarter, the heaviest first.

use super::frame::{Frame, Words};
use super::heat_table::{Extra, HeatTable, Row, Tile, rows_in};
use crate::number::percent;
use crate::scene::{Anchor, Scene};
use crate::table::{Cell, Table};
use crate::theme::{Look, Size, Tone};

/// What is on somebody in a quarter. Shares are of one full time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Quarter {
    /// Parts in goals and trainings.
    pub taken: f64,
    /// What there is: capacity less leave, within the limit of the policy.
    pub at_hand: f64,
    /// Open goals to answer for.
    pub goals: usize,
    /// Parts of unknown size, which are not in `taken`.
    pub unknown: usize,
    /// Whether more is taken than there is.
    pub is_over: bool,
}

impl Quarter {
    /// What is taken of what there is; above everything where there is nothing.
    fn share(&self) -> f64 {
        if self.taken == 0.0 {
            0.0
        } else if self.at_hand > 0.0 {
            self.taken / self.at_hand
        } else {
            f64::INFINITY
        }
    }
}

/// A person.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Who {
    /// The name.
    pub name: String,
    /// The main team; may be empty.
    pub team: String,
    /// By quarter; `None` where nothing is known to be on them.
    pub quarters: Vec<Option<Quarter>>,
}

impl Who {
    fn peak(&self) -> f64 {
        self.quarters.iter().flatten().map(Quarter::share).fold(0.0, f64::max)
    }

    fn most_goals(&self) -> usize {
        self.quarters.iter().flatten().map(|quarter| quarter.goals).max().unwrap_or(0)
    }
}

/// Everything the chart shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct View {
    /// In any order.
    pub people: Vec<Who>,
    /// The names of the quarters.
    pub quarters: Vec<String>,
    /// All quarters, as they are to be read.
    pub time: String,
    /// The line at the foot.
    pub source: String,
}

/// The heaviest first, then by goals, then by name.
fn ranked(view: &View) -> Vec<&Who> {
    let mut people: Vec<&Who> = view.people.iter().collect();
    people.sort_by(|a, b| {
        b.peak()
            .total_cmp(&a.peak())
            .then(b.most_goals().cmp(&a.most_goals()))
            .then_with(|| a.name.cmp(&b.name))
    });
    people
}

/// The one sentence that the chart proves.
#[must_use]
pub fn headline(view: &View) -> String {
    let ranked = ranked(view);
    let Some(heaviest) = ranked.first() else { return "Nothing is on anybody in this time".to_owned() };
    let count = ranked.len();
    let over =
        ranked.iter().filter(|who| who.quarters.iter().flatten().any(|quarter| quarter.is_over)).count();
    if heaviest.peak() == 0.0 && over == 0 {
        // Nobody is known to be full, nor to be free.
        let people = if count == 1 { "1 person is".to_owned() } else { format!("{count} people are") };
        let goals = match heaviest.most_goals() {
            0 => String::new(),
            1 => format!("; {} answers for 1 goal", heaviest.name),
            most => format!("; {} answers for the most at once, {most} goals", heaviest.name),
        };
        return format!("It is not known how full {people}: no part in a goal has a size yet{goals}");
    }
    let busiest = if heaviest.peak() > 0.0 {
        let at = heaviest
            .quarters
            .iter()
            .position(|quarter| quarter.is_some_and(|quarter| quarter.share() >= heaviest.peak()));
        let when = at.and_then(|at| view.quarters.get(at)).map_or("", String::as_str);
        let share = heaviest.peak();
        let share = if share.is_finite() { percent(share) } else { "time that is not there".to_owned() };
        format!("; {} is the fullest, {share} in {when}", heaviest.name)
    } else {
        String::new()
    };
    match over {
        0 => format!("None of {count} people is booked beyond what there is{busiest}"),
        1 => format!("1 of {count} people is booked beyond what there is{busiest}"),
        _ => format!("{over} of {count} people are booked beyond what there is{busiest}"),
    }
}

/// The numbers behind the chart.
#[must_use]
pub fn table(view: &View) -> Table {
    let mut table = Table::new(&["name", "team", "quarter", "taken", "at_hand", "goals", "unknown", "over"]);
    for who in ranked(view) {
        for (quarter, load) in view.quarters.iter().zip(&who.quarters) {
            let Some(load) = load else { continue };
            table.push(vec![
                Cell::text(&who.name),
                Cell::text(&who.team),
                Cell::text(quarter),
                Cell::Number(load.taken),
                Cell::Number(load.at_hand),
                Cell::count(load.goals),
                Cell::count(load.unknown),
                Cell::Yes(load.is_over),
            ]);
        }
    }
    table
}

/// Draws the chart.
#[must_use]
pub fn draw(view: &View, look: &Look) -> Scene {
    let any =
        |of: fn(&Quarter) -> bool| view.people.iter().flat_map(|who| who.quarters.iter().flatten()).any(of);
    let outlined = if any(|quarter| quarter.is_over) { " \u{B7} outlined = more than there is" } else { "" };
    let plus = if any(|quarter| quarter.unknown > 0) { " \u{B7} + = parts of unknown size" } else { "" };
    let subtitle = format!(
        "time booked for goals and trainings, per cent of what each person has for them \u{B7} {}{outlined}{plus}",
        view.time
    );
    let words = Words { headline: headline(view), subtitle, source: view.source.clone() };
    let mut frame = Frame::new(&words, look);
    let ranked = ranked(view);
    if ranked.is_empty() {
        return frame.empty("Nothing to draw: write `raci.responsible` with shares, or owners of goals");
    }
    let limit = rows_in(frame.body);
    let wide = look.size == Size::Slide;
    let last = if wide && view.people.iter().any(|who| !who.team.is_empty()) { "Team" } else { "" };
    let table = HeatTable {
        corner: "Person".to_owned(),
        heads: view.quarters.clone(),
        extras: vec![
            Extra { title: "Most goals at once", width: 38, anchor: Anchor::End },
            Extra { title: last, width: if wide { 70 } else { 44 }, anchor: Anchor::Start },
        ],
        rows: ranked.iter().take(limit).map(|who| row(who, wide)).collect(),
        more: rest(&ranked, limit),
        label_share: 30,
        ..HeatTable::default()
    };
    let bottom = table.draw(&mut frame.canvas, frame.body);
    frame.finish(bottom, "")
}

/// Who is not shown: they have less, or nothing, too.
fn rest(ranked: &[&Who], limit: usize) -> String {
    let left = ranked.len().saturating_sub(limit);
    let last = limit.checked_sub(1).and_then(|last| ranked.get(last));
    let how =
        if last.is_some_and(|who| who.peak() > 0.0) { "with less" } else { "with nothing booked either" };
    if left > 0 { format!("and {left} more people {how}") } else { String::new() }
}

/// On a slide the team, and what is too much, stand at the right; on a page there is no room for both.
fn row(who: &Who, wide: bool) -> Row {
    let tile = |quarter: &Option<Quarter>| {
        let Some(quarter) = quarter else { return Tile::default() };
        let share = quarter.share();
        let number = if share.is_finite() { percent(share) } else { "no time".to_owned() };
        let plus = if quarter.unknown > 0 { " +" } else { "" };
        // Where only parts of unknown size are, 0 % would be a number that nobody knows.
        let words = if share == 0.0 { plus.trim().to_owned() } else { format!("{number}{plus}") };
        Tile {
            tip: format!(
                "{}: {number}, {} goals, {} parts of unknown size",
                who.name, quarter.goals, quarter.unknown
            ),
            words,
            share: (share > 0.0).then_some((share / 1.2).min(1.0)),
            alarm: quarter.is_over,
            ..Tile::default()
        }
    };
    let over = who.quarters.iter().flatten().filter(|quarter| quarter.is_over).count();
    let state = match over {
        0 => (if wide { who.team.clone() } else { String::new() }, None),
        1 => ("over in 1 quarter".to_owned(), Some(Tone::Bad)),
        _ => (format!("over in {over} quarters"), Some(Tone::Bad)),
    };
    let state = match (wide && !who.team.is_empty(), state) {
        (true, (words, Some(tone))) => (format!("{}: {words}", who.team), Some(tone)),
        (_, state) => state,
    };
    Row {
        label: who.name.clone(),
        note: if wide { String::new() } else { who.team.clone() },
        tiles: who.quarters.iter().map(tile).collect(),
        extras: vec![(who.most_goals().to_string(), None), state],
        ..Row::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn who(name: &str, taken: f64) -> Who {
        let quarter = Quarter { taken, at_hand: 0.8, goals: 2, unknown: 0, is_over: taken > 0.8 };
        Who { name: name.to_owned(), quarters: vec![Some(quarter)], ..Who::default() }
    }

    /// 0.96 of 0.8 is 120 %.
    #[test]
    fn the_headline_names_the_fullest() {
        let view = |people| View { people, quarters: vec!["2027 Q2".to_owned()], ..View::default() };
        assert_eq!(
            headline(&view(vec![who("Ana", 0.4), who("Bo", 0.96)])),
            "1 of 2 people is booked beyond what there is; Bo is the fullest, 120 % in 2027 Q2"
        );
        assert_eq!(
            headline(&view(vec![who("Ana", 0.0)])),
            "It is not known how full 1 person is: no part in a goal has a size yet; Ana answers for the most at once, 2 goals"
        );
        assert_eq!(
            headline(&view(vec![who("Ana", 0.0), who("Bo", 0.0)])),
            "It is not known how full 2 people are: no part in a goal has a size yet; Ana answers for the most at once, 2 goals"
        );
        assert_eq!(headline(&View::default()), "Nothing is on anybody in this time");
    }
}
