//! `account-cycle`: accounts that are part of each other in a circle.

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::place::Place;
use truenorth_core::plan::AccountIx;

use crate::context::{Context, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};
use crate::rules::circle::{Member, circles, report};

static ID: RuleId = RuleId { code: "BUD009", name: "account-cycle", unreadable: false };

/// See `account-cycle.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Budget,
    level: Level::Error,
    set: Set::Default,
    since: "0.1.0",
    summary: "accounts are part of each other in a circle",
    options: &[],
    page: include_str!("account-cycle.md"),
    check: RuleCheck::Plan(check),
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let plan = context.plan;
    let above: Vec<Option<usize>> =
        plan.accounts.iter().map(|account| account.part_of.map(AccountIx::at)).collect();
    for circle in circles(&above) {
        let members: Vec<Member<'_>> = (circle.iter().map(|position| &plan[AccountIx::new(*position)]))
            .map(|account| {
                let place = Place::value(account.file, account.written.spot).field("part_of");
                (account.written.id.as_str(), place)
            })
            .collect();
        let help = "take out the `part_of` of the account that should head the hierarchy";
        report(sink, "accounts are part of each other in a circle", &members, help);
    }
}
