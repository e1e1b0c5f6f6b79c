//! What the skills matrix shows of a plan.

use std::collections::BTreeSet;

use truenorth_core::plan::{PersonIx, Plan, SkillIx, TeamIx};
use truenorth_core::scalar::Date;
use truenorth_graph::needs::needs;
use truenorth_graph::supply::{Courses, LEVEL, Supply};

use super::{shown, source, spoken};
use crate::catalogue::{Chart, Drawing, Facts, Filter, Of};
use crate::charts::skills_matrix::{self as chart, Need, Skill, View};

/// The chart's entry in the catalogue.
pub const CHART: Chart = Chart {
    name: "skills-matrix",
    summary: "Skills by team: who has what the goals need, which skills are short, and which hang on one person",
    filters: &[Filter::Pillar, Filter::Team],
    of: Of::Plan { has: |plan| !plan.skills.is_empty() && Supply::new(plan).is_written() },
    draw: |facts, _, look| {
        let view = view(facts);
        Ok(Drawing { scene: chart::draw(&view, look), table: chart::table(&view), notes: Vec::new() })
    },
};

/// The most columns that can be read.
const MOST_TEAMS: usize = 10;

fn view(facts: &Facts<'_>) -> View {
    let plan = facts.plan;
    let supply = Supply::new(plan);
    let teams = teams(facts);
    let mut skills: Vec<Skill> = (0..plan.skills.len())
        .map(SkillIx::new)
        .filter_map(|skill| skill_of(facts, &supply, skill, &teams))
        .collect();
    // What is short comes first, then what hangs on one person, then the rest in the order of the plan.
    skills.sort_by_key(|skill| {
        let short = skill.need.as_ref().map_or(0, Need::short);
        (std::cmp::Reverse(short), skill.only.is_none(), skill.need.is_none())
    });
    let people = (0..plan.people.len()).filter(|at| plan.people[*at].written.skills.iter().next().is_some());
    View {
        teams: teams.iter().map(|team| shown(&plan[*team].written.title)).collect(),
        skills,
        people: people.count(),
        all: plan.people.len(),
        source: source(facts),
    }
}

/// Teams with people whose levels are written, as many as can be read.
fn teams(facts: &Facts<'_>) -> Vec<TeamIx> {
    let plan = facts.plan;
    let has_people = |team: TeamIx| {
        plan.people
            .iter()
            .any(|person| person.team == Some(team) && person.written.skills.iter().next().is_some())
    };
    let teams = (0..plan.teams.len()).map(TeamIx::new);
    teams.filter(|team| facts.wants_team(Some(*team)) && has_people(*team)).take(MOST_TEAMS).collect()
}

/// What is needed of a skill where it is shortest, and who has it by then. `None` for a skill that is neither needed nor
/// held.
fn skill_of(facts: &Facts<'_>, supply: &Supply<'_>, skill: SkillIx, teams: &[TeamIx]) -> Option<Skill> {
    let plan = facts.plan;
    let written = &plan[skill].written;
    let mut wanted: Vec<(u32, usize, Date)> = needs(plan)
        .into_iter()
        .filter(|need| need.skill == skill && facts.wants_goal(need.goal))
        .map(|need| (need.level, need.people, need.day(facts.today)))
        .collect();
    let narrowed = facts.only.team.is_some() || facts.only.pillar.is_some();
    if let Some(needed) = written.needed.filter(|_| !narrowed) {
        let people = usize::try_from(needed).unwrap_or(usize::MAX);
        wanted.push((written.level.unwrap_or(LEVEL), people, facts.today));
    }
    let have = |level: u32, day: Date| supply.who(skill, level, day, Courses::InTime);
    let short = |level: u32, people: usize, day: Date| people.saturating_sub(have(level, day).len());
    let worst = wanted.into_iter().max_by_key(|(level, people, day)| {
        (short(*level, *people, *day), *people, *level, std::cmp::Reverse(*day))
    });
    let (level, day) =
        worst.map_or((written.level.unwrap_or(LEVEL), facts.today), |(level, _, day)| (level, day));
    let who = have(level, day);
    if worst.is_none() && (who.is_empty() || narrowed) {
        return None;
    }
    let now = supply.who(skill, level, facts.today, Courses::None);
    let of_team = |team: TeamIx| {
        let of = |who: &BTreeSet<PersonIx>| who.iter().filter(|it| plan[**it].team == Some(team)).count();
        (of(&now), of(&who))
    };
    let only = (who.len() == 1 && worst.is_some()).then(|| name(plan, &who));
    Some(Skill {
        id: shown(plan[skill].id()),
        title: shown(plan[skill].title()),
        level: format!("level {level}, {}", shown(&plan.skill_level(level))),
        by_team: teams.iter().map(|team| of_team(*team)).collect(),
        have: who.len(),
        need: worst.map(|(_, people, day)| Need {
            people,
            have: who.len(),
            today: now.len(),
            booked: supply.who(skill, level, day, Courses::Booked).len(),
            by: if day > facts.today { spoken(day) } else { "now".to_owned() },
        }),
        only: only.flatten(),
    })
}

fn name(plan: &Plan, who: &BTreeSet<PersonIx>) -> Option<String> {
    who.iter().next().map(|person| shown(plan[*person].written.name.as_str()))
}
