//! Progress and expectation of goals and the vision, from measures, check-ins and children.

use truenorth_core::model::{Rollup, Status};
use truenorth_core::plan::{Goal, GoalIx, Item, Parent, Up};

use super::measure::{self, Measured};
use super::weight::{children, weight};
use super::{Ask, Derivation, Field, Grounds, Input, Quantity, derived, today, written};
use crate::progress::{Ground, latest};
use crate::rollup::rollup_of;

/// How far a goal or the vision has come.
pub(super) fn progress(grounds: &Grounds<'_>, ask: Ask) -> Option<Derivation> {
    let figures = grounds.figures;
    let Item::Goal(ix) = ask.item else {
        return match ask.item {
            Item::Vision => of_children(grounds, ask, Up::Vision, Quantity::Number(figures.vision.progress?)),
            Item::Growth(_) => measure::raw(grounds, ask),
            _ => None,
        };
    };
    let goal = grounds.plan.goals.get(ix.at())?;
    let value = Quantity::Number((*figures.progress.get(ix.at())?)?);
    let done = |because: &str, formula: &str, inputs| {
        let (because, formula) = (because.to_owned(), formula.to_owned());
        Some(Derivation { of: ask, value: value.clone(), because, formula, inputs })
    };
    match figures.ground.get(ix.at())? {
        Ground::Nothing => None,
        Ground::Done => done("it is done", "1", vec![finished(goal)]),
        Ground::Open => done("a milestone that is not done", "0", Vec::new()),
        Ground::Measure => {
            let raw = derived("raw", Quantity::Number((*figures.raw.get(ix.at())?)?), ask.item, Field::Raw);
            done("its own measure, cut to 0 to 1", "max(0, min(1, raw))", vec![raw])
        }
        Ground::Verdict => {
            let raw = derived("raw", value.clone(), ask.item, Field::Raw);
            done("the verdict of its own measure", "raw", vec![raw])
        }
        Ground::CheckIn => {
            let (time, _, check_in) = latest(grounds.plan, goal, grounds.today, |_| true)?;
            let place = goal.place().field("check_ins").key(time.to_string()).field("progress");
            let said = written("said", Quantity::Number(check_in.progress?.fraction()), place);
            done("the latest check-in", "max(0, min(1, said))", vec![said])
        }
        Ground::Children => of_children(grounds, ask, Up::Goal(ix), value.clone()),
    }
}

/// Where a goal is said to be done.
fn finished(goal: &Goal) -> Input {
    match goal.done {
        Some(day) if goal.status != Some(Status::Achieved) => {
            written("done", Quantity::Day(day), goal.place().field("done"))
        }
        _ => written("status", Quantity::Word("achieved".to_owned()), goal.place().field("status")),
    }
}

/// A child with its number.
struct Child<'a> {
    ix: GoalIx,
    goal: &'a Goal,
    parent: &'a Parent,
    number: f64,
    harmless: bool,
}

/// What is joined from the children, as the goal's roll-up says.
fn of_children(grounds: &Grounds<'_>, ask: Ask, up: Up, value: Quantity) -> Option<Derivation> {
    let kind = match up {
        Up::Vision => grounds.plan.checks.rollup.unwrap_or(Rollup::WeightedMean),
        Up::Goal(goal) => rollup_of(grounds.plan, goal),
    };
    if kind == Rollup::Grl {
        return of_grl(grounds, ask, value);
    }
    let counted: Vec<(GoalIx, &Goal, &Parent)> = children_that_count(grounds, up).collect();
    let known: Vec<Child<'_>> = (counted.iter().copied())
        .filter_map(|(ix, goal, parent)| {
            let numbers = match ask.field {
                Field::Progress => &grounds.figures.progress,
                _ => &grounds.figures.expected,
            };
            // A child that hurts is expected to do no harm, whatever is expected of itself.
            let harmless = ask.field == Field::Expected && parent.weight < 0.0;
            let number = if harmless {
                let known = *grounds.figures.progress.get(ix.at())?;
                known.map(|_| 0.0)
            } else {
                *numbers.get(ix.at())?
            };
            Some(Child { ix, goal, parent, number: number?, harmless })
        })
        .collect();
    // What is not known is left out, and said.
    let has = |ix: GoalIx| known.iter().any(|child| child.ix == ix);
    let unknown: Vec<String> =
        counted.iter().filter(|(ix, ..)| !has(*ix)).map(|(_, goal, _)| format!("`{}`", goal.id())).collect();
    let mut inputs = Vec::new();
    let mut terms = Vec::new();
    let mut weights = Vec::new();
    for (position, child) in known.iter().enumerate() {
        let number = position + 1;
        let name = format!("{}_{number}", ask.field.name());
        let hurts = child.parent.weight < 0.0;
        let mut input = if child.harmless {
            super::default(name.clone(), 0.0, "a child that hurts is expected to do no harm")
        } else {
            derived(name.clone(), Quantity::Number(child.number), Item::Goal(child.ix), ask.field)
        };
        input.about = Some(Item::Goal(child.ix));
        let term = if hurts { format!("(1 - {name})") } else { name };
        if kind == Rollup::WeightedMean {
            let name = format!("weight_{number}");
            let size = if hurts { format!("abs({name})") } else { name.clone() };
            terms.push(format!("{size} * {term}"));
            weights.push(size);
            inputs.push(weight(name, child.goal, child.parent));
        } else {
            terms.push(term);
        }
        inputs.push(input);
    }
    let list = terms.join(", ");
    let sum = terms.join(" + ");
    let met = || terms.iter().map(|term| format!("is({term} >= 1)")).collect::<Vec<_>>();
    let (because, formula) = match kind {
        Rollup::WeightedMean => {
            ("what contributes to it, by weight", format!("({sum}) / ({})", weights.join(" + ")))
        }
        Rollup::Mean => ("the mean of what contributes to it", format!("({sum}) / {}", terms.len())),
        Rollup::Sum => ("the sum of what contributes to it, cut to 0 to 1", format!("max(0, min(1, {sum}))")),
        Rollup::Min => ("the weakest of what contributes to it", format!("min({list})")),
        Rollup::Max => ("the strongest of what contributes to it", format!("max({list})")),
        Rollup::All => ("done when all that contributes to it is", format!("min({})", met().join(", "))),
        Rollup::Any => ("done when one that contributes to it is", format!("max({})", met().join(", "))),
        Rollup::Grl | Rollup::Manual | Rollup::None => return None,
    };
    let because = match unknown.as_slice() {
        [] => because.to_owned(),
        unknown => format!("{because}; not known and left out: {}", shortened(unknown)),
    };
    Some(Derivation { of: ask, value, because, formula, inputs })
}

/// The links to the children that count, in the order of the plan.
pub(super) fn children_that_count<'a>(
    grounds: &'a Grounds<'_>,
    up: Up,
) -> impl Iterator<Item = (GoalIx, &'a Goal, &'a Parent)> + use<'a> {
    children(grounds, up).filter(move |(ix, goal, parent)| {
        goal.status != Some(Status::Dropped)
            && parent.weight.abs() > 0.0
            && !grounds.graph.in_same_cycle(up, Up::Goal(*ix))
    })
}

/// The part of the scale of GRL that lies above 0.
fn of_grl(grounds: &Grounds<'_>, ask: Ask, value: Quantity) -> Option<Derivation> {
    let field = match ask.field {
        Field::Progress => Field::Satisfaction,
        _ => Field::ExpectedSatisfaction,
    };
    let found = super::derivation(grounds, Ask { item: ask.item, field })?;
    Some(Derivation {
        of: ask,
        value,
        because: "what GRL gives from -100 to 100, as a part of 1 and cut to 0 to 1".to_owned(),
        formula: format!("max(0, min(1, {} / 100))", field.name()),
        inputs: vec![derived(field.name(), found.value, ask.item, field)],
    })
}

/// How far it should have come.
pub(super) fn expected(grounds: &Grounds<'_>, ask: Ask) -> Option<Derivation> {
    let figures = grounds.figures;
    let Item::Goal(ix) = ask.item else {
        return match ask.item {
            Item::Vision => of_children(grounds, ask, Up::Vision, Quantity::Number(figures.vision.expected?)),
            Item::Growth(_) => measure::expected(&Measured::of(grounds, ask.item)?, ask),
            _ => None,
        };
    };
    let goal = grounds.plan.goals.get(ix.at())?;
    let value = Quantity::Number((*figures.expected.get(ix.at())?)?);
    let done = |because: &str, formula: &str, inputs| {
        let (because, formula) = (because.to_owned(), formula.to_owned());
        Some(Derivation { of: ask, value: value.clone(), because, formula, inputs })
    };
    match figures.ground.get(ix.at())? {
        Ground::Nothing => None,
        Ground::Verdict => done("a verdict is always expected", "1", Vec::new()),
        Ground::Measure => {
            let it = Measured::of(grounds, ask.item)?;
            let of = measure::expected(&it, ask)?;
            if of.formula == "1"
                || ["max(0, min(1, ", "is("].iter().any(|begin| of.formula.starts_with(begin))
            {
                return Some(Derivation { value, ..of });
            }
            Some(Derivation { formula: format!("max(0, min(1, {}))", of.formula), value, ..of })
        }
        Ground::Children => of_children(grounds, ask, Up::Goal(ix), value.clone()),
        Ground::Open => {
            let due = derived("due", Quantity::Day(goal.due?), ask.item, Field::Due);
            let formula = "is(today >= due + 1)";
            done("expected once the day it is due has passed", formula, vec![today(grounds), due])
        }
        Ground::Done | Ground::CheckIn => {
            let (Some(start), Some(due)) = (goal.start, goal.due) else {
                return done("it is done, and no dates say by when", "1", Vec::new());
            };
            let start = derived("start", Quantity::Day(start), ask.item, Field::Start);
            let due = derived("due", Quantity::Day(due), ask.item, Field::Due);
            let (day, formula, extra) = match latest(grounds.plan, goal, grounds.today, |_| true) {
                Some((time, period, _)) if figures.ground.get(ix.at()) == Some(&Ground::CheckIn) => {
                    let place = goal.place().field("check_ins").key(time.to_string()).key_only();
                    let said = written("said", Quantity::Time(time.to_string(), period), place);
                    ("the latest check-in", ELAPSED_SAID, Some(said))
                }
                _ => ("today", ELAPSED, None),
            };
            let mut inputs = vec![start, due, today(grounds)];
            inputs.extend(extra);
            done(&format!("a straight line from start to due, on the day of {day}"), formula, inputs)
        }
    }
}

/// Share of the days passed today; over when due.
const ELAPSED: &str = "max(is(today >= due), max(0, min(1, days(start, today) / max(1, days(start, due)))))";
/// The same on the day of a check-in.
const ELAPSED_SAID: &str = "max(is(earlier(last(said), today) >= due), max(0, min(1, days(start, earlier(last(said), today)) / max(1, days(start, due)))))";

/// The first few of a list, and how many more there are.
fn shortened(all: &[String]) -> String {
    const SHOWN: usize = 8;
    let more = all.len().saturating_sub(SHOWN);
    let first = all.iter().take(SHOWN).cloned().collect::<Vec<_>>().join(", ");
    if more > 0 { format!("{first} and {more} more") } else { first }
}
