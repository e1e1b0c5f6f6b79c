//! How a goal stands, as its parents take it over.

use truenorth_core::measuring::Profile;
use truenorth_core::measuring::profile::{ASPIRATIONAL, Parents, needed};
use truenorth_core::model::{Ambition, Decomposition, Rollup, Status};
use truenorth_core::plan::GoalIx;
use truenorth_core::scalar::Date;

use crate::grl::{self, LinkKind, Scale};
use crate::rollup::join;

/// A number with what it is held against, all in one unit.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Standing {
    /// What is.
    pub(crate) value: Option<f64>,
    /// What is expected by then.
    pub(crate) expected: Option<f64>,
    /// What is needed by then: all that is expected, or 0.7 of it for an aspirational goal.
    pub(crate) needed: Option<f64>,
    /// What is, of the part that has an expectation, which alone can be compared with it.
    pub(crate) paced: Option<f64>,
}

/// What is known of one goal while its parents wait for it.
#[derive(Clone, Debug)]
pub(crate) struct Known {
    /// Progress, 0 to 1.
    pub(crate) progress: Standing,
    /// Satisfaction, -100 to 100, where it is not just 100 times the progress; few goals have one.
    pub(crate) satisfaction: Option<Box<Standing>>,
    /// Progress / progress needed, cut to 0..1.
    pub(crate) ratio: Option<f64>,
    /// Status as shown.
    pub(crate) status: Status,
    /// The day that the numbers speak of; `None` if no day makes them older.
    pub(crate) as_of: Option<Date>,
    /// Whether they rest on a projected total.
    pub(crate) projected: bool,
}

impl Default for Known {
    fn default() -> Self {
        Self {
            progress: Standing::default(),
            satisfaction: None,
            ratio: None,
            status: Status::NotTracked,
            as_of: None,
            projected: false,
        }
    }
}

impl Standing {
    /// A progress that can be compared with its expectation, if there is one.
    pub(crate) fn new(value: f64, expected: Option<f64>, ambition: Ambition) -> Self {
        let needed = expected.map(|expected| needed(expected, ambition));
        Self { value: Some(value), expected, needed, paced: expected.and(Some(value)) }
    }

    /// The same on another scale.
    fn map(self, change: impl Fn(f64) -> f64) -> Self {
        let Self { value, expected, needed, paced } = self;
        let [value, expected, needed, paced] = [value, expected, needed, paced].map(|part| part.map(&change));
        Self { value, expected, needed, paced }
    }

    /// Progress / progress needed, cut to 0..1; `None` while nothing is needed.
    pub(crate) fn ratio(&self) -> Option<f64> {
        let needed = self.needed.filter(|needed| *needed > 0.0)?;
        Some((self.paced? / needed).clamp(0.0, 1.0))
    }
}

impl Known {
    /// Satisfaction, -100 to 100: of its own, else progress 0 to 1 as 0 to 100.
    pub(crate) fn satisfaction(&self) -> Standing {
        self.satisfaction.as_deref().copied().unwrap_or_else(|| self.progress.map(|part| part * 100.0))
    }
}

/// A child that counts in its parent.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Child {
    /// Share of the parent, -1 to 1, not 0; negative = it hurts the parent.
    pub(crate) share: f64,
    /// What the link is in GRL.
    pub(crate) kind: LinkKind,
    /// Which goal it is.
    pub(crate) goal: GoalIx,
}

/// All that a goal's roll-up needs.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Join<'a> {
    /// The kind.
    pub(crate) rollup: Rollup,
    /// Of the goal.
    pub(crate) ambition: Ambition,
    /// With `grl`, how parts are joined.
    pub(crate) decomposition: Option<Decomposition>,
    /// With `grl`, percent.
    pub(crate) tolerance: f64,
    /// With `grl`, satisfaction of what the goal depends on.
    pub(crate) dependencies: &'a [Standing],
    /// Whether the plan's profile asks for the mean of ratios.
    pub(crate) ratios: bool,
    /// What is known of every goal.
    pub(crate) known: &'a [Known],
}

impl Join<'_> {
    /// What follows from the children; `None` if no progress does. The status is left open.
    pub(crate) fn join(&self, children: &[Child]) -> Option<Known> {
        let (progress, satisfaction) = if self.rollup == Rollup::Grl {
            let satisfaction = self.grl(children);
            (satisfaction.map(|part| (part / 100.0).clamp(0.0, 1.0)), Some(Box::new(satisfaction)))
        } else {
            (self.standing(children), None)
        };
        progress.value?;
        let all = || children.iter().filter_map(|child| Some((child, self.known.get(child.goal.at())?)));
        let counted = || all().map(|(_, known)| known).filter(|known| known.progress.value.is_some());
        let ratios = all().filter_map(|(child, known)| {
            let part = if child.share < 0.0 { known.progress.value } else { known.ratio };
            Some((child.share, part?))
        });
        let mean = if self.rollup == Rollup::Mean { Rollup::Mean } else { Rollup::WeightedMean };
        Some(Known {
            progress,
            satisfaction,
            ratio: if self.ratios { join(mean, ratios) } else { None },
            status: Status::NotTracked,
            as_of: counted().filter_map(|known| known.as_of).min(),
            projected: counted().any(|known| known.projected),
        })
    }

    /// Joins each column. A child that hurts is expected to do no harm: what it has done is missing in the parent.
    /// So an expectation never falls as time goes.
    fn standing(&self, children: &[Child]) -> Standing {
        let column = |positive: fn(&Standing) -> Option<f64>, negative: fn(&Standing) -> Option<f64>| {
            let numbers = children.iter().filter_map(|child| {
                let of = if child.share < 0.0 { negative } else { positive };
                Some((child.share, of(&self.known.get(child.goal.at())?.progress)?))
            });
            join(self.rollup, numbers)
        };
        let harmless = |standing: &Standing| standing.value.map(|_| 0.0);
        let expected = column(|standing| standing.expected, harmless);
        let whole = matches!(self.rollup, Rollup::All | Rollup::Any);
        // What is done as a whole or not at all is never done in part.
        let needed = if whole { expected } else { column(|standing| standing.needed, harmless) };
        self.needed(Standing {
            value: column(|standing| standing.value, |standing| standing.value),
            expected,
            needed,
            paced: column(|standing| standing.paced, |standing| standing.value),
        })
    }

    /// Evaluates each column by GRL; a contribution that hurts is expected to do no harm.
    fn grl(&self, children: &[Child]) -> Standing {
        let column = |of: fn(&Standing) -> Option<f64>, harm: bool| {
            let mut given: Vec<(LinkKind, f64)> = children
                .iter()
                .filter(|child| harm || child.share > 0.0)
                .filter_map(|child| Some((child.kind, of(&self.known.get(child.goal.at())?.satisfaction())?)))
                .collect();
            given.extend(self.dependencies.iter().filter_map(|on| Some((LinkKind::Dependency, of(on)?))));
            grl::evaluate(self.decomposition, &given, self.tolerance, Scale::Signed)
        };
        self.needed(Standing {
            value: column(|standing| standing.value, true),
            expected: column(|standing| standing.expected, false),
            needed: column(|standing| standing.needed, false),
            paced: column(|standing| standing.paced, true),
        })
    }

    /// An aspirational goal needs 0.7 of what is expected of its children; a committed one what they need.
    fn needed(&self, joined: Standing) -> Standing {
        match self.ambition {
            Ambition::Aspirational => {
                Standing { needed: joined.expected.map(|expected| expected * ASPIRATIONAL), ..joined }
            }
            Ambition::Committed => joined,
        }
    }
}

/// The status that follows from children.
pub(crate) fn status(profile: &Profile, joined: &Known, children: &[Child], known: &[Known]) -> Status {
    let judged = match profile.parents {
        Parents::Pace => pace(profile, &joined.progress),
        Parents::Weakest => {
            let helping = children.iter().filter(|child| child.share > 0.0);
            profile.weakest(helping.filter_map(|child| Some(known.get(child.goal.at())?.status)))
        }
        Parents::MeanRatio if profile.achieves && joined.progress.value.is_some_and(|value| value >= 1.0) => {
            Some(Status::Achieved)
        }
        Parents::MeanRatio => joined.ratio.map(|ratio| profile.band(ratio)),
    };
    judged.unwrap_or(Status::NotTracked)
}

/// The status of a progress against what is needed, if both are known.
pub(crate) fn pace(profile: &Profile, standing: &Standing) -> Option<Status> {
    Some(profile.status(standing.paced?, standing.needed?))
}
