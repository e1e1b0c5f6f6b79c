//! `line-twice`: the same budget line under two ids.

use std::collections::BTreeMap;
use truenorth_core::finding::{Level, RuleId};

use truenorth_core::plan::{AccountIx, LineIx, TeamIx};

use crate::context::{Context, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};

static ID: RuleId = RuleId { code: "BUD021", name: "line-twice", unreadable: false };

/// See `line-twice.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Budget,
    level: Level::Warning,
    set: Set::Default,
    since: "0.1.0",
    summary: "two budget lines have the same title and the same amounts",
    options: &[],
    page: include_str!("line-twice.md"),
    check: RuleCheck::Plan(check),
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let plan = context.plan;
    let mut seen: BTreeMap<(&str, Vec<AccountIx>, Option<TeamIx>), Vec<LineIx>> = BTreeMap::new();
    for (index, line) in plan.lines().filter(|(_, line)| line.written.aggregate != Some(true)) {
        let amounts = &line.written.amounts;
        let numbers = amounts.iter().flat_map(|(_, amounts)| amounts).filter_map(|(_, money)| money.number());
        if numbers.filter(|number| !number.is_zero()).count() == 0 {
            continue;
        }
        let accounts = line.accounts.iter().map(|(account, _)| *account).collect();
        let alike = seen.entry((line.written.title.as_str(), accounts, line.team)).or_default();
        let first = alike
            .iter()
            .copied()
            .find(|other| plan[*other].written.amounts == *amounts && plan[*other].currency == line.currency);
        let Some(first) = first else {
            alike.push(index);
            continue;
        };
        let other = &plan[first];
        let message = format!(
            "`{}` has the title and the amounts of `{}`, so that money is counted twice",
            line.id(),
            other.id()
        );
        let finding = sink
            .finding(line.place(), message)
            .also(other.place(), "the same line")
            .help("take one of them out; if they are two, say in the titles what each is for")
            .item(line.id());
        sink.push(finding);
    }
}
