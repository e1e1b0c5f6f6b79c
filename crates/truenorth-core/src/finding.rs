//! What is wrong with a plan, as data. Rendering is the binary's work.

use serde::{Deserialize, Serialize};

use crate::fix::Fix;
use crate::place::Place;

/// How serious a finding is. Ordered: note < warning < error.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "FindingLevel")]
pub enum Level {
    /// Worth knowing; never a fault.
    Note,
    /// Probably a fault, or one that can wait.
    Warning,
    /// A fault.
    Error,
}

impl Level {
    /// Every level, least first.
    pub const ALL: [Self; 3] = [Self::Note, Self::Warning, Self::Error];

    /// The word for people and for the format.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// The name of a rule: a stable code and a slug that states the defect.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RuleId {
    /// Stable code such as `ALN001`; never used again for another rule.
    pub code: &'static str,
    /// Slug such as `goal-not-aligned`.
    pub name: &'static str,
    /// Whether such a finding means that the plan could not be read whole (exit status 2).
    pub unreadable: bool,
}

/// Who set the level of a finding, if not its rule.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LevelFrom {
    /// `checks.rules` of the plan.
    Rules,
    /// An override of the plan.
    Override {
        /// Its position in `checks.overrides`, from 0.
        entry: usize,
        /// Why it is there.
        reason: String,
    },
    /// `--level` on the command line.
    Flag,
}

impl LevelFrom {
    /// Where it is set, as people write it.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::Rules => "checks.rules",
            Self::Override { .. } => "checks.overrides",
            Self::Flag => "--level",
        }
    }

    /// The reason that an override gives.
    #[must_use]
    pub fn reason(&self) -> Option<&str> {
        match self {
            Self::Override { reason, .. } => Some(reason),
            Self::Rules | Self::Flag => None,
        }
    }
}

/// A place with a few words on what is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// Where.
    pub place: Place,
    /// What is there; may be empty.
    pub text: String,
}

/// One thing that a rule found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The rule that found it.
    pub rule: &'static RuleId,
    /// How serious it is, after policy.
    pub level: Level,
    /// Who set the level if not the rule itself.
    pub level_from: Option<LevelFrom>,
    /// Full id of the item concerned; `None` for findings about a file.
    pub item: Option<String>,
    /// What is wrong, one lower-case sentence without a full stop.
    pub message: String,
    /// The place at fault.
    pub primary: Label,
    /// Other places that explain it.
    pub secondary: Vec<Label>,
    /// What to do about it.
    pub help: Option<String>,
    /// The edit that does it, where one is known.
    pub fix: Option<Box<Fix>>,
}

impl Finding {
    /// A finding of `rule` at `place`; add to it with the methods below.
    #[must_use]
    pub fn new(rule: &'static RuleId, level: Level, place: Place, message: impl Into<String>) -> Self {
        Self {
            rule,
            level,
            level_from: None,
            item: None,
            message: message.into(),
            primary: Label { place, text: String::new() },
            secondary: Vec::new(),
            help: None,
            fix: None,
        }
    }

    /// Words at the primary place.
    #[must_use]
    pub fn label(mut self, text: impl Into<String>) -> Self {
        self.primary.text = text.into();
        self
    }

    /// Another place that explains the finding.
    #[must_use]
    pub fn also(mut self, place: Place, text: impl Into<String>) -> Self {
        self.secondary.push(Label { place, text: text.into() });
        self
    }

    /// What to do about it.
    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.help = Some(text.into());
        self
    }

    /// The edit that mends it.
    #[must_use]
    pub fn fix(mut self, fix: Fix) -> Self {
        self.fix = Some(Box::new(fix));
        self
    }

    /// The item concerned, by full id.
    #[must_use]
    pub fn item(mut self, id: impl Into<String>) -> Self {
        self.item = Some(id.into());
        self
    }
}
