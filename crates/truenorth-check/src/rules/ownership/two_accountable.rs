//! `two-accountable`: a goal for which two are accountable.

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::plan::Item;

use crate::context::{Context, Goals, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};
use crate::rules::alignment::is_live;

static ID: RuleId = RuleId { code: "OWN008", name: "two-accountable", unreadable: false };

/// See `two-accountable.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Ownership,
    level: Level::Warning,
    set: Set::Default,
    since: "0.1.0",
    summary: "more than one is accountable for a goal",
    options: &[],
    page: include_str!("two-accountable.md"),
    check: RuleCheck::Goals(check),
};

fn check(context: &Context<'_>, goals: Goals<'_>, sink: &mut Sink<'_>) {
    let plan = context.plan;
    for (index, goal) in goals.filter(|(_, goal)| is_live(goal)) {
        let Some(raci) = goal.written.raci.as_ref().filter(|raci| !raci.accountable.is_empty()) else {
            continue;
        };
        let mut accountable: Vec<Item> = goal.owner.map(Item::from).into_iter().collect();
        let mut second = None;
        for (entry, part) in raci.accountable.iter().enumerate() {
            let Some(item) = plan.target(&part.who).filter(|item| !accountable.contains(item)) else {
                continue;
            };
            if !accountable.is_empty() {
                second = second.or(Some(entry));
            }
            accountable.push(item);
        }
        let Some(entry) = second else { continue };
        let names: Vec<String> =
            accountable.iter().map(|item| format!("`{}`", plan.item_id(*item))).collect();
        let message = format!("{} are accountable for `{}`", and(&names), goal.id());
        let place = goal.place().field("raci").field("accountable").index(entry).field("who");
        let finding = sink
            .about_goal(context, index, place, message)
            .also(goal.place().field("owner"), "the owner is accountable")
            .help("keep one as `owner`; the other may be `responsible`, `approver` or `sponsor`");
        sink.push(finding);
    }
}

/// "a, b and c".
fn and(names: &[String]) -> String {
    match names.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        _ => names.concat(),
    }
}
