//! `risk-cycle`: risks that are part of each other in a circle.

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::plan::{Item, Plan, RiskIx};

use crate::context::{Context, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};
use crate::rules::alignment::also_all;

static ID: RuleId = RuleId { code: "RSK010", name: "risk-cycle", unreadable: false };

/// See `risk-cycle.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Risks,
    level: Level::Error,
    set: Set::Default,
    since: "0.1.0",
    summary: "risks are part of each other in a circle",
    options: &[],
    page: include_str!("risk-cycle.md"),
    check: RuleCheck::Plan(check),
};

/// How many risks of a circle the message names.
const SHOWN: usize = 10;

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let plan = context.plan;
    for circle in circles(&wholes(plan)) {
        let risks = || circle.iter().map(|position| &plan[RiskIx::new(*position)]);
        let Some(first) = risks().next() else { continue };
        let names: Vec<String> =
            risks().chain([first]).take(SHOWN).map(|risk| format!("`{}`", risk.id())).collect();
        let more = if circle.len() >= SHOWN { " ..." } else { "" };
        let message = format!("risks are part of each other in a circle: {}{more}", names.join(" in "));
        let others = risks().skip(1).map(|risk| (risk.place().field("part_of"), "and this one".to_owned()));
        let finding = sink
            .finding(first.place().field("part_of"), message)
            .help("take out the `part_of` of the risk that the others are parts of")
            .item(first.id());
        sink.push(also_all(finding, others.collect()));
    }
}

/// The risk that each is part of.
fn wholes(plan: &Plan) -> Vec<Option<usize>> {
    let wholes = plan.risks.iter().map(|risk| match plan.target(risk.written.part_of.as_ref()?)? {
        Item::Risk(whole) => Some(whole.at()),
        _ => None,
    });
    wholes.collect()
}

/// The circles of a map from each to at most one other, each from its first member on, in order of these.
fn circles(next: &[Option<usize>]) -> Vec<Vec<usize>> {
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
