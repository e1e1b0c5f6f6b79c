//! The two shorthands, for every object and list that has one: the same plan as in the long form.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};
use truenorth_core::model::shapes::SHORT_FORMS;

use super::{built, root};

/// What the examples refer to.
fn base() -> Map<String, Value> {
    let base = json!({
        "goals": [
            { "id": "other", "title": "Other", "contributes_to": "vision" },
            { "id": "third", "title": "Third", "contributes_to": "vision" }
        ],
        "teams": [{ "id": "t", "title": "T" }],
        "people": [{ "id": "p", "name": "P" }],
        "skills": [{ "id": "s", "title": "S" }],
        "budget": [{ "id": "l", "title": "L", "amounts": {} }]
    });
    base.as_object().unwrap().clone()
}

/// The base with one more entry in a section, or one more root field.
fn with(section: &str, value: &Value) -> Value {
    let mut fields = base();
    match fields.get_mut(section) {
        Some(Value::Array(entries)) => entries.push(value.clone()),
        _ => {
            fields.insert(section.to_owned(), value.clone());
        }
    }
    root(fields)
}

/// A goal with one field.
fn goal(field: &str, value: &Value) -> Value {
    let mut goal = json!({ "id": "g", "title": "G", "contributes_to": "vision" });
    goal[field] = value.clone();
    goal
}

/// Struct, section, and the entry around a value of that struct.
type Example = (&'static str, &'static str, fn(&Value) -> Value);

/// One place for each struct that has a short form.
const EXAMPLES: &[Example] = &[
    ("Action", "risks", |it| json!([{ "id": "r", "title": "R", "actions": [it] }])),
    ("Actual", "goals", |it| goal("measure", &json!({ "actuals": { "2027-01": it } }))),
    ("Ask", "goals", |it| goal("asks", &json!([it]))),
    ("Assumption", "goals", |it| goal("assumptions", &json!([it]))),
    ("ChangeGroup", "changes", |it| json!([{ "id": "c", "title": "C", "groups": [it] }])),
    ("CheckIn", "goals", |it| goal("check_ins", &json!({ "2027-01": it }))),
    ("Contribution", "goals", |it| goal("contributes_to", &json!([it]))),
    ("Dependency", "goals", |it| goal("depends_on", &json!([it]))),
    ("Document", "goals", |it| goal("documents", &json!([it]))),
    ("Effect", "decisions", |it| json!([{ "id": "d", "title": "D", "affects": [it] }])),
    ("Estimate", "goals", |it| goal("effort", it)),
    ("Funding", "budget", |it| json!({ "id": "m", "title": "M", "funds": [it], "amounts": {} })),
    ("Held", "people", |it| json!({ "id": "q", "name": "Q", "skills": { "s": it } })),
    ("Involved", "goals", |it| goal("raci", &json!({ "responsible": [it] }))),
    ("MovedDue", "goals", |it| goal("due_was", &json!([it]))),
    ("Need", "goals", |it| goal("needs", &json!([it]))),
    ("OldTarget", "goals", |it| goal("measure", &json!({ "target": 1, "target_was": [it] }))),
    ("PlanValue", "values", |it| json!([it])),
    ("RuleSetting", "checks", |it| json!({ "rules": { "overdue": it } })),
    ("Statement", "mission", Value::clone),
];

/// A value that fits the field of the short form.
fn fitting(name: &str) -> Value {
    match name {
        "Actual" | "Held" | "OldTarget" => json!(3),
        "Ask" | "ChangeGroup" => json!("t"),
        "Contribution" | "Dependency" | "Effect" | "Funding" => json!("other"),
        "Document" => json!("https://example.org"),
        "Estimate" => json!("10d"),
        "Involved" => json!("p"),
        "MovedDue" => json!("2027-01-31"),
        "Need" => json!("s"),
        "RuleSetting" => json!("off"),
        _ => json!("Words"),
    }
}

#[test]
fn a_bare_value_is_the_object_with_one_field() {
    let covered: BTreeSet<&str> = EXAMPLES.iter().map(|(name, ..)| *name).collect();
    let wanted: BTreeSet<&str> = SHORT_FORMS.iter().map(|(name, _)| *name).collect();
    assert_eq!(covered, wanted, "every short form has its example");
    for (name, section, around) in EXAMPLES {
        let (_, field) = SHORT_FORMS.iter().find(|(of, _)| of == name).unwrap();
        let value = fitting(name);
        let short = built(&[with(section, &around(&value))]);
        let long = built(&[with(section, &around(&json!({ *field: value })))]);
        assert_eq!(short, long, "{name}");
        assert_ne!(short, built(&[root(base())]), "{name} is read");
    }
}

#[test]
fn one_entry_stands_for_a_list_of_one() {
    let mut looked_at = BTreeSet::new();
    for (name, section, around) in EXAMPLES {
        let value = fitting(name);
        let in_list = around(&value);
        let alone = unwrapped(&in_list, &value);
        if alone == in_list {
            continue;
        }
        looked_at.insert(*name);
        assert_eq!(built(&[with(section, &alone)]), built(&[with(section, &in_list)]), "{name}");
    }
    assert!(looked_at.len() >= 12, "{looked_at:?}");
    for (field, value) in [
        ("tags", "word"),
        ("aliases", "former"),
        ("supports", "other"),
        ("conflicts_with", "other"),
        ("relates_to", "t"),
        ("replaces", "other"),
        ("continues", "other"),
    ] {
        let alone = built(&[with("goals", &goal(field, &json!(value)))]);
        assert_eq!(alone, built(&[with("goals", &goal(field, &json!([value])))]), "{field}");
    }
}

/// The entry with `value` in place of the list `[value]` inside of it; lists of items stay.
fn unwrapped(entry: &Value, value: &Value) -> Value {
    match entry {
        Value::Array(list) if list.len() == 1 && list[0] == *value => value.clone(),
        Value::Array(list) => list.iter().map(|inner| unwrapped(inner, value)).collect(),
        Value::Object(fields) => {
            let inner = fields.iter().map(|(key, inner)| (key.clone(), unwrapped(inner, value)));
            Value::Object(inner.collect())
        }
        other => other.clone(),
    }
}
