//! Adds an entry to a list.

use super::path::names;
use super::set::{check_value, insert};
use super::style::Style;
use super::{Edit, EditError, WIDTH};
use crate::json::{NodeKind, Tape};
use crate::scalar::Calendar;

/// The edit that adds `entry`, a JSON text of one or more lines, to the end of a list, in the style of the entries
/// before it. Lines after the first are indented as the entry is. A single value that stands for a list of one
/// becomes a list.
///
/// # Errors
/// An entry that is no JSON is refused.
pub fn append(tape: &Tape<'_>, list: usize, entry: &str) -> Result<Edit, EditError> {
    check_value(entry)?;
    let style = Style::of(tape);
    let span = tape.span(list);
    if tape.kind(list) != NodeKind::Array {
        let pad = if tape.kind(list) == NodeKind::Object { style.pad } else { "" };
        let entry = style.indented(entry, style.line_indent(span.start));
        let text = format!("[{pad}{}{}{entry}{pad}]", tape.raw(list), style.comma);
        return Ok(Edit { span, text });
    }
    let elements: Vec<usize> = tape.elements(list).collect();
    let Some(last) = elements.last().map(|last| tape.span(*last)) else {
        return Ok(Edit { text: new_list(&style, style.line_indent(span.start), entry), span });
    };
    let before =
        elements.len().checked_sub(2).and_then(|index| elements.get(index)).map(|node| tape.span(*node));
    let joined = before.as_ref().is_some_and(|before| style.same_line(before.end, last.start));
    let fits = style.line_width(last.end) + entry.chars().count() + 2 <= WIDTH;
    let new_line = tape.raw(list).contains('\n') && !(joined && (fits || entry.contains('\n')));
    let text = if new_line {
        let first_on_line = |node: &usize| style.indent_before(tape.span(*node).start);
        let found = elements.iter().rev().find_map(first_on_line);
        let indent =
            found.map_or_else(|| format!("{}{}", style.line_indent(span.start), style.unit), str::to_owned);
        format!(",{}{}", style.line(&indent), style.indented(entry, &indent))
    } else {
        let written = before.and_then(|before| tape.text().get(before.end..last.start));
        let comma = written.filter(|between| !between.contains('\n')).unwrap_or(style.comma);
        format!("{comma}{}", style.indented(entry, style.line_indent(last.end)))
    };
    Ok(Edit { span: last.end..last.end, text })
}

/// The edit that adds `entry` to the list in the field `name` of an object; the field is made if it is not there.
///
/// # Errors
/// As [`append`]; and what is no object has no lists.
pub fn add_to_list(tape: &Tape<'_>, object: usize, name: &str, entry: &str) -> Result<Edit, EditError> {
    if let Some((_, list)) = tape.field(object, name) {
        return append(tape, list, entry);
    }
    check_value(entry)?;
    if tape.kind(object) != NodeKind::Object {
        return Err(EditError::new(format!("there is no object for the list `{name}`")));
    }
    let style = Style::of(tape);
    let flat = style.is_flat() || !tape.raw(object).contains('\n');
    let value =
        if flat { format!("[{0}{entry}{0}]", padding(&style, entry)) } else { new_list(&style, "", entry) };
    let names = names(tape, object);
    Ok(insert(tape, &style, object, name, &value, &names, &Calendar::default()))
}

/// A list of one; an object gets lines of its own where the file has lines.
fn new_list(style: &Style<'_>, indent: &str, entry: &str) -> String {
    if style.is_flat() || !entry.starts_with('{') {
        return format!("[{entry}]");
    }
    let inner = format!("{indent}{}", style.unit);
    let (open, close) = (style.line(&inner), style.line(indent));
    format!("[{open}{}{close}]", style.indented(entry, &inner))
}

fn padding<'s>(style: &Style<'s>, entry: &str) -> &'s str {
    if entry.starts_with('{') { style.pad } else { "" }
}
