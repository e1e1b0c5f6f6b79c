//! `level-outside-scale`: a level that the scale of skills does not have.

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::place::Place;

use crate::context::{Context, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};

static ID: RuleId = RuleId { code: "SKL004", name: "level-outside-scale", unreadable: false };

/// See `level-outside-scale.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Skills,
    level: Level::Error,
    set: Set::Default,
    since: "0.1.0",
    summary: "a level of a skill is beyond the end of `skill_scale`",
    options: &[],
    page: include_str!("level-outside-scale.md"),
    check: RuleCheck::Plan(check),
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let plan = context.plan;
    let top = match plan.skill_scale.len() {
        0 => DEFAULT_TOP,
        names => u32::try_from(names - 1).unwrap_or(u32::MAX),
    };
    let mut look = |level: u32, skill: &str, place: Place, item: &str| {
        if level > top {
            let message = format!("level {level} of `{skill}` is beyond the scale, which ends at {top}");
            let help = format!("write 0 to {top}, or name all levels in `skill_scale` of the root file");
            sink.push(sink.finding(place, message).item(item).help(help));
        }
    };
    for person in &plan.people {
        let place = Place::value(person.file, person.written.spot).field("skills");
        for (skill, held) in &person.written.skills {
            let at = place.clone().key(skill.as_str()).field("level");
            look(held.level, skill.as_str(), at, person.written.id.as_str());
        }
    }
    for role in &plan.roles {
        let place = Place::value(role.file, role.written.spot).field("requires");
        for (skill, level) in &role.written.requires {
            look(*level, skill.as_str(), place.clone().key(skill.as_str()), role.written.id.as_str());
        }
    }
    for skill in &plan.skills {
        if let Some(level) = skill.written.level {
            look(level, skill.id(), skill.place().field("level"), skill.id());
        }
    }
    for training in &plan.training {
        for (skill, level) in &training.written.teaches {
            let place = training.place().field("teaches").key(skill.as_str());
            look(*level, skill.as_str(), place, training.id());
        }
    }
    for goal in &plan.goals {
        for (entry, need) in goal.written.needs.iter().enumerate() {
            if let Some(level) = need.level {
                let place = goal.place().field("needs").index(entry).field("level");
                look(level, need.skill.as_str(), place, goal.id());
            }
        }
    }
}

/// The last level of the default scale, from none to expert.
const DEFAULT_TOP: u32 = 5;
