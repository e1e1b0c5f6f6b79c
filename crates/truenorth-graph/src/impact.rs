//! What hangs on an item, and what it hangs on.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use truenorth_core::plan::{GoalIx, Item, Plan, Up};
use truenorth_core::scalar::Date;

use crate::graph::PlanGraph;
use crate::mentions::{Mentions, Sense};
use crate::waiting::{Wait, Waiting, needed_by_any};

/// An item on links from the one asked for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reached {
    /// A goal, or the vision.
    pub item: Item,
    /// Number of links on the shortest way, at least 1.
    pub distance: u32,
    /// Upwards the share of this item that hangs on the one asked for; downwards the share of that one which this
    /// makes up: over all ways the product of the normalised weights, added up. Negative where it hurts; 0 for members
    /// of a cycle; 1 over `depends_on`.
    pub strength: f64,
    /// The item before it on a shortest way.
    pub via: Item,
    /// Last day of a goal.
    pub day: Option<Date>,
}

/// An item that a reference ties to the one asked for, or to a goal that this carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Named {
    /// The item at the other end.
    pub item: Item,
    /// The field of the format.
    pub field: &'static str,
    /// Whether `item` is named there, and not the one that names.
    pub is_named: bool,
    /// How many references of this kind there are.
    pub times: usize,
}

/// What hangs on an item, and what it hangs on.
#[derive(Clone, Debug, PartialEq)]
pub struct Impact {
    /// The item asked for.
    pub item: Item,
    /// The goals that it stands for, by the field that says so: a goal itself (field `id`); the open goals that a person,
    /// role or team owns or works on, that need a skill, that a line funds, a risk threatens, a decision affects.
    pub carries: Vec<Named>,
    /// Share of the vision that runs through these goals.
    pub vision: f64,
    /// The goals above them, and the vision.
    pub feeds: Vec<Reached>,
    /// The open goals that wait for them (`depends_on`), directly or by others.
    pub waits: Vec<Reached>,
    /// What else names the item or is named by it: risks, decisions, changes, growth plans.
    pub refers: Vec<Named>,
    /// The goals below them.
    pub parts: Vec<Reached>,
    /// The goals that are not over and that they wait for.
    pub awaits: Vec<Reached>,
    /// What the item and its goals need: people, roles, teams, skills, money, training.
    pub needs: Vec<Named>,
}

/// What hangs on an item, and what it hangs on. Lists are in the order of distance, then of the plan. Time grows with
/// the size of the plan.
#[must_use]
pub fn impact(plan: &Plan, graph: &PlanGraph, item: Item) -> Impact {
    impact_with(plan, graph, &Mentions::new(plan), item)
}

/// The same with the references collected already, for many items of one plan.
#[must_use]
pub fn impact_with(plan: &Plan, graph: &PlanGraph, mentions: &Mentions, item: Item) -> Impact {
    let same = stands_for(mentions, item);
    let carries = carries(plan, mentions, item, &same);
    let start: BTreeSet<Item> = carries.iter().map(|named| named.item).collect();
    let goals: Vec<GoalIx> = start.iter().filter_map(|item| goal_of(*item)).collect();
    let up = rise(plan, graph, &goals);
    let is_vision = item == Item::Vision;
    let waiting = Waiting::new(plan);
    Impact {
        item,
        vision: if is_vision { 1.0 } else { up.0 },
        feeds: up.1,
        waits: dated(plan, waiting.for_any(plan, &goals)),
        refers: refers(plan, mentions, &same, &start),
        parts: sink(plan, graph, if is_vision { None } else { Some(&goals) }),
        awaits: dated(plan, needed_by_any(plan, &goals)),
        needs: needs(mentions, &same, &start),
        carries,
    }
}

fn goal_of(item: Item) -> Option<GoalIx> {
    match item {
        Item::Goal(goal) => Some(goal),
        _ => None,
    }
}

/// The item and those that are it in other words: the roles of a person, the teams in a team, the accounts and lines of
/// an account, the lines of a saving, the SWOT entries of a trend, and the strategies that answer one.
fn stands_for(mentions: &Mentions, item: Item) -> BTreeSet<Item> {
    let mut all = BTreeSet::from([item]);
    let mut open = vec![item];
    while let Some(item) = open.pop() {
        let below = mentions.to(item).iter().filter(|mention| {
            matches!(
                (item, mention.from, mention.field),
                (Item::Account(_), _, "part_of" | "accounts")
                    | (Item::Team(_), Item::Team(_), "part_of")
                    | (Item::Trend(_), Item::Swot(_), "from")
                    | (Item::Swot(_), Item::Strategy(_), "answers")
            )
        });
        let own = mentions.of(item).iter().filter(|mention| {
            matches!((item, mention.field), (Item::Person(_), "roles") | (Item::Saving(_), "lines"))
        });
        for next in below.map(|mention| mention.from).chain(own.map(|mention| mention.to)) {
            if all.insert(next) {
                open.push(next);
            }
        }
    }
    all
}

fn carries(plan: &Plan, mentions: &Mentions, item: Item, same: &BTreeSet<Item>) -> Vec<Named> {
    if let Item::Goal(_) = item {
        return vec![Named { item, field: "id", is_named: true, times: 1 }];
    }
    let mut list = Tally::default();
    for item in same {
        for mention in mentions.to(*item) {
            if mention.sense == Sense::Needs && mention.field != "asks" && is_open_goal(plan, mention.from) {
                list.add(mention.from, mention.field, false);
            }
        }
        for mention in mentions.of(*item) {
            if matches!(mention.sense, Sense::Serves | Sense::Touches) && is_open_goal(plan, mention.to) {
                list.add(mention.to, mention.field, true);
            }
        }
    }
    list.into_list()
}

fn is_open_goal(plan: &Plan, item: Item) -> bool {
    goal_of(item).and_then(|goal| plan.goals.get(goal.at())).is_some_and(|goal| !goal.is_over())
}

fn refers(plan: &Plan, mentions: &Mentions, same: &BTreeSet<Item>, start: &BTreeSet<Item>) -> Vec<Named> {
    let mut list = Tally::default();
    let other = |item: Item| !same.contains(&item);
    for item in same {
        for mention in mentions.to(*item).iter().filter(|mention| other(mention.from)) {
            let counted = match mention.sense {
                Sense::Rises | Sense::Waits | Sense::Serves => false,
                // Goals that need it are what it carries, or over.
                Sense::Needs => mention.field == "asks" || goal_of(mention.from).is_none(),
                Sense::Touches | Sense::About => true,
            };
            if counted {
                list.add(mention.from, mention.field, false);
            }
        }
        for mention in mentions.of(*item).iter().filter(|mention| other(mention.to)) {
            let counted = match mention.sense {
                Sense::Rises | Sense::Waits | Sense::Needs => false,
                Sense::Serves | Sense::Touches => {
                    let is_carried = start.contains(&mention.to) && goal_of(*item).is_none();
                    !is_carried && (goal_of(mention.to).is_none() || is_open_goal(plan, mention.to))
                }
                Sense::About => true,
            };
            if counted {
                list.add(mention.to, mention.field, true);
            }
        }
    }
    list.into_list()
}

fn needs(mentions: &Mentions, same: &BTreeSet<Item>, start: &BTreeSet<Item>) -> Vec<Named> {
    let mut list = Tally::default();
    let other = |item: Item| !same.contains(&item) && !start.contains(&item);
    for item in same.union(start) {
        for mention in mentions.of(*item) {
            if mention.sense == Sense::Needs && other(mention.to) {
                list.add(mention.to, mention.field, true);
            }
        }
        for mention in mentions.to(*item) {
            if mention.sense == Sense::Serves && other(mention.from) {
                list.add(mention.from, mention.field, false);
            }
        }
    }
    list.into_list()
}

/// Items with fields, counted.
#[derive(Default)]
struct Tally(BTreeMap<(Item, &'static str, bool), usize>);

impl Tally {
    fn add(&mut self, item: Item, field: &'static str, is_named: bool) {
        let times = self.0.entry((item, field, is_named)).or_default();
        *times = times.saturating_add(1);
    }

    fn into_list(self) -> Vec<Named> {
        let named = |((item, field, is_named), times)| Named { item, field, is_named, times };
        self.0.into_iter().map(named).collect()
    }
}

fn dated(plan: &Plan, waits: Vec<Wait>) -> Vec<Reached> {
    let reached = |Wait { goal, via, distance }| Reached {
        item: Item::Goal(goal),
        distance,
        strength: 1.0,
        via: Item::Goal(via),
        day: plan.goals.get(goal.at()).and_then(|goal| goal.due),
    };
    waits.into_iter().map(reached).collect()
}

/// The share of the vision that runs through goals, and all that stands above them.
fn rise(plan: &Plan, graph: &PlanGraph, start: &[GoalIx]) -> (f64, Vec<Reached>) {
    let (mut values, is_start) = begin(graph, start);
    let mut vision = 0.0;
    for item in graph.parents_first().rev() {
        let sum = || {
            graph.children(item).fold(0.0, |sum, (child, link)| sum + value(&values, child) * link.normalised)
        };
        match item {
            Up::Vision => vision = sum(),
            Up::Goal(goal) if value(&is_start, goal) || graph.in_cycle(goal) => {}
            Up::Goal(goal) => {
                let sum = sum();
                if let Some(slot) = values.get_mut(goal.at()) {
                    *slot = sum;
                }
            }
        }
    }
    let strength = |item: Item| goal_of(item).map_or(vision, |goal| value(&values, goal));
    let next = |item: Item, see: &mut dyn FnMut(Item)| {
        for (parent, _) in goal_of(item).into_iter().flat_map(|goal| graph.parents(goal)) {
            see(match parent {
                Up::Vision => Item::Vision,
                Up::Goal(goal) => Item::Goal(goal),
            });
        }
    };
    let start: Vec<Item> = start.iter().map(|goal| Item::Goal(*goal)).collect();
    (vision, walk(plan, &start, next, strength))
}

/// All that stands below goals; below the vision if none are given.
fn sink(plan: &Plan, graph: &PlanGraph, start: Option<&[GoalIx]>) -> Vec<Reached> {
    let (mut values, is_start) = begin(graph, start.unwrap_or_default());
    let vision = if start.is_none() { 1.0 } else { 0.0 };
    for item in graph.parents_first() {
        let Up::Goal(goal) = item else { continue };
        if value(&is_start, goal) || graph.in_cycle(goal) {
            continue;
        }
        let sum = graph.parents(goal).fold(0.0, |sum, (parent, link)| {
            let above = match parent {
                Up::Vision => vision,
                Up::Goal(parent) => value(&values, parent),
            };
            sum + above * link.normalised
        });
        if let Some(slot) = values.get_mut(goal.at()) {
            *slot = sum;
        }
    }
    let strength = |item: Item| goal_of(item).map_or(vision, |goal| value(&values, goal));
    let next = |item: Item, see: &mut dyn FnMut(Item)| {
        for (child, _) in graph.children(goal_of(item).map_or(Up::Vision, Up::Goal)) {
            see(Item::Goal(child));
        }
    };
    let start = match start {
        Some(start) => start.iter().map(|goal| Item::Goal(*goal)).collect(),
        None => vec![Item::Vision],
    };
    walk(plan, &start, next, strength)
}

/// By goal: 1 and true for those to start from, else 0 and false.
fn begin(graph: &PlanGraph, start: &[GoalIx]) -> (Vec<f64>, Vec<bool>) {
    let mut values = vec![0.0; graph.goal_count()];
    let mut is_start = vec![false; graph.goal_count()];
    for goal in start {
        if let (Some(value), Some(is_start)) = (values.get_mut(goal.at()), is_start.get_mut(goal.at())) {
            (*value, *is_start) = (1.0, true);
        }
    }
    (values, is_start)
}

fn value<T: Copy + Default>(values: &[T], goal: GoalIx) -> T {
    values.get(goal.at()).copied().unwrap_or_default()
}

/// All that is reached from `start`, level by level, without those themselves.
fn walk(
    plan: &Plan,
    start: &[Item],
    next: impl Fn(Item, &mut dyn FnMut(Item)),
    strength: impl Fn(Item) -> f64,
) -> Vec<Reached> {
    let mut seen = vec![false; plan.goals.len()];
    let mut vision_seen = false;
    let mut new = |item: Item| {
        let seen = match item {
            Item::Goal(goal) => seen.get_mut(goal.at()),
            _ => Some(&mut vision_seen),
        };
        seen.is_some_and(|seen| !std::mem::replace(seen, true))
    };
    let mut queue: VecDeque<(Item, u32)> = VecDeque::new();
    for item in start {
        if new(*item) {
            queue.push_back((*item, 0));
        }
    }
    let mut found: Vec<Reached> = Vec::new();
    while let Some((via, distance)) = queue.pop_front() {
        let distance = distance.saturating_add(1);
        next(via, &mut |item| {
            if new(item) {
                let day = goal_of(item).and_then(|goal| plan.goals.get(goal.at())?.due);
                found.push(Reached { item, distance, strength: strength(item), via, day });
                queue.push_back((item, distance));
            }
        });
    }
    found.sort_by_key(|reached| (reached.distance, reached.item));
    found
}

#[cfg(test)]
mod tests;
