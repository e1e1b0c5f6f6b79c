//! `check --fix`, `--unsafe-fixes` and `--diff`.

use std::fs;
use std::path::Path;

use crate::run::{files, goal, plan, root, truenorth};

fn read(directory: &tempfile::TempDir, name: &str) -> String {
    fs::read_to_string(directory.path().join(name)).unwrap()
}

/// Faults with a safe fix in two files, and one that only people can mend.
fn faulty() -> tempfile::TempDir {
    let text = root(&format!(
        "\"include\": [\"team.json\"],\n  \"goals\": [\n    {},\n    {}\n  ]",
        goal("a", "A", ", \"aliases\": [\"old-a\"], \"descripton\": \"Why\""),
        goal("b", "B", ", \"status\": \"On Track\", \"relates_to\": [\"old-a\"], \"description\": null")
            .replace("\"vision\"", "[\"vision\", \"vision\"]")
    ));
    let team = format!(
        "\u{feff}{{\n  goals: [\n    {},\n  ]\n}}\n",
        goal("c", "C", ", \"owner\": \"organization\"")
    );
    plan(&[("truenorth.json", text), ("team.json", team)])
}

#[test]
fn safe_fixes_are_made_until_there_are_none_left() {
    let tree = faulty();
    let done = truenorth(&["check"]).at(&tree).exits(2);
    // The rules do not run while a file is damaged; what they find is mended in a later round.
    let done = done.says("fixable with --fix").says("(`check --fix`)");
    done.says("= fix: leave the comma out");
    let done = truenorth(&["check", "--fix"]).at(&tree).exits(0);
    done.warns("note: fixed 9 findings in 2 files").says("no findings in 2 files");
    let expected = root(&format!(
        "\"include\": [\"team.json\"],\n  \"goals\": [\n    {},\n    {}\n  ]",
        goal("a", "A", ", \"aliases\": [\"old-a\"], \"description\": \"Why\""),
        goal("b", "B", ", \"status\": \"on_track\", \"relates_to\": [\"a\"]")
            .replace("\"vision\"", "[\"vision\"]")
    ));
    assert_eq!(read(&tree, "truenorth.json"), expected, "all else is as it was");
    assert_eq!(
        read(&tree, "team.json"),
        format!("{{\n  \"goals\": [\n    {}\n  ]\n}}\n", goal("c", "C", ""))
    );
    let again = truenorth(&["check", "--fix"]).at(&tree).exits(0);
    assert_eq!(again.stderr, "");
    assert_eq!(files(tree.path()).len(), 2, "nothing is left over");
}

#[test]
fn a_diff_writes_nothing_and_fails_if_something_would_change() {
    let tree = faulty();
    let before = files(tree.path());
    let done = truenorth(&["check", "--diff"]).at(&tree).exits(1);
    let done = done.says("--- team.json").says("-U+FEFF{").says("+    { \"id\": \"a\"");
    done.says("--- truenorth.json").hides("note: fixed");
    assert_eq!(files(tree.path()), before);
    truenorth(&["check", "--fix"]).at(&tree).exits(0);
    assert_eq!(truenorth(&["check", "--diff"]).at(&tree).exits(0).stdout, "");
    let broken = plan(&[("truenorth.json", "{ \"truenorth\": 1 ")]);
    truenorth(&["check", "--diff"]).at(&broken).exits(2);
}

#[test]
fn unsafe_fixes_are_made_when_asked_for() {
    let text = root(&format!(
        "\"pillars\": [{{ \"id\": \"reading\", \"title\": \"Reading\" }}],\n  \"goals\": [{}, {}]",
        goal("a", "A", ", \"relates_to\": \"raeding\"").replace("\"vision\"", "\"reading\""),
        goal("b", "B", "").replace("\"contributes_to\": \"vision\", ", "")
    ));
    let tree = plan(&[("truenorth.json", text.as_str())]);
    let done = truenorth(&["check"]).at(&tree).exits(1).says("2 fixable with --fix --unsafe-fixes");
    done.says("= fix: write `reading` (`check --fix --unsafe-fixes`)");
    truenorth(&["check", "--fix"]).at(&tree).exits(1);
    assert_eq!(read(&tree, "truenorth.json"), text, "they are not safe");
    truenorth(&["check", "--diff"]).at(&tree).exits(0);
    truenorth(&["check", "--diff", "--unsafe-fixes"])
        .at(&tree)
        .exits(1)
        .says("\"contributes_to\": \"reading\"");
    truenorth(&["check", "--fix", "--unsafe-fixes"]).at(&tree).exits(0).warns("fixed 2 findings in 1 file");
    truenorth(&["check", "--unsafe-fixes"]).at(&tree).exits(2).warns("add --fix");
    for wrong in [
        &["--fix", "--diff"][..],
        &["--fix", "--watch"],
        &["--fix", "--scenario", "s"],
        &["--diff", "--format=json"],
    ] {
        truenorth(&[&["check"], wrong].concat()).at(&tree).exits(2).warns("cannot be used with");
    }
}

#[test]
fn json_names_the_bytes_of_a_fix() {
    let text = root(&format!("\"goals\": [{}]", goal("a", "A", ", \"descripton\": \"Why\"")));
    let tree = plan(&[("truenorth.json", text.as_str())]);
    let json = truenorth(&["check", "--format=json"]).at(&tree).exits(0).json();
    let fix = &json["findings"][0]["fix"];
    assert_eq!((fix["title"].as_str(), fix["safety"].as_str()), (Some("write `description`"), Some("safe")));
    let edit = &fix["edits"][0];
    let number = |key: &str| edit[key].as_u64().unwrap() as usize;
    let (start, end) = (number("offset"), number("offset") + number("length"));
    assert_eq!(&text[start..end], "\"descripton\"");
    assert_eq!(
        (edit["text"].as_str(), edit["file"].as_str()),
        (Some("\"description\""), Some("truenorth.json"))
    );
    truenorth(&["check", "--format=concise"]).at(&tree).exits(0).says("warning[PLN007] [*] ");
}

#[test]
fn what_is_ignored_known_or_from_other_rules_is_left_alone() {
    let text = root(&format!("\"goals\": [{}]", goal("a", "A", ", \"descripton\": \"Why\"")));
    let tree = plan(&[("truenorth.json", text.as_str())]);
    truenorth(&["check", "--fix", "--select=ALN"]).at(&tree).exits(0);
    truenorth(&["check", "--fix", "--ignore=PLN007"]).at(&tree).exits(0);
    truenorth(&["check", "--write-baseline"]).at(&tree).exits(0);
    truenorth(&["check", "--fix"]).at(&tree).exits(0);
    assert_eq!(read(&tree, "truenorth.json"), text);
    truenorth(&["check", "--fix", "--no-baseline"]).at(&tree).exits(0).warns("fixed 1 finding in 1 file");
    // Carriage returns and everything else stay.
    let crlf = text.replace('\n', "\r\n");
    let tree = plan(&[("truenorth.json", crlf.as_str())]);
    truenorth(&["check", "--fix"]).at(&tree).exits(0);
    assert_eq!(read(&tree, "truenorth.json"), crlf.replace("descripton", "description"));
}

#[cfg(unix)]
#[test]
fn files_that_may_not_be_written_stay_all_of_them() {
    use std::os::unix::fs::PermissionsExt;
    let tree = faulty();
    let before = files(tree.path());
    let set = |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    set(&tree.path().join("team.json"), 0o444);
    truenorth(&["check", "--fix"]).at(&tree).exits(2).warns("team.json is read-only; nothing was written");
    assert_eq!(files(tree.path()), before);
    set(&tree.path().join("team.json"), 0o644);
    set(tree.path(), 0o555);
    // The superuser may write everywhere.
    if fs::write(tree.path().join("probe"), "").is_err() {
        for args in [&["check", "--fix"][..], &["check", "--write-baseline", "--select=ALN"], &["fmt"]] {
            truenorth(args).at(&tree).exits(2);
        }
        assert_eq!(files(tree.path()), before);
    }
    set(tree.path(), 0o755);
}
