//! `check --watch`: checks again when a file of the plan changes.
//!
//! The files are looked at a few times a second. That is the same on every system and needs no further dependency; what it
//! costs is in `docs/decisions/0024-against-reads-blobs.md`.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, SystemTime};

use anstream::ColorChoice;
use truenorth_core::json::{NodeKind, scan};

use crate::args::Check;
use crate::failure::Failure;
use crate::files::{self, Content, Includes};
use crate::{baseline, output};

/// Time between two looks at the files.
const INTERVAL: Duration = Duration::from_millis(200);

/// What is seen of the files: when each was written and how long it is.
type Seen = BTreeMap<PathBuf, Option<(SystemTime, u64)>>;

pub(super) fn run(check: &Check, color: ColorChoice) -> Result<u8, Failure> {
    let root = files::find_root(&check.input.dir)?;
    let look = || look(check, &root);
    let mut changes = Changes::new(look());
    loop {
        match super::once(check, color) {
            Ok(_) => {}
            Err(Failure::Gone) => return Err(Failure::Gone),
            // The next change may mend it.
            Err(failure) => {
                failure.tell();
            }
        }
        let files = match changes.seen.len() {
            1 => "1 file".to_owned(),
            count => format!("{count} files"),
        };
        output::to_stderr(&format!("watching {files}; Ctrl-C ends\n"));
        loop {
            thread::sleep(INTERVAL);
            if changes.next(look()) {
                break;
            }
        }
    }
}

/// Looks at the files of the plan: the root file, what it includes, other plans it names, and the baseline.
fn look(check: &Check, root: &Path) -> Seen {
    let mut paths = vec![root.join(files::ROOT), baseline::path(root, check.known.baseline.as_deref())];
    let limits = check.input.limits();
    if let Content::Read(bytes) = files::read(&root.join(files::ROOT), limits.file) {
        let text = String::from_utf8_lossy(&bytes);
        let (globs, others) = named(&text);
        let globs: Vec<&str> = globs.iter().map(|glob| glob.strip_prefix("./").unwrap_or(glob)).collect();
        if let Ok(includes) = Includes::new(&globs)
            && !globs.is_empty()
            && let Ok(found) = files::listed(root, &includes, &limits)
        {
            paths.extend(found.into_iter().map(|file| root.join(file.name)));
        }
        paths.extend(others.iter().filter(|name| files::outside(name).is_none()).map(|name| root.join(name)));
    }
    let stamp = |path: &Path| {
        let found = fs::metadata(path).ok()?;
        Some((found.modified().ok()?, found.len()))
    };
    paths.into_iter().map(|path| (path.clone(), stamp(&path))).filter(|(_, stamp)| stamp.is_some()).collect()
}

/// The globs of `include` and the files of other plans that a root file names. A damaged one names what can be read of it.
fn named(text: &str) -> (Vec<String>, Vec<String>) {
    let (tape, _) = scan(text);
    let text = |node: usize| (tape.kind(node) == NodeKind::String).then(|| tape.string(node).into_owned());
    let globs = tape.field(0, "include").map_or_else(Vec::new, |(_, list)| match tape.kind(list) {
        NodeKind::Array => tape.elements(list).filter_map(text).collect(),
        _ => text(list).into_iter().collect(),
    });
    let others = tape.field(0, "plans").map_or_else(Vec::new, |(_, plans)| {
        let file = |(_, plan)| tape.field(plan, "file").and_then(|(_, file)| text(file));
        tape.entries(plans).filter_map(file).collect()
    });
    (globs, others)
}

/// Says when it is time to check again: when something differs from what was seen last and has come to rest. Editors write
/// a file in several steps, and a checkout writes many files.
struct Changes<S> {
    seen: S,
    waiting: Option<S>,
}

impl<S: PartialEq> Changes<S> {
    fn new(seen: S) -> Self {
        Self { seen, waiting: None }
    }

    /// Takes what is seen now.
    fn next(&mut self, now: S) -> bool {
        let at_rest = self.waiting.take().is_some_and(|before| before == now);
        if now == self.seen {
            return false;
        }
        if at_rest {
            self.seen = now;
            return true;
        }
        self.waiting = Some(now);
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_counts_when_it_has_come_to_rest() {
        let mut changes = Changes::new(1);
        let seen = [1, 1, 2, 3, 4, 4, 4, 4, 5, 4, 4, 6, 6, 7, 7];
        let runs: Vec<bool> = seen.iter().map(|now| changes.next(*now)).collect();
        let at: Vec<usize> = (0..seen.len()).filter(|look| runs[*look]).collect();
        // 4 at its second look; 5 was gone before it rested; 6 and 7 at their second looks.
        assert_eq!(at, [5, 12, 14]);
    }

    #[test]
    fn what_a_root_file_names_is_found_also_in_a_damaged_one() {
        let (globs, others) =
            named(r#"{"include": ["a/*.json", 1], "plans": {"x": {"file": "x/plan.json"}}, "#);
        assert_eq!((globs, others), (vec!["a/*.json".to_owned()], vec!["x/plan.json".to_owned()]));
        assert_eq!(named(r#"{"include": "b.json"}"#).0, ["b.json"]);
        assert_eq!(named("").0, Vec::<String>::new());
    }
}
