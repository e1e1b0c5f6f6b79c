//! Numbers as people write them in tables. What can be read in two ways is not read.

/// A number of a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Number {
    /// JSON text: digits, perhaps a minus before and a point inside.
    pub(crate) digits: String,
    /// What stands with it: `%`, `days`, `EUR`, or a sign such as `$`.
    pub(crate) unit: Option<String>,
}

/// Why a text is no number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum NoNumber {
    /// It may be one of two numbers, as one with a decimal point and as one with a decimal comma.
    Ambiguous(String, String),
    /// It is none.
    Other,
}

/// Words after a number that are its unit.
const UNITS: &[&str] = &[
    "%",
    "percent",
    "pp",
    "days",
    "day",
    "weeks",
    "week",
    "months",
    "month",
    "years",
    "year",
    "hours",
    "hour",
    "h",
    "minutes",
    "minute",
    "min",
    "seconds",
    "second",
    "s",
    "ms",
    "people",
    "persons",
    "users",
    "customers",
    "members",
    "employees",
    "fte",
    "points",
    "score",
    "items",
    "tickets",
    "t",
    "kg",
    "mt",
    "km",
    "m",
    "kwh",
    "mwh",
    "gwh",
];

/// Signs of currencies that stand before or behind an amount.
const SIGNS: &[char] = &['$', '€', '£', '¥', '₹'];

/// Reads `1,234.50`, `1.234,50`, `12 %`, `$1,200.00`, `(300)`, `1 234 567`. `decimal` is what the user says of
/// all numbers of the table: `,` or `.`.
pub(crate) fn number(text: &str, decimal: Option<char>) -> Result<Number, NoNumber> {
    let text = text.trim();
    if text.len() > 60 {
        return Err(NoNumber::Other);
    }
    let (text, bracketed) = match text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
        Some(inner) => (inner.trim(), true),
        None => (text, false),
    };
    let (negative, text) = signed(text);
    let (before, text) = unit_before(text);
    // A minus may stand behind the sign of the currency.
    let (negative_behind, text) = if before.is_some() { signed(text) } else { (false, text) };
    let (digits, behind) = match text.find(|c: char| !is_part(c)) {
        Some(at) => (text.get(..at).unwrap_or(""), unit_of(text.get(at..).unwrap_or("").trim())?),
        None => (text, None),
    };
    if usize::from(bracketed) + usize::from(negative) + usize::from(negative_behind) > 1
        || (before.is_some() && behind.is_some())
    {
        return Err(NoNumber::Other);
    }
    let minus = if bracketed || negative || negative_behind { "-" } else { "" };
    let digits = plain(digits.trim(), decimal).map_err(|error| match error {
        NoNumber::Ambiguous(one, other) => {
            NoNumber::Ambiguous(format!("{minus}{one}"), format!("{minus}{other}"))
        }
        NoNumber::Other => NoNumber::Other,
    })?;
    Ok(Number { digits: format!("{minus}{digits}"), unit: before.or(behind) })
}

/// Characters inside of a number: digits, points, commas, and what divides thousands.
fn is_part(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '.' | ',' | '\'' | ' ' | '\u{2019}' | '\u{a0}' | '\u{202f}')
}

fn signed(text: &str) -> (bool, &str) {
    match text.strip_prefix(['-', '\u{2212}']) {
        Some(rest) => (true, rest.trim_start()),
        None => (false, text.strip_prefix('+').unwrap_or(text).trim_start()),
    }
}

fn unit_before(text: &str) -> (Option<String>, &str) {
    if let Some(sign) = text.chars().next().filter(|sign| SIGNS.contains(sign)) {
        return (Some(sign.to_string()), text.get(sign.len_utf8()..).unwrap_or("").trim_start());
    }
    match (text.get(..3), text.get(3..)) {
        (Some(code), Some(rest)) if is_code(code) && rest.starts_with([' ', '\u{a0}', '-']) => {
            (Some(code.to_owned()), rest.trim_start())
        }
        _ => (None, text),
    }
}

/// Three capital letters: the code of a currency.
pub(crate) fn is_code(text: &str) -> bool {
    text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_uppercase())
}

fn unit_of(text: &str) -> Result<Option<String>, NoNumber> {
    let known = UNITS.contains(&text.to_lowercase().as_str())
        || is_code(text)
        || text.chars().all(|sign| SIGNS.contains(&sign)) && text.chars().count() == 1;
    match (text.is_empty(), known) {
        (true, _) => Ok(None),
        (false, true) if text == "percent" => Ok(Some("%".to_owned())),
        (false, true) => Ok(Some(text.to_owned())),
        (false, false) => Err(NoNumber::Other),
    }
}

/// Digits with their separators, without sign and unit, as JSON.
fn plain(text: &str, decimal: Option<char>) -> Result<String, NoNumber> {
    let spaced = |c: char| matches!(c, ' ' | '\'' | '\u{2019}' | '\u{a0}' | '\u{202f}');
    let (points, commas) = (text.matches('.').count(), text.matches(',').count());
    if !text.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '.' | ','))
        || !text.ends_with(|c: char| c.is_ascii_digit())
    {
        return Err(NoNumber::Other);
    }
    let mark = match (points, commas) {
        (0, 0) => None,
        // With both, the last one is the decimal mark; the other one divides thousands.
        (1.., 1..) => {
            let last = if text.rfind('.') > text.rfind(',') { '.' } else { ',' };
            if decimal.is_some_and(|decimal| decimal != last) || text.matches(last).count() > 1 {
                return Err(NoNumber::Other);
            }
            Some(last)
        }
        (count, 0) | (0, count) => {
            let found = if points > 0 { '.' } else { ',' };
            match decimal {
                Some(decimal) if decimal == found => Some(found),
                Some(_) => None,
                // Twice: it can only divide thousands.
                None if count > 1 => None,
                None => {
                    let (whole, fraction) = text.split_once(found).unwrap_or((text, ""));
                    let thousands =
                        fraction.len() == 3 && (1..=3).contains(&whole.len()) && !whole.starts_with('0');
                    if thousands {
                        return Err(NoNumber::Ambiguous(
                            text.replace(',', if found == ',' { "" } else { "," }),
                            if found == ',' { text.replace(',', ".") } else { text.replace('.', "") },
                        ));
                    }
                    Some(found)
                }
            }
        }
    };
    let (whole, fraction) = match mark {
        Some(mark) => text.rsplit_once(mark).ok_or(NoNumber::Other)?,
        None => (text, ""),
    };
    if !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(NoNumber::Other);
    }
    // What divides thousands is one character, with groups of three behind it.
    let divider = whole.chars().find(|c| !c.is_ascii_digit());
    let digits = match divider {
        None => whole.to_owned(),
        Some(divider) => {
            let groups: Vec<&str> = whole.split(divider).collect();
            let (first, rest) = groups.split_first().ok_or(NoNumber::Other)?;
            let all_digits = groups.iter().all(|group| group.bytes().all(|byte| byte.is_ascii_digit()));
            let right =
                all_digits && (1..=3).contains(&first.len()) && rest.iter().all(|group| group.len() == 3);
            if !right || !(spaced(divider) || matches!(divider, '.' | ',')) {
                return Err(NoNumber::Other);
            }
            groups.concat()
        }
    };
    let digits = digits.trim_start_matches('0');
    let digits = if digits.is_empty() { "0" } else { digits };
    Ok(if fraction.is_empty() { digits.to_owned() } else { format!("{digits}.{fraction}") })
}

/// A target as words: what counts as meeting it, and whether the limit itself counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Comparison {
    /// `at_least` or `at_most`.
    pub(crate) kind: &'static str,
    /// The words say that the limit itself is not enough.
    pub(crate) strict: bool,
    /// The words behind the comparison.
    pub(crate) rest: String,
}

/// Words before a target, longer ones before those that begin them.
const COMPARISONS: &[(&str, &str, bool)] = &[
    (">=", "at_least", false),
    ("=>", "at_least", false),
    ("≥", "at_least", false),
    ("at least", "at_least", false),
    ("at or above", "at_least", false),
    ("not less than", "at_least", false),
    ("no less than", "at_least", false),
    ("minimum", "at_least", false),
    ("more than", "at_least", true),
    ("greater than", "at_least", true),
    ("above", "at_least", true),
    ("over", "at_least", true),
    ("<=", "at_most", false),
    ("=<", "at_most", false),
    ("≤", "at_most", false),
    ("at most", "at_most", false),
    ("at or below", "at_most", false),
    ("no more than", "at_most", false),
    ("not more than", "at_most", false),
    ("maximum", "at_most", false),
    ("less than", "at_most", true),
    ("fewer than", "at_most", true),
    ("below", "at_most", true),
    ("under", "at_most", true),
    (">", "at_least", true),
    ("<", "at_most", true),
];

/// The comparison that a text begins with.
pub(crate) fn comparison(text: &str) -> Option<Comparison> {
    let text = text.trim();
    let lower = text.to_ascii_lowercase();
    let (words, kind, strict) = COMPARISONS.iter().find(|(words, _, _)| lower.starts_with(words))?;
    let rest = text.get(words.len()..)?;
    // "overall" does not begin with "over".
    let ends = words.ends_with(|c: char| !c.is_ascii_alphabetic()) || rest.starts_with([' ', ':', '\u{a0}']);
    let rest = rest.trim_start_matches([' ', ':', '\u{a0}']).to_owned();
    ends.then_some(Comparison { kind, strict: *strict, rest })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str) -> String {
        match number(text, None) {
            Ok(Number { digits, unit: None }) => digits,
            Ok(Number { digits, unit: Some(unit) }) => format!("{digits} {unit}"),
            Err(NoNumber::Ambiguous(one, other)) => format!("{one} or {other}"),
            Err(NoNumber::Other) => "none".to_owned(),
        }
    }

    #[test]
    fn certain_numbers_are_read() {
        for (text, expected) in [
            ("41", "41"),
            (" 007 ", "7"),
            ("-0.5", "-0.5"),
            ("\u{2212}3", "-3"),
            ("+3", "3"),
            (".5", "0.5"),
            ("12,5", "12.5"),
            ("1,234.50", "1234.50"),
            ("1.234,50", "1234.50"),
            ("1,234,567", "1234567"),
            ("1.234.567", "1234567"),
            ("1 234 567", "1234567"),
            ("1\u{a0}234,5", "1234.5"),
            ("1'234.5", "1234.5"),
            ("12 %", "12 %"),
            ("12.5percent", "12.5 %"),
            ("$1,200.00", "1200.00 $"),
            ("-$5", "-5 $"),
            ("$-5", "-5 $"),
            ("1200 EUR", "1200 EUR"),
            ("EUR 1200", "1200 EUR"),
            ("1200€", "1200 €"),
            ("(300)", "-300"),
            ("($1,200.50)", "-1200.50 $"),
            ("50 days", "50 days"),
            ("0,125", "0.125"),
            ("0.125", "0.125"),
            ("1234,567", "1234.567"),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }

    #[test]
    fn what_may_be_two_numbers_is_not_read() {
        assert_eq!(read("1,234"), "1234 or 1.234");
        assert_eq!(read("1.234"), "1.234 or 1234");
        assert_eq!(read("$(1,200)"), "none");
        assert_eq!(read("($1,200)"), "-1200 or -1.200");
        for (text, decimal, expected) in [
            ("1,234", '.', "1234"),
            ("1,234", ',', "1.234"),
            ("1.234", ',', "1234"),
            ("1.234", '.', "1.234"),
            ("1.234,50", ',', "1234.50"),
        ] {
            assert_eq!(number(text, Some(decimal)).unwrap().digits, expected, "{text} {decimal}");
        }
        assert_eq!(number("1,234.50", Some(',')), Err(NoNumber::Other));
        assert_eq!(number("1,2", Some('.')), Err(NoNumber::Other));
    }

    #[test]
    fn other_texts_are_no_numbers() {
        for text in [
            "",
            "-",
            "--1",
            "1-2",
            "10:1",
            "1,23,456",
            "1,234,56",
            "12,34.5.6",
            "=1+1",
            "1e5",
            "$10K",
            "52 product designers",
            "(1",
            "1)",
            "((1))",
            "-(1)",
            "(-1)",
            "$5 %",
            "1 2",
            "٣",
            "½",
            "NaN",
            "0x1",
            "1.",
            "5,",
            "1 234.5,6",
            "$",
            "%",
        ] {
            assert_eq!(read(text), "none", "{text}");
        }
    }

    #[test]
    fn comparisons_are_words_before_a_number() {
        let read = |text: &str| comparison(text).map(|found| (found.kind, found.strict, found.rest));
        assert_eq!(read("Above 95%"), Some(("at_least", true, "95%".to_owned())));
        assert_eq!(read("at or below 50 days"), Some(("at_most", false, "50 days".to_owned())));
        assert_eq!(read("=> -1.2%"), Some(("at_least", false, "-1.2%".to_owned())));
        assert_eq!(read("<5"), Some(("at_most", true, "5".to_owned())));
        assert_eq!(read("≤ 5"), Some(("at_most", false, "5".to_owned())));
        assert_eq!(read("Overall 5"), None);
        assert_eq!(read("95%"), None);
    }

    proptest! {
        #[test]
        fn a_number_that_is_read_is_a_number_of_json(text in "[-+(]?[$€]?[0-9., ']{1,12}[)%]?|.{0,12}") {
            if let Ok(found) = number(&text, None) {
                prop_assert!(serde_json::from_str::<f64>(&found.digits).is_ok(), "{text:?} as {found:?}");
            }
        }
    }
}
