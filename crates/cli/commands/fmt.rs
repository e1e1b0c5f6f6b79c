//! `truenorth fmt`

use std::path::Path;

use anstream::ColorChoice;
use truenorth_check::Report;
use truenorth_core::edit;
use truenorth_core::finding::{Finding, RuleId};
use truenorth_core::read;
use truenorth_core::rules;
use truenorth_core::sanitise::one_line;
use truenorth_core::scalar::Calendar;
use truenorth_core::source::{FileId, Sources};

use crate::args::{Fmt, Input};
use crate::failure::Failure;
use crate::files::{self, Content, Limits};
use crate::report::{Format, Shown};
use crate::{diff, exit, load, output};

/// What keeps a file from being formatted: what it holds is not known.
const DAMAGE: &[&RuleId] = &[
    &rules::UNREADABLE_FILE,
    &rules::NOT_UTF8,
    &rules::INVALID_JSON,
    &rules::DUPLICATE_KEY,
    &rules::NESTED_TOO_DEEP,
    &rules::NEWER_FORMAT,
];

/// What has been done so far.
#[derive(Default)]
struct Tally {
    changed: usize,
    unchanged: usize,
    failed: usize,
}

pub(super) fn run(fmt: &Fmt, color: ColorChoice) -> Result<u8, Failure> {
    let mut tally = Tally::default();
    for path in &fmt.paths {
        if path.is_file() {
            one_file(fmt, path, &mut tally, color)?;
        } else {
            plan(fmt, path, &mut tally, color)?;
        }
    }
    if !fmt.diff {
        let Tally { changed, unchanged, failed } = tally;
        let files = |count: usize| if count == 1 { "1 file".to_owned() } else { format!("{count} files") };
        let verb = if fmt.check { "would be formatted" } else { "formatted" };
        let mut line = format!("{} {verb}, {unchanged} unchanged", files(changed));
        if failed > 0 {
            line.push_str(&format!(
                ", {failed} left as {}",
                if failed == 1 { "it was" } else { "they were" }
            ));
        }
        output::to_stdout(&format!("{line}\n"), color)?;
    }
    Ok(match tally {
        Tally { failed: 1.., .. } => exit::FAILED,
        Tally { changed: 1.., .. } if fmt.check => exit::FINDINGS,
        _ => exit::CLEAN,
    })
}

/// All files of the plan in or above a directory.
fn plan(fmt: &Fmt, dir: &Path, tally: &mut Tally, color: ColorChoice) -> Result<(), Failure> {
    let loaded = load::load(&input(dir))?;
    let damage: Vec<Finding> =
        loaded.findings.iter().filter(|finding| DAMAGE.contains(&finding.rule)).cloned().collect();
    for (file, source) in loaded.sources.iter() {
        let not_ours = |finding: &Finding| {
            finding.rule == &rules::FILE_PASSED_OVER && finding.primary.place.file == file
        };
        let passed_over = loaded.findings.iter().any(not_ours);
        if has_damage(&damage, file) {
            tally.failed += 1;
        } else if !passed_over {
            write(fmt, &loaded.path(file), &source.text, &loaded.plan.calendar, tally, color)?;
        }
    }
    let report = Report { findings: damage, ..Report::default() };
    tell(&loaded.shown(&report, color));
    Ok(())
}

/// A single file, of a plan or to become part of one. The calendar is that of the plan around it.
fn one_file(fmt: &Fmt, path: &Path, tally: &mut Tally, color: ColorChoice) -> Result<(), Failure> {
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let calendar = match load::load(&input(parent)) {
        Ok(loaded) => loaded.plan.calendar,
        Err(_) => Calendar::default(),
    };
    let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let bytes = match files::read(path, Limits::default().file) {
        Content::Read(bytes) => bytes,
        Content::Unreadable(why) => {
            return Err(Failure::with_help(
                format!("{} cannot be read: {why}", path.display()),
                "give the file other rights, or name another one",
            ));
        }
        Content::PassedOver(why) => return Err(Failure::new(format!("{}: {why}", path.display()))),
    };
    let (mut sources, mut findings) = (Sources::default(), Vec::new());
    let document = read::read(&mut sources, &mut findings, &name, bytes, name == files::ROOT);
    findings.retain(|finding| DAMAGE.contains(&finding.rule) || finding.rule == &rules::FILE_PASSED_OVER);
    if findings.is_empty() {
        return write(fmt, path, sources.text(document.file), &calendar, tally, color);
    }
    // A file of something else is as it should be.
    if findings.iter().all(|finding| finding.rule == &rules::FILE_PASSED_OVER) {
        tally.unchanged += 1;
    } else {
        tally.failed += 1;
    }
    let report = Report { findings, ..Report::default() };
    let today = files::system_date();
    tell(&Shown {
        report: &report,
        sources: &sources,
        files: 1,
        root: parent,
        in_repository: None,
        today,
        scenario: None,
        fail_on: truenorth_core::finding::Level::Error,
        color: color != ColorChoice::Never,
    });
    Ok(())
}

fn input(dir: &Path) -> Input {
    Input { dir: dir.to_owned(), today: None, limits: Vec::new() }
}

fn has_damage(damage: &[Finding], file: FileId) -> bool {
    damage.iter().any(|finding| finding.primary.place.file == file)
}

fn tell(shown: &Shown<'_>) {
    if !shown.report.findings.is_empty() {
        output::to_stderr(&Format::Human.render(shown));
    }
}

/// Formats a file that is read and not damaged. `text` is without a byte-order mark.
fn write(
    fmt: &Fmt,
    path: &Path,
    text: &str,
    calendar: &Calendar,
    tally: &mut Tally,
    color: ColorChoice,
) -> Result<(), Failure> {
    let shown = path.display().to_string();
    let new = edit::format(text, calendar).map_err(|_| Failure::new(format!("{shown} is damaged")))?;
    // With the mark, which the text does not hold any more.
    let Content::Read(old) = files::read(path, Limits::default().file) else {
        return Err(Failure::new(format!("{shown} cannot be read")));
    };
    // What was saved since the plan was read would be lost.
    let unmarked = old.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&old);
    if unmarked != text.as_bytes() {
        let failure = Failure::with_help(
            format!("{shown} has changed meanwhile; it was not formatted"),
            "run the command again",
        );
        tally.failed += 1;
        failure.tell();
        return Ok(());
    }
    if old == new.as_bytes() {
        tally.unchanged += 1;
        return Ok(());
    }
    if fmt.diff {
        tally.changed += 1;
        let old = String::from_utf8_lossy(&old);
        return output::to_stdout(&diff::unified(&shown, &old, &new), color);
    }
    if !fmt.check {
        // The other files are formatted all the same.
        if let Err(failure) = output::replace_files(&[(path, &old, new.as_bytes())]) {
            tally.failed += 1;
            failure.tell();
            return Ok(());
        }
    }
    tally.changed += 1;
    let verb = if fmt.check { "would format" } else { "formatted" };
    output::to_stdout(&format!("{verb} {}\n", one_line(&shown)), color)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Between reading and writing somebody saves the file: what they saved stays.
    #[test]
    fn what_was_saved_meanwhile_is_not_written_over() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("a.json");
        std::fs::write(&path, "{ \"saved\": \"meanwhile\" }").unwrap();
        let fmt = Fmt { paths: Vec::new(), check: false, diff: false };
        let mut tally = Tally::default();
        let calendar = Calendar::default();
        write(&fmt, &path, "{ \"read\": \"before\" }", &calendar, &mut tally, ColorChoice::Never).unwrap();
        assert_eq!((tally.failed, tally.changed), (1, 0));
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "{ \"saved\": \"meanwhile\" }");
    }
}
