//! Findings with any words at any place of any text, in every format of findings: see `report_of` in rendered.rs.
#![no_main]

#[path = "../binary.rs"]
mod binary;
use binary::*;

libfuzzer_sys::fuzz_target!(|text: &str| binary::rendered::report_of(text));
