//! Any text as a plan, through every rule, chart and format: see `render` in rendered.rs.
#![no_main]

#[path = "../binary.rs"]
mod binary;
use binary::*;

use std::path::PathBuf;
use std::sync::LazyLock;

/// Where the plan of this process stands; in memory where the system has that.
static DIRECTORY: LazyLock<PathBuf> = LazyLock::new(|| {
    let memory = PathBuf::from("/dev/shm");
    let base = if memory.is_dir() { memory } else { std::env::temp_dir() };
    let directory = base.join(format!("truenorth-fuzz-{}", std::process::id()));
    std::fs::create_dir_all(&directory).unwrap();
    directory
});

libfuzzer_sys::fuzz_target!(|text: &str| binary::rendered::render(text, &DIRECTORY));
