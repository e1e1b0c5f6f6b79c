//! Rules on values and on learning: what the plan stands for, and whether what was seen changes what is done.

pub mod failure_without_review;
pub mod review_without_action;
pub mod value_never_cited;
