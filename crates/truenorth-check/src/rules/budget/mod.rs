//! Rules on money: every sum has a goal, a currency and parts that add up.

mod amounts;
mod compare;
mod tree;

pub mod amount_without_currency;
pub mod budget_far_from_priorities;
pub mod budget_for_ended_goal;
pub mod estimate_out_of_order;
pub mod funding_not_whole;
pub mod mixed_currencies;
pub mod overlapping_amounts;
pub mod sources_do_not_add_up;
pub mod spend_without_goal;
pub mod spending_over_budget;
pub mod subtotal_differs;
pub mod too_many_decimals;
pub mod two_accounts_in_one_hierarchy;

#[cfg(test)]
mod tests;
