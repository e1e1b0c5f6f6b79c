//! From records to the new texts of the files, with what each record changes.

use std::collections::BTreeMap;

use serde_json::Value;
use truenorth_core::edit::{self, EditError, WIDTH};
use truenorth_core::json::{NodeKind, Tape, scan, scan_value};
use truenorth_core::scalar::Calendar;

use super::cells::json;
use super::known::Index;
use super::records::{Record, Set};

/// What a record does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Done {
    /// A new item, as it is written.
    New(String),
    /// Fields that change, each with the old and new value.
    Changed(Vec<(String, Option<String>, String)>),
    /// All is as the row says.
    Unchanged,
}

/// A record and what it does to which file.
#[derive(Clone, Debug)]
pub(crate) struct Outcome {
    pub(crate) line: usize,
    pub(crate) id: String,
    pub(crate) file: String,
    pub(crate) done: Done,
}

/// Why a record cannot be written.
#[derive(Clone, Debug)]
pub(crate) struct Stop {
    pub(crate) line: usize,
    pub(crate) id: String,
    pub(crate) error: EditError,
}

/// The texts of files by name.
pub(crate) type Texts = BTreeMap<String, String>;

/// Makes the changes of records of items that are there. `name` gives the file of a known item.
pub(crate) fn update<'r>(
    texts: &mut Texts,
    records: impl Iterator<Item = &'r Record>,
    index: &Index,
    calendar: &Calendar,
    name: impl Fn(usize) -> String,
) -> Result<Vec<Outcome>, Stop> {
    let known = |record: &'r Record| record.known.and_then(|at| Some((at, index.items.get(at)?)));
    let mut by_place: Vec<(usize, usize, &Record)> = records
        .filter_map(|record| known(record).map(|(at, item)| (item.spot.0 as usize, at, record)))
        .collect();
    // From the end of each file, so that the places before stay; of one item in the order of the table.
    by_place.sort_by_key(|(spot, _, _)| std::cmp::Reverse(*spot));
    let mut outcomes = Vec::with_capacity(by_place.len());
    for (spot, at, record) in by_place {
        let file = name(at);
        let text = texts.entry(file.clone()).or_default();
        let stop = |error| Stop { line: record.line, id: record.id.clone(), error };
        let rest = text.get(spot..).unwrap_or_default();
        let span = scan_value(rest).span(0);
        let item = rest.get(span).unwrap_or_default();
        let (changed, differences) = updated(item, &record.sets, calendar).map_err(stop)?;
        let end = spot + item.len();
        let done = if differences.is_empty() {
            Done::Unchanged
        } else {
            text.replace_range(spot..end, &changed);
            Done::Changed(differences)
        };
        outcomes.push(Outcome { line: record.line, id: record.id.clone(), file, done });
    }
    Ok(outcomes)
}

type Differences = Vec<(String, Option<String>, String)>;

/// The text of an item with these fields, and what is different.
fn updated(item: &str, sets: &[Set], calendar: &Calendar) -> Result<(String, Differences), EditError> {
    let mut text = item.to_owned();
    let mut differences = Vec::new();
    for set in sets {
        let (tape, _) = scan(&text);
        let mut steps: Vec<&str> = set.steps.iter().map(String::as_str).collect();
        let old = edit::find(&tape, 0, &steps).map(|(_, value)| value);
        if old.is_some() && set.only_new || old.is_some_and(|old| same(tape.raw(old), &set.json)) {
            continue;
        }
        // The number of an actual with a note.
        if old.is_some_and(|old| tape.kind(old) == NodeKind::Object && tape.field(old, "value").is_some()) {
            steps.push("value");
            let inner = edit::find(&tape, 0, &steps).map(|(_, value)| value);
            if inner.is_some_and(|inner| same(tape.raw(inner), &set.json)) {
                continue;
            }
        }
        let json = old.map_or_else(|| set.json.clone(), |old| merged(&tape, old, &set.json));
        let edit = edit::set_steps(&tape, 0, &steps, &json, calendar)?;
        differences.push((steps.join("."), old.map(|old| tape.raw(old).to_owned()), json));
        text = edit::apply(&text, &[edit])?;
    }
    Ok((text, differences))
}

/// The value of a field that may be written short: a list of one as its entry, a link as its goal if it has
/// nothing else.
fn reduced(value: Value) -> Value {
    match value {
        Value::Array(mut list) if list.len() == 1 => list.pop().map_or(Value::Null, reduced),
        Value::Array(list) => Value::Array(list.into_iter().map(reduced).collect()),
        Value::Object(fields) if fields.len() == 1 => {
            match fields.get("goal").or_else(|| fields.get("url")) {
                Some(inner) => inner.clone(),
                None => Value::Object(fields),
            }
        }
        Value::Number(number) => number.as_f64().map_or(Value::Number(number), Value::from),
        other => other,
    }
}

/// Whether two JSON texts say the same. A list of ids says nothing of weights, so those do not count if the
/// new value has none.
fn same(old: &str, new: &str) -> bool {
    let read = |text: &str| serde_json::from_str::<Value>(text).map(reduced);
    match (read(old), read(new)) {
        (Ok(old), Ok(new)) => old == new || ids(&old) == ids(&new) && is_ids(&new) && !ids(&new).is_empty(),
        _ => false,
    }
}

/// The ids of a list of links, or of one.
fn ids<'v>(value: &'v Value) -> Vec<&'v str> {
    let of = |value: &'v Value| match value {
        Value::String(id) => Some(id.as_str()),
        value => value.get("goal").and_then(Value::as_str),
    };
    match value {
        Value::Array(list) => list.iter().filter_map(of).collect(),
        one => of(one).into_iter().collect(),
    }
}

fn is_ids(value: &Value) -> bool {
    match value {
        Value::Array(list) => list.iter().all(Value::is_string),
        one => one.is_string(),
    }
}

/// A new list of ids in which the links that stay keep what else is written in them.
fn merged(tape: &Tape<'_>, old: usize, new: &str) -> String {
    let Ok(value) = serde_json::from_str::<Value>(new) else { return new.to_owned() };
    let links: Vec<usize> = match tape.kind(old) {
        NodeKind::Array => tape.elements(old).collect(),
        _ => vec![old],
    };
    if !is_ids(&value) || !links.iter().any(|link| tape.field(*link, "goal").is_some()) {
        return new.to_owned();
    }
    let goal = |link: usize| tape.field(link, "goal").map(|(_, goal)| tape.string(goal).into_owned());
    let entries: Vec<String> = ids(&value)
        .into_iter()
        .map(|id| {
            let kept = links.iter().find(|link| goal(**link).as_deref() == Some(id));
            kept.map_or_else(|| json(id), |link| tape.raw(*link).to_owned())
        })
        .collect();
    match entries.as_slice() {
        [one] => one.clone(),
        _ => format!("[{}]", entries.join(", ")),
    }
}

/// Adds the records of new items to the list `section` of a file, which may be empty or new.
pub(crate) fn add<'r>(
    texts: &mut Texts,
    file: &str,
    section: &str,
    records: impl Iterator<Item = &'r Record>,
) -> Result<Vec<Outcome>, Stop> {
    let mut outcomes = Vec::new();
    let mut waiting = Vec::new();
    let fresh = !texts.contains_key(file);
    let text = texts.entry(file.to_owned()).or_insert_with(|| "{\n}\n".to_owned());
    for record in records {
        let item = item(&record.sets);
        let stop = |error| Stop { line: record.line, id: record.id.clone(), error };
        let (tape, _) = scan(text);
        let list = tape.field(0, section).map(|(_, list)| list);
        let started = list.is_some_and(|list| tape.elements(list).next().is_some());
        if started && waiting.is_empty() {
            // The list has its style now; all further entries follow it.
            waiting.push((record, item.clone()));
        } else if waiting.is_empty() {
            let written = if fresh {
                format!("{{\n  \"{section}\": [\n    {}\n  ]\n}}\n", item.replace('\n', "\n    "))
            } else {
                let edit = edit::add_to_list(&tape, 0, section, &item).map_err(stop)?;
                edit::apply(text, &[edit]).map_err(stop)?
            };
            *text = written;
        } else {
            waiting.push((record, item.clone()));
        }
        outcomes.push(Outcome {
            line: record.line,
            id: record.id.clone(),
            file: file.to_owned(),
            done: Done::New(item),
        });
    }
    let (tape, _) = scan(text);
    let list = tape.field(0, section).map_or(0, |(_, list)| list);
    let mut edits = Vec::with_capacity(waiting.len());
    for (record, item) in &waiting {
        let stop = |error| Stop { line: record.line, id: record.id.clone(), error };
        edits.push(edit::append(&tape, list, item).map_err(stop)?);
    }
    if let Some((last, _)) = waiting.last() {
        let changed = edit::apply(text, &edits);
        *text = changed.map_err(|error| Stop { line: last.line, id: last.id.clone(), error })?;
    }
    Ok(outcomes)
}

/// An object under construction.
enum Node {
    Value(String),
    Object(Vec<(String, Self)>),
}

/// The text of a new item: on one line if it fits, else a field a line.
fn item(sets: &[Set]) -> String {
    let mut fields = Vec::new();
    for set in sets {
        put(&mut fields, &set.steps, &set.json);
    }
    let flat = line(&fields);
    // The indentation of an entry, and the comma behind it.
    if flat.chars().count() + 5 <= WIDTH {
        return flat;
    }
    let lines = fields.iter().map(|(key, node)| format!("  {}: {}", json(key), shown(node)));
    format!("{{\n{}\n}}", lines.collect::<Vec<_>>().join(",\n"))
}

fn put(fields: &mut Vec<(String, Node)>, steps: &[String], value: &str) {
    let Some((step, rest)) = steps.split_first() else { return };
    let at = fields.iter().position(|(key, _)| key == step);
    match (at.and_then(|at| fields.get_mut(at)), rest) {
        // The first word stands.
        (Some((_, Node::Object(inner))), [_, ..]) => put(inner, rest, value),
        (Some(_), _) => {}
        (None, []) => fields.push((step.clone(), Node::Value(value.to_owned()))),
        (None, _) => {
            let mut inner = Vec::new();
            put(&mut inner, rest, value);
            fields.push((step.clone(), Node::Object(inner)));
        }
    }
}

fn line(fields: &[(String, Node)]) -> String {
    let parts = fields.iter().map(|(key, node)| format!("{}: {}", json(key), shown(node)));
    format!("{{ {} }}", parts.collect::<Vec<_>>().join(", "))
}

fn shown(node: &Node) -> String {
    match node {
        Node::Value(json) => json.clone(),
        Node::Object(fields) => line(fields),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(line: usize, sets: Vec<Set>) -> Record {
        Record { line, known: None, id: "a".to_owned(), sets }
    }

    #[test]
    fn new_items_follow_the_style_of_the_file() {
        let one = record(2, vec![Set::new(&["id"], "\"b\""), Set::new(&["measure", "target"], "1")]);
        let two = record(3, vec![Set::new(&["id"], "\"c\"")]);
        let added = |text: Option<&str>| {
            let mut texts = Texts::new();
            texts.extend(text.map(|text| ("f.json".to_owned(), text.to_owned())));
            add(&mut texts, "f.json", "goals", [&one, &two].into_iter()).unwrap();
            texts["f.json"].clone()
        };
        let item = "{ \"id\": \"b\", \"measure\": { \"target\": 1 } }";
        assert_eq!(
            added(None),
            format!("{{\n  \"goals\": [\n    {item},\n    {{ \"id\": \"c\" }}\n  ]\n}}\n")
        );
        let text = "{\n\t\"goals\": [\n\t\t{ \"id\": \"a\" }\n\t]\n}\n";
        assert_eq!(
            added(Some(text)),
            format!(
                "{{\n\t\"goals\": [\n\t\t{{ \"id\": \"a\" }},\n\t\t{item},\n\t\t{{ \"id\": \"c\" }}\n\t]\n}}\n"
            )
        );
    }

    #[test]
    fn only_what_differs_is_edited() {
        let text = "{ \"id\": \"a\",  \"contributes_to\": [{\"goal\": \"x\", \"weight\": 2}, \"y\"], \"w\": 1.0,\n \"actuals\": {\"2027\": {\"value\": 4, \"note\": \"n\"}} }";
        let run = |steps: &[&str], json: &str| {
            let (text, differences) = updated(text, &[Set::new(steps, json)], &Calendar::default()).unwrap();
            (text, differences.len())
        };
        for (steps, json) in [
            (&["w"][..], "1"),
            (&["contributes_to"], "[\"x\", \"y\"]"),
            (&["actuals", "2027"], "4.0"),
            (&["actuals", "2027", "note"], "\"n\""),
        ] {
            assert_eq!(run(steps, json), (text.to_owned(), 0), "{steps:?}");
        }
        assert_eq!(run(&["w"], "2").0, text.replace("1.0", "2"));
        assert_eq!(run(&["actuals", "2027"], "5").0, text.replace('4', "5"));
        let fewer = run(&["contributes_to"], "[\"z\", \"x\"]").0;
        assert_eq!(
            fewer,
            text.replace(
                "[{\"goal\": \"x\", \"weight\": 2}, \"y\"]",
                "[\"z\", {\"goal\": \"x\", \"weight\": 2}]"
            )
        );
    }
}
