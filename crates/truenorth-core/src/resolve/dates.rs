//! First and last days of goals: from `start`, `due` or `period`, or the file's default period; relative
//! dues from the item they name.

use std::collections::HashMap;

use crate::finding::{Finding, Level};
use crate::model::{self, Kind};
use crate::plan::{GoalIx, Item, Plan};
use crate::rules;
use crate::scalar::{Calendar, Date, Due, Time};

/// First and last day of a goal by what it says itself, `default` in place of a period if it says nothing. A relative
/// due is left to [`fix`].
pub(super) fn of(
    calendar: &Calendar,
    written: &model::Goal,
    default: Option<Time>,
) -> (Option<Date>, Option<Date>) {
    let bare = written.period.is_none() && written.start.is_none() && written.due.is_none();
    let default = if bare { default } else { None };
    let period = written.period.or(default).map(|time| calendar.period(&time));
    let start = match &written.start {
        Some(start) => Some(calendar.period(start).first),
        None => period.map(|period| period.first),
    };
    let due = match &written.due {
        Some(Due::At(time)) => Some(calendar.period(time).last),
        // A recurring goal ends with its period, if it has one.
        Some(Due::Every(_)) | None => period.map(|period| period.last),
        Some(Due::After { .. }) => None,
    };
    (start, due)
}

/// Fixes the days of goals that depend on other goals: of the `relative` ones, and of key results without any date.
pub(super) fn fix(plan: &mut Plan, relative: &[GoalIx], findings: &mut Vec<Finding>) {
    follow(plan, relative, findings);
    inherit(plan);
}

/// A key result or KPI without any date has the days of the goal around it by its id, `goal/own`, whether it is written
/// inside of that goal or beside it.
fn inherit(plan: &mut Plan) {
    let undated = |plan: &Plan, index: GoalIx| {
        let goal = &plan[index];
        let bare = goal.start.is_none() && goal.due.is_none() && goal.written.due.is_none();
        bare && matches!(plan.like(index), Kind::KeyResult | Kind::Kpi)
    };
    let mut found = Vec::new();
    for index in (0..plan.goals.len()).map(GoalIx::new).filter(|index| undated(plan, *index)) {
        let mut id = plan[index].id();
        while let Some((outer, _)) = id.rsplit_once('/') {
            id = outer;
            let Some(Item::Goal(around)) = plan.find(outer) else { continue };
            if !undated(plan, around) {
                found.push((index, plan[around].start, plan[around].due));
                break;
            }
        }
    }
    for (index, start, due) in found {
        (plan.goals[index.at()].start, plan.goals[index.at()].due) = (start, due);
    }
}

/// Works out relative dues. Each chain is followed to its end and back, without recursion: chains may be
/// as long as the plan.
fn follow(plan: &mut Plan, relative: &[GoalIx], findings: &mut Vec<Finding>) {
    #[derive(Clone, Copy, PartialEq)]
    enum State {
        Waiting,
        Open,
        Settled,
    }
    let mut states: HashMap<GoalIx, State> = relative.iter().map(|goal| (*goal, State::Waiting)).collect();
    for first in relative {
        let mut chain = Vec::new();
        let mut at = *first;
        while states.get(&at) == Some(&State::Waiting) {
            states.insert(at, State::Open);
            chain.push(at);
            let Some(next) = named(plan, at, findings) else { break };
            if states.get(&next) == Some(&State::Open) {
                circle(plan, &chain, next, findings);
                break;
            }
            at = next;
        }
        for goal in chain.into_iter().rev() {
            plan.goals[goal.at()].due = plan[goal].written.due.as_ref().and_then(|due| plan.due_day(due));
            states.insert(goal, State::Settled);
        }
    }
}

/// The goal that a relative due names; a finding if it names none.
fn named(plan: &Plan, goal: GoalIx, findings: &mut Vec<Finding>) -> Option<GoalIx> {
    let Some(Due::After { item: id, .. }) = &plan[goal].written.due else { return None };
    let place = plan[goal].place().field("due");
    match plan.find(id.as_str()).or_else(|| plan.former_ids.get(id.as_str()).copied()) {
        Some(Item::Goal(named)) => Some(named),
        Some(other) => {
            findings.push(
                Finding::new(
                    &rules::WRONG_KIND_OF_REFERENCE,
                    Level::Error,
                    place,
                    format!("expected a goal, but `{id}` is a {}", plan.item_kind(other)),
                )
                .help("a due is relative to a goal, such as a milestone")
                .item(plan[goal].id()),
            );
            None
        }
        None if plan.unread_ids.contains(id.as_str()) => None,
        None => {
            findings.push(
                Finding::new(
                    &rules::UNKNOWN_REFERENCE,
                    Level::Error,
                    place,
                    format!("nothing in this plan has the id `{id}`"),
                )
                .help("a due that begins with a lower-case letter names the goal it follows")
                .item(plan[goal].id()),
            );
            None
        }
    }
}

fn circle(plan: &Plan, chain: &[GoalIx], again: GoalIx, findings: &mut Vec<Finding>) {
    let start = chain.iter().position(|goal| *goal == again).unwrap_or(0);
    let members = &chain[start..];
    let mut finding = Finding::new(
        &rules::CIRCULAR_DUE,
        Level::Error,
        plan[again].place().field("due"),
        "these dues refer to each other in a circle",
    )
    .help("give one of them a date")
    .item(plan[again].id());
    for goal in members.iter().filter(|goal| **goal != again).take(10) {
        finding = finding.also(plan[*goal].place().field("due"), "and this one");
    }
    findings.push(finding);
}
