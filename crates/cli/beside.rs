//! Files beside a plan that look like parts of it and that no `include` matches: they count for nothing, and nobody would see it.

use std::collections::BTreeSet;

use truenorth_core::belongs;
use truenorth_core::finding::{Finding, Level};
use truenorth_core::place::Place;
use truenorth_core::read::{self, Document};
use truenorth_core::rules;
use truenorth_core::source::Sources;

use crate::files::{self, Content};
use crate::tree::Tree;
use crate::vendored;

/// How many directories are looked into.
const MOST_DIRECTORIES: usize = 200;

/// How many entries a directory may have; one with more holds data.
const MOST_ENTRIES: usize = 10_000;

/// How many files are read.
const MOST_FILES: usize = 200;

/// How many bytes of a file are read; teams write smaller ones.
const MOST_BYTES: u64 = 1 << 20;

/// How many files and globs a finding names.
const NAMED: usize = 3;

/// The one finding on all such files. `sources` holds what the plan consists of.
pub(crate) fn find(tree: Tree<'_>, root: &Document, sources: &Sources) -> Option<Finding> {
    let mut known: BTreeSet<&str> = sources.iter().map(|(_, source)| source.name.as_str()).collect();
    known.extend(vendored::names(root));
    let mut found = Vec::new();
    let mut looked_at = 0;
    for directory in directories(tree, &root.content.include) {
        for name in names(tree, &directory).into_iter().filter_map(|entry| entry.file) {
            let name = format!("{directory}{name}");
            if looked_at == MOST_FILES || known.contains(name.as_str()) || !name.ends_with(".json") {
                continue;
            }
            looked_at += 1;
            if let Content::Read(bytes) = tree.read(&name, MOST_BYTES)
                && belongs::looks_like_part(&read::decode(bytes).0)
            {
                found.push(name);
            }
        }
    }
    (!found.is_empty()).then(|| told(root, &found))
}

/// An entry of a directory.
pub(crate) struct Entry {
    /// Its name, if it is a regular file.
    file: Option<String>,
    /// Its name, if it is a directory.
    directory: Option<String>,
}

impl Entry {
    pub(crate) fn file(name: String) -> Self {
        Self { file: Some(name), directory: None }
    }

    pub(crate) fn directory(name: String) -> Self {
        Self { file: None, directory: Some(name) }
    }

    fn name(&self) -> &str {
        self.file.as_deref().or(self.directory.as_deref()).unwrap_or("")
    }
}

/// What a directory holds, in order of names, without what is hidden; nothing of one that cannot be read or holds too much.
fn names(tree: Tree<'_>, directory: &str) -> Vec<Entry> {
    let mut entries = tree.entries(directory, MOST_ENTRIES).unwrap_or_default();
    entries.retain(|entry| !entry.name().starts_with('.'));
    entries.sort_by(|left, right| left.name().cmp(right.name()));
    entries
}

/// Where to look, each with a `/` at its end: the root file's directory, those below it, and those that `include` names.
fn directories(tree: Tree<'_>, include: &[String]) -> Vec<String> {
    let mut all = BTreeSet::from([String::new()]);
    let below = names(tree, "").into_iter().filter_map(|entry| entry.directory);
    all.extend(below.map(|name| format!("{name}/")));
    for glob in include.iter().filter(|glob| files::outside(glob).is_none()) {
        let glob = glob.strip_prefix("./").unwrap_or(glob);
        let plain = glob.find(['*', '?', '[', '{']).and_then(|at| glob.get(..at)).unwrap_or(glob);
        let named = plain.rfind('/').and_then(|at| plain.get(..=at)).unwrap_or("");
        if !named.split('/').any(|step| step.starts_with('.'))
            && !tree.leads_over_link(named.trim_end_matches('/'))
        {
            all.insert(named.to_owned());
        }
    }
    all.into_iter()
        .filter(|directory| directory.is_empty() || !tree.has(&format!("{directory}{}", files::ROOT)))
        .take(MOST_DIRECTORIES)
        .collect()
}

fn told(root: &Document, found: &[String]) -> Finding {
    let listed = |texts: &[String]| {
        let named: Vec<String> = texts.iter().take(NAMED).map(|text| format!("`{text}`")).collect();
        let more = texts.len().saturating_sub(NAMED);
        let rest = if more > 0 { format!(" and {more} more") } else { String::new() };
        format!("{}{rest}", named.join(", "))
    };
    // In the directory of the root file a glob would take in what else is there.
    let mut globs: Vec<String> = found
        .iter()
        .map(|name| {
            name.rfind('/').and_then(|at| name.get(..=at)).map_or(name.clone(), |at| format!("{at}*.json"))
        })
        .collect();
    globs.dedup();
    let count = match found.len() {
        1 => "1 file here looks like a plan file and is".to_owned(),
        many => format!("{many} files here look like plan files and are"),
    };
    let place = Place::value(root.file, root.content.spot).field("include");
    let message = format!("{count} in no `include`: {}", listed(found));
    Finding::new(&rules::FILE_IN_NO_INCLUDE, Level::Warning, place, message)
        .help(format!("add {} to `include`, or keep elsewhere what is no part of the plan", listed(&globs)))
}
