//! The words over the alignment map, computed from what it shows.

use super::alignment_map::{Node, View};
use crate::catalogue::Detail;
use crate::number::grouped;
use crate::theme::Tone;

/// The one sentence that the map proves, computed from its boxes; the vision itself is not counted.
#[must_use]
pub fn headline(view: &View) -> String {
    // Boxes of a collapsed map are no goals: there all are counted as without a box.
    let is_goal = |n: &&Node| (n.column > 0 || !n.aligned) && !n.context && view.detail != Detail::Collapsed;
    let goals: Vec<&Node> = view.nodes.iter().filter(is_goal).collect();
    let tone_is = |n: &Node, tone| n.status.as_ref().is_some_and(|s| s.tone == tone);
    let is_unknown = |n: &Node| n.status.is_none() || tone_is(n, Tone::Unknown);
    let count = goals.len() + view.undrawn.goals;
    let loose = goals.iter().filter(|n| !n.aligned).count() + view.undrawn.loose;
    let bad = goals.iter().filter(|n| tone_is(n, Tone::Bad)).count() + view.undrawn.bad;
    let unknown = goals.iter().filter(|n| is_unknown(n)).count() + view.undrawn.unknown;
    let said = |count: usize| grouped(count as f64, 0);
    let all = said(count);
    let reach = match (count, loose) {
        (0, _) => return "No goals yet".to_owned(),
        (1, 0) => "The only goal reaches the vision".to_owned(),
        (1, _) => "The only goal does not reach the vision".to_owned(),
        (_, 0) => format!("All {all} goals reach the vision"),
        (_, 1) => format!("1 of {all} goals does not reach the vision"),
        _ if loose == count => format!("None of {all} goals reaches the vision"),
        _ => format!("{} of {all} goals do not reach the vision", said(loose)),
    };
    if unknown == count {
        return reach;
    }
    let known = match unknown {
        0 => String::new(),
        1 => ", of 1 nothing is known".to_owned(),
        _ => format!(", of {} nothing is known", said(unknown)),
    };
    match bad {
        0 => format!("{reach}; none is off track{known}"),
        1 => format!("{reach}; 1 is off track{known}"),
        _ => format!("{reach}; {} are off track{known}", said(bad)),
    }
}

/// The line under the headline.
pub(super) fn subtitle(view: &View) -> String {
    let against = if view.edges.iter().any(|e| e.negative) { "; a dashed one works against" } else { "" };
    let reading = if view.edges.is_empty() {
        String::new()
    } else {
        format!("an arrow reads \u{201C}contributes to\u{201D}{against}")
    };
    if view.detail == Detail::Collapsed {
        let by = if view.columns.len() > 2 { "pillar and team" } else { "pillar" };
        let counts = format!("goals by {by}; a goal counts for every pillar that it reaches");
        let links = if view.edges.is_empty() || view.columns.len() <= 2 {
            ""
        } else {
            "a team is linked to the pillars that half of its goals reach, and to the strongest"
        };
        return [counts.as_str(), links]
            .into_iter()
            .filter(|p| !p.is_empty())
            .collect::<Vec<_>>()
            .join(" \u{B7} ");
    }
    let context = match view.nodes.iter().filter(|n| n.context).count() {
        0 => String::new(),
        1 => "with 1 goal of others above them, which is not counted".to_owned(),
        n => format!("with {n} goals of others above them, which are not counted"),
    };
    let said = match view.detail {
        Detail::Compact => "every goal with state and progress",
        Detail::Full | Detail::Collapsed => "every goal with state, owner and progress",
    };
    let parts = [said, context.as_str(), reading.as_str()];
    parts.into_iter().filter(|p| !p.trim().is_empty()).collect::<Vec<_>>().join(" \u{B7} ")
}
