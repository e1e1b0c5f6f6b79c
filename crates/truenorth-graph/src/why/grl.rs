//! Satisfaction of a goal from what leads to it, by GRL of ITU-T Z.151; the formula is that of `grl.rs`.

use truenorth_core::model::Decomposition;
use truenorth_core::place::Place;
use truenorth_core::plan::{GoalIx, Item, Up};

use super::progress::children_that_count;
use super::weight::weight;
use super::{Field, Grounds, Input, Quantity, derived, written};
use crate::grl::{LinkKind, Scale, dependencies, evaluate, kind_of, tolerance};
use crate::progress::Order;

/// A satisfaction in words, as a formula and with its inputs.
pub(super) struct Found {
    pub(super) value: f64,
    pub(super) because: String,
    pub(super) formula: String,
    pub(super) inputs: Vec<Input>,
}

/// The satisfaction of what leads to an item, or what is expected of it: there a child that hurts is expected to do no
/// harm.
pub(super) fn of_children(grounds: &Grounds<'_>, up: Up, field: Field) -> Option<Found> {
    let mut inputs = Vec::new();
    let mut given = Vec::new();
    let (mut parts, mut contributions) = (Vec::new(), Vec::new());
    for (ix, goal, parent) in children_that_count(grounds, up) {
        if field == Field::ExpectedSatisfaction && parent.weight < 0.0 {
            continue;
        }
        let Some(value) = of_goal(grounds, ix, field) else { continue };
        let kind = kind_of(goal, parent.entry, parent.weight);
        given.push((kind, value));
        let number = given.len();
        let name = format!("{}_{number}", field.name());
        match kind {
            LinkKind::Contribution(_) => {
                let weight_name = format!("weight_{number}");
                contributions.push(match parent.weight.abs() > 100.0 {
                    true => format!("max(-100, min(100, {weight_name})) * {name} / 100"),
                    false => format!("{weight_name} * {name} / 100"),
                });
                inputs.push(weight(weight_name, goal, parent));
            }
            LinkKind::Decomposition | LinkKind::Dependency => parts.push(name.clone()),
        }
        inputs.push(named(name, value, ix, field));
    }
    let decomposition = match up {
        Up::Vision => None,
        Up::Goal(goal) => grounds.plan.goals.get(goal.at())?.written.decomposition,
    };
    let all = decomposition.unwrap_or(Decomposition::All) == Decomposition::All;
    let part = match parts.as_slice() {
        [] => None,
        [one] => Some(one.clone()),
        _ => Some(format!("{}({})", if all { "min" } else { "max" }, parts.join(", "))),
    };
    let sum = part.iter().chain(&contributions).map(String::as_str).collect::<Vec<_>>().join(" + ");
    let mut because = match (part.is_some(), contributions.is_empty()) {
        (true, true) if all => "GRL: the weakest of its parts",
        (true, true) => "GRL: the strongest of its parts",
        (true, false) if all => "GRL: the weakest of its parts, and what contributes to it, by weight",
        (true, false) => "GRL: the strongest of its parts, and what contributes to it, by weight",
        (false, _) => "GRL: what contributes to it, by weight",
    }
    .to_owned();
    let room = tolerance(grounds.plan);
    let mut formula = match stays_below(&given, decomposition, room)? {
        End::Inside => format!("max(-100, min(100, {sum}))"),
        End::Upper => {
            let below = format!("min(100 - tolerance, {sum})");
            part.map_or(below.clone(), |part| format!("max({part}, {below})"))
        }
        End::Lower => {
            let above = format!("max(tolerance - 100, {sum})");
            part.map_or(above.clone(), |part| format!("min({part}, {above})"))
        }
    };
    if formula.contains("tolerance") {
        because.push_str("; a mere sum stays below the end of the scale by the tolerance");
        let place = Place::value(grounds.plan.root?, grounds.plan.checks.spot).field("grl_tolerance");
        inputs.push(written("tolerance", Quantity::Number(room), place));
    }
    let limits = limits(grounds, up, field);
    given.extend(limits.iter().filter_map(|input| match input.value {
        Quantity::Number(value) => Some((LinkKind::Dependency, value)),
        _ => None,
    }));
    let value = evaluate(decomposition, &given, room, Scale::Signed)?;
    if !limits.is_empty() {
        because.push_str("; not more than what it depends on");
        let names: Vec<&str> = limits.iter().map(|input| input.name.as_str()).collect();
        formula = format!("min({formula}, {})", names.join(", "));
        inputs.extend(limits);
    }
    Some(Found { value, because, formula, inputs })
}

/// Where on the scale a sum is that the tolerance holds back.
enum End {
    Inside,
    Upper,
    Lower,
}

/// Whether the tolerance changes what parts and contributions give; `None` if they give nothing.
fn stays_below(given: &[(LinkKind, f64)], decomposition: Option<Decomposition>, room: f64) -> Option<End> {
    let without = evaluate(decomposition, given, 0.0, Scale::Signed)?;
    let with = evaluate(decomposition, given, room, Scale::Signed)?;
    Some(if with < without {
        End::Upper
    } else if with > without {
        End::Lower
    } else {
        End::Inside
    })
}

/// What the goal depends on, unless the two lead to each other.
fn limits(grounds: &Grounds<'_>, up: Up, field: Field) -> Vec<Input> {
    let Up::Goal(ix) = up else { return Vec::new() };
    let Some(goal) = grounds.plan.goals.get(ix.at()) else { return Vec::new() };
    let order = grounds.order.get_or_init(|| Order::new(grounds.plan, grounds.graph));
    let on = dependencies(grounds.plan, goal).filter(|on| !order.are_together(*on, ix));
    let known = on.filter_map(|on| Some((on, of_goal(grounds, on, field)?)));
    (1..)
        .zip(known)
        .map(|(number, (on, value))| named(format!("needed_{number}"), value, on, field))
        .collect()
}

fn of_goal(grounds: &Grounds<'_>, goal: GoalIx, field: Field) -> Option<f64> {
    match field {
        Field::ExpectedSatisfaction => grounds.figures.expected_satisfaction(goal),
        _ => grounds.figures.satisfaction(goal),
    }
}

/// An input that is the satisfaction of a goal.
fn named(name: String, value: f64, goal: GoalIx, field: Field) -> Input {
    let item = Item::Goal(goal);
    Input { about: Some(item), ..derived(name, Quantity::Number(value), item, field) }
}
