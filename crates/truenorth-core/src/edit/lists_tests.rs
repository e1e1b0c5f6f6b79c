//! The lists of this module against the schema, which is made from the types: a new section, map by time or short form
//! must be known here too.

use serde_json::Value;

use super::set::{SHORT_ENTRIES, SHORT_FIELDS};
use super::{SECTIONS, is_time_map};
use crate::model::shapes::short_field;
use crate::schema::schema;

/// The fields of a struct; of one with a short form those of its long form.
fn fields(of: &Value) -> Vec<(String, Value)> {
    let long =
        of["anyOf"].as_array().and_then(|forms| forms.iter().find(|form| form["properties"].is_object()));
    let fields = long.unwrap_or(of)["properties"].as_object();
    fields.into_iter().flatten().map(|(name, field)| (name.clone(), field.clone())).collect()
}

/// The name of the struct that a field holds, if it holds one.
fn name(of: &Value) -> Option<&str> {
    of["$ref"].as_str()?.rsplit('/').next()
}

/// The same of the entries of a list, or of one for many.
fn entry_name(field: &Value) -> Option<&str> {
    let forms = field["anyOf"].as_array().into_iter().flatten();
    std::iter::once(field).chain(forms).find_map(|form| name(&form["items"]))
}

/// Every field of every struct.
fn all_fields() -> Vec<(String, Value)> {
    let schema = schema();
    let mut all = fields(&schema);
    for (_, definition) in schema["$defs"].as_object().unwrap() {
        all.extend(fields(definition));
    }
    assert!(all.len() > 100, "{}", all.len());
    all
}

fn is_by_time(map: &Value) -> bool {
    matches!(name(&map["propertyNames"]), Some("Time" | "Date"))
}

#[test]
fn maps_by_time_are_those_of_the_types() {
    let mut found = 0;
    for (field, map) in all_fields().iter().filter(|(_, field)| field["propertyNames"].is_object()) {
        assert_eq!(is_time_map(&["goals", field]), is_by_time(map), "{field}");
        let inner = &map["additionalProperties"];
        if inner["propertyNames"].is_object() {
            assert_eq!(is_time_map(&[field.as_str(), "key"]), is_by_time(inner), "{field}");
        }
        found += usize::from(is_by_time(map) || is_by_time(inner));
    }
    assert!(found >= 5, "{found}");
}

#[test]
fn every_section_with_ids_is_known() {
    let schema = schema();
    let mut found = 0;
    let mut sections = fields(&schema);
    for (field, inner) in fields(&schema["$defs"]["Strategy"]) {
        sections.push((format!("strategy.{field}"), inner));
    }
    for (section, field) in sections {
        let Some(of) = entry_name(&field) else { continue };
        let has_id = fields(&schema["$defs"][of]).iter().any(|(name, _)| name == "id");
        assert_eq!(SECTIONS.contains(&section.as_str()), has_id, "{section}");
        found += usize::from(has_id);
    }
    assert!(found >= 9, "{found}");
}

#[test]
fn short_forms_are_known() {
    let known = |list: &[(&str, &'static str)], name: &str| {
        list.iter().find(|(written, _)| *written == name).map(|(_, field)| *field)
    };
    for (field, of) in all_fields() {
        if let Some(short) = name(&of).and_then(short_field) {
            assert_eq!(known(SHORT_FIELDS, &field), Some(short), "{field}");
        }
        if let Some(short) = name(&of["additionalProperties"]).and_then(short_field) {
            assert_eq!(known(SHORT_ENTRIES, &field), Some(short), "{field}");
        }
    }
}
