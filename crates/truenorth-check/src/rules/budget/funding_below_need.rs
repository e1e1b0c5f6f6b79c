//! `funding-below-need`: a goal that gets less money than it needs.

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::plan::{Goal, LineIx, Plan, Up};
use truenorth_core::scalar::{Currency, Decimal, Money, Percent};
use truenorth_graph::{PlanGraph, currency_of};

use super::amounts::{is_spending, planned, total};
use super::need::Cost;
use crate::context::{Context, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};
use crate::rules::alignment::{PLACES, also_all};

static ID: RuleId = RuleId { code: "BUD017", name: "funding-below-need", unreadable: false };

/// See `funding-below-need.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Budget,
    level: Level::Warning,
    set: Set::Default,
    since: "0.1.0",
    summary: "a goal gets less money than its cost or `funding_min` asks for",
    options: &[],
    page: include_str!("funding-below-need.md"),
    check: RuleCheck::Plan(check),
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let (plan, graph) = (context.plan, context.graph);
    let asks =
        |goal: &Goal| goal.is_live() && (goal.written.cost.is_some() || goal.written.funding_min.is_some());
    if plan.lines.is_empty() || !plan.goals.iter().any(asks) {
        return;
    }
    let money = money_of_goals(plan, graph);
    // Money of a goal above may be meant for this one, too: nobody has said how it is divided.
    let mut from_above = vec![false; plan.goals.len()];
    for up in graph.parents_first() {
        let Up::Goal(goal) = up else { continue };
        from_above[goal.at()] = plan[goal].parents.iter().any(|parent| match parent.to {
            Up::Goal(above) => from_above[above.at()] || money[above.at()].own,
            Up::Vision => false,
        });
    }
    for (index, goal) in plan.goals().filter(|(_, goal)| asks(goal)) {
        let gets = &money[index.at()];
        // Money comes down from the vision only where a goal hangs on it; a goal that does not has another finding.
        if from_above[index.at()] || gets.unknown || !context.figures.reaches[index.at()] {
            continue;
        }
        let least =
            goal.written.funding_min.as_deref().map(|least| (least, "funding_min", "must get at least"));
        let cost = goal.written.cost.as_deref().map(|cost| {
            (
                cost.low.as_ref().unwrap_or(&cost.likely),
                "cost",
                if cost.low.is_some() { "needs at least" } else { "needs" },
            )
        });
        let short = [least, cost].into_iter().flatten().find(|(need, _, _)| {
            Cost::of(plan, need).is_some_and(|need| {
                gets.currency.is_none_or(|currency| need.currency == Some(currency))
                    && gets.units < need.units
            })
        });
        let Some((need, field, verb)) = short else { continue };
        let Some(number) = Decimal::from_ten_thousandths(gets.units) else { continue };
        let (id, need) = (goal.id(), Money { currency: currency_of(plan, need), ..*need });
        let gets_shown = Money { currency: need.currency, ..Money::known(number) };
        let got = if gets.units == 0 {
            "no budget line pays for it".to_owned()
        } else {
            format!("the budget gives it {gets_shown}")
        };
        let finding = sink
            .about_goal(context, index, goal.place().field(field), format!("`{id}` {verb} {need}, and {got}"))
            .help(format!(
                "plan the rest in a line that `funds` `{id}`, or bring its `{field}` down to what it gets"
            ));
        let lines = gets
            .lines
            .iter()
            .map(|line| (plan[*line].place(), format!("`{}` pays for it", plan[*line].id())));
        sink.push(also_all(finding, lines.collect()));
    }
}

/// What the budget gives to a goal and all below it, over all times.
#[derive(Clone, Debug, Default)]
struct Gets {
    /// In ten-thousandths of `currency`.
    units: i128,
    currency: Option<Currency>,
    /// Whether a line names the goal itself.
    own: bool,
    /// Whether an amount is missing or of another currency, so that the sum says nothing.
    unknown: bool,
    /// Some of the lines that pay for it.
    lines: Vec<LineIx>,
}

/// Follows the planned money of each line to its goals, and up from these by the shares of their links.
fn money_of_goals(plan: &Plan, graph: &PlanGraph) -> Vec<Gets> {
    let mut money = vec![Gets::default(); plan.goals.len()];
    for (index, line) in plan.lines().filter(|(_, line)| is_spending(line)) {
        let planned = planned(line, &plan.calendar);
        let amount = total(line, &planned.entries).filter(|_| planned.whole && !planned.entries.is_empty());
        let written = Percent::sum(line.funds.iter().filter_map(|funds| funds.share)).ten_thousandths();
        let without = line.funds.iter().filter(|funds| funds.share.is_none()).count().max(1);
        let left =
            (Percent::HUNDRED.ten_thousandths() - written).max(0) / i64::try_from(without).unwrap_or(1);
        for funds in &line.funds {
            let Up::Goal(goal) = funds.to else { continue };
            let gets = &mut money[goal.at()];
            let share = i128::from(funds.share.map_or(left, Percent::ten_thousandths));
            let part =
                amount.and_then(|amount| amount.ten_thousandths().checked_mul(share)?.checked_add(999_999));
            gets.unknown |= part.is_none() || (gets.currency.is_some() && gets.currency != line.currency);
            gets.units = gets.units.saturating_add(part.unwrap_or(0) / 1_000_000);
            gets.currency = gets.currency.or(line.currency);
            gets.own = true;
            if gets.lines.len() < PLACES {
                gets.lines.push(index);
            }
        }
    }
    for up in graph.parents_first().rev() {
        let Up::Goal(goal) = up else { continue };
        for (child, _) in graph.children(up).collect::<Vec<_>>() {
            let below = money[child.at()].clone();
            let gets = &mut money[goal.at()];
            // How money of a goal with several parents is divided is for other rules: all of it counts here.
            gets.unknown |= below.unknown
                || (below.currency.is_some() && gets.currency.is_some() && gets.currency != below.currency);
            gets.units = gets.units.saturating_add(below.units);
            gets.currency = gets.currency.or(below.currency);
            for line in below.lines {
                if gets.lines.len() < PLACES && !gets.lines.contains(&line) {
                    gets.lines.push(line);
                }
            }
        }
    }
    money
}

#[cfg(test)]
mod tests {
    use crate::testing::{of_rule, with};

    fn found(goals: &str, lines: &str) -> Vec<String> {
        let json = with(&format!(r#""goals": [{goals}], "budget": [{lines}]"#))
            .replace(r#""name": "Test""#, r#""name": "Test", "currency": "EUR""#);
        of_rule(&json, "BUD017").into_iter().map(|finding| finding.message).collect()
    }

    #[test]
    fn what_it_gets_with_all_below() {
        let goals = |cost: &str| {
            format!(
                r#"{{ "id": "a", "title": "A", "kind": "initiative", "contributes_to": "vision", {cost} }},
                {{ "id": "b", "title": "B", "kind": "initiative", "contributes_to": "a" }}, {{ "id": "c", "title": "C", "contributes_to": "vision" }}"#
            )
        };
        let line = |id: &str, funds: &str| {
            format!(
                r#"{{ "id": "{id}", "title": "L", "funds": {funds}, "amounts": {{ "request": {{ "2027": 900 }}, "adopted": {{ "2027-H1": 60, "2027-H2": 40 }} }} }}"#
            )
        };
        let half = line("l", r#"[{ "goal": "a", "share": "50%" }, { "goal": "c", "share": "50%" }]"#);
        assert_eq!(
            found(&goals(r#""cost": 51"#), &half),
            ["`a` needs 51 EUR, and the budget gives it 50 EUR"]
        );
        assert!(found(&goals(r#""cost": 50"#), &half).is_empty());
        let both = [half, line("m", r#""b""#)].join(", ");
        assert!(found(&goals(r#""cost": 150"#), &both).is_empty());
        assert_eq!(
            found(&goals(r#""cost": 10, "funding_min": 151"#), &both),
            ["`a` must get at least 151 EUR, and the budget gives it 150 EUR"]
        );
        assert_eq!(
            found(&goals(r#""cost": 10"#), &line("m", r#""c""#)),
            ["`a` needs 10 EUR, and no budget line pays for it"]
        );
        assert!(found(&goals(r#""cost": 10"#), "").is_empty(), "a plan without a budget");
    }

    #[test]
    fn money_above_may_be_meant_for_it() {
        let goals = r#"{ "id": "a", "title": "A", "contributes_to": "vision" },
            { "id": "b", "title": "B", "kind": "initiative", "contributes_to": "a", "cost": 500 }"#;
        assert!(
            found(
                goals,
                r#"{ "id": "l", "title": "L", "funds": "a", "amounts": { "adopted": { "2027": 9 } } }"#
            )
            .is_empty()
        );
    }
}
