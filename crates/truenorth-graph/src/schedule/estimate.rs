//! Expected dates of goals whose durations are estimated with three points.

use truenorth_core::plan::{GoalIx, Plan};

use super::network::{Activity, Passes, passes};
use super::pert::{Pert, SIXTHS, probability_by, three_points};
use super::workdays::Workdays;
use super::{Length, Schedule};
use crate::frozen::{Frozen, get};

/// The network with expected instead of likely durations, in sixths of a working day.
#[derive(Clone, Debug)]
pub(super) struct Expected {
    activities: Vec<Activity>,
    /// Difference of the outer points in working days; `None` without them.
    spread: Vec<Option<i64>>,
    passes: Passes,
}

impl Expected {
    /// Of a plan whose likely dates are known. `None` if no goal has a low and a high estimate.
    pub(super) fn new(
        plan: &Plan,
        frozen: &Frozen,
        days: &Workdays,
        activities: &[Activity],
        lags: &[i64],
        likely: &Passes,
    ) -> Option<Self> {
        let mut spread = vec![None; activities.len()];
        let mut in_sixths: Vec<Activity> = Vec::with_capacity(activities.len());
        for (((_, goal), activity), (times, spread)) in
            plan.goals().zip(activities).zip(likely.times.iter().zip(&mut spread))
        {
            let sixths = |time: i64| time.saturating_mul(SIXTHS);
            let mut length = sixths(activity.length);
            if let (Some(estimate), Some(times), false) = (&goal.written.duration, times, goal.is_over()) {
                // The steps of months are those from the day on which the likely schedule starts.
                let of = |duration| days.length(duration, times.early_start);
                length = sixths(of(&estimate.likely));
                if let (Some(low), Some(high)) = (&estimate.low, &estimate.high)
                    && let Some((expected, difference)) =
                        three_points(of(low), of(&estimate.likely), of(high))
                {
                    length = expected;
                    *spread = Some(difference);
                }
            }
            in_sixths.push(Activity {
                length,
                not_before: activity.not_before.map(sixths),
                open_until: activity.open_until.map(sixths),
                due: activity.due.map(sixths),
            });
        }
        if spread.iter().all(Option::is_none) {
            return None;
        }
        let mut lags: Vec<i64> = lags.iter().map(|lag| lag.saturating_mul(SIXTHS)).collect();
        let length = |goal: u32, _| get(&in_sixths, goal).map_or(0, |activity| activity.length);
        let passes = passes(frozen, &in_sixths, &mut lags, length, |_, _| None);
        Some(Self { activities: in_sixths, spread, passes })
    }
}

impl Schedule {
    /// When a goal is expected to end, and how likely by its due. `None` if it is over or has no dates, and if no
    /// goal of the chain that decides it has a low and a high estimate.
    #[must_use]
    pub fn pert(&self, goal: GoalIx) -> Option<Pert> {
        let expected = self.expected.as_ref()?;
        let work = get(&self.work, goal.0)??;
        if work.length == Length::Over {
            return None;
        }
        let end = get(&expected.passes.times, goal.0)??.early_finish;
        let mut chain = Vec::new();
        let mut begin = end;
        let (mut variance, mut estimated) = (0_i64, 0_usize);
        let mut at = Some(goal);
        while let Some(of) = at.take() {
            let times = get(&expected.passes.times, of.0)??;
            chain.push(of);
            begin = times.early_start;
            let length = get(&expected.activities, of.0).map_or(0, |activity| activity.length);
            if begin.saturating_add(length) < times.early_finish {
                // It is overdue and takes until today: what came before decides no longer, and no estimate holds.
                break;
            }
            if let Some(spread) = get(&expected.spread, of.0).flatten() {
                variance = variance.saturating_add(spread.saturating_mul(spread));
                estimated += 1;
            }
            at = times.decided_by.and_then(|wait| get(&self.waits, wait)).map(|wait| wait.first);
        }
        chain.reverse();
        let day = |sixths: i64| sixths.div_euclid(SIXTHS) + i64::from(sixths.rem_euclid(SIXTHS) > 0);
        let due = work.due.map(|due| self.days.evening(due).saturating_mul(SIXTHS));
        (estimated > 0 && variance > 0).then(|| Pert {
            chain,
            expected_days: end.saturating_sub(begin) as f64 / SIXTHS as f64,
            sd_days: (variance as f64).sqrt() / SIXTHS as f64,
            expected_finish: self.days.day_until(day(end)),
            due: work.due,
            probability: due.map(|due| probability_by(due, end, variance)),
            estimated,
        })
    }
}
