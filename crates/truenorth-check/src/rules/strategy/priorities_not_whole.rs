//! `priorities-not-whole`: shares of `checks.priorities` that do not add to a whole.

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::scalar::Percent;

use super::checks_place;
use crate::context::{Context, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};

static ID: RuleId = RuleId { code: "STR008", name: "priorities-not-whole", unreadable: false };

/// See `priorities-not-whole.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Strategy,
    level: Level::Error,
    set: Set::Default,
    since: "0.1.0",
    summary: "the shares of `checks.priorities` do not add to 100%",
    options: &[],
    page: include_str!("priorities-not-whole.md"),
    check: RuleCheck::Plan(check),
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let priorities = &context.plan.checks.priorities;
    let Some(place) = checks_place(context.plan).filter(|_| !priorities.is_empty()) else { return };
    let sum = Percent::sum(priorities.iter().map(|(_, share)| *share));
    if sum.is_hundred() {
        return;
    }
    let off = sum.ten_thousandths().saturating_sub(Percent::HUNDRED.ten_thousandths());
    let size = Percent::from_ten_thousandths(off.saturating_abs());
    let (than, edit) = if off > 0 { ("more", "take") } else { ("less", "give") };
    let message = format!("the shares of `priorities` add to {sum}, {size} {than} than 100%");
    let finding = sink.finding(place.field("priorities").key_only(), message).help(if off > 0 {
        format!("{edit} {size} from one of the pillars")
    } else {
        format!("{edit} a pillar {size} more, or name the one that is missing")
    });
    sink.push(finding);
}
