//! The rules: one folder a group, one file a rule, and the one list.

pub mod alignment;
pub mod budget;
pub mod files;
pub mod ignores;
pub mod key_results;
pub mod ownership;
pub mod references;
pub mod time;

use truenorth_core::finding::RuleId;

pub(crate) use self::ignores::{EXPIRED_IGNORE, IGNORE_WITHOUT_REASON, UNKNOWN_RULE, UNUSED_IGNORE};
use crate::rule::Rule;

/// Every rule, by group and code. Docs, `truenorth rules`, `explain` and completions are made from it.
pub static RULES: &[&Rule] = &[
    // files
    // references
    // alignment
    // key results
    // budget
    // time
    // ownership
    // ignores
    &ignores::UNKNOWN_RULE_RULE,
    &ignores::IGNORE_WITHOUT_REASON_RULE,
    &ignores::UNUSED_IGNORE_RULE,
    &ignores::EXPIRED_IGNORE_RULE,
];

/// The rule with this code or slug.
#[must_use]
pub fn find(word: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| rule.id.code == word || rule.id.name == word)
}

/// The rule with this id.
#[must_use]
pub fn by_id(id: &RuleId) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| rule.id.code == id.code)
}
