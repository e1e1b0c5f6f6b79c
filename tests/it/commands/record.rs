//! `truenorth record`

use std::fs;

use crate::run::{copy, files, goal, plan, root, sample, truenorth};

fn aurora() -> tempfile::TempDir {
    let tree = tempfile::tempdir().unwrap();
    copy(&sample("aurora"), tree.path());
    tree
}

/// The lines of all files that are not as in the sample: file, number, and the new line.
fn changed(tree: &tempfile::TempDir) -> Vec<(String, usize, String)> {
    let mut changed = Vec::new();
    for ((name, old), (_, new)) in files(&sample("aurora")).into_iter().zip(files(tree.path())) {
        let (old, new) = (String::from_utf8(old).unwrap(), String::from_utf8(new).unwrap());
        assert_eq!(new.lines().count(), old.lines().count(), "{name}");
        for (number, (before, after)) in old.lines().zip(new.lines()).enumerate() {
            if before != after {
                changed.push((name.clone(), number + 1, after.trim().to_owned()));
            }
        }
    }
    changed
}

/// A plan of one goal with this measure.
fn measured(measure: &str) -> tempfile::TempDir {
    let goal = goal("a", "Readers", &format!(", \"measure\": {measure}"));
    plan(&[("truenorth.json", root(&format!("\"goals\": [\n    {goal}\n  ]")))])
}

/// Runs it and gives the root file and the whole output; the file must be as before if it fails.
fn record(tree: &tempfile::TempDir, args: &[&str], code: i32) -> (String, String) {
    let before = files(tree.path());
    let done = truenorth(&[&["record"], args].concat()).at(tree).exits(code);
    if code != 0 {
        assert_eq!(files(tree.path()), before, "{done}");
    }
    (fs::read_to_string(tree.path().join("truenorth.json")).unwrap(), done.all())
}

#[test]
fn one_line_changes() {
    for (args, file, entry) in [
        (
            &["punctuality/cancelled", "1.2", "--on", "2027-04"][..],
            "teams/operations.json",
            "\"2027-04\": 1.2",
        ),
        (&["signalling/signal-km", "27", "--on", "2027-04-11"], "teams/track.json", "\"2027-04-11\": 27"),
        (&["chargers-build", "612300", "--on", "2027-04"], "budget.json", "\"2027-04\": 612300"),
        (&["chargers-build", "612300.50", "--on", "2027-04"], "budget.json", "\"2027-04\": \"612300.50\""),
    ] {
        let tree = aurora();
        let done = truenorth(&[&["record"], args].concat()).at(&tree).exits(0);
        let changed = changed(&tree);
        let [(name, line, text)] = changed.as_slice() else { panic!("{changed:?}") };
        assert_eq!(name, file);
        assert!(text.contains(entry), "{text}");
        assert!(done.stdout.starts_with(&format!("{file}:{line}: `{}` ", args[0])), "{done}");
        truenorth(&["check"]).at(&tree).exits(0);
    }
}

/// A full row of a map stays as it is but for its comma.
#[test]
fn a_new_row_is_begun_where_rows_are_full() {
    let tree = aurora();
    truenorth(&["record", "passengers-a-month", "1350000", "--on", "2027-04"]).at(&tree).exits(0);
    let before = fs::read_to_string(sample("aurora").join("growth.json")).unwrap();
    let after = fs::read_to_string(tree.path().join("growth.json")).unwrap();
    let added: Vec<&str> = after.lines().filter(|line| !before.lines().any(|old| old == *line)).collect();
    assert_eq!(added.len(), 2, "{added:?}");
    assert!(added[0].ends_with(',') && before.contains(added[0].trim_end_matches(',')), "{added:?}");
    assert_eq!(added[1].trim(), "\"2027-04\": 1350000", "{added:?}");
}

/// A finding that names all its places at once does not hide one more.
#[test]
fn a_second_fault_of_one_kind_is_refused_too() {
    let late = "{ \"baseline\": 0, \"target\": 8, \"actuals\": { \"2030-01\": 2 } }";
    let (_, said) = record(&measured(late), &["a", "4", "--on", "2030-02"], 2);
    assert!(said.contains("KRS007") && said.contains("nothing was written"), "{said}");
}

#[test]
fn the_progress_is_told() {
    let tree = measured("{ \"baseline\": 0, \"target\": 8, \"actuals\": { \"2027-01\": 2 } }");
    let (text, said) = record(&tree, &["a", "4", "--on", "2027-02"], 0);
    assert!(text.contains("{ \"2027-01\": 2, \"2027-02\": 4 }"), "{text}");
    assert!(
        said.contains("truenorth.json:4: `a` measure.actuals.2027-02: 4; progress 25 % -> 50 %\n"),
        "{said}"
    );
}

#[test]
fn a_note_makes_the_entry_long() {
    let tree = measured("{ \"baseline\": 0, \"target\": 8 }");
    let args =
        ["a", "not_measured", "--on", "2027-Q1", "--note", "scale \"broken\"\n\u{1b}", "--provisional"];
    let (text, said) = record(&tree, &args, 0);
    let entry = "\"actuals\": { \"2027-Q1\": { \"value\": \"not_measured\", \"provisional\": true, \"note\": \"scale \\\"broken\\\"\\n\\u001b\" } }";
    assert!(text.contains(entry), "{text}");
    assert!(!said.contains('\u{1b}'));
    let (text, _) = record(&tree, &["a", "-3", "--on", "2027-01"], 0);
    assert!(text.contains("{ \"2027-01\": -3, \"2027-Q1\""), "{text}");
}

#[test]
fn an_entry_is_replaced_only_when_asked() {
    let tree = measured("{ \"baseline\": 0, \"target\": 8, \"actuals\": { \"2027-01\": 2 } }");
    let (_, said) = record(&tree, &["a", "4", "--on", "2027-01"], 2);
    assert!(
        said.contains("`a` has 2 for 2027-01 already, at truenorth.json:4") && said.contains("--replace"),
        "{said}"
    );
    let (text, _) = record(&tree, &["a", "4", "--on", "2027-01", "--replace"], 0);
    assert!(text.contains("{ \"2027-01\": 4 }"), "{text}");
}

#[test]
fn what_cannot_be_recorded_is_said() {
    let tree = aurora();
    for (args, words) in [
        (&["punctuality/arivals", "1", "--on", "2027-04"][..], "did you mean `punctuality/arrivals`?"),
        (&["arrivals", "1", "--on", "2027-04"], "did you mean `punctuality/arrivals`?"),
        (&["punctuality", "1", "--on", "2027-04"], "`punctuality` has no `measure`"),
        (&["head-of-track", "1", "--on", "2027-04"], "stands in `roles`, which has no actuals"),
        (&["vision", "1", "--on", "2027-04"], "stands in `vision`"),
        (&["punctuality/arrivals", "1", "--on", "2027-4"], "write \"2027-04\""),
        (&["punctuality/arrivals", "90", "--on", "2027.."], "`2027..` has no end"),
        (&["punctuality/arrivals", "90%", "--on", "2027-04"], "write 90; the unit stands in the measure"),
        (&["punctuality/arrivals", "090", "--on", "2027-04"], "no leading zeros"),
        (&["punctuality/arrivals", "1,5", "--on", "2027-04"], "neither a number nor a word"),
        (&["punctuality/arrivals", "1 2", "--on", "2027-04"], "neither a number nor a word"),
        (&["punctuality/arrivals", "n/a", "--on", "2027-04"], "did you mean \"not_applicable\"?"),
        (&["punctuality/arrivals", "90", "--on", "2031-04"], "actual-in-the-future"),
        (&["track-works", "1.234,5", "--on", "2027-04"], "`1.234,5`"),
        (&["track-works", "12", "--on", "2027-04", "--note", "x"], "an amount has no note"),
    ] {
        let (_, said) = record(&tree, args, 2);
        assert!(said.contains(words), "{args:?}: {said}");
    }
}

#[test]
fn former_double_and_damaged_items_are_refused() {
    let list =
        |goals: &[String]| root(&format!("\"include\": [\"*.json\"], \"goals\": [{}]", goals.join(", ")));
    let measure = ", \"measure\": { \"baseline\": 0, \"target\": 8 }, \"aliases\": [\"b\"]";
    let tree = plan(&[("truenorth.json", list(&[goal("a", "A", measure)]))]);
    assert!(record(&tree, &["b", "1", "--on", "2027-01"], 2).1.contains("`b` is the former id of `a`"));
    let tree = plan(&[("truenorth.json", list(&[goal("a", "A", measure), goal("a", "A", "")]))]);
    assert!(
        record(&tree, &["a", "1", "--on", "2027-01"], 2).1.contains("`a` stands twice: truenorth.json:3 and")
    );
    let damaged = "{ \"goals\": [ { \"id\": \"d\", \"measure\": { \"target\": 1, } } ] }";
    let tree = plan(&[("truenorth.json", list(&[goal("a", "A", measure)])), ("d.json", damaged.to_owned())]);
    assert!(
        record(&tree, &["d", "1", "--on", "2027-01"], 2).1.contains("d.json:1: comma after the last entry")
    );
    // Other files are edited all the same.
    assert!(record(&tree, &["a", "1", "--on", "2027-01"], 0).0.contains("\"actuals\": { \"2027-01\": 1 }"));
}

#[test]
fn marks_and_line_ends_stay() {
    let text =
        root(&format!("\"goals\": [\n    {}\n  ]", goal("a", "A", ", \"measure\": { \"target\": 8 }")));
    let text = format!("\u{feff}{}", text.replace('\n', "\r\n"));
    let tree = plan(&[("truenorth.json", text.as_str())]);
    let (new, _) = record(&tree, &["a", "1", "--on", "2027-01"], 0);
    assert_eq!(new, text.replace("8 }", "8, \"actuals\": { \"2027-01\": 1 } }"));
}

#[cfg(unix)]
#[test]
fn read_only_files_and_links_are_left() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let tree = measured("{ \"baseline\": 0, \"target\": 8 }");
    let path = tree.path().join("truenorth.json");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o444)).unwrap();
    assert!(record(&tree, &["a", "1", "--on", "2027-01"], 2).1.contains("truenorth.json is read-only"));
    fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
    fs::rename(&path, tree.path().join("real")).unwrap();
    symlink("real", &path).unwrap();
    assert!(record(&tree, &["a", "1", "--on", "2027-01"], 2).1.contains("truenorth.json is a link"));
    fs::remove_file(&path).unwrap();
    fs::rename(tree.path().join("real"), &path).unwrap();
    record(&tree, &["a", "1", "--on", "2027-01"], 0);
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
}

#[test]
fn what_a_killed_run_leaves_over_is_not_read() {
    let tree = plan(&[("truenorth.json", root("\"include\": [\"*\"]")), (".truenorth-x1", "{".to_owned())]);
    // A plan without a goal has nothing to check.
    truenorth(&["check"]).at(&tree).exits(3).hides(".truenorth-x1");
}

/// A run that is killed leaves the old file or the new one, at whatever moment it ends.
#[cfg(unix)]
#[test]
fn a_killed_run_leaves_a_whole_file() {
    use std::process::Stdio;
    use std::time::{Duration, Instant};
    let tree = measured("{ \"baseline\": 0, \"target\": 8, \"actuals\": { \"2027-01\": 0 } }");
    let path = tree.path().join("truenorth.json");
    let begin = Instant::now();
    record(&tree, &["a", "1", "--on", "2027-01", "--replace"], 0);
    let whole = begin.elapsed().min(Duration::from_millis(150));
    let (mut value, mut written) = (1, 0);
    for round in 0..24 {
        let old = fs::read_to_string(&path).unwrap();
        let new = old.replace(&format!("\"2027-01\": {value}"), &format!("\"2027-01\": {}", value + 1));
        let next = (value + 1).to_string();
        let mut command =
            truenorth(&["record", "a", &next, "--on", "2027-01", "--replace"]).at(&tree).command();
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        std::thread::sleep(whole * round / 16);
        child.kill().unwrap();
        child.wait().unwrap();
        let found = fs::read_to_string(&path).unwrap();
        assert!(found == old || found == new, "neither the old nor the new file: {found}");
        if found == new {
            value += 1;
            written += 1;
        }
    }
    assert!(written > 0, "no run came to its end");
    for (name, _) in files(tree.path()) {
        assert!(name == "truenorth.json" || name.starts_with(".truenorth-"), "{name} is left over");
    }
    truenorth(&["check"]).at(&tree).run();
}
