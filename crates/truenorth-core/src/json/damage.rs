//! What can be wrong with a text as JSON.

use std::ops::Range;

/// Which rule a damage belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DamageKind {
    /// Not JSON by RFC 8259.
    Syntax,
    /// Two equal keys in one object.
    DuplicateKey,
    /// Nested deeper than the limit.
    Depth,
}

/// One damaged spot, with words for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Damage {
    /// Which rule it belongs to.
    pub kind: DamageKind,
    /// The bytes at fault.
    pub span: Range<usize>,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: &'static str,
    /// Another place that explains it, with words for it.
    pub also: Option<(Range<usize>, &'static str)>,
}

impl Damage {
    pub(super) fn syntax(span: Range<usize>, message: impl Into<String>, help: &'static str) -> Self {
        Self { kind: DamageKind::Syntax, span, message: message.into(), help, also: None }
    }
}
