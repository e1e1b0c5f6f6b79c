//! `measure-without-unit`: a number of which nobody says what it counts.

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::measuring;
use truenorth_core::model::{Kind, MeasureKind};

use super::{measured, number};
use crate::context::{Context, Goals, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};
use crate::rules::alignment::is_live;

static ID: RuleId = RuleId { code: "KRS017", name: "measure-without-unit", unreadable: false };

/// See `measure-without-unit.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::KeyResults,
    level: Level::Note,
    set: Set::Strict,
    since: "0.1.0",
    summary: "a key result or KPI has numbers without a unit",
    options: &[],
    page: include_str!("measure-without-unit.md"),
    check: RuleCheck::Goals(check),
};

fn check(context: &Context<'_>, goals: Goals<'_>, sink: &mut Sink<'_>) {
    for (index, goal, measure) in measured(goals) {
        let counts = matches!(context.plan.like(index), Kind::KeyResult | Kind::Kpi)
            && measuring::kind(measure) != MeasureKind::Milestone
            && [measure.target, measure.low, measure.high].into_iter().any(|value| number(value).is_some());
        if measure.unit.is_some() || !counts || !is_live(goal) {
            continue;
        }
        let place = goal.place().field("measure");
        let finding = sink
            .about_goal(context, index, place, format!("the measure of `{}` has no unit", goal.id()))
            .help("write what is counted, such as `\"unit\": \"%\"`, `\"days\"`, `\"people\"` or `\"EUR\"`");
        sink.push(finding);
    }
}
