//! The JSON Schema of the plan format, made from the types of [`crate::model`].
//!
//! schemars describes the long forms. What the derive cannot know is added from
//! [`crate::model::shapes`]: texts and numbers that stand for objects, comments, and own keys. `null` is
//! taken out, for the format has none.

use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};

use crate::model::{File, shapes};

mod hints;

/// Where the published schema of this version lives; the `$id` of the schema.
pub const SCHEMA_ID: &str = "https://truenorth.invalid/schema/plan-1.json";

/// The schema of a plan file as a JSON value.
#[must_use]
pub fn schema() -> Value {
    let generator = SchemaSettings::draft2020_12().into_generator();
    let mut schema = generator.into_root_schema_for::<File>().to_value();
    without_null(&mut schema);
    on_one_line(&mut schema);
    hints::add("File", &mut schema);
    open_to_comments(&mut schema);
    if let Some(definitions) = schema.get_mut("$defs").and_then(Value::as_object_mut) {
        for (name, definition) in definitions.iter_mut() {
            hints::add(name, definition);
            open_to_comments(definition);
            // A generic type has a definition for each type it is made of: `Estimate_Money`.
            let generic = name.split_once('_').map_or(name.as_str(), |(generic, _)| generic);
            if let Some(field) = shapes::short_field(generic) {
                add_short_form(definition, field);
            }
            entitle(definition);
        }
    }
    if let Some(root) = schema.as_object_mut() {
        root.insert("$id".to_owned(), json!(SCHEMA_ID));
        root.insert("title".to_owned(), json!("truenorth plan file, format 1"));
        root.insert("dependentRequired".to_owned(), json!({ "truenorth": ["organization"] }));
    }
    schema
}

/// Descriptions without the line breaks of the comments that they are made from.
fn on_one_line(value: &mut Value) {
    match value {
        Value::Array(list) => list.iter_mut().for_each(on_one_line),
        Value::Object(object) => {
            if let Some(Value::String(words)) = object.get_mut("description") {
                *words = words.replace('\n', " ");
            }
            object.values_mut().for_each(on_one_line);
        }
        _ => {}
    }
}

/// Objects with named fields may hold comments and own keys, and nothing else that is not named.
fn open_to_comments(definition: &mut Value) {
    let Some(object) = definition.as_object_mut() else { return };
    if !object.contains_key("properties") {
        return;
    }
    object.insert("additionalProperties".to_owned(), json!(false));
    object.insert(
        "patternProperties".to_owned(),
        json!({
            "^x-": { "description": "Your own; the reader passes over it" },
            "^//$": {
                "description": "A comment; the reader passes over it",
                "anyOf": [{ "type": "string" }, { "type": "array", "items": { "type": "string" } }]
            }
        }),
    );
}

/// Makes the description of a definition its title. Editors show the innermost description of a value, and that of
/// the definition would hide what the field says of itself.
fn entitle(definition: &mut Value) {
    let Some(object) = definition.as_object_mut() else { return };
    if let Some(Value::String(words)) = object.remove("description") {
        let title = words.strip_suffix('.').unwrap_or(&words);
        object.insert("title".to_owned(), json!(title));
    }
}

/// Makes `{...}` into "the type of `field`, or `{...}`".
fn add_short_form(definition: &mut Value, field: &str) {
    let Some(mut short) = definition.pointer(&format!("/properties/{field}")).cloned() else { return };
    if let Some(short) = short.as_object_mut() {
        // It would hide the description of the field in which the short form stands.
        short.remove("description");
    }
    let mut object = definition.take();
    let mut outer = Map::new();
    for key in ["description", "title"] {
        if let Some(words) = object.as_object_mut().and_then(|object| object.remove(key)) {
            outer.insert(key.to_owned(), words);
        }
    }
    outer.insert("anyOf".to_owned(), json!([short, object]));
    *definition = Value::Object(outer);
}

/// Takes `null` out of every list of types and alternatives.
fn without_null(value: &mut Value) {
    match value {
        Value::Array(list) => list.iter_mut().for_each(without_null),
        Value::Object(object) => {
            if let Some(Value::Array(types)) = object.get_mut("type") {
                types.retain(|word| word != "null");
                if let [only] = types.as_slice() {
                    let only = only.clone();
                    object.insert("type".to_owned(), only);
                }
            }
            if let Some(Value::Array(words)) = object.get_mut("enum") {
                words.retain(|word| !word.is_null());
            }
            if let Some(Value::Array(choices)) = object.get_mut("anyOf") {
                choices.retain(|choice| choice.get("type").is_none_or(|word| word != "null"));
                if let [Value::Object(only)] = choices.as_slice() {
                    let only = only.clone();
                    object.remove("anyOf");
                    for (key, inner) in only {
                        object.entry(key).or_insert(inner);
                    }
                }
            }
            object.remove("default");
            object.values_mut().for_each(without_null);
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_forms_name_fields_that_exist() {
        let schema = schema();
        for (name, field) in shapes::SHORT_FORMS {
            let definitions = schema["$defs"].as_object().unwrap();
            let is_it = |found: &str| found == *name || found.starts_with(&format!("{name}_"));
            let mut found = definitions.iter().filter(|(found, _)| is_it(found)).peekable();
            assert!(found.peek().is_some(), "{name} is not in the schema");
            for (found, definition) in found {
                assert!(
                    definition.pointer(&format!("/anyOf/1/properties/{field}")).is_some(),
                    "{found} has no short form by {field}"
                );
            }
        }
    }

    #[test]
    fn everything_is_described() {
        let schema = schema();
        let mut open = Vec::new();
        let mut look = |name: &str, object: &Value| {
            for (field, property) in object["properties"].as_object().into_iter().flatten() {
                let words = property["description"].as_str().unwrap_or_default();
                if words.len() < 4 || words.contains('\n') {
                    open.push(format!("{name}.{field}"));
                }
            }
        };
        look("File", &schema);
        for (name, definition) in schema["$defs"].as_object().unwrap() {
            let title = definition["title"].as_str().unwrap_or_default();
            assert!(title.len() > 4 && !title.ends_with('.') && !title.contains('\n'), "{name}: {title:?}");
            assert!(definition.get("description").is_none(), "{name} hides what fields say");
            look(name, definition);
            for choice in definition["anyOf"].as_array().into_iter().flatten() {
                look(name, choice);
            }
        }
        assert_eq!(open, Vec::<String>::new(), "without a description on one line");
    }

    #[test]
    fn nothing_allows_null() {
        assert!(!schema().to_string().contains("\"null\""));
    }
}
