//! Standard output and standard error, and files that are written whole or not at all.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use anstream::{AutoStream, ColorChoice};

use crate::failure::Failure;

/// Writes results to standard output; colours are taken out where nobody sees them.
pub(crate) fn to_stdout(text: &str, color: ColorChoice) -> Result<(), Failure> {
    let mut out = AutoStream::new(io::stdout().lock(), color);
    out.write_all(text.as_bytes())?;
    out.flush()?;
    Ok(())
}

/// Writes a message to standard error. If that is closed there is nobody to tell.
pub(crate) fn to_stderr(text: &str) {
    let mut out = AutoStream::auto(io::stderr().lock());
    let _ = out.write_all(text.as_bytes());
    let _ = out.flush();
}

/// What the names of temporary files begin with; no glob of `include` matches them.
pub(crate) const TEMPORARY: &str = ".truenorth-";

/// Writes a file by way of a temporary one beside it, so that it is old or new and never half. Refuses
/// anything that is not a regular file.
pub(crate) fn write_file(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    prepare(path, bytes)?.persist(path).map_err(|error| failed(path, &error.error))?;
    Ok(())
}

/// Replaces files that are there: all of them or none. Each comes with its old and its new bytes.
pub(crate) fn replace_files(files: &[(&Path, &[u8], &[u8])]) -> Result<(), Failure> {
    let mut prepared = Vec::with_capacity(files.len());
    for (path, old, new) in files {
        if fs::metadata(path).is_ok_and(|found| found.permissions().readonly()) {
            let message = format!("{} is read-only; nothing was written", path.display());
            return Err(Failure::with_help(message, "give it other rights"));
        }
        if fs::read(path).map_err(|error| failed(path, &error))? != *old {
            let message = format!("{} has changed meanwhile; nothing was written", path.display());
            return Err(Failure::with_help(message, "run the command again"));
        }
        prepared.push(prepare(path, new)?);
    }
    for (written, (temporary, (path, ..))) in prepared.into_iter().zip(files).enumerate() {
        if let Err(error) = temporary.persist(path) {
            for (path, old, _) in files.iter().take(written) {
                write_file(path, old)?;
            }
            return Err(failed(path, &error.error));
        }
    }
    Ok(())
}

fn failed(path: &Path, error: &io::Error) -> Failure {
    Failure::new(format!("{} cannot be written: {error}", path.display()))
}

/// The temporary file with its bytes and rights, ready to take the place of `path`.
fn prepare(path: &Path, bytes: &[u8]) -> Result<tempfile::NamedTempFile, Failure> {
    let shown = path.display();
    match fs::symlink_metadata(path) {
        Ok(found) if found.is_dir() => {
            return Err(Failure::with_help(
                format!("{shown} is a directory"),
                "name a file, such as map.svg",
            ));
        }
        Ok(found) if !found.is_file() => {
            return Err(Failure::with_help(
                format!("{shown} is a link or no regular file"),
                "write to a regular file",
            ));
        }
        Ok(_) => {}
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(failed(path, &error)),
    }
    let directory = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    let failed = |error: io::Error| failed(path, &error);
    let mut temporary = tempfile::Builder::new().prefix(TEMPORARY).tempfile_in(directory).map_err(failed)?;
    temporary.write_all(bytes).map_err(failed)?;
    temporary.as_file().sync_all().map_err(failed)?;
    readable(temporary.as_file(), path).map_err(failed)?;
    Ok(temporary)
}

/// Temporary files are private; a result gets the mode of the file it replaces, or the usual one.
#[cfg(unix)]
fn readable(file: &fs::File, target: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let mode = fs::metadata(target).map_or(0o644, |old| old.permissions().mode() & 0o777);
    file.set_permissions(fs::Permissions::from_mode(mode))
}

/// Elsewhere the mode needs no care.
#[cfg(not(unix))]
fn readable(_file: &fs::File, _target: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_replaced_all_or_none() {
        let directory = tempfile::tempdir().unwrap();
        let paths = ["a", "b"].map(|name| directory.path().join(name));
        let texts = || paths.each_ref().map(|path| fs::read_to_string(path).unwrap());
        for path in &paths {
            fs::write(path, "old").unwrap();
        }
        let [a, b] = paths.each_ref().map(std::path::PathBuf::as_path);
        assert!(replace_files(&[(a, b"old", b"new"), (b, b"other", b"new")]).is_err(), "changed meanwhile");
        assert_eq!(texts(), ["old", "old"]);
        let set_readonly = |readonly: bool| {
            let mut rights = fs::metadata(b).unwrap().permissions();
            rights.set_readonly(readonly);
            fs::set_permissions(b, rights).unwrap();
        };
        set_readonly(true);
        assert!(replace_files(&[(a, b"old", b"new"), (b, b"old", b"new")]).is_err(), "read-only");
        set_readonly(false);
        assert_eq!(texts(), ["old", "old"]);
        assert!(replace_files(&[(a, b"old", b"new"), (b, b"old", b"newer")]).is_ok());
        assert_eq!(texts(), ["new", "newer"]);
        assert_eq!(fs::read_dir(&directory).unwrap().count(), 2, "nothing is left over");
    }
}
