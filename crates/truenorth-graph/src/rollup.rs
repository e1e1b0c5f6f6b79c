//! One number of a parent from those of its children.

use truenorth_core::model::Rollup;

/// Joins the numbers (0 to 1) of children, each with its share of the parent (-1 to 1, the sign of the weight).
///
/// A child with a negative weight hurts the parent, so it gives what it has not done, 1 - number, with the
/// size of its weight. `None` without children, if all weights of a weighted mean are 0, and for the kinds
/// that are not computed from children in this way: `manual`, `none`, and `grl`.
pub(crate) fn join(kind: Rollup, children: &[(f64, f64)]) -> Option<f64> {
    if children.is_empty() {
        return None;
    }
    let given = || children.iter().map(|(share, number)| if *share < 0.0 { 1.0 - number } else { *number });
    let joined = match kind {
        Rollup::WeightedMean => {
            let sizes: f64 = children.iter().map(|(share, _)| share.abs()).sum();
            let sum: f64 =
                children.iter().zip(given()).map(|((share, _), number)| share.abs() * number).sum();
            if sizes <= 0.0 {
                return None;
            }
            sum / sizes
        }
        Rollup::Mean => given().sum::<f64>() / children.len() as f64,
        Rollup::Sum => given().sum(),
        Rollup::Min => given().fold(1.0, f64::min),
        Rollup::Max => given().fold(0.0, f64::max),
        Rollup::All => whole(given().all(|number| number >= 1.0)),
        Rollup::Any => whole(given().any(|number| number >= 1.0)),
        Rollup::Grl | Rollup::Manual | Rollup::None => return None,
    };
    joined.is_finite().then(|| joined.clamp(0.0, 1.0))
}

fn whole(done: bool) -> f64 {
    if done { 1.0 } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

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

    #[test]
    fn a_hurting_child_gives_what_it_has_not_done() {
        // 3/4 of 0.8 and 1/4 of what is left of 0.6.
        let joined = join(Rollup::WeightedMean, &[(0.75, 0.8), (-0.25, 0.6)]).unwrap();
        assert!((joined - 0.7).abs() < 1e-9);
        assert_eq!(join(Rollup::WeightedMean, &[(0.0, 0.8)]), None);
        assert_eq!(join(Rollup::Mean, &[(0.0, 0.8)]), Some(0.8));
    }
}
