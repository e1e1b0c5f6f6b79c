//! Satisfaction of goals, -100 to 100, in the sense of ITU-T Z.151.

use truenorth_core::measuring;
use truenorth_core::model::Rollup;
use truenorth_core::plan::{GoalIx, Item, Up};

use super::measure::{self, Measured};
use super::{Ask, Derivation, Field, Grounds, Input, Quantity, derived};
use crate::progress::Ground;

/// That of a goal: of its measure where `threshold` and `worst` are written, of its children by GRL, else 100 times
/// the progress.
pub(super) fn satisfaction(grounds: &Grounds<'_>, ask: Ask) -> Option<Derivation> {
    let Item::Goal(goal) = ask.item else {
        let is_grl = ask.item == Item::Vision && grounds.plan.checks.rollup == Some(Rollup::Grl);
        return if is_grl { of_children(grounds, ask, Up::Vision) } else { None };
    };
    let is_expected = ask.field == Field::ExpectedSatisfaction;
    let figures = grounds.figures;
    let number = if is_expected { figures.expected_satisfaction(goal) } else { figures.satisfaction(goal) }?;
    let value = Quantity::Number(number);
    if figures.own_satisfaction(goal).is_none() {
        return of_progress(grounds, ask, goal, value);
    }
    if figures.ground.get(goal.at()) == Some(&Ground::Children) {
        return of_children(grounds, ask, Up::Goal(goal));
    }
    let it = Measured::of(grounds, ask.item)?;
    let (name, inputs, because) = if is_expected { expected(&it, ask)? } else { present(&it)? };
    between(&it, ask, value, &name, inputs, because)
}

/// By GRL.
fn of_children(grounds: &Grounds<'_>, ask: Ask, up: Up) -> Option<Derivation> {
    let found = super::grl::of_children(grounds, up, ask.field)?;
    Some(Derivation {
        of: ask,
        value: Quantity::Number(found.value),
        because: found.because,
        formula: found.formula,
        inputs: found.inputs,
    })
}

/// 100 times what is or should be.
fn of_progress(grounds: &Grounds<'_>, ask: Ask, goal: GoalIx, value: Quantity) -> Option<Derivation> {
    let (field, column) = match ask.field {
        Field::ExpectedSatisfaction => (Field::Expected, &grounds.figures.expected),
        _ => (Field::Progress, &grounds.figures.progress),
    };
    let part = (*column.get(goal.at())?)?;
    Some(Derivation {
        of: ask,
        value,
        because: "it has no scale of its own, so 0 to 1 is taken as 0 to 100".to_owned(),
        formula: format!("100 * {}", field.name()),
        inputs: vec![derived(field.name(), Quantity::Number(part), ask.item, field)],
    })
}

/// A value as a formula, what that rests on, and in words what it is.
type Reached = (String, Vec<Input>, &'static str);

fn present(it: &Measured<'_>) -> Option<Reached> {
    let (name, value, field) = if measuring::is_sum(it.measure) {
        ("projected", measuring::projected(it.measure, &it.window)?, Field::Projected)
    } else {
        ("current", measuring::current(it.measure, &it.window).value()?, Field::Current)
    };
    let input = derived(name, Quantity::Number(value), it.item, field);
    Some((name.to_owned(), vec![input], "its value between worst, threshold and target"))
}

/// The value expected on the day of the present one; a total is expected to reach its target.
fn expected(it: &Measured<'_>, ask: Ask) -> Option<Reached> {
    let because = "the value expected by then between worst, threshold and target";
    if measuring::is_sum(it.measure) {
        return Some(("target".to_owned(), Vec::new(), because));
    }
    let (baseline, target) = measuring::ends(it.measure)?;
    if baseline == target {
        return Some(("target".to_owned(), Vec::new(), because));
    }
    let of = measure::expected(it, ask)?;
    let mut inputs = of.inputs;
    if !inputs.iter().any(|input| input.name == "baseline") {
        inputs.push(it.end("baseline", it.measure.baseline, baseline));
    }
    inputs.retain(|input| input.name != "target");
    Some((format!("(baseline + ({}) * (target - baseline))", of.formula), inputs, because))
}

/// Where a value lies: 100 at the target, 0 at the threshold, -100 at the worst, straight between them.
fn between(
    it: &Measured<'_>,
    ask: Ask,
    value: Quantity,
    reached: &str,
    mut inputs: Vec<Input>,
    because: &str,
) -> Option<Derivation> {
    let good = matches!(value, Quantity::Number(number) if number >= 0.0);
    let whole = if good { "target - threshold" } else { "threshold - worst" };
    let number = |value: Option<truenorth_core::scalar::Value>| value.and_then(|value| value.number());
    inputs.push(it.input("threshold", number(it.measure.threshold)?));
    if good || reached.contains("target") {
        inputs.push(it.input("target", number(it.measure.target)?));
    }
    if !good {
        inputs.push(it.input("worst", number(it.measure.worst)?));
    }
    Some(Derivation {
        of: ask,
        value,
        because: because.to_owned(),
        formula: format!("max(-100, min(100, 100 * ({reached} - threshold) / ({whole})))"),
        inputs,
    })
}
