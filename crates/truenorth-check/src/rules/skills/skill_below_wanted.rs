//! `skill-below-wanted`: fewer people have a skill than it wants in any case.

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::plan::SkillIx;
use truenorth_graph::supply::{Courses, LEVEL, Supply};

use super::supply::{are, people, person_place, unknown_words, wanted};
use crate::context::{Context, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};
use crate::rules::alignment::also_all;

static ID: RuleId = RuleId { code: "SKL010", name: "skill-below-wanted", unreadable: false };

/// See `skill-below-wanted.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Skills,
    level: Level::Warning,
    set: Set::Default,
    since: "0.1.0",
    summary: "too few people have or learn a skill that wants a number of them in any case",
    options: &[],
    page: include_str!("skill-below-wanted.md"),
    check: RuleCheck::Plan(check),
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let plan = context.plan;
    let mut supply = None;
    for (position, skill) in plan.skills.iter().enumerate() {
        let needed = wanted(skill.written.needed, 0);
        if needed == 0 {
            continue;
        }
        let supply = supply.get_or_insert_with(|| Supply::new(plan));
        if !supply.is_written() {
            return;
        }
        let index = SkillIx::new(position);
        let level = skill.written.level.unwrap_or(LEVEL);
        let known = supply.who(index, level, context.today, Courses::All);
        if known.len() >= needed {
            continue;
        }
        let message = format!(
            "`{}` wants {} at level {level}, and {} known to have or learn it{}",
            skill.id(),
            people(needed),
            are(known.len()),
            unknown_words(supply, index, context.today)
        );
        let finding = sink
            .finding(skill.place().field("needed"), message)
            .item(skill.id())
            .help("plan a training for more people, hire, or write the levels of those who have it");
        let places = known.iter().map(|who| (person_place(plan, *who), "one of them".to_owned())).collect();
        sink.push(also_all(finding, places));
    }
}
