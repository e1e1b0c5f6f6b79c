//! `budget-far-from-priorities`: planned money that lies elsewhere than the priorities say.

use std::cmp::Reverse;

use truenorth_core::budget::{Total, fiscal_year};
use truenorth_core::finding::{Level, RuleId};
use truenorth_core::place::Place;
use truenorth_core::plan::{Goal, GoalIx, Item, Plan};
use truenorth_core::scalar::Percent;
use truenorth_graph::{PillarGap, misalignment};

use super::tree::is_whole;
use crate::context::{Context, Sink};
use crate::rule::{Group, OptionDoc, Rule, RuleCheck, Set};
use crate::rules::alignment::also_all;

static ID: RuleId = RuleId { code: "BUD015", name: "budget-far-from-priorities", unreadable: false };

/// See `budget-far-from-priorities.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Budget,
    level: Level::Warning,
    set: Set::Strict,
    since: "0.1.0",
    summary: "much of the planned money lies elsewhere than the priorities say",
    options: &[OptionDoc {
        name: "percent",
        default: "20",
        meaning: "largest part of the money that may lie in the wrong place",
    }],
    page: include_str!("budget-far-from-priorities.md"),
    check: RuleCheck::Plan(check),
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let plan = context.plan;
    if plan.lines.is_empty() || !is_whole(plan) || !says_priorities(plan, context) {
        return;
    }
    let Some(found) = misalignment(plan, context.graph, context.today) else { return };
    if found.distance * 100.0 <= sink.number("percent") {
        return;
    }
    let mut gaps: Vec<&PillarGap> = found.pillars.iter().filter(|gap| !gap.over.is_zero()).collect();
    gaps.sort_by_key(|gap| Reverse(gap.over.ten_thousandths().unsigned_abs()));
    let Some(place) = place(plan, found.written, &gaps) else { return };
    let unit = plan.organization.as_ref().and_then(|organization| organization.currency);
    let unit = unit.map_or_else(String::new, |unit| format!(" {unit}"));
    let message = format!(
        "{} of the money planned from {} on, {} of {}{unit}, lies elsewhere than {} say",
        percent(found.distance),
        fiscal_year(plan, context.today).first,
        found.amount,
        found.money,
        if found.written { "`priorities`" } else { "the weights of the pillars" }
    );
    let places = gaps.iter().filter_map(|gap| Some((gap.pillar?, gap))).map(|(pillar, gap)| {
        let off = if gap.over.is_negative() {
            format!("{} too little", Total::default().minus(gap.over))
        } else {
            format!("{} too much", gap.over)
        };
        let text = format!(
            "{} of the money for {} of the priorities: {off}",
            percent(gap.given),
            percent(gap.wanted)
        );
        (plan[pillar].place(), text)
    });
    let finding = sink.finding(place, message).help(
        "move money to the pillars that lack it, or change the priorities if they are no longer meant; \
         `funds` and the `share`s of `contributes_to` say where money goes",
    );
    sink.push(also_all(finding, places.collect()));
}

/// Whether the plan says how much its pillars are worth; that all are alike nobody has said.
fn says_priorities(plan: &Plan, context: &Context<'_>) -> bool {
    let has_weight = |goal: &Goal| {
        goal.written.weight.is_some() || goal.written.contributes_to.iter().any(|link| link.weight.is_some())
    };
    let is_pillar = |goal: GoalIx| plan.like(goal) == truenorth_core::model::Kind::Pillar;
    !plan.checks.priorities.is_empty()
        || context.graph.goals().any(|goal| is_pillar(goal) && has_weight(&plan[goal]))
}

/// Where the priorities are written; without them the pillar that is furthest off.
fn place(plan: &Plan, written: bool, gaps: &[&PillarGap]) -> Option<Place> {
    if written {
        let root = Place::value(plan.root?, plan.checks.spot);
        return Some(root.field("priorities").key_only());
    }
    let pillar = gaps.iter().find_map(|gap| gap.pillar)?;
    plan.item_place(Item::Goal(pillar))
}

/// A share as a percentage with one digit after the point.
fn percent(share: f64) -> Percent {
    // A share is 0 to 1, so that this is in range.
    Percent::from_ten_thousandths((share * 1000.0).round() as i64 * 1000)
}

#[cfg(test)]
mod tests {
    use crate::testing::{of_rule, with};

    fn found(pillars: &str, checks: &str) -> Option<String> {
        let json = with(&format!(
            r#""pillars": [{pillars}], "checks": {{ {checks} }}, "budget": [
                {{ "id": "l", "title": "L", "funds": "p", "currency": "EUR", "amounts": {{ "adopted": {{ "2027": 250 }} }} }},
                {{ "id": "m", "title": "M", "funds": "q", "currency": "EUR", "amounts": {{ "adopted": {{ "2027": 750 }} }} }}]"#
        ))
        .replace(r#""name": "Test""#, r#""name": "Test", "currency": "EUR""#);
        of_rule(&json, "BUD015").pop().map(|finding| finding.message)
    }

    #[test]
    fn of_what_somebody_has_said() {
        let plain = r#"{ "id": "p", "title": "P" }, { "id": "q", "title": "Q" }"#;
        let weighted = r#"{ "id": "p", "title": "P", "weight": 4 }, { "id": "q", "title": "Q" }"#;
        let off = |by| format!("{by} EUR, lies elsewhere than");
        assert_eq!(found(plain, ""), None, "no weight is written");
        let of_weights = found(weighted, "").unwrap();
        assert!(
            of_weights.starts_with("55% of the money planned from 2027-01-01 on, 550 of 1000 EUR"),
            "{of_weights}"
        );
        assert!(of_weights.ends_with("than the weights of the pillars say"));
        let written = found(plain, r#""priorities": { "p": "50%", "q": "50%" }"#).unwrap();
        assert!(written.contains(&off("250 of 1000")) && written.ends_with("`priorities` say"), "{written}");
        let option = r#""priorities": { "p": "50%", "q": "50%" }, "rules": { "BUD015": { "options": { "percent": 25 } } }"#;
        assert_eq!(found(plain, option), None, "exactly at the limit");
    }
}
