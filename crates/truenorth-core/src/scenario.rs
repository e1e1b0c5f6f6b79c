//! Scenarios: the plan with some fields replaced, under the same checks.
//!
//! A scenario is laid over the texts of the files, not over the items read from them. So its values are read like
//! any others, and a finding of the plan under a scenario stands at the line where it would stand in the files.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::ops::{Bound, Range};

use crate::edit::{self, Edit, EditError, SINGLE};
use crate::finding::{Finding, Level};
use crate::json::{NodeKind, Tape, scan};
use crate::model::Scenario;
use crate::plan::{Placed, Plan};
use crate::read;
use crate::rules;
use crate::scalar::{Calendar, did_you_mean, text};
use crate::source::{FileId, Sources};

/// The texts that a scenario changes, by file.
pub type Overlay = BTreeMap<FileId, String>;

/// Lays the scenario `id` over the files; `None` if the plan has none of this id. What is wrong with its settings is
/// not said here but by [`check`]: a setting that does not apply changes nothing.
#[must_use]
pub fn overlay(sources: &Sources, plan: &Plan, id: &str) -> Option<Overlay> {
    let scenario = plan.scenarios.iter().find(|scenario| scenario.id() == id)?;
    let all = settings(sources, [scenario]).pop().unwrap_or_default();
    let holders = Holders::new(sources, all.iter().map(|setting| setting.item.as_str()));
    // By the entries of sections that hold the items: their new texts.
    let mut changed: BTreeMap<(FileId, usize), (usize, Excerpt)> = BTreeMap::new();
    for setting in &all {
        let Some(holder) = holders.of(&setting.item) else { continue };
        let (_, excerpt) = changed
            .entry((holder.file, holder.span.start))
            .or_insert_with(|| (holder.span.end, holder.excerpt(sources)));
        if let Ok(new) = excerpt.with(setting, &plan.calendar) {
            *excerpt = new;
        }
    }
    let mut texts = Overlay::new();
    let mut done = 0;
    for ((file, start), (end, excerpt)) in &changed {
        let old = sources.text(*file);
        let text = texts.entry(*file).or_insert_with(|| {
            done = 0;
            String::with_capacity(old.len())
        });
        text.push_str(old.get(done..*start).unwrap_or_default());
        text.push_str(excerpt.entry());
        done = *end;
        let next = changed.range((*file, start + 1)..).next();
        if next.is_none_or(|((other, _), _)| other != file) {
            text.push_str(old.get(done..).unwrap_or_default());
        }
    }
    Some(texts)
}

/// Finds the settings of all scenarios that cannot be laid over the plan: no such field, or a value that does not fit
/// it.
pub fn check(sources: &Sources, plan: &Plan, findings: &mut Vec<Finding>) {
    if plan.scenarios.is_empty() {
        return;
    }
    let all = settings(sources, &plan.scenarios);
    let holders = Holders::new(sources, all.iter().flatten().map(|setting| setting.item.as_str()));
    for (scenario, all) in plan.scenarios.iter().zip(&all) {
        let here = scenario.place().field("set");
        let mut before: HashMap<&str, BTreeSet<&str>> = HashMap::new();
        for (index, setting) in all.iter().enumerate() {
            let of_item = before.entry(&setting.item).or_default();
            let twice = overlaps(of_item, &setting.field);
            of_item.insert(&setting.field);
            if twice {
                findings.push(
                    Finding::new(
                        &rules::SCENARIO_DOES_NOT_APPLY,
                        Level::Error,
                        here.clone().index(index).field("field"),
                        format!(
                            "`{}` of `{}` is set twice in this scenario",
                            short(&setting.field),
                            short(&setting.item)
                        ),
                    )
                    .help("keep one of the two; their order means nothing")
                    .item(scenario.id()),
                );
                continue;
            }
            // That the item is unknown is said of the reference.
            let Some(holder) = holders.of(&setting.item) else { continue };
            let old = holder.excerpt(sources);
            let (field, message, help) = match old.with(setting, &plan.calendar) {
                Err(error) => ("field", error.message, error.help),
                Ok(new) => match new_fault(&old, &new, plan.root == Some(holder.file)) {
                    None => continue,
                    Some(fault) => {
                        let unknown = fault.rule.code == rules::UNKNOWN_KEY.code;
                        (if unknown { "field" } else { "value" }, fault.message, fault.help)
                    }
                },
            };
            let mut finding = Finding::new(
                &rules::SCENARIO_DOES_NOT_APPLY,
                Level::Error,
                here.clone().index(index).field(field),
                format!(
                    "`{}` of `{}` cannot be set so: {message}",
                    short(&setting.field),
                    short(&setting.item)
                ),
            )
            .item(scenario.id());
            finding.help = help;
            findings.push(finding);
        }
    }
}

/// Whether a path names the same field as one of the others, a field inside of it, or one around it.
fn overlaps(others: &BTreeSet<&str>, field: &str) -> bool {
    let around = field.match_indices('.').filter_map(|(dot, _)| field.get(..dot));
    let inside = format!("{field}.");
    let first_inside = others.range::<str, _>((Bound::Included(inside.as_str()), Bound::Unbounded)).next();
    others.contains(field)
        || around.into_iter().any(|outer| others.contains(outer))
        || first_inside.is_some_and(|other| other.starts_with(&inside))
}

/// A setting as written: the value is JSON text on one line.
struct Setting {
    item: String,
    field: String,
    value: String,
}

/// Why a field is none that a scenario can replace.
fn fixed(field: &str) -> Option<&'static str> {
    match field {
        "id" | "aliases" => Some("an item keeps its ids in every scenario"),
        "set" => Some("a scenario replaces nothing in scenarios"),
        "//" => Some("a comment is no field"),
        own if own.starts_with("x-") => Some("your own keys change nothing"),
        _ => None,
    }
}

fn short(words: &str) -> String {
    let start: String = words.chars().take(80).collect();
    text::shown(&start).into_owned()
}

/// The settings of each scenario, in order. Damaged ones are passed over; the reader says what is wrong with them.
fn settings<'a>(
    sources: &Sources,
    scenarios: impl IntoIterator<Item = &'a Placed<Scenario>>,
) -> Vec<Vec<Setting>> {
    let mut all = Vec::new();
    let mut by_file: BTreeMap<FileId, Vec<(u32, usize)>> = BTreeMap::new();
    for (number, scenario) in scenarios.into_iter().enumerate() {
        all.push(Vec::new());
        by_file.entry(scenario.file).or_default().push((scenario.written.spot.0, number));
    }
    // Each file is scanned once, however many scenarios it holds.
    for (file, scenarios) in by_file {
        let (tape, _) = scan(sources.text(file));
        let begins: HashMap<usize, usize> =
            edit::items(&tape).into_iter().map(|item| (tape.span(item.node).start, item.node)).collect();
        for (spot, number) in scenarios {
            let node = begins.get(&(spot as usize));
            if let (Some(node), Some(list)) = (node, all.get_mut(number)) {
                *list = settings_of(&tape, *node);
            }
        }
    }
    all
}

fn settings_of(tape: &Tape<'_>, scenario: usize) -> Vec<Setting> {
    let Some((_, list)) = tape.field(scenario, "set") else { return Vec::new() };
    let of = |entry: usize| {
        let field = |name: &str| tape.field(entry, name).map(|(_, value)| value);
        let words = |name: &str| {
            field(name)
                .filter(|node| tape.kind(*node) == NodeKind::String)
                .map(|node| tape.string(node).into_owned())
        };
        // Line breaks stand only between the parts of a value, never inside a text.
        let value = tape.raw(field("value")?).replace(['\n', '\r'], " ");
        Some(Setting { item: words("item")?, field: words("field")?, value })
    };
    tape.elements(list).filter_map(of).collect()
}

/// An entry of a section of a file, with all that is nested in it.
#[derive(Clone)]
struct Holder {
    file: FileId,
    section: &'static str,
    span: Range<usize>,
}

impl Holder {
    fn excerpt(&self, sources: &Sources) -> Excerpt {
        let entry = sources.text(self.file).get(self.span.clone()).unwrap_or_default();
        let names = self.section.split('.');
        let mut open: String = names.clone().map(|name| format!("{{\"{name}\":")).collect();
        let mut close = "}".repeat(names.count());
        if !SINGLE.contains(&self.section) {
            open.push('[');
            close.insert(0, ']');
        }
        let before = open.len();
        Excerpt { text: format!("{open}{entry}{close}"), before, after: close.len() }
    }
}

/// Which entry of a file holds an item, for the items that scenarios name: of the first file that has it by its id or
/// among its former ones. A damaged file has none.
struct Holders<'a>(HashMap<&'a str, Holder>);

impl<'a> Holders<'a> {
    /// Looks at each file once.
    fn new(sources: &Sources, wanted: impl Iterator<Item = &'a str>) -> Self {
        let mut left: HashSet<&'a str> = wanted.collect();
        let mut found = HashMap::new();
        for (file, source) in sources.iter() {
            if left.is_empty() {
                break;
            }
            let (tape, damage) = scan(&source.text);
            if !damage.is_empty() {
                continue;
            }
            let items = edit::items(&tape);
            let mut meet = |id: &str, item: &edit::Item| {
                let Some(id) = left.take(id) else { return };
                let mut outer = item;
                while let Some(parent) = outer.parent.and_then(|parent| items.get(parent)) {
                    outer = parent;
                }
                let holder = Holder { file, section: outer.section, span: tape.span(outer.node) };
                found.insert(id, holder);
            };
            items.iter().for_each(|item| meet(&item.id, item));
            for item in &items {
                edit::aliases(&tape, item.node).iter().for_each(|alias| meet(alias, item));
            }
        }
        Self(found)
    }

    fn of(&self, id: &str) -> Option<&Holder> {
        self.0.get(id)
    }
}

/// An entry alone in a file of its own, so that a change of it costs no look at the whole plan.
struct Excerpt {
    text: String,
    /// How many bytes come before the entry and after it.
    before: usize,
    after: usize,
}

impl Excerpt {
    fn entry(&self) -> &str {
        self.text.get(self.before..self.text.len() - self.after).unwrap_or_default()
    }

    /// The excerpt with the field of a setting replaced.
    fn with(&self, setting: &Setting, calendar: &Calendar) -> Result<Self, EditError> {
        let field = setting.field.split('.').next().unwrap_or_default();
        if let Some(why) = fixed(field) {
            let help = "name a field that says something of the item, such as `due`";
            return Err(EditError { message: why.to_owned(), help: Some(help.to_owned()) });
        }
        let (tape, _) = scan(&self.text);
        let Some(node) = node_of(&tape, &setting.item) else {
            return Err(EditError { message: "the item is not there".to_owned(), help: None });
        };
        let edit = edit::set(&tape, node, &setting.field, &setting.value, calendar)?;
        let edit = on_the_same_lines(&self.text, edit);
        Ok(Self { text: edit::apply(&self.text, &[edit])?, ..*self })
    }
}

/// The item with this id, or with it among its former ones.
fn node_of(tape: &Tape<'_>, id: &str) -> Option<usize> {
    let items = edit::items(tape);
    let by_id = items.iter().find(|item| item.id == id);
    by_id
        .or_else(|| items.iter().find(|item| edit::aliases(tape, item.node).iter().any(|alias| alias == id)))
        .map(|item| item.node)
}

/// The edit with as many line breaks as it takes away, so that everything after it keeps its line.
fn on_the_same_lines(text: &str, edit: Edit) -> Edit {
    let breaks = text.get(edit.span.clone()).map_or(0, |old| old.matches('\n').count());
    let mut new = edit.text.replace(['\n', '\r'], " ");
    new.push_str(&"\n".repeat(breaks));
    Edit { text: new, ..edit }
}

/// The first fault that reading finds in the new text of an entry and not in the old one.
fn new_fault(old: &Excerpt, new: &Excerpt, is_root: bool) -> Option<Finding> {
    let read = |text: &str| {
        let mut findings = Vec::new();
        let _ = read::read(&mut Sources::default(), &mut findings, "", text.as_bytes().to_vec(), is_root);
        findings
    };
    let before: HashSet<(&str, String)> =
        read(&old.text).into_iter().map(|old| (old.rule.code, old.message)).collect();
    let known = |new: &Finding| before.contains(&(new.rule.code, new.message.clone()));
    read(&new.text).into_iter().filter(|new| new.level >= Level::Warning).find(|new| !known(new))
}

/// What to say to somebody who names a scenario that is not there.
#[must_use]
pub fn suggestion(plan: &Plan, id: &str) -> String {
    let mut ids: Vec<&str> = plan.scenarios.iter().map(Placed::id).collect();
    ids.sort_unstable();
    match did_you_mean(id, ids.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None if ids.is_empty() => "the plan has no `scenarios`".to_owned(),
        None => {
            format!("the plan has {}", ids.iter().map(|id| format!("`{id}`")).collect::<Vec<_>>().join(", "))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::with_sources as plan;

    const PLAN: &str = r#"{
  "truenorth": 1,
  "organization": { "name": "Test" },
  "vision": "V",
  "goals": [
    { "id": "a", "title": "A", "contributes_to": "vision", "due": "2027-06-30",
      "key_results": [
        { "id": "k", "title": "K", "measure": {
            "baseline": 1,
            "target": 5 } }
      ] },
    { "id": "b", "title": "B", "contributes_to": "a" }
  ],
  "scenarios": [
    { "id": "late", "title": "Late", "set": [
        { "item": "a", "field": "due", "value": "2028-03-31" },
        { "item": "a/k", "field": "measure", "value": { "baseline": 1, "target": 3 } },
        { "item": "b", "field": "contributes_to", "value": [
            "vision" ] }
      ] }
  ]
}
"#;

    #[test]
    fn fields_are_replaced_and_every_line_stays_where_it_is() {
        let (sources, before) = plan(PLAN);
        let texts = overlay(&sources, &before, "late").unwrap();
        let text = &texts[&FileId(0)];
        assert!(text.contains(r#""due": "2028-03-31""#) && text.contains(r#""target": 3"#), "{text}");
        assert_eq!(text.lines().count(), PLAN.lines().count());
        let line = |text: &str| text.lines().position(|line| line.contains(r#""id": "b""#));
        assert_eq!(line(text), line(PLAN));
        assert_eq!(plan(text).1.goals[2].written.contributes_to[0].goal.as_str(), "vision");
        assert!(overlay(&sources, &before, "early").is_none());
        assert_eq!(suggestion(&before, "lat"), "did you mean `late`?");
    }

    #[test]
    fn settings_that_do_not_apply_are_found_at_field_or_value() {
        let text = PLAN
            .replace(r#""field": "due""#, r#""field": "deu""#)
            .replace(r#"{ "baseline": 1, "target": 3 }"#, r#"{ "baseline": "many" }"#)
            .replace(
                r#""value": [
            "vision" ] }"#,
                r#""value": "vision" }, { "item": "b", "field": "contributes_to", "value": "a" },
        { "item": "b", "field": "id", "value": "c" }"#,
            );
        let (sources, plan) = plan(&text);
        let mut findings = Vec::new();
        check(&sources, &plan, &mut findings);
        let found: Vec<(String, &str)> = findings
            .iter()
            .map(|finding| {
                let span = finding.primary.place.span(&sources);
                (finding.message.clone(), sources.text(FileId(0)).get(span).unwrap())
            })
            .collect();
        assert_eq!(found.len(), 4, "{found:?}");
        assert_eq!(found[2].0, "`contributes_to` of `b` is set twice in this scenario");
        assert!(found[3].0.contains("keeps its ids"), "{found:?}");
        assert!(
            found[0].0.starts_with("`deu` of `a` cannot be set so: goals have no field `deu`"),
            "{found:?}"
        );
        assert_eq!(found[0].1, "\"deu\"");
        assert!(found[1].0.contains("`many`") && found[1].1 == "{", "{found:?}");
        assert!(findings[0].help.as_deref().is_some_and(|help| help.contains("`due`")));
    }
}
