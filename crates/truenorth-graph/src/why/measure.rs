//! What a measure of a goal or growth plan says: its present value, its progress, and what was expected.

use truenorth_core::measuring::{self, Window};
use truenorth_core::model::{Curve, Measure, MeasureKind};
use truenorth_core::place::Place;
use truenorth_core::plan::Item;
use truenorth_core::scalar::{Date, Time, Value};

use super::{Ask, Derivation, Field, Grounds, Input, Quantity, default, derived, today, written};

/// A measure with the window it is looked at in and the place where it stands.
pub(super) struct Measured<'a> {
    pub(super) item: Item,
    pub(super) measure: &'a Measure,
    pub(super) window: Window<'a>,
    pub(super) place: Place,
}

impl<'a> Measured<'a> {
    /// That of a goal or growth plan.
    pub(super) fn of(grounds: &Grounds<'a>, item: Item) -> Option<Self> {
        let (plan, today) = (grounds.plan, grounds.today);
        let (measure, window, place) = match item {
            Item::Goal(ix) => {
                let goal = plan.goals.get(ix.at())?;
                (goal.written.measure.as_deref()?, Window::of_goal(plan, goal, today), goal.place())
            }
            Item::Growth(ix) => {
                let growth = plan.growth.get(ix.at())?;
                let place = Place::value(growth.file, growth.written.spot);
                (&growth.written.measure, Window::of_growth(plan, growth, today), place)
            }
            _ => return None,
        };
        Some(Self { item, measure, window, place: place.field("measure") })
    }

    pub(super) fn input(&self, name: &'static str, value: f64) -> Input {
        written(name, Quantity::Number(value), self.place.clone().field(name))
    }

    /// An end of the way from baseline to target: as written, or by default.
    pub(super) fn end(&self, name: &'static str, is: Option<Value>, value: f64) -> Input {
        match is.and_then(Value::number) {
            Some(found) if found == value => self.input(name, value),
            _ if measuring::is_sum(self.measure) => default(name, value, "a growing total begins at 0"),
            _ => default(name, value, "of a milestone where nothing is written"),
        }
    }

    fn of_item(&self, name: &'static str, value: Quantity, field: Field) -> Input {
        derived(name, value, self.item, field)
    }

    /// What the progress is made from: the present value, or the projected total.
    fn reached(&self) -> Option<Input> {
        if measuring::is_projected(self.measure) {
            let value = measuring::projected(self.measure, &self.window)?;
            return Some(self.of_item("projected", Quantity::Number(value), Field::Projected));
        }
        let value = measuring::current(self.measure, &self.window).value()?;
        Some(self.of_item("current", Quantity::Number(value), Field::Current))
    }

    fn as_of(&self) -> Option<Input> {
        let day = measuring::current(self.measure, &self.window).day()?;
        Some(self.of_item("as_of", Quantity::Day(day), Field::AsOf))
    }

    fn start(&self) -> Option<Input> {
        Some(match self.window.start {
            Some(start) => self.of_item("start", Quantity::Day(start), Field::Start),
            None => {
                let day = measuring::first_day(self.measure, &self.window)?;
                written("start", Quantity::Day(day), self.place.clone().field("baseline_at"))
            }
        })
    }

    fn due(&self) -> Option<Input> {
        Some(self.of_item("due", Quantity::Day(self.window.due?), Field::Due))
    }
}

/// The present value: the latest number, the sum or the mean.
pub(super) fn current(grounds: &Grounds<'_>, ask: Ask) -> Option<Derivation> {
    let it = Measured::of(grounds, ask.item)?;
    let value = measuring::current(it.measure, &it.window).value()?;
    let counted = measuring::counted(it.measure, &it.window);
    let one = counted.len() == 1;
    let inputs: Vec<Input> = (counted.iter().enumerate())
        .map(|(number, (time, _, value))| {
            let name = if one { "actual".to_owned() } else { format!("actual_{}", number + 1) };
            written(name, Quantity::Number(*value), actual_place(&it, time))
        })
        .collect();
    let sum = inputs.iter().map(|input| input.name.as_str()).collect::<Vec<_>>().join(" + ");
    let (because, formula) = match it.measure.aggregation {
        None | Some(truenorth_core::model::Aggregation::Last) => ("the latest number", sum),
        Some(truenorth_core::model::Aggregation::Sum) => ("all numbers of its time, added", sum),
        Some(truenorth_core::model::Aggregation::Mean) => {
            ("the mean of the numbers of its time", format!("({sum}) / {}", inputs.len()))
        }
    };
    Some(Derivation { of: ask, value: Quantity::Number(value), because: because.to_owned(), formula, inputs })
}

fn actual_place(it: &Measured<'_>, time: &Time) -> Place {
    it.place.clone().field("actuals").key(time.to_string()).field("value")
}

/// The last day that the present value speaks of.
pub(super) fn as_of(grounds: &Grounds<'_>, ask: Ask) -> Option<Derivation> {
    let it = Measured::of(grounds, ask.item)?;
    let day = measuring::current(it.measure, &it.window).day()?;
    let (time, period, _) = measuring::counted(it.measure, &it.window).pop()?;
    let place = it.place.clone().field("actuals").key(time.to_string()).key_only();
    Some(Derivation {
        of: ask,
        value: Quantity::Day(day),
        because: "the last day of the latest number, or today if that has not ended".to_owned(),
        formula: "earlier(last(counted), today)".to_owned(),
        inputs: vec![written("counted", Quantity::Time(time.to_string(), period), place), today(grounds)],
    })
}

/// The total of the whole window if the rest goes like the part counted.
pub(super) fn projected(grounds: &Grounds<'_>, ask: Ask) -> Option<Derivation> {
    let it = Measured::of(grounds, ask.item)?;
    let value = measuring::projected(it.measure, &it.window)?;
    let total = measuring::current(it.measure, &it.window).value()?;
    Some(Derivation {
        of: ask,
        value: Quantity::Number(value),
        because: "the total of the whole time if the rest goes like the part counted".to_owned(),
        formula: format!("current / ({ELAPSED_DAYS})"),
        inputs: vec![
            it.of_item("current", Quantity::Number(total), Field::Current),
            it.start()?,
            it.as_of()?,
            it.due()?,
        ],
    })
}

/// The share of the days, the first and the last counted, that has passed at the end of a day.
const ELAPSED_DAYS: &str = "max(0, min(1, (days(start, as_of) + 1) / (days(start, due) + 1)))";

/// How far the measure has come; of a verdict whether it is met.
pub(super) fn raw(grounds: &Grounds<'_>, ask: Ask) -> Option<Derivation> {
    let it = Measured::of(grounds, ask.item)?;
    if measuring::is_verdict(it.measure) {
        return verdict(&it, ask);
    }
    let value = measuring::progress(it.measure, &it.window)?;
    let (baseline, target) = measuring::ends(it.measure)?;
    let reached = it.reached()?;
    let name = reached.name.clone();
    let (because, formula) = if baseline == target {
        let sign = if measuring::kind(it.measure) == MeasureKind::Decrease { "<=" } else { ">=" };
        ("its target is its baseline: met or not", format!("is({name} {sign} target)"))
    } else if measuring::is_projected(it.measure) {
        ("how far the projected total has come", format!("({name} - baseline) / (target - baseline)"))
    } else {
        ("its way from baseline to target", format!("({name} - baseline) / (target - baseline)"))
    };
    let mut inputs = vec![reached];
    if baseline != target {
        inputs.push(it.end("baseline", it.measure.baseline, baseline));
    }
    inputs.push(it.end("target", it.measure.target, target));
    Some(Derivation { of: ask, value: Quantity::Number(value), because: because.to_owned(), formula, inputs })
}

/// Whether a limit is kept: 1 or 0.
fn verdict(it: &Measured<'_>, ask: Ask) -> Option<Derivation> {
    let met = measuring::verdict(it.measure, &it.window)?;
    let reached = if measuring::is_sum(it.measure) {
        let value = measuring::projected(it.measure, &it.window)?;
        it.of_item("projected", Quantity::Number(value), Field::Projected)
    } else {
        let value = measuring::current(it.measure, &it.window).value()?;
        it.of_item("current", Quantity::Number(value), Field::Current)
    };
    let name = reached.name.clone();
    let mut inputs = vec![reached];
    let mut tests = Vec::new();
    let mut test = |sign: &str, limit: &'static str, is: Option<Value>| {
        if let Some(value) = is.and_then(Value::number) {
            inputs.push(it.input(limit, value));
            tests.push(format!("is({name} {sign} {limit})"));
        }
    };
    match measuring::kind(it.measure) {
        MeasureKind::AtLeast => test(">=", "target", it.measure.target),
        MeasureKind::AtMost => test("<=", "target", it.measure.target),
        _ => {
            test(">=", "low", it.measure.low);
            test("<=", "high", it.measure.high);
        }
    }
    Some(Derivation {
        of: ask,
        value: Quantity::Number(f64::from(u8::from(met))),
        because: "1 if the limit is kept, else 0".to_owned(),
        formula: tests.join(" * "),
        inputs,
    })
}

/// What the measure should have come to by the day of its number, not cut.
pub(super) fn expected(it: &Measured<'_>, ask: Ask) -> Option<Derivation> {
    let value = measuring::expected(it.measure, &it.window)?;
    let done = |because: &str, formula: &str, inputs| {
        let (because, formula) = (because.to_owned(), formula.to_owned());
        Some(Derivation { of: ask, value: Quantity::Number(value), because, formula, inputs })
    };
    if measuring::is_projected(it.measure) {
        return done("a projected total is expected whole from the first day", "1", Vec::new());
    }
    let (baseline, target) = measuring::ends(it.measure)?;
    let curve = measuring::curve(it.measure);
    if curve == Curve::Linear && measuring::is_sum(it.measure) {
        let inputs = vec![it.start()?, it.as_of()?, it.due()?];
        return done("the share of its days that had passed", ELAPSED_DAYS, inputs);
    }
    if curve == Curve::Linear && measuring::first_day(it.measure, &it.window)? >= it.window.due? {
        let inputs = vec![it.as_of()?, it.due()?];
        return done(
            "all of it when due, as its start leaves no days before that",
            "is(as_of >= due)",
            inputs,
        );
    }
    if curve == Curve::Linear {
        let inputs = vec![it.start()?, it.as_of()?, it.due()?];
        let formula = "max(0, min(1, days(start, as_of) / days(start, due)))";
        return done("a straight line from start to due, on the day of the latest number", formula, inputs);
    }
    if baseline == target {
        return done("its target is its baseline: always expected", "1", Vec::new());
    }
    let (way, planned) = path(it, curve, baseline, target)?;
    let formula = format!("({planned} - baseline) / (target - baseline)");
    let mut inputs = way;
    inputs.push(it.end("baseline", it.measure.baseline, baseline));
    inputs.push(it.end("target", it.measure.target, target));
    let because = match curve {
        Curve::Step => "the value planned last, on the day of the latest number",
        _ => "the line between the planned values, on the day of the latest number",
    };
    done(because, &formula, inputs)
}

/// The planned value on the day of the present one: its inputs, and the formula for it.
fn path(it: &Measured<'_>, curve: Curve, baseline: f64, target: f64) -> Option<(Vec<Input>, String)> {
    let day = measuring::current(it.measure, &it.window).day()?;
    let mut points: Vec<(Date, f64, Option<&Time>)> = (it.measure.phased.iter())
        .filter_map(|(time, value)| Some((it.window.calendar.period(time).last, value.number()?, Some(time))))
        .collect();
    points.sort_by_key(|(date, ..)| *date);
    if let Some(due) = it.window.due.filter(|due| points.last().is_none_or(|(last, ..)| last < due)) {
        points.push((due, target, None));
    }
    let value_input = |name: &'static str, point: &(Date, f64, Option<&Time>)| match point.2 {
        Some(time) => {
            let place = it.place.clone().field("phased").key(time.to_string());
            written(name, Quantity::Number(point.1), place)
        }
        None => it.end("target", it.measure.target, target).named(name),
    };
    let day_input = |name: &'static str, point: &(Date, f64, Option<&Time>)| match point.2 {
        Some(time) => {
            let place = it.place.clone().field("phased").key(time.to_string()).key_only();
            written(name, Quantity::Time(time.to_string(), it.window.calendar.period(time)), place)
        }
        None => it.of_item(name, Quantity::Day(point.0), Field::Due),
    };
    let day_of = |name: &str, point: &(Date, f64, Option<&Time>)| match point.2 {
        Some(_) => format!("last({name})"),
        None => name.to_owned(),
    };
    let after = points.iter().position(|(date, ..)| day < *date);
    let before = match after {
        Some(0) => None,
        Some(next) => points.get(next - 1),
        None => return Some((vec![value_input("planned", points.last()?)], "planned".to_owned())),
    };
    if curve == Curve::Step {
        return Some(match before {
            Some(point) => (vec![value_input("planned", point)], "planned".to_owned()),
            None => (
                vec![it.end("baseline", it.measure.baseline, baseline).named("planned")],
                "planned".to_owned(),
            ),
        });
    }
    let next = points.get(after?)?;
    let (mut inputs, from) = match before {
        Some(point) => (vec![value_input("before", point), day_input("from", point)], day_of("from", point)),
        None => {
            let baseline = it.end("baseline", it.measure.baseline, baseline);
            if measuring::first_day(it.measure, &it.window)? >= next.0 {
                return Some((vec![baseline.named("planned")], "planned".to_owned()));
            }
            (vec![baseline.named("before"), it.start()?.named("from")], "from".to_owned())
        }
    };
    inputs.extend([value_input("after", next), day_input("to", next), it.as_of()?]);
    let to = day_of("to", next);
    let passed = format!("max(0, days({from}, as_of)) / days({from}, {to})");
    Some((inputs, format!("(before + (after - before) * {passed})")))
}
