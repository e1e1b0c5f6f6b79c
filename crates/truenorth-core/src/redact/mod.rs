//! Plans for other eyes: amounts of money and names of people replaced in the texts of the files, before anything is
//! resolved, drawn or written.
//!
//! As a scenario does, redaction changes the texts and not the items read from them: whatever is made of the plan
//! afterwards never saw what was taken out. What a value is follows from the schema, so that a new field of the format
//! is redacted as its type says. No edit adds or takes away a line, so places stay true.

mod amounts;
mod names;
mod walk;

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use self::amounts::Amounts;
use self::names::Names;
use self::walk::{Class, Visit};
use crate::edit::{self, Edit};
use crate::json::{NodeKind, Tape, scan};
use crate::model::{self, StakeholderKind};
use crate::plan::Plan;
use crate::scalar::MissingWord;
use crate::source::{FileId, Sources};

/// What is to be replaced.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct What {
    /// Amounts of money: those of money fields, of measures in a currency, and of free texts.
    pub money: bool,
    /// People: names, ids, e-mail addresses, and what else a person's item says in words.
    pub people: bool,
}

impl What {
    /// Whether nothing is to be replaced.
    #[must_use]
    pub const fn is_nothing(self) -> bool {
        !self.money && !self.people
    }
}

/// Knows what of a plan is to be replaced, and by what.
#[derive(Debug)]
pub struct Redactor {
    what: What,
    schema: Value,
    names: Names,
    amounts: Amounts,
    /// Ids of goals and growth plans that are measured in money.
    in_money: BTreeSet<String>,
}

impl Redactor {
    /// Learns from a whole plan with the texts it was read from, and from the other plans that it holds, what is to be
    /// replaced.
    #[must_use]
    pub fn new(what: What, sources: &Sources, plan: &Plan) -> Self {
        let mut in_money = BTreeSet::new();
        let mut note = |id: &str, measure: Option<&model::Measure>| {
            let unit = measure.and_then(|measure| measure.unit.as_deref());
            if unit.is_some_and(amounts::is_money_unit) {
                in_money.insert(id.to_owned());
            }
        };
        for goal in &plan.goals {
            note(goal.id(), goal.written.measure.as_deref());
        }
        for growth in &plan.growth {
            note(growth.written.id.as_str(), Some(&growth.written.measure));
        }
        let names = if what.people { names(sources, plan) } else { Names::default() };
        let schema = crate::schema::schema();
        let mut redactor = Self { what, schema, names, amounts: Amounts::default(), in_money };
        if what.money {
            redactor.learn_amounts(sources);
        }
        redactor
    }

    /// The texts of the files with everything replaced.
    #[must_use]
    pub fn texts(&self, sources: &Sources) -> Vec<(FileId, String)> {
        let text = |file| {
            let (tape, _) = scan(sources.text(file));
            let visits = self.visits(&tape);
            let edits: Vec<Edit> = visits.iter().filter_map(|visit| self.edit(&tape, visit)).collect();
            // Every edit is of one value of the tape, so none overlap; a text that cannot be edited is given up whole.
            edit::apply(tape.text(), &edits).unwrap_or_default()
        };
        sources.iter().map(|(file, _)| (file, text(file))).collect()
    }

    /// A free text with everything replaced.
    #[must_use]
    pub fn words(&self, text: &str) -> String {
        let text = if self.what.people { self.names.in_words(text) } else { text.to_owned() };
        if self.what.money { self.amounts.replaced(&text) } else { text }
    }

    /// The id that an item has after it.
    #[must_use]
    pub fn id(&self, id: &str) -> String {
        if self.what.people { self.names.in_id(id) } else { id.to_owned() }
    }

    fn visits(&self, tape: &Tape<'_>) -> Vec<Visit> {
        walk::visits(tape, &self.schema, &self.in_money)
    }

    fn learn_amounts(&mut self, sources: &Sources) {
        let mut amounts = Amounts::default();
        for (file, _) in sources.iter() {
            let (tape, _) = scan(sources.text(file));
            for visit in self.visits(&tape).iter().filter(|visit| visit.class == Class::Money) {
                match tape.kind(visit.node) {
                    NodeKind::Number => amounts.learn(tape.raw(visit.node)),
                    _ => amounts.learn(&tape.string(visit.node)),
                }
            }
        }
        self.amounts = amounts;
    }

    fn edit(&self, tape: &Tape<'_>, visit: &Visit) -> Option<Edit> {
        let (What { money, people }, node) = (self.what, visit.node);
        let old = tape.string(node);
        let text = match visit.class {
            Class::Money if money => {
                let missing = tape.kind(node) == NodeKind::String && MissingWord::from_text(&old).is_some();
                if missing {
                    return None;
                }
                MissingWord::Confidential.as_str().to_owned()
            }
            Class::Aside { money: of_money } if (of_money && money) || (!of_money && people) => {
                // The reader passes over own keys.
                format!("x-{old}")
            }
            Class::Name if people => self.names.of_person(&old).unwrap_or_else(|| self.words(&old)),
            Class::Ids => self.id(&old),
            Class::Words | Class::Name => self.words(&old),
            Class::Money | Class::Aside { .. } => return None,
        };
        (text != old || visit.class == Class::Money)
            .then(|| Edit { span: tape.span(node), text: json!(text).to_string() })
    }
}

/// Everybody who is named: people, and stakeholders that are people.
fn names(sources: &Sources, plan: &Plan) -> Names {
    let mut names = Names::new(|word| sources.iter().any(|(_, source)| source.text.contains(word)));
    let others = plan.others.iter().filter_map(|other| other.plan.as_deref());
    for plan in std::iter::once(plan).chain(others) {
        for person in &plan.people {
            let person = &person.written;
            let translated = person.translations.iter().filter_map(|(_, words)| words.title.as_deref());
            let called = std::iter::once(person.name.as_str()).chain(translated);
            names.add(person.id.as_str(), called, person.aliases.iter().map(AsRef::as_ref));
        }
        for stakeholder in &plan.stakeholders {
            let stakeholder = &stakeholder.written;
            if stakeholder.kind == Some(StakeholderKind::Person) {
                let translated =
                    stakeholder.translations.iter().filter_map(|(_, words)| words.title.as_deref());
                let called = std::iter::once(stakeholder.title.as_str()).chain(translated);
                names.add(stakeholder.id.as_str(), called, stakeholder.aliases.iter().map(AsRef::as_ref));
            }
        }
    }
    names
}

/// The definitions of a schema by name.
fn definitions(schema: &Value) -> Option<&Map<String, Value>> {
    schema.get("$defs").and_then(Value::as_object)
}

#[cfg(test)]
mod tests;
