//! What the types cannot tell the schema: defaults, ranges and examples, as the page of the format states them.

use serde_json::{Value, json};

/// Defaults that are a value of their own: object, field, value as JSON. A default that depends on something else
/// is told by the field's description alone.
const DEFAULTS: &[(&str, &str, &str)] = &[
    ("Ask", "answer", r#""open""#),
    ("BudgetLine", "earned_by", r#""progress""#),
    ("BudgetLine", "spread", r#""even""#),
    ("BudgetLine", "type", r#""expense""#),
    ("Calendar", "fiscal_year_named_by", r#""end""#),
    ("Calendar", "fiscal_year_start", r#""01-01""#),
    ("Calendar", "working_days", r#"["mon", "tue", "wed", "thu", "fri"]"#),
    ("Change", "status", r#""proposed""#),
    ("ChangeGroup", "load", r#""medium""#),
    ("Checks", "fail_on", r#""error""#),
    ("Checks", "grl_tolerance", r#""0%""#),
    ("Checks", "rollup", r#""weighted_mean""#),
    ("Checks", "select", r#"["default"]"#),
    ("Checks", "status_profile", r#""default""#),
    ("Contribution", "weight", "1"),
    ("Criterion", "weight", "1"),
    ("Decision", "status", r#""proposed""#),
    ("File", "include", "[]"),
    (
        "File",
        "skill_scale",
        r#"["none", "novice", "advanced beginner", "competent", "proficient", "expert"]"#,
    ),
    ("Goal", "ambition", r#""committed""#),
    ("Goal", "weight", "1"),
    ("Growth", "combine", r#""product""#),
    ("Limits", "ask_points", r#"{ "small": 1, "medium": 3, "large": 8 }"#),
    ("Limits", "load", r#""100%""#),
    ("Limits", "mentees", "3"),
    ("Measure", "aggregation", r#""last""#),
    ("Need", "level", "3"),
    ("Need", "people", "1"),
    ("Organization", "language", r#""en""#),
    ("Person", "capacity", r#""100%""#),
    ("Review", "kind", r#""review""#),
    ("Risk", "status", r#""open""#),
    ("Role", "headcount", "1"),
    ("Saving", "status", r#""idea""#),
    ("Skill", "level", "3"),
    ("Stakeholder", "kind", r#""group""#),
    ("Swot", "weight", "1"),
    ("Training", "status", r#""planned""#),
];

/// Least and greatest numbers: object, field, both.
const RANGES: &[(&str, &str, u32, u32)] = &[
    ("Adkar", "ability", 1, 5),
    ("Adkar", "awareness", 1, 5),
    ("Adkar", "desire", 1, 5),
    ("Adkar", "knowledge", 1, 5),
    ("Adkar", "reinforcement", 1, 5),
    ("Residual", "impact", 1, 5),
    ("Residual", "likelihood", 1, 5),
    ("Risk", "impact", 1, 5),
    ("Risk", "likelihood", 1, 5),
    ("Stakeholder", "interest", 1, 5),
    ("Stakeholder", "power", 1, 5),
];

/// Patterns of texts that the reader takes apart: object, field, pattern.
const PATTERNS: &[(&str, &str, &str)] =
    &[("Calendar", "fiscal_year_start", "^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$")];

/// Whole objects as people write them.
const EXAMPLES: &[(&str, &str)] = &[
    (
        "BudgetLine",
        r#"{ "id": "charging", "title": "Charging posts", "owner": "shore", "funds": "electric",
            "amounts": { "adopted": { "2027": "120000.50" }, "actual": { "2027-Q1": 29100 } } }"#,
    ),
    ("Contribution", r#"{ "goal": "electric", "weight": 2 }"#),
    (
        "Decision",
        r#"{ "id": "buy-booking", "title": "Buy the booking service", "status": "accepted", "date": "2026-12-02",
            "options": [{ "id": "buy", "title": "Buy it" }, { "id": "build", "title": "Build it" }], "chosen": "buy" }"#,
    ),
    (
        "Goal",
        r#"{ "id": "electric", "title": "Run the harbour lines on batteries", "contributes_to": "vision",
            "owner": "fleet", "period": "2027" }"#,
    ),
    (
        "Growth",
        r#"{ "id": "passengers", "title": "Passengers a year", "period": "2027..2028",
            "measure": { "baseline": 410000, "target": 470000, "phased": { "2027": 440000, "2028": 470000 } } }"#,
    ),
    (
        "Measure",
        r#"{ "unit": "%", "baseline": 81, "target": 95, "actuals": { "2027-03": 86, "2027-04": "not_measured" } }"#,
    ),
    ("Person", r#"{ "id": "mara-lind", "name": "Mara Lind", "team": "crew", "capacity": "80%" }"#),
    (
        "Risk",
        r#"{ "id": "packs-late", "title": "Battery packs come late", "threatens": "electric", "likelihood": 3, "impact": 4 }"#,
    ),
    ("Team", r#"{ "id": "crew", "title": "Crew", "owner": "head-of-crew" }"#),
];

/// Adds what is known of an object and its fields.
pub(super) fn add(name: &str, definition: &mut Value) {
    for (_, field, default) in DEFAULTS.iter().filter(|(of, ..)| *of == name) {
        put(definition, field, "default", serde_json::from_str(default).unwrap_or_default());
    }
    for (_, field, least, most) in RANGES.iter().filter(|(of, ..)| *of == name) {
        put(definition, field, "minimum", json!(least));
        put(definition, field, "maximum", json!(most));
    }
    for (_, field, pattern) in PATTERNS.iter().filter(|(of, ..)| *of == name) {
        put(definition, field, "pattern", json!(pattern));
    }
    let examples: Vec<Value> = (EXAMPLES.iter().filter(|(of, _)| *of == name))
        .filter_map(|(_, example)| serde_json::from_str(example).ok())
        .collect();
    if let Some(object) = definition.as_object_mut().filter(|_| !examples.is_empty()) {
        object.insert("examples".to_owned(), Value::Array(examples));
    }
}

fn put(definition: &mut Value, field: &str, key: &str, value: Value) {
    let property = definition.pointer_mut(&format!("/properties/{field}")).and_then(Value::as_object_mut);
    if let Some(property) = property {
        property.insert(key.to_owned(), value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn properties(of: &Value) -> Value {
        let long = of["anyOf"].as_array().and_then(|choices| choices.last()).unwrap_or(of);
        long["properties"].clone()
    }

    fn property(object: &str, field: &str) -> Value {
        let schema = crate::schema::schema();
        let of = if object == "File" { &schema } else { &schema["$defs"][object] };
        properties(of)[field].clone()
    }

    #[test]
    fn hints_arrive_at_fields_that_exist() {
        for (object, field, default) in DEFAULTS {
            let value: Value = serde_json::from_str(default).unwrap();
            assert_eq!(property(object, field)["default"], value, "{object}.{field}");
        }
        for (object, field, least, most) in RANGES {
            let found = property(object, field);
            assert_eq!(
                (&found["minimum"], &found["maximum"]),
                (&json!(least), &json!(most)),
                "{object}.{field}"
            );
        }
        for (object, field, pattern) in PATTERNS {
            assert_eq!(property(object, field)["pattern"], *pattern, "{object}.{field}");
        }
        let schema = crate::schema::schema();
        for (object, example) in EXAMPLES {
            let value: Value = serde_json::from_str(example).unwrap();
            assert!(schema["$defs"][object].to_string().contains(&value.to_string()), "{object}");
        }
    }

    /// A description that speaks of a default has one here, unless it depends on something else.
    #[test]
    fn defaults_in_words_are_defaults_of_the_schema() {
        const DEPENDS: [&str; 14] = [
            "ChangeGroup.period",
            "Checks.priorities",
            "Checks.risk_matrix",
            "File.goals",
            "Goal.duration",
            "Goal.kind",
            "Goal.rollup",
            "Involved.period",
            "Level.like",
            "Level.unaligned",
            "Measure.baseline_at",
            "Measure.curve",
            "Measure.kind",
            "Need.by",
        ];
        let schema = crate::schema::schema();
        let objects = schema["$defs"].as_object().unwrap().iter();
        let mut found: Vec<String> = Vec::new();
        for (name, object) in objects.map(|(name, of)| (name.as_str(), of)).chain([("File", &schema)]) {
            for (field, property) in properties(object).as_object().into_iter().flatten() {
                let says =
                    property["description"].as_str().unwrap_or_default().to_lowercase().contains("default ");
                if says && property.get("default").is_none() {
                    found.push(format!("{name}.{field}"));
                }
            }
        }
        found.sort();
        assert_eq!(found, DEPENDS);
    }
}
