//! `goal-without-due`: work without any date.

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::model::{Kind, Status};
use truenorth_core::plan::{GoalIx, Plan, Up};

use crate::context::{Context, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};
use crate::rules::alignment::is_live;

static ID: RuleId = RuleId { code: "TIM006", name: "goal-without-due", unreadable: false };

/// See `goal-without-due.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Time,
    level: Level::Warning,
    set: Set::Default,
    since: "0.1.0",
    summary: "an objective, key result, initiative or milestone has no date",
    options: &[],
    page: include_str!("goal-without-due.md"),
    check: RuleCheck::Plan(check),
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let plan = context.plan;
    let dated_inside = dated_inside(plan);
    // A goal below one that is reported is not reported itself, nested or linked.
    let mut reported = vec![false; plan.goals.len()];
    let mut below_reported = vec![false; plan.goals.len()];
    for up in context.graph.parents_first() {
        let Up::Goal(index) = up else { continue };
        let parents = plan[index].parents.iter();
        below_reported[index.at()] = parents
            .filter_map(|parent| if let Up::Goal(above) = parent.to { Some(above) } else { None })
            .any(|above| reported[above.at()] || below_reported[above.at()]);
        reported[index.at()] =
            !below_reported[index.at()] && is_undated(plan, index) && !dated_inside[index.at()];
    }
    for (index, goal) in plan.goals().filter(|(index, _)| reported[index.at()]) {
        let message = format!("`{}` has no date by which it should be reached", goal.id());
        let finding = sink.about_goal(context, index, goal.place(), message).help(
            "add a `due` such as \"2027-Q2\", or a `period`; words like \"ongoing\" go to `origin.text.due`",
        );
        sink.push(finding);
    }
}

fn is_undated(plan: &Plan, index: GoalIx) -> bool {
    let goal = &plan[index];
    let dated = || goal.due.is_some() || goal.written.due.is_some();
    if !is_live(goal) || goal.status == Some(Status::NotTracked) || dated() {
        return false;
    }
    match plan.like(index) {
        Kind::Objective | Kind::Initiative | Kind::Milestone => true,
        // A number of a dated goal is due with it.
        Kind::KeyResult => !goal.parents.iter().any(|parent| match parent.to {
            Up::Goal(above) => plan[above].due.is_some(),
            Up::Vision => false,
        }),
        Kind::Pillar | Kind::Kpi => false,
    }
}

/// By goal: whether anything that contributes to it, near or far, has a last day, which then bounds it too.
fn dated_inside(plan: &Plan) -> Vec<bool> {
    let mut dated = vec![false; plan.goals.len()];
    let mut open: Vec<GoalIx> =
        plan.goals().filter(|(_, goal)| goal.due.is_some()).map(|(index, _)| index).collect();
    while let Some(below) = open.pop() {
        for parent in &plan[below].parents {
            if let Up::Goal(above) = parent.to
                && !dated[above.at()]
            {
                dated[above.at()] = true;
                open.push(above);
            }
        }
    }
    dated
}
