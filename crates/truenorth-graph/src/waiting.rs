//! Which goals wait for which, over `depends_on`.

use std::collections::VecDeque;

use truenorth_core::plan::{GoalIx, Item, LinkKind, Plan};

/// The open goals that wait for each goal.
pub(crate) struct Waiting {
    /// By goal: where its list begins in `goals`; one more for the end.
    starts: Vec<usize>,
    goals: Vec<GoalIx>,
}

/// A goal on a chain of dependencies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Wait {
    pub(crate) goal: GoalIx,
    /// The one before it on the chain.
    pub(crate) via: GoalIx,
    /// Number of links to the start, at least 1.
    pub(crate) distance: u32,
}

impl Waiting {
    pub(crate) fn new(plan: &Plan) -> Self {
        let live = || plan.goals().filter(|(_, goal)| goal.is_live());
        let mut starts = vec![0_usize; plan.goals.len().saturating_add(2)];
        // Counted two further on, filled in one further on: then each list begins at its own number.
        for on in live().flat_map(|(goal, _)| needed(plan, goal)) {
            if let Some(count) = starts.get_mut(on.at().saturating_add(2)) {
                *count = count.saturating_add(1);
            }
        }
        let mut sum = 0_usize;
        for start in &mut starts {
            sum = sum.saturating_add(*start);
            *start = sum;
        }
        let mut goals = vec![GoalIx(0); sum];
        for (goal, _) in live() {
            for on in needed(plan, goal) {
                let Some(next) = starts.get_mut(on.at().saturating_add(1)) else { continue };
                if let Some(slot) = goals.get_mut(*next) {
                    *slot = goal;
                }
                *next = next.saturating_add(1);
            }
        }
        Self { starts, goals }
    }

    /// The open goals that wait for a goal, in the order of the plan.
    pub(crate) fn for_one(&self, goal: GoalIx) -> &[GoalIx] {
        let at = |position: usize| self.starts.get(position).copied().unwrap_or_default();
        self.goals.get(at(goal.at())..at(goal.at().saturating_add(1))).unwrap_or_default()
    }

    /// The goals that wait for any of `goals`, directly or by others, the nearest first.
    pub(crate) fn for_any(&self, plan: &Plan, goals: &[GoalIx]) -> Vec<Wait> {
        walk(plan, goals, |goal| self.for_one(goal).iter().copied())
    }
}

/// The goals that a goal depends on, as written.
pub(crate) fn needed(plan: &Plan, goal: GoalIx) -> impl Iterator<Item = GoalIx> {
    let links = plan.goals.get(goal.at()).map_or(&[][..], |goal| &goal.links);
    links.iter().filter(|link| link.kind == LinkKind::DependsOn).filter_map(|link| match link.to {
        Item::Goal(on) => Some(on),
        _ => None,
    })
}

/// The goals that are not over and that `goals` wait for, directly or by others, the nearest first. Goals that are
/// over wait for nothing.
pub(crate) fn needed_by_any(plan: &Plan, goals: &[GoalIx]) -> Vec<Wait> {
    let is_open = |goal: GoalIx| plan.goals.get(goal.at()).is_some_and(|goal| !goal.is_over());
    walk(plan, goals, |goal| needed(plan, goal).filter(move |on| is_open(goal) && is_open(*on)))
}

/// All goals on links from `goals`, level by level, without those themselves.
fn walk<I: Iterator<Item = GoalIx>>(plan: &Plan, goals: &[GoalIx], next: impl Fn(GoalIx) -> I) -> Vec<Wait> {
    let mut seen = vec![false; plan.goals.len()];
    let mut queue: VecDeque<(GoalIx, u32)> = VecDeque::new();
    for goal in goals {
        if let Some(slot) = seen.get_mut(goal.at()) {
            *slot = true;
            queue.push_back((*goal, 0));
        }
    }
    let mut found = Vec::new();
    while let Some((via, distance)) = queue.pop_front() {
        let distance = distance.saturating_add(1);
        for goal in next(via) {
            if let Some(slot) = seen.get_mut(goal.at()).filter(|seen| !**seen) {
                *slot = true;
                found.push(Wait { goal, via, distance });
                queue.push_back((goal, distance));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use truenorth_core::plan::Link;

    use super::*;
    use crate::testing::{on_small_stack, plan, plan_of_links};

    #[test]
    fn what_is_over_neither_waits_nor_is_awaited() {
        let plan = plan(
            r#""goals": [
                { "id": "a", "title": "A" },
                { "id": "b", "title": "B", "depends_on": "a" },
                { "id": "c", "title": "C", "depends_on": ["b", "a"], "done": "2027-01-01" },
                { "id": "d", "title": "D", "depends_on": ["c", "b"] } ]"#,
        );
        let [a, b, d] = ["a", "b", "d"].map(|id| crate::testing::goal(&plan, id));
        let waiting = Waiting::new(&plan);
        assert_eq!(waiting.for_one(a), [b]);
        let later = waiting.for_any(&plan, &[a]);
        assert_eq!(later, [Wait { goal: b, via: a, distance: 1 }, Wait { goal: d, via: b, distance: 2 }]);
        let before = needed_by_any(&plan, &[d]);
        assert_eq!(before, [Wait { goal: b, via: d, distance: 1 }, Wait { goal: a, via: b, distance: 2 }]);
    }

    #[test]
    fn long_chains_and_cycles() {
        const GOALS: usize = 200_000;
        on_small_stack(|| {
            let mut plan = plan_of_links(&plan(r#""goals": [ { "id": "g", "title": "G" } ]"#), GOALS, []);
            for (position, goal) in plan.goals.iter_mut().enumerate() {
                let on = GoalIx::new(position.checked_sub(1).unwrap_or(GOALS - 1));
                goal.links.push(Link { kind: LinkKind::DependsOn, to: Item::Goal(on), entry: 0 });
            }
            let around = Waiting::new(&plan).for_any(&plan, &[GoalIx(7)]);
            assert_eq!(around.len(), GOALS - 1);
            assert_eq!(around.last().map(|wait| wait.goal), Some(GoalIx(6)));
            assert_eq!(needed_by_any(&plan, &[GoalIx(7)]).len(), GOALS - 1);
        });
    }
}
