//! `change-load-over-limit`: a team that is asked to change too much at once.

use std::collections::{BTreeMap, BTreeSet};

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::place::Place;
use truenorth_core::plan::Item;
use truenorth_core::scalar::{Date, Period};
use truenorth_graph::change_loads;

use crate::context::count;
use crate::context::{Context, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};
use crate::rules::alignment::also_all;

static ID: RuleId = RuleId { code: "CHG011", name: "change-load-over-limit", unreadable: false };

/// See `change-load-over-limit.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Change,
    level: Level::Warning,
    set: Set::Default,
    since: "0.1.0",
    summary: "changes ask more of a group in a quarter than `checks.limits.change_load`",
    options: &[],
    page: include_str!("change-load-over-limit.md"),
    check: RuleCheck::Plan(check),
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let plan = context.plan;
    let Some(limit) = plan.checks.limits.as_ref().and_then(|limits| limits.change_load) else { return };
    let mut loads: BTreeMap<Item, Vec<Load>> = BTreeMap::new();
    for load in change_loads(plan) {
        let Some(period) = load.period.filter(|period| period.last >= context.today) else { continue };
        let place = load.change.place().field("groups").index(load.entry);
        loads.entry(load.group).or_default().push(Load { points: load.points, period, place });
    }
    for (item, loads) in loads {
        // The points of a quarter grow only where a period begins.
        let quarters: BTreeSet<Date> =
            loads.iter().map(|load| Period::quarter_of(load.period.first.max(context.today)).first).collect();
        for quarter in quarters.into_iter().map(Period::quarter_of) {
            let there: Vec<&Load> = loads.iter().filter(|load| load.period.overlaps(&quarter)).collect();
            let sum = there.iter().fold(0_u32, |sum, load| sum.saturating_add(load.points));
            if sum <= limit {
                continue;
            }
            let Some(place) = plan.item_place(item) else { break };
            let id = plan.item_id(item);
            let message = format!(
                "{} {sum} points of `{id}` in {}-Q{}, and the limit is {limit}",
                if there.len() == 1 {
                    "a change asks".to_owned()
                } else {
                    format!("{} changes ask", there.len())
                },
                quarter.first.year(),
                quarter.first.month().div_ceil(3)
            );
            let finding = sink.finding(place, message).item(id).help(
                "begin one of them later, make its `load` smaller, or raise `checks.limits.change_load`",
            );
            let places =
                there.into_iter().map(|load| (load.place.clone(), count(load.points as usize, "point")));
            sink.push(also_all(finding, places.collect()));
            break;
        }
    }
}

/// What a change asks of a group, and when.
struct Load {
    points: u32,
    period: Period,
    place: Place,
}
