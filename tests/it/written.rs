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
                serde_json::from_str::<serde_json::Value>(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
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
        assert!(!["script", "image", "foreignObject", "a", "img", "b", "use"].contains(&tag), "<{tag}> in {name}");
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
        assert!(!line.contains('@'), "{}", shown("a mention"));
        assert!(!line.contains("://") && !line.contains("www."), "{}", shown("an address"));
        assert!(!line.trim_start_matches('#').replace("&#", "").contains('#'), "{}", shown("a reference to an issue"));
        let own = usize::from(line.starts_with("!["));
        assert_eq!(unescaped(line, '['), own, "{}", shown("a link"));
        assert_eq!(unescaped(line, '`'), 0, "{}", shown("code"));
        let bold = ["**Vision", "**Mission", "- **error**"].iter().any(|begin| line.starts_with(begin));
        assert_eq!(unescaped(line, '*'), if bold { 4 } else { 0 }, "{}", shown("stress"));
        let cells = unescaped(line, '|');
        assert!(cells == 0 || line.starts_with('|'), "{}", shown("a cell"));
        assert!(columns == 0 || cells == 0 || cells == columns, "{}", shown("a further cell"));
        columns = cells;
    }
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
