//! `truenorth import`

use std::fs;
use std::path::{Path, PathBuf};

use anstream::ColorChoice;
use truenorth_check::Report;
use truenorth_core::json;

use crate::args::{Delimiter, Import};
use crate::failure::Failure;
use crate::files::{self, Content, Includes};
use crate::import::{self, Request, Texts};
use crate::load::{self, Loaded};
use crate::{exit, output};

/// The mark at the begin of a file that the reader passes over.
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// Largest table in bytes.
const LARGEST: u64 = 256 << 20;

pub(super) fn run(arguments: &Import, color: ColorChoice) -> Result<u8, Failure> {
    let bytes = match files::read(&arguments.file, LARGEST) {
        Content::Read(bytes) => bytes,
        Content::Unreadable(why) => {
            return Err(Failure::with_help(
                format!("{} cannot be read: {why}", arguments.file.display()),
                "name a table that is saved as CSV",
            ));
        }
        Content::PassedOver(why) => return Err(Failure::new(format!("{}: {why}", arguments.file.display()))),
    };
    let mut loaded = load::load(&arguments.input)?;
    refuse_unreadable(&mut loaded, color)?;
    let into = arguments.into.as_ref().map(|path| inside(&loaded.root, path)).transpose()?;
    let mut before = texts(&loaded);
    // A file that no include matches yet is written to all the same, and then named.
    if let Some(into) = into.as_deref().filter(|into| !before.contains_key(*into)) {
        before.extend(other(&loaded.root, into)?.map(|text| (into.to_owned(), text)));
    }
    let file = arguments.file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let request = Request {
        target: arguments.target,
        bytes,
        file: &file,
        delimiter: match arguments.delimiter {
            Delimiter::Auto => None,
            Delimiter::Comma => Some(b','),
            Delimiter::Semicolon => Some(b';'),
            Delimiter::Tab => Some(b'\t'),
        },
        decimal: arguments.decimal.map(|decimal| decimal.mark()),
        map: &arguments.map,
        into: into.as_deref(),
    };
    let found = import::import(request, &before).map_err(|(message, help)| {
        Failure::with_help(format!("{file}: {message}; nothing was written"), help)
    })?;
    let mut text = String::new();
    if arguments.dry_run {
        text.push_str(&import::planned(&found));
    } else {
        write(&loaded.root, &before, &found.texts)?;
    }
    text.push_str(&import::summary(&found, arguments.target, &file, !arguments.dry_run));
    if let Some(into) = into.as_deref().filter(|into| found.texts.contains_key(*into)) {
        text.push_str(&include_hint(&loaded, into));
    }
    output::to_stdout(&text, color)?;
    Ok(exit::CLEAN)
}

/// An import needs to know all ids, so the whole plan must be readable.
fn refuse_unreadable(loaded: &mut Loaded, color: ColorChoice) -> Result<(), Failure> {
    let unreadable = loaded.findings.iter().any(|finding| finding.rule.unreadable);
    if !unreadable && !loaded.empty {
        return Ok(());
    }
    let findings = loaded.findings.iter().filter(|finding| finding.rule.unreadable).cloned().collect();
    let report = Report { findings, unreadable, ..Report::default() };
    super::refuse_unreadable(loaded, &report, color)
}

/// The name of a file in the plan's directory, from a path as the shell has it.
fn inside(root: &Path, path: &Path) -> Result<String, Failure> {
    let shown = path.display();
    let (Some(name), true) = (path.file_name(), path.extension().is_some_and(|end| end == "json")) else {
        return Err(Failure::with_help(format!("{shown} is no JSON file"), "name a file such as goals.json"));
    };
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let real = |path: &Path, what: &Path| {
        fs::canonicalize(path).map_err(|error| {
            Failure::with_help(format!("{}: {error}", what.display()), "make the directory first")
        })
    };
    let (directory, root) = (real(parent, parent)?, real(root, root)?);
    let Ok(below) = directory.strip_prefix(&root) else {
        return Err(Failure::with_help(
            format!("{shown} is outside of the plan's directory"),
            format!("name a file below {}, as seen from here", root.display()),
        ));
    };
    let mut parts: Vec<String> = below.iter().map(|part| part.to_string_lossy().into_owned()).collect();
    parts.push(name.to_string_lossy().into_owned());
    Ok(parts.join("/"))
}

/// The files of the plan that were read.
fn texts(loaded: &Loaded) -> Texts {
    loaded.sources.iter().map(|(_, source)| (source.name.clone(), source.text.clone())).collect()
}

/// The text of a file that is there but not part of the plan; none for a new one.
fn other(root: &Path, name: &str) -> Result<Option<String>, Failure> {
    let path = root.join(name);
    if path.symlink_metadata().is_err() {
        return Ok(None);
    }
    let Content::Read(bytes) = files::read(&path, LARGEST) else {
        return Err(Failure::new(format!("{} cannot be read; nothing was written", path.display())));
    };
    let text = String::from_utf8(bytes).ok().filter(|text| {
        let (tape, damage) = json::scan(text);
        damage.is_empty() && tape.kind(0) == json::NodeKind::Object
    });
    text.map(Some).ok_or_else(|| {
        Failure::with_help(
            format!("{} is no plan file; nothing was written", path.display()),
            "name another file, or mend it",
        )
    })
}

/// Writes all files that changed, or none.
fn write(root: &Path, before: &Texts, after: &Texts) -> Result<(), Failure> {
    let mut changed: Vec<(PathBuf, Vec<u8>, Vec<u8>)> = Vec::new();
    let mut made = None;
    for (name, text) in after {
        let path = root.join(name);
        match before.get(name) {
            Some(old) if old == text => {}
            Some(old) => {
                // The reader passes over a byte-order mark; it stays.
                let marked = fs::read(&path).is_ok_and(|bytes| bytes.starts_with(BYTE_ORDER_MARK));
                let mark = if marked { BYTE_ORDER_MARK } else { b"" };
                changed.push((path, [mark, old.as_bytes()].concat(), [mark, text.as_bytes()].concat()));
            }
            None => {
                output::write_file(&path, text.as_bytes())?;
                made = Some(path);
            }
        }
    }
    let files: Vec<(&Path, &[u8], &[u8])> =
        changed.iter().map(|(path, old, new)| (path.as_path(), old.as_slice(), new.as_slice())).collect();
    output::replace_files(&files).inspect_err(|_| {
        // A file without the others would be half an import.
        let _ = made.map(fs::remove_file);
    })
}

/// Says so if no include of the root file matches.
fn include_hint(loaded: &Loaded, into: &str) -> String {
    let Some(root) = loaded.plan.root.filter(|_| into != files::ROOT) else { return String::new() };
    let (tape, _) = json::scan(loaded.sources.text(root));
    let written: Vec<String> = match tape.field(0, "include") {
        Some((_, list)) if tape.kind(list) == json::NodeKind::Array => {
            tape.elements(list).map(|glob| tape.string(glob).into_owned()).collect()
        }
        Some((_, one)) => vec![tape.string(one).into_owned()],
        None => Vec::new(),
    };
    let globs: Vec<&str> = written.iter().map(|glob| glob.strip_prefix("./").unwrap_or(glob)).collect();
    if Includes::new(&globs).is_ok_and(|includes| !includes.matches(into).is_empty()) {
        return String::new();
    }
    let mut all = written.clone();
    all.push(into.to_owned());
    let list = serde_json::Value::from(all).to_string();
    truenorth_core::sanitise::one_line(&format!(
        "no include of {} matches {into}, so it is not part of the plan yet: write \"include\": {list}",
        files::ROOT
    ))
    .into_owned()
        + "\n"
}
