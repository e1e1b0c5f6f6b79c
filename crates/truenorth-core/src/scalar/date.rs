//! A day of the civil calendar.

use std::borrow::Cow;
use std::fmt;

use jiff::SignedDuration;
use jiff::civil;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::mistake::{Mistake, quoted};
use super::read::{self, Found};

/// First and last year a plan may name.
pub(super) const YEARS: std::ops::RangeInclusive<u16> = 1900..=2199;

/// Regular expression of the years a plan may name.
pub(super) const YEAR_PATTERN: &str = "(19|20|21)[0-9]{2}";

/// English names of the months, for messages.
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A day between 1900-01-01 and 2199-12-31, written `2027-06-30`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(civil::Date);

impl Date {
    /// 1900-01-01, the first day a plan may name.
    pub const MIN: Self = Self(civil::Date::constant(1900, 1, 1));
    /// 2199-12-31, the last day a plan may name, and the end of an open range.
    pub const MAX: Self = Self(civil::Date::constant(2199, 12, 31));

    /// The day with this year, month (1 to 12) and day (from 1); none if there is no such day in range.
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        if !YEARS.contains(&year) {
            return None;
        }
        let year = i16::try_from(year).ok()?;
        let month = i8::try_from(month).ok()?;
        let day = i8::try_from(day).ok()?;
        civil::Date::new(year, month, day).ok().map(Self)
    }

    /// Like [`Date::new`] for any year and month, with the day cut to the length of the month and the
    /// result cut to the range.
    pub(super) fn clamped(year: i64, month: u8, day: u8) -> Self {
        let Ok(in_range) = u16::try_from(year) else {
            return if year < 0 { Self::MIN } else { Self::MAX };
        };
        if in_range < *YEARS.start() {
            return Self::MIN;
        }
        if in_range > *YEARS.end() {
            return Self::MAX;
        }
        let month = month.clamp(1, 12);
        let day = day.clamp(1, days_in_month(in_range, month));
        Self::new(in_range, month, day).unwrap_or(Self::MIN)
    }

    /// A day of the calendar library, cut to the range.
    pub(super) fn from_civil(date: civil::Date) -> Self {
        Self(date).clamp(Self::MIN, Self::MAX)
    }

    /// Reads `2027-06-30`.
    ///
    /// # Errors
    /// Another form, a day that does not exist and a year outside 1900 to 2199 are mistakes.
    pub fn parse(text: &str) -> Result<Self, Mistake> {
        match parts(text) {
            Some((year, month, day)) => Self::checked(text, year, month, day),
            None => Err(Self::misshapen(text)),
        }
    }

    /// The day, or what is wrong with the three numbers read from `text`.
    pub(super) fn checked(text: &str, year: u16, month: u8, day: u8) -> Result<Self, Mistake> {
        if let Some(date) = Self::new(year, month, day) {
            return Ok(date);
        }
        check_year(text, year)?;
        let Some(name) = usize::from(month).checked_sub(1).and_then(|index| MONTHS.get(index)) else {
            return Err(Mistake::new(format!(
                "{} is not a date: there is no month {month:02}",
                quoted(text)
            ))
            .with_help("write a month from 01 to 12, after the year"));
        };
        let days = days_in_month(year, month);
        Err(Mistake::new(format!("{} is not a date: {name} {year} has {days} days", quoted(text)))
            .with_help(format!("write a day from 01 to {days}")))
    }

    /// The mistake for a text that does not have the form of a date, with the mend if one is certain.
    fn misshapen(text: &str) -> Mistake {
        let mistake = Mistake::new(format!("{} is not a date", quoted(text)));
        match repaired(text) {
            Some(date) => mistake.with_text(&date.to_string()),
            None => {
                let orders = year_last(text);
                let help =
                    orders.unwrap_or_else(|| "write year, month and day, such as \"2027-06-30\"".to_owned());
                mistake.with_help(help)
            }
        }
    }

    /// The year, 1900 to 2199.
    pub fn year(self) -> u16 {
        u16::try_from(self.0.year()).unwrap_or(*YEARS.start())
    }

    /// The month, 1 to 12.
    pub fn month(self) -> u8 {
        u8::try_from(self.0.month()).unwrap_or(1)
    }

    /// The day of the month, 1 to 31.
    pub fn day(self) -> u8 {
        u8::try_from(self.0.day()).unwrap_or(1)
    }

    /// Days from Monday: 0 for Monday to 6 for Sunday.
    pub fn weekday(self) -> u8 {
        u8::try_from(self.0.weekday().to_monday_zero_offset()).unwrap_or(0)
    }

    /// Days from `earlier` to this day; negative if `earlier` is later.
    pub fn days_since(self, earlier: Self) -> i64 {
        self.number() - earlier.number()
    }

    /// Days from a fixed day before all others (Hinnant, "chrono-compatible low-level date algorithms",
    /// `days_from_civil`, for the years that a plan may name).
    fn number(self) -> i64 {
        let (year, month) = (i64::from(self.0.year()), i64::from(self.0.month()));
        // Years that begin in March end with the leap day.
        let year = if month <= 2 { year - 1 } else { year };
        let since_march = (month + 9) % 12;
        let in_year = (153 * since_march + 2) / 5 + i64::from(self.0.day()) - 1;
        year * 365 + year / 4 - year / 100 + year / 400 + in_year
    }

    /// The day so many days later (earlier if negative), cut to 1900-01-01 and 2199-12-31.
    #[must_use]
    pub fn add_days(self, days: i64) -> Self {
        // More days than the whole range has lead to its end all the same, and cannot overflow the hours.
        let hours = days.clamp(-200_000, 200_000).saturating_mul(24);
        Self::from_civil(self.0.saturating_add(SignedDuration::from_hours(hours)))
    }

    /// The day so many months later (earlier if negative); a day that the month lacks becomes its last.
    /// Cut to 1900-01-01 and 2199-12-31.
    #[must_use]
    pub fn add_months(self, months: i64) -> Self {
        let index = (i64::from(self.year()) * 12 + i64::from(self.month()) - 1).saturating_add(months);
        let month = u8::try_from(index.rem_euclid(12) + 1).unwrap_or(1);
        Self::clamped(index.div_euclid(12), month, self.day())
    }

    /// The first day of its month.
    #[must_use]
    pub fn first_of_month(self) -> Self {
        Self(self.0.first_of_month())
    }

    /// The last day of its month.
    #[must_use]
    pub fn last_of_month(self) -> Self {
        Self(self.0.last_of_month())
    }
}

/// Whether the year is one a plan may name.
pub(super) fn check_year(text: &str, year: u16) -> Result<(), Mistake> {
    if YEARS.contains(&year) {
        return Ok(());
    }
    Err(Mistake::new(format!("the year of {} is outside 1900 to 2199", quoted(text)))
        .with_help("write a year from 1900 to 2199; leave the field out if no date is known"))
}

/// Days of a month (1 to 12) in the Gregorian calendar.
fn days_in_month(year: u16, month: u8) -> u8 {
    match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// The numbers of a text of exactly the form `dddd-dd-dd`.
pub(super) fn parts(text: &str) -> Option<(u16, u8, u8)> {
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text.as_bytes() else { return None };
    if ![y1, y2, y3, y4, m1, m2, d1, d2].into_iter().all(u8::is_ascii_digit) {
        return None;
    }
    let two = |tens: &u8, ones: &u8| (tens - b'0') * 10 + (ones - b'0');
    Some((u16::from(two(y1, y2)) * 100 + u16::from(two(y3, y4)), two(m1, m2), two(d1, d2)))
}

/// The number a text of exactly so many ASCII digits (at most 4) writes.
pub(super) fn digits(text: &str, count: usize) -> Option<u16> {
    if text.len() != count || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    text.parse().ok()
}

/// The date a text in another, unambiguous order of year, month and day means.
fn repaired(text: &str) -> Option<Date> {
    let text = text.trim();
    if text.len() > 40 {
        return None;
    }
    // A moment in time names a day too.
    let day_only = text.split(['T', ' ']).next()?;
    let mut fields = day_only.split(['-', '/', '.']);
    let year = digits(fields.next()?, 4)?;
    let month: u8 = fields.next()?.parse().ok()?;
    let day: u8 = fields.next()?.parse().ok()?;
    if fields.next().is_some() { None } else { Date::new(year, month, day) }
}

/// What to write for `23.05.2027`, `23/05/2027` or `05/23/2027`: year, month and day. Where both numbers may be the month, both
/// days are named.
pub(super) fn year_last(text: &str) -> Option<String> {
    let text = text.trim();
    if text.len() > 10 {
        return None;
    }
    let mut fields = text.split(['-', '/', '.']);
    let first: u8 = fields.next()?.parse().ok()?;
    let second: u8 = fields.next()?.parse().ok()?;
    let year = digits(fields.next()?, 4)?;
    let is_whole = fields.next().is_none();
    match (Date::new(year, second, first), Date::new(year, first, second)) {
        _ if !is_whole => None,
        (Some(day), Some(other)) if day != other => {
            Some(format!("write \"{day}\" or \"{other}\": year, month, day"))
        }
        (Some(day), _) | (None, Some(day)) => Some(format!("write \"{day}\"")),
        (None, None) => None,
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year(), self.month(), self.day())
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read::scalar(deserializer, Self::parse, not_text)
    }
}

/// The mistake for a JSON value that is not a text.
fn not_text(found: Found) -> Result<Date, Mistake> {
    Err(found.instead_of("a date as text").with_help("write year, month and day, such as \"2027-06-30\""))
}

/// Regular expression of a date, without anchors; the leap days of other years pass it.
pub(super) fn date_pattern() -> String {
    format!(
        "{YEAR_PATTERN}-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|[12][0-9]))"
    )
}

impl JsonSchema for Date {
    fn schema_name() -> Cow<'static, str> {
        "Date".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "pattern": format!("^{}$", date_pattern()),
            "description": "A day, 1900-01-01 to 2199-12-31",
            "examples": ["2027-06-30"]
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn date(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    #[test]
    fn days_are_counted_one_by_one() {
        let mut day = Date::MIN;
        let mut count = 0;
        while day < Date::MAX {
            assert_eq!((day.days_since(Date::MIN), Date::MIN.days_since(day)), (count, -count), "{day}");
            (day, count) = (day.add_days(1), count + 1);
        }
        // 300 years with 73 leap days: 1900, 2100 have none.
        assert_eq!(count, 300 * 365 + 73 - 1);
    }

    #[test]
    fn accepts_days_that_exist() {
        for text in ["1900-01-01", "2024-02-29", "2000-02-29", "2027-06-30", "2199-12-31"] {
            assert_eq!(date(text).to_string(), text);
        }
    }

    /// Rows of the list of hostile inputs (number 40), and common slips.
    #[test]
    fn rejects_the_rest_with_a_mend() {
        let table = [
            (
                "2026-02-30",
                "`2026-02-30` is not a date: February 2026 has 28 days\nwrite a day from 01 to 28",
            ),
            (
                "2027-02-29",
                "`2027-02-29` is not a date: February 2027 has 28 days\nwrite a day from 01 to 28",
            ),
            ("2027-04-00", "`2027-04-00` is not a date: April 2027 has 30 days\nwrite a day from 01 to 30"),
            (
                "2027-13-01",
                "`2027-13-01` is not a date: there is no month 13\nwrite a month from 01 to 12, after the year",
            ),
            ("2027/6/3", "`2027/6/3` is not a date\nwrite \"2027-06-03\""),
            ("2027-06-30T12:00:00Z", "`2027-06-30T12:00:00Z` is not a date\nwrite \"2027-06-30\""),
            ("30.06.2027", "`30.06.2027` is not a date\nwrite \"2027-06-30\""),
            ("06/30/2027", "`06/30/2027` is not a date\nwrite \"2027-06-30\""),
            ("6.6.2027", "`6.6.2027` is not a date\nwrite \"2027-06-06\""),
            (
                "03.04.2027",
                "`03.04.2027` is not a date\nwrite \"2027-04-03\" or \"2027-03-04\": year, month, day",
            ),
            ("31.02.2027", "`31.02.2027` is not a date\nwrite year, month and day, such as \"2027-06-30\""),
            ("2027-06", "`2027-06` is not a date\nwrite year, month and day, such as \"2027-06-30\""),
            ("", "`` is not a date\nwrite year, month and day, such as \"2027-06-30\""),
        ];
        for (text, expected) in table {
            assert_eq!(Date::parse(text).unwrap_err().to_string(), expected);
        }
        for text in ["0000-01-01", "9999-12-31", "1899-12-31", "2200-01-01"] {
            assert!(Date::parse(text).unwrap_err().message.contains("outside 1900 to 2199"), "{text}");
        }
        for text in ["٢٠٢٧-06-30", "2027-06-3é", "+027-06-30", "2027-06-30 ", "-", "--------"] {
            assert!(Date::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn json_of_another_type_is_a_mistake() {
        let error = serde_json::from_str::<Date>("20270630").unwrap_err().to_string();
        assert!(error.starts_with("expected a date as text, found the number `20270630`\nwrite "), "{error}");
        for json in ["null", "true", "[1, 2]", "{\"a\": 1}", "1.5", "1e300"] {
            let error = serde_json::from_str::<Date>(json).unwrap_err().to_string();
            assert!(error.starts_with("expected a date as text, found "), "{error}");
        }
        assert_eq!(serde_json::to_string(&date("2027-06-30")).unwrap(), "\"2027-06-30\"");
    }

    #[test]
    fn steps_by_days_and_months() {
        assert_eq!(date("2028-02-28").add_days(2), date("2028-03-01"));
        assert_eq!(date("2027-03-01").days_since(date("2027-02-01")), 28);
        assert_eq!(date("2027-02-01").days_since(date("2027-03-01")), -28);
        assert_eq!(date("2027-01-31").add_months(1), date("2027-02-28"));
        assert_eq!(date("2028-03-31").add_months(-1), date("2028-02-29"));
        assert_eq!(date("2027-01-15").add_months(-13), date("2025-12-15"));
        assert_eq!(date("2027-06-17").first_of_month(), date("2027-06-01"));
        assert_eq!(date("2027-06-17").last_of_month(), date("2027-06-30"));
        // 2027-06-30 is a Wednesday.
        assert_eq!(date("2027-06-30").weekday(), 2);
    }

    #[test]
    fn steps_end_at_the_range() {
        for far in [i64::MAX, 1_000_000] {
            assert_eq!(Date::MIN.add_days(far), Date::MAX);
            assert_eq!(Date::MAX.add_days(-far), Date::MIN);
            assert_eq!(Date::MIN.add_months(far), Date::MAX);
            assert_eq!(Date::MAX.add_months(-far), Date::MIN);
        }
        assert_eq!(Date::MIN.add_days(i64::MIN), Date::MIN);
        assert_eq!(Date::MAX.days_since(Date::MIN), 109_572);
    }

    proptest! {
        #[test]
        fn reads_what_it_writes(days in 0_i64..109_573) {
            let day = Date::MIN.add_days(days);
            prop_assert_eq!(day.days_since(Date::MIN), days);
            prop_assert_eq!(Date::parse(&day.to_string()), Ok(day));
        }

        #[test]
        fn never_panics(text in "\\PC{0,12}") {
            let _ = Date::parse(&text);
        }
    }
}
