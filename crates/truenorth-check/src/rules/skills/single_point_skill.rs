//! `single-point-skill`: a skill that goals need and one person has.

use std::collections::{BTreeMap, BTreeSet};

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::plan::{GoalIx, PersonIx, SkillIx};
use truenorth_graph::needs::{GoalNeed, needs};
use truenorth_graph::supply::{Courses, Supply};

use super::supply::{person_id, person_place, unknown_words};
use crate::context::{Context, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};
use crate::rules::alignment::also_all;

static ID: RuleId = RuleId { code: "SKL002", name: "single-point-skill", unreadable: false };

/// See `single-point-skill.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Skills,
    level: Level::Note,
    set: Set::Default,
    since: "0.1.0",
    summary: "open goals need a skill that only one person has",
    options: &[],
    page: include_str!("single-point-skill.md"),
    check: RuleCheck::Plan(check),
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let plan = context.plan;
    let needs = needs(plan);
    let supply = Supply::new(plan);
    if needs.is_empty() || !supply.is_written() {
        return;
    }
    let mut by_skill: BTreeMap<SkillIx, Vec<(&GoalNeed, PersonIx)>> = BTreeMap::new();
    for need in needs.iter().filter(|need| need.people == 1) {
        let who = supply.who(need.skill, need.level, need.day(context.today), Courses::All);
        if let (Some(only), 1) = (who.first(), who.len()) {
            by_skill.entry(need.skill).or_default().push((need, *only));
        }
    }
    for (skill, needs) in by_skill {
        let Some((first, only)) = needs.first() else { continue };
        let goals: BTreeSet<GoalIx> = needs.iter().map(|(need, _)| need.goal).collect();
        let message = format!(
            "{} `{}` at level {}, and only `{}` is known to have it{}",
            if goals.len() == 1 {
                "an open goal needs".to_owned()
            } else {
                format!("{} open goals need", goals.len())
            },
            plan[skill].id(),
            first.level,
            person_id(plan, *only),
            unknown_words(&supply, skill, first.day(context.today))
        );
        let finding = sink
            .finding(plan[skill].place(), message)
            .item(plan[skill].id())
            .also(person_place(plan, *only), "the only one")
            .help("let a second person learn it, by a training or a mentor, or write the levels of those who have it");
        let places = needs.iter().map(|(need, _)| (need.place(plan), "needed here".to_owned())).collect();
        sink.push(also_all(finding, places));
    }
}
