//! Rules on plan files. Reading applies them (`truenorth_core::read` and whoever opens the files).

pub mod out_of_range;
pub mod placeholder_text;
pub mod unusable_url;

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::rules as ids;

use crate::rule::{Group, Rule, RuleCheck};

const fn rule(id: &'static RuleId, level: Level, summary: &'static str, page: &'static str) -> Rule {
    Rule::applied_elsewhere(id, Group::Files, level, summary, page, RuleCheck::Reader)
}

/// See `unreadable-file.md`.
pub static UNREADABLE_FILE: Rule = rule(
    &ids::UNREADABLE_FILE,
    Level::Error,
    "a file cannot be opened, is no regular file, or is too large",
    include_str!("unreadable-file.md"),
);
/// See `not-utf8.md`.
pub static NOT_UTF8: Rule =
    rule(&ids::NOT_UTF8, Level::Error, "a file is not saved as UTF-8", include_str!("not-utf8.md"));
/// See `invalid-json.md`.
pub static INVALID_JSON: Rule =
    rule(&ids::INVALID_JSON, Level::Error, "a file is not JSON", include_str!("invalid-json.md"));
/// See `duplicate-key.md`.
pub static DUPLICATE_KEY: Rule = rule(
    &ids::DUPLICATE_KEY,
    Level::Error,
    "one object has the same key twice",
    include_str!("duplicate-key.md"),
);
/// See `nested-too-deep.md`.
pub static NESTED_TOO_DEEP: Rule = rule(
    &ids::NESTED_TOO_DEEP,
    Level::Error,
    "lists and objects are nested deeper than 128 levels",
    include_str!("nested-too-deep.md"),
);
/// See `byte-order-mark.md`.
pub static BYTE_ORDER_MARK: Rule = rule(
    &ids::BYTE_ORDER_MARK,
    Level::Note,
    "a file begins with a byte-order mark",
    include_str!("byte-order-mark.md"),
);
/// See `unknown-key.md`.
pub static UNKNOWN_KEY: Rule = rule(
    &ids::UNKNOWN_KEY,
    Level::Warning,
    "a key that the format does not know",
    include_str!("unknown-key.md"),
);
/// See `wrong-type.md`.
pub static WRONG_TYPE: Rule = rule(
    &ids::WRONG_TYPE,
    Level::Error,
    "a value has another type than its field wants",
    include_str!("wrong-type.md"),
);
/// See `missing-field.md`.
pub static MISSING_FIELD: Rule =
    rule(&ids::MISSING_FIELD, Level::Error, "a required field is missing", include_str!("missing-field.md"));
/// See `malformed-value.md`.
pub static MALFORMED_VALUE: Rule = rule(
    &ids::MALFORMED_VALUE,
    Level::Error,
    "a value has the right type but cannot be understood",
    include_str!("malformed-value.md"),
);
/// See `null-value.md`.
pub static NULL_VALUE: Rule =
    rule(&ids::NULL_VALUE, Level::Warning, "`null` in the place of a value", include_str!("null-value.md"));
/// See `unfit-text.md`.
pub static UNFIT_TEXT: Rule = rule(
    &ids::UNFIT_TEXT,
    Level::Warning,
    "a text holds characters that do not show, or a title is too long",
    include_str!("unfit-text.md"),
);
/// See `root-only-field.md`.
pub static ROOT_ONLY_FIELD: Rule = rule(
    &ids::ROOT_ONLY_FIELD,
    Level::Error,
    "a field of the root file stands in another file",
    include_str!("root-only-field.md"),
);
/// See `include-outside.md`.
pub static INCLUDE_OUTSIDE: Rule = rule(
    &ids::INCLUDE_OUTSIDE,
    Level::Error,
    "an `include` leaves the plan's directory",
    include_str!("include-outside.md"),
);
/// See `include-matches-nothing.md`.
pub static INCLUDE_MATCHES_NOTHING: Rule = rule(
    &ids::INCLUDE_MATCHES_NOTHING,
    Level::Warning,
    "an `include` matches no file",
    include_str!("include-matches-nothing.md"),
);
/// See `file-passed-over.md`.
pub static FILE_PASSED_OVER: Rule = rule(
    &ids::FILE_PASSED_OVER,
    Level::Warning,
    "a file that an `include` matches is a link or no plan file, and was passed over",
    include_str!("file-passed-over.md"),
);
/// See `newer-format.md`.
pub static NEWER_FORMAT: Rule = rule(
    &ids::NEWER_FORMAT,
    Level::Error,
    "the plan is written in a later version of the format",
    include_str!("newer-format.md"),
);
/// See `file-in-no-include.md`.
pub static FILE_IN_NO_INCLUDE: Rule = rule(
    &ids::FILE_IN_NO_INCLUDE,
    Level::Warning,
    "a file beside the plan looks like a part of it, and no `include` matches it",
    include_str!("file-in-no-include.md"),
);
