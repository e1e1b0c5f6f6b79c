//! Judges what `checks` says: words that should name rules, options, globs, reasons and the version of the tool.

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};
use truenorth_core::finding::{Finding, Level};
use truenorth_core::fix::{Change, Fix};
use truenorth_core::json::scan;
use truenorth_core::model::{Checks, Entries, RuleSetting};
use truenorth_core::place::Place;
use truenorth_core::source::Sources;

use super::selector::{FlagError, Selector};
use super::{FileRules, version};
use crate::rules::{
    self, IGNORE_WITHOUT_REASON, OTHER_VERSION, OVERRIDE_MATCHES_NOTHING, UNKNOWN_OPTION, UNKNOWN_RULE,
};

/// Writes down what is wrong with `checks`.
pub(super) struct Words<'a> {
    pub(super) here: Option<Place>,
    pub(super) findings: &'a mut Vec<Finding>,
}

impl Words<'_> {
    fn report(&mut self, place: impl Fn(Place) -> Place, finding: impl Fn(Place) -> Finding) {
        if let Some(here) = self.here.clone() {
            self.findings.push(finding(place(here)));
        }
    }

    fn unknown(&mut self, place: impl Fn(Place) -> Place, word: &str, error: FlagError) {
        let help = match &error.near {
            Some(near) => format!("did you mean `{near}`?"),
            None => "`truenorth rules` lists them".to_owned(),
        };
        self.report(place, |place| {
            let finding = Finding::new(&UNKNOWN_RULE, Level::Error, place.clone(), error.message.as_str())
                .help(help.as_str());
            let Some(near) = &error.near else { return finding };
            let change = Change::Text { place, was: word.to_owned(), text: near.clone() };
            finding.fix(Fix::not_safe(format!("write `{near}`"), change))
        });
    }

    pub(super) fn selectors(&mut self, field: &'static str, words: &[String]) -> Vec<Selector> {
        let mut selectors = Vec::new();
        for (entry, word) in words.iter().enumerate() {
            match word.parse() {
                Ok(selector) => selectors.push(selector),
                Err(error) => self.unknown(|place| place.field(field).index(entry), word, error),
            }
        }
        selectors
    }

    /// The rules of `checks.rules` or of an override.
    pub(super) fn settings(
        &mut self,
        settings: &Entries<String, RuleSetting>,
        place: impl Fn(Place) -> Place,
    ) {
        for (word, setting) in settings {
            let here = |root: Place| place(root).key(word.as_str());
            let Some(rule) = rules::find(word) else {
                self.unknown(|root| here(root).key_only(), word, FlagError::no_rule(word));
                continue;
            };
            for (name, value) in &setting.options {
                let known = rule.options.iter().find(|option| option.name == name);
                let shown: String = name.chars().take(60).collect();
                let (message, help) = match known {
                    None if rule.options.is_empty() => {
                        (format!("`{}` has no options", rule.id.name), "take it out".to_owned())
                    }
                    None => {
                        let names: Vec<&str> = rule.options.iter().map(|option| option.name).collect();
                        (
                            format!("`{}` has no option `{shown}`", rule.id.name),
                            format!("it has {}", names.join(", ")),
                        )
                    }
                    Some(option) if !alike(value, option.default) => (
                        format!("`{shown}` wants another type of value"),
                        format!("write it as its default is written: {}", option.default),
                    ),
                    Some(_) => continue,
                };
                self.report(
                    |root| here(root).field("options").key(name.as_str()).key_only(),
                    |place| {
                        Finding::new(&UNKNOWN_OPTION, Level::Error, place, message.as_str())
                            .help(help.as_str())
                    },
                );
            }
        }
    }

    pub(super) fn overrides(&mut self, checks: &Checks, sources: &Sources) -> Vec<FileRules> {
        let mut overrides = Vec::new();
        for (entry, written) in checks.overrides.iter().enumerate() {
            let here = |root: Place| root.field("overrides").index(entry);
            self.settings(&written.rules, |root| here(root).field("rules"));
            if written.reason.trim().is_empty() {
                self.report(
                    |root| here(root).field("reason"),
                    |place| {
                        let message = "this override gives no reason";
                        Finding::new(&IGNORE_WITHOUT_REASON, Level::Error, place, message).help(
                            "say why these files are judged otherwise; without it the override has no effect",
                        )
                    },
                );
                continue;
            }
            if let Some(files) = self.globs(&written.files, sources, here) {
                overrides.push(FileRules {
                    files,
                    rules: written.rules.clone(),
                    entry,
                    reason: written.reason.clone(),
                });
            }
        }
        overrides
    }

    fn is_built(&self, sources: &Sources) -> bool {
        let root = self.here.as_ref().map_or("", |here| sources.text(here.file));
        scan(root).0.field(0, "built").is_some()
    }

    fn globs(
        &mut self,
        written: &[String],
        sources: &Sources,
        here: impl Fn(Place) -> Place,
    ) -> Option<GlobSet> {
        let mut files = GlobSetBuilder::new();
        for (at, text) in written.iter().enumerate() {
            let place = |root: Place| here(root).field("files").index(at);
            // As in `include`: `*` stays in one directory.
            let text = text.strip_prefix("./").unwrap_or(text);
            let (message, help) = match GlobBuilder::new(text).literal_separator(true).build() {
                Ok(glob) => {
                    let matcher = glob.compile_matcher();
                    let used = sources.iter().any(|(_, source)| matcher.is_match(&source.name));
                    files.add(glob);
                    // A built plan is one file, and its overrides name those that it was made of.
                    if used || self.is_built(sources) {
                        continue;
                    }
                    let shown: String = text.chars().take(60).collect();
                    let message = format!("no file of the plan matches `{shown}`");
                    (message, "mend the glob, or take it out; globs are relative to the root file")
                }
                Err(error) => (
                    format!("this glob cannot be read: {}", error.kind()),
                    "write a glob such as \"teams/*.json\"",
                ),
            };
            self.report(place, |place| {
                Finding::new(&OVERRIDE_MATCHES_NOTHING, Level::Warning, place, message.as_str()).help(help)
            });
        }
        files.build().ok()
    }

    /// Holds the version of the tool against the one that the plan wants.
    pub(super) fn version(&mut self, checks: &Checks, own: &str) {
        let Some(wanted) = &checks.required_version else { return };
        let shown: String = wanted.chars().take(60).collect();
        let (message, help) = match version::meets(own, wanted) {
            Some(true) => return,
            Some(false) => (
                format!("this is truenorth {own}; the plan wants `{shown}`"),
                "use a version that the plan wants, or change `required_version`",
            ),
            None => (
                format!("`{shown}` is no requirement of a version"),
                "write comparisons such as \">=0.1\" or \">=0.1, <2\"",
            ),
        };
        self.report(
            |root| root.field("required_version"),
            |place| Finding::new(&OTHER_VERSION, Level::Error, place, message.as_str()).help(help),
        );
    }
}

/// Whether a value is of the type of a default.
fn alike(value: &serde_json::Value, default: &str) -> bool {
    let Ok(default) = serde_json::from_str::<serde_json::Value>(default) else { return true };
    std::mem::discriminant(value) == std::mem::discriminant(&default)
}
