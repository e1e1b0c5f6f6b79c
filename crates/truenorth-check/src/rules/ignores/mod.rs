//! Rules on policy, silenced findings and the baseline. The policy applies them (`crate::ignores`, `crate::policy`).

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
/// An override whose globs match no file of the plan.
pub static OVERRIDE_MATCHES_NOTHING: RuleId = id("SUP005", "override-matches-nothing");
/// An entry of the baseline whose finding is gone.
pub static STALE_BASELINE: RuleId = id("SUP006", "stale-baseline");
/// The tool is not of the version that the plan wants.
pub static OTHER_VERSION: RuleId = RuleId { unreadable: true, ..id("SUP007", "other-version-required") };
/// An `ignore` of a rule that the plan turns off.
pub static IGNORE_OF_RULE_TURNED_OFF: RuleId = id("SUP008", "ignore-of-rule-turned-off");
/// An option that its rule does not have.
pub static UNKNOWN_OPTION: RuleId = id("SUP009", "unknown-option");

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
/// See `override-matches-nothing.md`.
pub static OVERRIDE_MATCHES_NOTHING_RULE: Rule = rule(
    &OVERRIDE_MATCHES_NOTHING,
    Level::Warning,
    "a glob of an override matches no file of the plan",
    include_str!("override-matches-nothing.md"),
);
/// See `stale-baseline.md`.
pub static STALE_BASELINE_RULE: Rule = rule(
    &STALE_BASELINE,
    Level::Warning,
    "an entry of the baseline stands for a finding that is gone",
    include_str!("stale-baseline.md"),
);
/// See `other-version-required.md`.
pub static OTHER_VERSION_RULE: Rule = rule(
    &OTHER_VERSION,
    Level::Error,
    "the plan wants another version of the tool",
    include_str!("other-version-required.md"),
);
/// See `ignore-of-rule-turned-off.md`.
pub static IGNORE_OF_RULE_TURNED_OFF_RULE: Rule = rule(
    &IGNORE_OF_RULE_TURNED_OFF,
    Level::Warning,
    "an `ignore` names a rule that the plan turns off everywhere",
    include_str!("ignore-of-rule-turned-off.md"),
);
/// See `unknown-option.md`.
pub static UNKNOWN_OPTION_RULE: Rule = rule(
    &UNKNOWN_OPTION,
    Level::Error,
    "an option in `checks` that its rule does not have",
    include_str!("unknown-option.md"),
);
