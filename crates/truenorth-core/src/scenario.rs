//! Scenarios: the plan with some fields replaced, under the same checks.
//!
//! A scenario is laid over the texts of the files, not over the items read from them. So its values are read like
//! any others, and a finding of the plan under a scenario stands at the line where it would stand in the files.

use std::collections::BTreeMap;

use crate::edit::{self, Edit, EditError};
use crate::finding::{Finding, Level};
use crate::json::{NodeKind, Tape, scan};
use crate::place::Spot;
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
    let mut texts = Overlay::new();
    for setting in settings(sources.text(scenario.file), scenario.written.spot) {
        if let Ok((file, text)) = applied(sources, &texts, &setting, &plan.calendar) {
            texts.insert(file, text);
        }
    }
    Some(texts)
}

/// Finds the settings of all scenarios that cannot be laid over the plan: no such field, or a value that does not fit
/// it.
pub fn check(sources: &Sources, plan: &Plan, findings: &mut Vec<Finding>) {
    for scenario in &plan.scenarios {
        let here = scenario.place().field("set");
        let all = settings(sources.text(scenario.file), scenario.written.spot);
        for (index, setting) in all.iter().enumerate() {
            let before = all.get(..index).unwrap_or(&[]);
            if before.iter().any(|other| other.item == setting.item && overlap(&other.field, &setting.field))
            {
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
            let (field, message, help) = match applied(sources, &Overlay::new(), setting, &plan.calendar) {
                // That the item is unknown is said of the reference.
                Err(Refusal::NoItem) => continue,
                Err(Refusal::Path(error)) => ("field", error.message, error.help),
                Ok((file, text)) => match new_fault(sources, plan, file, text) {
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

/// Whether two paths name one field, or one of them a field inside of the other.
fn overlap(one: &str, other: &str) -> bool {
    let inside =
        |outer: &str, inner: &str| inner.strip_prefix(outer).is_some_and(|rest| rest.starts_with('.'));
    one == other || inside(one, other) || inside(other, one)
}

/// A setting as written: the value is JSON text on one line.
struct Setting {
    item: String,
    field: String,
    value: String,
}

enum Refusal {
    NoItem,
    Path(EditError),
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

/// The settings of the scenario that begins at `spot`, in order. Damaged ones are passed over; the reader says what is
/// wrong with them.
fn settings(file: &str, spot: Spot) -> Vec<Setting> {
    let (tape, _) = scan(file);
    let scenario = edit::items(&tape).into_iter().find(|item| tape.span(item.node).start == spot.0 as usize);
    let list = scenario.and_then(|item| tape.field(item.node, "set")).map(|(_, list)| list);
    let entries: Vec<usize> = list.map_or_else(Vec::new, |list| tape.elements(list).collect());
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
    entries.into_iter().filter_map(of).collect()
}

/// The file that holds the item of a setting, and its text with the field replaced.
fn applied(
    sources: &Sources,
    texts: &Overlay,
    setting: &Setting,
    calendar: &Calendar,
) -> Result<(FileId, String), Refusal> {
    let field = setting.field.split('.').next().unwrap_or_default();
    if let Some(why) = fixed(field) {
        let help = "name a field that says something of the item, such as `due`";
        return Err(Refusal::Path(EditError { message: why.to_owned(), help: Some(help.to_owned()) }));
    }
    let own = setting.item.rsplit('/').next().unwrap_or(&setting.item);
    for (file, source) in sources.iter() {
        let text = texts.get(&file).unwrap_or(&source.text);
        // Most files do not name the item at all and need no scan.
        if !text.contains(own) {
            continue;
        }
        let (tape, damage) = scan(text);
        if !damage.is_empty() {
            continue;
        }
        let Some(node) = node_of(&tape, &setting.item) else { continue };
        let edit = edit::set(&tape, node, &setting.field, &setting.value, calendar).map_err(Refusal::Path)?;
        let edit = on_the_same_lines(text, edit);
        return edit::apply(text, &[edit]).map(|text| (file, text)).map_err(Refusal::Path);
    }
    Err(Refusal::NoItem)
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

/// The first fault that reading finds in the new text of a file and not in the old one.
fn new_fault(sources: &Sources, plan: &Plan, file: FileId, text: String) -> Option<Finding> {
    let is_root = plan.root == Some(file);
    let read = |text: String| {
        let mut findings = Vec::new();
        let _ = read::read(&mut Sources::default(), &mut findings, "", text.into_bytes(), is_root);
        findings
    };
    let before = read(sources.text(file).to_owned());
    let known =
        |new: &Finding| before.iter().any(|old| old.rule.code == new.rule.code && old.message == new.message);
    read(text).into_iter().filter(|new| new.level >= Level::Warning).find(|new| !known(new))
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
