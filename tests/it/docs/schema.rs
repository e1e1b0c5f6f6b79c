//! The schema agrees with the reader: what one calls right, the other does too, as far as a schema can know.

use std::collections::BTreeSet;

use serde_json::Value;
use truenorth_check::{RULES, parse_page};

use crate::run::truenorth;

/// Failing examples of reading and references that a schema cannot know to be wrong, and why.
const CANNOT_KNOW: &[(&str, &str)] = &[
    ("PLN004", "equal keys are one key to most JSON readers"),
    ("PLN008", "an address is any text"),
    ("PLN013", "characters that do not show are characters"),
    ("PLN018", "a number of the format is any number"),
    ("PLN019", "which numbers can be is told by the rule, with its reason"),
    ("PLN020", "a placeholder is a text like any other"),
];

fn valid(validator: &jsonschema::Validator, plan: &Value) -> Result<(), Vec<String>> {
    let wrong: Vec<String> =
        validator.iter_errors(plan).map(|error| format!("{}: {error}", error.instance_path())).collect();
    if wrong.is_empty() { Ok(()) } else { Err(wrong) }
}

#[test]
fn the_examples_of_rules_are_what_the_schema_says() {
    let validator = jsonschema::validator_for(&truenorth(&["schema"]).exits(0).json()).unwrap();
    let mut passed = BTreeSet::new();
    for rule in RULES {
        let page = parse_page(rule.page).unwrap();
        let plan: Value = serde_json::from_str(&page.passes).unwrap();
        assert_eq!(valid(&validator, &plan), Ok(()), "the passing example of {}", rule.id.code);
        // Examples that are no JSON, or whose fault lies in the bytes, are not for a schema.
        let failing = serde_json::from_str::<Value>(&page.fails);
        if let Ok(plan) = failing.as_ref()
            && rule.id.code.starts_with("PLN")
            && plan.get("truenorth").is_some()
            && valid(&validator, plan).is_ok()
        {
            passed.insert(rule.id.code);
        }
    }
    // Those whose fault is not in one text have an example in words only.
    let elsewhere =
        ["PLN001", "PLN002", "PLN005", "PLN006", "PLN014", "PLN015", "PLN016", "PLN017", "PLN021"];
    passed.retain(|code| !elsewhere.contains(code));
    assert_eq!(passed, CANNOT_KNOW.iter().map(|(code, _)| *code).collect());
    assert!(CANNOT_KNOW.iter().all(|(_, why)| why.len() > 10));
}

#[test]
fn the_examples_and_defaults_of_the_schema_are_valid() {
    let schema = truenorth(&["schema"]).exits(0).json();
    let mut held = 0;
    let definitions = schema["$defs"].as_object().unwrap();
    let against = |part: &Value| {
        let mut whole = part.clone();
        whole["$defs"] = schema["$defs"].clone();
        jsonschema::validator_for(&whole).unwrap()
    };
    for (name, definition) in definitions {
        for example in definition["examples"].as_array().into_iter().flatten() {
            assert_eq!(valid(&against(definition), example), Ok(()), "{name}: {example}");
            held += 1;
        }
        let long = definition["anyOf"].as_array().and_then(|choices| choices.last()).unwrap_or(definition);
        for (field, property) in long["properties"].as_object().into_iter().flatten() {
            if let Some(default) = property.get("default") {
                assert_eq!(valid(&against(property), default), Ok(()), "{name}.{field}: {default}");
                held += 1;
            }
        }
    }
    assert!(held > 60, "{held}");
}

#[test]
fn scalars_have_patterns_and_examples() {
    let schema = truenorth(&["schema"]).exits(0).json();
    for name in [
        "Id",
        "Reference",
        "Time",
        "Date",
        "Due",
        "Duration",
        "Percent",
        "Money",
        "Currency",
        "Value",
        "Decimal",
        "Ratio",
    ] {
        let scalar = &schema["$defs"][name];
        assert!(scalar["examples"].as_array().is_some_and(|list| !list.is_empty()), "{name}");
        assert!(scalar["title"].is_string() && scalar.to_string().contains("\"pattern\""), "{name}");
    }
}
