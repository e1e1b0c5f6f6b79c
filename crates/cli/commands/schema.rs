//! `truenorth schema`

use anstream::ColorChoice;

use crate::args::{SchemaArgs, SchemaOf};
use crate::failure::Failure;
use crate::{exit, output, report};

pub(super) fn run(schema: &SchemaArgs, color: ColorChoice) -> Result<u8, Failure> {
    let text = match schema.of {
        SchemaOf::Plan => text(),
        SchemaOf::Check => pretty(&report::schema()),
    };
    output::to_stdout(&text, color)?;
    Ok(exit::CLEAN)
}

/// The schema of plan files as printed.
pub(crate) fn text() -> String {
    pretty(&truenorth_core::schema::schema())
}

fn pretty(schema: &impl serde::Serialize) -> String {
    let mut text = serde_json::to_string_pretty(schema).unwrap_or_default();
    text.push('\n');
    text
}
