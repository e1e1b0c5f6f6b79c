//! What would change in a file, as a unified diff.

use similar::TextDiff;
use truenorth_core::sanitise::{Mapped, one_line};

/// The changed lines with three lines around them; empty if the texts are equal. Characters that do not show are
/// written as `U+XXXX`, so it is for people and not for `patch`.
pub(crate) fn unified(name: &str, old: &str, new: &str) -> String {
    let diff = TextDiff::from_lines(old, new);
    let mut out = String::new();
    for hunk in diff.unified_diff().context_radius(3).iter_hunks() {
        if out.is_empty() {
            let name = one_line(name);
            out.push_str(&format!("--- {name}\n+++ {name}\n"));
        }
        out.push_str(&format!("{}\n", hunk.header()));
        for change in hunk.iter_changes() {
            let line = change.value();
            let bare = line.strip_suffix('\n').unwrap_or(line);
            out.push_str(&format!("{}{}\n", change.tag(), Mapped::source_line(bare).text));
            if change.missing_newline() {
                out.push_str("\\ No newline at end of file\n");
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_changes_is_shown() {
        assert_eq!(unified("a", "1\n", "1\n"), "");
        let old = "1\n2\n3\n4\n5\n6\n7\n8\n::error::x\n";
        let expected = "--- a\n+++ a\n@@ -1,4 +1,4 @@\n-1\n+one\n 2\n 3\n 4\n";
        assert_eq!(unified("a", old, &old.replacen('1', "one", 1)), expected);
        let ends = unified("a", "1\n\u{202e}", "1\n");
        assert_eq!(ends, "--- a\n+++ a\n@@ -1,2 +1 @@\n 1\n-U+202E\n\\ No newline at end of file\n");
        assert!(unified("a", old, "").contains("-: :error::x\n"));
    }
}
