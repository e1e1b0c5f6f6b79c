//! Rows 32 to 36: includes that leave the plan, links, and what is no regular file.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use super::{codes, every_output};
use crate::run::{check, goal, plan, root, truenorth};

fn including(include: &str) -> String {
    root(&format!("\"include\": [{}], \"goals\": [{}]", serde_json::json!(include), goal("a", "A", "")))
}

#[test]
fn row_32_includes_that_leave_the_plan() {
    let outer =
        plan(&[("secret.json", "{ \"goals\": [ { \"id\": \"the-secret\" "), ("inner/truenorth.json", "")]);
    let inner = outer.path().join("inner");
    let absolute = outer.path().join("secret.json").to_str().unwrap().to_owned();
    for include in [
        "../secret.json",
        "../*.json",
        "teams/../../secret.json",
        "./../secret.json",
        &absolute,
        "/etc/passwd",
        "..",
        "**/../../*",
        "C:\\x",
        "c:/x.json",
        "\\\\srv\\x",
        "..\\secret.json",
        "file:///etc/passwd",
        "http://example.org/x.json",
        "HTTPS://example.org",
        "file:x",
    ] {
        fs::write(inner.join("truenorth.json"), including(include)).unwrap();
        let done = every_output(&inner).says("error[PLN015]");
        assert_eq!(done.code, 2, "{include}");
        done.hides("the-secret").hides("root:");
    }
    // Alternatives of a glob leave it no better.
    for include in
        ["{..,teams}/*.json", "{../secret,x}.json", ".{.,}/secret.json", "[.][.]/secret.json", "~/x.json"]
    {
        fs::write(inner.join("truenorth.json"), including(include)).unwrap();
        check(&inner).hides("the-secret");
    }
}

#[test]
fn row_33_links_are_not_followed() {
    let part = |id: &str| format!("{{ \"goals\": [{}] }}", goal(id, "Behind a link", ""));
    let outer = plan(&[
        ("secret.json", part("the-secret")),
        ("dir/secret.json", part("the-secret")),
        (
            "inner/truenorth.json",
            root(&format!("\"include\": [\"**/*.json\"], \"goals\": [{}]", goal("a", "A", ""))),
        ),
        ("inner/real/b.json", part("b")),
    ]);
    let inner = outer.path().join("inner");
    symlink("../secret.json", inner.join("link.json")).unwrap();
    symlink("/etc/passwd", inner.join("passwd.json")).unwrap();
    symlink("real/b.json", inner.join("inside.json")).unwrap();
    symlink("nowhere", inner.join("dangling.json")).unwrap();
    symlink("../dir", inner.join("linked")).unwrap();
    symlink(".", inner.join("loop")).unwrap();
    symlink("..", inner.join("real/up")).unwrap();
    let done = every_output(&inner).says("warning[PLN017]").says("links are not followed");
    assert_eq!(done.code, 0);
    done.hides("the-secret").hides("root:").says("4 warnings in 6 files");
    truenorth(&["explain", "the-secret"]).at(&inner).exits(2);
}

/// A plan that another one refers to stands in its directory, and not behind a link in it.
#[test]
fn row_33_another_plan_behind_a_link() {
    let fields = |file: &str| {
        let plans = format!("\"plans\": {{ \"old\": {{ \"title\": \"Old\", \"file\": \"{file}\" }} }}");
        root(&format!("{plans}, \"goals\": [{}]", goal("a", "A", ", \"relates_to\": \"old:x\"")))
    };
    let old = root(&format!("\"goals\": [{}]", goal("x", "The secret", "")));
    let outer =
        plan(&[("else/plan.json", old.as_str()), ("inner/real/plan.json", old.as_str()), ("inner/y", "")]);
    let inner = outer.path().join("inner");
    symlink("../else", inner.join("linked")).unwrap();
    symlink("../../else/plan.json", inner.join("real/link.json")).unwrap();
    symlink("real", inner.join("inside")).unwrap();
    for (file, status) in
        [("real/plan.json", 0), ("linked/plan.json", 1), ("real/link.json", 1), ("inside/plan.json", 1)]
    {
        fs::write(inner.join("truenorth.json"), fields(file)).unwrap();
        let done = check(&inner).hides("secret");
        assert_eq!(done.code, status, "{file}: {done}");
        if status > 0 {
            done.says("REF011").says("links are not followed");
        }
    }
}

/// The root file is named by the user, who may well have a link there; what is behind it is read like any.
#[test]
fn row_33_a_link_in_place_of_the_root_file() {
    let outer = plan(&[
        ("real.json", root(&format!("\"goals\": [{}]", goal("a", "A", "")))),
        ("inner/x", String::new()),
    ]);
    let inner = outer.path().join("inner");
    symlink("../real.json", inner.join("truenorth.json")).unwrap();
    assert_eq!(check(&inner).code, 0);
    fs::remove_file(inner.join("truenorth.json")).unwrap();
    symlink("truenorth.json", inner.join("truenorth.json")).unwrap();
    assert_eq!(check(&inner).says("unreadable-file").code, 2);
}

#[test]
fn row_34_each_file_is_read_once() {
    let part = |id: &str, include: &str| format!("{{ {include} \"goals\": [{}] }}", goal(id, "A part", ""));
    let files = |include: &str| {
        plan(&[
            ("truenorth.json", root(&format!("\"include\": {include}, \"goals\": [{}]", goal("a", "A", "")))),
            ("b.json", part("b", "")),
            ("teams/c.json", part("c", "")),
        ])
    };
    for include in [
        "[\"*.json\", \"teams/*.json\"]",
        "[\"**/*.json\", \"b.json\", \"./b.json\", \"teams/c.json\", \"*/c.json\"]",
        "[\"truenorth.json\", \"b.json\", \"b.json\", \"{b,teams/c}.json\"]",
    ] {
        let done = check(&files(include)).says("no findings in 3 files");
        assert_eq!(done.code, 0, "{include}");
    }
    let circle = files("[\"b.json\"]");
    fs::write(circle.path().join("b.json"), part("b", "\"include\": [\"truenorth.json\"],")).unwrap();
    // What only a nested `include` names is in none.
    assert_eq!(codes(circle.path()), (1, vec!["PLN021".to_owned(), "PLN014".to_owned()]));
    // A directory with its own root file is another plan.
    let nested = files("[\"**/*.json\"]");
    fs::write(nested.path().join("teams/truenorth.json"), "{").unwrap();
    assert_eq!(check(&nested).says("no findings in 2 files").code, 0);
    let nothing = files("[\"team/*.json\"]");
    assert_eq!(codes(nothing.path()), (0, vec!["PLN021".to_owned(), "PLN016".to_owned()]));
}

#[test]
fn row_35_globs_that_ask_for_much() {
    let tree = plan(&[("a/b/c.json", format!("{{ \"goals\": [{}] }}", goal("b", "B", "")))]);
    for number in 0..2_000 {
        fs::create_dir_all(tree.path().join(format!("d{}/e{}/f{number}", number % 10, number % 100)))
            .unwrap();
    }
    let stars = "**/".repeat(40) + "*.json";
    let choices = "{a,b}".repeat(12) + "*.json";
    let long = "*a".repeat(2_000);
    for include in [
        "**/**/**/**/*.json",
        &stars,
        &choices,
        &long,
        "{a,{a,{a,{a,b}}}}/b/c.json",
        "[!-~]**.json",
        "a/**/b/**/c.json",
    ] {
        fs::write(tree.path().join("truenorth.json"), including(include)).unwrap();
        let done = check(&tree);
        assert!(done.code == 0 && done.took < Duration::from_secs(8), "{done} {:?}", done.took);
    }
    for include in ["[", "{a", "a[b", "{a}}", "[z-a]*"] {
        fs::write(tree.path().join("truenorth.json"), including(include)).unwrap();
        let done = every_output(tree.path()).says("PLN015").says("this glob cannot be read");
        assert_eq!(done.code, 2, "{include}");
    }
    fs::write(tree.path().join("truenorth.json"), including("**/*.json")).unwrap();
    let done = truenorth(&["check", "--limit", "entries=100"]).at(&tree).exits(2);
    done.warns("more than 100 directory entries").warns("narrower globs");
}

#[test]
fn row_36_what_is_no_regular_file() {
    let tree = plan(&[("truenorth.json", including("*.json"))]);
    assert!(Command::new("mkfifo").arg(tree.path().join("pipe.json")).status().unwrap().success());
    fs::create_dir(tree.path().join("directory.json")).unwrap();
    let socket = std::os::unix::net::UnixListener::bind(tree.path().join("socket.json")).unwrap();
    let done = every_output(tree.path()).says("`pipe.json` cannot be read: it is not a regular file");
    let done =
        done.says("`socket.json` cannot be read").says("`directory.json` cannot be read: it is a directory");
    assert_eq!(done.code, 2);
    drop(socket);
    for make in ["mkfifo", "mkdir"] {
        let tree = tempfile::tempdir().unwrap();
        assert!(Command::new(make).arg(tree.path().join("truenorth.json")).status().unwrap().success());
        assert_eq!(check(&tree).says("it is not a regular file").code, 2);
    }
    let device = tempfile::tempdir().unwrap();
    symlink("/dev/zero", device.path().join("truenorth.json")).unwrap();
    assert_eq!(check(&device).says("it is not a regular file").code, 2);
}

#[test]
fn row_36_what_may_not_be_read() {
    let tree = plan(&[
        ("truenorth.json", including("**/*.json")),
        ("b.json", "{}".to_owned()),
        ("d/e.json", "{}".to_owned()),
    ]);
    for name in ["b.json", "d"] {
        let path = tree.path().join(name);
        fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
        if is_readable(&path) {
            // The superuser may read everything.
            return;
        }
        assert_eq!(check(&tree).says("unreadable-file").says(name).code, 2);
        fs::set_permissions(&path, fs::Permissions::from_mode(0o700)).unwrap();
    }
}

fn is_readable(path: &Path) -> bool {
    fs::read(path).is_ok() || fs::read_dir(path).is_ok()
}
