//! `start-before-parent`: a goal that starts before what it contributes to.

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::model::Kind;

use super::{dated, start_place};
use crate::context::{Context, Goals, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};
use crate::rules::alignment::is_live;

static ID: RuleId = RuleId { code: "TIM009", name: "start-before-parent", unreadable: false };

/// See `start-before-parent.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Time,
    level: Level::Note,
    set: Set::Strict,
    since: "0.1.0",
    summary: "a goal starts before the goal that it contributes to",
    options: &[],
    page: include_str!("start-before-parent.md"),
    check: RuleCheck::Goals(check),
};

fn check(context: &Context<'_>, goals: Goals<'_>, sink: &mut Sink<'_>) {
    let plan = context.plan;
    for (index, goal) in goals.filter(|(_, goal)| is_live(goal)) {
        // A day that comes from the file's default period is nobody's decision on this goal.
        let written = goal.written.start.is_some() || goal.written.period.is_some();
        let Some(start) = goal.start.filter(|_| written && plan.like(index) != Kind::Kpi) else { continue };
        let parents = goal.parents.iter().filter_map(|parent| dated(plan, parent.to, |goal| goal.start));
        // With several parents it is enough that one of them has begun.
        let Some((begin, above)) = parents.min() else { continue };
        if start >= begin {
            continue;
        }
        let id = plan[above].id();
        let message = format!("`{}` starts {start}, before its parent `{id}` ({begin})", goal.id());
        let finding = sink
            .about_goal(context, index, start_place(goal), message)
            .also(start_place(&plan[above]), format!("`{id}` starts {begin}"))
            .help(format!("start `{}` on {begin} or later, or let `{id}` begin by {start}", goal.id()));
        sink.push(finding);
    }
}
