//! `item-without-owner`: a budget line, saving or risk that nobody answers for.

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::model::SavingStatus;

use crate::context::{Context, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};
use crate::rules::risks;

static ID: RuleId = RuleId { code: "OWN014", name: "item-without-owner", unreadable: false };

/// See `item-without-owner.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Ownership,
    level: Level::Warning,
    set: Set::Default,
    since: "0.1.0",
    summary: "nobody answers for a budget line, a saving or a risk",
    options: &[],
    page: include_str!("item-without-owner.md"),
    check: RuleCheck::Plan(check),
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    for line in &context.plan.lines {
        // A subtotal is answered for by its parts; an owner that leads nowhere is another finding.
        let subtotal = line.written.aggregate == Some(true);
        if line.owner.is_some() || line.written.owner.is_some() || subtotal {
            continue;
        }
        let owner = line.team.map_or("...", |team| context.plan[team].written.id.as_str());
        let finding = sink
            .finding(line.place(), format!("nobody answers for the budget line `{}`", line.id()))
            .help(format!("add `\"owner\": \"{owner}\"`, or `defaults.owner` for the whole file"))
            .item(line.id());
        sink.push(finding);
    }
    for saving in
        context.plan.savings.iter().filter(|saving| saving.written.status != Some(SavingStatus::Dropped))
    {
        if saving.owner.is_some() || saving.written.owner.is_some() {
            continue;
        }
        let finding = sink
            .finding(saving.place(), format!("nobody answers for the saving `{}`", saving.id()))
            .help("add `\"owner\": \"...\"`: a saving that is nobody's is made by nobody")
            .item(saving.id());
        sink.push(finding);
    }
    for risk in risks::live(context.plan) {
        // A part is watched by whoever watches the whole.
        if risk.owner.is_some() || risk.written.owner.is_some() || risk.written.part_of.is_some() {
            continue;
        }
        let finding = sink
            .finding(risk.place(), format!("nobody watches the risk `{}`", risk.id()))
            .help("add `\"owner\": \"...\"`, or `defaults.owner` for the whole file")
            .item(risk.id());
        sink.push(finding);
    }
}
