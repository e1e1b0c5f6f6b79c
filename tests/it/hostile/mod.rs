//! Plans that are damaged or meant to do harm. The tests carry the row numbers of the list of hostile
//! inputs that the tool is held against; `rows.rs` says which test holds which row, and tests/hostile/pending.md
//! what waits for its command.

#[cfg(unix)]
mod crash;
mod graphs;
mod limits;
mod markup;
mod mutated;
mod numbers;
mod outside;
mod paths;
mod policy;
mod rows;
mod syntax;
mod words;

use std::path::Path;

pub(crate) use words::SPEAKING;

use crate::reports;
use crate::run::{Done, assert_harmless, check, check_json, truenorth};
use crate::written;

/// Checks, explains, draws and builds a plan in every format, and holds all that it prints and writes to be harmless. Gives
/// what `check` for people said.
pub(crate) fn every_output(directory: &Path) -> Done {
    let out = tempfile::tempdir().unwrap();
    let target = |name: &str| out.path().join(name).to_str().unwrap().to_owned();
    let svg = target("a.svg");
    let built = target("out");
    let calls: [&[&str]; 6] = [
        &["check", "--format=concise"],
        &["check", "--format=json", "--select=all", "--no-ignores"],
        &["explain", "a"],
        &["explain", "goal-not-aligned"],
        &["render", "alignment-map", "-o", &svg],
        &["build", "--out", &built],
    ];
    for call in calls {
        let done = truenorth(call).at(directory).run();
        assert_harmless(&done.all(), &done);
        if call.contains(&"--format=json") {
            done.json();
        }
    }
    written::files_are_harmless(out.path());
    reports::every_report(directory);
    let done = check(directory);
    assert_harmless(&done.all(), &done);
    // Colours are all that `--color` adds: a text that brought its own escapes would differ here.
    let coloured = truenorth(&["check", "--color=always"]).at(directory).run();
    assert_eq!(without_colours(&coloured.stdout), done.stdout, "{done}");
    done
}

/// Asks every question of a plan, and tries every edit: what they say is harmless, also where they refuse. Whether
/// there is an answer is not the question here.
pub(crate) fn every_answer(directory: &Path) {
    let calls: &[&[&str]] = &[
        &["trace", "a"],
        &["impact", "a", "--format=json"],
        &["money", "--format=csv"],
        &["path", "--format=mermaid"],
        &["owners"],
        &["stats", "--format=dot"],
        &["page", "organization"],
        &["page", "p"],
        &["compare-rollups"],
        &["fmt", "--diff"],
        &["fmt", "--check"],
        &["record", "a", "--on", "2027-02", "--value", "##[x]"],
        &["new", "goal", "b", "--title", "::error::x"],
        &["migrate", "--dry-run"],
    ];
    for call in calls {
        let done = truenorth(call).at(directory).run();
        assert_harmless(&done.all(), &done);
    }
}

/// A text without the escape sequences that set colours.
fn without_colours(text: &str) -> String {
    let mut parts = text.split("\u{1b}[");
    let mut out = parts.next().unwrap().to_owned();
    for part in parts {
        let end = part.find(|letter: char| !letter.is_ascii_digit() && letter != ';').unwrap();
        assert!(part[end..].starts_with('m'), "an escape sequence of another kind in {text:?}");
        out.push_str(&part[end + 1..]);
    }
    out
}

/// The codes that `check` finds in a plan and its exit status.
fn codes(directory: &Path) -> (i32, Vec<String>) {
    let done = check_json(directory);
    (done.code, done.codes())
}
