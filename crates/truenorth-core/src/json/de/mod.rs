//! A serde `Deserializer` over the tape that goes on after an error.
//!
//! serde's derived readers stop at the first error. Here an error marks the smallest value at fault and
//! the innermost list or map around it (see [`crate::model::Items`]) is asked again for the same entry,
//! this time without the marked value. So one run reports every fault of a file, and a fault costs one
//! more reading of one item.

mod access;
mod error;
mod node;

use std::cell::{Cell, RefCell};
use std::ops::Range;

use rustc_hash::FxHashSet;
use serde::de;

use self::error::{Error, ErrorKind};
use self::node::NodeReader;
use super::tape::{NodeKind, Tape};
use crate::fix::Safety;

/// The text of the error by which a list or map learns that it should ask for its entry again.
pub(crate) const RETRY: &str = "\u{0}retry";

/// The name under which a struct asks for the byte offset of its own value.
pub(crate) const SPOT: &str = "@";

/// The longest title that passes without a finding, in characters.
pub(super) const LONG_TITLE: usize = 500;

/// Which rule a problem belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProblemKind {
    /// A key that the format does not know.
    UnknownKey,
    /// A list where a text is wanted, and the like.
    WrongType,
    /// A required field is missing.
    MissingField,
    /// The right type, but not a date, an id, one of the words ...
    Malformed,
    /// `null`.
    Null,
    /// Control characters, direction marks, or a title that is too long.
    Text,
}

/// One thing wrong with a value that is good JSON.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Which rule it belongs to.
    pub kind: ProblemKind,
    /// The bytes at fault.
    pub span: Range<usize>,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
    /// What mends it.
    pub fix: Option<ProblemFix>,
}

/// What mends a problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProblemFix {
    /// This text in place of the value or key.
    Write(String, Safety),
    /// The field goes out.
    TakeOut,
}

/// The state of reading one file's tape.
#[derive(Debug)]
pub struct Reading<'t> {
    tape: &'t Tape<'t>,
    /// The whole text is ASCII, so that only escapes can hide something in it.
    ascii: bool,
    marked: RefCell<FxHashSet<usize>>,
    any_marked: Cell<bool>,
    reported: RefCell<FxHashSet<usize>>,
    problems: RefCell<Vec<Problem>>,
    /// A struct has just passed over a value, because it has no such field.
    passed_over: Cell<bool>,
}

impl<'t> Reading<'t> {
    /// A reading of `tape` without problems so far.
    #[must_use]
    pub fn new(tape: &'t Tape<'t>) -> Self {
        Self {
            tape,
            ascii: tape.text().is_ascii(),
            marked: RefCell::default(),
            any_marked: Cell::new(false),
            reported: RefCell::default(),
            problems: RefCell::default(),
            passed_over: Cell::new(false),
        }
    }

    /// Hides a value from the reading.
    pub fn mark(&self, node: usize) {
        self.marked.borrow_mut().insert(node);
        self.any_marked.set(true);
    }

    /// Adds a problem.
    pub fn report(&self, problem: Problem) {
        self.problems.borrow_mut().push(problem);
    }

    /// All problems, in the order of their places.
    #[must_use]
    pub fn into_problems(self) -> Vec<Problem> {
        let mut problems = self.problems.into_inner();
        problems.sort_by_key(|problem| (problem.span.start, problem.span.end));
        problems
    }

    fn hidden(&self, node: usize) -> bool {
        self.tape.skipped(node) || self.any_marked.get() && self.marked.borrow().contains(&node)
    }

    /// Whether this is the first report on `node`; an item may be read more than once.
    fn first_report(&self, node: usize) -> bool {
        self.reported.borrow_mut().insert(node)
    }

    fn record(&self, error: &Error) {
        if let Some(node) = error.0.hide.or(error.0.node) {
            self.mark(node);
        }
        let Some(node) = error.0.node else { return };
        let Some((kind, message, help)) = error.words() else { return };
        let span = match (kind, self.tape.kind(node)) {
            (ProblemKind::MissingField, _) | (_, NodeKind::Object | NodeKind::Array) => {
                let start = self.tape.span(node).start;
                start..start + 1
            }
            _ => self.tape.span(node),
        };
        let fix = self.fix(kind, node, help.as_deref());
        self.report(Problem { kind, span, message, help, fix });
    }
}

impl Reading<'_> {
    /// What mends the value or key at `node`, if the help names the very text.
    fn fix(&self, kind: ProblemKind, node: usize, help: Option<&str>) -> Option<ProblemFix> {
        let tape = self.tape;
        match (kind, tape.kind(node)) {
            // Of a map's key, such as a month, `null` may mean that something is not known.
            (ProblemKind::Null, NodeKind::Null) => {
                let key = node.checked_sub(1).filter(|key| tape.kind(*key) == NodeKind::Key)?;
                let is_field = tape.string(key).bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
                is_field.then_some(ProblemFix::TakeOut)
            }
            (ProblemKind::Malformed, NodeKind::String | NodeKind::Number | NodeKind::Key) => {
                let text = meant_text(help?)?;
                let written = match tape.kind(node) {
                    NodeKind::Number => tape.raw(node).into(),
                    _ => tape.string(node),
                };
                let safety = if says_the_same(&written, text) { Safety::Safe } else { Safety::Unsafe };
                Some(ProblemFix::Write(text.to_owned(), safety))
            }
            _ => None,
        }
    }
}

/// The text that a help names whole: `write "2027-06-03"`, or ``did you mean `on_track`?``.
fn meant_text(help: &str) -> Option<&str> {
    let (text, rest) = match (help.strip_prefix("write \""), help.strip_prefix("did you mean `")) {
        (Some(rest), _) => rest.split_once('"')?,
        (None, Some(rest)) => rest.split_once('`')?,
        (None, None) => return None,
    };
    let whole = rest.is_empty() || rest == " in quotes" || rest.starts_with('?');
    let plain = !text.is_empty() && text.bytes().all(|byte| (b' '..=b'~').contains(&byte));
    (whole && plain && !text.ends_with("...")).then_some(text)
}

/// Whether two texts differ only in what carries no meaning: case, spaces, a plus sign, zeros at the end of a number.
fn says_the_same(written: &str, text: &str) -> bool {
    let bare = |text: &str| {
        let letters = text.trim().chars().filter(|letter| *letter != '+');
        letters
            .map(|letter| if matches!(letter, ' ' | '-') { '_' } else { letter.to_ascii_lowercase() })
            .collect()
    };
    let (left, right): (String, String) = (bare(written), bare(text));
    let without = |text: &str| text.replace('_', "");
    let number = |text: &str| text.parse::<f64>().ok().filter(|number| number.is_finite());
    left == right
        || without(&left) == without(&right) && !written.contains('-')
        || number(written).is_some() && number(written) == number(text)
}

/// Reads the value at `node` as a `T`; `None` if too little of it is right. Problems are in `reading`.
pub fn read_value<'t, T: de::Deserialize<'t>>(reading: &Reading<'t>, node: usize) -> Option<T> {
    loop {
        match T::deserialize(NodeReader { reading, node }) {
            Ok(value) => return Some(value),
            Err(error) => {
                if matches!(error.0.kind, ErrorKind::Retry) {
                    continue;
                }
                reading.record(&error);
                let hidden = error.0.hide.or(error.0.node);
                if hidden.is_none() || hidden == Some(node) {
                    return None;
                }
            }
        }
    }
}
