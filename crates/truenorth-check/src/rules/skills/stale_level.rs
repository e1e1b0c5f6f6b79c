//! `stale-level`: a level that was judged long ago.

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::plan::PersonIx;
use truenorth_core::scalar::Reference;
use truenorth_graph::supply::is_here;

use super::supply::{person_id, person_place};
use crate::context::{Context, Sink};
use crate::rule::{Group, OptionDoc, Rule, RuleCheck, Set};
use crate::rules::alignment::also_all;

static ID: RuleId = RuleId { code: "SKL006", name: "stale-level", unreadable: false };

/// See `stale-level.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Skills,
    level: Level::Note,
    set: Set::Strict,
    since: "0.1.0",
    summary: "a level of a skill was judged more than 12 months ago",
    options: &[OptionDoc { name: "months", default: "12", meaning: "months until a level counts as stale" }],
    page: include_str!("stale-level.md"),
    check: RuleCheck::Plan(check),
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let plan = context.plan;
    let months = sink.number("months") as i64;
    for (position, person) in plan.people.iter().enumerate() {
        let index = PersonIx::new(position);
        if !is_here(plan, index, context.today) {
            continue;
        }
        let skills = person.written.skills.iter();
        let stale: Vec<_> = skills
            .filter(|(_, held)| held.expires.is_none())
            .filter_map(|(skill, held)| held.assessed.map(|assessed| (assessed, skill)))
            .filter(|(assessed, _)| assessed.add_months(months) < context.today)
            .collect();
        let Some((assessed, first)) = stale.first() else { continue };
        let place = |skill: &Reference| {
            person_place(plan, index).field("skills").key(skill.as_str()).field("assessed")
        };
        let id = person_id(plan, index);
        let message = match stale.len() {
            1 => format!("the level of `{id}` in `{first}` was judged on {assessed}"),
            more => format!("{more} levels of `{id}` were judged long ago, that in `{first}` on {assessed}"),
        };
        let finding = sink
            .finding(place(first), message)
            .item(id)
            .help("judge anew, and write level and day in `assessed`");
        let others = stale.iter().skip(1);
        sink.push(also_all(
            finding,
            others.map(|(day, skill)| (place(skill), format!("judged on {day}"))).collect(),
        ));
    }
}
