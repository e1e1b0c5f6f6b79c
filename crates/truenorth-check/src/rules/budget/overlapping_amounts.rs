//! `overlapping-amounts`: amounts of one stage that cover the same days, so that money counts twice.

use truenorth_core::finding::{Finding, Level, RuleId};
use truenorth_core::model::Stage;
use truenorth_core::plan::Line;
use truenorth_core::scalar::{Period, Time};

use crate::context::{Context, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};

static ID: RuleId = RuleId { code: "BUD012", name: "overlapping-amounts", unreadable: false };

/// See `overlapping-amounts.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Budget,
    level: Level::Error,
    set: Set::Default,
    since: "0.1.0",
    summary: "two amounts of one stage cover the same days",
    options: &[],
    page: include_str!("overlapping-amounts.md"),
    check: RuleCheck::Plan(check),
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    for line in &context.plan.lines {
        for (stage, amounts) in &line.written.amounts {
            let mut times: Vec<(Period, &Time)> = amounts
                .iter()
                .filter(|(_, money)| money.number().is_some())
                .map(|(time, _)| (context.plan.calendar.period(time), time))
                .collect();
            times.sort_by_key(|(period, _)| (period.first, period.last));
            if let Some(found) = finding(sink, line, *stage, &times) {
                sink.push(found);
            }
        }
    }
}

/// One finding a stage, at the first overlap. Sorted by their first day, times overlap if one begins before
/// an earlier one has ended.
fn finding(sink: &Sink<'_>, line: &Line, stage: Stage, times: &[(Period, &Time)]) -> Option<Finding> {
    let mut longest = times.first()?;
    for next in times.iter().skip(1) {
        if next.0.first <= longest.0.last {
            let (whole, part) =
                if next.0.days() > longest.0.days() { (next, longest) } else { (longest, next) };
            let place = |time: &Time| {
                line.place().field("amounts").key(stage.word()).key(time.to_string()).key_only()
            };
            let message = format!(
                "`{}` has {} amounts for {} and {}, which share days, so money counts twice",
                line.id(),
                stage.word(),
                whole.1,
                part.1
            );
            return Some(
                sink.finding(place(part.1), message)
                    .also(place(whole.1), "overlaps with this one")
                    .help("keep the whole or its parts, not both")
                    .item(line.id()),
            );
        }
        if next.0.last > longest.0.last {
            longest = next;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use crate::testing::{of_rule, with};

    fn found(amounts: &str) -> usize {
        let line = format!(r#"{{ "id": "l", "title": "L", "currency": "EUR", "amounts": {amounts} }}"#);
        of_rule(&with(&format!(r#""budget": [{line}]"#)), "BUD012").len()
    }

    #[test]
    fn a_whole_beside_its_parts() {
        assert_eq!(found(r#"{ "adopted": { "2027": 12, "2027-01": 1 } }"#), 1);
        assert_eq!(found(r#"{ "actual": { "2027-01": 1, "2027-Q1": 3, "2027-02": 1 } }"#), 1, "one a stage");
        assert_eq!(found(r#"{ "adopted": { "2027-Q1": 3, "2027-Q2": 3, "2028": 12 } }"#), 0);
        assert_eq!(found(r#"{ "adopted": { "2027": 12 }, "actual": { "2027-01": 1 } }"#), 0, "two stages");
        assert_eq!(found(r#"{ "adopted": { "2027": "not_set", "2027-01": 1 } }"#), 0, "no number, no money");
    }
}
