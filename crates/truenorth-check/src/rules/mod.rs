//! The rules: one folder a group, one file a rule, and the one list.

pub mod alignment;
pub mod budget;
pub mod change;
mod circle;
pub mod decisions;
pub mod files;
mod fixes;
pub mod growth;
pub mod ignores;
pub mod key_results;
pub mod learning;
pub mod ownership;
pub mod progress;
pub mod references;
pub mod risks;
pub mod skills;
pub mod strategy;
pub mod time;

#[cfg(test)]
mod tests;

use truenorth_core::finding::RuleId;

pub use self::fixes::{FIXES, fix_words, fixes};

pub(crate) use self::ignores::{
    EXPIRED_IGNORE, IGNORE_OF_RULE_TURNED_OFF, IGNORE_WITHOUT_REASON, OTHER_VERSION,
    OVERRIDE_MATCHES_NOTHING, STALE_BASELINE, UNKNOWN_OPTION, UNKNOWN_RULE, UNUSED_IGNORE,
};
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
    &files::unusable_url::RULE,
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
    &files::out_of_range::RULE,
    &files::placeholder_text::RULE,
    &files::FILE_IN_NO_INCLUDE,
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
    &references::UNREADABLE_OTHER_PLAN,
    &references::duplicate_local_id::RULE,
    &references::item_cycle::RULE,
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
    &alignment::weights_not_hundred::RULE,
    &alignment::conflicting_goals::RULE,
    &alignment::replaced_goal_open::RULE,
    &alignment::change_without_goal::RULE,
    &alignment::weight_without_link::RULE,
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
    &key_results::zero_for_missing::RULE,
    &key_results::targets_do_not_add_up::RULE,
    &key_results::unit_unlike_parent::RULE,
    &key_results::lifts_miss_target::RULE,
    &key_results::same_numbers_twice::RULE,
    &key_results::measure_without_unit::RULE,
    &key_results::unfinished_time_counted::RULE,
    &key_results::only_lagging_measures::RULE,
    // progress
    &progress::status_contradicts_numbers::RULE,
    &progress::achieved_but_target_missed::RULE,
    &progress::check_in_overdue::RULE,
    &progress::status_older_than_numbers::RULE,
    &progress::done_but_status_open::RULE,
    &progress::cadence_longer_than_parent::RULE,
    // budget
    &budget::spend_without_goal::RULE,
    &budget::funding_not_whole::RULE,
    &budget::spending_over_budget::RULE,
    &budget::two_accounts_in_one_hierarchy::RULE,
    &budget::sources_do_not_add_up::RULE,
    &budget::amount_without_currency::RULE,
    &budget::mixed_currencies::RULE,
    &budget::subtotal_differs::RULE,
    &budget::budget_for_ended_goal::RULE,
    &budget::too_many_decimals::RULE,
    &budget::overlapping_amounts::RULE,
    &budget::estimate_out_of_order::RULE,
    &budget::budget_far_from_priorities::RULE,
    &budget::costs_above_parent::RULE,
    &budget::funding_below_need::RULE,
    &budget::unbudgeted_spend::RULE,
    &budget::contingency_below_risks::RULE,
    &budget::subtotal_among_lines::RULE,
    &budget::line_twice::RULE,
    &budget::savings_above_line::RULE,
    &budget::saving_behind_plan::RULE,
    &budget::plan_below_estimate::RULE,
    &budget::forecast_over_budget::RULE,
    &budget::spent_ahead_of_work::RULE,
    // growth
    &growth::plan_above_ceiling::RULE,
    &growth::probabilities_above_whole::RULE,
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
    &time::initiative_without_estimate::RULE,
    &time::dependency_given_up::RULE,
    &time::dependency_without_slack::RULE,
    &time::review_overdue::RULE,
    &time::action_overdue::RULE,
    // ownership
    &ownership::goal_without_owner::RULE,
    &ownership::owner_has_left::RULE,
    &ownership::owner_overcommitted::RULE,
    &ownership::vacant_role::RULE,
    &ownership::help_wanted_too_long::RULE,
    &ownership::owner_overloaded::RULE,
    &ownership::two_accountable::RULE,
    &ownership::ask_unanswered::RULE,
    &ownership::asks_over_capacity::RULE,
    &ownership::ask_declined::RULE,
    &ownership::booked_twice::RULE,
    &ownership::headcount_not_met::RULE,
    &ownership::item_without_owner::RULE,
    // skills
    &skills::skill_gap::RULE,
    &skills::single_point_skill::RULE,
    &skills::training_too_late::RULE,
    &skills::level_outside_scale::RULE,
    &skills::certificate_expired::RULE,
    &skills::stale_level::RULE,
    &skills::mentor_below_mentee::RULE,
    &skills::too_many_mentees::RULE,
    &skills::training_without_need::RULE,
    &skills::skill_below_wanted::RULE,
    &skills::role_gap_without_training::RULE,
    &skills::training_overbooked::RULE,
    // strategy
    &strategy::threat_unanswered::RULE,
    &strategy::opportunity_unanswered::RULE,
    &strategy::strategy_carried_by_nobody::RULE,
    &strategy::stale_trend::RULE,
    &strategy::assumption_expired::RULE,
    &strategy::critical_assumption_without_evidence::RULE,
    &strategy::horizon_too_thin::RULE,
    &strategy::priorities_not_whole::RULE,
    &strategy::priority_for_no_pillar::RULE,
    &strategy::perspective_empty::RULE,
    &strategy::perspective_against_order::RULE,
    &strategy::strength_unused::RULE,
    &strategy::vision_horizon_passed::RULE,
    // risks
    &risks::risk_above_appetite::RULE,
    &risks::treatment_without_action::RULE,
    &risks::residual_above_inherent::RULE,
    &risks::money_contradicts_matrix::RULE,
    &risks::risk_matrix_malformed::RULE,
    // decisions
    &decisions::decision_without_alternatives::RULE,
    &decisions::unknown_local_id::RULE,
    &decisions::probabilities_not_whole::RULE,
    &decisions::prediction_without_outcome::RULE,
    &decisions::replaced_decision_still_accepted::RULE,
    &decisions::decision_without_reason::RULE,
    &decisions::pairwise_inconsistent::RULE,
    &decisions::superseded_without_successor::RULE,
    &decisions::chosen_not_best::RULE,
    &decisions::decision_without_owner::RULE,
    &decisions::one_way_without_review::RULE,
    // change
    &change::change_without_reason::RULE,
    &change::change_without_sponsor::RULE,
    &change::change_group_without_support::RULE,
    &change::change_without_communication::RULE,
    &change::powerful_stakeholder_without_message::RULE,
    &change::message_overdue::RULE,
    &change::adkar_of_too_few::RULE,
    &change::adkar_barrier::RULE,
    &change::feedback_overdue::RULE,
    &change::change_load_over_limit::RULE,
    // learning
    &learning::value_never_cited::RULE,
    &learning::review_without_action::RULE,
    &learning::failure_without_review::RULE,
    // ignores
    &ignores::UNKNOWN_RULE_RULE,
    &ignores::IGNORE_WITHOUT_REASON_RULE,
    &ignores::UNUSED_IGNORE_RULE,
    &ignores::EXPIRED_IGNORE_RULE,
    &ignores::OVERRIDE_MATCHES_NOTHING_RULE,
    &ignores::STALE_BASELINE_RULE,
    &ignores::OTHER_VERSION_RULE,
    &ignores::IGNORE_OF_RULE_TURNED_OFF_RULE,
    &ignores::UNKNOWN_OPTION_RULE,
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
