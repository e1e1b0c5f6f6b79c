//! `headcount-not-met`: a role with more or fewer holders than wanted.

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::place::Place;
use truenorth_core::plan::PersonIx;
use truenorth_graph::supply::is_here;

use crate::context::{Context, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};

static ID: RuleId = RuleId { code: "OWN013", name: "headcount-not-met", unreadable: false };

/// See `headcount-not-met.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Ownership,
    level: Level::Note,
    set: Set::Default,
    since: "0.1.0",
    summary: "a role has another number of holders than its `headcount`",
    options: &[],
    page: include_str!("headcount-not-met.md"),
    check: RuleCheck::Plan(check),
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let plan = context.plan;
    if plan.people.is_empty() {
        return;
    }
    let mut holders = vec![0_u32; plan.roles.len()];
    for (position, person) in plan.people.iter().enumerate() {
        if is_here(plan, PersonIx::new(position), context.today) {
            for role in &person.roles {
                holders[role.at()] += 1;
            }
        }
    }
    for (role, held) in plan.roles.iter().zip(holders) {
        // A role that nobody holds is vacant, which has a rule of its own.
        let Some(wanted) = role.written.headcount.filter(|wanted| *wanted != held && held > 0) else {
            continue;
        };
        let id = role.written.id.as_str();
        let (few, help) = if held < wanted {
            (
                "only ",
                "plan for the others: name who comes, with `valid` from their first day, or lower the `headcount`",
            )
        } else {
            ("", "raise the `headcount`, or take the role from those who do not hold it any more")
        };
        let verb = if held == 1 { "holds" } else { "hold" };
        let place = Place::value(role.file, role.written.spot).field("headcount");
        let message = format!("{few}{} {verb} the role `{id}`, and {wanted} are wanted", people(held));
        sink.push(sink.finding(place, message).help(help).item(id));
    }
}

fn people(number: u32) -> String {
    if number == 1 { "1 person".to_owned() } else { format!("{number} people") }
}
