//! `truenorth new`

use std::path::Path;

use anstream::ColorChoice;
use truenorth_core::edit;
use truenorth_core::json::{Tape, scan};
use truenorth_core::model::Kind;
use truenorth_core::sanitise::one_line;
use truenorth_core::scalar::{self, Id, Mistake, did_you_mean};
use truenorth_core::source::FileId;

use crate::args::{New, NewCommon, NewDecision, NewGoal, NewItem, NewRisk};
use crate::edits::{self, Found, State};
use crate::failure::Failure;
use crate::{exit, files, output};

/// A list of a file or goal, and what is added to it.
struct Addition {
    file: FileId,
    /// The full id of the goal that holds the list; none for the file's own object.
    inside: Option<String>,
    list: &'static str,
    fields: Vec<(&'static str, String)>,
    /// What one should write next.
    next: String,
}

pub(super) fn run(new: &New, color: ColorChoice) -> Result<u8, Failure> {
    let common = match &new.what {
        NewItem::Goal(goal) => &goal.common,
        NewItem::Risk(risk) => &risk.common,
        NewItem::Decision(decision) => &decision.common,
    };
    sound_title(&common.title)?;
    let before = State::now(&common.input)?;
    super::refuse_unreadable(&before.loaded, &before.analysed.report, color)?;
    let plan = Plan { items: edits::items(&before.loaded), state: &before };
    plan.free(&common.id)?;
    if let Some(owner) = &common.owner {
        plan.known(owner, "owner")?;
    }
    let addition = match &new.what {
        NewItem::Goal(goal) => plan.goal(goal)?,
        NewItem::Risk(risk) => plan.risk(risk)?,
        NewItem::Decision(decision) => plan.decision(decision)?,
    };
    let tape = edits::tape(&before.loaded, addition.file)?;
    let holder = match &addition.inside {
        None => 0,
        Some(id) => edit::item(&tape, id).map_or(0, |item| item.node),
    };
    let entry = written(&tape, holder, &addition);
    let change = edit::add_to_list(&tape, holder, addition.list, &entry)?;
    let text = edit::apply(tape.text(), &[change])?;
    let after = edits::save(&common.input, &before, &[(addition.file, text)], color)?;
    let found = edits::find(&after.loaded, &common.id)?;
    let at = edits::place(&after.loaded, &found);
    let told = format!("{}: added `{}`\nnext:  write {}\n", one_line(&at), common.id, addition.next);
    output::to_stdout(&told, color)?;
    Ok(exit::CLEAN)
}

/// The plan before the addition.
struct Plan<'a> {
    items: Vec<Found>,
    state: &'a State,
}

impl Plan<'_> {
    /// Refuses an id that is none, or that an item has or had.
    fn free(&self, id: &str) -> Result<(), Failure> {
        Id::parse(id).map_err(mistake)?;
        let former = |found: &Found| found.aliases.iter().any(|alias| alias == id);
        let Some(found) = self.items.iter().find(|found| found.item.id == id || former(found)) else {
            return Ok(());
        };
        let at = edits::place(&self.state.loaded, found);
        let has = if found.item.id == id { "has" } else { "had" };
        Err(Failure::with_help(
            format!("the item at {at} {has} the id `{id}`"),
            "choose one that nothing in the plan has",
        ))
    }

    /// The item that an argument names.
    fn known(&self, id: &str, argument: &str) -> Result<&Found, Failure> {
        let found = self.items.iter().find(|found| found.item.id == id);
        found.ok_or_else(|| {
            let message = format!("--{argument}: there is no item `{id}`");
            match did_you_mean(id, self.items.iter().map(|found| found.item.id.as_str())) {
                Some(near) => Failure::with_help(message, format!("did you mean `{near}`?")),
                None => Failure::with_help(message, "items are named by their full id"),
            }
        })
    }

    fn goal(&self, new: &NewGoal) -> Result<Addition, Failure> {
        let NewGoal { common, parent, kind, due } = new;
        let like = match kind {
            None => None,
            Some(kind) => Some(self.like(kind)?),
        };
        let parent_found = match parent.as_deref() {
            Some(parent) => Some(self.known(parent, "parent")?),
            None => None,
        };
        let outer = common.id.rsplit_once('/');
        let (file, inside, list, own) = match outer {
            Some((outer, own)) => {
                let found = self.holder(outer)?;
                (found.file, Some(outer.to_owned()), nested_list(like)?, own)
            }
            None => {
                let list = if like == Some(Kind::Pillar) { "pillars" } else { "goals" };
                // Beside its parent; below a pillar, where goals of all teams meet, rather beside its owner's.
                let beside =
                    parent_found.filter(|found| found.item.section == "goals" && common.into.is_none());
                let near =
                    parent_found.filter(|found| found.item.section == "pillars").map(|found| found.file);
                let file = match beside {
                    Some(found) => found.file,
                    None => self.file(common, list, near)?,
                };
                (file, None, list, common.id.as_str())
            }
        };
        if inside.is_some() && common.into.is_some() {
            return Err(Failure::with_help(
                "a nested goal stands in the file of its goal",
                "leave --into out, or give an id without `/` and --parent",
            ));
        }
        let mut fields = head(common, own);
        let by_place = match list {
            "pillars" => "pillar",
            "goals" => "objective",
            "key_results" => "key_result",
            "initiatives" => "initiative",
            _ => "milestone",
        };
        if let Some(kind) = kind.as_deref().filter(|kind| *kind != by_place) {
            fields.push(("kind", quoted(kind)));
        }
        if inside.is_none() && list == "goals" || parent.is_some() {
            fields.push(("contributes_to", quoted(parent.as_deref().unwrap_or("vision"))));
        }
        owner(common, &mut fields);
        // Nobody at all would be an error at once.
        let is_owned = common.owner.is_some() || self.has_default(file, "owner");
        if list != "pillars" && !is_owned {
            fields.push(("help_wanted", "true".to_owned()));
        }
        if let Some(due) = due {
            fields.push(("due", quoted(due)));
        }
        let measured = list == "key_results" || matches!(like, Some(Kind::KeyResult | Kind::Kpi));
        if measured {
            fields.push(("measure", "{ \"baseline\": \"not_set\", \"target\": \"not_set\" }".to_owned()));
        }
        let is_dated = due.is_some() || self.has_default(file, "period");
        let is_objective = list == "goals" && like.is_none_or(|like| like == Kind::Objective);
        let mut missing = if measured { vec!["unit", "baseline", "target"] } else { Vec::new() };
        missing.extend((!is_owned).then_some("owner"));
        missing.extend((!is_dated).then_some(if is_objective { "period" } else { "due" }));
        missing.extend((is_objective && !measured).then_some("key results"));
        let next = if list == "pillars" {
            "its description, and goals that contribute to it".to_owned()
        } else if missing.is_empty() {
            "its description".to_owned()
        } else {
            format!("its {}", enumerated(&missing))
        };
        Ok(Addition { file, inside, list, fields, next })
    }

    /// The built-in kind of a kind of the plan.
    fn like(&self, word: &str) -> Result<Kind, Failure> {
        let kinds = &self.state.loaded.plan.kinds;
        let found = kinds.iter().find(|kind| kind.word == word).map(|kind| kind.like);
        found.ok_or_else(|| {
            let words: Vec<&str> = kinds.iter().map(|kind| kind.word.as_str()).collect();
            Failure::with_help(
                format!("--kind: there is no kind `{word}`"),
                format!("the kinds are {}", words.join(", ")),
            )
        })
    }

    /// The goal that a new one is nested in.
    fn holder(&self, id: &str) -> Result<Found, Failure> {
        let found = edits::find(&self.state.loaded, id)?;
        if matches!(found.item.section, "goals" | "pillars") {
            return Ok(found);
        }
        Err(Failure::with_help(
            format!("`{id}` is no goal, so no goal is nested in it"),
            "give the new goal an id without `/`",
        ))
    }

    fn risk(&self, new: &NewRisk) -> Result<Addition, Failure> {
        let NewRisk { common, threatens } = new;
        let mut near = None;
        for id in threatens {
            let found = self.known(id, "threatens")?;
            near = near.or(Some(found.file));
        }
        let file = self.file(common, "risks", near)?;
        let mut fields = head(common, &common.id);
        owner(common, &mut fields);
        if !threatens.is_empty() {
            let ids: Vec<String> = threatens.iter().map(|id| quoted(id)).collect();
            fields.push(("threatens", format!("[{}]", ids.join(", "))));
        }
        fields.push(("status", quoted("open")));
        let mut missing = vec!["cause, event and consequence", "likelihood and impact (1 to 5)", "treatment"];
        let is_owned = common.owner.is_some() || self.has_default(file, "owner");
        missing.extend((!is_owned).then_some("owner"));
        let next = format!("its {}", enumerated(&missing));
        Ok(Addition { file, inside: None, list: "risks", fields, next })
    }

    fn decision(&self, new: &NewDecision) -> Result<Addition, Failure> {
        let NewDecision { common, options } = new;
        let mut written: Vec<(String, String)> = Vec::new();
        for option in options {
            let Some((id, title)) = option.split_once('=').filter(|(_, title)| !title.trim().is_empty())
            else {
                return Err(Failure::with_help(
                    format!("--option: `{option}` is no option"),
                    "write ID=TITLE, such as lease=\"Lease a vessel\"",
                ));
            };
            Id::parse(id).map_err(mistake)?;
            if id.contains('/') || written.iter().any(|(other, _)| other == id) {
                return Err(Failure::with_help(
                    format!("--option: `{id}` is not the id of one option"),
                    "give each option an id of its own, without `/`",
                ));
            }
            written
                .push((id.to_owned(), format!("{{ \"id\": {}, \"title\": {} }}", quoted(id), quoted(title))));
        }
        let file = self.file(common, "decisions", None)?;
        let mut fields = head(common, &common.id);
        fields.push(("status", quoted("proposed")));
        owner(common, &mut fields);
        if !written.is_empty() {
            let options: Vec<&str> = written.iter().map(|(_, option)| option.as_str()).collect();
            fields.push(("options", format!("[\n    {}\n  ]", options.join(",\n    "))));
        }
        let options = if options.is_empty() { "options with" } else { "the" };
        let next = format!("its context and deciders, {options} pros and cons; then what was chosen and why");
        Ok(Addition { file, inside: None, list: "decisions", fields, next })
    }

    /// The file for a new item of a section: the one that is named; else the one with most items of its owner in that
    /// section; else the one that holds the section, if it is one; else `near`; else the root file.
    fn file(&self, common: &NewCommon, section: &str, near: Option<FileId>) -> Result<FileId, Failure> {
        let loaded = &self.state.loaded;
        if let Some(into) = &common.into {
            return self.named(into);
        }
        let mut best: Option<(usize, FileId)> = None;
        let mut with_section = Vec::new();
        for (file, source) in loaded.sources.iter() {
            let (tape, _) = scan(&source.text);
            if tape.field(0, section).is_some() {
                with_section.push(file);
            }
            let Some(owner) = &common.owner else { continue };
            let count = self.owned(&tape, file, section, owner);
            if count > best.map_or(0, |(most, _)| most) {
                best = Some((count, file));
            }
        }
        let only = match with_section.as_slice() {
            [file] => Some(*file),
            _ => None,
        };
        let root = loaded.sources.iter().find(|(_, source)| source.name == files::ROOT).map(|(file, _)| file);
        let found = best.map(|(_, file)| file).or(only).or(near).or(root);
        found.ok_or_else(|| Failure::new("the plan has no root file"))
    }

    /// Whether the items of a file have a field without naming it.
    fn has_default(&self, file: FileId, field: &str) -> bool {
        let (tape, _) = scan(self.state.loaded.sources.text(file));
        tape.field(0, "defaults").is_some_and(|(_, defaults)| tape.field(defaults, field).is_some())
    }

    /// How many items of a section in a file have this owner, by the file's defaults or themselves.
    fn owned(&self, tape: &Tape<'_>, file: FileId, section: &str, owner: &str) -> usize {
        let is_owner = |node: Option<(usize, usize)>| node.map(|(_, value)| tape.string(value) == owner);
        let by_default =
            tape.field(0, "defaults").and_then(|(_, defaults)| is_owner(tape.field(defaults, "owner")));
        let items = self.items.iter().filter(|found| found.file == file && found.item.section == section);
        items
            .filter(|found| is_owner(tape.field(found.item.node, "owner")).or(by_default) == Some(true))
            .count()
    }

    /// A file of the plan, by its name in the plan or its path.
    fn named(&self, into: &Path) -> Result<FileId, Failure> {
        let loaded = &self.state.loaded;
        let same = |file: FileId| {
            let path = std::fs::canonicalize(loaded.path(file));
            path.is_ok_and(|path| std::fs::canonicalize(into).is_ok_and(|into| into == path))
        };
        let found =
            loaded.sources.iter().find(|(file, source)| Path::new(&source.name) == into || same(*file));
        let found = found.filter(|(_, source)| !source.text.is_empty()).map(|(file, _)| file);
        found.ok_or_else(|| {
            Failure::with_help(
                format!("--into: {} is no file of the plan", into.display()),
                "name one that `include` of truenorth.json matches; a new file begins with `{}`",
            )
        })
    }
}

/// The list of a goal for goals like this.
fn nested_list(like: Option<Kind>) -> Result<&'static str, Failure> {
    match like {
        None | Some(Kind::KeyResult) => Ok("key_results"),
        Some(Kind::Initiative) => Ok("initiatives"),
        Some(Kind::Milestone) => Ok("milestones"),
        Some(_) => Err(Failure::with_help(
            "only key results, initiatives and milestones are nested in a goal",
            "give the new goal an id without `/`, and --parent",
        )),
    }
}

/// A title is a line that shows.
fn sound_title(title: &str) -> Result<(), Failure> {
    if title.trim().is_empty() {
        return Err(Failure::with_help("the title is empty", "say in one line what it is"));
    }
    if let Some((character, _)) = scalar::text::hidden_characters(title, false) {
        let message = format!("the title holds U+{:04X}, which does not show", u32::from(character));
        return Err(Failure::with_help(message, "write a title of one line, in characters that show"));
    }
    Ok(())
}

fn head(common: &NewCommon, own: &str) -> Vec<(&'static str, String)> {
    vec![("id", quoted(own)), ("title", quoted(&common.title))]
}

fn owner(common: &NewCommon, fields: &mut Vec<(&'static str, String)>) {
    if let Some(owner) = &common.owner {
        fields.push(("owner", quoted(owner)));
    }
}

/// `a, b and c`
fn enumerated(words: &[&str]) -> String {
    match words {
        [] => String::new(),
        [word] => (*word).to_owned(),
        [words @ .., last] => format!("{} and {last}", words.join(", ")),
    }
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

fn mistake(mistake: Mistake) -> Failure {
    match mistake.help {
        Some(help) => Failure::with_help(mistake.message, help),
        None => Failure::new(mistake.message),
    }
}

/// The new item: on one line if it fits and another entry of the list does, or if the file has no lines.
fn written(tape: &Tape<'_>, holder: usize, addition: &Addition) -> String {
    let fields: Vec<String> =
        addition.fields.iter().map(|(name, value)| format!("\"{name}\": {value}")).collect();
    let flat = format!("{{ {} }}", fields.join(", "));
    let list = tape.field(holder, addition.list).map(|(_, list)| list);
    let others: Vec<usize> = list.map_or_else(Vec::new, |list| tape.elements(list).collect());
    let blocks = !others.is_empty() && others.iter().all(|entry| tape.raw(*entry).contains('\n'));
    // Indentation of an item of a section, or of one nested in such an item.
    let indent = if addition.inside.is_some() { 8 } else { 4 };
    let fits = !flat.contains('\n') && flat.chars().count() + indent < edit::WIDTH;
    if !tape.text().trim_end().contains('\n') {
        return flat.lines().map(str::trim_start).collect();
    }
    if fits && !blocks { flat } else { format!("{{\n  {}\n}}", fields.join(",\n  ")) }
}
