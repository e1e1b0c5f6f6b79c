//! `message-overdue`: a message that was not told in time.

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::model::ChangeStatus;
use truenorth_core::plan::{Item, Plan};
use truenorth_core::scalar::{Due, Reference};

use crate::context::count;
use crate::context::{Context, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};

static ID: RuleId = RuleId { code: "CHG006", name: "message-overdue", unreadable: false };

/// See `message-overdue.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Change,
    level: Level::Warning,
    set: Set::Default,
    since: "0.1.0",
    summary: "a message to a stakeholder is overdue",
    options: &[],
    page: include_str!("message-overdue.md"),
    check: RuleCheck::Plan(check),
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let plan = context.plan;
    let today = context.today;
    for stakeholder in &plan.stakeholders {
        for (entry, told) in stakeholder.written.messages.iter().enumerate() {
            let Some(due) = told.due.as_ref() else { continue };
            if !told.about.is_empty() && told.about.iter().all(|item| is_over(plan, item)) {
                continue;
            }
            let last = told.sent.iter().filter(|sent| **sent <= today).max();
            let (day, words) = match (due, last) {
                // Since when a message should come again is not known before it came once.
                (Due::Every(_), None) => continue,
                (Due::Every(step), Some(last)) => {
                    let next = plan.calendar.add(*last, step);
                    (Some(next), format!("is due every {step}, and was told last on {last}"))
                }
                (_, Some(_)) => continue,
                (due, None) => {
                    let day = plan.due_day(due);
                    (day, day.map_or_else(String::new, |day| format!("was due {day}, and was not told")))
                }
            };
            let Some(day) = day.filter(|day| *day < today) else { continue };
            let days = usize::try_from(today.days_since(day)).unwrap_or(0);
            let message =
                format!("the message \"{}\" for `{}` {words}", short(&told.title), stakeholder.id());
            let finding = sink
                .finding(stakeholder.place().field("messages").index(entry).field("due"), message)
                .label(format!("{} late", count(days, "day")))
                .item(stakeholder.id())
                .help("tell them and add the day to `sent`, or write a later `due`");
            sink.push(finding);
        }
    }
}

/// Whether there is nothing more to tell of an item.
fn is_over(plan: &Plan, item: &Reference) -> bool {
    match plan.target(item) {
        Some(Item::Goal(goal)) => plan[goal].is_over(),
        Some(Item::Change(change)) => {
            matches!(plan[change].written.status, Some(ChangeStatus::Embedded | ChangeStatus::Dropped))
        }
        _ => false,
    }
}

/// A title cut to a length that a line of text bears.
fn short(title: &str) -> String {
    const LONG: usize = 60;
    if title.chars().count() <= LONG {
        return title.to_owned();
    }
    let mut cut: String = title.chars().take(LONG).collect();
    cut.push('…');
    cut
}
