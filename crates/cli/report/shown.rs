//! What the formats share: file names and positions as people see them.

use std::path::Path;

use truenorth_core::place::Place;
use truenorth_core::sanitise;
use truenorth_core::source::LineColumn;

use super::Shown;

/// Longest message, label or help line, in characters.
pub(super) const LONGEST_TEXT: usize = 400;

/// The file name of a place as shown: with the root's directory before it unless that is the current one.
pub(super) fn file_name(shown: &Shown<'_>, place: &Place) -> String {
    let name = shown.sources.name(place.file);
    let path = if shown.root == Path::new(".") { Path::new(name).to_owned() } else { shown.root.join(name) };
    sanitise::one_line(&path.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/")).into_owned()
}

/// Line and column of a place.
pub(super) fn position(shown: &Shown<'_>, place: &Place) -> LineColumn {
    shown.sources.line_column(place.file, place.span(shown.sources).start)
}

/// A text of a finding: on one line, harmless, and not endless.
pub(super) fn text(words: &str) -> String {
    sanitise::short(words, LONGEST_TEXT).into_owned()
}
