//! How far money lies from where the priorities say it should.

/// The share of the money that would have to move to lie where the priorities say: half the sum of the
/// differences between the shares of each (total variation distance), 0 to 1. Both lists are by the same
/// items, in any unit. `None` if they differ in length, if one adds up to nothing, or if an entry is
/// negative or no number.
#[must_use]
pub fn misallocation(priorities: &[f64], money: &[f64]) -> Option<f64> {
    let pairs = pairs(priorities, money)?;
    Some(pairs.iter().map(|(want, give)| (want - give).abs()).sum::<f64>() / 2.0)
}

/// The Kullback-Leibler divergence of the money from the priorities, in nats, 0 or more: the sum of
/// `given * ln(given / wanted)`. It is infinite if money lies where the priorities say none, which is why it is no
/// headline. `None` as for [`misallocation`].
#[must_use]
pub fn kl(priorities: &[f64], money: &[f64]) -> Option<f64> {
    Some(pairs(priorities, money)?.into_iter().map(|(want, give)| divergence(give, want)).sum())
}

/// The Jensen-Shannon divergence of the two in bits, 0 to 1: the mean divergence of both from their mean (Lin 1991).
/// `None` as for [`misallocation`].
#[must_use]
pub fn jsd(priorities: &[f64], money: &[f64]) -> Option<f64> {
    let pairs = pairs(priorities, money)?;
    let halves = pairs.into_iter().map(|(want, give)| {
        let mean = f64::midpoint(want, give);
        f64::midpoint(divergence(want, mean), divergence(give, mean))
    });
    Some(halves.sum::<f64>() / std::f64::consts::LN_2)
}

/// The Herfindahl-Hirschman index: the sum of the squares of the shares, from 1 / number (all alike) to 1 (all in one).
/// `None` as for [`misallocation`].
#[must_use]
pub fn hhi(amounts: &[f64]) -> Option<f64> {
    Some(shares(amounts)?.iter().map(|share| share * share).sum())
}

/// Shannon's entropy of the shares, divided by its largest value: 0 (all in one) to 1 (all alike). `None` as for
/// [`misallocation`], and of a single entry, which can only be one way.
#[must_use]
pub fn entropy(amounts: &[f64]) -> Option<f64> {
    let shares = shares(amounts).filter(|shares| shares.len() > 1)?;
    // From 0, not from the empty sum, which is -0.
    let sum = shares.iter().filter(|share| **share > 0.0).fold(0.0, |sum, share| sum - share * share.ln());
    Some(sum / (shares.len() as f64).ln())
}

/// `p * ln(p / q)`, whose limit for `p` = 0 is 0.
fn divergence(p: f64, q: f64) -> f64 {
    if p > 0.0 { p * (p / q).ln() } else { 0.0 }
}

/// The shares of each entry in both lists.
fn pairs(one: &[f64], other: &[f64]) -> Option<Vec<(f64, f64)>> {
    let (one, other) = (shares(one)?, shares(other)?);
    (one.len() == other.len()).then(|| one.into_iter().zip(other).collect())
}

/// The entries divided by their sum.
fn shares(entries: &[f64]) -> Option<Vec<f64>> {
    let sound = entries.iter().all(|entry| entry.is_finite() && *entry >= 0.0);
    let sum: f64 = entries.iter().sum();
    (sound && sum > 0.0 && sum.is_finite()).then(|| entries.iter().map(|entry| entry / sum).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every case of the oracle, derived by hand; `misallocated_amount` is the distance times the money.
    #[test]
    fn cases_of_the_oracle() {
        let text = include_str!("../../../tests/fixtures/oracles/alignment_metrics.json");
        let oracle: serde_json::Value = serde_json::from_str(text).unwrap();
        let mut compared = 0;
        for case in oracle["cases"].as_array().unwrap() {
            let list = |name: &str| -> Vec<f64> {
                case["input"][name].as_array().unwrap().iter().map(|entry| entry.as_f64().unwrap()).collect()
            };
            let (priority, budget) = (list("priority"), list("budget"));
            let tvd = misallocation(&priority, &budget).unwrap();
            for (name, expected) in case["expected"].as_object().unwrap() {
                let found = match name.as_str() {
                    "tvd" => tvd,
                    "alignment" => 1.0 - tvd,
                    "misallocated_amount" => tvd * budget.iter().sum::<f64>(),
                    "kl" => kl(&priority, &budget).unwrap(),
                    "jsd_base2" => jsd(&priority, &budget).unwrap(),
                    "hhi" => hhi(&budget).unwrap(),
                    "entropy_norm" => entropy(&budget).unwrap(),
                    other => panic!("{other}"),
                };
                let expected = expected.as_f64().unwrap();
                let tolerance = case["tolerance"].as_f64().unwrap() * expected.abs().max(1.0);
                assert!((found - expected).abs() <= tolerance, "{} {name}: {found}", case["name"]);
                compared += 1;
            }
        }
        assert_eq!(compared, 11);
    }

    #[test]
    fn at_the_ends() {
        assert_eq!(kl(&[1.0, 0.0], &[1.0, 1.0]), Some(f64::INFINITY));
        assert_eq!(kl(&[1.0, 1.0], &[1.0, 0.0]), Some(std::f64::consts::LN_2));
        assert_eq!(jsd(&[1.0, 0.0], &[0.0, 3.0]), Some(1.0));
        assert_eq!((hhi(&[7.0, 0.0]), entropy(&[7.0, 0.0])), (Some(1.0), Some(0.0)));
        assert_eq!((hhi(&[2.0, 2.0]), entropy(&[2.0, 2.0])), (Some(0.5), Some(1.0)));
        assert_eq!((hhi(&[5.0]), entropy(&[5.0]), hhi(&[])), (Some(1.0), None, None));
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
