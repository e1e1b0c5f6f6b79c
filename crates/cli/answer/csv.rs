//! One table of an answer as CSV (RFC 4180), with a line of headings; of an answer without tables its facts.

use super::{Answer, Cell, Table};
use crate::failure::Failure;

pub(super) fn write(answer: &Answer, named: Option<&Table>) -> Result<String, Failure> {
    let text = named.or(answer.tables.first()).map_or_else(|| facts(answer), written);
    text.map_err(|error| Failure::new(format!("the table cannot be written: {error}")))
}

fn facts(answer: &Answer) -> Result<String, Box<dyn std::error::Error>> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(["fact", "value"])?;
    for fact in &answer.facts {
        writer.write_record([fact.key, &harmless(&fact.value)])?;
    }
    Ok(String::from_utf8(writer.into_inner().map_err(|error| error.to_string())?)?)
}

fn written(table: &Table) -> Result<String, Box<dyn std::error::Error>> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(table.columns.iter().map(|column| column.key).filter(|key| !key.is_empty()))?;
    for row in &table.rows {
        writer.write_record(table.keyed(row).map(|(_, cell)| harmless(cell)))?;
    }
    Ok(String::from_utf8(writer.into_inner().map_err(|error| error.to_string())?)?)
}

/// What formulas begin with; some spreadsheets also take the wide forms.
const BEGINNINGS: [char; 8] = ['=', '+', '-', '@', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}'];

/// A text that a spreadsheet would take for a formula gets an apostrophe before it, as spreadsheets themselves do.
fn harmless(cell: &Cell) -> String {
    let plain = cell.plain();
    let is_text = matches!(cell, Cell::Text(_) | Cell::Below(..) | Cell::List(_));
    let line = if is_text { truenorth_core::sanitise::one_line(&plain).into_owned() } else { plain };
    if is_text && line.trim_start().starts_with(BEGINNINGS) { format!("'{line}") } else { line }
}
