//! Walks the values of a plan file beside the schema, and says of each what it is.

use std::collections::BTreeSet;

use serde_json::Value;

use super::amounts::is_money_unit;
use super::definitions;
use crate::edit;
use crate::json::{NodeKind, Tape};

/// What a value or key is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// An amount of money, or a number of a measure in money.
    Money,
    /// An id, a reference, or a due date that may name an item.
    Ids,
    /// Words for people.
    Words,
    /// The name of a person.
    Name,
    /// The key of a field to set aside whole.
    Aside {
        /// Since it says amounts; else since it describes a person.
        money: bool,
    },
}

/// A value or key of the tape.
#[derive(Clone, Copy, Debug)]
pub(super) struct Visit {
    pub(super) node: usize,
    pub(super) class: Class,
}

/// Fields whose texts are addresses of files, paths of fields or names of rules, and in no output.
const PLUMBING: [&str; 8] =
    ["$schema", "include", "files", "file", "field", "select", "required_version", "language"];

/// What says more of a person than anybody must know to read a plan.
const PERSONAL: [&str; 5] = ["description", "documents", "origin", "translations", "aliases"];

/// Every value and key of a file that may have to be replaced.
pub(super) fn visits(tape: &Tape<'_>, schema: &Value, in_money: &BTreeSet<String>) -> Vec<Visit> {
    let mut walk = Walk { tape, schema, in_money, visits: Vec::new() };
    if !tape.is_empty() {
        let kinds = walk.kinds([schema], "File");
        walk.value(0, &kinds, false);
    }
    walk.visits
}

/// One alternative of what a value may be, with the name of its definition.
#[derive(Clone, Copy)]
struct Kind<'s> {
    name: &'s str,
    schema: &'s Value,
}

struct Walk<'a, 't> {
    tape: &'a Tape<'t>,
    schema: &'a Value,
    in_money: &'a BTreeSet<String>,
    visits: Vec<Visit>,
}

impl<'a> Walk<'a, '_> {
    /// References followed and alternatives laid side by side.
    fn kinds(&self, schemas: impl IntoIterator<Item = &'a Value>, name: &'a str) -> Vec<Kind<'a>> {
        let mut found = Vec::new();
        let mut open: Vec<Kind<'a>> = schemas.into_iter().map(|schema| Kind { name, schema }).collect();
        // A schema refers to a definition, which offers alternatives: no chain is as long as this.
        for _ in 0..1_000 {
            let Some(kind) = open.pop() else { break };
            let reference = kind.schema.get("$ref").and_then(Value::as_str);
            if let Some(name) = reference.and_then(|path| path.strip_prefix("#/$defs/")) {
                if let Some(schema) = definitions(self.schema).and_then(|all| all.get(name)) {
                    open.push(Kind { name, schema });
                }
            } else if let Some(choices) = kind.schema.get("anyOf").and_then(Value::as_array) {
                open.extend(choices.iter().map(|schema| Kind { schema, ..kind }));
            } else {
                found.push(kind);
            }
        }
        found
    }

    /// Files are at most 128 values deep, so recursion is bounded. `in_money`: within a measure in money.
    fn value(&mut self, node: usize, kinds: &[Kind<'a>], in_money: bool) {
        match self.tape.kind(node) {
            NodeKind::Object => self.object(node, kinds, in_money),
            NodeKind::Array => {
                let items: Vec<Kind<'a>> = (kinds.iter())
                    .filter_map(|kind| Some((kind, kind.schema.get("items")?)))
                    .flat_map(|(kind, items)| self.kinds([items], kind.name))
                    .collect();
                for element in self.tape.elements(node) {
                    self.value(element, &items, in_money);
                }
            }
            NodeKind::String | NodeKind::Number => {
                let is_text = self.tape.kind(node) == NodeKind::String;
                if let Some(class) = scalar(kinds, is_text, in_money) {
                    self.visits.push(Visit { node, class });
                }
            }
            _ => {}
        }
    }

    fn object(&mut self, node: usize, kinds: &[Kind<'a>], in_money: bool) {
        let is = |name: &str| kinds.iter().any(|kind| kind.name == name);
        let text = |name: &str| self.tape.field(node, name).map(|(_, value)| self.tape.string(value));
        let is_person = is("Person");
        let is_person = is_person || (is("Stakeholder") && text("kind").is_some_and(|kind| kind == "person"));
        let name = if is("Person") { "name" } else { "title" };
        let lifts_money =
            is("Contribution") && text("goal").is_some_and(|goal| self.in_money.contains(&*goal));
        let in_money = if is("Growth") || is("Measure") {
            let measure = if is("Growth") { self.tape.field(node, "measure") } else { None };
            let measure = measure.map_or(node, |(_, measure)| measure);
            let unit = self.tape.field(measure, "unit").map(|(_, unit)| self.tape.string(unit));
            // A setting of a scenario may hold a measure that leaves its unit out.
            unit.map_or(in_money, |unit| is_money_unit(&unit))
        } else {
            in_money
        };
        let setting = if is("Setting") { self.setting(node) } else { None };
        for (key, value) in self.tape.entries(node) {
            let word = self.tape.string(key);
            if word.starts_with("x-") || word == "//" {
                self.value(value, &[], in_money);
                continue;
            }
            let mut inner = Vec::new();
            let mut class = None;
            for kind in kinds {
                if let Some(field) = kind.schema.get("properties").and_then(|all| all.get(&*word)) {
                    inner.extend(self.kinds([field], ""));
                } else if let Some(field) = kind.schema.get("additionalProperties") {
                    inner.extend(self.kinds([field].into_iter().filter(|field| field.is_object()), ""));
                    let names = self.kinds(kind.schema.get("propertyNames"), "");
                    class = class.or(scalar(&names, true, false));
                }
            }
            if kinds.is_empty() {
                class = Some(Class::Words);
            }
            if is_person && PERSONAL.contains(&&*word) {
                self.visits.push(Visit { node: key, class: Class::Aside { money: false } });
                // Without people to replace, what it says of money still counts.
            } else if is_person && word == name {
                self.visits.push(Visit { node: value, class: Class::Name });
                continue;
            } else if lifts_money && word == "lift" {
                self.visits.push(Visit { node: key, class: Class::Aside { money: true } });
                self.amounts(value);
                continue;
            } else if let Some(class) = class {
                self.visits.push(Visit { node: key, class });
            }
            if word == "value"
                && let Some((kinds, in_money)) = &setting
            {
                self.value(value, kinds, *in_money);
            } else if !PLUMBING.contains(&&*word) {
                self.value(value, &inner, in_money);
            }
        }
    }

    /// Every text and number of a value is an amount: nobody reads them any more, but they stand in the text.
    fn amounts(&mut self, node: usize) {
        match self.tape.kind(node) {
            NodeKind::Object => self.tape.entries(node).for_each(|(_, value)| self.amounts(value)),
            NodeKind::Array => self.tape.elements(node).for_each(|element| self.amounts(element)),
            NodeKind::String | NodeKind::Number => self.visits.push(Visit { node, class: Class::Money }),
            _ => {}
        }
    }

    /// What the value of a scenario's setting is: what its path leads to in any item. Numbers of an unknown place
    /// are taken for money.
    fn setting(&self, node: usize) -> Option<(Vec<Kind<'a>>, bool)> {
        let text = |name: &str| Some(self.tape.string(self.tape.field(node, name)?.1));
        let (item, path) = (text("item")?, text("field")?);
        let items = definitions(self.schema)?.iter().map(|(name, schema)| Kind { name, schema });
        let mut kinds: Vec<Kind<'a>> =
            items.filter(|kind| kind.schema.pointer("/properties/id").is_some()).collect();
        for step in edit::steps(&path).ok()? {
            let mut next = Vec::new();
            for kind in &kinds {
                let field = kind.schema.get("properties").and_then(|all| all.get(step));
                let field = field.or_else(|| kind.schema.get("additionalProperties"));
                next.extend(self.kinds(field.filter(|field| field.is_object()), ""));
            }
            kinds = next;
        }
        if kinds.is_empty() {
            kinds = self.kinds(definitions(self.schema)?.get("Money"), "Money");
        }
        Some((kinds, self.in_money.contains(&*item)))
    }
}

/// What a text or number is, if it may have to be replaced.
fn scalar(kinds: &[Kind<'_>], is_text: bool, in_money: bool) -> Option<Class> {
    let is = |name: &str| kinds.iter().any(|kind| kind.name == name);
    if is("Money") || (is("Value") && in_money) {
        return Some(Class::Money);
    }
    if !is_text {
        return None;
    }
    let is_free = |kind: &Kind<'_>| {
        let bound = ["enum", "const", "pattern", "oneOf"].iter().any(|word| kind.schema.get(word).is_some());
        let is_text = kind.schema.get("type").is_none_or(|found| found == "string");
        !bound && is_text
    };
    if kinds.is_empty() || kinds.iter().any(is_free) {
        return Some(Class::Words);
    }
    (is("Reference") || is("Id") || is("Due")).then_some(Class::Ids)
}
