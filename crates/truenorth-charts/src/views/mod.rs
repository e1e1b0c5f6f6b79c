//! From a plan and its figures to what a chart shows. Every text goes through the sanitiser here.

mod alignment_map;
mod growth_plan;

pub use alignment_map::alignment_map;
pub use growth_plan::growth_plan;

use truenorth_core::model::Status;
use truenorth_core::sanitise;

use crate::theme::Tone;

/// A text of the plan as it may stand in a chart.
fn shown(text: &str) -> String {
    sanitise::one_line(text).into_owned()
}

/// How a status looks.
fn tone(status: Status) -> Tone {
    match status {
        Status::OffTrack | Status::Blocked | Status::Missed => Tone::Bad,
        Status::AtRisk | Status::Behind => Tone::Warn,
        Status::OnTrack | Status::Ahead => Tone::Good,
        Status::Achieved => Tone::Done,
        Status::Proposed | Status::Accepted | Status::Paused => Tone::Idle,
        Status::Dropped => Tone::Gone,
        Status::NotTracked => Tone::Unknown,
    }
}
