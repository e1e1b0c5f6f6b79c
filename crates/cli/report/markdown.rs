//! A table for people on a platform: the summary of a run, or a comment on a change.

use std::fmt::Write as _;

use truenorth_core::finding::{Finding, Level};
use truenorth_core::sanitise::{markdown, short};

use super::order::{Cause, by_cause};
use super::{Shown, shown, summary};

/// By this line a script finds the comment of the last run, to write it anew.
const MARKER: &str = "<!-- truenorth:check -->";

/// A comment on GitHub has at most 65,536 characters; what does not fit is counted.
const MOST_BYTES: usize = 60_000;

/// Longest message or help line, in characters.
const LONGEST_TEXT: usize = 300;

pub(super) fn render(all: &Shown<'_>) -> String {
    let mut out = format!("{MARKER}\n### {}\n", markdown(&summary(all)));
    let mut causes = by_cause(all);
    // Most serious first, since a comment is read from the top; within a level in the order of files and places.
    causes.sort_by_key(|cause| std::cmp::Reverse(cause.first.level));
    let mut left = MOST_BYTES;
    if !causes.is_empty() {
        out.push_str("\n| | rule | place | finding | what to do |\n|---|---|---|---|---|\n");
    }
    let mut left_out = 0;
    for cause in &causes {
        let row = row(all, cause);
        match left.checked_sub(row.len()).filter(|_| left_out == 0) {
            Some(rest) => {
                left = rest;
                out.push_str(&row);
            }
            None => left_out += 1 + cause.same.len(),
        }
    }
    // Writing to a String cannot fail.
    if left_out > 0 {
        let _ = write!(out, "\n{left_out} further findings are not shown; the most serious come first.\n");
    }
    if !all.report.ignored.is_empty() {
        let _ = write!(out, "\n<details><summary>{} ignored</summary>\n\n", all.report.ignored.len());
        out.push_str("| rule | place | finding | reason |\n|---|---|---|---|\n");
        let mut hidden = 0;
        for ignored in &all.report.ignored {
            let finding = &ignored.finding;
            let row = format!(
                "| {} | {} | {} | {} |\n",
                rule(finding),
                place(all, finding),
                cell(&finding.message),
                cell(&ignored.reason)
            );
            match left.checked_sub(row.len()).filter(|_| hidden == 0) {
                Some(rest) => {
                    left = rest;
                    out.push_str(&row);
                }
                None => hidden += 1,
            }
        }
        if hidden > 0 {
            let _ = write!(out, "\n{hidden} more are not shown.\n");
        }
        out.push_str("\n</details>\n");
    }
    out
}

fn row(all: &Shown<'_>, cause: &Cause<'_>) -> String {
    let finding = cause.first;
    let level = match finding.level {
        Level::Error => "**error**",
        Level::Warning => "warning",
        Level::Note => "note",
    };
    let more = match cause.same.len() {
        0 => String::new(),
        more => format!(" and {more} more places"),
    };
    let from = shown::level_from(finding)
        .map_or(String::new(), |from| format!(" (the level comes from {})", cell(&from)));
    format!(
        "| {level} | {} | {}{more} | {}{from} | {} |\n",
        rule(finding),
        place(all, finding),
        cell(&finding.message),
        finding.help.as_deref().map_or(String::new(), cell)
    )
}

fn rule(finding: &Finding) -> String {
    format!("{} {}", finding.rule.code, finding.rule.name)
}

fn place(all: &Shown<'_>, finding: &Finding) -> String {
    let at = shown::position(all, &finding.primary.place);
    format!("{}:{}:{}", markdown(&shown::file_name(all, &finding.primary.place)), at.line, at.column)
}

/// A text that stays in its cell, without any mark-up of its own. Words between back quotes are shown as code if nothing
/// in them could mean anything there.
fn cell(text: &str) -> String {
    with_code(&short(text, LONGEST_TEXT))
}

/// The same for texts of any length.
pub(crate) fn with_code(text: &str) -> String {
    let parts: Vec<&str> = text.split('`').collect();
    let last = parts.len() - 1;
    let mut out = String::with_capacity(text.len() + 16);
    for (number, part) in parts.iter().enumerate() {
        match number % 2 {
            // The last back quote of an odd number of them closes nothing.
            1 if number < last && is_plain(part) => out.push_str(&format!("`{part}`")),
            1 if number < last => out.push_str(&format!("\\`{}\\`", markdown(part))),
            1 => out.push_str(&format!("\\`{}", markdown(part))),
            _ => out.push_str(&markdown(part)),
        }
    }
    out
}

fn is_plain(text: &str) -> bool {
    let is_word = |byte: u8| byte.is_ascii_alphanumeric() || b" -_./\":,*()=+%?'".contains(&byte);
    !text.is_empty() && text.bytes().all(is_word) && !text.contains("www.") && !text.contains("://")
}

#[cfg(test)]
mod tests {
    use super::cell;

    #[test]
    fn only_plain_words_become_code() {
        assert_eq!(cell("set `\"due\": \"2027\"` of `a-b/c`"), "set `\"due\": \"2027\"` of `a-b/c`");
        assert_eq!(cell("`a|b` and `@x` and `"), "\\`a\\|b\\` and \\`&#64;&#8203;x\\` and \\`");
        assert_eq!(cell("no field ``"), "no field \\`\\`");
        assert_eq!(cell("<b> `x`"), "&lt;b&gt; `x`");
    }
}
