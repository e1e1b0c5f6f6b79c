//! `two-accounts-in-one-hierarchy`: a budget line that a hierarchy of accounts would count twice.

use std::collections::BTreeMap;

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::plan::{AccountIx, Plan};

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
    let heads = heads(plan);
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

/// By account: the one that heads its hierarchy; none for an account in or below a circle.
fn heads(plan: &Plan) -> Vec<Option<AccountIx>> {
    let mut heads: Vec<Option<AccountIx>> = vec![None; plan.accounts.len()];
    let mut visited = vec![false; plan.accounts.len()];
    for start in (0..plan.accounts.len()).map(AccountIx::new) {
        let mut chain = Vec::new();
        let mut at = start;
        let head = loop {
            if visited[at.at()] {
                // Either the end of an earlier chain, or this chain again, which then has no head yet.
                break heads[at.at()];
            }
            visited[at.at()] = true;
            chain.push(at);
            match plan[at].part_of {
                Some(above) => at = above,
                None => break Some(at),
            }
        };
        for account in chain {
            heads[account.at()] = head;
        }
    }
    heads
}
