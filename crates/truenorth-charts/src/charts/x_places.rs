//! Which goals and measures the X-matrix has room for: those that its finding speaks of come first.

use super::x_matrix::{Tie, Ties, View, untied};
use crate::scene::{Bounds, PX};
use crate::text;
use crate::theme::{GRID, SMALL};

/// Least width of a column.
pub(super) const COLUMN: i32 = 20 * PX;
/// Least height of a line of an initiative or long-term goal.
pub(super) const ROW: i32 = 20 * PX;
/// Least height of a line in the middle.
pub(super) const LINE: i32 = 17 * PX;
/// Height of the heading of a list.
pub(super) const HEAD: i32 = 22 * PX;
/// Height of the key below the matrix, with what is not drawn.
pub(super) const FOOT: i32 = 7 * GRID;
/// The least number of lines that the middle has for goals and measures, if there are so many.
const MIDDLE: usize = 10;

/// By list, what is drawn, in the order in which it is: positions in the view. What has no column of its own shares the last.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Places {
    pub(super) long: Vec<usize>,
    pub(super) annual: Vec<Vec<usize>>,
    pub(super) initiatives: Vec<usize>,
    pub(super) measures: Vec<Vec<usize>>,
}

/// The room that the owners take at the right; none if nobody owns anything.
pub(super) fn owner_room(view: &View, body: Bounds) -> i32 {
    let widths = view.initiative_owner.iter().chain(&view.long_owner).filter(|owner| !owner.is_empty());
    let longest =
        widths.map(|owner| text::width(&text::one_line(owner), text::Weight::Regular, SMALL * PX)).max();
    let part = if is_stacked(body) { 5 } else { 7 };
    longest.map_or(0, |longest| (longest + 3 * GRID).clamp(14 * GRID, (body.right - body.left) / part))
}

/// Whether goals and measures have lines of their own: in the column of a document both have no room on one.
pub(super) fn is_stacked(body: Bounds) -> bool {
    body.right - body.left < 1200 * PX
}

/// What fits.
pub(super) fn chosen(view: &View, body: Bounds) -> Places {
    let [long, annual, initiatives, measures] =
        [view.long.len(), view.annual.len(), view.initiatives.len(), view.measures.len()];
    let count = |length: i32, of: i32| usize::try_from(length / of).unwrap_or(0);
    let free = body.bottom - body.top - 3 * HEAD - FOOT;
    let least = annual.max(measures).min(MIDDLE);
    let rows = count(free - least as i32 * LINE, ROW).max(4).min(initiatives + long);
    let [initiatives, long] = shared(rows, [initiatives, long]);
    let lines = count(free - rows as i32 * ROW, LINE).max(3);
    let lines = if is_stacked(body) { (lines / 2).max(3) } else { lines };
    let width = body.right - body.left;
    // The column of a document is narrow; there words take more of it.
    let words = if is_stacked(body) { 50 } else { 42 };
    let columns = count(width - owner_room(view, body) - width * words / 100, COLUMN).max(4);
    // The finding is on the goals; the measures have what they leave, at least two fifths.
    let annual = annual.min(lines).min((columns * 3 / 5).max(columns.saturating_sub(measures)));
    let measures = measures.min(lines).min(columns - annual);
    let blind = untied(view.initiatives.len(), view.initiative_measure.keys().map(|(at, _)| *at));
    let mut work_of = vec![Vec::new(); view.annual.len()];
    for (at, annual) in view.initiative_annual.keys() {
        if let Some(work) = work_of.get_mut(*annual) {
            work.push(*at);
        }
    }
    let initiatives = first(initiatives, view.initiatives.len(), &blind, &work_of);
    let idle = untied(view.annual.len(), view.initiative_annual.keys().map(|(_, annual)| *annual));
    let goals = columns_of(annual, view.annual.len(), &idle, &tied(&view.initiative_annual, &initiatives));
    let of_work = tied(&view.initiative_measure, &initiatives);
    let measures = columns_of(measures, view.measures.len(), &[], &of_work);
    Places { long: (0..long).collect(), annual: goals, initiatives, measures }
}

/// Shares places out one at a time, to each list in turn that wants more.
fn shared(mut places: usize, wanted: [usize; 2]) -> [usize; 2] {
    let mut given = [0; 2];
    while places > 0 && given != wanted {
        for (given, wanted) in given.iter_mut().zip(wanted) {
            if *given < wanted && places > 0 {
                *given += 1;
                places -= 1;
            }
        }
    }
    given
}

/// Of each of these first entries, what it is tied to, the strongest first.
fn tied(ties: &Ties, of: &[usize]) -> Vec<Vec<usize>> {
    let of_one = |at: usize| {
        let mut found: Vec<(usize, Tie)> =
            ties.range((at, 0)..(at + 1, 0)).map(|(&(_, to), tie)| (to, *tie)).collect();
        found.sort_by_key(|(to, tie)| (std::cmp::Reverse(*tie), *to));
        found.into_iter().map(|(to, _)| to).collect()
    };
    of.iter().map(|at| of_one(*at)).collect()
}

/// The members of each column: the first ones have one each, the rest shares the last.
fn columns_of(places: usize, count: usize, urgent: &[usize], others: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let own = if count > places { places.saturating_sub(1) } else { places };
    let kept = first(own, count, urgent, others);
    let rest: Vec<usize> = (0..count).filter(|at| !kept.contains(at)).collect();
    let mut columns: Vec<Vec<usize>> = kept.into_iter().map(|at| vec![at]).collect();
    if !rest.is_empty() {
        columns.push(rest);
    }
    columns
}

/// So many of a list: the `urgent` ones first; then, in the order of the plan, one for each of `others` that would have none,
/// and whatever else there is room for.
fn first(places: usize, count: usize, urgent: &[usize], others: &[Vec<usize>]) -> Vec<usize> {
    // Where not even the urgent ones fit, the others choose among them.
    let (is_few, mut kept) = (urgent.len() > places, Vec::new());
    kept.extend(urgent.iter().copied().filter(|_| !is_few));
    let first = kept.len();
    for wanted in others {
        if kept.len() < places && !wanted.iter().any(|at| kept.contains(at)) {
            kept.extend(wanted.iter().find(|at| !is_few || urgent.contains(at)));
        }
    }
    let rest = 0..count;
    for at in urgent.iter().copied().filter(|_| is_few).chain(rest) {
        if kept.len() < places && !kept.contains(&at) {
            kept.push(at);
        }
    }
    if let Some(rest) = kept.get_mut(first..) {
        rest.sort_unstable();
    }
    kept
}

/// So many of something: `1 goal`, `2 goals`.
fn counted(count: usize, word: &str) -> String {
    if count == 1 { format!("1 more {word}") } else { format!("{count} more {word}s") }
}

impl Places {
    /// How many of the goals with a column of their own have no initiative: those that come first.
    pub(super) fn idle(&self, view: &View) -> usize {
        let idle = untied(view.annual.len(), view.initiative_annual.keys().map(|(_, annual)| *annual));
        self.annual.iter().filter(|members| matches!(members.as_slice(), [at] if idle.contains(at))).count()
    }

    /// The words of a column that several goals share.
    pub(super) fn shared_goals(&self, view: &View, members: usize) -> String {
        let idle = untied(view.annual.len(), view.initiative_annual.keys().map(|(_, annual)| *annual)).len();
        let busy = if idle == self.idle(view) && idle > 0 { " with an initiative" } else { "" };
        format!("{}{busy}", counted(members, "annual goal"))
    }

    /// The words of a column that several measures share.
    pub(super) fn shared_measures(members: usize) -> String {
        counted(members, "measure")
    }

    /// What has no place, in words.
    pub(super) fn more(&self, view: &View) -> String {
        let lists = [
            (view.initiatives.len() - self.initiatives.len(), "initiative"),
            (view.long.len() - self.long.len(), "long-term goal"),
        ];
        let left = lists.iter().filter(|(count, ..)| *count > 0);
        let parts: Vec<String> = left.map(|(count, word)| counted(*count, word)).collect();
        if parts.is_empty() { String::new() } else { format!("not drawn: {}", parts.join(" \u{B7} ")) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_shared_until_all_are_content() {
        assert_eq!(shared(10, [2, 20]), [2, 8]);
        assert_eq!(shared(10, [1, 2]), [1, 2]);
        assert_eq!(shared(4, [9, 9]), [2, 2]);
    }

    #[test]
    fn what_is_urgent_comes_first_and_then_one_for_each() {
        // 4 and 5 are urgent; the others want 3, and 1 or 0.
        assert_eq!(first(4, 6, &[4, 5], &[vec![3], vec![1, 0]]), [4, 5, 1, 3]);
        assert_eq!(first(6, 6, &[4, 5], &[]), [4, 5, 0, 1, 2, 3]);
        // Not even the urgent ones fit: one for each as far as they can, and the first of them.
        assert_eq!(first(1, 6, &[4, 5], &[vec![3]]), [4]);
        assert_eq!(first(2, 6, &[2, 3, 4], &[vec![0, 4], vec![1]]), [2, 4]);
        // What one has serves another.
        assert_eq!(first(3, 6, &[], &[vec![3], vec![0, 3], vec![5]]), [0, 3, 5]);
    }
}
