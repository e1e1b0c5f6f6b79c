//! `contingency-below-risks`: a reserve that is smaller than what the risks are expected to cost.

use truenorth_core::budget::Total;
use truenorth_core::finding::{Level, RuleId};
use truenorth_core::model::{Reserve, Risk};
use truenorth_core::plan::{Line, Placed};
use truenorth_core::scalar::Decimal;
use truenorth_graph::ExpectedLoss;

use super::amounts::{is_spending, known, planned};
use crate::context::{Context, Sink, count};
use crate::rule::{Group, Rule, RuleCheck, Set};
use crate::rules::alignment::also_all;
use crate::rules::risks::live;

static ID: RuleId = RuleId { code: "BUD019", name: "contingency-below-risks", unreadable: false };

/// See `contingency-below-risks.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Budget,
    level: Level::Warning,
    set: Set::Default,
    since: "0.1.0",
    summary: "the contingency reserve is less than the expected loss of the open risks",
    options: &[],
    page: include_str!("contingency-below-risks.md"),
    check: RuleCheck::Plan(check),
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let plan = context.plan;
    let own = plan.organization.as_ref().and_then(|organization| organization.currency);
    if own.is_none() || !plan.lines.iter().any(is_spending) {
        return;
    }
    let mut expected: Vec<(&Placed<Risk>, Decimal)> = Vec::new();
    for risk in live(plan) {
        let it = &risk.written;
        // What is left after treatment; a risk without that counts as it is.
        let left = it
            .residual
            .as_deref()
            .map(|left| (left.probability.or(it.probability), left.loss.as_ref().or(it.loss.as_deref())));
        let (probability, loss) = left.unwrap_or((it.probability, it.loss.as_deref()));
        let Some(loss) = ExpectedLoss::new(plan, probability, loss) else { continue };
        let (amount, currency) = loss.rounded();
        // A part of another risk is in the loss of that one.
        if currency == own && !amount.is_zero() && it.part_of.is_none() {
            expected.push((risk, amount));
        }
    }
    let losses: Total =
        expected.iter().map(|(_, amount)| Total::from_ten_thousandths(amount.ten_thousandths())).sum();
    let reserves: Vec<&Line> = (plan.lines.iter())
        .filter(|line| line.written.reserve == Some(Reserve::Contingency) && line.currency == own)
        .collect();
    let Some(held) = held(context, &reserves) else { return };
    if losses.is_zero() || held >= losses {
        return;
    }
    let place = match reserves.first() {
        Some(line) => line.place().field("amounts"),
        None => match expected.iter().max_by_key(|(_, amount)| *amount) {
            Some((risk, _)) => risk.place().field("loss"),
            None => return,
        },
    };
    let shown = |sum: Total| own.map_or_else(|| sum.to_string(), |currency| format!("{sum} {currency}"));
    let risks = count(expected.len(), "open risk");
    let message = if reserves.is_empty() {
        format!("{risks} are expected to cost {}, and no budget line is a reserve for them", shown(losses))
    } else {
        format!("{risks} are expected to cost {}, and the reserve for them is {}", shown(losses), shown(held))
    };
    let help = if reserves.is_empty() {
        format!(
            "plan a line with `\"reserve\": \"contingency\"` of at least {}, or treat the risks",
            shown(losses)
        )
    } else {
        format!("plan {} more, or treat the risks", shown(losses.minus(held)))
    };
    let finding = sink.finding(place, message.replace("1 open risk are", "1 open risk is")).help(help);
    let places = expected.into_iter().map(|(risk, amount)| {
        (
            risk.place().field("loss"),
            format!("{} by `{}`", shown(Total::from_ten_thousandths(amount.ten_thousandths())), risk.id()),
        )
    });
    sink.push(also_all(finding, places.collect()));
}

/// What is planned as reserve for times that are not over; none if an amount is missing.
fn held(context: &Context<'_>, reserves: &[&Line]) -> Option<Total> {
    let plan = context.plan;
    let mut sum = Total::default();
    for line in reserves {
        for entry in planned(line, &plan.calendar).entries {
            if entry.period.last >= context.today {
                sum.add(&known(line, &entry.money)?);
            }
        }
    }
    Some(sum)
}

#[cfg(test)]
mod tests {
    use crate::testing::{of_rule, with};

    fn found(risk: &str, reserve: &str) -> Vec<String> {
        let json = with(&format!(
            r#""risks": [{{ "id": "r", "title": "R", {risk} }}], "budget": [{{ "id": "l", "title": "L", "funds": "vision", "amounts": {{ "adopted": {{ "2027": 5 }} }} }}
                {reserve}]"#
        ));
        let json = json.replace(r#""name": "Test""#, r#""name": "Test", "currency": "EUR""#);
        of_rule(&json, "BUD019").into_iter().map(|finding| finding.message).collect()
    }

    #[test]
    fn expected_losses_against_the_reserve() {
        let reserve = |amounts: &str| {
            format!(
                r#", {{ "id": "c", "title": "C", "reserve": "contingency", "amounts": {{ "adopted": {{ {amounts} }} }} }}"#
            )
        };
        let risk = r#""probability": "10%", "loss": 1000"#;
        assert_eq!(
            found(risk, ""),
            ["1 open risk is expected to cost 100 EUR, and no budget line is a reserve for them"]
        );
        assert!(found(risk, &reserve(r#""2027": 100"#)).is_empty());
        assert_eq!(
            found(risk, &reserve(r#""2026": 900, "2027": 99"#)),
            ["1 open risk is expected to cost 100 EUR, and the reserve for them is 99 EUR"]
        );
        assert!(found(risk, &reserve(r#""2027": "not_set""#)).is_empty(), "unknown");
        assert!(found(r#""probability": "10%", "loss": 1000, "status": "closed""#, "").is_empty());
        let treated = format!(r#"{risk}, "residual": {{ "probability": "1%" }}"#);
        assert!(found(&treated, &reserve(r#""2027": 10"#)).is_empty());
        assert!(found(r#""likelihood": 3, "impact": 3"#, "").is_empty(), "no money is known");
    }
}
