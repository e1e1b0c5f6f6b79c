//! Placeholders: what people write into a cell instead of a value.

use truenorth_core::scalar::MissingWord;

/// Words for "nothing here yet", in lower case, without brackets and with spaces for underscores.
const NOTHING: &[&str] = &[
    "tbd",
    "tba",
    "tbc",
    "tbi",
    "to be determined",
    "to be decided",
    "to be defined",
    "to be announced",
    "to be confirmed",
    "to be added",
    "to be inserted",
    "to be inserted by user",
    "to follow",
    "pending",
    "n/a",
    "na",
    "n.a.",
    "n.a",
    "n/d",
    "nd",
    "n.d.",
    "n/k",
    "none",
    "nil",
    "null",
    "nan",
    "unknown",
    "missing",
    "blank",
    "empty",
    "not available",
    "not defined",
    "not yet",
    "not yet defined",
    "no data",
    "see above",
    "x to y",
    "x",
    "#n/a",
    "#ref!",
    "#value!",
    "#missing",
    "#name?",
    "#div/0!",
    "#num!",
    "#null!",
    "#error!",
    "#spill!",
    "####",
];

/// Words for known reasons.
const REASONS: &[(&str, MissingWord)] = &[
    ("confidential", MissingWord::Confidential),
    ("not public", MissingWord::Confidential),
    ("redacted", MissingWord::Confidential),
    ("not applicable", MissingWord::NotApplicable),
    ("not measured", MissingWord::NotMeasured),
    ("not yet measured", MissingWord::NotMeasured),
    ("not set", MissingWord::NotSet),
    ("not yet set", MissingWord::NotSet),
];

/// A placeholder; the reason if the words name one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Placeholder {
    /// Why the value is missing, as far as the words say.
    pub(crate) reason: Option<MissingWord>,
}

/// Whether a cell holds a placeholder.
pub(crate) fn placeholder(cell: &str) -> Option<Placeholder> {
    if cell.len() > 60 {
        return None;
    }
    let brackets: &[char] = &['[', ']', '(', ')', '<', '>', '{', '}', '*', '"', ' ', '\u{a0}'];
    let bare = cell.trim_matches(brackets).to_lowercase().replace('_', " ");
    let words = bare.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some((_, reason)) = REASONS.iter().find(|(known, _)| *known == words) {
        return Some(Placeholder { reason: Some(*reason) });
    }
    // Only marks, such as `-`, `--`, `...`, `?`; or only the letter x, such as `XXX`.
    let marks = !cell.trim().is_empty()
        && words
            .chars()
            .all(|c| matches!(c, '-' | '\u{2013}' | '\u{2014}' | '.' | '\u{2026}' | '?' | '#' | '/' | ' '));
    let crosses = words.len() > 1 && words.chars().all(|c| c == 'x');
    (NOTHING.contains(&words.as_str()) || marks || crosses).then_some(Placeholder { reason: None })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_of_real_plans_are_known() {
        for cell in [
            "TBD",
            "[To be determined]",
            "[To_be_inserted_by_user]",
            "N/A",
            "#N/A",
            "#REF!",
            "#VALUE!",
            "#Missing",
            "-",
            "--",
            "XXX",
            "n.a.",
            "\u{2014}",
            "...",
            "X to Y",
            "TBD ",
            "?",
            "(tbc)",
            "*Pending*",
            "[]",
        ] {
            assert!(placeholder(cell).is_some(), "{cell}");
        }
        assert_eq!(placeholder("Not applicable").unwrap().reason, Some(MissingWord::NotApplicable));
        assert_eq!(placeholder("[Confidential]").unwrap().reason, Some(MissingWord::Confidential));
    }

    #[test]
    fn values_are_no_placeholders() {
        for cell in [
            "",
            " ",
            "0",
            "-5",
            "None of the trains late",
            "Nadia",
            "x-ray",
            "Ongoing",
            "X1",
            "Unknown station",
        ] {
            assert_eq!(placeholder(cell), None, "{cell}");
        }
    }
}
