//! First and last days of goals.

use truenorth_core::place::Place;
use truenorth_core::plan::{Goal, Growth, Item, Plan};
use truenorth_core::scalar::{Date, Due, Time};

use super::{Ask, Derivation, Field, Grounds, Input, Quantity, derived, written};

/// The first or last day of a goal: as written on it, of what it follows, or of the goal around it.
pub(super) fn day(grounds: &Grounds<'_>, ask: Ask) -> Option<Derivation> {
    let plan = grounds.plan;
    let ix = match ask.item {
        Item::Goal(goal) => goal,
        Item::Growth(growth) => return of_growth(plan, plan.growth.get(growth.at())?, ask),
        _ => return None,
    };
    let goal = plan.goals.get(ix.at())?;
    let is_start = ask.field == Field::Start;
    let day = if is_start { goal.start? } else { goal.due? };
    let (because, formula, inputs) = if is_start { start(plan, goal) } else { due(plan, goal) }
        .or_else(|| default_period(plan, goal, is_start))
        .or_else(|| inherited(plan, goal, day, ask.field))?;
    Some(Derivation { of: ask, value: Quantity::Day(day), because, formula, inputs })
}

/// A day of the `period` of a growth plan.
fn of_growth(plan: &Plan, growth: &Growth, ask: Ask) -> Option<Derivation> {
    let time = growth.written.period.as_ref()?;
    let period = plan.calendar.period(time);
    let place = Place::value(growth.file, growth.written.spot).field("period");
    let (value, formula) =
        if ask.field == Field::Start { (period.first, "first(time)") } else { (period.last, "last(time)") };
    Some(Derivation {
        of: ask,
        value: Quantity::Day(value),
        because: "the time that it plans".to_owned(),
        formula: formula.to_owned(),
        inputs: vec![written("time", Quantity::Time(time.to_string(), period), place)],
    })
}

/// Words, formula and inputs.
type Parts = (String, String, Vec<Input>);

fn start(plan: &Plan, goal: &Goal) -> Option<Parts> {
    let (field, time) = match (&goal.written.start, &goal.written.period) {
        (Some(start), _) => ("start", start),
        (None, Some(period)) => ("period", period),
        (None, None) => return None,
    };
    Some(of_time("the first day of the time written", field, plan, goal, time, true))
}

fn due(plan: &Plan, goal: &Goal) -> Option<Parts> {
    match &goal.written.due {
        Some(Due::At(time)) => {
            Some(of_time("the last day of the time written", "due", plan, goal, time, false))
        }
        Some(after @ Due::After { item, offset }) => {
            let Item::Goal(other) =
                plan.find(item.as_str()).or_else(|| plan.former_ids.get(item.as_str()).copied())?
            else {
                return None;
            };
            let followed = plan.goals.get(other.at())?;
            let from = followed.done.or(followed.due)?;
            let own = goal.due?;
            let input = match followed.done {
                Some(done) => written("followed", Quantity::Day(done), followed.place().field("done")),
                None => derived("followed", Quantity::Day(from), Item::Goal(other), Field::Due),
            };
            let mut inputs = vec![input];
            let because = format!("`{after}`, counted in days");
            if offset.is_none() {
                return Some((because, "followed".to_owned(), inputs));
            }
            // A calendar step such as a month is a number of days only once it is known from where.
            let days = Quantity::Number(own.days_since(from) as f64);
            inputs.push(written("step", days, goal.place().field("due")));
            Some((because, "followed + step".to_owned(), inputs))
        }
        Some(Due::Every(_)) | None => {
            let period = goal.written.period.as_ref()?;
            Some(of_time("the last day of the time written", "period", plan, goal, period, false))
        }
    }
}

fn of_time(because: &str, field: &'static str, plan: &Plan, goal: &Goal, time: &Time, first: bool) -> Parts {
    let value = Quantity::Time(time.to_string(), plan.calendar.period(time));
    let formula = if first { "first(time)" } else { "last(time)" };
    (because.to_owned(), formula.to_owned(), vec![written("time", value, goal.place().field(field))])
}

/// The period of the file's `defaults`, for a goal without any time of its own.
fn default_period(plan: &Plan, goal: &Goal, first: bool) -> Option<Parts> {
    let written_goal = &goal.written;
    if written_goal.period.is_some() || written_goal.start.is_some() || written_goal.due.is_some() {
        return None;
    }
    let (_, defaults) = plan.defaults.iter().find(|(file, _)| *file == goal.file)?;
    let time = defaults.period?;
    let value = Quantity::Time(time.to_string(), plan.calendar.period(&time));
    let place = Place::value(goal.file, defaults.spot).field("period");
    let formula = if first { "first(time)" } else { "last(time)" };
    Some((
        "the period in the file's defaults".to_owned(),
        formula.to_owned(),
        vec![written("time", value, place)],
    ))
}

/// The day of the goal around it, by its id: of key results and KPIs without any date.
fn inherited(plan: &Plan, goal: &Goal, day: Date, field: Field) -> Option<Parts> {
    let mut id = goal.id();
    while let Some((outer, _)) = id.rsplit_once('/') {
        id = outer;
        let Some(Item::Goal(around)) = plan.find(outer) else { continue };
        let has = plan.goals.get(around.at())?;
        let theirs = if field == Field::Start { has.start } else { has.due };
        if theirs == Some(day) {
            let input = derived("around", Quantity::Day(day), Item::Goal(around), field);
            return Some((
                format!("that of `{outer}`, to which it belongs"),
                "around".to_owned(),
                vec![input],
            ));
        }
    }
    None
}
