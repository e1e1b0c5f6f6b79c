//! What teams say of their goals over time: in each cell the worst status and the lowest confidence of a team.

use super::frame::{Frame, Words};
use super::heat_table::{Extra, HeatTable, Row, Tile, rows_in};
use crate::number::{grouped, percent};
use crate::scene::{Anchor, Scene};
use crate::table::{Cell, Table};
use crate::theme::{Look, Size, Tone};

/// What a team said in a time: of each goal the latest check-in of that time.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Said {
    /// The worst status, and its word; `None` if no check-in gives one.
    pub status: Option<(Tone, String)>,
    /// The lowest confidence, 0 to 1; `None` if no check-in gives one.
    pub confidence: Option<f64>,
    /// The goal with the lowest confidence; without any, that with the worst status.
    pub goal: String,
    /// How many goals were spoken of.
    pub goals: usize,
}

impl Said {
    fn is_worrying(&self) -> bool {
        self.status.as_ref().is_some_and(|(tone, _)| matches!(tone, Tone::Bad | Tone::Warn))
    }
}

/// A team.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Team {
    /// Its name.
    pub name: String,
    /// Its open goals.
    pub goals: usize,
    /// By column; `None` where nothing was said.
    pub said: Vec<Option<Said>>,
}

/// Everything the chart shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct View {
    /// The names of the times, oldest first.
    pub times: Vec<String>,
    /// Teams that have open goals or said something.
    pub teams: Vec<Team>,
    /// Goals that have ended or are only proposed, which are not counted among the open ones.
    pub ended: usize,
    /// The line at the foot.
    pub source: String,
}

/// The latest column in which anybody says anything.
fn latest(view: &View) -> Option<usize> {
    (0..view.times.len()).rev().find(|at| view.teams.iter().any(|team| said(team, *at).is_some()))
}

fn said(team: &Team, at: usize) -> Option<&Said> {
    team.said.get(at).and_then(Option::as_ref)
}

/// The last confidence of a team before a column, with that earlier column.
fn before(team: &Team, at: usize) -> Option<(usize, f64)> {
    (0..at).rev().find_map(|earlier| Some((earlier, said(team, earlier)?.confidence?)))
}

/// The difference of two confidences in whole points, as they are shown.
fn points(now: f64, before: f64) -> i64 {
    (now * 100.0).round() as i64 - (before * 100.0).round() as i64
}

/// By the latest column: the least confident first, then the worst status, then those without a word.
fn ranked(view: &View) -> Vec<&Team> {
    let Some(at) = latest(view) else { return view.teams.iter().collect() };
    let key = |team: &&Team| {
        let said = said(team, at);
        let confidence = said.and_then(|said| said.confidence).unwrap_or(f64::INFINITY);
        let tone = said.and_then(|said| said.status.as_ref().map(|(tone, _)| *tone));
        (said.is_none(), confidence, tone.is_none(), tone)
    };
    let mut teams: Vec<&Team> = view.teams.iter().collect();
    teams.sort_by(|a, b| {
        let (a, b) = (key(a), key(b));
        a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)).then(a.2.cmp(&b.2)).then(a.3.cmp(&b.3))
    });
    teams
}

/// The one sentence that the chart proves.
#[must_use]
pub fn headline(view: &View) -> String {
    let Some(at) = latest(view) else { return "Nobody has checked in yet".to_owned() };
    let when = view.times.get(at).map_or("", String::as_str);
    let speaking: Vec<&Said> = view.teams.iter().filter_map(|team| said(team, at)).collect();
    let worrying = speaking.iter().filter(|said| said.is_worrying()).count();
    let silent = view.teams.iter().filter(|team| team.goals > 0 && said(team, at).is_none()).count();
    // Numbers, which the chart of key results shows, may say otherwise.
    let count = match (worrying, speaking.len()) {
        (0, _) => "no team says that a goal is at risk or worse".to_owned(),
        (1, of) => format!("1 of {of} teams says that a goal is at risk or worse"),
        (some, of) => format!("{some} of {of} teams say that a goal is at risk or worse"),
    };
    // What few goals say is not what all would.
    let spoken: usize = speaking.iter().map(|said| said.goals).sum();
    let open: usize = view.teams.iter().map(|team| team.goals).sum();
    let basis = if spoken * 2 < open {
        let goals = if open == 1 { "goal" } else { "goals" };
        format!("Check-ins speak of only {spoken} of {open} open {goals}: ")
    } else {
        String::new()
    };
    let silence = match silent {
        0 => String::new(),
        1 => "; 1 more is silent".to_owned(),
        _ => format!("; {silent} more are silent"),
    };
    let ranked = ranked(view);
    let first = ranked.first().and_then(|team| Some((*team, said(team, at)?.confidence?)));
    let Some((team, confidence)) = first else {
        let start = if basis.is_empty() { "In" } else { "in" };
        return format!("{basis}{start} {when} {count}{silence}");
    };
    let change = match before(team, at) {
        None => String::new(),
        Some((earlier, old)) => {
            let since = view.times.get(earlier).map_or("", String::as_str);
            match points(confidence, old) {
                0 => format!(", as in {since}"),
                fall if fall < 0 => format!(", down from {} in {since}", percent(old)),
                _ => format!(", up from {} in {since}", percent(old)),
            }
        }
    };
    let name = &team.name;
    format!("{basis}{name} is least confident in {when}, {}{change}; {count}{silence}", percent(confidence))
}

/// The numbers behind the chart.
#[must_use]
pub fn table(view: &View) -> Table {
    let mut table =
        Table::new(&["team", "time", "status", "confidence", "goal", "goals_spoken_of", "open_goals"]);
    for team in ranked(view) {
        for (time, said) in view.times.iter().zip(&team.said) {
            let Some(said) = said else { continue };
            table.push(vec![
                Cell::text(&team.name),
                Cell::text(time),
                said.status.as_ref().map_or(Cell::Nothing, |(_, word)| Cell::text(word)),
                Cell::number(said.confidence),
                Cell::text(&said.goal),
                Cell::count(said.goals),
                Cell::count(team.goals),
            ]);
        }
    }
    table
}

/// Draws the chart.
#[must_use]
pub fn draw(view: &View, look: &Look) -> Scene {
    let open: usize = view.teams.iter().map(|team| team.goals).sum();
    let goals = if open == 1 { "goal" } else { "goals" };
    let ended = if view.ended > 0 {
        format!(", {} ended or only proposed left out", view.ended)
    } else {
        String::new()
    };
    let subtitle = format!(
        "bubbles and quotes = said in check-ins, not computed from numbers: lowest confidence and worst status of a team's goals \
         \u{B7} tinted by confidence, empty = no word \u{B7} {open} open {goals} of every kind{ended}"
    );
    let words = Words { headline: headline(view), subtitle, source: view.source.clone() };
    let mut frame = Frame::new(&words, look);
    let Some(at) = latest(view) else {
        return frame
            .empty("No check-ins to draw: write `check_ins` of goals, each with `status` and `confidence`");
    };
    let limit = rows_in(frame.body, look.size);
    let ranked = ranked(view);
    let more = ranked.len().saturating_sub(limit);
    let wide = look.size == Size::Slide;
    let table = HeatTable {
        corner: "Team".to_owned(),
        heads: view.times.clone(),
        extras: vec![
            Extra { title: "Change in points", width: 24, anchor: Anchor::End },
            Extra { title: "Goals spoken of", width: if wide { 27 } else { 24 }, anchor: Anchor::End },
            Extra { title: "Worst said now", width: if wide { 38 } else { 34 }, anchor: Anchor::Start },
        ],
        rows: ranked.iter().take(limit).map(|team| row(team, at)).collect(),
        more: if more > 0 {
            format!("and {more} more teams, none of them less confident")
        } else {
            String::new()
        },
        label_share: if wide { 26 } else { 22 },
        ..HeatTable::default()
    };
    let bottom = table.draw(&mut frame.canvas, frame.body);
    frame.finish(bottom, "")
}

fn row(team: &Team, at: usize) -> Row {
    let tile = |said: &Option<Said>| {
        let Some(said) = said else { return Tile::default() };
        let number = said.confidence.map_or_else(|| "\u{2013}".to_owned(), percent);
        let word = said.status.as_ref().map_or("no status", |(_, word)| word.as_str());
        Tile {
            tip: format!("{}: {word}, {number}, {}", team.name, said.goal),
            words: number,
            share: said.confidence.map(|confidence| 1.0 - confidence),
            mark: said.status.as_ref().map(|(tone, _)| *tone),
            ..Tile::default()
        }
    };
    let now = said(team, at);
    let change = now.and_then(|said| said.confidence).zip(before(team, at));
    let change = change.map_or_else(String::new, |(now, (_, before))| match points(now, before) {
        0 => "0".to_owned(),
        rise if rise > 0 => format!("+{rise}"),
        fall => grouped(fall as f64, 0),
    });
    let state = match now {
        None if team.goals == 0 => (String::new(), None),
        None => ("no word".to_owned(), Some(Tone::Unknown)),
        Some(said) => match &said.status {
            // In quotes, as nobody but the team says so.
            Some((tone, word)) => (format!("\u{201C}{word}\u{201D}"), Some(*tone)),
            None => ("no status".to_owned(), Some(Tone::Unknown)),
        },
    };
    let spoken = format!("{} of {}", now.map_or(0, |said| said.goals), team.goals);
    Row {
        label: team.name.clone(),
        tiles: team.said.iter().map(tile).collect(),
        extras: vec![(change, None), (spoken, None), state],
        ..Row::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(tone: Tone, confidence: Option<f64>) -> Option<Said> {
        Some(Said { status: Some((tone, String::new())), confidence, goals: 1, ..Said::default() })
    }

    fn team(name: &str, goals: usize, said: [Option<Said>; 2]) -> Team {
        Team { name: name.to_owned(), goals, said: said.to_vec() }
    }

    fn of(teams: Vec<Team>) -> String {
        let times = vec!["Mar 2027".to_owned(), "Apr 2027".to_owned()];
        headline(&View { teams, times, ..View::default() })
    }

    #[test]
    fn the_headline_names_the_least_confident() {
        let track = team("Track", 3, [said(Tone::Good, Some(0.7)), said(Tone::Warn, Some(0.55))]);
        let depot = team("Depot", 2, [None, said(Tone::Good, Some(0.8))]);
        let quiet = team("Quiet", 4, [said(Tone::Bad, Some(0.1)), None]);
        assert_eq!(
            of(vec![depot.clone(), track.clone(), quiet]),
            "Check-ins speak of only 2 of 9 open goals: Track is least confident in Apr 2027, 55 %, down from 70 % in Mar 2027; \
             1 of 2 teams says that a goal is at risk or worse; 1 more is silent"
        );
        assert_eq!(
            of(vec![depot]),
            "Depot is least confident in Apr 2027, 80 %; no team says that a goal is at risk or worse"
        );
        let steady = team("Track", 3, [said(Tone::Bad, Some(0.4)), said(Tone::Bad, Some(0.4))]);
        assert_eq!(
            of(vec![steady, track]),
            "Check-ins speak of only 2 of 6 open goals: Track is least confident in Apr 2027, 40 %, as in Mar 2027; 2 of 2 teams \
             say that a goal is at risk or worse"
        );
    }

    #[test]
    fn without_confidence_the_states_are_told() {
        let track = team("Track", 3, [None, said(Tone::Bad, None)]);
        assert_eq!(
            of(vec![track]),
            "Check-ins speak of only 1 of 3 open goals: in Apr 2027 1 of 1 teams says that a goal is at risk or worse"
        );
        assert_eq!(of(vec![team("Track", 3, [None, None])]), "Nobody has checked in yet");
    }
}
