//! `assumption-expired`: an assumption of an open goal that was to be looked at again.

use truenorth_core::finding::{Level, RuleId};

use crate::context::{Context, Goals, Sink, count};
use crate::rule::{Group, Rule, RuleCheck, Set};
use crate::rules::alignment::is_live;

static ID: RuleId = RuleId { code: "STR005", name: "assumption-expired", unreadable: false };

/// See `assumption-expired.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Strategy,
    level: Level::Warning,
    set: Set::Default,
    since: "0.1.0",
    summary: "an assumption of an open goal was to be looked at again by now",
    options: &[],
    page: include_str!("assumption-expired.md"),
    check: RuleCheck::Goals(check),
};

fn check(context: &Context<'_>, goals: Goals<'_>, sink: &mut Sink<'_>) {
    for (index, goal) in goals.filter(|(_, goal)| is_live(goal)) {
        for (entry, assumption) in goal.written.assumptions.iter().enumerate() {
            let Some(expires) = assumption.expires.filter(|day| *day < context.today) else { continue };
            let days = usize::try_from(context.today.days_since(expires)).unwrap_or(0);
            let place = goal.place().field("assumptions").index(entry).field("expires");
            let message = format!("an assumption of `{}` expired on {expires}", goal.id());
            let finding = sink
                .about_goal(context, index, place, message)
                .label(format!("{} ago", count(days, "day")))
                .help("look whether it still holds, then write the next `expires`, or change the goal");
            sink.push(finding);
        }
    }
}
