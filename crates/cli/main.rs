//! `truenorth`: build, check and draw an organisation's plan.
//!
//! The only place that touches files, clock, environment and terminal. The work is done by the library
//! crates; a command here reads, calls them, and writes.

mod answer;
mod args;
mod baseline;
mod beside;
mod built;
mod causes;
mod charts;
mod commands;
mod diff;
mod edits;
mod examples;
mod exit;
mod failure;
mod files;
mod git;
mod import;
mod integrations;
mod load;
mod output;
mod page;
mod reading;
mod report;
mod summary;
mod tree;
mod vendored;

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    let args = args::Args::parse();
    let code = match commands::run(&args) {
        Ok(code) => code,
        Err(failure) => failure.tell(),
    };
    ExitCode::from(code)
}
