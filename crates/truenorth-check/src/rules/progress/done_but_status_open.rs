//! `done-but-status-open`: a goal that is done and under way at once.

use truenorth_core::finding::{Level, RuleId};

use crate::context::{Context, Goals, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};

static ID: RuleId = RuleId { code: "PRG006", name: "done-but-status-open", unreadable: false };

/// See `done-but-status-open.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Progress,
    level: Level::Error,
    set: Set::Default,
    since: "0.1.0",
    summary: "a goal has a day on which it was done and a status that says it is not over",
    options: &[],
    page: include_str!("done-but-status-open.md"),
    check: RuleCheck::Goals(check),
};

fn check(context: &Context<'_>, goals: Goals<'_>, sink: &mut Sink<'_>) {
    for (index, goal) in goals {
        let (Some(done), Some(status)) = (goal.done, goal.status) else { continue };
        if status.is_over() {
            continue;
        }
        let message = format!("`{}` is done on {done}, but its status is {}", goal.id(), status.title());
        let finding = sink
            .about_goal(context, index, goal.place().field("status"), message)
            .also(goal.place().field("done"), "done")
            .help("make the status `achieved`, `missed` or `dropped`, or take `done` out");
        sink.push(finding);
    }
}
