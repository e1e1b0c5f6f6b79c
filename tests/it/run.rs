//! Runs the binary as a user does, and builds small plans to run it on.

use std::ffi::OsStr;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// A run that takes longer is taken for hanging, also on a machine that has much else to do.
const LONGEST: Duration = Duration::from_secs(90);

/// The top of the repository.
pub(crate) fn repository() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// A directory of samples/.
pub(crate) fn sample(name: &str) -> PathBuf {
    repository().join("samples").join(name)
}

/// The names of the directories in `path`, sorted.
pub(crate) fn directories(path: &Path) -> Vec<String> {
    let entries = fs::read_dir(path).unwrap().map(Result::unwrap);
    let mut names: Vec<String> = entries
        .filter(|entry| entry.file_type().unwrap().is_dir())
        .map(|entry| entry.file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

/// Every file below `path` with its bytes, by its relative name with `/`, sorted.
pub(crate) fn files(path: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    let mut open = vec![(path.to_owned(), String::new())];
    while let Some((directory, prefix)) = open.pop() {
        for entry in fs::read_dir(&directory).unwrap().map(Result::unwrap) {
            let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
            if entry.file_type().unwrap().is_dir() {
                open.push((entry.path(), format!("{name}/")));
            } else {
                found.push((name, fs::read(entry.path()).unwrap()));
            }
        }
    }
    found.sort();
    found
}

/// Copies a directory with all that is in it.
pub(crate) fn copy(from: &Path, to: &Path) {
    for (name, bytes) in files(from) {
        let path = to.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
}

/// A temporary directory with these files.
pub(crate) fn plan<T: AsRef<[u8]>>(files: &[(&str, T)]) -> tempfile::TempDir {
    let directory = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = directory.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    directory
}

/// The text of a root file without findings but for what `fields` brings in.
pub(crate) fn root(fields: &str) -> String {
    format!(
        "{{ \"truenorth\": 1, \"as_of\": \"2027-02-15\", \"organization\": {{ \"name\": \"Corner Library\" }},\n\
         \x20 \"vision\": \"Everyone in the quarter reads for pleasure\",\n  {fields} }}\n"
    )
}

/// A goal that has all it needs, with this id and title and further fields such as `, "weight": 2`.
pub(crate) fn goal(id: &str, title: &str, more: &str) -> String {
    format!(
        "{{ \"id\": {}, \"title\": {}, \"kind\": \"initiative\", \"contributes_to\": \"vision\", \
         \"owner\": \"organization\", \"start\": \"2027-02-01\", \"due\": \"2027-06-30\"{more} }}",
        serde_json::json!(id),
        serde_json::json!(title)
    )
}

/// A plan of one file with one goal of this title.
pub(crate) fn titled(title: &str) -> String {
    root(&format!("\"goals\": [\n    {}\n  ]", goal("a", title, "")))
}

/// A run to come.
pub(crate) struct Runner {
    command: Command,
    shown: String,
}

/// The binary with these arguments, without any environment but PATH, in the temporary directory.
pub(crate) fn truenorth<A: AsRef<OsStr>>(args: &[A]) -> Runner {
    let mut command = Command::new(env!("CARGO_BIN_EXE_truenorth"));
    command.args(args).env_clear().current_dir(std::env::temp_dir()).stdin(Stdio::null());
    if let Some(path) = std::env::var_os("PATH") {
        command.env("PATH", path);
    }
    let words: Vec<_> = args.iter().map(|arg| arg.as_ref().to_string_lossy()).collect();
    Runner { command, shown: format!("truenorth {}", words.join(" ")) }
}

impl Runner {
    /// Runs it in this directory.
    pub(crate) fn at<P: AsRef<Path> + ?Sized>(mut self, directory: &P) -> Self {
        self.command.current_dir(directory);
        self
    }

    /// With this environment variable.
    pub(crate) fn env(mut self, name: &str, value: &str) -> Self {
        self.command.env(name, value);
        self
    }

    /// The command, for tests that start it in their own way.
    pub(crate) fn command(self) -> Command {
        self.command
    }

    /// Runs it to its end. A run that hangs, dies of a signal or panics fails the test.
    pub(crate) fn run(mut self) -> Done {
        let begin = Instant::now();
        let mut child = self.command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let out = collect(child.stdout.take().unwrap());
        let err = collect(child.stderr.take().unwrap());
        let status = loop {
            if let Some(status) = child.try_wait().unwrap() {
                break status;
            }
            if begin.elapsed() > LONGEST {
                child.kill().unwrap();
                panic!("{}: still running after {LONGEST:?}", self.shown);
            }
            thread::sleep(Duration::from_millis(2));
        };
        let text = |reader: thread::JoinHandle<Vec<u8>>| String::from_utf8(reader.join().unwrap()).unwrap();
        let done = Done {
            stdout: text(out),
            stderr: text(err),
            code: status.code().unwrap_or_else(|| panic!("{}: {status}", self.shown)),
            took: begin.elapsed(),
            shown: self.shown,
        };
        assert!(!done.stderr.contains("panicked at") && done.code <= 3, "{done}");
        done
    }

    /// Runs it and holds its exit status against `code`.
    pub(crate) fn exits(self, code: i32) -> Done {
        let done = self.run();
        assert_eq!(done.code, code, "{done}");
        done
    }
}

fn collect(mut pipe: impl Read + Send + 'static) -> thread::JoinHandle<Vec<u8>> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        pipe.read_to_end(&mut bytes).unwrap();
        bytes
    })
}

/// What came of a run.
pub(crate) struct Done {
    pub(crate) stdout: String,
    pub(crate) stderr: String,
    pub(crate) code: i32,
    pub(crate) took: Duration,
    shown: String,
}

impl std::fmt::Display for Done {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { code, shown, .. } = self;
        let cut = |text: &str| text.chars().take(2_000).collect::<String>();
        let (stdout, stderr) = (cut(&self.stdout), cut(&self.stderr));
        write!(f, "{shown}\nexit status {code}\n--- stdout\n{stdout}--- stderr\n{stderr}---")
    }
}

impl Done {
    /// Standard output holds this.
    #[track_caller]
    pub(crate) fn says(self, words: &str) -> Self {
        assert!(self.stdout.contains(words), "no `{words}` in stdout of {self}");
        self
    }

    /// Standard error holds this.
    #[track_caller]
    pub(crate) fn warns(self, words: &str) -> Self {
        assert!(self.stderr.contains(words), "no `{words}` in stderr of {self}");
        self
    }

    /// Neither output holds this.
    #[track_caller]
    pub(crate) fn hides(self, words: &str) -> Self {
        assert!(!self.stdout.contains(words) && !self.stderr.contains(words), "`{words}` in {self}");
        self
    }

    /// Both outputs, for what must hold of everything printed.
    pub(crate) fn all(&self) -> String {
        format!("{}\n{}", self.stdout, self.stderr)
    }

    /// Standard output as JSON.
    #[track_caller]
    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error}: {self}"))
    }

    /// The codes of the findings of `check --format json`, in their order.
    #[track_caller]
    pub(crate) fn codes(&self) -> Vec<String> {
        let findings = self.json()["findings"].as_array().unwrap().clone();
        findings.iter().map(|finding| finding["code"].as_str().unwrap().to_owned()).collect()
    }
}

/// `check --format json` of a plan in `directory`.
pub(crate) fn check_json<P: AsRef<Path> + ?Sized>(directory: &P) -> Done {
    truenorth(&[OsStr::new("check"), directory.as_ref().as_os_str(), "--format=json".as_ref()]).run()
}

/// `check` of a plan, for people, run inside of its directory.
pub(crate) fn check<P: AsRef<Path> + ?Sized>(directory: &P) -> Done {
    truenorth(&["check"]).at(directory).run()
}

/// What CI runners would take for commands in a text. GitHub's parsers are ports of `TryParseV2` and
/// `TryParse` of actions/runner, src/Runner.Common/ActionCommand.cs: the newer form begins a line after
/// white space, the older one stands anywhere in it. Both are stricter here: any name counts.
pub(crate) fn runner_commands(text: &str) -> Vec<String> {
    let lines = text.split(['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}']);
    lines
        .filter(|line| {
            let name = line.trim_start().strip_prefix("::");
            name.is_some_and(|name| name.starts_with(|first: char| first.is_ascii_alphabetic()))
                || ["##[", "##vso[", "##teamcity["].iter().any(|begin| line.contains(begin))
        })
        .map(str::to_owned)
        .collect()
}

/// Fails if a printed text could command a CI runner or a terminal.
#[track_caller]
pub(crate) fn assert_harmless(text: &str, of: &dyn std::fmt::Display) {
    assert_eq!(runner_commands(text), Vec::<String>::new(), "commands for a runner in the output of {of}");
    let hidden = truenorth_core::scalar::text::hidden_characters(&text.replace('\n', " "), false);
    assert_eq!(hidden, None, "characters that do not show in the output of {of}");
}

#[test]
fn the_ports_of_the_parsers_know_commands() {
    for line in
        ["::error::x", "\t ::add-mask::a", "a ##[error]x", "##vso[task.x]", "##teamcity[x]", "a\r::debug::"]
    {
        assert_eq!(runner_commands(line).len(), 1, "{line}");
    }
    for line in ["error::x", "a ::error::x", "# #[error]", "## heading", "::: file.json:1:2", ": :error::x"] {
        assert_eq!(runner_commands(line).len(), 0, "{line}");
    }
}
