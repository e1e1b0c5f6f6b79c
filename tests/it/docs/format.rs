//! The tables of docs/format.md and the schema name the same objects, fields and types.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use truenorth_core::model::shapes::SHORT_FORMS;

use super::{blocks, page};
use crate::run::{plan, truenorth};

/// Fields by name: the type in the words of the page, and whether the field is required.
type Fields = BTreeMap<String, (String, bool)>;

/// The types of which `Estimate` is made: by the word of the page, and by the schema's name.
const ESTIMATES: [(&str, &str); 3] = [("duration", "Duration"), ("money", "Money"), ("number", "double")];

/// A type as the page writes it, without what the schema does not know: kinds after `ref:`, and the scalars
/// that are any text.
fn written_type(text: &str) -> String {
    let text = text.trim();
    if let Some(words) = text.strip_prefix("word:") {
        let mut words: Vec<&str> = words.split_whitespace().collect();
        words.sort_unstable();
        return format!("word: {}", words.join(" "));
    }
    if let Some(inner) = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        return format!("[{}]", written_type(inner));
    }
    if let Some((key, value)) = map_of(text) {
        return format!("{{{}: {}}}", written_type(key), written_type(value));
    }
    match text {
        "url" | "lang" | "rule" | "category" => "text".to_owned(),
        "ref" => "ref".to_owned(),
        _ if text.starts_with("ref:") => "ref".to_owned(),
        other => other.to_owned(),
    }
}

/// Key and value of `{key: value}`; the key may be `word: a b`.
fn map_of(text: &str) -> Option<(&str, &str)> {
    let inner = text.strip_prefix('{')?.strip_suffix('}')?;
    let skip = if inner.starts_with("word: ") { "word: ".len() } else { 0 };
    let at = skip + inner[skip..].find(": ")?;
    Some((&inner[..at], &inner[at + 2..]))
}

/// The type with ` or one` after every list where a single entry may stand for a list of one: where an entry can
/// be a text or a number, so a scalar, or an object with a short form.
fn with_one_for_many(kind: &str, short: &BTreeMap<String, String>) -> String {
    const SCALARS: [&str; 9] = ["text", "id", "time", "date", "ref", "number", "value", "due", "percent"];
    if let Some((key, value)) = map_of(kind) {
        return format!("{{{key}: {}}}", with_one_for_many(value, short));
    }
    let Some(inner) = kind.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) else {
        return kind.to_owned();
    };
    // The rows of a matrix are lists of words that are always lists.
    if let Some(words) = inner.strip_prefix('[') {
        return format!("[[{words}]");
    }
    let one = SCALARS.contains(&inner) || inner.starts_with("word:") || short.contains_key(inner);
    format!("[{inner}]{}", if one { " or one" } else { "" })
}

/// The objects of the page: their fields, and the field that a bare text or number stands for.
fn of_the_page() -> (BTreeMap<String, Fields>, BTreeMap<String, String>) {
    let text = page("docs/format.md");
    let text = text.split(super::demands::HEADING).next().unwrap();
    let mut objects: BTreeMap<String, Fields> = BTreeMap::new();
    let mut short = BTreeMap::new();
    let mut table: Option<String> = None;
    let add = |objects: &mut BTreeMap<String, Fields>, of: &str, field: &str, kind: &str| {
        let name = field.trim().trim_matches('`').trim_matches('*').to_owned();
        let required = field.contains('*');
        let old =
            objects.entry(of.to_owned()).or_default().insert(name.clone(), (written_type(kind), required));
        assert!(old.is_none_or(|_| name == "$schema"), "{of}.{name} stands twice in the page");
    };
    let mut name_of = |heading: &str| {
        let name = heading.trim_matches(['`', '*', ' ']).split(['`', '*']).next().unwrap().to_owned();
        if let Some(field) = heading.split("(short: ").nth(1) {
            short.insert(name.clone(), field.split(')').next().unwrap().to_owned());
        }
        name
    };
    for line in text.lines() {
        let cells: Vec<&str> = line.trim_matches('|').split(" | ").map(str::trim).collect();
        match (&table, cells.as_slice()) {
            _ if !line.starts_with('|') => table = None,
            _ if line.starts_with("|---") => {}
            (None, [heading, "type", "meaning"]) if heading.starts_with('`') => {
                table = Some(name_of(heading));
            }
            (None, ["object", _]) => table = Some(String::new()),
            (Some(of), [object, fields]) if of.is_empty() => {
                let of = name_of(object);
                for field in fields.split("<br>") {
                    let (field, rest) = field
                        .trim()
                        .trim_start_matches('`')
                        .split_once('`')
                        .unwrap_or_else(|| panic!("{line}"));
                    let kind = rest.split(" - ").next().unwrap();
                    add(&mut objects, &of, field, kind);
                }
            }
            (Some(of), [field, kind, ..]) => add(&mut objects, &of.clone(), field, kind),
            _ => {}
        }
    }
    let root = objects.remove("Root").unwrap();
    objects.get_mut("File").unwrap().extend(root);
    let item = objects.remove("Item").unwrap();
    for name in items(text) {
        let fields = objects.entry(name.clone()).or_default();
        for (field, kind) in &item {
            if !(name == "Person" && field == "title") {
                let old = fields.insert(field.clone(), kind.clone());
                assert!(old.is_none(), "{name}.{field} stands in its own table and in that of every item");
            }
        }
    }
    let estimate = objects.remove("Estimate").unwrap();
    for (word, name) in ESTIMATES {
        let of = |(field, (kind, required)): (&String, &(String, bool))| {
            assert_eq!(kind, "T", "Estimate.{field}");
            (field.clone(), (word.to_owned(), *required))
        };
        objects.insert(format!("Estimate_{name}"), estimate.iter().map(of).collect());
    }
    (objects, short)
}

/// The objects that share the fields of the table `Item`, as the sentence above it lists them.
fn items(text: &str) -> Vec<String> {
    let list = text.split_once("\nItems are ").unwrap().1.split_once(". ").unwrap().0;
    list.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

struct Schema(Value);

impl Schema {
    fn definition(&self, schema: &Value) -> Option<(String, &Value)> {
        let name = schema["$ref"].as_str()?.strip_prefix("#/$defs/")?.to_owned();
        let found = &self.0["$defs"][&name];
        Some((name, found))
    }

    /// The type in the words of the page.
    fn type_of(&self, schema: &Value) -> String {
        if let Some((name, found)) = self.definition(schema) {
            return match name.as_str() {
                "Id" | "Time" | "Date" | "Due" | "Duration" | "Percent" | "Money" | "Currency" | "Value"
                | "Decimal" | "Ratio" => name.to_lowercase(),
                "Reference" => "ref".to_owned(),
                _ if name.starts_with("Estimate_") => {
                    let of = ESTIMATES.iter().find(|(_, schema)| name.ends_with(schema)).unwrap();
                    format!("Estimate:{}", of.0)
                }
                "Stage" => "stage".to_owned(),
                _ => words(found).unwrap_or(name),
            };
        }
        if let Some([one, list]) = schema["anyOf"].as_array().map(Vec::as_slice) {
            let (one, list) = (self.type_of(one), self.type_of(list));
            assert_eq!(list, format!("[{one}]"), "{schema}");
            return list + " or one";
        }
        match schema["type"].as_str() {
            Some("string") => words(schema).unwrap_or_else(|| "text".to_owned()),
            Some("boolean") => "bool".to_owned(),
            Some("integer") => "int".to_owned(),
            Some("number") => "number".to_owned(),
            Some("array") => format!("[{}]", self.type_of(&schema["items"])),
            Some("object") => {
                let key = self.type_of(&schema["propertyNames"]);
                format!("{{{key}: {}}}", self.type_of(&schema["additionalProperties"]))
            }
            _ => "any".to_owned(),
        }
    }

    fn fields(&self, object: &Value) -> Option<Fields> {
        let required = object["required"].as_array().cloned().unwrap_or_default();
        let fields = object["properties"].as_object()?.iter();
        Some(
            fields
                .map(|(name, kind)| {
                    (name.clone(), (self.type_of(kind), required.contains(&Value::from(name.as_str()))))
                })
                .collect(),
        )
    }
}

fn words(schema: &Value) -> Option<String> {
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let mut words: Vec<String> = match (&schema["oneOf"], &schema["enum"]) {
        (Value::Array(choices), _) => {
            choices.iter().map(|choice| text(&choice["const"])).collect::<Option<_>>()?
        }
        (_, Value::Array(words)) => words.iter().map(text).collect::<Option<_>>()?,
        _ => return None,
    };
    words.sort_unstable();
    Some(format!("word: {}", words.join(" ")))
}

#[test]
fn the_tables_are_the_schema() {
    let schema = Schema(truenorth(&["schema"]).exits(0).json());
    let (mut pages, short) = of_the_page();
    let mut wrong = Vec::new();
    for (kind, _) in pages.values_mut().flat_map(BTreeMap::values_mut) {
        *kind = with_one_for_many(kind, &short);
    }
    let mut compare = |name: &str, written: Option<&Fields>, found: &Fields| {
        let Some(written) = written else {
            return wrong.push(format!("{name} is not in the page"));
        };
        for (field, (kind, required)) in found {
            match written.get(field) {
                None => wrong.push(format!("{name}.{field} is not in the page")),
                Some((other, _)) if other != kind => {
                    wrong.push(format!("{name}.{field} is `{other}` in the page and `{kind}` in the schema"));
                }
                // The root file's own required fields depend on there being a `truenorth`.
                Some((_, other)) if other != required && name != "File" => {
                    wrong.push(format!("{name}.{field} is required only in one of the two"));
                }
                Some(_) => {}
            }
        }
        for field in written.keys().filter(|field| !found.contains_key(*field)) {
            wrong.push(format!("{name}.{field} is not in the schema"));
        }
    };
    compare("File", pages.get("File"), &schema.fields(&schema.0).unwrap());
    let mut seen = vec!["File".to_owned()];
    for (name, definition) in schema.0["$defs"].as_object().unwrap() {
        let long = match definition["anyOf"].as_array().map(Vec::as_slice) {
            Some([_, long]) if long.get("properties").is_some() => long,
            _ => definition,
        };
        if let Some(fields) = schema.fields(long) {
            compare(name, pages.get(name), &fields);
            seen.push(name.clone());
        }
    }
    for name in pages.keys().filter(|name| !seen.contains(name)) {
        wrong.push(format!("{name} is not in the schema"));
    }
    assert_eq!(wrong, Vec::<String>::new(), "docs/format.md differs from `truenorth schema`");
    let shorts = SHORT_FORMS.iter().map(|(name, field)| ((*name).to_owned(), (*field).to_owned())).collect();
    assert_eq!(short, shorts, "objects with a short form");
}

/// Words of the format stand in the page as they are written.
#[test]
fn every_word_of_the_schema_is_in_the_page() {
    fn collect(value: &Value, words: &mut BTreeSet<String>) {
        for key in ["const", "enum"] {
            let found = value.get(key).into_iter().flat_map(|found| match found {
                Value::Array(list) => list.iter().collect(),
                one => vec![one],
            });
            words.extend(found.filter_map(Value::as_str).map(str::to_owned));
        }
        match value {
            Value::Array(list) => list.iter().for_each(|inner| collect(inner, words)),
            Value::Object(object) => object.values().for_each(|inner| collect(inner, words)),
            _ => {}
        }
    }
    let mut words = BTreeSet::new();
    collect(&truenorth(&["schema"]).exits(0).json()["$defs"], &mut words);
    assert!(words.len() > 150, "{words:?}");
    let text = page("docs/format.md");
    let written: BTreeSet<&str> = text.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').collect();
    words.retain(|word| !written.contains(word.as_str()));
    assert!(words.is_empty(), "not in docs/format.md: {words:?}");
}

#[test]
fn whole_plans_in_the_page_are_clean_and_the_rest_is_json() {
    let mut whole = 0;
    for (line, text) in blocks(&page("docs/format.md"), "json") {
        let parsed: Result<Value, _> = serde_json::from_str(&text);
        assert!(parsed.is_ok(), "docs/format.md:{line}: {parsed:?}");
        if text.starts_with("{ \"truenorth\": 1") {
            let tree = plan(&[("truenorth.json", &text)]);
            let done = truenorth(&["check", "--fail-on=note"]).at(&tree).run();
            assert_eq!(done.code, 0, "docs/format.md:{line}: {done}");
            whole += 1;
        }
    }
    assert!(whole >= 2);
}

/// The parts of plans in the page, put together with the first whole plan, are read without complaint.
#[test]
fn parts_of_plans_in_the_page_have_known_fields() {
    for (line, text) in blocks(&page("docs/format.md"), "json") {
        let part: Value = serde_json::from_str(&text).unwrap();
        let fields = part.as_object().unwrap();
        let text = if fields.contains_key("truenorth") {
            continue;
        } else if fields.contains_key("id") {
            format!(
                "{{ \"truenorth\": 1, \"organization\": {{ \"name\": \"Tern Ferries\" }}, \"goals\": [{text}] }}"
            )
        } else if ["contributes_to", "depends_on"].iter().any(|field| fields.contains_key(*field)) {
            let goal = text.replacen('{', "{ \"id\": \"a\", \"title\": \"A\",", 1);
            format!(
                "{{ \"truenorth\": 1, \"organization\": {{ \"name\": \"Tern Ferries\" }}, \"goals\": [{goal}] }}"
            )
        } else {
            text.replacen('{', "{ \"truenorth\": 1, \"organization\": { \"name\": \"Tern Ferries\" },", 1)
        };
        let tree = plan(&[("truenorth.json", &text)]);
        let done = truenorth(&["check", "--select=PLN", "--fail-on=note"]).at(&tree).run();
        // A part without goals leaves nothing to check, which has a status of its own.
        assert!(done.code == 0 || done.code == 3, "docs/format.md:{line}: {done}");
        assert!(done.stdout.contains("no findings"), "docs/format.md:{line}: {done}");
    }
}
