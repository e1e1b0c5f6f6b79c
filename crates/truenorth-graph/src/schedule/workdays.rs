//! Working days as numbers: how dates become moments of a network, and back.

use truenorth_core::scalar::{Calendar, Date, Duration, DurationUnit};

/// The working days of a calendar, counted from 1900-01-01.
///
/// A *moment* is a number of working days that have passed: work of two days from moment 5 fills the working days 5
/// and 6 (from 0) and ends at moment 7. The evening of a Friday and the morning of the next Monday are one moment.
#[derive(Clone, Debug)]
pub(super) struct Workdays {
    /// Number of working days before each day, by days from the first date of a plan; one entry more for the end.
    before: Vec<u32>,
    /// Each working day, as days from the first date of a plan.
    days: Vec<u32>,
    /// Working days of a week without holidays.
    in_week: u32,
    calendar: Calendar,
}

impl Workdays {
    /// Counts the working days of a calendar. In one that has none at all every day counts.
    pub(super) fn new(calendar: &Calendar) -> Self {
        let total = usize::try_from(Date::MAX.days_since(Date::MIN)).unwrap_or(0).saturating_add(1);
        // Where holidays begin and end, so that their number does not multiply with that of the days.
        let mut turns = vec![0_i64; total.saturating_add(1)];
        for holiday in &calendar.holidays {
            for (day, turn) in [(offset(holiday.first), 1), (offset(holiday.last).saturating_add(1), -1)] {
                if let Some(slot) = turns.get_mut(day) {
                    *slot += turn;
                }
            }
        }
        let weekday = usize::from(Date::MIN.weekday());
        let mut made = Self { before: vec![0], days: Vec::new(), in_week: 7, calendar: calendar.clone() };
        let mut holidays = 0_i64;
        for (day, turn) in turns.iter().take(total).enumerate() {
            holidays += turn;
            let works = calendar.working_days.get((weekday + day) % 7).copied().unwrap_or(false);
            made.count(day, works && holidays == 0);
        }
        if made.days.is_empty() {
            made.before.truncate(1);
            (0..total).for_each(|day| made.count(day, true));
            return made;
        }
        let in_week = calendar.working_days.iter().filter(|works| **works).count();
        made.in_week = u32::try_from(in_week).unwrap_or(7);
        made
    }

    fn count(&mut self, day: usize, works: bool) {
        if works {
            self.days.push(u32::try_from(day).unwrap_or(u32::MAX));
        }
        self.before.push(u32::try_from(self.days.len()).unwrap_or(u32::MAX));
    }

    /// The moment at which a day begins.
    pub(super) fn morning(&self, day: Date) -> i64 {
        self.before.get(offset(day)).copied().map_or(0, i64::from)
    }

    /// The moment at which a day ends.
    pub(super) fn evening(&self, day: Date) -> i64 {
        self.before.get(offset(day).saturating_add(1)).copied().map_or(0, i64::from)
    }

    /// The working day that begins at a moment; the last day of the calendar after the last working day.
    pub(super) fn day_from(&self, moment: i64) -> Date {
        match usize::try_from(moment.max(0)).ok().and_then(|moment| self.days.get(moment)) {
            Some(day) => Date::MIN.add_days(i64::from(*day)),
            None => Date::MAX,
        }
    }

    /// The working day that ends at a moment.
    pub(super) fn day_until(&self, moment: i64) -> Date {
        self.day_from(moment.saturating_sub(1))
    }

    /// Working days that work of a duration takes from a moment on: `d` as many, `w` as many weeks without
    /// holidays, `m` and `y` those of the calendar from the day of the moment on.
    pub(super) fn length(&self, duration: &Duration, from: i64) -> i64 {
        match duration.unit {
            DurationUnit::Day => i64::from(duration.count),
            DurationUnit::Week => i64::from(duration.count).saturating_mul(i64::from(self.in_week)),
            DurationUnit::Month | DurationUnit::Year => {
                let end = self.calendar.add(self.day_from(from), duration);
                self.morning(end).saturating_sub(from).max(0)
            }
        }
    }

    /// Working days that pass while something waits for a duration of the calendar after a moment: it may begin on
    /// the day after the last day of waiting.
    pub(super) fn wait(&self, lag: &Duration, from: i64) -> i64 {
        let ready = self.calendar.add(self.day_until(from), lag);
        self.evening(ready).saturating_sub(from).max(0)
    }
}

fn offset(day: Date) -> usize {
    usize::try_from(day.days_since(Date::MIN)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use truenorth_core::scalar::Period;

    use super::*;
    use crate::testing::date;

    fn duration(text: &str) -> Duration {
        Duration::parse(text).unwrap()
    }

    #[test]
    fn moments_and_days() {
        let days = Workdays::new(&Calendar::default());
        // 2027-03-05 is a Friday.
        let evening = days.evening(date("2027-03-05"));
        assert_eq!(evening, days.morning(date("2027-03-05")) + 1);
        for day in ["2027-03-06", "2027-03-07"] {
            assert_eq!([days.morning(date(day)), days.evening(date(day))], [evening; 2]);
        }
        assert_eq!(days.morning(date("2027-03-08")), evening);
        assert_eq!(days.day_until(evening), date("2027-03-05"));
        assert_eq!(days.day_from(evening), date("2027-03-08"));
        assert_eq!(days.day_from(-3), date("1900-01-01"));
        assert_eq!(days.day_from(i64::MAX), Date::MAX);
    }

    #[test]
    fn lengths_and_waits() {
        // Good Friday and Easter Monday of 2027.
        let holidays = vec![
            Period { first: date("2027-03-26"), last: date("2027-03-29") },
            Period { first: date("2027-03-28"), last: date("2027-03-29") },
        ];
        let days = Workdays::new(&Calendar { holidays, ..Calendar::default() });
        let monday = days.morning(date("2027-03-22"));
        let lengths = ["3d", "1w", "2w", "1m", "0d"].map(|text| days.length(&duration(text), monday));
        // From 22 March to 21 April there are 23 days from Monday to Friday, two of them holidays.
        assert_eq!(lengths, [3, 5, 10, 21, 0]);
        // Five days from that Monday on: the holidays push the last to the Tuesday after.
        assert_eq!(days.day_until(monday + 5), date("2027-03-30"));
        // Three days after Wednesday the 24th lie in the holidays: Thursday passes.
        assert_eq!(days.wait(&duration("3d"), days.evening(date("2027-03-24"))), 1);
        assert_eq!(days.wait(&duration("1w"), days.evening(date("2027-03-24"))), 3);
        assert_eq!(days.wait(&duration("0d"), days.evening(date("2027-03-24"))), 0);
    }

    #[test]
    fn a_calendar_without_working_days() {
        let all = Workdays::new(&Calendar { working_days: [false; 7], ..Calendar::default() });
        assert_eq!(all.evening(date("1900-01-10")), 10);
        let week = Workdays::new(&Calendar { working_days: [true; 7], ..Calendar::default() });
        assert_eq!(week.length(&duration("2w"), 0), 14);
    }
}
