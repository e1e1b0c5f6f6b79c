//! `spend-without-goal`: money that is spent for no goal.

use truenorth_core::finding::{Level, RuleId};

use super::amounts::{is_spending, planned, shown, total};
use crate::context::{Context, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};

static ID: RuleId = RuleId { code: "BUD001", name: "spend-without-goal", unreadable: false };

/// See `spend-without-goal.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Budget,
    level: Level::Error,
    set: Set::Default,
    since: "0.1.0",
    summary: "a budget line spends money for no goal",
    options: &[],
    page: include_str!("spend-without-goal.md"),
    check: RuleCheck::Plan(check),
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    for line in &context.plan.lines {
        let written = &line.written;
        // Goals that are written but lead nowhere, or into another plan, are not for this rule.
        if !is_spending(line) || written.reserve.is_some() || !written.funds.is_empty() {
            continue;
        }
        let planned = planned(line, &context.plan.calendar);
        let sum = total(line, &planned.entries).filter(|sum| !sum.is_zero());
        let message = match sum {
            Some(sum) => format!("`{}` spends {} for no goal", line.id(), shown(line, sum)),
            None => format!("`{}` spends money for no goal", line.id()),
        };
        let finding = sink
            .finding(line.place(), message)
            .help(
                "add `\"funds\": \"...\"` with the goals that it pays for, or `\"reserve\": \"contingency\"`",
            )
            .item(line.id());
        sink.push(finding);
    }
}
