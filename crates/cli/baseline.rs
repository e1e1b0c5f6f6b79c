//! The baseline file: where it is, and how it is read and written.

use std::fs;
use std::path::{Path, PathBuf};

use truenorth_check::{Baseline, Key};
use truenorth_core::source::FileId;

use crate::failure::Failure;
use crate::files::{self, Content};
use crate::load::Loaded;
use crate::output;

/// Where it is unless `--baseline` names another file, from the directory of the root file. No glob of `include` enters a
/// directory with a leading dot.
pub(crate) const DEFAULT: &str = ".truenorth/baseline.json";

/// The largest file that is read.
const LARGEST: u64 = 256 << 20;

/// A baseline that was read.
pub(crate) struct Read {
    /// Where it is.
    pub(crate) path: PathBuf,
    /// Its id among the texts.
    pub(crate) file: FileId,
    /// What it holds.
    pub(crate) baseline: Baseline,
}

/// Where the baseline is.
pub(crate) fn path(root: &Path, named: Option<&Path>) -> PathBuf {
    let beside = || if root == Path::new(".") { PathBuf::from(DEFAULT) } else { root.join(DEFAULT) };
    named.map_or_else(beside, Path::to_owned)
}

/// Reads the baseline, if there is one; one that is named must be there. Its text becomes one of the plan's.
pub(crate) fn read(loaded: &mut Loaded, named: Option<&Path>) -> Result<Option<Read>, Failure> {
    let path = path(&loaded.root, named);
    if named.is_none() && path.symlink_metadata().is_err() {
        return Ok(None);
    }
    let shown = path.display();
    let bytes = match files::read(&path, LARGEST) {
        Content::Read(bytes) => bytes,
        Content::Unreadable(why) => {
            return Err(Failure::with_help(
                format!("the baseline {shown} cannot be read: {why}"),
                "`truenorth check --write-baseline` writes one",
            ));
        }
        Content::PassedOver(why) => return Err(Failure::new(format!("the baseline {shown}: {why}"))),
    };
    let text = String::from_utf8(bytes)
        .map_err(|_| Failure::new(format!("the baseline {shown} is not saved as UTF-8")))?;
    let baseline = Baseline::parse(&text);
    let file = loaded.sources.add(name(&loaded.root, &path), text);
    let baseline = baseline.map_err(|error| {
        let at = loaded.sources.line_column(file, error.span.start);
        Failure::with_help(
            format!("{shown}:{}:{}: {}", at.line, at.column, error.message),
            "mend the file, or write it anew with `truenorth check --write-baseline`",
        )
    })?;
    Ok(Some(Read { path, file, baseline }))
}

/// The name of the file from the directory of the root file, as other files of the plan are named; else its whole path.
fn name(root: &Path, path: &Path) -> String {
    let whole = |path: &Path| fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let (root, path) = (whole(root), whole(path));
    path.strip_prefix(&root).unwrap_or(&path).to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/")
}

/// Writes a baseline with these entries, sorted.
pub(crate) fn write(path: &Path, keys: Vec<Key>) -> Result<(), Failure> {
    if let Some(directory) = path.parent().filter(|directory| !directory.as_os_str().is_empty()) {
        fs::create_dir_all(directory)
            .map_err(|error| Failure::new(format!("{} cannot be made: {error}", directory.display())))?;
    }
    output::write_file(path, Baseline::write(keys).as_bytes())
}
