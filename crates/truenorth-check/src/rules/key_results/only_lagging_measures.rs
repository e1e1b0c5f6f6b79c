//! `only-lagging-measures`: an objective of which every number comes late.

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::model::{Indicator, Kind};
use truenorth_core::plan::{GoalIx, Up};

use crate::context::{Context, Goals, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};
use crate::rules::alignment::{also_all, is_live};

static ID: RuleId = RuleId { code: "KRS019", name: "only-lagging-measures", unreadable: false };

/// See `only-lagging-measures.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::KeyResults,
    level: Level::Note,
    set: Set::Strict,
    since: "0.1.0",
    summary: "all numbers of an objective move only after the result",
    options: &[],
    page: include_str!("only-lagging-measures.md"),
    check: RuleCheck::Goals(check),
};

fn check(context: &Context<'_>, goals: Goals<'_>, sink: &mut Sink<'_>) {
    let plan = context.plan;
    for (index, goal) in goals.filter(|(_, goal)| is_live(goal)) {
        if plan.like(index) != Kind::Objective {
            continue;
        }
        let below = context.graph.children(Up::Goal(index)).map(|(child, _)| child);
        let numbers = below.filter(|child| matches!(plan.like(*child), Kind::KeyResult | Kind::Kpi));
        let measures: Vec<GoalIx> = numbers.filter(|child| is_live(&plan[*child])).collect();
        let lags = |child: &GoalIx| {
            let measure = plan[*child].written.measure.as_deref();
            measure.is_some_and(|measure| measure.indicator == Some(Indicator::Lagging))
        };
        if measures.len() < 2 || !measures.iter().all(lags) {
            continue;
        }
        let message = format!("all {} numbers of `{}` are lagging", measures.len(), goal.id());
        let finding = sink
            .about_goal(context, index, goal.place(), message)
            .help("add a leading number: one that moves early enough to act on, such as how much of the work is done");
        let places = measures.into_iter().map(|child| {
            (plan[child].place().field("measure").field("indicator"), format!("`{}`", plan[child].id()))
        });
        sink.push(also_all(finding, places.collect()));
    }
}
