//! Working days of a period, counted once.

use truenorth_core::scalar::{Calendar, Date, Period};

/// How many working days lie before each day of a period.
pub(crate) struct WorkDays {
    first: Date,
    /// By days from `first`; one more for the end.
    before: Vec<u32>,
}

impl WorkDays {
    pub(crate) fn new(calendar: &Calendar, period: Period) -> Self {
        // A holiday begins and ends at most once each: 1 and -1 at its days, added up.
        let days = period.days() as usize;
        let mut holidays = vec![0_i64; days.saturating_add(1)];
        for holiday in calendar.holidays.iter().filter(|holiday| holiday.overlaps(&period)) {
            for (day, change) in [(holiday.first.max(period.first), 1), (holiday.last.min(period.last), -1)] {
                let at = usize::try_from(day.days_since(period.first)).unwrap_or(0);
                let at = if change < 0 { at.saturating_add(1) } else { at };
                if let Some(slot) = holidays.get_mut(at) {
                    *slot = slot.saturating_add(change);
                }
            }
        }
        let mut before = Vec::with_capacity(days.saturating_add(1));
        let (mut count, mut free) = (0_u32, 0_i64);
        for (offset, change) in (0..).zip(holidays) {
            before.push(count);
            free = free.saturating_add(change);
            let weekday = usize::from(period.first.add_days(offset).weekday());
            let works = free == 0 && calendar.working_days.get(weekday).copied().unwrap_or(false);
            count = count.saturating_add(u32::from(works));
        }
        Self { first: period.first, before }
    }

    /// Number of working days of a period; only those of the whole count.
    pub(crate) fn count(&self, period: &Period) -> u32 {
        if period.last < period.first {
            return 0;
        }
        let before = |day: Date, more: i64| {
            let at = usize::try_from(day.days_since(self.first).saturating_add(more)).unwrap_or(0);
            self.before.get(at).or(self.before.last()).copied().unwrap_or(0)
        };
        before(period.last, 1).saturating_sub(before(period.first, 0))
    }

    /// The mean of spans over the working days of a period, rounded down; 0 without working days.
    pub(crate) fn mean(&self, spans: &[(Period, i128)], within: &Period) -> i128 {
        let sum = spans.iter().filter(|(period, _)| period.overlaps(within)).map(|(period, share)| {
            let both = Period { first: period.first.max(within.first), last: period.last.min(within.last) };
            share.saturating_mul(i128::from(self.count(&both)))
        });
        sum.fold(0_i128, i128::saturating_add).checked_div(i128::from(self.count(within))).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::testing::date;

    proptest! {
        #[test]
        fn as_the_calendar_counts(holidays in prop::collection::vec((-9_i64..60, 0_i64..9), 0..5), first in 0_i64..50, days in 0_i64..50) {
            let start = date("2027-02-01");
            let period = |first: i64, days: i64| {
                let first = start.add_days(first);
                Period { first, last: first.add_days(days) }
            };
            let holidays = holidays.into_iter().map(|(first, days)| period(first, days)).collect();
            let calendar = Calendar { holidays, ..Calendar::default() };
            let all = WorkDays::new(&calendar, period(0, 99));
            let part = period(first, days);
            prop_assert_eq!(all.count(&part), calendar.working_days_in(&part));
        }
    }
}
