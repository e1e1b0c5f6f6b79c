//! The value axis: a range with nice ticks, handed to plotters as a coordinate of its own.

use crate::number;
use plotters::coord::ranged1d::{KeyPointHint, NoDefaultFormatting, Ranged, ValueFormatter};
use std::ops::Range;

/// An axis whose ticks and labels are decided before plotters sees it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Axis {
    pub(super) low: f64,
    pub(super) high: f64,
    /// Positions and labels.
    pub(super) ticks: Vec<(f64, String)>,
}

impl Axis {
    /// That the axis leaves out zero, so that distances on it are not to be read as proportions; `None` where it does not.
    pub(super) fn cut(&self) -> Option<String> {
        let end = |tick: Option<&(f64, String)>| tick.map(|(_, label)| label.clone());
        if self.low > 0.0 {
            return Some(format!("scale begins at {}, not at 0", end(self.ticks.first())?));
        }
        if self.high < 0.0 {
            return Some(format!("scale ends at {}, not at 0", end(self.ticks.last())?));
        }
        None
    }
}

impl Ranged for Axis {
    type FormatOption = NoDefaultFormatting;
    type ValueType = f64;

    fn map(&self, value: &f64, limit: (i32, i32)) -> i32 {
        let share = (value - self.low) / (self.high - self.low);
        let share = if share.is_finite() { share.clamp(-1.0, 2.0) } else { 0.0 };
        let (from, to) = (f64::from(limit.0), f64::from(limit.1));
        (from + (to - from) * share).round() as i32
    }

    fn key_points<Hint: KeyPointHint>(&self, hint: Hint) -> Vec<f64> {
        // Only bold lines are drawn: plotters asks a second time for light ones.
        if hint.weight().allow_light_points() {
            return Vec::new();
        }
        self.ticks.iter().map(|(at, _)| *at).collect()
    }

    fn range(&self) -> Range<f64> {
        self.low..self.high
    }
}

impl ValueFormatter<f64> for Axis {
    fn format_ext(&self, value: &f64) -> String {
        self.ticks.iter().find(|(at, _)| at == value).map(|(_, label)| label.clone()).unwrap_or_default()
    }
}

/// An axis for these values with about `wish` steps of 1, 2, 2.5 or 5 times a power of ten. Zero belongs to it
/// when the values come close to it: when the smallest is below a third of the largest.
pub(super) fn value_axis(values: &[f64], wish: usize) -> Axis {
    let finite = values.iter().copied().filter(|v| v.is_finite()).map(|v| v.clamp(-1e300, 1e300));
    let (mut low, mut high) =
        finite.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), v| (low.min(v), high.max(v)));
    if low > high {
        (low, high) = (0.0, 1.0);
    }
    let size = low.abs().max(high.abs());
    // Differences that no label could show count as none.
    if high - low <= size * 1e-6 {
        let pad = if size == 0.0 { 1.0 } else { size * 0.1 };
        (low, high) = if low == 0.0 { (0.0, pad) } else { (low - pad, high + pad) };
    }
    if low > 0.0 && low < high / 3.0 {
        low = 0.0;
    } else if high < 0.0 && high > low / 3.0 {
        high = 0.0;
    }
    let step = nice_step((high - low) / wish.max(1) as f64);
    let (first, last) = ((low / step + 1e-9).floor(), (high / step - 1e-9).ceil());
    let count = (last - first).clamp(1.0, 50.0) as u32;
    let at: Vec<f64> = (0..=count).map(|i| (first + f64::from(i)) * step).collect();
    let labels = number::tick_labels(&at, step);
    Axis {
        low: at.first().copied().unwrap_or(0.0),
        high: at.last().copied().unwrap_or(1.0),
        ticks: at.into_iter().zip(labels).collect(),
    }
}

/// The smallest of 1, 2, 2.5 and 5 times a power of ten that is at least `rough`.
fn nice_step(rough: f64) -> f64 {
    let power = 10f64.powf(rough.log10().floor());
    let factor = [1.0, 2.0, 2.5, 5.0].into_iter().find(|f| f * power >= rough * 0.999_999).unwrap_or(10.0);
    let step = factor * power;
    if step.is_finite() && step > 0.0 { step } else { 1.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(values: &[f64]) -> Vec<String> {
        value_axis(values, 5).ticks.into_iter().map(|(_, label)| label).collect()
    }

    #[test]
    fn ticks_are_nice_and_enclose_the_values() {
        assert_eq!(labels(&[82_000.0, 118_000.0]), ["80,000", "90,000", "100,000", "110,000", "120,000"]);
        assert_eq!(labels(&[0.4, 4.9]), ["0", "1", "2", "3", "4", "5"]);
        assert_eq!(labels(&[300_000.0, 2_400_000.0]), ["0", "0.5 M", "1.0 M", "1.5 M", "2.0 M", "2.5 M"]);
    }

    #[test]
    fn an_axis_without_zero_says_so() {
        let cut = |values: &[f64]| value_axis(values, 5).cut();
        assert_eq!(cut(&[82_000.0, 118_000.0]).as_deref(), Some("scale begins at 80,000, not at 0"));
        assert_eq!(cut(&[-9.0, -6.0]).as_deref(), Some("scale ends at \u{2212}6, not at 0"));
        assert_eq!(cut(&[0.4, 4.9]), None);
        assert_eq!(cut(&[-1.0, 1.0]), None);
    }

    #[test]
    fn degenerate_values_still_give_an_axis() {
        for values in [&[][..], &[7.0], &[0.0, 0.0], &[1e15, 1.0], &[f64::NAN], &[-1e308, 1e308], &[1e-300]] {
            let axis = value_axis(values, 5);
            assert!(axis.high > axis.low && axis.ticks.len() > 1, "{values:?} {axis:?}");
            assert!(axis.ticks.len() < 20, "{values:?}");
            let mut labels: Vec<&String> = axis.ticks.iter().map(|(_, l)| l).collect();
            labels.dedup();
            assert_eq!(labels.len(), axis.ticks.len(), "{values:?} {labels:?}");
        }
        assert_eq!(value_axis(&[0.0, 0.0], 5).low, 0.0);
    }
}
