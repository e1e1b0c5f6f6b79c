//! The command line.

mod asked;
mod check;
mod drawn;
mod edits;
mod import;

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args as ClapArgs, CommandFactory, Parser, Subcommand, ValueEnum};
use truenorth_check::{Selector, SetLevel};
use truenorth_core::finding::Level;
use truenorth_core::sanitise;
use truenorth_core::scalar::Date;

pub(crate) use asked::{
    Asked, CompareRollups, GrainArg, Impact, Money, Owners, PageArgs, PathArgs, StageArg, StatsArgs, Trace,
};

pub(crate) use self::check::{Fixes, Known};
pub(crate) use self::drawn::{
    DataFormat, DetailArg, Ink, Narrow, Picture, Redact, Render, Secret, SizeArg, TextArg, ThemeArg,
};
pub(crate) use self::import::{Delimiter, Import};
pub(crate) use edits::{Fmt, Migrate, New, NewCommon, NewDecision, NewGoal, NewItem, NewRisk, Record};

use crate::exit;
use crate::files::Limits;
use crate::integrations::Platform;
use crate::report::{Format, Target};

/// Plans as code: build, check and draw an organisation's goals, budgets and growth from JSON files.
#[derive(Debug, Parser)]
#[command(version, about, long_about = None, after_help = exit::TABLE, max_term_width = 100)]
#[command(propagate_version = true, subcommand_required = true, arg_required_else_help = true)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,
    /// When to use colours in the terminal.
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub(crate) color: Color,
}

/// The command line as it was given. The parser repeats in its errors what it does not understand, so these are of the same
/// words without what a terminal or the runner of a CI would obey.
pub(crate) fn of(words: Vec<OsString>) -> Result<Args, clap::Error> {
    let error = match Args::try_parse_from(&words) {
        Ok(args) => return Ok(args),
        Err(error) => error,
    };
    let harmless =
        words.iter().map(|word| sanitise::short(&word.to_string_lossy(), LONGEST_SHOWN).into_owned());
    match Args::try_parse_from(harmless) {
        Err(error) => Err(error),
        // Only the harmless words are understood: the others are worth no more than a word.
        Ok(_) => Err(Args::command().error(error.kind(), "an argument has characters that do not show")),
    }
}

/// The longest argument that an error repeats, in characters.
const LONGEST_SHOWN: usize = 200;

/// When to use colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    /// In a terminal, unless NO_COLOR is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

impl From<Color> for anstream::ColorChoice {
    fn from(color: Color) -> Self {
        match color {
            Color::Auto => Self::Auto,
            Color::Always => Self::Always,
            Color::Never => Self::Never,
        }
    }
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Begin a plan: a small one of your own, or an example to look at.
    Init(Init),
    /// Check a plan and write it whole: plan.json, summary.md and charts.
    Build(Build),
    /// Check a plan: everything points at the vision, and nothing contradicts itself.
    Check(Check),
    /// Draw a chart as SVG or PNG.
    Render(Render),
    /// Explain a rule, an item of the plan, or one of its numbers.
    Explain(Explain),
    /// Show why a goal matters, and how it comes about.
    Trace(Trace),
    /// Show what hangs on an item, and what it hangs on.
    Impact(Impact),
    /// Follow the money from the budget lines to the pillars and the vision.
    Money(Money),
    /// Show the chain of goals that decides a date.
    Path(PathArgs),
    /// Show how much is on whom, and which team asks which.
    Owners(Owners),
    /// Write a page for a team, person or stakeholder: why it matters.
    Page(PageArgs),
    /// Measure how well the plan hangs together, with what does not.
    Stats(StatsArgs),
    /// Show where another way to join children would change a status.
    CompareRollups(CompareRollups),
    /// Write plan files in the canonical layout.
    Fmt(Fmt),
    /// Write down what was counted: one actual of a goal, growth plan or budget line.
    Record(Record),
    /// Add a goal, risk or decision to a file of the plan.
    New(New),
    /// Bring a plan to a newer version of the format.
    Migrate(Migrate),
    /// Bring goals, budget lines or counted values from a CSV table into plan files.
    Import(Import),
    /// List the rules.
    Rules(Rules),
    /// Print the JSON Schema of plan files, or of the findings of `check`.
    Schema(SchemaArgs),
}

/// Where the plan is, and what counts as today.
#[derive(Clone, Debug, ClapArgs)]
pub(crate) struct Input {
    /// Directory of the plan; its truenorth.json is looked for there and above.
    #[arg(value_name = "DIR", default_value = ".")]
    pub(crate) dir: PathBuf,
    /// The day that counts as today, such as 2027-02-01; default `as_of` of the plan, else the system date.
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(crate) today: Option<Date>,
    /// Lower a limit, such as file=16MiB, plan=64MiB, items=100000; may be given again.
    #[arg(long = "limit", value_name = "NAME=VALUE", value_parser = crate::files::limit)]
    pub(crate) limits: Vec<(crate::files::LimitName, u64)>,
}

/// The scenario to look at.
#[derive(Clone, Debug, ClapArgs)]
pub(crate) struct Under {
    /// Lay this scenario over the plan first: the plan with some fields replaced.
    #[arg(long, value_name = "ID")]
    pub(crate) scenario: Option<String>,
}

impl Input {
    pub(crate) fn limits(&self) -> Limits {
        let mut limits = Limits::default();
        for (name, value) in &self.limits {
            limits.lower(*name, *value);
        }
        limits
    }
}

fn date(text: &str) -> Result<Date, String> {
    Date::parse(text).map_err(|mistake| mistake.to_string().replace('\n', "; "))
}

/// A level on the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum LevelArg {
    Error,
    Warning,
    Note,
}

impl From<LevelArg> for Level {
    fn from(level: LevelArg) -> Self {
        match level {
            LevelArg::Error => Self::Error,
            LevelArg::Warning => Self::Warning,
            LevelArg::Note => Self::Note,
        }
    }
}

/// `truenorth check`
#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Examples:
  truenorth check
  truenorth check plans/2027 --format concise
  truenorth check --select ALN,BUD --fail-on warning
  truenorth check --level goal-without-due=note,BUD003=off
  truenorth check --write-baseline
  truenorth check --diff
  truenorth check samples/aurora --scenario battery-four-months-late")]
pub(crate) struct Check {
    #[command(flatten)]
    pub(crate) input: Input,
    #[command(flatten)]
    pub(crate) under: Under,
    /// How to print the findings.
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub(crate) format: Format,
    /// Write them into a file, too, in this format, such as sarif=truenorth.sarif; may be given again.
    #[arg(long = "report", value_name = "FORMAT=FILE", value_parser = crate::report::target)]
    pub(crate) reports: Vec<Target>,
    /// The least level that makes the exit status 1; default `checks.fail_on` of the plan, else error.
    #[arg(long, value_name = "LEVEL")]
    pub(crate) fail_on: Option<LevelArg>,
    /// Run only these rules: codes, names, prefixes of codes, or the sets default, strict, all.
    #[arg(long, value_name = "RULES", value_delimiter = ',')]
    pub(crate) select: Vec<Selector>,
    /// Do not run these rules.
    #[arg(long, value_name = "RULES", value_delimiter = ',')]
    pub(crate) ignore: Vec<Selector>,
    /// What people try first; it is answered with the way to say it.
    #[arg(long, hide = true)]
    pub(crate) strict: bool,
    /// Give a rule, by code or name, another level, over the plan: error, warning, note or off.
    #[arg(long, value_name = "RULE=LEVEL", value_delimiter = ',')]
    pub(crate) level: Vec<SetLevel>,
    /// Show also what items ignore.
    #[arg(long)]
    pub(crate) no_ignores: bool,
    #[command(flatten)]
    pub(crate) known: Known,
    #[command(flatten)]
    pub(crate) fixes: Fixes,
}

/// `truenorth build`
#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Examples:
  truenorth build samples/aurora --out out
  truenorth build --out public/plan --theme dark

An unreadable plan or a broken reference writes nothing. Other findings are in summary.md and do not
stop the build; `truenorth check` is the gate.")]
pub(crate) struct Build {
    #[command(flatten)]
    pub(crate) input: Input,
    #[command(flatten)]
    pub(crate) under: Under,
    /// Directory to write; replaced as a whole if an earlier build made it.
    #[arg(long, value_name = "OUT")]
    pub(crate) out: PathBuf,
    #[command(flatten)]
    pub(crate) redact: Redact,
    #[command(flatten)]
    pub(crate) ink: Ink,
}

/// `truenorth explain`
#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Examples:
  truenorth explain ALN001
  truenorth explain goal-not-aligned
  truenorth explain punctuality/arrivals samples/aurora
  truenorth explain punctuality progress samples/aurora
  truenorth explain item:budget     when a word could be both")]
pub(crate) struct Explain {
    /// Code or name of a rule, or id of an item; `rule:` and `item:` before it force one of them.
    #[arg(value_name = "WORD")]
    pub(crate) word: String,
    /// A number of the item, such as progress or contribution; `explain ID` lists those it has.
    #[arg(value_name = "FIELD")]
    pub(crate) field: Option<String>,
    #[command(flatten)]
    pub(crate) asked: Asked,
    /// How many steps to follow a number back.
    #[arg(long, value_name = "STEPS", default_value = "100")]
    pub(crate) depth: usize,
}

/// `truenorth rules`
#[derive(Debug, ClapArgs)]
pub(crate) struct Rules {
    /// How to print the list.
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub(crate) format: RulesFormat,
}

/// How to print the list of rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum RulesFormat {
    /// A table.
    Human,
    /// For programs.
    Json,
}

/// `truenorth schema`
#[derive(Debug, ClapArgs)]
pub(crate) struct SchemaArgs {
    /// Of what.
    #[arg(value_name = "OF", default_value = "plan")]
    pub(crate) of: SchemaOf,
}

/// What there is a schema of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum SchemaOf {
    /// Plan files.
    Plan,
    /// What `check --format json` prints; a line of `jsonl` is `Line` of its definitions.
    Check,
}

/// `truenorth init`
#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Examples:
  truenorth init
  truenorth init --example first-steps
  truenorth init plans/2027 --minimal
  truenorth init --ci github --pre-commit

Files for CI and pre-commit go to the top of the repository around DIR.
Nothing is ever overwritten.")]
pub(crate) struct Init {
    /// Directory to begin in; default the current one, with --example a new one of its name.
    #[arg(value_name = "DIR")]
    pub(crate) dir: Option<PathBuf>,
    /// Copy this example plan instead; `--list` prints them.
    #[arg(long, value_name = "NAME", conflicts_with = "minimal")]
    pub(crate) example: Option<String>,
    /// Write the smallest plan there is: one file.
    #[arg(long)]
    pub(crate) minimal: bool,
    /// Write also what checks the plan in CI; where a plan is already, only that.
    #[arg(long, value_name = "PLATFORM", conflicts_with = "list")]
    pub(crate) ci: Option<Platform>,
    /// Write also what checks the plan before each commit, for pre-commit; where a plan is already, only that.
    #[arg(long, conflicts_with = "list")]
    pub(crate) pre_commit: bool,
    /// List the examples.
    #[arg(long)]
    pub(crate) list: bool,
}
