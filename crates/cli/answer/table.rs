//! Text for the terminal: facts, then each table in columns as wide as what is in them.

use std::fmt::Write as _;

use truenorth_core::sanitise;
use truenorth_core::scalar::Currency;

use super::{Answer, Cell, Table};
use crate::commands::percent;

/// Longest text of a cell, in characters; the rest becomes `...`. The last column is not cut.
const LONGEST: usize = 60;

/// Longest text of a title, a note, a list or the last column: much more than is read, and not endless.
const ENDLESS: usize = 2_000;

pub(super) fn write(answer: &Answer, named: Option<&Table>) -> String {
    let mut out = String::new();
    // Writing to a String cannot fail.
    let _ = writeln!(out, "{}", sanitise::short(&answer.title, ENDLESS));
    let widest = answer.facts.iter().map(|fact| fact.title.chars().count()).max().unwrap_or(0);
    for fact in &answer.facts {
        let _ = writeln!(out, "  {:<widest$}  {}", fact.title, shown(&fact.value));
    }
    let tables = answer.tables.iter().filter(|table| match named {
        Some(named) => named.key == table.key,
        None => !table.is_detail,
    });
    for table in tables {
        if named.is_some() || !table.rows.is_empty() || !table.empty.is_empty() {
            write_table(table, &mut out);
        }
    }
    let details = answer.tables.iter().filter(|table| table.is_detail && !table.rows.is_empty());
    let details: Vec<&str> = details.map(|table| table.key).collect();
    if named.is_none() && !details.is_empty() {
        let _ = write!(out, "\n--table shows also: {}\n", details.join(", "));
    }
    for note in &answer.notes {
        let _ = write!(out, "\nnote: {}\n", sanitise::short(note, ENDLESS));
    }
    out
}

fn write_table(table: &Table, out: &mut String) {
    let _ = write!(out, "\n{}\n", sanitise::short(&table.title, ENDLESS));
    if table.rows.is_empty() {
        // Who asks for one table wants to hear that there is nothing in it.
        let _ = writeln!(out, "  {}", if table.empty.is_empty() { "nothing" } else { table.empty });
        return;
    }
    let shown: Vec<usize> = (0..table.columns.len())
        .filter(|column| table.columns.get(*column).is_some_and(|it| !it.title.is_empty()))
        .collect();
    let last = shown.last().copied();
    let columns: Vec<(Vec<String>, bool)> = shown
        .iter()
        .map(|column| {
            let heading = table.columns.get(*column).map_or("", |column| column.title).to_owned();
            let cells = table.rows.iter().filter_map(|row| row.get(*column));
            let right = cells.clone().all(|cell| cell.is_number() || *cell == Cell::Nothing);
            let places = cells.clone().map(decimals).max().unwrap_or(0);
            let texts = cells.map(|cell| match cell {
                Cell::Money(amount, currency) => money(amount, *currency, places),
                other if Some(*column) == last => self::shown(other),
                other => cut(other),
            });
            (std::iter::once(heading).chain(texts).collect(), right)
        })
        .collect();
    let shape: Vec<(usize, bool)> = (columns.iter())
        .map(|(texts, right)| (texts.iter().map(|text| text.chars().count()).max().unwrap_or(0), *right))
        .collect();
    for line in 0..=table.rows.len() {
        let texts: Vec<&str> =
            columns.iter().map(|(texts, _)| texts.get(line).map_or("", String::as_str)).collect();
        write_row(&texts, &shape, out);
    }
}

fn write_row(texts: &[&str], shape: &[(usize, bool)], out: &mut String) {
    let mut line = String::new();
    for (text, (width, right)) in texts.iter().zip(shape) {
        let room = " ".repeat(width.saturating_sub(text.chars().count()));
        line.push_str("  ");
        if *right {
            line.push_str(&room);
        }
        line.push_str(text);
        if !*right {
            line.push_str(&room);
        }
    }
    out.push_str(line.trim_end());
    out.push('\n');
}

fn cut(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => sanitise::short(text, LONGEST).into_owned(),
        Cell::Below(depth, text) => {
            format!("{}{}", "  ".repeat((*depth).min(30)), sanitise::short(text, LONGEST))
        }
        other => shown(other),
    }
}

/// A value for people, on one line.
pub(super) fn shown(cell: &Cell) -> String {
    match cell {
        Cell::Nothing => "-".to_owned(),
        Cell::Text(text) => sanitise::short(text, ENDLESS).into_owned(),
        Cell::Below(depth, text) => {
            format!("{}{}", "  ".repeat((*depth).min(30)), sanitise::short(text, ENDLESS))
        }
        Cell::Number(number) => rounded(*number),
        Cell::Share(share) => percent(*share),
        Cell::List(texts) if texts.is_empty() => "-".to_owned(),
        Cell::List(texts) => {
            let texts: Vec<String> = texts.iter().map(|text| sanitise::one_line(text).into_owned()).collect();
            texts.join(", ")
        }
        Cell::Money(amount, currency) => money(amount, *currency, 0),
        Cell::Count(_) | Cell::Day(_) | Cell::Yes(_) => cell.plain(),
    }
}

/// A number with at most four significant decimals, as few as it needs.
fn rounded(number: f64) -> String {
    if !number.is_finite() || number.abs() >= 1e15 {
        return format!("{number:e}");
    }
    let decimals = if number.abs() >= 100.0 { 1 } else { 4 };
    let text = format!("{number:.decimals$}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// How many digits an amount has after the point.
fn decimals(cell: &Cell) -> usize {
    let Cell::Money(amount, _) = cell else { return 0 };
    amount.split_once('.').map_or(0, |(_, digits)| digits.len())
}

/// An amount with at least so many digits after the point, as in the column that it stands in.
fn money(amount: &str, currency: Option<Currency>, places: usize) -> String {
    let mut text = grouped(amount);
    let own = amount.split_once('.').map_or(0, |(_, digits)| digits.len());
    if own == 0 && places > 0 {
        text.push('.');
    }
    text.extend(std::iter::repeat_n('0', places.saturating_sub(own)));
    if let Some(currency) = currency {
        // Writing to a String cannot fail.
        let _ = write!(text, " {currency}");
    }
    text
}

/// `1234567.5` as `1,234,567.5`.
fn grouped(amount: &str) -> String {
    let (sign, digits) = match amount.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", amount),
    };
    let (whole, rest) = digits.find('.').map_or((digits, ""), |point| digits.split_at(point));
    let mut out = String::from(sign);
    for (position, digit) in whole.chars().enumerate() {
        if position > 0 && (whole.len() - position).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out.push_str(rest);
    out
}
