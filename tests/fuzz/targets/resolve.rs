//! Any text as a whole plan: see `resolve` in properties.rs.
#![no_main]

#[path = "../properties.rs"]
mod properties;

libfuzzer_sys::fuzz_target!(|text: &str| properties::resolve(text));
