//! Which rules come with fixes: the one list, from which pages, `truenorth rules` and the tests are made.

use truenorth_core::finding::RuleId;
use truenorth_core::fix::Safety;
use truenorth_core::rules as reading;

use super::{alignment, ignores};

/// The rules whose findings may have a fix, by code, with the kinds of fixes. Not each finding has one: only where the text
/// leaves no doubt, or little. What only people can know has none.
pub static FIXES: &[(&RuleId, &[Safety])] = &[
    (&reading::INVALID_JSON, &[Safety::Safe, Safety::Unsafe]),
    (&reading::DUPLICATE_KEY, &[Safety::Safe]),
    (&reading::BYTE_ORDER_MARK, &[Safety::Safe]),
    (&reading::UNKNOWN_KEY, &[Safety::Safe, Safety::Unsafe]),
    (&reading::MALFORMED_VALUE, &[Safety::Safe, Safety::Unsafe]),
    (&reading::NULL_VALUE, &[Safety::Safe]),
    (&reading::UNKNOWN_REFERENCE, &[Safety::Unsafe]),
    (&reading::FORMER_ID, &[Safety::Safe]),
    (alignment::goal_not_aligned::RULE.id, &[Safety::Unsafe]),
    (alignment::parent_twice::RULE.id, &[Safety::Safe]),
    (&ignores::UNKNOWN_RULE, &[Safety::Unsafe]),
    (&ignores::UNUSED_IGNORE, &[Safety::Safe]),
    (&ignores::EXPIRED_IGNORE, &[Safety::Safe]),
    (&ignores::IGNORE_OF_RULE_TURNED_OFF, &[Safety::Safe]),
];

/// The kinds of fixes that findings of a rule may have.
#[must_use]
pub fn fixes(rule: &RuleId) -> &'static [Safety] {
    FIXES.iter().find(|(id, _)| id.code == rule.code).map_or(&[], |(_, kinds)| kinds)
}

/// The same in a word for people: `none`, `safe`, `unsafe`, or `safe or unsafe`.
#[must_use]
pub fn fix_words(rule: &RuleId) -> &'static str {
    match fixes(rule) {
        [] => "none",
        [Safety::Safe] => "safe",
        [Safety::Unsafe] => "unsafe",
        _ => "safe or unsafe",
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use truenorth_core::finding::Level;
    use truenorth_core::fix;

    use super::*;
    use crate::page::parse_page;
    use crate::rules::RULES;
    use crate::testing::{plan, report, with};

    /// Texts whose faults have fixes, with the code of the rule, how sure its fix is, and a part of the text then.
    fn cases() -> Vec<(&'static str, Safety, String, &'static str)> {
        let goal = |more: &str| {
            with(&format!(
                r#""goals": [{{ "id": "g", "title": "G", "kind": "initiative", "contributes_to": "vision"{more} }}]"#
            ))
        };
        let plain = goal("");
        use Safety::{Safe, Unsafe};
        vec![
            ("PLN003", Safe, plain.replace("\"G\",", "\"G\",,"), "\"G\", \"kind\""),
            ("PLN003", Safe, plain.replace("\"vision\" }", "\"vision\", }"), "\"vision\" }"),
            ("PLN003", Safe, plain.replace("\"title\"", "title"), "\"title\": \"G\""),
            ("PLN003", Safe, plain.replace("\"G\"", "'G'"), "\"title\": \"G\""),
            ("PLN003", Safe, plain.replace("'v'", "\"v\"").replace("\"v\",\n", "\"v\"\n"), "\"v\",\n"),
            ("PLN003", Safe, goal(", \"help_wanted\": True"), "\"help_wanted\": true"),
            ("PLN003", Unsafe, plain.replace("\"goals\"", "/* soon */ \"goals\""), "\n"),
            ("PLN004", Safe, plain.replace("\"title\"", "\"id\": \"g\", \"title\""), "\"g\", \"title\""),
            ("PLN007", Safe, goal(", \"descripton\": \"D\""), "\"description\": \"D\""),
            ("PLN007", Unsafe, goal(", \"deadline\": \"2027-12-01\""), "\"due\": \"2027-12-01\""),
            (
                "PLN011",
                Unsafe,
                with(r#""pillars": [{ "id": "p", "title": "P" }], "checks": { "priorities": { "p": 100 } }"#),
                "\"p\": \"100%\"",
            ),
            ("PLN011", Safe, goal(", \"status\": \"On Track\""), "\"on_track\""),
            ("PLN011", Unsafe, goal(", \"status\": \"green\""), "\"on_track\""),
            ("PLN012", Safe, goal(", \"description\": null"), "\"vision\" }"),
            (
                "REF002",
                Unsafe,
                goal(
                    r#", "relates_to": "harbuor" }, { "id": "harbour", "title": "H", "kind": "initiative", "contributes_to": "vision""#,
                ),
                "\"relates_to\": \"harbour\"",
            ),
            (
                "REF005",
                Safe,
                goal(
                    r#", "aliases": "old-name" }, { "id": "h", "title": "H", "kind": "initiative", "contributes_to": "vision", "relates_to": "old-name""#,
                ),
                "\"relates_to\": \"g\"",
            ),
            (
                "ALN001",
                Unsafe,
                with(
                    r#""pillars": [{ "id": "p", "title": "P", "initiatives": [{ "id": "i", "title": "I" }] }],
                     "goals": [{ "id": "g", "title": "G", "kind": "initiative" }]"#,
                ),
                "\"contributes_to\": \"p\"",
            ),
            (
                "ALN009",
                Safe,
                plain.replace("\"vision\" }", "[\"vision\", \"vision\"] }"),
                "\"contributes_to\": [\"vision\"]",
            ),
            ("SUP001", Unsafe, goal(r#", "ignore": [{ "rule": "overdu", "reason": "R" }]"#), "\"overdue\""),
            ("SUP003", Safe, goal(r#", "ignore": [{ "rule": "overdue", "reason": "R" }]"#), "\"vision\" }"),
            (
                "SUP004",
                Safe,
                goal(r#", "ignore": [{ "rule": "overdue", "reason": "R", "until": "2027-01-01" }]"#),
                "\"vision\" }",
            ),
            (
                "SUP008",
                Safe,
                goal(r#", "ignore": [{ "rule": "overdue", "reason": "R" }]"#)
                    .replace("\"goals\"", "\"checks\": { \"ignore\": \"TIM\" }, \"goals\""),
                "\"vision\" }",
            ),
        ]
    }

    /// What a fix of this rule makes of a text.
    fn fixed(json: &str, code: &str, safety: Safety) -> Option<String> {
        let (sources, ..) = plan(json);
        let report = report(json);
        let of_rule = report.findings.iter().filter(|finding| finding.rule.code == code);
        let mut fixes = of_rule.filter_map(|finding| finding.fix.as_deref());
        let fix = fixes.find(|fix| fix.safety == safety)?;
        fix::apply(&sources, [fix]).texts.into_iter().next().map(|(_, text)| text)
    }

    fn count(json: &str, code: &str) -> usize {
        report(json).findings.iter().filter(|finding| finding.rule.code == code).count()
    }

    #[test]
    fn every_kind_of_fix_mends_what_it_is_for_and_brings_no_error() {
        let mut seen: BTreeMap<&str, BTreeSet<Safety>> = BTreeMap::new();
        for (code, safety, text, wanted) in cases() {
            seen.entry(code).or_default().insert(safety);
            let before = count(&text, code);
            assert!(before > 0, "{code} finds nothing in {text}");
            let Some(new) = fixed(&text, code, safety) else {
                panic!("{code} has no {} fix in {text}\n{:#?}", safety.word(), report(&text).findings)
            };
            assert!(new.contains(wanted), "{code}: {new}");
            assert!(count(&new, code) < before, "{code} is still found: {new}");
            let errors = report(&new).findings.into_iter().filter(|found| found.level == Level::Error);
            assert_eq!(errors.map(|found| found.message).collect::<Vec<_>>(), [""; 0], "{code}: {new}");
        }
        // A byte-order mark is no part of a text: tests/it has that case.
        seen.entry("PLN006").or_default().insert(Safety::Safe);
        let listed: BTreeMap<&str, BTreeSet<Safety>> =
            FIXES.iter().map(|(id, kinds)| (id.code, kinds.iter().copied().collect())).collect();
        assert_eq!(seen, listed);
    }

    #[test]
    fn no_other_rule_gives_a_fix() {
        for rule in RULES {
            let Ok(page) = parse_page(rule.page) else { continue };
            for finding in report(&page.fails).findings {
                if let Some(fix) = &finding.fix {
                    assert!(
                        fixes(finding.rule).contains(&fix.safety),
                        "{}: {}",
                        finding.rule.code,
                        fix.title
                    );
                    assert!(!fix.title.is_empty() && !fix.title.ends_with('.'), "{}", finding.rule.code);
                }
            }
        }
    }
}
