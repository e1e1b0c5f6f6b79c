//! How times become days: the fiscal year, steps of a duration, working days.

use super::date::Date;
use super::duration::{Duration, DurationUnit};
use super::mistake::{Mistake, quoted};
use super::time::{Period, SimpleTime, Time};

/// Which of its two years names a fiscal year that begins in one and ends in the next.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum NamedBy {
    /// `FY27` ends in 2027.
    #[default]
    End,
    /// `FY27` begins in 2027.
    Start,
}

/// The calendar of an organization.
///
/// A fiscal year begins on the same day of each year, and its halves and quarters on that day of every
/// sixth and third month; where a month lacks the day, on its last. All of them together cover each
/// fiscal year without gap and overlap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    /// Month in which the fiscal year begins, 1 to 12.
    pub fiscal_start_month: u8,
    /// Day on which it begins, 1 to 31.
    pub fiscal_start_day: u8,
    /// What `FY27` means. Without effect if the fiscal year is the calendar year.
    pub named_by: NamedBy,
    /// Whether people work on Monday (first) to Sunday (last).
    pub working_days: [bool; 7],
    /// Days on which nobody works.
    pub holidays: Vec<Period>,
}

impl Default for Calendar {
    fn default() -> Self {
        Self {
            fiscal_start_month: 1,
            fiscal_start_day: 1,
            named_by: NamedBy::End,
            working_days: [true, true, true, true, true, false, false],
            holidays: Vec::new(),
        }
    }
}

impl Calendar {
    /// The days of a time, first and last included. Parts beyond 1900-01-01 and 2199-12-31 are cut off.
    ///
    /// A range without end lasts to 2199-12-31. Of a backwards range ([`Calendar::is_backwards`]) the end
    /// is left out: it lasts to the end of its first time.
    pub fn period(&self, time: &Time) -> Period {
        match time {
            Time::One(simple) => self.simple(*simple),
            Time::From(first) => Period { first: self.simple(*first).first, last: Date::MAX },
            Time::Range(first, last) => {
                let begin = self.simple(*first);
                let end = self.simple(*last);
                if end.last < begin.first { begin } else { Period { first: begin.first, last: end.last } }
            }
        }
    }

    /// Whether a range ends before it begins. [`Time::parse`] refuses those that do so in any calendar;
    /// a range of a plain and a fiscal time is only known here.
    pub fn is_backwards(&self, time: &Time) -> bool {
        match time {
            Time::Range(first, last) => self.simple(*last).last < self.simple(*first).first,
            _ => false,
        }
    }

    /// The day a duration after `day`: `d` and `w` exactly, `m` and `y` as steps in the calendar, where a
    /// day that the month lacks becomes its last (31 January + 1m = last day of February).
    pub fn add(&self, day: Date, duration: &Duration) -> Date {
        step(day, duration, 1)
    }

    /// The day a duration before `day`, by the same rules.
    pub fn subtract(&self, day: Date, duration: &Duration) -> Date {
        step(day, duration, -1)
    }

    /// Whether people work on that day.
    pub fn is_working_day(&self, day: Date) -> bool {
        let weekday = usize::from(day.weekday());
        self.working_days.get(weekday).copied().unwrap_or(false)
            && !self.holidays.iter().any(|holiday| holiday.contains(day))
    }

    /// Number of working days of a period.
    pub fn working_days_in(&self, period: &Period) -> u32 {
        // At most 109,573 days lie between the first and the last date of a plan.
        let days = (0..period.days()).map(|offset| period.first.add_days(i64::from(offset)));
        u32::try_from(days.filter(|day| self.is_working_day(*day)).count()).unwrap_or(u32::MAX)
    }

    /// The days of a time that is not a range.
    fn simple(&self, time: SimpleTime) -> Period {
        if let Some(period) = time.plain_period() {
            return period;
        }
        match time.fiscal_quarters() {
            Some((year, first, count)) => {
                let begin = self.quarter_start(year, first);
                let next = self.quarter_start(year, first + count);
                // A next quarter beyond the range is cut to the last day, which then still belongs here.
                let last = if next == Date::MAX { next } else { next.add_days(-1).max(begin) };
                Period { first: begin, last }
            }
            None => Period { first: Date::MIN, last: Date::MIN },
        }
    }

    /// The first day of quarter 0 to 3 of a fiscal year; 4 is the first day of the next year.
    fn quarter_start(&self, year: u16, quarter: u8) -> Date {
        let calendar_year = (self.fiscal_start_month, self.fiscal_start_day) == (1, 1);
        let begins_earlier = self.named_by == NamedBy::End && !calendar_year;
        let year = i64::from(year) - i64::from(begins_earlier);
        let months = i64::from(self.fiscal_start_month.clamp(1, 12)) - 1 + 3 * i64::from(quarter);
        let month = u8::try_from(months % 12 + 1).unwrap_or(1);
        Date::clamped(year + months / 12, month, self.fiscal_start_day)
    }
}

/// The day a duration after (`sign` 1) or before (-1) a day.
fn step(day: Date, duration: &Duration, sign: i64) -> Date {
    let count = sign * i64::from(duration.count);
    match duration.unit {
        DurationUnit::Day => day.add_days(count),
        DurationUnit::Week => day.add_days(count * 7),
        DurationUnit::Month => day.add_months(count),
        DurationUnit::Year => day.add_months(count * 12),
    }
}

/// Reads the first day of the fiscal year, `07-01`, as month and day.
///
/// # Errors
/// Another form, a day that does not exist, and 29 February, which most years lack, are mistakes.
pub fn parse_fiscal_start(text: &str) -> Result<(u8, u8), Mistake> {
    if text == "02-29" {
        return Err(Mistake::new("most years have no `02-29`").with_help("write \"02-28\" or \"03-01\""));
    }
    // 2001 is a year of 365 days.
    let day = if text.len() == 5 { Date::parse(&format!("2001-{text}")).ok() } else { None };
    day.map(|day| (day.month(), day.day())).ok_or_else(|| {
        Mistake::new(format!("{} is not a month and day", quoted(text)))
            .with_help("write the month and the day of its first day, such as \"07-01\"")
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn date(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    fn fiscal(start: &str, named_by: NamedBy) -> Calendar {
        let (fiscal_start_month, fiscal_start_day) = parse_fiscal_start(start).unwrap();
        Calendar { fiscal_start_month, fiscal_start_day, named_by, ..Calendar::default() }
    }

    fn days(calendar: &Calendar, time: &str) -> String {
        calendar.period(&Time::parse(time).unwrap()).to_string()
    }

    #[test]
    fn fiscal_years_named_by_end_and_start() {
        let end = fiscal("07-01", NamedBy::End);
        assert_eq!(days(&end, "FY27"), "2026-07-01..2027-06-30");
        assert_eq!(days(&end, "FY27-H2"), "2027-01-01..2027-06-30");
        assert_eq!(days(&end, "FY27-Q1"), "2026-07-01..2026-09-30");
        assert_eq!(days(&end, "FY27-Q4"), "2027-04-01..2027-06-30");
        let start = fiscal("07-01", NamedBy::Start);
        assert_eq!(days(&start, "FY27"), "2027-07-01..2028-06-30");
        for named_by in [NamedBy::End, NamedBy::Start] {
            let calendar = fiscal("01-01", named_by);
            assert_eq!(days(&calendar, "FY27"), "2027-01-01..2027-12-31");
            assert_eq!(days(&calendar, "FY27-Q3"), days(&calendar, "2027-Q3"));
        }
        // The fiscal year of the United Kingdom's income tax 2026/27.
        assert_eq!(days(&fiscal("04-06", NamedBy::End), "FY27"), "2026-04-06..2027-04-05");
        // 31 August: quarters begin on the last day of shorter months.
        let odd = fiscal("08-31", NamedBy::End);
        assert_eq!(days(&odd, "FY28-Q2"), "2027-11-30..2028-02-28");
        assert_eq!(days(&odd, "FY28-Q3"), "2028-02-29..2028-05-30");
    }

    #[test]
    fn fiscal_years_at_the_ends_of_the_range() {
        assert_eq!(days(&fiscal("07-01", NamedBy::End), "FY1900"), "1900-01-01..1900-06-30");
        assert_eq!(days(&fiscal("07-01", NamedBy::Start), "FY2199"), "2199-07-01..2199-12-31");
        assert_eq!(days(&Calendar::default(), "FY2199-Q4"), "2199-10-01..2199-12-31");
        assert_eq!(days(&fiscal("12-31", NamedBy::Start), "FY2199"), "2199-12-31..2199-12-31");
    }

    #[test]
    fn ranges() {
        let calendar = fiscal("07-01", NamedBy::End);
        assert_eq!(days(&calendar, "2027-02..2027-Q2"), "2027-02-01..2027-06-30");
        assert_eq!(days(&calendar, "2027-02.."), "2027-02-01..2199-12-31");
        assert_eq!(days(&calendar, "FY27..2028"), "2026-07-01..2028-12-31");
        let backwards = Time::parse("2028..FY27").unwrap();
        assert!(calendar.is_backwards(&backwards));
        assert_eq!(calendar.period(&backwards).to_string(), "2028-01-01..2028-12-31");
        assert!(!fiscal("07-01", NamedBy::Start).is_backwards(&backwards));
    }

    #[test]
    fn steps() {
        let calendar = Calendar::default();
        let after =
            |day: &str, text: &str| calendar.add(date(day), &Duration::parse(text).unwrap()).to_string();
        let before =
            |day: &str, text: &str| calendar.subtract(date(day), &Duration::parse(text).unwrap()).to_string();
        assert_eq!(after("2027-01-31", "1m"), "2027-02-28");
        assert_eq!(after("2028-01-31", "1m"), "2028-02-29");
        assert_eq!(after("2028-02-29", "1y"), "2029-02-28");
        assert_eq!(after("2027-06-30", "90d"), "2027-09-28");
        assert_eq!(after("2027-06-30", "2w"), "2027-07-14");
        assert_eq!(before("2027-03-31", "1m"), "2027-02-28");
        assert_eq!(before("2027-01-01", "2w"), "2026-12-18");
        assert_eq!(after("2199-12-01", "99999y"), "2199-12-31");
        assert_eq!(before("1900-01-01", "1d"), "1900-01-01");
    }

    #[test]
    fn working_days() {
        let mut calendar = Calendar::default();
        let march = Period { first: date("2027-03-01"), last: date("2027-03-31") };
        // March 2027 begins on a Monday: 23 working days, of which Good Friday and Easter Monday fall away.
        assert_eq!(calendar.working_days_in(&march), 23);
        calendar.holidays = vec![Period { first: date("2027-03-26"), last: date("2027-03-29") }];
        assert_eq!(calendar.working_days_in(&march), 21);
        assert!(!calendar.is_working_day(date("2027-03-26")));
        assert!(!calendar.is_working_day(date("2027-03-06")));
        assert!(calendar.is_working_day(date("2027-03-30")));
    }

    #[test]
    fn fiscal_start_texts() {
        assert_eq!(parse_fiscal_start("07-01"), Ok((7, 1)));
        assert_eq!(parse_fiscal_start("12-31"), Ok((12, 31)));
        for text in ["02-29", "02-30", "13-01", "7-1", "07-1", "2027-07-01", "", "jul-1", "07/01"] {
            assert!(parse_fiscal_start(text).is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn parts_cover_the_fiscal_year_exactly(
            month in 1_u8..=12, day in 1_u8..=31, year in 1902_u16..2198, start in any::<bool>()
        ) {
            let named_by = if start { NamedBy::Start } else { NamedBy::End };
            let calendar = Calendar {
                fiscal_start_month: month, fiscal_start_day: day, named_by, ..Calendar::default()
            };
            let period = |time| calendar.period(&Time::One(time));
            let whole = period(SimpleTime::FiscalYear(year));
            prop_assert_eq!(whole.last.add_days(1), period(SimpleTime::FiscalYear(year + 1)).first);
            let named = if start || (month, day) == (1, 1) { whole.first } else { whole.last };
            prop_assert_eq!(named.year(), year);
            for (part, count) in [
                (SimpleTime::FiscalHalf as fn(u16, u8) -> SimpleTime, 2),
                (SimpleTime::FiscalQuarter as fn(u16, u8) -> SimpleTime, 4),
            ] {
                let mut next = whole.first;
                for number in 1..=count {
                    let piece = period(part(year, number));
                    prop_assert_eq!(piece.first, next);
                    prop_assert!(piece.first <= piece.last);
                    next = piece.last.add_days(1);
                }
                prop_assert_eq!(next, whole.last.add_days(1));
            }
        }
    }
}
