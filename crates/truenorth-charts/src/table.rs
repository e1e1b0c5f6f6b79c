//! The numbers behind a chart, for programs and spreadsheets.

use truenorth_core::budget::Total;
use truenorth_core::scalar::{Currency, Date};

/// What a chart shows, as rows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// Words for programs, one a column.
    pub columns: Vec<&'static str>,
    /// As many cells a row as there are columns.
    pub rows: Vec<Vec<Cell>>,
}

impl Table {
    /// An empty table with these columns.
    #[must_use]
    pub fn new(columns: &[&'static str]) -> Self {
        Self { columns: columns.to_vec(), rows: Vec::new() }
    }

    /// Adds a row.
    pub fn push(&mut self, row: Vec<Cell>) {
        self.rows.push(row);
    }
}

/// One value of a table.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Nothing is known, or nothing applies.
    Nothing,
    /// Words.
    Text(String),
    /// A number in the unit that its column names.
    Number(f64),
    /// An exact sum of money.
    Money(Total, Option<Currency>),
    /// A day.
    Day(Date),
    /// Whether it is so.
    Yes(bool),
}

impl Cell {
    /// Words.
    #[must_use]
    pub fn text(words: impl Into<String>) -> Self {
        Self::Text(words.into())
    }

    /// A count; those beyond 2^53 lose their last digits.
    #[must_use]
    pub fn count(count: usize) -> Self {
        Self::Number(count as f64)
    }

    /// A number, or nothing.
    #[must_use]
    pub fn number(number: Option<f64>) -> Self {
        number.map_or(Self::Nothing, Self::Number)
    }

    /// A day, or nothing.
    #[must_use]
    pub fn day(day: Option<Date>) -> Self {
        day.map_or(Self::Nothing, Self::Day)
    }
}
