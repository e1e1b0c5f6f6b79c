//! `certificate-expired`: a certificate that has lapsed and is needed.

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::plan::PersonIx;
use truenorth_graph::supply::{Supply, is_here, skill_of};

use super::needs::needed_skills;
use super::supply::{person_id, person_place};
use crate::context::{Context, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};

static ID: RuleId = RuleId { code: "SKL005", name: "certificate-expired", unreadable: false };

/// See `certificate-expired.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Skills,
    level: Level::Warning,
    set: Set::Default,
    since: "0.1.0",
    summary: "a certificate that the plan needs has lapsed",
    options: &[],
    page: include_str!("certificate-expired.md"),
    check: RuleCheck::Plan(check),
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let plan = context.plan;
    let mut needed: Option<Vec<bool>> = None;
    let mut supply: Option<Supply<'_>> = None;
    for (position, person) in plan.people.iter().enumerate() {
        let index = PersonIx::new(position);
        for (reference, held) in &person.written.skills {
            let Some(last) = held.expires.filter(|last| *last < context.today) else { continue };
            let Some(skill) = skill_of(plan, reference) else { continue };
            let needed = needed.get_or_insert_with(|| needed_skills(plan));
            let supply = supply.get_or_insert_with(|| Supply::new(plan));
            let renewed = supply
                .courses(skill)
                .iter()
                .any(|course| course.has(index) && course.ready.is_none_or(|ready| ready > last));
            if renewed || !needed[skill.at()] || !is_here(plan, index, context.today) {
                continue;
            }
            let (id, skill) = (person_id(plan, index), plan[skill].id());
            let message = format!("the certificate of `{id}` for `{skill}` lapsed on {last}");
            let place = person_place(plan, index).field("skills").key(reference.as_str()).field("expires");
            let finding = sink.finding(place, message).item(id).help(format!(
                "plan a training that `teaches` `{skill}` with `{id}` among its `attendees`, or write the new \
                 last day"
            ));
            sink.push(finding);
        }
    }
}
