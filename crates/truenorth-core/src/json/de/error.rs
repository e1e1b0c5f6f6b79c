//! The error of the reading: what is wrong, and the node at which it was found.

use std::fmt;

use serde::de;

use super::{ProblemKind, RETRY};
use crate::model::shapes;
use crate::scalar;

#[derive(Debug)]
pub(super) enum ErrorKind {
    Words(String),
    Type(String),
    Null,
    Missing(&'static str),
    /// The consequence of a problem that is reported already.
    Silent,
    Retry,
}

/// An error of the reading. Boxed, so that results of reading stay small where there is none.
#[derive(Debug)]
pub(super) struct Error(pub(super) Box<Fault>);

/// What is wrong; the node is filled in on the way out.
#[derive(Debug)]
pub(super) struct Fault {
    pub(super) kind: ErrorKind,
    pub(super) node: Option<usize>,
    /// The node to hide, if not `node`: of a bad key, its value.
    pub(super) hide: Option<usize>,
}

impl Error {
    pub(super) fn new(kind: ErrorKind) -> Self {
        Self(Box::new(Fault { kind, node: None, hide: None }))
    }

    pub(super) fn at(mut self, node: usize) -> Self {
        self.0.node.get_or_insert(node);
        self
    }

    pub(super) fn words(&self) -> Option<(ProblemKind, String, Option<String>)> {
        let split = |text: &str| match text.split_once('\n') {
            Some((message, help)) => (message.to_owned(), Some(help.to_owned())),
            None => (text.to_owned(), None),
        };
        match &self.0.kind {
            ErrorKind::Words(text) => {
                let (message, help) = split(text);
                Some((ProblemKind::Malformed, message, help))
            }
            ErrorKind::Type(text) => {
                let (message, help) = split(text);
                Some((ProblemKind::WrongType, message, help.or_else(|| type_help(text))))
            }
            ErrorKind::Null => Some((
                ProblemKind::Null,
                "`null` says nothing".to_owned(),
                Some(
                    "leave the field out; for a number write why it is missing: \"not_measured\", \
                     \"not_set\", \"confidential\" or \"not_applicable\""
                        .to_owned(),
                ),
            )),
            ErrorKind::Missing(field) => Some((
                ProblemKind::MissingField,
                format!("`{field}` is missing here"),
                Some(format!("add `\"{field}\": ...`")),
            )),
            ErrorKind::Silent | ErrorKind::Retry => None,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0.kind {
            ErrorKind::Words(text) | ErrorKind::Type(text) => f.write_str(text),
            ErrorKind::Null => f.write_str("null"),
            ErrorKind::Missing(field) => write!(f, "`{field}` is missing"),
            ErrorKind::Silent => f.write_str("reported already"),
            ErrorKind::Retry => f.write_str(RETRY),
        }
    }
}

impl std::error::Error for Error {}

impl de::Error for Error {
    fn custom<T: fmt::Display>(message: T) -> Self {
        let text = message.to_string();
        if text == RETRY {
            return Self::new(ErrorKind::Retry);
        }
        Self::new(ErrorKind::Words(text))
    }

    fn invalid_type(found: de::Unexpected<'_>, expected: &dyn de::Expected) -> Self {
        let found = match found {
            de::Unexpected::Bool(value) => format!("`{value}`"),
            de::Unexpected::Unsigned(value) => format!("the number {value}"),
            de::Unexpected::Signed(value) => format!("the number {value}"),
            de::Unexpected::Float(value) => format!("the number {value}"),
            de::Unexpected::Str(text) => match percentage(text) {
                Some(number) => format!("{PERCENTAGE}{number} %"),
                None => "a text".to_owned(),
            },
            de::Unexpected::Seq => "a list".to_owned(),
            de::Unexpected::Map => "an object".to_owned(),
            de::Unexpected::Other(words) if words.ends_with("128") => "a number beyond its range".to_owned(),
            other => other.to_string(),
        };
        let expected = match expected.to_string().as_str() {
            "u8" | "u16" | "u32" | "u64" | "usize" => "a whole number of 0 or more".to_owned(),
            "i32" | "i64" => "a whole number".to_owned(),
            "f64" => "a number".to_owned(),
            "a string" | "a formatted string" => "a text".to_owned(),
            "a boolean" => "`true` or `false`".to_owned(),
            "a sequence" => "a list".to_owned(),
            "a map" => "an object".to_owned(),
            other => other.to_owned(),
        };
        Self::new(ErrorKind::Type(format!("expected {expected}, found {found}")))
    }

    fn invalid_value(found: de::Unexpected<'_>, expected: &dyn de::Expected) -> Self {
        Self::invalid_type(found, expected)
    }

    fn unknown_variant(variant: &str, expected: &'static [&'static str]) -> Self {
        let shown: String = variant.chars().take(60).collect();
        let meant = shapes::meant(variant).iter().copied().find(|word| expected.contains(word));
        let help = match meant.or_else(|| scalar::did_you_mean(variant, expected.iter().copied())) {
            Some(near) => format!("did you mean `{near}`? The words are {}", expected.join(", ")),
            None => format!("the words are {}", expected.join(", ")),
        };
        Self::new(ErrorKind::Words(format!("`{shown}` is none of the words of this field\n{help}")))
    }

    fn missing_field(field: &'static str) -> Self {
        Self::new(ErrorKind::Missing(field))
    }
}

/// What stands before a percentage in a message.
const PERCENTAGE: &str = "the percentage ";

/// The number of a text such as `60%`.
fn percentage(text: &str) -> Option<&str> {
    let number = text.strip_suffix('%')?.trim();
    (number.len() <= 20 && number.parse::<f64>().is_ok_and(f64::is_finite)).then_some(number)
}

/// How a value of the expected type is written.
fn type_help(message: &str) -> Option<String> {
    if let Some((_, number)) =
        message.split_once(PERCENTAGE).filter(|_| message.starts_with("expected a number"))
    {
        return Some(format!(
            "write a number, without quotes and `%`, such as `{}`",
            number.trim_end_matches(" %")
        ));
    }
    let expected = message.strip_prefix("expected ")?;
    let help = [
        ("a whole number", "write it without quotes, such as `1`"),
        ("a number", "write it without quotes, such as `2.5`"),
        ("a text", "put it in double quotes"),
        ("a list", "put it in brackets: `[ ... ]`"),
        ("an object", "write its fields in braces: `{ \"...\": ... }`"),
        ("`true`", "write `true` or `false` without quotes"),
        ("one of the words", "put the word in double quotes"),
    ];
    help.iter().find(|(start, _)| expected.starts_with(start)).map(|(_, help)| (*help).to_owned())
}
