//! Options of a decision held against weighted criteria, and how far it is to another winner.

use std::collections::BTreeMap;

use truenorth_core::model::{Choice, Criterion, Decision};

/// What differs by less than this share of the larger one counts as the same: the rest is rounding.
const SAME: f64 = 1e-9;

/// A decision by weighted scores.
#[derive(Clone, Debug, PartialEq)]
pub struct Weighed {
    /// By criterion: its share of all weights, 0 to 1; together 1.
    pub weights: Vec<f64>,
    /// By option, then by criterion, as written; `None` for an option that lacks a score.
    pub scores: Vec<Option<Vec<f64>>>,
    /// By option: the weighted mean of its scores, in their unit.
    pub totals: Vec<Option<f64>>,
}

/// A change of the share of one criterion at which another option draws level.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WeightFlip {
    /// The share of the criterion at which both are level; beyond it the other one wins.
    pub share: f64,
    /// The option that wins beyond it.
    pub winner: usize,
}

/// The next flips of the weight of a criterion in both directions.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct WeightFlips {
    /// If it counts less than now.
    pub below: Option<WeightFlip>,
    /// If it counts more than now.
    pub above: Option<WeightFlip>,
}

impl WeightFlips {
    /// The one that needs the smaller change of the share, which is `now`.
    #[must_use]
    pub fn nearest(&self, now: f64) -> Option<WeightFlip> {
        let all = [self.below, self.above].into_iter().flatten();
        all.min_by(|a, b| (a.share - now).abs().total_cmp(&(b.share - now).abs()))
    }
}

/// A change of one score at which the second option draws level.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ScoreFlip {
    /// How many points the best one would have to lose by this criterion, or the second one to gain; above 0.
    pub points: f64,
    /// The second option.
    pub winner: usize,
}

/// Weighs the options of a decision: the weighted mean of their scores, a criterion without `weight` counting 1.
///
/// `None` if that is not how it is decided or cannot be worked out: without criteria, with comparisons in pairs (which
/// give weights and scores of their own), negative weights, or none above 0. An option without a score for every
/// criterion has no total: what is missing is not zero.
#[must_use]
pub fn weigh(decision: &Decision) -> Option<Weighed> {
    if !decision.pairwise.is_empty() {
        return None;
    }
    let written: Vec<f64> =
        decision.criteria.iter().map(|criterion| criterion.weight.unwrap_or(1.0)).collect();
    let sum: f64 = written.iter().sum();
    if written.iter().any(|weight| *weight < 0.0) || !(sum > 0.0 && sum.is_finite()) {
        return None;
    }
    let scores: Vec<Option<Vec<f64>>> =
        decision.options.iter().map(|option| scores(&decision.criteria, option)).collect();
    let total = |scores: &Vec<f64>| {
        let mean = scores.iter().zip(&written).map(|(score, weight)| score * weight).sum::<f64>() / sum;
        mean.is_finite().then_some(mean)
    };
    Some(Weighed {
        totals: scores.iter().map(|scores| scores.as_ref().and_then(total)).collect(),
        weights: written.iter().map(|weight| weight / sum).collect(),
        scores,
    })
}

/// The scores of an option in the order of the criteria, if it has them all.
fn scores(criteria: &[Criterion], option: &Choice) -> Option<Vec<f64>> {
    // Of two scores for one criterion, which a rule reports, the first counts.
    let written: BTreeMap<&str, f64> =
        option.scores.iter().rev().map(|(id, score)| (id.as_str(), *score)).collect();
    criteria.iter().map(|criterion| written.get(criterion.id.as_str()).copied()).collect()
}

impl Weighed {
    /// The options with a total, the best first; equal ones in the order of the plan.
    #[must_use]
    pub fn ranking(&self) -> Vec<usize> {
        let mut order: Vec<(usize, f64)> =
            self.totals.iter().enumerate().filter_map(|(at, total)| Some((at, (*total)?))).collect();
        order.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        // What is the same as the best of a run belongs to the run: only so is the order one.
        let mut from = 0;
        while let Some((_, best)) = order.get(from).copied() {
            let run = order.iter().skip(from).take_while(|(_, total)| is_same(best, *total)).count().max(1);
            if let Some(run) = order.get_mut(from..from + run) {
                run.sort_unstable_by_key(|(at, _)| *at);
            }
            from += run;
        }
        order.into_iter().map(|(at, _)| at).collect()
    }

    /// How far the best option is ahead of the second, in the unit of the scores; 0 if they are level. `None` with fewer
    /// than two options that have a total.
    #[must_use]
    pub fn lead(&self) -> Option<f64> {
        match self.ranking().as_slice() {
            [first, second, ..] => {
                let (first, second) = (self.total(*first)?, self.total(*second)?);
                Some(if is_same(first, second) { 0.0 } else { first - second })
            }
            _ => None,
        }
    }

    /// At which shares of a criterion another option would win, with the other criteria keeping their proportions.
    ///
    /// If a criterion has the share `w`, an option has `w s + (1 - w) r`, where `s` is its score by the criterion and `r`
    /// its mean by all others. Of the best option and a rival let `d` be the difference of `s` and `q` that of `r`. The
    /// lead `w d + (1 - w) q` is a straight line in `w`, which crosses 0 at `w* = q / (q - d)`. With the present share
    /// `w` and lead `g`, `q = (g - w d) / (1 - w)`. Of all rivals the crossing next to the present share decides. Only
    /// shares between 0 and 1 are flips: at 0 and 1 themselves the rival draws level and never wins. Where the best are
    /// level already there is nothing to flip, and nothing is given; neither where a criterion is all that counts, since
    /// the others then have no proportions to keep.
    #[must_use]
    pub fn weight_flips(&self, criterion: usize) -> WeightFlips {
        let mut flips = WeightFlips::default();
        let ranking = self.ranking();
        let (Some((best, rivals)), Some(lead)) = (ranking.split_first(), self.lead()) else { return flips };
        let Some(share) = self.weights.get(criterion).copied().filter(|share| *share < 1.0) else {
            return flips;
        };
        if lead == 0.0 {
            return flips;
        }
        for rival in rivals {
            let (Some(own), Some(other)) = (self.score(*best, criterion), self.score(*rival, criterion))
            else {
                continue;
            };
            let (Some(total), Some(rivals)) = (self.total(*best), self.total(*rival)) else { continue };
            let difference = own - other;
            let rest = (total - rivals - share * difference) / (1.0 - share);
            let crossing = rest / (rest - difference);
            if !(crossing > SAME && crossing < 1.0 - SAME) {
                continue;
            }
            let flip = WeightFlip { share: crossing, winner: *rival };
            if crossing < share && flips.below.is_none_or(|below| below.share < crossing) {
                flips.below = Some(flip);
            }
            if crossing > share && flips.above.is_none_or(|above| above.share > crossing) {
                flips.above = Some(flip);
            }
        }
        flips
    }

    /// By how many points one score would have to change for the second option to draw level with the best.
    ///
    /// A point by a criterion with the share `w` moves a total by `w`, so a lead of `g` is gone after `g / w` points, lost
    /// by the best or gained by the second. `None` for a criterion that counts nothing, and where the best are level.
    #[must_use]
    pub fn score_flip(&self, criterion: usize) -> Option<ScoreFlip> {
        let lead = self.lead().filter(|lead| *lead > 0.0)?;
        let share = self.weights.get(criterion).copied().filter(|share| *share > 0.0)?;
        let points = lead / share;
        points.is_finite().then_some(ScoreFlip { points, winner: *self.ranking().get(1)? })
    }

    fn total(&self, option: usize) -> Option<f64> {
        self.totals.get(option).copied().flatten()
    }

    fn score(&self, option: usize, criterion: usize) -> Option<f64> {
        self.scores.get(option)?.as_ref()?.get(criterion).copied()
    }
}

/// Whether two totals are the same but for rounding.
fn is_same(a: f64, b: f64) -> bool {
    (a - b).abs() <= SAME * a.abs().max(b.abs())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weighed(weights: &[f64], scores: &[&[f64]]) -> Weighed {
        let sum: f64 = weights.iter().sum();
        let total = |scores: &&[f64]| scores.iter().zip(weights).map(|(s, w)| s * w).sum::<f64>() / sum;
        Weighed {
            weights: weights.iter().map(|weight| weight / sum).collect(),
            scores: scores.iter().map(|scores| Some(scores.to_vec())).collect(),
            totals: scores.iter().map(|scores| Some(total(scores))).collect(),
        }
    }

    /// The first case of the oracle `weighted_sum.json`, worked out by hand: totals 7.6, 7.2 and 6.5.
    fn oracle() -> Weighed {
        weighed(&[5.0, 3.0, 2.0], &[&[8.0, 6.0, 9.0], &[7.0, 9.0, 5.0], &[5.0, 8.0, 8.0]])
    }

    fn close(a: f64, b: f64) -> bool {
        (a - b).abs() < 1e-12
    }

    /// First against third by the first criterion: d = 3, q = (1.1 - 1.5) / 0.5 = -0.8, so -0.8 / -3.8 = 4/19; the second
    /// would win at (-0.2) / (-1.2) = 1/6 only, which is further away. By the second criterion the second option wins
    /// above 13/34, by the third below 1/9.
    #[test]
    fn weights_flip_where_the_oracle_says() {
        let flips: Vec<WeightFlips> = (0..3).map(|criterion| oracle().weight_flips(criterion)).collect();
        let at = |flip: Option<WeightFlip>| flip.map(|flip| (flip.share, flip.winner));
        let (share, winner) = at(flips[0].below).unwrap();
        assert!(close(share, 4.0 / 19.0) && winner == 2, "{share}");
        let (share, winner) = at(flips[1].above).unwrap();
        assert!(close(share, 13.0 / 34.0) && winner == 1, "{share}");
        let (share, winner) = at(flips[2].below).unwrap();
        assert!(close(share, 1.0 / 9.0) && winner == 1, "{share}");
        assert_eq!((flips[0].above, flips[1].below, flips[2].above), (None, None, None));
        assert!(close(flips[1].nearest(0.3).unwrap().share, 13.0 / 34.0));
    }

    /// At the flip both totals are equal, and beyond it the other one is ahead.
    #[test]
    fn at_a_flip_both_are_level() {
        let before = oracle();
        let flip = before.weight_flips(1).above.unwrap();
        let with = |share: f64| {
            let rest = (1.0 - share) / 0.7;
            weighed(&[0.5 * rest, share, 0.2 * rest], &[&[8.0, 6.0, 9.0], &[7.0, 9.0, 5.0], &[5.0, 8.0, 8.0]])
        };
        assert_eq!(with(flip.share).lead(), Some(0.0));
        assert_eq!(with(flip.share - 0.001).ranking(), [0, 1, 2]);
        assert_eq!(with(flip.share + 0.001).ranking(), [1, 0, 2]);
    }

    /// A lead of 0.4 is 0.8 points at a share of 0.5, 4/3 at 0.3 and 2 at 0.2.
    #[test]
    fn a_score_flips_by_the_lead_over_the_share() {
        let points: Vec<f64> = (0..3).map(|at| oracle().score_flip(at).unwrap().points).collect();
        assert!(close(points[0], 0.8) && close(points[1], 4.0 / 3.0) && close(points[2], 2.0), "{points:?}");
        assert!((0..3).all(|at| oracle().score_flip(at).unwrap().winner == 1));
    }

    /// Each is the same as its neighbour, and the last not as the first.
    #[test]
    fn a_long_row_of_nearly_equal_options_has_one_order() {
        let scores: Vec<[f64; 1]> = (0..100).map(|at| [1.0 + f64::from(at) * 0.6e-9]).collect();
        let scores: Vec<&[f64]> = scores.iter().map(<[f64; 1]>::as_slice).collect();
        let ranking = weighed(&[1.0], &scores).ranking();
        assert_eq!(
            ranking[..4],
            [98, 99, 96, 97],
            "two at a time are the same, and stand in the order of the plan"
        );
        assert_eq!(ranking.len(), 100);
    }

    #[test]
    fn what_never_flips_has_no_flip() {
        let better_everywhere = weighed(&[1.0, 1.0], &[&[5.0, 4.0], &[3.0, 2.0]]);
        assert_eq!(better_everywhere.weight_flips(0), WeightFlips::default());
        assert_eq!(better_everywhere.score_flip(0).unwrap().points, 4.0);
        let level = weighed(&[1.0, 1.0], &[&[5.0, 3.0], &[3.0, 5.0]]);
        assert_eq!(level.lead(), Some(0.0));
        assert_eq!((level.ranking(), level.weight_flips(0)), (vec![0, 1], WeightFlips::default()));
        assert_eq!(level.score_flip(0), None);
        let only_one_counts = weighed(&[1.0, 0.0], &[&[5.0, 1.0], &[3.0, 5.0]]);
        assert_eq!(only_one_counts.weight_flips(0), WeightFlips::default());
        assert_eq!(only_one_counts.score_flip(1), None, "points that count nothing change nothing");
        // 5 w + 1 (1 - w) against 3 w + 5 (1 - w): 2 w = 4 (1 - w), so the weight that counts all falls to 2/3.
        let above = only_one_counts.weight_flips(1).above.unwrap();
        assert!(close(above.share, 1.0 / 3.0), "{above:?}");
        // Equal where nothing else counts: level at 1, and never beyond.
        let level_at_the_end = weighed(&[1.0, 1.0], &[&[5.0, 4.0], &[5.0, 2.0]]);
        assert_eq!(level_at_the_end.weight_flips(0), WeightFlips::default());
        assert_eq!(weighed(&[1.0], &[&[5.0]]).lead(), None);
    }
}
