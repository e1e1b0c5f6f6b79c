//! Every ```console block of the pages is run. Lines that begin with `$ ` are commands; the lines below
//! are what they print, standard output and standard error as they come, and `...` stands for anything. A block
//! ```json PATH is a file that the reader writes.

use std::fs;
use std::path::{Path, PathBuf};

use super::{Block, all_blocks, pages};
use crate::run::{copy, repository, truenorth};

/// Commands that a page may show and that are not run here.
const NOT_RUN: &[&str] = &["cargo ", "git clone ", "git add ", "git commit ", "git diff ", "rustup "];

/// A command and what the page says that it prints.
struct Step {
    line: usize,
    command: String,
    expected: Vec<String>,
}

fn steps(begin: usize, block: &str) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    for (number, line) in block.lines().enumerate() {
        if let Some(command) = line.strip_prefix("$ ") {
            steps.push(Step { line: begin + number, command: command.to_owned(), expected: Vec::new() });
        } else {
            let last =
                steps.last_mut().unwrap_or_else(|| panic!("line {} of a page is no command", begin + number));
            last.expected.push(line.to_owned());
        }
    }
    for step in &mut steps {
        while step.expected.last().is_some_and(String::is_empty) {
            step.expected.pop();
        }
    }
    steps
}

/// Whether the printed lines are the expected ones, where `...` alone on a line stands for any lines.
fn matches(expected: &[String], printed: &[&str]) -> bool {
    match expected.split_first() {
        None => printed.is_empty(),
        Some((any, rest)) if any == "..." => (0..=printed.len()).any(|skip| matches(rest, &printed[skip..])),
        Some((line, rest)) => {
            printed.first().is_some_and(|first| first.trim_end() == line.trim_end())
                && matches(rest, &printed[1..])
        }
    }
}

/// What a shell would make of the words of a line: quotes, and the comment at its end.
fn words(command: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quote = None;
    for character in command.chars() {
        match (quote, character) {
            (None, '\'' | '"') => quote = Some(character),
            (Some(open), _) if open == character => quote = None,
            (None, ' ') => words.push(String::new()),
            (_, other) => words.last_mut().unwrap().push(other),
        }
    }
    words.retain(|word| !word.is_empty());
    let comment = words.iter().position(|word| word == "#").unwrap_or(words.len());
    words.truncate(comment);
    words
}

/// The directory in which the blocks of a page are run: samples, docs and the user's own files.
struct Session {
    top: tempfile::TempDir,
    at: PathBuf,
    epoch: Option<&'static str>,
}

impl Session {
    fn new(epoch: Option<&'static str>) -> Self {
        let top = tempfile::tempdir().unwrap();
        for name in ["samples", "docs"] {
            copy(&repository().join(name), &top.path().join(name));
        }
        Self { at: top.path().to_owned(), top, epoch }
    }

    /// Runs a command and gives what it prints.
    fn run(&mut self, command: &str) -> Result<String, String> {
        let words = words(command);
        let (name, args) = words.split_first().ok_or("an empty command")?;
        match name.as_str() {
            "truenorth" => {
                if args.iter().any(|arg| ["|", ">", "&&", ";", "2>&1"].contains(&arg.as_str())) {
                    return Err("pipes and redirections are not run here".to_owned());
                }
                let mut run = truenorth(args).at(&self.at);
                if let Some(epoch) = self.epoch {
                    run = run.env("SOURCE_DATE_EPOCH", epoch);
                }
                let done = run.run();
                Ok(format!("{}{}", done.stderr, done.stdout))
            }
            "cd" => {
                let to = self.at.join(args.first().ok_or("cd to where?")?);
                let to = fs::canonicalize(&to).map_err(|error| format!("{}: {error}", to.display()))?;
                if !to.starts_with(fs::canonicalize(self.top.path()).unwrap()) {
                    return Err("leaves the directory of the test".to_owned());
                }
                self.at = to;
                Ok(String::new())
            }
            "ls" => args.last().map_or_else(|| self.list(Path::new("")), |path| self.list(Path::new(path))),
            "cat" => fs::read_to_string(self.at.join(args.first().ok_or("cat what?")?))
                .map_err(|error| error.to_string()),
            "echo" if args == ["$?"] => Err("the exit status is not kept".to_owned()),
            _ => Err(format!("`{name}` is neither run nor known")),
        }
    }

    /// Writes a file that the page shows whole, as its reader does.
    fn write(&self, file: &str, text: &str) {
        let path = self.top.path().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn list(&self, path: &Path) -> Result<String, String> {
        let entries = fs::read_dir(self.at.join(path)).map_err(|error| error.to_string())?;
        let mut names: Vec<String> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.retain(|name| !name.starts_with('.'));
        names.sort();
        Ok(names.iter().map(|name| format!("{name}\n")).collect())
    }
}

/// Runs all blocks of all pages; each page has a directory of its own, and its blocks follow each other.
fn run_pages(epoch: Option<&'static str>) {
    let mut wrong = String::new();
    let mut ran = 0;
    for (path, text) in pages() {
        let blocks = all_blocks(&text);
        if !blocks.iter().any(|block| block.words == "console") {
            continue;
        }
        let mut session = Session::new(epoch);
        for Block { begin, words, text: block } in blocks {
            if let Some(file) = words.strip_prefix("json ") {
                session.write(file, &block);
            }
            if words != "console" {
                continue;
            }
            for step in steps(begin, &block) {
                if NOT_RUN.iter().any(|begin| step.command.starts_with(begin)) {
                    // A page may show a clone and the way into it, where the session already is.
                    continue;
                }
                if step.command == "cd truenorth" {
                    continue;
                }
                let said = session.run(&step.command);
                let printed = said.as_ref().map_or("", String::as_str);
                let lines: Vec<&str> = printed.trim_end().lines().collect();
                if said.is_err() || !matches(&step.expected, &lines) {
                    let why = said.as_ref().err().map_or("", String::as_str);
                    wrong.push_str(&format!(
                        "{path}:{}: $ {}\n{why}--- the page says\n{}\n--- it prints\n{}\n\n",
                        step.line,
                        step.command,
                        step.expected.join("\n"),
                        lines.join("\n")
                    ));
                }
                ran += 1;
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.chars().take(6_000).collect::<String>());
    assert!(ran > 0, "no page shows a command");
}

#[test]
fn what_the_pages_show_is_what_happens() {
    run_pages(None);
}

#[test]
fn what_the_pages_show_still_happens_in_two_years() {
    // 2028-12-01
    run_pages(Some("1859241600"));
}

#[test]
fn three_dots_stand_for_any_lines() {
    let expected: Vec<String> = ["a", "...", "d"].map(str::to_owned).to_vec();
    assert!(matches(&expected, &["a", "b", "c", "d"]) && matches(&expected, &["a", "d"]));
    assert!(!matches(&expected, &["a", "b"]) && !matches(&expected, &["b", "d"]));
    assert_eq!(words("check 'a b' --x=\"c d\"  # why"), ["check", "a b", "--x=c d"]);
}
