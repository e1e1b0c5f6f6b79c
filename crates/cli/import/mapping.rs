//! Which column fills which field: as the user says, or guessed from the headers and told.

use truenorth_core::scalar::{Time, did_you_mean};

use super::fields::{Field, SHORT_NAMES, STAGES, Shape, Target};
use super::table::{Refusal, Table};
use super::times;

/// A column and the field that it fills.
#[derive(Clone, Debug)]
pub(crate) struct Mapped {
    pub(crate) field: Field,
    /// The keys from the item to the value.
    pub(crate) steps: Vec<String>,
    /// The column, from 0.
    pub(crate) column: usize,
}

impl Mapped {
    /// The field's path, as `--map` has it.
    pub(crate) fn path(&self) -> String {
        self.steps.join(".")
    }

    /// The key of the source's own words in `origin.text`.
    pub(crate) fn words_key(&self) -> String {
        let steps = if self.steps.first().is_some_and(|first| first == "measure") {
            self.steps.get(1..).unwrap_or(&self.steps)
        } else {
            &self.steps
        };
        steps.join(" ")
    }
}

/// All columns that are read, in the order of the fields.
#[derive(Clone, Debug)]
pub(crate) struct Mapping {
    pub(crate) columns: Vec<Mapped>,
    /// The columns that fill nothing.
    pub(crate) left_out: Vec<usize>,
    /// Nobody said which column is which.
    pub(crate) guessed: bool,
}

impl Mapping {
    /// The column of a field without keys.
    pub(crate) fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().find(|mapped| mapped.field.name == name).map(|mapped| mapped.column)
    }
}

/// The name of a column for people: its header, or its number.
pub(crate) fn column_name(table: &Table, column: usize) -> String {
    match table.columns.get(column).filter(|name| !name.is_empty()) {
        Some(name) => name.clone(),
        None => format!("#{}", column + 1),
    }
}

/// The mapping of a table, from `FIELD=COLUMN` texts or, without any, from its headers.
pub(crate) fn mapping(target: Target, table: &Table, given: &[String]) -> Result<Mapping, Refusal> {
    let mut columns = Vec::new();
    for text in given {
        columns.push(parse(target, table, text)?);
    }
    if given.is_empty() {
        columns = guess(target, table);
    }
    for (index, one) in columns.iter().enumerate() {
        let same = |other: &&Mapped| other.steps == one.steps;
        if columns.iter().take(index).any(|other| same(&other)) {
            return Err((
                format!("two columns are mapped to `{}`", one.path()),
                "map one column to a field".to_owned(),
            ));
        }
    }
    let order = |mapped: &Mapped| target.fields().iter().position(|field| field.name == mapped.field.name);
    columns.sort_by_key(order);
    let has = |name: &str| columns.iter().any(|mapped| mapped.field.name == name);
    let missing = match target {
        Target::Goals if !has("id") && !has("title") => Some("`id` or `title`"),
        Target::Budget if !has("id") && !has("title") => Some("`id` or `title`"),
        Target::Actuals if !(has("id") && has("time") && has("value")) => Some("`id`, `time` and `value`"),
        _ => None,
    };
    if let Some(missing) = missing {
        let headers: Vec<String> =
            (0..table.columns.len()).map(|column| column_name(table, column)).collect();
        return Err((
            format!("no column is known for {missing}; the columns are {}", headers.join(", ")),
            format!("say it with `--map FIELD=COLUMN`; the fields are {}", target.names()),
        ));
    }
    let used = |column: &usize| columns.iter().any(|mapped| mapped.column == *column);
    let left_out = (0..table.columns.len()).filter(|column| !used(column)).collect();
    Ok(Mapping { columns, left_out, guessed: given.is_empty() })
}

fn parse(target: Target, table: &Table, text: &str) -> Result<Mapped, Refusal> {
    let Some((name, column)) = text.split_once('=') else {
        return Err((
            format!("`{text}` names no column"),
            "write `--map FIELD=COLUMN`, such as `--map title=Goal`".to_owned(),
        ));
    };
    let (field, steps) = named(target, name.trim())?;
    Ok(Mapped { field, steps, column: find(table, column)? })
}

/// The field of a name, and the keys from the item to it.
fn named(target: Target, name: &str) -> Result<(Field, Vec<String>), Refusal> {
    let full = SHORT_NAMES
        .iter()
        .find(|(short, full)| *short == name && target.fields().iter().any(|field| field.name == *full));
    let name = full.map_or(name, |(_, full)| *full);
    for field in target.fields() {
        if field.keys.is_empty() && field.name == name {
            return Ok((*field, name.split('.').map(str::to_owned).collect()));
        }
        let rest = name.strip_prefix(field.name).filter(|_| !field.keys.is_empty());
        let Some(rest) = rest.and_then(|rest| rest.strip_prefix('.')) else { continue };
        let mut steps: Vec<String> = field.name.split('.').map(str::to_owned).collect();
        let time = if field.keys == "STAGE.TIME" {
            let (stage, time) = rest.split_once('.').unwrap_or((rest, ""));
            if !STAGES.iter().any(|(_, word)| *word == stage) {
                let words: Vec<&str> = STAGES.iter().map(|(_, word)| *word).collect();
                let help = did_you_mean(stage, words.into_iter()).map_or_else(
                    || {
                        "the stages are request, proposed, adopted, adjusted, committed, actual and forecast"
                            .to_owned()
                    },
                    |stage| format!("did you mean `{stage}`?"),
                );
                return Err((format!("`{stage}` is no stage of an amount"), help));
            }
            steps.push(stage.to_owned());
            time
        } else {
            rest
        };
        let Ok(time) = Time::parse(time) else {
            return Err((
                format!("`{time}` in `{name}` is no time"),
                format!("write `{}.{}`, such as `2027`, `2027-Q2` or `FY27`", field.name, field.keys),
            ));
        };
        steps.push(time.to_string());
        return Ok((*field, steps));
    }
    let names =
        target.fields().iter().map(|field| field.name).chain(SHORT_NAMES.iter().map(|(short, _)| *short));
    let help = did_you_mean(name, names).map_or_else(
        || format!("the fields are {}", target.names()),
        |near| format!("did you mean `{near}`?"),
    );
    Err((format!("`{name}` is no field that an import can fill"), help))
}

/// The column of a header, or of `#3`.
fn find(table: &Table, name: &str) -> Result<usize, Refusal> {
    let wanted = name.trim();
    let equal = |same: &dyn Fn(&str) -> bool| -> Vec<usize> {
        let columns = table.columns.iter().enumerate();
        columns.filter(|(_, header)| same(header)).map(|(column, _)| column).collect()
    };
    let mut found = equal(&|header| header == wanted);
    if found.is_empty() && !wanted.is_empty() {
        found = equal(&|header| header.to_lowercase() == wanted.to_lowercase());
    }
    match found.as_slice() {
        [column] => return Ok(*column),
        [first, second, ..] => {
            return Err((
                format!("the column `{wanted}` stands twice in the table"),
                format!("name one by its position: `#{}` or `#{}`", first + 1, second + 1),
            ));
        }
        [] => {}
    }
    if let Some(number) = wanted.strip_prefix('#').and_then(|digits| digits.parse::<usize>().ok()) {
        if (1..=table.columns.len()).contains(&number) {
            return Ok(number - 1);
        }
        return Err((
            format!("there is no column `{wanted}`: the table has {}", table.columns.len()),
            "columns count from 1".to_owned(),
        ));
    }
    let help = did_you_mean(wanted, table.columns.iter().map(String::as_str)).map_or_else(
        || {
            let names: Vec<String> =
                (0..table.columns.len()).map(|column| column_name(table, column)).collect();
            format!("the columns are {}", names.join(", "))
        },
        |near| format!("did you mean `{near}`?"),
    );
    Err((format!("the table has no column `{wanted}`"), help))
}

/// Letters and digits of a header, in lower case.
fn bare(header: &str) -> String {
    header.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The columns whose headers certainly name a field; of several for one field the one that stands first in
/// the field's list of headers.
fn guess(target: Target, table: &Table) -> Vec<Mapped> {
    let bare: Vec<String> = table.columns.iter().map(|header| bare(header)).collect();
    let mut taken = vec![false; bare.len()];
    let mut columns = Vec::new();
    for field in target.fields() {
        let own = self::bare(field.name.rsplit('.').next().unwrap_or(field.name));
        let of = |wanted: &str| bare.iter().position(|header| header == wanted);
        let found = field.headers.iter().find_map(|header| of(header)).or_else(|| match field.keys {
            "" if !matches!(field.shape, Shape::Text) => of(&own),
            _ => None,
        });
        let Some(column) = found else { continue };
        if taken.get(column).copied().unwrap_or(true) {
            continue;
        }
        if let Some(taken) = taken.get_mut(column) {
            *taken = true;
        }
        let steps = field.name.split('.').map(str::to_owned).collect();
        columns.push(Mapped { field: *field, steps, column });
    }
    if let Some(field) = target.fields().iter().find(|field| field.keys == "STAGE.TIME") {
        for (column, header) in table.columns.iter().enumerate() {
            let free = !taken.get(column).copied().unwrap_or(true);
            if let Some((stage, time)) = amount(header).filter(|_| free) {
                columns.push(Mapped {
                    field: *field,
                    steps: vec![field.name.to_owned(), stage, time],
                    column,
                });
            }
        }
    }
    columns
}

/// Stage and time of a header such as `Adopted FY27` or `2026 Actual`.
fn amount(header: &str) -> Option<(String, String)> {
    let words: Vec<&str> = header.split_whitespace().collect();
    let stage_of =
        |word: &str| STAGES.iter().find(|(written, _)| bare(word) == *written).map(|(_, stage)| *stage);
    let (at, stage) = words.iter().enumerate().find_map(|(at, word)| Some((at, stage_of(word)?)))?;
    let rest: Vec<&str> =
        words.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, word)| *word).collect();
    let time = times::read(&rest.join(" ")).ok()?;
    Some((stage.to_owned(), time.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(columns: &[&str]) -> Table {
        Table { columns: columns.iter().map(|name| (*name).to_owned()).collect(), ..Table::default() }
    }

    fn map(target: Target, columns: &[&str], given: &[&str]) -> Result<Vec<String>, String> {
        let given: Vec<String> = given.iter().map(|text| (*text).to_owned()).collect();
        let found = mapping(target, &table(columns), &given)
            .map_err(|(message, help)| format!("{message}; {help}"))?;
        Ok(found.columns.iter().map(|mapped| format!("{}={}", mapped.path(), mapped.column + 1)).collect())
    }

    #[test]
    fn columns_are_named_by_header_or_position() {
        let columns = ["Goal", "Due", "Due", "", "A=B"];
        assert_eq!(
            map(Target::Goals, &columns, &["title=Goal", "due=#3", "parent=#4", "tags=A=B"]).unwrap(),
            ["title=1", "contributes_to=4", "due=3", "tags=5"]
        );
        assert_eq!(map(Target::Goals, &columns, &["title=goal"]).unwrap(), ["title=1"]);
        for (given, expected) in [
            ("title=Gaol", "the table has no column `Gaol`; did you mean `Goal`?"),
            ("title=Nothing like it", "the columns are Goal, Due, Due, #4, A=B"),
            ("due=Due", "stands twice in the table; name one by its position: `#2` or `#3`"),
            ("title=#9", "there is no column `#9`: the table has 5"),
            ("titel=Goal", "`titel` is no field that an import can fill; did you mean `title`?"),
            ("title", "`title` names no column"),
            ("due=#2", "no column is known for `id` or `title`"),
        ] {
            let said = map(Target::Goals, &columns, &[given]).unwrap_err();
            assert!(said.contains(expected), "{given}: {said}");
        }
        let twice = map(Target::Goals, &columns, &["title=Goal", "title=#2"]).unwrap_err();
        assert!(twice.starts_with("two columns are mapped to `title`"), "{twice}");
    }

    #[test]
    fn amounts_have_stage_and_time() {
        let columns = ["Line", "A"];
        assert_eq!(
            map(Target::Budget, &columns, &["title=Line", "amounts.adopted.FY2027=A"]).unwrap(),
            ["title=1", "amounts.adopted.FY27=2"]
        );
        for (given, expected) in [
            ("amounts.planned.2027=A", "`planned` is no stage of an amount"),
            ("amounts.adoptd.2027=A", "did you mean `adopted`?"),
            ("amounts.adopted.soon=A", "`soon` in `amounts.adopted.soon` is no time"),
            ("amounts.adopted=A", "is no time"),
            ("amounts=A", "is no field that an import can fill"),
        ] {
            let said = map(Target::Budget, &columns, &["title=Line", given]).unwrap_err();
            assert!(said.contains(expected), "{given}: {said}");
        }
    }

    #[test]
    fn headers_are_guessed_only_where_they_are_certain() {
        assert_eq!(
            map(Target::Goals, &["Goal", "Due date", "Owner", "Contributes to", "Colour"], &[]).unwrap(),
            ["title=1", "contributes_to=4", "owner=3", "due=2"]
        );
        assert_eq!(
            map(Target::Budget, &["Line item", "FY27 Adopted", "Actual 2026 Q1", "Budget 2027"], &[])
                .unwrap(),
            ["title=1", "amounts.adopted.FY27=2", "amounts.actual.2026-Q1=3"]
        );
        assert!(
            map(Target::Goals, &["Colour", "Size"], &[])
                .unwrap_err()
                .contains("the columns are Colour, Size")
        );
        assert!(
            map(Target::Actuals, &["KPI", "Month"], &[]).unwrap_err().contains("`id`, `time` and `value`")
        );
    }
}
