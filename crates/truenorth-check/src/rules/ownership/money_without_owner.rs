//! `money-without-owner`: a budget line or saving that nobody answers for.

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::model::SavingStatus;

use crate::context::{Context, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};

static ID: RuleId = RuleId { code: "OWN006", name: "money-without-owner", unreadable: false };

/// See `money-without-owner.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Ownership,
    level: Level::Warning,
    set: Set::Default,
    since: "0.1.0",
    summary: "nobody answers for a budget line or a saving",
    options: &[],
    page: include_str!("money-without-owner.md"),
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
}
