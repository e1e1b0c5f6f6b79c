//! `key-result-without-measure`: a key result or KPI without a number.

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::model::Kind;

use crate::context::{Context, Goals, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};
use crate::rules::alignment::is_live;

static ID: RuleId = RuleId { code: "KRS001", name: "key-result-without-measure", unreadable: false };

/// See `key-result-without-measure.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::KeyResults,
    level: Level::Error,
    set: Set::Default,
    since: "0.1.0",
    summary: "a key result or KPI has no measure",
    options: &[],
    page: include_str!("key-result-without-measure.md"),
    check: RuleCheck::Goals(check),
};

fn check(context: &Context<'_>, goals: Goals<'_>, sink: &mut Sink<'_>) {
    let plan = context.plan;
    for (index, goal) in goals {
        let kind = plan.like(index);
        if goal.written.measure.is_some() || !is_live(goal) {
            continue;
        }
        let help = match kind {
            Kind::KeyResult => {
                "add `measure` with `baseline` and `target`; if it is work to be done, make it an initiative or a milestone"
            }
            Kind::Kpi => {
                "add `measure` with `kind` and `target`, such as `\"at_least\"` and the number to hold"
            }
            _ => continue,
        };
        let message = format!("the {} `{}` has no measure", kind.title(), goal.id());
        sink.push(sink.about_goal(context, index, goal.place(), message).help(help));
    }
}
