//! Ratios of a comparison in pairs: `3` or `"1/3"`.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::mistake::{Mistake, quoted};
use super::read::{self, Found};

/// How many times one thing outweighs another: a positive number, or a fraction of two whole numbers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Ratio {
    /// A number above 0.
    Number(f64),
    /// Two whole numbers above 0.
    Fraction(u32, u32),
}

impl Ratio {
    /// Reads `1/3`.
    ///
    /// # Errors
    /// Anything but two whole numbers above 0 with `/` between them is a mistake.
    pub fn parse(text: &str) -> Result<Self, Mistake> {
        let whole = |digits: &str| digits.parse::<u32>().ok().filter(|number| *number > 0);
        let parts = text.split_once('/').and_then(|(over, under)| Some((whole(over)?, whole(under)?)));
        parts.map(|(over, under)| Self::Fraction(over, under)).ok_or_else(|| {
            let mistake = Mistake::new(format!("{} is not a ratio", quoted(text)));
            match text.parse::<f64>() {
                Ok(number) if number.is_finite() && number > 0.0 => {
                    mistake.with_help(format!("write {number} without quotes"))
                }
                _ => mistake.with_help("write a number above 0 such as 3, or a fraction such as \"1/3\""),
            }
        })
    }

    /// As one number, above 0.
    #[must_use]
    pub fn value(self) -> f64 {
        match self {
            Self::Number(number) => number,
            Self::Fraction(over, under) => f64::from(over) / f64::from(under),
        }
    }
}

fn not_text(found: Found) -> Result<Ratio, Mistake> {
    let number = match found {
        Found::Integer(number) => number as f64,
        Found::Float(number) => number,
        _ => {
            return Err(found
                .instead_of("a ratio")
                .with_help("write a number above 0 such as 3, or a fraction such as \"1/3\""));
        }
    };
    if number.is_finite() && number > 0.0 {
        return Ok(Ratio::Number(number));
    }
    Err(Mistake::new(format!("a ratio is above 0, found {number}"))
        .with_help("write how many times the row outweighs the column, such as 3 or \"1/3\""))
}

impl fmt::Display for Ratio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => write!(f, "{number}"),
            Self::Fraction(over, under) => write!(f, "{over}/{under}"),
        }
    }
}

impl Serialize for Ratio {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Number(number) => serializer.serialize_f64(*number),
            Self::Fraction(..) => serializer.collect_str(self),
        }
    }
}

impl<'de> Deserialize<'de> for Ratio {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read::scalar(deserializer, Self::parse, not_text)
    }
}

impl JsonSchema for Ratio {
    fn schema_name() -> Cow<'static, str> {
        "Ratio".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "anyOf": [
                { "type": "number", "exclusiveMinimum": 0 },
                { "type": "string", "pattern": "^[1-9][0-9]{0,8}/[1-9][0-9]{0,8}$" }
            ],
            "description": "How many times the row outweighs the column: a number above 0, or a fraction",
            "examples": [3, "1/3"]
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_fractions_are_ratios() {
        let read = |json: &str| serde_json::from_str::<Ratio>(json);
        assert_eq!(read("3").unwrap(), Ratio::Number(3.0));
        assert_eq!(read("\"1/3\"").unwrap(), Ratio::Fraction(1, 3));
        assert!((read("\"1/4\"").unwrap().value() - 0.25).abs() < f64::EPSILON);
        assert_eq!(serde_json::to_string(&Ratio::Fraction(1, 3)).unwrap(), "\"1/3\"");
    }

    #[test]
    fn what_is_no_ratio_says_what_to_write() {
        for json in ["0", "-2", "\"3\"", "\"1/0\"", "\"a/b\"", "\"\"", "true", "[1, 3]"] {
            let error = serde_json::from_str::<Ratio>(json).unwrap_err().to_string();
            assert!(error.contains("ratio"), "{json}: {error}");
        }
    }
}
