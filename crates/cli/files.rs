//! Finds and reads a plan's files: the root by walking up, the others by the root's include globs, all
//! of them inside the root's directory and none through a link.

use std::fs;
use std::io::{ErrorKind, Read as _};
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};
use truenorth_core::scalar::Date;

use crate::beside::Entry;
use crate::failure::Failure;

/// The root file's name.
pub(crate) const ROOT: &str = "truenorth.json";

/// Limits against hostile plans; a run may lower them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Limits {
    /// Bytes of one file.
    pub(crate) file: u64,
    /// Bytes of all files together.
    pub(crate) plan: u64,
    /// Goals, teams, people, lines and other items together.
    pub(crate) items: u64,
    /// Directory entries looked at for includes.
    pub(crate) entries: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { file: 1 << 30, plan: 4 << 30, items: 5_000_000, entries: 1_000_000 }
    }
}

/// The name of a limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LimitName {
    File,
    Plan,
    Items,
    Entries,
}

impl Limits {
    /// Lowers a limit; it is never raised.
    pub(crate) fn lower(&mut self, name: LimitName, value: u64) {
        let limit = match name {
            LimitName::File => &mut self.file,
            LimitName::Plan => &mut self.plan,
            LimitName::Items => &mut self.items,
            LimitName::Entries => &mut self.entries,
        };
        *limit = value.min(*limit);
    }
}

/// Reads `file=16MiB`.
pub(crate) fn limit(text: &str) -> Result<(LimitName, u64), String> {
    let (name, value) = text.split_once('=').ok_or("write NAME=VALUE, such as file=16MiB")?;
    let name = match name {
        "file" => LimitName::File,
        "plan" => LimitName::Plan,
        "items" => LimitName::Items,
        "entries" => LimitName::Entries,
        _ => return Err("the limits are file, plan, items and entries".to_owned()),
    };
    let digits = value.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
    let unit: u64 = match value.get(digits.len()..) {
        Some("") => 1,
        Some("KiB") => 1 << 10,
        Some("MiB") => 1 << 20,
        Some("GiB") => 1 << 30,
        _ => return Err("the units are KiB, MiB and GiB".to_owned()),
    };
    let number: u64 = digits.parse().map_err(|_| "the value is a whole number")?;
    number.checked_mul(unit).map(|value| (name, value)).ok_or_else(|| "the value is too large".to_owned())
}

/// The directory of the root file at or above `start`.
pub(crate) fn find_root(start: &Path) -> Result<PathBuf, Failure> {
    let named = start.file_name().is_some_and(|name| name == ROOT);
    let start = if named { start.parent().unwrap_or(Path::new("")) } else { start };
    let start = if start.as_os_str().is_empty() { Path::new(".") } else { start };
    match fs::metadata(start) {
        Ok(found) if found.is_dir() => {}
        Ok(_) => {
            return Err(Failure::with_help(
                format!("{} is no directory", start.display()),
                "name the directory that holds truenorth.json",
            ));
        }
        Err(error) => return Err(not_opened(start, &error)),
    }
    if start.join(ROOT).symlink_metadata().is_ok() {
        return Ok(start.to_owned());
    }
    let absolute = fs::canonicalize(start).map_err(|error| not_opened(start, &error))?;
    // A repository is the outermost place to look in.
    for directory in absolute.ancestors() {
        if directory.join(ROOT).symlink_metadata().is_ok() {
            return Ok(if start.is_relative() { from_here(directory) } else { directory.to_owned() });
        }
        if directory.join(".git").exists() {
            break;
        }
    }
    Err(Failure::NoPlan { looked_in: start.display().to_string() })
}

/// A directory, given in full, from where the tool was called, if it is above or below; else as it is.
fn from_here(directory: &Path) -> PathBuf {
    let Ok(here) = std::env::current_dir().and_then(fs::canonicalize) else { return directory.to_owned() };
    if let Ok(below) = directory.strip_prefix(&here) {
        return if below.as_os_str().is_empty() { PathBuf::from(".") } else { below.to_owned() };
    }
    match here.strip_prefix(directory) {
        Ok(above) => above.components().map(|_| "..").collect(),
        Err(_) => directory.to_owned(),
    }
}

fn not_opened(directory: &Path, error: &std::io::Error) -> Failure {
    let shown = directory.display();
    let help = "name the directory that holds truenorth.json";
    match error.kind() {
        ErrorKind::NotFound => Failure::with_help(
            format!("there is no directory {shown}"),
            format!("{help}; `truenorth init {shown}` begins a plan there"),
        ),
        _ => Failure::with_help(format!("{shown} cannot be opened: {error}"), help),
    }
}

/// What became of a file.
#[derive(Debug)]
pub(crate) enum Content {
    /// Its bytes.
    Read(Vec<u8>),
    /// Why it cannot be read.
    Unreadable(String),
    /// Why it was passed over.
    PassedOver(&'static str),
}

/// A file of the plan.
#[derive(Debug)]
pub(crate) struct Found {
    /// Path relative to the root's directory, with `/`.
    pub(crate) name: String,
    /// Its content.
    pub(crate) content: Content,
}

/// Reads a regular file of at most `limit` bytes.
pub(crate) fn read(path: &Path, limit: u64) -> Content {
    let found = match fs::metadata(path) {
        Ok(found) => found,
        Err(error) => return Content::Unreadable(error.to_string()),
    };
    if !found.is_file() {
        return Content::Unreadable("it is not a regular file".to_owned());
    }
    if found.len() > limit {
        return Content::Unreadable(format!("it has {} bytes; the limit is {limit}", found.len()));
    }
    // What grows meanwhile, or does not know its length, is not read beyond the limit either.
    let mut bytes = Vec::with_capacity(usize::try_from(found.len()).unwrap_or(0));
    match fs::File::open(path).and_then(|file| file.take(limit.saturating_add(1)).read_to_end(&mut bytes)) {
        Ok(_) if bytes.len() as u64 > limit => {
            Content::Unreadable(format!("it has more bytes than the limit of {limit}"))
        }
        Ok(_) => Content::Read(bytes),
        Err(error) => Content::Unreadable(error.to_string()),
    }
}

/// Whether any step from a directory to a file below it is a link.
pub(crate) fn leads_over_link(directory: &Path, name: &str) -> bool {
    let mut path = directory.to_owned();
    name.split('/').any(|step| {
        path.push(step);
        path.symlink_metadata().is_ok_and(|found| found.is_symlink())
    })
}

/// Why an include is refused, or `None`.
pub(crate) fn outside(glob: &str) -> Option<&'static str> {
    let drive = matches!(glob.as_bytes(), [letter, b':', ..] if letter.is_ascii_alphabetic());
    if glob.starts_with('/') || drive {
        Some("an include is relative to the root file")
    } else if glob.contains('\\') {
        Some("an include is written with `/`")
    } else if glob.contains("://") || glob.starts_with("file:") {
        Some("an include is no address")
    } else if glob.split('/').any(|part| part == "..") {
        Some("an include stays inside the directory of the root file")
    } else {
        None
    }
}

/// The includes of a root file, compiled.
pub(crate) struct Includes {
    set: GlobSet,
    /// How many directories down a match can be; `None` = any number.
    depth: Option<usize>,
}

impl Includes {
    /// Compiles the globs; an unreadable one gives its position and why.
    pub(crate) fn new(globs: &[&str]) -> Result<Self, (usize, String)> {
        let mut set = GlobSetBuilder::new();
        for (position, glob) in globs.iter().enumerate() {
            let built = GlobBuilder::new(glob).literal_separator(true).backslash_escape(false).build();
            set.add(built.map_err(|error| (position, error.kind().to_string()))?);
        }
        let deepest = globs.iter().map(|glob| glob.matches('/').count()).max().unwrap_or(0);
        let depth = (!globs.iter().any(|glob| glob.contains("**"))).then_some(deepest);
        Ok(Self { set: set.build().map_err(|error| (0, error.to_string()))?, depth })
    }

    /// Whether any glob matches a name.
    pub(crate) fn is_match(&self, name: &str) -> bool {
        self.set.is_match(name)
    }

    /// Which globs match a name.
    pub(crate) fn matches(&self, name: &str) -> Vec<usize> {
        self.set.matches(name)
    }
}

/// The regular files and the directories in a directory, in any order, without links and names that are no UTF-8; `None` if it
/// cannot be read or holds more than `most`.
pub(crate) fn entries(directory: &Path, most: usize) -> Option<Vec<Entry>> {
    let mut found = Vec::new();
    for (count, entry) in fs::read_dir(directory).ok()?.flatten().enumerate() {
        if count == most {
            return None;
        }
        let (Ok(kind), Ok(name)) = (entry.file_type(), entry.file_name().into_string()) else { continue };
        if kind.is_file() {
            found.push(Entry::file(name));
        } else if kind.is_dir() {
            found.push(Entry::directory(name));
        }
    }
    Some(found)
}

/// Every file that an include matches, without the root file, sorted by name; [`Content::Read`] is still empty.
pub(crate) fn listed(root: &Path, includes: &Includes, limits: &Limits) -> Result<Vec<Found>, Failure> {
    let mut found = Vec::new();
    let mut looked_at = 0;
    let mut open = vec![(root.to_owned(), String::new(), 0)];
    while let Some((directory, prefix, depth)) = open.pop() {
        let Ok(entries) = fs::read_dir(&directory) else {
            if includes.depth.is_none() || depth > 0 {
                found.push(Found {
                    name: prefix.trim_end_matches('/').to_owned(),
                    content: Content::Unreadable("this directory cannot be read".to_owned()),
                });
            }
            continue;
        };
        for entry in entries.flatten() {
            looked_at += 1;
            if looked_at > limits.entries {
                return Err(Failure::with_help(
                    format!("more than {} directory entries below {}", limits.entries, root.display()),
                    "write narrower globs in `include`",
                ));
            }
            let raw = entry.file_name();
            let (file_name, utf8) = match raw.to_str() {
                Some(name) => (name.to_owned(), true),
                None => (raw.to_string_lossy().into_owned(), false),
            };
            let name = format!("{prefix}{file_name}");
            let Ok(kind) = entry.file_type() else { continue };
            // A run that was killed may leave a file that it was about to write.
            let ours = file_name.starts_with(crate::output::TEMPORARY);
            let matched = name != ROOT && !ours && includes.set.is_match(&name);
            if kind.is_dir() {
                let below = includes.depth.is_none_or(|most| depth < most);
                let own_plan = || entry.path().join(ROOT).symlink_metadata().is_ok();
                // A glob such as `*` means files; a directory that calls itself one is a mistake.
                if matched && file_name.ends_with(".json") {
                    let content = Content::Unreadable("it is a directory".to_owned());
                    found.push(Found { name: name.clone(), content });
                }
                if below && !file_name.starts_with('.') && !own_plan() {
                    open.push((entry.path(), format!("{name}/"), depth + 1));
                }
            } else if matched {
                let content = if !utf8 {
                    Content::Unreadable("its name is not UTF-8".to_owned())
                } else if kind.is_symlink() {
                    Content::PassedOver("it is a link, and links are not followed")
                } else if !kind.is_file() {
                    Content::Unreadable("it is not a regular file".to_owned())
                } else {
                    // Read in order of names, below.
                    Content::Read(Vec::new())
                };
                found.push(Found { name, content });
            }
        }
    }
    found.sort_by(|left, right| left.name.cmp(&right.name));
    Ok(found)
}

/// Every file that an include matches, without the root file, sorted by name.
pub(crate) fn included(root: &Path, includes: &Includes, limits: &Limits) -> Result<Vec<Found>, Failure> {
    let mut found = listed(root, includes, limits)?;
    let mut total = 0;
    for file in &mut found {
        if !matches!(file.content, Content::Read(_)) {
            continue;
        }
        file.content = read(&root.join(&file.name), limits.file.min(limits.plan - total));
        if let Content::Read(bytes) = &file.content {
            total += bytes.len() as u64;
        }
    }
    Ok(found)
}

/// The system's date in UTC, the only look at the clock. `SOURCE_DATE_EPOCH`, the convention of
/// reproducible builds, stands in for the clock where it is set.
pub(crate) fn system_date() -> Date {
    let fixed = std::env::var("SOURCE_DATE_EPOCH").ok().and_then(|text| text.parse::<u64>().ok());
    let clock = || SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    let seconds = fixed.unwrap_or_else(clock);
    let epoch = Date::new(1970, 1, 1).unwrap_or(Date::MIN);
    epoch.add_days(i64::try_from(seconds / 86_400).unwrap_or(i64::MAX))
}
