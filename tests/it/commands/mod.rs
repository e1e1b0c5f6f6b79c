//! What each command does, and its exit statuses: 0 clean, 1 findings, 2 failed, 3 nothing to check.

mod against;
mod answers;
mod baseline;
mod build;
mod check;
mod compare_rollups;
mod explain;
mod fix;
mod fmt;
mod impact;
mod import;
mod init;
mod migrate;
mod money;
mod new;
mod numbers;
mod owners;
mod page;
mod path;
mod pictures;
mod policy;
mod questions;
mod record;
mod redact;
mod render;
mod scenario;
mod stats;
mod strangers;
mod trace;
#[cfg(unix)]
mod watch;

use crate::run::truenorth;

#[test]
fn help_and_version_go_to_stdout() {
    for args in [&["--help"][..], &["check", "--help"], &["help", "build"]] {
        assert_eq!(truenorth(args).exits(0).says("Usage: truenorth").stderr, "");
    }
    let version = truenorth(&["--version"]).exits(0);
    assert_eq!(version.stdout, format!("truenorth {}\n", env!("CARGO_PKG_VERSION")));
    truenorth(&["--help"]).exits(0).says("Exit status:").says("3  nothing to check");
}

#[test]
fn a_wrong_call_is_2_and_says_why() {
    truenorth::<&str>(&[]).exits(2).warns("Usage: truenorth");
    truenorth(&["chek"]).exits(2).warns("'check'");
    truenorth(&["check", "--format", "xml"]).exits(2).warns("possible values: human, concise, json");
    truenorth(&["check", "--today", "2027-02-30"]).exits(2).warns("February 2027 has 28 days");
    truenorth(&["check", "--limit", "file=lots"]).exits(2).warns("the units are KiB, MiB and GiB");
    truenorth(&["check", "--limit", "depth=9"])
        .exits(2)
        .warns("the limits are file, plan, items and entries");
    truenorth(&["build"]).exits(2).warns("--out <OUT>");
    truenorth(&["render", "alignment-map"]).exits(2).warns("render needs -o FILE");
    truenorth(&["init", "--minimal", "--example", "aurora"]).exits(2).warns("cannot be used with");
}

#[test]
fn without_a_plan_it_is_3() {
    let directory = tempfile::tempdir().unwrap();
    // A repository is the outermost place to look in.
    std::fs::create_dir(directory.path().join(".git")).unwrap();
    for args in [&["check"][..], &["build", "--out", "out"], &["render", "alignment-map", "-o", "a.svg"]] {
        let done = truenorth(args).at(&directory).exits(3).warns("no truenorth.json in .");
        assert!(done.stderr.contains("truenorth init") && done.stdout.is_empty(), "{done}");
    }
    assert_eq!(std::fs::read_dir(&directory).unwrap().count(), 1, "nothing was written");
}
