//! Sets and removes a field of an item.

use super::path::{entry, is_time_map, names, order, steps};
use super::style::Style;
use super::{Edit, EditError, NESTED, WIDTH};
use crate::json::{NodeKind, Tape, scan};
use crate::scalar::Calendar;
use crate::scalar::text::shown;

/// The maps whose entries may be written short, with the field that a bare value fills.
pub(super) const SHORT_ENTRIES: &[(&str, &str)] =
    &[("actuals", "value"), ("check_ins", "note"), ("rules", "level"), ("skills", "level")];

/// The fields that may be written short, with the field that a bare value fills.
pub(super) const SHORT_FIELDS: &[(&str, &str)] = &[
    ("cost", "likely"),
    ("delay", "likely"),
    ("duration", "likely"),
    ("effort", "likely"),
    ("estimate", "likely"),
    ("lift", "likely"),
    ("loss", "likely"),
    ("mission", "title"),
    ("source", "url"),
    ("vision", "title"),
];

/// The edit that gives the field at `path` of the item or other object `object` this value, a JSON text.
///
/// A field that is there gets the value in place of its own; one that is not is inserted, with the objects around it,
/// in the style of its neighbours; in a map by time in the order of time, for which the calendar is. A text or number
/// that stands for an object (`"2027-01": 41`) becomes the object when the path leads into it.
///
/// # Errors
/// A path that leads into a list or another value without fields, and a value that is no JSON, are refused.
pub fn set(
    tape: &Tape<'_>,
    object: usize,
    path: &str,
    value: &str,
    calendar: &Calendar,
) -> Result<Edit, EditError> {
    set_steps(tape, object, &steps(path)?, value, calendar)
}

/// As [`set`], with a path that is cut into its keys already; so keys may hold points.
///
/// # Errors
/// As [`set`].
pub fn set_steps(
    tape: &Tape<'_>,
    object: usize,
    steps: &[&str],
    value: &str,
    calendar: &Calendar,
) -> Result<Edit, EditError> {
    check_value(value)?;
    let style = Style::of(tape);
    let mut names = names(tape, object);
    let mut node = object;
    let mut left = steps;
    while let [step, rest @ ..] = left {
        match tape.kind(node) {
            NodeKind::Object => match entry(tape, node, step, &names) {
                Some((_, found)) => node = found,
                None => {
                    let value = nested(&style, rest, value);
                    return Ok(insert(tape, &style, node, step, &value, &names, calendar));
                }
            },
            _ => return expanded(tape, &style, node, left, value, &names),
        }
        names.push((*step).to_owned());
        left = rest;
    }
    let span = tape.span(node);
    let text = style.indented(value, style.line_indent(span.start));
    Ok(Edit { span, text })
}

/// The edit that takes a field or an entry of a map out, with its comma; none if it is not written.
///
/// # Errors
/// A path that is none is refused.
pub fn remove(tape: &Tape<'_>, object: usize, path: &str) -> Result<Option<Edit>, EditError> {
    let steps = steps(path)?;
    let Some((key, value)) = super::find(tape, object, &steps) else { return Ok(None) };
    let [outer @ .., _] = steps.as_slice() else { return Ok(None) };
    let holder =
        if outer.is_empty() { Some(object) } else { super::find(tape, object, outer).map(|found| found.1) };
    let Some(holder) = holder else { return Ok(None) };
    let entries: Vec<(usize, usize)> = tape.entries(holder).collect();
    let position = entries.iter().position(|(at, _)| *at == key).unwrap_or(0);
    let next = entries.get(position + 1);
    let before = position.checked_sub(1).and_then(|position| entries.get(position));
    let span = match (next, before) {
        (Some((next, _)), _) => tape.span(key).start..tape.span(*next).start,
        (None, Some((_, before))) => tape.span(*before).end..tape.span(value).end,
        (None, None) => tape.span(holder).start + 1..tape.span(holder).end.saturating_sub(1),
    };
    Ok(Some(Edit { span, text: String::new() }))
}

pub(super) fn check_value(value: &str) -> Result<(), EditError> {
    let (tape, damage) = scan(value);
    match damage.first() {
        None if !tape.is_empty() => Ok(()),
        _ => Err(EditError::new(format!("`{}` is no JSON value", shown(value)))
            .help("write a text in double quotes, a number, a list or an object")),
    }
}

/// A key as JSON.
fn quoted(key: &str) -> String {
    serde_json::Value::from(key).to_string()
}

/// A value inside of new objects with these keys.
fn nested(style: &Style<'_>, steps: &[&str], value: &str) -> String {
    let Style { colon, pad, .. } = style;
    steps
        .iter()
        .rev()
        .fold(value.to_owned(), |inner, step| format!("{{{pad}{}{colon}{inner}{pad}}}", quoted(step)))
}

/// A text or number that stands for an object, as that object with one more field.
fn expanded(
    tape: &Tape<'_>,
    style: &Style<'_>,
    node: usize,
    left: &[&str],
    value: &str,
    names: &[String],
) -> Result<Edit, EditError> {
    let mut inner = names.iter().rev().map(String::as_str);
    let (last, map) = (inner.next().unwrap_or_default(), inner.next().unwrap_or_default());
    let known = |list: &[(&str, &'static str)], name: &str| {
        list.iter().find(|(written, _)| *written == name).map(|(_, of)| *of)
    };
    let field = known(SHORT_ENTRIES, map).or_else(|| known(SHORT_FIELDS, last));
    let scalar = matches!(tape.kind(node), NodeKind::String | NodeKind::Number);
    let ([step, rest @ ..], Some(field), true) = (left, field, scalar) else {
        let what = match tape.kind(node) {
            NodeKind::Array => "a list",
            NodeKind::Object => "an object",
            NodeKind::String => "a text",
            NodeKind::Number => "a number",
            _ => "no object",
        };
        let holder = if last.is_empty() { "the file".to_owned() } else { format!("`{}`", shown(last)) };
        let step = shown(left.first().copied().unwrap_or_default()).into_owned();
        return Err(EditError::new(format!("{holder} is {what}, so it has no field `{step}`"))
            .help("set the whole value instead"));
    };
    let Style { colon, comma, pad, .. } = style;
    let text = if *step == field {
        if rest.is_empty() { value.to_owned() } else { nested(style, left, value) }
    } else {
        let more = nested(style, rest, value);
        format!(
            "{{{pad}{}{colon}{}{comma}{}{colon}{more}{pad}}}",
            quoted(field),
            tape.raw(node),
            quoted(step)
        )
    };
    Ok(Edit { span: tape.span(node), text })
}

/// A new entry of an object.
pub(super) fn insert(
    tape: &Tape<'_>,
    style: &Style<'_>,
    object: usize,
    key: &str,
    value: &str,
    names: &[String],
    calendar: &Calendar,
) -> Edit {
    let entries: Vec<(usize, usize)> = tape.entries(object).collect();
    let entry = |indent: &str| format!("{}{}{}", quoted(key), style.colon, style.indented(value, indent));
    let span = tape.span(object);
    if entries.is_empty() {
        let indent = style.line_indent(span.start);
        let text = format!("{{{}{}{}}}", style.pad, entry(indent), style.pad);
        return Edit { span, text };
    }
    let by_time = is_time_map(names);
    let position =
        if by_time { by_order(tape, &entries, key, calendar) } else { before_nested(tape, &entries) };
    let before = position.checked_sub(1).and_then(|position| entries.get(position)).copied();
    let gap = Gap { style, tape, entries: &entries, object, position, by_time };
    let new_line = gap.new_line(entry("").chars().count());
    let indent = gap.indent();
    match before {
        Some((_, value)) => {
            let at = tape.span(value).end;
            let space = if new_line { style.line(&indent) } else { gap.comma().to_owned() };
            let shown = if new_line { entry(&indent) } else { entry(style.line_indent(at)) };
            let text = if new_line { format!(",{space}{shown}") } else { format!("{space}{shown}") };
            Edit { span: at..at, text }
        }
        None => {
            let at = entries.first().map_or(span.start + 1, |(key, _)| tape.span(*key).start);
            let text = if new_line {
                format!("{},{}", entry(&indent), style.line(&indent))
            } else {
                format!("{}{}", entry(style.line_indent(at)), gap.comma())
            };
            Edit { span: at..at, text }
        }
    }
}

/// The position of a new entry of a map by time: before the first later one.
fn by_order(tape: &Tape<'_>, entries: &[(usize, usize)], key: &str, calendar: &Calendar) -> usize {
    let Some(new) = order(key, calendar) else { return entries.len() };
    let later =
        |(key, _): &(usize, usize)| order(&tape.string(*key), calendar).is_some_and(|other| other > new);
    entries.iter().position(later).unwrap_or(entries.len())
}

/// The position of a new field: the end, but before nested goals, which are long.
fn before_nested(tape: &Tape<'_>, entries: &[(usize, usize)]) -> usize {
    let is_nested = |(key, _): &&(usize, usize)| NESTED.contains(&tape.string(*key).as_ref());
    let nested = entries.iter().rev().take_while(is_nested).count();
    entries.len() - nested
}

/// The place between two entries where a new one goes.
struct Gap<'a, 't> {
    style: &'a Style<'t>,
    tape: &'a Tape<'t>,
    entries: &'a [(usize, usize)],
    object: usize,
    position: usize,
    by_time: bool,
}

impl Gap<'_, '_> {
    fn start(&self, position: usize) -> Option<usize> {
        self.entries.get(position).map(|(key, _)| self.tape.span(*key).start)
    }

    fn end(&self, position: usize) -> Option<usize> {
        self.entries.get(position).map(|(_, value)| self.tape.span(*value).end)
    }

    /// Whether the entries at both positions stand on one line.
    fn joined(&self, position: usize, next: usize) -> bool {
        self.end(position).zip(self.start(next)).is_some_and(|(end, start)| self.style.same_line(end, start))
    }

    /// How many entries the line of this one holds, as far as they begin and end on it.
    fn on_line(&self, position: usize) -> usize {
        let mut first = position;
        while first > 0 && self.joined(first - 1, first) {
            first -= 1;
        }
        let mut last = position;
        while self.joined(last, last + 1) {
            last += 1;
        }
        last - first + 1
    }

    /// Whether the new entry of this width gets a line of its own.
    fn new_line(&self, width: usize) -> bool {
        let span = self.tape.span(self.object);
        if self.style.same_line(span.start, span.end) {
            return false;
        }
        let Some(before) = self.position.checked_sub(1) else {
            // First of all: alone if the next one is.
            return self.start(0).is_some_and(|start| self.style.indent_before(start).is_some())
                && !self.joined(0, 1);
        };
        let Some(end) = self.end(before) else { return true };
        if self.joined(before, self.position) {
            return false;
        }
        // An author who puts several entries on a line gets the new one there too, while there is room;
        // of a map by time, while the line has fewer entries than another one.
        let here = self.on_line(before);
        let begins_row = |other: &usize| *other == 0 || !self.joined(*other - 1, *other);
        let rows = (0..self.entries.len()).filter(begins_row).map(|row| self.on_line(row));
        let (count, most) = rows.fold((0, 0), |(count, most), row| (count + 1, most.max(row)));
        let packed = if self.by_time { most > 1 && (count == 1 || here < most) } else { here > 1 };
        let flat = self.start(before).is_some_and(|start| self.style.same_line(start, end));
        let fits = self.style.line_width(end) + width + 2 <= WIDTH;
        !(packed && flat && fits)
    }

    /// What stands between two entries on one line.
    fn comma(&self) -> &str {
        let written = |position: usize| {
            let between = self.tape.text().get(self.end(position)?..self.start(position + 1)?)?;
            (!between.contains('\n')).then_some(between)
        };
        (0..self.entries.len()).find_map(written).unwrap_or(self.style.comma)
    }

    /// The indentation of a line for an entry: that of the nearest entry which begins one.
    fn indent(&self) -> String {
        let of = |position: usize| self.start(position).and_then(|start| self.style.indent_before(start));
        let before = (0..self.position.min(self.entries.len())).rev().find_map(of);
        let found = before.or_else(|| (self.position..self.entries.len()).find_map(of));
        found.map_or_else(
            || format!("{}{}", self.style.line_indent(self.tape.span(self.object).start), self.style.unit),
            str::to_owned,
        )
    }
}
