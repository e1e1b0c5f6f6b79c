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

/// Writes a file by way of a temporary one beside it, so that it is old or new and never half. Refuses
/// anything that is not a regular file.
pub(crate) fn write_file(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
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
        Err(error) => return Err(Failure::new(format!("{shown} cannot be written: {error}"))),
    }
    let directory = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    let failed = |error: io::Error| Failure::new(format!("{shown} cannot be written: {error}"));
    let mut temporary =
        tempfile::Builder::new().prefix(".truenorth-").tempfile_in(directory).map_err(failed)?;
    temporary.write_all(bytes).map_err(failed)?;
    temporary.as_file().sync_all().map_err(failed)?;
    readable(temporary.as_file(), path).map_err(failed)?;
    temporary.persist(path).map_err(|error| failed(error.error))?;
    Ok(())
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
