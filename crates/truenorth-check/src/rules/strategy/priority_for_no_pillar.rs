//! `priority-for-no-pillar`: a share of `checks.priorities` for a goal that is no pillar.

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::model::Kind;
use truenorth_core::plan::Item;

use super::checks_place;
use crate::context::{Context, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};

static ID: RuleId = RuleId { code: "STR009", name: "priority-for-no-pillar", unreadable: false };

/// See `priority-for-no-pillar.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Strategy,
    level: Level::Warning,
    set: Set::Default,
    since: "0.1.0",
    summary: "`checks.priorities` gives a share to a goal that is no pillar",
    options: &[],
    page: include_str!("priority-for-no-pillar.md"),
    check: RuleCheck::Plan(check),
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let plan = context.plan;
    let Some(place) = checks_place(plan) else { return };
    for (reference, share) in &plan.checks.priorities {
        let what = match plan.target(reference) {
            Some(Item::Goal(goal)) if plan.like(goal) != Kind::Pillar => plan.item_kind(Item::Goal(goal)),
            Some(Item::Vision) => "vision",
            _ => continue,
        };
        let message =
            format!("`priorities` gives {share} to `{}`, which is no pillar ({what})", reference.id());
        let key = place.clone().field("priorities").key(reference.as_str()).key_only();
        let finding = sink
            .finding(key, message)
            .help("name the pillar that it belongs to, or write it under `pillars` if it is one");
        sink.push(finding);
    }
}
