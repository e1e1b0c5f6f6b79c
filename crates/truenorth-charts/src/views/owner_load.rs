//! What the chart of load shows of a plan.

use std::collections::BTreeMap;

use truenorth_core::plan::Owner;
use truenorth_core::scalar::Period;
use truenorth_graph::{Load, loads};

use super::times::quarters;
use super::{shown, source, spoken_time};
use crate::catalogue::{Chart, Drawing, Facts, Filter, Of};
use crate::charts::owner_load::{self as chart, Quarter, View, Who};

/// The chart's entry in the catalogue.
pub const CHART: Chart = Chart {
    name: "owner-load",
    summary: "How much is on whom in the coming quarters: shares of full time that are booked, and goals to answer for",
    filters: &[Filter::Team, Filter::Period],
    of: Of::Plan { has: |plan| !plan.people.is_empty() && !plan.goals.is_empty() },
    draw: |facts, _, look| {
        let view = view(facts);
        Ok(Drawing { scene: chart::draw(&view, look), table: chart::table(&view), notes: Vec::new() })
    },
};

/// Quarters that are shown without a time asked for.
const QUARTERS: i64 = 4;
/// The most quarters that can be read.
const MOST: usize = 8;

fn view(facts: &Facts<'_>) -> View {
    let plan = facts.plan;
    let span = facts.only.period.unwrap_or_else(|| {
        let first = Period::quarter_of(facts.today).first;
        Period { first, last: first.add_months(3 * QUARTERS - 1).last_of_month() }
    });
    let quarters = quarters(span, MOST);
    let (Some(first), Some(last)) = (quarters.first(), quarters.last()) else { return View::default() };
    let whole = Period { first: first.period.first, last: last.period.last };
    let mut by_owner: BTreeMap<Owner, Vec<Load>> = BTreeMap::new();
    for load in loads(plan, whole, facts.today) {
        let Owner::Person(person) = load.who else { continue };
        if facts.wants_team(plan[person].team) {
            by_owner.entry(load.who).or_default().push(load);
        }
    }
    let wanted = plan.people.iter().filter(|person| facts.wants_team(person.team)).count();
    let people: Vec<Who> = by_owner
        .into_iter()
        .map(|(who, loads)| Who {
            name: shown(plan.owner_name(who)),
            team: match who {
                Owner::Person(person) => {
                    plan[person].team.map_or_else(String::new, |team| shown(&plan[team].written.title))
                }
                _ => String::new(),
            },
            quarters: quarters.iter().map(|quarter| quarter_of(&loads, &quarter.period)).collect(),
        })
        .collect();
    View {
        free: wanted.saturating_sub(people.len()),
        people,
        quarters: quarters.into_iter().map(|quarter| quarter.name).collect(),
        time: spoken_time(&whole),
        source: source(facts),
    }
}

fn quarter_of(loads: &[Load], quarter: &Period) -> Option<Quarter> {
    let load = loads.iter().find(|load| load.quarter.first == quarter.first)?;
    let taken = load.booked.checked_add(load.training).unwrap_or(load.booked);
    Some(Quarter {
        taken: taken.fraction(),
        at_hand: load.at_hand.fraction(),
        goals: load.goals.len(),
        unknown: load.unknown,
        is_over: load.is_over(),
    })
}
