//! What the chart of change load shows of a plan.

use std::collections::BTreeMap;

use truenorth_core::plan::{Item, Plan, TeamIx};
use truenorth_core::scalar::{Date, Period};
use truenorth_graph::{ChangeLoad, change_loads, team_of_owner};

use super::times::quarters;
use super::{shown, source};
use crate::catalogue::{Chart, Drawing, Facts, Filter, Of};
use crate::charts::change_load::{self as chart, Group, Load, View};

/// The chart's entry in the catalogue.
pub const CHART: Chart = Chart {
    name: "change-load",
    summary: "How many changes hit each team at once, and how heavy, by quarter, against the limit of the plan",
    filters: &[Filter::Team, Filter::Pillar, Filter::Period],
    of: Of::Plan { has: |plan| change_loads(plan).iter().any(|load| load.period.is_some()) },
    draw: |facts, _, look| {
        let (view, untimed) = view(facts);
        let mut notes = Vec::new();
        if untimed > 0 {
            notes.push(format!("{untimed} groups of changes without a `period` are not drawn"));
        }
        Ok(Drawing { scene: chart::draw(&view, look), table: chart::table(&view), notes })
    },
};

/// The most quarters that can be read.
const MOST: usize = 8;

/// The view, and how many groups have no time.
fn view(facts: &Facts<'_>) -> (View, usize) {
    let plan = facts.plan;
    let wanted: Vec<ChangeLoad<'_>> =
        change_loads(plan).into_iter().filter(|load| wants(facts, load)).collect();
    let timed: Vec<(&ChangeLoad<'_>, Period)> =
        wanted.iter().filter_map(|load| Some((load, load.period?))).collect();
    let untimed = wanted.len() - timed.len();
    let quarters = quarters(span(facts, timed.iter().map(|(_, period)| *period)), MOST);
    let mut groups: BTreeMap<Item, Vec<Load>> = BTreeMap::new();
    for (load, period) in timed {
        let loads = groups.entry(load.group).or_insert_with(|| vec![Load::default(); quarters.len()]);
        for (slot, quarter) in loads.iter_mut().zip(&quarters) {
            if quarter.period.overlaps(&period) {
                slot.points = slot.points.saturating_add(load.points);
                let title = shown(load.change.title());
                if !slot.changes.contains(&title) {
                    slot.changes.push(title);
                }
            }
        }
    }
    let view = View {
        groups: groups
            .into_iter()
            .map(|(item, loads)| Group {
                name: shown(plan.item_title(item)),
                kind: plan.item_kind(item).to_owned(),
                loads,
            })
            .collect(),
        quarters: quarters.into_iter().map(|quarter| quarter.name).collect(),
        limit: plan.checks.limits.as_ref().and_then(|limits| limits.change_load),
        source: source(facts),
    };
    (view, untimed)
}

/// The time asked for, else from today, or where everything is over from its beginning, to the end of the last change.
fn span(facts: &Facts<'_>, periods: impl Iterator<Item = Period> + Clone) -> Period {
    if let Some(only) = facts.only.period {
        return only;
    }
    let last = periods.clone().map(|period| period.last).max().unwrap_or(facts.today);
    let begin = periods.map(|period| period.first).min().unwrap_or(facts.today);
    let first: Date = if last < facts.today { begin } else { begin.max(facts.today) };
    Period { first, last }
}

/// Whether a group belongs to the team, and its change to the pillar that is asked for.
fn wants(facts: &Facts<'_>, load: &ChangeLoad<'_>) -> bool {
    let team = facts.only.team.is_none() || facts.wants_team(team(facts.plan, load.group));
    let goal = |reference| match facts.plan.target(reference) {
        Some(Item::Goal(goal)) => facts.wants_goal(goal),
        _ => false,
    };
    team && (facts.only.pillar.is_none() || load.change.written.contributes_to.iter().any(goal))
}

fn team(plan: &Plan, group: Item) -> Option<TeamIx> {
    team_of_owner(plan, group.owner()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::with_facts;

    /// In the second quarter the depot has a large and a medium change, 4 + 2; the large one ends in June. What is dropped or
    /// has no time counts nowhere.
    #[test]
    fn points_add_up_where_times_overlap() {
        let text = r#"{ "truenorth": 1, "vision": "V", "as_of": "2027-04-12", "teams": [{ "id": "depot", "title": "Depot" }],
            "changes": [
            { "id": "a", "title": "A", "period": "2027-01..2027-06", "groups": [{ "group": "depot", "load": "large" }] },
            { "id": "b", "title": "B", "groups": [{ "group": "depot", "period": "2027-05..2027-07" }] },
            { "id": "c", "title": "C", "status": "dropped", "period": "2027", "groups": "depot" },
            { "id": "d", "title": "D", "groups": "depot" }] }"#;
        with_facts(text, |facts| {
            let (view, untimed) = view(facts);
            assert_eq!((view.quarters, untimed), (vec!["2027 Q2".to_owned(), "2027 Q3".to_owned()], 1));
            let load = |points, changes: &[&str]| Load {
                points,
                changes: changes.iter().map(|title| (*title).to_owned()).collect(),
            };
            assert_eq!(view.groups.len(), 1);
            assert_eq!(view.groups[0].loads, [load(6, &["A", "B"]), load(2, &["B"])]);
        });
    }
}
