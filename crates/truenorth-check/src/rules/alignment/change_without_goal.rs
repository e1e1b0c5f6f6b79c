//! `change-without-goal`: a change or growth plan that contributes to no goal.

use std::collections::HashSet;

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::model::{Change, ChangeStatus};
use truenorth_core::place::Place;

use crate::context::{Context, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};

static ID: RuleId = RuleId { code: "ALN014", name: "change-without-goal", unreadable: false };

/// See `change-without-goal.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Alignment,
    level: Level::Warning,
    set: Set::Default,
    since: "0.1.0",
    summary: "a change or growth plan contributes to no goal",
    options: &[],
    page: include_str!("change-without-goal.md"),
    check: RuleCheck::Plan(check),
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let plan = context.plan;
    let over =
        |change: &Change| matches!(change.status, Some(ChangeStatus::Embedded | ChangeStatus::Dropped));
    let changes = plan.changes.iter().filter(|change| !over(&change.written));
    let of_changes = changes
        .map(|change| (change.id(), change.place(), "change", change.written.contributes_to.is_empty()));
    let of_growth = plan.growth.iter().map(|growth| {
        let place = Place::value(growth.file, growth.written.spot);
        (growth.written.id.as_str(), place, "growth plan", growth.written.contributes_to.is_empty())
    });
    // A driver belongs to the growth plan that it makes up.
    let drivers: HashSet<&str> = (plan.growth.iter())
        .flat_map(|growth| growth.written.drivers.iter().map(|driver| driver.as_str()))
        .collect();
    for (id, place, what, _) in
        of_changes.chain(of_growth).filter(|(id, _, _, bare)| *bare && !drivers.contains(id))
    {
        let finding = sink
            .finding(place, format!("the {what} `{id}` contributes to no goal"))
            .help("write the goal that it is made for as `contributes_to`, or `vision`")
            .item(id);
        sink.push(finding);
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{of_rule, with};

    #[test]
    fn growth_plans_but_not_their_drivers() {
        let json = with(
            r#""growth": [{ "id": "a", "title": "A", "measure": {}, "drivers": ["b"] }, { "id": "b", "title": "B", "measure": {} },
                { "id": "c", "title": "C", "measure": {}, "contributes_to": "vision" }]"#,
        );
        let found: Vec<String> =
            of_rule(&json, "ALN014").into_iter().map(|finding| finding.message).collect();
        assert_eq!(found, ["the growth plan `a` contributes to no goal"]);
    }
}
