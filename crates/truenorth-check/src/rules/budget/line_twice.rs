//! `line-twice`: the same budget line under two ids.

use std::hash::{Hash, Hasher};

use rustc_hash::{FxHashMap, FxHasher};
use truenorth_core::finding::{Level, RuleId};
use truenorth_core::plan::{Line, LineIx};

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
    // By all that must agree; of lines with one hash the first of each kind is kept.
    let mut seen: FxHashMap<u64, Vec<LineIx>> = FxHashMap::default();
    for (index, line) in plan.lines().filter(|(_, line)| line.written.aggregate != Some(true)) {
        let amounts = || line.written.amounts.iter().flat_map(|(_, amounts)| amounts);
        if !amounts().any(|(_, money)| money.number().is_some_and(|number| !number.is_zero())) {
            continue;
        }
        let mut hasher = FxHasher::default();
        (&line.written.title, line.team, line.currency).hash(&mut hasher);
        amounts().for_each(|amount| amount.hash(&mut hasher));
        let alike = seen.entry(hasher.finish()).or_default();
        let same = |other: &Line| {
            let accounts =
                |line: &Line| line.accounts.iter().map(|(account, _)| *account).collect::<Vec<_>>();
            other.written.title == line.written.title
                && (other.team, other.currency) == (line.team, line.currency)
                && other.written.amounts == line.written.amounts
                && accounts(other) == accounts(line)
        };
        let Some(other) = alike.iter().map(|first| &plan[*first]).find(|other| same(other)) else {
            alike.push(index);
            continue;
        };
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
