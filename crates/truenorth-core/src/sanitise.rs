//! The one sanitiser that stands before every renderer.
//!
//! Text of a plan must not become a terminal escape, a command to the machine that runs CI, or markup.
//! Runners read commands from the output of a step: GitHub a line that begins, after white space, with
//! `::name`, and `##[name]` anywhere in a line; Azure `##vso[...]`; TeamCity `##teamcity[...]`.

use std::borrow::Cow;

use crate::scalar::text::{code_point, hidden_characters};

/// The text on one line, harmless in a terminal and in the log of a runner: characters that do not show
/// become `U+XXXX`, a line break `\n`, and the beginnings of runner commands are broken with a space.
#[must_use]
pub fn one_line(text: &str) -> Cow<'_, str> {
    if harmless(text) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(Mapped::new(text, true).text)
}

/// Like [`one_line`], and cut to `most` characters with `...` in place of the rest.
#[must_use]
pub fn short(text: &str, most: usize) -> Cow<'_, str> {
    match text.char_indices().nth(most) {
        None => one_line(text),
        Some((end, _)) => Cow::Owned(format!("{}...", one_line(text.get(..end).unwrap_or("")))),
    }
}

/// The text in Markdown, on one line, without any mark-up, link or mention of its own.
#[must_use]
pub fn markdown(text: &str) -> String {
    let line = one_line(text);
    let mut out = String::with_capacity(line.len() + 8);
    for (at, character) in line.char_indices() {
        let rest = line.get(at..).unwrap_or("");
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            // A forge looks for mentions and issues after it has resolved entities; a space without width
            // behind the character keeps it from finding one.
            '@' => out.push_str("&#64;&#8203;"),
            '#' => out.push_str("&#35;&#8203;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '!' | '~' | '$' => {
                out.push('\\');
                out.push(character);
            }
            // Bare addresses become links without any mark-up; an entity in them stops that.
            ':' if rest.starts_with("://") => out.push_str("&#58;"),
            '.' if line.get(..at).is_some_and(ends_in_www) => out.push_str("&#46;"),
            other => out.push(other),
        }
    }
    // A dot after digits, a plus or a minus would begin a list.
    if let Some(first) = out.chars().next()
        && (first == '-' || first == '+' || first.is_ascii_digit())
    {
        let digits = out.len() - out.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let marker = if digits == 0 { 0 } else { digits };
        if out[marker..].starts_with(['-', '+', '.', ')']) {
            out.insert(marker, '\\');
        }
    }
    out
}

fn ends_in_www(text: &str) -> bool {
    text.len() >= 3 && text.get(text.len() - 3..).is_some_and(|end| end.eq_ignore_ascii_case("www"))
}

/// A source line made harmless, with the way from its old byte offsets to the new ones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mapped {
    /// The harmless text.
    pub text: String,
    offsets: Vec<usize>,
}

impl Mapped {
    /// Makes a source line harmless; tabs stay, the line must hold no line break.
    #[must_use]
    pub fn source_line(line: &str) -> Self {
        Self::new(line, false)
    }

    fn new(text: &str, tabs: bool) -> Self {
        let mut out = String::with_capacity(text.len() + 16);
        let mut offsets = Vec::with_capacity(text.len() + 1);
        let first = text.len() - text.trim_start_matches(|c: char| c.is_whitespace() || invisible(c)).len();
        for (at, character) in text.char_indices() {
            offsets.extend(std::iter::repeat_n(out.len(), character.len_utf8()));
            match character {
                '\n' => out.push_str("\\n"),
                '\r' => out.push_str("\\r"),
                '\t' if tabs => out.push_str("\\t"),
                '\t' => out.push('\t'),
                ':' if at == first && text[at..].starts_with("::") => out.push_str(": "),
                '#' if command_follows(&text[at..]) => out.push_str("# "),
                other if invisible(other) => out.push_str(&code_point(other)),
                other => out.push(other),
            }
        }
        offsets.push(out.len());
        Self { text: out, offsets }
    }

    /// The new offset of an old one; past the end gives the end.
    #[must_use]
    pub fn offset(&self, old: usize) -> usize {
        self.offsets.get(old).or(self.offsets.last()).copied().unwrap_or(0)
    }
}

fn harmless(text: &str) -> bool {
    !text.contains("##") && !text.trim_start().starts_with("::") && hidden_characters(text, false).is_none()
}

fn invisible(character: char) -> bool {
    hidden_characters(character.encode_utf8(&mut [0; 4]), false).is_some()
}

/// Whether `##`, perhaps a word, and `[` stand here.
fn command_follows(rest: &str) -> bool {
    rest.strip_prefix("##").is_some_and(|after| {
        after.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '#').starts_with('[')
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// What actions/runner takes for a command, after its `ActionCommand.cs`: `TryParseV2` looks at the
    /// trimmed line, `TryParse` (the older form) anywhere in it.
    pub(crate) fn is_command(line: &str) -> bool {
        let trimmed = line.trim_start();
        let v2 = trimmed.strip_prefix("::").is_some_and(|rest| rest.contains("::"));
        let v1 = line.match_indices("##").any(|(at, _)| {
            line[at + 2..].trim_start_matches(|c: char| c.is_ascii_alphanumeric()).starts_with('[')
        });
        v1 || v2
    }

    #[test]
    fn the_parser_port_knows_commands() {
        for line in ["::error::x", "  ::add-mask::a", "a ##[error]x", "##vso[task.x]", "##teamcity[x]"] {
            assert!(is_command(line), "{line}");
        }
        for line in ["error::x", "a ::error::x", "# #[error]", "## heading"] {
            assert!(!is_command(line), "{line}");
        }
    }

    #[test]
    fn commands_are_broken_and_escapes_shown() {
        assert_eq!(one_line("x\n::error::pwn"), "x\\n::error::pwn");
        assert_eq!(one_line(" ::error::pwn"), " : :error::pwn");
        assert_eq!(one_line("##[stop-commands]t"), "# #[stop-commands]t");
        assert_eq!(one_line("###vso[x]"), "# # #vso[x]");
        assert_eq!(one_line("\u{1b}[31mred\u{7}"), "U+001B[31mredU+0007");
        assert_eq!(one_line("a\u{202e}b"), "aU+202Eb");
        assert_eq!(one_line("## plain words, ümlaut"), "## plain words, ümlaut");
    }

    #[test]
    fn markdown_is_literal() {
        assert_eq!(
            markdown("a|b `c` [d](e) ![f](http://x) @org #1 <b>"),
            "a\\|b \\`c\\` \\[d\\](e) \\!\\[f\\](http&#58;//x) &#64;&#8203;org &#35;&#8203;1 &lt;b&gt;"
        );
        assert_eq!(markdown("1. one"), "1\\. one");
        assert_eq!(markdown("- one"), "\\- one");
        assert_eq!(markdown("When: now, see www.x.org"), "When: now, see www&#46;x.org");
    }

    #[test]
    fn offsets_follow_the_text() {
        let mapped = Mapped::source_line("\"##[e]\" x");
        assert_eq!(mapped.text, "\"# #[e]\" x");
        assert_eq!(mapped.offset(8), 9);
        assert_eq!(mapped.offset(99), mapped.text.len());
    }

    proptest! {
        #[test]
        fn no_text_becomes_a_command_or_an_escape(text in "(?s).{0,40}|([#:\\[\\]a-z \\r\\n\u{1b}\u{2028}]{0,30})") {
            for shown in [one_line(&text).into_owned(), short(&text, 12).into_owned(), markdown(&text)] {
                let bad = shown.contains(['\n', '\r', '\u{1b}', '\u{2028}']);
                prop_assert!(!bad);
                prop_assert!(!is_command(&shown), "{shown:?}");
            }
        }
    }
}
