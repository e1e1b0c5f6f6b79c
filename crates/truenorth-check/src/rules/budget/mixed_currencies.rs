//! `mixed-currencies`: an amount in another currency than its budget line.

use truenorth_core::finding::{Level, RuleId};

use super::amounts::amounts;
use crate::context::{Context, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};

static ID: RuleId = RuleId { code: "BUD007", name: "mixed-currencies", unreadable: false };

/// See `mixed-currencies.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Budget,
    level: Level::Error,
    set: Set::Default,
    since: "0.1.0",
    summary: "an amount has another currency than its budget line",
    options: &[],
    page: include_str!("mixed-currencies.md"),
    check: RuleCheck::Plan(check),
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    for line in &context.plan.lines {
        // A line without a currency of its own has that of its first amount.
        let Some(own) = line.currency.or_else(|| amounts(line).find_map(|(money, _)| money.currency)) else {
            continue;
        };
        let mut other = amounts(line).filter_map(|(money, place)| {
            Some((money.currency.filter(|currency| *currency != own)?, money, place))
        });
        let Some((currency, money, place)) = other.next() else { continue };
        let more = other.count();
        let rest = if more > 0 { format!(", as {} of this line", more_are(more)) } else { String::new() };
        let message = format!("`{money}` is not in {own}, the currency of `{}`{rest}", line.id());
        let finding = sink
            .finding(place.build(line), message)
            .label(format!("not in {own}"))
            .help(format!(
                "write what it is in {own}, or move it to a line of its own with `\"currency\": \"{currency}\"`"
            ))
            .item(line.id());
        sink.push(finding);
    }
}

fn more_are(more: usize) -> String {
    if more == 1 { "is 1 more amount".to_owned() } else { format!("are {more} more amounts") }
}
