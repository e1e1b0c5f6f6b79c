//! Works out the formulas of `truenorth explain`, knowing nothing but what it prints: arithmetic, and the functions
//! that docs/answers.md lists.

use std::collections::BTreeMap;

use serde_json::Value as Json;
use truenorth_core::scalar::Date;

/// A value in a formula.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value {
    Number(f64),
    Day(Date),
    /// First and last day.
    Time(Date, Date),
    /// A word, which no formula uses.
    Word(String),
}

impl Value {
    /// An input as printed: a number, an amount with a currency, a day, or a time with its two days.
    pub(crate) fn of(input: &Json) -> Self {
        if let (Some(first), Some(last)) = (input["first"].as_str(), input["last"].as_str()) {
            return Self::Time(Date::parse(first).unwrap(), Date::parse(last).unwrap());
        }
        Self::printed(&input["value"])
    }

    /// A value as printed.
    pub(crate) fn printed(value: &Json) -> Self {
        let Some(text) = value.as_str() else { return Self::Number(value.as_f64().unwrap()) };
        if let Ok(day) = Date::parse(text) {
            return Self::Day(day);
        }
        match text.split(' ').next().unwrap().parse() {
            Ok(number) => Self::Number(number),
            Err(_) => Self::Word(text.to_owned()),
        }
    }

    fn number(self) -> f64 {
        let Self::Number(number) = self else { panic!("{self:?} is no number") };
        number
    }

    fn day(self) -> Date {
        let Self::Day(day) = self else { panic!("{self:?} is no day") };
        day
    }

    /// Whether two are the same but for the rounding of binary numbers.
    pub(crate) fn is_close(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Number(left), Self::Number(right)) => {
                (left - right).abs() <= 1e-9 * left.abs().max(right.abs()).max(1.0)
            }
            _ => self == other,
        }
    }
}

/// What a formula gives for these inputs.
pub(crate) fn evaluate(formula: &str, inputs: &BTreeMap<String, Value>) -> Value {
    let mut reader = Reader { rest: formula, inputs };
    let value = reader.sum();
    assert_eq!(reader.rest.trim(), "", "`{formula}` goes on");
    value
}

struct Reader<'a> {
    rest: &'a str,
    inputs: &'a BTreeMap<String, Value>,
}

impl Reader<'_> {
    fn next_is(&mut self, token: &str) -> bool {
        let rest = self.rest.trim_start();
        let found = rest.strip_prefix(token);
        self.rest = found.unwrap_or(rest);
        found.is_some()
    }

    fn sum(&mut self) -> Value {
        let mut left = self.product();
        loop {
            if self.next_is("+") {
                let right = self.product();
                left = match (left, right) {
                    (Value::Day(day), Value::Number(days)) => Value::Day(day.add_days(days as i64)),
                    (left, right) => Value::Number(left.number() + right.number()),
                };
            } else if self.next_is("-") {
                left = Value::Number(left.number() - self.product().number());
            } else {
                return left;
            }
        }
    }

    fn product(&mut self) -> Value {
        let mut left = self.factor();
        loop {
            if self.next_is("*") {
                left = Value::Number(left.number() * self.factor().number());
            } else if self.next_is("/") {
                left = Value::Number(left.number() / self.factor().number());
            } else {
                return left;
            }
        }
    }

    fn factor(&mut self) -> Value {
        if self.next_is("(") {
            let value = self.sum();
            assert!(self.next_is(")"), "a bracket stays open before `{}`", self.rest);
            return value;
        }
        if self.next_is("-") {
            return Value::Number(-self.factor().number());
        }
        let rest = self.rest;
        let end =
            rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_' || c == '.')).unwrap_or(rest.len());
        let (word, rest) = rest.split_at(end);
        self.rest = rest;
        if let Ok(number) = word.parse() {
            return Value::Number(number);
        }
        if !self.next_is("(") {
            return self.inputs.get(word).unwrap_or_else(|| panic!("`{word}` is no input")).clone();
        }
        let mut arguments = vec![self.sum()];
        let mut comparison = None;
        loop {
            if let Some(sign) = [">=", "<=", "="].into_iter().find(|sign| self.next_is(sign)) {
                comparison = Some(sign);
            } else if !self.next_is(",") {
                break;
            }
            arguments.push(self.sum());
        }
        assert!(self.next_is(")"), "a bracket stays open before `{}`", self.rest);
        call(word, comparison, arguments)
    }
}

fn call(name: &str, comparison: Option<&str>, mut arguments: Vec<Value>) -> Value {
    let numbers = |arguments: Vec<Value>| arguments.into_iter().map(Value::number).collect::<Vec<f64>>();
    match (name, arguments.len()) {
        ("abs", 1) => Value::Number(arguments.remove(0).number().abs()),
        ("min", 1..) => Value::Number(numbers(arguments).into_iter().fold(f64::INFINITY, f64::min)),
        ("max", 1..) => Value::Number(numbers(arguments).into_iter().fold(f64::NEG_INFINITY, f64::max)),
        ("is", 2) => {
            let [left, right] = [0, 1].map(|_| match arguments.remove(0) {
                Value::Day(day) => day.days_since(Date::parse("2000-01-01").unwrap()) as f64,
                other => other.number(),
            });
            let holds = match comparison {
                Some(">=") => left >= right,
                Some("<=") => left <= right,
                _ => left == right,
            };
            Value::Number(f64::from(u8::from(holds)))
        }
        ("first", 1) => {
            let Value::Time(first, _) = arguments.remove(0) else { panic!("first of what is no time") };
            Value::Day(first)
        }
        ("last", 1) => {
            let Value::Time(_, last) = arguments.remove(0) else { panic!("last of what is no time") };
            Value::Day(last)
        }
        ("days", 2) => {
            let [from, to] = [0, 1].map(|_| arguments.remove(0).day());
            Value::Number(to.days_since(from) as f64)
        }
        ("later", 2) => Value::Day(arguments.remove(0).day().max(arguments.remove(0).day())),
        ("earlier", 2) => Value::Day(arguments.remove(0).day().min(arguments.remove(0).day())),
        ("part", 4..) => part(&numbers(arguments)),
        ("round", 2) => {
            let (number, step) = (arguments.remove(0).number(), 10_f64.powf(arguments.remove(0).number()));
            let (steps, rest) = ((number * step).floor(), (number * step).rem_euclid(1.0));
            // What is half a step in decimals may lie a hair beside it in binary.
            let up = if (rest - 0.5).abs() < 1e-6 { steps % 2.0 != 0.0 } else { rest > 0.5 };
            Value::Number((steps + f64::from(u8::from(up))) / step)
        }
        (other, count) => panic!("there is no function `{other}` of {count}"),
    }
}

/// `part(whole, digits, n, w1, w2, ...)`: the largest remainder method, in whole steps.
fn part(arguments: &[f64]) -> Value {
    let [whole, digits, position, weights @ ..] = arguments else { panic!("part of nothing") };
    let step = 10_f64.powf(*digits);
    let steps = (whole.abs() * step).round();
    let sum: f64 = weights.iter().sum();
    let exact: Vec<f64> = weights.iter().map(|weight| steps * weight / sum).collect();
    let mut parts: Vec<f64> = exact.iter().map(|part| (part + 1e-9).floor()).collect();
    let left = (steps - parts.iter().sum::<f64>()).round() as usize;
    let mut order: Vec<usize> = (0..weights.len()).collect();
    order.sort_by(|a, b| {
        let rest = |at: usize| ((exact[at] - parts[at]) * 1e6).round();
        rest(*b).total_cmp(&rest(*a)).then(a.cmp(b))
    });
    for at in order.into_iter().take(left) {
        parts[at] += 1.0;
    }
    Value::Number(parts[*position as usize - 1] / step * whole.signum())
}

#[test]
fn works_out() {
    let time = Value::Time(Date::parse("2027-01-01").unwrap(), Date::parse("2027-12-31").unwrap());
    let inputs = BTreeMap::from([
        ("a".to_owned(), Value::Number(6.0)),
        ("b_2".to_owned(), Value::Number(-4.0)),
        ("t".to_owned(), time),
    ]);
    for (formula, expected) in [
        ("(a + 2) / -b_2 - 1.5", 0.5),
        ("max(0, min(1, a / abs(b_2)))", 1.0),
        ("is(a >= 6) + is(a <= 5) + is(a = 6)", 2.0),
        ("days(first(t), last(t) + 1)", 365.0),
        ("part(100, 2, 1, 1, 1, 1) - part(100, 2, 2, 1, 1, 1)", 0.01),
        ("part(-999.99, 2, 1, 50, 30, 15, 5)", -499.99),
        ("round(2 / 3, 2)", 0.67),
        ("round(0.125, 2) + round(-0.375, 2)", -0.26),
    ] {
        let value = evaluate(formula, &inputs);
        assert!(value.is_close(&Value::Number(expected)), "{formula} = {value:?}");
    }
}
