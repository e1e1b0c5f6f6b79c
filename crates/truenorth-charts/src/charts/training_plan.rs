//! Trainings over time, for which goal, for whom and at what price; under them the gaps that no training closes.

use std::collections::BTreeSet;

use truenorth_core::budget::Total;
use truenorth_core::scalar::Currency;

use super::frame::{Frame, Words};
use super::heat_table::{Extra, HeatTable, Row, Tile, rows_in};
use crate::number::grouped;
use crate::scene::{Anchor, Scene};
use crate::table::{Cell, Table};
use crate::theme::{Look, Size, Tone};

/// A training.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Training {
    /// Its id.
    pub id: String,
    /// What it is.
    pub title: String,
    /// What it teaches, each with the level reached.
    pub teaches: Vec<String>,
    /// Goals that need it.
    pub goals: Vec<String>,
    /// Who takes part.
    pub people: Vec<String>,
    /// How many can.
    pub seats: Option<u32>,
    /// Of one seat.
    pub cost: Option<Total>,
    /// In what.
    pub currency: Option<Currency>,
    /// Working days of one person.
    pub days: Option<u32>,
    /// When, as it is to be read; empty if that is not written.
    pub when: String,
    /// By column, whether it is held then.
    pub held: Vec<bool>,
    /// How far it is.
    pub state: String,
    /// How that is meant.
    pub tone: Option<Tone>,
}

/// Too few people with a skill.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gap {
    /// The skill.
    pub skill: String,
    /// The level, as it is to be read.
    pub level: String,
    /// The goal or role that wants it; empty for what is wanted in any case.
    pub wanted_by: String,
    /// By when, as it is to be read.
    pub by: String,
    /// The trainings that lead there, with the day on which each holds; or why none does.
    pub trainings: String,
    /// How many people lack today's level.
    pub short: usize,
    /// How many still do after trainings in time.
    pub left: usize,
    /// How many would if trainings that are merely planned did not take place.
    pub left_if_booked: usize,
}

/// Everything the chart shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct View {
    /// The names of the columns of time.
    pub times: Vec<String>,
    /// By their first day.
    pub trainings: Vec<Training>,
    /// All gaps, closed ones too.
    pub gaps: Vec<Gap>,
    /// How many different people take part.
    pub people: usize,
    /// The organisation's currency.
    pub currency: Option<Currency>,
    /// The line at the foot.
    pub source: String,
}

impl Gap {
    /// Whether it closes, but only with a training that nobody has booked.
    fn is_hoped(&self) -> bool {
        self.left == 0 && self.left_if_booked > 0
    }
}

impl View {
    /// All gaps, those that stay widest first.
    fn gaps(&self) -> Vec<&Gap> {
        let mut gaps: Vec<&Gap> = self.gaps.iter().collect();
        gaps.sort_by_key(|gap| std::cmp::Reverse(gap.left));
        gaps
    }

    /// The gaps that stay open, the widest first.
    fn open(&self) -> Vec<&Gap> {
        self.gaps().into_iter().filter(|gap| gap.left > 0).collect()
    }

    /// What the seats of all who are named cost; `None` unless all prices are known and in the organisation's currency.
    fn cost(&self) -> Option<Total> {
        let mut sum = Total::default();
        for training in &self.trainings {
            let cost = training.cost.filter(|_| training.currency == self.currency)?;
            let people = i128::try_from(training.people.len()).ok()?;
            sum = sum.plus(Total::from_ten_thousandths(cost.ten_thousandths().saturating_mul(people)));
        }
        (!self.trainings.is_empty()).then_some(sum)
    }

    /// Working days of all who are named, of those trainings that say how long they take.
    fn days(&self) -> u64 {
        let of = |training: &Training| u64::from(training.days.unwrap_or(0)) * training.people.len() as u64;
        self.trainings.iter().map(of).sum()
    }
}

/// The place of the days among the columns at the right; a page has no room for them.
const DAYS: usize = 3;

fn people(number: usize) -> String {
    if number == 1 { "1 person".to_owned() } else { format!("{number} people") }
}

/// The one sentence that the chart proves.
#[must_use]
pub fn headline(view: &View) -> String {
    let code = view.currency.as_ref().map_or("", Currency::as_str);
    let cost = view.cost().filter(|cost| !cost.is_zero());
    // Of a budget line for training this is a part at most.
    let cost = cost.map_or_else(String::new, |cost| {
        let named: usize = view.trainings.iter().map(|training| training.people.len()).sum();
        let seats = if named == 1 { "seat costs" } else { "seats cost" };
        format!(", whose {seats} {} {code}", money(cost)).trim_end().to_owned()
    });
    let trainings = match view.trainings.len() {
        0 => "no training is planned".to_owned(),
        1 => format!("1 training teaches {}{cost}", people(view.people)),
        some => format!("{some} trainings teach {}{cost}", people(view.people)),
    };
    let open = view.open();
    let hoped = view.gaps.iter().filter(|gap| gap.is_hoped()).count();
    match (view.gaps.len(), open.as_slice()) {
        (0, _) => format!("No gap in skills is known; {trainings}"),
        (1, []) if hoped == 1 => {
            format!("The one gap in skills closes only if a planned training is held; {trainings}")
        }
        (1, []) => format!("The one gap in skills closes with booked training; {trainings}"),
        (all, []) if hoped == all => {
            format!("All {all} gaps in skills close only if planned trainings are held; {trainings}")
        }
        (all, []) if hoped > 0 => format!(
            "{} of {all} gaps in skills close with booked training, {hoped} more only if a planned training is held; {trainings}",
            all - hoped
        ),
        (2, []) => format!("Both gaps in skills close with booked training; {trainings}"),
        (all, []) => format!("All {all} gaps in skills close with booked training; {trainings}"),
        (all, [first, ..]) => {
            let stay = match open.len() {
                1 => format!("1 of {all} gaps in skills stays open"),
                some => format!("{some} of {all} gaps in skills stay open"),
            };
            let by = match first.by.as_str() {
                "" => String::new(),
                "now" => " now".to_owned(),
                day => format!(" by {day}"),
            };
            format!("{stay}: {} lacks {}{by}; {trainings}", first.skill, people(first.left))
        }
    }
}

/// The numbers behind the chart.
#[must_use]
pub fn table(view: &View) -> Table {
    let mut table = Table::new(&[
        "row",
        "id",
        "title",
        "skills",
        "for",
        "when",
        "people",
        "seats",
        "cost_of_a_seat",
        "days_each",
        "state",
        "short",
        "left",
        "left_if_booked",
    ]);
    for training in &view.trainings {
        table.push(vec![
            Cell::text("training"),
            Cell::text(&training.id),
            Cell::text(&training.title),
            Cell::text(training.teaches.join("; ")),
            Cell::text(training.goals.join("; ")),
            Cell::text(&training.when),
            Cell::text(training.people.join("; ")),
            training.seats.map_or(Cell::Nothing, |seats| Cell::Number(f64::from(seats))),
            training.cost.map_or(Cell::Nothing, |cost| Cell::Money(cost, training.currency)),
            training.days.map_or(Cell::Nothing, |days| Cell::Number(f64::from(days))),
            Cell::text(&training.state),
            Cell::Nothing,
            Cell::Nothing,
            Cell::Nothing,
        ]);
    }
    for gap in &view.gaps {
        let mut row = vec![Cell::Nothing; 14];
        let set = [
            (0, Cell::text("gap")),
            (3, Cell::text(format!("{}, {}", gap.skill, gap.level))),
            (4, Cell::text(&gap.wanted_by)),
            (5, Cell::text(&gap.by)),
            (11, Cell::count(gap.short)),
            (12, Cell::count(gap.left)),
            (13, Cell::count(gap.left_if_booked)),
        ];
        for (at, cell) in set {
            if let Some(slot) = row.get_mut(at) {
                *slot = cell;
            }
        }
        table.push(row);
    }
    table
}

/// Draws the chart.
#[must_use]
pub fn draw(view: &View, look: &Look) -> Scene {
    let days = Some(view.days()).filter(|days| *days > 0);
    let days = days
        .map_or_else(String::new, |days| format!("{} working days for those named", grouped(days as f64, 0)));
    let has_price = view.trainings.iter().any(|training| training.cost.is_some());
    let price = if has_price { "price of one seat, which is no budget line for training" } else { "" };
    let parts = ["trainings by time, in each the people named", "people = named of seats", price, &days];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    let words =
        Words { headline: headline(view), subtitle: parts.join(" \u{B7} "), source: view.source.clone() };
    let mut frame = Frame::new(&words, look);
    if view.trainings.is_empty() && view.gaps.is_empty() {
        return frame.empty("Nothing to draw: write `training` with `teaches`, `attendees` and a `period`");
    }
    let limit = rows_in(frame.body, look.size);
    let wide = look.size == Size::Slide;
    let (rows, more) = rows(view, limit, look);
    let mut extras = vec![
        Extra { title: "For", width: if wide { 68 } else { 42 }, anchor: Anchor::Start },
        Extra { title: "People", width: 20, anchor: Anchor::End },
        Extra { title: "A seat", width: 26, anchor: Anchor::End },
        Extra { title: "State", width: if wide { 38 } else { 29 }, anchor: Anchor::Start },
    ];
    if wide {
        extras.insert(DAYS, Extra { title: "Each", width: 20, anchor: Anchor::End });
    }
    let table = HeatTable {
        corner: "Training".to_owned(),
        heads: view.times.clone(),
        extras,
        rows,
        more,
        label_share: if wide { 35 } else { 26 },
        ..HeatTable::default()
    };
    let bottom = table.draw(&mut frame.canvas, frame.body);
    frame.finish(bottom, "")
}

/// The rows that fit, and what does not. The gaps come under a heading of their own, open ones first, and open ones are
/// left out last.
fn rows(view: &View, limit: usize, look: &Look) -> (Vec<Row>, String) {
    let gaps = view.gaps();
    let least = if gaps.is_empty() { 0 } else { view.open().len().clamp(1, (limit / 2).max(2)) + 1 };
    let trainings = view.trainings.len().min(limit.saturating_sub(least).max(1));
    let drawn = gaps.len().min(limit.saturating_sub(trainings + 1).max(1));
    let mut rows: Vec<Row> =
        view.trainings.iter().take(trainings).map(|training| row(training, look)).collect();
    if !gaps.is_empty() {
        let skills: BTreeSet<&str> = gaps.iter().map(|gap| gap.skill.as_str()).collect();
        let label = format!(
            "Gaps: a goal or role that lacks people with a skill today \u{B7} {} in {}",
            gaps.len(),
            if skills.len() == 1 { "1 skill".to_owned() } else { format!("{} skills", skills.len()) }
        );
        rows.push(Row { label, strong: true, ..Row::default() });
        rows.extend(gaps.iter().take(drawn).map(|gap| gap_row(gap, look)));
    }
    let parts = [(view.trainings.len() - trainings, "more trainings"), (gaps.len() - drawn, "more gaps")];
    let parts: Vec<String> = parts
        .into_iter()
        .filter(|(more, _)| *more > 0)
        .map(|(more, word)| format!("{more} {word}"))
        .collect();
    (rows, if parts.is_empty() { String::new() } else { format!("and {}", parts.join(", ")) })
}

fn row(training: &Training, look: &Look) -> Row {
    let tile = |held: &bool| match held {
        false => Tile::default(),
        true => Tile {
            words: training.people.len().to_string(),
            paint: Some(training.tone.map_or(look.theme.plan.area, |tone| look.theme.tone(tone).area)),
            tip: format!("{}: {}, {}", training.title, training.when, training.people.join(", ")),
            ..Tile::default()
        },
    };
    let named = training.people.len();
    let full = training.seats.is_some_and(|seats| named > seats as usize);
    let seats = training.seats.map_or_else(|| named.to_string(), |seats| format!("{named} of {seats}"));
    let currency = training.currency.map_or_else(String::new, |currency| currency.to_string());
    let cost = training.cost.map(|cost| format!("{} {currency}", money(cost)).trim_end().to_owned());
    let cost = cost.unwrap_or_else(|| "no price".to_owned());
    let note: Vec<String> = training.teaches.iter().chain(&training.people).cloned().collect();
    let state = if training.when.is_empty() { "no time" } else { training.state.as_str() };
    let tone = if training.when.is_empty() { Some(Tone::Warn) } else { training.tone };
    let goals = if training.goals.is_empty() {
        ("no goal".to_owned(), Some(Tone::Warn))
    } else {
        (training.goals.join(", "), None)
    };
    let mut extras = vec![goals, (seats, full.then_some(Tone::Bad)), (cost, None), (state.to_owned(), tone)];
    if look.size == Size::Slide {
        let days = match training.days {
            None => "no days".to_owned(),
            Some(1) => "1 day".to_owned(),
            Some(days) => format!("{days} days"),
        };
        extras.insert(DAYS, (days, None));
    }
    Row {
        label: training.title.clone(),
        note: note.join(" \u{B7} "),
        tiles: training.held.iter().map(tile).collect(),
        extras,
        ..Row::default()
    }
}

fn gap_row(gap: &Gap, look: &Look) -> Row {
    let state = match (gap.left, gap.is_hoped()) {
        (0, true) => ("only planned", Tone::Warn),
        (0, false) => ("closes", Tone::Good),
        _ => ("stays open", Tone::Bad),
    };
    let wanted_by = if gap.wanted_by.is_empty() { "wanted in any case" } else { gap.wanted_by.as_str() };
    let mut extras = vec![
        (wanted_by.to_owned(), None),
        (format!("{} short", gap.short), None),
        (String::new(), None),
        (state.0.to_owned(), Some(state.1)),
    ];
    if look.size == Size::Slide {
        extras.insert(DAYS, (String::new(), None));
    }
    let by = if gap.by.is_empty() { "no day written".to_owned() } else { format!("by {}", gap.by) };
    Row {
        label: gap.skill.clone(),
        note: format!("{}, {by}", gap.level),
        across: gap.trainings.clone(),
        extras,
        alarm: gap.left > 0,
        ..Row::default()
    }
}

/// An amount without its currency; whole if it is.
fn money(amount: Total) -> String {
    let is_whole = amount.ten_thousandths() % 10_000 == 0;
    grouped(amount.to_f64(), if is_whole { 0 } else { 2 })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gap(skill: &str, left: usize, by: &str) -> Gap {
        Gap { skill: skill.to_owned(), short: 2, left, by: by.to_owned(), ..Gap::default() }
    }

    fn training(people: usize, cost: i128, days: u32) -> Training {
        Training {
            people: vec!["Ana".to_owned(); people],
            cost: Some(Total::from_ten_thousandths(cost * 10_000)),
            days: Some(days),
            ..Training::default()
        }
    }

    #[test]
    fn the_headline_counts_gaps_and_names_the_widest() {
        let of = |gaps: Vec<Gap>, trainings: usize| {
            let trainings = vec![training(1, 0, 0); trainings];
            headline(&View { gaps, trainings, people: 3, ..View::default() })
        };
        assert_eq!(
            of(vec![gap("Rust", 0, ""), gap("Law", 1, "30 Jun 2027"), gap("Data", 2, "")], 2),
            "2 of 3 gaps in skills stay open: Data lacks 2 people; 2 trainings teach 3 people"
        );
        assert_eq!(
            of(vec![gap("Law", 1, "30 Jun 2027")], 0),
            "1 of 1 gaps in skills stays open: Law lacks 1 person by 30 Jun 2027; no training is planned"
        );
        assert_eq!(
            of(vec![gap("Rust", 0, ""), gap("Law", 0, "")], 1),
            "Both gaps in skills close with booked training; 1 training teaches 3 people"
        );
        let hoped = || Gap { left_if_booked: 1, ..gap("Data", 0, "") };
        assert_eq!(
            of(vec![gap("Rust", 0, ""), gap("Law", 0, ""), hoped()], 1),
            "2 of 3 gaps in skills close with booked training, 1 more only if a planned training is held; 1 training teaches 3 people"
        );
        assert_eq!(
            of(vec![hoped()], 1),
            "The one gap in skills closes only if a planned training is held; 1 training teaches 3 people"
        );
        assert_eq!(of(vec![], 1), "No gap in skills is known; 1 training teaches 3 people");
    }

    /// 2 x 3,800 and 3 x 1,200 make 11,200; 2 x 10 and 3 x 2 days make 26.
    #[test]
    fn cost_and_days_are_of_those_named() {
        let mut view = View {
            trainings: vec![training(2, 3800, 10), training(3, 1200, 2)],
            people: 5,
            ..View::default()
        };
        assert_eq!(view.cost().map(money).as_deref(), Some("11,200"));
        assert_eq!(view.days(), 26);
        assert_eq!(
            headline(&view),
            "No gap in skills is known; 2 trainings teach 5 people, whose seats cost 11,200"
        );
        let one = View { trainings: vec![training(1, 3800, 10)], people: 1, ..View::default() };
        assert_eq!(
            headline(&one),
            "No gap in skills is known; 1 training teaches 1 person, whose seat costs 3,800"
        );
        view.trainings.push(Training { people: vec!["Bo".to_owned()], ..Training::default() });
        assert_eq!(view.cost(), None, "a price that is not known is not 0");
    }
}
