//! What holds for every rule: its names, its page, and that the examples of the page do as they say.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::RULES;
use crate::page::parse_page;
use crate::rule::{Rule, RuleCheck};
use crate::testing;

/// Rules on whole files, on their bytes and on several files. One text in a page cannot show them; `tests/it` does.
const NOT_IN_A_TEXT: [&str; 12] = [
    "PLN001", "PLN002", "PLN005", "PLN006", "PLN014", "PLN015", "PLN016", "PLN017", "PLN021", "REF009",
    "REF011", "SUP006",
];

fn slug(rule: &Rule) -> &'static str {
    rule.id.name
}

#[test]
fn codes_and_slugs_are_unique_and_in_order() {
    let codes: BTreeSet<&str> = RULES.iter().map(|rule| rule.id.code).collect();
    let slugs: BTreeSet<&str> = RULES.iter().map(|rule| slug(rule)).collect();
    assert_eq!((codes.len(), slugs.len()), (RULES.len(), RULES.len()));
    for pair in RULES.windows(2) {
        let before = |rule: &Rule| (rule.group, rule.id.code);
        assert!(before(pair[0]) < before(pair[1]), "{:?} stands before {:?}", pair[0], pair[1]);
    }
    for rule in RULES {
        let number = rule.id.code.strip_prefix(rule.group.prefix());
        assert!(number.is_some_and(|number| number.len() == 3), "{rule:?} is not of {}", rule.group.prefix());
        assert!(rule.id.code.bytes().skip(3).all(|byte| byte.is_ascii_digit()), "{rule:?}");
        assert!(
            slug(rule).bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
        );
    }
}

#[test]
fn every_rule_of_reading_is_registered() {
    for id in truenorth_core::rules::ALL {
        let rule = super::by_id(id).unwrap_or_else(|| panic!("{} is not in RULES", id.code));
        assert_eq!(rule.id, *id);
        assert!(matches!(rule.check, RuleCheck::Reader), "{rule:?}");
    }
}

#[test]
fn summaries_and_options_are_documented() {
    for rule in RULES {
        assert!(!rule.summary.is_empty() && !rule.summary.ends_with('.'), "{rule:?}");
        let page = parse_page(rule.page).unwrap_or_else(|error| panic!("{rule:?}: {error}"));
        assert!(!page.what.is_empty() && !page.why.is_empty(), "{rule:?}");
        assert_eq!(page.options.is_empty(), rule.options.is_empty(), "options of {rule:?} and of its page");
        for option in rule.options {
            assert!(page.options.contains(&format!("`{}`", option.name)), "{rule:?}: {}", option.name);
            assert!(page.options.contains(option.default), "{rule:?}: default of {}", option.name);
            assert!(serde_json::from_str::<serde_json::Value>(option.default).is_ok(), "{rule:?}");
        }
    }
}

#[test]
fn failing_examples_trigger_their_rule_and_no_other() {
    let mut wrong = String::new();
    for rule in RULES.iter().filter(|rule| !NOT_IN_A_TEXT.contains(&rule.id.code)) {
        let page = parse_page(rule.page).unwrap_or_else(|error| panic!("{rule:?}: {error}"));
        let found: BTreeSet<&str> = testing::codes(&page.fails).into_iter().collect();
        if found != BTreeSet::from([rule.id.code]) {
            wrong += &format!("{rule:?}: {:#?}\n", messages(&page.fails));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn passing_examples_are_clean() {
    let mut wrong = String::new();
    for rule in RULES {
        let page = parse_page(rule.page).unwrap_or_else(|error| panic!("{rule:?}: {error}"));
        let found = messages(&page.passes);
        if !found.is_empty() {
            wrong += &format!("{rule:?}: {found:#?}\n");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

fn messages(json: &str) -> Vec<String> {
    let findings = testing::report(json).findings;
    findings.iter().map(|finding| format!("{} {}", finding.rule.code, finding.message)).collect()
}

#[test]
fn findings_are_worded_alike() {
    for rule in RULES {
        let page = parse_page(rule.page).unwrap_or_else(|error| panic!("{rule:?}: {error}"));
        for finding in testing::report(&page.fails).findings {
            let message = finding.message.as_str();
            assert!(!message.ends_with('.'), "{rule:?}: {message}");
            assert!(!message.starts_with(char::is_uppercase), "{rule:?}: {message}");
            let helps = finding.help.is_some_and(|help| !help.is_empty() && !help.ends_with('.'));
            assert!(
                helps || matches!(rule.check, RuleCheck::Reader | RuleCheck::Policy),
                "{rule:?} gives no help"
            );
        }
    }
}

#[test]
fn the_folder_holds_what_is_registered() {
    let pages: BTreeSet<String> = RULES.iter().map(|rule| format!("{}.md", slug(rule))).collect();
    let mut found = BTreeSet::new();
    for file in files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/rules")) {
        let name = file.file_name().and_then(|name| name.to_str()).unwrap_or_default().to_owned();
        let in_group = file.parent().is_some_and(|folder| !folder.ends_with("rules"));
        if name.ends_with(".md") {
            assert!(pages.contains(&name), "{name} is the page of no rule");
            found.insert(name);
        } else if let Some(stem) = name.strip_suffix(".rs").filter(|stem| in_group && *stem != "mod") {
            // A file that holds a rule is named after it.
            let page = format!("{}.md", stem.replace('_', "-"));
            assert!(
                pages.contains(&page) || !holds_a_rule(&file),
                "{name} holds a rule that is not in RULES"
            );
        }
    }
    assert_eq!(found, pages, "a page is missing, or not named after its rule");
}

#[expect(clippy::disallowed_methods, reason = "the test looks at the sources")]
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(self::files(&path));
        } else {
            files.push(path);
        }
    }
    files
}

#[expect(clippy::disallowed_methods, reason = "the test looks at the sources")]
fn holds_a_rule(file: &Path) -> bool {
    std::fs::read_to_string(file).unwrap().contains("pub static RULE:")
}
