//! `plan-above-ceiling`: a growth plan beyond what it says can be had.

use truenorth_core::finding::{Level, RuleId};

use super::{goes_up, id, place, planned};
use crate::context::{Context, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};
use crate::rules::alignment::also_all;
use crate::rules::key_results::number;

static ID: RuleId = RuleId { code: "GRO001", name: "plan-above-ceiling", unreadable: false };

/// See `plan-above-ceiling.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Growth,
    level: Level::Warning,
    set: Set::Default,
    since: "0.1.0",
    summary: "a growth plan goes beyond its ceiling",
    options: &[],
    page: include_str!("plan-above-ceiling.md"),
    check: RuleCheck::Plan(check),
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    for growth in &context.plan.growth {
        let (Some(ceiling), Some(up)) = (number(growth.written.ceiling), goes_up(&growth.written.measure))
        else {
            continue;
        };
        let mut beyond: Vec<_> = planned(growth)
            .into_iter()
            .filter(|point| if up { point.value > ceiling } else { point.value < ceiling })
            .collect();
        // The farthest one tells how high the ceiling would have to be.
        let distance = |value: f64| if up { value - ceiling } else { ceiling - value };
        let farthest = (0..beyond.len()).rev().max_by(|one, other| {
            let at = |index: &usize| beyond.get(*index).map_or(0.0, |point| distance(point.value));
            at(one).total_cmp(&at(other))
        });
        let Some(worst) = farthest.map(|index| beyond.remove(index)) else { continue };
        let time = worst.time.map_or_else(String::new, |time| format!(", {time}"));
        let (side, limit) = if up { ("above", "highest") } else { ("below", "lowest") };
        let more = match beyond.len() {
            0 => String::new(),
            1 => ", as is 1 more number".to_owned(),
            others => format!(", as are {others} more numbers"),
        };
        let message = format!(
            "`{}` plans {} ({}{time}), {side} its ceiling of {ceiling}{more}",
            id(growth),
            worst.value,
            worst.field
        );
        let finding = sink
            .finding(worst.place, message)
            .also(place(growth).field("ceiling"), format!("the {limit} there can be"))
            .help("plan within the ceiling, or write the ceiling that new capacity or a larger market gives")
            .item(id(growth));
        let places = beyond.into_iter().map(|point| (point.place, "and here".to_owned())).collect();
        sink.push(also_all(finding, places));
    }
}
