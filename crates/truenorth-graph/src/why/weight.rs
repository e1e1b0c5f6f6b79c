//! The part of the vision that hangs on a goal.

use std::collections::HashMap;

use truenorth_core::plan::{Goal, GoalIx, Item, Parent, Up};

use super::{Ask, Derivation, Field, Grounds, Input, Quantity, default, derived, written};

/// The sum over the parents of the parent's contribution times the child's share of the parent's weights.
pub(super) fn contribution(grounds: &Grounds<'_>, ask: Ask) -> Option<Derivation> {
    let (plan, figures) = (grounds.plan, grounds.figures);
    let goal = match ask.item {
        Item::Vision => {
            return Some(Derivation {
                of: ask,
                value: Quantity::Number(1.0),
                because: "the vision is the whole".to_owned(),
                formula: "1".to_owned(),
                inputs: Vec::new(),
            });
        }
        Item::Goal(goal) => goal,
        _ => return None,
    };
    let value = Quantity::Number(*figures.contribution.get(goal.at())?);
    let written_goal = plan.goals.get(goal.at())?;
    if grounds.graph.in_cycle(goal) {
        return Some(Derivation {
            of: ask,
            value,
            because: "it leads back to itself, so nothing hangs on it that could be counted".to_owned(),
            formula: "0".to_owned(),
            inputs: Vec::new(),
        });
    }
    let mut terms = Vec::new();
    let mut inputs = Vec::new();
    // A parent that is named a hundred thousand times is added up once.
    let mut sums: HashMap<Up, f64> = HashMap::new();
    for (number, parent) in written_goal.parents.iter().enumerate() {
        let end = if written_goal.parents.len() == 1 { String::new() } else { format!("_{}", number + 1) };
        let (above, worth) = match parent.to {
            Up::Vision => (Item::Vision, 1.0),
            Up::Goal(up) => (Item::Goal(up), *figures.contribution.get(up.at())?),
        };
        let weights = *sums.entry(parent.to).or_insert_with(|| sum_of_weights(grounds, parent.to));
        if weights == 0.0 {
            continue;
        }
        terms.push(format!("contribution{end} * weight{end} / weights{end}"));
        inputs.push(derived(
            format!("contribution{end}"),
            Quantity::Number(worth),
            above,
            Field::Contribution,
        ));
        inputs.push(weight(format!("weight{end}"), written_goal, parent));
        inputs.push(derived(format!("weights{end}"), Quantity::Number(weights), above, Field::Weights));
    }
    let because = match terms.len() {
        0 if written_goal.parents.is_empty() => "it contributes to nothing",
        0 => "its weight is 0, so nothing hangs on it that could be counted",
        1 => "its weight among all that contributes to the same, of what hangs on that",
        _ => {
            "its weight among all that contributes to the same, of what hangs on that, added over what it contributes to"
        }
    };
    let formula = if terms.is_empty() { "0".to_owned() } else { terms.join(" + ") };
    Some(Derivation { of: ask, value, because: because.to_owned(), formula, inputs })
}

/// The sum of the sizes of the weights of the children.
pub(super) fn weights(grounds: &Grounds<'_>, ask: Ask) -> Option<Derivation> {
    let up = match ask.item {
        Item::Vision => Up::Vision,
        Item::Goal(goal) => Up::Goal(goal),
        _ => return None,
    };
    let inputs: Vec<Input> = (children(grounds, up).enumerate())
        .map(|(number, (child, goal, parent))| {
            let about = Some(Item::Goal(child));
            Input { about, ..weight(format!("weight_{}", number + 1), goal, parent) }
        })
        .collect();
    if inputs.is_empty() {
        return None;
    }
    let formula: Vec<String> = inputs.iter().map(size).collect();
    Some(Derivation {
        of: ask,
        value: Quantity::Number(sum_of_weights(grounds, up)),
        because: "the weights of all that contributes to it, without their signs".to_owned(),
        formula: formula.join(" + "),
        inputs,
    })
}

/// An input in a sum of sizes.
fn size(input: &Input) -> String {
    if matches!(input.value, Quantity::Number(value) if value < 0.0) {
        format!("abs({})", input.name)
    } else {
        input.name.clone()
    }
}

/// The links to a parent, in the order of the plan.
pub(super) fn children<'a>(
    grounds: &'a Grounds<'_>,
    up: Up,
) -> impl Iterator<Item = (GoalIx, &'a Goal, &'a Parent)> + use<'a> {
    let of = move |goal: &'a Goal| goal.parents.iter().filter(move |parent| parent.to == up);
    let goals = grounds.graph.children(up).map(|(goal, _)| goal);
    let mut last = None;
    // A goal that names a parent twice comes twice among the children; its links are taken at the first.
    goals
        .filter(move |goal| last.replace(*goal) != Some(*goal))
        .filter_map(|ix| Some((ix, grounds.plan.goals.get(ix.at())?)))
        .flat_map(move |(ix, goal)| of(goal).map(move |parent| (ix, goal, parent)))
}

fn sum_of_weights(grounds: &Grounds<'_>, up: Up) -> f64 {
    children(grounds, up).fold(0.0, |sum, (_, _, parent)| sum + parent.weight.abs())
}

/// The weight of a link: as written, or 1.
pub(super) fn weight(name: String, goal: &Goal, parent: &Parent) -> Input {
    let at = match parent.entry {
        Some(entry) => {
            let entries = &goal.written.contributes_to;
            let is_written = entries.get(entry as usize).is_some_and(|entry| entry.weight.is_some());
            is_written.then(|| goal.place().field("contributes_to").index(entry as usize).field("weight"))
        }
        None => goal.written.weight.is_some().then(|| goal.place().field("weight")),
    };
    match at {
        Some(place) => written(name, Quantity::Number(parent.weight), place),
        None => default(name, parent.weight, "no weight is written, so it is 1"),
    }
}
