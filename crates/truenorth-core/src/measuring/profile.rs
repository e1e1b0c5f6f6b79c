//! When a pace becomes a status: the profiles of `checks.status_profile`, one list.
//!
//! A profile compares a progress with the progress needed by now, as a ratio or as a difference, and gives the
//! first of its bands that is reached; bands include their lower limit, so none leaves a gap. What a profile
//! says of a parent is part of it. Words of the tools that do not exist here are mapped: green, yellow and red
//! are on track, at risk and off track; `lagging` is behind; `needs attention` is at risk; `exceeded` is achieved.

use super::{TINY, Window, read};
use crate::model::{Ambition, Measure, Status, StatusProfile};
use crate::plan::Plan;

/// What the limits of a profile are limits of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// Progress / progress needed.
    Ratio,
    /// Progress - progress needed, as parts of the whole way.
    Difference,
}

/// A status and the least ratio or difference that gives it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Band {
    /// The lower limit, inclusive.
    pub least: f64,
    /// The status from there up to the band above.
    pub status: Status,
}

/// How the status of a goal follows from its children.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Parents {
    /// From its own pace: progress and expectation rolled up alike.
    Pace,
    /// The weakest status of its children.
    Weakest,
    /// From the mean of its children's ratios, each cut to 0..1, joined by the goal's roll-up.
    MeanRatio,
}

/// How pace becomes status.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Profile {
    /// The value of `checks.status_profile`.
    pub id: StatusProfile,
    /// The word of the format.
    pub word: &'static str,
    /// What the limits are limits of.
    pub scale: Scale,
    /// The bands, best first.
    pub bands: &'static [Band],
    /// The status below all bands; also of a verdict that is not met.
    pub worst: Status,
    /// The status of a verdict that is not met while the goal is not yet due.
    pub open: Status,
    /// Lead over what is needed, as a part of the whole way, beyond which a goal is ahead.
    pub lead: Option<f64>,
    /// Whether a target that is reached is achieved at once, not only when people say so.
    pub achieves: bool,
    /// How the status of a parent follows.
    pub parents: Parents,
    /// Where the numbers are published.
    pub source: &'static str,
    /// What is ours in it.
    pub note: &'static str,
}

const fn band(least: f64, status: Status) -> Band {
    Band { least, status }
}

/// Every profile, in the order of the format.
pub static PROFILES: [Profile; 8] = [
    DEFAULT,
    Profile {
        id: StatusProfile::Viva,
        word: "viva",
        bands: &[band(1.0, Status::OnTrack)],
        worst: Status::Behind,
        open: Status::Behind,
        lead: None,
        source: "https://learn.microsoft.com/en-us/viva/goals/ (retired 2025)",
        note: "on track when at least what is expected is done, else behind",
        ..DEFAULT
    },
    Profile {
        id: StatusProfile::Upraise,
        word: "upraise",
        bands: &[band(0.95, Status::OnTrack), band(0.75, Status::Behind)],
        worst: Status::AtRisk,
        open: Status::AtRisk,
        lead: None,
        source: "https://amoeboids.atlassian.net/wiki/spaces/USA/pages/1566736458",
        note: "exactly 0.75, which the page leaves open, counts as behind",
        ..DEFAULT
    },
    Profile {
        id: StatusProfile::Cascade,
        word: "cascade",
        bands: &[band(0.95, Status::OnTrack), band(0.85, Status::Behind)],
        worst: Status::AtRisk,
        open: Status::AtRisk,
        lead: None,
        achieves: true,
        parents: Parents::MeanRatio,
        source: "https://support.cascade.app/what-does-each-health-mean-in-cascade",
        note: "whole percents are printed; 94.5 % is below 95 % and so behind",
        ..DEFAULT
    },
    Profile {
        id: StatusProfile::Servicenow,
        word: "servicenow",
        bands: &[band(0.9, Status::OnTrack), band(0.75, Status::AtRisk)],
        lead: None,
        parents: Parents::Weakest,
        source: "https://www.servicenow.com/docs/r/australia/it-business-management/goal-framework/target-status-calculation-examples.html",
        note: "without `phased` the straight line is the plan of the day; the tool takes the final target from the first day",
        ..DEFAULT
    },
    Profile {
        id: StatusProfile::Engagedly,
        word: "engagedly",
        scale: Scale::Difference,
        bands: &[band(-0.165, Status::OnTrack), band(-0.33, Status::Behind)],
        worst: Status::AtRisk,
        open: Status::Behind,
        lead: None,
        achieves: true,
        source: "https://help.engagedly.com/automatic-status-updates-for-goals",
        note: "of a parent, too",
        ..DEFAULT
    },
    Profile {
        id: StatusProfile::Google,
        word: "google",
        // The 0.7 and 0.4 of the book are grades of goals of which 0.7 is all that is needed.
        bands: &[band(1.0, Status::OnTrack), band(0.4 / ASPIRATIONAL, Status::AtRisk)],
        lead: None,
        source: "https://rework.withgoogle.com/guides/set-goals-with-okrs/steps/grade-OKRs/; Measure What Matters",
        note: "an aspirational goal is green from 0.7 and yellow from 0.4 of the expected; a committed one, of which 1.0 is needed, from 1.0 and 0.571, in proportion. The published bands leave gaps at 0.3 to 0.4 and 0.6 to 0.7; here the lower band reaches up to the next",
        ..DEFAULT
    },
    Profile {
        id: StatusProfile::Perdoo,
        word: "perdoo",
        lead: None,
        parents: Parents::Weakest,
        source: "https://support.perdoo.com/en/articles/4640875-goal-statuses",
        note: "the weakest child and progress below 0 counting as 0 are published, the limits of a key result are not: those of `default` stand in",
        ..DEFAULT
    },
];

const DEFAULT: Profile = Profile {
    id: StatusProfile::Default,
    word: "default",
    scale: Scale::Ratio,
    bands: &[band(0.95, Status::OnTrack), band(0.75, Status::AtRisk)],
    worst: Status::OffTrack,
    open: Status::OffTrack,
    lead: Some(0.1),
    achieves: false,
    parents: Parents::Pace,
    source: "the ratios of UpRaise",
    note: "that a lead of a tenth of the whole way counts as ahead is our own choice",
};

/// The part of the whole way that is good for an aspirational goal.
pub const ASPIRATIONAL: f64 = 0.7;

/// The progress that is needed where `expected` is: all of it, or 0.7 of it for an aspirational goal (re:Work:
/// 0.6 to 0.7 is the sweet spot of aspirational objectives, 1.0 is expected of committed ones).
#[must_use]
pub fn needed(expected: f64, ambition: Ambition) -> f64 {
    match ambition {
        Ambition::Committed => expected,
        Ambition::Aspirational => expected * ASPIRATIONAL,
    }
}

impl Profile {
    /// The profile of a value of `checks.status_profile`; `None` is the default.
    #[must_use]
    pub fn of(id: Option<StatusProfile>) -> &'static Self {
        let id = id.unwrap_or(StatusProfile::Default);
        // Every id has its entry; a test holds that.
        PROFILES.iter().find(|profile| profile.id == id).unwrap_or(&DEFAULT)
    }

    /// The profile that a plan has chosen.
    #[must_use]
    pub fn of_plan(plan: &Plan) -> &'static Self {
        Self::of(plan.checks.status_profile)
    }

    /// The status of a progress against the progress that is [`needed`] by then.
    ///
    /// Where nothing is needed yet and nothing is done, it has not begun: nothing speaks for or against it. A
    /// progress that has gone back before anything was needed is in the second band, as no ratio says how bad it is.
    #[must_use]
    pub fn status(&self, progress: f64, needed: f64) -> Status {
        if self.achieves && progress >= 1.0 - TINY {
            return Status::Achieved;
        }
        if needed <= 0.0 && self.scale == Scale::Ratio {
            return if progress < needed - TINY {
                self.bands.get(1).map_or(self.worst, |band| band.status)
            } else if progress.abs() < TINY {
                Status::Accepted
            } else {
                Status::OnTrack
            };
        }
        if needed <= 0.0 && progress.abs() < TINY {
            return Status::Accepted;
        }
        if self.lead.is_some_and(|lead| progress > needed + lead + TINY) {
            return Status::Ahead;
        }
        self.band(match self.scale {
            Scale::Ratio => progress / needed,
            Scale::Difference => progress - needed,
        })
    }

    /// The status of a ratio or difference, by the bands alone.
    #[must_use]
    pub fn band(&self, level: f64) -> Status {
        let reached = self.bands.iter().find(|band| level >= band.least - TINY);
        reached.map_or(self.worst, |band| band.status)
    }

    /// The status of a limit that is kept or not, of a goal that is due or not.
    #[must_use]
    pub fn verdict(&self, met: bool, due: bool) -> Status {
        match (met, due) {
            (true, _) => Status::OnTrack,
            (false, true) => self.worst,
            (false, false) => self.open,
        }
    }

    /// The weakest of the statuses of children. What is not begun, stopped, dropped or not looked at says
    /// nothing; one that is blocked or missed is as bad as the profile's worst. `None` if none says anything.
    #[must_use]
    pub fn weakest(&self, children: impl IntoIterator<Item = Status>) -> Option<Status> {
        let judged = children.into_iter().map(|status| match status {
            Status::Missed | Status::Blocked => self.worst,
            other => other,
        });
        judged.filter(|status| rank(*status).is_some()).min_by_key(|status| rank(*status))
    }
}

/// How good a status is, from 0 for off track to 5 for achieved; `None` for those that say nothing of it.
#[must_use]
pub fn rank(status: Status) -> Option<u8> {
    match status {
        Status::Missed | Status::OffTrack => Some(0),
        Status::AtRisk => Some(1),
        Status::Behind => Some(2),
        Status::OnTrack => Some(3),
        Status::Ahead => Some(4),
        Status::Achieved => Some(5),
        Status::Proposed
        | Status::Accepted
        | Status::Blocked
        | Status::Paused
        | Status::Dropped
        | Status::NotTracked => None,
    }
}

/// The status that follows from the pace of a measure. A verdict is on track when met. Without an expectation
/// only a target that is reached (0.7 of it, if aspirational) is on track; without data a measure is not tracked.
#[must_use]
pub fn status(measure: &Measure, window: &Window<'_>, profile: &Profile, ambition: Ambition) -> Status {
    read(measure, window).status(window, profile, ambition)
}
