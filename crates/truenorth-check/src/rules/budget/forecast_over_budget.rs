//! `forecast-over-budget`: a line that is expected to spend more than is planned.

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::model::Stage;

use super::amounts::{Entry, decided, is_spending, known, of_stage, shown, total};
use crate::context::{Context, Sink};
use crate::rule::{Group, OptionDoc, Rule, RuleCheck, Set};

static ID: RuleId = RuleId { code: "BUD025", name: "forecast-over-budget", unreadable: false };

/// See `forecast-over-budget.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Budget,
    level: Level::Warning,
    set: Set::Default,
    since: "0.1.0",
    summary: "what was spent and is forecast for a year is more than is planned for it",
    options: &[OptionDoc {
        name: "tolerance_percent",
        default: "5",
        meaning: "percent of the planned amount that may be forecast beyond it",
    }],
    page: include_str!("forecast-over-budget.md"),
    check: RuleCheck::Plan(check),
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let plan = context.plan;
    #[expect(clippy::cast_possible_truncation, reason = "clamped to a range that fits")]
    let tolerance = sink.number("tolerance_percent").clamp(0.0, 1000.0) as i128;
    for line in plan.lines.iter().filter(|line| is_spending(line)) {
        let forecast = of_stage(line, &plan.calendar, Stage::Forecast);
        if forecast.is_empty() {
            continue;
        }
        let actual = of_stage(line, &plan.calendar, Stage::Actual);
        for wanted in decided(line, &plan.calendar).entries {
            // A forecast holds only for what has not been counted yet.
            let inside = |entry: &&Entry| {
                entry.period.first >= wanted.period.first && entry.period.last <= wanted.period.last
            };
            let spent: Vec<Entry> = actual.iter().filter(inside).copied().collect();
            let open = |entry: &&Entry| !spent.iter().any(|spent| spent.period.overlaps(&entry.period));
            let to_come: Vec<Entry> = forecast.iter().filter(inside).filter(open).copied().collect();
            let (Some(first), Some(planned)) = (to_come.first(), known(line, &wanted.money)) else {
                continue;
            };
            let (Some(spent), Some(rest)) = (total(line, &spent), total(line, &to_come)) else { continue };
            let Some(sum) = spent.checked_add(&rest) else { continue };
            if planned.is_negative()
                || sum.ten_thousandths().saturating_mul(100)
                    <= planned.ten_thousandths().saturating_mul(100 + tolerance)
            {
                continue;
            }
            let message = format!(
                "`{}` will have spent {} in {}, where {} are planned: {} until now and {} to come",
                line.id(),
                shown(line, sum),
                wanted.time,
                shown(line, planned),
                shown(line, spent),
                shown(line, rest)
            );
            let finding = sink
                .finding(first.place(line), message)
                .also(wanted.place(line), "planned here")
                .help(format!(
                    "ask for more now, as `\"adjusted\": {{ \"{}\": ... }}`, or spend less in what is left",
                    wanted.time
                ))
                .item(line.id());
            sink.push(finding);
            break;
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{of_rule, with};

    #[test]
    fn actuals_take_the_place_of_the_forecast() {
        let found = |amounts: &str| {
            let json = with(&format!(
                r#""budget": [{{ "id": "l", "title": "L", "currency": "EUR", "funds": "vision", "amounts": {{ "adopted": {{ "2027": 100 }}, {amounts} }} }}]"#
            ));
            of_rule(&json, "BUD025").into_iter().map(|finding| finding.message).collect::<Vec<_>>()
        };
        assert_eq!(
            found(r#""actual": { "2027-Q1": 20 }, "forecast": { "2027-Q1": 90, "2027-Q2": 90 }"#),
            [
                "`l` will have spent 110 EUR in 2027, where 100 EUR are planned: 20 EUR until now and 90 EUR to come"
            ]
        );
        assert!(
            found(r#""actual": { "2027-Q1": 20 }, "forecast": { "2027-Q1": 90, "2027-Q2": 80 }"#).is_empty()
        );
        assert!(found(r#""forecast": { "2027": 105 }"#).is_empty(), "within the tolerance");
        assert_eq!(found(r#""forecast": { "2027": 106 }"#).len(), 1);
        assert!(found(r#""forecast": { "2027-Q1": "not_set", "2027-Q2": 300 }"#).is_empty());
    }
}
