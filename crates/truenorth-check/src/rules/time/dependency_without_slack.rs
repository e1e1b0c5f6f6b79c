//! `dependency-without-slack`: a goal that is due on the day on which it can begin.

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::model::Kind;
use truenorth_core::plan::{Item, LinkKind};

use crate::context::{Context, Goals, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};
use crate::rules::alignment::is_live;

static ID: RuleId = RuleId { code: "TIM013", name: "dependency-without-slack", unreadable: false };

/// See `dependency-without-slack.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Time,
    level: Level::Note,
    set: Set::Strict,
    since: "0.1.0",
    summary: "a goal is due on the very day on which what it needs first is due",
    options: &[],
    page: include_str!("dependency-without-slack.md"),
    check: RuleCheck::Goals(check),
};

fn check(context: &Context<'_>, goals: Goals<'_>, sink: &mut Sink<'_>) {
    let plan = context.plan;
    for (index, goal) in goals.filter(|(_, goal)| is_live(goal)) {
        // A goal with a first day has its time; a milestone takes none.
        let Some(due) = goal.due.filter(|_| goal.start.is_none() && plan.like(index) != Kind::Milestone)
        else {
            continue;
        };
        for link in goal.links.iter().filter(|link| link.kind == LinkKind::DependsOn) {
            let Item::Goal(first) = link.to else { continue };
            let needed = &plan[first];
            let lag = goal.written.depends_on.get(link.entry as usize).and_then(|entry| entry.lag);
            let ready = needed
                .due
                .filter(|_| is_live(needed))
                .map(|day| lag.map_or(day, |lag| plan.calendar.add(day, &lag)));
            if ready != Some(due) {
                continue;
            }
            let message = format!(
                "`{}` is due {due}, the day on which `{}`, which it needs first, is ready",
                goal.id(),
                needed.id()
            );
            let finding = sink
                .about_goal(context, index, goal.link_place(link), message)
                .also(needed.due_place(), format!("ready {due}"))
                .also(goal.due_place(), format!("due {due}"))
                .help(format!(
                    "leave time between them: bring `{}` forward, or move `{}`",
                    needed.id(),
                    goal.id()
                ));
            sink.push(finding);
        }
    }
}
