//! The rules: one folder a group, one file a rule, and the one list.

pub mod alignment;
pub mod budget;
pub mod files;
pub mod growth;
pub mod ignores;
pub mod key_results;
pub mod ownership;
pub mod references;
pub mod time;

#[cfg(test)]
mod tests;

use truenorth_core::finding::RuleId;

pub(crate) use self::ignores::{EXPIRED_IGNORE, IGNORE_WITHOUT_REASON, UNKNOWN_RULE, UNUSED_IGNORE};
use crate::rule::Rule;

/// Every rule, by group and code. Docs, `truenorth rules`, `explain` and completions are made from it.
pub static RULES: &[&Rule] = &[
    // files
    &files::UNREADABLE_FILE,
    &files::NOT_UTF8,
    &files::INVALID_JSON,
    &files::DUPLICATE_KEY,
    &files::NESTED_TOO_DEEP,
    &files::BYTE_ORDER_MARK,
    &files::UNKNOWN_KEY,
    &files::WRONG_TYPE,
    &files::MISSING_FIELD,
    &files::MALFORMED_VALUE,
    &files::NULL_VALUE,
    &files::UNFIT_TEXT,
    &files::ROOT_ONLY_FIELD,
    &files::INCLUDE_OUTSIDE,
    &files::INCLUDE_MATCHES_NOTHING,
    &files::FILE_PASSED_OVER,
    &files::NEWER_FORMAT,
    // references
    &references::DUPLICATE_ID,
    &references::UNKNOWN_REFERENCE,
    &references::WRONG_KIND_OF_REFERENCE,
    &references::RESERVED_ID,
    &references::FORMER_ID,
    &references::CIRCULAR_DUE,
    &references::UNKNOWN_KIND,
    &references::UNKNOWN_PLAN,
    &references::UNKNOWN_IN_OTHER_PLAN,
    &references::SCENARIO_DOES_NOT_APPLY,
    // alignment
    &alignment::goal_not_aligned::RULE,
    &alignment::contribution_cycle::RULE,
    &alignment::link_cycle::RULE,
    &alignment::pillar_without_goals::RULE,
    &alignment::shares_not_whole::RULE,
    &alignment::weights_all_zero::RULE,
    &alignment::wrong_level::RULE,
    &alignment::plan_without_vision::RULE,
    &alignment::parent_twice::RULE,
    &alignment::goal_under_ended_parent::RULE,
    // key results
    &key_results::key_result_without_measure::RULE,
    &key_results::objective_without_key_results::RULE,
    &key_results::measure_without_target::RULE,
    &key_results::measure_without_baseline::RULE,
    &key_results::target_equals_baseline::RULE,
    &key_results::kind_against_numbers::RULE,
    &key_results::actual_in_the_future::RULE,
    &key_results::key_result_without_actuals::RULE,
    &key_results::too_many_key_results::RULE,
    &key_results::duplicate_time::RULE,
    // budget
    &budget::spend_without_goal::RULE,
    &budget::funding_not_whole::RULE,
    &budget::spending_over_budget::RULE,
    &budget::two_accounts_in_one_hierarchy::RULE,
    &budget::sources_do_not_add_up::RULE,
    &budget::amount_without_currency::RULE,
    &budget::mixed_currencies::RULE,
    &budget::subtotal_differs::RULE,
    &budget::account_cycle::RULE,
    &budget::budget_for_ended_goal::RULE,
    &budget::too_many_decimals::RULE,
    &budget::overlapping_amounts::RULE,
    &budget::share_out_of_range::RULE,
    // growth
    &growth::plan_above_ceiling::RULE,
    &growth::probabilities_above_whole::RULE,
    &growth::duplicate_scenario::RULE,
    &growth::point_outside_period::RULE,
    &growth::phased_misses_target::RULE,
    &growth::drivers_do_not_combine::RULE,
    &growth::plan_far_above_trend::RULE,
    &growth::model_without_ceiling::RULE,
    // time
    &time::due_before_start::RULE,
    &time::due_after_parent::RULE,
    &time::overdue::RULE,
    &time::dependency_too_late::RULE,
    &time::dependency_not_agreed::RULE,
    &time::goal_without_due::RULE,
    &time::moved_without_reason::RULE,
    &time::backwards_range::RULE,
    &time::start_before_parent::RULE,
    &time::done_in_the_future::RULE,
    // ownership
    &ownership::goal_without_owner::RULE,
    &ownership::owner_has_left::RULE,
    &ownership::owner_overcommitted::RULE,
    &ownership::vacant_role::RULE,
    &ownership::help_wanted_too_long::RULE,
    &ownership::line_without_owner::RULE,
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
