//! `training-too-late`: a course that is ready after it is needed.

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::model::TrainingStatus;
use truenorth_core::plan::{GoalIx, Item, TrainingIx};
use truenorth_core::scalar::Date;
use truenorth_graph::needs::needs;
use truenorth_graph::supply::{Courses, Supply, ready_day};

use super::needs::by_words;
use super::supply::people;
use crate::context::{Context, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};
use crate::rules::alignment::is_live;

static ID: RuleId = RuleId { code: "SKL003", name: "training-too-late", unreadable: false };

/// See `training-too-late.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Skills,
    level: Level::Warning,
    set: Set::Default,
    since: "0.1.0",
    summary: "what a training teaches is ready after the goal needs it",
    options: &[],
    page: include_str!("training-too-late.md"),
    check: RuleCheck::Plan(check),
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let plan = context.plan;
    if plan.training.is_empty() {
        return;
    }
    let found = for_needs(context, sink);
    for_goals(context, sink, &found);
}

/// Needs that would be met if their courses were earlier. Returns what it reported.
fn for_needs(context: &Context<'_>, sink: &mut Sink<'_>) -> Vec<(TrainingIx, GoalIx)> {
    let plan = context.plan;
    let mut found = Vec::new();
    let supply = Supply::new(plan);
    for need in needs(plan) {
        let day = need.day(context.today);
        let known = supply.who(need.skill, need.level, day, Courses::InTime).len();
        if known >= need.people || supply.who(need.skill, need.level, day, Courses::All).len() < need.people {
            continue;
        }
        let courses = supply.courses(need.skill).iter();
        let late = courses.filter(|course| course.level >= need.level).filter_map(|course| {
            course.ready.filter(|ready| *ready > day).map(|ready| (ready, course.training))
        });
        let Some((ready, training)) = late.min() else { continue };
        let (goal, skill, course) = (&plan[need.goal], plan[need.skill].id(), &plan[training]);
        let message = format!(
            "`{}` needs {} with `{skill}` at level {}{}, but `{}` is ready on {ready}",
            goal.id(),
            people(need.people),
            need.level,
            by_words(&need),
            course.id()
        );
        let finding = sink
            .finding(course.place().field("period"), message)
            .item(course.id())
            .also(need.place(plan), format!("{known} without it"))
            .help("hold the training earlier, or write the later day as `by` of the need");
        sink.push(finding);
        found.push((training, need.goal));
    }
    found
}

/// Goals that are over when the course for them is ready, beside those already reported.
fn for_goals(context: &Context<'_>, sink: &mut Sink<'_>, found: &[(TrainingIx, GoalIx)]) {
    let plan = context.plan;
    for (position, training) in plan.training.iter().enumerate() {
        let status = training.written.status;
        if matches!(status, Some(TrainingStatus::Cancelled | TrainingStatus::Held)) {
            continue;
        }
        let at = TrainingIx::new(position);
        let Some(ready) = ready_day(plan, at) else { continue };
        for (entry, reference) in training.written.contributes_to.iter().enumerate() {
            let Some(Item::Goal(index)) = plan.target(reference) else { continue };
            let goal = &plan[index];
            let late = |due: &Date| *due < ready && is_live(goal) && !found.contains(&(at, index));
            let Some(due) = goal.due.filter(late) else { continue };
            let message =
                format!("`{}` is ready on {ready}, after `{}` is due on {due}", training.id(), goal.id());
            let finding = sink
                .finding(training.place().field("contributes_to").index(entry), message)
                .item(training.id())
                .also(goal.due_place(), format!("due {due}"))
                .help("hold the training earlier, or take the goal out of its `contributes_to`");
            sink.push(finding);
        }
    }
}
