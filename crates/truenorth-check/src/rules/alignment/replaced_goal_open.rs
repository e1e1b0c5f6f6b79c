//! `replaced-goal-open`: a goal that another one has replaced and that is still open.

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::model::Status;
use truenorth_core::plan::{Item, LinkKind};

use crate::context::{Context, Goals, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};

static ID: RuleId = RuleId { code: "ALN013", name: "replaced-goal-open", unreadable: false };

/// See `replaced-goal-open.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Alignment,
    level: Level::Warning,
    set: Set::Default,
    since: "0.1.0",
    summary: "a goal was replaced by another one and is still open",
    options: &[],
    page: include_str!("replaced-goal-open.md"),
    check: RuleCheck::Goals(check),
};

fn check(context: &Context<'_>, goals: Goals<'_>, sink: &mut Sink<'_>) {
    let plan = context.plan;
    for (_, goal) in goals
        .filter(|(_, goal)| goal.status != Some(Status::Proposed) && goal.status != Some(Status::Dropped))
    {
        for link in goal.links.iter().filter(|link| link.kind == LinkKind::Replaces) {
            let Item::Goal(old) = link.to else { continue };
            let replaced = &plan[old];
            if replaced.is_over() {
                continue;
            }
            let message = format!("`{}` was replaced by `{}` and is still open", replaced.id(), goal.id());
            let finding = sink
                .about_goal(context, old, replaced.place(), message)
                .also(goal.link_place(link), "replaced here")
                .help("write `\"status\": \"dropped\"`, or `achieved` or `missed` if that is how it ended");
            sink.push(finding);
        }
    }
}
