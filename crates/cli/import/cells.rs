//! One cell as the value of its field, in JSON; or its words, if they are no such value.

use truenorth_core::scalar::text::shown;
use truenorth_core::scalar::{Currency, Due, MissingWord, Money, SimpleTime, Time};

use super::fields::Shape;
use super::names::{Group, Names};
use super::notes::Kind;
use super::numbers::{self, NoNumber, Number};
use super::times::{self, NoTime};
use super::words;

/// What cells are read with.
pub(crate) struct Context<'a> {
    pub(crate) names: &'a Names,
    /// The kinds of goals of the plan.
    pub(crate) kinds: &'a [&'a str],
    /// The decimal mark that the user gave.
    pub(crate) decimal: Option<char>,
    /// The currency of the row's amounts, if it is known.
    pub(crate) currency: Option<Currency>,
    /// The unit of the row's measure, if it is known.
    pub(crate) unit: Option<&'a str>,
    /// The missing word for a placeholder that names no reason.
    pub(crate) missing: MissingWord,
    /// A comparison such as `above 95%` may be read: nobody else says what counts as meeting it.
    pub(crate) comparisons: bool,
}

/// What a cell gives.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Cell {
    /// The value as JSON.
    pub(crate) json: Option<String>,
    /// The unit that stands with a number.
    pub(crate) unit: Option<String>,
    /// What counts as meeting a target, from the words of a comparison.
    pub(crate) kind: Option<&'static str>,
    /// The words are to be kept.
    pub(crate) keep: bool,
    /// What is to be said.
    pub(crate) notes: Vec<(Kind, String)>,
}

impl Cell {
    fn value(json: impl Into<String>) -> Self {
        Self { json: Some(json.into()), ..Self::default() }
    }

    fn text(text: &str) -> Self {
        Self::value(json(text))
    }

    fn kept(kind: Kind, message: impl Into<String>) -> Self {
        Self { keep: true, notes: vec![(kind, message.into())], ..Self::default() }
    }

    fn with(mut self, kind: Kind, message: impl Into<String>) -> Self {
        self.notes.push((kind, message.into()));
        self
    }
}

/// A text as JSON.
pub(crate) fn json(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// A text on one line: white space of all kinds is one space, what does not show becomes `U+XXXX`.
pub(crate) fn one_line(text: &str) -> String {
    let joined = text.split_whitespace().collect::<Vec<_>>().join(" ");
    shown(&joined).into_owned()
}

/// Prose: lines end with a line feed, other characters that do not show become `U+XXXX`.
pub(crate) fn prose(text: &str) -> String {
    let text = text.trim().replace("\r\n", "\n").replace('\r', "\n");
    let lines = text
        .split('\n')
        .map(|line| line.split('\t').map(shown).collect::<Vec<_>>().join("\t").trim_end().to_owned());
    lines.collect::<Vec<_>>().join("\n")
}

/// Reads a cell that is not empty.
pub(crate) fn read(shape: Shape, cell: &str, context: &Context<'_>) -> Cell {
    let text = cell.trim();
    if let Some(placeholder) = words::placeholder(text) {
        return match shape {
            Shape::Value | Shape::Money => {
                let word = placeholder.reason.unwrap_or(context.missing);
                Cell::text(word.as_str()).with(Kind::Placeholder, format!("`{text}` is read as {word}"))
            }
            _ => {
                Cell::default().with(Kind::Placeholder, format!("`{text}` is a placeholder and was left out"))
            }
        };
    }
    match shape {
        Shape::Id => Cell::default(),
        Shape::Text => written(text, one_line(text)),
        Shape::Prose => written(text, prose(text)),
        Shape::Texts => texts(text),
        Shape::Addresses => addresses(text),
        Shape::Word(check) => word(text, check),
        Shape::Kind => kind(text, context),
        Shape::Owner => name(text, Group::Owner, context),
        Shape::Team => name(text, Group::Team, context),
        Shape::Goals => list(text, Group::Goal, context),
        Shape::Parents => list(text, Group::Parent, context),
        Shape::Accounts => list(text, Group::Account, context),
        Shape::Time => time(text).map_or_else(|kept| kept, |time| Cell::text(&time.to_string())),
        Shape::Date => match time(text) {
            Ok(Time::One(SimpleTime::Date(date))) => Cell::text(&date.to_string()),
            Ok(time) => Cell::kept(Kind::Kept, format!("`{time}` is no single day; the words were kept")),
            Err(kept) => kept,
        },
        Shape::Due => due(text, context),
        Shape::Number => match number(text, context) {
            Ok(Number { digits, unit: None }) => Cell::value(digits),
            Ok(_) => Cell::kept(Kind::Kept, format!("`{text}` is no plain number; the words were kept")),
            Err(kept) => kept,
        },
        Shape::Value => value(text, context),
        Shape::Money => money(text, context),
        Shape::Currency => match Currency::parse(&text.to_uppercase()) {
            Ok(currency) => Cell::text(currency.as_str()),
            Err(_) => Cell::kept(Kind::Kept, format!("`{text}` is no ISO 4217 code; the words were kept")),
        },
        Shape::Flag => match text.to_lowercase().as_str() {
            "yes" | "true" | "y" | "1" => Cell::value("true"),
            "no" | "false" | "n" | "0" => Cell::value("false"),
            _ => Cell::kept(Kind::Kept, format!("`{text}` is neither yes nor no; the words were kept")),
        },
    }
}

fn written(cell: &str, text: String) -> Cell {
    // More than white space was changed.
    let bare = |text: &str| text.split_whitespace().collect::<String>();
    let changed = bare(cell) != bare(&text);
    let cell = Cell::text(&text);
    if changed {
        cell.with(Kind::Changed, "characters that do not show were written as U+XXXX")
    } else {
        cell
    }
}

fn many(entries: &[String]) -> String {
    match entries {
        [one] => one.clone(),
        _ => format!("[{}]", entries.join(", ")),
    }
}

fn texts(text: &str) -> Cell {
    let mut found: Vec<String> = Vec::new();
    for part in text.split([';', ',', '|', '\n']).map(one_line).filter(|part| !part.is_empty()) {
        let part = json(&part);
        if !found.contains(&part) {
            found.push(part);
        }
    }
    if found.is_empty() { Cell::default() } else { Cell::value(many(&found)) }
}

fn addresses(text: &str) -> Cell {
    let parts: Vec<&str> = text.split([';', ' ', '\n', '\r', '\t']).filter(|part| !part.is_empty()).collect();
    let address = |part: &&str| {
        let known = ["https://", "http://", "mailto:"]
            .iter()
            .any(|begin| part.len() > begin.len() && part.starts_with(begin));
        known && shown(part) == **part
    };
    if parts.is_empty() || !parts.iter().all(address) {
        return Cell::kept(Kind::Kept, format!("`{text}` is no address of a page; the words were kept"));
    }
    Cell::value(many(&parts.into_iter().map(json).collect::<Vec<_>>()))
}

/// A word as the format spells it: `On Track` is `on_track`.
fn spelled(text: &str) -> String {
    text.to_lowercase()
        .split(|c: char| c.is_whitespace() || c == '-' || c == '_')
        .collect::<Vec<_>>()
        .join("_")
}

fn word(text: &str, check: fn(&str) -> Result<(), String>) -> Cell {
    let word = spelled(text);
    match check(&word) {
        Ok(()) => Cell::text(&word),
        Err(why) => {
            let words = why.split_once("expected ").map_or("", |(_, words)| words);
            let words = words.trim_start_matches("one of ").replace('`', "");
            Cell::kept(Kind::Kept, format!("`{text}` is none of the words {words}; the words were kept"))
        }
    }
}

fn kind(text: &str, context: &Context<'_>) -> Cell {
    let word = spelled(text);
    match context.kinds.iter().find(|kind| **kind == word) {
        Some(kind) => Cell::text(kind),
        None => Cell::kept(
            Kind::Kept,
            format!(
                "`{text}` is no kind of goals (they are {}); the words were kept",
                context.kinds.join(", ")
            ),
        ),
    }
}

fn name(text: &str, group: Group, context: &Context<'_>) -> Cell {
    match context.names.find(group, text) {
        Ok(id) => Cell::text(&id),
        Err(why) => Cell::kept(Kind::NoMatch, format!("{why}; the words were kept")),
    }
}

/// Items by name. A comma may be part of a title, so it divides only what is no title as a whole.
fn list(text: &str, group: Group, context: &Context<'_>) -> Cell {
    let mut cell = Cell::default();
    let mut found: Vec<String> = Vec::new();
    let mut take = |name: &str| match context.names.find(group, name) {
        Ok(id) => {
            let id = json(&id);
            if !found.contains(&id) {
                found.push(id);
            }
            None
        }
        Err(why) => Some(why),
    };
    for part in text.split([';', '|', '\n', '\r']).map(str::trim).filter(|part| !part.is_empty()) {
        if take(part).is_none() {
            continue;
        }
        for name in part.split(',').map(str::trim).filter(|name| !name.is_empty()) {
            if let Some(why) = take(name) {
                cell.keep = true;
                cell.notes.push((Kind::NoMatch, format!("{why}; the words were kept")));
            }
        }
    }
    cell.json = (!found.is_empty()).then(|| many(&found));
    cell
}

fn time(text: &str) -> Result<Time, Cell> {
    times::read(text).map_err(|why| match why {
        NoTime::Ambiguous => Cell::kept(
            Kind::Ambiguous,
            format!("day and month of `{text}` cannot be told apart; write 2027-12-31, the words were kept"),
        ),
        NoTime::Other => Cell::kept(Kind::Kept, format!("`{text}` is no time; the words were kept")),
    })
}

fn due(text: &str, context: &Context<'_>) -> Cell {
    match time(text) {
        Ok(time) => Cell::text(&time.to_string()),
        Err(kept) => match Due::parse(text) {
            Ok(Due::After { ref item, .. }) if !context.names.has_id(Group::Goal, item.as_str()) => kept,
            Ok(due) => Cell::text(&due.to_string()),
            Err(_) => kept,
        },
    }
}

fn number(text: &str, context: &Context<'_>) -> Result<Number, Cell> {
    numbers::number(text, context.decimal).map_err(|why| match why {
        NoNumber::Ambiguous(one, other) => Cell::kept(
            Kind::Ambiguous,
            format!("`{text}` is {one} or {other}; say which with `--decimal .` or `--decimal ,`, the words were kept"),
        ),
        NoNumber::Other => Cell::kept(Kind::Kept, format!("`{text}` is no number; the words were kept")),
    })
}

fn value(text: &str, context: &Context<'_>) -> Cell {
    if MissingWord::from_text(text).is_some() {
        return Cell::text(text);
    }
    let comparison = numbers::comparison(text).filter(|_| context.comparisons);
    let words = comparison.as_ref().map_or(text, |found| found.rest.as_str());
    let Number { digits, unit } = match number(words, context) {
        Ok(number) => number,
        Err(kept) if comparison.is_none() => return kept,
        Err(_) => return Cell::kept(Kind::Kept, format!("`{text}` is no number; the words were kept")),
    };
    if let (Some(unit), Some(of_row)) = (&unit, context.unit)
        && unit.to_lowercase() != of_row.to_lowercase()
    {
        return Cell::kept(
            Kind::Kept,
            format!(
                "`{text}` is in `{unit}`, and the numbers of the item are in `{of_row}`; the words were kept"
            ),
        );
    }
    let cell = Cell { unit, ..Cell::value(digits) };
    match comparison {
        None => cell,
        Some(found) if found.strict => {
            let said = format!("`{text}` is read as {}, which includes the limit", found.kind);
            Cell { kind: Some(found.kind), keep: true, ..cell }.with(Kind::Changed, said)
        }
        Some(found) => Cell { kind: Some(found.kind), ..cell },
    }
}

/// The currencies whose sign is the dollar.
const DOLLARS: &[&str] = &[
    "USD", "CAD", "AUD", "NZD", "SGD", "HKD", "TWD", "MXN", "BMD", "BBD", "JMD", "TTD", "NAD", "FJD", "LRD",
];

fn money(text: &str, context: &Context<'_>) -> Cell {
    if MissingWord::from_text(text).is_some() {
        return Cell::text(text);
    }
    let Number { digits, unit } = match number(text, context) {
        Ok(number) => number,
        Err(kept) => return kept,
    };
    let own = context.currency.map(|currency| currency.as_str().to_owned());
    let fits = |codes: &[&str]| own.as_deref().is_some_and(|own| codes.contains(&own));
    let code = match unit.as_deref() {
        None => None,
        Some("$") if fits(DOLLARS) => None,
        Some("¥") if fits(&["JPY", "CNY"]) => None,
        Some("€") => Some("EUR".to_owned()),
        Some("£") => Some("GBP".to_owned()),
        Some("₹") => Some("INR".to_owned()),
        Some(code) if Currency::parse(code).is_ok() => Some(code.to_owned()),
        Some(sign) => {
            return Cell::kept(
                Kind::Kept,
                format!(
                    "the currency of `{text}` is not known from `{sign}`; write its code, such as `1200 USD`"
                ),
            );
        }
    };
    let written = match code.filter(|code| own.as_deref() != Some(code)) {
        Some(code) => format!("{digits} {code}"),
        None => digits,
    };
    match Money::parse(&written).map(|money| serde_json::to_string(&money)) {
        Ok(Ok(json)) => Cell::value(json),
        _ => Cell::kept(
            Kind::Kept,
            format!("`{text}` is no amount with at most 4 decimals; the words were kept"),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(shape: Shape, text: &str) -> Cell {
        let mut names = Names::default();
        names.add(Group::Goal, "Run, and win", "run");
        names.add(Group::Goal, "Walk", "walk");
        names.add(Group::Owner, "Ada", "p-ada");
        let context = Context {
            names: &names,
            kinds: &["objective", "key_result"],
            decimal: None,
            currency: Currency::parse("USD").ok(),
            unit: None,
            missing: MissingWord::NotSet,
            comparisons: true,
        };
        read(shape, text, &context)
    }

    fn json_of(shape: Shape, text: &str) -> String {
        cell(shape, text).json.unwrap_or_default()
    }

    #[test]
    fn values_become_json() {
        for (shape, text, expected) in [
            (Shape::Text, " a\n b\u{7}", "\"a bU+0007\""),
            (Shape::Text, "=HYPERLINK(\"x\")", "\"=HYPERLINK(\\\"x\\\")\""),
            (Shape::Prose, "a\r\nb\t\u{202e}c ", "\"a\\nb\\tU+202Ec\""),
            (Shape::Texts, "a; b,a |", "[\"a\", \"b\"]"),
            (Shape::Texts, "one", "\"one\""),
            (
                Shape::Addresses,
                "https://a.example; https://b.example",
                "[\"https://a.example\", \"https://b.example\"]",
            ),
            (Shape::Addresses, "javascript:alert(1)", ""),
            (Shape::Kind, "Key Result", "\"key_result\""),
            (Shape::Kind, "epic", ""),
            (Shape::Owner, "ada", "\"p-ada\""),
            (Shape::Goals, "Run, and win", "\"run\""),
            (Shape::Goals, "run, Walk; nowhere", "[\"run\", \"walk\"]"),
            (Shape::Time, "Q2 2027", "\"2027-Q2\""),
            (Shape::Date, "30.06.2027", "\"2027-06-30\""),
            (Shape::Date, "2027", ""),
            (Shape::Due, "walk + 90d", "\"walk + 90d\""),
            (Shape::Due, "ongoing", ""),
            (Shape::Due, "every 3m", "\"every 3m\""),
            (Shape::Value, "95%", "95"),
            (Shape::Value, "not_measured", "\"not_measured\""),
            (Shape::Value, "Adopted", ""),
            (Shape::Money, "$1,200.50", "\"1200.50\""),
            (Shape::Money, "€12.000,50", "\"12000.50 EUR\""),
            (Shape::Money, "1200 USD", "1200"),
            (Shape::Money, "¥5", ""),
            (Shape::Money, "(300)", "-300"),
            (Shape::Money, "1.23456", ""),
            (Shape::Money, "TBD", "\"not_set\""),
            (Shape::Currency, "eur", "\"EUR\""),
            (Shape::Flag, "Yes", "true"),
        ] {
            assert_eq!(json_of(shape, text), expected, "{shape:?} {text}");
        }
    }

    #[test]
    fn words_that_do_not_fit_are_kept_with_a_note() {
        for (shape, text, kind) in [
            (Shape::Due, "90 days after guidance", Kind::Kept),
            (Shape::Time, "03/04/2027", Kind::Ambiguous),
            (Shape::Money, "1,234", Kind::Ambiguous),
            (Shape::Value, "10:1", Kind::Kept),
            (Shape::Owner, "Bob", Kind::NoMatch),
            (Shape::Goals, "run; nowhere", Kind::NoMatch),
        ] {
            let found = cell(shape, text);
            assert!(found.keep && found.notes.len() == 1, "{text}: {found:?}");
            assert_eq!(found.notes[0].0, kind, "{text}");
        }
        let left_out = cell(Shape::Text, "#REF!");
        assert_eq!((left_out.json, left_out.keep, left_out.notes[0].0), (None, false, Kind::Placeholder));
    }

    #[test]
    fn comparisons_say_what_counts() {
        let found = cell(Shape::Value, "Above 95%");
        assert_eq!((found.json.as_deref(), found.kind, found.keep), (Some("95"), Some("at_least"), true));
        assert_eq!(found.unit.as_deref(), Some("%"));
        let found = cell(Shape::Value, "at or below 50 days");
        assert_eq!((found.json.as_deref(), found.kind, found.keep), (Some("50"), Some("at_most"), false));
        assert!(cell(Shape::Value, "Less than 10% are over 14 days").keep);
    }
}
