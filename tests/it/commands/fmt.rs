//! `truenorth fmt`

use std::fs;

use crate::run::{copy, files, plan, root, sample, truenorth};

const UGLY: &str = "{\"truenorth\":1, \"as_of\":\"2027-02-15\",\"organization\":{\"name\":\"L\"},\"vision\":\"V\",\n\n\
                    \"//\":\"why\",\"include\":[\"*.json\"],\"x-own\":1.50}";

const NEAT: &str = "{\n  \"truenorth\": 1,\n  \"as_of\": \"2027-02-15\",\n  \"organization\": { \"name\": \"L\" },\n  \
                    \"vision\": \"V\",\n  \"//\": \"why\",\n  \"include\": [\"*.json\"],\n  \"x-own\": 1.50\n}\n";

fn read(tree: &tempfile::TempDir, name: &str) -> String {
    fs::read_to_string(tree.path().join(name)).unwrap()
}

#[test]
fn it_writes_the_canonical_layout_once() {
    let tree = plan(&[("truenorth.json", UGLY), ("a.json", "\u{feff}{ }\r\n"), ("b.txt", "{ }")]);
    truenorth(&["fmt"])
        .at(&tree)
        .exits(0)
        .says("formatted truenorth.json\n")
        .says("2 files formatted, 0 unchanged");
    assert_eq!(read(&tree, "truenorth.json"), NEAT);
    assert_eq!(read(&tree, "a.json"), "{}\n");
    assert_eq!(read(&tree, "b.txt"), "{ }", "not a file of the plan");
    let path = tree.path().join("truenorth.json");
    let written = || fs::metadata(&path).unwrap().modified().unwrap();
    let before = written();
    let again = truenorth(&["fmt"]).at(&tree).exits(0);
    assert_eq!(again.stdout, "0 files formatted, 2 unchanged\n");
    assert_eq!(written(), before, "an unchanged file is not written");
    assert_eq!(fs::read_dir(&tree).unwrap().count(), 3, "nothing is left over");
}

#[test]
fn the_samples_keep_their_meaning() {
    for name in ["aurora", "first-steps", "federal-data-strategy-2020"] {
        let tree = tempfile::tempdir().unwrap();
        copy(&sample(name), tree.path());
        let before = truenorth(&["check", "--format=json"]).at(&tree).run();
        let findings = |done: &crate::run::Done| {
            let of = |finding: &serde_json::Value| (finding["code"].clone(), finding["message"].clone());
            let list = done.json()["findings"].as_array().unwrap().iter().map(of).collect::<Vec<_>>();
            let mut texts: Vec<String> = list.iter().map(|finding| format!("{finding:?}")).collect();
            texts.sort();
            texts
        };
        truenorth(&["fmt"]).at(&tree).exits(0);
        let after = truenorth(&["check", "--format=json"]).at(&tree).run();
        assert_eq!(findings(&after), findings(&before), "{name}");
        for (file, bytes) in files(tree.path()).iter().filter(|(file, _)| file.ends_with(".json")) {
            let new: serde_json::Value = serde_json::from_slice(bytes).unwrap();
            let old: serde_json::Value =
                serde_json::from_slice(&fs::read(sample(name).join(file)).unwrap()).unwrap();
            assert_eq!(new, old, "{name}/{file}");
        }
        truenorth(&["fmt", "--check"]).at(&tree).exits(0).says("0 files would be formatted");
    }
}

#[test]
fn check_and_diff_write_nothing() {
    let tree = plan(&[("truenorth.json", UGLY), ("a.json", "{}\n")]);
    let before = files(tree.path());
    truenorth(&["fmt", "--check"])
        .at(&tree)
        .exits(1)
        .says("would format truenorth.json\n1 file would be formatted, 1 unchanged\n");
    let diff = truenorth(&["fmt", "--diff"]).at(&tree).exits(0).stdout;
    assert!(
        diff.starts_with("--- truenorth.json\n+++ truenorth.json\n@@ -1,3 +1,9 @@\n-{\"truenorth\":1"),
        "{diff}"
    );
    assert!(diff.contains("\n+  \"x-own\": 1.50\n") && !diff.contains("a.json"), "{diff}");
    truenorth(&["fmt", "--diff", "--check"]).at(&tree).exits(1);
    assert_eq!(files(tree.path()), before);
}

#[test]
fn a_damaged_file_is_left_and_the_others_are_formatted() {
    for damaged in [&b"{ \"goals\": [ }"[..], b"{ \"a\": 1, \"a\": 2 }", b"{ \"a\": \"\xff\" }", b""] {
        let tree = plan(&[("truenorth.json", UGLY.as_bytes()), ("a.json", damaged), ("b.json", b"{ }")]);
        truenorth(&["fmt"])
            .at(&tree)
            .exits(2)
            .warns("a.json:1")
            .says("2 files formatted, 0 unchanged, 1 left as it was\n");
        assert_eq!(fs::read(tree.path().join("a.json")).unwrap(), damaged);
        assert_eq!(read(&tree, "b.json"), "{}\n");
        truenorth(&["fmt", "a.json"]).at(&tree).exits(2).warns("a.json:1");
        assert_eq!(fs::read(tree.path().join("a.json")).unwrap(), damaged);
    }
}

#[test]
fn a_newer_version_is_left_alone() {
    let newer = UGLY.replace(":1,", ":2,");
    let tree = plan(&[("truenorth.json", newer.as_str())]);
    truenorth(&["fmt"]).at(&tree).exits(2).warns("version 2 of the format");
    assert_eq!(read(&tree, "truenorth.json"), newer);
}

#[test]
fn single_files_follow_the_calendar_of_their_plan() {
    let july = root("\"calendar\": { \"fiscal_year_start\": \"07-01\" }, \"include\": [\"teams/*.json\"]");
    let late = "{ \"actuals\": { \"2027-01\": 2, \"FY27\": 1 }, \"reviews\": [] }\n";
    let tree = plan(&[("truenorth.json", july.as_str()), ("teams/a.json", late)]);
    truenorth(&["fmt", "teams/a.json"]).at(&tree).exits(0).says("1 file formatted, 0 unchanged");
    let early = "{\n  \"actuals\": { \"FY27\": 1, \"2027-01\": 2 },\n  \"reviews\": []\n}\n";
    assert_eq!(read(&tree, "teams/a.json"), early);
    assert_eq!(read(&tree, "truenorth.json"), july, "only the file that was named");
    // Without a plan around it, too.
    let alone = plan(&[(".git/x", ""), ("a.json", "{ }")]);
    truenorth(&["fmt", "a.json"]).at(&alone).exits(0);
    assert_eq!(read(&alone, "a.json"), "{}\n");
    truenorth(&["fmt", "none.json"]).at(&alone).exits(2);
}

#[cfg(unix)]
#[test]
fn rights_are_kept_and_links_and_read_only_files_refused() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let tree = plan(&[("truenorth.json", UGLY), ("a.json", "{ }"), ("real.txt", "{ }")]);
    let rights = |name: &str, mode: u32| {
        fs::set_permissions(tree.path().join(name), fs::Permissions::from_mode(mode)).unwrap();
    };
    rights("truenorth.json", 0o640);
    rights("a.json", 0o444);
    symlink("real.txt", tree.path().join("link.txt")).unwrap();
    truenorth(&["fmt"]).at(&tree).exits(2).warns("a.json is read-only").says("1 file formatted");
    let mode = fs::metadata(tree.path().join("truenorth.json")).unwrap().permissions().mode();
    assert_eq!((mode & 0o777, read(&tree, "truenorth.json").as_str()), (0o640, NEAT));
    assert_eq!(read(&tree, "a.json"), "{ }");
    truenorth(&["fmt", "link.txt"]).at(&tree).exits(2).warns("link.txt is a link");
    assert_eq!(read(&tree, "real.txt"), "{ }");
}
