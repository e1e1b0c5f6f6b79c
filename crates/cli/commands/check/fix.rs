//! `check --fix` and `check --diff`: edits in rounds until nothing changes, then all files at once.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use anstream::ColorChoice;
use truenorth_core::fix::{self, Safety};
use truenorth_core::source::FileId;

use super::known::Earlier;
use super::{flags, judge, nothing, tell};
use crate::args::Check;
use crate::commands::Analysed;
use crate::failure::Failure;
use crate::load::{self, Loaded};
use crate::{diff, exit, output};

/// After so many rounds the rest waits for the next call. A round makes every fix that touches no other.
const MOST_ROUNDS: usize = 100;

/// The byte-order mark that some files begin with.
const MARK: &str = "\u{feff}";

/// A plan after its fixes, in memory.
struct Mended {
    loaded: Loaded,
    analysed: Analysed,
    /// The new texts by file name.
    texts: BTreeMap<String, String>,
    /// Files that lose their byte-order mark.
    unmarked: BTreeSet<String>,
    /// How many fixes were made.
    count: usize,
}

pub(super) fn run(check: &Check, color: ColorChoice) -> Result<u8, Failure> {
    let before = load::load(&check.input)?;
    if before.empty {
        return Ok(nothing());
    }
    let mended = mend(check, &before)?;
    let files = changed(&before, &mended);
    if check.fixes.diff {
        let mut out = String::new();
        for file in &files {
            out.push_str(&diff::unified(&file.path.display().to_string(), &file.old, &file.new));
        }
        output::to_stdout(&out, color)?;
        return Ok(match (files.is_empty(), mended.analysed.report.unreadable) {
            (false, _) => exit::FINDINGS,
            (true, true) => exit::FAILED,
            (true, false) => exit::CLEAN,
        });
    }
    if !files.is_empty() {
        let bytes: Vec<_> = files
            .iter()
            .map(|file| (file.path.as_path(), file.old.as_bytes(), file.new.as_bytes()))
            .collect();
        output::replace_files(&bytes)?;
        let plural =
            |count: usize, word: &str| format!("{count} {word}{}", if count == 1 { "" } else { "s" });
        let (fixes, count) = (plural(mended.count, "finding"), plural(files.len(), "file"));
        output::to_stderr(&format!("note: fixed {fixes} in {count}\n"));
    }
    tell(check, &mended.loaded, &mended.analysed, color)
}

/// Makes the fixes of all findings that are reported, in memory, until there are none left.
fn mend(check: &Check, before: &Loaded) -> Result<Mended, Failure> {
    let flags = flags(check);
    let earlier = Earlier::of(check, before, &flags)?;
    let wanted = if check.fixes.unsafe_fixes { Safety::Unsafe } else { Safety::Safe };
    let (mut texts, mut unmarked, mut count) = (BTreeMap::new(), BTreeSet::new(), 0);
    let mut rounds = 0;
    loop {
        let changes: Vec<(&str, &str)> =
            texts.iter().map(|(name, text): (&String, &String)| (name.as_str(), text.as_str())).collect();
        let mut loaded = load::load_with(&check.input, &changes)?;
        let analysed = judge(check, &mut loaded, &flags, earlier.as_ref())?;
        let findings = &analysed.report.findings;
        let fixes = findings.iter().filter_map(|finding| finding.fix.as_deref());
        let applied = fix::apply(&loaded.sources, fixes.filter(|fix| fix.safety <= wanted));
        rounds += 1;
        if applied.count == 0 || rounds > MOST_ROUNDS {
            return Ok(Mended { loaded, analysed, texts, unmarked, count });
        }
        count += applied.count;
        for file in applied.marks {
            let name = loaded.sources.name(file).to_owned();
            texts.entry(name.clone()).or_insert_with(|| loaded.sources.text(file).to_owned());
            unmarked.insert(name);
        }
        for (file, text) in applied.texts {
            texts.insert(loaded.sources.name(file).to_owned(), text);
        }
    }
}

/// A file that changes: its texts with a byte-order mark, if it has one.
struct Changed {
    path: PathBuf,
    old: String,
    new: String,
}

fn changed(before: &Loaded, mended: &Mended) -> Vec<Changed> {
    let mut files = Vec::new();
    for (file, source) in before.sources.iter() {
        let Some(new) = mended.texts.get(&source.name) else { continue };
        let with_mark = |text: &str, marked: bool| {
            if marked { format!("{MARK}{text}") } else { text.to_owned() }
        };
        let marked = is_marked(before, file);
        let stays = marked && !mended.unmarked.contains(&source.name);
        let (old, new) = (with_mark(&source.text, marked), with_mark(new, stays));
        if old != new {
            files.push(Changed { path: before.path(file), old, new });
        }
    }
    files
}

/// Whether a file begins with a byte-order mark, which its text among the sources has not.
fn is_marked(loaded: &Loaded, file: FileId) -> bool {
    let of_file = |finding: &&truenorth_core::finding::Finding| finding.primary.place.file == file;
    let rule = &truenorth_core::rules::BYTE_ORDER_MARK;
    loaded.findings.iter().filter(of_file).any(|finding| finding.rule == rule)
}
