//! Findings that a plan has on the day it begins to be checked: written down once, counted, and not reported again.
//!
//! An entry names rule, item and field, and neither line nor day, so that it stays what it is when files are renamed,
//! sorted or laid out anew. See `docs/decisions/0022-a-baseline-names-rule-item-and-field.md`.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use serde::{Deserialize, Serialize};
use truenorth_core::finding::{Finding, Level};
use truenorth_core::json::{NodeKind, Tape, scan};
use truenorth_core::place::Place;
use truenorth_core::source::{FileId, Sources};

use crate::policy::Policy;
use crate::report::Report;
use crate::rules::{self, STALE_BASELINE};

/// The version of the file.
const VERSION: u32 = 1;

/// What a finding is known by.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Key {
    /// Code of the rule.
    pub rule: String,
    /// Full id of the item; none for what concerns the plan or a file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<String>,
    /// The way to the place inside the item, such as `contributes_to.harbour` or `measure.actuals.2027-01`: keys, and in a
    /// list the text or id of an entry.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub field: String,
    /// Which of those that are equal in all this, from 1.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub nth: u32,
}

fn one() -> u32 {
    1
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks so")]
fn is_one(nth: &u32) -> bool {
    *nth == 1
}

/// The keys of findings, in their order.
#[must_use]
pub fn keys<'a>(findings: impl IntoIterator<Item = &'a Finding>, sources: &Sources) -> Vec<Key> {
    let findings: Vec<&Finding> = findings.into_iter().collect();
    let mut by_file: BTreeMap<FileId, Vec<(usize, usize)>> = BTreeMap::new();
    for (index, finding) in findings.iter().enumerate() {
        let place = &finding.primary.place;
        by_file.entry(place.file).or_default().push((place.span(sources).start, index));
    }
    let mut ways: Vec<Way> = findings.iter().map(|_| Way::default()).collect();
    for (file, mut places) in by_file {
        places.sort_unstable();
        let (tape, _) = scan(sources.text(file));
        if !tape.is_empty() {
            follow(&tape, 0, &Way::default(), &places, &mut ways);
        }
    }
    let mut counts: BTreeMap<(&str, Option<String>, String), u32> = BTreeMap::new();
    let mut keys = Vec::with_capacity(findings.len());
    for (finding, way) in findings.iter().zip(ways) {
        let item = finding.item.clone().or(way.item);
        let field = way.field.join(".");
        let nth = counts.entry((finding.rule.code, item.clone(), field.clone())).or_default();
        *nth += 1;
        keys.push(Key { rule: finding.rule.code.to_owned(), item, field, nth: *nth });
    }
    keys
}

/// Where a byte of a text is.
#[derive(Clone, Debug, Default)]
struct Way {
    /// The full id of the innermost item around it.
    item: Option<String>,
    /// The keys from there.
    field: Vec<String>,
}

/// Finds the ways to the places, which are sorted bytes with the number of their finding, inside `node`.
fn follow(tape: &Tape<'_>, node: usize, way: &Way, places: &[(usize, usize)], ways: &mut [Way]) {
    let mut way = way.clone();
    if tape.kind(node) == NodeKind::Object
        && let Some((_, id)) = tape.field(node, "id")
    {
        let own = tape.string(id);
        let full = way.item.as_ref().map_or_else(|| own.clone().into_owned(), |item| format!("{item}/{own}"));
        way = Way { item: Some(full), field: Vec::new() };
    }
    for (_, finding) in places {
        if let Some(place) = ways.get_mut(*finding) {
            place.clone_from(&way);
        }
    }
    let entries: Vec<(Range<usize>, usize, Option<String>)> = match tape.kind(node) {
        NodeKind::Array => {
            tape.elements(node).map(|entry| (tape.span(entry), entry, name(tape, entry))).collect()
        }
        NodeKind::Object => tape
            .entries(node)
            .map(|(key, value)| {
                let span = tape.span(key).start..tape.span(value).end;
                (span, value, Some(tape.string(key).into_owned()))
            })
            .collect(),
        _ => return,
    };
    for (span, value, name) in entries {
        let from = places.partition_point(|(at, _)| *at < span.start);
        let to = places.partition_point(|(at, _)| *at < span.end);
        let inside = places.get(from..to).unwrap_or(&[]);
        if inside.is_empty() {
            continue;
        }
        let mut inner = way.clone();
        inner.field.extend(name);
        follow(tape, value, &inner, inside, ways);
    }
}

/// What an entry of a list is known by, wherever in the list it stands.
fn name(tape: &Tape<'_>, entry: usize) -> Option<String> {
    const NAMES: [&str; 6] = ["goal", "id", "name", "rule", "skill", "to"];
    let text = |node: usize| {
        let text = (tape.kind(node) == NodeKind::String).then(|| tape.string(node).into_owned());
        // A sentence is changed more often than what it stands in.
        text.filter(|text| text.len() <= 255 && !text.contains(char::is_whitespace))
    };
    match tape.kind(entry) {
        NodeKind::Object => {
            NAMES.iter().find_map(|name| tape.field(entry, name)).and_then(|(_, node)| text(node))
        }
        _ => text(entry),
    }
}

/// A baseline file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Baseline {
    /// Its entries, each with the byte at which it begins.
    entries: Vec<(Key, usize)>,
}

/// Why a baseline file cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BaselineError {
    /// The bytes at fault.
    pub span: Range<usize>,
    /// What is wrong.
    pub message: String,
}

impl Baseline {
    /// Reads the text of a baseline file.
    ///
    /// # Errors
    /// A text that is no JSON, of another version, or with entries that are none.
    pub fn parse(text: &str) -> Result<Self, BaselineError> {
        let wrong = |span: Range<usize>, message: String| BaselineError { span, message };
        let (tape, damage) = scan(text);
        if let Some(damage) = damage.first() {
            return Err(wrong(damage.span.clone(), damage.message.clone()));
        }
        let version = tape.field(0, "truenorth_baseline").map(|(_, value)| tape.raw(value));
        if version != Some("1") {
            let found = version.map_or_else(|| "none".to_owned(), |found| found.chars().take(20).collect());
            let message = format!("a baseline has `\"truenorth_baseline\": {VERSION}`, found {found}");
            return Err(wrong(0..1, message));
        }
        let Some((_, list)) =
            tape.field(0, "findings").filter(|(_, list)| tape.kind(*list) == NodeKind::Array)
        else {
            return Err(wrong(0..1, "a baseline has a list `findings`".to_owned()));
        };
        let mut entries = Vec::new();
        for node in tape.elements(list) {
            let span = tape.span(node);
            let key = serde_json::from_str::<Key>(tape.raw(node))
                .map_err(|error| wrong(span.clone(), format!("this entry cannot be read: {error}")))?;
            entries.push((key, span.start));
        }
        Ok(Self { entries })
    }

    /// How many entries there are.
    #[must_use]
    #[expect(clippy::len_without_is_empty, reason = "nobody asks")]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// The text of a file with these entries: sorted, one a line.
    #[must_use]
    pub fn write(keys: impl IntoIterator<Item = Key>) -> String {
        let keys: BTreeSet<Key> = keys.into_iter().collect();
        let mut text = format!("{{\n  \"truenorth_baseline\": {VERSION},\n  \"findings\": [");
        for (number, key) in keys.iter().enumerate() {
            text.push_str(if number == 0 { "\n    " } else { ",\n    " });
            // Plain data with text keys always serialises.
            text.push_str(&serde_json::to_string(key).unwrap_or_default());
        }
        text.push_str(if keys.is_empty() { "]\n}\n" } else { "\n  ]\n}\n" });
        text
    }

    /// The keys of a report that may stand in a baseline. What keeps a plan from being read may not, nor what is wrong with
    /// policy, ignores and the baseline itself: those are mended at once.
    #[must_use]
    pub fn of(report: &Report, sources: &Sources) -> Vec<Key> {
        let findings = report.findings.iter().chain(&report.baselined);
        keys(findings.filter(|finding| may_stand(finding)), sources)
    }

    /// The entries that stay when those without a finding go: of a rule that was not asked nothing is known.
    #[must_use]
    pub fn pruned(&self, report: &Report, sources: &Sources, policy: &Policy) -> Vec<Key> {
        let found: BTreeSet<Key> = Self::of(report, sources).into_iter().collect();
        let stays = |key: &&Key| found.contains(*key) || !asked(policy, key);
        self.entries.iter().map(|(key, _)| key).filter(stays).cloned().collect()
    }

    /// The entries of rules that were not asked.
    #[must_use]
    pub fn not_asked(&self, policy: &Policy) -> Vec<Key> {
        self.entries.iter().map(|(key, _)| key).filter(|key| !asked(policy, key)).cloned().collect()
    }

    /// Moves the findings of a report that have an entry to `baselined`.
    pub fn apply(&self, report: &mut Report, sources: &Sources) {
        let known: BTreeSet<&Key> = self.entries.iter().map(|(key, _)| key).collect();
        let keys = keys(report.findings.iter().filter(|finding| may_stand(finding)), sources);
        let mut keys = keys.iter();
        for finding in std::mem::take(&mut report.findings) {
            let key = if may_stand(&finding) { keys.next() } else { None };
            let list = match key {
                Some(key) if known.contains(key) => &mut report.baselined,
                _ => &mut report.findings,
            };
            list.push(finding);
        }
    }

    /// Adds findings about entries whose finding is gone, after [`Self::apply`]. `file` is the baseline in `sources`.
    pub fn add_stale(&self, report: &mut Report, sources: &Sources, policy: &Policy, file: FileId) {
        if report.unreadable {
            return;
        }
        let found: BTreeSet<Key> = Self::of(report, sources).into_iter().collect();
        let mut seen = BTreeSet::new();
        for (key, start) in &self.entries {
            let twice = !seen.insert(key);
            if !twice && (found.contains(key) || !asked(policy, key)) {
                continue;
            }
            let name = rules::find(&key.rule).map_or(key.rule.as_str(), |rule| rule.id.name);
            let message = match &key.item {
                _ if twice => "this entry stands twice".to_owned(),
                Some(item) => format!("`{name}` is not found any more in `{item}`"),
                None => format!("`{name}` is not found any more"),
            };
            let place = Place::bytes(file, *start..start + 1);
            let mut finding = Finding::new(&STALE_BASELINE, Level::Warning, place, message)
                .help("`truenorth check --prune-baseline` takes it out");
            if let Some((level, from)) = policy.level(&finding, sources.name(file)) {
                finding.level = level;
                finding.level_from = from;
                report.findings.push(finding);
            }
        }
    }
}

/// Whether the rule of an entry was asked. One that there is not finds nothing.
fn asked(policy: &Policy, key: &Key) -> bool {
    rules::find(&key.rule).is_none_or(|rule| policy.runs(rule))
}

/// Whether a finding may stand in a baseline.
fn may_stand(finding: &Finding) -> bool {
    !finding.rule.unreadable && !finding.rule.code.starts_with("SUP")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::Flags;
    use crate::testing::{plan, report, with};

    fn of(json: &str) -> Vec<String> {
        let (sources, ..) = plan(json);
        let keys = keys(&report(json).findings, &sources);
        keys.iter().map(|key| serde_json::to_string(key).unwrap()).collect()
    }

    #[test]
    fn keys_name_item_and_field_and_entries_of_lists() {
        let json = with(
            r#""goals": [{ "id": "g", "title": "G", "kind": "initiative", "contributes_to": ["vision", "nowhere", "noplace"],
                "key_results": [{ "id": "k", "titel": "K", "title": "K" }] }]"#,
        );
        let keys = of(&json);
        let wanted = [
            r#"{"rule":"REF002","item":"g","field":"contributes_to.nowhere"}"#,
            r#"{"rule":"REF002","item":"g","field":"contributes_to.noplace"}"#,
            r#"{"rule":"PLN007","item":"g/k","field":"titel"}"#,
        ];
        for key in wanted {
            assert!(keys.iter().any(|found| found == key), "{key} in {keys:#?}");
        }
    }

    #[test]
    fn equal_ones_are_counted_and_order_does_not_matter() {
        let json = |first: &str, second: &str| with(&format!(r#""goals": [{first}, {second}]"#));
        let adrift = r#"{ "id": "a", "title": "A", "kind": "initiative", "x": 1, "measure": { "unti": "x", "target": 1 } }"#;
        let other = r#"{ "id": "b", "title": "B", "kind": "initiative" }"#;
        let (mut left, mut right) = (of(&json(adrift, other)), of(&json(other, adrift)));
        left.sort();
        right.sort();
        assert!(left.len() > 3, "{left:?}");
        assert_eq!(left, right);
        let twice = of(&with(r#""tags": 1, "colour": 2, "pillars": [{ "title": "A" }, { "title": "B" }]"#));
        assert!(twice.iter().any(|key| key.ends_with(r#""field":"pillars","nth":2}"#)), "{twice:?}");
    }

    #[test]
    fn what_is_written_is_read_and_silences_all_of_it() {
        let json = with(r#""goals": [{ "id": "a", "title": "A", "kind": "initiative", "titel": "A" }]"#);
        let (mut sources, plan, _) = plan(&json);
        let mut report = report(&json);
        let found = report.findings.len();
        assert!(found > 1);
        let text = Baseline::write(Baseline::of(&report, &sources));
        assert_eq!(text.lines().count(), 5 + found, "an entry a line");
        let baseline = Baseline::parse(&text).unwrap();
        baseline.apply(&mut report, &sources);
        assert_eq!((report.findings.len(), report.baselined.len()), (0, found));
        assert_eq!(Baseline::write(Baseline::of(&report, &sources)), text);
        let policy = Policy::new(&plan, &sources, &Flags::default(), &mut Vec::new());
        let file = sources.add("baseline.json", text.as_str());
        baseline.add_stale(&mut report, &sources, &policy, file);
        assert_eq!(report.findings, []);
        report.baselined.clear();
        baseline.add_stale(&mut report, &sources, &policy, file);
        assert!(!report.findings.is_empty());
        assert!(report.findings.iter().all(|finding| finding.rule.code == "SUP006"));
        assert!(baseline.pruned(&report, &sources, &policy).len() < found);
    }

    #[test]
    fn a_file_that_is_no_baseline_is_refused_with_its_place() {
        let message = |text: &str| Baseline::parse(text).unwrap_err();
        assert_eq!(message("{").message, "the file ends before everything is closed");
        assert!(message("{}").message.contains("truenorth_baseline"));
        assert!(message(r#"{"truenorth_baseline": 2, "findings": []}"#).message.ends_with("found 2"));
        let entry = message(r#"{"truenorth_baseline": 1, "findings": [{"rule": "ALN001", "line": 3}]}"#);
        assert_eq!(entry.span, 39..68);
        assert!(entry.message.contains("unknown field `line`"), "{}", entry.message);
        assert_eq!(Baseline::parse(&Baseline::write([])).unwrap(), Baseline::default());
    }
}
