//! Rules on managing change: why, who stands behind it, what helps those it touches, and what they are told.

use truenorth_graph::open_changes;

pub mod adkar_barrier;
pub mod adkar_of_too_few;
pub mod change_group_without_support;
pub mod change_load_over_limit;
pub mod change_without_communication;
pub mod change_without_reason;
pub mod change_without_sponsor;
pub mod feedback_overdue;
pub mod message_overdue;
pub mod powerful_stakeholder_without_message;

#[cfg(test)]
mod tests;
