//! `role-gap-without-training`: somebody holds a role that asks for more, and nothing is planned about it.

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;
use truenorth_core::finding::{Level, RuleId};
use truenorth_core::place::Place;
use truenorth_core::plan::{PersonIx, RoleIx, SkillIx};
use truenorth_graph::supply::{Supply, is_here, person_of, skill_of};

use super::supply::{person_id, person_place};
use crate::context::count;
use crate::context::{Context, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};
use crate::rules::alignment::also_all;

static ID: RuleId = RuleId { code: "SKL011", name: "role-gap-without-training", unreadable: false };

/// See `role-gap-without-training.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Skills,
    level: Level::Note,
    set: Set::Default,
    since: "0.1.0",
    summary: "a role asks for more than its holder can do, and no training or mentor is planned",
    options: &[],
    page: include_str!("role-gap-without-training.md"),
    check: RuleCheck::Plan(check),
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let plan = context.plan;
    if plan.roles.iter().all(|role| role.written.requires.is_empty()) {
        return;
    }
    let supply = Supply::new(plan);
    let mentees = mentees(context);
    for (position, person) in plan.people.iter().enumerate() {
        let index = PersonIx::new(position);
        if !is_here(plan, index, context.today) {
            continue;
        }
        let mut gaps: BTreeMap<SkillIx, (u32, u32, RoleIx)> = BTreeMap::new();
        for role in &person.roles {
            for (reference, required) in &plan[*role].written.requires {
                let Some(skill) = skill_of(plan, reference) else { continue };
                let has = supply.level(index, skill);
                if let Some(has) = has.filter(|has| has < required)
                    && !supply.will_learn(index, skill, *required)
                    && !mentees.contains(&(index, skill))
                {
                    gaps.insert(skill, (has, *required, *role));
                }
            }
        }
        let Some((skill, (has, required, role))) = gaps.first_key_value() else { continue };
        let id = person_id(plan, index);
        let more = match gaps.len() {
            1 => String::new(),
            more => format!(", and so for {} more", count(more - 1, "skill")),
        };
        let message = format!(
            "`{id}` holds `{}`, which asks for `{}` at level {required}, and is at level {has}{more}",
            plan[*role].written.id,
            plan[*skill].id()
        );
        let finding = sink
            .finding(person_place(plan, index).field("roles"), message)
            .item(id)
            .help("plan a training with this person among its `attendees`, or name a mentor for the skill");
        let places = gaps.iter().map(|(skill, (_, required, role))| {
            let role = &plan[*role];
            let place = Place::value(role.file, role.written.spot).field("requires");
            (place, format!("`{}` at level {required}", plan[*skill].id()))
        });
        sink.push(also_all(finding, places.collect()));
    }
}

/// Who is taught which skill by somebody, now or later.
fn mentees(context: &Context<'_>) -> FxHashSet<(PersonIx, SkillIx)> {
    let plan = context.plan;
    let taught = plan.mentoring.iter().filter_map(|mentoring| {
        let written = &mentoring.written;
        let period = written.period.as_ref().map(|period| plan.calendar.period(period));
        if period.is_some_and(|period| period.last < context.today) {
            return None;
        }
        Some((person_of(plan, &written.mentee)?, skill_of(plan, written.skill.as_ref()?)?))
    });
    taught.collect()
}
