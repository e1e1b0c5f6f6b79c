//! Satisfaction of goals and the vision in the sense of ITU-T Z.151, as it is joined by `rollup: grl`.

use truenorth_core::measuring;
use truenorth_core::model::{Decomposition, Rollup, Status};
use truenorth_core::plan::{Goal, Item, Up};

use super::measure::Measured;
use super::weight::{children, weight};
use super::{Ask, Derivation, Field, Grounds, Input, Origin, Quantity, default, derived, written};
use crate::grl::{self, LinkKind, Scale, dependencies, kind_of, tolerance};
use crate::progress::Ground;
use crate::rollup::rollup_of;

/// The formula where nothing but the progress is known.
pub(super) const AS_PROGRESS: &str = "100 * progress";

/// Satisfaction, -100 to 100: of the children, of the measure where `threshold` and `worst` are written, else 100 times
/// the progress.
pub(super) fn satisfaction(grounds: &Grounds<'_>, ask: Ask) -> Option<Derivation> {
    let (plan, figures) = (grounds.plan, grounds.figures);
    let Item::Goal(ix) = ask.item else {
        let is_grl = ask.item == Item::Vision && plan.checks.rollup == Some(Rollup::Grl);
        return if is_grl { of_children(grounds, ask, Up::Vision) } else { None };
    };
    let value = figures.satisfaction(ix)?;
    let ground = figures.ground.get(ix.at())?;
    if *ground == Ground::Children && rollup_of(plan, ix) == Rollup::Grl {
        return of_children(grounds, ask, Up::Goal(ix));
    }
    if matches!(ground, Ground::Measure | Ground::Verdict)
        && let Some(found) = of_measure(grounds, ask, value)
    {
        return Some(found);
    }
    let progress = Quantity::Number((*figures.progress.get(ix.at())?)?);
    Some(Derivation {
        of: ask,
        value: Quantity::Number(value),
        because: "100 times its progress".to_owned(),
        formula: AS_PROGRESS.to_owned(),
        inputs: vec![derived("progress", progress, ask.item, Field::Progress)],
    })
}

/// Straight lines from the worst value over the threshold to the target.
fn of_measure(grounds: &Grounds<'_>, ask: Ask, value: f64) -> Option<Derivation> {
    let it = Measured::of(grounds, ask.item)?;
    measuring::present_satisfaction(it.measure, &it.window)?;
    let (name, field, reached) = if measuring::is_sum(it.measure) {
        ("projected", Field::Projected, measuring::projected(it.measure, &it.window)?)
    } else {
        ("current", Field::Current, measuring::current(it.measure, &it.window).value()?)
    };
    let number = |value: Option<truenorth_core::scalar::Value>| value?.number();
    let (target, threshold) = (number(it.measure.target)?, number(it.measure.threshold)?);
    let input =
        |name: &'static str, value: f64| written(name, Quantity::Number(value), it.place.clone().field(name));
    let is_good = if threshold < target { reached >= threshold } else { reached <= threshold };
    let (because, far, end) = if is_good {
        ("100 at the target, 0 at the threshold", "(target - threshold)", input("target", target))
    } else {
        let worst = number(it.measure.worst)?;
        ("0 at the threshold, -100 at the worst value", "(threshold - worst)", input("worst", worst))
    };
    Some(Derivation {
        of: ask,
        value: Quantity::Number(value),
        because: because.to_owned(),
        formula: format!("max(-100, min(100, 100 * ({name} - threshold) / {far}))"),
        inputs: vec![
            derived(name, Quantity::Number(reached), ask.item, field),
            input("threshold", threshold),
            end,
        ],
    })
}

/// The parts, then the contributions, then the limits of what it depends on; see [`crate::grl`].
fn of_children(grounds: &Grounds<'_>, ask: Ask, up: Up) -> Option<Derivation> {
    let plan = grounds.plan;
    let own = match up {
        Up::Vision => None,
        Up::Goal(ix) => Some((ix, plan.goals.get(ix.at())?)),
    };
    let mut joined = Joined::default();
    for (ix, child, parent) in children(grounds, up) {
        let counts = child.written.status != Some(Status::Dropped)
            && parent.weight.abs() > 0.0
            && !grounds.graph.in_same_cycle(up, Up::Goal(ix));
        if let Some(value) = grounds.figures.satisfaction(ix).filter(|_| counts) {
            let share = weight(String::new(), child, parent);
            joined.take(ix, kind_of(child, parent.entry, parent.weight), value, share);
        }
    }
    if let Some((ix, goal)) = own {
        let apart = dependencies(plan, goal).filter(|on| !grounds.order().are_together(*on, ix));
        for on in apart {
            if let Some(value) = grounds.figures.satisfaction(on) {
                joined.take(on, LinkKind::Dependency, value, default(String::new(), 1.0, ""));
            }
        }
    }
    let decomposition = own.and_then(|(_, goal): (_, &Goal)| goal.written.decomposition);
    joined.derive(ask, decomposition, tolerance(plan))
}

/// What leads to a goal, by what it does.
#[derive(Default)]
struct Joined {
    given: Vec<(LinkKind, f64)>,
    parts: Vec<String>,
    terms: Vec<String>,
    limits: Vec<String>,
    inputs: Vec<Input>,
}

impl Joined {
    fn take(&mut self, from: truenorth_core::plan::GoalIx, kind: LinkKind, value: f64, share: Input) {
        self.given.push((kind, value));
        let number = self.given.len();
        let name = format!("satisfaction_{number}");
        let mut input = derived(&*name, Quantity::Number(value), Item::Goal(from), Field::Satisfaction);
        input.about = Some(Item::Goal(from));
        match kind {
            LinkKind::Decomposition => self.parts.push(name),
            LinkKind::Dependency => self.limits.push(name),
            LinkKind::Contribution(size) => {
                let of = format!("weight_{number}");
                let cut = if size.abs() > 100.0 { format!("max(-100, min(100, {of}))") } else { of.clone() };
                self.terms.push(format!("{cut} * {name} / 100"));
                self.inputs.push(Input { name: of, about: Some(Item::Goal(from)), ..share });
            }
        }
        self.inputs.push(input);
    }

    fn derive(
        mut self,
        ask: Ask,
        decomposition: Option<Decomposition>,
        tolerance: f64,
    ) -> Option<Derivation> {
        let value = grl::evaluate(decomposition, &self.given, tolerance, Scale::Signed)?;
        // What comes out without the tolerance and the limits, and with the tolerance alone.
        let free: Vec<(LinkKind, f64)> =
            self.given.iter().copied().filter(|(kind, _)| *kind != LinkKind::Dependency).collect();
        let plain = grl::evaluate(decomposition, &free, 0.0, Scale::Signed)?;
        let held = grl::evaluate(decomposition, &free, tolerance, Scale::Signed)?;
        let join =
            if decomposition.unwrap_or(Decomposition::All) == Decomposition::All { "min" } else { "max" };
        let part = (!self.parts.is_empty()).then(|| format!("{join}({})", self.parts.join(", ")));
        let mut sum = self.terms.clone();
        sum.splice(0..0, part.clone());
        let mut formula = format!("max(-100, min(100, {}))", sum.join(" + "));
        let mut because = "its parts, plus what contributes to it by weight in percent".to_owned();
        if (plain - held).abs() > 0.0 {
            let (end, other) =
                if held > 0.0 { ("100 - tolerance", "max") } else { ("tolerance - 100", "min") };
            formula = part.map_or_else(|| end.to_owned(), |part| format!("{other}({part}, {end})"));
            because =
                "a mere sum of contributions stays the tolerance beside the end of the scale".to_owned();
            self.inputs.push(Input {
                name: "tolerance".to_owned(),
                value: Quantity::Number(tolerance),
                about: None,
                from: Origin::Default("`checks.grl_tolerance`"),
            });
        }
        if !self.limits.is_empty() {
            formula = format!("min({formula}, {})", self.limits.join(", "));
            because.push_str("; not more than the weakest that it depends on");
        }
        Some(Derivation { of: ask, value: Quantity::Number(value), because, formula, inputs: self.inputs })
    }
}
