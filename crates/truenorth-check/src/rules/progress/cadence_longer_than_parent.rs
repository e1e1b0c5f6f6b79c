//! `cadence-longer-than-parent`: a goal that is heard of less often than what it contributes to.

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::plan::Up;

use crate::context::{Context, Goals, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};
use crate::rules::alignment::is_live;

static ID: RuleId = RuleId { code: "PRG007", name: "cadence-longer-than-parent", unreadable: false };

/// See `cadence-longer-than-parent.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Progress,
    level: Level::Note,
    set: Set::Default,
    since: "0.1.0",
    summary: "a goal is looked at less often than the goal that it contributes to",
    options: &[],
    page: include_str!("cadence-longer-than-parent.md"),
    check: RuleCheck::Goals(check),
};

fn check(context: &Context<'_>, goals: Goals<'_>, sink: &mut Sink<'_>) {
    let plan = context.plan;
    for (index, goal) in goals.filter(|(_, goal)| is_live(goal)) {
        let Some(own) = &goal.written.cadence else { continue };
        let day = |cadence| plan.calendar.add(context.today, cadence);
        let above = goal.parents.iter().filter_map(|parent| match parent.to {
            Up::Goal(above) => {
                Some((above, plan[above].written.cadence.as_ref().filter(|_| is_live(&plan[above]))?))
            }
            Up::Vision => None,
        });
        let Some((above, cadence)) = above.min_by_key(|(above, cadence)| (day(cadence), *above)) else {
            continue;
        };
        if day(own) <= day(cadence) {
            continue;
        }
        let id = plan[above].id();
        let message = format!(
            "`{}` is heard of every {own}, but `{id}`, which it contributes to, every {cadence}",
            goal.id()
        );
        let finding = sink
            .about_goal(context, index, goal.place().field("cadence"), message)
            .also(plan[above].place().field("cadence"), format!("every {cadence}"))
            .help(format!("write `\"cadence\": \"{cadence}\"`, or look at `{id}` less often"));
        sink.push(finding);
    }
}
