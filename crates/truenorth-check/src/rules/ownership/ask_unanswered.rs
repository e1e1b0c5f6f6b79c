//! `ask-unanswered`: something asked of others that has no answer in time.

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::model::Answer;
use truenorth_graph::ask_day;

use crate::context::{Context, Goals, Sink};
use crate::rule::{Group, OptionDoc, Rule, RuleCheck, Set};
use crate::rules::alignment::is_live;

static ID: RuleId = RuleId { code: "OWN009", name: "ask-unanswered", unreadable: false };

/// See `ask-unanswered.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Ownership,
    level: Level::Warning,
    set: Set::Default,
    since: "0.1.0",
    summary: "an ask has no answer, and its day is near or past",
    options: &[OptionDoc {
        name: "days",
        default: "14",
        meaning: "days before the due from which on an answer should be there",
    }],
    page: include_str!("ask-unanswered.md"),
    check: RuleCheck::Goals(check),
};

fn check(context: &Context<'_>, goals: Goals<'_>, sink: &mut Sink<'_>) {
    let plan = context.plan;
    let days = sink.number("days") as i64;
    for (index, goal) in goals.filter(|(_, goal)| is_live(goal)) {
        for (entry, ask) in goal.written.asks.iter().enumerate() {
            if !matches!(ask.answer, None | Some(Answer::Open)) {
                continue;
            }
            let Some(day) = ask_day(plan, goal, ask).filter(|day| day.add_days(-days) < context.today) else {
                continue;
            };
            let when = if day < context.today { "was wanted by" } else { "is wanted by" };
            let message =
                format!("what `{}` asks of `{}` {when} {day}, and has no answer", goal.id(), ask.team);
            let finding = sink
                .about_goal(context, index, goal.place().field("asks").index(entry).field("team"), message)
                .help("ask again and write the `answer`: agreed, declined or done; or write a later `due`");
            sink.push(finding);
        }
    }
}
