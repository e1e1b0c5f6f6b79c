//! Trainings over time, for which goal, for whom and at what price; under them the gaps that no training closes.

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
    /// The column of that day.
    pub column: Option<usize>,
    /// How many people lack today's level.
    pub short: usize,
    /// How many still do after trainings in time.
    pub left: usize,
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
    let cost =
        cost.map_or_else(String::new, |cost| format!(" for {} {code}", money(cost)).trim_end().to_owned());
    let trainings = match view.trainings.len() {
        0 => "no training is planned".to_owned(),
        1 => format!("1 training teaches {}{cost}", people(view.people)),
        some => format!("{some} trainings teach {}{cost}", people(view.people)),
    };
    let open = view.open();
    match (view.gaps.len(), open.as_slice()) {
        (0, _) => format!("No gap in skills is known; {trainings}"),
        (1, []) => format!("The one gap in skills closes in time; {trainings}"),
        (all, []) => format!("All {all} gaps in skills close in time; {trainings}"),
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
        ]);
    }
    for gap in &view.gaps {
        let mut row = vec![Cell::Nothing; 13];
        let set = [
            (0, Cell::text("gap")),
            (3, Cell::text(format!("{}, {}", gap.skill, gap.level))),
            (4, Cell::text(&gap.wanted_by)),
            (5, Cell::text(&gap.by)),
            (11, Cell::count(gap.short)),
            (12, Cell::count(gap.left)),
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
    let code = view.currency.as_ref().map_or("", Currency::as_str);
    let seat = if code.is_empty() { String::new() } else { format!(" in {code}") };
    let seat = format!("price of a seat{seat} and days of each");
    let days = Some(view.days()).filter(|days| *days > 0);
    let days = days
        .map_or_else(String::new, |days| format!("{} working days for those named", grouped(days as f64, 0)));
    let parts = ["trainings by time, in each the people named", "people = named of seats", &seat, &days];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    let words =
        Words { headline: headline(view), subtitle: parts.join(" \u{B7} "), source: view.source.clone() };
    let mut frame = Frame::new(&words, look);
    if view.trainings.is_empty() && view.gaps.is_empty() {
        return frame.empty("Nothing to draw: write `training` with `teaches`, `attendees` and a `period`");
    }
    let limit = rows_in(frame.body);
    let wide = look.size == Size::Slide;
    let (rows, more) = rows(view, limit, look);
    let mut extras = vec![
        Extra { title: "For", width: if wide { 72 } else { 42 }, anchor: Anchor::Start },
        Extra { title: "People", width: 20, anchor: Anchor::End },
        Extra { title: "A seat", width: 18, anchor: Anchor::End },
        Extra { title: "State", width: if wide { 33 } else { 29 }, anchor: Anchor::Start },
    ];
    if wide {
        extras.insert(DAYS, Extra { title: "Days", width: 15, anchor: Anchor::End });
    }
    let table = HeatTable {
        corner: "Training".to_owned(),
        heads: view.times.clone(),
        extras,
        rows,
        more,
        label_share: if wide { 35 } else { 28 },
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
        view.trainings.iter().take(trainings).map(|training| row(training, view.currency, look)).collect();
    if !gaps.is_empty() {
        let label = "Gaps in skills, and whether a training closes them".to_owned();
        rows.push(Row { label, strong: true, ..Row::default() });
        rows.extend(gaps.iter().take(drawn).map(|gap| gap_row(gap, view.times.len(), look)));
    }
    let parts = [(view.trainings.len() - trainings, "more trainings"), (gaps.len() - drawn, "more gaps")];
    let parts: Vec<String> = parts
        .into_iter()
        .filter(|(more, _)| *more > 0)
        .map(|(more, word)| format!("{more} {word}"))
        .collect();
    (rows, if parts.is_empty() { String::new() } else { format!("and {}", parts.join(", ")) })
}

fn row(training: &Training, own: Option<Currency>, look: &Look) -> Row {
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
    let cost = match (training.cost.map(money), training.currency.filter(|of| Some(*of) != own)) {
        (None, _) => "\u{2013}".to_owned(),
        (Some(cost), None) => cost,
        (Some(cost), Some(currency)) => format!("{cost} {}", currency.as_str()),
    };
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
        let days = training.days.map_or_else(|| "\u{2013}".to_owned(), |days| days.to_string());
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

fn gap_row(gap: &Gap, columns: usize, look: &Look) -> Row {
    let is_open = gap.left > 0;
    let tile = |at: usize| match gap.column == Some(at) {
        false => Tile::default(),
        true if is_open => Tile { words: format!("{} short", gap.left), alarm: true, ..Tile::default() },
        // Without a day of its own a gap is one of today.
        true if gap.by.is_empty() => Tile::default(),
        true => Tile { words: "needed".to_owned(), ..Tile::default() },
    };
    let tiles = (0..columns).map(tile).collect();
    let state = if is_open { ("stays open", Tone::Bad) } else { ("closes", Tone::Done) };
    let wanted_by = if gap.wanted_by.is_empty() { "wanted in any case" } else { gap.wanted_by.as_str() };
    let short = format!("{} short", gap.short);
    let mut extras = vec![
        (wanted_by.to_owned(), None),
        (short, None),
        (String::new(), None),
        (state.0.to_owned(), Some(state.1)),
    ];
    if look.size == Size::Slide {
        extras.insert(DAYS, (String::new(), None));
    }
    Row {
        label: gap.skill.clone(),
        note: if gap.by.is_empty() { gap.level.clone() } else { format!("{}, by {}", gap.level, gap.by) },
        tiles,
        extras,
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
            "All 2 gaps in skills close in time; 1 training teaches 3 people"
        );
        assert_eq!(of(vec![], 1), "No gap in skills is known; 1 training teaches 3 people");
    }

    /// 2 x 3,800 and 3 x 1,200 make 11,200; 2 x 10 and 3 x 2 days make 26.
    #[test]
    fn cost_and_days_are_of_those_named() {
        let mut view =
            View { trainings: vec![training(2, 3800, 10), training(3, 1200, 2)], ..View::default() };
        assert_eq!(view.cost().map(money).as_deref(), Some("11,200"));
        assert_eq!(view.days(), 26);
        view.trainings.push(Training { people: vec!["Bo".to_owned()], ..Training::default() });
        assert_eq!(view.cost(), None, "a price that is not known is not 0");
    }
}
