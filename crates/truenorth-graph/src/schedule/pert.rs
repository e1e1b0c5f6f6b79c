//! PERT: expected times and their spread from three-point estimates.
//!
//! Malcolm, Roseboom, Clark and Fazar 1959: a piece of work is expected to take te = (low + 4 likely + high) / 6, with
//! the variance ((high - low) / 6)^2. The variances on the deciding chain add up, and its end is taken as normal.
//!
//! **Merge bias**: where several chains of about the same length meet, any of them may be the last, so the true
//! expectation is later than PERT says. Of two equal chains of 10 +- 2 days the later takes 11.1 days on average,
//! while PERT says 10. PERT is therefore a lower bound for a date and an upper bound for a probability.

use truenorth_core::plan::GoalIx;
use truenorth_core::scalar::Date;

use crate::normal::normal_cdf;

/// Whole numbers of sixths keep expected times exact.
pub(super) const SIXTHS: i64 = 6;

/// When a goal is expected to finish, from the estimates on the chain that decides it.
#[derive(Clone, Debug, PartialEq)]
pub struct Pert {
    /// The chain that decides the expected finish, the first goal first. It can differ from that of the likely
    /// durations.
    pub chain: Vec<GoalIx>,
    /// Expected length of the chain in working days, waiting included.
    pub expected_days: f64,
    /// Standard deviation of the finish in working days; above 0.
    pub sd_days: f64,
    /// The day on which the expected finish lies.
    pub expected_finish: Date,
    /// The goal's due.
    pub due: Option<Date>,
    /// How likely it is to finish by the due, 0 to 1.
    pub probability: Option<f64>,
    /// How many goals of the chain have a low and a high estimate. The others count as certain.
    pub estimated: usize,
}

/// Expected time in sixths and difference of the outer points, in the unit of the points; `None` if they do not rise.
#[must_use]
pub fn three_points(low: i64, likely: i64, high: i64) -> Option<(i64, i64)> {
    let rises = low <= likely && likely <= high;
    let sum = low.saturating_add(likely.saturating_mul(4)).saturating_add(high);
    rises.then(|| (sum, high.saturating_sub(low)))
}

/// The probability that something ends by `deadline`, when it is expected to end at `expected` with the variance
/// `spread`; times in sixths, the spread in 36ths: the sum of the squares of the differences of [`three_points`].
/// Without spread it is 0 or 1.
#[must_use]
pub fn probability_by(deadline: i64, expected: i64, spread: i64) -> f64 {
    if spread <= 0 {
        return if expected <= deadline { 1.0 } else { 0.0 };
    }
    normal_cdf(deadline.saturating_sub(expected) as f64 / (spread as f64).sqrt())
}
