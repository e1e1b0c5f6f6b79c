//! Changes of plan files as edits of their text, so that all else stays as its author wrote it.
//!
//! A file is scanned ([`crate::json::scan`]), items are found in its tape ([`items`]), and a change of one field
//! ([`set`], [`remove`]) or list ([`append`], [`add_to_list`]) is an [`Edit`]: bytes to replace, and with what.
//! Only a text without damage may be edited; the functions here do not look for damage.
//! See `docs/decisions/0009-edits-are-spans-of-text.md`.

mod items;
mod layout;
mod list;
mod migrations;
mod path;
mod set;
mod style;

#[cfg(test)]
mod lists_tests;
#[cfg(test)]
mod tests;

use std::fmt;
use std::ops::Range;

pub(crate) use items::SINGLE;
pub use items::{Item, NESTED, SECTIONS, aliases, item, items};
pub use layout::format;
pub use list::{add_to_list, append};
pub use migrations::{MIGRATIONS, Migration, migrate};
pub use path::{find, is_time_map, names, steps};
pub use set::{remove, set, set_steps};

/// Lines are kept within so many characters where there is a choice.
pub const WIDTH: usize = 120;

/// Bytes of a text to replace, and with what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The bytes; empty to insert.
    pub span: Range<usize>,
    /// What stands there afterwards.
    pub text: String,
}

/// Why a text cannot be edited so: message, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EditError {
    /// A lower-case fragment; names from the plan are in backticks and may hold any character.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
}

impl EditError {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), help: None }
    }

    pub(crate) fn help(self, help: impl Into<String>) -> Self {
        Self { help: Some(help.into()), ..self }
    }
}

impl fmt::Display for EditError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for EditError {}

/// The text with all edits made, in any order given. Insertions at one place are made in the order given.
///
/// # Errors
/// Edits outside of the text, inside of a character or overlapping are refused.
pub fn apply(text: &str, edits: &[Edit]) -> Result<String, EditError> {
    let mut sorted: Vec<&Edit> = edits.iter().collect();
    sorted.sort_by_key(|edit| (edit.span.start, edit.span.end));
    let added: usize = sorted.iter().map(|edit| edit.text.len()).sum();
    let mut result = String::with_capacity(text.len() + added);
    let mut at = 0;
    for edit in sorted {
        let Range { start, end } = edit.span;
        if start < at {
            return Err(EditError::new("two changes of the same place"));
        }
        let kept = text.get(at..start).filter(|_| text.get(start..end).is_some());
        let kept = kept.ok_or_else(|| EditError::new("a change outside of the text"))?;
        result.push_str(kept);
        result.push_str(&edit.text);
        at = end;
    }
    result.push_str(text.get(at..).unwrap_or_default());
    Ok(result)
}
