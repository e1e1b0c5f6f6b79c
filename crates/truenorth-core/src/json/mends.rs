//! Damages that come with the edit that mends them.

use std::ops::Range;

use super::damage::{Damage, Mend};
use crate::fix::Safety;

/// A comma with nothing after it in its list or object.
pub(super) fn last_comma(at: usize) -> Damage {
    let help = "leave the comma out: nothing follows it";
    let damage = Damage::syntax(at..at + 1, "comma after the last entry", help);
    damage.mend(Safety::Safe, "leave the comma out", at..at + 1, "")
}

/// A comma before a key that is not there.
pub(super) fn comma_too_many(at: usize) -> Damage {
    let damage = Damage::syntax(at..at + 1, "a comma too many", "leave it out");
    damage.mend(Safety::Safe, "leave the comma out", at..at + 1, "")
}

/// The character that ends at a byte: an underlined half of one is none.
pub(super) fn last_character(text: &str, end: usize) -> Range<usize> {
    let last = text.get(..end).and_then(|before| before.chars().next_back());
    end - last.map_or(0, char::len_utf8)..end
}

/// Two entries without a comma between them: one ends with the character `last`, and `between` leads to `next`, with which
/// the other one begins. In an object it begins with a key.
pub(super) fn missing_comma(last: Range<usize>, between: &str, next: u8, in_object: bool) -> Damage {
    let end = last.end;
    let help = "put a comma between two entries";
    let damage = Damage::syntax(last, "missing comma after this entry", help);
    // On one line it may as well be a quote that is missing.
    let on_two_lines = between.contains('\n') && between.trim().is_empty();
    if on_two_lines && (next == b'"' || !in_object && matches!(next, b'{' | b'[')) {
        return damage.mend(Safety::Safe, "put a comma here", end..end, ",");
    }
    damage
}

/// A key without quotes.
pub(super) fn bare_key(span: Range<usize>, key: &str) -> Damage {
    let help = "put the key in double quotes";
    let damage = Damage::syntax(span.clone(), "this key has no quotes", help);
    damage.mend(Safety::Safe, help, span, &serde_json::Value::from(key).to_string())
}

/// What mends a text in single quotes, if nothing in it needs an escape.
pub(super) fn double_quotes(span: Range<usize>, text: &str) -> Option<Mend> {
    let inside = text.strip_prefix('\'')?.strip_suffix('\'')?;
    let plain = !inside.contains(['"', '\\']);
    plain.then(|| Mend::Bytes {
        title: "write double quotes",
        safety: Safety::Safe,
        span,
        text: format!("\"{inside}\""),
    })
}

/// A comment, of which the first line is shown.
pub(super) fn comment(shown: Range<usize>, whole: Range<usize>) -> Damage {
    let help = "write the words as a field: `\"//\": \"...\"`";
    let damage = Damage::syntax(shown, "JSON has no comments", help);
    damage.mend(Safety::Unsafe, "take the comment out, with its words", whole, "")
}
