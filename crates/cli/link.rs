//! Where the marks of a chart lead to: `--link-base`.

use std::collections::HashMap;
use std::fmt::Write as _;

use truenorth_charts::links::Links;
use truenorth_charts::scene::Item;

use crate::load::Loaded;

/// The longest address that is made.
const LONGEST: usize = 2000;

/// What may stand in an address, each with its braces.
const PLACES: [&str; 3] = ["{id}", "{file}", "{line}"];

/// An address with places for an item's id, file and line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct LinkBase(String);

/// Reads the value of `--link-base`. Only what a browser opens as a page is let through: `http`, `https`, and paths.
pub(crate) fn link_base(text: &str) -> Result<LinkBase, String> {
    if text.is_empty() || text.len() > LONGEST {
        return Err(format!("an address has 1 to {LONGEST} characters"));
    }
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-._~:/?#[]@!$&()*+,;=%{}".contains(c);
    if let Some(c) = text.chars().find(|c| !is_plain(*c)) {
        return Err(format!("an address has no {}", c.escape_unicode()));
    }
    let mut fixed = text.to_owned();
    for place in PLACES {
        fixed = fixed.replace(place, "");
    }
    if fixed.contains(['{', '}']) {
        return Err(format!("the places to fill are {}", PLACES.join(", ")));
    }
    let lower = text.to_ascii_lowercase();
    let rest = lower.strip_prefix("https://").or_else(|| lower.strip_prefix("http://"));
    match rest {
        Some(rest) => {
            let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
            if host.is_empty() || host.contains(['@', '{', '}']) {
                return Err("an address names a host, without a user and without a place to fill".to_owned());
            }
        }
        None => {
            let head = text.split(['/', '?', '#']).next().unwrap_or_default();
            if text.starts_with("//")
                || head.contains(':')
                || head.contains(['{', '}']) && !text.contains('/')
            {
                return Err("write https://, http://, or a path such as ../plan/".to_owned());
            }
            if head.contains("{id}") || head.contains("{file}") {
                return Err("begin with a path, such as ./{id}".to_owned());
            }
        }
    }
    if PLACES.iter().any(|place| text.contains(place)) {
        return Ok(LinkBase(text.to_owned()));
    }
    // The form of the pages of files at GitHub, GitLab and Gitea.
    let slash = if text.ends_with('/') { "" } else { "/" };
    Ok(LinkBase(format!("{text}{slash}{{file}}#L{{line}}")))
}

/// The addresses of the items of a plan.
pub(crate) struct Linker<'a> {
    base: &'a LinkBase,
    links: Links,
    /// File and line by id.
    places: HashMap<String, (String, usize)>,
}

impl<'a> Linker<'a> {
    pub(crate) fn new(base: &'a LinkBase, loaded: &Loaded) -> Self {
        let plan = &loaded.plan;
        let places = plan.items().filter_map(|item| {
            let place = plan.item_place(item)?;
            let line = loaded.sources.line_column(place.file, place.span(&loaded.sources).start).line;
            Some((plan.item_id(item).to_owned(), (encoded(loaded.sources.name(place.file)), line)))
        });
        Self { base, places: places.collect(), links: Links::new(plan) }
    }

    /// The address that a mark leads to.
    pub(crate) fn address(&self, mark: &Item) -> Option<String> {
        let id = self.links.of(mark)?;
        let (file, line) = self.places.get(id)?;
        let id = encoded(id);
        let filled = self.base.0.replace("{id}", &id).replace("{file}", file);
        Some(filled.replace("{line}", &line.to_string()))
    }
}

/// A path with everything but letters, digits and `-._~/` as `%XX`.
fn encoded(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_templates_or_beginnings() {
        let base = |text| link_base(text).map(|base| base.0);
        assert_eq!(
            base("https://git.example/p/blob/main"),
            Ok("https://git.example/p/blob/main/{file}#L{line}".to_owned())
        );
        assert_eq!(base("../plan/"), Ok("../plan/{file}#L{line}".to_owned()));
        assert_eq!(base("https://w.example/?item={id}"), Ok("https://w.example/?item={id}".to_owned()));
        assert_eq!(base("./items/{id}.html"), Ok("./items/{id}.html".to_owned()));
    }

    #[test]
    fn hostile_addresses_are_refused() {
        for hostile in [
            "",
            "javascript:alert(1)",
            "JAVASCRIPT:alert(1)",
            "data:text/html,x",
            "vbscript:x",
            "file:///etc/passwd",
            "//evil.example/",
            "https://user:secret@host.example/",
            "https:///x",
            "https://{id}/",
            "{id}:x",
            "{file}",
            "{id}",
            "java\nscript:x",
            " https://a.example/",
            "https://a.example/\"><script>",
            "https://a.example/{x}",
            "https://a.example/\u{202e}",
            "mailto:a@b.example",
            "\\\\host\\share",
            "https://a.example/{",
            "x:y/z",
        ] {
            assert!(link_base(hostile).is_err(), "{hostile:?}");
        }
        assert!(link_base(&format!("https://a.example/{}", "x".repeat(3000))).is_err());
    }

    #[test]
    fn files_are_encoded() {
        assert_eq!(encoded("teams/a b#ü.json"), "teams/a%20b%23%C3%BC.json");
    }
}
