//! `plan-below-estimate`: an amount that is less than its own lowest estimate.

use truenorth_core::finding::{Level, RuleId};

use super::amounts::{is_spending, known, planned, shown, total};
use crate::context::{Context, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};

static ID: RuleId = RuleId { code: "BUD024", name: "plan-below-estimate", unreadable: false };

/// See `plan-below-estimate.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Budget,
    level: Level::Warning,
    set: Set::Default,
    since: "0.1.0",
    summary: "less is planned for a budget line than even its low estimate",
    options: &[],
    page: include_str!("plan-below-estimate.md"),
    check: RuleCheck::Plan(check),
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    for line in context.plan.lines.iter().filter(|line| is_spending(line)) {
        let Some(low) = line.written.estimate.as_deref().and_then(|estimate| estimate.low.as_ref()) else {
            continue;
        };
        let planned = planned(line, &context.plan.calendar);
        let (Some(amount), Some(least)) = (total(line, &planned.entries), known(line, low)) else { continue };
        if amount >= least || !planned.whole || planned.entries.is_empty() {
            continue;
        }
        let message = format!(
            "{} is planned for `{}`, less than the {} that it costs at best",
            shown(line, amount),
            line.id(),
            shown(line, least)
        );
        let mut finding = sink
            .finding(line.place().field("estimate").field("low"), message)
            .help("plan at least the likely amount, or estimate again and say in the `description` what has become cheaper")
            .item(line.id());
        if let Some(entry) = planned.entries.first() {
            finding = finding.also(entry.place(line), format!("{} in all", shown(line, amount)));
        }
        sink.push(finding);
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{of_rule, with};

    #[test]
    fn all_times_of_the_latest_stage() {
        let found = |amounts: &str| {
            let json = with(&format!(
                r#""budget": [{{ "id": "l", "title": "L", "currency": "EUR", "funds": "vision", "estimate": {{ "low": 10, "likely": 20 }}, "amounts": {{ {amounts} }} }}]"#
            ));
            of_rule(&json, "BUD024").into_iter().map(|finding| finding.message).collect::<Vec<_>>()
        };
        assert_eq!(
            found(r#""request": { "2027": 30 }, "adopted": { "2027": 9 }"#),
            ["9 EUR is planned for `l`, less than the 10 EUR that it costs at best"]
        );
        assert!(found(r#""adopted": { "2027": 5, "2028": 5 }"#).is_empty());
        assert!(found(r#""adopted": { "2027": "not_set" }"#).is_empty());
        assert!(found("").is_empty());
    }
}
