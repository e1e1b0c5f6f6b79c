//! `ask-declined`: something asked of others who said no, and the goal goes on.

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::model::Answer;

use crate::context::{Context, Goals, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};
use crate::rules::alignment::is_live;

static ID: RuleId = RuleId { code: "OWN011", name: "ask-declined", unreadable: false };

/// See `ask-declined.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Ownership,
    level: Level::Note,
    set: Set::Default,
    since: "0.1.0",
    summary: "others said no to an ask, and the goal is still open",
    options: &[],
    page: include_str!("ask-declined.md"),
    check: RuleCheck::Goals(check),
};

fn check(context: &Context<'_>, goals: Goals<'_>, sink: &mut Sink<'_>) {
    for (index, goal) in goals.filter(|(_, goal)| is_live(goal)) {
        for (entry, ask) in goal.written.asks.iter().enumerate() {
            if ask.answer != Some(Answer::Declined) {
                continue;
            }
            let message =
                format!("`{}` said no to what `{}` asks, and the goal is still open", ask.team, goal.id());
            let finding = sink
                .about_goal(context, index, goal.place().field("asks").index(entry).field("answer"), message)
                .help("find another way and take the ask out, ask somebody else, or change the goal");
            sink.push(finding);
        }
    }
}
