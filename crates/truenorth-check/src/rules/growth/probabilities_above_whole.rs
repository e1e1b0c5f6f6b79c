//! `probabilities-above-whole`: scenarios of one growth plan that are together more than certain.

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::scalar::Percent;

use super::{id, place};
use crate::context::{Context, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};
use crate::rules::alignment::also_all;

static ID: RuleId = RuleId { code: "GRO002", name: "probabilities-above-whole", unreadable: false };

/// See `probabilities-above-whole.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Growth,
    level: Level::Error,
    set: Set::Default,
    since: "0.1.0",
    summary: "the scenarios of a growth plan are together more likely than 100 %",
    options: &[],
    page: include_str!("probabilities-above-whole.md"),
    check: RuleCheck::Plan(check),
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    for growth in &context.plan.growth {
        let here = |entry| place(growth).field("scenarios").index(entry).field("probability");
        let scenarios = growth.written.scenarios.iter().enumerate();
        let known: Vec<(usize, Percent)> =
            scenarios.filter_map(|(entry, scenario)| Some((entry, scenario.probability?))).collect();
        let sum = Percent::sum(known.iter().map(|(_, probability)| *probability));
        // One alone above 100 % is the matter of another rule.
        let Some(((last, _), others)) = known.split_last().filter(|(_, others)| !others.is_empty()) else {
            continue;
        };
        if sum <= Percent::HUNDRED {
            continue;
        }
        let message = format!("the probabilities of the scenarios of `{}` add to {sum}", id(growth));
        let finding = sink
            .finding(here(*last), message)
            .label(format!("{sum} in all"))
            .help("scenarios exclude each other: what is left to 100% is the chance of the plan itself")
            .item(id(growth));
        let places = others.iter().map(|(entry, _)| (here(*entry), "and this".to_owned())).collect();
        sink.push(also_all(finding, places));
    }
}
