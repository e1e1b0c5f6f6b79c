//! The time axis: ticks at days, months or years, as many as fit beside each other.

use super::axis::Axis;
use crate::text::{self, MONTHS, Weight};
use jiff::civil::Date;

/// Days since 1970-01-01 in the proleptic Gregorian calendar (Howard Hinnant, "chrono-Compatible Low-Level Date
/// Algorithms", `days_from_civil`).
pub(super) fn day_number(date: Date) -> i64 {
    days_from_civil(i64::from(date.year()), i64::from(date.month()), i64::from(date.day()))
}

fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let y = if month <= 2 { year - 1 } else { year };
    let era = y.div_euclid(400);
    let year_of_era = y.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

/// The inverse: year, month (1 to 12) and day of a day number (`civil_from_days` of the same source).
fn civil_from_days(number: i64) -> (i64, i64, i64) {
    let z = number + 719_468;
    let era = z.div_euclid(146_097);
    let day_of_era = z.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (year, month, day_of_year - (153 * shifted + 2) / 5 + 1)
}

fn month_name(month: i64) -> &'static str {
    usize::try_from(month - 1).ok().and_then(|m| MONTHS.get(m)).copied().unwrap_or("")
}

/// A date as people read it: `30 Sep 2026`.
pub(crate) fn spoken(date: Date) -> String {
    format!("{} {} {}", date.day(), month_name(i64::from(date.month())), date.year())
}

/// A time from its first to its last day as people read it: a month, quarter or year of the calendar by its name, a day as a
/// day, anything else from day to day.
pub(super) fn time_name(first: Date, last: Date) -> String {
    let month = month_name(i64::from(first.month()));
    let is_whole = first.day() == 1 && last == last.last_of_month() && first.year() == last.year();
    match (is_whole, first.month(), last.month()) {
        _ if first == last => spoken(first),
        (true, from, to) if from == to => format!("{month} {}", first.year()),
        (true, 1, 12) => first.year().to_string(),
        (true, from, to) if from % 3 == 1 && to == from + 2 => format!("Q{} {}", to / 3, first.year()),
        _ => format!("{} to {}", spoken(first), spoken(last)),
    }
}

/// When something held: `on 31 Mar 2027` for a day, `in Mar 2027` for what flowed over a time.
pub(super) fn when(first: Date, last: Date) -> String {
    let name = time_name(first, last);
    match first == last {
        true => format!("on {name}"),
        false if name.contains(" to ") => format!("from {name}"),
        false => format!("in {name}"),
    }
}

/// A time axis and the years to write below it, by position.
pub(super) struct TimeAxis {
    pub(super) axis: Axis,
    pub(super) years: Vec<(f64, String)>,
}

/// Steps between ticks, finest first.
#[derive(Clone, Copy)]
enum Step {
    Days(i64),
    Months(i64),
}

const STEPS: [Step; 18] = [
    Step::Days(1),
    Step::Days(2),
    Step::Days(7),
    Step::Days(14),
    Step::Months(1),
    Step::Months(2),
    Step::Months(3),
    Step::Months(6),
    Step::Months(12),
    Step::Months(24),
    Step::Months(60),
    Step::Months(120),
    Step::Months(240),
    Step::Months(600),
    Step::Months(1200),
    Step::Months(2400),
    Step::Months(6000),
    Step::Months(12_000),
];

/// An axis from one day number to another, `width` sixteenths long, with labels of `size` sixteenths: the finest
/// step whose labels keep their distance.
pub(super) fn time_axis(low: f64, high: f64, width: i32, size: i32) -> TimeAxis {
    let per_day = f64::from(width) / (high - low).max(1.0);
    let mut chosen = Vec::new();
    for step in STEPS {
        let days = match step {
            Step::Days(d) => d as f64,
            // The shortest month, or about the mean of many.
            Step::Months(m) => m as f64 * if m < 12 { 28.0 } else { 30.4 },
        };
        let widest = match step {
            Step::Days(_) => "30 May",
            Step::Months(m) if m < 12 => "May",
            Step::Months(_) => "2030",
        };
        let needed = f64::from(text::width(widest, Weight::Regular, size) + size * 5 / 4);
        if days * per_day >= needed {
            chosen = ticks(step, low, high);
            break;
        }
    }
    let years = years(&chosen, per_day, f64::from(text::width("2030", Weight::Regular, size) + size));
    let ticks = chosen.into_iter().map(|t| (t.at, t.label)).collect();
    TimeAxis { axis: Axis { low, high, ticks }, years }
}

/// Where a year starts among the ticks, and at the first tick unless the next year would touch it.
fn years(ticks: &[Tick], per_day: f64, room: f64) -> Vec<(f64, String)> {
    let mut found: Vec<(f64, String)> = Vec::new();
    let mut before = None;
    for tick in ticks.iter().filter(|t| !t.is_year) {
        if before == Some(tick.year) {
            continue;
        }
        before = Some(tick.year);
        if found.last().is_some_and(|(last, _)| (tick.at - last) * per_day < room) {
            found.pop();
        }
        found.push((tick.at, tick.year.to_string()));
    }
    found
}

struct Tick {
    at: f64,
    label: String,
    year: i64,
    /// Whether the label itself is the year.
    is_year: bool,
}

/// The ticks of a step within the range.
fn ticks(step: Step, low: f64, high: f64) -> Vec<Tick> {
    let (first, last) = (low.ceil() as i64, high.floor() as i64);
    let mut found = Vec::new();
    match step {
        Step::Days(days) => {
            // Weeks start on a Monday: day number 4 was one.
            let mut number = first + (4 - first).rem_euclid(days);
            while number <= last {
                let (year, month, day) = civil_from_days(number);
                let label = format!("{day} {}", month_name(month));
                found.push(Tick { at: number as f64, label, year, is_year: false });
                number = number.saturating_add(days);
            }
        }
        Step::Months(months) => {
            let (year, month, _) = civil_from_days(first);
            let mut index = (year * 12 + month - 1).div_euclid(months) * months;
            loop {
                let (year, month) = (index.div_euclid(12), index.rem_euclid(12) + 1);
                let day = days_from_civil(year, month, 1);
                if day > last {
                    break;
                }
                if day >= first {
                    let is_year = months >= 12;
                    let label = if is_year { year.to_string() } else { month_name(month).to_owned() };
                    found.push(Tick { at: day as f64, label, year, is_year });
                }
                index = index.saturating_add(months);
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn day_numbers_match_known_dates() {
        assert_eq!(day_number(date(1970, 1, 1)), 0);
        assert_eq!(day_number(date(2000, 3, 1)), 11_017);
        assert_eq!(day_number(date(1969, 12, 31)), -1);
        for number in [-800_000, -1, 0, 59, 11_016, 20_000, 2_932_896] {
            let (y, m, d) = civil_from_days(number);
            assert_eq!(days_from_civil(y, m, d), number);
        }
    }

    #[test]
    fn what_flows_is_said_of_its_time_and_what_stands_of_its_day() {
        let when = |from: (i16, i8, i8), to: (i16, i8, i8)| {
            when(Date::constant(from.0, from.1, from.2), Date::constant(to.0, to.1, to.2))
        };
        assert_eq!(when((2027, 3, 31), (2027, 3, 31)), "on 31 Mar 2027");
        assert_eq!(when((2027, 3, 1), (2027, 3, 31)), "in Mar 2027");
        assert_eq!(when((2028, 2, 1), (2028, 2, 29)), "in Feb 2028");
        assert_eq!(when((2027, 4, 1), (2027, 6, 30)), "in Q2 2027");
        assert_eq!(when((2027, 1, 1), (2027, 12, 31)), "in 2027");
        // Half a year has no name that everybody knows, nor has a fiscal year.
        assert_eq!(when((2027, 1, 1), (2027, 6, 30)), "from 1 Jan 2027 to 30 Jun 2027");
        assert_eq!(when((2026, 7, 1), (2027, 6, 30)), "from 1 Jul 2026 to 30 Jun 2027");
    }

    fn labels(from: Date, to: Date, width: i32) -> (Vec<String>, Vec<String>) {
        let axis = time_axis(day_number(from) as f64, day_number(to) as f64, width * 16, 14 * 16);
        (
            axis.axis.ticks.into_iter().map(|(_, l)| l).collect(),
            axis.years.into_iter().map(|(_, l)| l).collect(),
        )
    }

    #[test]
    fn the_step_follows_the_room() {
        let (months, years) = labels(date(2026, 1, 1), date(2026, 12, 31), 1000);
        assert_eq!(months, MONTHS);
        assert_eq!(years, ["2026"]);
        let (quarters, years) = labels(date(2025, 12, 1), date(2028, 12, 31), 1000);
        assert_eq!(quarters[..3], ["Jan", "Mar", "May"]);
        assert_eq!(years, ["2026", "2027", "2028"]);
        let (decade, years) = labels(date(2020, 6, 1), date(2031, 1, 1), 600);
        assert_eq!(
            decade,
            ["2021", "2022", "2023", "2024", "2025", "2026", "2027", "2028", "2029", "2030", "2031"]
        );
        assert!(years.is_empty());
        let (days, years) = labels(date(2026, 9, 28), date(2026, 10, 6), 900);
        assert_eq!(days[..4], ["28 Sep", "29 Sep", "30 Sep", "1 Oct"]);
        assert_eq!(years, ["2026"]);
    }

    #[test]
    fn ranges_of_all_sizes_have_few_ticks() {
        for (from, to) in [(0.0, 1.0), (0.0, 30.0), (0.0, 4000.0), (-4_000_000.0, 2_900_000.0)] {
            let axis = time_axis(from, to, 16_000, 224);
            assert!(axis.axis.ticks.len() <= 40, "{from} {to}: {}", axis.axis.ticks.len());
        }
    }
}
