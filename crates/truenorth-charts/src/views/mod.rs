//! From a plan and its figures to what a chart shows. Every text goes through the sanitiser here.

mod alignment_groups;
pub mod alignment_map;
pub mod budget_burn;
pub mod budget_variance;
pub mod budget_waterfall;
pub mod burn_up;
pub mod change_load;
pub mod decision_matrix;
pub mod goal_icicle;
pub mod growth_overview;
pub mod growth_plan;
pub mod key_results;
pub mod leadership_profile;
mod ledger;
pub mod money_flow;
pub mod owner_load;
pub mod raci;
pub mod risk_matrix;
pub mod roadmap;
pub mod skills_matrix;
pub mod stakeholder_grid;
pub mod status_map;
pub mod strategy_map;
pub mod swot;
mod times;
pub mod tornado;
pub mod training_plan;
pub mod x_matrix;

use jiff::civil;
use truenorth_core::model::Status;
use truenorth_core::plan::{GoalIx, GrowthIx, Owner, Up};
use truenorth_core::sanitise;
use truenorth_core::scalar::{Date, Period};

use crate::catalogue::Facts;
use crate::charts::dates;
use crate::theme::Tone;

/// Whose plan it is, the day it is looked at, and what was asked for of it.
fn source(facts: &Facts<'_>) -> String {
    let plan = facts.plan;
    let mut parts = vec![shown(plan.organization_name()), format!("as of {}", spoken(facts.today))];
    parts.retain(|part| !part.trim().is_empty());
    parts.extend(plan.scenario.as_ref().map(|scenario| format!("scenario {}", shown(scenario))));
    let team = facts.only.team.and_then(|team| plan.teams.get(team.at()));
    parts.extend(team.map(|team| format!("only {}", shown(&team.written.title))));
    let pillar = facts.only.pillar.and_then(|goal| plan.goals.get(goal.at()));
    parts.extend(
        pillar.map(|goal| format!("only what contributes to \u{201C}{}\u{201D}", shown(goal.title()))),
    );
    parts.join(" \u{B7} ")
}

/// A time as people read it: a calendar year by its number, anything else from day to day.
fn spoken_time(time: &Period) -> String {
    let (first, last) = (time.first, time.last);
    if (first.month(), first.day(), last.month(), last.day()) == (1, 1, 12, 31) && first.year() == last.year()
    {
        return first.year().to_string();
    }
    if first == last { spoken(first) } else { format!("{} to {}", spoken(first), spoken(last)) }
}

/// A day as people read it: `30 Sep 2026`.
fn spoken(day: Date) -> String {
    dates::spoken(civil_date(day))
}

/// The same day in the calendar type of the charts; both types hold every day from 1900 to 2199.
fn civil_date(date: Date) -> civil::Date {
    civil::Date::new(date.year() as i16, date.month() as i8, date.day() as i8).unwrap_or(civil::Date::ZERO)
}

/// A text of the plan as it may stand in a chart.
fn shown(text: &str) -> String {
    sanitise::one_line(text).into_owned()
}

/// Whether the time of a goal touches the time asked for; a goal without dates belongs to every time.
fn in_time(facts: &Facts<'_>, goal: GoalIx) -> bool {
    let goal = &facts.plan[goal];
    facts.only.period.is_none_or(|asked| {
        let first = goal.start.or(goal.due).unwrap_or(asked.first);
        let last = goal.due.or(goal.start).unwrap_or(asked.last);
        Period { first: first.min(last), last }.overlaps(&asked)
    })
}

/// Whether somebody of the team that is asked for answers; nobody and the whole organisation belong to no team.
fn wants_owner(facts: &Facts<'_>, owner: Option<Owner>) -> bool {
    match owner {
        None | Some(Owner::Organization) => facts.wants_team(None),
        Some(Owner::Team(team)) => facts.wants_team(Some(team)),
        Some(Owner::Person(person)) => facts.wants_team(facts.plan[person].team),
        Some(Owner::Role(role)) => facts.wants_team(facts.plan[role].team),
    }
}

/// Whether a growth plan is asked for: it contributes to a goal that is, or, where a team alone is asked for, somebody
/// of that team answers for it.
fn wants_growth(facts: &Facts<'_>, growth: GrowthIx) -> bool {
    if facts.only.team.is_none() && facts.only.pillar.is_none() {
        return true;
    }
    let growth = &facts.plan[growth];
    let is_owned = wants_owner(facts, growth.owner);
    let contributes = |(up, _): &(Up, u32)| matches!(up, Up::Goal(goal) if facts.wants_goal(*goal));
    growth.contributes_to.iter().any(contributes) || (facts.only.pillar.is_none() && is_owned)
}

/// So many of something: `1 goal`, `2 goals`.
fn counted(count: usize, one: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {one}s") }
}

/// The unit of a measure, with a power of ten before it as a word: of `1000 km` a number is in `thousand km`.
fn unit_of(measure: &truenorth_core::model::Measure) -> String {
    let unit = shown(measure.unit.as_deref().unwrap_or(""));
    let Some((first, rest)) = unit.split_once(' ') else { return unit };
    let word = match first.replace([',', '\'', '.'], "").as_str() {
        "1000" => "thousand",
        "1000000" => "million",
        "1000000000" => "billion",
        _ => return unit,
    };
    format!("{word} {rest}")
}

/// How a status looks.
fn tone(status: Status) -> Tone {
    match status {
        Status::OffTrack | Status::Blocked | Status::Missed => Tone::Bad,
        Status::AtRisk | Status::Behind => Tone::Warn,
        Status::OnTrack => Tone::Good,
        Status::Ahead => Tone::Ahead,
        Status::Achieved => Tone::Done,
        Status::Accepted | Status::Paused => Tone::Idle,
        Status::Proposed => Tone::Proposed,
        Status::Dropped => Tone::Gone,
        Status::NotTracked => Tone::Unknown,
    }
}
