//! `value-never-cited`: a value that nothing in the plan refers to.

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::plan::Item;
use truenorth_graph::mentions::Mentions;

use crate::context::{Context, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};
use crate::rules::alignment::also_all;

static ID: RuleId = RuleId { code: "LRN001", name: "value-never-cited", unreadable: false };

/// See `value-never-cited.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Learning,
    level: Level::Note,
    set: Set::Strict,
    since: "0.1.0",
    summary: "no goal, decision or other item refers to a value of the plan",
    options: &[],
    page: include_str!("value-never-cited.md"),
    check: RuleCheck::Plan(check),
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let plan = context.plan;
    if plan.values.is_empty() || (plan.goals.is_empty() && plan.decisions.is_empty()) {
        return;
    }
    let mentions = Mentions::new(plan);
    let mut silent = Vec::new();
    for (position, value) in (0..).zip(&plan.values) {
        let item = Item::Value(position);
        if mentions.to(item).is_empty()
            && let Some(place) = plan.item_place(item)
        {
            silent.push((value, place));
        }
    }
    // A plan that cites none of its values has one thing to mend, not ten.
    if silent.len() == plan.values.len() && silent.len() > 1 {
        let mut places = silent.into_iter().map(|(_, place)| place);
        let Some(first) = places.next() else { return };
        let message = format!("nothing in the plan refers to any of its {} values", plan.values.len());
        let others = places.map(|place| (place, "nor to this".to_owned())).collect();
        sink.push(also_all(sink.finding(first, message).help(HELP), others));
        return;
    }
    for (value, place) in silent {
        let shown: String = value.title.chars().take(60).collect();
        let finding =
            sink.finding(place, format!("nothing in the plan refers to the value \"{shown}\"")).help(HELP);
        sink.push(match &value.id {
            Some(id) => finding.item(id.as_str()),
            None => finding,
        });
    }
}

const HELP: &str = "name the `id` of a value where it decides something: in `relates_to` of a goal or decision, or `affects` of a decision";

#[cfg(test)]
mod tests {
    use crate::testing::{of_rule, with};

    #[test]
    fn one_finding_for_a_plan_that_cites_none() {
        let found = |cited: &str| {
            let json = with(&format!(
                r#""values": [{{ "id": "a", "title": "A" }}, "B", {{ "id": "c", "title": "C" }}],
                "goals": [{{ "id": "g", "title": "G", "kind": "initiative", "contributes_to": "vision"{cited} }}]"#
            ));
            of_rule(&json, "LRN001").into_iter().map(|finding| finding.message).collect::<Vec<_>>()
        };
        assert_eq!(found(""), ["nothing in the plan refers to any of its 3 values"]);
        assert_eq!(
            found(r#", "relates_to": "a""#),
            [
                "nothing in the plan refers to the value \"B\"",
                "nothing in the plan refers to the value \"C\""
            ]
        );
    }
}
