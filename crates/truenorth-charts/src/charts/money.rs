//! What the charts of money share: the unit, signs, and what is good about a difference.

use truenorth_core::budget::Total;
use truenorth_core::scalar::Currency;

use crate::number::Scale;

/// In what amounts are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Unit {
    /// The currency, if one is named.
    pub currency: Option<Currency>,
}

impl Unit {
    /// The scale for amounts up to `most`.
    pub(super) fn scale(self, most: f64) -> Scale {
        Scale::of(most, self.currency.as_ref().map_or("", Currency::as_str))
    }
}

/// Money out or in, which decides whether more is bad or good.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Direction {
    /// Spending: more than planned is adverse.
    Expense,
    /// Income: less than planned is adverse.
    Revenue,
}

impl Direction {
    /// Whether a difference of actual less plan is adverse.
    pub(super) fn is_adverse(self, difference: Total) -> bool {
        match self {
            Self::Expense => !difference.is_negative() && !difference.is_zero(),
            Self::Revenue => difference.is_negative(),
        }
    }
}

/// The largest size among amounts.
pub(super) fn most(amounts: impl Iterator<Item = Total>) -> f64 {
    amounts.map(|amount| amount.to_f64().abs()).fold(0.0, f64::max)
}
