//! What the formats share: file names, positions and texts as people see them.

use std::path::Path;

use truenorth_core::finding::Finding;
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
    apart(&sanitise::one_line(&slashes(&path)))
}

/// No two colons in a row, nor one at the end, where a line number follows: they could begin a command in the middle.
fn apart(path: &str) -> String {
    if !path.contains("::") && !path.ends_with(':') {
        return path.to_owned();
    }
    path.replace(':', ": ")
}

/// The path of a place as platforms want it: from the top of the repository, as it is. Not harmless yet.
pub(super) fn repository_path(shown: &Shown<'_>, place: &Place) -> String {
    let name = shown.sources.name(place.file);
    match shown.in_repository {
        Some(directory) => slashes(&directory.join(name)),
        None if shown.root == Path::new(".") => name.to_owned(),
        None => {
            let path = slashes(&shown.root.join(name));
            path.strip_prefix("./").map_or(path.clone(), str::to_owned)
        }
    }
}

fn slashes(path: &Path) -> String {
    path.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/")
}

/// Line and column of a place.
pub(super) fn position(shown: &Shown<'_>, place: &Place) -> LineColumn {
    shown.sources.line_column(place.file, place.span(shown.sources).start)
}

/// Beginning and end of a place on the line on which it begins. Platforms show a finding beside changed lines only if
/// all its lines have changed, so that one line is better than ten.
pub(super) fn on_one_line(shown: &Shown<'_>, place: &Place) -> (LineColumn, LineColumn) {
    let span = place.span(shown.sources);
    let text = shown.sources.text(place.file).get(span.clone()).unwrap_or("");
    let length = text.find(['\n', '\r']).unwrap_or(span.len());
    let start = shown.sources.line_column(place.file, span.start);
    (start, shown.sources.line_column(place.file, span.start + length))
}

/// A text of a finding: on one line, harmless, and not endless.
pub(super) fn text(words: &str) -> String {
    sanitise::short(words, LONGEST_TEXT).into_owned()
}

/// What is wrong and what to do about it, for formats with one field for both.
pub(super) fn message_and_help(finding: &Finding) -> String {
    match &finding.help {
        Some(help) => format!("{} - {}", text(&finding.message), text(help)),
        None => text(&finding.message),
    }
}

/// Who set the level, if not the rule: `checks.overrides: Kept as it was decided`.
pub(super) fn level_from(finding: &Finding) -> Option<String> {
    let from = finding.level_from.as_ref()?;
    Some(match from.reason().filter(|reason| !reason.trim().is_empty()) {
        Some(reason) => format!("{}: {}", from.word(), sanitise::short(reason, LONGEST_TEXT / 2)),
        None => from.word().to_owned(),
    })
}

/// A path as the path of a URI: everything but letters, digits and `-._~/` as the bytes of UTF-8 in `%XX`
/// (RFC 3986, section 2.1).
pub(super) fn uri(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    if path.starts_with('/') { format!("file://{out}") } else { out }
}

#[cfg(test)]
mod tests {
    use super::uri;

    #[test]
    fn paths_become_uris() {
        assert_eq!(uri("plans/2027/a-b_c~.json"), "plans/2027/a-b_c~.json");
        assert_eq!(uri("a b#c?%é:.json"), "a%20b%23c%3F%25%C3%A9%3A.json");
        assert_eq!(uri("/x y"), "file:///x%20y");
        assert_eq!(uri("\n\u{1b}"), "%0A%1B");
    }
}
