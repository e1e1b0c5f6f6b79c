//! `strategy-carried-by-nobody`: a strategy that no goal carries, or only goals that were given up.

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::model::{Status, StrategyAnswer};
use truenorth_core::plan::{GoalIx, Item, Placed, Plan};

use crate::context::{Context, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};
use crate::rules::alignment::also_all;

static ID: RuleId = RuleId { code: "STR003", name: "strategy-carried-by-nobody", unreadable: false };

/// See `strategy-carried-by-nobody.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Strategy,
    level: Level::Warning,
    set: Set::Default,
    since: "0.1.0",
    summary: "no goal carries a strategy, or only goals that were given up",
    options: &[],
    page: include_str!("strategy-carried-by-nobody.md"),
    check: RuleCheck::Plan(check),
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let plan = context.plan;
    for strategy in &plan.strategies {
        let Some(given_up) = given_up(plan, strategy) else { continue };
        let id = strategy.id();
        let message = if given_up.is_empty() {
            format!("no goal carries the strategy `{id}`")
        } else {
            format!("only goals that were given up carry the strategy `{id}`")
        };
        let field = if given_up.is_empty() { strategy.place() } else { strategy.place().field("carried_by") };
        let places = given_up.iter().map(|goal| {
            let goal = &plan[*goal];
            let word = if goal.status == Some(Status::Missed) { "missed" } else { "dropped" };
            (goal.place().field("status"), format!("`{}` was {word}", goal.id()))
        });
        let finding = sink
            .finding(field, message)
            .help("name a goal that does it in `\"carried_by\"`, or take the strategy out")
            .item(id);
        sink.push(also_all(finding, places.collect()));
    }
}

/// The goals that carry a strategy, if all of them were given up. `None` if one is open, or has reached what it
/// was for, or is not of this plan.
fn given_up(plan: &Plan, strategy: &Placed<StrategyAnswer>) -> Option<Vec<GoalIx>> {
    let mut goals = Vec::new();
    for reference in &strategy.written.carried_by {
        match plan.target(reference) {
            Some(Item::Goal(goal)) if is_given_up(plan, goal) => goals.push(goal),
            _ => return None,
        }
    }
    Some(goals)
}

fn is_given_up(plan: &Plan, goal: GoalIx) -> bool {
    let written = &plan[goal].written;
    matches!(written.status, Some(Status::Missed | Status::Dropped))
}
