//! `critical-assumption-without-evidence`: an assumption on which much rests, and for which little speaks.

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::model::Criticality;

use crate::context::{Context, Goals, Sink};
use crate::rule::{Group, OptionDoc, Rule, RuleCheck, Set};
use crate::rules::alignment::is_live;

static ID: RuleId =
    RuleId { code: "STR006", name: "critical-assumption-without-evidence", unreadable: false };

/// See `critical-assumption-without-evidence.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Strategy,
    level: Level::Note,
    set: Set::Strict,
    since: "0.1.0",
    summary: "much rests on an assumption that nothing speaks for",
    options: &[OptionDoc {
        name: "confidence",
        default: "50",
        meaning: "percent of confidence that is enough without evidence",
    }],
    page: include_str!("critical-assumption-without-evidence.md"),
    check: RuleCheck::Goals(check),
};

fn check(context: &Context<'_>, goals: Goals<'_>, sink: &mut Sink<'_>) {
    let least = sink.number("confidence");
    for (index, goal) in goals.filter(|(_, goal)| is_live(goal)) {
        for (entry, assumption) in goal.written.assumptions.iter().enumerate() {
            let critical = assumption.criticality == Some(Criticality::High);
            if !critical || !assumption.evidence.is_empty() {
                continue;
            }
            let confidence = match assumption.confidence {
                None => "no confidence is written".to_owned(),
                Some(confidence) if confidence.ten_thousandths() as f64 / 10_000.0 < least => {
                    format!("only {confidence} confidence")
                }
                Some(_) => continue,
            };
            let place = goal.place().field("assumptions").index(entry).field("title");
            let message =
                format!("a critical assumption of `{}` has no evidence, and {confidence}", goal.id());
            let finding = sink
                .about_goal(context, index, place, message)
                .help("test it first, and add what was seen as `\"evidence\": [\"https://...\"]`");
            sink.push(finding);
        }
    }
}
