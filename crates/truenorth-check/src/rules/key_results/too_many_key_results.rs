//! `too-many-key-results`: an objective with more key results than the plan's own limit.

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::model::Kind;
use truenorth_core::place::Place;
use truenorth_core::plan::Up;

use crate::context::{Context, Goals, Sink, count};
use crate::rule::{Group, Rule, RuleCheck, Set};
use crate::rules::alignment::is_live;

static ID: RuleId = RuleId { code: "KRS009", name: "too-many-key-results", unreadable: false };

/// See `too-many-key-results.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::KeyResults,
    level: Level::Warning,
    set: Set::Default,
    since: "0.1.0",
    summary: "an objective has more key results than `checks.limits` allows",
    options: &[],
    page: include_str!("too-many-key-results.md"),
    check: RuleCheck::Goals(check),
};

fn check(context: &Context<'_>, goals: Goals<'_>, sink: &mut Sink<'_>) {
    let plan = context.plan;
    let Some(limits) = &plan.checks.limits else { return };
    let Some(limit) = limits.key_results_per_objective else { return };
    let allowed = usize::try_from(limit).unwrap_or(usize::MAX);
    for (index, goal) in goals {
        if plan.like(index) != Kind::Objective || !is_live(goal) {
            continue;
        }
        let key_results = (context.graph.children(Up::Goal(index)))
            .filter(|(child, _)| plan.like(*child) == Kind::KeyResult && is_live(&plan[*child]))
            .count();
        if key_results <= allowed {
            continue;
        }
        let message =
            format!("`{}` has {}, the limit is {limit}", goal.id(), count(key_results, "open key result"));
        let mut finding = sink.about_goal(context, index, goal.place(), message).help(
            "keep those that prove that the objective is reached; the others are initiatives, KPIs, or a second objective",
        );
        if let Some(root) = plan.root {
            let place = Place::value(root, limits.spot).field("key_results_per_objective");
            finding = finding.also(place, "the plan's limit");
        }
        sink.push(finding);
    }
}
