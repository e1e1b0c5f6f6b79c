//! Satisfaction of an indicator between its worst value, its threshold and its target.

use super::progress::whole_of;
use super::{Window, current, expected_value_at, finite, is_sum, number};
use crate::model::Measure;
use crate::scalar::Date;

/// Satisfaction of a value, -100 to 100: 100 at the target, 0 at the threshold, -100 at the worst value,
/// straight between them (ITU-T Z.151, indicators). `None` unless the three are known and in order.
#[must_use]
pub fn satisfaction(measure: &Measure, value: f64) -> Option<f64> {
    let target = number(measure.target)?;
    let threshold = number(measure.threshold)?;
    let worst = number(measure.worst)?;
    let up = worst < threshold && threshold < target;
    let down = worst > threshold && threshold > target;
    if !(up || down) {
        return None;
    }
    let good = if up { value >= threshold } else { value <= threshold };
    let far = if good {
        (value - threshold) / (target - threshold)
    } else {
        (value - threshold) / (threshold - worst)
    };
    finite(100.0 * far).map(|percent| percent.clamp(-100.0, 100.0))
}

/// Satisfaction of the present value; of a total (`sum`) that of its [`projected`](super::projected()) total, as the three values
/// are those of a whole period.
#[must_use]
pub fn present_satisfaction(measure: &Measure, window: &Window<'_>) -> Option<f64> {
    satisfaction(measure, whole_of(measure, window, current(measure, window).known())?)
}

/// Satisfaction of the value expected on the day of the present value; of a total (`sum`) that of the target.
#[must_use]
pub fn expected_satisfaction(measure: &Measure, window: &Window<'_>) -> Option<f64> {
    expected_of(measure, window, current(measure, window).day())
}

/// The same of the day of a present value.
pub(super) fn expected_of(measure: &Measure, window: &Window<'_>, day: Option<Date>) -> Option<f64> {
    let value =
        if is_sum(measure) { number(measure.target)? } else { expected_value_at(measure, window, day?)? };
    satisfaction(measure, value)
}
