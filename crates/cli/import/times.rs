//! Times and days as tables write them. What can be read in two ways is not read.

use truenorth_core::scalar::{Date, SimpleTime, Time};

/// Why a text is no time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NoTime {
    /// Day and month cannot be told apart.
    Ambiguous,
    /// It is none.
    Other,
}

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// Reads a time of the format, in another spelling of which the meaning is certain, or a day in one of the
/// usual orders.
pub(crate) fn read(text: &str) -> Result<Time, NoTime> {
    let text = text.trim();
    if text.len() > 64 {
        return Err(NoTime::Other);
    }
    let text = without_clock(text);
    match Time::parse(text) {
        Ok(time) => Ok(time),
        Err(mistake) => {
            // A range that ends before it begins is turned by the proposal, which is no spelling.
            let spelling = !mistake.message.contains("before it begins");
            let proposal = mistake
                .help
                .as_deref()
                .filter(|_| spelling)
                .and_then(|help| Time::parse(help.strip_prefix("write \"")?.strip_suffix('"')?).ok());
            match proposal {
                Some(time) => Ok(time),
                None => named_month(text).map_or_else(|| numbers(text), Ok).map(Time::One),
            }
        }
    }
}

/// Takes off the midnight that programs add to a day, and the point that they add to a year.
fn without_clock(text: &str) -> &str {
    for end in [" 00:00", " 00:00:00", "T00:00:00", "T00:00:00Z", " 00:00:00.000", "T00:00:00.000Z"] {
        if let Some(day) = text.strip_suffix(end) {
            return day;
        }
    }
    match text.strip_suffix(".0") {
        Some(year) if year.len() == 4 => year,
        _ => text,
    }
}

/// `30 June 2027`, `Jun 30, 2027`, `30-Jun-2027`.
fn named_month(text: &str) -> Option<SimpleTime> {
    let words: Vec<&str> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let [first, second, year] = words.as_slice() else { return None };
    let month = |word: &str| {
        let begin = word.get(..3)?.to_ascii_lowercase();
        let month = MONTHS.iter().position(|month| *month == begin)?;
        u8::try_from(month + 1).ok().filter(|_| word.bytes().all(|byte| byte.is_ascii_alphabetic()))
    };
    let number = |word: &str| word.parse::<u8>().ok().filter(|_| word.len() <= 2);
    let year = year.parse::<u16>().ok().filter(|_| year.len() == 4)?;
    let (day, month) = match (number(first), month(second)) {
        (Some(day), Some(month)) => (day, month),
        _ => (number(second)?, month(first)?),
    };
    Date::new(year, month, day).map(SimpleTime::Date)
}

/// `30.06.2027`, which has the day first everywhere; `25/12/2027` and `12/25/2027`, where only one reading
/// is a day.
fn numbers(text: &str) -> Result<SimpleTime, NoTime> {
    for mark in ['.', '/', '-'] {
        let parts: Vec<&str> = text.split(mark).collect();
        let [first, second, year] = parts.as_slice() else { continue };
        let number = |word: &str| word.parse::<u8>().ok().filter(|_| (1..=2).contains(&word.len()));
        let year = year.parse::<u16>().ok().filter(|_| year.len() == 4);
        let (Some(first), Some(second), Some(year)) = (number(first), number(second), year) else {
            return Err(NoTime::Other);
        };
        let day_first = Date::new(year, second, first);
        let month_first = Date::new(year, first, second).filter(|_| mark != '.');
        return match (day_first, month_first) {
            (Some(one), Some(other)) if one != other => Err(NoTime::Ambiguous),
            (Some(day), _) | (None, Some(day)) => Ok(SimpleTime::Date(day)),
            (None, None) => Err(NoTime::Other),
        };
    }
    Err(NoTime::Other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_of_tables() {
        for (text, expected) in [
            ("2027-06-30", "2027-06-30"),
            ("2027-06-30 00:00:00", "2027-06-30"),
            ("2027-06-30T00:00:00Z", "2027-06-30"),
            ("2027/6/30", "2027-06-30"),
            ("30.06.2027", "2027-06-30"),
            ("3.4.2027", "2027-04-03"),
            ("25/12/2027", "2027-12-25"),
            ("12/25/2027", "2027-12-25"),
            ("5/5/2027", "2027-05-05"),
            ("30 June 2027", "2027-06-30"),
            ("Jun 30, 2027", "2027-06-30"),
            ("30-Jun-2027", "2027-06-30"),
            ("June 2027", "2027-06"),
            ("Q2 2027", "2027-Q2"),
            ("2027 Q2", "2027-Q2"),
            ("FY2027", "FY27"),
            ("2027.0", "2027"),
            ("2027", "2027"),
        ] {
            assert_eq!(read(text).map(|time| time.to_string()), Ok(expected.to_owned()), "{text}");
        }
    }

    #[test]
    fn what_is_uncertain_is_not_read() {
        assert_eq!(read("03/04/2027"), Err(NoTime::Ambiguous));
        assert_eq!(read("3-4-2027"), Err(NoTime::Ambiguous));
        for text in [
            "",
            "Ongoing",
            "30.06.27",
            "31.02.2027",
            "12 months",
            "90 days after guidance",
            "2028..2027",
            "46203",
            "FY22-23",
            "32 June 2027",
            "every 3m",
            "2027-13-01",
            "June",
        ] {
            assert_eq!(read(text), Err(NoTime::Other), "{text}");
        }
    }
}
