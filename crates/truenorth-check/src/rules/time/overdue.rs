//! `overdue`: work whose last day has passed.

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::model::{Kind, Status};
use truenorth_core::plan::GoalIx;
use truenorth_core::scalar::Date;

use crate::context::count;
use crate::context::{Context, Goals, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};
use crate::rules::alignment::is_live;

static ID: RuleId = RuleId { code: "TIM003", name: "overdue", unreadable: false };

/// See `overdue.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Time,
    level: Level::Warning,
    set: Set::Default,
    since: "0.1.0",
    summary: "the last day of a goal has passed and it is not done",
    options: &[],
    page: include_str!("overdue.md"),
    check: RuleCheck::Goals(check),
};

fn check(context: &Context<'_>, goals: Goals<'_>, sink: &mut Sink<'_>) {
    let today = context.today;
    for (index, goal) in goals {
        let Some(due) = overdue(context, index) else { continue };
        // Of a goal and what is nested in it, all due at once, the goal stands for all.
        if goal.nest.is_some_and(|nest| overdue(context, nest) == Some(due)) {
            continue;
        }
        let days = usize::try_from(today.days_since(due)).unwrap_or(0);
        let message = format!("`{}` was due {due} and is not done", goal.id());
        let finding = sink
            .about_goal(context, index, goal.due_place(), message)
            .label(format!("{} ago", count(days, "day")))
            .help(format!(
                "write `\"done\"` with its day, or a later `due` and \
                 `\"due_was\": {{ \"due\": \"{due}\", \"reason\": \"...\" }}`"
            ));
        sink.push(finding);
    }
}

/// The last day of a goal that is late: work, not over, not left alone on purpose.
fn overdue(context: &Context<'_>, index: GoalIx) -> Option<Date> {
    let goal = &context.plan[index];
    let is_work = matches!(
        context.plan.like(index),
        Kind::Objective | Kind::KeyResult | Kind::Initiative | Kind::Milestone
    );
    let tracked = goal.status != Some(Status::NotTracked);
    // Nobody has to write `done` where the numbers already say it; the margin is for their rounding.
    let progress = context.figures.progress.get(index.at()).copied().flatten();
    let reached = progress.is_some_and(|progress| progress >= 1.0 - 1e-9);
    goal.due.filter(|due| *due < context.today && is_work && is_live(goal) && tracked && !reached)
}
