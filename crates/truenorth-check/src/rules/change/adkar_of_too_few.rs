//! `adkar-of-too-few`: answers of so few people that they can be told apart.

use truenorth_core::finding::{Level, RuleId};

use crate::context::count;
use crate::context::{Context, Sink};
use crate::rule::{Group, OptionDoc, Rule, RuleCheck, Set};

static ID: RuleId = RuleId { code: "CHG007", name: "adkar-of-too-few", unreadable: false };

/// See `adkar-of-too-few.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Change,
    level: Level::Error,
    set: Set::Default,
    since: "0.1.0",
    summary: "means of so few answers that people can be told apart",
    options: &[OptionDoc { name: "answers", default: "5", meaning: "least number of answers" }],
    page: include_str!("adkar-of-too-few.md"),
    check: RuleCheck::Plan(check),
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let least = sink.number("answers");
    // Of the past too: the numbers stand in the file, and in its history.
    for change in &context.plan.changes {
        for (entry, group) in change.written.groups.iter().enumerate() {
            let Some(adkar) = group.adkar.as_deref().filter(|adkar| f64::from(adkar.answers) < least) else {
                continue;
            };
            let answers = usize::try_from(adkar.answers).unwrap_or(usize::MAX);
            let message = format!(
                "`adkar` of `{}` rests on {}; below {least} a mean may show what one person said",
                group.group,
                count(answers, "answer")
            );
            let place = change.place().field("groups").index(entry).field("adkar").field("answers");
            let finding = sink
                .finding(place, message)
                .item(change.id())
                .help("take the `adkar` of this group out, or ask it together with another group");
            sink.push(finding);
        }
    }
}
