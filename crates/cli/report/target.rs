//! Reports into files: `--report sarif=out.sarif`.

use std::fs;
use std::path::{Path, PathBuf};

use clap::ValueEnum;

use super::{Format, Shown};
use crate::failure::Failure;
use crate::output;

/// A format and the file it goes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Target {
    format: Format,
    file: PathBuf,
}

/// Reads `FORMAT=FILE`.
pub(crate) fn target(text: &str) -> Result<Target, String> {
    let formats = || {
        let names: Vec<String> = Format::value_variants()
            .iter()
            .filter_map(|format| Some(format.to_possible_value()?.get_name().to_owned()))
            .collect();
        names.join(", ")
    };
    let Some((format, file)) = text.split_once('=') else {
        return Err("write a format and a file, such as sarif=truenorth.sarif".to_owned());
    };
    let format = Format::from_str(format, false).map_err(|_| format!("the formats are {}", formats()))?;
    if file.is_empty() || file == "-" {
        return Err("name a file after `=`; `--format` is for standard output".to_owned());
    }
    Ok(Target { format, file: PathBuf::from(file) })
}

/// Writes every report to its file, whole or not at all. No file of the plan, and no file twice.
pub(crate) fn write(targets: &[Target], shown: &Shown<'_>) -> Result<(), Failure> {
    let plan: Vec<PathBuf> =
        shown.sources.iter().filter_map(|(_, source)| resolved(&shown.root.join(&source.name))).collect();
    let mut taken: Vec<PathBuf> = Vec::new();
    for target in targets {
        let file = &target.file;
        let path = resolved(file).unwrap_or_else(|| file.clone());
        if plan.contains(&path) {
            let message = format!("{} is a file of the plan; nothing was written", file.display());
            return Err(Failure::with_help(message, "give the report another name"));
        }
        if taken.contains(&path) {
            let message = format!("two reports would go to {}; nothing was written", file.display());
            return Err(Failure::with_help(message, "give each report a file of its own"));
        }
        taken.push(path);
    }
    let shown = Shown { color: false, ..*shown };
    for target in targets {
        output::write_file(&target.file, target.format.render(&shown).as_bytes())?;
    }
    Ok(())
}

/// The file that a path leads to, whether it is there or not; `None` if its directory is not there.
fn resolved(path: &Path) -> Option<PathBuf> {
    if let Ok(found) = fs::canonicalize(path) {
        return Some(found);
    }
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    Some(fs::canonicalize(parent).ok()?.join(path.file_name()?))
}

/// The directory of a plan from the top of the repository that it stands in; `None` outside of one.
///
/// Platforms count paths from there, wherever in it the tool was called.
pub(crate) fn in_repository(root: &Path) -> Option<PathBuf> {
    let root = fs::canonicalize(root).ok()?;
    let top = root.ancestors().find(|directory| directory.join(".git").exists())?;
    root.strip_prefix(top).ok().map(Path::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_is_a_format_and_a_file() {
        let expected = Target { format: Format::Sarif, file: PathBuf::from("out/a=b.sarif") };
        assert_eq!(target("sarif=out/a=b.sarif"), Ok(expected));
        for (text, words) in [
            ("sarif", "write a format and a file"),
            ("sarif=", "name a file"),
            ("json=-", "name a file"),
            ("xml=a", "human, concise, json"),
        ] {
            assert!(target(text).unwrap_err().contains(words), "{text}");
        }
    }
}
