//! `unit-unlike-parent`: a measure in another unit than the goal that sums it.

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::model::Rollup;
use truenorth_core::plan::Up;
use truenorth_graph::rollup_of;

use super::measured;
use crate::context::{Context, Goals, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};
use crate::rules::alignment::is_live;

static ID: RuleId = RuleId { code: "KRS013", name: "unit-unlike-parent", unreadable: false };

/// See `unit-unlike-parent.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::KeyResults,
    level: Level::Warning,
    set: Set::Default,
    since: "0.1.0",
    summary: "a goal is summed by one with another unit",
    options: &[],
    page: include_str!("unit-unlike-parent.md"),
    check: RuleCheck::Goals(check),
};

fn check(context: &Context<'_>, goals: Goals<'_>, sink: &mut Sink<'_>) {
    let plan = context.plan;
    for (index, goal, measure) in measured(goals) {
        let Some(unit) = measure.unit.as_ref().filter(|_| is_live(goal)) else { continue };
        for parent in &goal.parents {
            let Up::Goal(above) = parent.to else { continue };
            let whole = plan[above].written.measure.as_deref().and_then(|measure| measure.unit.as_ref());
            let Some(whole) = whole.filter(|whole| *whole != unit) else { continue };
            if rollup_of(plan, above) != Rollup::Sum || !is_live(&plan[above]) {
                continue;
            }
            let id = plan[above].id();
            let message =
                format!("`{}` is counted in {unit}, but `{id}`, which sums it, in {whole}", goal.id());
            let finding = sink
                .about_goal(context, index, goal.place().field("measure").field("unit"), message)
                .also(plan[above].place().field("measure").field("unit"), "the unit of the sum")
                .help(format!(
                    "count it in {whole}, or let `{id}` take the mean (`\"rollup\": \"weighted_mean\"`)"
                ));
            sink.push(finding);
        }
    }
}
