//! Exact percentages.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::mistake::{Mistake, quoted};
use super::number_text::{self, Kind};
use super::read::{self, Found};

/// What a percentage is, for the messages.
const KIND: Kind = Kind { name: "a percentage", before: 9, suffix: "%" };

/// An exact percentage with at most 9 digits before and 4 after the point, held as a whole number of ten
/// thousandths of one percent: `33.3%` is 333,000.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Percent(i64);

impl Percent {
    /// 0 %.
    pub const ZERO: Self = Self(0);
    /// 100 %.
    pub const HUNDRED: Self = Self(1_000_000);

    /// From ten thousandths of one percent.
    pub const fn from_ten_thousandths(units: i64) -> Self {
        Self(units)
    }

    /// The number of ten thousandths of one percent.
    pub const fn ten_thousandths(self) -> i64 {
        self.0
    }

    /// Reads `60%`, `33.3%`, `-5%`.
    ///
    /// # Errors
    /// A text without `%`, with an exponent or with more digits than are kept is a mistake.
    pub fn parse(text: &str) -> Result<Self, Mistake> {
        let Some(number) = text.strip_suffix('%') else { return Err(unmarked(text)) };
        number_text::ten_thousandths(number, KIND.before)
            .and_then(|units| i64::try_from(units).ok())
            .map(Self)
            .ok_or_else(|| number_text::mistake(number, KIND))
    }

    /// The fraction of one: 0.6 for `60%`. For computing with binary numbers, not for sums of shares.
    pub fn fraction(self) -> f64 {
        self.0 as f64 / 1_000_000.0
    }

    /// The exact sum; none beyond the range of an `i64`.
    pub fn checked_add(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(Self)
    }

    /// The exact sum of many; it stops at the range of an `i64`, some 900,000 of the largest percentages.
    pub fn sum(all: impl IntoIterator<Item = Self>) -> Self {
        let sum = all.into_iter().fold(0_i128, |sum, one| sum.saturating_add(i128::from(one.0)));
        Self(i64::try_from(sum).unwrap_or(if sum < 0 { i64::MIN } else { i64::MAX }))
    }

    /// Whether it is exactly 100 %.
    pub fn is_hundred(self) -> bool {
        self == Self::HUNDRED
    }
}

/// The mistake for a text without `%`.
fn unmarked(text: &str) -> Mistake {
    let mistake = Mistake::new(format!("{} has no `%` at its end", quoted(text)));
    let number = text.trim().trim_end_matches(['%', ' ']);
    match number_text::ten_thousandths(number, KIND.before) {
        Some(units) if !text.contains('%') && (1..=10_000).contains(&units) => mistake.with_help(format!(
            "write \"{}%\" or \"{}%\"",
            number_text::written(units * 100, 0),
            number_text::written(units, 0)
        )),
        Some(units) => mistake.with_text(&format!("{}%", number_text::written(units, 0))),
        None => mistake.with_help("write a percentage such as \"60%\""),
    }
}

impl fmt::Display for Percent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}%", number_text::written(i128::from(self.0), 0))
    }
}

impl Serialize for Percent {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Percent {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read::scalar(deserializer, Self::parse, not_text)
    }
}

/// The mistake for a JSON value that is not a text. A number from 0 to 1 is most likely a fraction.
fn not_text(found: Found) -> Result<Percent, Mistake> {
    let mistake = found.instead_of("a percentage as text");
    let number = match found {
        Found::Integer(number) => number.checked_mul(10_000),
        Found::Float(number) => number_text::ten_thousandths(&number.to_string(), KIND.before),
        _ => None,
    };
    Err(match number {
        Some(10_000) => mistake.with_help("write \"100%\" or \"1%\""),
        Some(units @ 1..10_000) => mistake.with_text(&format!("{}%", number_text::written(units * 100, 0))),
        Some(units) if units.abs() < 10_000_000_000_000 => {
            mistake.with_text(&format!("{}%", number_text::written(units, 0)))
        }
        _ => mistake.with_help("write a percentage such as \"60%\""),
    })
}

impl JsonSchema for Percent {
    fn schema_name() -> Cow<'static, str> {
        "Percent".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "pattern": format!("^{}%$", number_text::pattern(KIND.before)),
            "description": "Percentage, always a text with %; at most 4 digits after the point",
            "examples": ["60%", "33.3%", "-5%"]
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn percent(text: &str) -> Percent {
        Percent::parse(text).unwrap()
    }

    #[test]
    fn reads_and_writes() {
        for text in ["60%", "33.3%", "-5%", "101%", "0%", "0.0001%", "999999999.9999%"] {
            assert_eq!(percent(text).to_string(), text);
        }
        assert_eq!(percent("60.00%"), percent("60%"));
        assert_eq!(percent("33.3%").ten_thousandths(), 333_000);
        assert!((percent("60%").fraction() - 0.6).abs() < 1e-15);
    }

    #[test]
    fn sums_are_exact() {
        assert!(Percent::sum(["33.3%", "33.3%", "33.4%"].map(percent)).is_hundred());
        assert!(Percent::sum([percent("10%"); 10]).is_hundred());
        assert!(Percent::sum(["33.3%"; 3].map(percent)) < Percent::HUNDRED);
        assert_eq!(Percent::sum([Percent(i64::MAX), Percent(1)]), Percent(i64::MAX));
        assert_eq!(Percent(i64::MAX).checked_add(Percent(1)), None);
    }

    /// With number 39 of the list of hostile inputs.
    #[test]
    fn rejects_with_a_mend() {
        let table = [
            ("1e3%", "`1e3%` has an exponent; a percentage is written with all its digits\nwrite \"1000%\""),
            (
                "33,3%",
                "`33,3%` has a comma; a percentage has a point before its decimals only\nwrite \"33.3%\"",
            ),
            ("60 %", "`60 %` is not a percentage\nwrite \"60%\""),
            ("+5%", "`+5%` is not a percentage\nwrite \"5%\""),
            ("%", "`%` is not a percentage\nwrite a percentage such as \"12.5%\""),
            ("60", "`60` has no `%` at its end\nwrite \"60%\""),
            ("0.6", "`0.6` has no `%` at its end\nwrite \"60%\" or \"0.6%\""),
            (
                "1.23456%",
                "`1.23456%` has 5 digits after the point, a percentage has at most 4\nround it to at most 4 digits after the point",
            ),
        ];
        for (text, expected) in table {
            assert_eq!(Percent::parse(text).unwrap_err().to_string(), expected);
        }
        for text in ["NaN%", "inf%", "60%%", "--5%", "1.%", ".5%", "٦٠%", "1000000000%", ""] {
            assert!(Percent::parse(text).is_err(), "{text}");
        }
        let json = [
            ("60", "write \"60%\""),
            ("0.6", "write \"60%\""),
            ("1", "write \"100%\" or \"1%\""),
            ("-5", "write \"-5%\""),
        ];
        for (number, help) in json {
            let error = serde_json::from_str::<Percent>(number).unwrap_err().to_string();
            assert!(error.contains(&format!("\n{help}")), "{error}");
        }
        for json in ["1e300", "null", "18446744073709551615"] {
            assert!(serde_json::from_str::<Percent>(json).is_err());
        }
    }

    proptest! {
        #[test]
        fn reads_what_it_writes(units in -9_999_999_999_999_i64..=9_999_999_999_999) {
            let number = Percent(units);
            prop_assert_eq!(Percent::parse(&number.to_string()), Ok(number));
        }

        #[test]
        fn never_panics(text in "([0-9]|[-+.,e%]|\\PC){0,20}") {
            let _ = Percent::parse(&text);
        }
    }
}
