//! `dependency-too-late`: a goal that needs something first which is due too late for it.

use std::cell::OnceCell;

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::plan::{GoalIx, Item, LinkKind};
use truenorth_graph::{CycleKind, tangles};

use super::start_place;
use crate::context::{Context, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};
use crate::rules::alignment::is_live;

static ID: RuleId = RuleId { code: "TIM004", name: "dependency-too-late", unreadable: false };

/// See `dependency-too-late.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Time,
    level: Level::Error,
    set: Set::Default,
    since: "0.1.0",
    summary: "a goal needs another one first that is due too late for it",
    options: &[],
    page: include_str!("dependency-too-late.md"),
    check: RuleCheck::Plan(check),
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let plan = context.plan;
    // Asked only where something is too late.
    let circles = OnceCell::new();
    for (index, goal) in plan.goals().filter(|(_, goal)| is_live(goal)) {
        // A `period` is often a rough frame, so only a written start is taken by its word.
        let start = goal.start.filter(|_| goal.written.start.is_some());
        let Some(wanted) = start.or(goal.due) else { continue };
        for link in goal.links.iter().filter(|link| link.kind == LinkKind::DependsOn) {
            let Item::Goal(first) = link.to else { continue };
            let needed = &plan[first];
            let Some(due) = needed.due.filter(|_| is_live(needed)) else { continue };
            let entry = goal.written.depends_on.get(link.entry as usize);
            let lag = entry.and_then(|entry| entry.lag);
            let ready = lag.map_or(due, |lag| plan.calendar.add(due, &lag));
            if ready <= wanted {
                continue;
            }
            // Goals that in the end need each other can have no right dates; the circle is the finding.
            let circle = circles.get_or_init(|| tangles(plan, CycleKind::DependsOn));
            let of = |goal: GoalIx| circle.get(goal.at()).copied().unwrap_or_default();
            if of(index) != 0 && of(index) == of(first) {
                continue;
            }
            let (verb, place) = match start {
                Some(_) => ("starts", start_place(goal)),
                None => ("is due", goal.due_place()),
            };
            let wait = lag.map_or_else(String::new, |lag| format!(" plus {lag} of waiting, that is {ready}"));
            let message = format!(
                "`{}` {verb} {wanted}, but first needs `{}`, which is due {due}{wait}",
                goal.id(),
                needed.id()
            );
            let finding = sink
                .about_goal(context, index, goal.link_place(link), message)
                .label("needed first")
                .also(needed.due_place(), format!("due {due}"))
                .also(place, format!("{verb} {wanted}"))
                .help(format!(
                    "move `{}` to {ready} or later, bring `{}` forward, or take the dependency out",
                    goal.id(),
                    needed.id()
                ));
            sink.push(finding);
        }
    }
}
