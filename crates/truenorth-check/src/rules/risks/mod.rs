//! Rules on the risk register: what is taken on, what is done about it, and whether its numbers hold together.

pub mod money_contradicts_matrix;
pub mod residual_above_inherent;
pub mod risk_above_appetite;
pub mod risk_matrix_malformed;
pub mod treatment_without_action;

mod matrix;
#[cfg(test)]
mod tests;

use truenorth_core::model::{Risk, RiskStatus};
use truenorth_core::plan::{Placed, Plan};

/// The risks that may still happen.
pub(in crate::rules) fn live(plan: &Plan) -> impl Iterator<Item = &Placed<Risk>> {
    plan.risks
        .iter()
        .filter(|risk| !matches!(risk.written.status, Some(RiskStatus::Occurred | RiskStatus::Closed)))
}
