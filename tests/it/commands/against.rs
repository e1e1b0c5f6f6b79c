//! `check --against REV`: only what is new, and nothing of the repository is run.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::run::{files, goal, plan, root, truenorth};

/// Runs git in a directory, without the configuration of whoever runs the test.
fn git(directory: &Path, args: &[&str]) -> String {
    let output = Command::new("git")
        .args(["-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "init.defaultBranch=main"])
        .args(args)
        .current_dir(directory)
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .output()
        .unwrap();
    assert!(output.status.success(), "git {args:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn adrift(id: &str) -> String {
    goal(id, id, "").replace("\"contributes_to\": \"vision\", ", "")
}

fn of(ids: &[&str]) -> String {
    let goals: Vec<String> = ids.iter().map(|id| adrift(id)).collect();
    root(&format!("\"include\": \"teams/*.json\", \"goals\": [{}]", goals.join(", ")))
}

/// A repository whose plan, in the directory `plans`, had one fault in each of two files at its first commit.
fn repository() -> tempfile::TempDir {
    let tree = plan(&[
        ("plans/truenorth.json", of(&["a"])),
        (
            "plans/teams/one.json",
            format!("{{ \"goals\": [{}] }}", goal("c", "C", ", \"relates_to\": \"nowhere\"")),
        ),
        ("plans/teams/.hidden/two.json", "{".to_owned()),
    ]);
    git(tree.path(), &["init", "-q"]);
    git(tree.path(), &["add", "-A"]);
    git(tree.path(), &["commit", "-qm", "first"]);
    tree
}

#[test]
fn only_what_is_new_is_reported() {
    let tree = repository();
    let plans = tree.path().join("plans");
    let before = files(&tree.path().join(".git"));
    truenorth(&["check", "--against", "HEAD"])
        .at(&plans)
        .exits(0)
        .says("no findings in 2 files (2 from before)");
    fs::write(plans.join("truenorth.json"), of(&["b", "a"])).unwrap();
    fs::rename(plans.join("teams/one.json"), plans.join("teams/renamed.json")).unwrap();
    let done = truenorth(&["check", "--against", "HEAD"])
        .at(&plans)
        .exits(1)
        .says("1 error in 2 files (2 from before)");
    done.says("`b` does not lead to the vision").hides("`a` does not lead");
    for revision in ["main", "HEAD~0", "@", "main^{commit}", "HEAD@{0}", ":/first"] {
        let done = truenorth(&["check", "--against", revision, "plans"]).at(&tree).run();
        assert!(done.code == 1 || revision == ":/first", "{done}");
    }
    assert_eq!(files(&tree.path().join(".git")), before, "nothing of the repository has changed");
    let json = truenorth(&["check", "--against=HEAD", "--format=json"]).at(&plans).exits(1).json();
    assert_eq!((json["counts"]["before"].as_u64(), json["before"].as_array().unwrap().len()), (Some(2), 2));
}

#[test]
fn a_rule_that_is_turned_on_now_reports_what_is_new_only() {
    let tree = repository();
    let path = tree.path().join("plans/truenorth.json");
    let text = fs::read_to_string(&path).unwrap();
    let lenient = text.replace("\"include\"", "\"checks\": { \"ignore\": [\"ALN\", \"REF\"] }, \"include\"");
    fs::write(&path, lenient).unwrap();
    git(tree.path(), &["commit", "-qam", "lenient"]);
    truenorth(&["check", "--against", "HEAD", "plans"]).at(&tree).exits(0).hides("from before");
    fs::write(&path, &text).unwrap();
    truenorth(&["check", "plans"]).at(&tree).exits(1).says("2 errors");
    truenorth(&["check", "--against", "HEAD", "plans"]).at(&tree).exits(0).says("(2 from before)");
    // What was ignored is new once the ignore is gone.
    let ignoring = adrift("a").replace(" }", ", \"ignore\": [{ \"rule\": \"ALN001\", \"reason\": \"R\" }] }");
    fs::write(&path, text.replace(&adrift("a"), &ignoring)).unwrap();
    git(tree.path(), &["commit", "-qam", "ignored"]);
    fs::write(&path, text).unwrap();
    truenorth(&["check", "--against", "HEAD", "plans"]).at(&tree).exits(1).says("1 error").says("ALN001");
}

#[test]
fn without_a_plan_at_that_revision_everything_is_new() {
    let tree = repository();
    fs::create_dir(tree.path().join("other")).unwrap();
    fs::write(tree.path().join("other/truenorth.json"), of(&["x"])).unwrap();
    let done = truenorth(&["check", "--against", "HEAD", "other"]).at(&tree).exits(1);
    done.says("1 error").warns("there was no plan here at `HEAD`: everything is new");
    let path = tree.path().join("plans/truenorth.json");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, "{ damaged").unwrap();
    git(tree.path(), &["commit", "-qam", "damaged"]);
    fs::write(&path, text).unwrap();
    truenorth(&["check", "--against", "HEAD", "plans"]).at(&tree).exits(1).warns("cannot be read whole");
}

#[test]
fn hostile_and_wrong_revisions_are_2_and_run_nothing() {
    let tree = repository();
    let plans = tree.path().join("plans");
    let before = files(tree.path());
    for revision in ["--output=stolen", "-h", "--exec=touch stolen", "", "HEAD\nHEAD", "HEAD\u{1b}[31m"] {
        let done = truenorth(&["check".to_owned(), format!("--against={revision}")]).at(&plans).exits(2);
        assert!(done.warns("is no revision").stdout.is_empty(), "{revision:?}");
    }
    for revision in [
        "nowhere",
        "HEAD:plans",
        "HEAD^{tree}",
        "$(touch stolen)",
        "`touch stolen`",
        "HEAD; touch stolen",
        "ext::sh -c touch",
        "::error::x",
        "../../etc/passwd",
        "HEAD..HEAD",
        "HEAD HEAD",
        "HEAD^{/x}",
        "%s%n",
        "x".repeat(100_000).as_str(),
    ] {
        let done = truenorth(&["check", "--against", revision]).at(&plans).exits(2);
        let done = done.warns("there is no revision");
        crate::run::assert_harmless(
            &done.stderr.replace("error: ", ""),
            &revision.chars().take(40).collect::<String>(),
        );
    }
    assert_eq!(files(tree.path()), before, "nothing was written");
}

#[test]
fn nothing_that_the_configuration_names_is_run() {
    let tree = repository();
    let stolen = tree.path().join("stolen");
    let script = tree.path().join("evil.sh");
    fs::write(&script, format!("#!/bin/sh\necho x >> '{}'\ncat\n", stolen.display())).unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(&script, fs::Permissions::from_mode(0o755)).unwrap();
    }
    let evil = script.to_str().unwrap();
    fs::write(
        tree.path().join(".gitattributes"),
        "*.json filter=evil diff=evil text eol=crlf working-tree-encoding=UTF-16\n",
    )
    .unwrap();
    for (key, value) in [
        ("core.fsmonitor", evil),
        ("core.hooksPath", tree.path().to_str().unwrap()),
        ("core.pager", evil),
        ("pager.ls-tree", evil),
        ("pager.cat-file", evil),
        ("core.sshCommand", evil),
        ("core.alternateRefsCommand", evil),
        ("filter.evil.smudge", evil),
        ("filter.evil.clean", evil),
        ("filter.evil.process", evil),
        ("diff.evil.textconv", evil),
        ("alias.cat-file", &format!("!{evil}")),
        ("alias.ls-tree", &format!("!{evil}")),
        ("alias.rev-parse", &format!("!{evil}")),
        ("protocol.ext.allow", "always"),
        ("remote.origin.url", &format!("ext::{evil}")),
        ("remote.origin.promisor", "true"),
        ("extensions.partialClone", "origin"),
        ("credential.helper", evil),
    ] {
        git(tree.path(), &["config", key, value]);
    }
    truenorth(&["check", "--against", "HEAD", "plans"]).at(&tree).exits(0).says("(2 from before)");
    // An object that is missing is not fetched.
    let blob = git(tree.path(), &["-c", "core.fsmonitor=false", "rev-parse", "HEAD:plans/teams/one.json"]);
    let (head, rest) = blob.trim().split_at(2);
    let object = tree.path().join(".git/objects").join(head).join(rest);
    fs::remove_file(&object).unwrap();
    let _ = fs::remove_file(&stolen);
    truenorth(&["check", "--against", "HEAD", "plans"]).at(&tree).exits(1).warns("cannot be read whole");
    assert!(!stolen.exists(), "something was run");
}

#[test]
fn places_without_that_history_are_2_and_say_why() {
    let none = plan(&[("truenorth.json", of(&["a"]))]);
    let check = |at: &Path| truenorth(&["check", "--against", "HEAD"]).at(at);
    check(none.path()).env("GIT_CEILING_DIRECTORIES", "/").exits(2).warns("is not in a git repository");
    let empty = tempfile::tempdir().unwrap();
    truenorth(&["check", "--against", "HEAD"])
        .at(none.path())
        .env("PATH", empty.path().to_str().unwrap())
        .exits(2)
        .warns("`git` was not found");
    git(none.path(), &["init", "-q"]);
    check(none.path()).exits(2).warns("there is no revision `HEAD`");
    let bare = tempfile::tempdir().unwrap();
    git(bare.path(), &["init", "-q", "--bare"]);
    fs::write(bare.path().join("truenorth.json"), of(&["a"])).unwrap();
    check(bare.path()).exits(2).warns("is in a bare repository");
    let tree = repository();
    let path = tree.path().join("plans/truenorth.json");
    fs::write(&path, of(&["a", "b"])).unwrap();
    git(tree.path(), &["commit", "-qam", "second"]);
    let clone = tempfile::tempdir().unwrap();
    let from = format!("file://{}", tree.path().display());
    git(clone.path(), &["clone", "-q", "--depth=1", &from, "c"]);
    let plans = clone.path().join("c/plans");
    check(&plans).exits(0);
    truenorth(&["check", "--against", "HEAD~1"])
        .at(&plans)
        .exits(2)
        .warns("the clone is shallow")
        .warns("fetch-depth: 0");
}

/// In a hook git sets variables that lead elsewhere.
#[test]
fn the_repository_is_that_of_the_plan() {
    let (tree, other) = (repository(), repository());
    fs::write(other.path().join("plans/truenorth.json"), of(&[])).unwrap();
    git(other.path(), &["commit", "-qam", "clean"]);
    let elsewhere = other.path().join(".git");
    truenorth(&["check", "--against", "HEAD", "plans"])
        .at(&tree)
        .env("GIT_DIR", elsewhere.to_str().unwrap())
        .env("GIT_INDEX_FILE", "nowhere")
        .exits(0)
        .says("(2 from before)");
}
