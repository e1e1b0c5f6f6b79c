//! `due-before-start`: a goal that is due before it starts.

use truenorth_core::finding::{Level, RuleId};

use super::start_place;
use crate::context::{Context, Goals, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};

static ID: RuleId = RuleId { code: "TIM001", name: "due-before-start", unreadable: false };

/// See `due-before-start.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Time,
    level: Level::Error,
    set: Set::Default,
    since: "0.1.0",
    summary: "a goal is due before it starts",
    options: &[],
    page: include_str!("due-before-start.md"),
    check: RuleCheck::Goals(check),
};

fn check(context: &Context<'_>, goals: Goals<'_>, sink: &mut Sink<'_>) {
    for (index, goal) in goals.filter(|(_, goal)| !goal.is_over()) {
        let (Some(start), Some(due)) = (goal.start, goal.due) else { continue };
        if due >= start {
            continue;
        }
        let message = format!("`{}` is due {due}, before it starts on {start}", goal.id());
        let finding = sink
            .about_goal(context, index, goal.due_place(), message)
            .label(format!("ends {due}"))
            .also(start_place(goal), format!("starts {start}"))
            .help(format!("write a `due` of {start} or later, or a `start` of {due} or earlier"));
        sink.push(finding);
    }
}
