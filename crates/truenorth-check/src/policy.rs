//! Which rules run and at which level: `checks` of the root file, then flags.

use globset::{Glob, GlobSet, GlobSetBuilder};
use truenorth_core::finding::{Finding, Level, LevelFrom, RuleId};
use truenorth_core::model::{Checks, Entries, RuleSetting};
use truenorth_core::place::Place;
use truenorth_core::plan::Plan;
use truenorth_core::scalar::did_you_mean;

use crate::rule::{Rule, Set};
use crate::rules::{self, RULES};

/// What the command line says; it wins over the plan.
#[derive(Clone, Debug, Default)]
pub struct Flags {
    /// In place of `checks.select`, if not empty.
    pub select: Vec<Selector>,
    /// In addition to `checks.ignore`.
    pub ignore: Vec<Selector>,
    /// Show what ignores silence.
    pub no_ignores: bool,
}

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
    fn selects(&self, rule: &Rule) -> bool {
        match self {
            Self::All => true,
            Self::Set(set) => rule.set <= *set,
            Self::Prefix(prefix) => rule.id.code.starts_with(prefix.as_str()),
            Self::Name(name) => rule.id.name == *name,
        }
    }
}

/// An override with its globs compiled.
#[derive(Clone, Debug)]
struct FileRules {
    files: GlobSet,
    rules: Entries<String, RuleSetting>,
    from: LevelFrom,
}

/// The policy of one run.
#[derive(Clone, Debug, Default)]
pub struct Policy {
    select: Vec<Selector>,
    ignore: Vec<Selector>,
    rules: Entries<String, RuleSetting>,
    overrides: Vec<FileRules>,
    /// Show what ignores silence.
    pub(crate) no_ignores: bool,
}

impl Policy {
    /// The policy of a plan and the command line. Words of the plan that name no rule are findings.
    #[must_use]
    pub fn new(plan: &Plan, flags: &Flags, findings: &mut Vec<Finding>) -> Self {
        let checks = &plan.checks;
        let here = plan.root.map(|root| Place::value(root, checks.spot));
        let mut words = Words { here, findings };
        let mut select = words.selectors("select", &checks.select);
        let mut ignore = words.selectors("ignore", &checks.ignore);
        if select.is_empty() {
            select.push(Selector::Set(Set::Default));
        }
        if !flags.select.is_empty() {
            select.clone_from(&flags.select);
        }
        ignore.extend(flags.ignore.iter().cloned());
        words.settings(&checks.rules, |place| place.field("rules"));
        let overrides = words.overrides(checks);
        Self { select, ignore, rules: checks.rules.clone(), overrides, no_ignores: flags.no_ignores }
    }

    /// Whether a rule runs at all. A rule that is set to a level is selected by that.
    #[must_use]
    pub fn runs(&self, rule: &Rule) -> bool {
        if rule.id.unreadable {
            return true;
        }
        let named = |settings: &Entries<String, RuleSetting>| {
            of(settings, rule)
                .is_some_and(|setting| setting.level.is_some_and(|level| level.level().is_some()))
        };
        let set = named(&self.rules) || self.overrides.iter().any(|file| named(&file.rules));
        (set || self.select.iter().any(|selector| selector.selects(rule)))
            && !self.ignore.iter().any(|selector| selector.selects(rule))
    }

    /// Gives a finding its level by the policy, with who set it; `None` turns it off. `file` is the name
    /// of the file that it stands in.
    pub(crate) fn level(&self, finding: &Finding, file: &str) -> Option<(Level, Option<LevelFrom>)> {
        let Some(rule) = rules::by_id(finding.rule) else { return Some((finding.level, None)) };
        if rule.id.unreadable {
            return Some((finding.level, None));
        }
        let mut level = Some(finding.level);
        let mut from = None;
        let mut set = |settings: &Entries<String, RuleSetting>, who: &LevelFrom| {
            if let Some(chosen) = of(settings, rule).and_then(|setting| setting.level) {
                level = chosen.level();
                from = Some(who.clone());
            }
        };
        set(&self.rules, &LevelFrom::Rules);
        for file_rules in self.overrides.iter().filter(|rules| rules.files.is_match(file)) {
            set(&file_rules.rules, &file_rules.from);
        }
        level.map(|level| (level, from))
    }

    /// An option of a rule, if the plan sets it.
    pub(crate) fn option(&self, rule: &Rule, name: &str) -> Option<&serde_json::Value> {
        of(&self.rules, rule)?.options.iter().find(|(key, _)| key == name).map(|(_, value)| value)
    }
}

/// The setting of a rule, by code or slug; the last one counts.
fn of<'a>(settings: &'a Entries<String, RuleSetting>, rule: &Rule) -> Option<&'a RuleSetting> {
    settings
        .iter()
        .rev()
        .find(|(word, _)| word == rule.id.code || word == rule.id.name)
        .map(|(_, setting)| setting)
}

/// Judges the words of `checks` that should name rules.
struct Words<'a> {
    here: Option<Place>,
    findings: &'a mut Vec<Finding>,
}

impl Words<'_> {
    fn unknown(&mut self, place: impl Fn(Place) -> Place, error: FlagError) {
        let Some(here) = self.here.clone() else { return };
        let rule: &'static RuleId = &rules::UNKNOWN_RULE;
        let mut finding = Finding::new(rule, Level::Error, place(here), error.message);
        finding.help = Some(match error.near {
            Some(near) => format!("did you mean `{near}`?"),
            None => "`truenorth rules` lists them".to_owned(),
        });
        self.findings.push(finding);
    }

    fn selectors(&mut self, field: &'static str, words: &[String]) -> Vec<Selector> {
        let mut selectors = Vec::new();
        for (entry, word) in words.iter().enumerate() {
            match word.parse() {
                Ok(selector) => selectors.push(selector),
                Err(error) => self.unknown(|place| place.field(field).index(entry), error),
            }
        }
        selectors
    }

    fn settings(&mut self, settings: &Entries<String, RuleSetting>, place: impl Fn(Place) -> Place) {
        for (word, _) in settings {
            if rules::find(word).is_none() {
                let near = did_you_mean(word, RULES.iter().flat_map(|rule| [rule.id.code, rule.id.name]));
                let shown: String = word.chars().take(60).collect();
                let error =
                    FlagError { message: format!("`{shown}` is no rule"), near: near.map(str::to_owned) };
                self.unknown(|here| place(here).key(word.as_str()).key_only(), error);
            }
        }
    }

    fn overrides(&mut self, checks: &Checks) -> Vec<FileRules> {
        let mut overrides = Vec::new();
        for (entry, written) in checks.overrides.iter().enumerate() {
            let place = |here: Place| here.field("overrides").index(entry);
            self.settings(&written.rules, |here| place(here).field("rules"));
            let mut files = GlobSetBuilder::new();
            for (at, glob) in written.files.iter().enumerate() {
                match Glob::new(glob) {
                    Ok(glob) => {
                        files.add(glob);
                    }
                    Err(error) => self.unknown(
                        |here| place(here).field("files").index(at),
                        FlagError {
                            message: format!("this glob cannot be read: {}", error.kind()),
                            near: None,
                        },
                    ),
                }
            }
            if let Ok(files) = files.build() {
                let from = LevelFrom::Override { entry, reason: written.reason.clone() };
                overrides.push(FileRules { files, rules: written.rules.clone(), from });
            }
        }
        overrides
    }
}
