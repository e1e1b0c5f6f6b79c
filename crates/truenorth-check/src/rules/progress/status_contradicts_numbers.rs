//! `status-contradicts-numbers`: people say that it goes well, and the numbers say that it does not.

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::measuring::Profile;
use truenorth_core::measuring::profile::Parents;
use truenorth_core::model::{Kind, Status};
use truenorth_core::plan::{GoalIx, Up};
use truenorth_graph::{Ground, latest_check_in};

use super::{check_in_place, latest_time};
use crate::context::{Context, Goals, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};

static ID: RuleId = RuleId { code: "PRG001", name: "status-contradicts-numbers", unreadable: false };

/// See `status-contradicts-numbers.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Progress,
    level: Level::Warning,
    set: Set::Default,
    since: "0.1.0",
    summary: "a status set by hand says that it goes well, and the numbers say that it does not",
    options: &[],
    page: include_str!("status-contradicts-numbers.md"),
    check: RuleCheck::Goals(check),
};

fn check(context: &Context<'_>, goals: Goals<'_>, sink: &mut Sink<'_>) {
    let plan = context.plan;
    for (index, goal) in goals.filter(|(_, goal)| !goal.is_over()) {
        let (said, place) = match goal.status {
            Some(status) => (status, goal.place().field("status")),
            None => {
                let check_in = latest_check_in(plan, goal, context.today);
                let Some(status) = check_in.and_then(|(_, check_in)| check_in.status) else { continue };
                let Some(time) = latest_time(context, goal) else { continue };
                (status, check_in_place(goal, &time).field("status"))
            }
        };
        if !matches!(said, Status::OnTrack | Status::Ahead) {
            continue;
        }
        let Some(numbers) = numbers(context, index) else { continue };
        let message = format!("`{}` is said to be {}, but {numbers}", goal.id(), said.title());
        let finding = sink.about_goal(context, index, place, message);
        sink.push(
            finding.help("say how it stands, or say in the check-in why the numbers mislead and ignore this"),
        );
    }
}

/// Whether the numbers are so bad that a good status contradicts them.
pub(super) fn contradicts(context: &Context<'_>, goal: GoalIx) -> bool {
    numbers(context, goal).is_some()
}

/// A key result or KPI straight below a goal that is worse than when it began.
fn worse_than_at_the_start(context: &Context<'_>, goal: GoalIx) -> Option<GoalIx> {
    let plan = context.plan;
    let below =
        context.graph.children(Up::Goal(goal)).filter(|(_, edge)| edge.weight > 0.0).map(|(child, _)| child);
    let mut indicators = below.filter(|child| matches!(plan.like(*child), Kind::KeyResult | Kind::Kpi));
    indicators
        .find(|child| !plan[*child].is_over() && context.figures.raw[child.at()].is_some_and(|raw| raw < 0.0))
}

/// What the numbers say, if that is the worst that the plan's status profile knows.
fn numbers(context: &Context<'_>, goal: GoalIx) -> Option<String> {
    let (figures, at) = (context.figures, goal.at());
    let profile = Profile::of_plan(context.plan);
    if figures.raw[at].is_some_and(|raw| raw < 0.0) {
        return Some("its number is on the wrong side of its baseline".to_owned());
    }
    let computed = figures.computed[at];
    if computed != profile.worst {
        return worse_than_at_the_start(context, goal).map(|below| {
            format!(
                "`{}`, which shows whether it is reached, is on the wrong side of its baseline",
                context.plan[below].id()
            )
        });
    }
    if profile.parents == Parents::Weakest && figures.ground[at] == Ground::Children {
        return Some(format!("the weakest goal that contributes to it makes it {}", computed.title()));
    }
    let percent = |value: Option<f64>| value.map(|value| (value * 100.0).round());
    let (progress, expected, needed) =
        (percent(figures.progress[at]), percent(figures.expected[at]), percent(figures.needed[at]));
    let (Some(progress), Some(needed)) = (progress, needed) else {
        return Some(format!("its numbers say that it is {}", computed.title()));
    };
    let by_now = if figures.projected[at] { "at the end, as projected" } else { "by now" };
    let word = if expected == Some(needed) { "expected" } else { "needed" };
    Some(format!("its progress is {progress} %, and {needed} % was {word} {by_now}"))
}
