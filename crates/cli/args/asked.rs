//! Arguments of the questions to a plan.

use clap::Args as ClapArgs;

use super::{Input, Under};
use crate::answer::AnswerFormat;

/// What every question has.
#[derive(Clone, Debug, ClapArgs)]
pub(crate) struct Asked {
    #[command(flatten)]
    pub(crate) input: Input,
    #[command(flatten)]
    pub(crate) under: Under,
    /// How to write the answer.
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub(crate) format: AnswerFormat,
    /// The table to write with `--format csv`; default the first.
    #[arg(long, value_name = "NAME")]
    pub(crate) table: Option<String>,
}

/// `truenorth trace`
#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Examples:
  truenorth trace punctuality samples/aurora
  truenorth trace vision --depth 2 --format mermaid")]
pub(crate) struct Trace {
    /// The goal, by its full id, or `vision`.
    #[arg(value_name = "ID")]
    pub(crate) id: String,
    #[command(flatten)]
    pub(crate) asked: Asked,
    /// How many levels to open below it.
    #[arg(long, value_name = "LEVELS", default_value = "100")]
    pub(crate) depth: usize,
}
