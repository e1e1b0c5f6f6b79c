//! `value-never-cited`: a value that nothing in the plan refers to.

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::plan::Item;
use truenorth_graph::mentions::Mentions;

use crate::context::{Context, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};

static ID: RuleId = RuleId { code: "LRN001", name: "value-never-cited", unreadable: false };

/// See `value-never-cited.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Learning,
    level: Level::Note,
    set: Set::Strict,
    since: "0.1.0",
    summary: "no goal, decision or other item refers to a value of the plan",
    options: &[],
    page: include_str!("value-never-cited.md"),
    check: RuleCheck::Plan(check),
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let plan = context.plan;
    if plan.values.is_empty() || (plan.goals.is_empty() && plan.decisions.is_empty()) {
        return;
    }
    let mentions = Mentions::new(plan);
    for (position, value) in (0..).zip(&plan.values) {
        let item = Item::Value(position);
        let Some(place) = plan.item_place(item).filter(|_| mentions.to(item).is_empty()) else { continue };
        let shown: String = value.title.chars().take(60).collect();
        let mut finding = sink.finding(place, format!("nothing in the plan refers to the value \"{shown}\""));
        finding = match &value.id {
            Some(id) => finding.item(id.as_str()).help(format!(
                "name `{id}` where it decides something: `relates_to` of a goal or decision, `affects` of a decision"
            )),
            None => finding.help(
                "give it an `id` and name that where it decides something: `relates_to` of a goal or decision, `affects` of a decision",
            ),
        };
        sink.push(finding);
    }
}
