//! `amount-without-currency`: amounts of money without any currency.

use std::collections::BTreeMap;

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::place::Place;
use truenorth_core::scalar::Money;
use truenorth_core::source::FileId;

use super::amounts::amounts;
use crate::context::count;
use crate::context::{Context, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};

static ID: RuleId = RuleId { code: "BUD006", name: "amount-without-currency", unreadable: false };

/// See `amount-without-currency.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Budget,
    level: Level::Error,
    set: Set::Default,
    since: "0.1.0",
    summary: "amounts of a file have no currency",
    options: &[],
    page: include_str!("amount-without-currency.md"),
    check: RuleCheck::Plan(check),
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let mut by_file: BTreeMap<FileId, (Place, &str, usize)> = BTreeMap::new();
    for line in context.plan.lines.iter().filter(|line| line.currency.is_none()) {
        let bare = |money: &Money| money.currency.is_none() && money.number().is_some();
        let Some((_, place)) = amounts(line).find(|(money, _)| bare(money)) else { continue };
        by_file.entry(line.file).or_insert((place.build(line), line.id(), 0)).2 += 1;
    }
    for (place, id, lines) in by_file.into_values() {
        let more = if lines > 1 {
            format!(", and neither have those of {} of this file", count(lines - 1, "more line"))
        } else {
            String::new()
        };
        let finding =
            sink.finding(place, format!("the amounts of `{id}` have no currency{more}")).help(HELP).item(id);
        sink.push(finding);
    }
}

const HELP: &str =
    "write it once for the plan, `\"organization\": { \"currency\": \"EUR\" }`, or in the file's `defaults`";
