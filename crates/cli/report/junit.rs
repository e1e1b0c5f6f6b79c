//! JUnit XML, in the form that the strictest of its readers takes: the schema `junit-10.xsd` of the xUnit plugin of
//! Jenkins. There `file`, `line` and properties of a test case are not allowed, so the place stands in the text.
//!
//! A rule without a finding is a test that passed. A finding is a test of the item; it fails if its level makes `check`
//! fail, so that a run is green here if and only if the exit status is 0.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use truenorth_check::RULES;
use truenorth_core::finding::Finding;
use truenorth_core::sanitise;
use truenorth_core::source::FileId;

use super::{Shown, shown, summary};

/// The tests of one file, or those of the rules that found nothing.
#[derive(Default)]
struct Suite {
    tests: usize,
    failures: usize,
    errors: usize,
    skipped: usize,
    cases: String,
}

pub(super) fn render(all: &Shown<'_>) -> String {
    let mut suites: BTreeMap<FileId, Suite> = BTreeMap::new();
    for finding in &all.report.findings {
        suites.entry(finding.primary.place.file).or_default().finding(all, finding);
    }
    for ignored in &all.report.ignored {
        let finding = &ignored.finding;
        let reason = attribute(&shown::text(&ignored.reason));
        let inside = format!("<skipped message=\"{reason}\"/>");
        let suite = suites.entry(finding.primary.place.file).or_default();
        suite.skipped += 1;
        suite.case(all, finding, &inside);
    }
    let total = |count: fn(&Suite) -> usize| suites.values().map(count).sum::<usize>();
    let (tests, failures, errors) =
        (total(|suite| suite.tests), total(|suite| suite.failures), total(|suite| suite.errors));
    let passed = passed(all);
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    // Writing to a String cannot fail.
    let _ = writeln!(
        out,
        "<testsuites name=\"truenorth\" tests=\"{}\" failures=\"{failures}\" errors=\"{errors}\">",
        tests + passed.tests
    );
    for (file, suite) in &suites {
        let place = truenorth_core::place::Place::bytes(*file, 0..0);
        suite.write(&shown::file_name(all, &place), &mut out);
    }
    passed.write("rules without findings", &mut out);
    out.push_str("</testsuites>\n");
    out
}

/// The rules that found nothing in a plan that could be read: so that a clean run is not an empty one.
fn passed(all: &Shown<'_>) -> Suite {
    let mut suite = Suite::default();
    if all.report.unreadable {
        return suite;
    }
    let ignored = all.report.ignored.iter().map(|ignored| &ignored.finding);
    let found: BTreeSet<&str> =
        all.report.findings.iter().chain(ignored).map(|finding| finding.rule.code).collect();
    for rule in RULES.iter().filter(|rule| !found.contains(rule.id.code)) {
        suite.tests += 1;
        let _ = writeln!(
            suite.cases,
            "    <testcase classname=\"truenorth.{}\" name=\"{}\"/>",
            rule.id.code, rule.id.name
        );
    }
    if suite.tests == 0 {
        let _ = writeln!(suite.cases, "    <system-out>{}</system-out>", content(&summary(all)));
    }
    suite
}

impl Suite {
    fn finding(&mut self, all: &Shown<'_>, finding: &Finding) {
        let at = shown::position(all, &finding.primary.place);
        let file = shown::file_name(all, &finding.primary.place);
        let place = format!("{file}:{}:{}", at.line, at.column);
        let level = finding.level.word();
        let message = attribute(&shown::text(&finding.message));
        let help = finding.help.as_deref().map_or(String::new(), |help| format!("; {}", shown::text(help)));
        let text = content(&format!("{place}: {level}: {}{help}", shown::text(&finding.message)));
        let code = finding.rule.code;
        let inside = if finding.rule.unreadable {
            self.errors += 1;
            format!("<error type=\"{code}\" message=\"{message}\">{text}</error>")
        } else if finding.level >= all.fail_on {
            self.failures += 1;
            format!("<failure type=\"{code}\" message=\"{message}\">{text}</failure>")
        } else {
            format!("<system-out>{text}</system-out>")
        };
        self.case(all, finding, &inside);
    }

    fn case(&mut self, all: &Shown<'_>, finding: &Finding, inside: &str) {
        let file = all.sources.name(finding.primary.place.file);
        let item = sanitise::short(finding.item.as_deref().unwrap_or(file), 200);
        self.tests += 1;
        let _ = writeln!(
            self.cases,
            "    <testcase classname=\"truenorth.{}\" name=\"{} {}\">{inside}</testcase>",
            finding.rule.code,
            attribute(&item),
            finding.rule.name
        );
    }

    fn write(&self, name: &str, out: &mut String) {
        let Self { tests, failures, errors, skipped, cases } = self;
        let _ = writeln!(
            out,
            "  <testsuite name=\"{}\" tests=\"{tests}\" failures=\"{failures}\" errors=\"{errors}\" skipped=\"{skipped}\">\n{cases}  </testsuite>",
            attribute(name)
        );
    }
}

/// A harmless text as the content of an element. What the sanitiser lets through is allowed in XML 1.0.
fn content(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// A harmless text as the value of an attribute in double quotes.
fn attribute(text: &str) -> String {
    content(text).replace('"', "&quot;").replace('\t', "&#9;")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn any_text_is_read_back(text in "(?s).{0,40}|[<>&\"'\\]\\t\\r\\n\u{0}\u{1b}\u{fffe}\u{ffff}]{0,20}") {
            let shown = shown::text(&text);
            let xml = format!("<a b=\"{}\">{}</a>", attribute(&shown), content(&shown));
            let read = roxmltree::Document::parse(&xml).unwrap();
            prop_assert_eq!(read.root_element().attribute("b"), Some(shown.as_str()));
            prop_assert_eq!(read.root_element().text().unwrap_or(""), shown.as_str());
        }
    }
}
