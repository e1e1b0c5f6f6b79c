//! Every reference that the schema knows is followed: written where nothing has that id, it is found at its place.

use serde_json::{Map, Value, json};
use truenorth_core::source::{FileId, Sources};
use truenorth_core::{read, resolve, schema};
use truenorth_graph::mentions::Mentions;

/// An id that nothing has.
const NOTHING: &str = "nothing-here";

/// A step from the root file to a reference.
#[derive(Clone, Debug)]
enum Step {
    /// Into a field of an object of this definition.
    Field(String, String),
    /// Into the one entry of a list.
    Entry,
    /// Into the one value of a map with such keys.
    Value(Value),
    /// The key of a map with such values is the reference.
    Key(Value),
}

struct Walk<'a> {
    definitions: &'a Map<String, Value>,
    /// The type looked for: `Reference`, `Due`.
    wanted: &'static str,
    found: Vec<Vec<Step>>,
}

impl Walk<'_> {
    fn at(&mut self, node: &Value, path: &mut Vec<Step>, inside: &mut Vec<String>) {
        if let Some(name) = node["$ref"].as_str().and_then(|target| target.strip_prefix("#/$defs/")) {
            if name == self.wanted {
                self.found.push(path.clone());
            } else if !inside.iter().any(|outer| outer == name) {
                inside.push(name.to_owned());
                let definition = self.definitions[name].clone();
                self.at(&definition, path, inside);
                inside.pop();
            }
        }
        let of = inside.last().cloned().unwrap_or_default();
        for choice in node["anyOf"].as_array().into_iter().flatten() {
            // The short form of an object is its field, which is looked at there.
            let is_short = !of.is_empty() && choice.get("properties").is_none() && self.has_object(node);
            if !is_short {
                self.at(choice, path, inside);
            }
        }
        for (field, inner) in node["properties"].as_object().into_iter().flatten() {
            path.push(Step::Field(of.clone(), field.clone()));
            self.at(inner, path, inside);
            path.pop();
        }
        if let Some(entries) = node.get("items") {
            path.push(Step::Entry);
            self.at(entries, path, inside);
            path.pop();
        }
        if let Some(values) = node.get("additionalProperties").filter(|values| values.is_object()) {
            path.push(Step::Value(node["propertyNames"].clone()));
            self.at(values, path, inside);
            path.pop();
        }
        if let Some(keys) = node.get("propertyNames") {
            path.push(Step::Key(node["additionalProperties"].clone()));
            self.at(keys, path, inside);
            path.pop();
        }
    }

    fn has_object(&self, node: &Value) -> bool {
        node["anyOf"].as_array().into_iter().flatten().any(|choice| choice.get("properties").is_some())
    }
}

/// A plan whose only content is the reference at the end of this path, with what its objects require.
struct Build<'a> {
    definitions: &'a Map<String, Value>,
    bad: &'static str,
}

impl Build<'_> {
    fn at(&self, path: &[Step]) -> Value {
        let Some((step, rest)) = path.split_first() else { return json!(self.bad) };
        match step {
            Step::Field(of, field) => {
                let mut object = if of.is_empty() { self.root_fields() } else { self.required(of) };
                object.insert(field.clone(), self.at(rest));
                Value::Object(object)
            }
            Step::Entry => json!([self.at(rest)]),
            Step::Value(keys) => json!({ self.sample(keys).as_str().unwrap(): self.at(rest) }),
            Step::Key(values) => json!({ NOTHING: self.sample(values) }),
        }
    }

    fn root_fields(&self) -> Map<String, Value> {
        let fields = json!({ "truenorth": 1, "organization": { "name": "T" }, "vision": "V" });
        fields.as_object().unwrap().clone()
    }

    fn required(&self, name: &str) -> Map<String, Value> {
        let definition = &self.definitions[name];
        let object =
            definition["anyOf"].as_array().into_iter().flatten().find(|it| it.get("properties").is_some());
        let object = object.unwrap_or(definition);
        let fields = object["required"].as_array().into_iter().flatten();
        fields
            .map(|field| {
                let field = field.as_str().unwrap();
                (field.to_owned(), self.sample(&object["properties"][field]))
            })
            .collect()
    }

    /// A value of this type that says little.
    fn sample(&self, node: &Value) -> Value {
        if let Some(name) = node["$ref"].as_str().and_then(|target| target.strip_prefix("#/$defs/")) {
            return match name {
                "Id" => json!("x"),
                "Reference" => json!("organization"),
                _ => self.sample(&self.definitions[name]),
            };
        }
        if let Some(example) = node["examples"].as_array().and_then(|examples| examples.first()) {
            return example.clone();
        }
        if let Some(word) = node["enum"].as_array().and_then(|words| words.first()) {
            return word.clone();
        }
        if node.get("const").is_some() {
            return node["const"].clone();
        }
        for choices in ["oneOf", "anyOf"] {
            if let Some(first) = node[choices].as_array().and_then(|choices| choices.first()) {
                return self.sample(first);
            }
        }
        match node["type"].as_str() {
            Some("array") => json!([]),
            Some("object") => {
                let fields = node["required"].as_array().into_iter().flatten();
                fields
                    .map(|field| {
                        let field = field.as_str().unwrap();
                        (field.to_owned(), self.sample(&node["properties"][field]))
                    })
                    .collect()
            }
            Some("integer" | "number") => json!(1),
            Some("boolean") => json!(true),
            _ => json!("Words"),
        }
    }
}

/// The texts at the places of unknown references of a plan, and all that was found.
fn unknown(plan: &Value) -> (Vec<String>, String) {
    let (mut sources, mut findings) = (Sources::default(), Vec::new());
    let text = plan.to_string();
    let document = read::read(&mut sources, &mut findings, "truenorth.json", text.into_bytes(), true);
    let _ = resolve::resolve(vec![document], "plan", true, &mut findings);
    let unknown = findings.iter().filter(|finding| finding.rule.name == "unknown-reference").map(|finding| {
        let span = finding.primary.place.span(&sources);
        sources.text(FileId(0)).get(span).unwrap_or("").to_owned()
    });
    let unknown = unknown.collect();
    let all = findings.iter().map(|finding| format!("{} {}", finding.rule.name, finding.message));
    (unknown, all.collect::<Vec<_>>().join("\n"))
}

fn all_are_followed(wanted: &'static str, bad: &'static str, least: usize) {
    let schema = schema::schema();
    let definitions = schema["$defs"].as_object().unwrap();
    let mut walk = Walk { definitions, wanted, found: Vec::new() };
    let root = schema.clone();
    walk.at(&root, &mut Vec::new(), &mut Vec::new());
    assert!(walk.found.len() >= least, "only {} found", walk.found.len());
    let build = Build { definitions, bad };
    let mut missed = String::new();
    // Where a deadline once was may hang on what is no longer there.
    let is_history = |step: &Step| matches!(step, Step::Field(_, field) if field == "due_was");
    for path in walk.found.iter().filter(|path| !path.iter().any(is_history)) {
        let plan = build.at(path);
        let (places, all) = unknown(&plan);
        if !places.iter().any(|place| place.trim_matches('"').starts_with(NOTHING)) {
            missed += &format!("{plan}\n{all}\n\n");
        }
    }
    assert!(missed.is_empty(), "not followed:\n{missed}");
}

#[test]
fn references_are_followed() {
    all_are_followed("Reference", NOTHING, 60);
}

#[test]
fn relative_dues_are_followed() {
    all_are_followed("Due", "nothing-here + 2w", 8);
}

/// The list of mentions holds every reference too, whatever it leads to: of defaults and policy nobody is the writer.
#[test]
fn references_are_mentions() {
    let schema = schema::schema();
    let definitions = schema["$defs"].as_object().unwrap();
    let mut walk = Walk { definitions, wanted: "Reference", found: Vec::new() };
    walk.at(&schema.clone(), &mut Vec::new(), &mut Vec::new());
    let build = Build { definitions, bad: NOTHING };
    let of_no_item = |step: &Step| matches!(step, Step::Field(_, field) if ["defaults", "checks", "feedback"].contains(&field.as_str()));
    let mut missed = String::new();
    for path in walk.found.iter().filter(|path| !path.iter().any(of_no_item)) {
        let root = build.at(path);
        let other = json!({ "goals": [{ "id": NOTHING, "title": "T" }] });
        let (mut sources, mut findings) = (Sources::default(), Vec::new());
        let mut read = |name: &str, text: &Value, root| {
            read::read(&mut sources, &mut findings, name, text.to_string().into_bytes(), root)
        };
        let documents = vec![read("truenorth.json", &root, true), read("other.json", &other, false)];
        let plan = resolve::resolve(documents, "plan", true, &mut findings);
        let target = plan.find(NOTHING).unwrap();
        let mentions = Mentions::new(&plan);
        // Mentoring is written by the mentee.
        if mentions.to(target).is_empty() && mentions.of(target).is_empty() {
            missed += &format!("{root}\n");
        }
    }
    assert!(missed.is_empty(), "not among the mentions:\n{missed}");
}
