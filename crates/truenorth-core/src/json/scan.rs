//! One pass over a text that writes the tape and goes on after each damage it can make sense of.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::ops::Range;

use super::damage::{Damage, DamageKind, Mend};
use super::mends;
use super::sound::{has_equal, mark};
use super::tape::{Node, NodeKind, Tape};
use super::token;

/// How many levels of lists and objects a file may nest.
pub const MAX_DEPTH: usize = 128;

/// After this many damages the rest of a file is not reported any more.
const MAX_DAMAGES: usize = 50;

/// Above this many keys an object's keys are compared by hash and not each with each.
pub(super) const FEW_KEYS: usize = 32;

/// Scans a whole file. The tape holds all that could be made sense of; without damage it is exact.
#[must_use]
pub fn scan(text: &str) -> (Tape<'_>, Vec<Damage>) {
    let mut scanner = Scanner::new(text, true);
    scanner.run();
    scanner.after_the_end();
    (Tape { text, nodes: scanner.nodes }, scanner.damage)
}

/// Scans the first value of `text` and says nothing of damage: for looking at a value again.
#[must_use]
pub fn scan_value(text: &str) -> Tape<'_> {
    let mut scanner = Scanner::new(text, false);
    scanner.run();
    Tape { text, nodes: scanner.nodes }
}

/// A list or object that is not closed yet.
#[derive(Clone, Copy)]
pub(super) struct Open {
    node: u32,
    pub(super) object: bool,
    /// A key in it is not simply what stands between its quotes.
    escaped: bool,
    /// Where the marks of its keys begin in [`Scanner::marks`].
    marks: u32,
}

#[derive(Clone, Copy, PartialEq)]
pub(super) enum Expect {
    Value,
    FirstElement,
    FirstKey,
    Key,
    Colon,
    CommaOrEnd,
}

pub(super) struct Scanner<'t> {
    text: &'t str,
    pub(super) bytes: &'t [u8],
    pub(super) at: usize,
    nodes: Vec<Node>,
    /// The open lists and objects, outermost first.
    pub(super) open: Vec<Open>,
    /// A mark of every key of the open objects: equal keys have equal marks, and others hardly ever.
    pub(super) marks: Vec<u32>,
    pub(super) damage: Vec<Damage>,
    whole: bool,
    pub(super) last_comma: usize,
    /// Where the list or object ends that was closed last.
    closed: usize,
    lost: bool,
}

impl<'t> Scanner<'t> {
    fn new(text: &'t str, whole: bool) -> Self {
        let nodes = if whole { Vec::with_capacity(text.len() / 12 + 4) } else { Vec::new() };
        Self {
            text,
            bytes: text.as_bytes(),
            at: 0,
            nodes,
            open: Vec::new(),
            marks: Vec::new(),
            damage: Vec::new(),
            whole,
            last_comma: 0,
            closed: 0,
            lost: false,
        }
    }

    fn run(&mut self) {
        let mut expect = Expect::Value;
        loop {
            expect = self.sound(expect);
            if self.open.is_empty() && expect == Expect::CommaOrEnd {
                break;
            }
            self.skip_space();
            if self.damage.len() >= MAX_DAMAGES {
                self.lost = true;
            }
            if self.lost {
                break;
            }
            let Some(&byte) = self.bytes.get(self.at) else {
                self.ends_early();
                break;
            };
            expect = match (expect, byte) {
                (Expect::FirstElement | Expect::FirstKey | Expect::CommaOrEnd, b']' | b'}') => {
                    self.close(byte)
                }
                (Expect::Value, b']' | b'}' | b',') if self.key_waits() => {
                    self.no_value();
                    Expect::CommaOrEnd
                }
                (Expect::Value | Expect::Key, b']' | b'}') if !self.open.is_empty() => {
                    // Without a comma the damage that led here is reported.
                    if self.bytes.get(self.last_comma) == Some(&b',') && self.last_comma >= self.entry_end() {
                        self.damage.push(mends::last_comma(self.last_comma));
                    }
                    self.close(byte)
                }
                (Expect::Colon, b':') => {
                    self.at += 1;
                    Expect::Value
                }
                (Expect::Colon, b',' | b']' | b'}') => {
                    self.no_value();
                    Expect::CommaOrEnd
                }
                (Expect::Colon, _) => {
                    self.report(
                        self.at..self.character_end(),
                        "missing colon after the key",
                        "write `:` between key and value",
                    );
                    if matches!(byte, b'=') {
                        self.at += 1;
                    }
                    Expect::Value
                }
                (Expect::CommaOrEnd, b',') => {
                    self.last_comma = self.at;
                    self.at += 1;
                    if self.in_object() { Expect::Key } else { Expect::Value }
                }
                (Expect::CommaOrEnd, _) => {
                    let end = self.entry_end();
                    let between = self.text.get(end..self.at).unwrap_or_default();
                    let before = mends::last_character(self.text, end);
                    self.damage.push(mends::missing_comma(before, between, byte, self.in_object()));
                    if matches!(byte, b':' | b';' | b'=') {
                        self.at += 1;
                    }
                    if self.in_object() { Expect::Key } else { Expect::Value }
                }
                (Expect::FirstKey | Expect::Key, _) => self.key(byte),
                (Expect::Value | Expect::FirstElement, _) => self.value(byte),
            };
        }
        self.close_all();
    }

    /// Whether the last thing read is a key, so that its value comes next.
    fn key_waits(&self) -> bool {
        self.nodes.last().is_some_and(|node| node.kind == NodeKind::Key)
    }

    /// A key whose value is missing gets one that readers pass over: in the tape each key has a value.
    fn no_value(&mut self) {
        self.report(self.at..self.at + 1, "this key has no value", "write `: value` after the key");
        self.push(NodeKind::Null, self.at, self.at, false);
        self.skip_last();
    }

    /// Where the entry ends that was read last, or begins the list or object that was opened after it.
    fn entry_end(&self) -> usize {
        let node = self.nodes.last().map_or(0, |node| node.end.max(node.start) as usize);
        node.max(self.closed)
    }

    /// The end of the character that is next.
    fn character_end(&self) -> usize {
        self.at + self.text[self.at..].chars().next().map_or(0, char::len_utf8)
    }

    fn in_object(&self) -> bool {
        self.open.last().is_some_and(|open| open.object)
    }

    fn key(&mut self, byte: u8) -> Expect {
        match byte {
            b'"' => self.text_node(NodeKind::Key),
            b'\'' => self.single_quotes("single quotes around a key", NodeKind::Key),
            b',' => {
                self.damage.push(mends::comma_too_many(self.at));
                self.at += 1;
                return Expect::Key;
            }
            _ => {
                let end = token::word_end(self.bytes, self.at);
                if end == self.at {
                    let end = self.character_end();
                    self.report(self.at..end, "a key is expected here", "a key is a text in double quotes");
                    self.at = end;
                    return Expect::Key;
                }
                self.damage.push(mends::bare_key(self.at..end, &self.text[self.at..end]));
                self.push(NodeKind::Key, self.at, end, true);
                self.at = end;
            }
        }
        self.mark_key();
        Expect::Colon
    }

    /// A text in single quotes. Where nothing in it needs an escape, other quotes are all that it lacks.
    fn single_quotes(&mut self, message: &'static str, kind: NodeKind) {
        let (start, before) = (self.at, self.damage.len());
        self.report(start..start + 1, message, "JSON knows double quotes only");
        self.text_node(kind);
        let (end, whole) = (self.at, self.damage.len() == before + 1);
        if let Some(damage) = self.damage.get_mut(before).filter(|_| whole) {
            damage.mend = self.text.get(start..end).and_then(|text| mends::double_quotes(start..end, text));
        }
    }

    /// Notes the key just read.
    fn mark_key(&mut self) {
        let (Some(key), Some(open)) = (self.nodes.last(), self.open.last_mut()) else { return };
        open.escaped |= key.escaped;
        self.marks.push(mark(self.bytes, key.start as usize, key.end as usize));
    }

    fn value(&mut self, byte: u8) -> Expect {
        match byte {
            b'{' | b'[' => return self.open(byte),
            b'"' => self.text_node(NodeKind::String),
            b'\'' => self.single_quotes("single quotes around a text", NodeKind::String),
            b',' => {
                self.report(
                    self.at..self.at + 1,
                    "a comma too many",
                    "leave it out, or write the missing value",
                );
                self.at += 1;
                return Expect::Value;
            }
            _ => self.bare(),
        }
        Expect::CommaOrEnd
    }

    /// A number, `true`, `false`, `null`, or something that should have been one of them.
    pub(super) fn bare(&mut self) {
        let start = self.at;
        let end = token::word_end(self.bytes, start);
        if end == start {
            let end = self.character_end();
            let shown = crate::scalar::text::shown(&self.text[start..end]).into_owned();
            self.report(
                start..end,
                format!("`{shown}` is no JSON value"),
                "write a text, number, list or object",
            );
            self.push(NodeKind::Null, start, end, false);
            self.skip_last();
            self.at = end;
            return;
        }
        let word = &self.text[start..end];
        self.at = end;
        let kind = match word {
            "true" => NodeKind::True,
            "false" => NodeKind::False,
            "null" => NodeKind::Null,
            _ => NodeKind::Number,
        };
        self.push(kind, start, end, false);
        if kind != NodeKind::Number {
            return;
        }
        let damage = match word.as_bytes()[0] {
            b'0'..=b'9' | b'-' | b'+' | b'.' => token::number(word, start..end),
            _ => Some(token::bare_word(word, start..end)),
        };
        if let Some(damage) = damage {
            self.skip_last();
            self.damage.push(damage);
        }
    }

    pub(super) fn open(&mut self, byte: u8) -> Expect {
        if self.open.len() >= MAX_DEPTH {
            self.damage.push(Damage {
                kind: DamageKind::Depth,
                span: self.at..self.at + 1,
                message: format!("lists and objects are nested deeper than {MAX_DEPTH} levels"),
                help: "no plan needs that depth; the rest of this file was not read",
                also: None,
                mend: None,
            });
            self.lost = true;
            return Expect::CommaOrEnd;
        }
        let object = byte == b'{';
        let (kind, expect) = if object {
            (NodeKind::Object, Expect::FirstKey)
        } else {
            (NodeKind::Array, Expect::FirstElement)
        };
        let (node, marks) = (self.nodes.len() as u32, self.marks.len() as u32);
        self.open.push(Open { node, object, escaped: false, marks });
        self.push(kind, self.at, self.at + 1, false);
        self.at += 1;
        expect
    }

    fn close(&mut self, byte: u8) -> Expect {
        let Some(open) = self.open.pop() else { return Expect::CommaOrEnd };
        let object = open.object;
        if object != (byte == b'}') {
            let opened = self.nodes[open.node as usize].start as usize;
            self.damage.push(Damage {
                also: Some((opened..opened + 1, "opened here")),
                ..Damage::syntax(
                    self.at..self.at + 1,
                    format!("`{}` closes what `{}` opened", byte as char, if object { '{' } else { '[' }),
                    "a list ends with `]`, an object with `}`",
                )
            });
        }
        self.at += 1;
        self.finish(open, self.at);
        Expect::CommaOrEnd
    }

    pub(super) fn finish(&mut self, open: Open, end: usize) {
        let next = self.nodes.len() as u32;
        self.closed = end;
        let node = &mut self.nodes[open.node as usize];
        node.end = end as u32;
        node.next = next;
        if open.object {
            let marks = self.marks.get(open.marks as usize..).unwrap_or(&[]);
            if self.whole && (open.escaped || marks.len() > FEW_KEYS || has_equal(marks)) {
                self.equal_keys(open.node as usize);
            }
            self.marks.truncate(open.marks as usize);
        }
    }

    /// Closes what damage or the end of the text has left open, so that the tape is whole.
    fn close_all(&mut self) {
        if self.key_waits() {
            self.push(NodeKind::Null, self.at.min(self.bytes.len()), self.at.min(self.bytes.len()), false);
            self.skip_last();
        }
        while let Some(open) = self.open.pop() {
            self.finish(open, self.at.min(self.bytes.len()));
        }
    }

    fn text_node(&mut self, kind: NodeKind) {
        let start = self.at;
        let (end, escaped) = token::string(self.bytes, start, &mut self.damage);
        match end {
            Some(end) => self.at = end,
            None => {
                self.lost = true;
                self.at = self.bytes[start..]
                    .iter()
                    .position(|byte| matches!(byte, b'\n' | b'\r'))
                    .map_or(self.bytes.len(), |length| start + length);
            }
        }
        self.push(kind, start, self.at, escaped);
        if end.is_none() && kind == NodeKind::String {
            self.skip_last();
        }
    }

    pub(super) fn push(&mut self, kind: NodeKind, start: usize, end: usize, escaped: bool) {
        let next = self.nodes.len() as u32 + 1;
        self.nodes.push(Node { start: start as u32, end: end as u32, next, kind, escaped, skip: false });
    }

    fn skip_last(&mut self) {
        if let Some(node) = self.nodes.last_mut() {
            node.skip = true;
        }
    }

    fn report(&mut self, span: Range<usize>, message: impl Into<String>, help: &'static str) {
        self.damage.push(Damage::syntax(span, message, help));
    }

    /// White space, and comments, which are reported but otherwise treated like it.
    fn skip_space(&mut self) {
        loop {
            match self.bytes.get(self.at) {
                Some(b' ' | b'\n' | b'\r' | b'\t') => self.at += 1,
                Some(b'/') if matches!(self.bytes.get(self.at + 1), Some(b'/' | b'*')) => self.comment(),
                Some(b'#') => self.comment(),
                _ => return,
            }
        }
    }

    fn comment(&mut self) {
        let rest = &self.text[self.at..];
        let length = if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else {
            rest.find('\n').unwrap_or(rest.len())
        };
        let first_line = rest[..length].lines().next().unwrap_or("").len();
        let shown = self.at..self.at + first_line.max(1);
        self.damage.push(mends::comment(shown, self.at..self.at + length));
        self.at += length;
    }

    fn ends_early(&mut self) {
        let end = self.bytes.len();
        let Some(open) = self.open.last() else {
            self.report(0..0, "the file is empty", "a plan file is an object: `{ ... }`");
            return;
        };
        let opened = self.nodes[open.node as usize].start as usize;
        self.damage.push(Damage {
            also: Some((opened..opened + 1, "opened here")),
            ..Damage::syntax(
                mends::last_character(self.text, end),
                "the file ends before everything is closed",
                "the file may be cut off; close what is open",
            )
        });
    }

    fn after_the_end(&mut self) {
        if self.lost {
            return;
        }
        self.skip_space();
        if self.at < self.bytes.len() {
            self.report(
                self.at..self.character_end(),
                "something follows the end of the plan",
                "a file holds one object; a bracket may be closed too early",
            );
        }
    }

    /// Reports every key of an object that was there before and hides its value from readers.
    fn equal_keys(&mut self, object: usize) {
        let tape = Tape { text: self.text, nodes: std::mem::take(&mut self.nodes) };
        let equal = equal_keys(&tape, object);
        self.nodes = tape.nodes;
        for (first, key) in equal {
            let tape = Tape { text: self.text, nodes: std::mem::take(&mut self.nodes) };
            let shown: String = tape.string(key).chars().take(60).collect();
            self.damage.push(Damage {
                kind: DamageKind::DuplicateKey,
                span: tape.span(key),
                message: format!(
                    "the key `{}` stands twice in this object",
                    crate::scalar::text::shown(&shown)
                ),
                help: "keep one of the two; which one a reader takes is not defined in JSON",
                also: Some((tape.span(first), "first here")),
                // What is the same twice can only be meant once.
                mend: (tape.raw(first + 1) == tape.raw(key + 1))
                    .then_some(Mend::TakeOut { title: "take the second one out" }),
            });
            self.nodes = tape.nodes;
            self.nodes[key + 1].skip = true;
        }
    }
}

/// Each key that was there before, with the first one.
fn equal_keys(tape: &Tape<'_>, object: usize) -> Vec<(usize, usize)> {
    let mut equal = Vec::new();
    let mut seen = HashMap::new();
    for (key, _) in tape.entries(object) {
        match seen.entry(tape.string(key)) {
            Entry::Occupied(first) => equal.push((*first.get(), key)),
            Entry::Vacant(place) => {
                place.insert(key);
            }
        }
    }
    equal
}
