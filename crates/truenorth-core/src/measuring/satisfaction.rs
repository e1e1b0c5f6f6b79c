//! Satisfaction of an indicator between its worst value, its threshold and its target.

use super::{Window, current, expected_value, finite, is_sum, number, projected};
use crate::model::Measure;

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

/// Satisfaction of the present value; of a total (`sum`) that of its [`projected`] total, as the three values
/// are those of a whole period.
#[must_use]
pub fn present_satisfaction(measure: &Measure, window: &Window<'_>) -> Option<f64> {
    let value =
        if is_sum(measure) { projected(measure, window)? } else { current(measure, window).value()? };
    satisfaction(measure, value)
}

/// Satisfaction of the value expected on the day of the present value; of a total (`sum`) that of the target.
#[must_use]
pub fn expected_satisfaction(measure: &Measure, window: &Window<'_>) -> Option<f64> {
    let value = if is_sum(measure) { number(measure.target)? } else { expected_value(measure, window)? };
    satisfaction(measure, value)
}
