//! The arguments of the commands that edit plan files.

use std::path::PathBuf;

use clap::{Args as ClapArgs, Subcommand};

use super::Input;

/// `truenorth fmt`
#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Examples:
  truenorth fmt --diff
  truenorth fmt samples/aurora
  truenorth fmt teams/track.json budget.json
  truenorth fmt
  truenorth fmt --check

Texts, numbers, comments and the order of keys stay; maps by time are put in order. An object that
fits stays on one line, unless a new line begins after its brace. --check exits with 1 if a file
would change. A damaged file is left as it is, and the exit status is 2.")]
pub(crate) struct Fmt {
    /// Directories of plans, and single files.
    #[arg(value_name = "PATH", default_value = ".")]
    pub(crate) paths: Vec<PathBuf>,
    /// Write nothing; list the files that would change.
    #[arg(long)]
    pub(crate) check: bool,
    /// Write nothing; print what would change.
    #[arg(long)]
    pub(crate) diff: bool,
}

/// `truenorth record`
#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Examples:
  truenorth record punctuality/arrivals 91.5 --on 2027-04
  truenorth record one-account/online-share not_measured --on 2027-Q2 --note \"counter broken\"
  truenorth record track-works 612300 --on 2027-04
  truenorth record track-works \"612300.50\" --on 2027-04 --replace

One entry is written, into the file where the item stands; all else in it stays as it is. If the
plan would get a new error by it, nothing is written.")]
pub(crate) struct Record {
    /// Full id of a goal, growth plan or budget line.
    #[arg(value_name = "ID")]
    pub(crate) id: String,
    /// The number, or not_measured, not_set, confidential, not_applicable.
    #[arg(value_name = "VALUE", allow_negative_numbers = true)]
    pub(crate) value: String,
    #[command(flatten)]
    pub(crate) input: Input,
    /// The time it was counted for, such as 2027-04, 2027-Q1, 2027-04-12, FY27-Q1.
    #[arg(long, value_name = "TIME")]
    pub(crate) on: String,
    /// Words that belong to it.
    #[arg(long, value_name = "TEXT")]
    pub(crate) note: Option<String>,
    /// It may still change.
    #[arg(long)]
    pub(crate) provisional: bool,
    /// Replace the entry of that time, if there is one.
    #[arg(long)]
    pub(crate) replace: bool,
}

/// `truenorth new`
#[derive(Debug, ClapArgs)]
#[command(
    arg_required_else_help = true,
    after_help = "\
Examples:
  truenorth new goal quiet-cabs --title \"Cabs below 75 decibels\" --parent fleet-health --due 2027-Q4
  truenorth new goal punctuality/night-arrivals --title \"Night trains on time\" --kind key_result
  truenorth new risk late-packs --title \"Battery packs come late\" --threatens battery-trains
  truenorth new decision depot-site --title \"Where the depot stands\" --option north=\"North yard\""
)]
pub(crate) struct New {
    #[command(subcommand)]
    pub(crate) what: NewItem,
}

/// What to add.
#[derive(Debug, Subcommand)]
pub(crate) enum NewItem {
    /// Add a goal; an id such as `parent/own` nests it in that goal.
    Goal(NewGoal),
    /// Add a risk.
    Risk(NewRisk),
    /// Add a decision.
    Decision(NewDecision),
}

/// What every new item has.
#[derive(Debug, ClapArgs)]
pub(crate) struct NewCommon {
    /// Its full id, which nothing in the plan has yet.
    #[arg(value_name = "ID")]
    pub(crate) id: String,
    #[command(flatten)]
    pub(crate) input: Input,
    /// One line, for people.
    #[arg(long, value_name = "TEXT")]
    pub(crate) title: String,
    /// Id of the person, role or team who answers for it.
    #[arg(long, value_name = "ID")]
    pub(crate) owner: Option<String>,
    /// File of the plan to add it to; default the one where its neighbours are.
    #[arg(long, value_name = "FILE")]
    pub(crate) into: Option<PathBuf>,
}

/// `truenorth new goal`
#[derive(Debug, ClapArgs)]
pub(crate) struct NewGoal {
    #[command(flatten)]
    pub(crate) common: NewCommon,
    /// Id of the goal that it contributes to; default the vision.
    #[arg(long, value_name = "ID")]
    pub(crate) parent: Option<String>,
    /// Such as pillar, objective, key_result, initiative, milestone, kpi.
    #[arg(long, value_name = "KIND")]
    pub(crate) kind: Option<String>,
    /// By when, such as 2027-Q4.
    #[arg(long, value_name = "TIME")]
    pub(crate) due: Option<String>,
}

/// `truenorth new risk`
#[derive(Debug, ClapArgs)]
pub(crate) struct NewRisk {
    #[command(flatten)]
    pub(crate) common: NewCommon,
    /// Id of what it threatens; may be given again.
    #[arg(long, value_name = "ID")]
    pub(crate) threatens: Vec<String>,
}

/// `truenorth new decision`
#[derive(Debug, ClapArgs)]
pub(crate) struct NewDecision {
    #[command(flatten)]
    pub(crate) common: NewCommon,
    /// An option, as ID=TITLE; may be given again.
    #[arg(long = "option", value_name = "ID=TITLE")]
    pub(crate) options: Vec<String>,
}

/// `truenorth migrate`
#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Examples:
  truenorth migrate
  truenorth migrate plans/2027 --dry-run

Version 1 is the newest one so far, so there is nothing to do for any plan. All files are written
or none.")]
pub(crate) struct Migrate {
    #[command(flatten)]
    pub(crate) input: Input,
    /// Version of the format to bring it to; default the newest.
    #[arg(long, value_name = "VERSION")]
    pub(crate) to: Option<u32>,
    /// Write nothing; print what would change.
    #[arg(long)]
    pub(crate) dry_run: bool,
}
