//! Lengths of time: `5d`, `2w`, `3m`, `1y`.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::mistake::{Mistake, quoted};
use super::read::{self, Found};

/// Regular expression of a duration, without anchors: at most 99999 of a unit.
pub(super) const DURATION_PATTERN: &str = "(0|[1-9][0-9]{0,4})[dwmy]";

/// What a duration counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DurationUnit {
    /// `d`, exact.
    Day,
    /// `w`, exactly 7 days.
    Week,
    /// `m`, a step in the calendar.
    Month,
    /// `y`, a step of 12 months in the calendar.
    Year,
}

/// A length of time: a count from 0 to 99999 of one unit.
///
/// Equality is that of the writing: `7d` and `1w` differ. As calendar time it is applied with
/// [`Calendar::add`](super::Calendar::add), as effort with [`Duration::person_days`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Duration {
    /// How many units; [`Duration::parse`] gives at most 99999.
    pub count: u32,
    /// Of what.
    pub unit: DurationUnit,
}

impl DurationUnit {
    /// The letter in the plan.
    pub fn letter(self) -> char {
        match self {
            Self::Day => 'd',
            Self::Week => 'w',
            Self::Month => 'm',
            Self::Year => 'y',
        }
    }

    /// The unit of a letter.
    fn from_letter(letter: char) -> Option<Self> {
        [Self::Day, Self::Week, Self::Month, Self::Year].into_iter().find(|unit| unit.letter() == letter)
    }
}

impl Duration {
    /// Reads one number and one unit, `5d` `2w` `3m` `1y`.
    ///
    /// # Errors
    /// Signs, fractions, several units, other units and counts above 99999 are mistakes.
    pub fn parse(text: &str) -> Result<Self, Mistake> {
        exact(text).ok_or_else(|| wrong(text))
    }

    /// The duration as effort in person-days: a week is 5, a month 20, a year 220 (the plan format's
    /// own convention). Stops at the largest `u32`.
    pub fn person_days(&self) -> u32 {
        let days = match self.unit {
            DurationUnit::Day => 1,
            DurationUnit::Week => 5,
            DurationUnit::Month => 20,
            DurationUnit::Year => 220,
        };
        self.count.saturating_mul(days)
    }
}

/// Reads a text that has exactly the right form.
fn exact(text: &str) -> Option<Duration> {
    let unit = DurationUnit::from_letter(text.chars().next_back()?)?;
    let number = text.get(..text.len().checked_sub(1)?)?;
    let all_digits = (1..=5).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit());
    if !all_digits || (number.len() > 1 && number.starts_with('0')) {
        return None;
    }
    Some(Duration { count: number.parse().ok()?, unit })
}

/// Says what is wrong with a text that is not a duration.
fn wrong(text: &str) -> Mistake {
    let found = quoted(text);
    let example = "write one number and one of d, w, m, y, such as \"2w\"";
    let trimmed = text.trim();
    if trimmed.len() > 40 {
        return Mistake::new(format!("{found} is not a duration")).with_help(example);
    }
    if let Some(length) = trimmed.strip_prefix(['-', '+']) {
        let mistake = Mistake::new(format!("{found} has a sign; a duration has none"));
        return match repaired(length) {
            Some(duration) => mistake.with_text(&duration.to_string()),
            None => mistake.with_help(example),
        };
    }
    if trimmed.starts_with(|c: char| c.is_ascii_digit()) && trimmed.contains(['.', ',']) {
        return Mistake::new(format!("{found} is not a whole number of one unit"))
            .with_help("write a whole number of a smaller unit, such as \"3d\" for half a week");
    }
    let digits = trimmed.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 5 {
        return Mistake::new(format!("{found} is too long; a duration counts at most 99999"))
            .with_help("write a larger unit");
    }
    if digits > 0 && digits == trimmed.len() {
        return Mistake::new(format!("{found} has no unit")).with_help(format!(
            "write \"{trimmed}d\" for days, or \"{trimmed}w\", \"{trimmed}m\", \"{trimmed}y\" for weeks, months, years"
        ));
    }
    let mistake = Mistake::new(format!("{found} is not a duration"));
    match repaired(trimmed) {
        Some(duration) => mistake.with_text(&duration.to_string()),
        None => mistake.with_help(example),
    }
}

/// The duration that `90 days`, `5 D`, `03m` or `P3M` certainly mean.
fn repaired(text: &str) -> Option<Duration> {
    let text = text.strip_prefix('P').unwrap_or(text);
    let split = text.find(|c: char| !c.is_ascii_digit())?;
    let (number, unit) = text.split_at(split);
    let letter = match unit.trim().to_ascii_lowercase().as_str() {
        "d" | "day" | "days" => 'd',
        "w" | "wk" | "wks" | "week" | "weeks" => 'w',
        "m" | "mo" | "month" | "months" => 'm',
        "y" | "yr" | "yrs" | "year" | "years" => 'y',
        _ => return None,
    };
    let number: u32 = number.parse().ok()?;
    exact(&format!("{number}{letter}"))
}

impl fmt::Display for Duration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.count, self.unit.letter())
    }
}

impl Serialize for Duration {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Duration {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read::scalar(deserializer, Self::parse, not_text)
    }
}

/// The mistake for a JSON value that is not a text.
fn not_text(found: Found) -> Result<Duration, Mistake> {
    let mistake = found.instead_of("a duration as text");
    Err(match found {
        Found::Integer(n @ 0..=99_999) => {
            mistake.with_help(format!("write \"{n}d\" for days, or another of the units w, m, y"))
        }
        _ => mistake.with_help("write one number and one of d, w, m, y, such as \"2w\""),
    })
}

impl JsonSchema for Duration {
    fn schema_name() -> Cow<'static, str> {
        "Duration".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "pattern": format!("^{DURATION_PATTERN}$"),
            "description": "Days, weeks, months or years; as effort in person-days w = 5, m = 20, y = 220",
            "examples": ["5d", "2w", "3m", "1y"]
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn reads_and_writes() {
        for text in ["0d", "5d", "2w", "3m", "1y", "99999d"] {
            assert_eq!(Duration::parse(text).unwrap().to_string(), text);
        }
        assert_eq!(Duration::parse("3m").unwrap(), Duration { count: 3, unit: DurationUnit::Month });
    }

    #[test]
    fn effort_in_person_days() {
        let days = |text: &str| Duration::parse(text).unwrap().person_days();
        assert_eq!([days("5d"), days("2w"), days("3m"), days("2y")], [5, 10, 60, 440]);
        assert_eq!(Duration { count: u32::MAX, unit: DurationUnit::Year }.person_days(), u32::MAX);
    }

    #[test]
    fn rejects_with_a_mend() {
        let table = [
            ("90 days", "`90 days` is not a duration\nwrite \"90d\""),
            ("5D", "`5D` is not a duration\nwrite \"5d\""),
            ("03m", "`03m` is not a duration\nwrite \"3m\""),
            ("P3M", "`P3M` is not a duration\nwrite \"3m\""),
            ("-5d", "`-5d` has a sign; a duration has none\nwrite \"5d\""),
            (
                "90",
                "`90` has no unit\nwrite \"90d\" for days, or \"90w\", \"90m\", \"90y\" for weeks, months, years",
            ),
            (
                "1.5w",
                "`1.5w` is not a whole number of one unit\nwrite a whole number of a smaller unit, such as \"3d\" for half a week",
            ),
            ("100000d", "`100000d` is too long; a duration counts at most 99999\nwrite a larger unit"),
            ("2w3d", "`2w3d` is not a duration\nwrite one number and one of d, w, m, y, such as \"2w\""),
            ("", "`` is not a duration\nwrite one number and one of d, w, m, y, such as \"2w\""),
        ];
        for (text, expected) in table {
            assert_eq!(Duration::parse(text).unwrap_err().to_string(), expected);
        }
        for text in ["d", "5", "5h", " 5d", "5d ", "٥d", "5é", "99999999999999999999d"] {
            assert!(Duration::parse(text).is_err(), "{text}");
        }
        let error = serde_json::from_str::<Duration>("5").unwrap_err().to_string();
        assert!(error.contains("found the number `5`\nwrite \"5d\" for days"), "{error}");
    }

    proptest! {
        #[test]
        fn reads_what_it_writes(count in 0_u32..=99_999, letter in "[dwmy]") {
            let text = format!("{count}{letter}");
            prop_assert_eq!(Duration::parse(&text).map(|duration| duration.to_string()), Ok(text));
        }

        #[test]
        fn never_panics(text in "([0-9]|[dwmy]|\\PC){0,8}") {
            let _ = Duration::parse(&text);
        }
    }
}
