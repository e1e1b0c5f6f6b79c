//! `truenorth schema`

use anstream::ColorChoice;

use crate::failure::Failure;
use crate::{exit, output};

pub(super) fn run(color: ColorChoice) -> Result<u8, Failure> {
    output::to_stdout(&text(), color)?;
    Ok(exit::CLEAN)
}

/// The schema of plan files as printed.
pub(crate) fn text() -> String {
    let mut text = serde_json::to_string_pretty(&truenorth_core::schema::schema()).unwrap_or_default();
    text.push('\n');
    text
}
