//! `truenorth build`

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use anstream::ColorChoice;
use truenorth_charts::catalogue::Only;

use crate::args::{Build, SizeArg};
use crate::charts::Style;
use crate::failure::Failure;
use crate::ink::{self, Writer};
use crate::redacted::{self, Shown};
use crate::{built, charts, exit, output, summary};

/// Lists, in a built directory, the files that a build made and may replace.
const MANIFEST: &str = ".truenorth-build";

pub(super) fn run(build: &Build, color: ColorChoice) -> Result<u8, Failure> {
    ink::with_font(&build.ink, || write(build, color))
}

fn write(build: &Build, color: ColorChoice) -> Result<u8, Failure> {
    let shown = redacted::load(&build.input, &build.under, &build.redact)?;
    let Shown { loaded, analysed, .. } = &shown;
    if loaded.empty {
        output::to_stderr("note: truenorth.json is empty: nothing to build\n");
        return Ok(exit::NOTHING);
    }
    super::refuse_unreadable(loaded, &analysed.report, color)?;
    if analysed.report.has_broken_items() {
        super::tell(loaded, &analysed.report, color);
        output::to_stderr("error: the plan has broken references or items; nothing was written\n");
        return Ok(exit::FINDINGS);
    }
    // A picture that follows its reader's preference has no PNG of its own kind; that shows the light one.
    let style = Style { themes: ink::themes(&build.ink), size: SizeArg::Slide };
    charts::tell(&style.themes.notes);
    let writer = Writer::new(&build.ink, loaded, None)?;
    let drawn = shown.left(charts::all(loaded, analysed, Only::default(), &style)?);
    let mut files: Vec<(String, Vec<u8>)> = vec![
        (
            "plan.json".to_owned(),
            built::plan_json(&loaded.plan, &analysed.figures, loaded.today).into_bytes(),
        ),
        (
            "summary.md".to_owned(),
            shown.words(summary::markdown_summary(loaded, analysed, &drawn)).into_bytes(),
        ),
    ];
    for chart in &drawn {
        chart.tell();
        files.push((format!("charts/{}.svg", chart.name), chart.svg(&writer)));
        match chart.png(1.0, None) {
            Ok(bytes) => files.push((format!("charts/{}.png", chart.name), bytes)),
            // A picture may be too large to rasterise; its SVG is there.
            Err(Failure::Stop { message, .. }) => {
                charts::warn(&[format!("{}: no PNG: {message}", chart.name)]);
            }
            Err(other) => return Err(other),
        }
    }
    let names: String = files.iter().map(|(name, _)| format!("{name}\n")).collect();
    files.push((MANIFEST.to_owned(), names.into_bytes()));
    replace(&build.out, &files)?;
    let out = build.out.display().to_string();
    let out = truenorth_core::sanitise::one_line(&out);
    output::to_stdout(
        &format!(
            "wrote {} files to {out}: plan.json, summary.md{}\n{}\n",
            files.len() - 1,
            match drawn.len() {
                0 => String::new(),
                1 => ", 1 chart as SVG and PNG".to_owned(),
                count => format!(", {count} charts as SVG and PNG"),
            },
            crate::report::summary(&loaded.shown(&analysed.report, color))
        ),
        color,
    )?;
    Ok(exit::CLEAN)
}

/// Writes the files into a new directory beside `out` and swaps the two. A directory that holds anything
/// a build did not make is left alone.
fn replace(out: &Path, files: &[(String, Vec<u8>)]) -> Result<(), Failure> {
    let shown = out.display();
    let failed = |error: io::Error| Failure::new(format!("{shown} cannot be written: {error}"));
    let exists = match fs::symlink_metadata(out) {
        Ok(found) if found.is_dir() => true,
        Ok(_) => {
            return Err(Failure::with_help(
                format!("{shown} is there and is no directory"),
                "choose another directory for --out",
            ));
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => false,
        Err(error) => return Err(failed(error)),
    };
    if exists {
        refuse_foreign(out)?;
    }
    let parent = match out.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
        _ => PathBuf::from("."),
    };
    fs::create_dir_all(&parent).map_err(failed)?;
    let fresh = tempfile::Builder::new().prefix(".truenorth-new-").tempdir_in(&parent).map_err(failed)?;
    for (name, bytes) in files {
        let path = fresh.path().join(name);
        if let Some(directory) = path.parent() {
            fs::create_dir_all(directory).map_err(failed)?;
        }
        fs::write(&path, bytes).map_err(failed)?;
    }
    open_to_readers(fresh.path()).map_err(failed)?;
    if !exists {
        fs::rename(fresh.keep(), out).map_err(failed)?;
        return Ok(());
    }
    let old = tempfile::Builder::new().prefix(".truenorth-old-").tempdir_in(&parent).map_err(failed)?;
    let aside = old.path().join("out");
    fs::rename(out, &aside).map_err(failed)?;
    let fresh = fresh.keep();
    if let Err(error) = fs::rename(&fresh, out) {
        // Put the old one back; what is wrong with the new one is what the user needs to hear.
        let _ = fs::rename(&aside, out);
        let _ = fs::remove_dir_all(&fresh);
        return Err(failed(error));
    }
    Ok(())
}

/// Temporary directories are private; a result is not.
#[cfg(unix)]
fn open_to_readers(directory: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(directory, fs::Permissions::from_mode(0o755))
}

/// Elsewhere the mode needs no care.
#[cfg(not(unix))]
fn open_to_readers(_directory: &Path) -> io::Result<()> {
    Ok(())
}

/// Fails if the directory holds a file that its manifest does not name.
fn refuse_foreign(out: &Path) -> Result<(), Failure> {
    let manifest = fs::read_to_string(out.join(MANIFEST)).unwrap_or_default();
    let known: Vec<PathBuf> = manifest.lines().chain([MANIFEST]).map(|name| out.join(name)).collect();
    let mut open = vec![out.to_owned()];
    while let Some(directory) = open.pop() {
        let entries = fs::read_dir(&directory)
            .map_err(|error| Failure::new(format!("{} cannot be read: {error}", directory.display())))?;
        for entry in entries.flatten() {
            let path = entry.path();
            if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                let inside = known.iter().any(|file| file.starts_with(&path));
                if inside {
                    open.push(path);
                    continue;
                }
            } else if known.contains(&path) {
                continue;
            }
            return Err(Failure::with_help(
                format!("{} was not made by a build; nothing was written", path.display()),
                "choose another directory for --out, or move that file away",
            ));
        }
    }
    Ok(())
}
