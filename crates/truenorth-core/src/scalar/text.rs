//! Characters that a reader cannot see, or that change what is seen.

use std::borrow::Cow;
use std::fmt::Write as _;

/// The first character of `text` that people cannot see, with its byte offset.
///
/// Hidden are control characters (a line break and a tab are fine where `prose` is true), the marks that
/// turn the direction of writing (U+061C, U+200E, U+200F, U+202A to U+202E, U+2066 to U+2069), characters
/// without width (U+200B, U+2060, U+FEFF; the joiners U+200C and U+200D belong to words and emoji), the separators U+2028 and U+2029, and noncharacters.
pub fn hidden_characters(text: &str, prose: bool) -> Option<(char, usize)> {
    // Most texts are printable ASCII, which one pass over the bytes settles.
    if text.bytes().all(|byte| (0x20..0x7f).contains(&byte)) {
        return None;
    }
    text.char_indices()
        .find(|&(_, c)| is_hidden(c) && !(prose && matches!(c, '\n' | '\t')))
        .map(|(offset, c)| (c, offset))
}

/// `text` with every hidden character (line breaks and tabs included) written as `U+XXXX`.
pub fn shown(text: &str) -> Cow<'_, str> {
    if hidden_characters(text, false).is_none() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if is_hidden(c) {
            out.push_str(&code_point(c));
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

/// The name of a character as `U+202E`: at least four hexadecimal digits, upper case.
pub fn code_point(c: char) -> String {
    let mut name = String::with_capacity(8);
    // Writing to a String cannot fail.
    let _ = write!(name, "U+{:04X}", u32::from(c));
    name
}

/// Whether a character is one of those listed at [`hidden_characters`].
fn is_hidden(c: char) -> bool {
    let code = u32::from(c);
    c.is_control()
        || matches!(code, 0x061c | 0x200b | 0x200e | 0x200f | 0x2028..=0x202e | 0x2060 | 0x2066..=0x2069 | 0xfeff)
        || matches!(code, 0xfdd0..=0xfdef)
        || code & 0xfffe == 0xfffe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_first_hidden_character() {
        assert_eq!(hidden_characters("plain, with ümlaut and 日本", false), None);
        assert_eq!(hidden_characters("ab\u{202e}c\u{0}", false), Some(('\u{202e}', 2)));
        assert_eq!(hidden_characters("é\u{feff}", false), Some(('\u{feff}', 2)));
        for c in "\u{0}\u{1b}\u{7f}\u{85}\u{61c}\u{200b}\u{200f}\u{2028}\u{2029}\u{202a}\u{2066}\u{2069}\u{fdd0}\u{ffff}\u{10fffe}"
            .chars()
        {
            assert_eq!(hidden_characters(&c.to_string(), true), Some((c, 0)), "{}", code_point(c));
        }
    }

    #[test]
    fn line_breaks_and_tabs_are_fine_in_prose_only() {
        assert_eq!(hidden_characters("a\n\tb", true), None);
        assert_eq!(hidden_characters("a\n\tb", false), Some(('\n', 1)));
        assert_eq!(hidden_characters("a\r\nb", true), Some(('\r', 1)));
    }

    #[test]
    fn shows_them_by_code_point() {
        assert!(matches!(shown("plain"), Cow::Borrowed("plain")));
        assert_eq!(shown("a\u{202e}b\u{10ffff}\n"), "aU+202EbU+10FFFFU+000A");
    }
}
