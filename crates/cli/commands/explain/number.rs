//! How one number of an item follows from others, down to the places where people wrote them.

use std::fmt::Write as _;

use truenorth_core::place::Place;
use truenorth_core::plan::Item;
use truenorth_core::sanitise;
use truenorth_graph::why::{self, Ask, Derivation, Field, Grounds, Input, Origin, Quantity};

use crate::answer::{Answer, AnswerFormat, Cell, Look, Table, columns};
use crate::args::Asked;
use crate::commands::{Analysed, percent};
use crate::failure::Failure;
use crate::load::Loaded;

/// The answer to `explain ID FIELD`.
pub(super) fn answer(
    loaded: &Loaded,
    analysed: &Analysed,
    item: Item,
    field: Field,
    depth: usize,
) -> Result<Numbers, Failure> {
    let grounds = grounds(loaded, analysed);
    let ask = Ask { item, field };
    let found = why::derivations(&grounds, ask, depth);
    if found.is_empty() {
        let has: Vec<&str> = why::fields(&grounds, item).into_iter().map(Field::name).collect();
        let help = match has.is_empty() {
            true => "it has no numbers".to_owned(),
            false => format!("it has {}", has.join(", ")),
        };
        let id = loaded.plan.item_id(item);
        return Err(Failure::with_help(format!("`{id}` has no {}, or it is not known", field.name()), help));
    }
    Ok(Numbers { found })
}

/// What derivations are made from.
pub(super) fn grounds<'a>(loaded: &'a Loaded, analysed: &'a Analysed) -> Grounds<'a> {
    Grounds::new(&loaded.plan, &analysed.graph, &analysed.figures, loaded.today)
}

/// A number and what it rests on, the number first, each with its distance from that.
pub(super) struct Numbers {
    found: Vec<(usize, Derivation)>,
}

impl Numbers {
    pub(super) fn write(&self, loaded: &Loaded, asked: &Asked) -> Result<String, Failure> {
        match asked.format {
            AnswerFormat::Table if asked.table.is_none() => Ok(self.text(loaded)),
            format => self.tables(loaded).write(format, asked.table.as_deref(), Some(loaded)),
        }
    }

    fn text(&self, loaded: &Loaded) -> String {
        let mut out = String::new();
        for (position, (_, derivation)) in self.found.iter().enumerate() {
            if position > 0 {
                out.push('\n');
            }
            // Writing to a String cannot fail.
            let _ = writeln!(out, "{} = {}", name(loaded, derivation.of), value(&derivation.value));
            let _ = writeln!(out, "  {}", sanitise::one_line(&derivation.because));
            let _ = writeln!(out, "  = {}", derivation.formula);
            let widest = |of: fn(&Input) -> String| {
                derivation.inputs.iter().map(|input| of(input).chars().count()).max().unwrap_or(0)
            };
            let (names, values) = (widest(|input| input.name.clone()), widest(|input| value(&input.value)));
            for input in &derivation.inputs {
                let mut from = from(loaded, &input.from);
                if let (Some(item), Origin::Written(_) | Origin::Default(_)) = (input.about, &input.from) {
                    let _ = write!(from, " (`{}`)", loaded.plan.item_id(item));
                }
                let _ = writeln!(
                    out,
                    "      {:<names$}  {:<values$}  {}",
                    input.name,
                    value(&input.value),
                    sanitise::one_line(&from)
                );
            }
        }
        out
    }

    fn tables(&self, loaded: &Loaded) -> Answer {
        let mut answer = Answer { command: "explain", ..Answer::default() };
        if let Some((_, first)) = self.found.first() {
            answer.title = format!("{} = {}", name(loaded, first.of), value(&first.value));
        }
        let mut derivations = Vec::new();
        let mut inputs = Vec::new();
        for (step, derivation) in &self.found {
            let id = loaded.plan.item_id(derivation.of.item);
            let field = derivation.of.field.name();
            derivations.push(vec![
                Cell::count(*step),
                Cell::text(id),
                Cell::text(field),
                cell(&derivation.value),
                Cell::text(&*derivation.because),
                Cell::text(&*derivation.formula),
            ]);
            for input in &derivation.inputs {
                inputs.push(input_row(loaded, id, field, input));
            }
            self.draw(loaded, derivation, *step == 0, &mut answer);
        }
        let of_derivations = [
            ("step", "Step"),
            ("item", "Item"),
            ("field", "Number"),
            ("value", "Value"),
            ("because", "Because"),
            ("formula", "Formula"),
        ];
        let of_inputs = [
            ("item", "Item"),
            ("field", "Number"),
            ("name", "Input"),
            ("about", "About"),
            ("value", "Value"),
            ("first", "First day"),
            ("last", "Last day"),
            ("from", "From"),
            ("share", "Share"),
            ("from_item", "From item"),
            ("from_field", "From number"),
        ];
        let table = |key, title: &str, columns, rows| Table {
            key,
            title: title.to_owned(),
            columns,
            rows,
            empty: "",
            is_detail: false,
        };
        answer.tables = vec![
            table("derivations", "Derivations", columns(&of_derivations), derivations),
            table("inputs", "Inputs", columns(&of_inputs), inputs),
        ];
        answer
    }

    fn draw(&self, loaded: &Loaded, derivation: &Derivation, first: bool, answer: &mut Answer) {
        let node = |ask: Ask, value: String, answer: &mut Answer| {
            let look = if first && ask == derivation.of { Look::Asked } else { Look::Plain };
            let key = format!("{} {}", ask.field.name(), loaded.plan.item_id(ask.item));
            answer.diagram.node(&key, || vec![name(loaded, ask), value], look)
        };
        let to = node(derivation.of, value(&derivation.value), answer);
        for input in &derivation.inputs {
            let from = match &input.from {
                Origin::Derived(ask) | Origin::Part { of: ask, .. } => {
                    node(*ask, value(&input.value), answer)
                }
                Origin::Written(place) => {
                    let at = at(loaded, place);
                    answer.diagram.node(&at, || vec![value(&input.value), at.clone()], Look::Means)
                }
                Origin::Default(_) => continue,
            };
            answer.diagram.edge(from, to, input.name.as_str());
        }
    }
}

fn input_row(loaded: &Loaded, id: &str, field: &str, input: &Input) -> Vec<Cell> {
    let (first, last) = match &input.value {
        Quantity::Time(_, period) => (Cell::Day(period.first), Cell::Day(period.last)),
        _ => (Cell::Nothing, Cell::Nothing),
    };
    let (from_item, from_field) = match input.from {
        Origin::Derived(ask) | Origin::Part { of: ask, .. } => {
            (Cell::text(loaded.plan.item_id(ask.item)), Cell::text(ask.field.name()))
        }
        _ => (Cell::Nothing, Cell::Nothing),
    };
    vec![
        Cell::text(id),
        Cell::text(field),
        Cell::text(&*input.name),
        Cell::maybe(input.about, |item| Cell::text(loaded.plan.item_id(item))),
        cell(&input.value),
        first,
        last,
        Cell::text(from(loaded, &input.from)),
        match input.from {
            Origin::Part { share, .. } => Cell::Share(share),
            _ => Cell::Nothing,
        },
        from_item,
        from_field,
    ]
}

/// progress of `punctuality`
fn name(loaded: &Loaded, ask: Ask) -> String {
    format!("{} of `{}`", ask.field.name(), loaded.plan.item_id(ask.item))
}

fn from(loaded: &Loaded, origin: &Origin) -> String {
    match origin {
        Origin::Written(place) => at(loaded, place),
        Origin::Default(why) => (*why).to_owned(),
        Origin::Derived(ask) => name(loaded, *ask),
        Origin::Part { of, share } => {
            format!("{} of {}, split to the coin", percent(*share), name(loaded, *of))
        }
    }
}

/// teams/operations.json:5:13
pub(crate) fn at(loaded: &Loaded, place: &Place) -> String {
    let at = loaded.sources.line_column(place.file, place.span(&loaded.sources).start);
    format!("{}:{}:{}", sanitise::one_line(loaded.sources.name(place.file)), at.line, at.column)
}

/// The value as a cell.
pub(super) fn cell(value: &Quantity) -> Cell {
    match value {
        Quantity::Number(number) => Cell::Number(*number),
        Quantity::Money(amount, currency) => Cell::Money(amount.to_string(), *currency),
        Quantity::Day(day) => Cell::Day(*day),
        Quantity::Word(word) => Cell::text(&**word),
        Quantity::Time(written, _) => Cell::text(&**written),
    }
}

/// The value for people; a number with as many digits as it takes to work with it.
fn value(of: &Quantity) -> String {
    match of {
        Quantity::Number(number) => {
            let text = format!("{:.6}", number + 0.0);
            if number.is_finite() && number.abs() < 1e9 {
                text.trim_end_matches('0').trim_end_matches('.').to_owned()
            } else {
                format!("{number}")
            }
        }
        Quantity::Time(written, period) => format!("{written} ({} to {})", period.first, period.last),
        other => cell(other).plain(),
    }
}
