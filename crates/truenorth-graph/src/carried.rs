//! How much of the work a goal carries, counted by goals or by effort.

use truenorth_core::plan::{GoalIx, Plan, Up};

use crate::graph::PlanGraph;
use crate::money::{To, Ways};

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mass {
    /// Every goal that nothing contributes to is 1.
    Count,
    /// Person-days: the likely `effort` of every goal that has one.
    Effort,
}

/// How much of a mass each goal carries up to the vision.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Carried {
    /// Of all goals.
    pub total: f64,
    /// What of it arrives at the vision, at most `total`.
    pub reaches: f64,
    /// By goal: its own and what comes from below.
    pub goals: Vec<f64>,
    /// Where the rest does not go on, with how much, in the order of the plan.
    pub offenders: Vec<(GoalIx, f64)>,
}

impl Carried {
    /// The part that arrives at the vision, 0 to 1; `None` of nothing.
    #[must_use]
    pub fn ratio(&self) -> Option<f64> {
        (self.total > 0.0).then(|| self.reaches / self.total)
    }

    /// The part of the whole that a goal carries, 0 to 1; `None` of nothing.
    #[must_use]
    pub fn share(&self, goal: GoalIx) -> Option<f64> {
        (self.total > 0.0).then(|| self.goals.get(goal.at()).copied().unwrap_or(0.0) / self.total)
    }
}

/// Carries a mass up as money is: by the `share` of each link, in equal parts where none is written, and so never
/// counted twice. One pass, children before parents.
#[must_use]
pub fn carried(plan: &Plan, graph: &PlanGraph, mass: Mass) -> Carried {
    let ways = Ways::new(plan, graph);
    let mut found = Carried { goals: vec![0.0; graph.goal_count()], ..Carried::default() };
    let mut offenders = Vec::new();
    for item in graph.parents_first().rev() {
        let Up::Goal(goal) = item else { continue };
        let own = own(plan, graph, goal, mass);
        found.total += own;
        let Some(slot) = found.goals.get_mut(goal.at()) else { continue };
        *slot += own;
        let amount = *slot;
        if amount == 0.0 {
            continue;
        }
        let weights: f64 = ways.goals.ways(goal.at()).map(|(_, weight)| weight as f64).sum();
        let mut stuck = 0.0;
        for (way, weight) in ways.goals.ways(goal.at()) {
            let part = amount * (weight as f64 / weights);
            match way.to {
                To::Up(Up::Vision) => found.reaches += part,
                To::Up(Up::Goal(parent)) => {
                    if let Some(slot) = found.goals.get_mut(parent.at()) {
                        *slot += part;
                    }
                }
                To::Stuck(_) => stuck += part,
            }
        }
        if stuck > 0.0 {
            offenders.push((goal, stuck));
        }
    }
    offenders.sort_unstable_by_key(|(goal, _)| *goal);
    found.offenders = offenders;
    found
}

/// What a goal adds itself.
fn own(plan: &Plan, graph: &PlanGraph, goal: GoalIx, mass: Mass) -> f64 {
    match mass {
        Mass::Count if graph.children(Up::Goal(goal)).next().is_none() => 1.0,
        Mass::Count => 0.0,
        Mass::Effort => {
            let effort = plan.goals.get(goal.at()).and_then(|goal| goal.written.effort.as_ref());
            effort.map_or(0.0, |effort| f64::from(effort.likely.person_days()))
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::contribution::contribution;
    use crate::testing::{goal, plan};

    /// By hand: three leaves, of which `x` gives half to a goal without parents, and 5 + 10 + 1 person-days.
    #[test]
    fn by_count_and_by_effort() {
        let plan = plan(
            r#""goals": [
                { "id": "a", "title": "A", "contributes_to": "vision", "effort": "1d" },
                { "id": "lost", "title": "Lost" },
                { "id": "x", "title": "X", "contributes_to": ["a", "lost"], "effort": "2w" },
                { "id": "y", "title": "Y", "contributes_to": { "goal": "a", "share": "80%" }, "effort": "1w" },
                { "id": "z", "title": "Z", "contributes_to": ["a"] } ]"#,
        );
        let graph = PlanGraph::new(&plan);
        let [a, lost, y] = ["a", "lost", "y"].map(|id| goal(&plan, id));
        let count = carried(&plan, &graph, Mass::Count);
        assert_eq!((count.total, count.reaches), (3.0, 2.3));
        assert_eq!(count.offenders.iter().map(|(goal, _)| *goal).collect::<Vec<_>>(), [lost, y]);
        assert!((count.share(a).unwrap() - 2.3 / 3.0).abs() < 1e-12);
        let effort = carried(&plan, &graph, Mass::Effort);
        assert_eq!((effort.total, effort.reaches), (16.0, 10.0));
        assert_eq!(effort.ratio(), Some(0.625));
        assert_eq!(effort.goals[a.at()], 10.0);
        assert_eq!(carried(&Plan::default(), &PlanGraph::new(&Plan::default()), Mass::Count).ratio(), None);
    }

    /// A plan of goals `0..8`, each with links to earlier ones or the vision, written in the given order.
    fn made(links: &[Vec<(usize, u32)>], prefix: &str, order: &[usize]) -> Plan {
        let id = |goal: usize| if goal == 0 { "vision".to_owned() } else { format!("{prefix}{}", goal - 1) };
        let goals = order.iter().filter_map(|at| {
            let entries = links.get(*at)?.iter().filter(|(to, _)| to <= at).map(|(to, weight)| {
                format!(r#"{{ "goal": "{}", "weight": {weight}, "share": "{}%" }}"#, id(*to), weight * 10)
            });
            let entries = entries.collect::<Vec<_>>().join(", ");
            Some(format!(
                r#"{{ "id": "{}", "title": "G", "effort": "{}d", "contributes_to": [{entries}] }}"#,
                id(at + 1),
                at + 1
            ))
        });
        plan(&format!(r#""goals": [{}]"#, goals.collect::<Vec<_>>().join(", ")))
    }

    proptest! {
        #[test]
        fn names_and_order_change_no_number(
            links in prop::collection::vec(prop::collection::vec((0_usize..8, 1_u32..9), 0..4), 8),
            order in Just((0..8).collect::<Vec<usize>>()).prop_shuffle(),
        ) {
            let in_order: Vec<usize> = (0..8).collect();
            let numbers = |plan: &Plan, prefix: &str| -> Vec<f64> {
                let graph = PlanGraph::new(plan);
                let lists = [
                    contribution(&graph),
                    carried(plan, &graph, Mass::Count).goals,
                    carried(plan, &graph, Mass::Effort).goals,
                ];
                let goals = (0..8).map(|at| goal(plan, &format!("{prefix}{at}")).at());
                goals.flat_map(|at| lists.each_ref().map(|list| list[at])).collect()
            };
            let first = numbers(&made(&links, "a", &in_order), "a");
            let other = numbers(&made(&links, "zz", &order), "zz");
            for (one, other) in first.iter().zip(&other) {
                prop_assert!((one - other).abs() < 1e-9, "{first:?} {other:?}");
            }
        }

        /// What does not arrive has a place.
        #[test]
        fn nothing_is_lost(links in prop::collection::vec(prop::collection::vec((0_usize..8, 1_u32..9), 0..4), 8)) {
            let plan = made(&links, "a", &(0..8).collect::<Vec<_>>());
            for mass in [Mass::Count, Mass::Effort] {
                let found = carried(&plan, &PlanGraph::new(&plan), mass);
                let stuck: f64 = found.offenders.iter().map(|(_, amount)| amount).sum();
                prop_assert!((found.reaches + stuck - found.total).abs() < 1e-9, "{found:?}");
            }
        }
    }
}
