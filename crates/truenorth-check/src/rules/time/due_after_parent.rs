//! `due-after-parent`: a goal that is due after what it contributes to.

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::model::Kind;
use truenorth_core::plan::{GoalIx, Up};
use truenorth_core::scalar::Date;

use super::dated;
use crate::context::{Context, Goals, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};
use crate::rules::alignment::is_live;

static ID: RuleId = RuleId { code: "TIM002", name: "due-after-parent", unreadable: false };

/// See `due-after-parent.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Time,
    level: Level::Error,
    set: Set::Default,
    since: "0.1.0",
    summary: "a goal is due after the goal that it contributes to",
    options: &[],
    page: include_str!("due-after-parent.md"),
    check: RuleCheck::Goals(check),
};

fn check(context: &Context<'_>, goals: Goals<'_>, sink: &mut Sink<'_>) {
    let plan = context.plan;
    for (index, goal) in goals.filter(|(_, goal)| is_live(goal)) {
        // A day that comes from the file's default period is nobody's decision on this goal.
        let written = goal.written.due.is_some() || goal.written.period.is_some();
        let Some(due) = goal.due.filter(|_| written && plan.like(index) != Kind::Kpi) else { continue };
        // In a circle each is above the other, and the circle is the finding.
        let above =
            goal.parents.iter().filter(|parent| !context.graph.in_same_cycle(Up::Goal(index), parent.to));
        let parents = above.filter_map(|parent| dated(plan, parent.to, |goal| goal.due));
        let mut early: Vec<(Date, GoalIx)> =
            parents.filter(|(limit, above)| *limit < due && is_live(&plan[*above])).collect();
        early.sort_unstable();
        early.dedup();
        let Some((limit, above)) = early.first().copied() else { continue };
        let id = plan[above].id();
        let message = format!("`{}` is due {due}, after its parent `{id}` ({limit})", goal.id());
        let mut finding = sink
            .about_goal(context, index, goal.due_place(), message)
            .help(format!("bring `{}` forward to {limit}, or move the due of `{id}` to {due}", goal.id()));
        for (limit, above) in early {
            finding = finding.also(plan[above].due_place(), format!("`{}` is due {limit}", plan[above].id()));
        }
        sink.push(finding);
    }
}
