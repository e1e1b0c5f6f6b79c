//! Who has which part in each goal: goals by people or teams, and the rows without exactly one accountable.

use super::frame::{Frame, Words};
use super::heat_table::{Extra, HeatTable, Row, Tile, columns_in, rows_under};
use crate::scene::{Anchor, PX, Scene};
use crate::table::{Cell, Table};
use crate::text::{self, Weight};
use crate::theme::{GRID, Look, SMALL, Size, Tone};

/// A part in a goal, the strongest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the words say it")]
pub enum Part {
    Accountable,
    Responsible,
    Supportive,
    Consulted,
    Informed,
    Sponsor,
    Champion,
    Approver,
    Reviewer,
}

impl Part {
    /// All parts, in the order of the legend.
    pub const ALL: [Self; 9] = [
        Self::Accountable,
        Self::Responsible,
        Self::Supportive,
        Self::Consulted,
        Self::Informed,
        Self::Sponsor,
        Self::Champion,
        Self::Approver,
        Self::Reviewer,
    ];

    /// What stands in a cell.
    #[must_use]
    pub fn letters(self) -> &'static str {
        match self {
            Self::Accountable => "A",
            Self::Responsible => "R",
            Self::Supportive => "S",
            Self::Consulted => "C",
            Self::Informed => "I",
            Self::Sponsor => "Sp",
            Self::Champion => "Ch",
            Self::Approver => "Ap",
            Self::Reviewer => "Rv",
        }
    }

    /// The word of the format.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Accountable => "accountable",
            Self::Responsible => "responsible",
            Self::Supportive => "supportive",
            Self::Consulted => "consulted",
            Self::Informed => "informed",
            Self::Sponsor => "sponsor",
            Self::Champion => "champion",
            Self::Approver => "approver",
            Self::Reviewer => "reviewer",
        }
    }
}

/// A goal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Goal {
    /// Its id.
    pub id: String,
    /// What it is.
    pub title: String,
    /// Its kind, for people.
    pub kind: String,
    /// The names of those who are accountable, each once.
    pub accountable: Vec<String>,
    /// Whether it is open to anybody on purpose, so that nobody needs to be accountable yet.
    pub help_wanted: bool,
    /// Parts with the column of those who have them.
    pub parts: Vec<(usize, Part)>,
}

impl Goal {
    /// Whether nobody or more than one is accountable.
    fn is_amiss(&self) -> bool {
        self.accountable.len() > 1 || (self.accountable.is_empty() && !self.help_wanted)
    }

    /// Parts besides accountable.
    fn shared(&self) -> usize {
        self.parts.iter().filter(|(_, part)| *part != Part::Accountable).count()
    }
}

/// Everything the chart shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct View {
    /// The names of the columns, in the order of the plan.
    pub columns: Vec<String>,
    /// What a column is: `person, role and team`, or `team`.
    pub of: String,
    /// Open goals that somebody shares in, and those without exactly one accountable.
    pub goals: Vec<Goal>,
    /// Open goals that only have one accountable and nobody else: they are not drawn.
    pub plain: usize,
    /// Open pillars, and goals that have ended or are only proposed: they are not counted.
    pub left_out: (usize, usize),
    /// The line at the foot.
    pub source: String,
}

/// What is amiss first, then the goals with the most parts, last those in which nobody has any; equal ones in the order of
/// the plan.
fn ranked(view: &View) -> Vec<&Goal> {
    let mut goals: Vec<&Goal> = view.goals.iter().collect();
    goals.sort_by_key(|goal| {
        let severity = match (goal.accountable.len(), goal.parts.is_empty()) {
            (2.., _) => 0,
            (_, true) => 3,
            _ => u8::from(!goal.is_amiss()) + 1,
        };
        (severity, std::cmp::Reverse(goal.shared()))
    });
    goals
}

/// The columns with the most parts first.
fn columns(view: &View) -> Vec<usize> {
    let mut counts = vec![0_usize; view.columns.len()];
    for (column, _) in view.goals.iter().flat_map(|goal| &goal.parts) {
        if let Some(count) = counts.get_mut(*column) {
            *count += 1;
        }
    }
    let mut columns: Vec<usize> =
        (0..counts.len()).filter(|at| counts.get(*at).is_some_and(|n| *n > 0)).collect();
    columns.sort_by_key(|at| std::cmp::Reverse(counts.get(*at).copied().unwrap_or(0)));
    columns
}

fn goals(number: usize) -> String {
    if number == 1 { "1 open goal".to_owned() } else { format!("{number} open goals") }
}

/// The one sentence that the chart proves.
#[must_use]
pub fn headline(view: &View) -> String {
    let all = view.goals.len() + view.plain;
    if all == 0 {
        return "No open goal to answer for".to_owned();
    }
    let nobody = view.goals.iter().filter(|goal| goal.is_amiss() && goal.accountable.is_empty()).count();
    let several = view.goals.iter().filter(|goal| goal.accountable.len() > 1).count();
    let wanted = view.goals.iter().filter(|goal| goal.accountable.is_empty() && goal.help_wanted).count();
    let first = match nobody + several {
        0 if wanted == 0 && all == 1 => "The one open goal has exactly one accountable".to_owned(),
        0 if wanted == 0 => format!("Each of {} has exactly one accountable", goals(all)),
        0 => format!("Each of {} has exactly one accountable or is open to anybody", goals(all)),
        1 => format!("1 of {} does not have exactly one accountable", goals(all)),
        some => format!("{some} of {} do not have exactly one accountable", goals(all)),
    };
    let parts = [(nobody, "nobody"), (several, "more than one")];
    let parts: Vec<String> = parts
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, who)| format!("{count} {} {who}", if *count == 1 { "has" } else { "have" }))
        .collect();
    let detail = if parts.is_empty() { String::new() } else { format!(": {}", parts.join(", ")) };
    let shared = view.goals.iter().filter(|goal| goal.shared() > 0).count();
    let share = match shared {
        0 => "; none says who else has a part".to_owned(),
        1 => "; 1 says who else has a part".to_owned(),
        _ => format!("; {shared} say who else has a part"),
    };
    format!("{first}{detail}{share}")
}

/// The numbers behind the chart.
#[must_use]
pub fn table(view: &View) -> Table {
    let mut table = Table::new(&["goal", "title", "kind", "column", "part", "accountable", "exactly_one"]);
    for goal in ranked(view) {
        let end = || [Cell::count(goal.accountable.len()), Cell::Yes(goal.accountable.len() == 1)];
        let start = || [Cell::text(&goal.id), Cell::text(&goal.title), Cell::text(&goal.kind)];
        for (column, part) in &goal.parts {
            let name = view.columns.get(*column).map_or(Cell::Nothing, Cell::text);
            let middle = [name, Cell::text(part.word())];
            table.push(start().into_iter().chain(middle).chain(end()).collect());
        }
        if goal.parts.is_empty() {
            table.push(start().into_iter().chain([Cell::Nothing, Cell::Nothing]).chain(end()).collect());
        }
    }
    table
}

/// Draws the chart.
#[must_use]
pub fn draw(view: &View, look: &Look) -> Scene {
    let used = |part: &Part| view.goals.iter().flat_map(|goal| &goal.parts).any(|(_, other)| other == part);
    let legend: Vec<String> = Part::ALL
        .into_iter()
        .filter(used)
        .map(|part| format!("{} {}", part.letters(), part.word()))
        .collect();
    let (pillars, ended) = view.left_out;
    let left: Vec<String> = [(pillars, "pillars"), (ended, "ended or proposed goals")]
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| {
            if *count == 1 { format!("1 {}", word.trim_end_matches('s')) } else { format!("{count} {word}") }
        })
        .collect();
    let left = if left.is_empty() { String::new() } else { format!(", {} left out", left.join(" and ")) };
    let parts = format!("parts in open goals{left}, by {}; empty = no part", view.of);
    let subtitle = if legend.is_empty() { parts } else { format!("{parts} \u{B7} {}", legend.join(", ")) };
    let words = Words { headline: headline(view), subtitle, source: view.source.clone() };
    let mut frame = Frame::new(&words, look);
    if view.goals.iter().all(|goal| goal.parts.is_empty()) {
        return frame.empty(
            "No parts to draw: write `owner` and `raci` of goals, with `responsible` and `consulted`",
        );
    }
    let wide = look.size == Size::Slide;
    let amiss = view.goals.iter().any(|goal| goal.is_amiss() || goal.accountable.is_empty());
    let state = Extra { title: "Accountable", width: if wide { 56 } else { 44 }, anchor: Anchor::Start };
    let others = Extra { title: "Others", width: 28, anchor: Anchor::Start };
    let mut extras: Vec<Extra> = amiss.then_some(state).into_iter().collect();
    let columns = columns(view);
    // On a page headings may stand on end, so that every column has a place.
    let least = if wide { least_width(view) } else { 60 * PX };
    // Titles of goals have what the columns leave.
    let fits = |share: i32| columns_in(frame.body, share, &extras, least) >= columns.len();
    let label_share = [38, 33].into_iter().find(|share| fits(*share)).unwrap_or(28);
    if columns_in(frame.body, label_share, &extras, least) < columns.len() {
        extras.insert(0, others);
    }
    let room = columns_in(frame.body, label_share, &extras, least);
    let (shown, hidden) = columns.split_at(columns.len().min(room));
    let heads: Vec<String> =
        shown.iter().map(|at| view.columns.get(*at).cloned().unwrap_or_default()).collect();
    let limit = rows_under(frame.body, look.size, (label_share, &extras), &heads);
    let ranked = ranked(view);
    let mut more = Vec::new();
    let left = ranked.iter().skip(limit);
    let (blank, fewer): (Vec<&Goal>, Vec<&Goal>) = left.partition(|goal| goal.parts.is_empty());
    if !fewer.is_empty() {
        more.push(format!("{} more with fewer parts", fewer.len()));
    }
    if !blank.is_empty() {
        more.push(format!("{} more in which nobody has any part", blank.len()));
    }
    if view.plain > 0 {
        more.push(format!("{} with one accountable and nobody else", goals(view.plain)));
    }
    let table = HeatTable {
        corner: "Goal".to_owned(),
        heads,
        extras,
        rows: ranked.iter().take(limit).map(|goal| row(goal, shown, hidden, amiss)).collect(),
        more: if more.is_empty() { String::new() } else { format!("and {}", more.join(", ")) },
        label_share,
        ..HeatTable::default()
    };
    let bottom = table.draw(&mut frame.canvas, frame.body);
    frame.finish(bottom, "")
}

/// So wide that the words of the headings are not broken, as far as that is reasonable.
fn least_width(view: &View) -> i32 {
    let words = view.columns.iter().flat_map(|name| name.split_whitespace());
    let widest = words.map(|word| text::width(word, Weight::SemiBold, SMALL * PX)).max().unwrap_or(0);
    (widest + 2 * GRID + PX).clamp(60 * PX, 106 * PX)
}

/// Letters with how often each stands there: `A 2R C`.
fn letters(mut parts: Vec<Part>) -> String {
    parts.sort_unstable();
    let words = parts.chunk_by(PartialEq::eq).filter_map(|same| match same {
        [] => None,
        [one] => Some(one.letters().to_owned()),
        [one, ..] => Some(format!("{}{}", same.len(), one.letters())),
    });
    words.collect::<Vec<_>>().join(" ")
}

fn row(goal: &Goal, shown: &[usize], hidden: &[usize], amiss: bool) -> Row {
    let is_double = goal.accountable.len() > 1;
    let parts_in = |columns: &[usize]| -> Vec<Part> {
        goal.parts.iter().filter(|(column, _)| columns.contains(column)).map(|(_, part)| *part).collect()
    };
    let tile = |at: &usize| {
        let parts = parts_in(&[*at]);
        let strongest = parts.iter().min().copied();
        let share = strongest.map(|part| match part {
            Part::Accountable => 1.0,
            Part::Responsible => 0.6,
            _ => 0.2,
        });
        Tile {
            words: letters(parts),
            share,
            alarm: is_double && strongest == Some(Part::Accountable),
            tip: goal.title.clone(),
            ..Tile::default()
        }
    };
    let state = match goal.accountable.as_slice() {
        [] if goal.help_wanted => ("help wanted".to_owned(), Some(Tone::Idle)),
        [] => ("nobody".to_owned(), Some(Tone::Bad)),
        [one] => (one.clone(), None),
        many => (format!("{}: {}", many.len(), many.join(", ")), Some(Tone::Bad)),
    };
    let mut extras = Vec::new();
    if !hidden.is_empty() {
        extras.push((letters(parts_in(hidden)), None));
    }
    if amiss {
        extras.push(state);
    }
    let accountable = goal.accountable.first().filter(|_| !is_double);
    Row {
        label: goal.title.clone(),
        note: accountable.map_or_else(|| goal.kind.clone(), |name| format!("{} \u{B7} {name}", goal.kind)),
        tiles: shown.iter().map(tile).collect(),
        extras,
        alarm: goal.is_amiss() && !is_double,
        ..Row::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn goal(accountable: &[&str], parts: &[Part]) -> Goal {
        Goal {
            accountable: accountable.iter().map(|name| (*name).to_owned()).collect(),
            parts: parts.iter().map(|part| (0, *part)).collect(),
            ..Goal::default()
        }
    }

    fn of(goals: Vec<Goal>, plain: usize) -> String {
        headline(&View { goals, plain, ..View::default() })
    }

    /// The rows of the oracle `raci.json`: one accountable with R, C, I; none; two; one without R; one who does both.
    #[test]
    fn rows_without_exactly_one_accountable_are_counted() {
        use Part::{Accountable as A, Consulted as C, Informed as I, Responsible as R};
        let rows = vec![
            goal(&["Ana"], &[A, R, C, I]),
            goal(&[], &[R, C]),
            goal(&["Ana", "Bo"], &[A, A, R]),
            goal(&["Ana"], &[A, I]),
            goal(&["Ana"], &[A, R, I]),
        ];
        assert_eq!(
            of(rows, 3),
            "2 of 8 open goals do not have exactly one accountable: 1 has nobody, 1 has more than one; 5 say who else has a part"
        );
        assert_eq!(
            of(vec![goal(&["Ana"], &[A, R])], 1),
            "Each of 2 open goals has exactly one accountable; 1 says who else has a part"
        );
        let open = Goal { help_wanted: true, ..goal(&[], &[]) };
        assert_eq!(
            of(vec![open], 0),
            "Each of 1 open goal has exactly one accountable or is open to anybody; none says who else has a part"
        );
        assert_eq!(of(vec![], 0), "No open goal to answer for");
    }

    /// Two accountable come first, then nobody, then the one with more parts, last where nobody has any.
    #[test]
    fn what_is_amiss_comes_first() {
        let view = View {
            goals: vec![
                Goal { id: "fine".to_owned(), ..goal(&["Ana"], &[Part::Responsible]) },
                Goal { id: "none".to_owned(), ..goal(&[], &[]) },
                Goal { id: "two".to_owned(), ..goal(&["Ana", "Bo"], &[]) },
                Goal { id: "nobody".to_owned(), ..goal(&[], &[Part::Responsible]) },
                Goal { id: "busy".to_owned(), ..goal(&["Ana"], &[Part::Responsible, Part::Informed]) },
            ],
            ..View::default()
        };
        let ids: Vec<&str> = ranked(&view).iter().map(|goal| goal.id.as_str()).collect();
        assert_eq!(ids, ["two", "nobody", "busy", "fine", "none"]);
    }

    #[test]
    fn parts_of_a_team_are_counted() {
        use Part::{Accountable as A, Consulted as C, Responsible as R};
        assert_eq!(letters(vec![R, C, A, R]), "A 2R C");
        assert_eq!(letters(vec![]), "");
    }
}
