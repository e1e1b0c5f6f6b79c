//! How much of a plan is connected: upwards to the vision, downwards to work.

use truenorth_core::model::Kind;
use truenorth_core::plan::{GoalIx, KindIx, Plan, Up};

use crate::graph::PlanGraph;
use crate::sight::Sight;

/// How many of some goals are covered, and which are not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// Number that is covered.
    pub covered: usize,
    /// Number of all.
    pub of: usize,
    /// Those that are not covered, in the order of the plan.
    pub offenders: Vec<GoalIx>,
}

impl Share {
    /// Covered / all, 0 to 1; `None` of nothing.
    #[must_use]
    pub fn ratio(&self) -> Option<f64> {
        (self.of > 0).then(|| self.covered as f64 / self.of as f64)
    }

    fn count(&mut self, goal: GoalIx, covered: bool) {
        self.of = self.of.saturating_add(1);
        if covered {
            self.covered = self.covered.saturating_add(1);
        } else {
            self.offenders.push(goal);
        }
    }
}

/// Coverage in both directions. Goals of every status count.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Goals that reach the vision; the offenders are the orphans.
    pub upward: Share,
    /// The same by kind, for the kinds that have goals, in the order of [`Plan::kinds`].
    pub upward_by_kind: Vec<(KindIx, Share)>,
    /// Pillars that anything contributes to.
    pub pillars: Share,
    /// Objectives with a child that says how: an objective, key result, KPI, initiative or milestone.
    pub objectives: Share,
}

impl Coverage {
    /// Counts a plan.
    #[must_use]
    pub fn new(plan: &Plan, graph: &PlanGraph, sight: &Sight<'_>) -> Self {
        let mut coverage = Self::default();
        let mut by_kind = vec![Share::default(); plan.kinds.len()];
        for (goal, written) in plan.goals() {
            let reaches = sight.reaches(goal);
            coverage.upward.count(goal, reaches);
            if let Some(share) = by_kind.get_mut(written.kind.at()) {
                share.count(goal, reaches);
            }
            let mut children = graph.children(Up::Goal(goal)).map(|(child, _)| child);
            match like(plan, goal) {
                Some(Kind::Pillar) => coverage.pillars.count(goal, children.next().is_some()),
                Some(Kind::Objective) => {
                    let says_how = |child| like(plan, child).is_some_and(|kind| kind != Kind::Pillar);
                    coverage.objectives.count(goal, children.any(says_how));
                }
                _ => {}
            }
        }
        let kinds = by_kind.into_iter().enumerate().map(|(kind, share)| (KindIx::new(kind), share));
        coverage.upward_by_kind = kinds.filter(|(_, share)| share.of > 0).collect();
        coverage
    }

    /// The goals that do not reach the vision, in the order of the plan.
    #[must_use]
    pub fn orphans(&self) -> &[GoalIx] {
        &self.upward.offenders
    }
}

/// The built-in kind that a goal is like; `None` for a kind or goal that the plan does not have.
fn like(plan: &Plan, goal: GoalIx) -> Option<Kind> {
    let kind = plan.goals.get(goal.at())?.kind;
    plan.kinds.get(kind.at()).map(|kind| kind.like)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{goal, plan};

    /// By hand: 7 of 8 goals reach the vision.
    #[test]
    fn both_directions() {
        let plan = plan(
            r#""levels": [ { "kind": "wish", "like": "objective" } ],
            "pillars": [ { "id": "p", "title": "P" }, { "id": "q", "title": "Q" } ],
            "goals": [
                { "id": "a", "title": "A", "contributes_to": "p", "key_results": [ { "id": "k", "title": "K" } ] },
                { "id": "b", "title": "B", "contributes_to": "p" },
                { "id": "c", "title": "C", "kind": "wish", "contributes_to": "p" },
                { "id": "d", "title": "D", "kind": "initiative", "contributes_to": "c" },
                { "id": "lost", "title": "Lost", "kind": "kpi" } ]"#,
        );
        let graph = PlanGraph::new(&plan);
        let coverage = Coverage::new(&plan, &graph, &Sight::new(&graph));
        let [q, b, lost] = ["q", "b", "lost"].map(|id| goal(&plan, id));
        assert_eq!(coverage.upward.ratio(), Some(0.875));
        assert_eq!(coverage.orphans(), [lost]);
        let words: Vec<_> = (coverage.upward_by_kind.iter())
            .map(|(kind, share)| (plan[*kind].word.as_str(), share.covered, share.of))
            .collect();
        assert_eq!(
            words,
            [
                ("pillar", 2, 2),
                ("objective", 2, 2),
                ("key_result", 1, 1),
                ("initiative", 1, 1),
                ("kpi", 0, 1),
                ("wish", 1, 1)
            ]
        );
        assert_eq!(coverage.pillars, Share { covered: 1, of: 2, offenders: vec![q] });
        // A kind like objective counts as one.
        assert_eq!(coverage.objectives, Share { covered: 2, of: 3, offenders: vec![b] });
    }

    #[test]
    fn of_nothing() {
        let plan = Plan::default();
        let graph = PlanGraph::new(&plan);
        let coverage = Coverage::new(&plan, &graph, &Sight::new(&graph));
        assert_eq!(coverage, Coverage::default());
        assert_eq!(coverage.upward.ratio(), None);
    }
}
