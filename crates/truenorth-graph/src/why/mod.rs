//! Why a number is what it is: its formula and the inputs of that, down to the places where people wrote them.
//!
//! A [`Derivation`] is one number: a formula over named inputs, each of which is written in a file, given by the
//! format, or a number with a derivation of its own. [`derivations`] lists a number and all that it rests on, each
//! once. Nothing here computes a figure a second time by the code that made it: the formulas are text that anybody
//! can work out, and tests do, for every number of every sample.
//!
//! Formulas use `+ - * / ( )`, numbers, names of inputs, and the functions in [`FUNCTIONS`].

mod dates;
mod grl;
mod measure;
mod money;
mod progress;
mod risk;
mod satisfaction;
mod weight;

use std::cell::OnceCell;
use std::collections::{HashSet, VecDeque};

use truenorth_core::budget::Total;
use truenorth_core::model::Stage;
use truenorth_core::place::Place;
use truenorth_core::plan::{Item, Plan};
use truenorth_core::scalar::{Currency, Date, Period};

use crate::graph::PlanGraph;
use crate::money::{Asked, Basis, Grain, Money, Sheet};
use crate::progress::{Figures, Order};

/// What formulas may use besides arithmetic, each with what it gives.
pub const FUNCTIONS: &[(&str, &str)] = &[
    ("abs(x)", "x without its sign"),
    ("min(x, y, ...)", "the smallest"),
    ("max(x, y, ...)", "the largest"),
    ("is(x >= y)", "1 if it is so, else 0; also `<=`, `=`"),
    ("first(time)", "the first day of a time"),
    ("last(time)", "the last day of a time"),
    ("days(a, b)", "days from day a to day b; negative if b is before a"),
    ("later(a, b)", "the later of two days"),
    ("earlier(a, b)", "the earlier of two days"),
    (
        "part(whole, digits, n, w1, w2, ...)",
        "part n (from 1) of an amount split by weights, by largest remainder, to so many digits after the point",
    ),
    ("round(x, digits)", "x rounded to so many digits after the point, halves to the even one"),
];

/// A number that can be asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// How far a goal or the vision has come, 0 to 1, as it rolls up.
    Progress,
    /// How satisfied a goal is in the sense of ITU-T Z.151, -100 to 100; of the vision where `rollup: grl` joins it.
    Satisfaction,
    /// How far the goal's own measure has come, cut neither below 0 nor above 1.
    Raw,
    /// How far it should have come by the date of its numbers, 0 to 1.
    Expected,
    /// How satisfied it should be by then, -100 to 100.
    ExpectedSatisfaction,
    /// The present value of a measure, in its unit.
    Current,
    /// The last day that the present value speaks of.
    AsOf,
    /// The total of the whole time of a measure that is added up, if the rest goes like the part counted.
    Projected,
    /// The part of the vision that hangs on a goal.
    Contribution,
    /// The sum of the sizes of the weights of all that contributes to an item.
    Weights,
    /// First day.
    Start,
    /// Last day.
    Due,
    /// The sum of a budget line or an account in one stage; of a goal or the vision, the money that arrives there.
    Money(Stage),
    /// Probability times loss of a risk, before treatment.
    ExpectedLoss,
    /// The same after treatment.
    ResidualLoss,
}

/// Every field with its name, in the order in which they are listed.
pub const FIELDS: &[(Field, &str, &str)] = &[
    (Field::Progress, "progress", "how far it has come, 0 to 1"),
    (Field::Satisfaction, "satisfaction", "how satisfied it is, -100 to 100 (ITU-T Z.151)"),
    (Field::Raw, "raw", "how far its own measure has come, not cut to 0 to 1"),
    (Field::Expected, "expected", "how far it should have come, 0 to 1"),
    (Field::ExpectedSatisfaction, "expected_satisfaction", "how satisfied it should be, -100 to 100"),
    (Field::Current, "current", "present value of its measure"),
    (Field::AsOf, "as_of", "the last day of its present value"),
    (Field::Projected, "projected", "total of the whole time at the present pace"),
    (Field::Contribution, "contribution", "part of the vision that hangs on it"),
    (Field::Weights, "weights", "sum of the weights of what contributes to it"),
    (Field::Start, "start", "first day"),
    (Field::Due, "due", "last day"),
    (Field::Money(Stage::Request), "request", "money asked for"),
    (Field::Money(Stage::Proposed), "proposed", "money proposed"),
    (Field::Money(Stage::Adopted), "adopted", "money adopted"),
    (Field::Money(Stage::Adjusted), "adjusted", "money after adjustment"),
    (Field::Money(Stage::Committed), "committed", "money committed"),
    (Field::Money(Stage::Actual), "actual", "money spent or earned"),
    (Field::Money(Stage::Forecast), "forecast", "money expected now"),
    (Field::ExpectedLoss, "expected_loss", "probability times loss, before treatment"),
    (Field::ResidualLoss, "residual_loss", "probability times loss, after treatment"),
];

impl Field {
    /// Its name, as typed.
    #[must_use]
    pub fn name(self) -> &'static str {
        FIELDS.iter().find(|(field, ..)| *field == self).map_or("", |(_, name, _)| name)
    }

    /// The field with a name.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        FIELDS.iter().find(|(_, known, _)| *known == name).map(|(field, ..)| *field)
    }
}

/// A number of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ask {
    /// Whose number.
    pub item: Item,
    /// Which one.
    pub field: Field,
}

/// A value with its kind.
#[derive(Clone, Debug, PartialEq)]
pub enum Quantity {
    /// Without a unit, or in that of the measure.
    Number(f64),
    /// An exact amount.
    Money(Total, Option<Currency>),
    /// A day.
    Day(Date),
    /// A word of the format; formulas do not use it.
    Word(String),
    /// A time as written, with its first and last day.
    Time(String, Period),
}

/// What a formula rests on.
#[derive(Clone, Debug, PartialEq)]
pub struct Input {
    /// Its name in the formula.
    pub name: String,
    /// What it is worth.
    pub value: Quantity,
    /// Whose field it is, where one formula has those of several items.
    pub about: Option<Item>,
    /// Where it comes from.
    pub from: Origin,
}

impl Input {
    /// The same under another name.
    fn named(self, name: &str) -> Self {
        Self { name: name.to_owned(), ..self }
    }
}

/// Where an input comes from.
#[derive(Clone, Debug, PartialEq)]
pub enum Origin {
    /// It stands there.
    Written(Place),
    /// The format says so where nothing is written; the text says what.
    Default(&'static str),
    /// It has a derivation of its own.
    Derived(Ask),
    /// It is a part of a sum of money, by the shares written at whose sum it is: split to the smallest coin by largest
    /// remainder, each fiscal year by itself.
    Part {
        /// The sum.
        of: Ask,
        /// The part of it, 0 to 1.
        share: f64,
    },
}

/// One number with how it follows from others.
#[derive(Clone, Debug, PartialEq)]
pub struct Derivation {
    /// What was asked.
    pub of: Ask,
    /// The number.
    pub value: Quantity,
    /// In words: which rule of the format makes it.
    pub because: String,
    /// How the value follows from the inputs.
    pub formula: String,
    /// In the order of the formula.
    pub inputs: Vec<Input>,
}

/// What derivations are made from.
pub struct Grounds<'a> {
    plan: &'a Plan,
    graph: &'a PlanGraph,
    figures: &'a Figures,
    today: Date,
    /// Expenses of each stage over all time, worked out when a sum of money is first asked for.
    sheets: OnceCell<Vec<Sheet>>,
    /// What leads to each other, worked out when a goal is first limited by what it depends on.
    order: OnceCell<Order>,
}

impl<'a> Grounds<'a> {
    /// A plan with its links, and its figures on a day.
    #[must_use]
    pub fn new(plan: &'a Plan, graph: &'a PlanGraph, figures: &'a Figures, today: Date) -> Self {
        Self { plan, graph, figures, today, sheets: OnceCell::new(), order: OnceCell::new() }
    }

    /// Expenses of a stage, a sheet for each currency.
    fn sheets(&self, stage: Stage) -> impl Iterator<Item = &Sheet> {
        let all = self.sheets.get_or_init(|| {
            let asked = Asked { grain: Grain::Whole, ..Asked::default() };
            Money::new(self.plan, self.graph, &asked).sheets().collect()
        });
        let is_it =
            move |sheet: &&Sheet| sheet.heading.basis == Basis::Stage(stage) && !sheet.heading.is_revenue;
        all.iter().filter(is_it)
    }
}

/// How a number follows from others; `None` if the item has no such number, or it is not known.
#[must_use]
pub fn derivation(grounds: &Grounds<'_>, ask: Ask) -> Option<Derivation> {
    match ask.field {
        Field::Progress => progress::progress(grounds, ask),
        Field::Expected => progress::expected(grounds, ask),
        Field::Satisfaction | Field::ExpectedSatisfaction => satisfaction::satisfaction(grounds, ask),
        Field::Raw => measure::raw(grounds, ask),
        Field::Current => measure::current(grounds, ask),
        Field::AsOf => measure::as_of(grounds, ask),
        Field::Projected => measure::projected(grounds, ask),
        Field::Contribution => weight::contribution(grounds, ask),
        Field::Weights => weight::weights(grounds, ask),
        Field::Money(stage) => money::money(grounds, ask, stage),
        Field::Start | Field::Due => dates::day(grounds, ask),
        Field::ExpectedLoss | Field::ResidualLoss => risk::expected_loss(grounds, ask),
    }
}

/// The fields of an item that have a value, in the order of [`FIELDS`]. A satisfaction that is just 100 times the progress
/// is left out.
#[must_use]
pub fn fields(grounds: &Grounds<'_>, item: Item) -> Vec<Field> {
    let has_satisfaction = match item {
        Item::Goal(goal) => grounds.figures.own_satisfaction(goal).is_some(),
        _ => true,
    };
    let all = FIELDS.iter().map(|(field, ..)| *field);
    let all = all.filter(|field| {
        has_satisfaction || !matches!(field, Field::Satisfaction | Field::ExpectedSatisfaction)
    });
    all.filter(|field| derivation(grounds, Ask { item, field: *field }).is_some()).collect()
}

/// A number and all that it rests on, each once: the asked one first, then level by level, each with the number of
/// steps from the asked one. Stops below `depth` steps.
#[must_use]
pub fn derivations(grounds: &Grounds<'_>, ask: Ask, depth: usize) -> Vec<(usize, Derivation)> {
    let mut seen = HashSet::from([ask]);
    let mut open = VecDeque::from([(0, ask)]);
    let mut found = Vec::new();
    while let Some((steps, ask)) = open.pop_front() {
        let Some(derivation) = derivation(grounds, ask) else { continue };
        for input in &derivation.inputs {
            if let Origin::Derived(next) | Origin::Part { of: next, .. } = input.from
                && steps < depth
                && seen.insert(next)
            {
                open.push_back((steps + 1, next));
            }
        }
        found.push((steps, derivation));
    }
    found
}

/// An input that stands in a file.
fn written(name: impl Into<String>, value: Quantity, place: Place) -> Input {
    Input { name: name.into(), value, about: None, from: Origin::Written(place) }
}

/// The day that counts as today.
fn today(grounds: &Grounds<'_>) -> Input {
    Input {
        name: "today".to_owned(),
        value: Quantity::Day(grounds.today),
        about: None,
        from: Origin::Default("the day that counts as today"),
    }
}

/// An input that the format gives.
fn default(name: impl Into<String>, value: f64, why: &'static str) -> Input {
    Input { name: name.into(), value: Quantity::Number(value), about: None, from: Origin::Default(why) }
}

/// An input that is derived, if it is known.
fn derived(name: impl Into<String>, value: Quantity, item: Item, field: Field) -> Input {
    Input { name: name.into(), value, about: None, from: Origin::Derived(Ask { item, field }) }
}

#[cfg(test)]
mod tests;
