//! `unbudgeted-spend`: money that was spent without a plan.

use truenorth_core::budget::fiscal_year;
use truenorth_core::finding::{Level, RuleId};
use truenorth_core::model::Stage;
use truenorth_core::plan::Plan;
use truenorth_core::scalar::Period;

use super::amounts::{is_spending, known, of_stage, shown};
use crate::context::{Context, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};
use crate::rules::alignment::also_all;

static ID: RuleId = RuleId { code: "BUD018", name: "unbudgeted-spend", unreadable: false };

/// See `unbudgeted-spend.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Budget,
    level: Level::Warning,
    set: Set::Default,
    since: "0.1.0",
    summary: "a budget line has spent money in a year for which nothing is planned",
    options: &[],
    page: include_str!("unbudgeted-spend.md"),
    check: RuleCheck::Plan(check),
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let plan = context.plan;
    for line in plan.lines.iter().filter(|line| is_spending(line)) {
        // What was asked for is a plan, if not yet a granted one.
        let planned: Vec<Period> = [Stage::Request, Stage::Proposed, Stage::Adopted, Stage::Adjusted]
            .into_iter()
            .flat_map(|stage| of_stage(line, &plan.calendar, stage))
            .map(|entry| fiscal_years(plan, entry.period))
            .collect();
        let spent = of_stage(line, &plan.calendar, Stage::Actual);
        let mut bare = spent.iter().filter(|entry| {
            let known =
                known(line, &entry.money).is_some_and(|number| !number.is_zero() && !number.is_negative());
            known && !planned.iter().any(|period| period.overlaps(&entry.period))
        });
        let Some(first) = bare.next() else { continue };
        let more: Vec<_> = bare.map(|entry| (entry.place(line), "and here".to_owned())).collect();
        let Some(amount) = known(line, &first.money) else { continue };
        let year = fiscal_year(plan, first.period.first);
        let when = if planned.is_empty() {
            "nothing is planned for it at all".to_owned()
        } else {
            format!("nothing is planned from {} to {}", year.first, year.last)
        };
        let message =
            format!("`{}` has spent {} in {}, and {when}", line.id(), shown(line, amount), first.time);
        let finding = sink
            .finding(first.place(line), message)
            .help("write what was granted, such as `\"adjusted\": { \"2027\": ... }`, or book it on the line that was planned for it")
            .item(line.id());
        sink.push(also_all(finding, more));
    }
}

/// The whole fiscal years that a period touches.
fn fiscal_years(plan: &Plan, period: Period) -> Period {
    Period { first: fiscal_year(plan, period.first).first, last: fiscal_year(plan, period.last).last }
}

#[cfg(test)]
mod tests {
    use crate::testing::{of_rule, with};

    #[test]
    fn by_fiscal_year() {
        let found = |amounts: &str| {
            let json = with(&format!(
                r#""budget": [{{ "id": "l", "title": "L", "currency": "EUR", "funds": "vision", "amounts": {{ {amounts} }} }}]"#
            ));
            of_rule(&json, "BUD018").into_iter().map(|finding| finding.message).collect::<Vec<_>>()
        };
        assert_eq!(
            found(r#""adopted": { "2027": 9 }, "actual": { "2026-11": 4, "2026-12": 0, "2027-01": 5 }"#),
            ["`l` has spent 4 EUR in 2026-11, and nothing is planned from 2026-01-01 to 2026-12-31"]
        );
        assert!(
            found(r#""adopted": { "2026-Q1": 9 }, "actual": { "2026-11": 4 }"#).is_empty(),
            "the same year"
        );
        assert!(found(r#""adopted": { "2027": 9 }, "actual": { "2026-11": -4 }"#).is_empty(), "a correction");
        assert_eq!(
            found(r#""actual": { "2026-11": 4 }"#),
            ["`l` has spent 4 EUR in 2026-11, and nothing is planned for it at all"]
        );
    }
}
