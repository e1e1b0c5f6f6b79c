//! What the training plan shows of a plan.

use std::collections::BTreeSet;

use truenorth_core::budget::Total;
use truenorth_core::model::TrainingStatus;
use truenorth_core::plan::{Item, PersonIx, Plan, TrainingIx};
use truenorth_core::scalar::{Date, Period};
use truenorth_graph::currency_of;
use truenorth_graph::gaps::{self, WantedBy, gaps};
use truenorth_graph::supply::{Course, Supply, person_of, skill_of};

use super::times::{Column, columns};
use super::{shown, source, spoken, spoken_time};
use crate::catalogue::{Chart, Drawing, Facts, Filter, Of};
use crate::charts::training_plan::{self as chart, Gap, Training, View};
use crate::theme::Tone;

/// The chart's entry in the catalogue.
pub const CHART: Chart = Chart {
    name: "training-plan",
    summary: "Trainings over time: what, for which goal, for whom, at what price, and the gaps that none of them closes",
    filters: &[Filter::Team, Filter::Pillar, Filter::Period],
    of: Of::Plan { has: |plan| !plan.training.is_empty() },
    draw: |facts, _, look| {
        let view = view(facts);
        let cancelled = facts
            .plan
            .training
            .iter()
            .filter(|it| it.written.status == Some(TrainingStatus::Cancelled))
            .count();
        let mut notes = Vec::new();
        if cancelled > 0 {
            notes.push(format!("{cancelled} cancelled trainings are not drawn"));
        }
        Ok(Drawing { scene: chart::draw(&view, look), table: chart::table(&view), notes })
    },
};

/// The most columns that can be read beside all the words.
const MOST: usize = 5;

fn view(facts: &Facts<'_>) -> View {
    let plan = facts.plan;
    let mut wanted: Vec<(TrainingIx, Option<Period>)> = (0..plan.training.len())
        .map(TrainingIx::new)
        .map(|at| (at, plan[at].written.period.as_ref().map(|time| plan.calendar.period(time))))
        .filter(|(at, period)| wants(facts, *at, *period))
        .collect();
    wanted.sort_by_key(|(at, period)| (period.is_none(), period.map(|period| period.first), *at));
    let supply = Supply::new(plan);
    let gaps: Vec<gaps::Gap> =
        gaps(plan, &supply, facts.today).into_iter().filter(|gap| wants_gap(facts, gap)).collect();
    let columns = columns_of(facts, &wanted);
    let people: BTreeSet<PersonIx> = wanted.iter().flat_map(|(at, _)| attendees(plan, *at)).collect();
    View {
        trainings: wanted.into_iter().map(|(at, period)| training(plan, at, period, &columns)).collect(),
        gaps: gaps.iter().map(|gap| gap_of(plan, &supply, gap, facts.today)).collect(),
        times: columns.into_iter().map(|column| column.name).collect(),
        people: people.len(),
        currency: plan.organization.as_ref().and_then(|organization| organization.currency),
        source: source(facts),
    }
}

/// Whether somebody of the team, a goal of the pillar or the time takes part in a training that is not cancelled.
fn wants(facts: &Facts<'_>, at: TrainingIx, period: Option<Period>) -> bool {
    let plan = facts.plan;
    let written = &plan[at].written;
    if written.status == Some(TrainingStatus::Cancelled) {
        return false;
    }
    let team =
        facts.only.team.is_none() || attendees(plan, at).any(|person| facts.wants_team(plan[person].team));
    let pillar = facts.only.pillar.is_none()
        || written.contributes_to.iter().any(|goal| match plan.target(goal) {
            Some(Item::Goal(goal)) => facts.wants_goal(goal),
            _ => false,
        });
    let time = facts.only.period.is_none_or(|only| period.is_some_and(|period| period.overlaps(&only)));
    team && pillar && time
}

/// Whether a gap is that of a goal or a role asked for; what is wanted in any case is not, if anything is asked for.
fn wants_gap(facts: &Facts<'_>, gap: &gaps::Gap) -> bool {
    let in_time = facts.only.period.is_none_or(|only| gap.by.is_some_and(|by| only.contains(by)));
    in_time
        && match gap.wanted_by {
            WantedBy::Goal(goal) => facts.wants_goal(goal),
            WantedBy::Role(role) => facts.only.pillar.is_none() && facts.wants_team(facts.plan[role].team),
            WantedBy::Skill => facts.only.pillar.is_none() && facts.only.team.is_none(),
        }
}

fn attendees(plan: &Plan, at: TrainingIx) -> impl Iterator<Item = PersonIx> {
    plan[at].written.attendees.iter().filter_map(|person| person_of(plan, person))
}

/// The time asked for, else that of all trainings.
fn columns_of(facts: &Facts<'_>, wanted: &[(TrainingIx, Option<Period>)]) -> Vec<Column> {
    let span = facts.only.period.or_else(|| {
        let periods = wanted.iter().filter_map(|(_, period)| *period);
        let first = periods.clone().map(|period| period.first).min()?;
        Some(Period { first, last: periods.map(|period| period.last).max()? })
    });
    span.map_or_else(Vec::new, |span| columns(span, MOST))
}

fn training(plan: &Plan, at: TrainingIx, period: Option<Period>, columns: &[Column]) -> Training {
    let training = &plan[at];
    let written = &training.written;
    let skill = |(skill, level): &(_, u32)| match skill_of(plan, skill) {
        Some(skill) => format!("{} to level {level}", shown(plan[skill].title())),
        None => format!("level {level}"),
    };
    let (state, tone) = match written.status {
        Some(TrainingStatus::Idea) => ("idea", Some(Tone::Unknown)),
        Some(TrainingStatus::Booked) => ("booked", Some(Tone::Good)),
        Some(TrainingStatus::Held) => ("held", Some(Tone::Done)),
        Some(TrainingStatus::Cancelled) => ("cancelled", Some(Tone::Gone)),
        Some(TrainingStatus::Planned) | None => ("planned", Some(Tone::Idle)),
    };
    let goal = |goal| plan.target(goal).map(|item| shown(plan.item_title(item)));
    let mut cost = Total::default();
    let price = written.cost.as_deref().and_then(|cost| cost.number());
    if let Some(price) = price {
        cost.add(&price);
    }
    Training {
        id: shown(training.id()),
        title: shown(training.title()),
        teaches: written.teaches.iter().map(skill).collect(),
        goals: written.contributes_to.iter().filter_map(goal).collect(),
        people: attendees(plan, at).map(|person| shown(&plan[person].written.name)).collect(),
        seats: written.seats,
        cost: price.map(|_| cost),
        currency: written.cost.as_deref().and_then(|cost| currency_of(plan, cost)),
        days: written.effort.map(|effort| effort.person_days()),
        when: period.map_or_else(String::new, |period| spoken_time(&period)),
        held: columns.iter().map(|column| period.is_some_and(|it| it.overlaps(&column.period))).collect(),
        state: state.to_owned(),
        tone,
    }
}

fn gap_of(plan: &Plan, supply: &Supply<'_>, gap: &gaps::Gap, today: Date) -> Gap {
    Gap {
        skill: shown(plan[gap.skill].title()),
        level: format!("level {}, {}", gap.level, shown(&plan.skill_level(gap.level))),
        wanted_by: match gap.wanted_by {
            WantedBy::Goal(goal) => shown(plan[goal].title()),
            WantedBy::Role(role) => format!("role: {}", shown(&plan[role].written.title)),
            WantedBy::Skill => String::new(),
        },
        by: gap.by.map_or_else(String::new, |by| if by > today { spoken(by) } else { "now".to_owned() }),
        trainings: closed_by(plan, supply, gap),
        short: gap.short,
        left: gap.left,
        left_if_booked: gap.left_if_booked,
    }
}

/// The trainings that lead to the level of a gap, those in time first, each with the day on which it holds.
fn closed_by(plan: &Plan, supply: &Supply<'_>, gap: &gaps::Gap) -> String {
    let is_of_role = |course: &Course| match gap.wanted_by {
        WantedBy::Role(role) => (0..plan.people.len())
            .map(PersonIx::new)
            .any(|person| course.has(person) && plan[person].roles.contains(&role)),
        WantedBy::Goal(_) | WantedBy::Skill => true,
    };
    let is_late = |course: &Course| matches!((course.ready, gap.by), (Some(ready), Some(by)) if ready > by);
    let courses = supply.courses(gap.skill).iter().filter(|it| it.level >= gap.level && is_of_role(it));
    let mut courses: Vec<&Course> = courses.collect();
    if gap.left == 0 {
        courses.retain(|course| !is_late(course));
    }
    courses.sort_by_key(|course| (is_late(course), course.ready, course.training));
    if courses.is_empty() {
        return "no training leads there".to_owned();
    }
    let said = |course: &&Course| {
        let title = shown(plan[course.training].title());
        let ready =
            course.ready.map_or_else(|| "no day".to_owned(), |day| format!("holds from {}", spoken(day)));
        let late = if is_late(course) { ", too late" } else { "" };
        format!("\u{201C}{title}\u{201D} {ready}{late}")
    };
    courses.iter().map(said).collect::<Vec<_>>().join("; ")
}
