//! `check --write-baseline`, `--prune-baseline`, and what a baseline does.

use std::fs;
use std::path::Path;

use crate::run::{goal, plan, root, truenorth};

const FILE: &str = ".truenorth/baseline.json";

/// A plan of two files with three errors.
fn old_plan() -> tempfile::TempDir {
    let adrift = |id: &str| goal(id, id, "").replace("\"contributes_to\": \"vision\", ", "");
    plan(&[
        (
            "truenorth.json",
            root(&format!(
                "\"include\": \"*.json\", \"goals\": [\n    {},\n    {}\n  ]",
                adrift("a"),
                adrift("b")
            )),
        ),
        (
            "team.json",
            format!("{{ \"goals\": [\n    {}\n  ] }}\n", goal("c", "C", ", \"relates_to\": \"nowhere\"")),
        ),
    ])
}

fn change(path: &Path, from: &str, to: &str) {
    let text = fs::read_to_string(path).unwrap();
    assert!(text.contains(from), "{text}");
    fs::write(path, text.replace(from, to)).unwrap();
}

#[test]
fn what_is_written_down_is_counted_and_does_not_fail() {
    let tree = old_plan();
    truenorth(&["check"]).at(&tree).exits(1).says("3 errors in 2 files");
    truenorth(&["check", "--write-baseline"])
        .at(&tree)
        .exits(0)
        .says("wrote 3 findings to .truenorth/baseline.json");
    let text = fs::read_to_string(tree.path().join(FILE)).unwrap();
    assert_eq!(
        text,
        "{\n  \"truenorth_baseline\": 1,\n  \"findings\": [\n    {\"rule\":\"ALN001\",\"item\":\"a\",\"field\":\"id\"},\n    \
         {\"rule\":\"ALN001\",\"item\":\"b\",\"field\":\"id\"},\n    \
         {\"rule\":\"REF002\",\"item\":\"c\",\"field\":\"relates_to\"}\n  ]\n}\n"
    );
    truenorth(&["check"]).at(&tree).exits(0).says("(3 in the baseline)");
    truenorth(&["check", "--no-baseline"]).at(&tree).exits(1).says("3 errors");
    let json = truenorth(&["check", "--format=json"]).at(&tree).exits(0).json();
    assert_eq!(json["counts"]["baselined"], 3);
    assert_eq!(json["baselined"][0]["code"], "ALN001");
    truenorth(&["check", "--write-baseline"]).at(&tree).exits(0);
    assert_eq!(fs::read_to_string(tree.path().join(FILE)).unwrap(), text, "written again it is the same");
}

#[test]
fn it_survives_renames_reordering_and_layout_and_shows_what_is_new() {
    let tree = old_plan();
    truenorth(&["check", "--write-baseline"]).at(&tree).exits(0);
    fs::rename(tree.path().join("team.json"), tree.path().join("zeta.json")).unwrap();
    let path = tree.path().join("truenorth.json");
    let text = fs::read_to_string(&path).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    let (a, b) = (lines.iter().position(|line| line.contains("\"a\"")).unwrap(), lines.len() - 3);
    let mut moved = lines.clone();
    moved.swap(a, b);
    let moved = moved.join("\n").replace("} }\n    {", "}\n    {");
    let moved = if serde_json::from_str::<serde_json::Value>(&moved).is_ok() { moved } else { text.clone() };
    fs::write(&path, format!("\n\n\n{moved}")).unwrap();
    truenorth(&["fmt"]).at(&tree).exits(0);
    truenorth(&["check"]).at(&tree).exits(0).says("(3 in the baseline)");
    change(&tree.path().join("zeta.json"), "nowhere", "nobody");
    truenorth(&["check"]).at(&tree).exits(0).says("(3 in the baseline)");
    change(&tree.path().join("zeta.json"), "\"nobody\"", "[\"nobody\", \"noplace\"]");
    // Entries of a list are known by their text: both of these are new, and the old one is gone.
    truenorth(&["check", "--format=concise"])
        .at(&tree)
        .exits(1)
        .says("2 errors, 1 warning")
        .says("has the id `noplace`")
        .says("SUP006");
}

#[test]
fn goals_in_another_order_keep_their_entries() {
    let adrift = |id: &str| goal(id, id, "").replace("\"contributes_to\": \"vision\", ", "");
    let of = |ids: [&str; 2]| root(&format!("\"goals\": [{}]", ids.map(adrift).join(", ")));
    let tree = plan(&[("truenorth.json", of(["a", "b"]))]);
    truenorth(&["check", "--write-baseline"]).at(&tree).exits(0);
    fs::write(tree.path().join("truenorth.json"), of(["b", "a"])).unwrap();
    truenorth(&["check"]).at(&tree).exits(0).says("no findings in 1 file (2 in the baseline)");
}

#[test]
fn an_entry_without_a_finding_is_a_warning_until_it_is_pruned() {
    let tree = old_plan();
    truenorth(&["check", "--write-baseline"]).at(&tree).exits(0);
    change(&tree.path().join("team.json"), "nowhere", "a");
    let stale = truenorth(&["check"]).at(&tree).exits(0);
    let stale = stale.says("SUP006").says("`unknown-reference` is not found any more in `c`");
    stale.says(".truenorth/baseline.json:6:5").says("--prune-baseline");
    truenorth(&["check", "--select=ALN"]).at(&tree).exits(0).hides("SUP006");
    truenorth(&["check", "--fail-on=warning"]).at(&tree).exits(1);
    truenorth(&["check", "--prune-baseline", "--fail-on=note"])
        .at(&tree)
        .exits(0)
        .warns("went from 3 to 2 entries")
        .hides("SUP006");
    assert_eq!(fs::read_to_string(tree.path().join(FILE)).unwrap().lines().count(), 7);
    // The fault that came back is new.
    change(&tree.path().join("team.json"), "\"relates_to\": \"a\"", "\"relates_to\": \"nowhere\"");
    truenorth(&["check"]).at(&tree).exits(1).says("1 error");
}

#[test]
fn a_part_of_the_rules_leaves_the_entries_of_others() {
    let tree = old_plan();
    truenorth(&["check", "--write-baseline"]).at(&tree).exits(0);
    truenorth(&["check", "--write-baseline", "--select=ALN"]).at(&tree).exits(0).says("wrote 3 findings");
    truenorth(&["check", "--prune-baseline", "--select=ALN"]).at(&tree).exits(0);
    truenorth(&["check"]).at(&tree).exits(0).says("(3 in the baseline)");
}

#[test]
fn a_baseline_elsewhere_damaged_or_missing() {
    let tree = old_plan();
    truenorth(&["check", "--write-baseline", "--baseline=known.txt"]).at(&tree).exits(0);
    truenorth(&["check", "--baseline", "known.txt"]).at(&tree).exits(0).says("(3 in the baseline)");
    truenorth(&["check"]).at(&tree).exits(1);
    truenorth(&["check", "--baseline", "none.txt"])
        .at(&tree)
        .exits(2)
        .warns("cannot be read")
        .warns("--write-baseline");
    truenorth(&["check", "--prune-baseline"]).at(&tree).exits(2).warns("there is no baseline");
    let damaged = plan(&[
        ("truenorth.json", root("\"goals\": []")),
        (FILE, "{\n<<<<<<< ours\n  \"truenorth_baseline\": 1, \"findings\": []\n}\n".to_owned()),
    ]);
    truenorth(&["check"]).at(&damaged).exits(2).warns("baseline.json:2:1: ").warns("mend the file");
    truenorth(&["check", "--write-baseline"]).at(&damaged).exits(0);
    truenorth(&["check"]).at(&damaged).exits(3).says("no findings in 1 file");
    let broken = plan(&[("truenorth.json", "{ \"truenorth\": 1, }".to_owned())]);
    truenorth(&["check", "--write-baseline"]).at(&broken).exits(2).warns("nothing was written");
    assert!(!broken.path().join(FILE).exists());
    let clean = plan(&[("truenorth.json", root("\"goals\": []"))]);
    truenorth(&["check", "--write-baseline"]).at(&clean).exits(0).says("no baseline to write");
    assert!(!clean.path().join(".truenorth").exists());
}

#[test]
fn what_keeps_a_plan_from_being_read_is_never_in_a_baseline() {
    let tree = old_plan();
    truenorth(&["check", "--write-baseline"]).at(&tree).exits(0);
    change(&tree.path().join("team.json"), "{ \"goals\"", "{, \"goals\"");
    truenorth(&["check"]).at(&tree).exits(2).says("PLN003").hides("SUP006");
}
