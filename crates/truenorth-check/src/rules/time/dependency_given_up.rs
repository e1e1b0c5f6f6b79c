//! `dependency-given-up`: a goal that waits for one that will not come.

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::model::Status;
use truenorth_core::plan::{Item, LinkKind};

use crate::context::{Context, Goals, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};
use crate::rules::alignment::is_live;

static ID: RuleId = RuleId { code: "TIM012", name: "dependency-given-up", unreadable: false };

/// See `dependency-given-up.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Time,
    level: Level::Warning,
    set: Set::Default,
    since: "0.1.0",
    summary: "an open goal needs another one first that was missed or dropped",
    options: &[],
    page: include_str!("dependency-given-up.md"),
    check: RuleCheck::Goals(check),
};

fn check(context: &Context<'_>, goals: Goals<'_>, sink: &mut Sink<'_>) {
    let plan = context.plan;
    for (index, goal) in goals.filter(|(_, goal)| is_live(goal)) {
        for link in goal.links.iter().filter(|link| link.kind == LinkKind::DependsOn) {
            let Item::Goal(needed) = link.to else { continue };
            let needed = &plan[needed];
            let Some(status) =
                needed.status.filter(|status| matches!(status, Status::Missed | Status::Dropped))
            else {
                continue;
            };
            let message =
                format!("`{}` first needs `{}`, which was {}", goal.id(), needed.id(), status.title());
            let finding = sink
                .about_goal(context, index, goal.link_place(link), message)
                .also(needed.place().field("status"), status.title())
                .help("name what takes its place in `depends_on`, take the dependency out if it is not needed, or drop this goal too");
            sink.push(finding);
        }
    }
}
