//! `estimate-out-of-order`: three points of an estimate that do not rise.

use std::fmt::Display;

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::model::Estimate;
use truenorth_core::place::Place;
use truenorth_core::plan::Plan;
use truenorth_core::scalar::{Duration, Money};

use crate::context::{Context, Goals, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};

static ID: RuleId = RuleId { code: "BUD014", name: "estimate-out-of-order", unreadable: false };

/// See `estimate-out-of-order.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Budget,
    level: Level::Error,
    set: Set::Default,
    since: "0.1.0",
    summary: "the low, likely and high point of an estimate do not rise",
    options: &[],
    page: include_str!("estimate-out-of-order.md"),
    check: RuleCheck::GoalsAndRest(goals, rest),
};

fn goals(context: &Context<'_>, goals: Goals<'_>, sink: &mut Sink<'_>) {
    for (_, goal) in goals {
        let written = &goal.written;
        times(written.effort.as_deref(), || goal.place().field("effort"), goal.id(), sink);
        times(written.duration.as_deref(), || goal.place().field("duration"), goal.id(), sink);
        money(context.plan, written.cost.as_deref(), || goal.place().field("cost"), goal.id(), sink);
    }
}

fn rest(context: &Context<'_>, sink: &mut Sink<'_>) {
    let plan = context.plan;
    for line in &plan.lines {
        money(plan, line.written.estimate.as_deref(), || line.place().field("estimate"), line.id(), sink);
    }
    for risk in &plan.risks {
        let written = &risk.written;
        money(plan, written.loss.as_deref(), || risk.place().field("loss"), risk.id(), sink);
        times(written.delay.as_deref(), || risk.place().field("delay"), risk.id(), sink);
        let residual = written.residual.as_ref().and_then(|residual| residual.loss.as_ref());
        money(plan, residual, || risk.place().field("residual").field("loss"), risk.id(), sink);
    }
    for decision in &plan.decisions {
        for (index, option) in decision.written.options.iter().enumerate() {
            let place = || decision.place().field("options").index(index).field("cost");
            money(plan, option.cost.as_deref(), place, decision.id(), sink);
        }
    }
}

fn times(estimate: Option<&Estimate<Duration>>, place: impl Fn() -> Place, item: &str, sink: &mut Sink<'_>) {
    judge(estimate, |time| Some(i128::from(time.person_days())), place, item, sink);
}

/// Amounts are compared where they are known and of one currency.
fn money(
    plan: &Plan,
    estimate: Option<&Estimate<Money>>,
    place: impl Fn() -> Place,
    item: &str,
    sink: &mut Sink<'_>,
) {
    let own = plan.organization.as_ref().and_then(|organization| organization.currency);
    let currency = |money: &Money| money.currency.or(own);
    let Some(found) = estimate else { return };
    let points = found.low.iter().chain([&found.likely]).chain(&found.high);
    if points.clone().all(|money| currency(money) == currency(&found.likely)) {
        judge(estimate, |money| money.number().map(|amount| amount.ten_thousandths()), place, item, sink);
    }
}

fn judge<T: Display>(
    estimate: Option<&Estimate<T>>,
    size: impl Fn(&T) -> Option<i128>,
    place: impl Fn() -> Place,
    item: &str,
    sink: &mut Sink<'_>,
) {
    let Some(Estimate { low, likely, high }) = estimate else { return };
    let pairs = [
        (low.as_ref(), Some(likely), "low", "likely"),
        (Some(likely), high.as_ref(), "likely", "high"),
        (low.as_ref(), high.as_ref(), "low", "high"),
    ];
    for (less, more, of_less, of_more) in pairs {
        let (Some(less), Some(more)) = (less, more) else { continue };
        if let (Some(small), Some(great)) = (size(less), size(more))
            && small > great
        {
            let message =
                format!("`{of_less}` of this estimate is {less}, more than `{of_more}`, which is {more}");
            let finding = sink.finding(place().field(of_less), message).item(item);
            sink.push(finding.help("`low` is the least, `high` the most that it may come to"));
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{of_rule, with};

    fn found(fields: &str) -> Vec<String> {
        let json = with(&format!(
            r#""goals": [{{ "id": "k", "title": "K", "kind": "initiative", "contributes_to": "vision", {fields} }}]"#
        ));
        of_rule(&json, "BUD014").into_iter().map(|finding| finding.message).collect()
    }

    #[test]
    fn points_rise() {
        assert_eq!(
            found(r#""effort": { "low": "20d", "likely": "3w", "high": "2m" }"#),
            ["`low` of this estimate is 20d, more than `likely`, which is 3w"]
        );
        assert_eq!(found(r#""cost": { "likely": 100, "high": "99.99" }"#).len(), 1);
        assert!(found(r#""cost": { "low": 100, "likely": 100, "high": 100 }"#).is_empty());
        assert!(found(r#""cost": { "low": "100 USD", "likely": "90 EUR" }"#).is_empty(), "two currencies");
        assert!(found(r#""cost": { "low": "not_set", "likely": 1 }"#).is_empty());
        assert!(found(r#""effort": "5d""#).is_empty());
    }

    #[test]
    fn risks_and_lines_too() {
        let json = with(
            r#""goals": [{ "id": "k", "title": "K", "contributes_to": "vision" }],
            "budget": [{ "id": "l", "title": "L", "funds": "k", "amounts": {}, "estimate": { "low": 3, "likely": 2 } }],
            "risks": [{ "id": "r", "title": "R", "delay": { "likely": "2w", "high": "1w" },
                "residual": { "loss": { "likely": 2, "high": 1 } } }]"#,
        );
        assert_eq!(of_rule(&json, "BUD014").len(), 3);
    }
}
