//! Stretches of time as people write them, and the days they cover.

use std::borrow::Cow;
use std::fmt;

use jiff::civil::{ISOWeekDate, Weekday};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::date::year_last;
use super::date::{Date, YEAR_PATTERN, check_year, date_pattern, digits, parts};
use super::mistake::{Mistake, quoted};
use super::read::{self, Found};
use super::time_repair::repaired;

/// A stretch of time of one name. Fiscal ones need a [`Calendar`](super::Calendar) to become days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SimpleTime {
    /// A single day, `2027-06-30`.
    Date(Date),
    /// A calendar year, `2027`.
    Year(u16),
    /// Half 1 or 2 of a calendar year, `2027-H1`.
    Half(u16, u8),
    /// Quarter 1 to 4 of a calendar year, `2027-Q2`.
    Quarter(u16, u8),
    /// Month 1 to 12, `2027-06`.
    Month(u16, u8),
    /// ISO 8601 week 1 to 53, `2027-W23`; it begins on Monday.
    Week(u16, u8),
    /// A fiscal year, `FY27`.
    FiscalYear(u16),
    /// Half 1 or 2 of a fiscal year, `FY27-H1`.
    FiscalHalf(u16, u8),
    /// Quarter 1 to 4 of a fiscal year, `FY27-Q3`.
    FiscalQuarter(u16, u8),
}

/// A time as the plan writes it: one name, a range of two, or a range without end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Time {
    /// One name, `2027-Q2`.
    One(SimpleTime),
    /// From the first day of one to the last day of the other, `2027-Q2..2028`.
    Range(SimpleTime, SimpleTime),
    /// From the first day of one on, `2027-Q2..`.
    From(SimpleTime),
}

/// Days from `first` to `last`, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    /// The first day.
    pub first: Date,
    /// The last day; not before `first` in every period a calendar makes.
    pub last: Date,
}

impl Period {
    /// Whether the day lies in the period.
    pub fn contains(&self, day: Date) -> bool {
        self.first <= day && day <= self.last
    }

    /// The calendar quarter of a day.
    pub fn quarter_of(day: Date) -> Self {
        let month = (day.month() - 1) / 3 * 3 + 1;
        let first = Date::new(day.year(), month, 1).unwrap_or(day);
        Self { first, last: first.add_months(2).last_of_month() }
    }

    /// Whether the two have a day in common.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.first.max(other.first) <= self.last.min(other.last)
    }

    /// Number of days, the first and the last included; 0 if `last` is before `first`.
    pub fn days(&self) -> u32 {
        u32::try_from(self.last.days_since(self.first).saturating_add(1)).unwrap_or(0)
    }

    /// The calendar months it touches, in order; the first and the last are cut to the period.
    pub fn months(&self) -> impl Iterator<Item = Self> + use<> {
        let end = self.last;
        let from = move |first: Date| Self { first, last: first.last_of_month().min(end) };
        let start = (self.first <= end).then(|| from(self.first));
        std::iter::successors(start, move |month| (month.last < end).then(|| from(month.last.add_days(1))))
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.first, self.last)
    }
}

impl SimpleTime {
    /// Reads a time that is not a range.
    ///
    /// # Errors
    /// Unknown forms, parts a year does not have and years outside 1900 to 2199 are mistakes.
    pub fn parse(text: &str) -> Result<Self, Mistake> {
        if let Some((year, month, day)) = parts(text) {
            return Date::checked(text, year, month, day).map(Self::Date);
        }
        if let Some(rest) = text.strip_prefix("FY") {
            return Self::fiscal(text, rest);
        }
        let (year, part) = match text.as_bytes().iter().position(|byte| *byte == b'-') {
            Some(at) => (text.get(..at).unwrap_or(text), text.get(at + 1..)),
            None => (text, None),
        };
        let year = digits(year, 4).ok_or_else(|| unknown(text))?;
        check_year(text, year)?;
        let Some(part) = part else { return Ok(Self::Year(year)) };
        if let Some(month) = digits(part, 2) {
            let month = numbered(text, "month", month, 12)?;
            return Ok(Self::Month(year, month));
        }
        if let Some(half) = part.strip_prefix('H').and_then(|n| digits(n, 1)) {
            return Ok(Self::Half(year, numbered(text, "half", half, 2)?));
        }
        if let Some(quarter) = part.strip_prefix('Q').and_then(|n| digits(n, 1)) {
            return Ok(Self::Quarter(year, numbered(text, "quarter", quarter, 4)?));
        }
        if let Some(week) = part.strip_prefix('W').and_then(|n| digits(n, 2)) {
            let week = numbered(text, "week", week, weeks_of(year))?;
            return Ok(Self::Week(year, week));
        }
        if text.len() == 10 { Date::parse(text).map(Self::Date) } else { Err(unknown(text)) }
    }

    /// Reads what follows `FY`.
    fn fiscal(text: &str, rest: &str) -> Result<Self, Mistake> {
        let (year, part) = match rest.split_once('-') {
            Some((year, part)) => (year, Some(part)),
            None => (rest, None),
        };
        let year = match digits(year, 2) {
            Some(short) => 2000 + short,
            None => digits(year, 4).ok_or_else(|| unknown(text))?,
        };
        check_year(text, year)?;
        let Some(part) = part else { return Ok(Self::FiscalYear(year)) };
        if let Some(half) = part.strip_prefix('H').and_then(|n| digits(n, 1)) {
            return Ok(Self::FiscalHalf(year, numbered(text, "half", half, 2)?));
        }
        if let Some(quarter) = part.strip_prefix('Q').and_then(|n| digits(n, 1)) {
            return Ok(Self::FiscalQuarter(year, numbered(text, "quarter", quarter, 4)?));
        }
        Err(unknown(text))
    }

    /// The days of a time that no fiscal calendar is needed for; none for fiscal times.
    pub(super) fn plain_period(self) -> Option<Period> {
        let months = |year: u16, month: u8, count: u8| {
            if let Some(first) = Date::new(year, month, 1).filter(|_| count == 1) {
                return Period { first, last: first.last_of_month() };
            }
            let first = Date::clamped(i64::from(year), month, 1);
            let last_month = month.saturating_add(count.saturating_sub(1));
            Period { first, last: Date::clamped(i64::from(year), last_month, 31) }
        };
        let period = match self {
            Self::Date(day) => Period { first: day, last: day },
            Self::Year(year) => months(year, 1, 12),
            Self::Half(year, half) => months(year, half.clamp(1, 2) * 6 - 5, 6),
            Self::Quarter(year, quarter) => months(year, quarter.clamp(1, 4) * 3 - 2, 3),
            Self::Month(year, month) => months(year, month.clamp(1, 12), 1),
            Self::Week(year, week) => {
                let first = monday(year, week);
                // The week of the last Monday in range is cut at the end of the range.
                Period { first, last: first.add_days(6) }
            }
            Self::FiscalYear(_) | Self::FiscalHalf(..) | Self::FiscalQuarter(..) => return None,
        };
        Some(period)
    }

    /// First quarter (0 to 3) and number of quarters of a fiscal time with its year; none for plain times.
    pub(super) fn fiscal_quarters(self) -> Option<(u16, u8, u8)> {
        match self {
            Self::FiscalYear(year) => Some((year, 0, 4)),
            Self::FiscalHalf(year, half) => Some((year, half.clamp(1, 2) * 2 - 2, 2)),
            Self::FiscalQuarter(year, quarter) => Some((year, quarter.clamp(1, 4) - 1, 1)),
            _ => None,
        }
    }
}

impl Time {
    /// Reads `2027-Q2`, `FY27`, `2027-01..2027-06`, `2027-06-30..` and so on.
    ///
    /// # Errors
    /// Unknown forms, days and weeks that do not exist, and ranges that certainly end before they begin
    /// are mistakes. (A range of a plain and a fiscal time is judged by
    /// [`Calendar::is_backwards`](super::Calendar::is_backwards).)
    pub fn parse(text: &str) -> Result<Self, Mistake> {
        // Most times are days, months and quarters.
        if let Some((year, month, day)) = parts(text) {
            return Date::checked(text, year, month, day).map(|day| Self::One(SimpleTime::Date(day)));
        }
        if let Some(time) = month_or_quarter(text) {
            return Ok(Self::One(time));
        }
        // A search for the two points in bytes; most times are short and have none.
        let points = text.as_bytes().windows(2).position(|pair| pair == b"..");
        let Some((from, to)) = points.and_then(|at| Some((text.get(..at)?, text.get(at + 2..)?))) else {
            return SimpleTime::parse(text).map(Self::One);
        };
        if from.is_empty() {
            return Err(Mistake::new(format!("the range {} has no start", quoted(text)))
                .with_help("write the first time before the two points, such as \"2027..2029\""));
        }
        if to.contains("..") || to.starts_with('.') {
            return Err(unknown(text));
        }
        let first = SimpleTime::parse(from).map_err(|mistake| whole(mistake, text))?;
        if to.is_empty() {
            return Ok(Self::From(first));
        }
        let last = SimpleTime::parse(to).map_err(|mistake| whole(mistake, text))?;
        if ends_before(first, last) {
            return Err(Mistake::new(format!("the range {} ends before it begins", quoted(text)))
                .with_text(&format!("{last}..{first}")));
        }
        Ok(Self::Range(first, last))
    }

    /// What it begins with.
    pub fn first(&self) -> SimpleTime {
        match *self {
            Self::One(time) | Self::Range(time, _) | Self::From(time) => time,
        }
    }

    /// What it ends with; none for a range without end.
    pub fn last(&self) -> Option<SimpleTime> {
        match *self {
            Self::One(time) | Self::Range(_, time) => Some(time),
            Self::From(_) => None,
        }
    }
}

/// The time of a text of exactly the form `dddd-dd` or `dddd-Qd`, if there is nothing wrong with it.
fn month_or_quarter(text: &str) -> Option<SimpleTime> {
    let [y1, y2, y3, y4, b'-', rest @ ..] = text.as_bytes() else { return None };
    let digit = |byte: &u8| byte.is_ascii_digit().then(|| byte - b'0');
    let two = |tens: &u8, ones: &u8| Some(digit(tens)? * 10 + digit(ones)?);
    let year = u16::from(two(y1, y2)?) * 100 + u16::from(two(y3, y4)?);
    check_year(text, year).ok()?;
    match rest {
        [b'Q', number @ b'1'..=b'4'] => Some(SimpleTime::Quarter(year, number - b'0')),
        [tens, ones] => two(tens, ones)
            .filter(|month| (1..=12).contains(month))
            .map(|month| SimpleTime::Month(year, month)),
        _ => None,
    }
}

/// Whether a range is backwards whatever the fiscal calendar; false where that is not certain.
fn ends_before(first: SimpleTime, last: SimpleTime) -> bool {
    if let (Some(a), Some(b)) = (first.plain_period(), last.plain_period()) {
        return b.last < a.first;
    }
    if let (Some(a), Some(b)) = (first.fiscal_quarters(), last.fiscal_quarters()) {
        let quarter = |year: u16, index: u8| u32::from(year) * 4 + u32::from(index);
        return quarter(b.0, b.1 + b.2 - 1) < quarter(a.0, a.1);
    }
    false
}

/// The Monday of an ISO week, cut to the range; week 53 of a year without one is its last.
fn monday(year: u16, week: u8) -> Date {
    let week = week.clamp(1, weeks_of(year));
    let day = i16::try_from(year)
        .ok()
        .zip(i8::try_from(week).ok())
        .and_then(|(year, week)| ISOWeekDate::new(year, week, Weekday::Monday).ok())
        .map(jiff::civil::Date::from_iso_week_date);
    day.map_or(Date::MIN, Date::from_civil)
}

/// Number of ISO weeks of a year, 52 or 53.
fn weeks_of(year: u16) -> u8 {
    let long = i16::try_from(year).is_ok_and(|year| ISOWeekDate::new(year, 53, Weekday::Monday).is_ok());
    if long { 53 } else { 52 }
}

/// A number from 1 to `most`, or the mistake that the year has no such part.
fn numbered(text: &str, part: &str, number: u16, most: u8) -> Result<u8, Mistake> {
    match u8::try_from(number) {
        Ok(small) if (1..=most).contains(&small) => Ok(small),
        _ => {
            let parts = if part == "half" { "halves".to_owned() } else { format!("{part}s") };
            Err(Mistake::new(format!("{} does not exist: {parts} go from 1 to {most}", quoted(text)))
                .with_help(format!("write a {part} from 1 to {most}")))
        }
    }
}

/// The mistake for a text that is no time at all, with the mend if one is certain.
fn unknown(text: &str) -> Mistake {
    let mistake = Mistake::new(format!("{} is not a time", quoted(text)));
    match repaired(text) {
        Some(time) => mistake.with_text(&time.to_string()),
        None => mistake.with_help(year_last(text).unwrap_or_else(|| {
            "write a date, year, half, quarter, month, week, fiscal year or range: \"2027-06-30\", \"2027\", \
             \"2027-H1\", \"2027-Q2\", \"2027-06\", \"2027-W23\", \"FY27\", \"FY27-Q3\", \"2027-01..2027-06\", \
             \"2027-06..\""
                .to_owned()
        })),
    }
}

/// The mistake of one end of a range; a mend of the whole range replaces that of the end.
fn whole(mistake: Mistake, text: &str) -> Mistake {
    match repaired(text) {
        Some(time) => mistake.with_text(&time.to_string()),
        None => mistake,
    }
}

impl fmt::Display for SimpleTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Date(day) => write!(f, "{day}"),
            Self::Year(year) => write!(f, "{year:04}"),
            Self::Half(year, half) => write!(f, "{year:04}-H{half}"),
            Self::Quarter(year, quarter) => write!(f, "{year:04}-Q{quarter}"),
            Self::Month(year, month) => write!(f, "{year:04}-{month:02}"),
            Self::Week(year, week) => write!(f, "{year:04}-W{week:02}"),
            Self::FiscalYear(year) => write!(f, "{}", FiscalYearName(year)),
            Self::FiscalHalf(year, half) => write!(f, "{}-H{half}", FiscalYearName(year)),
            Self::FiscalQuarter(year, quarter) => write!(f, "{}-Q{quarter}", FiscalYearName(year)),
        }
    }
}

/// `FY27`, or all four digits outside of this century.
struct FiscalYearName(u16);

impl fmt::Display for FiscalYearName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            2000..=2099 => write!(f, "FY{:02}", self.0 - 2000),
            year => write!(f, "FY{year:04}"),
        }
    }
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::One(time) => write!(f, "{time}"),
            Self::Range(first, last) => write!(f, "{first}..{last}"),
            Self::From(first) => write!(f, "{first}.."),
        }
    }
}

impl Serialize for Time {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Time {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read::scalar(deserializer, Self::parse, not_text)
    }
}

/// The mistake for a JSON value that is not a text; a bare year only needs quotes.
fn not_text(found: Found) -> Result<Time, Mistake> {
    let mistake = found.instead_of("a time as text");
    Err(match found {
        Found::Integer(year @ 1900..=2199) => mistake.with_text(&year.to_string()),
        _ => mistake.with_help("write a time such as \"2027-06-30\", \"2027-Q2\" or \"FY27\""),
    })
}

/// Regular expression of a time, without anchors.
pub(super) fn time_pattern() -> String {
    let part = "(-(H[12]|Q[1-4]|0[1-9]|1[0-2]|W(0[1-9]|[1-4][0-9]|5[0-3])))?";
    let date = date_pattern();
    let simple = format!("({YEAR_PATTERN}{part}|{date}|FY([0-9]{{2}}|{YEAR_PATTERN})(-(H[12]|Q[1-4]))?)");
    format!("{simple}(\\.\\.{simple}?)?")
}

impl JsonSchema for Time {
    fn schema_name() -> Cow<'static, str> {
        "Time".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "pattern": format!("^{}$", time_pattern()),
            "description": "A time with a first and a last day: date, year, half, quarter, month, ISO week, \
                            fiscal year, or a range. Quarters without FY are calendar quarters",
            "examples": [
                "2027-06-30", "2027", "2027-H1", "2027-Q2", "2027-06", "2027-W23", "FY27", "FY27-H1", "FY27-Q3",
                "2027-01..2027-06", "2027-06.."
            ]
        })
    }
}

#[cfg(test)]
mod tests;
