//! Rules on money: every sum has a goal, a currency and parts that add up.

mod amounts;
mod compare;
mod need;
mod tree;

pub mod amount_without_currency;
pub mod budget_far_from_priorities;
pub mod budget_for_ended_goal;
pub mod contingency_below_risks;
pub mod costs_above_parent;
pub mod estimate_out_of_order;
pub mod forecast_over_budget;
pub mod funding_below_need;
pub mod funding_not_whole;
pub mod line_twice;
pub mod mixed_currencies;
pub mod overlapping_amounts;
pub mod plan_below_estimate;
pub mod saving_behind_plan;
pub mod savings_above_line;
pub mod sources_do_not_add_up;
pub mod spend_without_goal;
pub mod spending_over_budget;
pub mod spent_ahead_of_work;
pub mod subtotal_among_lines;
pub mod subtotal_differs;
pub mod too_many_decimals;
pub mod two_accounts_in_one_hierarchy;
pub mod unbudgeted_spend;

#[cfg(test)]
mod tests;
