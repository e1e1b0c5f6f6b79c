//! `budget-for-ended-goal`: money planned for a time after the goal it pays for has ended.

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::plan::{GoalIx, Line, Up};
use truenorth_core::scalar::{Date, Money};

use super::amounts::{is_spending, planned, shown};
use crate::context::{Context, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};

static ID: RuleId = RuleId { code: "BUD010", name: "budget-for-ended-goal", unreadable: false };

/// See `budget-for-ended-goal.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Budget,
    level: Level::Warning,
    set: Set::Default,
    since: "0.1.0",
    summary: "money is planned for a time after all goals that it pays for have ended",
    options: &[],
    page: include_str!("budget-for-ended-goal.md"),
    check: RuleCheck::Plan(check),
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let plan = context.plan;
    for line in plan.lines.iter().filter(|line| is_spending(line)) {
        // A goal that could not be found, or stands in another plan, may go on.
        if line.funds.is_empty() || line.funds.len() != line.written.funds.len() {
            continue;
        }
        let ends = line.funds.iter().map(|funds| end(context, funds.to)).collect::<Option<Vec<_>>>();
        let Some((last, goal)) = ends.and_then(|ends| ends.into_iter().max()) else { continue };
        let planned = planned(line, &plan.calendar);
        let mut late = planned.entries.iter().filter(|entry| {
            entry.period.first > last && entry.money.number().is_some_and(|number| !number.is_zero())
        });
        let Some(first) = late.next() else { continue };
        let id = plan[goal].id();
        let (word, field) = match plan[goal].done {
            Some(done) => (format!("was done on {done}"), "done"),
            None => ("is over".to_owned(), "status"),
        };
        let goals = if line.funds.len() == 1 {
            String::new()
        } else {
            format!(", as the last of {} goals", line.funds.len())
        };
        let message = format!(
            "`{}` plans {} for `{}`, but `{id}` {word}{goals}",
            line.id(),
            amount(line, &first.money),
            first.time
        );
        let mut finding = sink
            .finding(first.place(line), message)
            .also(plan[goal].place().field(field), format!("`{id}` {word}"))
            .help(format!("say in `funds` which goal it serves now, or take `{}` out", first.time))
            .item(line.id());
        for entry in late.take(SHOWN) {
            finding = finding.also(entry.place(line), "and here");
        }
        sink.push(finding);
    }
}

/// How many further amounts a finding points at.
const SHOWN: usize = 5;

/// The last day of a goal that is over; of one without a day, today. The vision never ends.
fn end(context: &Context<'_>, up: Up) -> Option<(Date, GoalIx)> {
    let Up::Goal(index) = up else { return None };
    let goal = &context.plan[index];
    goal.is_over().then(|| (goal.done.unwrap_or(context.today), index))
}

fn amount(line: &Line, money: &Money) -> String {
    money.number().map_or_else(|| money.to_string(), |number| shown(line, number))
}
