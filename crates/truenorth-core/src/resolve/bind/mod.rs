//! Binds references: by full id, else by former id, else a finding.

mod goals;
mod others;
mod sections;
mod wanted;

use crate::finding::{Finding, Level};
use crate::fix::{Change, Fix};
use crate::model;
use crate::place::Place;
use crate::plan::{Item, Owner, Plan, TeamIx, Up};
use crate::rules;
use crate::scalar::{Candidates, Currency, Near, Reference, did_you_mean};
use crate::source::FileId;
use std::collections::BTreeMap;
use wanted::Wanted;

/// Binds every reference of the plan.
pub(super) fn bind(
    plan: &mut Plan,
    raw: &super::collect::Raw,
    files: &[(FileId, model::Defaults)],
    whole: bool,
    findings: &mut Vec<Finding>,
) {
    for (alias, item) in &raw.aliases {
        plan.former_ids.entry(alias.as_str().into()).or_insert(*item);
    }
    let mut binder = Binder {
        plan,
        findings,
        whole,
        unresolved: 0,
        of: "",
        ids: BTreeMap::new(),
        other_ids: BTreeMap::new(),
    };
    let defaults: Vec<FileDefaults> =
        files.iter().map(|(file, defaults)| binder.defaults(*file, defaults)).collect();
    let teams = binder.teams();
    let people = binder.people();
    let roles = binder.roles();
    let accounts = binder.accounts();
    let goals = binder.goals(&defaults);
    let lines = binder.lines(&defaults);
    let growth = binder.growth(&defaults);
    let sections = binder.sections(&defaults);
    let unresolved = binder.unresolved;
    plan.unresolved = unresolved;
    sections.put(plan);
    others::put(plan, teams, people, roles, accounts, lines, growth);
    goals::put(plan, goals);
}

/// A file's `defaults`, bound.
#[derive(Clone, Copy)]
struct FileDefaults {
    file: FileId,
    owner: Option<Owner>,
    team: Option<TeamIx>,
    currency: Option<Currency>,
}

struct Binder<'a> {
    plan: &'a Plan,
    findings: &'a mut Vec<Finding>,
    whole: bool,
    /// References into other plans that are not here.
    unresolved: usize,
    /// Id of the item whose references are bound.
    of: &'a str,
    /// Every id of the kinds that are wanted; made for the first suggestion of one of them.
    ids: BTreeMap<Wanted, Candidates<'a>>,
    /// The same of other plans.
    other_ids: BTreeMap<&'a str, Candidates<'a>>,
}

impl<'a> Binder<'a> {
    /// Names the item whose references follow.
    fn about(&mut self, id: &'a str) {
        self.of = id;
    }

    fn push(&mut self, finding: Finding) {
        self.findings.push(if self.of.is_empty() { finding } else { finding.item(self.of) });
    }

    /// The item a reference leads to, if it is one that is wanted; `None` for another plan's items, items not read, and
    /// nothing.
    fn item(&mut self, reference: &Reference, wanted: Wanted, place: impl Fn() -> Place) -> Option<Item> {
        let found = self.any_item(reference, wanted, &place)?;
        if wanted.fits(found) {
            return Some(found);
        }
        self.wrong_kind(found, wanted.words(), place());
        None
    }

    /// The item a reference leads to; if there is none, one of the kind that is wanted is proposed.
    fn any_item(&mut self, reference: &Reference, wanted: Wanted, place: impl Fn() -> Place) -> Option<Item> {
        // Nearly every reference is the id of an item of this plan, and no id has the colon of one of another plan.
        if let Some(item) = self.plan.find(reference.as_str()) {
            return Some(item);
        }
        if let Some(other) = reference.plan() {
            self.in_other_plan(other, reference.id(), place);
            return None;
        }
        let id = reference.as_str();
        if let Some(item) = self.plan.former_ids.get(id).copied() {
            let now = self.plan.item_id(item).to_owned();
            self.push(
                Finding::new(
                    &rules::FORMER_ID,
                    Level::Note,
                    place(),
                    format!("`{id}` is a former id of `{now}`"),
                )
                .help(format!("write \"{now}\""))
                .fix(Fix::safe(
                    format!("write `{now}`"),
                    Change::Text { place: place(), was: id.to_owned(), text: now },
                )),
            );
            return Some(item);
        }
        if let Some(item) = self.plan.around(id) {
            return Some(item);
        }
        if !self.whole || self.plan.unread_ids.contains(id) {
            return None;
        }
        let mut finding = Finding::new(
            &rules::UNKNOWN_REFERENCE,
            Level::Error,
            place(),
            format!("nothing in this plan has the id `{id}`"),
        );
        let plan = self.plan;
        let fitting = || plan.names().filter(|name| plan.find(name).is_some_and(|item| wanted.fits(item)));
        let ids = self.ids.entry(wanted).or_insert_with(|| Candidates::new(fitting()));
        let near = ids.nearest(id);
        finding.help = Some(suggestion(id, near, ids, wanted));
        if let Some(Near { id: near, is_only_slip: true }) = near {
            let change = Change::Text { place: place(), was: id.to_owned(), text: near.to_owned() };
            finding = finding.fix(Fix::not_safe(format!("write `{near}`"), change));
        }
        self.push(finding);
        None
    }

    /// A reference into another plan: it must be named in `plans`, and lead somewhere if that plan is here.
    fn in_other_plan(&mut self, other: &str, id: &str, place: impl Fn() -> Place) {
        let Some(found) = self.plan.others.iter().find(|plan| plan.id == other) else {
            let mut finding = Finding::new(
                &rules::UNKNOWN_PLAN,
                Level::Error,
                place(),
                format!("the root file names no plan `{other}`"),
            );
            let names = self.plan.others.iter().map(|plan| plan.id.as_str());
            finding.help = Some(match did_you_mean(other, names) {
                Some(near) => format!("did you mean `{near}:{id}`?"),
                None => {
                    format!("add `\"plans\": {{ \"{other}\": {{ \"title\": \"...\" }} }}` to truenorth.json")
                }
            });
            self.push(finding);
            return;
        };
        let Some(plan) = &found.plan else {
            self.unresolved += 1;
            return;
        };
        if plan.find(id).or_else(|| plan.former_ids.get(id).copied()).or_else(|| plan.around(id)).is_some() {
            return;
        }
        let version =
            found.written.version.as_ref().map(|version| format!(", version {version},")).unwrap_or_default();
        let mut finding = Finding::new(
            &rules::UNKNOWN_IN_OTHER_PLAN,
            Level::Error,
            place(),
            format!("nothing in the plan `{other}`{version} has the id `{id}`"),
        );
        let ids = || Candidates::new(plan.names());
        let near = self.other_ids.entry(&found.id).or_insert_with(ids).nearest(id);
        finding.help = Some(match near {
            Some(near) => format!("did you mean `{other}:{}`?", near.id),
            None => {
                "look whether that edition still has the item, or vendor the edition that is meant".to_owned()
            }
        });
        if let (Some(file), Some(root)) = (&found.written.file, self.plan.root) {
            let file: String = file.chars().take(60).collect();
            finding = finding.also(
                Place::value(root, found.written.spot).field("file"),
                format!("that plan is read from {}", crate::scalar::text::shown(&file)),
            );
        }
        self.push(finding);
    }

    fn wrong_kind(&mut self, item: Item, wanted: &str, place: Place) {
        let id = self.plan.item_id(item).to_owned();
        let kind = self.plan.item_kind(item).to_owned();
        let mut finding = Finding::new(
            &rules::WRONG_KIND_OF_REFERENCE,
            Level::Error,
            place,
            format!("expected {wanted}, but `{id}` is a {kind}"),
        )
        .help(format!("write the id of {wanted}"));
        if let Some(there) = self.plan.item_place(item) {
            finding = finding.also(there, format!("this {kind}"));
        }
        self.push(finding);
    }

    fn up(&mut self, reference: &Reference, place: impl Fn() -> Place) -> Option<Up> {
        match self.item(reference, Wanted::Up, place)? {
            Item::Vision => Some(Up::Vision),
            Item::Goal(goal) => Some(Up::Goal(goal)),
            _ => None,
        }
    }

    fn owner(&mut self, reference: Option<&Reference>, place: impl Fn() -> Place) -> Option<Owner> {
        match self.item(reference?, Wanted::Owner, place)? {
            Item::Organization => Some(Owner::Organization),
            Item::Team(team) => Some(Owner::Team(team)),
            Item::Person(person) => Some(Owner::Person(person)),
            Item::Role(role) => Some(Owner::Role(role)),
            _ => None,
        }
    }

    fn team(&mut self, reference: Option<&Reference>, place: impl Fn() -> Place) -> Option<TeamIx> {
        match self.item(reference?, Wanted::Team, place)? {
            Item::Team(team) => Some(team),
            _ => None,
        }
    }

    fn defaults(&mut self, file: FileId, written: &model::Defaults) -> FileDefaults {
        let place = || Place::value(file, written.spot);
        FileDefaults {
            file,
            owner: self.owner(written.owner.as_ref(), || place().field("owner")),
            team: self.team(written.team.as_ref(), || place().field("team")),
            currency: written.currency,
        }
    }
}

/// What to write in place of an id that nothing has.
fn suggestion(id: &str, near: Option<Near<'_>>, ids: &Candidates<'_>, wanted: Wanted) -> String {
    if id == "vision" {
        return "the root file has no `vision`; write one".to_owned();
    }
    if let Some(near) = near {
        return format!("did you mean `{}`?", near.id);
    }
    if let Some(full) = ids.nested(id) {
        return format!("a nested goal is named by its full id: write `{full}`");
    }
    if wanted.fits_goals() {
        return format!("write the full id of {}; a nested goal has the id `parent/own`", wanted.words());
    }
    format!("write the id of {}", wanted.words())
}

/// The defaults of a file; none for a file that has none.
fn of_file(defaults: &[FileDefaults], file: FileId) -> Option<FileDefaults> {
    // Files are few beside items, and ids of files are dense and in order.
    defaults
        .get(file.0 as usize)
        .copied()
        .filter(|found| found.file == file)
        .or_else(|| defaults.iter().find(|found| found.file == file).copied())
}
