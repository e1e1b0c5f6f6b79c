//! A plan as a GRL model.

use truenorth_core::model::Decomposition;
use truenorth_core::model::Status;
use truenorth_core::plan::{Goal, GoalIx, Item, LinkKind as PlanLink, Plan, Up};

use super::{Actor, Element, Link, LinkKind, Model, Scale};
use crate::graph::PlanGraph;
use crate::progress::{Figures, Ground};

/// The GRL model of a plan, whatever roll-ups it has chosen.
///
/// - An element for each goal, by its index, and after them one for the vision.
/// - What is known of a goal by itself is its initial value: the satisfaction of its measure where `threshold` and `worst`
///   are written, else its progress, 0 to 1 as 0 to 100.
/// - A link of `contributes_to` with a weight is a contribution of so many percent, one without is a part; those of a
///   goal that is dropped are left out.
/// - `depends_on` is a dependency, `conflicts_with` a conflict.
/// - Teams are the actors; a goal is as important to its team as it contributes to the vision.
#[must_use]
pub fn of_plan(plan: &Plan, graph: &PlanGraph, figures: &Figures) -> Model {
    let vision = plan.goals.len();
    let mut model = Model { tolerance: tolerance(plan), scale: Scale::Signed, ..Model::default() };
    model.actors.resize(plan.teams.len(), Actor::default());
    for (ix, goal) in plan.goals() {
        let ground = figures.ground.get(ix.at()).copied().unwrap_or(Ground::Nothing);
        let initial = if matches!(ground, Ground::Children | Ground::Nothing) {
            None
        } else {
            figures.satisfaction(ix)
        };
        model.elements.push(Element { initial, decomposition: goal.written.decomposition });
        if let Some(team) = goal.team
            && let Some(actor) = model.actors.get_mut(team.at())
        {
            let importance = figures.contribution.get(ix.at()).copied().unwrap_or_default().abs();
            actor.elements.push((ix.at(), importance));
        }
        if is_dropped(goal) {
            continue;
        }
        for parent in &goal.parents {
            let to = match parent.to {
                Up::Vision => vision,
                Up::Goal(parent) => parent.at(),
            };
            model.links.push(Link { from: ix.at(), to, kind: kind_of(goal, parent.entry, parent.weight) });
        }
    }
    model.elements.push(Element { initial: None, decomposition: Some(Decomposition::All) });
    for (ix, goal) in plan.goals() {
        model.links.extend(dependencies(plan, goal).map(|on| Link {
            from: on.at(),
            to: ix.at(),
            kind: LinkKind::Dependency,
        }));
        let others = goal.links.iter().filter(|link| link.kind == PlanLink::ConflictsWith);
        model.conflicts.extend(others.filter_map(|link| match link.to {
            Item::Goal(other) => Some((ix.at().min(other.at()), ix.at().max(other.at()))),
            _ => None,
        }));
    }
    model.conflicts.sort_unstable();
    model.conflicts.dedup();
    debug_assert_eq!(model.elements.len(), graph.goal_count().saturating_add(1));
    model
}

/// `checks.grl_tolerance`, 0 to 100.
pub(crate) fn tolerance(plan: &Plan) -> f64 {
    plan.checks.grl_tolerance.map_or(0.0, |tolerance| (tolerance.fraction() * 100.0).clamp(0.0, 100.0))
}

/// What a link to a parent is: a contribution if a weight is written on it, else a part.
pub(crate) fn kind_of(child: &Goal, entry: Option<u32>, weight: f64) -> LinkKind {
    let written = match entry {
        Some(entry) => {
            let links = child.written.contributes_to.get(usize::try_from(entry).unwrap_or(usize::MAX));
            links.and_then(|link| link.weight)
        }
        None => child.written.weight,
    };
    if written.is_some() { LinkKind::Contribution(weight) } else { LinkKind::Decomposition }
}

/// The goals that a goal depends on and that are not dropped.
pub(crate) fn dependencies<'a>(plan: &'a Plan, goal: &'a Goal) -> impl Iterator<Item = GoalIx> + 'a {
    let links = goal.links.iter().filter(|link| link.kind == PlanLink::DependsOn);
    links.filter_map(|link| match link.to {
        Item::Goal(on) => plan.goals.get(on.at()).filter(|goal| !is_dropped(goal)).map(|_| on),
        _ => None,
    })
}

fn is_dropped(goal: &Goal) -> bool {
    goal.status == Some(Status::Dropped)
}
