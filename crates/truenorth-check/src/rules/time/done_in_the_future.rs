//! `done-in-the-future`: a goal that is called done on a day to come.

use truenorth_core::finding::{Level, RuleId};

use crate::context::{Context, Goals, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};

static ID: RuleId = RuleId { code: "TIM010", name: "done-in-the-future", unreadable: false };

/// See `done-in-the-future.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Time,
    level: Level::Error,
    set: Set::Default,
    since: "0.1.0",
    summary: "a goal is done on a day that has not come yet",
    options: &[],
    page: include_str!("done-in-the-future.md"),
    check: RuleCheck::Goals(check),
};

fn check(context: &Context<'_>, goals: Goals<'_>, sink: &mut Sink<'_>) {
    let today = context.today;
    for (index, goal) in goals {
        let Some(done) = goal.written.done.filter(|done| *done > today) else { continue };
        let message = format!("`{}` is done on {done}, but today is {today}", goal.id());
        let finding = sink
            .about_goal(context, index, goal.place().field("done"), message)
            .help(format!("if it is planned for that day, write `\"due\": \"{done}\"` instead of `done`"));
        sink.push(finding);
    }
}
