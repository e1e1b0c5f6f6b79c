//! `parent-twice`: a goal names the same parent twice.

use rustc_hash::FxHashMap;
use truenorth_core::finding::{Level, RuleId};
use truenorth_core::plan::{Parent, Up};

use crate::context::{Context, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};

static ID: RuleId = RuleId { code: "ALN009", name: "parent-twice", unreadable: false };

/// See `parent-twice.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Alignment,
    level: Level::Warning,
    set: Set::Default,
    since: "0.1.0",
    summary: "a goal names the same parent twice, or one that it is nested in",
    options: &[],
    page: include_str!("parent-twice.md"),
    check: RuleCheck::Plan(check),
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let plan = context.plan;
    for (index, goal) in plan.goals() {
        if goal.parents.len() < 2 {
            continue;
        }
        let mut first: FxHashMap<Up, &Parent> = FxHashMap::default();
        for parent in &goal.parents {
            let Some(before) = first.get(&parent.to) else {
                first.insert(parent.to, parent);
                continue;
            };
            let (id, up) = (goal.id(), plan.up_id(parent.to));
            let finding = if before.entry.is_some() {
                let message = format!("`{id}` contributes to `{up}` twice");
                sink.about_goal(context, index, goal.parent_place(parent), message)
                    .also(goal.parent_place(before), "first named here")
                    .help("take one of the two out; one link with their joint weight says the same")
            } else {
                let message = format!("`{id}` contributes to `{up}` twice: it is nested in it and names it too");
                sink.about_goal(context, index, goal.parent_place(parent), message)
                    .help(format!("take `{up}` out of `contributes_to`; a weight goes to `weight` of the goal"))
            };
            sink.push(finding);
        }
    }
}
