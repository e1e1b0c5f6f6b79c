//! Amounts of money.

use std::borrow::Cow;
use std::fmt;
use std::hash::{Hash, Hasher};

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::decimal::Decimal;
use super::mistake::{Mistake, quoted};
use super::number_text::{self, Kind};
use super::read::{self, Found};
use super::value::{MissingWord, WORDS};

/// What an amount is, for the messages.
const KIND: Kind = Kind { name: "an amount", before: 18, suffix: "" };

/// The first whole number that not every JSON reader keeps: 2^53.
const FIRST_UNSAFE: i128 = 1 << 53;

/// Signs of currencies with the code that is proposed for each; some signs are shared by several.
const SIGNS: [(char, &str); 6] =
    [('€', "EUR"), ('£', "GBP"), ('$', "USD"), ('¥', "JPY"), ('₹', "INR"), ('₩', "KRW")];

/// A currency: three upper-case letters, as of ISO 4217. Whether the code is in use is not checked.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency([u8; 3]);

impl Currency {
    /// Reads a code such as `EUR`.
    ///
    /// # Errors
    /// Anything but three upper-case letters A to Z is a mistake.
    pub fn parse(text: &str) -> Result<Self, Mistake> {
        if let [a, b, c] = *text.as_bytes()
            && [a, b, c].iter().all(u8::is_ascii_uppercase)
        {
            return Ok(Self([a, b, c]));
        }
        let mistake = Mistake::new(format!("{} is not a currency", quoted(text)));
        let code = text.trim().to_ascii_uppercase();
        let sign = SIGNS.iter().find(|(sign, _)| text.trim().chars().eq([*sign])).map(|(_, code)| *code);
        Err(match sign {
            Some(code) => mistake.with_text(code),
            None if code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase()) => {
                mistake.with_text(&code)
            }
            None => mistake.with_help("write its three letters of ISO 4217, such as \"EUR\""),
        })
    }

    /// The three letters.
    pub fn as_str(&self) -> &str {
        // Only ASCII letters ever come in, so this always is text.
        std::str::from_utf8(&self.0).unwrap_or("XXX")
    }

    /// Digits after the point of its smallest unit (ISO 4217, list one): 2 for most.
    pub fn minor_digits(&self) -> u32 {
        match self.as_str() {
            "BIF" | "CLP" | "DJF" | "GNF" | "ISK" | "JPY" | "KMF" | "KRW" | "PYG" | "RWF" | "UGX" | "UYI"
            | "VND" | "VUV" | "XAF" | "XOF" | "XPF" => 0,
            "BHD" | "IQD" | "JOD" | "KWD" | "LYD" | "OMR" | "TND" => 3,
            "CLF" | "UYW" => 4,
            _ => 2,
        }
    }
}

/// How much, or why that is not written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Amount {
    /// An exact number of units of the currency.
    Known(Decimal),
    /// No number, and the reason.
    Missing(MissingWord),
}

/// An amount of money. Two are equal if they are the same sum, however it is written.
#[derive(Clone, Copy, Debug, Eq)]
pub struct Money {
    /// How much.
    pub amount: Amount,
    /// Its own currency; none means that of the item, the file or the organization.
    pub currency: Option<Currency>,
    /// Digits after the point as written: 3 for `450.000`, which is 450 and may have been meant as 450,000.
    pub decimals: u8,
}

impl PartialEq for Money {
    fn eq(&self, other: &Self) -> bool {
        (self.amount, self.currency) == (other.amount, other.currency)
    }
}

impl Hash for Money {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (self.amount, self.currency).hash(state);
    }
}

impl Money {
    /// A known amount in the currency of its place.
    pub fn known(amount: Decimal) -> Self {
        Self { amount: Amount::Known(amount), currency: None, decimals: 0 }
    }

    /// The number, if there is one.
    pub fn number(&self) -> Option<Decimal> {
        match self.amount {
            Amount::Known(number) => Some(number),
            Amount::Missing(_) => None,
        }
    }

    /// Reads `12000.50`, `-300`, `12000 USD` or a missing word.
    ///
    /// # Errors
    /// Everything else is a mistake: separators of thousands, signs of currencies, exponents, more digits
    /// than are kept.
    pub fn parse(text: &str) -> Result<Self, Mistake> {
        if let Some(word) = MissingWord::from_text(text) {
            return Ok(Self { amount: Amount::Missing(word), currency: None, decimals: 0 });
        }
        Self::exact(text).ok_or_else(|| wrong(text))
    }

    /// Reads a known amount, without the explanation.
    fn exact(text: &str) -> Option<Self> {
        let (number, currency) = match text.split_once(' ') {
            Some((number, code)) => (number, Some(Currency::parse(code).ok()?)),
            None => (text, None),
        };
        // A decimal has at most four digits after the point.
        let decimals = number.split_once('.').map_or(0, |(_, digits)| digits.len() as u8);
        Some(Self { amount: Amount::Known(Decimal::exact(number)?), currency, decimals })
    }
}

/// Says what is wrong with a text that is not an amount.
fn wrong(text: &str) -> Mistake {
    let found = quoted(text);
    if text.len() > 400 {
        return number_text::mistake(text, KIND);
    }
    if let Some((sign, code)) = SIGNS.iter().find(|(sign, _)| text.contains(*sign)) {
        let mistake =
            Mistake::new(format!("{found} has the sign `{sign}`; a currency is written as three letters"));
        return with_code(mistake, &text.replace(*sign, ""), code);
    }
    if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        let mistake = Mistake::new(format!("{found} is not an amount"));
        return match MissingWord::near(text) {
            Some(word) => mistake.with_help(format!("did you mean \"{word}\"?")),
            None => mistake.with_help(format!("write an amount such as \"12000.50\", or {WORDS}")),
        };
    }
    // A code at the wrong place, in lower case or without its space.
    let letters: String = text.chars().filter(char::is_ascii_alphabetic).collect();
    let rest = text.replace(&letters, "");
    if letters.len() == 3 && rest.len() + 3 == text.len() {
        let mistake = Mistake::new(format!("{found} is not an amount with a currency"));
        return with_code(mistake, &rest, &letters.to_ascii_uppercase());
    }
    number_text::mistake(text, KIND)
}

/// Proposes the number of `rest` with the code behind it.
fn with_code(mistake: Mistake, rest: &str, code: &str) -> Mistake {
    let number = rest.trim();
    if Decimal::exact(number).is_some() {
        return mistake.with_text(&format!("{number} {code}"));
    }
    match number_text::mistake(number, KIND).help {
        // The help for the number alone lacks the currency, so it is only used for its proposal.
        Some(help) if help.starts_with("write \"") && help.matches('"').count() == 2 => {
            let proposal = help.trim_start_matches("write \"").trim_end_matches('"').to_owned();
            mistake.with_text(&format!("{proposal} {code}"))
        }
        _ => mistake.with_help(format!("write an amount such as \"12000.50 {code}\"")),
    }
}

/// A whole number, or the mistake for another JSON value.
fn not_text(found: Found) -> Result<Money, Mistake> {
    match found {
        Found::Integer(number) => Decimal::from_integer(number)
            .map(Money::known)
            .ok_or_else(|| number_text::mistake(&number.to_string(), KIND)),
        Found::Float(number) => Err(number_text::float_mistake(number, KIND, 2)),
        Found::Null => {
            Err(Mistake::new("null does not say why the amount is missing")
                .with_help(format!("write {WORDS}")))
        }
        _ => Err(found
            .instead_of("an amount of money")
            .with_help(format!("write 12000, \"12000.50\", \"12000 USD\", or {WORDS}"))),
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Currency({self})")
    }
}

/// `12000`, `12000.50`, `12000 USD` or the missing word. Digits after the point come at least in twos.
impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.amount {
            Amount::Missing(word) => return write!(f, "{word}"),
            Amount::Known(number) => f.write_str(&number_text::written(number.ten_thousandths(), 2))?,
        }
        match self.currency {
            Some(currency) => write!(f, " {currency}"),
            None => Ok(()),
        }
    }
}

impl Serialize for Currency {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl Serialize for Money {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if let (Amount::Known(number), None) = (self.amount, self.currency)
            && let Some(whole) = number.as_integer()
            && whole.abs() < FIRST_UNSAFE
            && let Ok(small) = i64::try_from(whole)
        {
            return serializer.serialize_i64(small);
        }
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Currency {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read::scalar(deserializer, Self::parse, |found| {
            Err(found.instead_of("a currency as text").with_help("write its three letters, such as \"EUR\""))
        })
    }
}

impl<'de> Deserialize<'de> for Money {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read::scalar(deserializer, Self::parse, not_text)
    }
}

impl JsonSchema for Currency {
    fn schema_name() -> Cow<'static, str> {
        "Currency".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "pattern": "^[A-Z]{3}$",
            "description": "Currency by its three letters of ISO 4217",
            "examples": ["EUR", "USD"]
        })
    }
}

impl JsonSchema for Money {
    fn schema_name() -> Cow<'static, str> {
        "Money".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let number = number_text::pattern(KIND.before);
        json_schema!({
            "type": ["integer", "string"],
            "pattern": format!("^({number}( [A-Z]{{3}})?|not_measured|not_set|confidential|not_applicable)$"),
            "description": "Exact amount: a whole number, or a text with at most 18 digits before and 4 after the \
                            point and perhaps a currency, or the word that says why there is none",
            "examples": [12000, "12000.50", "-300", "12000 USD", "not_set"]
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(json: &str) -> Result<Money, String> {
        serde_json::from_str(json).map_err(|error| error.to_string())
    }

    fn money(json: &str) -> Money {
        read(json).unwrap()
    }

    #[test]
    fn reads_and_writes() {
        let table = [
            ("12000", "12000"),
            ("-5", "-5"),
            ("\"12000.50\"", "\"12000.50\""),
            ("\"12000.5\"", "\"12000.50\""),
            ("\"0.125\"", "\"0.125\""),
            ("\"-300\"", "-300"),
            ("\"12000 USD\"", "\"12000 USD\""),
            ("\"not_set\"", "\"not_set\""),
            ("9007199254740991", "9007199254740991"),
            ("9007199254740992", "\"9007199254740992\""),
        ];
        for (json, written) in table {
            assert_eq!(serde_json::to_string(&money(json)).unwrap(), written);
            assert_eq!(money(written), money(json));
        }
        assert_eq!(money("\"confidential\"").amount, Amount::Missing(MissingWord::Confidential));
        assert_eq!(money("\"12 USD\"").currency, Some(Currency::parse("USD").unwrap()));
        // The same number, however it is written.
        assert_eq!(money("\"300\""), money("300"));
    }

    /// With number 37 of the list of hostile inputs.
    #[test]
    fn rejects_with_a_mend() {
        let table = [
            (
                "12000.50",
                "`12000.5` is a number that may lose digits; an amount is exact\nwrite \"12000.50\" in quotes",
            ),
            ("0.1", "`0.1` is a number that may lose digits; an amount is exact\nwrite \"0.10\" in quotes"),
            (
                "1e30",
                "`1e30` is too large: an amount has at most 18 digits before the point\nwrite a smaller number",
            ),
            (
                "170141183460469231731687303715884105728",
                "`1.7014118346046923e38` is too large: an amount has at most 18 digits before the point\n",
            ),
            (
                "9999999999999999999",
                "`9999999999999999999` has 19 digits before the point, an amount has at most 18\nwrite a smaller number",
            ),
            (
                "\"1e30\"",
                "`1e30` has an exponent; an amount is written with all its digits\nwrite an amount such as",
            ),
            ("\"1,5\"", "`1,5` has a comma; an amount has a point before its decimals only\nwrite \"1.5\""),
            (
                "\"1,500\"",
                "`1,500` has a comma; an amount has a point before its decimals only\nwrite \"1500\" or \"1.5\"",
            ),
            (
                "\"1,234.50\"",
                "`1,234.50` has a comma; an amount has a point before its decimals only\nwrite \"1234.5\"",
            ),
            (
                "\"1.234,50\"",
                "`1.234,50` has a comma; an amount has a point before its decimals only\nwrite \"1234.5\"",
            ),
            ("\"€5\"", "`€5` has the sign `€`; a currency is written as three letters\nwrite \"5 EUR\""),
            (
                "\"5,50 €\"",
                "`5,50 €` has the sign `€`; a currency is written as three letters\nwrite \"5.5 EUR\"",
            ),
            ("\"EUR 5\"", "`EUR 5` is not an amount with a currency\nwrite \"5 EUR\""),
            ("\"5eur\"", "`5eur` is not an amount with a currency\nwrite \"5 EUR\""),
            ("\"12 000\"", "`12 000` is not an amount\nwrite \"12000\""),
            (
                "\"NaN\"",
                "`NaN` is not an amount\nwrite an amount such as \"12000.50\", or \"not_measured\", ",
            ),
            ("\"tbd\"", "`tbd` is not an amount\ndid you mean \"not_set\"?"),
            ("null", "null does not say why the amount is missing\nwrite \"not_measured\", "),
            ("[5]", "expected an amount of money, found a list\nwrite 12000, "),
            (
                "\"0.12345\"",
                "`0.12345` has 5 digits after the point, an amount has at most 4\nround it to at most 4 digits",
            ),
        ];
        for (json, expected) in table {
            let error = read(json).unwrap_err();
            assert!(error.starts_with(expected), "{json}: {error}");
        }
        assert!(read("1e999").is_err());
        for text in ["", " ", "5 ", "5  EUR", "5 EURO", "5 eur", "--5", "٥", "inf", "-", "5 not_set", "0x10"]
        {
            assert!(Money::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn currencies() {
        let digits = |code: &str| Currency::parse(code).unwrap().minor_digits();
        assert_eq!([digits("EUR"), digits("JPY"), digits("KWD"), digits("CLF")], [2, 0, 3, 4]);
        let table = [
            ("eur", "write \"EUR\""),
            ("€", "write \"EUR\""),
            ("Euro", "write its three letters of ISO 4217, such as \"EUR\""),
        ];
        for (text, help) in table {
            assert_eq!(Currency::parse(text).unwrap_err().help.as_deref(), Some(help));
        }
        for text in ["", "EU", "EURO", "ÉU", "E R"] {
            assert!(Currency::parse(text).is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn reads_what_it_writes(
            units in -9_999_999_999_999_999_999_999_i128..=9_999_999_999_999_999_999_999,
            code in prop::option::of("[A-Z]{3}"),
        ) {
            let currency = code.map(|code| Currency::parse(&code).unwrap());
            let money = Money { amount: Amount::Known(Decimal::from_ten_thousandths(units).unwrap()), currency, decimals: 0 };
            prop_assert_eq!(Money::parse(&money.to_string()), Ok(money));
            let json = serde_json::to_string(&money).unwrap();
            prop_assert_eq!(serde_json::from_str::<Money>(&json).unwrap(), money);
        }

        #[test]
        fn never_panics(text in "([0-9]|[-+.,e€ ]|EUR|\\PC){0,24}") {
            if let Ok(money) = Money::parse(&text) {
                prop_assert_eq!(Money::parse(&money.to_string()), Ok(money));
            }
        }
    }
}
