//! What an import has to say of the table's cells, and its words at the end.

use truenorth_core::sanitise;

/// What a note is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    /// A row was left out.
    Skipped,
    /// A row has fewer cells than the header.
    Short,
    /// A placeholder stands for a missing value.
    Placeholder,
    /// A number can be read in two ways.
    Ambiguous,
    /// A name is that of no item, or of several.
    NoMatch,
    /// The words do not fit the field; they were kept as the source's wording.
    Kept,
    /// The text or number was changed on the way.
    Changed,
    /// Something else is worth a look.
    Look,
}

impl Kind {
    /// Every kind, in the order of the summary.
    const ALL: [Self; 8] = [
        Self::Skipped,
        Self::Short,
        Self::Placeholder,
        Self::Ambiguous,
        Self::NoMatch,
        Self::Kept,
        Self::Changed,
        Self::Look,
    ];

    fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Skipped => ("row left out", "rows left out"),
            Self::Short => ("short row", "short rows"),
            Self::Placeholder => ("placeholder", "placeholders"),
            Self::Ambiguous => ("ambiguous number", "ambiguous numbers"),
            Self::NoMatch => ("name without a match", "names without a match"),
            Self::Kept => ("text kept as origin", "texts kept as origin"),
            Self::Changed => ("value changed", "values changed"),
            Self::Look => ("hint", "hints"),
        }
    }
}

/// One note on a row or cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Note {
    pub(crate) kind: Kind,
    /// The line of the table.
    pub(crate) line: usize,
    /// The column, if one cell is meant.
    pub(crate) column: Option<String>,
    /// What is to be said.
    pub(crate) message: String,
}

impl Note {
    /// A note on a whole row.
    pub(crate) fn row(kind: Kind, line: usize, message: impl Into<String>) -> Self {
        Self { kind, line, column: None, message: message.into() }
    }

    /// A note on a cell.
    pub(crate) fn cell(kind: Kind, line: usize, column: &str, message: impl Into<String>) -> Self {
        Self { kind, line, column: Some(column.to_owned()), message: message.into() }
    }
}

/// How many notes are printed; the rest is counted.
const MOST_PRINTED: usize = 200;

/// Longest message in characters.
const LONGEST: usize = 300;

/// The notes, a line each, in the order of the table.
pub(crate) fn list(file: &str, notes: &[Note]) -> String {
    let mut sorted: Vec<&Note> = notes.iter().collect();
    sorted.sort_by_key(|note| note.line);
    let mut text = String::new();
    for note in sorted.iter().take(MOST_PRINTED) {
        let column = note.column.as_ref().map_or_else(String::new, |column| format!(" ({column})"));
        text.push_str(&sanitise::one_line(&format!("{file}:{}{column}: ", note.line)));
        text.push_str(&sanitise::short(&note.message, LONGEST));
        text.push('\n');
    }
    if sorted.len() > MOST_PRINTED {
        text.push_str(&format!("... and {} more notes\n", sorted.len() - MOST_PRINTED));
    }
    text
}

/// How many notes of which kind; empty if there are none.
pub(crate) fn counted(notes: &[Note]) -> String {
    let parts = Kind::ALL.into_iter().filter_map(|kind| {
        let count = notes.iter().filter(|note| note.kind == kind).count();
        let (one, many) = kind.words();
        match count {
            0 => None,
            1 => Some(format!("1 {one}")),
            _ => Some(format!("{count} {many}")),
        }
    });
    let parts: Vec<String> = parts.collect();
    if parts.is_empty() { String::new() } else { format!("notes: {}\n", parts.join(", ")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_stand_in_the_order_of_the_table_and_say_nothing_to_machines() {
        let notes = [
            Note::row(Kind::Skipped, 9, "the row\n::error::x"),
            Note::cell(Kind::Placeholder, 3, "##[group]", "`TBD` is not_set"),
            Note::cell(Kind::Placeholder, 4, "Due", "`-` was left out"),
        ];
        assert_eq!(
            list("::warning::.csv", &notes),
            " : :warning::.csv:3 (# #[group]): `TBD` is not_set\n : :warning::.csv:4 (Due): `-` was left out\n \
             : :warning::.csv:9: the row\\n::error::x\n"
                .replace(" : :", ": :")
        );
        assert_eq!(counted(&notes), "notes: 1 row left out, 2 placeholders\n");
        assert_eq!(counted(&[]), "");
    }
}
