//! `plan-without-vision`: goals, but no vision that they could lead to.

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::place::{Place, Spot};
use truenorth_core::plan::Item;

use crate::context::{Context, Sink, count};
use crate::rule::{Group, Rule, RuleCheck, Set};

static ID: RuleId = RuleId { code: "ALN008", name: "plan-without-vision", unreadable: false };

/// See `plan-without-vision.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Alignment,
    level: Level::Error,
    set: Set::Default,
    since: "0.1.0",
    summary: "the plan has goals but no vision",
    options: &[],
    page: include_str!("plan-without-vision.md"),
    check: RuleCheck::Plan(check),
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let plan = context.plan;
    let Some(root) = plan.root.filter(|_| plan.vision.is_none() && !plan.goals.is_empty()) else { return };
    let place = plan.item_place(Item::Organization).unwrap_or(Place::value(root, Spot(0)));
    let message = format!("the plan has {} but no vision", count(plan.goals.len(), "goal"));
    sink.push(
        sink.finding(place, message)
            .item("organization")
            .help("add `\"vision\": \"...\"`: one sentence on what all of this is for, such as where you want to be in ten years"),
    );
}
