//! What the roadmap shows of a plan.

use std::collections::BTreeMap;

use truenorth_core::model::Kind;
use truenorth_core::plan::{GoalIx, LinkKind, Plan};
use truenorth_core::scalar::Date;
use truenorth_graph::Schedule;

use super::{civil_date, shown, source, spoken, tone};
use crate::catalogue::{Chart, Drawing, Facts, Filter, Of};
use crate::charts::roadmap::{self as chart, Bar, End, Link, Mark, View};

/// The chart's entry in the catalogue.
pub const CHART: Chart = Chart {
    name: "roadmap",
    summary: "Initiatives and milestones over time, with progress, dependencies, critical path and moved dates",
    filters: &[Filter::Team, Filter::Pillar, Filter::Period],
    of: Of::Plan { has: |plan| plan.goals().any(|(at, goal)| is_work(plan, at) && goal.due.is_some()) },
    draw: |facts, _, look| {
        let view = view(facts);
        let notes = match view.undrawn {
            0 => Vec::new(),
            count => vec![format!("{count} initiatives and milestones with dates have no row")],
        };
        Ok(Drawing { scene: chart::draw(&view, look), table: chart::table(&view), notes })
    },
};

fn is_work(plan: &Plan, goal: GoalIx) -> bool {
    matches!(plan.like(goal), Kind::Initiative | Kind::Milestone)
}

/// The most rows that can be read on one picture.
const MOST: usize = 15;

/// A goal that may get a row.
struct Candidate {
    goal: GoalIx,
    /// Milestones that stand in its row.
    inside: Vec<GoalIx>,
}

fn view(facts: &Facts<'_>) -> View {
    let plan = facts.plan;
    let schedule = Schedule::new(plan, facts.today);
    let dated = |goal: GoalIx| plan[goal].due.is_some() && is_work(plan, goal) && facts.wants_goal(goal);
    let in_time = |goal: GoalIx| {
        facts.only.period.is_none_or(|time| {
            let due = plan[goal].due.unwrap_or(time.last);
            due >= time.first && plan[goal].start.unwrap_or(due) <= time.last
        })
    };
    let mut rows: Vec<Candidate> = Vec::new();
    let mut row_of: BTreeMap<GoalIx, usize> = BTreeMap::new();
    for (goal, _) in plan.goals().filter(|(goal, _)| dated(*goal) && in_time(*goal)) {
        let is_milestone = plan.like(goal) == Kind::Milestone;
        let around = plan[goal].nest.and_then(|nest| row_of.get(&nest).copied());
        match around.filter(|_| is_milestone).and_then(|row| rows.get_mut(row)) {
            Some(row) => row.inside.push(goal),
            None => {
                row_of.insert(goal, rows.len());
                rows.push(Candidate { goal, inside: Vec::new() });
            }
        }
    }
    let total: usize = rows.iter().map(|row| 1 + row.inside.len()).sum();
    let all = || rows.iter().flat_map(|row| std::iter::once(row.goal).chain(row.inside.iter().copied()));
    let late_by = |goal: GoalIx| schedule.dates(goal).map_or(0, |dates| dates.late_by);
    let mut view = View {
        dates: all().filter(|goal| !plan[*goal].is_over()).count(),
        late: all().filter(|goal| late_by(*goal) > 0).count(),
        moved: all().filter(|goal| !plan[*goal].is_over() && !plan[*goal].written.due_was.is_empty()).count(),
        today: civil_date(facts.today),
        source: source(facts),
        ..View::default()
    };
    let (chained, spare) = chained(facts, &schedule);
    let is_critical = |goal: GoalIx| chained.get(goal.at()) == Some(&true);
    // The network with the most goals is the one that people mean.
    let decided = schedule.networks().iter().filter(|network| is_critical(network.last));
    let network = decided.max_by_key(|network| (network.goals.len(), network.end));
    if let Some(network) = network.filter(|network| facts.wants_goal(network.last)) {
        view.end = Some((spoken(network.end), shown(plan[network.last].title())));
    }
    view.spare = spare;
    // What decides the end, what is late and what is open comes before the rest if there are too many rows.
    let rank = |row: &Candidate| {
        let members = || std::iter::once(row.goal).chain(row.inside.iter().copied());
        (!members().any(|goal| late_by(goal) > 0), !members().any(is_critical), plan[row.goal].is_over())
    };
    rows.sort_by_key(|row| (rank(row), plan[row.goal].due));
    rows.truncate(MOST);
    rows.sort_by_key(|row| (plan[row.goal].start.or(plan[row.goal].due), plan[row.goal].due, row.goal));
    view.undrawn = total - rows.iter().map(|row| 1 + row.inside.len()).sum::<usize>();
    let mut ends: BTreeMap<GoalIx, End> = BTreeMap::new();
    for row in &rows {
        let position = view.rows.len();
        ends.insert(row.goal, End { row: position, mark: None });
        let own = plan.like(row.goal) == Kind::Milestone;
        let mut marks: Vec<GoalIx> = if own { vec![row.goal] } else { Vec::new() };
        marks.extend(&row.inside);
        for (at, goal) in marks.iter().enumerate() {
            ends.insert(*goal, End { row: position, mark: Some(at) });
        }
        let marks = marks.into_iter().map(|goal| mark(facts, goal, is_critical(goal))).collect();
        view.rows.push(bar(facts, row.goal, marks, is_critical(row.goal)));
    }
    for (goal, to) in &ends {
        for link in plan[*goal].links.iter().filter(|link| link.kind == LinkKind::DependsOn) {
            let truenorth_core::plan::Item::Goal(first) = link.to else { continue };
            if let Some(from) = ends.get(&first) {
                let is_critical = is_critical(*goal) && is_critical(first);
                view.links.push(Link { from: *from, to: *to, is_critical });
            }
        }
    }
    view
}

/// By goal, whether it is part of a chain that decides an end: critical, as is something that it waits for or that waits for it.
/// What alone decides its own end is no chain. And the least working days that anything else that is waited for can slip.
fn chained(facts: &Facts<'_>, schedule: &Schedule) -> (Vec<bool>, Option<i64>) {
    let plan = facts.plan;
    let mut chained = vec![false; plan.goals.len()];
    let mut spare: Option<i64> = None;
    for (goal, written) in
        plan.goals().filter(|(goal, written)| facts.wants_goal(*goal) && !written.is_over())
    {
        for link in written.links.iter().filter(|link| link.kind == LinkKind::DependsOn) {
            let truenorth_core::plan::Item::Goal(first) = link.to else { continue };
            let (Some(before), Some(after)) = (schedule.dates(first), schedule.dates(goal)) else { continue };
            if before.critical && after.critical {
                for at in [goal.at(), first.at()] {
                    if let Some(slot) = chained.get_mut(at) {
                        *slot = true;
                    }
                }
            }
            if let Some(float) = before.total_float {
                spare = Some(spare.map_or(float, |least| least.min(float)));
            }
        }
    }
    (chained, spare)
}

fn bar(facts: &Facts<'_>, goal: GoalIx, marks: Vec<Mark>, is_critical: bool) -> Bar {
    let (plan, written) = (facts.plan, &facts.plan[goal]);
    let due = written.due.unwrap_or(facts.today);
    let status = facts.figures.status.get(goal.at()).copied();
    let owner = match (written.team, written.owner) {
        (Some(team), _) => shown(&plan[team].written.title),
        (None, Some(owner)) => shown(plan.owner_name(owner)),
        (None, None) => String::new(),
    };
    let is_event = plan.like(goal) == Kind::Milestone;
    Bar {
        id: shown(written.id()),
        title: shown(written.title()),
        owner,
        start: written.start.filter(|_| !is_event).map(civil_date),
        end: civil_date(due),
        was: moved_from(plan, goal).map(civil_date).filter(|_| !is_event),
        tone: status.map_or(crate::theme::Tone::Unknown, tone),
        status: status.map_or("", truenorth_core::model::Status::title).to_owned(),
        progress: facts.figures.progress.get(goal.at()).copied().flatten(),
        is_critical,
        marks,
    }
}

fn mark(facts: &Facts<'_>, goal: GoalIx, is_critical: bool) -> Mark {
    let written = &facts.plan[goal];
    Mark {
        id: shown(written.id()),
        title: shown(written.title()),
        day: civil_date(written.done.or(written.due).unwrap_or(facts.today)),
        was: moved_from(facts.plan, goal).filter(|_| written.done.is_none()).map(civil_date),
        is_done: written.is_over(),
        is_critical,
    }
}

/// The first date that was promised, if another one holds now.
fn moved_from(plan: &Plan, goal: GoalIx) -> Option<Date> {
    let first = plan[goal].written.due_was.iter().next()?;
    plan.due_day(&first.due).filter(|day| Some(*day) != plan[goal].due)
}
