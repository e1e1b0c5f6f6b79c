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
    /// Whether it is known that nothing is booked.
    fn is_free(&self) -> bool {
        self.taken == 0.0 && self.unknown == 0
    }

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
    /// By quarter; `None` where nothing is on them: no booking, no part of unknown size, no goal.
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
    /// How many people with nothing on them in this time are left out.
    pub free: usize,
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
    let mut parts = vec![
        "booked time for goals and trainings, per cent of what each person has for them".to_owned(),
        view.time.clone(),
    ];
    let any_booked = any(|quarter| quarter.taken > 0.0);
    let is_free = |quarter: &Option<Quarter>| quarter.is_none_or(|it| it.is_free());
    if view.people.iter().flat_map(|who| &who.quarters).any(is_free) {
        let none =
            if any_booked { "0 % = nothing booked" } else { "not known = nothing says how much it takes" };
        parts.push(none.to_owned());
    }
    if any(|quarter| quarter.unknown > 0) {
        parts.push("? = parts of unknown size, which are in no per cent".to_owned());
    }
    if any(|quarter| quarter.is_over) {
        parts.push("outlined = more than there is".to_owned());
    }
    parts.push("at the right open goals to answer for, booked or not".to_owned());
    if view.free > 0 {
        let free = if view.free == 1 { "1 person".to_owned() } else { format!("{} people", view.free) };
        parts.push(format!("{free} with neither left out"));
    }
    let subtitle = parts.join(" \u{B7} ");
    let words = Words { headline: headline(view), subtitle, source: view.source.clone() };
    let mut frame = Frame::new(&words, look);
    let ranked = ranked(view);
    if ranked.is_empty() {
        return frame.empty("Nothing to draw: write `raci.responsible` with shares, or owners of goals");
    }
    let limit = rows_in(frame.body, look.size);
    let wide = look.size == Size::Slide;
    let last = if wide && view.people.iter().any(|who| !who.team.is_empty()) { "Team" } else { "" };
    let mut extras =
        vec![Extra { title: "Answers for, at most", width: if wide { 42 } else { 30 }, anchor: Anchor::End }];
    if !last.is_empty() || any(|quarter| quarter.is_over) {
        extras.push(Extra { title: last, width: if wide { 70 } else { 44 }, anchor: Anchor::Start });
    }
    let table = HeatTable {
        corner: "Person".to_owned(),
        heads: view.quarters.clone(),
        extras,
        rows: ranked.iter().take(limit).map(|who| row(who, wide, any_booked)).collect(),
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
fn row(who: &Who, wide: bool, any_booked: bool) -> Row {
    let tile = |quarter: &Option<Quarter>| {
        let none = Quarter { taken: 0.0, at_hand: 1.0, goals: 0, unknown: 0, is_over: false };
        let quarter = quarter.unwrap_or(none);
        let share = quarter.share();
        let number = if share.is_finite() { percent(share) } else { "no time".to_owned() };
        let unknown = match quarter.unknown {
            1 => "? 1 part".to_owned(),
            parts => format!("? {parts} parts"),
        };
        // Where only parts of unknown size are, 0 % would be a number that nobody knows.
        // In a plan that books nobody at all nothing booked is no 0 % either.
        let words = match (share == 0.0, quarter.unknown) {
            (true, 0) if !any_booked => if quarter.goals > 0 { "not known" } else { "nothing" }.to_owned(),
            (_, 0) => number.clone(),
            (true, _) => unknown,
            (false, _) => format!("{number} + {unknown}"),
        };
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
        0 if wide && who.team.is_empty() => ("no team".to_owned(), None),
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
        note: match (wide, who.team.as_str()) {
            (true, _) => String::new(),
            (_, "") => "no team".to_owned(),
            (_, team) => team.to_owned(),
        },
        tiles: who.quarters.iter().map(tile).collect(),
        extras: vec![(answers_for(who.most_goals()), None), state],
        ..Row::default()
    }
}

fn answers_for(goals: usize) -> String {
    match goals {
        0 => "no goal".to_owned(),
        1 => "1 goal".to_owned(),
        _ => format!("{goals} goals"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn who(name: &str, taken: f64) -> Who {
        let quarter = Quarter { taken, at_hand: 0.8, goals: 2, unknown: 0, is_over: taken > 0.8 };
        Who { name: name.to_owned(), quarters: vec![Some(quarter)], ..Who::default() }
    }

    /// Nothing booked is 0 %, what nobody knows is not, and a booking may have more to it.
    #[test]
    fn nothing_and_unknown_are_told_apart() {
        let quarter = |taken: f64, unknown: usize| {
            Some(Quarter { taken, at_hand: 0.8, goals: 1, unknown, is_over: false })
        };
        let quarters = vec![None, quarter(0.0, 0), quarter(0.0, 2), quarter(0.4, 1)];
        let who = Who { name: "Ana".to_owned(), quarters, ..Who::default() };
        let unbooked: Vec<String> = row(&who, true, false).tiles.into_iter().map(|tile| tile.words).collect();
        assert_eq!(unbooked[..3], ["nothing", "not known", "? 2 parts"]);
        let row = row(&who, true, true);
        let words: Vec<&str> = row.tiles.iter().map(|tile| tile.words.as_str()).collect();
        assert_eq!(words, ["0 %", "0 %", "? 2 parts", "50 % + ? 1 part"]);
        assert_eq!(row.extras[0].0, "1 goal");
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
