//! `duplicate-local-id`: two parts of one item with the same id.

use std::collections::BTreeMap;

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::place::Place;

use crate::context::{Context, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};

static ID: RuleId = RuleId { code: "REF012", name: "duplicate-local-id", unreadable: false };

/// See `duplicate-local-id.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::References,
    level: Level::Error,
    set: Set::Default,
    since: "0.1.0",
    summary: "two options, criteria, states or scenarios of one item have the same id",
    options: &[],
    page: include_str!("duplicate-local-id.md"),
    check: RuleCheck::Plan(check),
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    for decision in &context.plan.decisions {
        let (it, id, here) = (&decision.written, decision.id(), decision.place());
        let options = it.options.iter().map(|option| option.id.as_str());
        let criteria = it.criteria.iter().map(|criterion| criterion.id.as_str());
        let states = it.states.iter().map(|state| state.id.as_str());
        look(sink, id, &here, "options", "option", options);
        look(sink, id, &here, "criteria", "criterion", criteria);
        look(sink, id, &here, "states", "state", states);
    }
    for growth in &context.plan.growth {
        let here = Place::value(growth.file, growth.written.spot);
        let scenarios = growth.written.scenarios.iter().map(|scenario| scenario.id.as_str());
        look(sink, growth.written.id.as_str(), &here, "scenarios", "scenario", scenarios);
    }
}

/// An option and a criterion may share an id: each is looked up in its own list.
fn look<'a>(
    sink: &mut Sink<'_>,
    item: &str,
    here: &Place,
    field: &'static str,
    kind: &str,
    ids: impl Iterator<Item = &'a str>,
) {
    let mut seen = BTreeMap::new();
    for (entry, id) in ids.enumerate() {
        let place = here.clone().field(field).index(entry).field("id");
        let Some(first) = seen.get(id).cloned() else {
            seen.insert(id, place);
            continue;
        };
        let finding = sink
            .finding(place, format!("`{item}` has a second {kind} `{id}`"))
            .also(first, "first here")
            .help(format!("give this {kind} an id of its own, and use it where this one is meant"))
            .item(item);
        sink.push(finding);
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{of_rule, with};

    fn found(fields: &str) -> Vec<String> {
        of_rule(&with(fields), "REF012").into_iter().map(|finding| finding.message).collect()
    }

    #[test]
    fn an_id_is_repeated_only_within_its_list() {
        let decision =
            |fields: &str| found(&format!(r#""decisions": [{{ "id": "d", "title": "D", {fields} }}]"#));
        let apart = r#""criteria": [{ "id": "a" }], "options": [{ "id": "a", "title": "A" }, { "id": "b", "title": "B" }]"#;
        assert!(decision(apart).is_empty());
        let states =
            r#""states": [{ "id": "s", "probability": "50%" }, { "id": "s", "probability": "50%" }]"#;
        assert_eq!(decision(states), ["`d` has a second state `s`"]);
        assert_eq!(decision(r#""criteria": [{ "id": "c" }, { "id": "c" }, { "id": "c" }]"#).len(), 2);
        let growth = r#""growth": [{ "id": "g", "title": "G", "contributes_to": "vision", "measure": {},
            "scenarios": [{ "id": "low", "values": {} }, { "id": "low", "values": {} }] }]"#;
        assert_eq!(found(growth), ["`g` has a second scenario `low`"]);
    }
}
