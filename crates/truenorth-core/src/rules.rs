//! The names of the rules that reading and resolving apply. Their pages, with those of all other rules,
//! are in `truenorth-check`, which registers them.

use crate::finding::RuleId;

const fn blocks(code: &'static str, name: &'static str) -> RuleId {
    RuleId { code, name, unreadable: true }
}

const fn rule(code: &'static str, name: &'static str) -> RuleId {
    RuleId { code, name, unreadable: false }
}

/// A file cannot be opened, is no regular file, or is too large.
pub static UNREADABLE_FILE: RuleId = blocks("PLN001", "unreadable-file");
/// A file is not UTF-8.
pub static NOT_UTF8: RuleId = blocks("PLN002", "not-utf8");
/// A file is not JSON.
pub static INVALID_JSON: RuleId = blocks("PLN003", "invalid-json");
/// Two equal keys in one object.
pub static DUPLICATE_KEY: RuleId = blocks("PLN004", "duplicate-key");
/// Nested deeper than the limit.
pub static NESTED_TOO_DEEP: RuleId = blocks("PLN005", "nested-too-deep");
/// A file begins with a byte-order mark.
pub static BYTE_ORDER_MARK: RuleId = rule("PLN006", "byte-order-mark");
/// A key that the format does not know.
pub static UNKNOWN_KEY: RuleId = rule("PLN007", "unknown-key");
/// A list where a text is wanted, and the like.
pub static WRONG_TYPE: RuleId = rule("PLN009", "wrong-type");
/// A required field is missing.
pub static MISSING_FIELD: RuleId = rule("PLN010", "missing-field");
/// The right type, but not a date, an id, one of the words ...
pub static MALFORMED_VALUE: RuleId = rule("PLN011", "malformed-value");
/// `null` in the place of a value.
pub static NULL_VALUE: RuleId = rule("PLN012", "null-value");
/// Characters that do not show, or a title that is too long.
pub static UNFIT_TEXT: RuleId = rule("PLN013", "unfit-text");
/// A field of the root file in another file.
pub static ROOT_ONLY_FIELD: RuleId = rule("PLN014", "root-only-field");
/// An include that leaves the plan's directory.
pub static INCLUDE_OUTSIDE: RuleId = blocks("PLN015", "include-outside");
/// An include that no file matches.
pub static INCLUDE_MATCHES_NOTHING: RuleId = rule("PLN016", "include-matches-nothing");
/// A matched file that was passed over: a link, or no plan file.
pub static FILE_PASSED_OVER: RuleId = rule("PLN017", "file-passed-over");
/// A format version that this tool does not know.
pub static NEWER_FORMAT: RuleId = blocks("PLN018", "newer-format");

/// Files that look like parts of the plan and that no include matches.
pub static FILE_IN_NO_INCLUDE: RuleId = rule("PLN021", "file-in-no-include");

/// Two items with one id.
pub static DUPLICATE_ID: RuleId = rule("REF001", "duplicate-id");
/// A reference to nothing.
pub static UNKNOWN_REFERENCE: RuleId = rule("REF002", "unknown-reference");
/// A reference to an item of another kind than wanted.
pub static WRONG_KIND_OF_REFERENCE: RuleId = rule("REF003", "wrong-kind-of-reference");
/// An id that the format keeps for itself.
pub static RESERVED_ID: RuleId = rule("REF004", "reserved-id");
/// A reference by a former id.
pub static FORMER_ID: RuleId = rule("REF005", "former-id");
/// Relative dates that refer to each other in a circle.
pub static CIRCULAR_DUE: RuleId = rule("REF006", "circular-due");
/// A kind of goal that no level defines.
pub static UNKNOWN_KIND: RuleId = rule("REF007", "unknown-kind");
/// A reference into a plan that the root file does not name.
pub static UNKNOWN_PLAN: RuleId = rule("REF008", "unknown-plan");
/// A reference to nothing in another plan.
pub static UNKNOWN_IN_OTHER_PLAN: RuleId = rule("REF009", "unknown-in-other-plan");
/// A field that a scenario cannot replace, or a value that does not fit it.
pub static SCENARIO_DOES_NOT_APPLY: RuleId = rule("REF010", "scenario-does-not-apply");
/// Another plan's file that cannot be read.
pub static UNREADABLE_OTHER_PLAN: RuleId = rule("REF011", "unreadable-other-plan");

/// All of the above, in the order of their codes.
pub static ALL: &[&RuleId] = &[
    &UNREADABLE_FILE,
    &NOT_UTF8,
    &INVALID_JSON,
    &DUPLICATE_KEY,
    &NESTED_TOO_DEEP,
    &BYTE_ORDER_MARK,
    &UNKNOWN_KEY,
    &WRONG_TYPE,
    &MISSING_FIELD,
    &MALFORMED_VALUE,
    &NULL_VALUE,
    &UNFIT_TEXT,
    &ROOT_ONLY_FIELD,
    &INCLUDE_OUTSIDE,
    &INCLUDE_MATCHES_NOTHING,
    &FILE_PASSED_OVER,
    &NEWER_FORMAT,
    &FILE_IN_NO_INCLUDE,
    &DUPLICATE_ID,
    &UNKNOWN_REFERENCE,
    &WRONG_KIND_OF_REFERENCE,
    &RESERVED_ID,
    &FORMER_ID,
    &CIRCULAR_DUE,
    &UNKNOWN_KIND,
    &UNKNOWN_PLAN,
    &UNKNOWN_IN_OTHER_PLAN,
    &SCENARIO_DOES_NOT_APPLY,
    &UNREADABLE_OTHER_PLAN,
];
