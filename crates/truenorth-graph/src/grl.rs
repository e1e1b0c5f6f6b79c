//! Quantitative evaluation of goal models: GRL of ITU-T Z.151.
//!
//! Every element has a satisfaction, from -100 (denied) or 0 up to 100 (satisfied). Those with an initial value keep
//! it; the others follow from the links that lead to them, in this order:
//!
//! 1. the decomposition: of `all` (AND) the weakest, of `any` (OR) and `one` (XOR) the strongest;
//! 2. plus the contributions, each weight * satisfaction / 100, cut to the ends of the scale;
//! 3. with a tolerance, contributions that only add up to the end of the scale stay that much below it, unless one
//!    of them reaches the end alone;
//! 4. not more than the weakest of the dependencies.
//!
//! The order of the steps is that of jUCMNav's `QuantitativeGRLStrategyAlgorithm`, with which the oracle was made. It
//! cuts each contribution to a whole number; nothing is rounded here. Missing is not zero: a source without a value
//! is left out, and an element that nothing known leads to has none.

use truenorth_core::model::Decomposition;

mod order;
mod plan;

pub(crate) use order::{Layers, layers};
pub use plan::of_plan;
pub(crate) use plan::{dependencies, kind_of, tolerance};

/// Rounding of sums of decimals.
const TINY: f64 = 1e-9;

/// A goal model.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Model {
    /// The elements; links and actors name them by position.
    pub elements: Vec<Element>,
    /// What leads from one element to another.
    pub links: Vec<Link>,
    /// Who holds which elements.
    pub actors: Vec<Actor>,
    /// Pairs that cannot both be had.
    pub conflicts: Vec<(usize, usize)>,
    /// How far below the ends of the scale a mere sum of contributions stays, 0 to 100.
    pub tolerance: f64,
    /// The ends of the scale.
    pub scale: Scale,
}

/// An intentional element: a goal, a task, an indicator.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Element {
    /// Its satisfaction, if it is known and does not follow from links.
    pub initial: Option<f64>,
    /// How its decomposition links are joined; `None` is `all`.
    pub decomposition: Option<Decomposition>,
}

/// A link, from the element that gives to the one that receives.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Link {
    /// The source.
    pub from: usize,
    /// The destination.
    pub to: usize,
    /// What it does.
    pub kind: LinkKind,
}

/// What a link does with the satisfaction of its source.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum LinkKind {
    /// Adds it, times a weight in percent: -100 (breaks) to 100 (makes).
    Contribution(f64),
    /// Is a part of the destination.
    Decomposition,
    /// The destination can not be satisfied more than the source.
    Dependency,
}

/// Who holds elements, and how important each is to them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Actor {
    /// Elements with their importance, 0 and above.
    pub elements: Vec<(usize, f64)>,
}

/// The lower end of the scale; the upper is 100.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scale {
    /// From -100.
    #[default]
    Signed,
    /// From 0.
    Positive,
}

impl Scale {
    fn least(self) -> f64 {
        match self {
            Self::Signed => -100.0,
            Self::Positive => 0.0,
        }
    }
}

/// What follows from a model.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Satisfactions {
    /// Satisfaction of every element; `None` where nothing is known, and around a circle of contributions or parts.
    pub elements: Vec<Option<f64>>,
    /// Satisfaction of every actor: the mean of its elements by importance; `None` without any known.
    pub actors: Vec<Option<f64>>,
    /// The pairs of [`Model::conflicts`] of which both are more satisfied than denied.
    pub conflicts: Vec<(usize, usize)>,
}

/// Evaluates a model in time linear in its links, sources before destinations.
///
/// A dependency within a circle is left out; of elements in a circle of other links only those with an initial value
/// have one. Links from or to elements that do not exist are left out.
#[must_use]
pub fn propagate(model: &Model) -> Satisfactions {
    let count = model.elements.len();
    let known = |link: &&Link| link.from < count && link.to < count;
    let edges = |soft: bool| -> Vec<(usize, usize)> {
        let links = model.links.iter().filter(known);
        let links = links.filter(|link| (link.kind == LinkKind::Dependency) == soft);
        links.map(|link| (link.from, link.to)).collect()
    };
    let layers = layers(count, &edges(false), &edges(true));
    let mut incoming: Vec<Vec<usize>> = vec![Vec::new(); count];
    for (position, link) in model.links.iter().enumerate().filter(|(_, link)| known(link)) {
        if let Some(list) = incoming.get_mut(link.to) {
            list.push(position);
        }
    }
    let mut elements: Vec<Option<f64>> =
        model.elements.iter().map(|element| element.initial.filter(|value| value.is_finite())).collect();
    let mut given = Vec::new();
    for at in layers.order.iter().copied() {
        let (Some(element), Some(links)) = (model.elements.get(at), incoming.get(at)) else { continue };
        if element.initial.is_some() || layers.is_circular(at) {
            continue;
        }
        given.clear();
        given.extend(links.iter().filter_map(|position| {
            let link = model.links.get(*position)?;
            let within = link.kind == LinkKind::Dependency && layers.are_together(link.from, at);
            let value = elements.get(link.from).copied().flatten().filter(|_| !within)?;
            Some((link.kind, value))
        }));
        let value = evaluate(element.decomposition, &given, model.tolerance, model.scale);
        if let Some(slot) = elements.get_mut(at) {
            *slot = value;
        }
    }
    let value = |at: usize| elements.get(at).copied().flatten();
    let actors = model.actors.iter().map(|actor| {
        let known = || {
            let held = actor.elements.iter().filter(|(_, importance)| *importance > 0.0);
            held.filter_map(|(at, importance)| Some((value(*at)?, *importance)))
        };
        let whole: f64 = known().map(|(_, importance)| importance).sum();
        let sum: f64 = known().map(|(value, importance)| value * importance).sum();
        (whole > 0.0).then(|| sum / whole).filter(|mean| mean.is_finite())
    });
    let actors = actors.collect();
    let had = |at: usize| value(at).is_some_and(|value| value > 0.0);
    let conflicts = model.conflicts.iter().copied().filter(|(one, other)| had(*one) && had(*other)).collect();
    Satisfactions { elements, actors, conflicts }
}

/// The satisfaction that follows from what leads to an element, each with the satisfaction of its source. `None` if
/// nothing does, or if only dependencies do: they limit and do not give.
#[must_use]
pub fn evaluate(
    decomposition: Option<Decomposition>,
    given: &[(LinkKind, f64)],
    tolerance: f64,
    scale: Scale,
) -> Option<f64> {
    let least = scale.least();
    let parts = given.iter().filter(|(kind, _)| *kind == LinkKind::Decomposition).map(|(_, value)| *value);
    let part = match decomposition.unwrap_or(Decomposition::All) {
        Decomposition::All => parts.reduce(f64::min),
        Decomposition::Any | Decomposition::One => parts.reduce(f64::max),
    };
    let contributions = || {
        given.iter().filter_map(|(kind, value)| match kind {
            LinkKind::Contribution(weight) => Some(weight.clamp(-100.0, 100.0) * value / 100.0),
            LinkKind::Decomposition | LinkKind::Dependency => None,
        })
    };
    if part.is_none() && contributions().next().is_none() {
        return None;
    }
    let sum: f64 = contributions().sum();
    let result = (part.unwrap_or(0.0) + sum).clamp(least, 100.0);
    let reached = |end: f64| {
        let close = |value: f64| (value - end).abs() < TINY;
        close(part.unwrap_or(0.0)) || contributions().any(close)
    };
    let (high, low) = (100.0 - tolerance, least + tolerance);
    let result = if result >= high && !reached(100.0) {
        if sum > 0.0 { part.map_or(high, |part| part.max(high)) } else { result.max(high) }
    } else if result <= low && !reached(least) {
        if sum < 0.0 { part.map_or(low, |part| part.min(low)) } else { result.min(low) }
    } else {
        result
    };
    let limits = given.iter().filter(|(kind, _)| *kind == LinkKind::Dependency).map(|(_, value)| *value);
    finite(limits.fold(result, f64::min))
}

fn finite(number: f64) -> Option<f64> {
    number.is_finite().then_some(number)
}

#[cfg(test)]
mod tests;
