//! What written files may hold: well-formed SVG without anything active, JSON, and Markdown without marks.

use std::path::Path;

use crate::run::{assert_harmless, files};

/// Holds every file below `directory` to its form, and to saying nothing to machines.
pub(crate) fn files_are_harmless(directory: &Path) {
    for (name, bytes) in files(directory) {
        let Ok(text) = String::from_utf8(bytes) else {
            assert!(name.ends_with(".png"), "{name} is not UTF-8");
            continue;
        };
        assert_harmless(&text, &name);
        match name.rsplit('.').next() {
            Some("svg") => svg_is_passive(&name, &text),
            Some("json") => {
                serde_json::from_str::<serde_json::Value>(&text)
                    .unwrap_or_else(|error| panic!("{name}: {error}"));
            }
            Some("md") => markdown_is_plain(&text),
            _ => {}
        }
    }
}

/// Well-formed, and nothing in it that runs, loads or leads anywhere.
fn svg_is_passive(name: &str, text: &str) {
    let tree = roxmltree::Document::parse(text).unwrap_or_else(|error| panic!("{name}: {error}"));
    for node in tree.descendants().filter(roxmltree::Node::is_element) {
        let tag = node.tag_name().name();
        assert!(
            !["script", "image", "foreignObject", "a", "img", "b", "use"].contains(&tag),
            "<{tag}> in {name}"
        );
        for attribute in node.attributes() {
            let word = attribute.name();
            assert!(!word.starts_with("on") && word != "href", "the attribute {word} in {name}");
        }
    }
}

/// No tag, mention, link, picture or cell but those that the summary itself has.
fn markdown_is_plain(text: &str) {
    let mut columns = 0;
    for line in text.lines() {
        let shown = |what: &str| format!("{what} in the line {line:?} of summary.md");
        assert!(!line.contains('<') && !line.contains('>'), "{}", shown("a tag"));
        // Forges look for mentions and issues in what is rendered, where an entity is a character again.
        let rendered = rendered(line);
        assert!(!joined(&rendered, '@', |next| next.is_ascii_alphanumeric()), "{}", shown("a mention"));
        assert!(!joined(&rendered, '#', |next| next.is_ascii_digit()), "{}", shown("a number of an issue"));
        assert!(!line.contains("://") && !line.contains("www."), "{}", shown("an address"));
        let own = usize::from(line.starts_with("!["));
        assert_eq!(unescaped(line, '['), own, "{}", shown("a link"));
        let code = code_spans(line);
        assert!(code.is_some_and(|spans| spans.iter().all(|span| is_plain(span))), "{}", shown("code"));
        let bold = ["**Vision", "**Mission", "- **error**"].iter().any(|begin| line.starts_with(begin));
        let in_code: usize = code_spans(line).iter().flatten().map(|span| span.matches('*').count()).sum();
        assert_eq!(unescaped(line, '*') - in_code, if bold { 4 } else { 0 }, "{}", shown("stress"));
        let cells = unescaped(line, '|');
        assert!(cells == 0 || line.starts_with('|'), "{}", shown("a cell"));
        assert!(columns == 0 || cells == 0 || cells == columns, "{}", shown("a further cell"));
        columns = cells;
    }
}

/// What stands between back quotes; none if one of them is left open.
fn code_spans(line: &str) -> Option<Vec<String>> {
    let (mut spans, mut open, mut escaped) = (Vec::new(), None::<String>, false);
    for character in line.chars() {
        match (&mut open, character) {
            (Some(_), '`') => spans.extend(open.take()),
            (Some(span), _) => span.push(character),
            (None, '`') if !escaped => open = Some(String::new()),
            _ => {}
        }
        escaped = character == '\\' && !escaped;
    }
    open.is_none().then_some(spans)
}

/// Nothing that could mean anything within code, and no line of its own.
fn is_plain(span: &str) -> bool {
    let is_word = |byte: u8| byte.is_ascii_alphanumeric() || b" -_./\":,*()=+%?'".contains(&byte);
    !span.is_empty() && span.bytes().all(is_word)
}

/// The line with its numeric entities as characters.
fn rendered(line: &str) -> String {
    let mut parts = line.split("&#");
    let mut out = parts.next().unwrap().to_owned();
    for part in parts {
        let (number, rest) = part.split_once(';').unwrap_or_else(|| panic!("an open entity in {line}"));
        out.push(
            number.parse().ok().and_then(char::from_u32).unwrap_or_else(|| panic!("&#{number}; in {line}")),
        );
        out.push_str(rest);
    }
    out
}

/// Whether `mark` stands right before such a character.
fn joined(line: &str, mark: char, next: impl Fn(char) -> bool) -> bool {
    line.match_indices(mark).any(|(at, _)| line[at + mark.len_utf8()..].starts_with(&next))
}

/// How often a mark stands in a line without a backslash before it.
fn unescaped(line: &str, mark: char) -> usize {
    let mut escaped = false;
    let mut count = 0;
    for character in line.chars() {
        count += usize::from(character == mark && !escaped);
        escaped = character == '\\' && !escaped;
    }
    count
}
