//! When something is due: at a time, after another item, or again and again.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::duration::{DURATION_PATTERN, Duration};
use super::id::{ID_PATTERN, Id};
use super::mistake::{Mistake, quoted};
use super::read::{self, Found};
use super::time::{Time, time_pattern};

/// Before or after.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sign {
    /// `+`, after.
    Plus,
    /// `-`, before.
    Minus,
}

/// A distance from another item's day, written ` + 90d` or ` - 2w`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Offset {
    /// The direction.
    pub sign: Sign,
    /// How far.
    pub duration: Duration,
}

/// When something is due.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Due {
    /// By the last day of a time.
    At(Time),
    /// Relative to the day on which another item is done, or due if it is not.
    After {
        /// The other item; boxed, since most dues are times.
        item: Box<Id>,
        /// The distance; none means the same day.
        offset: Option<Offset>,
    },
    /// Again after each such duration, never zero.
    Every(Duration),
}

impl Due {
    /// Reads a time, `ID`, `ID + 90d`, `ID - 2w` or `every 3m`.
    ///
    /// # Errors
    /// Any other text is a mistake; words that say none of these belong to `origin.text.due`.
    pub fn parse(text: &str) -> Result<Self, Mistake> {
        if let Some(rest) = text.strip_prefix("every ")
            && !rest.starts_with(['+', '-'])
        {
            return recurring(text, rest);
        }
        if !text.starts_with(|c: char| c.is_ascii_lowercase()) {
            return Time::parse(text).map(Self::At).map_err(|mistake| match repaired(text) {
                Some(due) => mistake.with_text(&due.to_string()),
                None => mistake,
            });
        }
        let Some((id, rest)) = text.split_once(' ') else {
            return match Id::parse(text) {
                Ok(item) => Ok(Self::After { item: Box::new(item), offset: None }),
                Err(mistake) => {
                    Err(repaired(text).map_or(mistake, |due| unknown(text).with_text(&due.to_string())))
                }
            };
        };
        let (sign, length) = match rest.split_once(' ') {
            Some(("+", length)) => (Sign::Plus, length),
            Some(("-", length)) => (Sign::Minus, length),
            _ => return Err(mended(text)),
        };
        let item = Box::new(Id::parse(id)?);
        match Duration::parse(length) {
            Ok(duration) => Ok(Self::After { item, offset: Some(Offset { sign, duration }) }),
            Err(mistake) => {
                Err(repaired(text).map_or(mistake, |due| unknown(text).with_text(&due.to_string())))
            }
        }
    }
}

/// Reads what follows `every`.
fn recurring(text: &str, rest: &str) -> Result<Due, Mistake> {
    let duration = Duration::parse(rest).map_err(|mistake| match repaired(text) {
        Some(due) => unknown(text).with_text(&due.to_string()),
        None => mistake.with_help("write a duration after \"every\", such as \"every 3m\""),
    })?;
    if duration.count == 0 {
        return Err(Mistake::new(format!("{} never comes to the next day", quoted(text)))
            .with_help("write a duration of at least 1d, such as \"every 3m\""));
    }
    Ok(Due::Every(duration))
}

/// The mistake for a text of an unknown form, without help.
fn unknown(text: &str) -> Mistake {
    Mistake::new(format!("{} is neither a time, nor an item with a distance, nor a recurrence", quoted(text)))
}

/// The mistake for a text of an unknown form, with the mend if one is certain.
fn mended(text: &str) -> Mistake {
    match repaired(text) {
        Some(due) => unknown(text).with_text(&due.to_string()),
        None => unknown(text).with_help(
            "write \"2027-Q2\", \"that-item + 90d\" or \"every 3m\"; words of the source go to `origin.text.due`",
        ),
    }
}

/// The due that a text with other spaces, capitals or names of units certainly means.
fn repaired(text: &str) -> Option<Due> {
    if text.len() > 400 {
        return None;
    }
    let text = text.trim();
    let lower = text.to_ascii_lowercase();
    if let Some(rest) = lower
        .strip_prefix("every")
        .filter(|rest| rest.starts_with([' ', '1', '2', '3', '4', '5', '6', '7', '8', '9']))
    {
        let duration = lenient_duration(rest.trim())?;
        return (duration.count > 0).then_some(Due::Every(duration));
    }
    // A minus without a space before it belongs to the id.
    let (id, sign, length) = match lower.split_once('+') {
        Some((id, length)) => (id, Sign::Plus, length),
        None => {
            let (id, length) = lower.split_once(" -")?;
            (id, Sign::Minus, length)
        }
    };
    let item = Box::new(Id::parse(id.trim()).ok()?);
    let duration = lenient_duration(length.trim())?;
    Some(Due::After { item, offset: Some(Offset { sign, duration }) })
}

/// A duration, also as `90 days`.
fn lenient_duration(text: &str) -> Option<Duration> {
    let spelled: String = match text.split_once(' ') {
        Some((number, unit)) => format!("{number}{}", unit.chars().next()?),
        None => text.to_owned(),
    };
    Duration::parse(&spelled).ok()
}

impl fmt::Display for Due {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::At(time) => write!(f, "{time}"),
            Self::After { item, offset: None } => write!(f, "{item}"),
            Self::After { item, offset: Some(Offset { sign, duration }) } => {
                let sign = if *sign == Sign::Plus { '+' } else { '-' };
                write!(f, "{item} {sign} {duration}")
            }
            Self::Every(duration) => write!(f, "every {duration}"),
        }
    }
}

impl Serialize for Due {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Due {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read::scalar(deserializer, Self::parse, not_text)
    }
}

/// The mistake for a JSON value that is not a text; a bare year only needs quotes.
fn not_text(found: Found) -> Result<Due, Mistake> {
    let mistake = found.instead_of("a time, an item or a recurrence as text");
    Err(match found {
        Found::Integer(year @ 1900..=2199) => mistake.with_text(&year.to_string()),
        _ => mistake.with_help("write \"2027-Q2\", \"that-item + 90d\" or \"every 3m\""),
    })
}

impl JsonSchema for Due {
    fn schema_name() -> Cow<'static, str> {
        "Due".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let time = time_pattern();
        json_schema!({
            "type": "string",
            "pattern": format!("^({time}|{ID_PATTERN}( [+-] {DURATION_PATTERN})?|every [1-9][0-9]{{0,4}}[dwmy])$"),
            "description": "When it is due: a time (its last day counts), relative to another item, or recurring",
            "examples": ["2027-Q2", "2027-06-30", "new-terminal", "new-terminal + 90d", "new-terminal - 2w", "every 3m"]
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_form_is_read_and_written() {
        for text in [
            "2027-Q2",
            "FY27",
            "2027-06-30",
            "guidance",
            "guidance/done",
            "guidance + 90d",
            "guidance - 2w",
            "every 3m",
            "every",
            "every + 3m",
            "every - 1d",
            "everything",
        ] {
            assert_eq!(Due::parse(text).unwrap().to_string(), text);
        }
        assert!(matches!(Due::parse("2027").unwrap(), Due::At(_)));
        assert!(matches!(Due::parse("every 3m").unwrap(), Due::Every(_)));
        assert!(matches!(Due::parse("every - 1d").unwrap(), Due::After { offset: Some(_), .. }));
        assert!(matches!(Due::parse("every").unwrap(), Due::After { offset: None, .. }));
        // Without a space before it the minus is part of the id.
        assert!(matches!(Due::parse("guidance-2w").unwrap(), Due::After { offset: None, .. }));
    }

    #[test]
    fn other_spellings_get_a_mend() {
        let table = [
            ("guidance+90d", "guidance + 90d"),
            ("guidance +90d", "guidance + 90d"),
            ("guidance -2w", "guidance - 2w"),
            ("guidance + 90 days", "guidance + 90d"),
            ("Guidance + 90d", "guidance + 90d"),
            ("Every 3m", "every 3m"),
            ("every 3 months", "every 3m"),
            ("every3 weeks", "every 3w"),
            ("Q2 2027", "2027-Q2"),
        ];
        for (text, mend) in table {
            assert_eq!(Due::parse(text).unwrap_err().help, Some(format!("write \"{mend}\"")), "{text}");
        }
    }

    #[test]
    fn the_rest_is_a_mistake() {
        for text in [
            "",
            "end of 2027",
            "90 days after guidance",
            "every 0d",
            "every  3m",
            "guidance + ",
            "guidance +  90d",
            "guidance * 2",
            "every 3h",
            "é",
            " guidance",
            "guidance + -5d",
            "2026-02-30",
            "..",
            "Guidance",
        ] {
            assert!(Due::parse(text).is_err(), "{text}");
        }
        let error = serde_json::from_str::<Due>("2027").unwrap_err().to_string();
        assert!(error.contains("\nwrite \"2027\""), "{error}");
    }

    proptest! {
        #[test]
        fn reads_what_it_writes(
            text in "([a-z][a-z0-9-]{0,5}(/[a-z]{1,3})?( [+-] [1-9][0-9]{0,3}[dwmy])?|every [1-9][dwmy]|20[0-9]{2}-Q[1-4])"
        ) {
            prop_assert_eq!(Due::parse(&text).map(|due| due.to_string()), Ok(text));
        }

        #[test]
        fn never_panics(text in "(every|[a-z]|[+-]| |[0-9]|[dwmy]|\\PC){0,12}") {
            if let Ok(due) = Due::parse(&text) {
                prop_assert_eq!(Due::parse(&due.to_string()), Ok(due));
            }
        }
    }
}
