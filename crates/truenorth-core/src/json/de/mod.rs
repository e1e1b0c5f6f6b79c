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
        self.report(Problem { kind, span, message, help });
    }
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
