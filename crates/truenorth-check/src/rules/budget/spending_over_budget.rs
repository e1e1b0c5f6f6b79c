//! `spending-over-budget`: a budget line that has spent more than was planned.

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::model::Stage;
use truenorth_core::plan::Line;

use super::amounts::{decided, is_spending, of_stage, shown};
use super::compare::{Comparison, by_year};
use crate::context::{Context, Sink};
use crate::rule::{Group, OptionDoc, Rule, RuleCheck, Set};

static ID: RuleId = RuleId { code: "BUD003", name: "spending-over-budget", unreadable: false };

/// See `spending-over-budget.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Budget,
    level: Level::Warning,
    set: Set::Default,
    since: "0.1.0",
    summary: "a budget line has spent more than was planned for that time",
    options: &[OptionDoc {
        name: "tolerance_percent",
        default: "5",
        meaning: "percent of the planned amount that may be spent beyond it",
    }],
    page: include_str!("spending-over-budget.md"),
    check: RuleCheck::Plan(check),
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    // More than a million percent is no tolerance that anybody means.
    let tolerance = sink.number("tolerance_percent").clamp(0.0, 1_000_000.0);
    #[expect(clippy::cast_possible_truncation, reason = "clamped to a range that fits")]
    let tolerance = (tolerance * 10_000.0).round() as i128;
    let plan = context.plan;
    for line in plan.lines.iter().filter(|line| is_spending(line)) {
        let planned = decided(line, &plan.calendar);
        let actual = of_stage(line, &plan.calendar, Stage::Actual);
        let mut years = by_year(plan, line, &planned.entries, &actual);
        years.retain(|year| year.exceeds(tolerance));
        let Some((latest, earlier)) = years.split_last() else { continue };
        let Some(part) = latest.parts.last() else { continue };
        let (spent, expected) = (shown(line, latest.actual), shown(line, latest.expected(line)));
        let message =
            format!("`{}` has spent {spent} {}, where {expected} are planned", line.id(), latest.during());
        let mut finding = sink
            .finding(part.last.place(line), message)
            .also(part.plan.place(line), "planned here")
            .help(help(line, part))
            .item(line.id());
        for year in earlier.iter().rev().take(SHOWN) {
            let Some(part) = year.parts.last() else { continue };
            let (spent, expected) = (shown(line, year.actual), shown(line, year.expected(line)));
            finding =
                finding.also(part.last.place(line), format!("also {spent} of {expected} {}", year.during()));
        }
        sink.push(finding);
    }
}

/// What to do: most overruns of a part of a time are money that was meant to be spent at once.
fn help(line: &Line, part: &Comparison) -> String {
    let granted =
        format!("write what was granted since as `\"adjusted\": {{ \"{}\": ... }}`", part.plan.time);
    if line.written.spread.is_none() && !part.is_whole() {
        return format!(
            "if it is spent at once and not month by month, write `\"spread\": \"start\"`; else {granted}, or bring the \
             spending back"
        );
    }
    format!("{granted}, or bring the spending back")
}

/// How many earlier years a finding points at.
const SHOWN: usize = 5;
