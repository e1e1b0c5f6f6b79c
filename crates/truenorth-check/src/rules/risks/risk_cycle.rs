//! `risk-cycle`: risks that are part of each other in a circle.

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::plan::{Item, Plan, RiskIx};

use crate::context::{Context, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};
use crate::rules::circle::{Member, circles, report};

static ID: RuleId = RuleId { code: "RSK010", name: "risk-cycle", unreadable: false };

/// See `risk-cycle.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Risks,
    level: Level::Error,
    set: Set::Default,
    since: "0.1.0",
    summary: "risks are part of each other in a circle",
    options: &[],
    page: include_str!("risk-cycle.md"),
    check: RuleCheck::Plan(check),
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let plan = context.plan;
    for circle in circles(&wholes(plan)) {
        let members: Vec<Member<'_>> = (circle.iter().map(|position| &plan[RiskIx::new(*position)]))
            .map(|risk| (risk.id(), risk.place().field("part_of")))
            .collect();
        let help = "take out the `part_of` of the risk that the others are parts of";
        report(sink, "risks are part of each other in a circle", &members, help);
    }
}

/// The risk that each is part of.
fn wholes(plan: &Plan) -> Vec<Option<usize>> {
    let wholes = plan.risks.iter().map(|risk| match plan.target(risk.written.part_of.as_ref()?)? {
        Item::Risk(whole) => Some(whole.at()),
        _ => None,
    });
    wholes.collect()
}
