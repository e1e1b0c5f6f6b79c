//! Reads a whole plan from its directory.

use std::path::{Path, PathBuf};

use anstream::ColorChoice;
use truenorth_check::Report;
use truenorth_core::finding::{Finding, Level};
use truenorth_core::place::Place;
use truenorth_core::plan::Plan;
use truenorth_core::read::{self, Document};
use truenorth_core::resolve::{self, Setup};
use truenorth_core::rules;
use truenorth_core::scalar::Date;
use truenorth_core::scenario;
use truenorth_core::source::{FileId, Sources};

use crate::args::Input;
use crate::beside;
use crate::causes;
use crate::failure::Failure;
use crate::files::{self, Content, Includes, Limits};
use crate::git::Revision;
use crate::reading;
use crate::report::Shown;
use crate::tree::Tree;
use crate::vendored;

/// A plan as read.
pub(crate) struct Loaded {
    /// The directory of the root file.
    pub(crate) root: PathBuf,
    /// The texts.
    pub(crate) sources: Sources,
    /// The resolved plan.
    pub(crate) plan: Plan,
    /// What reading and resolving found.
    pub(crate) findings: Vec<Finding>,
    /// The day that counts as today.
    pub(crate) today: Date,
    /// The root file is an object without fields.
    pub(crate) empty: bool,
    /// How many files the plan has; a baseline joins the texts, not the plan.
    pub(crate) files: usize,
}

impl Loaded {
    /// The path of a file.
    pub(crate) fn path(&self, file: FileId) -> PathBuf {
        let name = self.sources.name(file);
        if self.root == Path::new(".") { PathBuf::from(name) } else { self.root.join(name) }
    }

    /// `teams/fleet.json:12`, for a message.
    pub(crate) fn at(&self, file: FileId, offset: usize) -> String {
        format!("{}:{}", self.path(file).display(), self.sources.line_column(file, offset).line)
    }

    /// What a format needs to show a report on this plan.
    pub(crate) fn shown<'a>(&'a self, report: &'a Report, color: ColorChoice) -> Shown<'a> {
        Shown {
            report,
            sources: &self.sources,
            files: self.files,
            root: &self.root,
            in_repository: None,
            today: self.today,
            scenario: self.plan.scenario.as_deref(),
            fail_on: self.plan.checks.fail_on.unwrap_or(Level::Error),
            color: color != ColorChoice::Never,
        }
    }
}

/// Finds, reads and resolves a plan under one of its scenarios, if one is named.
pub(crate) fn load_under(input: &Input, scenario: Option<&str>) -> Result<Loaded, Failure> {
    let root = files::find_root(&input.dir)?;
    under(scenario, &|texts| read_plan(input, root.clone(), Tree::Directory(&root), texts))
}

/// The same plan from other texts of the same files, by their names.
pub(crate) fn load_again(input: &Input, loaded: &Loaded, texts: &Texts<'_>) -> Result<Loaded, Failure> {
    let again = read_plan(input, loaded.root.clone(), Tree::Directory(&loaded.root), texts)?;
    let names = |of: &Loaded| of.sources.iter().map(|(_, source)| source.name.clone()).collect::<Vec<_>>();
    // A file that has come meanwhile would be read as it is.
    if names(&again) != names(loaded) {
        return Err(Failure::with_help(
            "files of the plan have come or gone meanwhile",
            "run the command again",
        ));
    }
    Ok(again)
}

/// The plan in the directory `root` as it was at a revision, under a scenario; the plain one if it had no such scenario.
/// `None` if there was no plan.
pub(crate) fn load_at(
    input: &Input,
    root: &Path,
    revision: &str,
    scenario: Option<&str>,
) -> Result<Option<Loaded>, Failure> {
    let Some(revision) = Revision::open(root, revision, &input.limits())? else { return Ok(None) };
    let read = |texts: &Texts<'_>| read_plan(input, root.to_owned(), Tree::Revision(&revision), texts);
    match under(scenario, &read) {
        Err(Failure::Stop { .. }) if scenario.is_some() => read(&[]).map(Some),
        other => other.map(Some),
    }
}

fn under(
    scenario: Option<&str>,
    read: &dyn Fn(&Texts<'_>) -> Result<Loaded, Failure>,
) -> Result<Loaded, Failure> {
    let plain = read(&[])?;
    let Some(id) = scenario else { return Ok(plain) };
    let unreadable = plain.findings.iter().any(|finding| finding.rule.unreadable);
    // One that does not apply whole is not laid over the plan: it would be another one.
    let is_fault = |finding: &Finding| {
        finding.rule.code == rules::SCENARIO_DOES_NOT_APPLY.code && finding.item.as_deref() == Some(id)
    };
    if plain.empty || unreadable || plain.findings.iter().any(is_fault) {
        return Ok(plain);
    }
    let Some(overlay) = scenario::overlay(&plain.sources, &plain.plan, id) else {
        let id = truenorth_core::sanitise::short(id, 80);
        return Err(Failure::with_help(
            format!("the plan has no scenario `{id}`"),
            scenario::suggestion(&plain.plan, &id),
        ));
    };
    let texts: Vec<(&str, &str)> =
        overlay.iter().map(|(file, text)| (plain.sources.name(*file), text.as_str())).collect();
    let mut under = read(&texts)?;
    under.plan.scenario = Some(id.to_owned());
    Ok(under)
}

/// Finds, reads and resolves a plan.
pub(crate) fn load(input: &Input) -> Result<Loaded, Failure> {
    load_with(input, &[])
}

/// Texts by the name of their file.
pub(crate) type Texts<'a> = [(&'a str, &'a str)];

/// The same with these texts in place of those of the files: the plan as it would be.
pub(crate) fn load_with(input: &Input, texts: &Texts<'_>) -> Result<Loaded, Failure> {
    let root = files::find_root(&input.dir)?;
    read_plan(input, root.clone(), Tree::Directory(&root), texts)
}

/// Reads and resolves the plan of a tree. `root` is its directory, for names.
fn read_plan(input: &Input, root: PathBuf, tree: Tree<'_>, texts: &Texts<'_>) -> Result<Loaded, Failure> {
    let limits = input.limits();
    let mut sources = Sources::default();
    let mut findings = Vec::new();
    let mut documents = Vec::new();
    let bytes = match tree.read(files::ROOT, limits.file.min(limits.plan)) {
        Content::Read(bytes) => changed(texts, files::ROOT, bytes),
        Content::Unreadable(why) => {
            let file = sources.add(files::ROOT, "");
            findings.push(unreadable(file, files::ROOT, &why));
            return Ok(finish(root, sources, Vec::new(), Vec::new(), findings, input, false));
        }
        Content::PassedOver(why) => return Err(Failure::new(format!("{}: {why}", files::ROOT))),
    };
    let rest = limits.plan.saturating_sub(bytes.len() as u64);
    let document = read::read(&mut sources, &mut findings, files::ROOT, bytes, true);
    let empty = document.is_empty;
    let limits = Limits { plan: rest, ..limits };
    include(tree, &document, limits, texts, &mut sources, &mut findings, &mut documents)?;
    // Where something could not be read, it may be the very `include`.
    if !findings.iter().any(|finding| finding.rule.unreadable) {
        findings.extend(beside::find(tree, &document, &sources));
    }
    let others = vendored::read(tree, &document, limits.file.min(limits.plan), &mut findings);
    documents.insert(0, document);
    let items: usize = documents.iter().map(|document| document.items).sum();
    if items as u64 > limits.items {
        let most = documents.iter().max_by_key(|document| document.items);
        let most = most.map_or("", |document| sources.name(document.file));
        return Err(Failure::with_help(
            format!("the plan has {items} items; the limit is {}; most are in {most}", limits.items),
            "split the plan, or run with a higher --limit if one was given",
        ));
    }
    Ok(finish(root, sources, documents, others, findings, input, empty))
}

fn changed(texts: &Texts<'_>, name: &str, bytes: Vec<u8>) -> Vec<u8> {
    texts.iter().find(|(of, _)| *of == name).map_or(bytes, |(_, text)| text.as_bytes().to_vec())
}

fn finish(
    root: PathBuf,
    sources: Sources,
    documents: Vec<Document>,
    others: Vec<(String, Plan)>,
    mut findings: Vec<Finding>,
    input: &Input,
    empty: bool,
) -> Loaded {
    let whole = !findings.iter().any(|finding| finding.rule.unreadable);
    let setup = Setup { name: directory_name(&root), whole, others };
    let plan = resolve::resolve_with(documents, setup, &mut findings);
    if whole {
        scenario::check(&sources, &plan, &mut findings);
    }
    causes::name_missing_files(&mut findings);
    let today = input.today.or(plan.as_of).unwrap_or_else(files::system_date);
    let files = sources.len();
    Loaded { root, sources, plan, findings, today, empty, files }
}

fn unreadable(file: FileId, name: &str, why: &str) -> Finding {
    let message = format!("`{name}` cannot be read: {why}");
    Finding::new(&rules::UNREADABLE_FILE, Level::Error, Place::bytes(file, 0..0), message)
        .help("give the file other rights or another place, split it if it is too large, or narrow `include`")
}

/// Reads what the root file includes.
fn include(
    tree: Tree<'_>,
    document: &Document,
    limits: Limits,
    edited: &Texts<'_>,
    sources: &mut Sources,
    findings: &mut Vec<Finding>,
    documents: &mut Vec<Document>,
) -> Result<(), Failure> {
    let written = &document.content.include;
    let place =
        |entry: usize| Place::value(document.file, document.content.spot).field("include").index(entry);
    let mut globs = Vec::new();
    for (entry, glob) in written.iter().enumerate() {
        match files::outside(glob) {
            Some(why) => findings.push(
                Finding::new(&rules::INCLUDE_OUTSIDE, Level::Error, place(entry), why)
                    .help("write a glob such as \"teams/*.json\""),
            ),
            None => globs.push((entry, glob.strip_prefix("./").unwrap_or(glob))),
        }
    }
    if globs.is_empty() {
        return Ok(());
    }
    let texts: Vec<&str> = globs.iter().map(|(_, glob)| *glob).collect();
    let includes = match Includes::new(&texts) {
        Ok(includes) => includes,
        Err((position, why)) => {
            let entry = globs.get(position).map_or(0, |(entry, _)| *entry);
            let message = format!("this glob cannot be read: {why}");
            findings.push(
                Finding::new(&rules::INCLUDE_OUTSIDE, Level::Error, place(entry), message)
                    .help("write a glob such as \"teams/*.json\""),
            );
            return Ok(());
        }
    };
    let mut used = vec![false; globs.len()];
    let elsewhere = vendored::names(document);
    let first = sources.next();
    let mut to_read = Vec::new();
    let mut others = Vec::new();
    let mut names = Vec::new();
    for found in tree.included(&includes, &limits)? {
        for position in includes.matches(&found.name) {
            if let Some(used) = used.get_mut(position) {
                *used = true;
            }
        }
        if elsewhere.contains(&found.name.as_str()) {
            continue;
        }
        let file = FileId(first.0.saturating_add(u32::try_from(names.len()).unwrap_or(u32::MAX)));
        match found.content {
            Content::Read(bytes) => to_read.push((file, changed(edited, &found.name, bytes))),
            Content::Unreadable(why) => others.push(unreadable(file, &found.name, &why)),
            Content::PassedOver(why) => {
                let message = format!("`{}` was passed over: {why}", found.name);
                others.push(
                    Finding::new(&rules::FILE_PASSED_OVER, Level::Warning, Place::bytes(file, 0..0), message)
                        .help("put the file itself there, or narrow `include`"),
                );
            }
        }
        names.push(found.name);
    }
    let mut read = reading::read_all(to_read).into_iter().peekable();
    for name in names {
        match read.next_if(|next| next.document.file == sources.next()) {
            Some(next) => {
                sources.add(name, next.text);
                findings.extend(next.findings);
                documents.push(next.document);
            }
            None => {
                sources.add(name, "");
            }
        }
    }
    findings.extend(others);
    for (position, (entry, glob)) in globs.iter().enumerate() {
        if !used.get(position).copied().unwrap_or(true) && *glob != files::ROOT {
            findings.push(
                Finding::new(
                    &rules::INCLUDE_MATCHES_NOTHING,
                    Level::Warning,
                    place(*entry),
                    format!("no file matches `{glob}`"),
                )
                .help("mend the glob, or take it out"),
            );
        }
    }
    Ok(())
}

/// The name of a plan that names none: its directory's.
fn directory_name(root: &Path) -> String {
    let absolute = std::fs::canonicalize(root).unwrap_or_else(|_| root.to_owned());
    absolute.file_name().map_or_else(|| "plan".to_owned(), |name| name.to_string_lossy().into_owned())
}
