//! The command line of `truenorth import`.

use std::path::PathBuf;

use clap::{Args as ClapArgs, ValueEnum};

use super::Input;
use crate::import::Target;

/// `truenorth import`
#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Examples:
  truenorth import goals.csv --as goals --into teams/fleet.json --dry-run
  truenorth import goals.csv --as goals --into goals.json --map title=Goal --map owner=Lead
  truenorth import budget.csv --as budget --into budget.json --map title=#1 --map amounts.adopted.FY27=#4
  truenorth import counted.csv --as actuals

FIELD is a field of the format such as due, measure.target or amounts.STAGE.TIME; parent, baseline,
target and unit are short for contributes_to and the fields of a measure. COLUMN is a header, or #3.
Without --map the fields are guessed from the headers, and told. docs/import.md says how cells are
read.")]
pub(crate) struct Import {
    /// The table: CSV in UTF-8 with the names of the columns in its first row.
    #[arg(value_name = "FILE.csv")]
    pub(crate) file: PathBuf,
    /// What the rows are.
    #[arg(long = "as", value_name = "KIND")]
    pub(crate) target: Target,
    /// Fill this field from this column; may be given again. Columns without one are left out.
    #[arg(long, value_name = "FIELD=COLUMN")]
    pub(crate) map: Vec<String>,
    /// Plan file for new items, made if it is not there; of actuals the only file to write to.
    #[arg(long, value_name = "FILE.json", required_if_eq_any = [("target", "goals"), ("target", "budget")])]
    pub(crate) into: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) input: Input,
    /// Show what would be written, and write nothing.
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// What stands between cells; `auto` looks at the header line.
    #[arg(long, value_name = "MARK", default_value = "auto")]
    pub(crate) delimiter: Delimiter,
    /// The decimal mark of all numbers, for numbers such as 1,234 that can be read in two ways.
    #[arg(long, value_name = "MARK")]
    pub(crate) decimal: Option<Decimal>,
}

/// What stands between the cells of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Delimiter {
    /// What stands most often in the header line.
    Auto,
    /// A comma.
    #[value(name = ",", alias = "comma")]
    Comma,
    /// A semicolon.
    #[value(name = ";", alias = "semicolon")]
    Semicolon,
    /// A tab.
    Tab,
}

/// The decimal mark of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Decimal {
    /// As in 1234.5.
    #[value(name = ".", alias = "point")]
    Point,
    /// As in 1234,5.
    #[value(name = ",", alias = "comma")]
    Comma,
}

impl Decimal {
    /// The character itself.
    pub(crate) fn mark(self) -> char {
        match self {
            Self::Point => '.',
            Self::Comma => ',',
        }
    }
}
