//! What an import says on standard output.

use truenorth_core::sanitise;

use super::mapping::column_name;
use super::{Done, Import, Target, notes};

/// Longest value in the list of changes, in characters.
const LONGEST: usize = 400;

fn plural(count: usize, one: &str, many: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {many}") }
}

/// What was read how, what is noteworthy, and the counts.
pub(crate) fn summary(import: &Import, target: Target, file: &str, written: bool) -> String {
    let mut text = String::new();
    let table = &import.table;
    let mapped = import.mapping.columns.iter().map(|mapped| {
        let column = column_name(table, mapped.column);
        format!("{}={}", mapped.path(), sanitise::short(&column, 60))
    });
    let mapped = mapped.collect::<Vec<_>>().join(", ");
    let how = if import.mapping.guessed { "guessed from the headers" } else { "mapped" };
    text.push_str(&format!("{how}: {mapped}\n"));
    if !import.mapping.left_out.is_empty() {
        let names = import.mapping.left_out.iter().map(|column| column_name(table, *column));
        let names = names.map(|name| sanitise::short(&name, 60).into_owned()).collect::<Vec<_>>().join(", ");
        text.push_str(&format!("left out: {names}\n"));
    }
    text.push_str(&notes::list(file, &import.notes));
    let count =
        |wanted: fn(&Done) -> bool| import.outcomes.iter().filter(|outcome| wanted(&outcome.done)).count();
    // A counted value is new if nothing was written for its time.
    let mut new = count(|done| matches!(done, Done::New(_)));
    let mut changed = count(|done| matches!(done, Done::Changed(_)));
    if target == Target::Actuals {
        let first = |fields: &[(String, Option<String>, String)]| {
            fields.first().is_some_and(|field| field.1.is_none())
        };
        new = import
            .outcomes
            .iter()
            .filter(|one| matches!(&one.done, Done::Changed(fields) if first(fields)))
            .count();
        changed -= new;
    }
    let unchanged = count(|done| matches!(done, Done::Unchanged));
    let rows = plural(table.rows.len(), "row", "rows");
    let items = match target {
        Target::Goals => "goals",
        Target::Budget => "budget lines",
        Target::Actuals => "values",
    };
    let empty =
        if table.empty > 0 { format!(", {} passed over as empty", table.empty) } else { String::new() };
    text.push_str(&format!(
        "{rows} read{empty}; {items}: {new} new, {changed} changed, {unchanged} unchanged\n"
    ));
    text.push_str(&notes::counted(&import.notes));
    if !written {
        text.push_str("nothing was written (--dry-run)\n");
    }
    text
}

/// What would be written, item by item.
pub(crate) fn planned(import: &Import) -> String {
    let mut text = String::new();
    for outcome in &import.outcomes {
        let at = sanitise::one_line(&format!("{}: {}", outcome.file, outcome.id)).into_owned();
        match &outcome.done {
            Done::New(item) => {
                let item = item.lines().map(str::trim).collect::<Vec<_>>().join(" ");
                text.push_str(&format!("new      {at}  {}\n", sanitise::one_line(&item)));
            }
            Done::Changed(fields) => {
                for (field, old, new) in fields {
                    let old = old.as_deref().unwrap_or("nothing");
                    let (old, new) = (sanitise::short(old, LONGEST), sanitise::short(new, LONGEST));
                    text.push_str(&format!("change   {at}  {}: {old} -> {new}\n", sanitise::one_line(field)));
                }
            }
            Done::Unchanged => {}
        }
    }
    text
}
