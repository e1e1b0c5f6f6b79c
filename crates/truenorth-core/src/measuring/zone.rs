//! Which of the three values that a key result names is reached: commit, target, stretch.

use super::{Window, current, is_projected, kind, number, projected};
use crate::model::{Measure, MeasureKind};

/// The zone of a value. Every number lies in one: also one on the baseline or on its wrong side.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Zone {
    /// Short of what is least acceptable, or of the target where no `commit` is written.
    Fail,
    /// At least what is acceptable, short of the target.
    Commit,
    /// The target is reached.
    Target,
    /// More than the target is reached: `stretch`.
    Stretch,
}

impl Zone {
    /// The word for people.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Fail => "fail",
            Self::Commit => "commit",
            Self::Target => "target",
            Self::Stretch => "stretch",
        }
    }
}

/// The zone that the present value of a measure has reached, limits included; of a falling total (`sum`) that
/// of its [`projected`] total. `None` without a present value or a target, and for `between`, which has no order.
#[must_use]
pub fn zone(measure: &Measure, window: &Window<'_>) -> Option<Zone> {
    let value =
        if is_projected(measure) { projected(measure, window)? } else { current(measure, window).value()? };
    let down = match kind(measure) {
        MeasureKind::Between => return None,
        MeasureKind::Decrease | MeasureKind::AtMost => true,
        MeasureKind::Increase | MeasureKind::AtLeast | MeasureKind::Milestone => false,
    };
    let target = match measure.target {
        None if kind(measure) == MeasureKind::Milestone => 1.0,
        target => number(target)?,
    };
    let reached = |limit: f64| if down { value <= limit } else { value >= limit };
    Some(if number(measure.stretch).is_some_and(reached) {
        Zone::Stretch
    } else if reached(target) {
        Zone::Target
    } else if number(measure.commit).is_some_and(reached) {
        Zone::Commit
    } else {
        Zone::Fail
    })
}
