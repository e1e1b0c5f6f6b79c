//! One table of an answer as CSV (RFC 4180), with a line of headings; of an answer without tables its facts.

use truenorth_core::scalar::Currency;

use super::{Answer, Cell, Table};
use crate::failure::Failure;

pub(super) fn write(answer: &Answer, named: Option<&Table>) -> Result<String, Failure> {
    let text = named.or(answer.tables.first()).map_or_else(|| facts(answer), written);
    text.map_err(|error| Failure::new(format!("the table cannot be written: {error}")))
}

fn facts(answer: &Answer) -> Result<String, Box<dyn std::error::Error>> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(["fact", "value", CURRENCY])?;
    for fact in &answer.facts {
        let currency = currency([&fact.value]);
        writer.write_record([fact.key, &amount(&fact.value, currency), &shown(currency)])?;
    }
    Ok(String::from_utf8(writer.into_inner().map_err(|error| error.to_string())?)?)
}

fn written(table: &Table) -> Result<String, Box<dyn std::error::Error>> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let has_money = table.rows.iter().any(|row| currency(row).is_some());
    let keys = table.columns.iter().map(|column| column.key).filter(|key| !key.is_empty());
    writer.write_record(keys.chain(has_money.then_some(CURRENCY)))?;
    for row in &table.rows {
        let currency = currency(row);
        let cells = table.keyed(row).map(|(_, cell)| amount(cell, currency));
        writer.write_record(cells.chain(has_money.then(|| shown(currency))))?;
    }
    Ok(String::from_utf8(writer.into_inner().map_err(|error| error.to_string())?)?)
}

/// The column of the currency: amounts are numbers, so that a spreadsheet can add them.
const CURRENCY: &str = "currency";

/// The currency of the amounts of a row: that of the first.
fn currency<'a>(row: impl IntoIterator<Item = &'a Cell>) -> Option<Currency> {
    row.into_iter().find_map(|cell| match cell {
        Cell::Money(_, currency) => *currency,
        _ => None,
    })
}

fn shown(currency: Option<Currency>) -> String {
    currency.map_or_else(String::new, |currency| currency.to_string())
}

/// The value, without the currency of its row. An amount in another one, or in none, stays apart: they cannot be added.
fn amount(cell: &Cell, of_row: Option<Currency>) -> String {
    match cell {
        Cell::Money(amount, currency) if *currency == of_row => amount.clone(),
        other => harmless(other),
    }
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
