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
    let keys = || table.columns.iter().map(|column| column.key);
    writer.write_record(keys().filter(|key| !key.is_empty()))?;
    for row in &table.rows {
        let cells = keys().zip(row).filter(|(key, _)| !key.is_empty());
        writer.write_record(cells.map(|(_, cell)| harmless(cell)))?;
    }
    Ok(String::from_utf8(writer.into_inner().map_err(|error| error.to_string())?)?)
}

/// A text that a spreadsheet would take for a formula gets an apostrophe before it, as spreadsheets themselves do.
fn harmless(cell: &Cell) -> String {
    let plain = cell.plain();
    let is_text = matches!(cell, Cell::Text(_) | Cell::Below(..) | Cell::List(_));
    let line = if is_text { truenorth_core::sanitise::one_line(&plain).into_owned() } else { plain };
    if is_text && line.trim_start().starts_with(['=', '+', '-', '@']) { format!("'{line}") } else { line }
}
