//! Rows 44 to 47: what the tool's surroundings do to it, and that nothing of them shows in a result.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;
use std::process::Stdio;
use std::thread;
use std::time::Duration;

use crate::run::{copy, files, goal, plan, root, sample, titled, truenorth};

fn render(output: &Path, more: &[&str]) -> crate::run::Runner {
    let args = ["render", "alignment-map", "-o", output.to_str().unwrap()];
    truenorth(&[&args, more].concat()).at(&sample("first-steps"))
}

#[test]
fn row_44_outputs_that_cannot_be() {
    render(Path::new("/dev/full"), &[]).exits(2);
    let tree = plan(&[("dir.svg/x", ""), ("file", "")]);
    render(&tree.path().join("dir.svg"), &[]).exits(2).warns("is a directory").warns("name a file");
    render(&tree.path().join("missing/a.svg"), &[]).exits(2).warns("cannot be written");
    render(&tree.path().join("file/a.svg"), &[]).exits(2).warns("cannot be written");
    let long = "x".repeat(300) + ".svg";
    render(&tree.path().join(long), &[]).exits(2).warns("cannot be written");
    assert_eq!(files(tree.path()).len(), 2, "nothing was left behind");
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let output = truenorth(&["rules"]).command().stdout(full).stderr(Stdio::piped()).output().unwrap();
    assert_eq!(output.status.code(), Some(2), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn row_44_a_link_is_not_written_through() {
    let tree = plan(&[("target.svg", "mine")]);
    let link = tree.path().join("link.svg");
    symlink("target.svg", &link).unwrap();
    render(&link, &[]).exits(2).warns("is a link");
    assert_eq!(fs::read(tree.path().join("target.svg")).unwrap(), b"mine");
    symlink(tree.path(), tree.path().join("out")).unwrap();
    let out = tree.path().join("out");
    truenorth(&["build", "--out", out.to_str().unwrap()])
        .at(&sample("aurora"))
        .exits(2)
        .warns("is no directory");
}

#[test]
fn row_44_scales() {
    let tree = tempfile::tempdir().unwrap();
    let path = tree.path().join("a.png");
    for scale in ["0", "1000000000", "1e9", "-1", "nan", "inf", "0.49", "4.01", "1e-40"] {
        render(&path, &[&format!("--scale={scale}")]).exits(2);
    }
    render(&path, &["--scale=half"]).exits(2).warns("invalid value 'half'");
    assert!(!path.exists());
    for scale in ["0.5", "4"] {
        render(&path, &["--scale", scale]).exits(0);
        assert!(fs::read(&path).unwrap().starts_with(b"\x89PNG"));
    }
}

#[test]
fn row_44_a_directory_that_may_not_be_written() {
    let tree = plan(&[("shut/a.svg", "old")]);
    let shut = tree.path().join("shut");
    fs::set_permissions(&shut, fs::Permissions::from_mode(0o500)).unwrap();
    // The superuser may write everywhere.
    if fs::write(shut.join("probe"), "").is_err() {
        render(&shut.join("a.svg"), &[]).exits(2).warns("cannot be written");
        truenorth(&["build", "--out", shut.join("out").to_str().unwrap()]).at(&sample("aurora")).exits(2);
        assert_eq!(fs::read(shut.join("a.svg")).unwrap(), b"old");
    }
    fs::set_permissions(&shut, fs::Permissions::from_mode(0o700)).unwrap();
}

/// How long `run` takes when left alone, for killing it at all stages.
fn killed(run: impl Fn() -> crate::run::Runner, check: impl Fn()) {
    let whole = run().exits(0).took;
    for part in 1..=24u32 {
        let mut child = run().command().stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        thread::sleep(whole * part / 20);
        // SIGKILL; a run that is over already is fine.
        child.kill().unwrap();
        child.wait().unwrap();
        check();
    }
}

#[test]
fn row_45_killed_while_writing_a_picture() {
    let tree = tempfile::tempdir().unwrap();
    let path = tree.path().join("a.png");
    render(&path, &["--theme=dark"]).exits(0);
    let old = fs::read(&path).unwrap();
    render(&path, &[]).exits(0);
    let new = fs::read(&path).unwrap();
    assert_ne!(old, new);
    killed(
        || {
            fs::write(&path, &old).unwrap();
            render(&path, &[])
        },
        || {
            let found = fs::read(&path).unwrap();
            assert!(found == old || found == new, "half a picture of {} bytes", found.len());
        },
    );
}

#[test]
fn row_45_killed_while_building() {
    let tree = tempfile::tempdir().unwrap();
    let small = plan(&[("truenorth.json", titled("More readers"))]);
    let build = |theme: &str, out: &Path| {
        truenorth(&["build", "--theme", theme, "--out", out.to_str().unwrap()]).at(&small)
    };
    let (old, new, out) = (tree.path().join("old"), tree.path().join("new"), tree.path().join("out"));
    build("dark", &old).exits(0);
    build("light", &new).exits(0);
    let (before, after) = (files(&old), files(&new));
    killed(
        || {
            let _ = fs::remove_dir_all(&out);
            copy(&old, &out);
            build("light", &out)
        },
        || {
            // Between two renames, for less than a millisecond, there is neither.
            if out.exists() {
                let found = files(&out);
                assert!(found == before || found == after, "half a build of {} files", found.len());
            }
        },
    );
    build("light", &out).exits(0);
    assert_eq!(files(&out), after);
}

#[test]
fn row_45_killed_while_formatting() {
    let parts: Vec<(String, String)> = (0..8)
        .map(|number| {
            let goals: Vec<String> =
                (0..200).map(|goal| crate::run::goal(&format!("g{number}-{goal}"), "T", "")).collect();
            (format!("{number}.json"), format!("{{ \"goals\": [{}] }}", goals.join(",  ")))
        })
        .collect();
    let mut list: Vec<(&str, String)> =
        parts.iter().map(|(name, text)| (name.as_str(), text.clone())).collect();
    list.push(("truenorth.json", root("\"include\": \"*.json\"")));
    let tree = plan(&list);
    let before = files(tree.path());
    truenorth(&["fmt"]).at(&tree).exits(0).says("9 files formatted");
    let after = files(tree.path());
    killed(
        || {
            for (name, bytes) in &before {
                fs::write(tree.path().join(name), bytes).unwrap();
            }
            truenorth(&["fmt"]).at(&tree)
        },
        || {
            for (name, bytes) in files(tree.path()) {
                // A run that was killed may leave what it was about to write; no glob matches that.
                if name.starts_with(".truenorth-") {
                    continue;
                }
                let is_one = |list: &[(String, Vec<u8>)]| list.contains(&(name.clone(), bytes.clone()));
                assert!(is_one(&before) || is_one(&after), "half of {name}: {} bytes", bytes.len());
            }
        },
    );
}

#[test]
fn row_46_readers_that_go_away() {
    let binary = env!("CARGO_BIN_EXE_truenorth");
    let tree = sample("federal-data-strategy-2020");
    let shell = |script: &str| {
        let mut command = std::process::Command::new("sh");
        let output = command.args(["-c", script, binary]).current_dir(&tree).output().unwrap();
        let err = String::from_utf8(output.stderr).unwrap();
        assert!(!err.contains("panicked") && !err.contains("Broken pipe"), "{script}: {err}");
        (String::from_utf8(output.stdout).unwrap(), output.status.code())
    };
    let (out, _) = shell("\"$0\" check | head -n 1");
    assert_eq!(out.lines().count(), 1, "{out}");
    shell("\"$0\" check --format json | head -c 1");
    shell("\"$0\" schema | true");
    // Nobody listens at all: whatever the status, no panic and no signal.
    for closed in [">&-", "2>&-", ">&- 2>&-", "<&-", ">&- 2>&- <&-"] {
        for command in ["check", "rules", "explain ALN001", "check --format=xml", "explain zzz"] {
            let (_, code) = shell(&format!("\"$0\" {command} {closed}; echo $? >&2; exit 0"));
            assert_eq!(code, Some(0));
        }
    }
    let (out, _) = shell("\"$0\" check 2>&- >/dev/null; echo $?");
    assert_eq!(out, "1\n", "without standard error the status stays");
}

#[test]
fn row_47_the_same_bytes_everywhere() {
    let aurora = sample("aurora");
    let outputs = |plan: &Path, change: &dyn Fn(crate::run::Runner) -> crate::run::Runner| {
        let out = tempfile::tempdir().unwrap();
        let target = |name: &str| out.path().join(name).to_str().unwrap().to_owned();
        let dir = plan.to_str().unwrap();
        for name in ["a.svg", "a.png"] {
            change(truenorth(&[
                "render",
                "growth-plan",
                dir,
                "--item=passengers-a-month",
                "-o",
                &target(name),
            ]))
            .exits(0);
        }
        change(truenorth(&["build", dir, "--out", &target("built")])).exits(0);
        let check = change(truenorth(&["check", dir, "--format=json", "--select=all"])).run().stdout;
        let mut found = files(out.path());
        found.push(("check".to_owned(), check.replace(dir, "DIR").into_bytes()));
        found
    };
    let first = outputs(&aurora, &|run| run);
    // The built plan: 33 charts twice, plan.json, summary.md and the mark; two pictures; the check.
    assert_eq!(first.len(), 33 * 2 + 3 + 2 + 1);
    let differs = |other: Vec<(String, Vec<u8>)>, what: &str| {
        for (one, other) in first.iter().zip(&other) {
            assert!(one == other, "{} is another for {what}", one.0);
        }
        assert_eq!(first.len(), other.len(), "{what}");
    };
    differs(outputs(&aurora, &|run| run), "a second run");
    differs(
        outputs(&aurora, &|run| run.env("LANG", "de_DE.UTF-8").env("LC_ALL", "tr_TR.UTF-8")),
        "another locale",
    );
    differs(outputs(&aurora, &|run| run.env("TZ", "Pacific/Kiritimati")), "another time zone");
    differs(outputs(&aurora, &|run| run.env("SOURCE_DATE_EPOCH", "1")), "another day");
    differs(
        outputs(&aurora, &|run| run.env("COLUMNS", "20").env("NO_COLOR", "1").env("TERM", "dumb")),
        "another terminal",
    );
    differs(outputs(&aurora, &|run| run.at(Path::new("/"))), "another working directory");
    // The order in which a directory lists its files follows from how they came there.
    for backwards in [false, true] {
        let directory = tempfile::tempdir().unwrap();
        let mut list = files(&aurora);
        if backwards {
            list.reverse();
        }
        let plan = directory.path().join("aurora");
        for (name, bytes) in list {
            let path = plan.join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
            thread::sleep(Duration::from_millis(1));
        }
        differs(outputs(&plan, &|run| run), "another order of files");
    }
}

#[test]
fn row_54_many_findings() {
    let goals: Vec<String> = (0..1_500)
        .map(|n| goal(&format!("g{n}"), "T", "").replace("\"vision\"", &format!("\"nobody-{n}\"")))
        .collect();
    let many = plan(&[("truenorth.json", root(&format!("\"goals\": [{}]", goals.join(",\n"))))]);
    let done = truenorth(&["check"])
        .at(&many)
        .exits(1)
        .says("500 further findings are not printed")
        .says("1500 errors");
    assert_eq!(done.stdout.matches("error[REF002]").count(), 1_000);
}
