//! How a file is written: line ends, indentation, spaces. New text follows it.

use crate::json::{NodeKind, Tape};

/// The habits of one file.
pub(super) struct Style<'t> {
    text: &'t str,
    /// `\n` or `\r\n`.
    pub(super) newline: &'static str,
    /// One level of indentation.
    pub(super) unit: &'t str,
    /// Between key and value.
    pub(super) colon: &'static str,
    /// Between two entries on one line.
    pub(super) comma: &'static str,
    /// Inside of the braces of an object on one line.
    pub(super) pad: &'static str,
}

impl<'t> Style<'t> {
    pub(super) fn of(tape: &Tape<'t>) -> Self {
        let text = tape.text();
        let newline = if text.contains("\r\n") { "\r\n" } else { "\n" };
        let first = tape.entries(0).next();
        let between = first.and_then(|(key, value)| text.get(tape.span(key).end..tape.span(value).start));
        let tight = between == Some(":");
        let indent = first.map(|(key, _)| tape.span(key).start).and_then(|at| indent_before(text, at));
        let unit = indent.filter(|unit| !unit.is_empty()).unwrap_or("  ");
        let (colon, comma) = if tight { (":", ",") } else { (": ", ", ") };
        let pad = if tight || unpadded(tape) { "" } else { " " };
        Self { text, newline, unit, colon, comma, pad }
    }

    /// Whether the file as a whole stands on one line.
    pub(super) fn is_flat(&self) -> bool {
        !self.text.trim_end().contains('\n')
    }

    /// White space before `at` in its line, if there is nothing else.
    pub(super) fn indent_before(&self, at: usize) -> Option<&'t str> {
        indent_before(self.text, at)
    }

    /// The indentation of the line that holds `at`.
    pub(super) fn line_indent(&self, at: usize) -> &'t str {
        let line = self.text.get(self.line_start(at)..at).unwrap_or_default();
        let end = line.len() - line.trim_start_matches([' ', '\t']).len();
        line.get(..end).unwrap_or_default()
    }

    /// Where the line that holds `at` begins.
    pub(super) fn line_start(&self, at: usize) -> usize {
        self.text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |newline| newline + 1)
    }

    /// Characters of the line that holds `at`.
    pub(super) fn line_width(&self, at: usize) -> usize {
        let line = self.text.get(self.line_start(at)..).unwrap_or_default();
        line.lines().next().unwrap_or_default().chars().count()
    }

    /// Whether one line holds both.
    pub(super) fn same_line(&self, one: usize, other: usize) -> bool {
        let (from, to) = (one.min(other), one.max(other));
        !self.text.get(from..to).unwrap_or_default().contains('\n')
    }

    /// A new line with this indentation.
    pub(super) fn line(&self, indent: &str) -> String {
        format!("{}{indent}", self.newline)
    }

    /// A text of several lines, with two spaces a level, as it stands at this indentation.
    pub(super) fn indented(&self, text: &str, indent: &str) -> String {
        let mut result = String::with_capacity(text.len());
        for (number, line) in text.lines().enumerate() {
            if number == 0 {
                result.push_str(line);
                continue;
            }
            let bare = line.trim_start_matches(' ');
            result.push_str(&self.line(indent));
            result.push_str(&self.unit.repeat((line.len() - bare.len()) / 2));
            result.push_str(bare);
        }
        result
    }
}

/// Whether the first object with its first key on the line of its brace has no space between them.
fn unpadded(tape: &Tape<'_>) -> bool {
    let text = tape.text();
    let mut node = 0;
    while node < tape.len() {
        let first = if tape.kind(node) == NodeKind::Object { tape.entries(node).next() } else { None };
        if let Some((key, _)) = first {
            match text.get(tape.span(node).start + 1..tape.span(key).start) {
                Some("") => return true,
                Some(space) if !space.contains('\n') => return false,
                _ => {}
            }
        }
        node += 1;
    }
    false
}

fn indent_before(text: &str, at: usize) -> Option<&str> {
    let before = text.get(..at)?;
    let line = before.get(before.rfind('\n')? + 1..)?;
    line.bytes().all(|byte| matches!(byte, b' ' | b'\t')).then_some(line)
}
