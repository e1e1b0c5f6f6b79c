//! How much change is asked of whom at once: points by group and quarter, against the limit of the policy.

use super::frame::{Frame, Words};
use super::heat_table::{Extra, HeatTable, Row, Tile, rows_in};
use crate::scene::{Anchor, Scene};
use crate::table::{Cell, Table};
use crate::theme::{Look, Size, Tone};

/// What changes ask of a group in a quarter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Load {
    /// The sum of their points.
    pub points: u32,
    /// The titles of the changes, each once.
    pub changes: Vec<String>,
}

/// A team, role or stakeholder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Group {
    /// Its name.
    pub name: String,
    /// What it is: `team`, `role`, `stakeholder`.
    pub kind: String,
    /// By quarter.
    pub loads: Vec<Load>,
}

impl Group {
    /// The quarter with the most points, then the most changes, then the first; `None` if nothing is asked.
    fn peak(&self) -> Option<(usize, &Load)> {
        let loads = self.loads.iter().enumerate().rev();
        loads.filter(|(_, load)| load.points > 0).max_by_key(|(_, load)| (load.points, load.changes.len()))
    }
}

/// Everything the chart shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct View {
    /// Those who are asked for something in these quarters, in any order.
    pub groups: Vec<Group>,
    /// The names of the quarters.
    pub quarters: Vec<String>,
    /// Most points a quarter, if the policy sets it.
    pub limit: Option<u32>,
    /// The line at the foot.
    pub source: String,
}

/// The most at once first; equal ones in the order of the view.
fn ranked(view: &View) -> Vec<&Group> {
    let mut groups: Vec<&Group> = view.groups.iter().filter(|group| group.peak().is_some()).collect();
    let key = |group: &Group| {
        group.peak().map(|(at, load)| (load.points, load.changes.len(), std::cmp::Reverse(at)))
    };
    groups.sort_by_key(|group| std::cmp::Reverse(key(group)));
    groups
}

fn count(number: usize, word: &str) -> String {
    format!("{number} {word}{}", if number == 1 { "" } else { "s" })
}

/// The one sentence that the chart proves.
#[must_use]
pub fn headline(view: &View) -> String {
    let ranked = ranked(view);
    let Some((first, (at, load))) = ranked.first().and_then(|group| Some((group, group.peak()?))) else {
        return "No open change asks anything of anybody in this time".to_owned();
    };
    let quarter = view.quarters.get(at).map_or("", String::as_str);
    let as_much = ranked.iter().skip(1).filter(|group| {
        group.peak().is_some_and(|(_, other)| {
            (other.points, other.changes.len()) == (load.points, load.changes.len())
        })
    });
    let others = match as_much.count() {
        0 => String::new(),
        1 => ", and so has 1 other group".to_owned(),
        more => format!(", and so have {more} other groups"),
    };
    let over = |limit: u32| {
        ranked.iter().filter(|group| group.peak().is_some_and(|(_, load)| load.points > limit)).count()
    };
    let limit = match view.limit.map(|limit| (limit, over(limit))) {
        None => String::new(),
        Some((limit, 0)) => format!("; nobody is above the limit of {limit}"),
        Some((limit, 1)) => format!("; 1 of {} is above the limit of {limit}", ranked.len()),
        Some((limit, some)) => format!("; {some} of {} are above the limit of {limit}", ranked.len()),
    };
    format!(
        "{} has the most change at once: {} of load from {} in {quarter}{others}{limit}",
        first.name,
        count(load.points as usize, "point"),
        count(load.changes.len(), "change"),
    )
}

/// The numbers behind the chart.
#[must_use]
pub fn table(view: &View) -> Table {
    let mut table = Table::new(&["group", "kind", "quarter", "points", "changes", "titles", "limit"]);
    for group in ranked(view) {
        for (quarter, load) in view.quarters.iter().zip(&group.loads).filter(|(_, load)| load.points > 0) {
            table.push(vec![
                Cell::text(&group.name),
                Cell::text(&group.kind),
                Cell::text(quarter),
                Cell::count(load.points as usize),
                Cell::count(load.changes.len()),
                Cell::text(load.changes.join("; ")),
                view.limit.map_or(Cell::Nothing, |limit| Cell::count(limit as usize)),
            ]);
        }
    }
    table
}

/// Draws the chart.
#[must_use]
pub fn draw(view: &View, look: &Look) -> Scene {
    let is_over =
        |limit: u32| view.groups.iter().flat_map(|group| &group.loads).any(|load| load.points > limit);
    let limit = match view.limit {
        None => "no limit is set".to_owned(),
        Some(limit) if is_over(limit) => format!("outlined = more than the limit of {limit} points"),
        Some(limit) => format!("limit {limit} points a quarter"),
    };
    let subtitle = format!(
        "points of load a quarter, and how many open changes they come from: small 1, medium 2, large 4; ended changes left \
         out \u{B7} empty = nothing asked \u{B7} {limit}"
    );
    let words = Words { headline: headline(view), subtitle, source: view.source.clone() };
    let mut frame = Frame::new(&words, look);
    let ranked = ranked(view);
    if ranked.is_empty() {
        return frame
            .empty("Nothing to draw: write `changes` with `groups`, each with a `load` and a `period`");
    }
    let rows = rows_in(frame.body, look.size);
    let more = ranked.len().saturating_sub(rows);
    let most = ranked.iter().filter_map(|group| Some(group.peak()?.1.points)).max().unwrap_or(1);
    let full = view.limit.unwrap_or(0).max(most).max(1);
    let wide = look.size == Size::Slide;
    let room = match (wide, view.quarters.len()) {
        (true, _) => 96,
        (false, 0..=5) => 58,
        (false, _) => 44,
    };
    let table = HeatTable {
        corner: "Who is asked to change".to_owned(),
        heads: view.quarters.clone(),
        extras: vec![
            Extra { title: "Most at once", width: 30, anchor: Anchor::End },
            Extra { title: "Changes at that time", width: room, anchor: Anchor::Start },
        ],
        rows: ranked.iter().take(rows).map(|group| row(group, view, full)).collect(),
        more: if more > 0 { format!("and {more} more with less") } else { String::new() },
        label_share: if wide { 22 } else { 18 },
        ..HeatTable::default()
    };
    let bottom = table.draw(&mut frame.canvas, frame.body);
    frame.finish(bottom, "")
}

fn row(group: &Group, view: &View, full: u32) -> Row {
    let tile = |load: &Load| match load.points {
        0 => Tile::default(),
        points => Tile {
            words: match load.changes.len() {
                changes if view.quarters.len() <= 6 => {
                    format!("{points} from {}", count(changes, "change"))
                }
                changes => format!("{points} from {changes}"),
            },
            share: Some(f64::from(points) / f64::from(full) * 0.85),
            alarm: view.limit.is_some_and(|limit| points > limit),
            tip: format!("{}: {points}, {}", group.name, load.changes.join(", ")),
            ..Tile::default()
        },
    };
    let peak = group.peak();
    let is_over = peak.is_some_and(|(_, load)| view.limit.is_some_and(|limit| load.points > limit));
    let most = match (peak, view.limit) {
        (Some((_, load)), Some(limit)) => format!("{} of {}", load.points, count(limit as usize, "point")),
        (Some((_, load)), None) => count(load.points as usize, "point"),
        (None, _) => String::new(),
    };
    Row {
        label: group.name.clone(),
        note: if group.kind == "team" { String::new() } else { group.kind.clone() },
        tiles: group.loads.iter().map(tile).collect(),
        extras: vec![
            (most, is_over.then_some(Tone::Bad)),
            (peak.map_or_else(String::new, |(_, load)| load.changes.join(" + ")), None),
        ],
        ..Row::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn load(points: u32, changes: usize) -> Load {
        Load { points, changes: vec!["C".to_owned(); changes] }
    }

    fn group(name: &str, loads: [Load; 2]) -> Group {
        Group { name: name.to_owned(), kind: "team".to_owned(), loads: loads.to_vec() }
    }

    fn of(groups: Vec<Group>, limit: Option<u32>) -> String {
        headline(&View {
            groups,
            quarters: vec!["2027 Q2".to_owned(), "2027 Q3".to_owned()],
            limit,
            ..View::default()
        })
    }

    #[test]
    fn the_headline_names_group_and_quarter() {
        let track = group("Track", [load(2, 1), load(5, 2)]);
        let depot = group("Depot", [load(4, 1), load(4, 1)]);
        assert_eq!(
            of(vec![depot.clone(), track.clone()], Some(4)),
            "Track has the most change at once: 5 points of load from 2 changes in 2027 Q3; 1 of 2 is above the limit of 4"
        );
        assert_eq!(
            of(vec![depot, track.clone()], Some(7)),
            "Track has the most change at once: 5 points of load from 2 changes in 2027 Q3; nobody is above the limit of 7"
        );
        let other = group("Other", [load(5, 2), load(0, 0)]);
        assert_eq!(
            of(vec![track, other], None),
            "Other has the most change at once: 5 points of load from 2 changes in 2027 Q2, and so has 1 other group"
        );
        assert_eq!(
            of(vec![group("Idle", [load(0, 0), load(0, 0)])], None),
            "No open change asks anything of anybody in this time"
        );
    }
}
