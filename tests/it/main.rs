//! The binary as its users meet it: what it prints, writes and refuses, and what the docs say of it.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]

mod arithmetic;
mod commands;
mod docs;
mod faults;
mod formats;
mod hostile;
mod money;
mod properties;
mod reports;
mod rules;
mod run;
mod samples;
mod snapshot;
mod structure;
mod written;
