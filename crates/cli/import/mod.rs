//! From a CSV table to changes of plan files. Everything here works on texts; `commands/import.rs` reads and
//! writes the files.

mod actuals;
mod cells;
mod fields;
mod ids;
mod known;
mod mapping;
mod names;
mod notes;
mod numbers;
mod records;
mod summary;
mod table;
mod times;
mod verify;
mod words;
mod write;

use truenorth_core::json::scan;
use truenorth_core::plan::Plan;
use truenorth_core::scalar::Currency;

pub(crate) use fields::Target;
use known::Index;
pub(crate) use mapping::Mapping;
pub(crate) use notes::Note;
use records::{Reading, Record};
pub(crate) use summary::{planned, summary};
pub(crate) use table::{Refusal, Table};
use verify::Read;
pub(crate) use write::{Done, Outcome, Texts};

/// What the user asks for.
pub(crate) struct Request<'a> {
    pub(crate) target: Target,
    /// The bytes of the table.
    pub(crate) bytes: Vec<u8>,
    /// The name of the table's file, without directories.
    pub(crate) file: &'a str,
    pub(crate) delimiter: Option<u8>,
    pub(crate) decimal: Option<char>,
    /// `FIELD=COLUMN` texts.
    pub(crate) map: &'a [String],
    /// The file for new items; of counted values the only file to write to, if one is named.
    pub(crate) into: Option<&'a str>,
}

/// What an import would do.
pub(crate) struct Import {
    pub(crate) table: Table,
    pub(crate) mapping: Mapping,
    pub(crate) notes: Vec<Note>,
    /// What the rows do, in the order of the table.
    pub(crate) outcomes: Vec<Outcome>,
    /// All files of the plan, with their new texts.
    pub(crate) texts: Texts,
}

/// Works out an import. `before` are the files of the plan, with the file for new items if it is there.
///
/// A refusal says why nothing can be done.
pub(crate) fn import(request: Request<'_>, before: &Texts) -> Result<Import, Refusal> {
    let mut notes = Vec::new();
    let Read { sources, plan, .. } = verify::read(before);
    let plan = &plan;
    let (table, _) = table::read(request.bytes, request.delimiter, &mut notes)?;
    let mapping = mapping::mapping(request.target, &table, request.map)?;
    let index = Index::of(plan, request.target);
    let reading = Reading {
        target: request.target,
        table: &table,
        mapping: &mapping,
        plan,
        index: &index,
        decimal: request.decimal,
        currency: currency(plan, request.into.and_then(|into| before.get(into))),
        file: request.file,
    };
    let mut records = match request.target {
        Target::Actuals => reading.actuals(&mut notes),
        Target::Goals | Target::Budget => reading.records(&mut notes),
    };
    let file_of =
        |at: usize| index.items.get(at).map(|item| sources.name(item.file).to_owned()).unwrap_or_default();
    if let (Target::Actuals, Some(into)) = (request.target, request.into) {
        records.retain(|record| {
            let file = record.known.map(file_of).unwrap_or_default();
            let stays = file == into;
            if !stays {
                let why = format!("`{}` stands in {file}, not in {into}; the row was left out", record.id);
                notes.push(Note::row(notes::Kind::Skipped, record.line, why));
            }
            stays
        });
    }
    let mut texts = before.clone();
    let stopped = |stop: write::Stop| {
        let help = stop.error.help.unwrap_or_else(|| "mend the item by hand, and import again".to_owned());
        (format!("line {} cannot be written to `{}`: {}", stop.line, stop.id, stop.error.message), help)
    };
    let there = records.iter().filter(|record| record.known.is_some());
    let mut outcomes = write::update(&mut texts, there, &index, &plan.calendar, file_of).map_err(stopped)?;
    if let (Some(section), Some(into)) = (request.target.section(), request.into) {
        let new: Vec<&Record> = records.iter().filter(|record| record.known.is_none()).collect();
        if !new.is_empty() {
            outcomes.extend(write::add(&mut texts, into, section, new.into_iter()).map_err(stopped)?);
        }
    }
    outcomes.sort_by_key(|outcome| outcome.line);
    let errors = verify::new_errors(before, &texts);
    if !errors.is_empty() {
        return Err((
            format!("the plan would have new errors: {}", errors.join("; ")),
            "mend the table or leave a column out with `--map`; this may also be a fault of truenorth"
                .to_owned(),
        ));
    }
    Ok(Import { table, mapping, notes, outcomes, texts })
}

/// The currency of lines that name none: of the file, else of the organisation.
fn currency(plan: &Plan, into: Option<&String>) -> Option<Currency> {
    let own = into.and_then(|text| {
        let (tape, _) = scan(text);
        let (_, defaults) = tape.field(0, "defaults")?;
        let (_, currency) = tape.field(defaults, "currency")?;
        Currency::parse(&tape.string(currency)).ok()
    });
    own.or(plan.organization.as_ref().and_then(|organization| organization.currency))
}

#[cfg(test)]
mod tests;
