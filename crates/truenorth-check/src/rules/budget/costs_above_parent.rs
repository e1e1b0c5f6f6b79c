//! `costs-above-parent`: parts that cost more than the whole.

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::scalar::{Decimal, Money};

use super::need::{Cost, below, costs, parts};
use crate::context::{Context, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};
use crate::rules::alignment::also_all;

static ID: RuleId = RuleId { code: "BUD016", name: "costs-above-parent", unreadable: false };

/// See `costs-above-parent.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Budget,
    level: Level::Error,
    set: Set::Default,
    since: "0.1.0",
    summary: "what contributes to a goal costs more than the goal itself",
    options: &[],
    page: include_str!("costs-above-parent.md"),
    check: RuleCheck::Plan(check),
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let (plan, graph) = (context.plan, context.graph);
    if plan.goals.iter().filter(|goal| goal.written.cost.is_some()).nth(1).is_none() {
        return;
    }
    let costs = costs(plan, graph);
    for (index, goal) in plan.goals().filter(|(index, goal)| goal.is_live() && !graph.in_cycle(*index)) {
        let Some(cost) = goal.written.cost.as_deref() else { continue };
        let most = cost.high.as_ref().unwrap_or(&cost.likely);
        let (Some(limit), Some(sum)) = (Cost::of(plan, most), below(plan, graph, index, &costs)) else {
            continue;
        };
        if sum.currency != limit.currency || sum.units <= limit.units {
            continue;
        }
        let Some(number) = Decimal::from_ten_thousandths(sum.units) else { continue };
        let sum = Money { currency: sum.currency, ..Money::known(number) };
        let field = if cost.high.is_some() { "high" } else { "likely" };
        let id = goal.id();
        let message = format!(
            "what contributes to `{id}` costs {sum}, more than the {most} that `{id}` itself would need{}",
            if cost.high.is_some() { " at most" } else { "" }
        );
        let places = parts(plan, graph, index, &costs)
            .into_iter()
            .map(|(child, _)| (plan[child].place().field("cost"), format!("`{}`", plan[child].id())));
        let finding = sink
            .about_goal(context, index, goal.place().field("cost").field(field), message)
            .help(format!("write at least {sum} as the `cost` of `{id}`, or bring down the cost of a part"));
        sink.push(also_all(finding, places.collect()));
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{of_rule, with};

    fn found(goals: &str) -> Vec<String> {
        of_rule(&with(&format!(r#""goals": [{goals}]"#)), "BUD016")
            .into_iter()
            .map(|finding| finding.message)
            .collect()
    }

    #[test]
    fn shares_and_levels_between() {
        let goal = |id: &str, to: &str, more: &str| {
            format!(r#"{{ "id": "{id}", "title": "T", "contributes_to": {to}{more} }}"#)
        };
        let top = goal("top", r#""vision""#, r#", "cost": "100 EUR""#);
        let mid = goal("mid", r#""top""#, "");
        let leaf = |cost: &str, share: &str| {
            goal(
                "leaf",
                &format!(r#"[{{ "goal": "mid", "share": "{share}" }}, "vision"]"#),
                &format!(r#", "cost": "{cost} EUR""#),
            )
        };
        assert_eq!(
            found(&[top.clone(), mid.clone(), leaf("250.01", "40%")].join(", ")),
            [
                "what contributes to `top` costs 100.004 EUR, more than the 100 EUR that `top` itself would need"
            ]
        );
        assert!(found(&[top.clone(), mid.clone(), leaf("250", "40%")].join(", ")).is_empty());
        let dollars = leaf("900", "40%").replace("EUR", "USD");
        assert!(found(&[top, mid, dollars].join(", ")).is_empty(), "currencies are not compared");
    }
}
