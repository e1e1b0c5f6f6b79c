//! `two-accounts-in-one-hierarchy`: a budget line that a hierarchy of accounts would count twice.

use std::collections::BTreeMap;

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::plan::AccountIx;
use truenorth_graph::hierarchy_heads;

use crate::context::{Context, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};

static ID: RuleId = RuleId { code: "BUD004", name: "two-accounts-in-one-hierarchy", unreadable: false };

/// See `two-accounts-in-one-hierarchy.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Budget,
    level: Level::Error,
    set: Set::Default,
    since: "0.1.0",
    summary: "a budget line stands twice in one hierarchy of accounts",
    options: &[],
    page: include_str!("two-accounts-in-one-hierarchy.md"),
    check: RuleCheck::Plan(check),
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let plan = context.plan;
    let heads = hierarchy_heads(plan);
    for line in plan.lines.iter().filter(|line| line.accounts.len() > 1) {
        let mut seen: BTreeMap<AccountIx, (AccountIx, u32)> = BTreeMap::new();
        for (account, entry) in &line.accounts {
            let Some(head) = heads[account.at()] else { continue };
            let Some((first, first_entry)) = seen.insert(head, (*account, *entry)) else { continue };
            let id = |account: AccountIx| plan[account].written.id.as_str();
            let place = |entry: u32| line.place().field("accounts").index(entry as usize);
            let message = format!(
                "`{}` is counted twice in `{}`: by `{}` and `{}`",
                line.id(),
                id(head),
                id(first),
                id(*account)
            );
            let finding = sink
                .finding(place(*entry), message)
                .also(place(first_entry), "counted here first")
                .help(format!("keep one of `{}` and `{}`, or split the line in two", id(first), id(*account)))
                .item(line.id());
            sink.push(finding);
            break;
        }
    }
}
