//! The rows of a table of counted values or spent money: each is an entry of an item that is there.

use std::collections::BTreeMap;

use truenorth_core::scalar::{MissingWord, did_you_mean};

use super::cells::{self, Context, json};
use super::fields::Shape;
use super::mapping::column_name;
use super::names::{Names, SUGGESTIONS};
use super::notes::{Kind, Note};
use super::records::{Reading, Record, Set, cell};
use super::table::Row;
use super::times;

impl Reading<'_> {
    /// Reads all rows; each that can be written is a record of its item.
    pub(crate) fn actuals(&self, notes: &mut Vec<Note>) -> Vec<Record> {
        let mut seen: BTreeMap<(usize, String), usize> = BTreeMap::new();
        let mut records = Vec::new();
        for row in &self.table.rows {
            match self.actual(row, notes) {
                Ok(None) => {}
                Err(why) => {
                    notes.push(Note::row(Kind::Skipped, row.line, format!("{why}; the row was left out")));
                }
                Ok(Some((known, time, record))) => {
                    if let Some(first) = seen.insert((known, time.clone()), row.line) {
                        seen.insert((known, time.clone()), first);
                        let why = format!(
                            "`{}` has a value for {time} in line {first} already; the row was left out",
                            record.id
                        );
                        notes.push(Note::row(Kind::Skipped, row.line, why));
                    } else {
                        records.push(record);
                    }
                }
            }
        }
        records
    }

    fn actual(&self, row: &Row, notes: &mut Vec<Note>) -> Result<Option<(usize, String, Record)>, String> {
        let of = |name: &str| cell(row, self.mapping.column(name));
        let name = of("id");
        if name.is_empty() {
            return Err("the row names no item".to_owned());
        }
        let known = self.index.by_any_name(name).map_err(|several| match several {
            Some(ids) => format!("`{name}` is the name of several: {}", ids.join(", ")),
            None => {
                let few = notes.len() < SUGGESTIONS;
                let near = few.then(|| did_you_mean(name, self.index.ids())).flatten();
                let near = near.map_or_else(String::new, |near| format!(": did you mean `{near}`?"));
                format!("there is no goal, growth plan or budget line `{name}`{near}")
            }
        })?;
        let item = self.index.items.get(known).ok_or("the item is not there")?;
        if !item.line && !item.measured {
            return Err(format!("`{}` has no measure to count in", item.id));
        }
        let time =
            times::read(of("time")).map_err(|_| format!("`{}` is no certain time", of("time")))?.to_string();
        let text = of("value");
        if text.is_empty() {
            return Ok(None);
        }
        let names = Names::default();
        let context = Context {
            names: &names,
            kinds: &[],
            decimal: self.decimal,
            currency: item.currency.or(self.currency),
            unit: item.unit.as_deref(),
            missing: MissingWord::NotMeasured,
            comparisons: false,
        };
        let shape = if item.line { Shape::Money } else { Shape::Value };
        let found = cells::read(shape, text, &context);
        let column =
            self.mapping.column("value").map_or_else(String::new, |column| column_name(self.table, column));
        let Some(value) = found.json else {
            let why = found.notes.into_iter().map(|(_, why)| {
                why.replace("; the words were kept", "").replace(", the words were kept", "")
            });
            return Err(why.collect::<Vec<_>>().join("; "));
        };
        notes.extend(
            found.notes.into_iter().map(|(kind, message)| Note::cell(kind, row.line, &column, message)),
        );
        let holder: &[&str] =
            if item.line { &["amounts", "actual", &time] } else { &["measure", "actuals", &time] };
        let mut sets = vec![Set::new(holder, value)];
        let note = of("note");
        if !note.is_empty() && item.line {
            let message = "amounts of budget lines have no notes; it was left out";
            notes.push(Note::row(Kind::Look, row.line, message));
        } else if !note.is_empty() {
            sets.push(Set::new(&["measure", "actuals", &time, "note"], json(&cells::prose(note))));
        }
        let flag = cells::read(Shape::Flag, of("provisional"), &context)
            .json
            .filter(|_| !of("provisional").is_empty());
        if let Some(flag) = flag.filter(|flag| flag == "true" && !item.line) {
            sets.push(Set::new(&["measure", "actuals", &time, "provisional"], flag));
        }
        Ok(Some((known, time, Record { line: row.line, known: Some(known), id: item.id.clone(), sets })))
    }
}
