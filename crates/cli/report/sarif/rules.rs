//! `rules[]` of a run: every rule of the one list, with its page.

use truenorth_check::{RULES, Rule, Set, parse_page};
use truenorth_core::finding::{Level, RuleId};

use super::types::{Configuration, Help, RuleEntry, RuleProperties, Text};

/// GitHub takes so many characters of a description.
const LONGEST_DESCRIPTION: usize = 1_024;

/// Every rule, in the order of the list.
pub(super) fn all() -> Vec<RuleEntry> {
    RULES.iter().map(|rule| entry(rule)).collect()
}

/// Where a rule stands in the list.
pub(super) fn index(id: &RuleId) -> Option<usize> {
    RULES.iter().position(|rule| rule.id.code == id.code)
}

fn entry(rule: &Rule) -> RuleEntry {
    // Tests hold every page to its form.
    let page = parse_page(rule.page).unwrap_or_default();
    let what: String = unwrapped(&page.what).chars().take(LONGEST_DESCRIPTION).collect();
    let summary = format!("{}.", capital(rule.summary));
    RuleEntry {
        id: rule.id.code,
        name: pascal(rule.id.name),
        full_description: Text { text: if what.is_empty() { summary.clone() } else { what } },
        short_description: Text { text: summary },
        help: Help {
            text: format!("{}\n\n{}", unwrapped(&page.what), unwrapped(&page.why)),
            markdown: rule.page.trim().to_owned(),
        },
        default_configuration: Configuration { level: rule.level.word(), enabled: rule.set == Set::Default },
        properties: RuleProperties {
            tags: ["plan", rule.group.prefix()],
            precision: if rule.set == Set::Default { "high" } else { "medium" },
            severity: match rule.level {
                Level::Error => "error",
                Level::Warning => "warning",
                Level::Note => "recommendation",
            },
        },
    }
}

/// The paragraphs of a page on one line each.
fn unwrapped(text: &str) -> String {
    let paragraphs = text.trim().split("\n\n").map(|paragraph| paragraph.replace('\n', " "));
    paragraphs.collect::<Vec<_>>().join("\n\n")
}

/// `goal-not-aligned` as SARIF writes names of rules: `GoalNotAligned`.
fn pascal(name: &str) -> String {
    name.split('-').map(capital).collect()
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
