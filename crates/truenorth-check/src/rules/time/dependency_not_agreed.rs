//! `dependency-not-agreed`: a goal that waits for another team, which has not agreed.

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::plan::{GoalIx, Item, LinkKind, Owner, Plan, TeamIx};

use crate::context::{Context, Goals, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};
use crate::rules::alignment::is_live;

static ID: RuleId = RuleId { code: "TIM005", name: "dependency-not-agreed", unreadable: false };

/// See `dependency-not-agreed.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Time,
    level: Level::Warning,
    set: Set::Default,
    since: "0.1.0",
    summary: "a goal waits for another team, which has not agreed",
    options: &[],
    page: include_str!("dependency-not-agreed.md"),
    check: RuleCheck::Goals(check),
};

fn check(context: &Context<'_>, goals: Goals<'_>, sink: &mut Sink<'_>) {
    let plan = context.plan;
    for (index, goal) in goals.filter(|(_, goal)| is_live(goal)) {
        for link in goal.links.iter().filter(|link| link.kind == LinkKind::DependsOn) {
            let entry = goal.written.depends_on.get(link.entry as usize);
            let Item::Goal(first) = link.to else { continue };
            if entry.is_none_or(|entry| entry.agreed.is_some()) || plan[first].is_over() {
                continue;
            }
            let (Some(ours), Some(theirs)) = (team(plan, index), team(plan, first)) else { continue };
            if ours == theirs {
                continue;
            }
            let (needed, other) = (plan[first].id(), plan[theirs].written.id.as_str());
            let message =
                format!("`{}` needs `{needed}` of the team `{other}`, which has not agreed to it", goal.id());
            let finding = sink
                .about_goal(context, index, goal.link_place(link), message)
                .also(plan[first].place(), format!("goal of `{other}`"))
                .help(format!(
                    "once `{other}` has accepted, write \
                     `{{ \"goal\": \"{needed}\", \"agreed\": \"{}\" }}` with that day",
                    context.today
                ));
            sink.push(finding);
        }
    }
}

/// Whose goal it is: its team, else that of its owner, else of the goal around it.
fn team(plan: &Plan, index: GoalIx) -> Option<TeamIx> {
    let mut at = Some(index);
    while let Some(goal) = at.map(|at| &plan[at]) {
        let of_owner = match goal.owner {
            Some(Owner::Team(team)) => Some(team),
            Some(Owner::Role(role)) => plan[role].team,
            Some(Owner::Person(person)) => plan[person].team,
            Some(Owner::Organization) | None => None,
        };
        if let Some(team) = goal.team.or(of_owner) {
            return Some(team);
        }
        at = goal.nest;
    }
    None
}
