//! What can be wrong with a text as JSON.

use std::ops::Range;

use crate::fix::Safety;

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
    /// What mends it.
    pub mend: Option<Mend>,
}

/// What mends a damage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mend {
    /// Other bytes in place of these.
    Bytes {
        /// What that does.
        title: &'static str,
        /// How sure it is.
        safety: Safety,
        /// The bytes.
        span: Range<usize>,
        /// What stands there then.
        text: String,
    },
    /// The field whose key the damage is goes out.
    TakeOut {
        /// What that does.
        title: &'static str,
    },
}

impl Damage {
    /// With other bytes in place of some.
    pub(super) fn mend(
        mut self,
        safety: Safety,
        title: &'static str,
        span: Range<usize>,
        text: &str,
    ) -> Self {
        self.mend = Some(Mend::Bytes { title, safety, span, text: text.to_owned() });
        self
    }

    pub(super) fn syntax(span: Range<usize>, message: impl Into<String>, help: &'static str) -> Self {
        Self { kind: DamageKind::Syntax, span, message: message.into(), help, also: None, mend: None }
    }
}
