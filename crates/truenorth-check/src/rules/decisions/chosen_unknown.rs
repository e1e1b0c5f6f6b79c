//! `chosen-unknown`: a choice that is none of the options.

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::scalar::did_you_mean;

use crate::context::{Context, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};

static ID: RuleId = RuleId { code: "DEC002", name: "chosen-unknown", unreadable: false };

/// See `chosen-unknown.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Decisions,
    level: Level::Error,
    set: Set::Default,
    since: "0.1.0",
    summary: "what a decision has chosen is none of its options",
    options: &[],
    page: include_str!("chosen-unknown.md"),
    check: RuleCheck::Plan(check),
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    for decision in &context.plan.decisions {
        let options = &decision.written.options;
        let Some(chosen) = &decision.written.chosen else { continue };
        if options.iter().any(|option| option.id == *chosen) {
            continue;
        }
        let near = did_you_mean(chosen.as_str(), options.iter().map(|option| option.id.as_str()));
        let help = match near {
            Some(near) => format!("did you mean `{near}`?"),
            None => "name the `id` of an option, or add the option".to_owned(),
        };
        let message = format!("`{}` has chosen `{chosen}`, which is none of its options", decision.id());
        let finding = sink.finding(decision.place().field("chosen"), message).help(help).item(decision.id());
        sink.push(finding);
    }
}
