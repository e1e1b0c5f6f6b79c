//! The canonical layout of a plan file, from text to text.
//!
//! Values are copied as they are written and keys keep their order, so comments, keys of one's own, escapes and the
//! digits of numbers stay. Only maps by time are put in order.

use super::WIDTH;
use super::path::{is_time_map, order};
use crate::json::{Damage, NodeKind, Tape, scan};
use crate::scalar::{Calendar, Period};

/// One level of indentation.
const UNIT: &str = "  ";

/// The text in the canonical layout:
///
/// - Two spaces a level, `{ "a": 1 }`, `["a", "b"]`, no blank lines, no byte-order mark, `\n` after every line.
/// - An object or list stands on one line if it fits into [`WIDTH`] characters and its author did not begin a new line
///   after its bracket; else each entry begins a line. A list of texts and numbers that is too long fills its lines,
///   unless its author gave each entry one.
/// - The file's own object and the lists of items in it are never on one line.
/// - Maps by time are in the order of time, for which the calendar is, if all their keys are times.
///
/// # Errors
/// A damaged text is not touched; the damage is given.
pub fn format(text: &str, calendar: &Calendar) -> Result<String, Vec<Damage>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let (tape, damage) = scan(text);
    if !damage.is_empty() {
        return Err(damage);
    }
    let mut writer = Writer {
        tape: &tape,
        calendar,
        out: String::with_capacity(text.len() + text.len() / 4),
        names: Vec::new(),
    };
    writer.value(0, 0, 0, 0);
    writer.out.push('\n');
    Ok(writer.out)
}

struct Writer<'a, 't> {
    tape: &'a Tape<'t>,
    calendar: &'a Calendar,
    out: String,
    /// The keys that lead to the value at work.
    names: Vec<String>,
}

/// The text on one line, as long as it has room.
struct Flat {
    text: String,
    left: usize,
}

impl Flat {
    /// False if there is no room.
    fn push(&mut self, piece: &str) -> bool {
        let width = piece.chars().take(self.left + 1).count();
        if width > self.left {
            return false;
        }
        self.left -= width;
        self.text.push_str(piece);
        true
    }
}

impl Writer<'_, '_> {
    /// Writes a value that begins at `column` of its line, with `after` characters to follow it there.
    fn value(&mut self, node: usize, level: usize, column: usize, after: usize) {
        let container = matches!(self.tape.kind(node), NodeKind::Object | NodeKind::Array);
        if !container {
            self.out.push_str(self.tape.raw(node));
            return;
        }
        let left = WIDTH.saturating_sub(column + after);
        let mut flat = Flat { text: String::new(), left };
        if self.flat(node, &mut flat) {
            self.out.push_str(&flat.text);
        } else if self.tape.kind(node) == NodeKind::Object {
            self.open_object(node, level);
        } else {
            self.open_list(node, level);
        }
    }

    fn open_object(&mut self, node: usize, level: usize) {
        self.out.push('{');
        let entries = self.entries(node);
        for (position, (key, value)) in entries.iter().enumerate() {
            self.line(level + 1);
            let raw = self.tape.raw(*key);
            self.out.push_str(raw);
            self.out.push_str(": ");
            let more = usize::from(position + 1 < entries.len());
            let column = (level + 1) * UNIT.len() + raw.chars().count() + 2;
            self.names.push(self.tape.string(*key).into_owned());
            self.value(*value, level + 1, column, more);
            self.names.pop();
            if more == 1 {
                self.out.push(',');
            }
        }
        self.line(level);
        self.out.push('}');
    }

    fn open_list(&mut self, node: usize, level: usize) {
        let elements: Vec<usize> = self.tape.elements(node).collect();
        let fill = self.fills(node, &elements);
        self.out.push('[');
        let indent = (level + 1) * UNIT.len();
        let mut column = indent;
        for (position, element) in elements.iter().enumerate() {
            let more = usize::from(position + 1 < elements.len());
            let width = if fill { self.tape.raw(*element).chars().count() + more } else { 0 };
            if position > 0 && fill && column + 1 + width <= WIDTH {
                self.out.push(' ');
                column += 1 + width;
            } else {
                self.line(level + 1);
                column = indent + width;
            }
            self.value(*element, level + 1, indent, more);
            if more == 1 {
                self.out.push(',');
            }
        }
        self.line(level);
        self.out.push(']');
    }

    fn line(&mut self, level: usize) {
        self.out.push('\n');
        for _ in 0..level {
            self.out.push_str(UNIT);
        }
    }

    /// Writes a value on one line; false if it does not fit or is to be open.
    fn flat(&mut self, node: usize, flat: &mut Flat) -> bool {
        match self.tape.kind(node) {
            NodeKind::Object => {
                let entries = self.entries(node);
                if entries.is_empty() {
                    return flat.push("{}");
                }
                if node == 0 || self.is_spread(node) || !flat.push("{ ") {
                    return false;
                }
                for (position, (key, value)) in entries.iter().enumerate() {
                    let comma = position == 0 || flat.push(", ");
                    if !comma || !flat.push(self.tape.raw(*key)) || !flat.push(": ") {
                        return false;
                    }
                    self.names.push(self.tape.string(*key).into_owned());
                    let fits = self.flat(*value, flat);
                    self.names.pop();
                    if !fits {
                        return false;
                    }
                }
                flat.push(" }")
            }
            NodeKind::Array => {
                let elements: Vec<usize> = self.tape.elements(node).collect();
                let Some(first) = elements.first() else { return flat.push("[]") };
                let (open, close) =
                    if self.tape.kind(*first) == NodeKind::Object { ("[ ", " ]") } else { ("[", "]") };
                if self.is_spread(node) || self.is_section(*first) || !flat.push(open) {
                    return false;
                }
                for (position, element) in elements.iter().enumerate() {
                    let comma = position == 0 || flat.push(", ");
                    if !comma || !self.flat(*element, flat) {
                        return false;
                    }
                }
                flat.push(close)
            }
            _ => flat.push(self.tape.raw(node)),
        }
    }

    /// The entries of an object in the order in which they are to stand.
    fn entries(&self, node: usize) -> Vec<(usize, usize)> {
        let entries: Vec<(usize, usize)> = self.tape.entries(node).collect();
        if !is_time_map(&self.names) {
            return entries;
        }
        let times: Option<Vec<Period>> =
            entries.iter().map(|(key, _)| order(&self.tape.string(*key), self.calendar)).collect();
        let Some(times) = times else { return entries };
        let mut sorted: Vec<(Period, (usize, usize))> = times.into_iter().zip(entries).collect();
        sorted.sort_by_key(|(time, _)| *time);
        sorted.into_iter().map(|(_, entry)| entry).collect()
    }

    /// Whether the author began a new line after the bracket.
    fn is_spread(&self, node: usize) -> bool {
        // The first key or entry is the next node.
        let inside = self.tape.span(node).start..self.tape.span(node + 1).start;
        self.tape.text().get(inside).is_some_and(|space| space.contains('\n'))
    }

    /// Whether the list with this first entry is a section: a list of objects in the file's object or in `strategy`.
    fn is_section(&self, first: usize) -> bool {
        let at_top = match self.names.as_slice() {
            [section] => !section.starts_with("x-"),
            [strategy, _] => strategy == "strategy",
            _ => false,
        };
        at_top && self.tape.kind(first) == NodeKind::Object
    }

    /// Whether a list fills its lines: texts and numbers only, and not each on a line already.
    fn fills(&self, node: usize, elements: &[usize]) -> bool {
        let scalar =
            |element: &usize| !matches!(self.tape.kind(*element), NodeKind::Object | NodeKind::Array);
        let between = |pair: &[usize]| match pair {
            [one, other] => self.tape.text().get(self.tape.span(*one).end..self.tape.span(*other).start),
            _ => None,
        };
        let one_a_line = self.is_spread(node)
            && elements.windows(2).all(|pair| between(pair).is_some_and(|space| space.contains('\n')));
        elements.iter().all(scalar) && !one_a_line
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::tests::{json, spaces, written};
    use super::*;

    fn formatted(text: &str) -> String {
        let once = format(text, &Calendar::default()).unwrap();
        assert_eq!(format(&once, &Calendar::default()).unwrap(), once, "not the same again: {text}");
        once
    }

    #[test]
    fn one_line_or_one_field_a_line() {
        assert_eq!(formatted("\u{feff}{}"), "{}\n");
        assert_eq!(formatted("{\n\n}"), "{}\n");
        assert_eq!(
            formatted("{\"a\":{\"b\":[1,\"x\"],\"c\":[{\"d\":1}]},\r\n\r\n\"//\":\"why\"}"),
            "{\n  \"a\": { \"b\": [1, \"x\"], \"c\": [ { \"d\": 1 } ] },\n  \"//\": \"why\"\n}\n"
        );
        // The author's new line after the bracket stays.
        assert_eq!(formatted("{\"a\": {\n\"b\": 1}}"), "{\n  \"a\": {\n    \"b\": 1\n  }\n}\n");
        assert_eq!(formatted("{\"a\": [\n1]}"), "{\n  \"a\": [\n    1\n  ]\n}\n");
    }

    #[test]
    fn sections_hold_an_item_a_line() {
        assert_eq!(
            formatted(
                r#"{"goals":[{"id":"a"},{"id":"b"}],"include":["x","y"],"strategy":{"threats":[{"id":"t"}]},"x-own":[{"a":1}]}"#
            ),
            "{\n  \"goals\": [\n    { \"id\": \"a\" },\n    { \"id\": \"b\" }\n  ],\n  \"include\": [\"x\", \"y\"],\n  \
             \"strategy\": {\n    \"threats\": [\n      { \"id\": \"t\" }\n    ]\n  },\n  \"x-own\": [ { \"a\": 1 } ]\n}\n"
        );
    }

    #[test]
    fn values_stay_as_written() {
        let text =
            "{\n  \"a\": 1.50e+2,\n  \"b\": -0.0,\n  \"c\": \"\\u00e9 \\/ é\",\n  \"\\u0061b\": true\n}\n";
        assert_eq!(formatted(text), text);
    }

    #[test]
    fn the_width_counts_characters() {
        // `  "a": ["` and `", 1]` are 14 characters.
        for (letters, fits) in [(106, true), (107, false)] {
            let text = format!("{{\"a\": [\"{}\", 1]}}", "é".repeat(letters));
            let lines = formatted(&text).lines().count();
            assert_eq!(lines == 3, fits, "{letters}");
            assert!(formatted(&text).lines().all(|line| line.chars().count() <= WIDTH));
        }
    }

    #[test]
    fn long_lists_fill_lines_unless_their_author_did_not() {
        let words: Vec<String> = (0..40).map(|number| format!("\"word-{number}\"")).collect();
        let filled = formatted(&format!("{{\"a\": [{}]}}", words.join(",")));
        assert_eq!(filled.lines().count(), 4 + 4, "{filled}");
        assert!(filled.lines().all(|line| line.chars().count() <= WIDTH));
        let spread = format!("{{\n  \"a\": [\n    {}\n  ]\n}}\n", words.join(",\n    "));
        assert_eq!(formatted(&spread), spread);
    }

    #[test]
    fn maps_by_time_are_put_in_order() {
        let text = r#"{"actuals":{"2027-03":3,"2027":1,"2027-Q1":2},"x-a":{"actuals":{"2028":1,"2027":1}},
            "phased":{"2028":1,"soon":2,"2027":3},"amounts":{"actual":{"2027-02":2,"2027-01":1}}}"#;
        assert_eq!(
            formatted(text),
            "{\n  \"actuals\": { \"2027-Q1\": 2, \"2027\": 1, \"2027-03\": 3 },\n  \
             \"x-a\": { \"actuals\": { \"2028\": 1, \"2027\": 1 } },\n  \
             \"phased\": { \"2028\": 1, \"soon\": 2, \"2027\": 3 },\n  \
             \"amounts\": { \"actual\": { \"2027-01\": 1, \"2027-02\": 2 } }\n}\n"
        );
    }

    #[test]
    fn damage_is_given_back() {
        for text in ["", "{", "{\"a\": 1,}", "{\"a\": 1, \"a\": 2}", "{} {}"] {
            assert!(!format(text, &Calendar::default()).unwrap_err().is_empty(), "{text}");
        }
    }

    /// All scalars and keys as written, sorted.
    fn pieces(text: &str) -> Vec<String> {
        let (tape, _) = scan(text);
        let scalar = |node: &usize| !matches!(tape.kind(*node), NodeKind::Object | NodeKind::Array);
        let mut pieces: Vec<String> =
            (0..tape.len()).filter(scalar).map(|node| tape.raw(node).to_owned()).collect();
        pieces.sort();
        pieces
    }

    proptest! {
        #[test]
        fn it_keeps_the_meaning_and_is_done_at_once(value in json(), wide in "[a-z]{0,70}", spaces in spaces()) {
            let value = serde_json::json!({ "goals": [value], "a": [wide, wide], "phased": value });
            let text = written(&value, &spaces);
            let once = formatted(&text);
            let read: serde_json::Value = serde_json::from_str(&once).unwrap();
            prop_assert_eq!(read, value);
            prop_assert_eq!(pieces(&once), pieces(&text));
            prop_assert!(!once.contains("\n\n") && !once.contains(" \n") && !once.contains('\r'));
        }
    }
}
