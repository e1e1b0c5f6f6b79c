//! `moved-without-reason`: a deadline that moved, without a word why.

use truenorth_core::finding::{Level, RuleId};

use crate::context::{Context, Goals, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};
use crate::rules::alignment::is_live;

static ID: RuleId = RuleId { code: "TIM007", name: "moved-without-reason", unreadable: false };

/// See `moved-without-reason.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Time,
    level: Level::Note,
    set: Set::Default,
    since: "0.1.0",
    summary: "a deadline was moved and the plan does not say why",
    options: &[],
    page: include_str!("moved-without-reason.md"),
    check: RuleCheck::Goals(check),
};

fn check(context: &Context<'_>, goals: Goals<'_>, sink: &mut Sink<'_>) {
    for (index, goal) in goals.filter(|(_, goal)| is_live(goal)) {
        let moves = goal.written.due_was.iter().enumerate();
        let mut silent =
            moves.filter(|(_, old)| old.reason.as_deref().is_none_or(|reason| reason.trim().is_empty()));
        let Some((entry, old)) = silent.next() else { continue };
        let message = format!("the due of `{}` was moved from {} without a reason", goal.id(), old.due);
        let mut finding = sink
            .about_goal(context, index, goal.place().field("due_was").index(entry).field("due"), message)
            .help(format!("write `{{ \"due\": \"{}\", \"reason\": \"...\" }}`", old.due));
        for (entry, _) in silent {
            finding = finding.also(goal.place().field("due_was").index(entry).field("due"), "and from here");
        }
        sink.push(finding);
    }
}
