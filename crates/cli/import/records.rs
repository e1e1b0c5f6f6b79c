//! The rows of a table of items: what each is about, and what it says.

use std::collections::{BTreeMap, BTreeSet};

use truenorth_core::plan::Plan;
use truenorth_core::scalar::{Calendar, Currency, MissingWord, Time};

use super::cells::{self, Cell, Context, json, one_line};
use super::fields::{Shape, Target};
use super::ids::Ids;
use super::known::{Index, Match};
use super::mapping::{Mapped, Mapping, column_name};
use super::names::{Group, Names};
use super::notes::{Kind, Note};
use super::table::{Row, Table};
use super::words;

/// A field with its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Set {
    /// The keys from the item to the value.
    pub(crate) steps: Vec<String>,
    /// The value as JSON.
    pub(crate) json: String,
    /// What is there already stays.
    pub(crate) only_new: bool,
}

impl Set {
    pub(crate) fn new(steps: &[&str], json: impl Into<String>) -> Self {
        Self {
            steps: steps.iter().map(|step| (*step).to_owned()).collect(),
            json: json.into(),
            only_new: false,
        }
    }
}

/// What a row says of its item.
#[derive(Clone, Debug)]
pub(crate) struct Record {
    pub(crate) line: usize,
    /// The item that is there; none for a new one.
    pub(crate) known: Option<usize>,
    /// The item's id.
    pub(crate) id: String,
    /// Its fields in the order of the format; of a new item all of them.
    pub(crate) sets: Vec<Set>,
}

/// Which row is about which item.
struct Identified<'t> {
    row: &'t Row,
    known: Option<Match>,
    id: String,
    source: Option<String>,
    title: Option<String>,
}

/// What the rows are read with.
pub(crate) struct Reading<'a> {
    pub(crate) target: Target,
    pub(crate) table: &'a Table,
    pub(crate) mapping: &'a Mapping,
    pub(crate) plan: &'a Plan,
    pub(crate) index: &'a Index,
    pub(crate) decimal: Option<char>,
    /// The currency of lines that name none, of the file they go to.
    pub(crate) currency: Option<Currency>,
    /// The name of the table's file, for `origin.source`.
    pub(crate) file: &'a str,
}

/// The cell of a row in a column.
pub(crate) fn cell(row: &Row, column: Option<usize>) -> &str {
    column.and_then(|column| row.cells.get(column)).map_or("", |cell| cell.trim())
}

impl Reading<'_> {
    /// Reads all rows.
    pub(crate) fn records(&self, notes: &mut Vec<Note>) -> Vec<Record> {
        let rows = self.identify(notes);
        let mut names = Names::of(self.plan);
        if self.target == Target::Goals {
            for row in &rows {
                for name in [&row.source, &row.title].into_iter().flatten() {
                    names.add(Group::Goal, name, &row.id);
                    names.add(Group::Parent, name, &row.id);
                }
            }
        }
        let kinds: Vec<&str> = self.plan.kinds.iter().map(|kind| kind.word.as_str()).collect();
        rows.iter().map(|row| self.record(row, &names, &kinds, notes)).collect()
    }

    fn identify(&self, notes: &mut Vec<Note>) -> Vec<Identified<'_>> {
        let (ids, titles) = (self.mapping.column("id"), self.mapping.column("title"));
        let mut given = Ids::new(self.plan, if self.target == Target::Goals { "goal" } else { "line" });
        let mut used = BTreeSet::new();
        let mut sources: BTreeMap<String, usize> = BTreeMap::new();
        let mut rows = Vec::new();
        for row in &self.table.rows {
            let word = |column| Some(one_line(cell(row, column))).filter(|text| !text.is_empty());
            let source = word(ids).filter(|text| words::placeholder(text).is_none());
            let title = word(titles).filter(|text| words::placeholder(text).is_none());
            if source.is_none() && title.is_none() {
                notes.push(Note::row(
                    Kind::Skipped,
                    row.line,
                    "the row has neither id nor title; it was left out",
                ));
                continue;
            }
            if let Some(id) = &source
                && let Some(first) = sources.insert(id.clone(), row.line)
            {
                let message = format!("the id `{id}` stands in line {first} already; the row was left out");
                notes.push(Note::row(Kind::Skipped, row.line, message));
                sources.insert(id.clone(), first);
                continue;
            }
            let known = match (&source, &title) {
                (Some(id), _) => self.index.by_id(id, &used).map(Match::Id),
                (None, Some(title)) => self.index.by_title(title, &used),
                (None, None) => None,
            };
            let item = known.and_then(|found| self.index.items.get(found.index()));
            if let (Some(found), Some(item)) = (known, item)
                && !used.insert(found.index())
            {
                let message = format!("a row before is about `{}` already; the row was left out", item.id);
                notes.push(Note::row(Kind::Skipped, row.line, message));
                continue;
            }
            let id = match (item, &source, &title) {
                (Some(item), _, _) => item.id.clone(),
                (None, Some(source), _) => given.for_source(source),
                (None, None, title) => given.for_title(title.as_deref().unwrap_or_default()),
            };
            if let (None, Some(title)) = (item, &title)
                && let Some(other) = self.index.of_title(title)
            {
                let message = format!(
                    "`{}` has this title too; a new item was made. If they are one, give `{}` the alias \
                     \"{}\" and import again",
                    other.id,
                    other.id,
                    source.as_deref().unwrap_or(title)
                );
                notes.push(Note::row(Kind::Look, row.line, message));
            }
            rows.push(Identified { row, known, id, source, title });
        }
        rows
    }

    fn record(&self, of: &Identified<'_>, names: &Names, kinds: &[&str], notes: &mut Vec<Note>) -> Record {
        let item = of.known.and_then(|found| self.index.items.get(found.index()));
        let line = of.row.line;
        let mut kept: Vec<(String, String)> = Vec::new();
        let mut sets: Vec<Set> = Vec::new();
        let unit_cell =
            Some(one_line(cell(of.row, self.mapping.column("measure.unit")))).filter(|unit| !unit.is_empty());
        let unit_cell = unit_cell.filter(|unit| words::placeholder(unit).is_none());
        let mut unit = unit_cell.or_else(|| item.and_then(|item| item.unit.clone()));
        let currency = Currency::parse(&cell(of.row, self.mapping.column("currency")).to_uppercase()).ok();
        let currency = currency.or(item.and_then(|item| item.currency)).or(self.currency);
        let comparisons = self.mapping.column("measure.kind").is_none();
        for mapped in &self.mapping.columns {
            let text = cell(of.row, Some(mapped.column));
            if text.is_empty() || matches!(mapped.field.name, "id" | "title" | "weight") {
                continue;
            }
            let context = Context {
                names,
                kinds,
                decimal: self.decimal,
                currency,
                unit: unit.as_deref(),
                missing: missing(mapped),
                comparisons: comparisons && mapped.field.name == "measure.target",
            };
            let Cell { json: value, unit: own_unit, kind, keep, notes: said } =
                cells::read(mapped.field.shape, text, &context);
            let column = column_name(self.table, mapped.column);
            notes.extend(said.into_iter().map(|(kind, message)| Note::cell(kind, line, &column, message)));
            if keep {
                kept.push((mapped.words_key(), cells::prose(text)));
            }
            if let Some(kind) = kind {
                let measure =
                    sets.iter().position(|set| set.steps.first().is_some_and(|step| step == "measure"));
                sets.insert(measure.unwrap_or(sets.len()), Set::new(&["measure", "kind"], json(kind)));
            }
            if let Some(own) =
                own_unit.filter(|_| unit.is_none() && matches!(mapped.field.shape, Shape::Value))
            {
                sets.push(Set { only_new: true, ..Set::new(&["measure", "unit"], json(&own)) });
                unit = Some(own);
            }
            if let Some(json) = value {
                sets.push(Set { steps: mapped.steps.clone(), json, only_new: false });
            }
        }
        self.weight(of.row, &mut sets, &mut kept, notes);
        sort_by_time(&mut sets, &self.plan.calendar);
        let mut all = Vec::new();
        if item.is_none() {
            all.push(Set::new(&["id"], json(&of.id)));
        }
        match (&of.title, of.known) {
            // The source's title is as it was; who changed the item's meant it.
            (_, Some(Match::Title(_))) | (None, Some(_)) => {}
            (Some(title), _) => {
                all.push(Set::new(&["title"], json(title)));
            }
            (None, None) => {
                let source = of.source.as_deref().unwrap_or_default();
                let message = format!("the row has no title; its id `{source}` stands for it");
                notes.push(Note::row(Kind::Changed, line, message));
                all.push(Set::new(&["title"], json(source)));
            }
        }
        all.append(&mut sets);
        if self.target == Target::Budget
            && item.is_none()
            && !all.iter().any(|set| set.steps[..] == ["amounts"] || set.steps.len() == 3)
        {
            all.push(Set::new(&["amounts"], "{}"));
            notes.push(Note::row(Kind::Look, line, "the row has no amount that can be read"));
        }
        if item.is_none() {
            if let Some(source) = &of.source {
                all.push(Set::new(&["origin", "id"], json(source)));
            }
            all.push(Set::new(&["origin", "source"], json(&format!("{}:{line}", self.file))));
            if let (None, Some(title)) = (&of.source, &of.title) {
                all.push(Set::new(&["origin", "text", "title"], json(title)));
            }
        }
        for (field, words) in kept {
            all.push(Set::new(&["origin", "text", &field], json(&words)));
        }
        Record { line, known: of.known.map(Match::index), id: of.id.clone(), sets: all }
    }

    /// The weight of the link to the only parent.
    fn weight(&self, row: &Row, sets: &mut [Set], kept: &mut Vec<(String, String)>, notes: &mut Vec<Note>) {
        let Some(column) = self.mapping.column("weight") else { return };
        let text = cell(row, Some(column));
        if text.is_empty() {
            return;
        }
        let names = Names::default();
        let context = Context {
            names: &names,
            kinds: &[],
            decimal: self.decimal,
            currency: None,
            unit: None,
            missing: MissingWord::NotSet,
            comparisons: false,
        };
        let found = cells::read(Shape::Number, text, &context);
        let name = column_name(self.table, column);
        notes.extend(
            found.notes.into_iter().map(|(kind, message)| Note::cell(kind, row.line, &name, message)),
        );
        let parent =
            sets.iter_mut().find(|set| set.steps.first().is_some_and(|step| step == "contributes_to"));
        match (found.json, parent) {
            (Some(weight), Some(parent)) if parent.json.starts_with('"') => {
                parent.json = format!("{{ \"goal\": {}, \"weight\": {weight} }}", parent.json);
            }
            (None, _) if !found.keep => {}
            (weight, _) => {
                if weight.is_some() {
                    let message = format!(
                        "`{text}` is the weight of a link to one parent, and there is none, or several; the words were kept"
                    );
                    notes.push(Note::cell(Kind::Kept, row.line, &name, message));
                }
                kept.push(("weight".to_owned(), cells::prose(text)));
            }
        }
    }
}

/// Why a number is missing if the words do not say: what is counted was not measured, what is planned was
/// not set.
fn missing(mapped: &Mapped) -> MissingWord {
    let counted =
        mapped.steps.iter().any(|step| ["actuals", "actual", "baseline", "value"].contains(&step.as_str()));
    if counted { MissingWord::NotMeasured } else { MissingWord::NotSet }
}

/// Puts the entries of each map by time in the order of time; all else stays.
fn sort_by_time(sets: &mut [Set], calendar: &Calendar) {
    let map = |set: &Set| set.steps.len() == 3 && ["amounts", "measure"].contains(&set.steps[0].as_str());
    let order = |set: &Set| {
        let time = set.steps.get(2).and_then(|time| Time::parse(time).ok());
        time.map(|time| calendar.period(&time)).map(|period| (period.first, period.last))
    };
    for list in sets.chunk_by_mut(|one, other| map(one) && map(other) && one.steps[..2] == other.steps[..2]) {
        list.sort_by_key(order);
    }
}
