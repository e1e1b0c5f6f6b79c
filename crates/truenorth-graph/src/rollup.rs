//! One number of a parent from those of its children.

use truenorth_core::model::Rollup;
use truenorth_core::plan::{GoalIx, Plan};

/// The roll-up of a goal: its own, else that of the plan (`checks.rollup`), else the weighted mean.
#[must_use]
pub fn rollup_of(plan: &Plan, goal: GoalIx) -> Rollup {
    let own = plan.goals.get(goal.at()).and_then(|goal| goal.written.rollup);
    own.or(plan.checks.rollup).unwrap_or(Rollup::WeightedMean)
}

/// Joins the numbers (0 to 1) of children, each with its share of the parent (-1 to 1, the sign of the weight).
///
/// A child with a negative weight hurts the parent, so it gives what it has not done, 1 - number, with the
/// size of its weight. A child with the weight 0 counts nothing, by any kind. `None` if no child counts, and for the
/// kinds that are not computed from children in this way: `manual`, `none`, and `grl`.
pub(crate) fn join(kind: Rollup, children: impl Iterator<Item = (f64, f64)> + Clone) -> Option<f64> {
    let children = || children.clone().filter(|(share, _)| share.abs() > 0.0);
    let given = || children().map(given_by);
    given().next()?;
    let joined = match kind {
        Rollup::WeightedMean => {
            let (sizes, sum) = children().fold((0.0, 0.0), |(sizes, sum), child| {
                (sizes + child.0.abs(), sum + child.0.abs() * given_by(child))
            });
            sum / sizes
        }
        Rollup::Mean => given().sum::<f64>() / given().count() as f64,
        Rollup::Sum => given().sum(),
        Rollup::Min => given().fold(1.0, f64::min),
        Rollup::Max => given().fold(0.0, f64::max),
        Rollup::All => whole(given().all(|number| number >= 1.0)),
        Rollup::Any => whole(given().any(|number| number >= 1.0)),
        Rollup::Grl | Rollup::Manual | Rollup::None => return None,
    };
    joined.is_finite().then(|| joined.clamp(0.0, 1.0))
}

/// What a child gives to its parent.
fn given_by((share, number): (f64, f64)) -> f64 {
    if share < 0.0 { 1.0 - number } else { number }
}

fn whole(done: bool) -> f64 {
    if done { 1.0 } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn join(kind: Rollup, children: &[(f64, f64)]) -> Option<f64> {
        super::join(kind, children.iter().copied())
    }

    /// Oracle okr_score: the objective is the mean of the scores of its key results.
    #[test]
    fn mean_of_scores() {
        let children = [(1.0 / 3.0, 0.3), (1.0 / 3.0, 0.7), (1.0 / 3.0, 1.0)];
        for kind in [Rollup::WeightedMean, Rollup::Mean] {
            assert!((join(kind, &children).unwrap() - 0.666_666_666_666_666_6).abs() < 1e-9);
        }
    }

    #[test]
    fn every_kind() {
        let children = [(0.75, 0.4), (0.25, 1.0)];
        let table = [
            (Rollup::WeightedMean, Some(0.55)),
            (Rollup::Mean, Some(0.7)),
            (Rollup::Sum, Some(1.0)),
            (Rollup::Min, Some(0.4)),
            (Rollup::Max, Some(1.0)),
            (Rollup::All, Some(0.0)),
            (Rollup::Any, Some(1.0)),
            (Rollup::Grl, None),
            (Rollup::Manual, None),
            (Rollup::None, None),
        ];
        for (kind, expected) in table {
            let joined = join(kind, &children);
            assert_eq!(joined.is_some(), expected.is_some(), "{kind:?}");
            assert!((joined.unwrap_or(0.0) - expected.unwrap_or(0.0)).abs() < 1e-9, "{kind:?}: {joined:?}");
            assert_eq!(join(kind, &[]), None);
        }
    }

    /// help.lattice.com: three key results of which one is done are 33 %; with the weights 0, 50 and 50 it adds nothing.
    #[test]
    fn a_weight_of_zero_counts_nothing() {
        let third = 1.0 / 3.0;
        let equal = join(Rollup::WeightedMean, &[(third, 1.0), (third, 0.0), (third, 0.0)]).unwrap();
        assert!((equal - third).abs() < 1e-9);
        let without = [(0.0, 1.0), (0.5, 0.0), (0.5, 0.0)];
        let kinds = [Rollup::WeightedMean, Rollup::Mean, Rollup::Sum, Rollup::Max, Rollup::Any];
        assert_eq!(kinds.map(|kind| join(kind, &without)), [Some(0.0); 5]);
        let done = [(0.0, 0.0), (0.5, 1.0), (0.5, 1.0)];
        assert_eq!([Rollup::Min, Rollup::All].map(|kind| join(kind, &done)), [Some(1.0); 2]);
    }

    /// help.quantive.com: 49 % from 64, 78 and 6; these from (33, 58, 100), (85, 100, 50) and (0, 6, 13); 39 % from 27, 18 and
    /// 73, and that from 85 and 60. The page prints whole percents, and cuts 73 from 72.5 up.
    #[test]
    fn means_as_published() {
        let mean = |parts: &[f64]| {
            let share = 1.0 / parts.len() as f64;
            let children: Vec<_> = parts.iter().map(|part| (share, part / 100.0)).collect();
            (join(Rollup::Mean, &children).unwrap() * 100.0).round()
        };
        assert_eq!(mean(&[64.0, 78.0, 6.0]), 49.0);
        assert_eq!(mean(&[33.0, 58.0, 100.0]), 64.0);
        assert_eq!(mean(&[85.0, 100.0, 50.0]), 78.0);
        assert_eq!(mean(&[0.0, 6.0, 13.0]), 6.0);
        assert_eq!(mean(&[27.0, 18.0, 73.0]), 39.0);
        assert_eq!(mean(&[85.0, 60.0]), 73.0);
    }

    #[test]
    fn a_hurting_child_gives_what_it_has_not_done() {
        // 3/4 of 0.8 and 1/4 of what is left of 0.6.
        let joined = join(Rollup::WeightedMean, &[(0.75, 0.8), (-0.25, 0.6)]).unwrap();
        assert!((joined - 0.7).abs() < 1e-9);
        assert_eq!(join(Rollup::WeightedMean, &[(0.0, 0.8)]), None);
        assert_eq!(join(Rollup::Mean, &[(0.0, 0.8)]), None);
    }
}
