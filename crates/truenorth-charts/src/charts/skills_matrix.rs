//! Skills by team: how many have each at the level that the goals need, beside how many are needed and by when.

use super::frame::{Frame, Words};
use super::heat_table::{Extra, HeatTable, Row, Tile, rows_under};
use crate::scene::{Anchor, Scene};
use crate::table::{Cell, Table};
use crate::theme::{Look, Size, Tone};

/// What the goals ask for where the skill is shortest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Need {
    /// How many people.
    pub people: usize,
    /// How many there are by then, with the trainings that are planned until then.
    pub have: usize,
    /// How many there are today.
    pub today: usize,
    /// How many there are by then if trainings that are merely planned do not take place.
    pub booked: usize,
    /// By when, as it is to be read.
    pub by: String,
}

/// How a need is met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cover {
    /// By levels of today.
    Today,
    /// By trainings that are booked or held.
    Booked,
    /// By trainings that are merely planned.
    Planned,
    /// Not in time.
    Short,
}

impl Need {
    fn cover(&self) -> Cover {
        match self {
            need if need.short() > 0 => Cover::Short,
            need if need.today >= need.people => Cover::Today,
            need if need.booked >= need.people => Cover::Booked,
            _ => Cover::Planned,
        }
    }

    /// How many people lack.
    #[must_use]
    pub fn short(&self) -> usize {
        self.people.saturating_sub(self.have)
    }
}

/// A skill.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Skill {
    /// Its id.
    pub id: String,
    /// What it is.
    pub title: String,
    /// The level that counts, as it is to be read.
    pub level: String,
    /// How many of each team have it at that level today, and how many by then.
    pub by_team: Vec<(usize, usize)>,
    /// How many have it in all.
    pub have: usize,
    /// What is needed; `None` if nothing is.
    pub need: Option<Need>,
    /// The one person that it hangs on.
    pub only: Option<String>,
}

/// Everything the chart shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct View {
    /// The columns.
    pub teams: Vec<String>,
    /// The rows, the shortest first.
    pub skills: Vec<Skill>,
    /// Of how many people levels are written.
    pub people: usize,
    /// How many people there are.
    pub all: usize,
    /// The line at the foot.
    pub source: String,
}

/// The one sentence that the chart proves.
#[must_use]
pub fn headline(view: &View) -> String {
    let needed: Vec<&Skill> = view.skills.iter().filter(|skill| skill.need.is_some()).collect();
    if view.skills.is_empty() {
        return "No levels of skills are written down yet".to_owned();
    }
    if needed.is_empty() {
        return format!("No goal says which of {} skills it needs", view.skills.len());
    }
    let short: Vec<&&Skill> =
        needed.iter().filter(|skill| skill.need.as_ref().is_some_and(|need| need.short() > 0)).collect();
    let single = needed.iter().filter(|skill| skill.only.is_some()).count();
    let of = needed.len();
    let first = match short.as_slice() {
        [] => {
            let of_cover = |cover: Cover| {
                needed
                    .iter()
                    .filter(|skill| skill.need.as_ref().is_some_and(|it| it.cover() == cover))
                    .count()
            };
            let (booked, planned) = (of_cover(Cover::Booked), of_cover(Cover::Planned));
            let later: Vec<String> =
                [(booked, "after booked training"), (planned, "only if planned training is held")]
                    .into_iter()
                    .filter(|(count, _)| *count > 0)
                    .map(|(count, how)| format!("{count} {how}"))
                    .collect();
            if later.is_empty() {
                format!("All {of} needed skills are there")
            } else {
                let today = of - booked - planned;
                let are = if today == 1 { "is" } else { "are" };
                format!("{today} of {of} needed skills {are} there today, {}", later.join(", "))
            }
        }
        [one] => {
            let need = one.need.as_ref().map_or(0, Need::short);
            let people = if need == 1 { "1 person" } else { &format!("{need} people") };
            format!("{} lacks {people}; 1 of {of} needed skills is short", one.title)
        }
        many => {
            let first = many.first().map_or("", |skill| skill.title.as_str());
            format!("{} of {of} needed skills are short of people, {first} most", many.len())
        }
    };
    match single {
        0 => first,
        1 => format!("{first}; 1 hangs on one person"),
        _ => format!("{first}; {single} hang on one person each"),
    }
}

/// The numbers behind the chart.
#[must_use]
pub fn table(view: &View) -> Table {
    let mut table = Table::new(&[
        "skill",
        "title",
        "level",
        "team",
        "today",
        "people",
        "needed",
        "have_today",
        "have_booked",
        "have",
        "by",
        "only",
    ]);
    for skill in &view.skills {
        let need = skill.need.as_ref();
        for (team, (today, people)) in view.teams.iter().zip(&skill.by_team) {
            table.push(vec![
                Cell::text(&skill.id),
                Cell::text(&skill.title),
                Cell::text(&skill.level),
                Cell::text(team),
                Cell::count(*today),
                Cell::count(*people),
                need.map_or(Cell::Nothing, |need| Cell::count(need.people)),
                need.map_or(Cell::Nothing, |need| Cell::count(need.today)),
                need.map_or(Cell::Nothing, |need| Cell::count(need.booked)),
                Cell::count(skill.have),
                need.map_or(Cell::Nothing, |need| Cell::text(&need.by)),
                skill.only.as_ref().map_or(Cell::Nothing, Cell::text),
            ]);
        }
    }
    table
}

/// Draws the chart.
#[must_use]
pub fn draw(view: &View, look: &Look) -> Scene {
    let any = |is: fn(&(usize, usize)) -> bool| view.skills.iter().flat_map(|skill| &skill.by_team).any(is);
    let grows = if any(|(today, then)| today != then) {
        " \u{B7} 1 \u{2192} 2 = today, then by the day it is needed, trainings in time included"
    } else {
        ""
    };
    let rest = match view.all.saturating_sub(view.people) {
        0 => " are written".to_owned(),
        rest => format!(" are written, of {rest} none"),
    };
    let subtitle = format!(
        "people with the skill at the level that goals need, by team; empty = nobody{grows} \u{B7} a skill counts once, \
         however many goals need it \u{B7} levels of {} people{rest}",
        view.people
    );
    let words = Words { headline: headline(view), subtitle, source: view.source.clone() };
    let mut frame = Frame::new(&words, look);
    if view.skills.is_empty() {
        return frame.empty("No levels of skills to draw: write `skills` of people");
    }
    let wide = look.size == Size::Slide;
    let label_share = if wide { 26 } else { 21 };
    let extras = vec![
        Extra {
            title: "Today \u{2192} then of needed",
            width: if wide { 34 } else { 28 },
            anchor: Anchor::End,
        },
        Extra { title: "Needed by", width: 30, anchor: Anchor::Start },
        Extra { title: "Covered", width: if wide { 44 } else { 34 }, anchor: Anchor::Start },
    ];
    let limit = rows_under(frame.body, look.size, (label_share, &extras), &view.teams);
    let counts = view.skills.iter().flat_map(|skill| &skill.by_team);
    let most = counts.map(|(today, then)| *today.max(then)).max().unwrap_or(0).max(1);
    let rows = view.skills.iter().take(limit).map(|skill| row(skill, most)).collect();
    let more = view.skills.len().saturating_sub(limit);
    let table = HeatTable {
        corner: "Skill".to_owned(),
        heads: view.teams.clone(),
        extras,
        rows,
        more: if more > 0 { format!("and {more} more skills, none of them shorter") } else { String::new() },
        label_share,
        ..HeatTable::default()
    };
    let bottom = table.draw(&mut frame.canvas, frame.body);
    frame.finish(bottom, "")
}

fn row(skill: &Skill, most: usize) -> Row {
    let tile = |(today, then): &(usize, usize)| match (*today, *then) {
        (0, 0) => Tile::default(),
        (today, then) => Tile {
            words: change(today, then),
            share: Some(then as f64 / most as f64 * 0.85),
            ..Tile::default()
        },
    };
    let state = match (&skill.need, &skill.only) {
        (Some(need), _) if need.short() > 0 => {
            let short = need.short();
            (format!("{short} short"), Some(Tone::Bad))
        }
        (_, Some(person)) => (format!("only {person}"), Some(Tone::Warn)),
        (Some(need), None) => match need.cover() {
            Cover::Planned => ("if planned training is held".to_owned(), Some(Tone::Warn)),
            Cover::Booked => ("after booked training".to_owned(), Some(Tone::Good)),
            _ => ("today".to_owned(), Some(Tone::Done)),
        },
        (None, None) => (String::new(), None),
    };
    let counts = match &skill.need {
        Some(need) => format!("{} of {}", change(need.today, need.have), need.people),
        None => format!("{}, none needed", skill.have),
    };
    let by = skill.need.as_ref().map_or_else(String::new, |need| need.by.clone());
    Row {
        label: skill.title.clone(),
        note: skill.level.clone(),
        tiles: skill.by_team.iter().map(tile).collect(),
        extras: vec![(counts, None), (by, None), state],
        ..Row::default()
    }
}

/// How many there are today and then: one number where they are the same.
fn change(today: usize, then: usize) -> String {
    if today == then { then.to_string() } else { format!("{today} \u{2192} {then}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn skill(title: &str, people: usize, have: usize) -> Skill {
        let need = Some(Need { people, have, today: have, booked: have, by: "now".to_owned() });
        let only = (have == 1).then(|| "Ana".to_owned());
        Skill { title: title.to_owned(), need, have, only, ..Skill::default() }
    }

    #[test]
    fn the_headline_counts_short_skills_and_single_people() {
        let said = |skills: Vec<Skill>| headline(&View { skills, ..View::default() });
        assert_eq!(said(vec![skill("Rust", 2, 3)]), "All 1 needed skills are there");
        let mut trained = skill("Rust", 2, 3);
        trained.need = trained.need.map(|need| Need { today: 1, ..need });
        let mut hoped = trained.clone();
        hoped.need = hoped.need.map(|need| Need { booked: 1, ..need });
        assert_eq!(
            said(vec![skill("Data", 2, 2), trained, hoped.clone()]),
            "1 of 3 needed skills is there today, 1 after booked training, 1 only if planned training is held"
        );
        let row = row(&hoped, 3);
        let words: Vec<&str> = row.extras.iter().map(|(words, _)| words.as_str()).collect();
        assert_eq!(words, ["1 \u{2192} 3 of 2", "now", "if planned training is held"]);
        assert_eq!(
            said(vec![skill("SRE", 3, 1), skill("Rust", 2, 3)]),
            "SRE lacks 2 people; 1 of 2 needed skills is short; 1 hangs on one person"
        );
        assert_eq!(
            said(vec![skill("SRE", 3, 1), skill("Data", 2, 1)]),
            "2 of 2 needed skills are short of people, SRE most; 2 hang on one person each"
        );
        assert_eq!(said(vec![]), "No levels of skills are written down yet");
    }
}
