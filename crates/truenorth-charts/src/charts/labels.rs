//! Where labels go: beside the end of their line, spread apart; inside the plot, where they hide least.

use crate::scene::{Bounds, Point};

/// Moves label centres apart: as near as possible to their wishes (least squares), in the order of the wishes,
/// never overlapping, inside `low..high` if they fit there at all. Returns the centres in the given order.
pub(super) fn spread(wishes: &[(f64, f64)], low: f64, high: f64) -> Vec<f64> {
    let mut order: Vec<usize> = (0..wishes.len()).collect();
    let wish = |i: usize| wishes.get(i).copied().unwrap_or((0.0, 0.0));
    order.sort_by(|&a, &b| wish(a).0.total_cmp(&wish(b).0).then(a.cmp(&b)));
    // Tops without the heights above them: then the order alone keeps the labels apart.
    let mut above = 0.0;
    let mut blocks: Vec<(f64, usize)> = Vec::new();
    for &i in &order {
        let (center, height) = wish(i);
        let mut block = (center - height / 2.0 - above, 1_usize);
        above += height;
        while let Some(&(mean, count)) = blocks.last() {
            if mean <= block.0 {
                break;
            }
            let joined = count + block.1;
            block = ((mean * count as f64 + block.0 * block.1 as f64) / joined as f64, joined);
            blocks.pop();
        }
        blocks.push(block);
    }
    let free = (high - above).max(low);
    let tops = blocks.into_iter().flat_map(|(top, count)| std::iter::repeat_n(top.clamp(low, free), count));
    let mut centers = vec![0.0; wishes.len()];
    let mut above = 0.0;
    for (&i, top) in order.iter().zip(tops) {
        let height = wish(i).1;
        if let Some(center) = centers.get_mut(i) {
            *center = top + above + height / 2.0;
        }
        above += height;
    }
    centers
}

/// Finds places for labels inside a plot.
pub(super) struct Placer {
    area: Bounds,
    taken: Vec<Bounds>,
    lines: Vec<(Point, Point)>,
}

impl Placer {
    pub(super) const fn new(area: Bounds) -> Self {
        Self { area, taken: Vec::new(), lines: Vec::new() }
    }

    /// A line that labels should not hide.
    pub(super) fn avoid(&mut self, points: &[Point]) {
        self.lines.extend(points.iter().zip(points.iter().skip(1)).map(|(&a, &b)| (a, b)));
    }

    /// The best of the candidate areas: inside the plot, off all other labels, over as few lines as possible;
    /// the first of equals. `None` if there is none.
    pub(super) fn place(&mut self, candidates: impl IntoIterator<Item = Bounds>) -> Option<Bounds> {
        let mut best: Option<(usize, Bounds)> = None;
        for area in candidates {
            if !self.area.contains(&area) || self.taken.iter().any(|t| t.overlaps(&area)) {
                continue;
            }
            let hidden = self.lines.iter().filter(|(a, b)| crosses(&area, *a, *b)).count();
            if best.as_ref().is_none_or(|(least, _)| hidden < *least) {
                best = Some((hidden, area));
            }
        }
        let (_, area) = best?;
        self.taken.push(area);
        Some(area)
    }
}

/// Whether a segment touches a box (Liang and Barsky, 1984).
fn crosses(area: &Bounds, a: Point, b: Point) -> bool {
    let (dx, dy) = (f64::from(b.x) - f64::from(a.x), f64::from(b.y) - f64::from(a.y));
    let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
    let sides = [
        (-dx, f64::from(a.x) - f64::from(area.left)),
        (dx, f64::from(area.right) - f64::from(a.x)),
        (-dy, f64::from(a.y) - f64::from(area.top)),
        (dy, f64::from(area.bottom) - f64::from(a.y)),
    ];
    for (speed, room) in sides {
        if speed == 0.0 {
            if room < 0.0 {
                return false;
            }
        } else if speed < 0.0 {
            enter = enter.max(room / speed);
        } else {
            leave = leave.min(room / speed);
        }
    }
    enter <= leave
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_spread_around_their_common_wish() {
        assert_eq!(spread(&[(50.0, 10.0), (50.0, 10.0), (50.0, 10.0)], 0.0, 100.0), [40.0, 50.0, 60.0]);
        assert_eq!(spread(&[(2.0, 10.0), (90.0, 10.0)], 0.0, 100.0), [5.0, 90.0]);
        assert_eq!(spread(&[(99.0, 10.0), (98.0, 10.0)], 0.0, 100.0), [95.0, 85.0]);
    }

    #[test]
    fn a_segment_through_a_box_is_found_even_without_ends_inside() {
        let area = Bounds { left: 10, top: 10, right: 20, bottom: 20 };
        assert!(crosses(&area, Point::new(0, 0), Point::new(30, 30)));
        assert!(!crosses(&area, Point::new(0, 25), Point::new(30, 25)));
        assert!(!crosses(&area, Point::new(0, 0), Point::new(5, 30)));
    }

    #[test]
    fn the_placer_prefers_what_hides_least() {
        let mut placer = Placer::new(Bounds { left: 0, top: 0, right: 100, bottom: 100 });
        placer.avoid(&[Point::new(0, 5), Point::new(100, 5)]);
        let at = |top| Bounds { left: 10, top, right: 30, bottom: top + 10 };
        assert_eq!(placer.place([at(0), at(50)]), Some(at(50)));
        assert_eq!(placer.place([at(55), at(95)]), None);
        assert_eq!(placer.place([at(0)]), Some(at(0)));
    }
}
