//! Whether a file belongs to a plan: what a glob took in may be something else, and what no glob takes in may be part of it.

use std::ops::Range;

use crate::finding::{Finding, Level};
use crate::json::{self, NodeKind, Tape};
use crate::place::Place;
use crate::read::ROOT_ONLY;
use crate::rules;
use crate::scalar::did_you_mean;
use crate::source::FileId;

/// The sections that every file of a plan may have, the root file too.
pub const SECTIONS: &[&str] = &[
    "pillars",
    "goals",
    "teams",
    "people",
    "roles",
    "skills",
    "training",
    "mentoring",
    "feedback",
    "accounts",
    "budget",
    "savings",
    "growth",
    "scenarios",
    "strategy",
    "risks",
    "decisions",
    "changes",
    "stakeholders",
    "reviews",
];

/// Whether a text looks like a file of a plan, but for a root file and for what `build` wrote: an object with a section of the
/// format that holds something.
#[must_use]
pub fn looks_like_part(text: &str) -> bool {
    let (tape, _) = json::scan(text);
    if tape.is_empty() || tape.kind(0) != NodeKind::Object {
        return false;
    }
    let has = |name: &str| tape.field(0, name).is_some();
    let holds = |name: &&str| {
        let value = tape.field(0, name).map(|(_, value)| value);
        value.is_some_and(|value| match tape.kind(value) {
            NodeKind::Array => tape.elements(value).next().is_some(),
            NodeKind::Object => tape.entries(value).next().is_some(),
            _ => false,
        })
    };
    !has("truenorth") && !has("built") && SECTIONS.iter().any(holds)
}

/// The first key of a file that is no plan file: it has no section of the format, and most of its keys resemble none. A
/// misspelt section is still one.
pub(crate) fn foreign(tape: &Tape<'_>) -> Option<usize> {
    if tape.is_empty() || tape.kind(0) != NodeKind::Object {
        return None;
    }
    let (mut unknown, mut near, mut first) = (0, 0, None);
    for (key, _) in tape.entries(0) {
        let name = tape.string(key);
        if name == "defaults" || SECTIONS.contains(&name.as_ref()) {
            return None;
        }
        if name == "$schema" || name == "//" || name.starts_with("x-") {
            continue;
        }
        first = first.or(Some(key));
        if !ROOT_ONLY.contains(&name.as_ref()) {
            unknown += 1;
            near += usize::from(did_you_mean(&name, SECTIONS.iter().copied()).is_some());
        }
    }
    first.filter(|_| near * 2 < unknown)
}

/// What to say of such a file.
pub(crate) fn passed_over(file: FileId, key: Range<usize>) -> Finding {
    let message = "the file was passed over: it has no section of a plan, such as `goals`";
    Finding::new(&rules::FILE_PASSED_OVER, Level::Warning, Place::bytes(file, key), message)
        .help("narrow `include` so that it matches plan files only, or give the plan a directory of its own")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::read_alone;

    /// The names of the fields of a file come from its type.
    #[test]
    fn the_sections_are_those_of_the_schema() {
        let schema = crate::schema::schema();
        let all = schema["properties"].as_object().unwrap().keys().map(String::as_str);
        let mut wanted: Vec<&str> = all
            .filter(|name| !ROOT_ONLY.contains(name) && !["$schema", "defaults", "//"].contains(name))
            .collect();
        let mut sections = SECTIONS.to_vec();
        wanted.sort_unstable();
        sections.sort_unstable();
        assert_eq!(sections, wanted);
    }

    fn codes(text: &str) -> Vec<&'static str> {
        let read = read_alone(FileId(1), text.as_bytes().to_vec(), false);
        read.findings.iter().map(|finding| finding.rule.code).collect()
    }

    #[test]
    fn a_file_of_something_else_is_one_finding_without_a_fix() {
        for text in [
            r#"{ "name": "x", "version": "1.0.0", "scripts": { "a": "b" } }"#,
            r#"{ "compilerOptions": { "strict": true }, "include": ["src"] }"#,
            r#"{ "version": 1, "compilerOptions": {}, /* why */ "include": ["src"], }"#,
            r#"{ "$schema": "https://example.org", "version": "2" }"#,
            r#"{ "id": "a", "title": "A", "contributes_to": "vision" }"#,
        ] {
            let read = read_alone(FileId(1), text.as_bytes().to_vec(), false);
            let [finding] = read.findings.as_slice() else { panic!("{text}: {:?}", read.findings) };
            assert_eq!((finding.rule.code, finding.level), ("PLN017", Level::Warning), "{text}");
            assert!(finding.fix.is_none() && finding.help.is_some(), "{text}");
            assert_eq!(read.document.content, crate::model::File::default(), "{text}");
        }
    }

    #[test]
    fn a_file_of_a_plan_with_mistakes_is_not_passed_over() {
        assert_eq!(codes(r#"{ "gaols": [] }"#), ["PLN007"]);
        assert_eq!(codes(r#"{ "goals": [], "name": "x", "scripts": {} }"#), ["PLN007", "PLN007"]);
        assert_eq!(codes(r#"{ "checks": {} }"#), ["PLN014"]);
        assert_eq!(codes(r#"{ "x-note": 1, "//": "a" }"#), [""; 0]);
        assert_eq!(codes("{}"), [""; 0]);
        // What cannot be read may hold sections that are not seen.
        assert!(codes(r#"{ "name": "x", "scripts": "#).contains(&"PLN003"));
    }

    #[test]
    fn a_field_of_the_root_file_is_not_proposed_elsewhere() {
        let read = read_alone(FileId(1), br#"{ "goals": [], "version": 1, "gaols": [] }"#.to_vec(), false);
        let helps: Vec<_> = read.findings.iter().map(|finding| finding.help.as_deref().unwrap()).collect();
        let wanted =
            ["take it out; `vision`, if meant, belongs into truenorth.json", "did you mean `goals`?"];
        assert_eq!(helps, wanted);
        assert!(read.findings.iter().all(|finding| finding.fix.is_none()));
    }

    #[test]
    fn what_looks_like_a_part_of_a_plan() {
        for text in
            [r#"{ "goals": [{}] }"#, r#"{ "strategy": { "threats": [] } }"#, "{ \"a\": 1, \"risks\": [1"]
        {
            assert!(looks_like_part(text), "{text}");
        }
        for text in [
            "",
            "[]",
            "{}",
            r#"{ "goals": [] }"#,
            r#"{ "goals": "none" }"#,
            r#"{ "vision": "V" }"#,
            r#"{ "truenorth": 1, "goals": [{}] }"#,
            r#"{ "built": {}, "goals": [{}] }"#,
            r#"{ "a": { "goals": [{}] } }"#,
        ] {
            assert!(!looks_like_part(text), "{text}");
        }
    }
}
