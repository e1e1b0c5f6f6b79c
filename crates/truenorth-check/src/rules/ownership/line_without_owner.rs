//! `line-without-owner`: a budget line that nobody answers for.

use truenorth_core::finding::{Level, RuleId};

use crate::context::{Context, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};

static ID: RuleId = RuleId { code: "OWN006", name: "line-without-owner", unreadable: false };

/// See `line-without-owner.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Ownership,
    level: Level::Warning,
    set: Set::Default,
    since: "0.1.0",
    summary: "nobody answers for a budget line",
    options: &[],
    page: include_str!("line-without-owner.md"),
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
}
