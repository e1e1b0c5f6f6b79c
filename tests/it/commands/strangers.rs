//! Files that are in the plan by mistake, and files that are left out of it by mistake.

use std::fs;
use std::process::Command;

use crate::run::{check_json, files, goal, plan, root, truenorth};

const PACKAGE: &str =
    "{\n\t\"name\": \"site\", \"version\": \"1.0.0\",\n\t\"scripts\": { \"a\": \"b\" }\n}\n";
const TSCONFIG: &str = "{ \"compilerOptions\": { \"strict\": true, /* why */ }, \"include\": [\"src\"] }";

fn part(id: &str) -> String {
    format!("{{ \"goals\": [\n    {}\n  ] }}\n", goal(id, "More readers", ""))
}

fn including(include: &str) -> String {
    root(&format!("{include} \"goals\": [\n    {}\n  ]", goal("a", "Open late", "")))
}

#[test]
fn init_leaves_a_directory_alone_whose_files_it_would_take_in() {
    let tree = plan(&[
        ("package.json", PACKAGE),
        ("tsconfig.json", TSCONFIG),
        ("teams/x.json", "{}"),
        ("a.txt", ""),
    ]);
    let before = files(tree.path());
    truenorth(&["init"])
        .at(&tree)
        .exits(2)
        .warns("error: `package.json`, `teams/x.json` and 1 more are here")
        .warns("nothing was written\nhelp: give the plan a directory of its own: `truenorth init plan`\n");
    assert_eq!(files(tree.path()), before);
    truenorth(&["init", "plan"]).at(&tree).exits(0);
    truenorth(&["check", "plan", "--fail-on=note"]).at(&tree).exits(0);
    // One file takes nothing in, and neither do files of CI beside a plan.
    truenorth(&["init", "--minimal"]).at(&tree).exits(0);
    truenorth(&["init", "--ci=gitlab"]).at(&tree).exits(0);
    let one = plan(&[("there/package.json", PACKAGE)]);
    truenorth(&["init", "--example=aurora", "there"])
        .at(&one)
        .exits(2)
        .warns("`package.json` is here")
        .warns("`truenorth init there/plan`");
}

#[test]
fn a_file_of_something_else_is_one_finding_and_left_alone() {
    let tree = plan(&[
        ("truenorth.json", including("\"include\": \"*.json\",").as_str()),
        ("package.json", PACKAGE),
        ("tsconfig.json", TSCONFIG),
    ]);
    let done = check_json(&tree);
    assert_eq!((done.code, done.codes()), (0, vec!["PLN017".to_owned(); 2]));
    assert!(
        done.json()["findings"].as_array().unwrap().iter().all(|finding| finding["fix"].is_null()),
        "{done}"
    );
    truenorth(&["fmt"]).at(&tree).exits(0);
    truenorth(&["check", "--fix", "--unsafe-fixes"]).at(&tree).exits(0).hides("fixed");
    truenorth(&["fmt", "package.json", "tsconfig.json"]).at(&tree).exits(0).warns("PLN017");
    for (name, text) in [("package.json", PACKAGE), ("tsconfig.json", TSCONFIG)] {
        assert_eq!(fs::read_to_string(tree.path().join(name)).unwrap(), text);
    }
}

#[test]
fn files_in_no_include_are_one_finding() {
    for (include, places, help) in [
        (
            "",
            "`b.json`, `more/c.json`, `teams/d.json` and 1 more",
            "add `b.json`, `more/*.json`, `teams/*.json` to `include`",
        ),
        ("\"include\": [\"b.json\", \"teams/*.json\"],", "`more/c.json`", "add `more/*.json` to `include`"),
    ] {
        let tree = plan(&[
            ("truenorth.json", including(include)),
            ("b.json", part("b")),
            ("more/c.json", part("c")),
            ("teams/d.json", part("d")),
            ("teams/e.json", part("e")),
            // Nothing that is asked about:
            ("more/deep/f.json", part("f")),
            (".hidden/g.json", part("g")),
            (".h.json", part("h")),
            ("other/truenorth.json", including("")),
            ("other/i.json", part("i")),
            ("out/plan.json", including("").replace("\"vision\"", "\"built\": {}, \"vision\"")),
            ("data.json", "{ \"people\": 3, \"name\": \"x\" }".to_owned()),
            ("list.json", "[1]".to_owned()),
            ("large.json", format!("{}{}", part("l"), " ".repeat(1 << 20))),
            ("b.txt", part("k")),
        ]);
        let done = truenorth(&["check", "--select=PLN021"]).at(&tree).exits(0).says("warning[PLN021]");
        done.says(places).says(help);
    }
    // A directory that `include` names is looked at, too, however deep.
    let tree = plan(&[
        ("truenorth.json", including("\"include\": \"plans/deep/x-*.json\",")),
        ("plans/deep/x-b.json", part("b")),
        ("plans/deep/c.json", part("c")),
    ]);
    truenorth(&["check"])
        .at(&tree)
        .exits(0)
        .says("1 file here looks like a plan file and is in no `include`: `plans/deep/c.json`");
}

/// What cannot be read may be the very `include`.
#[test]
fn nothing_is_said_of_other_files_where_the_root_file_is_damaged() {
    let tree = plan(&[("truenorth.json", "{ \"include\": ".to_owned()), ("b.json", part("b"))]);
    truenorth(&["check"]).at(&tree).exits(2).hides("PLN021");
}

#[test]
fn a_file_that_was_in_no_include_before_is_not_new() {
    let tree =
        plan(&[("truenorth.json", including("")), ("teams/b.json", part("b")), (".x/y.json", part("y"))]);
    for args in [
        &["init", "-q"][..],
        &["add", "."],
        &["-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "a"],
    ] {
        assert!(Command::new("git").args(args).current_dir(&tree).status().unwrap().success());
    }
    truenorth(&["check", "--fail-on=warning"]).at(&tree).exits(1);
    truenorth(&["check", "--fail-on=warning", "--against=HEAD"]).at(&tree).exits(0);
}

#[test]
fn a_plan_without_anything_to_do_is_nothing_to_check() {
    let people = "\"teams\": [{ \"id\": \"t\", \"title\": \"T\" }]";
    for fields in ["\"values\": []", people] {
        let tree = plan(&[("truenorth.json", root(fields))]);
        truenorth(&["check", "--select=PLN,REF"]).at(&tree).exits(3).warns("nothing to check");
    }
    let decided = "\"decisions\": [{ \"id\": \"d\", \"title\": \"D\" }]";
    let tree = plan(&[("truenorth.json", root(decided))]);
    truenorth(&["check", "--select=PLN,REF"]).at(&tree).exits(0);
}
