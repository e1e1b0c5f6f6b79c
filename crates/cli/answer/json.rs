//! An answer for programs. The shape is described in docs/answers.md, version 1.

use std::fmt::Write as _;

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};
use truenorth_core::scalar::text::hidden_characters;

use super::{Answer, Cell, Fact, Table};
use crate::load::Loaded;

#[derive(Serialize)]
struct Output<'a> {
    version: u32,
    tool: &'static str,
    command: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    plan: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    today: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    scenario: Option<&'a str>,
    title: &'a str,
    facts: Facts<'a>,
    tables: Tables<'a>,
    notes: &'a [String],
}

/// An object, in the order of the answer.
struct Facts<'a>(&'a [Fact]);

/// The same.
struct Tables<'a>(&'a [Table]);

/// One row as an object, in the order of the columns.
struct Row<'a>(&'a Table, &'a [Cell]);

pub(super) fn write(answer: &Answer, loaded: Option<&Loaded>) -> String {
    let output = Output {
        version: 1,
        tool: concat!("truenorth ", env!("CARGO_PKG_VERSION")),
        command: answer.command,
        plan: loaded.map(|loaded| loaded.plan.name.as_str()),
        today: loaded.map(|loaded| loaded.today.to_string()),
        scenario: loaded.and_then(|loaded| loaded.plan.scenario.as_deref()),
        title: &answer.title,
        facts: Facts(&answer.facts),
        tables: Tables(&answer.tables),
        notes: &answer.notes,
    };
    let mut text = harmless(&serde_json::to_string_pretty(&output).unwrap_or_default());
    text.push('\n');
    text
}

/// The same JSON with what does not show, and the beginnings of commands for runners, as escapes: the texts stay what
/// they are, and nobody who prints the answer is misled.
fn harmless(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    let mut last = None;
    for character in json.chars() {
        let hidden = || hidden_characters(character.encode_utf8(&mut [0; 4]), true).is_some();
        // Both stand nowhere but in texts.
        if character == '#' && last == Some('#') || !character.is_ascii_graphic() && hidden() {
            for unit in character.encode_utf16(&mut [0; 2]) {
                // Writing to a String cannot fail.
                let _ = write!(out, "\\u{unit:04x}");
            }
        } else {
            out.push(character);
        }
        last = Some(character);
    }
    out
}

impl Serialize for Facts<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|fact| (fact.key, &fact.value)))
    }
}

impl Serialize for Tables<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for table in self.0 {
            let rows: Vec<Row<'_>> = table.rows.iter().map(|row| Row(table, row)).collect();
            map.serialize_entry(table.key, &rows)?;
        }
        map.end()
    }
}

impl Serialize for Row<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.keyed(self.1))
    }
}

impl Serialize for Cell {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Nothing => serializer.serialize_none(),
            Self::Count(count) => serializer.serialize_u64(*count),
            Self::Number(number) | Self::Share(number) => serializer.serialize_f64(*number + 0.0),
            Self::Yes(yes) => serializer.serialize_bool(*yes),
            Self::List(texts) => texts.serialize(serializer),
            Self::Text(_) | Self::Below(..) | Self::Money(..) | Self::Day(_) => {
                self.plain().serialize(serializer)
            }
        }
    }
}
