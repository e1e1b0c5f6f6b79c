//! What is left after a run that was killed, a full disk or a closed pipe: the old files or the new ones.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use crate::run::{files, goal, plan, root, truenorth};

/// Goals enough for a write that takes a moment, each with a fault that a fix mends.
fn texts() -> [(&'static str, String); 2] {
    let goals = |from: usize| {
        let goals: Vec<String> = (from..from + 300)
            .map(|at| goal(&format!("g{at}"), "G", ", \"descripton\":   \"Why\""))
            .collect();
        goals.join(",\n")
    };
    [
        ("truenorth.json", root(&format!("\"include\": \"more.json\", \"goals\": [{}]", goals(0)))),
        ("more.json", format!("{{ \"goals\": [{}] }}", goals(1000))),
    ]
}

/// The files of the plan, without what a killed run leaves beside them.
fn plan_files(directory: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found = files(directory);
    found.retain(|(name, _)| !name.split('/').any(|part| part.starts_with(".truenorth-")));
    found
}

/// Kills the command at all stages of its work. Each file is then the old one or the new one, and a run that is left alone
/// does the rest.
fn killed_while(args: &[&str]) {
    let old = plan(&texts());
    let new = plan(&texts());
    let whole = truenorth(args).at(&new).run().took.min(Duration::from_secs(5));
    let (old, new) = (plan_files(old.path()), plan_files(new.path()));
    assert_ne!(old, new, "{args:?} changes nothing");
    let mut ends = [0, 0];
    for part in 0..=24u32 {
        let tree = plan(&texts());
        let mut command = truenorth(args).at(&tree).command();
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        thread::sleep(whole * part / 20);
        // SIGKILL; a run that is over already is fine.
        child.kill().unwrap();
        child.wait().unwrap();
        for (name, text) in plan_files(tree.path()) {
            let is_in = |files: &[(String, Vec<u8>)]| files.contains(&(name.clone(), text.clone()));
            assert!(is_in(&old) || is_in(&new), "{args:?}: half of {name}, {} bytes", text.len());
        }
        ends[usize::from(plan_files(tree.path()) == new)] += 1;
        truenorth(args).at(&tree).run();
        let left = plan_files(tree.path());
        assert!(left == new, "{args:?}: the next run does not get there");
    }
    assert!(ends[0] > 0, "{args:?} was never killed before its end: {ends:?}");
}

#[test]
fn row_45_killed_while_formatting() {
    killed_while(&["fmt"]);
}

#[test]
fn row_45_killed_while_fixing() {
    killed_while(&["check", "--fix"]);
}

#[test]
fn row_45_killed_while_writing_a_baseline() {
    killed_while(&["check", "--write-baseline"]);
}

/// A file system of so few bytes, if this user may make one. It goes when the guard is dropped.
struct Small(tempfile::TempDir);

impl Small {
    fn new(size: &str) -> Option<Self> {
        let at = tempfile::tempdir().unwrap();
        let made = Command::new("mount")
            .args(["-t", "tmpfs", "-o", &format!("size={size}"), "tmpfs"])
            .arg(at.path())
            .stderr(Stdio::null())
            .status();
        made.is_ok_and(|status| status.success()).then_some(Self(at))
    }
}

impl Drop for Small {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(self.0.path()).status();
    }
}

#[test]
fn row_44_a_full_disk_leaves_the_old_files() {
    let Some(small) = Small::new("256k") else {
        // Said where the output of tests is shown; row_44_outputs_that_cannot_be has /dev/full everywhere.
        println!("skipped: this user may not mount a small file system");
        return;
    };
    let directory = small.0.path();
    for (name, text) in texts() {
        fs::write(directory.join(name), text).unwrap();
    }
    // Fills what is left.
    let mut filler = fs::File::create(directory.join("filler")).unwrap();
    let _ = std::io::Write::write_all(&mut filler, &[b'x'; 512 << 10]);
    drop(filler);
    let before = files(directory);
    for args in
        [&["fmt"][..], &["check", "--fix"], &["check", "--write-baseline"], &["build", "--out", "out"]]
    {
        let done = truenorth(args).at(directory).exits(2);
        assert!(done.stderr.contains("No space left"), "{done}");
        let after: Vec<_> =
            files(directory).into_iter().filter(|(name, _)| !name.starts_with("out/")).collect();
        assert_eq!(after.len(), before.len(), "{args:?} leaves something over");
        assert!(after == before, "{args:?} changed a file");
    }
}

#[test]
fn row_44_a_closed_pipe_is_quiet() {
    let tree = plan(&texts());
    for args in [&["check"][..], &["check", "--format=json"], &["check", "--diff"], &["rules"]] {
        let mut command = truenorth(args).at(&tree).command();
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        // As `head -1` does, but before the first byte.
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{args:?}");
        assert_eq!(output.status.code(), Some(0), "{args:?}");
    }
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let output = truenorth(&["check", "--diff"]).at(&tree).command().stdout(full).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn row_44_a_full_disk_leaves_the_old_build() {
    let Some(small) = Small::new("16m") else {
        println!("skipped: this user may not mount a small file system");
        return;
    };
    let directory = small.0.path();
    fs::write(directory.join("truenorth.json"), crate::run::titled("More readers")).unwrap();
    truenorth(&["build", "--out", "out"]).at(directory).exits(0);
    let mut filler = fs::File::create(directory.join("filler")).unwrap();
    let _ = std::io::Write::write_all(&mut filler, &vec![b'x'; 32 << 20]);
    drop(filler);
    let before = files(directory);
    let done = truenorth(&["build", "--out", "out", "--theme", "dark"]).at(directory).exits(2);
    assert!(done.stderr.contains("No space left"), "{done}");
    assert!(files(directory) == before, "the build is changed, or something is left over");
    fs::remove_file(directory.join("filler")).unwrap();
    truenorth(&["build", "--out", "out", "--theme", "dark"]).at(directory).exits(0);
    assert!(files(directory) != before);
}

/// Where no file may grow beyond 4 KiB, the system ends the run in the middle of a write.
#[test]
fn row_44_a_limit_on_the_size_of_files_leaves_the_old_files() {
    let binary = env!("CARGO_BIN_EXE_truenorth");
    for args in ["fmt", "check --fix", "check --write-baseline", "build --out out"] {
        let tree = plan(&texts());
        let before = plan_files(tree.path());
        let script = format!("ulimit -f 8 && ulimit -c 0 && exec \"$0\" {args}");
        let output = Command::new("sh").args(["-c", &script, binary]).current_dir(&tree).output().unwrap();
        assert!(!output.status.success(), "{args}");
        let after = plan_files(tree.path());
        assert!(after == before, "{args}: half a file");
        // What is left over is in nobody's way.
        let words: Vec<&str> = args.split(' ').collect();
        let done = truenorth(&words).at(&tree).run();
        assert!(done.code <= 1, "{done}");
        assert!(plan_files(tree.path()) != before, "{args}: the next run does not get there");
    }
}
