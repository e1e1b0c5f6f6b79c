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
mod ink;
mod integrations;
mod link;
mod load;
mod output;
mod page;
mod reading;
mod redacted;
mod report;
mod summary;
mod tree;
mod vendored;

#[cfg(test)]
#[path = "../../tests/fuzz/rendered.rs"]
mod rendered;

use std::process::ExitCode;

fn main() -> ExitCode {
    let args = match args::of(std::env::args_os().collect()) {
        Ok(args) => args,
        Err(error) => error.exit(),
    };
    let code = match commands::run(&args) {
        Ok(code) => code,
        Err(failure) => failure.tell(),
    };
    ExitCode::from(code)
}
