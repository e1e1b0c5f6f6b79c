//! The critical path method on plain numbers.
//!
//! Kelley and Walker 1959. Forwards: an activity starts when all that it waits for has finished, ES = max EF, and
//! EF = ES + length. Backwards: it must finish before the first that waits for it starts late, LF = min LS, and
//! LS = LF - length. Total float = LF - EF, free float = min ES of those that wait - EF.

use std::cmp::Reverse;

use crate::frozen::{Frozen, NONE, get, set};

/// A piece of work. Times are whole numbers of any one unit from a common zero.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Activity {
    /// How long it takes; not negative.
    pub length: i64,
    /// It does not start before; `None` = zero.
    pub not_before: Option<i64>,
    /// It does not finish before, however short it is.
    pub open_until: Option<i64>,
    /// It should have finished by then.
    pub due: Option<i64>,
}

/// One activity waits for another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wait {
    /// The one that waits, by position.
    pub activity: u32,
    /// What it waits for, by position.
    pub first: u32,
    /// Time between the finish of that and the start of this; not negative.
    pub lag: i64,
}

/// When an activity can and must happen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Times {
    /// Early start, ES.
    pub early_start: i64,
    /// Early finish, EF.
    pub early_finish: i64,
    /// Late start, LS: the latest that does not move the end of its network.
    pub late_start: i64,
    /// Late finish, LF.
    pub late_finish: i64,
    /// How far it can slip without moving the start of another activity or the end of its network.
    pub free_float: i64,
    /// How far it can slip until it or something that waits for it misses a due; negative = a due is missed by so
    /// much already. `None` if nothing down the line is due.
    pub margin: Option<i64>,
    /// The activity whose due that is.
    pub margin_of: Option<u32>,
    /// The wait that decides the early start, by position; `None` if that is `not_before` or zero.
    pub decided_by: Option<u32>,
    /// The network it belongs to, by position; `None` if nothing waits for it and it for nothing.
    pub network: Option<u32>,
}

impl Times {
    /// How far it can slip without moving the end of its network.
    #[must_use]
    pub fn total_float(&self) -> i64 {
        self.late_finish.saturating_sub(self.early_finish)
    }

    /// Whether a slip of it moves the end of its network.
    #[must_use]
    pub fn is_critical(&self) -> bool {
        self.network.is_some() && self.total_float() <= 0
    }
}

/// Activities that wait for each other, directly or by way of others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NetworkEnd {
    /// The activity that finishes last; among equals one that nothing waits for, and of these the first.
    pub last: u32,
    /// When.
    pub end: i64,
}

/// The result of both passes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Passes {
    /// By activity; `None` for those that wait for themselves, and for what waits for such.
    pub times: Vec<Option<Times>>,
    /// Every network that has an end, in the order of its first activity.
    pub networks: Vec<NetworkEnd>,
}

/// Early and late times of activities that wait for each other.
///
/// Parts that are not linked have an end each. Waits from or to activities that do not exist are left out. Linear
/// in activities and waits; sums stop at the largest `i64`.
#[must_use]
pub fn critical_path(activities: &[Activity], waits: &[Wait]) -> Passes {
    let edges: Vec<(u32, u32)> = waits.iter().map(|wait| (wait.activity, wait.first)).collect();
    let frozen = Frozen::of_edges(activities.len(), &edges);
    let mut lags: Vec<i64> = waits.iter().map(|wait| wait.lag).collect();
    let length = |activity: u32, _| get(activities, activity).map_or(0, |activity| activity.length);
    passes(&frozen, activities, &mut lags, length, |_, _| None)
}

/// The same with lengths and lags that depend on when they begin: `length` of an activity that starts at a time, and
/// `lag` of a wait after a finish at a time, which then stands in `lags`; `None` leaves what stands there. The
/// backward pass takes them as the forward pass found them.
pub(super) fn passes(
    frozen: &Frozen,
    activities: &[Activity],
    lags: &mut [i64],
    length: impl Fn(u32, i64) -> i64,
    lag: impl Fn(u32, i64) -> Option<i64>,
) -> Passes {
    let mut times: Vec<Option<Times>> = vec![None; activities.len()];
    let ranks = 0..u32::try_from(frozen.len()).unwrap_or(NONE);
    let at = |times: &[Option<Times>], rank: u32| get(times, frozen.node(rank)).flatten();
    'forward: for rank in ranks.clone().filter(|rank| frozen.tangle(*rank).is_none()) {
        let node = frozen.node(rank);
        let Some(activity) = get(activities, node) else { continue };
        let mut start = activity.not_before.unwrap_or(0);
        let mut decided_by: Option<u32> = None;
        for (first, wait) in frozen.parents(rank) {
            let Some(before) = at(&times, first) else { continue 'forward };
            if let Some(found) = lag(wait, before.early_finish) {
                set(lags, wait, found);
            }
            let ready = before.early_finish.saturating_add(get(lags, wait).unwrap_or(0));
            // Among equals what is waited for, and of that the wait written first, so that the way goes on.
            let first_of_equals = ready == start && decided_by.is_none_or(|other| wait < other);
            if ready > start || first_of_equals {
                start = ready;
                decided_by = Some(wait);
            }
        }
        let finish = start.saturating_add(length(node, start)).max(activity.open_until.unwrap_or(i64::MIN));
        let found = Times { early_start: start, early_finish: finish, decided_by, ..Times::default() };
        set(&mut times, node, Some(found));
    }
    let networks = networks(frozen, &mut times);
    for rank in ranks.rev() {
        let node = frozen.node(rank);
        let Some(own) = at(&times, rank) else { continue };
        let network = own.network.and_then(|network| get(&networks, network));
        let end = network.map_or(own.early_finish, |network| network.end);
        let (mut late, mut next) = (end, end);
        let mut due = get(activities, node).and_then(|activity| Some((activity.due?, node)));
        for (waiting, wait) in frozen.children(rank) {
            let Some(after) = at(&times, waiting) else { continue };
            let lag = get(lags, wait).unwrap_or(0);
            late = late.min(after.late_start.saturating_sub(lag));
            next = next.min(after.early_start.saturating_sub(lag));
            if let (Some(margin), Some(of)) = (after.margin, after.margin_of) {
                // The latest finish of this one that keeps that due.
                let limit = after.early_start.saturating_add(margin).saturating_sub(lag);
                due = Some(due.map_or((limit, of), |due| due.min((limit, of))));
            }
        }
        let spans = own.early_finish.saturating_sub(own.early_start);
        let found = Times {
            late_start: late.saturating_sub(spans),
            late_finish: late,
            free_float: next.saturating_sub(own.early_finish),
            margin: due.map(|(due, _)| due.saturating_sub(own.early_finish)),
            margin_of: due.map(|(_, of)| of),
            ..own
        };
        set(&mut times, node, Some(found));
    }
    Passes { times, networks }
}

/// Gives every linked activity the number of its network.
fn networks(frozen: &Frozen, times: &mut [Option<Times>]) -> Vec<NetworkEnd> {
    let mut ends: Vec<NetworkEnd> = Vec::new();
    let mut seen = vec![false; frozen.len()];
    let mut todo: Vec<u32> = Vec::new();
    for node in 0..u32::try_from(frozen.len()).unwrap_or(NONE) {
        let Some(rank) = frozen.rank(node) else { continue };
        let linked = frozen.parents(rank).len() + frozen.children(rank).len() > 0;
        if !linked || get(&seen, rank) != Some(false) || get(times, node).flatten().is_none() {
            continue;
        }
        let number = u32::try_from(ends.len()).unwrap_or(NONE);
        let mut last: Option<(i64, bool, Reverse<u32>)> = None;
        set(&mut seen, rank, true);
        todo.push(rank);
        while let Some(at) = todo.pop() {
            let node = frozen.node(at);
            // What has no dates links nothing.
            let Some(times) = times.get_mut(node as usize).and_then(Option::as_mut) else { continue };
            times.network = Some(number);
            // Among equals one that nothing waits for, and of these the first.
            last = last.max(Some((times.early_finish, frozen.children(at).len() == 0, Reverse(node))));
            for (other, _) in frozen.parents(at).chain(frozen.children(at)) {
                if get(&seen, other) == Some(false) {
                    set(&mut seen, other, true);
                    todo.push(other);
                }
            }
        }
        ends.extend(last.map(|(end, _, last)| NetworkEnd { last: last.0, end }));
    }
    ends
}
