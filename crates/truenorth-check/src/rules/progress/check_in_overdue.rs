//! `check-in-overdue`: a goal with a cadence of which nothing was heard for longer.

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::model::Status;
use truenorth_graph::latest_check_in;

use super::latest_actual;
use crate::context::{Context, Goals, Sink, count};
use crate::rule::{Group, OptionDoc, Rule, RuleCheck, Set};

static ID: RuleId = RuleId { code: "PRG003", name: "check-in-overdue", unreadable: false };

/// See `check-in-overdue.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Progress,
    level: Level::Warning,
    set: Set::Default,
    since: "0.1.0",
    summary: "a goal with a `cadence` was not heard of for longer than that",
    options: &[OptionDoc { name: "days", default: "7", meaning: "days of grace after the cadence" }],
    page: include_str!("check-in-overdue.md"),
    check: RuleCheck::Goals(check),
};

fn check(context: &Context<'_>, goals: Goals<'_>, sink: &mut Sink<'_>) {
    let plan = context.plan;
    let grace = sink.number("days") as i64;
    for (index, goal) in goals.filter(|(_, goal)| !goal.is_over()) {
        let Some(cadence) = &goal.written.cadence else { continue };
        // What is not begun, stopped or not looked at on purpose owes no news.
        let waits = [Status::Proposed, Status::Accepted, Status::Paused, Status::NotTracked];
        if goal.status.is_some_and(|status| waits.contains(&status)) {
            continue;
        }
        let said = latest_check_in(plan, goal, context.today).map(|(day, _)| day);
        let news = [said, latest_actual(context, goal), goal.start].into_iter().flatten().max();
        let Some(last) = news.filter(|last| *last <= context.today) else { continue };
        let late = context.today.days_since(plan.calendar.add(last, cadence));
        if late <= grace {
            continue;
        }
        let message = format!(
            "nothing was heard of `{}` since {last}; with a cadence of {cadence} that is {} too long",
            goal.id(),
            count(usize::try_from(late).unwrap_or(0), "day")
        );
        let finding = sink.about_goal(context, index, goal.place().field("cadence"), message);
        sink.push(finding.help(format!("add an entry to `check_ins`, such as \"{}\"", context.today)));
    }
}
