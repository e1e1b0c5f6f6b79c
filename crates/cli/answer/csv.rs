//! One table of an answer as CSV (RFC 4180), with a line of headings.

use super::{Answer, Cell, Table};
use crate::failure::Failure;

pub(super) fn write(answer: &Answer, name: Option<&str>) -> Result<String, Failure> {
    let table = match name {
        Some(name) => {
            answer.tables.iter().find(|table| table.key == name).ok_or_else(|| unknown(answer, name))?
        }
        None => match answer.tables.first() {
            Some(table) => table,
            None => return Ok(String::new()),
        },
    };
    let written =
        written(table).map_err(|error| Failure::new(format!("the table cannot be written: {error}")))?;
    Ok(written)
}

fn unknown(answer: &Answer, name: &str) -> Failure {
    let names: Vec<&str> = answer.tables.iter().map(|table| table.key).collect();
    let name = truenorth_core::sanitise::short(name, 40);
    Failure::with_help(format!("this answer has no table `{name}`"), format!("it has {}", names.join(", ")))
}

fn written(table: &Table) -> Result<String, Box<dyn std::error::Error>> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(table.columns.iter().map(|column| column.key))?;
    for row in &table.rows {
        writer.write_record(row.iter().map(harmless))?;
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
