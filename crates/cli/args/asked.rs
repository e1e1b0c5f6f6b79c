//! Arguments of the questions to a plan.

use clap::{Args as ClapArgs, ValueEnum};
use truenorth_core::scalar::Time;

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
    /// The one table to write as text or CSV; a CSV has the first by default.
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

/// `truenorth impact`
#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Examples:
  truenorth impact signalling samples/aurora
  truenorth impact head-of-operations --format mermaid")]
pub(crate) struct Impact {
    /// Any item, by its full id: a goal, person, role, team, skill, budget line, risk ...
    #[arg(value_name = "ID")]
    pub(crate) id: String,
    #[command(flatten)]
    pub(crate) asked: Asked,
}

/// `truenorth compare-rollups`
#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Examples:
  truenorth compare-rollups samples/aurora
  truenorth compare-rollups --format csv --table progress")]
pub(crate) struct CompareRollups {
    #[command(flatten)]
    pub(crate) asked: Asked,
}

/// `truenorth stats`
#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Examples:
  truenorth stats samples/aurora
  truenorth stats --format csv --table offenders
  truenorth stats --points 30")]
pub(crate) struct StatsArgs {
    #[command(flatten)]
    pub(crate) asked: Asked,
    /// How many single points of failure to list.
    #[arg(long, value_name = "COUNT", default_value = "10")]
    pub(crate) points: usize,
}

/// `truenorth path`
#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Examples:
  truenorth path samples/aurora
  truenorth path --to signalling/coast-north/north-live samples/aurora
  truenorth path --format csv --table floats")]
pub(crate) struct PathArgs {
    #[command(flatten)]
    pub(crate) asked: Asked,
    /// The goal whose date is in question; without it, the critical path of every chain of goals.
    #[arg(long, value_name = "ID")]
    pub(crate) to: Option<String>,
}

/// `truenorth page`
#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Examples:
  truenorth page operations samples/aurora
  truenorth page track --for rolling-stock samples/aurora
  truenorth page region samples/aurora")]
pub(crate) struct PageArgs {
    /// A team, person or role: their work and the vision; a stakeholder: why the plan matters to them.
    #[arg(value_name = "ID")]
    pub(crate) id: String,
    #[command(flatten)]
    pub(crate) input: Input,
    #[command(flatten)]
    pub(crate) under: Under,
    /// The reader, another team, person or role: why the work of the first matters to them.
    #[arg(long = "for", value_name = "ID")]
    pub(crate) reader: Option<String>,
}

/// `truenorth owners`
#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Examples:
  truenorth owners samples/aurora
  truenorth owners --within 2027-H1 --format csv")]
pub(crate) struct Owners {
    #[command(flatten)]
    pub(crate) asked: Asked,
    /// The time to look at; default this quarter and the three after it.
    #[arg(long, value_name = "TIME", value_parser = time)]
    pub(crate) within: Option<Time>,
}

/// `truenorth money`
#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Examples:
  truenorth money samples/aurora
  truenorth money --stage actual --by quarter --within 2027
  truenorth money --own-currency --from category --depth 1 --format mermaid
  truenorth money --format csv --table unaligned

Money is split to the smallest coin, by largest remainder: the parts add to the whole.")]
pub(crate) struct Money {
    #[command(flatten)]
    pub(crate) asked: Asked,
    /// Which amounts: a stage, or the latest planned ones; may be given again.
    #[arg(long, value_name = "STAGE", default_value = "planned")]
    pub(crate) stage: Vec<StageArg>,
    /// How long the periods are.
    #[arg(long, value_name = "PERIOD", default_value = "year")]
    pub(crate) by: GrainArg,
    /// Only months that begin in this time, such as 2027 or FY27-Q1.
    #[arg(long, value_name = "TIME", value_parser = time)]
    pub(crate) within: Option<Time>,
    /// Convert to the organisation's currency by the rates of the plan.
    #[arg(long)]
    pub(crate) own_currency: bool,
    /// Where flows begin: line, category, team, or the id of an account that heads a hierarchy.
    #[arg(long, value_name = "FROM")]
    pub(crate) from: Option<String>,
    /// Flows: leave out goals further from the vision than this many links, where their money goes one way.
    #[arg(long, value_name = "LEVELS")]
    pub(crate) depth: Option<u32>,
}

pub(super) fn time(text: &str) -> Result<Time, String> {
    Time::parse(text).map_err(|mistake| mistake.to_string().replace('\n', "; "))
}

/// Amounts of which stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum StageArg {
    /// The latest of adjusted, adopted, proposed and request.
    Planned,
    Request,
    Proposed,
    Adopted,
    Adjusted,
    Committed,
    Actual,
    Forecast,
}

/// How long periods are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum GrainArg {
    /// Calendar months.
    Month,
    /// Fiscal quarters.
    Quarter,
    /// Fiscal years.
    Year,
    /// All time at once.
    All,
}
