//! Any text as a plan, mended: see `converge` in fixes.rs.
#![no_main]

#[path = "../fixes.rs"]
mod fixes;

libfuzzer_sys::fuzz_target!(|text: &str| fixes::converge(text));
