//! The expected loss of a risk, exactly.

use std::cmp::Ordering;

use truenorth_core::model::Estimate;
use truenorth_core::plan::Plan;
use truenorth_core::scalar::{Currency, Decimal, Money, Percent};

/// Probability times the mean of the three points of a loss, or times the likely one where not all three are
/// written (expected monetary value).
#[derive(Clone, Copy, Debug)]
pub struct ExpectedLoss {
    /// In ten thousandths of the currency, of a percent and thirds, so that nothing is rounded.
    units: i128,
    currency: Option<Currency>,
}

/// Units in a ten thousandth of the currency: 100 % and three thirds.
const WHOLE: i128 = 3 * Percent::HUNDRED.ten_thousandths() as i128;

impl ExpectedLoss {
    /// None if something is missing, if the points are of several currencies, or if the loss is a gain.
    #[must_use]
    pub fn new(plan: &Plan, probability: Option<Percent>, loss: Option<&Estimate<Money>>) -> Option<Self> {
        let (probability, loss) = (probability?, loss?);
        if probability < Percent::ZERO || probability > Percent::HUNDRED {
            return None;
        }
        let currency = currency_of(plan, &loss.likely);
        let thirds = match (&loss.low, &loss.high) {
            (Some(low), Some(high)) => {
                if [low, high].iter().any(|point| currency_of(plan, point) != currency) {
                    return None;
                }
                let sum = low.number()?.checked_add(&loss.likely.number()?)?;
                sum.checked_add(&high.number()?)?.ten_thousandths()
            }
            _ => loss.likely.number()?.ten_thousandths().checked_mul(3)?,
        };
        let units = thirds.checked_mul(i128::from(probability.ten_thousandths()))?;
        (units >= 0).then_some(Self { units, currency })
    }

    /// Whether it is more than a limit; none if that is missing or in another currency.
    #[must_use]
    pub fn exceeds(&self, plan: &Plan, limit: &Money) -> Option<bool> {
        let number = limit.number()?.ten_thousandths().checked_mul(WHOLE)?;
        (currency_of(plan, limit) == self.currency).then_some(self.units > number)
    }

    /// The order of two expected losses; none if their currencies differ.
    #[must_use]
    pub fn compare(&self, other: &Self) -> Option<Ordering> {
        (self.currency == other.currency).then(|| self.units.cmp(&other.units))
    }

    /// To a hundredth of the currency, halves up.
    #[must_use]
    pub fn rounded(&self) -> (Decimal, Option<Currency>) {
        // A hundredth is 100 ten thousandths.
        let hundredths = (self.units + WHOLE * 50) / (WHOLE * 100);
        (Decimal::from_ten_thousandths(hundredths * 100).unwrap_or(Decimal::ZERO), self.currency)
    }

    /// The same for people.
    #[must_use]
    pub fn shown(&self) -> String {
        let (number, currency) = self.rounded();
        Money { currency, ..Money::known(number) }.to_string()
    }
}

/// The currency of an amount: its own, else that of the organisation.
#[must_use]
pub fn currency_of(plan: &Plan, money: &Money) -> Option<Currency> {
    let of_plan = || plan.organization.as_ref().and_then(|organization| organization.currency);
    money.currency.or_else(of_plan)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn expected(probability: &str, points: [&str; 3]) -> Option<String> {
        let [low, likely, high] = points.map(|text| (!text.is_empty()).then(|| Money::parse(text).unwrap()));
        let loss = Estimate { low, likely: likely.unwrap(), high };
        let probability = Percent::parse(probability).unwrap();
        ExpectedLoss::new(&Plan::default(), Some(probability), Some(&loss)).map(|expected| expected.shown())
    }

    /// Cases of the oracle `emv.json`: open-exam-prep.com (PMI-RMP), freepmptests.com, PMI paper 3490.
    #[test]
    fn published_cases() {
        for (probability, loss, value) in [
            ("30%", "50000", "15000"),
            ("10%", "200000", "20000"),
            ("20%", "50000", "10000"),
            ("80%", "30000", "24000"),
        ] {
            assert_eq!(expected(probability, ["", loss, ""]).as_deref(), Some(value));
        }
    }

    #[test]
    fn three_points_count_alike_and_nothing_is_guessed() {
        // 30 % of (90 000 + 180 000 + 400 000) / 3.
        assert_eq!(expected("30%", ["90000", "180000", "400000"]).as_deref(), Some("67000"));
        // A third of 100, by hand 33.33.
        assert_eq!(expected("100%", ["0", "0", "100"]).as_deref(), Some("33.33"));
        assert_eq!(expected("10%", ["", "100", "400"]).as_deref(), Some("10"));
        assert_eq!(expected("10%", ["1 EUR", "2 EUR", "3 USD"]), None);
        assert_eq!(expected("10%", ["", "not_set", ""]), None);
        assert_eq!(expected("10%", ["", "-5", ""]), None);
        assert_eq!(expected("101%", ["", "5", ""]), None);
        let most = "999999999999999999.9999";
        assert!(expected("100%", [most, most, most]).is_none());
        assert!(expected("100%", ["", most, ""]).is_some());
    }
}
