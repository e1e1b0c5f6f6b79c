//! `sources-do-not-add-up`: sources of money that do not add to the planned amount.

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::model::Stage;

use super::amounts::{known, planned, shown, sum, total};
use crate::context::{Context, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};

static ID: RuleId = RuleId { code: "BUD005", name: "sources-do-not-add-up", unreadable: false };

/// See `sources-do-not-add-up.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Budget,
    level: Level::Error,
    set: Set::Default,
    since: "0.1.0",
    summary: "the sources of a budget line do not add to its planned amount",
    options: &[],
    page: include_str!("sources-do-not-add-up.md"),
    check: RuleCheck::Plan(check),
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    for line in context.plan.lines.iter().filter(|line| !line.written.sources.is_empty()) {
        let planned = planned(line, &context.plan.calendar);
        let amounts = line.written.sources.iter().map(|(_, money)| known(line, money));
        let sources = amounts.collect::<Option<Vec<_>>>().and_then(sum);
        let (Some(stage), Some(sources), Some(amount)) =
            (planned.stage, sources, total(line, &planned.entries))
        else {
            continue;
        };
        let Some(difference) = sources.checked_sub(&amount).filter(|difference| !difference.is_zero()) else {
            continue;
        };
        let (words, size) = if difference.is_negative() {
            ("less", difference.checked_neg().unwrap_or(difference))
        } else {
            ("more", difference)
        };
        if !planned.whole {
            continue;
        }
        let message = format!(
            "the sources of `{}` add to {}, {} {words} than the {} that are {}",
            line.id(),
            shown(line, sources),
            shown(line, size),
            shown(line, amount),
            past(stage)
        );
        let mut finding = sink.finding(line.place().field("sources").key_only(), message).item(line.id());
        if let Some(entry) = planned.entries.first() {
            finding = finding.also(entry.place(line), format!("{} in all", shown(line, amount)));
        }
        sink.push(finding.help(if words == "less" {
            format!("name the source of the other {}, or plan less", shown(line, size))
        } else {
            format!("take {} from a source, or plan more", shown(line, size))
        }));
    }
}

/// The stage as what has happened to an amount.
fn past(stage: Stage) -> &'static str {
    match stage {
        Stage::Request => "requested",
        other => other.word(),
    }
}
