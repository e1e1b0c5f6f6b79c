//! What is wrong with a written scalar, and the edit that mends it.

use std::borrow::Cow;
use std::fmt;

use super::text;

/// Longest quotation of a user's text in a message, in characters.
const QUOTED: usize = 60;

/// Why a text or number is not what its field asks for.
///
/// It travels through serde as text: `message`, and after a line break the `help`. Neither part contains
/// a line break of its own as long as quotations are made with the functions of this module.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// A lower-case fragment in the present tense that names what was found in backticks.
    pub message: String,
    /// The concrete edit that mends it, if there is one.
    pub help: Option<String>,
}

impl Mistake {
    /// A mistake without a known mend.
    pub fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), help: None }
    }

    /// The same mistake with the edit that mends it.
    #[must_use]
    pub fn with_help(self, help: impl Into<String>) -> Self {
        Self { help: Some(help.into()), ..self }
    }

    /// The same mistake; the help is to write `text` (quoted as in JSON).
    #[must_use]
    pub fn with_text(self, text: &str) -> Self {
        self.with_help(format!("write \"{text}\""))
    }
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        match &self.help {
            Some(help) => write!(f, "\n{help}"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for Mistake {}

/// A user's text in backticks, with hidden characters shown and cut to 60 characters.
pub(super) fn quoted(text: &str) -> String {
    // Only the part that can appear is looked at, so a text of a gigabyte costs no more than a short one.
    let head = match text.char_indices().nth(QUOTED) {
        Some((end, _)) => text.get(..end).unwrap_or_default(),
        None => text,
    };
    let shown: Cow<'_, str> = text::shown(head);
    let dots = if head.len() < text.len() { "..." } else { "" };
    format!("`{shown}{dots}`")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn help_stands_on_its_own_line() {
        assert_eq!(Mistake::new("`x` is not a date").to_string(), "`x` is not a date");
        assert_eq!(Mistake::new("a").with_text("60%").to_string(), "a\nwrite \"60%\"");
    }

    #[test]
    fn quotations_are_short_and_visible() {
        assert_eq!(quoted("a\u{202e}b\n"), "`aU+202EbU+000A`");
        let long = quoted(&"é".repeat(61));
        assert_eq!(long, format!("`{}...`", "é".repeat(60)));
        assert_eq!(quoted(&"é".repeat(60)), format!("`{}`", "é".repeat(60)));
    }
}
