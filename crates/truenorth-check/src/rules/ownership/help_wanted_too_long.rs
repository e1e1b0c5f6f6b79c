//! `help-wanted-too-long`: a goal that has begun and still looks for an owner.

use truenorth_core::finding::{Level, RuleId};

use crate::context::{Context, Goals, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};
use crate::rules::alignment::is_live;
use crate::rules::time::start_place;

static ID: RuleId = RuleId { code: "OWN005", name: "help-wanted-too-long", unreadable: false };

/// See `help-wanted-too-long.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Ownership,
    level: Level::Note,
    set: Set::Strict,
    since: "0.1.0",
    summary: "a goal has begun and still looks for an owner",
    options: &[],
    page: include_str!("help-wanted-too-long.md"),
    check: RuleCheck::Goals(check),
};

fn check(context: &Context<'_>, goals: Goals<'_>, sink: &mut Sink<'_>) {
    for (index, goal) in goals.filter(|(_, goal)| is_live(goal)) {
        let wanted = goal.written.help_wanted == Some(true) && goal.owner.is_none();
        let Some(start) = goal.start.filter(|start| wanted && *start < context.today) else { continue };
        let message = format!("`{}` began on {start} and still looks for an owner", goal.id());
        let finding = sink
            .about_goal(context, index, goal.place().field("help_wanted"), message)
            .also(start_place(goal), format!("began {start}"))
            .help("replace `help_wanted` with an `owner`, or move the start");
        sink.push(finding);
    }
}
