//! Tests of times and periods.

use proptest::prelude::*;

use super::*;

fn date(text: &str) -> Date {
    Date::parse(text).unwrap()
}

fn message(text: &str) -> String {
    Time::parse(text).unwrap_err().to_string()
}

#[test]
fn every_form_is_read_and_written() {
    use SimpleTime::{FiscalHalf, FiscalQuarter, FiscalYear, Half, Month, Quarter, Week, Year};
    let table = [
        ("2027-06-30", Time::One(SimpleTime::Date(date("2027-06-30")))),
        ("2027", Time::One(Year(2027))),
        ("2027-H1", Time::One(Half(2027, 1))),
        ("2027-Q2", Time::One(Quarter(2027, 2))),
        ("2027-06", Time::One(Month(2027, 6))),
        ("2027-W23", Time::One(Week(2027, 23))),
        ("2026-W53", Time::One(Week(2026, 53))),
        ("FY27", Time::One(FiscalYear(2027))),
        ("FY1999", Time::One(FiscalYear(1999))),
        ("FY27-H1", Time::One(FiscalHalf(2027, 1))),
        ("FY27-Q3", Time::One(FiscalQuarter(2027, 3))),
        ("2027..2029-H1", Time::Range(Year(2027), Half(2029, 1))),
        ("2027..2027-Q2", Time::Range(Year(2027), Quarter(2027, 2))),
        ("FY27-Q3..2030", Time::Range(FiscalQuarter(2027, 3), Year(2030))),
        ("2027-06..", Time::From(Month(2027, 6))),
    ];
    for (text, time) in table {
        assert_eq!(Time::parse(text), Ok(time), "{text}");
        assert_eq!(time.to_string(), text);
    }
    assert_eq!(Time::parse("FY2027-Q3").unwrap().to_string(), "FY27-Q3");
    assert_eq!(Time::parse("FY27"), Time::parse("FY2027"));
}

/// Number 40 of the list of hostile inputs.
#[test]
fn parts_that_do_not_exist() {
    assert_eq!(
        message("2027-W53"),
        "`2027-W53` does not exist: weeks go from 1 to 52\nwrite a week from 1 to 52"
    );
    assert_eq!(
        message("2027-Q5"),
        "`2027-Q5` does not exist: quarters go from 1 to 4\nwrite a quarter from 1 to 4"
    );
    assert_eq!(
        message("FY27-H0"),
        "`FY27-H0` does not exist: halves go from 1 to 2\nwrite a half from 1 to 2"
    );
    assert_eq!(
        message("2026-02-30"),
        "`2026-02-30` is not a date: February 2026 has 28 days\nwrite a day from 01 to 28"
    );
    for text in ["0000-01-01", "9999-12-31", "0000", "9999", "1899-Q1", "FY2200", "2200-W01"] {
        assert!(message(text).contains("outside 1900 to 2199"), "{text}: {}", message(text));
    }
}

#[test]
fn ranges_keep_their_order() {
    assert_eq!(message("2029..2027"), "the range `2029..2027` ends before it begins\nwrite \"2027..2029\"");
    assert!(message("FY28-Q2..FY28-Q1").contains("ends before it begins"));
    assert!(message("..2027").contains("has no start"));
    for text in ["2027..2028..2029", "2027...2029", "..", "2027. .2028", "2027....", "2027..x"] {
        assert!(Time::parse(text).is_err(), "{text}");
    }
}

#[test]
fn other_spellings_get_a_mend() {
    let table = [
        ("2027-q2", "2027-Q2"),
        ("Q2 2027", "2027-Q2"),
        ("2027Q2", "2027-Q2"),
        ("Q2/2027", "2027-Q2"),
        ("2027-6", "2027-06"),
        ("06/2027", "2027-06"),
        ("June 2027", "2027-06"),
        ("2027-W5", "2027-W05"),
        ("FY 27", "FY27"),
        ("fy2027 q3", "FY27-Q3"),
        ("Q3 FY27", "FY27-Q3"),
        ("2027/06/30", "2027-06-30"),
        ("2027-01 .. 2027-06", "2027-01..2027-06"),
        ("2027...2029", "2027..2029"),
    ];
    for (text, mend) in table {
        let mistake = Time::parse(text).unwrap_err();
        assert_eq!(mistake.help, Some(format!("write \"{mend}\"")), "{text}");
    }
    for text in ["soon", "", "27", "2027-Q", "Q2", "2027 or 2028", "é", "2027-0６"] {
        assert!(message(text).contains("is not a time\nwrite a date, year, "), "{text}: {}", message(text));
    }
}

#[test]
fn a_bare_year_only_needs_quotes() {
    let error = serde_json::from_str::<Time>("2027").unwrap_err().to_string();
    assert!(error.starts_with("expected a time as text, found the number `2027`\nwrite \"2027\""), "{error}");
}

#[test]
fn days_of_plain_times() {
    let table = [
        ("2027", "2027-01-01..2027-12-31", 365),
        ("2028-H1", "2028-01-01..2028-06-30", 182),
        ("2027-H2", "2027-07-01..2027-12-31", 184),
        ("2027-Q1", "2027-01-01..2027-03-31", 90),
        ("2027-Q4", "2027-10-01..2027-12-31", 92),
        ("2028-02", "2028-02-01..2028-02-29", 29),
        // ISO 8601: week 1 holds the first Thursday. 2027-01-04 and 2025-12-29 are such Mondays.
        ("2027-W01", "2027-01-04..2027-01-10", 7),
        ("2026-W01", "2025-12-29..2026-01-04", 7),
        ("2026-W53", "2026-12-28..2027-01-03", 7),
        ("1900-W01", "1900-01-01..1900-01-07", 7),
    ];
    for (text, days, count) in table {
        let period = SimpleTime::parse(text).unwrap().plain_period().unwrap();
        assert_eq!(period.to_string(), days, "{text}");
        assert_eq!(period.days(), count, "{text}");
    }
}

#[test]
fn values_no_text_can_write_do_not_panic() {
    for time in
        [SimpleTime::Month(0, 0), SimpleTime::Week(u16::MAX, u8::MAX), SimpleTime::Quarter(u16::MAX, u8::MAX)]
    {
        let period = time.plain_period().unwrap();
        assert!(period.first <= period.last);
    }
    assert_eq!(SimpleTime::FiscalHalf(2027, 0).fiscal_quarters(), Some((2027, 0, 2)));
}

#[test]
fn periods_meet_and_split() {
    let period = |text: &str| {
        let (first, last) = text.split_once("..").unwrap();
        Period { first: date(first), last: date(last) }
    };
    let spring = period("2027-03-15..2027-05-02");
    assert!(spring.contains(date("2027-03-15")) && spring.contains(date("2027-05-02")));
    assert!(!spring.contains(date("2027-05-03")));
    assert!(spring.overlaps(&period("2027-05-02..2027-06-01")));
    assert!(!spring.overlaps(&period("2027-05-03..2027-06-01")));
    let months: Vec<String> = spring.months().map(|month| month.to_string()).collect();
    assert_eq!(months, ["2027-03-15..2027-03-31", "2027-04-01..2027-04-30", "2027-05-01..2027-05-02"]);
    let backwards = period("2027-05-02..2027-03-15");
    assert_eq!((backwards.days(), backwards.months().count()), (0, 0));
    let all = Period { first: Date::MIN, last: Date::MAX };
    assert_eq!(all.months().count(), 3600);
}

fn any_simple() -> impl Strategy<Value = SimpleTime> {
    let year = 1900_u16..=2199;
    prop_oneof![
        (0_i64..109_573).prop_map(|days| SimpleTime::Date(Date::MIN.add_days(days))),
        year.clone().prop_map(SimpleTime::Year),
        (year.clone(), 1_u8..=2).prop_map(|(y, n)| SimpleTime::Half(y, n)),
        (year.clone(), 1_u8..=4).prop_map(|(y, n)| SimpleTime::Quarter(y, n)),
        (year.clone(), 1_u8..=12).prop_map(|(y, n)| SimpleTime::Month(y, n)),
        (year.clone(), 1_u8..=52).prop_map(|(y, n)| SimpleTime::Week(y, n)),
        year.clone().prop_map(SimpleTime::FiscalYear),
        (year.clone(), 1_u8..=2).prop_map(|(y, n)| SimpleTime::FiscalHalf(y, n)),
        (year, 1_u8..=4).prop_map(|(y, n)| SimpleTime::FiscalQuarter(y, n)),
    ]
}

proptest! {
    #[test]
    fn reads_what_it_writes(a in any_simple(), b in any_simple()) {
        for time in [Time::One(a), Time::From(a), Time::Range(a, b)] {
            match Time::parse(&time.to_string()) {
                Ok(again) => prop_assert_eq!(again, time),
                Err(mistake) => prop_assert!(mistake.message.ends_with("ends before it begins")),
            }
        }
    }

    #[test]
    fn never_panics(text in "(FY|Q|W|H|20|2027|-|\\.\\.|[0-9]| |\\PC){0,8}") {
        if let Ok(time) = Time::parse(&text) {
            prop_assert_eq!(Time::parse(&time.to_string()), Ok(time));
        }
    }

    #[test]
    fn months_cover_a_period_once(from in 0_i64..109_000, length in 0_i64..800) {
        let first = Date::MIN.add_days(from);
        let period = Period { first, last: first.add_days(length) };
        let days: u32 = period.months().map(|month| month.days()).sum();
        prop_assert_eq!(days, period.days());
    }
}

/// The short way for months and quarters says what the long one says, and nothing where that finds something wrong.
#[test]
fn months_and_quarters_are_read_alike_in_both_ways() {
    let (mut months, mut quarters) = (0, 0);
    for year in ["0000", "1899", "1900", "2027", "2199", "2200", "202x"] {
        for part in
            ["00", "01", "06", "12", "13", "Q0", "Q1", "Q4", "Q5", "H1", "1", "1x", "W1", "Q", "-1", "é"]
        {
            let text = format!("{year}-{part}");
            let short = month_or_quarter(&text);
            let long = SimpleTime::parse(&text).ok();
            match long {
                Some(SimpleTime::Month(..)) => months += 1,
                Some(SimpleTime::Quarter(..)) => quarters += 1,
                _ => {
                    assert_eq!(short, None, "{text}");
                    continue;
                }
            }
            assert_eq!(short, long, "{text}");
        }
    }
    assert_eq!((months, quarters), (9, 6));
}
