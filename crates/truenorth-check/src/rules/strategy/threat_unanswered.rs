//! `threat-unanswered`: a threat that no strategy answers.

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::plan::SwotKind;

use super::report_unanswered;
use crate::context::{Context, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};

static ID: RuleId = RuleId { code: "STR001", name: "threat-unanswered", unreadable: false };

/// See `threat-unanswered.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Strategy,
    level: Level::Warning,
    set: Set::Default,
    since: "0.1.0",
    summary: "no strategy answers a threat",
    options: &[],
    page: include_str!("threat-unanswered.md"),
    check: RuleCheck::Plan(check),
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    report_unanswered(context, sink, SwotKind::Threat);
}
