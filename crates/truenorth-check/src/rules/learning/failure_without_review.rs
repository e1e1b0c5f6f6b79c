//! `failure-without-review`: a goal that failed and that nobody looked back at.

use std::collections::HashSet;

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::model::Status;
use truenorth_core::plan::{Item, Up};

use crate::context::{Context, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};

static ID: RuleId = RuleId { code: "LRN004", name: "failure-without-review", unreadable: false };

/// See `failure-without-review.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Learning,
    level: Level::Note,
    set: Set::Strict,
    since: "0.1.0",
    summary: "a goal was missed or dropped, and no review is about it",
    options: &[],
    page: include_str!("failure-without-review.md"),
    check: RuleCheck::Plan(check),
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let plan = context.plan;
    // A plan without reviews does not write down what it learns; that is no fault of each goal.
    if plan.reviews.is_empty() {
        return;
    }
    let since = context.today.add_months(-12);
    let mut seen: HashSet<Item> = HashSet::new();
    for review in &plan.reviews {
        let graded = review.written.grades.iter().map(|(goal, _)| goal);
        seen.extend(review.written.about.iter().chain(graded).filter_map(|item| plan.target(item)));
    }
    for (index, goal) in plan.goals() {
        let failed = goal.status.filter(|status| matches!(status, Status::Missed | Status::Dropped));
        let Some(status) = failed.filter(|_| goal.due.is_none_or(|due| due >= since)) else { continue };
        // A review of what a goal belongs to, or of those whose goal it is, looks at the goal too.
        let team = goal.team.map(Item::Team);
        let owner = goal.owner.map(Item::from);
        let above = goal.parents.iter().map(|parent| match parent.to {
            Up::Goal(above) => Item::Goal(above),
            Up::Vision => Item::Vision,
        });
        let all = std::iter::once(Item::Goal(index)).chain(team).chain(owner).chain(above);
        let noted = goal
            .written
            .check_ins
            .iter()
            .any(|(_, check_in)| check_in.note.is_some() && check_in.status == Some(status));
        if noted || all.into_iter().any(|item| seen.contains(&item)) {
            continue;
        }
        let message = format!(
            "`{}` was {}, and no review says what is to be learnt from that",
            goal.id(),
            status.title()
        );
        let finding = sink.about_goal(context, index, goal.place().field("status"), message).help(format!(
            "name `{}` in `about` of a review, or say why in a check-in with that status",
            goal.id()
        ));
        sink.push(finding);
    }
}
