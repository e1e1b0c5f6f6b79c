//! A sum of money.

use std::fmt;
use std::iter::Sum;

use crate::scalar::{Decimal, split_units};

/// An exact sum of amounts. It holds more than any number of lines can add to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Total {
    /// In ten-thousandths of the currency.
    ten_thousandths: i128,
}

impl Total {
    /// Adds an amount; a sum beyond the largest number stays there.
    pub fn add(&mut self, amount: &Decimal) {
        self.ten_thousandths = self.ten_thousandths.saturating_add(amount.ten_thousandths());
    }

    /// From a number of ten-thousandths of the currency.
    #[must_use]
    pub fn from_ten_thousandths(units: i128) -> Self {
        Self { ten_thousandths: units }
    }

    /// In ten-thousandths of the currency.
    #[must_use]
    pub fn ten_thousandths(self) -> i128 {
        self.ten_thousandths
    }

    /// The sum; one beyond the largest number stays there.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self { ten_thousandths: self.ten_thousandths.saturating_add(other.ten_thousandths) }
    }

    /// The difference; one beyond the largest number stays there.
    #[must_use]
    pub fn minus(self, other: Self) -> Self {
        Self { ten_thousandths: self.ten_thousandths.saturating_sub(other.ten_thousandths) }
    }

    /// Whether it is 0.
    #[must_use]
    pub fn is_zero(self) -> bool {
        self.ten_thousandths == 0
    }

    /// Whether it is below 0.
    #[must_use]
    pub fn is_negative(self) -> bool {
        self.ten_thousandths < 0
    }

    /// The nearest binary number: for drawing and for shares, never for sums.
    #[must_use]
    pub fn to_f64(self) -> f64 {
        self.ten_thousandths as f64 / 10_000.0
    }

    /// Parts in proportion to the weights whose sum is exactly this one; see [`Decimal::split_at_minor`].
    #[must_use]
    pub fn split_at_minor(self, weights: &[u64], minor_digits: u32) -> Vec<Self> {
        let parts = split_units(self.ten_thousandths, weights, minor_digits);
        parts.into_iter().map(Self::from_ten_thousandths).collect()
    }
}

impl Sum for Total {
    fn sum<I: Iterator<Item = Self>>(totals: I) -> Self {
        totals.fold(Self::default(), Self::plus)
    }
}

impl fmt::Display for Total {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.ten_thousandths < 0 { "-" } else { "" };
        let units = self.ten_thousandths.unsigned_abs();
        let (whole, rest) = (units / 10_000, units % 10_000);
        let fraction = format!("{rest:04}");
        let fraction = fraction.trim_end_matches('0');
        if fraction.is_empty() { write!(f, "{sign}{whole}") } else { write!(f, "{sign}{whole}.{fraction}") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn total(text: &str) -> Total {
        let mut total = Total::default();
        total.add(&Decimal::parse(text).unwrap());
        total
    }

    #[test]
    fn totals_are_exact_beyond_a_single_amount() {
        let mut total = Total::default();
        for amount in ["999999999999999999", "5", "0.10", "0.20"] {
            total.add(&Decimal::parse(amount).unwrap());
        }
        assert_eq!(total.to_string(), "1000000000000000004.3");
        let mut negative = Total::default();
        negative.add(&Decimal::parse("-0.05").unwrap());
        assert_eq!(negative.to_string(), "-0.05");
    }

    #[test]
    fn sums_and_differences() {
        assert_eq!(total("0.1").plus(total("0.2")), total("0.3"));
        assert_eq!(total("1").minus(total("3.5")).to_string(), "-2.5");
        assert_eq!([total("1"), total("2.25")].into_iter().sum::<Total>().to_string(), "3.25");
        assert!(total("2").minus(total("2")).is_zero() && total("-0.01").is_negative());
        assert_eq!(Total::from_ten_thousandths(15_000).to_f64(), 1.5);
        assert_eq!(total("2.5").ten_thousandths(), 25_000);
    }

    /// Far beyond what a single amount may be.
    #[test]
    fn large_sums_are_split_exactly() {
        let huge = Total::from_ten_thousandths(10_i128.pow(30) + 10_000);
        let parts = huge.split_at_minor(&[1, 2], 0);
        assert_eq!(parts.iter().copied().sum::<Total>(), huge);
        assert_eq!(
            parts.iter().map(ToString::to_string).collect::<Vec<_>>(),
            ["33333333333333333333333334", "66666666666666666666666667"]
        );
    }
}
