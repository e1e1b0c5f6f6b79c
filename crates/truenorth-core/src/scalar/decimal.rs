//! Exact decimal numbers, and their exact division into parts.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::mistake::Mistake;
use super::number_text::{self, Kind};
use super::read::{self, Found};

/// Digits after the point.
pub(super) const PLACES: u32 = 4;

/// Ten thousandths of one.
const ONE: i128 = 10_000;

/// The first number, in ten thousandths, that has 19 digits before the point.
const TOO_LARGE: i128 = 10_i128.pow(18 + PLACES);

/// What a decimal is, for the messages.
const KIND: Kind = Kind { name: "a decimal number", before: 18, suffix: "" };

/// An exact decimal number of at most 18 digits before and 4 after the point.
///
/// It is held as a whole number of ten thousandths, in two words: an `i128` would ask for an alignment of
/// 16 bytes and make [`Money`](super::Money) half as large again.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Decimal {
    // The order of the fields makes the derived order that of the numbers.
    high: i64,
    low: u64,
}

impl Decimal {
    /// 0.
    pub const ZERO: Self = Self { high: 0, low: 0 };

    /// From a number of ten thousandths; none beyond 18 digits before the point.
    pub fn from_ten_thousandths(units: i128) -> Option<Self> {
        if units.unsigned_abs() >= TOO_LARGE.unsigned_abs() {
            return None;
        }
        // Both halves fit: the value has at most 73 bits, and the low one is cut on purpose.
        let high = i64::try_from(units >> 64).ok()?;
        let low = u64::try_from(units & i128::from(u64::MAX)).ok()?;
        Some(Self { high, low })
    }

    /// The number of ten thousandths.
    pub fn ten_thousandths(&self) -> i128 {
        (i128::from(self.high) << 64) | i128::from(self.low)
    }

    /// From a whole number; none beyond 18 digits.
    pub fn from_integer(number: i128) -> Option<Self> {
        Self::from_ten_thousandths(number.checked_mul(ONE)?)
    }

    /// Reads `12000`, `-0.9215` and so on: no exponent, no separators of thousands, no leading zeros.
    ///
    /// # Errors
    /// Everything else, and more digits than are kept, is a mistake.
    pub fn parse(text: &str) -> Result<Self, Mistake> {
        Self::exact(text).ok_or_else(|| number_text::mistake(text, KIND))
    }

    /// Like [`Decimal::parse`], without the explanation.
    pub(super) fn exact(text: &str) -> Option<Self> {
        Self::from_ten_thousandths(number_text::ten_thousandths(text, KIND.before)?)
    }

    /// Whether it is 0.
    pub fn is_zero(&self) -> bool {
        *self == Self::ZERO
    }

    /// Whether it is below 0.
    pub fn is_negative(&self) -> bool {
        self.high < 0
    }

    /// The whole number it is, if it has no digits after the point.
    pub fn as_integer(&self) -> Option<i128> {
        let units = self.ten_thousandths();
        (units % ONE == 0).then_some(units / ONE)
    }

    /// Number of digits after the point that are needed to write it, 0 to 4.
    pub fn decimals(&self) -> u32 {
        let units = self.ten_thousandths();
        (0..PLACES).find(|places| units % 10_i128.pow(PLACES - places) == 0).unwrap_or(PLACES)
    }

    /// The sum; none beyond 18 digits before the point.
    pub fn checked_add(&self, other: &Self) -> Option<Self> {
        Self::from_ten_thousandths(self.ten_thousandths().checked_add(other.ten_thousandths())?)
    }

    /// The difference; none beyond 18 digits before the point.
    pub fn checked_sub(&self, other: &Self) -> Option<Self> {
        Self::from_ten_thousandths(self.ten_thousandths().checked_sub(other.ten_thousandths())?)
    }

    /// The number with the other sign. It always exists, as the range is symmetrical.
    pub fn checked_neg(&self) -> Option<Self> {
        Self::from_ten_thousandths(self.ten_thousandths().checked_neg()?)
    }

    /// The product rounded to `digits` after the point (at most 4), halves to the even digit, as banks do; none beyond
    /// 18 digits before the point.
    pub fn times(&self, other: &Self, digits: u32) -> Option<Self> {
        let product = self.ten_thousandths().checked_mul(other.ten_thousandths())?;
        let step = ONE * 10_i128.pow(PLACES - digits.min(PLACES));
        let (whole, rest) = (product.div_euclid(step), product.rem_euclid(step));
        let up = rest * 2 > step || (rest * 2 == step && whole % 2 != 0);
        Self::from_ten_thousandths((whole + i128::from(up)) * (step / ONE))
    }

    /// The nearest binary number: for drawing and for shares, never for sums.
    pub fn to_f64(&self) -> f64 {
        self.ten_thousandths() as f64 / ONE as f64
    }

    /// Parts in proportion to the weights, in ten thousandths; see [`Decimal::split_at_minor`].
    pub fn split(&self, weights: &[u64]) -> Vec<Self> {
        self.split_at_minor(weights, PLACES)
    }

    /// Parts in proportion to the weights, whole numbers of the minor unit (`minor_digits` after the
    /// point, at most 4), whose sum is exactly this number.
    ///
    /// Method of the largest remainder (Hamilton): each part is rounded down, and what is left goes unit
    /// by unit to the largest remainders, ties to the earlier part. A negative number is split like its
    /// opposite. Weights that are all zero count as equal. Digits below the minor unit cannot be split;
    /// they stay with the first part of a weight above zero, so that the sum holds. Without weights there
    /// are no parts.
    pub fn split_at_minor(&self, weights: &[u64], minor_digits: u32) -> Vec<Self> {
        let parts = split_units(self.ten_thousandths(), weights, minor_digits);
        parts.into_iter().map(|part| Self::from_ten_thousandths(part).unwrap_or(Self::ZERO)).collect()
    }
}

/// [`Decimal::split_at_minor`] of a number of ten-thousandths, which may be larger than a [`Decimal`].
pub(crate) fn split_units(units: i128, weights: &[u64], minor_digits: u32) -> Vec<i128> {
    let step = 10_u128.pow(PLACES.saturating_sub(minor_digits));
    let amount = units.unsigned_abs();
    let equal;
    let weights = if weights.iter().all(|weight| *weight == 0) {
        equal = vec![1; weights.len()];
        &equal
    } else {
        weights
    };
    let mut parts: Vec<u128> =
        shares(amount / step, weights).into_iter().map(|part| part.saturating_mul(step)).collect();
    let first = weights.iter().position(|weight| *weight > 0);
    if let Some(part) = first.and_then(|index| parts.get_mut(index)) {
        *part = part.saturating_add(amount % step);
    }
    let signed = |part: u128| {
        let part = i128::try_from(part).unwrap_or(i128::MAX);
        if units < 0 { -part } else { part }
    };
    parts.into_iter().map(signed).collect()
}

/// Whole parts of `amount` in proportion to weights that are not all zero, by largest remainder.
fn shares(amount: u128, weights: &[u64]) -> Vec<u128> {
    let sum: u128 = weights.iter().map(|weight| u128::from(*weight)).sum();
    // The products below stay within 128 bits while the sum fits in 64; larger weights lose their lowest
    // bits, which changes a share by less than one part in 2^63 for each weight.
    let shift = (128 - sum.leading_zeros()).saturating_sub(64);
    let scaled = || weights.iter().map(|weight| u128::from(weight >> shift));
    let total: u128 = scaled().sum();
    if total == 0 {
        return vec![0; weights.len()];
    }
    let (each, rest) = (amount / total, amount % total);
    let mut parts: Vec<u128> = scaled().map(|weight| each * weight + rest * weight / total).collect();
    let mut order: Vec<(Reverse<u128>, usize)> =
        scaled().enumerate().map(|(index, weight)| (Reverse(rest * weight % total), index)).collect();
    order.sort_unstable();
    let left = amount.saturating_sub(parts.iter().sum());
    // Fewer units are left than parts have a remainder, so none goes to a part of weight zero.
    for (_, index) in order.into_iter().take(usize::try_from(left).unwrap_or(usize::MAX)) {
        if let Some(part) = parts.get_mut(index) {
            *part += 1;
        }
    }
    parts
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&number_text::written(self.ten_thousandths(), 0))
    }
}

impl fmt::Debug for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Decimal({self})")
    }
}

impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Decimal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read::scalar(deserializer, Self::parse, not_text)
    }
}

/// A whole number, or the mistake for another JSON value.
fn not_text(found: Found) -> Result<Decimal, Mistake> {
    match found {
        Found::Integer(number) => {
            Decimal::from_integer(number).ok_or_else(|| number_text::mistake(&number.to_string(), KIND))
        }
        Found::Float(number) => Err(number_text::float_mistake(number, KIND, 0)),
        _ => Err(found
            .instead_of("a decimal number as text, or a whole number")
            .with_help("write the number in quotes, such as \"0.9215\"")),
    }
}

impl JsonSchema for Decimal {
    fn schema_name() -> Cow<'static, str> {
        "Decimal".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": ["string", "integer"],
            "pattern": format!("^{}$", number_text::pattern(KIND.before)),
            "description": "Exact decimal number, at most 18 digits before and 4 after the point; a text unless whole",
            "examples": ["0.9215", 12]
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn decimal(text: &str) -> Decimal {
        Decimal::parse(text).unwrap()
    }

    fn minor(parts: &[Decimal]) -> Vec<i128> {
        parts.iter().map(|part| part.ten_thousandths() / 100).collect()
    }

    #[test]
    fn products_are_rounded_to_the_even_coin() {
        let times = |left: &str, right: &str, digits| {
            let product = Decimal::parse(left).unwrap().times(&Decimal::parse(right).unwrap(), digits);
            product.map(|product| product.to_string())
        };
        assert_eq!(times("6400000", "0.0868", 2).as_deref(), Some("555520"));
        assert_eq!(times("0.05", "0.5", 2).as_deref(), Some("0.02"), "0.025 to the even cent");
        assert_eq!(times("0.15", "0.5", 2).as_deref(), Some("0.08"), "0.075 to the even cent");
        assert_eq!(times("-0.05", "0.5", 2).as_deref(), Some("-0.02"));
        assert_eq!(times("100.51", "1", 0).as_deref(), Some("101"));
        assert_eq!(times("999999999999999999", "10", 2), None);
    }

    #[test]
    fn reads_and_writes() {
        for text in
            ["0", "-1", "0.9215", "12000.5", "-0.0001", "999999999999999999.9999", "-999999999999999999.9999"]
        {
            assert_eq!(decimal(text).to_string(), text);
        }
        assert_eq!(decimal("12000.50").to_string(), "12000.5");
        assert_eq!(decimal("-0").to_string(), "0");
        assert_eq!(decimal("1.2300").decimals(), 2);
        assert_eq!(decimal("5").as_integer(), Some(5));
        assert_eq!(decimal("5.5").as_integer(), None);
        assert!((decimal("-0.5").to_f64() + 0.5).abs() < f64::EPSILON);
    }

    #[test]
    fn sums_are_exact_and_checked() {
        // 0.1 + 0.2 (number 37 of the list of hostile inputs).
        assert_eq!(decimal("0.10").checked_add(&decimal("0.20")), Some(decimal("0.30")));
        assert_eq!(decimal("1").checked_sub(&decimal("1.0001")), Some(decimal("-0.0001")));
        let largest = decimal("999999999999999999.9999");
        assert_eq!(largest.checked_add(&decimal("0.0001")), None);
        assert_eq!(largest.checked_neg().and_then(|least| least.checked_sub(&decimal("0.0001"))), None);
        assert!(decimal("-2") < decimal("-1") && decimal("-1") < decimal("0") && decimal("0.0001") < largest);
        assert_eq!(Decimal::from_integer(i128::MAX), None);
        assert_eq!(Decimal::from_ten_thousandths(i128::MIN), None);
    }

    #[test]
    fn json() {
        assert_eq!(serde_json::from_str::<Decimal>("12").unwrap(), decimal("12"));
        let error = serde_json::from_str::<Decimal>("0.9215").unwrap_err().to_string();
        assert!(error.contains("\nwrite \"0.9215\" in quotes"), "{error}");
        for json in ["null", "true", "1e300", "[]", "9999999999999999999", "\"\""] {
            assert!(serde_json::from_str::<Decimal>(json).is_err(), "{json}");
        }
    }

    /// Every case of the oracle: derived by hand, Hamilton's method, ties by order.
    #[test]
    fn splits_of_the_oracle() {
        let text = include_str!("../../../../tests/fixtures/oracles/allocation_rounding.json");
        let oracle: serde_json::Value = serde_json::from_str(text).unwrap();
        let numbers = |list: &serde_json::Value| -> Vec<i64> {
            list.as_array().unwrap().iter().map(|number| number.as_i64().unwrap()).collect()
        };
        let cases = oracle["cases"].as_array().unwrap();
        for case in cases {
            let total = case["input"]["total_minor"].as_i64().unwrap();
            let weights: Vec<u64> =
                numbers(&case["input"]["weights"]).into_iter().map(|weight| weight as u64).collect();
            let amount = Decimal::from_ten_thousandths(i128::from(total) * 100).unwrap();
            let parts = minor(&amount.split_at_minor(&weights, 2));
            let expected: Vec<i128> =
                numbers(&case["expected"]["parts"]).into_iter().map(i128::from).collect();
            assert_eq!(parts, expected, "{}", case["name"]);
        }
        assert_eq!(cases.len(), 3);
    }

    #[test]
    fn splits_at_the_edges() {
        assert_eq!(minor(&decimal("-100").split_at_minor(&[1, 1, 1], 2)), [-3334, -3333, -3333]);
        assert_eq!(decimal("10").split_at_minor(&[0, 1, 1, 1], 0), ["0", "4", "3", "3"].map(decimal));
        assert_eq!(decimal("10").split_at_minor(&[0, 0], 0), ["5", "5"].map(decimal));
        // Half a cent cannot be split at cents.
        assert_eq!(decimal("0.015").split_at_minor(&[1, 1], 2), ["0.015", "0"].map(decimal));
        assert_eq!(decimal("1").split(&[]), Vec::new());
        assert_eq!(decimal("1").split(&[1, 1, 1]), ["0.3334", "0.3333", "0.3333"].map(decimal));
        assert_eq!(decimal("9").split_at_minor(&[u64::MAX, u64::MAX, u64::MAX], 9), ["3"; 3].map(decimal));
    }

    proptest! {
        #[test]
        fn reads_what_it_writes(units in -(TOO_LARGE - 1)..TOO_LARGE) {
            let number = Decimal::from_ten_thousandths(units).unwrap();
            prop_assert_eq!(number.ten_thousandths(), units);
            prop_assert_eq!(Decimal::parse(&number.to_string()), Ok(number));
        }

        #[test]
        fn order_is_that_of_numbers(a in -(TOO_LARGE - 1)..TOO_LARGE, b in -(TOO_LARGE - 1)..TOO_LARGE) {
            let number = |units| Decimal::from_ten_thousandths(units).unwrap();
            prop_assert_eq!(number(a).cmp(&number(b)), a.cmp(&b));
        }

        #[test]
        fn splits_conserve_the_sum(
            units in -(TOO_LARGE - 1)..TOO_LARGE,
            weights in prop::collection::vec(prop_oneof![0_u64..100, any::<u64>()], 1..40),
            digits in 0_u32..6,
        ) {
            let parts = Decimal::from_ten_thousandths(units).unwrap().split_at_minor(&weights, digits);
            prop_assert_eq!(parts.len(), weights.len());
            prop_assert_eq!(parts.iter().map(Decimal::ten_thousandths).sum::<i128>(), units);
        }

        #[test]
        fn never_panics(text in "([0-9]|[-+.,e ']|\\PC){0,30}") {
            let _ = Decimal::parse(&text);
        }
    }
}
