//! Measured numbers, and the words for why one is missing.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::mistake::{Mistake, quoted};
use super::read::{self, Found};
use super::suggest::did_you_mean;

/// Why a number is missing. Missing is not zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MissingWord {
    /// `not_measured`: nobody looked.
    NotMeasured,
    /// `not_set`: nobody decided yet.
    NotSet,
    /// `confidential`: known, but not here.
    Confidential,
    /// `not_applicable`: there is no such number.
    NotApplicable,
}

impl MissingWord {
    /// All of them, in the order of the format's page.
    pub const ALL: [Self; 4] = [Self::NotMeasured, Self::NotSet, Self::Confidential, Self::NotApplicable];

    /// The word in the plan.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NotMeasured => "not_measured",
            Self::NotSet => "not_set",
            Self::Confidential => "confidential",
            Self::NotApplicable => "not_applicable",
        }
    }

    /// The missing word of a text, if it is one.
    pub fn from_text(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|word| word.as_str() == text)
    }

    /// The word that a similar text most likely means.
    pub(super) fn near(text: &str) -> Option<Self> {
        if text.len() > 40 {
            return None;
        }
        let spelled = text.trim().to_ascii_lowercase().replace([' ', '-'], "_");
        match spelled.as_str() {
            "n/a" | "na" => return Some(Self::NotApplicable),
            "tbd" | "tba" => return Some(Self::NotSet),
            "unknown" => return Some(Self::NotMeasured),
            _ => {}
        }
        did_you_mean(&spelled, Self::ALL.into_iter().map(Self::as_str)).and_then(Self::from_text)
    }
}

/// All missing words for a help: `"not_measured", "not_set", "confidential" or "not_applicable"`.
pub(super) const WORDS: &str = "\"not_measured\", \"not_set\", \"confidential\" or \"not_applicable\"";

/// A measured number, or why there is none.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Value {
    /// A number; finite when it was read.
    Number(f64),
    /// No number, and the reason.
    Missing(MissingWord),
}

impl Value {
    /// Reads the text forms: the missing words.
    ///
    /// # Errors
    /// Every other text is a mistake, also a number in quotes.
    pub fn parse(text: &str) -> Result<Self, Mistake> {
        if let Some(word) = MissingWord::from_text(text) {
            return Ok(Self::Missing(word));
        }
        let numeric = text.trim().trim_end_matches('%').trim_end();
        let looks_numeric = numeric.starts_with(|c: char| c.is_ascii_digit() || c == '-');
        if looks_numeric && numeric.len() <= 40 && numeric.parse::<f64>().is_ok_and(f64::is_finite) {
            return Err(Mistake::new(format!("{} is a text where a number is expected", quoted(text)))
                .with_help(format!("write {numeric} without quotes")));
        }
        let mistake =
            Mistake::new(format!("{} is neither a number nor a word for a missing one", quoted(text)));
        Err(match MissingWord::near(text) {
            Some(word) => mistake.with_help(format!("did you mean \"{word}\"?")),
            None => mistake.with_help(format!("write a number, or {WORDS}")),
        })
    }

    /// The number, if there is one.
    pub fn number(self) -> Option<f64> {
        match self {
            Self::Number(number) => Some(number),
            Self::Missing(_) => None,
        }
    }

    /// Why there is no number, if there is none.
    pub fn missing(self) -> Option<MissingWord> {
        match self {
            Self::Number(_) => None,
            Self::Missing(word) => Some(word),
        }
    }
}

/// A JSON number, or the mistake for another JSON value.
fn not_text(found: Found) -> Result<Value, Mistake> {
    match found {
        // Beyond 2^53 a number is rounded to the nearest that an f64 holds, as everywhere in JSON.
        Found::Integer(number) => Ok(Value::Number(number as f64)),
        Found::Float(number) if number.is_finite() => Ok(Value::Number(number)),
        Found::Float(_) => {
            Err(Mistake::new("the number is too large").with_help("write a number below 1e308"))
        }
        Found::Null => {
            Err(Mistake::new("null does not say why the number is missing")
                .with_help(format!("write {WORDS}")))
        }
        _ => Err(found
            .instead_of("a number or a word for a missing one")
            .with_help(format!("write a number, or {WORDS}"))),
    }
}

impl fmt::Display for MissingWord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => write!(f, "{number}"),
            Self::Missing(word) => write!(f, "{word}"),
        }
    }
}

impl Serialize for MissingWord {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match *self {
            // The cast is exact: whole numbers up to 2^53.
            Self::Number(number) if number.fract() == 0.0 && number.abs() <= 9_007_199_254_740_992.0 => {
                serializer.serialize_i64(number as i64)
            }
            Self::Number(number) => serializer.serialize_f64(number),
            Self::Missing(word) => word.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read::scalar(deserializer, Self::parse, not_text)
    }
}

impl JsonSchema for Value {
    fn schema_name() -> Cow<'static, str> {
        "Value".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": ["number", "string"],
            "pattern": "^(not_measured|not_set|confidential|not_applicable)$",
            "description": "A number, or the word that says why there is none; missing is not zero",
            "examples": [41, 0.5, "not_measured"]
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> Result<Value, String> {
        serde_json::from_str(json).map_err(|error| error.to_string())
    }

    #[test]
    fn numbers_and_words() {
        assert_eq!(read("41"), Ok(Value::Number(41.0)));
        assert_eq!(read("-0.5e1"), Ok(Value::Number(-5.0)));
        for word in MissingWord::ALL {
            assert_eq!(read(&format!("\"{word}\"")), Ok(Value::Missing(word)));
        }
        assert_eq!(Value::Number(41.0).number(), Some(41.0));
        assert_eq!(Value::Missing(MissingWord::NotSet).missing(), Some(MissingWord::NotSet));
    }

    #[test]
    fn written_as_people_would() {
        let json = |value: Value| serde_json::to_string(&value).unwrap();
        assert_eq!(json(Value::Number(41.0)), "41");
        assert_eq!(json(Value::Number(-0.5)), "-0.5");
        assert_eq!(serde_json::from_str::<Value>(&json(Value::Number(1e300))).unwrap(), Value::Number(1e300));
        assert_eq!(json(Value::Missing(MissingWord::Confidential)), "\"confidential\"");
    }

    #[test]
    fn the_rest_is_a_mistake() {
        let table = [
            ("\"41\"", "`41` is a text where a number is expected\nwrite 41 without quotes"),
            ("\"95%\"", "`95%` is a text where a number is expected\nwrite 95 without quotes"),
            (
                "\"not_mesured\"",
                "`not_mesured` is neither a number nor a word for a missing one\ndid you mean \"not_measured\"?",
            ),
            (
                "\"Not set\"",
                "`Not set` is neither a number nor a word for a missing one\ndid you mean \"not_set\"?",
            ),
            (
                "\"N/A\"",
                "`N/A` is neither a number nor a word for a missing one\ndid you mean \"not_applicable\"?",
            ),
            ("\"NaN\"", "`NaN` is neither a number nor a word for a missing one\n"),
            ("null", "null does not say why the number is missing\nwrite \"not_measured\", "),
            ("true", "expected a number or a word for a missing one, found `true`\n"),
            ("[]", "expected a number or a word for a missing one, found a list\n"),
        ];
        for (json, expected) in table {
            let error = read(json).unwrap_err();
            assert!(error.starts_with(expected), "{error}");
        }
        assert!(not_text(Found::Float(f64::INFINITY)).is_err());
        assert!(read("1e999").is_err());
    }
}
