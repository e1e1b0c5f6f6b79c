//! Items that name at most one other, in circles: accounts, risks.

use truenorth_core::place::Place;

use crate::context::Sink;
use crate::rules::alignment::also_all;

/// An item of a circle: its id, and where it names the next one.
pub(super) type Member<'a> = (&'a str, Place);

/// How many items of a circle the message names.
const SHOWN: usize = 10;

/// Reports a circle at its first member.
pub(super) fn report(sink: &mut Sink<'_>, what: &str, members: &[Member<'_>], help: &str) {
    let Some(first) = members.first() else { return };
    let names: Vec<String> =
        members.iter().chain([first]).take(SHOWN).map(|(id, _)| format!("`{id}`")).collect();
    let more = if members.len() >= SHOWN { " ..." } else { "" };
    let message = format!("{what}: {}{more}", names.join(" in "));
    let others = members.iter().skip(1).map(|(_, place)| (place.clone(), "and this one".to_owned()));
    let finding = sink.finding(first.1.clone(), message).help(help).item(first.0);
    sink.push(also_all(finding, others.collect()));
}

/// The circles of a map from each to at most one other, each from its first member on, in order of these.
pub(super) fn circles(next: &[Option<usize>]) -> Vec<Vec<usize>> {
    let mut circles = Vec::new();
    // The walk in which each was met first; 0 = not met yet.
    let mut met = vec![0_usize; next.len()];
    for start in 0..next.len() {
        let mut at = Some(start);
        while let Some(position) = at.filter(|position| met[*position] == 0) {
            met[position] = start + 1;
            at = next[position];
        }
        let Some(entry) = at.filter(|position| met[*position] == start + 1) else { continue };
        let mut circle = vec![entry];
        let mut at = next[entry];
        while let Some(position) = at.filter(|position| *position != entry) {
            circle.push(position);
            at = next[position];
        }
        let first =
            circle.iter().enumerate().min_by_key(|(_, member)| **member).map_or(0, |(place, _)| place);
        circle.rotate_left(first);
        circles.push(circle);
    }
    circles.sort_unstable();
    circles
}

#[cfg(test)]
mod tests {
    use super::circles;

    #[test]
    fn every_circle_once_and_chains_never() {
        // 0 -> 1 -> 2 -> 1, 3 -> 3, 4 -> 5 -> none, 6 -> 0.
        let next = [Some(1), Some(2), Some(1), Some(3), Some(5), None, Some(0)];
        assert_eq!(circles(&next), [vec![1, 2], vec![3]]);
        assert_eq!(circles(&[]), Vec::<Vec<usize>>::new());
    }
}
