//! What a question to the plan gives back: facts, tables and a diagram, written in one of five formats.
//!
//! A command fills an [`Answer`]; how it looks is decided here alone. Texts of the plan go in as they are, and each
//! format makes them harmless in its own way.

mod csv;
mod dot;
mod json;
mod mermaid;
mod table;

use std::collections::{HashMap, HashSet};

use clap::ValueEnum;
use truenorth_core::scalar::{Currency, Date, did_you_mean};

use crate::failure::Failure;
use crate::load::Loaded;

/// How an answer is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum AnswerFormat {
    /// Text for the terminal.
    #[default]
    Table,
    /// Everything, for programs.
    Json,
    /// One table, for spreadsheets; `--table` chooses which.
    Csv,
    /// A graph for Graphviz.
    Dot,
    /// A flowchart for Markdown pages.
    Mermaid,
}

/// The answer to one question.
#[derive(Clone, Debug, Default)]
pub(crate) struct Answer {
    /// The command, as typed.
    pub(crate) command: &'static str,
    /// What was asked, or the finding in one line.
    pub(crate) title: String,
    /// Single values, by name.
    pub(crate) facts: Vec<Fact>,
    /// Lists. The first is the main one.
    pub(crate) tables: Vec<Table>,
    /// The same as boxes and arrows.
    pub(crate) diagram: Diagram,
    /// What the reader must know to read the numbers right, one sentence each.
    pub(crate) notes: Vec<String>,
}

/// One value with its name.
#[derive(Clone, Debug)]
pub(crate) struct Fact {
    /// For programs: a word.
    pub(crate) key: &'static str,
    /// For people.
    pub(crate) title: &'static str,
    pub(crate) value: Cell,
}

/// A list of rows that have the same columns.
#[derive(Clone, Debug, Default)]
pub(crate) struct Table {
    /// For programs: a word.
    pub(crate) key: &'static str,
    /// For people.
    pub(crate) title: String,
    pub(crate) columns: Vec<Column>,
    pub(crate) rows: Vec<Vec<Cell>>,
    /// What to say when there are no rows; an empty text leaves the table out of the text format.
    pub(crate) empty: &'static str,
    /// Too long to be shown unasked: the text format names it, and shows it with `--table`.
    pub(crate) is_detail: bool,
}

impl Table {
    /// A table that is shown where it has rows.
    pub(crate) fn new(
        key: &'static str,
        title: impl Into<String>,
        columns: Vec<Column>,
        rows: Vec<Vec<Cell>>,
    ) -> Self {
        Self { key, title: title.into(), columns, rows, empty: "", is_detail: false }
    }
}

/// What stands in one column.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Column {
    /// For programs: a word, the name of the field or of the column of a CSV file; a column without one is for people
    /// alone.
    pub(crate) key: &'static str,
    /// For people; a column without one is for programs alone.
    pub(crate) title: &'static str,
}

/// Makes columns of pairs of key and title.
pub(crate) fn columns(pairs: &[(&'static str, &'static str)]) -> Vec<Column> {
    pairs.iter().map(|(key, title)| Column { key, title }).collect()
}

/// One value of a table.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Cell {
    /// Nothing is known, or nothing applies.
    Nothing,
    Text(String),
    /// A text that stands this many steps below another.
    Below(usize, String),
    Count(u64),
    /// A number in the unit that its column or the text beside it names.
    Number(f64),
    /// A part of a whole; 1 = 100 %.
    Share(f64),
    /// An exact amount as in the format of plans, such as `12000.50`.
    Money(String, Option<Currency>),
    Day(Date),
    Yes(bool),
    List(Vec<String>),
}

impl Table {
    /// The cells of a row that programs read, each with the key of its column.
    fn keyed<'a>(&'a self, row: &'a [Cell]) -> impl Iterator<Item = (&'static str, &'a Cell)> {
        let keys = self.columns.iter().map(|column| column.key);
        keys.zip(row).filter(|(key, _)| !key.is_empty())
    }
}

impl Cell {
    pub(crate) fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    pub(crate) fn count(count: usize) -> Self {
        Self::Count(count as u64)
    }

    /// The value, or nothing.
    pub(crate) fn maybe<T>(value: Option<T>, cell: impl FnOnce(T) -> Self) -> Self {
        value.map_or(Self::Nothing, cell)
    }

    /// The value for people, on one line.
    pub(crate) fn shown(&self) -> String {
        table::shown(self)
    }

    /// Whether people read it right-aligned.
    fn is_number(&self) -> bool {
        matches!(self, Self::Count(_) | Self::Number(_) | Self::Share(_) | Self::Money(..))
    }

    /// The value in full, as one plain text without any unit but a currency: for programs that read text.
    pub(crate) fn plain(&self) -> String {
        match self {
            Self::Nothing => String::new(),
            Self::Text(text) | Self::Below(_, text) => text.clone(),
            Self::Count(count) => count.to_string(),
            Self::Number(number) | Self::Share(number) => plain_number(*number),
            Self::Money(amount, Some(currency)) => format!("{amount} {currency}"),
            Self::Money(amount, None) => amount.clone(),
            Self::Day(day) => day.to_string(),
            Self::Yes(yes) => if *yes { "yes" } else { "no" }.to_owned(),
            Self::List(texts) => texts.join(", "),
        }
    }
}

/// A number in full, the shortest text that reads back as the same one; never `-0`.
fn plain_number(number: f64) -> String {
    format!("{}", number + 0.0)
}

/// Boxes and arrows.
#[derive(Clone, Debug, Default)]
pub(crate) struct Diagram {
    pub(crate) nodes: Vec<DiagramNode>,
    /// From and to are positions in `nodes`.
    pub(crate) edges: Vec<DiagramEdge>,
    /// The position of the box of an id.
    known: HashMap<String, usize>,
    drawn: HashSet<(usize, usize)>,
}

#[derive(Clone, Debug)]
pub(crate) struct DiagramNode {
    /// One line each; the first is the title.
    pub(crate) lines: Vec<String>,
    pub(crate) look: Look,
}

/// What a box is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Look {
    #[default]
    Plain,
    /// The vision, or whatever all leads to.
    Top,
    /// What was asked for.
    Asked,
    /// People and money: what goals are made with.
    Means,
    /// Something is wrong with it.
    Fault,
}

#[derive(Clone, Debug)]
pub(crate) struct DiagramEdge {
    pub(crate) from: usize,
    pub(crate) to: usize,
    /// Empty = none.
    pub(crate) label: String,
    /// Drawn broken: it explains, and carries no numbers.
    pub(crate) weak: bool,
}

impl Diagram {
    /// The box of an id; the first call makes it.
    pub(crate) fn node(&mut self, id: &str, lines: impl FnOnce() -> Vec<String>, look: Look) -> usize {
        if let Some(found) = self.known.get(id) {
            return *found;
        }
        let position = self.nodes.len();
        self.known.insert(id.to_owned(), position);
        self.nodes.push(DiagramNode { lines: lines(), look });
        position
    }

    /// Whether there is an arrow between two boxes.
    pub(crate) fn has_edge(&self, from: usize, to: usize) -> bool {
        self.drawn.contains(&(from, to))
    }

    /// Draws an arrow, once between the same two.
    pub(crate) fn edge(&mut self, from: usize, to: usize, label: impl Into<String>) {
        if self.drawn.insert((from, to)) {
            self.edges.push(DiagramEdge { from, to, label: label.into(), weak: false });
        }
    }

    /// Draws a broken arrow, unless there is an arrow between the same two.
    pub(crate) fn weak_edge(&mut self, from: usize, to: usize, label: impl Into<String>) {
        if self.drawn.insert((from, to)) {
            self.edges.push(DiagramEdge { from, to, label: label.into(), weak: true });
        }
    }
}

impl Answer {
    /// Adds a single value.
    pub(crate) fn fact(&mut self, key: &'static str, title: &'static str, value: Cell) {
        self.facts.push(Fact { key, title, value });
    }

    /// Writes the answer. `table` names the one table to write as text or CSV; a CSV has the first by default. An
    /// answer that is not on a plan has none beside it.
    pub(crate) fn write(
        &self,
        format: AnswerFormat,
        table: Option<&str>,
        loaded: Option<&Loaded>,
    ) -> Result<String, Failure> {
        let named = table.map(|name| self.table(name)).transpose()?;
        Ok(match format {
            AnswerFormat::Table => table::write(self, named),
            AnswerFormat::Json => json::write(self, loaded),
            AnswerFormat::Csv => csv::write(self, named)?,
            AnswerFormat::Dot => dot::write(self),
            AnswerFormat::Mermaid => mermaid::write(self),
        })
    }
}

impl Answer {
    fn table(&self, name: &str) -> Result<&Table, Failure> {
        self.tables.iter().find(|table| table.key == name).ok_or_else(|| {
            let names: Vec<&str> = self.tables.iter().map(|table| table.key).collect();
            let help = match did_you_mean(name, names.iter().copied()) {
                Some(near) => format!("did you mean `{near}`?"),
                None if names.is_empty() => "it has no tables".to_owned(),
                None => format!("it has {}", names.join(", ")),
            };
            let name = truenorth_core::sanitise::short(name, 40);
            Failure::with_help(format!("this answer has no table `{name}`"), help)
        })
    }
}

#[cfg(test)]
mod tests;
