//! What each goal's progress and status would be under every roll-up.

use truenorth_core::measuring::Profile;
use truenorth_core::model::{Rollup, Status};
use truenorth_core::plan::{GoalIx, Plan};
use truenorth_core::scalar::Date;

use crate::graph::PlanGraph;
use crate::progress::{Ground, evaluate};
use crate::rollup::rollup_of;
use crate::standing::{Child, Join, status};

/// The roll-ups that are computed from children, in the order of the format.
pub const COMPARED: [Rollup; 8] = [
    Rollup::WeightedMean,
    Rollup::Mean,
    Rollup::Sum,
    Rollup::Min,
    Rollup::Max,
    Rollup::All,
    Rollup::Any,
    Rollup::Grl,
];

/// What follows from a goal's children under one roll-up.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RolledUp {
    /// The roll-up.
    pub kind: Rollup,
    /// Progress, 0 to 1; `None` where nothing is known.
    pub progress: Option<f64>,
    /// Progress expected, 0 to 1.
    pub expected: Option<f64>,
    /// The status by the plan's profile, whatever is set by hand.
    pub status: Status,
}

/// A goal under every roll-up.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// The goal.
    pub goal: GoalIx,
    /// Its roll-up: its own, the plan's, or the default.
    pub chosen: Rollup,
    /// Whether its progress is that of its children; otherwise it is measured itself, done, or told.
    pub used: bool,
    /// The status that its numbers give, as [`crate::Figures::computed`].
    pub status: Status,
    /// One entry for each of [`COMPARED`].
    pub kinds: Vec<RolledUp>,
    /// The roll-ups whose status is not `status`.
    pub differs: Vec<Rollup>,
}

/// Compares the roll-ups for every goal with children that count, in the order of the plan. Only the goal's own roll-up
/// is changed: its children are taken as they are, and under `grl` `depends_on` limits only goals that have chosen it. Time grows with the number of links, once for each roll-up.
#[must_use]
pub fn compare_rollups(plan: &Plan, graph: &PlanGraph, today: Date) -> Vec<Comparison> {
    let profile = Profile::of_plan(plan);
    let mut found: Vec<Comparison> = Vec::new();
    let mut look = |goal: GoalIx, children: &[Child], join: &Join<'_>| {
        let kinds = COMPARED.map(|rollup| {
            let joined = Join { rollup, ..*join }.join(children);
            RolledUp {
                kind: rollup,
                progress: joined.as_ref().and_then(|joined| joined.progress.value),
                expected: joined.as_ref().and_then(|joined| joined.progress.expected),
                status: joined
                    .map_or(Status::NotTracked, |joined| status(profile, &joined, children, join.known)),
            }
        });
        found.push(Comparison {
            goal,
            chosen: rollup_of(plan, goal),
            used: false,
            status: Status::NotTracked,
            kinds: kinds.to_vec(),
            differs: Vec::new(),
        });
    };
    let figures = evaluate(plan, graph, today, Some(&mut look));
    for comparison in &mut found {
        let at = comparison.goal.at();
        comparison.used = figures.ground.get(at) == Some(&Ground::Children);
        comparison.status = figures.computed.get(at).copied().unwrap_or(Status::NotTracked);
        let others = comparison.kinds.iter().filter(|kind| kind.status != comparison.status);
        comparison.differs = others.map(|kind| kind.kind).collect();
    }
    found.sort_by_key(|comparison| comparison.goal);
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{date, goal, plan};

    /// Half a year has gone of 2027-07-02 (182 of 364 days). Two of three key results are done or nearly, one has not moved.
    const PLAN: &str = r#""defaults": { "period": "2027" }, "goals": [
        { "id": "o", "title": "O", "contributes_to": "vision", "ROLLUP": 0, "key_results": [
            { "id": "a", "title": "A", "weight": 40, "measure": { "baseline": 0, "target": 10, "actuals": { "2027-07-02": 10 } } },
            { "id": "b", "title": "B", "weight": 20, "measure": { "baseline": 0, "target": 10, "actuals": { "2027-07-02": 5 } } },
            { "id": "c", "title": "C", "weight": 40, "measure": { "baseline": 0, "target": 10, "actuals": { "2027-07-02": 0 } } } ] },
        { "id": "own", "title": "Own", "contributes_to": "vision",
          "measure": { "baseline": 0, "target": 10, "actuals": { "2027-07-02": 5 } },
          "initiatives": [ { "id": "i", "title": "I", "check_ins": { "2027-07-02": { "progress": "10%" } } } ] } ]"#;

    fn compared(rollup: &str) -> (Plan, Vec<Comparison>) {
        let plan = plan(&PLAN.replace(r#""ROLLUP": 0"#, rollup));
        let graph = PlanGraph::new(&plan);
        let found = compare_rollups(&plan, &graph, date("2027-07-02"));
        (plan, found)
    }

    #[test]
    fn every_roll_up_by_hand() {
        let (plan, found) = compared(r#""rollup": "mean""#);
        assert_eq!(found.len(), 2);
        let o = &found[0];
        assert_eq!(
            (o.goal, o.chosen, o.used, o.status),
            (goal(&plan, "o"), Rollup::Mean, true, Status::OnTrack)
        );
        let (on, off, ahead) = (Status::OnTrack, Status::OffTrack, Status::Ahead);
        // Of GRL: 40 % of 100, 20 % of 50 and 40 % of 0, so 50.
        let wanted = [
            (Rollup::WeightedMean, 0.5, 0.5, on),
            (Rollup::Mean, 0.5, 0.5, on),
            (Rollup::Sum, 1.0, 1.0, on),
            (Rollup::Min, 0.0, 0.5, off),
            (Rollup::Max, 1.0, 0.5, ahead),
            (Rollup::All, 0.0, 0.0, Status::Accepted),
            (Rollup::Any, 1.0, 0.0, on),
            (Rollup::Grl, 0.5, 0.5, on),
        ];
        for (found, (kind, progress, expected, status)) in o.kinds.iter().zip(wanted) {
            assert_eq!((found.kind, found.status), (kind, status));
            assert!((found.progress.unwrap() - progress).abs() < 1e-9, "{kind:?}");
            assert!((found.expected.unwrap() - expected).abs() < 1e-9, "{kind:?}");
        }
        assert_eq!(o.differs, [Rollup::Min, Rollup::Max, Rollup::All]);
    }

    #[test]
    fn the_chosen_one_agrees_with_the_figures() {
        for kind in COMPARED {
            let word = serde_json::to_value(kind).unwrap();
            let (plan, found) = compared(&format!(r#""rollup": {word}"#));
            let figures = crate::figures(&plan, &PlanGraph::new(&plan), date("2027-07-02"));
            let chosen = found[0].kinds.iter().find(|rolled| rolled.kind == kind).unwrap();
            let at = found[0].goal.at();
            assert_eq!(chosen.progress, figures.progress[at], "{kind:?}");
            assert_eq!(chosen.status, figures.computed[at], "{kind:?}");
            assert!(!found[0].differs.contains(&kind));
        }
    }

    /// A goal with a number of its own is compared with what its children would say.
    #[test]
    fn its_own_measure_and_its_children() {
        let (plan, found) = compared(r#""rollup": "manual""#);
        let own = &found[1];
        assert_eq!((own.goal, own.used, own.status), (goal(&plan, "own"), false, Status::OnTrack));
        assert_eq!(own.kinds[0].progress, Some(0.1));
        assert_eq!(own.differs.len(), 8);
        assert!(!found[0].used, "nothing is told, so nothing is known");
        assert_eq!(found[0].status, Status::NotTracked);
    }
}
