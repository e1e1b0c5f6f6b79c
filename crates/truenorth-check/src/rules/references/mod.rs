//! Rules on ids and references. Resolving applies them (`truenorth_core::resolve`).

pub mod duplicate_local_id;
pub mod item_cycle;

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::rules as ids;

use crate::rule::{Group, Rule, RuleCheck};

const fn rule(id: &'static RuleId, level: Level, summary: &'static str, page: &'static str) -> Rule {
    Rule::applied_elsewhere(id, Group::References, level, summary, page, RuleCheck::Reader)
}

/// See `duplicate-id.md`.
pub static DUPLICATE_ID: Rule =
    rule(&ids::DUPLICATE_ID, Level::Error, "two items have the same id", include_str!("duplicate-id.md"));
/// See `unknown-reference.md`.
pub static UNKNOWN_REFERENCE: Rule = rule(
    &ids::UNKNOWN_REFERENCE,
    Level::Error,
    "a reference leads to nothing",
    include_str!("unknown-reference.md"),
);
/// See `wrong-kind-of-reference.md`.
pub static WRONG_KIND_OF_REFERENCE: Rule = rule(
    &ids::WRONG_KIND_OF_REFERENCE,
    Level::Error,
    "a reference leads to an item of another kind than wanted",
    include_str!("wrong-kind-of-reference.md"),
);
/// See `reserved-id.md`.
pub static RESERVED_ID: Rule = rule(
    &ids::RESERVED_ID,
    Level::Error,
    "an item has an id that the format keeps for itself",
    include_str!("reserved-id.md"),
);
/// See `former-id.md`.
pub static FORMER_ID: Rule = rule(
    &ids::FORMER_ID,
    Level::Note,
    "a reference uses a former id of an item",
    include_str!("former-id.md"),
);
/// See `circular-due.md`.
pub static CIRCULAR_DUE: Rule = rule(
    &ids::CIRCULAR_DUE,
    Level::Error,
    "relative dues refer to each other in a circle",
    include_str!("circular-due.md"),
);
/// See `unknown-kind.md`.
pub static UNKNOWN_KIND: Rule = rule(
    &ids::UNKNOWN_KIND,
    Level::Error,
    "a kind of goals that is not built in and that no level defines",
    include_str!("unknown-kind.md"),
);
/// See `unknown-plan.md`.
pub static UNKNOWN_PLAN: Rule = rule(
    &ids::UNKNOWN_PLAN,
    Level::Error,
    "a reference names another plan that the root file does not name",
    include_str!("unknown-plan.md"),
);
/// See `unknown-in-other-plan.md`.
pub static UNKNOWN_IN_OTHER_PLAN: Rule = rule(
    &ids::UNKNOWN_IN_OTHER_PLAN,
    Level::Error,
    "a reference leads to nothing in another plan",
    include_str!("unknown-in-other-plan.md"),
);
/// See `scenario-does-not-apply.md`.
pub static SCENARIO_DOES_NOT_APPLY: Rule = rule(
    &ids::SCENARIO_DOES_NOT_APPLY,
    Level::Error,
    "a scenario sets a field that its item does not have, or a value that does not fit it",
    include_str!("scenario-does-not-apply.md"),
);
/// See `unreadable-other-plan.md`.
pub static UNREADABLE_OTHER_PLAN: Rule = rule(
    &ids::UNREADABLE_OTHER_PLAN,
    Level::Error,
    "the file of another plan cannot be read",
    include_str!("unreadable-other-plan.md"),
);
