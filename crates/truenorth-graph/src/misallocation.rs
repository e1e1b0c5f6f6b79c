//! How far money lies from where the priorities say it should.

/// The share of the money that would have to move to lie where the priorities say: half the sum of the
/// differences between the shares of each (total variation distance), 0 to 1. Both lists are by the same
/// items, in any unit. `None` if they differ in length, if one adds up to nothing, or if an entry is
/// negative or no number.
#[must_use]
pub fn misallocation(priorities: &[f64], money: &[f64]) -> Option<f64> {
    let whole = |entries: &[f64]| {
        let sound = entries.iter().all(|entry| entry.is_finite() && *entry >= 0.0);
        let sum: f64 = entries.iter().sum();
        (sound && sum > 0.0 && sum.is_finite()).then_some(sum)
    };
    if priorities.len() != money.len() {
        return None;
    }
    let (wanted, given) = (whole(priorities)?, whole(money)?);
    let differences = priorities.iter().zip(money).map(|(want, give)| (want / wanted - give / given).abs());
    Some(differences.sum::<f64>() / 2.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Oracle alignment_metrics: "budget share vs priority share", "identical", "disjoint".
    #[test]
    fn total_variation_distance() {
        assert!((misallocation(&[5.0, 3.0, 2.0], &[200.0, 300.0, 500.0]).unwrap() - 0.3).abs() < 1e-9);
        assert_eq!(misallocation(&[1.0, 1.0], &[70.0, 70.0]), Some(0.0));
        assert_eq!(misallocation(&[1.0, 0.0], &[0.0, 10.0]), Some(1.0));
    }

    #[test]
    fn what_has_no_shares() {
        for (priorities, money) in [
            (&[][..], &[][..]),
            (&[1.0], &[1.0, 2.0]),
            (&[0.0], &[1.0]),
            (&[1.0, -1.0], &[1.0, 1.0]),
            (&[f64::NAN], &[1.0]),
            (&[1.0, 1.0], &[f64::MAX, f64::MAX]),
        ] {
            assert_eq!(misallocation(priorities, money), None, "{priorities:?} {money:?}");
        }
    }
}
