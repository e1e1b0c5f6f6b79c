//! A plan as it was at a revision of its git repository: blobs read through `git`, nothing else.
//!
//! Nothing is checked out, and nothing that the repository's configuration names is run: no hook, file-system monitor,
//! filter, text conversion or pager, and no transport that would fetch a missing object. What a user names as the revision
//! goes through standard input only, and is never an argument. See `docs/decisions/0024-against-reads-blobs.md`.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use truenorth_core::sanitise;

use crate::beside;
use crate::failure::Failure;
use crate::files::{self, Content, Found, Includes, Limits};

/// Environment variables that would lead git to another repository, as `git rev-parse --local-env-vars` lists them.
const ELSEWHERE: &[&str] = &[
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_COMMON_DIR",
    "GIT_CONFIG",
    "GIT_CONFIG_PARAMETERS",
    "GIT_DIR",
    "GIT_GRAFT_FILE",
    "GIT_IMPLICIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_INTERNAL_SUPER_PREFIX",
    "GIT_NAMESPACE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_PREFIX",
    "GIT_REPLACE_REF_BASE",
    "GIT_SHALLOW_FILE",
    "GIT_WORK_TREE",
];

/// The files below the plan's directory at a revision.
pub(crate) struct Revision {
    /// By path from the directory of the root file, with `/`; where a name is no UTF-8, as it can be shown.
    files: BTreeMap<String, Entry>,
    blobs: RefCell<Blobs>,
}

/// A file in a tree of git.
struct Entry {
    kind: Kind,
    utf8: bool,
    id: String,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    File,
    Link,
    Other,
}

impl Revision {
    /// Opens the plan in the directory `root` at `revision`; `None` if there was no plan in it then.
    pub(crate) fn open(root: &Path, revision: &str, limits: &Limits) -> Result<Option<Self>, Failure> {
        let shown = sanitise::short(revision, 80).into_owned();
        if revision.is_empty() || revision.starts_with('-') || revision.contains(char::is_control) {
            return Err(Failure::with_help(
                format!("`{shown}` is no revision"),
                "name a branch, tag or commit, such as origin/main",
            ));
        }
        let repository = Repository::of(root)?;
        let mut blobs = Blobs::start(root)?;
        let Some(commit) = blobs.look(&format!("{revision}^{{commit}}"))? else {
            let help = if repository.shallow {
                "the clone is shallow and may end before it; fetch more, such as with `git fetch --unshallow` or `fetch-depth: 0`"
            } else {
                "fetch it first; `git log` and `git branch --all` show what is there"
            };
            return Err(Failure::with_help(format!("there is no revision `{shown}`"), help));
        };
        let prefix = repository.prefix.trim_end_matches('/');
        let tree =
            if prefix.is_empty() { format!("{commit}^{{tree}}") } else { format!("{commit}:{prefix}") };
        let Some(tree) = blobs.look(&tree)? else { return Ok(None) };
        let files = list(root, &tree, limits)?;
        let there = files.get(files::ROOT).is_some_and(|entry| entry.kind == Kind::File);
        Ok(there.then(|| Self { files, blobs: RefCell::new(blobs) }))
    }

    /// Reads a file as [`files::read`] does.
    pub(crate) fn read(&self, name: &str, limit: u64) -> Content {
        let Some(entry) = self.files.get(name) else {
            return Content::Unreadable("it is not there".to_owned());
        };
        match entry.kind {
            Kind::Link => Content::PassedOver("it is a link, and links are not followed"),
            Kind::Other => Content::Unreadable("it is not a regular file".to_owned()),
            Kind::File if !entry.utf8 => Content::Unreadable("its name is not UTF-8".to_owned()),
            Kind::File => match self.blobs.borrow_mut().read(&entry.id, limit) {
                Ok(content) => content,
                Err(error) => Content::Unreadable(error.to_string()),
            },
        }
    }

    /// Whether there was a file of this name.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.files.contains_key(name)
    }

    /// What was in a directory, as [`files::entries`] finds it.
    pub(crate) fn entries(&self, directory: &str, most: usize) -> Option<Vec<beside::Entry>> {
        let (mut found, mut last) = (Vec::new(), "");
        for (name, entry) in self.files.range(directory.to_owned()..) {
            let Some(rest) = name.strip_prefix(directory) else { break };
            match rest.split_once('/') {
                Some((below, _)) if below == last => continue,
                Some((below, _)) => {
                    found.push(beside::Entry::directory(below.to_owned()));
                    last = below;
                }
                None if entry.kind == Kind::File && entry.utf8 => {
                    found.push(beside::Entry::file(rest.to_owned()));
                }
                None => {}
            }
            if found.len() > most {
                return None;
            }
        }
        Some(found)
    }

    /// Every file that an include matches, as [`files::included`] finds them.
    pub(crate) fn included(&self, includes: &Includes, limits: &Limits) -> Vec<Found> {
        let mut found = Vec::new();
        let mut rest = limits.plan;
        for name in self.files.keys() {
            let directories: Vec<&str> =
                name.match_indices('/').filter_map(|(end, _)| name.get(..end)).collect();
            let closed = |directory: &&str| {
                let last = directory.rsplit('/').next().unwrap_or(directory);
                last.starts_with('.') || self.files.contains_key(&format!("{directory}/{}", files::ROOT))
            };
            if name == files::ROOT || !includes.is_match(name) || directories.iter().any(closed) {
                continue;
            }
            let content = self.read(name, limits.file.min(rest));
            if let Content::Read(bytes) = &content {
                rest = rest.saturating_sub(bytes.len() as u64);
            }
            found.push(Found { name: name.clone(), content });
        }
        found
    }
}

/// What is asked of the repository around a directory.
struct Repository {
    /// The directory from the top of the work tree, with a `/` at the end; empty for the top.
    prefix: String,
    shallow: bool,
}

impl Repository {
    fn of(root: &Path) -> Result<Self, Failure> {
        let mut command = git(root);
        command.args([
            "rev-parse",
            "--is-bare-repository",
            "--is-inside-work-tree",
            "--is-shallow-repository",
            "--show-prefix",
        ]);
        let output = command.output().map_err(|error| not_started(&error))?;
        let said = String::from_utf8_lossy(&output.stderr);
        let text = String::from_utf8_lossy(&output.stdout);
        let mut lines = text.lines();
        let mut next = || lines.next().unwrap_or_default();
        let (bare, inside, shallow, prefix) = (next(), next(), next(), next());
        let shown = root.display();
        if bare == "true" {
            return Err(Failure::with_help(
                format!("{shown} is in a bare repository, which has no work tree"),
                "run the check in a clone",
            ));
        }
        if !output.status.success() && said.contains("not a git repository") {
            return Err(Failure::with_help(
                format!("{shown} is not in a git repository"),
                "`--against` compares with a revision of the plan's repository; run it in a clone",
            ));
        }
        if !output.status.success() || inside != "true" {
            let first = said.lines().next().unwrap_or("it is not in a work tree");
            return Err(Failure::new(format!("git cannot look at {shown}: {first}")));
        }
        Ok(Self { prefix: prefix.to_owned(), shallow: shallow == "true" })
    }
}

/// A `git` that runs nothing but itself, in the directory.
fn git(directory: &Path) -> Command {
    let mut command = Command::new("git");
    command.current_dir(directory).args([
        "--no-pager",
        "-c",
        "core.fsmonitor=false",
        "-c",
        "core.hooksPath=/dev/null",
        "-c",
        "protocol.allow=never",
    ]);
    for name in ELSEWHERE {
        command.env_remove(name);
    }
    // `protocol.ext.allow` of a repository would win over `protocol.allow`; this wins over both.
    for (name, value) in [
        ("GIT_ALLOW_PROTOCOL", "none"),
        ("GIT_NO_LAZY_FETCH", "1"),
        ("GIT_NO_REPLACE_OBJECTS", "1"),
        ("GIT_OPTIONAL_LOCKS", "0"),
        ("GIT_TERMINAL_PROMPT", "0"),
        ("LC_ALL", "C"),
    ] {
        command.env(name, value);
    }
    command.stdin(Stdio::null());
    command
}

fn not_started(error: &io::Error) -> Failure {
    if error.kind() == io::ErrorKind::NotFound {
        return Failure::with_help(
            "`git` was not found",
            "`--against` needs git; install it, or leave it out",
        );
    }
    Failure::new(format!("`git` cannot be started: {error}"))
}

/// Every file of a tree.
fn list(root: &Path, tree: &str, limits: &Limits) -> Result<BTreeMap<String, Entry>, Failure> {
    let mut command = git(root);
    command.args(["ls-tree", "-r", "-z", "--full-tree", tree]);
    let output = command.output().map_err(|error| not_started(&error))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        return Err(Failure::new(format!(
            "git cannot list the files of that revision: {}",
            said.lines().next().unwrap_or("it says no more")
        )));
    }
    let mut files = BTreeMap::new();
    for line in output.stdout.split(|byte| *byte == 0).filter(|line| !line.is_empty()) {
        if files.len() as u64 >= limits.entries {
            return Err(Failure::new(format!("that revision has more than {} files", limits.entries)));
        }
        let tab = line.iter().position(|byte| *byte == b'\t').unwrap_or(line.len());
        let (head, name) = line.split_at(tab);
        let name = name.get(1..).unwrap_or_default();
        let head = String::from_utf8_lossy(head);
        let mut words = head.split(' ');
        let (mode, kind, id) = (words.next(), words.next(), words.next().unwrap_or_default());
        let kind = match (mode, kind) {
            (Some("120000"), _) => Kind::Link,
            (_, Some("blob")) => Kind::File,
            _ => Kind::Other,
        };
        let utf8 = std::str::from_utf8(name).is_ok();
        files.insert(String::from_utf8_lossy(name).into_owned(), Entry { kind, utf8, id: id.to_owned() });
    }
    Ok(files)
}

/// A running `git cat-file --batch`: object names go in, one a line, and objects come out.
struct Blobs {
    child: Child,
    // Closed before the process is waited for.
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
}

impl Blobs {
    fn start(root: &Path) -> Result<Self, Failure> {
        let mut command = git(root);
        command.args(["cat-file", "--batch"]).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.stderr(Stdio::null()).spawn().map_err(|error| not_started(&error))?;
        let (input, output) = (child.stdin.take(), child.stdout.take());
        let output = output.ok_or_else(|| Failure::new("`git` gives no output"))?;
        Ok(Self { child, input, output: BufReader::new(output) })
    }

    /// Asks for an object: its id and size, with its bytes still to be read; `None` if there is none.
    fn ask(&mut self, name: &str) -> io::Result<Option<(String, u64)>> {
        let input = self.input.as_mut().ok_or(io::ErrorKind::BrokenPipe)?;
        input.write_all(format!("{name}\n").as_bytes())?;
        input.flush()?;
        let mut head = Vec::new();
        self.output.read_until(b'\n', &mut head)?;
        let head = String::from_utf8_lossy(&head);
        // `ID TYPE SIZE`; else the name and a word such as `missing` or `ambiguous`.
        let words: Vec<&str> = head.trim_end().split(' ').collect();
        let [id, _, size] = words.as_slice() else { return Ok(None) };
        let hex = id.len() >= 40 && id.bytes().all(|byte| byte.is_ascii_hexdigit());
        Ok(size.parse().ok().filter(|_| hex).map(|size| ((*id).to_owned(), size)))
    }

    fn pass_over(&mut self, bytes: u64) -> io::Result<()> {
        io::copy(&mut (&mut self.output).take(bytes), &mut io::sink()).map(drop)
    }

    /// The id of the object with this name, if there is one.
    fn look(&mut self, name: &str) -> Result<Option<String>, Failure> {
        let asked = self.ask(name).and_then(|found| match found {
            Some((id, size)) => self.pass_over(size + 1).map(|()| Some(id)),
            None => Ok(None),
        });
        asked.map_err(|error| Failure::new(format!("`git` ended early: {error}")))
    }

    /// The bytes of a blob of at most `limit` bytes.
    fn read(&mut self, id: &str, limit: u64) -> io::Result<Content> {
        let Some((_, size)) = self.ask(id)? else {
            return Ok(Content::Unreadable("the object is not in this clone".to_owned()));
        };
        if size > limit {
            self.pass_over(size + 1)?;
            return Ok(Content::Unreadable(format!("it has {size} bytes; the limit is {limit}")));
        }
        let mut bytes = Vec::new();
        (&mut self.output).take(size).read_to_end(&mut bytes)?;
        self.pass_over(1)?;
        Ok(Content::Read(bytes))
    }
}

impl Drop for Blobs {
    fn drop(&mut self) {
        drop(self.input.take());
        // Without input it ends by itself.
        let _ = self.child.wait();
    }
}
