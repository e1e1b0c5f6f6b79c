//! Words that select rules.

use truenorth_core::finding::RuleId;
use truenorth_core::model::RuleLevel;
use truenorth_core::scalar::did_you_mean;

use crate::rule::{Rule, Set};
use crate::rules::{self, RULES};

/// A word that selects rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Selector {
    /// Every rule.
    All,
    /// A set and the sets inside it.
    Set(Set),
    /// Rules whose code begins so, such as `ALN` or `ALN001`.
    Prefix(String),
    /// One rule by its slug.
    Name(&'static str),
}

/// Why a word selects nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FlagError {
    /// What is wrong.
    pub message: String,
    /// A near word.
    pub near: Option<String>,
}

impl FlagError {
    /// What to say of a word that should name one rule; its text is cut.
    pub(crate) fn no_rule(word: &str) -> Self {
        let near = did_you_mean(word, RULES.iter().flat_map(|rule| [rule.id.code, rule.id.name]));
        let shown: String = word.chars().take(60).collect();
        Self { message: format!("`{shown}` is no rule"), near: near.map(str::to_owned) }
    }
}

impl std::fmt::Display for FlagError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message)?;
        match &self.near {
            Some(near) => write!(f, "; did you mean `{near}`?"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for FlagError {}

impl std::str::FromStr for Selector {
    type Err = FlagError;

    fn from_str(word: &str) -> Result<Self, FlagError> {
        match word {
            "all" => return Ok(Self::All),
            "default" => return Ok(Self::Set(Set::Default)),
            "strict" => return Ok(Self::Set(Set::Strict)),
            _ => {}
        }
        if let Some(rule) = RULES.iter().find(|rule| rule.id.name == word) {
            return Ok(Self::Name(rule.id.name));
        }
        if word.len() >= 3 && RULES.iter().any(|rule| rule.id.code.starts_with(word)) {
            return Ok(Self::Prefix(word.to_owned()));
        }
        let words = RULES.iter().flat_map(|rule| [rule.id.code, rule.id.name]);
        let near = did_you_mean(word, words.chain(["all", "default", "strict"])).map(str::to_owned);
        let shown: String = word.chars().take(60).collect();
        Err(FlagError { message: format!("`{shown}` is no rule, prefix of codes, or rule set"), near })
    }
}

impl Selector {
    pub(super) fn selects(&self, rule: &Rule) -> bool {
        match self {
            Self::All => true,
            Self::Set(set) => rule.set <= *set,
            Self::Prefix(prefix) => rule.id.code.starts_with(prefix.as_str()),
            Self::Name(name) => rule.id.name == *name,
        }
    }
}

/// `RULE=LEVEL` of the command line: a rule by code or slug, and its level or `off`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SetLevel {
    /// The rule.
    pub rule: &'static RuleId,
    /// What it is set to.
    pub level: RuleLevel,
}

impl std::str::FromStr for SetLevel {
    type Err = FlagError;

    fn from_str(text: &str) -> Result<Self, FlagError> {
        let wrong = |message: &str| FlagError { message: message.to_owned(), near: None };
        let (word, level) =
            text.split_once('=').ok_or_else(|| wrong("write RULE=LEVEL, such as BUD003=warning"))?;
        let rule = rules::find(word).ok_or_else(|| FlagError::no_rule(word))?;
        let level = match level {
            "error" => RuleLevel::Error,
            "warning" => RuleLevel::Warning,
            "note" => RuleLevel::Note,
            "off" => RuleLevel::Off,
            _ => return Err(wrong("the levels are error, warning, note and off")),
        };
        Ok(Self { rule: rule.id, level })
    }
}
