//! Rules on silenced findings. The policy applies them (`crate::ignores`, `crate::policy`).

use truenorth_core::finding::{Level, RuleId};

use crate::rule::{Group, Rule, RuleCheck};

/// A word that should name a rule names none.
pub static UNKNOWN_RULE: RuleId = id("SUP001", "unknown-rule");
/// An `ignore` without a reason.
pub static IGNORE_WITHOUT_REASON: RuleId = id("SUP002", "ignore-without-reason");
/// An `ignore` that silences nothing.
pub static UNUSED_IGNORE: RuleId = id("SUP003", "unused-ignore");
/// An `ignore` past its last day.
pub static EXPIRED_IGNORE: RuleId = id("SUP004", "expired-ignore");

const fn id(code: &'static str, name: &'static str) -> RuleId {
    RuleId { code, name, unreadable: false }
}

const fn rule(id: &'static RuleId, level: Level, summary: &'static str, page: &'static str) -> Rule {
    Rule::applied_elsewhere(id, Group::Ignores, level, summary, page, RuleCheck::Policy)
}

/// See `unknown-rule.md`.
pub static UNKNOWN_RULE_RULE: Rule = rule(
    &UNKNOWN_RULE,
    Level::Error,
    "a word of `checks` or `ignore` that should name a rule names none",
    include_str!("unknown-rule.md"),
);
/// See `ignore-without-reason.md`.
pub static IGNORE_WITHOUT_REASON_RULE: Rule = rule(
    &IGNORE_WITHOUT_REASON,
    Level::Error,
    "an `ignore` gives no reason",
    include_str!("ignore-without-reason.md"),
);
/// See `unused-ignore.md`.
pub static UNUSED_IGNORE_RULE: Rule =
    rule(&UNUSED_IGNORE, Level::Warning, "an `ignore` silences nothing", include_str!("unused-ignore.md"));
/// See `expired-ignore.md`.
pub static EXPIRED_IGNORE_RULE: Rule = rule(
    &EXPIRED_IGNORE,
    Level::Error,
    "an `ignore` is past its last day",
    include_str!("expired-ignore.md"),
);
