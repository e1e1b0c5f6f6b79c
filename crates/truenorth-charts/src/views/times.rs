//! Columns of time: months, quarters or years, as many as a chart can hold.

use truenorth_core::scalar::{Date, Period};

use crate::text::MONTHS;

/// A column of time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Column {
    /// Its days.
    pub(super) period: Period,
    /// What stands above it, such as `Apr 2027` or `2027 Q2`.
    pub(super) name: String,
}

/// The months, or quarters where these are more than `most`, or years where those are, of the time from one day to
/// another; of more than `most` years the first.
pub(super) fn columns(span: Period, most: usize) -> Vec<Column> {
    let (first, last) = (span.first, span.last);
    let months = months_from(first, last) + 1;
    let steps: [(i64, i64); 3] =
        [(1, 0), (3, i64::from((first.month() - 1) % 3)), (12, i64::from(first.month() - 1))];
    let most = i64::try_from(most).unwrap_or(i64::MAX).max(1);
    let fits = |(step, into): &(i64, i64)| (months + into + step - 1) / step <= most;
    let (step, into) = steps.into_iter().find(fits).unwrap_or(steps[2]);
    from(first.first_of_month().add_months(-into), last, step, most)
}

/// The quarters from that of one day to that of another, at most so many.
pub(super) fn quarters(span: Period, most: usize) -> Vec<Column> {
    from(Period::quarter_of(span.first).first, span.last, 3, i64::try_from(most).unwrap_or(i64::MAX))
}

fn from(first: Date, last: Date, step: i64, most: i64) -> Vec<Column> {
    let column = |at: i64| {
        let first = first.add_months(at * step);
        let period = Period { first, last: first.add_months(step - 1).last_of_month() };
        let name = match step {
            1 => format!("{} {}", MONTHS.get(usize::from(first.month()) - 1).unwrap_or(&""), first.year()),
            3 => format!("{} Q{}", first.year(), first.month().div_ceil(3)),
            _ => first.year().to_string(),
        };
        Column { period, name }
    };
    let count = (months_from(first, last) / step + 1).min(most);
    (0..count).map(column).collect()
}

/// Steps from the month of one day to that of another; none backwards.
fn months_from(first: Date, last: Date) -> i64 {
    let number = |day: Date| i64::from(day.year()) * 12 + i64::from(day.month());
    (number(last) - number(first)).max(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(first: (u16, u8), last: (u16, u8), most: usize) -> Vec<String> {
        let day = |(year, month)| Date::new(year, month, 15).unwrap();
        let columns = columns(Period { first: day(first), last: day(last) }, most);
        columns.into_iter().map(|column| column.name).collect()
    }

    /// February to April are three months, or parts of two quarters; November to January are two of those too.
    #[test]
    fn columns_are_as_fine_as_fits() {
        assert_eq!(names((2027, 2), (2027, 4), 3), ["Feb 2027", "Mar 2027", "Apr 2027"]);
        assert_eq!(names((2027, 2), (2027, 4), 2), ["2027 Q1", "2027 Q2"]);
        assert_eq!(names((2026, 11), (2027, 1), 2), ["2026 Q4", "2027 Q1"]);
        assert_eq!(names((2026, 11), (2027, 1), 1), ["2026"]);
        assert_eq!(names((2020, 1), (2199, 12), 3), ["2020", "2021", "2022"]);
        assert_eq!(names((2027, 2), (2026, 4), 3), ["Feb 2027"]);
    }

    #[test]
    fn a_column_holds_its_whole_days() {
        let span = Period { first: Date::new(2027, 2, 28).unwrap(), last: Date::new(2027, 7, 1).unwrap() };
        let ends: Vec<String> = quarters(span, 8).iter().map(|column| column.period.to_string()).collect();
        assert_eq!(ends, ["2027-01-01..2027-03-31", "2027-04-01..2027-06-30", "2027-07-01..2027-09-30"]);
        assert_eq!(quarters(span, 2).len(), 2);
    }
}
