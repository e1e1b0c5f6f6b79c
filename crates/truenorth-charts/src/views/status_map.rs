//! What the map of states and confidence shows of a plan.

use std::collections::BTreeMap;

use truenorth_core::model::CheckIn;
use truenorth_core::plan::{GoalIx, Plan, TeamIx};
use truenorth_core::scalar::{Date, Period};
use truenorth_graph::team_of;

use super::times::{Column, columns};
use super::{shown, source, tone};
use crate::catalogue::{Chart, Drawing, Facts, Filter, Of};
use crate::charts::status_map::{self as chart, Said, Team, View};

/// The chart's entry in the catalogue.
pub const CHART: Chart = Chart {
    name: "status-map",
    summary: "Confidence and status by team and time: what check-ins say, who is least confident, and who is silent",
    filters: &[Filter::Team, Filter::Pillar, Filter::Period],
    of: Of::Plan { has: |plan| plan.goals.iter().any(|goal| !goal.written.check_ins.is_empty()) },
    draw: |facts, _, look| {
        let (view, cut) = view(facts);
        let notes = cut.map(|first| format!("check-ins before {} are not drawn", super::spoken(first)));
        let table = chart::table(&view);
        Ok(Drawing { scene: chart::draw(&view, look), table, notes: notes.into_iter().collect() })
    },
};

/// The most columns that can be read.
const MOST: usize = 8;

/// A check-in that counts, with its goal and the last of its days that has been.
struct Spoken<'a> {
    goal: GoalIx,
    day: Date,
    check_in: &'a CheckIn,
}

/// The view, and the first day that is drawn if there are check-ins before it.
fn view(facts: &Facts<'_>) -> (View, Option<Date>) {
    let all = spoken(facts);
    let (Some(first), Some(last)) = (all.iter().map(|it| it.day).min(), all.iter().map(|it| it.day).max())
    else {
        let teams = teams(facts, &[], &[]);
        return (View { teams, ended: ended(facts), source: source(facts), ..View::default() }, None);
    };
    let columns = latest_columns(Period { first, last });
    let begin = columns.first().map(|column| column.period.first);
    let view = View {
        teams: teams(facts, &all, &columns),
        times: columns.into_iter().map(|column| column.name).collect(),
        ended: ended(facts),
        source: source(facts),
    };
    (view, begin.filter(|begin| first < *begin))
}

/// How many of the goals that are asked for have ended or are only proposed.
fn ended(facts: &Facts<'_>) -> usize {
    facts.plan.goals().filter(|(index, goal)| !goal.is_live() && facts.wants_goal(*index)).count()
}

/// The check-ins of the goals and the time asked for, of times that have begun; what says neither status nor confidence
/// has nothing to draw.
fn spoken<'a>(facts: &Facts<'a>) -> Vec<Spoken<'a>> {
    let plan = facts.plan;
    let mut all = Vec::new();
    for (index, goal) in plan.goals().filter(|(index, _)| facts.wants_goal(*index)) {
        for (time, check_in) in &goal.written.check_ins {
            let period = plan.calendar.period(time);
            let day = period.last.min(facts.today);
            let is_wanted = facts.only.period.is_none_or(|only| only.contains(day));
            let says = check_in.status.is_some() || check_in.confidence.is_some();
            if period.first <= facts.today && is_wanted && says {
                all.push(Spoken { goal: index, day, check_in });
            }
        }
    }
    all
}

/// Months if all of them fit, else quarters, else the latest years.
fn latest_columns(span: Period) -> Vec<Column> {
    let years = i64::from(span.last.year()) - i64::from(span.first.year()) + 1;
    let most = MOST as i64;
    let first = if years > most { span.last.add_months(-12 * (most - 1)) } else { span.first };
    columns(Period { first, last: span.last }, MOST)
}

/// A team's place among the rows: goals without a team come last.
type Key = (bool, Option<TeamIx>);

fn teams(facts: &Facts<'_>, all: &[Spoken<'_>], columns: &[Column]) -> Vec<Team> {
    let plan = facts.plan;
    let key = |goal: GoalIx| {
        let team = team_of(plan, goal);
        (team.is_none(), team)
    };
    let mut goals: BTreeMap<Key, usize> = BTreeMap::new();
    for (index, _) in plan.goals().filter(|(index, goal)| goal.is_live() && facts.wants_goal(*index)) {
        *goals.entry(key(index)).or_default() += 1;
    }
    let mut cells: BTreeMap<(Key, usize), Vec<&Spoken<'_>>> = BTreeMap::new();
    for it in all {
        goals.entry(key(it.goal)).or_default();
        if let Some(at) = columns.iter().position(|column| column.period.contains(it.day)) {
            cells.entry((key(it.goal), at)).or_default().push(it);
        }
    }
    let of = |(key, goals): (Key, usize)| Team {
        name: match key.1 {
            Some(team) => shown(&plan[team].written.title),
            None => "Without a team".to_owned(),
        },
        goals,
        said: (0..columns.len()).map(|at| said(plan, cells.get(&(key, at))?)).collect(),
    };
    goals.into_iter().map(of).collect()
}

/// What some check-ins say together: of each goal the latest one counts.
fn said(plan: &Plan, all: &[&Spoken<'_>]) -> Option<Said> {
    let mut latest: BTreeMap<GoalIx, &Spoken<'_>> = BTreeMap::new();
    for it in all {
        let slot = latest.entry(it.goal).or_insert(it);
        if it.day >= slot.day {
            *slot = it;
        }
    }
    let worst =
        latest.values().filter_map(|it| Some((tone(it.check_in.status?), it.check_in.status?, it.goal)));
    let worst = worst.min_by_key(|(tone, ..)| *tone);
    let confidence =
        latest.values().filter_map(|it| Some((it.check_in.confidence?.fraction().clamp(0.0, 1.0), it.goal)));
    let lowest = confidence.min_by(|a, b| a.0.total_cmp(&b.0));
    let goal = lowest.map(|(_, goal)| goal).or(worst.map(|(.., goal)| goal))?;
    Some(Said {
        status: worst.map(|(tone, status, _)| (tone, status.title().to_owned())),
        confidence: lowest.map(|(confidence, _)| confidence),
        goal: shown(plan[goal].title()),
        // Beside how many are open stands how many of these were spoken of.
        goals: latest.keys().filter(|goal| plan[**goal].is_live()).count(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::with_facts;
    use crate::theme::Tone;

    /// In March `a` says 60 %, later 80 %, which counts, and `b` 70 % and behind; the check-in of May has not begun yet. Of the
    /// two open goals of the depot none speaks of April, where only the goal without a team does.
    #[test]
    fn a_cell_is_the_worst_of_the_latest_check_ins() {
        let text = r#"{ "truenorth": 1, "vision": "V", "as_of": "2027-04-12", "teams": [{ "id": "depot", "title": "Depot" }],
            "goals": [
            { "id": "a", "title": "A", "contributes_to": "vision", "team": "depot", "check_ins": {
                "2027-03-01": { "status": "off_track", "confidence": "60%" },
                "2027-03-20": { "status": "on_track", "confidence": "80%" },
                "2027-05": { "status": "off_track", "confidence": "10%" } } },
            { "id": "b", "title": "B", "contributes_to": "vision", "team": "depot", "check_ins": {
                "2027-03-09": { "status": "behind", "confidence": "70%" } } },
            { "id": "c", "title": "C", "contributes_to": "vision", "check_ins": { "2027-04-02": { "status": "ahead" } } }] }"#;
        with_facts(text, |facts| {
            let (view, cut) = view(facts);
            assert_eq!((view.times, cut), (vec!["Mar 2027".to_owned(), "Apr 2027".to_owned()], None));
            let depot = &view.teams[0];
            let behind = Said {
                status: Some((Tone::Warn, "behind".to_owned())),
                confidence: Some(0.7),
                goal: "B".to_owned(),
                goals: 2,
            };
            assert_eq!((depot.goals, &depot.said[0], &depot.said[1]), (2, &Some(behind), &None));
            let rest = &view.teams[1];
            assert_eq!((rest.name.as_str(), rest.goals), ("Without a team", 1));
            assert_eq!(rest.said[1].as_ref().map(|said| (said.confidence, said.goals)), Some((None, 1)));
        });
    }
}
