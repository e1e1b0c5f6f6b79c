//! Which rules run and at which level: `checks` of the root file, then flags.

mod selector;
mod version;
mod words;

use globset::GlobSet;
use truenorth_core::finding::{Finding, Level, LevelFrom};
use truenorth_core::model::{Entries, RuleLevel, RuleSetting};
use truenorth_core::place::Place;
use truenorth_core::plan::Plan;
use truenorth_core::source::Sources;

use self::words::Words;
use crate::rule::{Rule, Set};
use crate::rules;

pub use selector::{FlagError, Selector, SetLevel};

/// What the command line says; it wins over the plan.
#[derive(Clone, Debug, Default)]
pub struct Flags {
    /// In place of what the plan selects, if not empty: `checks.select`, and rules to which it gives a level.
    pub select: Vec<Selector>,
    /// In addition to `checks.ignore`.
    pub ignore: Vec<Selector>,
    /// Levels, over those of the plan; the last one of a rule counts. A rule that gets one runs.
    pub levels: Vec<SetLevel>,
    /// Show what ignores silence.
    pub no_ignores: bool,
}

/// An override with its globs compiled.
#[derive(Clone, Debug)]
struct FileRules {
    files: GlobSet,
    rules: Entries<String, RuleSetting>,
    entry: usize,
    reason: String,
}

/// The policy of one run.
#[derive(Clone, Debug, Default)]
pub struct Policy {
    select: Vec<Selector>,
    /// The command line chose the rules, and not the plan.
    chosen: bool,
    ignore: Vec<Selector>,
    /// How many entries of `ignore` are the plan's own.
    own_ignores: usize,
    rules: Entries<String, RuleSetting>,
    overrides: Vec<FileRules>,
    levels: Vec<SetLevel>,
    /// Show what ignores silence.
    pub(crate) no_ignores: bool,
}

impl Policy {
    /// The policy of a plan and the command line. What is wrong with the words of the plan is pushed to `findings`.
    #[must_use]
    pub fn new(plan: &Plan, sources: &Sources, flags: &Flags, findings: &mut Vec<Finding>) -> Self {
        let checks = &plan.checks;
        let here = plan.root.map(|root| Place::value(root, checks.spot));
        let mut words = Words { here, findings };
        words.version(checks, env!("CARGO_PKG_VERSION"));
        let mut select = words.selectors("select", &checks.select);
        let mut ignore = words.selectors("ignore", &checks.ignore);
        if select.is_empty() {
            select.push(Selector::Set(Set::Default));
        }
        let chosen = !flags.select.is_empty();
        if chosen {
            select.clone_from(&flags.select);
        }
        let own_ignores = ignore.len();
        ignore.extend(flags.ignore.iter().cloned());
        words.settings(&checks.rules, |place| place.field("rules"));
        let overrides = words.overrides(checks, sources);
        Self {
            select,
            chosen,
            ignore,
            own_ignores,
            rules: checks.rules.clone(),
            overrides,
            levels: flags.levels.clone(),
            no_ignores: flags.no_ignores,
        }
    }

    /// Whether a rule is to look at the plan at all: whether there is a file in which its findings would be reported.
    #[must_use]
    pub fn runs(&self, rule: &Rule) -> bool {
        rule.id.unreadable
            || self.reports(rule, None)
            || self.overrides.iter().any(|of_files| self.reports(rule, Some(of_files)))
    }

    /// Whether the findings of a rule are reported by all that is said of every file, and by one override.
    fn reports(&self, rule: &Rule, of_files: Option<&FileRules>) -> bool {
        let in_files = of_files.and_then(|of_files| of(&of_files.rules, rule)?.level);
        let in_plan = of(&self.rules, rule).and_then(|setting| setting.level);
        if of_files.is_some() && in_files.is_none() {
            return false;
        }
        let level = self.flag(rule).or(in_files).or(in_plan).map(|level| level.level());
        level != Some(None) && self.selected(rule, in_files.or(in_plan).is_some())
    }

    /// Whether a rule is chosen. One that the plan sets to a level is, unless the command line chooses.
    fn selected(&self, rule: &Rule, set: bool) -> bool {
        if self.flag(rule).is_some() {
            return true;
        }
        (set && !self.chosen || self.select.iter().any(|selector| selector.selects(rule)))
            && !self.ignore.iter().any(|selector| selector.selects(rule))
    }

    /// Whether the plan, not the command line, turns a rule off for every file.
    pub(crate) fn turned_off(&self, rule: &Rule) -> bool {
        let own = self.ignore.get(..self.own_ignores).unwrap_or(&[]);
        let off = |settings: &Entries<String, RuleSetting>| {
            of(settings, rule).and_then(|setting| setting.level).map(|level| level.level().is_none())
        };
        let raised = self.overrides.iter().any(|of_files| off(&of_files.rules) == Some(false));
        own.iter().any(|selector| selector.selects(rule)) || (off(&self.rules) == Some(true) && !raised)
    }

    fn flag(&self, rule: &Rule) -> Option<RuleLevel> {
        self.levels.iter().rev().find(|set| set.rule == rule.id).map(|set| set.level)
    }

    /// Gives a finding its level by the policy, with who set it; `None` if it is not reported. `file` is the name of the
    /// file that it stands in.
    pub(crate) fn level(&self, finding: &Finding, file: &str) -> Option<(Level, Option<LevelFrom>)> {
        let Some(rule) = rules::by_id(finding.rule) else { return Some((finding.level, None)) };
        if rule.id.unreadable {
            return Some((finding.level, None));
        }
        match self.setting(rule, file)? {
            Some((level, from)) => Some((level.level()?, Some(from))),
            None => Some((finding.level, None)),
        }
    }

    /// Whether findings of a rule in this file are reported.
    pub(crate) fn reports_in(&self, rule: &Rule, file: &str) -> bool {
        rule.id.unreadable
            || self
                .setting(rule, file)
                .is_some_and(|set| set.is_none_or(|(level, _)| level.level().is_some()))
    }

    /// What a rule is set to in a file, if anything; `None` if it is not chosen there.
    fn setting(&self, rule: &Rule, file: &str) -> Option<Option<(RuleLevel, LevelFrom)>> {
        let in_plan = of(&self.rules, rule).and_then(|setting| setting.level);
        let mut matching = self.overrides.iter().rev().filter(|of_files| of_files.files.is_match(file));
        let in_files = matching.find_map(|found| {
            let level = of(&found.rules, rule)?.level?;
            Some((level, LevelFrom::Override { entry: found.entry, reason: found.reason.clone() }))
        });
        let set = in_files.or(in_plan.map(|level| (level, LevelFrom::Rules)));
        self.selected(rule, set.is_some())
            .then(|| self.flag(rule).map(|level| (level, LevelFrom::Flag)).or(set))
    }

    /// The ways in which a rule is to be run: by the options of the plan, and by those of each override that has some for it.
    pub(crate) fn ways(&self, rule: &Rule) -> Vec<Way> {
        let with_options = (0..self.overrides.len()).filter(|entry| self.has_options(*entry, rule));
        std::iter::once(Way::PLAN).chain(with_options.map(|entry| Way(Some(entry)))).collect()
    }

    /// The way that counts for a file.
    pub(crate) fn way(&self, rule: &Rule, file: &str) -> Way {
        let matches = |of_files: &FileRules| of_files.files.is_match(file);
        let counts =
            |entry: &usize| self.has_options(*entry, rule) && self.overrides.get(*entry).is_some_and(matches);
        Way((0..self.overrides.len()).rev().find(counts))
    }

    fn has_options(&self, entry: usize, rule: &Rule) -> bool {
        let setting = self.overrides.get(entry).and_then(|of_files| of(&of_files.rules, rule));
        setting.is_some_and(|setting| !setting.options.is_empty())
    }

    /// An option of a rule that is run in this way, if it is set.
    pub(crate) fn option(&self, rule: &Rule, way: Way, name: &str) -> Option<&serde_json::Value> {
        let in_files = way.0.and_then(|entry| self.overrides.get(entry)).map(|of_files| &of_files.rules);
        let named = |settings| {
            let setting: &RuleSetting = of(settings, rule)?;
            setting.options.iter().find(|(key, _)| key == name).map(|(_, value)| value)
        };
        in_files.and_then(named).or_else(|| named(&self.rules))
    }
}

/// Whose options a rule is run by: those of an override, by its number among the policy's, or of the plan alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Way(Option<usize>);

impl Way {
    /// By the options of the plan.
    pub(crate) const PLAN: Self = Self(None);
}

/// The setting of a rule, by code or slug; the last one counts.
fn of<'a>(settings: &'a Entries<String, RuleSetting>, rule: &Rule) -> Option<&'a RuleSetting> {
    settings
        .iter()
        .rev()
        .find(|(word, _)| word == rule.id.code || word == rule.id.name)
        .map(|(_, setting)| setting)
}
