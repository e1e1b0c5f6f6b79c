//! `account-cycle`: accounts that are part of each other in a circle.

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::place::Place;
use truenorth_core::plan::{AccountIx, Plan};

use crate::context::{Context, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};

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
    let place =
        |account: AccountIx| Place::value(plan[account].file, plan[account].written.spot).field("part_of");
    // The walk in which an account was met first; 0 = not met yet.
    let mut met = vec![0_usize; plan.accounts.len()];
    for start in 0..plan.accounts.len() {
        let mut at = AccountIx::new(start);
        while met[at.at()] == 0 {
            met[at.at()] = start + 1;
            let Some(above) = plan[at].part_of else { break };
            at = above;
        }
        let again = met[at.at()] == start + 1 && plan[at].part_of.is_some();
        if !again {
            continue;
        }
        let members = circle(plan, at);
        // Reported at the account that comes first in the files, however the circle was entered.
        let from = members
            .iter()
            .enumerate()
            .min_by_key(|(_, account)| **account)
            .map_or(0, |(position, _)| position);
        let ordered: Vec<AccountIx> =
            members.iter().cycle().skip(from).take(members.len()).copied().collect();
        let Some((first, others)) = ordered.split_first() else { continue };
        let names = ordered
            .iter()
            .chain([first])
            .take(SHOWN)
            .map(|account| format!("`{}`", plan[*account].written.id));
        let mut message = format!(
            "accounts are part of each other in a circle: {}",
            names.collect::<Vec<_>>().join(" in ")
        );
        if ordered.len() >= SHOWN {
            message.push_str(" ...");
        }
        let mut finding = sink
            .finding(place(*first), message)
            .help("take out the `part_of` of the account that should head the hierarchy")
            .item(plan[*first].written.id.as_str());
        for account in others.iter().take(SHOWN) {
            finding = finding.also(place(*account), "and this one");
        }
        sink.push(finding);
    }
}

/// How many accounts of a circle a finding names.
const SHOWN: usize = 10;

/// The accounts of the circle that `start` stands in, upwards; a chain that ends is no circle and gives
/// what was walked.
fn circle(plan: &Plan, start: AccountIx) -> Vec<AccountIx> {
    let mut members = vec![start];
    let mut at = plan[start].part_of;
    while let Some(account) = at.filter(|account| *account != start) {
        members.push(account);
        at = plan[account].part_of;
    }
    members
}
